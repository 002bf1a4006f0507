"""An annex or a table that lists the tasks of the text again: each is taken once.

What the list says of who does a task, and by when, is said of the task in the text.
"""

from __future__ import annotations

import re
from functools import reduce
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import Kind
from lawgov_cli.importer.language.heading import heading
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.places import places
from lawgov_cli.importer.language.wording import folded
from lawgov_cli.importer.structure.frame import is_annex
from lawgov_cli.importer.structure.numbering import Listed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_cli.importer.language.attribution import Attribution
    from lawgov_cli.importer.structure.numbering import Block
    from lawgov_cli.importer.structure.rows import Row

_SIGNS = re.compile(r"[\W_]+")
#: Behind so many lines that announce an annex items are looked for.
_MOST_ANNEXES = 4
#: Of a title so many characters must agree.
_FEWEST = 4


class _Entry(NamedTuple):
    """What a list says of one task: from which block to which, its title, who does it."""

    start: int
    end: int
    title: str
    said: Attribution


def taken_once(blocks: Sequence[Block]) -> list[Block]:
    """*blocks*, the tasks of the text that a list names again given what it says of them.

    The rows that name them are no tasks any more; nor are items of an annex if all of them are.
    """
    found = list(blocks)
    texts = {at: block for at, block in enumerate(blocks) if block.mark}
    rows = list(_rows(blocks))
    if 2 * len(pairs := _pairs(texts, rows)) >= len(rows) > 0:
        _give(found, pairs)
        for _, entry in pairs:
            found[entry.start : entry.end] = map(_as_head, blocks[entry.start : entry.end])
        _as_text(found)
    for annex in [at for at, block in enumerate(blocks) if is_annex(block.text)][:_MOST_ANNEXES]:
        above = {at: block for at, block in texts.items() if at < annex}
        items = list(_items(blocks, annex))
        if len(pairs := _pairs(above, items)) == len(items) > 0:
            _give(found, pairs)
            found[annex:] = map(_unmarked, found[annex:])
            break
    return found


def _give(found: list[Block], pairs: Sequence[tuple[int, _Entry]]) -> None:
    """Put what each entry says at the block of the text that it is about."""
    for at, entry in pairs:
        own = found[at].listed
        said = own.said.joined(entry.said, "") if own else entry.said
        found[at] = found[at]._replace(listed=Listed(said, found[entry.start].line))


def _as_head(block: Block) -> Block:
    return block._replace(row=block.row and block.row._replace(head=True))


def _as_text(found: list[Block]) -> None:
    """Make text of the tables in which no row is a task any more."""
    at = 0
    while at < len(found):
        end = next((i for i in range(at, len(found)) if not found[i].row), len(found))
        if end > at and not any(b.row and b.row.holds and not b.row.head for b in found[at:end]):
            rows = (block.row for block in found[at:end])
            again = (row and row._replace(again=True) for row in rows)
            found[at:end] = [b._replace(row=r) for b, r in zip(found[at:end], again, strict=True)]
        at = max(end, at + 1)


def _unmarked(block: Block) -> Block:
    return block._replace(mark=None, text=block.printed)


def _pairs(texts: Mapping[int, Block], entries: Sequence[_Entry]) -> list[tuple[int, _Entry]]:
    """The entries that name a block of the text again, each with its place among the blocks.

    Of several blocks of one title each is named once, in order.
    """
    known: dict[str, list[tuple[int, str]]] = {}
    for at, block in texts.items():
        title = _key(heading(block.text).title or block.text)
        known.setdefault(title[:_FEWEST], []).append((at, title))
    found: list[tuple[int, _Entry]] = []
    taken: set[int] = set()
    for entry in entries:
        said = _key(entry.title)
        alike = [
            at
            for at, title in known.get(said[:_FEWEST], ())
            if len(title) >= _FEWEST and (title.startswith(said) or said.startswith(title))
        ]
        if alike:
            at = next((at for at in alike if at not in taken), alike[-1])
            taken.add(at)
            found.append((at, entry))
    return found


def _key(title: str) -> str:
    """*title* as compared: without its number, signs and blanks."""
    mark = leading_mark(title)
    return _SIGNS.sub("", folded(title[len(mark.raw) :] if mark else title))


def _rows(blocks: Sequence[Block]) -> Iterator[_Entry]:
    """The tasks of tables, each with the rows below it that name none."""
    at = 0
    while at < len(blocks):
        row, start = blocks[at].row, at
        at += 1
        if row is None or row.head or not row.value(Kind.TITLE):
            continue
        said = row.attribution
        while at < len(blocks) and (below := blocks[at].row) and _goes_on(row, below):
            said = said.joined(below.attribution, "")
            at += 1
        yield _Entry(start, at, row.value(Kind.TITLE), said)


def _goes_on(row: Row, below: Row) -> bool:
    """Whether *below* says more of the task that *row* is about."""
    same = all(below.value(kind) == row.value(kind) for kind in (Kind.NUMBER, Kind.TITLE))
    return bool(below.holds) and not below.head and (same or not below.value(Kind.TITLE))


def _items(blocks: Sequence[Block], annex: int) -> Iterator[_Entry]:
    """The numbered items of an annex that name bodies, each with what stands below it."""
    marks = [at for at in range(annex, len(blocks)) if blocks[at].mark]
    for at, end in pairwise([*marks, len(blocks)]):
        below = (places(b.text, numbered=b.mark is not None) for b in blocks[at:end])
        said = [place.attribution for found in below for place in found]
        if said:
            whole = reduce(lambda one, other: one.joined(other, ""), said)
            yield _Entry(at, end, blocks[at].text, whole)
