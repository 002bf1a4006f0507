"""Word files as LibreOffice sets them: 22 lines a page, 28 characters a line, numbers outside."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections import Counter
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from pypdf import PdfReader

from lawgov_cli.render.word.document import document_docx
from lawgov_cli.render.word.passages import passages_of_docx
from lawgov_cli.render.word.report import report_docx
from tests.helpers import SHIPPED_TEXT
from tests.render.word_files import GOLDEN, MONTH, text_of

if TYPE_CHECKING:
    from pathlib import Path

OFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(OFFICE is None, reason="skipped: LibreOffice is not installed")

TITLE = "2023年太仓市法治政府建设工作要点"
DOCUMENT = SHIPPED_TEXT.read_text(encoding="utf-8")
(SLIP,) = GOLDEN.glob("year/slips/督〔2023〕1号*.md")
WRITTEN = MONTH.replace(
    "<!-- 手写: 总体情况补充 -->\n", "<!-- 手写: 总体情况补充 -->\n手写“一段”。\n\n**又一**段。\n\n"
)
FILES = {
    "document": document_docx(DOCUMENT, title=TITLE),
    "other": document_docx(DOCUMENT, title=TITLE, preset="gb33476"),
    "month": report_docx(WRITTEN),
    "slip": report_docx(SLIP.read_text(encoding="utf-8")),
}

#: Points from the lower edge: below it stands nothing but the number of the page.
FOOT = 92


class Line(NamedTuple):
    """A line of print: how far from the left and the lower edge, in points, and what it says."""

    left: float
    height: float
    text: str


def converted(kind: str, folder: Path) -> None:
    """The files of *folder* saved again as *kind* in ``out`` below it."""
    command = [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", str(folder / "out")]
    files = [str(path) for path in folder.glob("*.docx")]
    env = {**os.environ, "HOME": str(folder)}
    subprocess.run([*command, *files], check=True, capture_output=True, timeout=300, env=env)


@pytest.fixture(name="saved", scope="module")
def _saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files as PDF, and saved again by LibreOffice as Word files."""
    folder = tmp_path_factory.mktemp("word")
    for name, data in FILES.items():
        (folder / f"{name}.docx").write_bytes(data)
    converted("pdf", folder)
    converted("docx", folder)
    return folder / "out"


def pages(path: Path) -> list[list[Line]]:
    """The lines of every page, from top to bottom."""
    return [lines_of(page) for page in PdfReader(path).pages]


def lines_of(page: Any) -> list[Line]:  # noqa: ANN401
    found: dict[int, list[tuple[float, str]]] = {}

    def note(text: str, cm: list[float], tm: list[float], *_: object) -> None:
        if text.strip():
            left, height = cm[0] * tm[4] + cm[4], cm[3] * tm[5] + cm[5]
            found.setdefault(round(height), []).append((left, text.strip()))

    page.extract_text(visitor_text=note)
    return [
        Line(min(left for left, _ in pieces), height, "".join(text for _, text in pieces))
        for height, pieces in sorted(found.items(), reverse=True)
    ]


@pytest.mark.parametrize(("name", "pitch"), [("document", 28.95), ("other", 29.45)])
def test_a_full_page_has_22_lines_at_the_pitch_of_the_standard(
    saved: Path, name: str, pitch: float
) -> None:
    found = pages(saved / f"{name}.pdf")
    assert 12 <= len(found) <= 15
    for lines in found[2:-1]:  # after the letter and the title
        body = [line for line in lines if line.height > FOOT]
        assert len(body) == 22
        assert (body[0].height - body[-1].height) / 21 == pytest.approx(pitch, abs=0.1)


def test_a_full_line_has_28_characters(saved: Path) -> None:
    lengths = Counter(
        len(line.text)
        for lines in pages(saved / "document.pdf")[2:-1]
        for line in lines
        if line.height > FOOT and not any(char.isascii() for char in line.text)
    )
    assert lengths.most_common(1)[0][0] == 28
    assert max(lengths) <= 29  # a stop may hang over


def test_the_numbers_of_pages_stand_outside(saved: Path) -> None:
    file = saved / "month.pdf"
    lying = [page.mediabox.width > page.mediabox.height for page in PdfReader(file).pages]
    assert sum(lying) >= 3  # those of the big table
    assert not lying[0]
    assert not lying[-1]
    for number, lines in enumerate(pages(file), 1):
        below = 26 if lying[number - 1] else 35
        foot = [line for line in lines if line.height <= FOOT - (35 - below) / 25.4 * 72]
        assert [line.text.replace(" ", "") for line in foot] == [f"—{number}—"]
        assert (foot[0].left > 297) == bool(number % 2)
        assert foot[0].height == pytest.approx((below - 7) / 25.4 * 72, abs=6)


def test_the_head_of_a_table_is_on_every_page_it_runs_over(saved: Path) -> None:
    said = ["".join(line.text for line in lines) for lines in pages(saved / "month.pdf")]
    first = next(number for number, text in enumerate(said) if text.startswith("附件1"))
    last = next(number for number, text in enumerate(said) if text.startswith("附件2"))
    assert last - first >= 2
    assert all("办理状态" in text for text in said[first:last])


def test_a_slip_is_one_page(saved: Path) -> None:
    assert len(pages(saved / "slip.pdf")) == 1


def test_what_was_written_is_still_there_after_libreoffice_has_saved_the_file(saved: Path) -> None:
    data = (saved / "month.docx").read_bytes()
    old = passages_of_docx(data, "month.docx")
    assert old.lost == []
    assert old.texts()["总体情况补充"] == ["手写“一段”。", "又一段。"]
    assert text_of(report_docx(MONTH, kept=old)) == text_of(FILES["month"])


def test_a_report_saved_by_libreoffice_can_be_the_reference(saved: Path) -> None:
    data = report_docx(MONTH, reference=(saved / "month.docx").read_bytes())
    assert text_of(data) == text_of(report_docx(MONTH))
