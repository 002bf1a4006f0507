"""A PDF with a text layer → its text, page numbers left out, tables of tasks as tables."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import task_sheet
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.pages import rejoined, without_numbers
from lawgov_cli.importer.sources.pdf_tables import Drawing, Part
from lawgov_cli.importer.sources.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

#: Bytes that draw a page, and signs that are drawn on a page and on all of them.
_MOST_DRAWN, _MOST_ON_PAGE, _MOST_SIGNS = 4 << 20, 50_000, 1_000_000


class _TooMuch(BaseException):
    """A page would take too long; the library passes over any lesser exception."""


def pdf_text(data: bytes, path: Path) -> str:
    """The text of the PDF file in *data*.

    Raises:
        ExtraMissing: the library that reads it is not installed.
        SourceUnreadable: the file is damaged, encrypted, or holds only pictures of pages.
    """
    import logging

    try:
        import pypdf
    except ImportError:
        raise ExtraMissing(path, ".pdf", "pdf") from None
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it finds odd it would print
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else list(_pages(reader))
    except _TooMuch:
        raise SourceUnreadable(
            path, "PDF 的内容太多, 读不完", "请把要导入的部分另存为 .docx 或 .txt"
        ) from None
    except Exception as error:
        raise SourceUnreadable(
            path, "PDF 已损坏或无法读取", "请重新取得原文件, 或另存为 .docx"
        ) from error
    if locked:
        raise SourceUnreadable(path, "PDF 已加密", "请取得没有密码的文件后再导入")
    if not bare("".join(page.text for page in pages)):
        raise SourceUnreadable(
            path, "PDF 里没有文字(可能是扫描件)", "请用文字识别软件转成 .docx 或 .txt 后再导入"
        )
    return rejoined([list(_lines(pages))])


class _Page(NamedTuple):
    """A page: its text as the library reads it; its lines and tables where it has any table."""

    text: str
    parts: list[Part]


class _Drawn:
    """The signs drawn so far, and how many there may be by the end of the page."""

    number = most = 0

    def __call__(self, *_: object) -> None:
        self.number += 1
        if self.number > self.most:
            raise _TooMuch


def _pages(reader: Any) -> Iterator[_Page]:  # noqa: ANN401 - the library's
    """The pages; what is drawn is counted, so that none is endless."""
    drawn = _Drawn()
    for page in reader.pages:
        drawn.most = min(drawn.number + _MOST_ON_PAGE, _MOST_SIGNS)
        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _MOST_DRAWN:
            raise _TooMuch
        drawing = Drawing()

        def draw(sign: bytes, values: Any, space: Any, _: Any, on: Drawing = drawing) -> None:  # noqa: ANN401
            drawn()
            on.draw(sign, values, space)

        def write(text: str, space: Any, at: Any, *_: object, on: Drawing = drawing) -> None:  # noqa: ANN401
            on.write(text, at, space)

        text = page.extract_text(visitor_operand_before=draw, visitor_text=write)
        yield _Page(text, drawing.parts())


def _lines(pages: Sequence[_Page]) -> Iterator[str]:
    """The lines of all pages, tables of tasks as such; one may go on over the page."""
    parts: list[Part] = []
    for page in pages:
        found = [part for part in page.parts if part.rows or without_numbers([part.text])]
        if parts and found and parts[-1].width == found[0].width > 0:
            parts[-1] = Part("", _gone_on(parts[-1].rows, found[0].rows))
            parts += found[1:]
        elif any(task_sheet(part.rows) for part in found if part.rows):
            parts += found
        else:
            parts += map(Part, without_numbers(page.text.strip().split("\n")))
    for part in parts:
        yield from table_lines(part.rows) if part.rows else [part.text]


def _gone_on(above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]) -> list[Sequence[str]]:
    """A table and what of it stands on the next page: its head once, a row in two put together."""
    rows = below[1:] if below[0] == above[0] else below
    if rows and above[-1][0] and not rows[0][0]:
        whole = [one + other for one, other in zip(above[-1], rows[0], strict=True)]
        return [*above[:-1], whole, *rows[1:]]
    return [*above, *rows]
