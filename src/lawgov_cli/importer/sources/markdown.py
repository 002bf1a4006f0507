"""Markdown → plain text: no heading signs, bullets, emphasis; lists within lists get numbers.

Items beside those that say who does it (牵头：…) are what that task consists of, and get none.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import groupby, pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import chinese_number
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import task_sheet
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.places import places, starts_with_role
from lawgov_cli.importer.sources.source import Note
from lawgov_cli.importer.sources.tables import announced
from lawgov_cli.importer.structure.frame import is_frame_line, is_title

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LEADING = re.compile(r"^ {0,3}(?:>\s?)?(?:#{1,6}\s+|[-*+]\s+(?=\S))?")
#: Words set in italics; a star that marks who leads has no blank or bracket before it and behind.
_EMPHASIS = re.compile(r"(?:^|(?<=[\s（(：:]))\*(?=\S)([^*\n]{1,40})(?<=\S)\*(?=[\s，。；）)]|$)")
_ITEM = re.compile(r"^(?P<indent>[ \t]*)(?:[-*+]|(?P<number>[0-9]{1,3})[.)])[ \t]+(?P<text>\S.*)$")
#: Over the labels of a task, and no task: 责任分工.
_SHARES = re.compile("(?:责任|任务|职责|工作|单位)?(?:分工|落实|安排)[：:]?")
_BOX = re.compile(r"\[[ xX√]\][ \t]+")
_HEADING = re.compile(r"^ {0,3}(?P<signs>#{1,6})[ \t]+(?P<text>\S.*)$")
_STRUCK = re.compile("~~([^~\n]{1,200})~~")


#: The line below the head of a table.
_RULE = re.compile(r"[\s|:-]+")
#: A table of more rows is none of labels.
_MOST_LABELS = 8


class Heading(NamedTuple):
    """A heading: the line it is, how deep it lies, its text."""

    line: int
    depth: int
    text: str


class _Item(NamedTuple):
    """An item of a list: the line it is, how far it is indented, its text, its number if any."""

    line: int
    indent: int
    text: str
    number: int


def plain(text: str) -> tuple[str, list[Note]]:
    """*text* without the signs of Markdown, and what of it is to be told."""
    lines = text.splitlines()
    struck = [Note("struck", said, near=said) for said in _STRUCK.findall(text)]
    found = _headings(lines)
    told = [Note("bullets", said, near=said) for said in found.values()]
    found |= _small_tables(lines)
    for items in _lists(lines):
        above = next((line for line in reversed(lines[: items[0].line]) if line.strip()), "")
        plainly, counted = _parted(items, below=is_item(above))
        found |= plainly | counted
        told += [Note("bullets", said, near=said) for said in counted.values()]
    marked = (found.get(at, _LEADING.sub("", line)) for at, line in enumerate(lines))
    bold = (_STRUCK.sub("", line).replace("**", "").replace("__", "") for line in marked)
    return "\n".join(_EMPHASIS.sub(r"\1", line) for line in bold), [*struck, *told]


def _small_tables(lines: Sequence[str]) -> dict[int, str]:
    """Tables that tell who does the task above and by when: each as one line, its others empty."""
    found: dict[int, str] = {}
    for is_row, block in groupby(enumerate(lines), key=lambda each: each[1].lstrip()[:1] == "|"):
        rows = list(block) if is_row else []
        cells = [
            line.strip().strip("|").split("|") for _, line in rows if not _RULE.fullmatch(line)
        ]
        small = 1 < len(cells) <= _MOST_LABELS and task_sheet(cells) is None
        if small and (said := announced(cells)):
            found |= dict.fromkeys((at for at, _ in rows), "") | {rows[0][0]: "；".join(said)}
    return found


def _headings(lines: Sequence[str]) -> dict[int, str]:
    found = ((at, match) for at, line in enumerate(lines) if (match := _HEADING.match(line)))
    return numbered(lines, [Heading(at, len(m["signs"]), m["text"]) for at, m in found])


def numbered(lines: Sequence[str], every: Sequence[Heading]) -> dict[int, str]:
    """The headings with a number each, by line, where none has any; the title gets none.

    Some must lie below others, or bodies be named below them.
    """
    highest = min((heading.depth for heading in every), default=0)
    top = [heading for heading in every if heading.depth == highest]
    titled = bool(top) and (highest == 1 == len(top) or is_title(top[0].text.strip("*_ ")))
    found = [each for each in every if not (titled and each is top[0])]
    found = [each for each in found if not is_frame_line(each.text)]
    depths = sorted({heading.depth for heading in found})
    if any(leading_mark(heading.text.strip("*_ ")) for heading in found):
        return {}
    if len(depths) < 2 and not _hold_tasks(lines, [each.line for each in found], titled=titled):
        return {}
    counted: dict[int, str] = {}
    counts: Counter[int] = Counter()
    for heading in found:
        depth = depths.index(heading.depth)
        counts[depth] += 1
        counts = Counter({each: count for each, count in counts.items() if each <= depth})
        number = chinese_number(counts[depth])
        form = (f"{number}、", f"（{number}）", f"{counts[depth]}.")[min(depth, 2)]
        counted[heading.line] = f"{form}{heading.text}"
    return counted


def _hold_tasks(lines: Sequence[str], headings: Sequence[int], *, titled: bool) -> bool:
    """Whether below one of *headings*, none of which is the title, a line says who does what."""
    below = (_plainly(line) for line in lines[headings[0] + 1 :] if line) if headings else ()
    alone = len(headings) == 1 and not titled
    return not alone and any(
        place.attribution.names_bodies for line in below for place in places(line)
    )


def _plainly(line: str) -> str:
    return _LEADING.sub("", line.strip()).replace("*", "")


def _lists(lines: Sequence[str]) -> Iterator[list[_Item]]:
    """The lists, each with all within it; a line that is not indented ends one."""
    items: list[_Item] = []
    for at, line in enumerate(lines):
        if match := _ITEM.match(line):
            indent = len(match["indent"].expandtabs(4))
            text = _BOX.sub("", match["text"], count=1)
            items.append(_Item(at, indent, text, int(match["number"] or 0)))
        elif items and line.strip() and not line[0].isspace():
            yield items
            items = []
    if items:
        yield items


def _parted(items: Sequence[_Item], *, below: bool) -> tuple[dict[int, str], dict[int, str]]:
    """The items of a list that holds lists or tasks, by line: as they stand, and with a number.

    Items that have numbers of other kinds, such as （一）, show by them what lies below what.

    Parameters:
        below: whether the list stands below an item with a number in digits.
    """
    nested = any(b.indent >= a.indent + 2 for a, b in pairwise(items))
    own = any(leading_mark(item.text.lstrip("*_ ")) for item in items)
    if not nested and not own and are_tasks([item.text for item in items]):
        first = 2 if below else 1
        return {}, {
            item.line: f"{item_mark(first, n)}{item.text}" for n, item in enumerate(items, 1)
        }
    if not nested or own:
        return {}, {}
    above = _parents(items)
    tasks = _tasks(items, above)
    depth = {-1: 0}
    inside = {-1: -1 in tasks}
    counts: Counter[int] = Counter()
    plainly, numbered = {}, {}
    for at, (item, parent) in enumerate(zip(items, above, strict=True)):
        depth[at], inside[at] = depth[parent] + 1, inside[parent] or at in tasks
        if inside[parent]:
            plainly[item.line] = (
                f"{item_mark(2, item.number)}{item.text}" if item.number else item.text
            )
        else:
            counts[parent] += 1
            numbered[item.line] = f"{item_mark(depth[at], counts[parent])}{item.text}"
    return plainly, numbered


def _parents(items: Sequence[_Item]) -> list[int]:
    """For each item that below which it lies; -1 where it lies below none."""
    found: list[int] = []
    path: list[int] = []
    for at, item in enumerate(items):
        while path and item.indent < items[path[-1]].indent + 2:
            path.pop()
        found.append(path[-1] if path else -1)
        path.append(at)
    return found


def _tasks(items: Sequence[_Item], above: Sequence[int]) -> set[int]:
    """The items that those below them say who does; -1 where it is what the list lies below."""
    found: set[int] = set()
    for at in range(len(items) - 1, -1, -1):
        text = items[at].text.replace("*", "")
        if _says_who(text) or (at in found and _SHARES.fullmatch(text)):
            found.discard(at)
            found.add(above[at])
    return found


def are_tasks(texts: Sequence[str]) -> bool:
    """Whether each of *texts* names bodies, and says besides what they do."""
    said = [text.replace("*", "") for text in texts]
    named = (any(p.attribution.names_bodies for p in places(text)) for text in said)
    return bool(said) and all(named) and not any(map(_says_who, said))


def is_item(line: str) -> bool:
    """Whether *line* begins with a number in digits, as what lies below a heading does."""
    mark = leading_mark(line.strip(" \t*_#"))
    return mark is not None and mark.kind.startswith(("num", "dotted"))


def _says_who(text: str) -> bool:
    """Whether *text* says who does the task above it, or by when, and nothing more."""
    return starts_with_role(text) or any(
        place.start == 0 and place.end == len(text) for place in places(text)
    )


def item_mark(depth: int, number: int) -> str:
    """The number of an item by how deep it lies: 1. above （1） above ①."""
    if depth < 3:
        return f"{number}." if depth == 1 else f"（{number}）"
    return chr(ord("①") + number - 1) if number <= 20 else f"{number}）"
