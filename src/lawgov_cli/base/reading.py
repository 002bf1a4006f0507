"""Reading a file: an ordinary one, never a pipe or a device that would not end."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import DataUnreadable, why
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: Bytes that any file may have which is read as a whole; a journal of ten years has less.
MOST_BYTES = 1 << 30
#: Bytes read at a time, and around a line that is asked for.
_PIECE, _WINDOW = 1 << 20, 1 << 13


class Stamp(NamedTuple):
    """By what a file is known to be as it was: the same one, as long, and not written since."""

    inode: int
    size: int
    mtime: int

    @classmethod
    def of(cls, told: os.stat_result) -> Stamp:
        """That of a file of which the system told this."""
        return cls(told.st_ino, told.st_size, told.st_mtime_ns)


class OpenFile:
    """An ordinary file held open, read piece by piece; what is added to it later is not seen.

    Attributes:
        stamp: as it was when it was opened.
        size: how many bytes it then had.
    """

    def __init__(self, path: Path, most: int = MOST_BYTES) -> None:
        self._descriptor = -1
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        self._descriptor = os.open(path, flags)  # a pipe would be waited for without end
        told = os.fstat(self._descriptor)
        if stat.S_ISDIR(told.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(told.st_mode):
            raise OSError(errno.EINVAL, "那不是普通文件", str(path))
        if told.st_size > most:
            size = f"文件有{told.st_size >> 20}MB, 超过{most >> 20}MB"
            raise OSError(errno.EFBIG, size, str(path))
        self.stamp = Stamp.of(told)
        self.size = self.stamp.size
        self._window, self._from = b"", 0

    def __del__(self) -> None:
        self.close()

    def close(self) -> None:
        """Let go of it; it is not read from any more."""
        if self._descriptor >= 0:
            os.close(self._descriptor)
            self._descriptor = -1

    @property
    def is_as_opened(self) -> bool:
        """Whether nothing was written to it since."""
        return Stamp.of(os.fstat(self._descriptor)) == self.stamp

    def read(self, start: int = 0, end: int | None = None) -> bytes:
        """The bytes from *start* to *end*, fewer where the file was cut since."""
        left = (self.size if end is None else min(end, self.size)) - start
        os.lseek(self._descriptor, start, os.SEEK_SET)
        found: list[bytes] = []
        while left > 0 and (piece := os.read(self._descriptor, left)):
            found.append(piece)
            left -= len(piece)
        return found[0] if len(found) == 1 else b"".join(found)

    def pieces(self, start: int = 0, end: int | None = None) -> Iterator[bytes]:
        """The same, a megabyte at a time."""
        last = self.size if end is None else end
        return (self.read(at, min(at + _PIECE, last)) for at in range(start, last, _PIECE))

    def lines(self) -> Iterator[bytes]:
        """All of it, about a megabyte at a time, cut behind line breaks."""
        rest: list[bytes] = []  # put together once: a line may be a hundred pieces long
        for piece in self.pieces():
            end = piece.rfind(b"\n") + 1
            if end:
                yield b"".join((*rest, piece[:end]))
                rest = []
            rest.append(piece[end:])
        if any(rest):
            yield b"".join(rest)

    def line(self, start: int) -> bytes:
        """The line that begins at *start*, without its break."""
        place, end = start - self._from, -1
        if 0 <= place < len(self._window):
            end = self._window.find(b"\n", place)
        size = _WINDOW
        while end < 0:
            self._window, self._from, place = self.read(start, start + size), start, 0
            end = self._window.find(b"\n")
            if end < 0 and start + size >= self.size:
                end = len(self._window)
            size *= 8
        return self._window[place:end]

    def last_lines(self) -> bytes:
        """Some whole lines from its end."""
        size = _WINDOW
        while (start := self.size - size) > 0:
            end = self.read(start)
            if (first := end.find(b"\n", 0, -1)) >= 0:
                return end[first + 1 :]
            size *= 8
        return self.read()

    def holds(self, part: bytes) -> bool:
        """Whether *part* stands in it, looked for from its end."""
        for start in range(max(self.size - _PIECE, 0), -_PIECE, -_PIECE):
            if self.read(max(start, 0), start + _PIECE + len(part)).find(part) >= 0:
                return True
        return False


def require_open(folder: Path) -> None:
    """Whether what lies in *folder* can be listed, where there is such a folder.

    Raises:
        DataUnreadable: it cannot: what is in it is not passed over as if it were not there.
    """
    try:
        os.scandir(folder).close()
    except (FileNotFoundError, NotADirectoryError):
        return
    except OSError as error:
        ways = "请核对它的权限; 在网盘、U盘上的, 核对连上没有。"
        raise DataUnreadable(f"无法读取文件夹 {folder}: {why(error)}。{ways}") from error


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """What the file at *path* holds.

    Raises:
        OSError: it cannot be read, is no ordinary file, or has more than *most* bytes.
    """
    return OpenFile(path, most).read()
