"""Comments that an office wrote into the plan's file, kept when the file is written again.

A comment belongs to the key on its line, or on the next line that has one: of a task known by its
id, or of what stands outside the tasks. Where that key is gone it goes to what held the key.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_Path = tuple[str, ...]

#: Written by the program itself at the head of the file.
_OWN = re.compile("#\\s*yaml-language-server")
_KEY = re.compile(
    r"(?P<indent> *)(?P<item>- +)?"
    r"(?P<key>\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s#'\"\-][^:#]*?)\s*:(?=\s|$)"
)
_LISTED = re.compile(r"(?P<indent> *)- +(?P<key>\S.*?)\s*$")
_BLOCK = re.compile(r":\s+[|>][+\-0-9]*\s*(?:#.*)?$")
#: What stands before a comment at a line's end: text in quotes, or anything but a mark of comment.
_BEFORE_COMMENT = re.compile(
    r"(?:\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\"'#]|(?<!\s)#"
    r"|(?<=[^\s:,\[{])[\"'])*"
)
#: Behind the last key.
_END: _Path = ("",)


class _Line(NamedTuple):
    """A line with a key: whose it is, and its indent; a comment behind it."""

    path: _Path
    indent: int
    comment: str = ""


def with_comments(new: str, old: str) -> tuple[str, list[str]]:
    """The text *new* of a plan's file with the comments of *old*, and those without a place."""
    lines = new.splitlines()
    at = {line.path: (n, line.indent) for n, line in _keyed(lines)}
    at[_END] = len(lines), 0
    above: dict[int, list[str]] = {}
    behind: dict[int, str] = {}
    lost: list[str] = []
    for path, comment, own_line in _comments(old.splitlines()):
        place = next((path[:end] for end in range(len(path), 0, -1) if path[:end] in at), None)
        if place is None:
            lost.append(comment)
            continue
        number, indent = at[place]
        if own_line or place != path or number in behind:
            above.setdefault(number, []).append(f"{' ' * indent}{comment}")
        else:
            behind[number] = comment
    made: list[str] = []
    for number, line in enumerate([*lines, None]):
        made += above.get(number, ())
        if line is not None:
            made.append(f"{line}  {behind[number]}" if number in behind else line)
    return "\n".join(made) + "\n", lost


def _comments(lines: Sequence[str]) -> Iterator[tuple[_Path, str, bool]]:
    """Each comment: whose it is, its words, and whether it has a line of its own."""
    keyed = dict(_keyed(lines))
    waiting: list[str] = []
    inside = set(_in_blocks(lines))
    for number, line in enumerate(lines):
        if number in inside:
            continue
        if line.lstrip().startswith("#"):
            waiting += [] if _OWN.match(line.lstrip()) else [line.strip()]
        elif number in keyed:
            yield from ((keyed[number].path, comment, True) for comment in waiting)
            waiting = []
            if keyed[number].comment:
                yield keyed[number].path, keyed[number].comment, False
    yield from ((_END, comment, True) for comment in waiting)


def _keyed(lines: Sequence[str]) -> Iterator[tuple[int, _Line]]:
    """The lines that hold a key or an item of a list, by index."""
    stack: list[tuple[int, str]] = []
    inside = set(_in_blocks(lines))
    for number, line in enumerate(lines):
        match = _KEY.match(line) or _LISTED.match(line)
        if number in inside or line.lstrip().startswith("#") or match is None:
            continue
        parts = match.groupdict()
        indent, key = len(match["indent"]), match["key"].strip("\"'")
        depth = indent + len(parts.get("item") or "")
        while stack and stack[-1][0] >= indent:
            stack.pop()
        behind = line[match.end() :]
        if parts.get("item"):
            identity = f"#{_bare(behind)}" if key == "id" else f"-{number}"
            stack.append((indent, identity))
            path = _from_task(stack)
            stack.append((depth, key))
        else:
            stack.append((depth, key))
            path = _from_task(stack)
        yield number, _Line(path, indent, _comment(line))


def _from_task(stack: Sequence[tuple[int, str]]) -> _Path:
    """The keys from the innermost task on: where a task stands may change."""
    keys = [key for _, key in stack]
    tasks = [at for at, key in enumerate(keys) if key.startswith("#")]
    return tuple(keys[tasks[-1] :] if tasks else keys)


def _bare(value: str) -> str:
    """A value without its comment and quotes."""
    return value[: len(value) - len(_comment(value))].strip().strip("\"'")


def _comment(line: str) -> str:
    """The comment at the end of *line*."""
    match = _BEFORE_COMMENT.match(line)
    rest = line[match.end() :] if match else ""
    return rest.rstrip() if rest.startswith("#") else ""


def _in_blocks(lines: Sequence[str]) -> Iterator[int]:
    """The lines of texts that are written below their key (``|``, ``>``): # is a letter there."""
    above: int | None = None
    for number, line in enumerate(lines):
        indent = len(line) - len(line.lstrip())
        if above is not None and (not line.strip() or indent > above):
            yield number
            continue
        above = indent if _BLOCK.search(line) else None
