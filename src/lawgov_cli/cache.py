"""What was read from a file, kept ready for the next command.

A cache is used only for the very bytes it was made of, known by their number and two checksums,
and only by the edition of the program that made it. It is JSON in the user's own cache folder;
losing it loses nothing, and where it cannot be written nothing is said.
"""

from __future__ import annotations

import json
import os
import zlib
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lawgov_cli import __version__

if TYPE_CHECKING:
    from pathlib import Path

#: The modules that decide what is made of a file's bytes: another edition of them reads afresh.
_READERS = ("event", "journal", "journal_cache", "model", "plan_cache", "plan_file", "yaml_reading")


@lru_cache(maxsize=1)
def _edition() -> bytes:
    """Which edition of the readers a cache was made by."""
    package = os.path.dirname(__file__)  # noqa: PTH120 - pathlib is three times as slow here
    stamps = [os.stat(os.path.join(package, f"{name}.py")).st_mtime_ns for name in _READERS]  # noqa: PTH116, PTH118
    return f"lawgov {__version__} {max(stamps):x} {sum(stamps):x}".encode()


class Cache:
    """The cache of one file.

    Parameters:
        path: the file whose reading is kept.
        folder: where it is kept; ``None`` keeps nothing.
    """

    def __init__(self, path: Path, folder: Path | None) -> None:
        place = zlib.crc32(str(path.absolute()).encode())
        self._file = folder / f"{path.stem}-{place:08x}.json" if folder else None

    def load(self, data: bytes) -> tuple[int, Any] | None:
        """What was made of the bytes that *data* begins with, and how many these are."""
        if self._file is None:
            return None
        try:
            head, _, content = self._file.read_bytes().partition(b"\n")
            size = int(head.rsplit(b" ", 1)[1])
            if head != _head(data, size):
                return None
            return size, json.loads(content)
        except (OSError, ValueError, LookupError):
            return None

    def keep(self, data: bytes, content: Any) -> None:  # noqa: ANN401 - any JSON
        """Keep *content* as made of *data*; where it cannot be written, reading stays slower."""
        if self._file is None:
            return
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), default=str)
        draft = self._file.with_suffix(f".{os.getpid()}")
        try:
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.write_bytes(_head(data, len(data)) + b"\n" + text.encode())
            draft.replace(self._file)
        except (OSError, UnicodeEncodeError):
            with suppress(OSError):
                draft.unlink(missing_ok=True)


def _head(data: bytes, size: int) -> bytes:
    """What a cache of the first *size* bytes of *data* begins with."""
    part = memoryview(data)[:size]
    return b"%s %08x%08x %d" % (_edition(), zlib.crc32(part), zlib.adler32(part), size)
