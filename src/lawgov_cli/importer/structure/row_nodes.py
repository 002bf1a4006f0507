"""The rows of a table of tasks → nodes, below the cells that span them."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.grid import Kind
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.places import Place
from lawgov_cli.importer.structure.node import Node, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.importer.structure.numbering import Block
    from lawgov_cli.importer.structure.rows import Row


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
            siblings = path[-1].children if path else roots
            last = siblings[-1] if siblings and not above else None
            if not _names_task(row):
                if last and last.row and last.row.holds:
                    _go_on(last, block, row)
                else:
                    above.append(block.text)
                    continue
            elif last and _says_more(last, row):
                _add_row(last, block, row)
            else:
                siblings.append(_row_node(block, above))
        above = []
    if above and roots:
        roots[-1].last.below += above
    return roots


def _names_task(row: Row) -> bool:
    """Whether a row says what is to be done."""
    return bool(row.value(Kind.TITLE) or row.value(Kind.MEASURE))


def _go_on(node: Node, block: Block, row: Row) -> None:
    """Give the row of a task what the row below it says of who does it, and by when."""
    node.below.append(block.text)
    node.also.append(row.attribution)
    _say(node)


def _say(node: Node) -> None:
    """Count what all rows of *node* say of bodies as its own."""
    said = [row.attribution for row in (node.row, *node.rows) if row]
    whole = reduce(lambda a, b: a.joined(b, ""), [*said, *node.also])
    if not whole.is_empty:
        node.paragraphs[0].places = [Place(0, len(node.paragraphs[0].text), whole)]


def _says_more(node: Node, row: Row) -> bool:
    """Whether *row* is one more measure of the task that *node* is: number and title span both.

    In a table that was typed, both are left out.
    """
    if node.row is None or not node.row.holds or node.below or node.row.short or row.short:
        return False
    first, own = ([r.value(Kind.NUMBER), r.value(Kind.TITLE)] for r in (node.row, row))
    spans = all(first) and (first == own or not any(own))
    return spans and all(each.value(Kind.MEASURE) for each in (node.row, *node.rows, row))


def _add_row(node: Node, block: Block, row: Row) -> None:
    """Put *row* below the others of its task; what it says of bodies is said of the task too."""
    node.rows.append(row)
    node.paragraphs.append(Paragraph(block.text, block.line, block.newline))
    _say(node)


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
