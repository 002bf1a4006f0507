"""Reading a file as a whole: an ordinary one, never a pipe or a device that would not end."""

from __future__ import annotations

import errno
import os
import stat
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

#: Bytes that any file may have which is read as a whole; a journal of ten years has less.
MOST_BYTES = 1 << 30


def read_file(path: Path, most: int = MOST_BYTES) -> bytes:
    """What the file at *path* holds.

    Raises:
        OSError: it cannot be read, is no ordinary file, or has more than *most* bytes.
    """
    flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
    descriptor = os.open(path, flags)  # a pipe would be waited for without end
    with open(descriptor, "rb") as file:  # noqa: PTH123 - it is open
        told = os.fstat(descriptor)
        if stat.S_ISDIR(told.st_mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
        if not stat.S_ISREG(told.st_mode):
            raise OSError(errno.EINVAL, "那不是普通文件", str(path))
        if told.st_size > most:
            size = f"文件有{told.st_size >> 20}MB, 超过{most >> 20}MB"
            raise OSError(errno.EFBIG, size, str(path))
        return file.read()
