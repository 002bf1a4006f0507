"""Hand-written passages of a report: what a person wrote between the marks survives a new run.

A template marks such a passage by a line ``<!-- 手写: 名称 -->`` and ends it by
``<!-- 手写结束 -->``. What the file already there has between the marks of that name is put
into the new text; everything outside the marks is the program's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_OPEN = re.compile(r"\s*<!--\s*手写[:：]\s*(.*?)\s*-->\s*\Z")
_CLOSE = re.compile(r"\s*<!--\s*手写结束\s*-->\s*\Z")


class Segment(NamedTuple):
    """A stretch of a report: the program's where *name* is ``None``, else that passage."""

    name: str | None
    text: str


def segments(text: str) -> Iterator[Segment]:
    """*text* cut at its marks, in order, without the marks; an unclosed passage ends with it."""
    name: str | None = None
    held: list[str] = []
    for line in text.splitlines():
        opened, closed = _OPEN.match(line), _CLOSE.match(line)
        if opened or closed:
            yield Segment(name, "\n".join(held))
            name, held = (opened[1] if opened else None), []
        else:
            held.append(line)
    yield Segment(name, "\n".join(held))


def passages(text: str) -> dict[str, list[str]]:
    """The lines between the marks, by name; a passage never closed is none."""
    found: dict[str, list[str]] = {}
    name: str | None = None
    held: list[str] = []
    for line in text.splitlines():
        if match := _OPEN.match(line):
            name, held = match[1], []
        elif _CLOSE.match(line):
            if name is not None:
                found.setdefault(name, held)
            name = None
        elif name is not None:
            held.append(line)
    return found


def unclosed(text: str) -> str:
    """The name of a passage that is opened and never closed; empty where there is none."""
    name = ""
    for line in text.splitlines():
        if match := _OPEN.match(line):
            if name:
                return name
            name = match[1]
        elif _CLOSE.match(line):
            name = ""
    return name


def merged(new: str, old: str) -> str:
    """*new* with the passages that *old* has; passages that *new* no longer has go to its end."""
    kept = passages(old)
    lines: list[str] = []
    inside: str | None = None
    for line in new.splitlines():
        if match := _OPEN.match(line):
            inside = match[1]
            lines.append(line)
            lines += kept.get(inside, [])
        elif _CLOSE.match(line):
            inside = None
            lines.append(line)
        elif inside is None or inside not in kept:
            lines.append(line)
    gone = [name for name in kept if name not in passages(new) and any(kept[name])]
    for name in gone:
        lines += ["", f"<!-- 手写: {name} -->", *kept[name], "<!-- 手写结束 -->"]
    return "\n".join(lines) + "\n"


def outside(text: str) -> str:
    """*text* without what stands between the marks: the part the program is answerable for."""
    lines: list[str] = []
    inside = False
    for line in text.splitlines():
        inside = inside and not _CLOSE.match(line)
        if not inside:
            lines.append(line)
        inside = inside or bool(_OPEN.match(line))
    return "\n".join(lines)
