"""Holding a file alone, so that two writers never write at once."""

from __future__ import annotations

import errno
import os
import stat
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


LOCK_SECONDS = 20

#: What the system says where a share knows no locks.
_NO_LOCKS = {errno.ENOLCK, errno.ENOTSUP, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL}


class Held(NamedTuple):
    """A file held alone, open for reading and writing.

    ``is_new``: it was made just now. ``is_locked``: the lock works where the file lies.
    """

    descriptor: int
    is_new: bool
    is_locked: bool

    def is_at(self, path: Path) -> bool:
        """Whether it still is the file at *path*: another program may have replaced that."""
        try:
            return os.path.samestat(os.fstat(self.descriptor), path.stat())
        except FileNotFoundError:
            return False


@contextmanager
def held(path: Path, like: Path | None = None) -> Iterator[Held]:
    """Hold the file at *path* alone, made where there is none.

    While one waits for another writer a third program may replace the file by renaming; so what
    is held is compared with the path, and opened again where it is another.

    Parameters:
        like: the file whose readers alone may read a file that is made; its owner may write.

    Raises:
        OSError: it cannot be opened, is no ordinary file, or is held too long by another.
    """
    while True:
        is_new = not path.exists()
        rights = like.stat().st_mode & 0o666 | 0o600 if is_new and like and like.exists() else 0o666
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | getattr(os, "O_BINARY", 0), rights)
        try:
            if not stat.S_ISREG(os.fstat(descriptor).st_mode):
                raise OSError(errno.EINVAL, "那不是普通文件")
            with locked(descriptor) as is_locked:
                file = Held(descriptor, is_new, is_locked)
                if file.is_at(path):
                    yield file
                    return
        finally:
            os.close(descriptor)


@contextmanager
def locked(descriptor: int) -> Iterator[bool]:
    """Hold an open file alone; yields whether locks work where it lies.

    Waits for another writer, but not for ever.
    """
    import time

    deadline = time.monotonic() + LOCK_SECONDS
    while (got := _try_lock(descriptor)) is False:
        if time.monotonic() > deadline:
            raise OSError(
                errno.EAGAIN, f"另一个程序正在写它, 等了{LOCK_SECONDS}秒仍未结束, 请稍后再试"
            )
        time.sleep(0.01)
    try:
        yield bool(got)
    finally:
        if got:
            _unlock(descriptor)


if sys.platform == "win32":  # pragma: no cover - the other branch is the one tested here
    import msvcrt

    #: Windows locks bytes, not files; this one lies beyond any journal.
    _LOCK_AT = 0x7FFF0000

    def _try_lock(descriptor: int) -> bool | None:
        os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
        try:
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        os.lseek(descriptor, _LOCK_AT, os.SEEK_SET)
        msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _try_lock(descriptor: int) -> bool | None:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        except OSError as error:
            if error.errno in _NO_LOCKS:
                return None
            raise
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
