"""A PDF with a text layer → its text, page numbers left out."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.language.wording import bare

if TYPE_CHECKING:
    from pathlib import Path

_PAGE_NUMBER = re.compile(
    r"\s*(?:[—–\-－]{1,2}\s*\d{1,4}\s*[—–\-－]{1,2}|第\s*\d{1,4}\s*页.{0,12}|\d{1,3})\s*"
)


def pdf_text(data: bytes, path: Path) -> str:
    """The text of the PDF file in *data*.

    Raises:
        ExtraMissing: the library that reads it is not installed.
        SourceUnreadable: the file is damaged, encrypted, or holds only pictures of pages.
    """
    try:
        import pypdf
    except ImportError:
        raise ExtraMissing(path, ".pdf", "pdf") from None
    try:
        reader = pypdf.PdfReader(BytesIO(data))
        locked = reader.is_encrypted and not reader.decrypt("")
        pages = [] if locked else [page.extract_text() for page in reader.pages]
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
    return "\n".join("\n".join(_without_numbers(page.strip().split("\n"))) for page in pages)


def _without_numbers(lines: list[str]) -> list[str]:
    """The lines of a page without a page number at its head or foot."""
    edges = {0, len(lines) - 1}
    return [
        line for at, line in enumerate(lines) if at not in edges or not _PAGE_NUMBER.fullmatch(line)
    ]
