"""What was read from a file, kept ready for the next command.

A cache is used only for the very bytes it was made of, and only by the edition of the program
that made it. The bytes are known by two checksums, and are not read for them where the file is
the same one, as long and as old as when they last were, or as this program left it itself; its
first and last bytes are looked at even then. It is a file in the user's own cache folder: two lines
that say so, the values as ``marshal`` writes them, which is read in half the time and room of JSON
and runs nothing, and the parts, each read when it is asked for. Losing it loses nothing, and
where it cannot be written nothing is said.
"""

from __future__ import annotations

import marshal
import os
import sys
import zlib
from collections.abc import Mapping
from contextlib import suppress
from enum import Enum
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from lawgov_cli import __version__
from lawgov_cli.base.reading import OpenFile, Stamp
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

#: The modules that decide what is made of a file's bytes: another edition of them reads afresh.
_READERS = (
    *("domain/columns", "domain/event", "domain/fields", "domain/office_time", "domain/plan"),
    *("domain/plan_fields", "domain/resting", "domain/rewording", "domain/timeline"),
    *("domain/tree", "domain/undo", "domain/values", "domain/vocabulary"),
    *("store/plan_file", "store/plan_names", "store/journal", "store/journal_form"),
    *("store/journal_lines", "store/journal_text", "store/journal_yaml"),
    *("store/cache/file", "store/cache/journal", "store/cache/plan", "store/cache/rows"),
    *("store/yaml/characters", "store/yaml/reading", "store/yaml/tree"),
)
#: Bytes at either end of a file that are looked at whatever its age says.
_END = 64 * 1024
#: What every Python that runs this reads.
FORMAT = 4
_NONE: Mapping[str, Buffer] = {}


Buffer = bytes | memoryview


class Spoilt(Exception):
    """A part of a cache is not as it was written."""


@lru_cache(maxsize=1)
def _edition() -> str:
    """Which edition of the readers a cache was made by."""
    package = os.path.dirname(os.path.dirname(os.path.dirname(__file__)))  # noqa: PTH120 - pathlib is three times as slow here
    stamps = [os.stat(os.path.join(package, f"{name}.py")).st_mtime_ns for name in _READERS]  # noqa: PTH116, PTH118
    return f"lawgov {__version__} {sys.byteorder} {max(stamps):x} {sum(stamps):x}"


class Kept(NamedTuple):
    """What is kept of the first *size* bytes of a file; ``part`` reads one of the parts.

    Reading a part raises ``Spoilt`` where it is not as it was written.
    """

    size: int
    content: Any
    part: Callable[[str], bytes]


