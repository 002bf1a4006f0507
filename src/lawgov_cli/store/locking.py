"""Holding a file alone, so that two writers never write at once."""

from __future__ import annotations

import errno
import os
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


LOCK_SECONDS = 20


@contextmanager
def locked(descriptor: int) -> Iterator[None]:
    """Hold the journal alone. Waits for another writer, but not for ever."""
    import time

    deadline = time.monotonic() + LOCK_SECONDS
    while not _try_lock(descriptor):
        if time.monotonic() > deadline:
            raise OSError(
                errno.EAGAIN, f"另一个程序正在写台账, 等了{LOCK_SECONDS}秒仍未结束, 请稍后再试"
            )
        time.sleep(0.01)
    try:
        yield
    finally:
        _unlock(descriptor)


if sys.platform == "win32":  # pragma: no cover - the other branch is the one tested here
    import msvcrt

    #: Windows locks bytes, not files; this one lies beyond any journal.
    _LOCK_AT = 0x7FFF0000

    def _try_lock(descriptor: int) -> bool:
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

    def _try_lock(descriptor: int) -> bool:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _unlock(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_UN)
