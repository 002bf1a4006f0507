"""Points that no attribution names anybody for: what their sentences say of who does what."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.prose import is_about_all, prose_beside, titled_by_body
from lawgov_cli.importer.structure.texts import is_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.importer.structure.node import Node


def read_prose(nodes: Iterable[Node]) -> None:
    """Find the sentences that say who, in points without units; parts that are text are none."""
    for node in nodes:
        if node.level is Level.POINT:
            _read(node)
        elif not is_text(node):
            read_prose(node.children)


def _read(point: Node) -> None:
    """Read the sentences of *point*; what only its measures say is said of it too."""
    nodes = list(point.walk())
    if any(each.has_units or each.given or each.ruled or each.row for each in nodes):
        return
    for node in nodes:
        for at, paragraph in enumerate(node.paragraphs):
            taken = ((place.start, place.end) for place in paragraph.places)
            first = node.mark is not None and not at
            beside = prose_beside(paragraph.text, taken, numbered=first)
            paragraph.prose = tuple(place for place in beside if not is_about_all(place))
    titled = point.paragraphs[0]
    if (named := titled_by_body(titled.text)) and not point.has_units:
        titled.prose = (named,)
    below = [place for node in nodes[1:] for p in node.paragraphs for place in p.prose]
    if below and not point.has_units:
        said = reduce(lambda one, other: one.joined(other, ""), (p.attribution for p in below))
        line = next(node.line for node in nodes[1:] if node.has_units)
        point.given = said, line
