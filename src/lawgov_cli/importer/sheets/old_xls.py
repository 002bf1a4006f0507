"""The old .xls format: the streams in the file, and what stands in the one with the sheets."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.sheets.grid import Refused, checked_size
from lawgov_cli.importer.sheets.old_styles import OldStyles
from lawgov_cli.importer.sheets.packages import AGAIN
from lawgov_cli.importer.sheets.scanning import Scan

if TYPE_CHECKING:
    from collections.abc import Iterator

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_END_OF_CHAIN = 0xFFFFFFFA
_UNWANTED = (
    (("_VBA_PROJECT", "VBA", "_VBA_PROJECT_CUR"), "含有宏"),
    (("\x01Ole10Native", "MBD"), "嵌有别的文件或对象"),
)

_BOF, _SHEET, _LOCKED, _OUTSIDE, _FORMULA = 0x809, 0x85, 0x2F, 0x1AE, 0x06
_ROW, _UNSEEN, _SHARED_TEXT = 0x208, 0x20, 0xFD
_CELLS = frozenset({0x203, 0x204, 0x205, 0x27E, _SHARED_TEXT, _FORMULA, 0xBD, 0xD6})
#: Bytes added to a record, so that a short one can be looked into.
_PADDING = 16
_OWN_SHEETS, _ADD_INS = 0x0401, 0x3A01


class _Entry(NamedTuple):
    name: str
    kind: int
    start: int
    size: int


def scan_xls(data: bytes) -> dict[str, Scan]:
    """Look through an .xls file: sheet by name.

    Raises:
        Refused: damaged, locked, or with macros, objects or links to the outside.
    """
    try:
        return _sheets(_workbook(data))
    except (struct.error, IndexError, UnicodeDecodeError) as error:
        raise Refused("文件已损坏或不完整", AGAIN) from error


def _workbook(data: bytes) -> bytes:
    """The stream that holds the sheets."""
    streams = _Streams(data)
    names = {entry.name for entry in streams.entries}
    if "EncryptedPackage" in names:
        raise Refused("文件设有打开密码", "请去掉密码后另存为 .xlsx 再报送")
    for unwanted, what in _UNWANTED:
        if any(name.startswith(mark) for name in names for mark in unwanted):
            raise Refused(what, "请另存为不带宏、不嵌对象的 .xlsx")
    for entry in streams.entries:
        if entry.name in {"Workbook", "Book"}:
            return streams.read(entry)
    raise Refused("这不是表格文件", AGAIN)


class _Streams:
    """A compound file: sectors in chains, and a directory of the streams made of them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._size = 1 << struct.unpack_from("<H", data, 30)[0]
        if not 128 <= self._size <= 4096:
            raise Refused("文件已损坏或不完整", AGAIN)
        (directory,) = struct.unpack_from("<I", data, 48)
        self._cutoff, first_small = struct.unpack_from("<II", data, 56)
        self._next = self._table(self._fat_sectors())
        self.entries = list(self._directory(self._chain(directory)))
        self._small_next = self._table(list(self._numbers(first_small)))
        self._small = self._chain(self.entries[0].start) if self.entries else b""

    def _fat_sectors(self) -> list[int]:
        first, count = struct.unpack_from("<II", self._data, 68)
        sectors = list(struct.unpack_from("<109I", self._data, 76))
        for _ in range(count):
            *more, first = struct.unpack(f"<{self._size // 4}I", self._sector(first))
            sectors += more
        return [sector for sector in sectors if sector < _END_OF_CHAIN]

    def _table(self, sectors: list[int]) -> list[int]:
        joined = b"".join(map(self._sector, sectors))
        return list(struct.unpack(f"<{len(joined) // 4}I", joined))

    def _sector(self, number: int) -> bytes:
        at = (number + 1) * self._size
        return self._data[at : at + self._size].ljust(self._size, b"\0")

    def _numbers(self, first: int) -> Iterator[int]:
        """The sectors of a chain; one that runs in a circle ends."""
        for _ in range(len(self._next)):
            if first >= len(self._next):
                return
            yield first
            first = self._next[first]

    def _chain(self, first: int) -> bytes:
        return b"".join(map(self._sector, self._numbers(first)))

    @staticmethod
    def _directory(content: bytes) -> Iterator[_Entry]:
        for at in range(0, len(content), 128):
            length, kind = struct.unpack_from("<HB", content, at + 64)
            start, size = struct.unpack_from("<II", content, at + 116)
            if kind and length <= 64:
                name = content[at : at + max(length - 2, 0)].decode("utf-16-le")
                yield _Entry(name, kind, start, size)

    def read(self, entry: _Entry) -> bytes:
        """The bytes of a stream; short ones lie in sectors of 64 bytes within the root's."""
        if entry.size >= self._cutoff:
            return self._chain(entry.start)[: entry.size]
        parts, sector = [], entry.start
        for _ in range(len(self._small_next)):
            if sector >= len(self._small_next):
                break
            parts.append(self._small[sector * 64 : sector * 64 + 64])
            sector = self._small_next[sector]
        return b"".join(parts)[: entry.size]