class Cache:
    """The cache of one file.

    Attributes:
        path: the file whose reading is kept.

    Parameters:
        folder: where it is kept; ``None`` keeps nothing.
        beside: what else decides what is made of the file.
    """

    def __init__(self, path: Path, folder: Path | None, beside: str = "") -> None:
        self.path = path
        place = zlib.crc32(f"{path.absolute()}{beside}".encode(errors="surrogatepass"))
        self._file = folder / f"{path.stem}-{place:08x}.cache" if folder else None

    @property
    def is_off(self) -> bool:
        """Whether nothing is kept."""
        return self._file is None

    def load(self, file: OpenFile) -> Kept | None:
        """What was made of the bytes that *file* begins with."""
        if self._file is None:
            return None
        try:
            cache = OpenFile(self._file)
            head = cache.line(0)
            edition, sums, own, size, length = head.decode().rsplit(" ", 4)
            stamp, start, end = cache.line(len(head) + 1), len(head) + _STAMP + 2, int(size)
            body = cache.read(start, start + int(length))
            if edition != _edition() or own != _sum([body]) or end > file.size:
                return None
            if stamp != _stamp(file.stamp) or sums[:8] != _ends(file, end):
                if sums[8:] != _whole(file, end):
                    return None
                self._put_stamp(len(head) + 1, file.stamp)
            content, parts = marshal.loads(body)  # noqa: S302 - its own, by its checksum
        except (OSError, ValueError, LookupError, EOFError, TypeError):
            return None
        return Kept(end, content, partial(_part, self._file, start + len(body), parts))

    def drop(self) -> None:
        """Forget what was kept."""
        if self._file is not None:
            with suppress(OSError):
                self._file.unlink(missing_ok=True)

    def follow(self, before: Stamp, after: Stamp) -> None:
        """Go on trusting a file that was *before*, to which this program alone added since."""
        if self._file is None:
            return
        with suppress(OSError):
            cache = OpenFile(self._file)
            place = len(cache.line(0)) + 1
            if cache.line(place) == _stamp(before):
                self._put_stamp(place, after)

    def _put_stamp(self, place: int, stamp: Stamp) -> None:
        if self._file is not None:
            with suppress(OSError), self._file.open("r+b") as file:
                file.seek(place)
                file.write(_stamp(stamp))

    def keep(self, file: OpenFile, content: Any, parts: Mapping[str, Buffer] = _NONE) -> None:  # noqa: ANN401 - plain values
        """Keep *content* as made of *file*; where it cannot be written, reading stays slower.

        It is made of what JSON knows, tuples and bytes; a named tuple is kept as a tuple, a day
        as it is written.
        """
        if self._file is None:
            return
        draft = self._file.with_suffix(f".{os.getpid()}")
        places, place = {}, 0
        for name, part in parts.items():
            places[name] = place, len(part), _sum([part])
            place += len(part)
        try:
            body = marshal.dumps((plain(content), places), FORMAT)
            sums = _ends(file, file.size) + _whole(file, file.size)
            head = f"{_edition()} {sums} {_sum([body])} {file.size} {len(body)}\n".encode()
            self._file.parent.mkdir(parents=True, exist_ok=True)
            draft.touch(0o600)  # whoever may not read the plan may not read what was read of it
            with draft.open("wb") as out:
                out.writelines((head, _stamp(file.stamp), b"\n", body, *parts.values()))
            if file.is_as_opened:  # else what was summed up may not be what was read
                draft.replace(self._file)
        except OSError:
            pass  # nothing is kept: the next command reads the files again
        with suppress(OSError):
            draft.unlink(missing_ok=True)


def _part(path: Path, start: int, parts: Mapping[str, tuple[int, int, str]], name: str) -> bytes:
    """The part *name*; the file is not held open for it, or nothing could replace it on Windows."""
    place, length, own = parts[name]
    try:
        part = OpenFile(path).read(start + place, start + place + length)
    except OSError as error:
        raise Spoilt from error
    if _sum([part]) != own:
        raise Spoilt
    return part


def _sum(pieces: Iterable[Buffer]) -> str:
    total = 0
    for piece in pieces:
        total = zlib.crc32(piece, total)
    return f"{total:08x}"


def _ends(file: OpenFile, size: int) -> str:
    """The sum of the first and the last of so many bytes of *file*."""
    return _sum([file.read(0, min(_END, size)), file.read(max(size - _END, 0), size)])


def _whole(file: OpenFile, size: int) -> str:
    """Two sums of so many bytes of *file*."""
    crc, adler = 0, 1
    for piece in file.pieces(0, size):
        crc, adler = zlib.crc32(piece, crc), zlib.adler32(piece, adler)
    return f"{crc:08x}{adler:08x}"


def _stamp(stamp: Stamp) -> bytes:
    """*stamp* in always as many characters, so that another can be put in its place."""
    return "".join(f"{number % (1 << 64):016x}" for number in stamp).encode()


_STAMP = 3 * 16


def plain(value: Any) -> Any:  # noqa: ANN401 - any of a plan's values
    """*value* as ``marshal`` takes it."""
    if type(value) in {str, int, float, bool, bytes, type(None)}:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, Mapping):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, list):
        return [plain(item) for item in value]
    return tuple([plain(item) for item in value]) if isinstance(value, tuple) else str(value)
