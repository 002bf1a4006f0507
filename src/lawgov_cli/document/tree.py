"""Blocks → a tree of numbered nodes, in parts where numbering begins again.

The notations in use decide what lies below what; a notation met again closes everything below
its last use. What stands before the first number is the front; a signature, a date or 附件 after
the text begins what follows the document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.document.frame import closing_at, is_annex, is_title
from lawgov_cli.document.places import Place, places
from lawgov_cli.model import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.document.numbering import Block, Mark


@dataclass
class Paragraph:
    """One paragraph of a node and the attributions in it."""

    text: str
    line: int
    newline: bool = True
    places: list[Place] = field(default_factory=list)

    @property
    def has_units(self) -> bool:
        """Whether any body is named as leading or responsible."""
        return any(p.attribution.lead or p.attribution.responsible for p in self.places)

    @property
    def is_attribution(self) -> bool:
        """Whether the paragraph is an attribution and nothing more."""
        return bool(self.places) and self.places[0].start == 0 and self.places[-1].end >= len(self.text)


@dataclass
class Node:
    """A numbered item, or a paragraph that counts as one, with all below it.

    Attributes:
        mark: its number; ``None`` where it has none.
        paragraphs: its own text, without that of its children.
        children: the nodes below.
        level: what it is in the document, decided when the whole tree is known.
        tail: an attribution for the node that stands behind its children.
    """

    mark: Mark | None
    paragraphs: list[Paragraph]
    children: list[Node] = field(default_factory=list)
    level: Level = Level.POINT
    tail: list[Paragraph] = field(default_factory=list)

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.paragraphs[0].line

    @property
    def has_units(self) -> bool:
        """Whether its own text, or an attribution behind its children, names bodies."""
        return any(p.has_units for p in (*self.paragraphs, *self.tail))

    def walk(self) -> Iterator[Node]:
        """The node and all below it."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))

    @property
    def last(self) -> Node:
        """The last node of all below it."""
        node = self
        while node.children:
            node = node.children[-1]
        return node


class Part(NamedTuple):
    """A stretch of the document with a numbering of its own; the first has no ``heading``."""

    heading: list[Block]
    roots: list[Node]

    @property
    def has_units(self) -> bool:
        """Whether anyone is named in it."""
        return any(node.has_units for root in self.roots for node in root.walk())


class Document(NamedTuple):
    """The text as a tree: what stands before, the parts, and what stands behind."""

    front: list[Block]
    parts: list[Part]
    closing: list[Block]


def paragraph(block: Block) -> Paragraph:
    """The paragraph of *block*, its attributions found."""
    found = places(block.text, numbered=block.mark is not None)
    return Paragraph(block.text, block.line, block.newline, found)


def grow(blocks: Sequence[Block]) -> Document:
    """The tree that *blocks* make."""
    first = next((at for at, block in enumerate(blocks) if block.mark), len(blocks))
    parts: list[Part] = []
    for stretch in _stretches(blocks[first:]):
        start = next((at for at, block in enumerate(stretch) if block.mark), len(stretch))
        parts.append(Part(stretch[:start], _roots(stretch[start:])))
    kept = _kept(parts)
    closing = [block for part in parts[kept:] for block in _blocks_of(part)]
    return Document(list(blocks[:first]), parts[:kept], closing)