def _sheets(stream: bytes) -> dict[str, Scan]:
    names: dict[int, str] = {}
    found: dict[str, _Sheet] = {}
    styles, sheet = OldStyles(), None
    for at, kind, body in _records(stream):
        _check_record(kind, body)
        if kind == _SHEET:
            start, name = _sheet_name(body)
            names[start] = name
        elif kind == _BOF and at in names:
            sheet = found[names[at]] = _Sheet(names[at], styles)
        elif sheet is None:
            styles.take(kind, body[:-_PADDING])
        else:
            sheet.take(kind, body)
    return {name: sheet.scan() for name, sheet in found.items()}


class _Sheet:
    """Collects from the records of one sheet."""

    def __init__(self, name: str, styles: OldStyles) -> None:
        self._name, self._styles = name, styles
        self._formulas: set[tuple[int, int]] = set()
        self._struck: set[tuple[int, int]] = set()
        self._hidden: set[int] = set()
        self._height = self._width = 0

    def take(self, kind: int, body: bytes) -> None:
        if kind == _ROW:
            if struct.unpack_from("<H", body, 12)[0] & _UNSEEN:
                self._hidden.add(struct.unpack_from("<H", body)[0])
        elif kind in _CELLS:
            row, column, form = struct.unpack_from("<HHH", body)
            self._height, self._width = max(self._height, row + 1), max(self._width, column + 1)
            checked_size(self._height, self._width, self._name)
            if kind == _FORMULA:
                self._formulas.add((row, column))
            text = struct.unpack_from("<I", body, 6)[0] if kind == _SHARED_TEXT else -1
            if self._styles.strikes_form(form) or self._styles.strikes_text(text):
                self._struck.add((row, column))

    def scan(self) -> Scan:
        return Scan(
            frozenset(self._formulas),
            struck=frozenset(self._struck),
            hidden=frozenset(self._hidden),
        )


def _check_record(kind: int, body: bytes) -> None:
    if kind == _LOCKED:
        raise Refused("文件设有打开密码", "请去掉密码后另存为 .xlsx 再报送")
    if kind == _OUTSIDE and struct.unpack_from("<H", body, 2)[0] not in {_OWN_SHEETS, _ADD_INS}:
        raise Refused("含有指向其他工作簿的链接", "请在“数据—编辑链接”中断开链接后另存")


def _sheet_name(body: bytes) -> tuple[int, str]:
    """Where a sheet begins, and its name, in one byte or two a character."""
    (start,) = struct.unpack_from("<I", body)
    length, wide = body[6], body[7] & 1
    name = body[8 : 8 + length * (2 if wide else 1)]
    return start, name.decode("utf-16-le" if wide else "latin-1")


def _records(stream: bytes) -> Iterator[tuple[int, int, bytes]]:
    """Place, kind and body of each record."""
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        yield at, kind, stream[at + 4 : at + 4 + size] + bytes(_PADDING)
        at += 4 + size
