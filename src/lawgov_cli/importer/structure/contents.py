"""A table of contents in front of the text: its lines are headings, and none of them a task."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.wording import folded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.importer.structure.numbering import Block

_NAME = re.compile("目[ \u3000]*[录錄次]")
#: Dots or blanks, and the number of a page.
_PAGE = re.compile("[\\s.．…·•‥—-]+[（(]?[0-9]{1,3}[）)]?$")
_LONGEST = 80
#: How far down a document its contents may stand.
_HEAD = 60


def contents(blocks: Sequence[Block]) -> range:
    """Where the lines of the contents stand among *blocks*; empty where there are none.

    They end where the first of them comes again, else with the last that has a page behind it.
    """
    at = next((at for at, b in enumerate(blocks[:_HEAD]) if _NAME.fullmatch(b.printed)), None)
    if at is None or at + 2 > len(blocks):
        return range(0)
    start = end = at + 1
    while end < len(blocks) and _may_be_entry(blocks[end]):
        if end > start and _is_same(blocks[start], blocks[end]):
            return range(start, end)
        end += 1
    again = end < len(blocks) and end > start and _is_same(blocks[start], blocks[end])
    if not again:
        paged = [i for i in range(start, end) if _PAGE.search(blocks[i].text)]
        end = paged[-1] + 1 if paged else start
    return range(start, end)


def missing(blocks: Sequence[Block]) -> list[Block]:
    """The lines of the contents that no line of the text below repeats."""
    listed = contents(blocks)
    below = sorted(_opening(block) for block in blocks[listed.stop :]) if listed else []
    return [blocks[at] for at in listed if not _opens_one(_announced(blocks[at]), below)]


def _opens_one(said: str, below: Sequence[str]) -> bool:
    """Whether one of the texts *below*, which are in order, begins with *said*."""
    at = bisect_left(below, said)
    return bool(said) and at < len(below) and below[at].startswith(said)


def _may_be_entry(block: Block) -> bool:
    return not block.row and len(block.text) <= _LONGEST and "。" not in block.text


def _is_same(entry: Block, block: Block) -> bool:
    """Whether *block* begins with the heading that *entry* announces."""
    said = _announced(entry)
    return bool(said) and _opening(block).startswith(said)


def _announced(entry: Block) -> str:
    return folded(_PAGE.sub("", entry.printed))


def _opening(block: Block) -> str:
    return folded(block.printed[: 2 * _LONGEST])
