"""Snapshot files, as ``export --format snapshot`` writes them: read, and refused where they err."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable
from lawgov_cli.domain.point_months import COLUMNS, NAMES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from pathlib import Path

ENDINGS = (".csv", ".json", ".parquet")
#: A file longer than this is not read: a place's own is a thousandth of it.
_MAX_BYTES = 512 * 1024 * 1024
_NUMBERS = [at for at, column in enumerate(COLUMNS) if column.is_number]
_TEXTS = [at for at, column in enumerate(COLUMNS) if not column.is_number]
_MONTH = re.compile(r"[12]\d{3}-(0[1-9]|1[0-2])\Z")
_AT_MONTH, _AT_POINT = NAMES.index("month"), NAMES.index("point")

Row = tuple[Any, ...]


class SnapshotBroken(DataUnreadable):
    """A file that should hold a snapshot and does not."""


def looks_like_one(path: Path) -> bool:
    """Whether the file at *path* begins as a snapshot does."""
    try:
        with path.open("rb") as file:
            head = file.read(600)
    except OSError:
        return False
    ending = path.suffix.lower()
    if ending == ".parquet":
        return head.startswith(b"PAR1")
    if ending == ".json":
        return b'"kind": "snapshot"' in head
    first = head.removeprefix(b"\xef\xbb\xbf").split(b"\n")[0].decode("utf-8", "replace")
    return set(NAMES) <= {name.strip().strip('"') for name in first.split(",")}


def snapshot_rows(path: Path, data: bytes) -> list[Row]:
    """The rows of the file at *path* with the bytes *data*.

    Raises:
        SnapshotBroken: it is no snapshot, or a line of it is not.
        EngineMissing: it is a Parquet file, and DuckDB is not installed.
    """
    if len(data) > _MAX_BYTES:
        raise SnapshotBroken(f"文件超过{_MAX_BYTES // 1024 // 1024}MB, 没有读")
    rows = _READERS[path.suffix.lower()](path, data)
    if not rows:
        raise SnapshotBroken("快照里一行也没有")
    return rows


def _csv_rows(_: Path, data: bytes) -> list[Row]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("gb18030", "replace")  # saved again by a spreadsheet
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = [name.strip() for name in next(reader, [])]
        rows = [row for row in reader if row]
        if head != list(NAMES) or "'" in text or any(len(row) != len(head) for row in rows):
            places = _places(head)
            rows = [_picked(row, places, line) for line, row in enumerate(rows, 2)]
        return _checked(rows, 2)
    except csv.Error:
        why = "引号没有成对, 或一格太长。请用 lawgov export --format snapshot 重新导出"
        raise SnapshotBroken(f"CSV 第{reader.line_num}行读不出: {why}") from None


def _picked(row: list[str], places: Sequence[int], line: int) -> list[Any]:
    try:
        picked: list[Any] = [row[at] for at in places]
    except IndexError:
        raise SnapshotBroken(f"第{line}行少了几列。请重新导出") from None
    # What would have been taken for a formula was written behind an apostrophe.
    return [cell[1:] if cell[:1] == "'" and cell[1:2] in {*"=+-@"} else cell for cell in picked]


def _json_rows(_: Path, data: bytes) -> list[Row]:
    try:
        items = json.loads(data.decode("utf-8-sig"))["items"]
        rows = [[item[name] for name in NAMES] for item in items]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise SnapshotBroken(
            "不是快照的 JSON。请用 lawgov export --format snapshot 重新导出"
        ) from None
    return _checked(_with_texts(rows), 1)


def _parquet_rows(path: Path, _: bytes) -> list[Row]:
    from lawgov_cli.store.rollup.duck import parquet_rows

    found = parquet_rows(path)
    if found is None:
        raise SnapshotBroken("不是快照的 Parquet 文件, 或已损坏。请重新导出")
    return _checked(_with_texts(map(list, found)), 1)


def _places(head: Sequence[str]) -> list[int]:
    lacking = [name for name in NAMES if name not in head]
    if lacking:
        raise SnapshotBroken(f"不是快照: 没有 {'、'.join(lacking)} 这几列")
    return [head.index(name) for name in NAMES]


def _checked(rows: Iterable[list[Any]], first: int) -> list[Row]:
    """*rows* with their numbers as numbers; *first* is the line of the first."""
    made: list[Row] = []
    months: set[str] = set()
    for line, row in enumerate(rows, first):
        for at in _NUMBERS:
            row[at] = _number(row[at], line, NAMES[at])
        month = row[_AT_MONTH]
        if month not in months:
            if not _MONTH.match(str(month)):
                raise SnapshotBroken(f"第{line}行没有月份(如 2023-09)")
            months.add(month)
        if not row[_AT_POINT]:
            raise SnapshotBroken(f"第{line}行没有要点编号")
        made.append(tuple(row))
    return made


def _with_texts(rows: Iterable[list[Any]]) -> Iterator[list[Any]]:
    """*rows* of a file with types and escapes: each text is one, and can be written."""
    for line, row in enumerate(rows, 1):
        try:
            "".join([row[at] for at in _TEXTS]).encode()
        except (TypeError, UnicodeEncodeError):
            raise SnapshotBroken(f"第{line}行有一列不是文字。请重新导出") from None
        yield row


def _number(value: Any, line: int, name: str) -> int:  # noqa: ANN401 - whatever the file has
    try:
        return int(value)
    except (TypeError, ValueError):
        raise SnapshotBroken(f"第{line}行 {name} 应是数字, 写的是“{value}”") from None


_READERS: dict[str, Callable[[Path, bytes], list[Row]]] = {
    ".csv": _csv_rows,
    ".json": _json_rows,
    ".parquet": _parquet_rows,
}
