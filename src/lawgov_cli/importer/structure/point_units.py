"""Sentences about other points: their bodies given to exactly the points that they speak of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.point_rules import point_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.importer.language.attribution import Attribution
    from lawgov_cli.importer.language.point_rules import PointRule, Which
    from lawgov_cli.importer.structure.node import Node
    from lawgov_cli.importer.structure.numbering import Block


class Ruled(NamedTuple):
    """A sentence about points, its line, and those that it gave bodies to; none: not understood."""

    line: int
    words: str
    nodes: tuple[Node, ...]


def give_by_rules(roots: Sequence[Node], around: Iterable[Block]) -> list[Ruled]:
    """Give each point what a sentence elsewhere says of it.

    Parameters:
        around: what stands before the first point and behind the last.
    """
    found: list[Ruled] = []
    for block in around:
        found += [
            _given(rule, block.text, block.line, [], roots) for rule in point_rules(block.text)
        ]
    for path in [*_paths(roots, [])]:
        for paragraph in path[-1].paragraphs if path[-1].row is None else ():
            rules = point_rules(paragraph.text)
            found += [_given(r, paragraph.text, paragraph.line, path, roots) for r in rules]
    return found


def _paths(nodes: Iterable[Node], above: list[Node]) -> Iterator[list[Node]]:
    """Every node, each behind all that it lies below."""
    for node in nodes:
        path = [*above, node]
        yield path
        yield from _paths(node.children, path)


def _given(rule: PointRule, text: str, line: int, path: list[Node], roots: Sequence[Node]) -> Ruled:
    nodes = _meant(rule.which, path, roots) if rule.said else ()
    nodes = [point for n in nodes for point in (_points([n]) if n.level.is_heading else [n])]
    if rule.said:
        for node in nodes:
            _give(node, rule.said, line)
        above = {id(n): n for n in path if n.level is Level.POINT and n not in nodes}
        for point in above.values() if any(n.level is Level.MEASURE for n in nodes) else ():
            _give(point, rule.said, line)
    return Ruled(line, text[rule.start : rule.end].strip("，,；;。 \u3000）)"), tuple(nodes))


def _give(node: Node, said: Attribution, line: int) -> None:
    before = node.ruled
    node.ruled = (before[0].joined(said, "；"), before[1]) if before else (said, line)


def _meant(which: Which, path: list[Node], roots: Sequence[Node]) -> Sequence[Node]:
    """The nodes that *which* means where it stands at the end of *path*; none where not all are."""
    head = next((node for node in reversed(path) if node.level.is_heading), None)
    own = list(_points([head])) if head else []
    every = list(_points(roots))
    if which.how == "part":
        return own
    if which.how == "above":
        return _above(which.values[0], path, own or every)
    if which.how == "marks":
        lists = [node.children for node in reversed(path)] + [roots]
        lists.append([node for root in roots for node in root.walk()])
        return next(filter(None, (_numbered(each, which, which.notation) for each in lists)), ())
    for scope in (own, every):
        if found := _numbered(scope, which):
            last = scope is own and roots and path[0] is roots[-1] and _numbered(every, which)
            kept = every if last else scope
            others = [node for node in kept if node not in found]
            return others if which.how == "but" else found
    return ()


def _above(count: int, path: list[Node], points: Sequence[Node]) -> Sequence[Node]:
    """The last *count* items up to the one that the sentence stands in."""
    lists = [path[-2].children] if len(path) > 1 and path[-1].level is Level.MEASURE else []
    for items in (*lists, points):
        end = next((at for at, n in enumerate(items, 1) if n in path), 0 if path else len(items))
        if lists and items is lists[0] and end != count:
            continue
        if end >= count:
            return items[end - count : end]
    return ()


def _numbered(nodes: Sequence[Node], which: Which, kind: str = "") -> list[Node]:
    """Those of *nodes* that bear the numbers; none where one is missing, or stands there twice."""
    marked = [n for n in nodes if n.mark and (not kind or n.mark.kind == kind)]
    found = [n for n in marked if n.mark and n.mark.value in which.values]
    return found if len(found) == len(set(which.values)) > 0 else []


def _points(nodes: Iterable[Node]) -> Iterator[Node]:
    """The points among *nodes* and below them, in order."""
    for node in nodes:
        if node.level is Level.POINT:
            yield node
        else:
            yield from _points(node.children)
