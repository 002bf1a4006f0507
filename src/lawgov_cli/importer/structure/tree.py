"""Blocks → a tree of numbered nodes, in parts where numbering begins again.

The notations in use decide what lies below what; a notation met again closes everything below
its last use. What stands before the first number is the front; a signature, a date or 附件 after
the text begins what follows the document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.marks import RANKLESS
from lawgov_cli.importer.language.rolls import is_roll
from lawgov_cli.importer.structure.contents import contents
from lawgov_cli.importer.structure.frame import (
    closing_at,
    is_annex,
    is_frame_line,
    is_heading,
    is_short_heading,
    is_title,
)
from lawgov_cli.importer.structure.node import Node, paragraph
from lawgov_cli.importer.structure.row_nodes import table_nodes
from lawgov_cli.importer.structure.titles import key, named_titles

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgov_cli.importer.language.marks import Mark
    from lawgov_cli.importer.structure.numbering import Block

#: A notice brings the text that follows it.
_BRINGS = re.compile("(?:印发|下发|转发)给你们")
#: In the head of a notice, or of a letter.
_NOTICE = re.compile("印发|下发|转发|(?:通知|函)[）)》]?$")
_ANNEXES = re.compile("附[ \u3000]{0,3}件[：:]")
_LONGEST_ANNEX = 60
_SENTENCES = re.compile("[^。]{2,60}。.{10}")


class Part(NamedTuple):
    """A stretch of the document with a numbering of its own; the first has no ``heading``."""

    heading: list[Block]
    roots: list[Node]
    blocks: list[Block]

    @property
    def has_units(self) -> bool:
        """Whether anyone is named in it."""
        return any(node.has_units for root in self.roots for node in root.walk())


class Document(NamedTuple):
    """The text as a tree: what stands before, the parts, and what stands behind."""

    front: list[Block]
    parts: list[Part]
    closing: list[Block]


def grow(blocks: Sequence[Block]) -> Document:
    """The tree that *blocks* make."""
    blocks, notes = _without_notes(blocks)
    first = _first_number(blocks, contents(blocks).stop)
    first = _behind_text(blocks, _behind_notice(blocks, first))
    parts, rest = _parts(_stretches(blocks, first))
    return Document(list(blocks[:first]), parts, [*rest, *notes])


def _without_notes(blocks: Sequence[Block]) -> tuple[Sequence[Block], Sequence[Block]]:
    """*blocks*, and what stands behind a table that ends them."""
    last = next((at for at in range(len(blocks) - 1, -1, -1) if blocks[at].is_task), -1)
    end = last + 1 if last >= 0 and blocks[last].in_table else len(blocks)
    return blocks[:end], blocks[end:]


def _behind_text(blocks: Sequence[Block], first: int) -> int:
    """The first row of a table, where a notice with numbers of its own ends before it."""
    row = next((at for at in range(first, len(blocks)) if blocks[at].in_table), len(blocks))
    if not any(_NOTICE.search(block.text) for block in blocks[:first]):
        return first
    if row == len(blocks) or row <= first or any(map(_says_who, blocks[first:row])):
        return first
    numbered = max(at for at in range(first, row) if blocks[at].mark)
    ended = closing_at([block.text for block in blocks[numbered:row]], last=False)
    if ended == row - numbered:
        return first
    return row


def _first_number(blocks: Sequence[Block], start: int) -> int:
    """The first block from *start* on with a number that is none of a list of annexes."""
    listing = False
    for at, block in enumerate(blocks[start:], start):
        if block.in_table:
            return at
        if block.mark and not (listing and len(block.text) <= _LONGEST_ANNEX):
            return at
        listing = bool(block.mark) or bool(_ANNEXES.match(block.text))
    return len(blocks)


def _behind_notice(blocks: Sequence[Block], first: int) -> int:
    """The first number of the tasks, where the notice before them has numbers of its own.

    They begin below the title that the notice names, or else where the next notation begins.
    """
    names = named_titles([block.text for block in blocks[:first]])
    notices = first and _BRINGS.search(blocks[first - 1].text)
    for at in range(first, len(blocks) if names else first):
        block = blocks[at]
        if block.in_table or blocks[first].in_table:
            return first
        if block.mark is None and key(block.text) in names:
            return next((i for i in range(at, len(blocks)) if blocks[i].mark), first)
        if block.mark and block.mark.kind != blocks[first].mark.kind:  # type: ignore[union-attr]
            return at if notices and _are_notice(blocks[first:at], blocks[at:]) else first
        if paragraph(block).has_units:
            break
    return first


def _are_notice(items: Sequence[Block], rest: Sequence[Block]) -> bool:
    """Whether numbered *items* are paragraphs of a notice, and *rest* has no more of them."""
    kinds = {block.mark.kind for block in rest if block.mark}
    return all(
        block.mark and block.mark.kind not in kinds and _SENTENCES.match(block.text)
        for block in items
    )


def _parts(stretches: Iterable[list[Block]]) -> tuple[list[Part], list[Block]]:
    """The parts that hold tasks, and what follows the last of them.

    A stretch holds tasks if it names units, or if none does and it is no annex; what lies
    between two that do goes with the heading of the second.
    """
    parts = [_part(stretch) for stretch in stretches]
    named = any(part.has_units for part in parts)
    kept: list[Part] = []
    rest: list[Block] = []
    for at, part in enumerate(parts):
        framed = bool(part.heading) and closing_at([part.heading[0].text]) == 0
        if part.roots and (at == 0 or part.has_units or not (named or framed)):
            kept.append(part._replace(heading=rest + part.heading))
            rest = []
        else:
            rest += part.blocks
    return kept, rest


def _part(stretch: list[Block]) -> Part:
    start = next((at for at, b in enumerate(stretch) if b.mark or b.in_table), len(stretch))
    return Part(stretch[:start], _roots(stretch[start:]), stretch)


def _stretches(blocks: Sequence[Block], first: int) -> list[list[Block]]:
    """*blocks* from *first* on, cut where the document ends or its numbering begins again."""
    cuts = [first]
    run = first
    rolls = True
    top: Block | None = None
    for at in range(first, len(blocks) + 1):
        block = blocks[at] if at < len(blocks) else None
        if block is not None and block.mark is None:
            if block.row and run < at and (cut := _end_before_table(blocks, run, at)) > cuts[-1]:
                cuts.append(cut)
                top = None
            run = at + 1 if block.in_table else run
            continue
        texts = [b.text for b in blocks[run:at]]
        ended = closing_at(texts, last=block is None, rolls=rolls)
        rolls = rolls and not any(map(is_roll, texts))
        framed = any(map(is_frame_line, texts[ended:]))
        if not framed and block and _counts_on(blocks, first, at):
            ended = len(texts)  # who did what, and when, below one of the items
        if ended < len(texts) and run + ended > cuts[-1]:
            cuts.append(run + ended)
            top = None
        elif top and block and _restarts(top, block):
            cuts.append(run + _heading_at(texts))
            top = None
        elif top and block and _is_headed(top, blocks[max(0, at - 2) : at + 1], texts):
            cuts.append(at - 1)
            top = None
        run = at + 1
        if block and (top is None or block.mark.kind == top.mark.kind):  # type: ignore[union-attr]
            top = block
    ends = [*cuts[1:], len(blocks)]
    return [list(blocks[a:b]) for a, b in zip(cuts, ends, strict=True) if a < b]


def _counts_on(blocks: Sequence[Block], first: int, at: int) -> bool:
    """Whether the number of block *at* follows the last of its notation from *first* on."""
    mark = blocks[at].mark
    marks = (blocks[before].mark for before in range(at - 1, first - 1, -1))
    same = (before for before in marks if before and mark and before.kind == mark.kind)
    last = next(same, None)
    return bool(last and mark and last.value == mark.value - 1)


def _end_before_table(blocks: Sequence[Block], run: int, at: int) -> int:
    """Where what stands before a table ends; 0 where nothing does.

    Behind another table, at a signature, or where behind a task the title of the table stands.
    """
    if run and blocks[run - 1].in_table:
        return run
    if blocks[at - 1].row:
        return 0
    texts = [block.text for block in blocks[run:at]]
    ended = closing_at(texts, last=False)
    if ended < len(texts):
        return run + ended
    if run and (len(texts) > 1 or _says_who(blocks[run - 1])):
        titled = is_title(texts[-1]) and not blocks[at - 2].text.endswith(("：", ":"))
        return at - 1 if titled else at if not blocks[at].in_table else 0
    return 0


def _says_who(block: Block) -> bool:
    """Whether a block, or a list that names it again, says who does it."""
    return bool(block.listed) or paragraph(block).has_units


def _restarts(top: Block, block: Block) -> bool:
    """Whether a number of the highest notation begins again at one."""
    before, mark = top.mark, block.mark
    return bool(before and mark and before.kind == mark.kind and mark.value == 1 < before.value)


def _is_headed(top: Block, around: Sequence[Block], between: Sequence[str]) -> bool:
    """Whether a heading without a number parts two items of the highest notation.

    It stands alone behind an attribution, which ends the item before it.
    """
    mark = around[-1].mark
    if not (between and mark and top.mark and mark.kind == top.mark.kind):
        return False
    before = paragraph(around[0])
    ends = bool(before.places) and before.places[-1].end >= len(before.text.rstrip("。；; "))
    return ends and is_heading(between[-1]) and not is_unit_name(between[-1])


def _heading_at(texts: Sequence[str]) -> int:
    """Where in the lines before a new numbering its heading begins."""
    at = len(texts)
    for index in range(len(texts) - 1, -1, -1):
        if is_title(texts[index]) or is_annex(texts[index]) or is_short_heading(texts[index]):
            at = index
        elif at < len(texts):
            break
    return at


def _roots(blocks: Iterable[Block]) -> list[Node]:
    roots: list[Node] = []
    path: list[Node] = []
    rows: list[Block] = []
    for block in [*blocks, None]:
        if block and block.in_table:
            rows.append(block)
            continue
        if rows:
            (path[-1].children if path else roots).extend(table_nodes(rows))
            rows = []
        if block is None:
            break
        if block.mark is None and (not path or path[-1].row or _holds_table(path[-1])):
            path = [Node(None, [paragraph(block)], level=Level.SECTION)]
            roots.append(path[-1])
        elif block.mark is None:
            path[-1].paragraphs.append(paragraph(block))
        else:
            node = Node(block.mark, [paragraph(block)], listed=block.listed)
            _climb(path, block.mark)
            (path[-1].children if path else roots).append(node)
            path.append(node)
    return roots


def _holds_table(node: Node) -> bool:
    """Whether a table stands below *node*, so that what follows is no text of its own."""
    return bool(node.children) and any(each.row for each in node.walk())


def _climb(path: list[Node], mark: Mark) -> None:
    """Leave the nodes that *mark* cannot lie below."""
    kinds = [node.mark.kind for node in path if node.mark]
    if mark.kind in kinds:
        del path[kinds.index(mark.kind) :]
        return
    if mark.kind in RANKLESS:
        return
    below = (n for n, node in enumerate(path) if node.mark and _is_lower(node.mark, mark))
    del path[next(below, len(path)) :]


def _is_lower(one: Mark, other: Mark) -> bool:
    return one.kind not in RANKLESS and one.rank > other.rank
