"""Markdown → plain text: no heading signs, bullets, emphasis; lists within lists get numbers."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.sources.source import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEADING = re.compile(r"^ {0,3}(?:>\s?)?(?:#{1,6}\s+|[-*+]\s+(?=\S))?")
#: Words set in italics; a star that marks who leads has no blank or bracket before it and behind.
_EMPHASIS = re.compile(r"(?:^|(?<=[\s（(：:]))\*(?=\S)([^*\n]{1,40})(?<=\S)\*(?=[\s，。；）)]|$)")
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|(?P<number>[0-9]{1,3})[.)])[ \t]+(?P<text>\S.*)$")
_STRUCK = re.compile("~~([^~\n]{1,200})~~")


class _Item(NamedTuple):
    """An item of a list: the line it is, how far it is indented, and its text."""

    line: int
    indent: int
    text: str


def plain(text: str) -> tuple[str, list[Note]]:
    """*text* without the signs of Markdown, and what of it is to be told."""
    lines = text.splitlines()
    struck = [Note("struck", said, near=said) for said in _STRUCK.findall(text)]
    numbered: dict[int, str] = {}
    for items in _lists(lines):
        numbered |= _numbered(items)
    told = [Note("bullets", said, near=said) for said in numbered.values()]
    marked = (numbered.get(at) or _LEADING.sub("", line) for at, line in enumerate(lines))
    bold = (_STRUCK.sub("", line).replace("**", "").replace("__", "") for line in marked)
    return "\n".join(_EMPHASIS.sub(r"\1", line) for line in bold), [*struck, *told]


def _lists(lines: Sequence[str]) -> Iterator[list[_Item]]:
    """The lists, each with all within it; a line that is not indented ends one."""
    items: list[_Item] = []
    for at, line in enumerate(lines):
        if match := _ITEM.match(line):
            indent = len(match["indent"].expandtabs(4))
            items.append(_Item(at, indent, match["text"]))
        elif line.strip() and not line[0].isspace():
            yield items
            items = []
    yield items


def _numbered(items: Sequence[_Item]) -> dict[int, str]:
    """The lines of a list with a number each, by line, where lists lie within it; else nothing.

    Items that have numbers of other kinds, such as （一）, show by them what lies below what.
    """
    nested = any(b.indent >= a.indent + 2 for a, b in pairwise(items))
    if not nested or any(leading_mark(item.text) for item in items):
        return {}
    found: dict[int, str] = {}
    counts: list[tuple[int, int]] = []
    for item in items:
        while counts and counts[-1][0] > item.indent:
            counts.pop()
        if counts and item.indent < counts[-1][0] + 2:
            counts[-1] = counts[-1][0], counts[-1][1] + 1
        else:
            counts.append((item.indent, 1))
        found[item.line] = f"{_mark(len(counts), counts[-1][1])}{item.text}"
    return found


def _mark(depth: int, number: int) -> str:
    """The number of an item by how deep it lies: 1. above （1） above ①."""
    if depth < 3:
        return f"{number}." if depth == 1 else f"（{number}）"
    return chr(ord("①") + number - 1) if number <= 20 else f"{number}）"
