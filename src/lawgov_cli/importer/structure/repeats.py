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

_SIGNS = re.compile(r"[\W_]+")
#: Behind so many lines that announce an annex items are looked for.
_MOST_ANNEXES = 4
#: Of a title so many characters must agree.
_FEWEST = 4
#: Beside the same number so many.
_SHARED = 3


class _Entry(NamedTuple):
    """What a list says of one task: from which block to which, its names, who does it.

    ``names`` are what may be a task of the text: a measure, then the task it is one of.
    """

    start: int
    end: int
    names: tuple[str, ...]
    number: int
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
        listed = Listed(said, found[entry.start].line, entry.names[0])
        found[at] = found[at]._replace(listed=listed)


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
    known = _Titles(texts)
    found: list[tuple[int, _Entry]] = []
    taken: dict[int, str] = {}
    for entry in entries:
        for name in entry.names:
            if alike := known.alike(_key(name), entry.number):
                own = (at for at in alike if taken.get(at, name) == name)
                at = next(own, alike[-1])
                taken[at] = name
                found.append((at, entry))
                break
    return found


class _Titles:
    """The titles of the numbered blocks of the text, as compared.

    Parameters:
        texts: those blocks, by their places.
    """

    def __init__(self, texts: Mapping[int, Block]) -> None:
        self._whole: dict[str, list[int]] = {}
        self._begun: dict[str, list[tuple[int, str]]] = {}
        self._numbered: dict[int, list[tuple[int, str]]] = {}
        for at, block in texts.items():
            title = _key(heading(block.text).title or block.text)
            self._whole.setdefault(title, []).append(at)
            self._begun.setdefault(title[:_FEWEST], []).append((at, title))
            number = block.mark.value if block.mark else 0
            self._numbered.setdefault(number, []).append((at, title))

    def alike(self, name: str, number: int) -> list[int]:
        """The places of the titles that *name* is, or begins with, or is the beginning of.

        Else of the only one with the same number that shares some words with it.
        """
        if len(name) < _FEWEST:
            return []
        if name in self._whole:
            return self._whole[name]
        begun = self._begun.get(name[:_FEWEST], ())
        if found := [at for at, t in begun if t.startswith(name) or name.startswith(t)]:
            return found
        words = {name[i : i + _SHARED] for i in range(len(name) - _SHARED + 1)}
        same = [at for at, t in self._numbered.get(number, ()) if any(map(t.__contains__, words))]
        return same if len(same) == 1 else []


def _key(title: str) -> str:
    """*title* as compared: without its number, signs and blanks."""
    mark = leading_mark(title)
    return _SIGNS.sub("", folded(title[len(mark.raw) :] if mark else title))


def _rows(blocks: Sequence[Block]) -> Iterator[_Entry]:
    """The rows of tables that are about a task, also where the task stands in a row above."""
    title, number = "", 0
    for at, block in enumerate(blocks):
        row = block.row
        if row is None or row.head or not row.holds:
            title = ""
            continue
        title = row.value(Kind.TITLE) or title
        number = row.mark.value if row.mark else number
        names = tuple(filter(None, (row.value(Kind.MEASURE), title)))
        if title:
            yield _Entry(at, at + 1, names, number, row.attribution)


def _items(blocks: Sequence[Block], annex: int) -> Iterator[_Entry]:
    """The numbered items of an annex that name bodies, each with what stands below it."""
    marks = [at for at in range(annex, len(blocks)) if blocks[at].mark]
    for at, end in pairwise([*marks, len(blocks)]):
        below = (places(b.text, numbered=b.mark is not None) for b in blocks[at:end])
        said = [place.attribution for found in below for place in found]
        if said:
            whole = reduce(lambda one, other: one.joined(other, ""), said)
            mark = blocks[at].mark
            yield _Entry(at, end, (blocks[at].text,), mark.value if mark else 0, whole)
