"""A PDF with a text layer → its text, page numbers left out."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.pages import rejoined

if TYPE_CHECKING:
    from pathlib import Path


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
    return rejoined([page.strip().split("\n") for page in pages])
