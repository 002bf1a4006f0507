"""What a person wrote in a Word file between the marks is in the next one."""

from __future__ import annotations

from contextlib import suppress
from io import BytesIO

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.render.word import archive
from lawgov_cli.render.word.passages import NOTHING, passages_of_docx
from lawgov_cli.render.word.report import report_docx
from tests.render.word_files import BODY, W, changed, parts, styled, text_of, value, xml, zipped

REPORT = """\
## 一、总体情况

共30项。

<!-- 手写: 补充 -->
<!-- 手写结束 -->

## 二、问题

<!-- 手写: 问题 (二) -->
无。
<!-- 手写结束 -->
"""
FIRST, SECOND = "手写_补充", "手写_问题__二_"


def written(text: str, name: str = "补充") -> bytes:
    """The file with a passage that holds *text*."""
    return report_docx(f"前。\n\n<!-- 手写: {name} -->\n{text}\n<!-- 手写结束 -->\n\n后。")


def kept(data: bytes) -> dict[str, list[str]]:
    return passages_of_docx(data, "旧.docx").texts()


def test_what_was_written_is_put_into_the_new_file() -> None:
    old = passages_of_docx(written("手写一段“话”。\n\n又一段。"), "旧.docx")
    new = report_docx(REPORT.replace("30", "31"), kept=old)
    assert text_of(new) == [
        "一、总体情况",
        "共31项。",
        "手写一段“话”。",
        "又一段。",
        "二、问题",
        "无。",
    ]
    assert kept(new)["补充"] == ["手写一段“话”。", "又一段。"]


def test_what_the_template_has_between_the_marks_gives_way_even_to_nothing() -> None:
    assert text_of(report_docx(REPORT))[-1] == "无。"
    for text, last in (("有一事。", "有一事。"), ("", "二、问题")):
        old = passages_of_docx(written(text, "问题 (二)"), "旧.docx")
        assert text_of(report_docx(REPORT, kept=old))[-1] == last


def test_a_passage_that_the_new_text_has_no_place_for_goes_to_its_end() -> None:
    new = report_docx(REPORT, kept=passages_of_docx(written("旧话。", "旧名"), "旧.docx"))
    assert text_of(new)[-1] == "旧话。"
    assert kept(new)["旧名"] == ["旧话。"]


def test_an_empty_passage_without_a_place_is_dropped() -> None:
    new = report_docx(REPORT, kept=passages_of_docx(written("", "旧名"), "旧.docx"))
    assert new == report_docx(REPORT)


def test_kept_again_and_again_the_file_stays_the_same() -> None:
    first = report_docx(REPORT, kept=passages_of_docx(written("**粗**话。"), "旧.docx"))
    once = report_docx(REPORT, kept=passages_of_docx(first, "旧.docx"))
    assert report_docx(REPORT, kept=passages_of_docx(once, "旧.docx")) == once
    assert text_of(once) == text_of(first)


def test_a_passage_runs_from_its_first_paragraph_to_the_beginning_of_the_next() -> None:
    """So that what is typed at its end is in it."""
    marks = {f"{W}bookmarkStart": "(", f"{W}bookmarkEnd": ")", f"{W}t": "话"}
    paragraphs = [
        "".join(marks.get(element.tag, "") for element in paragraph.iter())
        for paragraph in xml(written("甲。\n\n乙。")).iter(f"{W}p")
    ]
    assert paragraphs == ["话", "(话", "话", ")话", ""]


def test_adjacent_passages_keep_to_themselves() -> None:
    pair = "".join(f"<!-- 手写: {name} -->\n{name}。\n<!-- 手写结束 -->\n" for name in "甲乙")
    assert kept(report_docx(pair)) == {"甲": ["甲。"], "乙": ["乙。"]}


def test_names_that_word_does_not_take_are_bent_the_same_way_each_time() -> None:
    name = "很长的名称,有标点" * 9
    old = passages_of_docx(written("话。", name), "旧.docx")
    (mark,) = old.blocks
    assert len(mark) == 40
    assert mark.isidentifier()
    new = report_docx(f"<!-- 手写: {name} -->\n<!-- 手写结束 -->\n\n后。", kept=old)
    assert text_of(new) == ["话。", "后。"]


