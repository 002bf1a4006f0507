"""The tree with every node's level and id: what will become tasks, and what stands around it."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.marks import GROUP_RANK
from lawgov_cli.importer.structure.frame import (
    closing_at,
    is_annex,
    is_heading,
    is_short_heading,
    is_title,
)
from lawgov_cli.importer.structure.front import heading_at
from lawgov_cli.importer.structure.identity import number_nodes
from lawgov_cli.importer.structure.levels import assign_levels, unnumbered
from lawgov_cli.importer.structure.node import Node, Paragraph, paragraph
from lawgov_cli.importer.structure.numbering import Block
from lawgov_cli.importer.structure.point_units import Ruled, give_by_rules
from lawgov_cli.importer.structure.prose_units import read_prose
from lawgov_cli.importer.structure.texts import keep_texts
from lawgov_cli.importer.structure.tree import Document, Part, grow

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: A sentence, not a heading.
_PROSE = re.compile("。")
_BOX = re.compile("【[^【】]{2,30}】")


class Outline(NamedTuple):
    """The document's front, its nodes with level and id, its closing; what speaks of points."""

    front: list[Block]
    roots: list[Node]
    closing: list[Block]
    ruled: list[Ruled]


def outline(blocks: Sequence[Block]) -> Outline:
    """The outline of the document that *blocks* make."""
    grown = grow(blocks)
    document = _with_first_heading(grown) if grown.parts else _without_numbers(grown)
    document = _with_last_words(document)
    roots = list(_roots(document))
    ruled = give_by_rules(roots, [*document.front, *document.closing])
    read_prose(roots)
    keep_texts(roots)
    number_nodes(roots)
    return Outline(document.front, roots, document.closing, ruled)


def _with_last_words(document: Document) -> Document:
    """A document whose last item does not hold the paragraphs that close the whole.

    Its attribution ends it, as it ends every other; or it is longer than any of its brothers.
    """
    nodes = [node for part in document.parts for root in part.roots for node in root.walk()]
    last = nodes[-1] if nodes else None
    if last is None or last.row or last.mark is None:
        return document
    named = [node for node in nodes[:-1] if node.has_units]
    behind = _behind_units(last)
    if not last.has_units:
        alike = [n for n in nodes[:-1] if n.mark and n.mark.kind == last.mark.kind]
        single = len(alike) > 1 and all(len(node.paragraphs) == 1 for node in alike)
        behind = len(last.paragraphs) - 1 if single else 0
    elif not named or any(map(_behind_units, named)):
        return document
    if not behind or not all(_PROSE.search(p.text) for p in last.paragraphs[-behind:]):
        return document
    words = [Block(None, p.text, p.line, p.newline) for p in last.paragraphs[-behind:]]
    del last.paragraphs[-behind:]
    return document._replace(closing=[*words, *document.closing])


def _behind_units(node: Node) -> int:
    """How many paragraphs stand behind the last that an attribution ends."""
    named = [at for at, p in enumerate(node.paragraphs) if p.has_units]
    if not named:
        return 0
    last = node.paragraphs[named[-1]]
    ends = last.places[-1].end >= len(last.text.rstrip("。；; "))
    return len(node.paragraphs) - 1 - named[-1] if ends else 0


def _with_first_heading(document: Document) -> Document:
    """A document with the heading of its first tasks, where it stands below the preamble."""
    first, *others = document.parts
    at = heading_at(document.front, headed=any(part.heading for part in others))
    if at == len(document.front):
        return document
    first = first._replace(heading=document.front[at:])
    return Document(document.front[:at], [first, *others], document.closing)


def _without_numbers(document: Document) -> Document:
    """A document without numbering: its paragraphs that name units are its points."""
    paragraphs = [paragraph(block) for block in document.front]
    named = [at for at, p in enumerate(paragraphs) if p.has_units]
    if not named:
        return document
    start = named[0] - (paragraphs[named[0]].is_attribution and named[0] > 0)
    if start > 1 and is_short_heading(paragraphs[start - 1].text):
        start -= 1
    rest = named[-1] + 1
    end = rest + closing_at([p.text for p in paragraphs[rest:]])
    nodes = _below_headings(paragraphs[start:end])
    return Document(document.front[:start], [Part([], nodes, [])], document.front[end:])


def _below_headings(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Paragraphs as points; below headings without numbers where several follow one of them."""
    boxes = [at for at, p in enumerate(paragraphs) if _BOX.fullmatch(p.text) or is_heading(p.text)]
    parts = [paragraphs[a:b] for a, b in pairwise([0, *boxes, len(paragraphs)])]
    named = [sum(p.has_units and not p.is_attribution for p in part) for part in parts]
    if max(named[1:], default=0) < 2:
        return unnumbered(paragraphs)
    heads = [Node(None, [part[0]], unnumbered(part[1:])) for part in parts[1:]]
    return [*unnumbered(parts[0]), *heads]


def _roots(document: Document) -> Iterator[Node]:
    """The nodes of all parts, a part's heading before them; levels set."""
    for part in document.parts:
        assign_levels(part.roots)
        if not part.heading:
            yield from part.roots
            continue
        head = _part_heading(part.heading)
        if _below_heading(part.roots):
            head.children += part.roots
            for root in part.roots:
                root.level = Level.GROUP if root.level is Level.SECTION else root.level
            yield head
        else:
            yield from (head, *part.roots)


def _below_heading(roots: Sequence[Node]) -> bool:
    """Whether *roots* lie below the heading of their part: points, or numbered as groups are."""
    lower = all(root.mark and root.mark.rank >= GROUP_RANK for root in roots)
    return lower or all(root.level is Level.POINT for root in roots)


def _part_heading(lines: Sequence[Block]) -> Node:
    """The lines above a new numbering as a section without a number, its title the last title."""
    found = [Paragraph(block.printed, block.line, block.newline) for block in lines]
    titles = [at for at, p in enumerate(found) if is_title(p.text) or is_annex(p.text)]
    at = titles[-1] if titles else 0
    if not at:
        return Node(None, found, level=Level.SECTION)
    node = Node(None, [found[at]], level=Level.SECTION, before=found[:at])
    node.children = [Node(None, [p], level=Level.MEASURE) for p in found[at + 1 :]]
    return node
