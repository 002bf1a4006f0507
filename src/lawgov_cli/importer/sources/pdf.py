"""A PDF with a text layer → its text, page numbers left out, tables of tasks as tables."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.fixed import Page, source_of_pages
from lawgov_cli.importer.sources.pdf_tables import Drawing

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from lawgov_cli.importer.sources.source import Source

#: Bytes that draw a page, and signs that are drawn on a page and on all of them.
_MOST_DRAWN, _MOST_ON_PAGE, _MOST_SIGNS = 4 << 20, 50_000, 1_000_000


class _TooMuch(BaseException):
    """A page would take too long; the library passes over any lesser exception."""


def pdf_source(data: bytes, path: Path) -> Source:
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
    return source_of_pages(pages)


class _Drawn:
    """The signs drawn so far, and how many there may be by the end of the page."""

    number = most = 0

    def __call__(self, *_: object) -> None:
        self.number += 1
        if self.number > self.most:
            raise _TooMuch


def _pages(reader: Any) -> Iterator[Page]:  # noqa: ANN401 - the library's
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

        def write(
            text: str,
            space: Any,  # noqa: ANN401
            at: Any,  # noqa: ANN401
            _: object,
            size: float,
            on: Drawing = drawing,
        ) -> None:
            on.write(text, at, space, size)

        text = page.extract_text(visitor_operand_before=draw, visitor_text=write)
        yield Page(text, drawing.parts())
