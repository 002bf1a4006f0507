"""Sentences about other points: their bodies given to exactly the points that they speak of."""

from __future__ import annotations

from itertools import product
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


class _Scope:
    """Nodes among which a number is looked up, in order.

    Parameters:
        nodes: points, or items of one list.
    """

    def __init__(self, nodes: Iterable[Node]) -> None:
        self.nodes = list(nodes)
        self.place = {id(node): at for at, node in enumerate(self.nodes)}
        self._found: dict[tuple[str, int], list[Node]] = {}
        for node in self.nodes:
            for kind in {"", node.mark.kind} if node.mark else ():
                self._found.setdefault((kind, node.mark.value), []).append(node)  # type: ignore[union-attr]

    def numbered(self, which: Which) -> list[Node]:
        """The nodes that bear the numbers; none where one is missing, or stands there twice."""
        found = [self._found.get((which.notation, value), []) for value in sorted({*which.values})]
        return [each[0] for each in found] if all(len(each) == 1 for each in found) else []

    def others(self, nodes: Sequence[Node]) -> list[Node]:
        """All but *nodes*."""
        known = set(map(id, nodes))
        return [node for node in self.nodes if id(node) not in known]


class _Giver:
    """Gives points what sentences say of them; each list of points is made once."""

    def __init__(self, roots: Sequence[Node]) -> None:
        self.roots = roots
        self.every = _Scope(_points(roots))
        self._own: dict[int, _Scope] = {}
        self._all: _Scope | None = None

    def give(self, rule: PointRule, text: str, line: int, path: list[Node]) -> Ruled:
        """Give what *rule*, which stands in *text* at the end of *path*, says."""
        found = self._meant(rule.which, path, line) if rule.said else ()
        nodes = [p for n in found for p in (_points([n]) if n.level.is_heading else [n])]
        if len(rule.said) > 1 and len(rule.said) != len(nodes):
            nodes = []
        each = rule.said if len(rule.said) == len(nodes) else rule.said * len(nodes)
        above = []
        if any(node.level is Level.MEASURE for node in nodes):
            known = set(map(id, nodes))
            above = [n for n in path if n.level is Level.POINT and id(n) not in known]
        for node, said in [*zip(nodes, each, strict=True), *product(above, rule.said)]:
            _give(node, said, line)
        words = text[rule.start : rule.end].strip("，,；;。 \u3000）)")
        return Ruled(line, words, tuple(nodes))

    def _meant(self, which: Which, path: list[Node], line: int) -> Sequence[Node]:
        """The nodes that *which* means at the end of *path*; none where not all are there."""
        head = next((node for node in reversed(path) if node.level.is_heading), None)
        own = self._below(head) if head else None
        if which.how == "part":
            return own.nodes if own else ()
        if which.how in {"above", "first"}:
            return _above(which, path, own or self.every)
        if which.how == "below":
            return _below(which, path, own or self.every, line)
        if which.how == "marks":
            lists = (_Scope(node.children) for node in reversed(path))
            scopes = (*lists, _Scope(self.roots), self._anywhere())
            return next(filter(None, (scope.numbered(which) for scope in scopes)), ())
        for scope in filter(None, (own, self.every)):
            if found := scope.numbered(which):
                ends = bool(path) and path[0] is self.roots[-1] and self.every.numbered(which)
                kept = self.every if ends else scope
                return kept.others(found) if which.how == "but" else found
        return ()

    def _below(self, head: Node) -> _Scope:
        if id(head) not in self._own:
            self._own[id(head)] = _Scope(_points([head]))
        return self._own[id(head)]

    def _anywhere(self) -> _Scope:
        if self._all is None:
            self._all = _Scope(node for root in self.roots for node in root.walk())
        return self._all


def give_by_rules(roots: Sequence[Node], around: Iterable[Block]) -> list[Ruled]:
    """Give each point what a sentence elsewhere says of it.

    Parameters:
        around: what stands before the first point and behind the last.
    """
    giver = _Giver(roots)
    texts: list[tuple[str, int, list[Node]]] = [(block.text, block.line, []) for block in around]
    for path in _paths(roots, []):
        paragraphs = path[-1].paragraphs if path[-1].row is None else ()
        texts += [(each.text, each.line, path) for each in paragraphs]
    found = [(rule, *each) for each in texts for rule in point_rules(each[0])]
    found.sort(key=lambda each: not each[0].which.values and each[0].which.how == "above")
    return [giver.give(*each) for each in found]


def _paths(nodes: Iterable[Node], above: list[Node]) -> Iterator[list[Node]]:
    """Every node, each behind all that it lies below."""
    for node in nodes:
        path = [*above, node]
        yield path
        yield from _paths(node.children, path)


def _give(node: Node, said: Attribution, line: int) -> None:
    before = node.ruled
    node.ruled = (before[0].joined(said, "；"), before[1]) if before else (said, line)


def _above(which: Which, path: list[Node], points: _Scope) -> Sequence[Node]:
    """The last items up to the one that the sentence stands in, so many; or all, if none is named.

    前三项 are the first of them. Where some name bodies of their own, it is open how far
    以上任务 reaches.
    """
    count = which.values[0] if which.values else 0
    if len(path) > 1 and path[-1].level is Level.MEASURE:
        items = _Scope(path[-2].children)
        if (end := items.place[id(path[-1])] + 1) == count:
            return items.nodes[:end]
    end = _behind(path, points, len(points.nodes))
    if not count:
        found = points.nodes[:end]
        return () if any(_is_named(each) for node in found for each in node.walk()) else found
    begin = 0 if which.how == "first" else end - count
    return points.nodes[begin : begin + count] if end >= count else ()


def _below(which: Which, path: list[Node], points: _Scope, line: int) -> Sequence[Node]:
    """The items below the sentence, so many; or all for whom nobody is said to lead elsewhere."""
    if path and path[-1].level is Level.POINT and path[-1].children:
        points, begin = _Scope(path[-1].children), 0
    else:
        begin = _behind(path, points, 0)
    found = [node for node in points.nodes[begin:] if node.line > line]
    if which.values:
        return found[: which.values[0]] if len(found) >= which.values[0] else ()
    return [
        node
        for node in found
        if not (node.ruled or any(place.attribution.lead for place in node.places))
    ]


def _behind(path: list[Node], points: _Scope, outside: int) -> int:
    """Where *points* go on behind the one that lies on *path*; *outside* where *path* is empty."""
    places = (points.place[id(node)] + 1 for node in path if id(node) in points.place)
    return next(places, 0 if path else outside)


def _is_named(node: Node) -> bool:
    """Whether bodies of its own, or by another sentence, are named for *node*."""
    row = node.row is not None and node.row.attribution.names_bodies
    return row or node.has_units or node.ruled is not None


def _points(nodes: Iterable[Node]) -> Iterator[Node]:
    """The points among *nodes* and below them, in order."""
    for node in nodes:
        if node.level is Level.POINT:
            yield node
        else:
            yield from _points(node.children)
