"""The rows of a table of tasks → nodes, below the cells that span them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.places import Place
from lawgov_cli.importer.structure.node import Node, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.importer.structure.numbering import Block


def table_nodes(blocks: Sequence[Block]) -> list[Node]:
    """The rows of a table as nodes: below what spans them, and below rows that are headings."""
    roots: list[Node] = []
    path: list[Node] = []
    titles: tuple[str, ...] = ()
    above: list[str] = []
    for block in blocks:
        row = block.row
        if row is None or row.head:
            above.append(block.text)
            continue
        if not row.holds:
            path, titles = [_row_node(block, above)], ()
            roots.append(path[0])
        else:
            spanning = row.spanning()
            same = next(
                (i for i, t in enumerate(spanning) if titles[i : i + 1] != (t,)), len(spanning)
            )
            headed = len(path) - len(titles)
            del path[headed + same :]
            for title in spanning[same:]:
                node = _spanning_node(block, title)
                (path[-1].children if path else roots).append(node)
                path.append(node)
            titles = spanning
            (path[-1].children if path else roots).append(_row_node(block, above))
        above = []
    if above and roots:
        roots[-1].last.below += above
    return roots


def _row_node(block: Block, above: list[str]) -> Node:
    """A row as a node; its attribution stands in its paragraph, so that it counts as its own."""
    row = block.row
    said = row.attribution if row else None
    found = [Place(0, len(block.text), said)] if said and not said.is_empty else []
    text = Paragraph(block.text, block.line, block.newline, found)
    return Node(row.mark if row else None, [text], row=row, above=list(above))


def _spanning_node(block: Block, title: str) -> Node:
    """What spans rows as a heading; it is printed in each of them, so not by itself."""
    mark = leading_mark(title)
    text = title[len(mark.raw) :] if mark else title
    return Node(mark, [Paragraph(text, block.line, newline=False)], level=Level.SECTION, spans=True)
