"""What was read from a file, kept ready for the next command.

A cache is used only for the very bytes it was made of, known by their number and two checksums,
and only by the edition of the program that made it. It is a file in the user's own cache folder:
a line that says so, a line of JSON, and numbers as the machine holds them. Losing it loses
nothing, and where it cannot be written nothing is said.
"""

from __future__ import annotations

import json
import os
import sys
import zlib
from contextlib import suppress
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
    """What is kept of the first *size* bytes of a file: any JSON, and bytes."""

    size: int
    content: Any
    raw: memoryview


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
            head, _, body = read_file(self._file).partition(b"\n")
            size = int(head.rsplit(b" ", 1)[1])
            if size > len(data) or head != _head(data, size, body):
                return None
            end = body.index(b"\n")
            return Kept(size, json.loads(body[:end]), memoryview(body)[end + 1 :])
        except (OSError, ValueError, LookupError):
            return None

    def drop(self) -> None:
        """Forget what was kept."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def keep(self, data: bytes, content: Any, raw: bytes = b"") -> None:  # noqa: ANN401 - any JSON
        """Keep *content* as made of *data*; where it cannot be written, reading stays slower."""
        if self._file is None:
            return
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
        draft = self._file.with_suffix(f".{os.getpid()}")
        try:
            body = text.encode() + b"\n" + raw
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(_head(data, len(data), body) + b"\n" + body)
            draft.replace(self._file)
        except (OSError, UnicodeEncodeError):
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _head(data: bytes, size: int, body: bytes) -> bytes:
    """What a cache begins with that keeps *body* of the first *size* bytes of *data*."""
    part = memoryview(data)[:size]
    sums = (zlib.crc32(part), zlib.adler32(part), zlib.crc32(body))
    return b"%s %08x%08x%08x %d" % (_edition(), *sums, size)
