"""Documents larger than any plan: refused with their size, before anything is made of them."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.importer.sheets.packages import repacked, unpacked
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.importer.sources import files
from lawgov_cli.importer.sources.files import source_of
from tests import office_forms
from tests.documents import documents, packed_oddly, pdf_file
from tests.importer.test_word_bounds import TEXT, word

LINE = "这是一段没有任务的普通文字\n"


def drawn(signs: bytes) -> bytes:
    """A PDF of one page with *signs* on it, packed."""
    made = pdf_file(["一、甲工作"])
    inside = re.search(rb"<< /Length \d+ >>\nstream\nBT(.*?)ET\nendstream", made, re.DOTALL)
    assert inside
    packed = zlib.compress(b"BT" + inside[1] + signs + b"ET")
    head = b"<< /Length %d /Filter /FlateDecode >>\nstream\n" % len(packed)
    return made[: inside.start()] + head + packed + b"\nendstream" + made[inside.end() :]


def test_a_pdf_within_the_bounds_is_read() -> None:
    pytest.importorskip("pypdf")
    assert source_of(drawn(b"<4e00> Tj " * 100), Path("a.pdf")).text.startswith("一、甲工作")


def test_a_table_of_commas_is_refused_before_its_rows_are_made(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(files, "comma_lines", pytest.fail)
    with pytest.raises(SourceUnreadable, match="内容有30001行, 超过30000行"):
        source_of(("8,健全制度,甲局\n" * 30_001).encode(), Path("a.csv"))


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.txt", (LINE * 80_000).encode(), "内容有112万字, 超过100万字"),
        ("a.txt", (LINE * 30_001).encode(), "内容有30001行, 超过30000行"),
        ("a.md", (LINE * 30_001).encode("gb18030"), "内容有30001行, 超过30000行"),
        ("a.html", f"<html><p>{LINE * 300_000}</p></html>".encode(), "内容有420万字, 超过400万字"),
        ("a.docx", word(TEXT * 1_000_000), "文字部分展开有45MB, 超过32MB"),
        ("a.docx", word(TEXT * 30_100), "内容有30099行, 超过30000行"),
        ("a.pdf", drawn(b"T* " * 50_001), "PDF 的内容太多, 读不完"),
        ("a.pdf", drawn(b" " * (5 << 20)), "PDF 的内容太多, 读不完"),
    ],
)
def test_what_is_larger_than_any_plan_is_refused_with_its_size(
    name: str, data: bytes, said: str
) -> None:
    for module in ("docx", "pypdf", "readability"):
        pytest.importorskip(module)
    with pytest.raises(SourceUnreadable) as refused:
        source_of(data, Path(name))
    assert said in str(refused.value)


@pytest.mark.parametrize("charset", ["undefined", "utf-16", "hex", "unicode_escape", "gbfoo"])
def test_an_encoding_that_no_page_can_have_is_not_believed(charset: str) -> None:
    pytest.importorskip("readability")
    page = f"<html><head><meta charset={charset}></head><body><p>一、{LINE}</p></body></html>"
    assert source_of(page.encode(), Path("a.html")).text.startswith("一、这是")


def test_a_number_of_a_sheets_styles_that_is_none_hurts_nothing() -> None:
    parts = unpacked(office_forms.saved(office_forms.filled()))
    parts["xl/styles.xml"] = parts["xl/styles.xml"].replace(b'fontId="0"', b'fontId="7 7"')
    assert b'"7 7"' in parts["xl/styles.xml"]
    tables, problems = read_tables(repacked(parts).getvalue(), "a.xlsx")
    assert tables.grids
    assert problems == []


@pytest.mark.parametrize("ending", ["docx", "xlsx", "ofd"])
@pytest.mark.parametrize("method", [12, 14, 99])
def test_an_archive_packed_in_a_way_that_cannot_be_read_is_refused(
    ending: str, method: int
) -> None:
    data = packed_oddly(documents()[ending], method)
    with pytest.raises(SourceUnreadable):
        source_of(data, Path(f"a.{ending}"))
