"""A file of any accepted kind → its text. What it is, is told by its first bytes, not its name."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.base.reading import read_file
from lawgov_cli.importer.sources.encoding import decoded
from lawgov_cli.importer.sources.markdown import plain
from lawgov_cli.importer.sources.marked import settled
from lawgov_cli.importer.sources.pages import without_pages
from lawgov_cli.importer.sources.source import Source
from lawgov_cli.importer.sources.tables import comma_lines

if TYPE_CHECKING:
    from pathlib import Path

#: Larger than any document; smaller than what would exhaust a small computer.
_LARGEST = 64 * 1024 * 1024
_LARGEST_UNPACKED = 512 * 1024 * 1024
#: Of it what is no picture.
_MOST_XML = 32 * 1024 * 1024
#: Characters of a page as it was saved; characters and lines of any document's text.
_MOST_PAGE, _MOST_TEXT, _MOST_LINES = 4_000_000, 1_000_000, 30_000

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY = {
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"GIF8": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "RTF 文件",
}
_ODS = b"mimetypeapplication/vnd.oasis.opendocument.spreadsheet"
_XML = (".xml", ".bin", ".rels")
_WORKBOOKS = frozenset({"xl/workbook.xml", "xl/workbook.bin"})
_SAVE_AS = "请用 Word 或 WPS 打开, 另存为 .docx 后再导入"
_HTML = re.compile(
    rb"\s*(?:<\?xml[^>]{0,100}\?>\s*)?(?:<!--.{0,2000}?-->\s*)?<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
#: What a Chinese page can be in; any other word (“undefined”, “utf-16”) is not believed.
_CHARSET = re.compile(
    rb"charset\s*=\s*[\"']?\s*(utf-?8|gb[\w-]{1,15}|big5[\w-]{0,8})", re.IGNORECASE
)
#: Signs of Markdown that no plain text has: a heading, or words set bold.
_MARKDOWN = re.compile(r"^#{1,6} \S|\*\*[^*\s][^*\n]*\*\*", re.MULTILINE)
_CHINESE = re.compile("[\u4e00-\u9fff]")


def read_source(path: Path) -> Source:
    """The document at *path*: its text, and what the file says of it besides.

    Raises:
        SourceUnreadable: no such file, not a document, or one that cannot be read.
    """
    try:
        if path.is_dir():
            raise SourceUnreadable(path, "这是一个文件夹", "请指定其中的一个文件")
        if path.stat().st_size > _LARGEST:
            raise SourceUnreadable(path, "文件超过64 MB", "请确认选对了文件, 去掉图片后再导入")
        data = read_file(path)
    except OSError as error:
        raise SourceUnreadable(path, _reason(error), "请核对路径和权限") from error
    return source_of(data, path)


def source_of(data: bytes, path: Path) -> Source:
    """The document in *data*, the content of the file at *path*.

    Raises:
        SourceUnreadable: not a document, or one that cannot be read.
    """
    if not data.strip(b"\x00 \t\r\n"):
        raise SourceUnreadable(path, "文件是空的", "请核对文件内容")
    source = _converted(data, path)
    _require_bounded(source.text, path)
    source = settled(source)
    if not _CHINESE.search(source.text):
        raise SourceUnreadable(path, "没有读到中文内容", "请核对是不是选对了文件")
    return source


def _converted(data: bytes, path: Path) -> Source:
    if data.startswith(b"PK"):
        return _packed(data, path)
    if data.startswith(b"%PDF"):
        from lawgov_cli.importer.sources.pdf import pdf_source

        return pdf_source(data, path)
    if data.startswith(_OLE) and "Workbook".encode("utf-16-le") in data:
        from lawgov_cli.importer.sources.workbook import workbook_source

        return workbook_source(data, path)
    if data.startswith(_OLE):
        raise SourceUnreadable(path, *_old_office(data))
    for head, kind in _BINARY.items():
        if data.startswith(head):
            raise SourceUnreadable(path, f"这是{kind}, 不是文档", _SAVE_AS)
    if _HTML.match(data) or path.suffix.lower() in {".html", ".htm", ".shtml"}:
        from lawgov_cli.importer.sources.web import html_source

        declared = _CHARSET.search(data[:4096])
        page = _decoded(data, path, declared[1].decode() if declared else "")
        _require_fewer(len(page) / 10_000, _MOST_PAGE / 10_000, "万字", path)
        return html_source(page, path)
    text = _decoded(data, path, "")
    _require_bounded(text, path)  # before the rows of a table are made of it
    if rows := comma_lines(text, named=path.suffix.lower() == ".csv"):
        return Source("\n".join(rows))
    marked = path.suffix.lower() in {".md", ".markdown"} or bool(_MARKDOWN.search(text))
    text, notes = plain(text) if marked else without_pages(text)
    return Source(text, notes=tuple(notes))


def _require_bounded(text: str, path: Path) -> None:
    _require_fewer(len(text) / 10_000, _MOST_TEXT / 10_000, "万字", path)
    _require_fewer(text.count("\n"), _MOST_LINES, "行", path)


def _require_fewer(number: float, most: float, unit: str, path: Path) -> None:
    if number > most:
        what = f"内容有{number:.0f}{unit}, 超过{most:.0f}{unit}"
        remedy = "请核对是不是选对了文件; 是的, 把要导入的部分另存为一个文本文件"
        raise SourceUnreadable(path, what, remedy)


def _packed(data: bytes, path: Path) -> Source:
    """The text of a package: a Word document, a workbook, or a fixed layout."""
    names = _checked_package(data, path)
    if "word/document.xml" in names:
        from lawgov_cli.importer.sources.word import docx_source

        return docx_source(data, path)
    if names & _WORKBOOKS or data[30:200].startswith(
        b"mimetypeapplication/vnd.oasis.opendocument.spread"
    ):
        from lawgov_cli.importer.sources.workbook import workbook_source

        return workbook_source(data, path)
    if "OFD.xml" in names:
        from lawgov_cli.importer.sources.ofd import ofd_source

        return ofd_source(data, path)
    raise SourceUnreadable(path, "这是压缩包, 不是文档", _SAVE_AS)


def _old_office(data: bytes) -> tuple[str, str]:
    """Why a file of old Office programs cannot be read; a workbook of them can."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return "文件已加密", "请用 Word 或 WPS 打开, 去掉打开密码后另存为 .docx 再导入"
    return "这是旧格式的 .doc 或 .wps 文件", _SAVE_AS


def _checked_package(data: bytes, path: Path) -> set[str]:
    """The names in a package that is neither damaged, locked nor too large."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
            locked = any(entry.flag_bits & 1 for entry in package.infolist())
            written = sum(e.file_size for e in package.infolist() if e.filename.endswith(_XML))
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise SourceUnreadable(path, "文件已损坏", "请重新取得原文件后再导入") from error
    if locked or unpacked > _LARGEST_UNPACKED:
        raise SourceUnreadable(path, "文件已加密或内容过大", "请核对是不是选对了文件")
    if written > _MOST_XML:
        what = f"文字部分展开有{written >> 20}MB, 超过{_MOST_XML >> 20}MB"
        raise SourceUnreadable(path, what, "请核对是不是选对了文件")
    return names


def _decoded(data: bytes, path: Path, declared: str) -> str:
    text = decoded(data, declared)
    if text is None:
        raise SourceUnreadable(
            path, "不是文本文件, 或编码无法识别", "请用记事本另存为 UTF-8 编码后再导入"
        )
    return text


def _reason(error: OSError) -> str:
    reasons = {FileNotFoundError: "没有这个文件", PermissionError: "没有读取权限"}
    return reasons.get(type(error), error.strerror or str(error))
