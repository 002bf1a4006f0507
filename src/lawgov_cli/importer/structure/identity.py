"""Ids: a point is known by its number where numbering runs on, else by section and place."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.importer.structure.node import Node


def number_nodes(roots: Sequence[Node]) -> None:
    """Give every node its id: S1, S1.1, 8 or 2-3, and 8.1 below it."""
    running = _runs_on(roots)
    sections = 0
    for root in roots:
        if root.level is Level.SECTION:
            sections += 1
            _number_section(root, sections, running=running)
    loose = [root for root in roots if root.level is not Level.SECTION]
    numbered = sections or (running and any(root.mark for root in loose))
    for place, root in enumerate(loose, 1):
        _number_below(
            root, _own(root, running=running) or (f"0-{place}" if numbered else str(place))
        )


def _runs_on(roots: Sequence[Node]) -> bool:
    """Whether the points are numbered through the whole document."""
    values = [point.mark.value for point in _points(roots) if point.mark]
    return bool(values) and all(a < b for a, b in pairwise(values))


def _points(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes below headings that are none, in order."""
    for node in nodes:
        if node.level.is_heading:
            yield from _points(node.children)
        else:
            yield node


def _own(node: Node, *, running: bool) -> str:
    return str(node.mark.value) if running and node.mark else ""


def _number_section(section: Node, number: int, *, running: bool) -> None:
    section.id = f"S{number}"
    _number_groups(section)
    for place, point in enumerate(_points(section.children), 1):
        _number_below(point, _own(point, running=running) or f"{number}-{place}")


def _number_groups(heading: Node) -> None:
    groups = [node for node in heading.children if node.level is Level.GROUP]
    for place, group in enumerate(groups, 1):
        group.id = f"{heading.id}.{place}"
        _number_groups(group)


def _number_below(node: Node, number: str) -> None:
    node.id = number
    for place, child in enumerate(node.children, 1):
        _number_below(child, f"{number}.{place}")
