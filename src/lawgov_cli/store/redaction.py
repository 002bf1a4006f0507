"""Words taken out of the journal for good: the one change ever made to a line.

A record names the id whose words are blank from then on. Its line may come back with a copy; the
next write blanks it again, and until then readers hide the words.
"""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.rewording import blanks
from lawgov_cli.store.files import write_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path


def blanked(
    content: bytes, added: Sequence[bytes], formatted: Callable[[dict[str, Any]], str]
) -> bytes | None:
    """*content* without the words that it or a line *added* says are taken out.

    ``None`` where it has none of them, which is how it nearly always is.

    Parameters:
        formatted: makes the line of a record.
    """
    if b'"redact":' not in content and not any(b'"redact":' in line for line in added):
        return None
    lines = content.split(b"\n")
    ids = set(_redacted([*lines, *added]))
    named = [(number, line) for number, line in enumerate(lines) if _names_any(ids, line)]
    changed = False
    for number, line in named:
        if blank := _blank(line, ids):
            end = b"\r" if line.endswith(b"\r") else b""
            lines[number], changed = formatted(blank).encode() + end, True
    return b"\n".join(lines) if changed else None


def _redacted(lines: Iterable[bytes]) -> Iterable[str]:
    for line in lines:
        if b'"redact":' in line and (name := _record_in(line).get("redact")):
            yield str(name)


def _names_any(ids: Iterable[str], line: bytes) -> bool:
    return any(name.encode(errors="surrogatepass") in line for name in ids)


def _blank(line: bytes, ids: set[str]) -> dict[str, Any] | None:
    """The record of the line with its words blank, where it is one of *ids* and has any."""
    record = _record_in(line)
    if str(record.get("id")) not in ids:
        return None
    empty = blanks(record)
    return {**record, **empty} if empty else None


def _record_in(line: bytes) -> dict[str, Any]:
    try:
        record = json.loads(line.removeprefix(b"\xef\xbb\xbf").removeprefix(b"- "))
    except (ValueError, RecursionError):
        return {}
    return record if isinstance(record, dict) else {}


def rewrite(path: Path, descriptor: int, content: bytes) -> None:
    """Put *content* in the place of the journal at *path*, which is held as *descriptor*.

    Raises:
        CannotWrite: the disk refused; nothing changed.
    """
    if os.name == "nt":  # pragma: no cover - a file that is open cannot be replaced there
        os.lseek(descriptor, 0, os.SEEK_SET)
        os.write(descriptor, content)
        os.ftruncate(descriptor, len(content))
        os.fsync(descriptor)
    else:
        write_file(path.resolve(), content, force=True)
