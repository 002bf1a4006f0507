"""A PDF with a text layer → its text, page numbers left out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.pages import rejoined

if TYPE_CHECKING:
    from collections.abc import Iterator
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
    if not bare("".join(pages)):
        raise SourceUnreadable(
            path, "PDF 里没有文字(可能是扫描件)", "请用文字识别软件转成 .docx 或 .txt 后再导入"
        )
    return rejoined([page.strip().split("\n") for page in pages])


def _pages(reader: Any) -> Iterator[str]:  # noqa: ANN401 - the library's
    """The text of each page; counted, so that none is endless."""
    drawn = 0
    for page in reader.pages:
        before = drawn

        def count(*_: object) -> None:
            nonlocal drawn
            drawn += 1
            if drawn > min(before + _MOST_ON_PAGE, _MOST_SIGNS):  # noqa: B023 - called at once
                raise _TooMuch

        contents = page.get_contents()
        if contents is not None and len(contents.get_data()) > _MOST_DRAWN:
            raise _TooMuch
        yield page.extract_text(visitor_operand_before=count)