def test_bold_type_alignment_and_tables_made_in_word_are_kept() -> None:
    document = docx.Document(BytesIO(written("甲。")))
    paragraph = document.paragraphs[1]
    paragraph.add_run("粗").bold = True
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    table = document.add_table(1, 2)
    table.rows[0].cells[1].text = "格"
    paragraph._p.addnext(table._tbl)  # noqa: SLF001
    stream = BytesIO()
    document.save(stream)
    old = passages_of_docx(stream.getvalue(), "旧.docx")
    assert old.lost == []
    new = docx.Document(BytesIO(report_docx(REPORT, kept=old)))
    found = next(p for p in new.paragraphs if p.text == "甲。粗")
    assert [(run.text, run.bold) for run in found.runs] == [("甲。", None), ("粗", True)]
    assert found.alignment == WD_ALIGN_PARAGRAPH.CENTER
    assert new.tables[0].rows[0].cells[1].text == "格"


@pytest.mark.parametrize(
    ("word_writes", "text"),
    [
        ('<w:ins w:id="9" w:author="李"><w:r><w:t>增</w:t></w:r></w:ins>', "甲。增"),
        ('<w:del w:id="9"><w:r><w:delText>删</w:delText></w:r></w:del>', "甲。"),
        ('<w:hyperlink w:anchor="a"><w:r><w:t>链</w:t></w:r></w:hyperlink>', "甲。链"),
        ("<w:sdt><w:sdtContent><w:r><w:t>控</w:t></w:r></w:sdtContent></w:sdt>", "甲。控"),
        ('<w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:t>乙</w:t></w:r>', "甲。乙"),
        ("<w:r><w:instrText>PAGE</w:instrText></w:r>", "甲。"),
    ],
    ids=["inserted", "deleted", "link", "control", "spelling", "field"],
)
def test_what_word_writes_around_the_text_is_taken_off(word_writes: str, text: str) -> None:
    old = changed(written("甲。"), BODY, "甲。</w:t></w:r>", f"甲。</w:t></w:r>{word_writes}")
    assert kept(old) == {"补充": [text]}
    assert passages_of_docx(old, "旧.docx").lost == []
    new = parts(report_docx(REPORT, kept=passages_of_docx(old, "旧.docx")))[BODY].decode()
    for bookkeeping in ("rsid", "w:ins ", "hyperlink", "sdt", "instrText", "proofErr"):
        assert bookkeeping not in new


def test_runs_that_a_person_typed_have_their_quotation_marks_from_the_east_asian_font() -> None:
    old = changed(
        written("甲。"), BODY, "甲。</w:t></w:r>", "甲。</w:t></w:r><w:r><w:t>“</w:t></w:r>"
    )
    new = xml(report_docx(REPORT, kept=passages_of_docx(old, "旧.docx")))
    assert {value(run, "rPr/rFonts", "hint") for run in new.iter(f"{W}r")} == {"eastAsia"}


@pytest.mark.parametrize(
    ("word_writes", "what"),
    [
        ("<w:r><w:drawing/></w:r>", "图片"),
        ('<w:r><w:footnoteReference w:id="2"/></w:r>', "脚注"),
        ('<m:oMath xmlns:m="urn:m"/>', "图形或公式"),
    ],
)
def test_what_cannot_be_kept_is_told(word_writes: str, what: str) -> None:
    old = changed(written("甲。"), BODY, "甲。</w:t></w:r>", f"甲。</w:t></w:r>{word_writes}")
    assert passages_of_docx(old, "旧.docx").lost == [f"手写段落“补充”中的{what}没有保留。"]


