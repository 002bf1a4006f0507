"""A node of the tree: a numbered item, a heading, a row of a table, and all below it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.places import Place, places

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.importer.language.attribution import Attribution
    from lawgov_cli.importer.language.marks import Mark
    from lawgov_cli.importer.structure.numbering import Block, Listed
    from lawgov_cli.importer.structure.rows import Row


@dataclass
class Paragraph:
    """One paragraph of a node and the attributions in it.

    Attributes:
        places: words that are attributions and nothing else.
        prose: sentences of its text that say who does what.
    """

    text: str
    line: int
    newline: bool = True
    places: list[Place] = field(default_factory=list)
    prose: tuple[Place, ...] = ()

    @property
    def has_units(self) -> bool:
        """Whether any body is named as leading or responsible."""
        return any(p.attribution.names_bodies for p in (*self.places, *self.prose))

    @property
    def is_attribution(self) -> bool:
        """Whether the paragraph is an attribution and nothing more."""
        return (
            bool(self.places)
            and self.places[0].start == 0
            and self.places[-1].end >= len(self.text)
        )


@dataclass
class Node:
    """A numbered item, or a paragraph that counts as one, with all below it.

    Attributes:
        mark: its number; ``None`` where it has none.
        paragraphs: its own text, without that of its children.
        children: the nodes below.
        level: what it is in the document, decided when the whole tree is known.
        tail: an attribution for the node that stands behind its children.
        before: lines printed before a heading that has no number.
        given: an attribution stated once for this and the points beside it, and its line.
        ruled: what a sentence elsewhere says of it by its number, and the line of that.
        listed: what a list elsewhere in the document says of it.
        passes: whether the bodies at its heading lead the points below, and are not its own.
        office: the bodies that a heading is, and nothing else.
        id: as in the plan, given when all levels are known.
        row: the row of a table of tasks that it is; ``rows``: those below it that say more of it.
        also: what rows below it that name no task say of who does it.
        above: the lines of a table's head that are printed before it; ``below``: those behind it.
        spans: whether it is a cell that spans rows, and is printed in each of them.
    """

    mark: Mark | None
    paragraphs: list[Paragraph]
    children: list[Node] = field(default_factory=list)
    level: Level = Level.POINT
    tail: list[Paragraph] = field(default_factory=list)
    before: list[Paragraph] = field(default_factory=list)
    given: tuple[Attribution, int] | None = None
    ruled: tuple[Attribution, int] | None = None
    listed: Listed | None = None
    passes: bool = False
    office: Attribution | None = None
    id: str = ""
    row: Row | None = None
    rows: list[Row] = field(default_factory=list)
    also: list[Attribution] = field(default_factory=list)
    above: list[str] = field(default_factory=list)
    below: list[str] = field(default_factory=list)
    spans: bool = False

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.paragraphs[0].line

    @property
    def has_units(self) -> bool:
        """Whether its text, an attribution behind its children, or a list names its own bodies."""
        said = any(p.has_units for p in (*self.paragraphs, *self.tail))
        return not self.passes and (said or bool(self.listed and self.listed.said.names_bodies))

    @property
    def places(self) -> list[Place]:
        """The attributions in its own text, in order."""
        return [place for paragraph in self.paragraphs for place in paragraph.places]

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


def paragraph(block: Block) -> Paragraph:
    """The paragraph of *block*, its attributions found."""
    found = () if block.row else places(block.text, numbered=block.mark is not None)
    return Paragraph(block.text, block.line, block.newline, list(found))
