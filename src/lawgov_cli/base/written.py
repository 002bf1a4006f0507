"""Whether this run has put anything on disk for good.

Where nothing can be printed any more, that decides what the exit code says: a command whose
record is on disk must not look like one that failed, or it is run again and records twice.
"""

from __future__ import annotations


class _Run:
    """The one run of a process; several in a test, or in a program that serves."""

    written = False


def begin() -> None:
    """A run begins: nothing is written yet."""
    _Run.written = False


def note_written() -> None:
    """Something is on disk now."""
    _Run.written = True


def has_written() -> bool:
    """Whether anything was written since the run began."""
    return _Run.written