def test_numbers_that_word_counts_are_told_only_where_they_are_in_the_passage() -> None:
    style, numbered = '<w:pStyle w:val="BodyText"/>', '<w:numPr><w:numId w:val="1"/></w:numPr>'
    data = written("甲。")
    text = parts(data)[BODY].decode()
    inside = text.find(style, text.find("前。"))
    after = text.find(style, text.find("甲。"))
    for place, lost in ((inside, ["手写段落“补充”中的自动编号没有保留。"]), (after, [])):
        at = place + len(style)
        old = zipped({**parts(data), BODY: f"{text[:at]}{numbered}{text[at:]}".encode()})
        assert passages_of_docx(old, "旧.docx").lost == lost


def test_styles_are_found_by_name_since_word_renames_the_ids() -> None:
    data = changed(written("甲。"), "word/styles.xml", 'w:styleId="BodyText"', 'w:styleId="a3"')
    old = changed(data, BODY, 'w:val="BodyText"', 'w:val="a3"')
    new = report_docx(REPORT, kept=passages_of_docx(old, "旧.docx"))
    assert ("BodyText", "甲。") in styled(new)


def test_marks_as_libreoffice_saves_them_are_read_as_one_passage() -> None:
    """Two empty bookmarks of one name, one at either end; or a second beginning without an end."""
    one = '<w:bookmarkEnd w:id="1"/>'
    start = '<w:bookmarkStart w:id="1" w:name="手写_补充"/>'
    data = changed(written("甲。\n\n乙。"), BODY, one, f"{start}{one}".replace('"1"', '"7"'))
    assert kept(changed(data, BODY, start, f"{start}{one}")) == {"补充": ["甲。", "乙。"]}
    assert kept(changed(data, BODY, start, start + start.replace('"1"', '"8"'))) == {
        "补充": ["甲。", "乙。"]
    }


def test_a_mark_whose_end_was_deleted_takes_in_nothing() -> None:
    assert kept(changed(written("甲。"), BODY, '<w:bookmarkEnd w:id="1"/>', "")) == {"补充": []}


def test_a_file_without_marks_has_no_passages() -> None:
    assert passages_of_docx(report_docx("甲。"), "旧.docx") == NOTHING


def with_body(body: bytes) -> bytes:
    return zipped({**parts(report_docx("甲。")), BODY: body})


def nested(depth: int) -> bytes:
    body = f'<w:document xmlns:w="{W[1:-1]}"><w:body>{"<w:sdt>" * depth}{"</w:sdt>" * depth}'
    return with_body(f"{body}</w:body></w:document>".encode())


def sealed() -> bytes:
    """A file whose first part claims to be encrypted."""
    data = bytearray(report_docx("甲。"))
    for signature, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(signature) + at] |= 1
    return bytes(data)


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (b"", "Word 文件已损坏或不完整"),
        (b"<html>", "Word 文件已损坏或不完整"),
        (report_docx("甲。")[:-30], "Word 文件已损坏或不完整"),
        (zipped({"xl/workbook.xml": b"<x/>"}), "不是 Word 文件"),
        (with_body(b"<w:document"), "Word 文件已损坏或不完整"),
        (with_body(b'<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>'), "Word 文件已损坏或不完整"),
        (nested(5000), "Word 文件已损坏或不完整"),
        (sealed(), "Word 文件有密码"),
    ],
    ids=["empty", "html", "cut off", "excel", "no xml", "entities", "deep", "password"],
)
def test_a_file_that_cannot_be_read_is_refused_with_its_name(data: bytes, why: str) -> None:
    with pytest.raises(SourceUnreadable, match=f"^旧.docx: {why}"):
        passages_of_docx(data, "旧.docx")


def test_damage_anywhere_in_the_file_is_the_project_s_own_error_or_none() -> None:
    data = written("甲。")
    for at in range(0, len(data), 7):
        with suppress(SourceUnreadable):
            passages_of_docx(data[:at] + bytes([data[at] ^ 0xFF]) + data[at + 1 :], "旧.docx")


def test_a_file_that_explodes_is_refused_before_it_is_unpacked_in_full(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = zipped({"word/a.xml": bytes(100_001)})
    assert len(data) < 1000
    monkeypatch.setattr(archive, "LIMIT", 100_000)
    with pytest.raises(SourceUnreadable, match=r"^旧\.docx: Word 文件展开后大得异常"):
        passages_of_docx(data, "旧.docx")
