"""What was read from a file, kept ready for the next command.

A cache is used only for the very bytes it was made of, known by their number and two checksums,
and only by the edition of the program that made it. It is a file in the user's own cache folder:
a line that says so, and the values as ``marshal`` writes them, which is read in half the time and
room of JSON and runs nothing. Losing it loses nothing, and where it cannot be
written nothing is said.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli import __version__
from lawgov_cli.base.reading import read_file

if TYPE_CHECKING:
    from pathlib import Path

#: The modules that decide what is made of a file's bytes: another edition of them reads afresh.
_READERS = (
    *("domain/columns", "domain/event", "domain/fields", "domain/office_time", "domain/plan"),
    *("domain/plan_fields", "domain/timeline", "domain/values", "domain/vocabulary"),
    *("store/plan_file", "store/plan_names", "store/journal", "store/journal_form"),
    *("store/journal_lines", "store/journal_text", "store/journal_yaml"),
    *("store/cache/file", "store/cache/journal", "store/cache/plan", "store/cache/rows"),
    *("store/yaml/characters", "store/yaml/reading", "store/yaml/tree"),
)


@lru_cache(maxsize=1)
def _edition() -> bytes:
    """Which edition of the readers a cache was made by."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - pathlib is three times as slow here
    stamps = [os.stat(os.path.join(package, f"{name}.py")).st_mtime_ns for name in _READERS]  # noqa: PTH116, PTH118
    return f"lawgov {__version__} {sys.byteorder} {max(stamps):x} {sum(stamps):x}".encode()


class Kept(NamedTuple):
    """What is kept of the first *size* bytes of a file."""

    size: int
    content: Any


class Cache:
    """The cache of one file.

    Parameters:
        path: the file whose reading is kept.
        folder: where it is kept; ``None`` keeps nothing.
        beside: what else decides what is made of the file.
    """

    def __init__(self, path: Path, folder: Path | None, beside: str = "") -> None:
        place = zlib.crc32(f"{path.absolute()}{beside}".encode())
        self._file = folder / f"{path.stem}-{place:08x}.cache" if folder else None

    @property
    def is_off(self) -> bool:
        """Whether nothing is kept."""
        return self._file is None

    def load(self, data: bytes) -> Kept | None:
        """What was made of the bytes that *data* begins with."""
        if self._file is None:
            return None
        try:
            kept = read_file(self._file)
            head, body = kept[: kept.index(b"\n")], memoryview(kept)[kept.index(b"\n") + 1 :]
            size = int(head.rsplit(b" ", 1)[1])
            if size > len(data) or head != _head(data, size, body):
                return None
            return Kept(size, marshal.loads(body))  # noqa: S302 - its own, by two checksums
        except (OSError, ValueError, LookupError, EOFError, TypeError):
            return None

    def drop(self) -> None:
        """Forget what was kept."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def keep(self, data: bytes, content: Any) -> None:  # noqa: ANN401 - plain values
        """Keep *content* as made of *data*; where it cannot be written, reading stays slower.

        It is made of what JSON knows, tuples and bytes; a named tuple is kept as a tuple, a day
        as it is written.
        """
        if self._file is None:
            return
        draft = self._file.with_suffix(f".{os.getpid()}")
        try:
            body = marshal.dumps(_plain(content), FORMAT)
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.touch(0o600)  # whoever may not read the plan may not read what was read of it
            with draft.open("wb") as file:
                file.writelines((_head(data, len(data), body), b"\n", body))
            draft.replace(self._file)
        except OSError:
            with suppress(OSError):
                draft.unlink(missing_ok=True)


#: What every Python that runs this reads.
FORMAT = 4


def _plain(value: Any) -> Any:  # noqa: ANN401 - any of a plan's values
    """*value* as ``marshal`` takes it."""
    if type(value) in {str, int, float, bool, bytes, type(None)}:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {name: _plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return tuple([_plain(item) for item in value]) if isinstance(value, tuple) else str(value)


def _head(data: bytes, size: int, body: bytes | memoryview) -> bytes:
    """What a cache begins with that keeps *body* of the first *size* bytes of *data*."""
    part = memoryview(data)[:size]
    sums = (zlib.crc32(part), zlib.adler32(part), zlib.crc32(body))
    return b"%s %08x%08x%08x %d" % (_edition(), *sums, size)
