"""A table file of any kind → its grids. What it is, is told by its bytes, not its name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import SheetsMissing
from lawgov_cli.base.problems import Problem
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.sheets.grid import Grid, Refused, checked_size
from lawgov_cli.importer.sheets.old_xls import SIGNATURE
from lawgov_cli.importer.sheets.packages import AGAIN, check_parts, unpacked
from lawgov_cli.importer.sheets.unread import unread

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Larger than any reply; smaller than what would exhaust a small computer.
LARGEST = 64 * 1024 * 1024
_HTML = re.compile(rb"\s*<(?:!doctype|html|table|meta|\?xml)", re.IGNORECASE)
_OTHERS = {
    b"%PDF": "PDF 文件",
    b"\x89PNG": "图片",
    b"\xff\xd8\xff": "图片",
    b"Rar!": "压缩包",
    b"7z\xbc\xaf": "压缩包",
    b"\x1f\x8b": "压缩包",
    b"{\\rtf": "RTF 文件",
}


class Tables(NamedTuple):
    """What one file holds; no grids where it was refused.

    ``lines`` are the words outside the tables of a document; ``unread`` tells what else is in the
    file that nobody reads: comments, text boxes, pictures.
    """

    name: str
    grids: Sequence[Grid] = ()
    lines: Sequence[str] = ()
    unread: Sequence[str] = ()


def read_tables(data: bytes, name: str) -> tuple[Tables, list[Problem]]:
    """The grids in *data*, the content of the file called *name*.

    A file that is refused is a problem with its reason, so that it stops only itself.

    Raises:
        SheetsMissing: the libraries that read this kind of file are not installed.
    """
    try:
        return _tables(data, name), []
    except Refused as refused:
        remedy = f"{refused.remedy}。这份文件没有读入"
        return Tables(name), [Problem(name, 0, 0, refused.what, remedy, code="refused")]


def _tables(data: bytes, name: str) -> Tables:
    if not data.strip(b"\x00 \t\r\n"):
        raise Refused("文件是空的", "请核对文件内容")
    if len(data) > LARGEST:
        raise Refused(f"文件超过{LARGEST // 2**20} MB", "请核对是不是选对了文件")
    if data.startswith(b"PK"):
        return _package(unpacked(data), name)
    if data.startswith(SIGNATURE):
        from lawgov_cli.importer.sheets.workbooks import xls_grids

        return Tables(name, xls_grids(data))
    for head, kind in _OTHERS.items():
        if data.startswith(head):
            raise Refused(f"这是{kind}, 不是表格", "请报送 .xlsx 文件")
    if _HTML.match(data):
        raise Refused(
            "这是网页, 不是表格", "填报网页请报送其“保存回执”所得的文件; 其他请另存为 .xlsx"
        )
    from lawgov_cli.importer.sheets.texts import csv_grid, reply_grids

    if data.lstrip(b"\xef\xbb\xbf \r\n").startswith(b"{"):
        return Tables(name, reply_grids(data))
    return Tables(name, [csv_grid(data)])


def _package(parts: dict[str, bytes], name: str) -> Tables:
    if parts.keys() & {"xl/workbook.xml", "xl/workbook.bin", "content.xml"}:
        from lawgov_cli.importer.sheets.workbooks import package_grids

        return Tables(name, package_grids(parts), unread=unread(parts))
    if "word/document.xml" in parts:
        check_parts(parts)
        grids, lines = _word_tables(parts)
        return Tables(name, grids, lines, unread(parts))
    raise Refused("这是压缩包, 不是表格", "请解压后报送其中的表格")


def _word_tables(parts: dict[str, bytes]) -> tuple[list[Grid], list[str]]:
    from lawgov_cli.importer.sheets.packages import repacked
    from lawgov_cli.importer.sources.word import docx_parts

    try:
        tables, lines = docx_parts(repacked(parts).getvalue())
    except ImportError:
        raise SheetsMissing("读取 .docx 中的表格") from None
    except ValueError as error:
        raise Refused("文件已损坏或不完整", AGAIN) from error
    if not tables:
        raise Refused(
            "文件里没有表格",
            "请用下发的表填报, 或复制里面的文字, 用 lawgov collect - --unit 单位 粘贴收进",
        )
    for at, rows in enumerate(tables, 1):
        checked_size(len(rows), max(map(len, rows), default=0), f"表{at}")
    return [Grid(f"表{at}", rows) for at, rows in enumerate(tables, 1)], lines
