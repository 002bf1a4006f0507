"""What each node of the tree is: section, group, point or measure.

A point carries units; a heading above points is a section or a group; what lies below a point
and names nobody is a measure. Where nobody is named, the shape of the document decides.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import reduce
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.heading import heading
from lawgov_cli.importer.language.marks import HEADINGS
from lawgov_cli.importer.language.places import Place
from lawgov_cli.importer.language.wording import masked
from lawgov_cli.importer.structure.body import body
from lawgov_cli.importer.structure.frame import is_short_heading
from lawgov_cli.importer.structure.node import Node, Paragraph
from lawgov_cli.importer.structure.tails import share_tails
from lawgov_cli.importer.structure.unit_heads import find_unit_heads, give_offices

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

_LEAD_IN = re.compile(
    "(?![一二三四五六七八九十]是|[—－-])(?:[^，。；：:]{1,24}[：:]|[^，。；：:]{1,16}。)"
)


def assign_levels(roots: list[Node]) -> None:
    """Set the level of every node below *roots*, and give unnumbered points nodes of their own."""
    offices = find_unit_heads(roots)
    share_tails(roots)
    heads = _leading_heads(roots)
    bearing = _bearing(roots)
    headed = any(root.children or len(_titled(root)) > 1 for root in roots)
    sectioned = headed and sum(map(_has_own_units, roots)) * 2 <= len(roots)
    for root in roots:
        if sectioned and not (root.listed or _is_heading_with_units(root)):
            _section(root, bearing)
        else:
            _below(root, Level.POINT, bearing)
    for node in heads:
        _give(node)
    give_offices(offices)


def _leading_heads(roots: Iterable[Node]) -> list[Node]:
    """The headings whose bodies are meant for all below them: points there name others.

    One who leads at a heading does so for all below, also where few of them name anybody; others
    at a heading give way only where most points below have their own, or where elsewhere more of
    the notation below are points than of its own.
    """
    heads = [node for root in roots for node in root.walk() if _is_head_with_units(node)]
    found = [node for node in heads if _named_below(node) * 2 > len(node.children)]
    leading = [node for node in heads if any(p.attribution.lead for p in node.places)]
    kinds = {node.mark.kind for node in leading if node.mark and _named_below(node)}
    alike = [n for n in leading if n.mark and n.mark.kind in kinds and n not in found]
    found += [n for n in alike if n.paragraphs[0].has_units or _named_below(n)]
    bearing = _bearing(roots)
    for node in found:
        node.passes = True
    running = counting_on(node for root in roots for node in root.walk())
    above = [n for n in heads if not n.passes and _is_above_points(n, bearing, running)]
    for node in above:
        node.passes = True
    return found + above


def _is_above_points(head: Node, bearing: Counter[str], running: Container[str]) -> bool:
    """Whether the notation below *head* is that of points in the whole document.

    More of it name units than of the notation of *head*; or some do, and its numbers run on.
    """
    own = bearing[head.mark.kind] if head.mark else 0
    kinds = {child.mark.kind for child in head.children if child.mark}
    return any(bearing[kind] > (0 if kind in running else own) for kind in kinds)


def counting_on(nodes: Iterable[Node]) -> set[str]:
    """The notations whose numbers go on from one heading to the next more often than not."""
    last: dict[tuple[str, str], int] = {}
    steps: Counter[str] = Counter()
    for node in nodes:
        first, end = (node.children[at].mark for at in (0, -1)) if node.children else (None, None)
        if not (first and end and node.mark and node.mark.kind in HEADINGS):
            continue
        kinds = node.mark.kind, first.kind
        if kinds in last:
            steps[first.kind] += 1 if first.value == last[kinds] + 1 else -1
        last[kinds] = end.value
    return {kind for kind, count in steps.items() if count > 0}


def _is_head_with_units(node: Node) -> bool:
    """Whether a node is a heading, an attribution behind or right below it, and items below."""
    if node.row or not (node.children and any(p.has_units for p in node.paragraphs)):
        return False
    return all(piece.attribution for piece in body(node).pieces)


def _named_below(node: Node) -> int:
    return sum(any(n.has_units for n in child.walk()) for child in node.children)


def _give(head: Node) -> None:
    """Give those who lead at a heading to the points below it; all, to those that name nobody."""
    said = reduce(lambda a, b: a.joined(b, ""), [p.attribution for p in head.places])
    for node in head.walk():
        if node.level is Level.POINT:
            named = any(each.has_units for each in node.walk())
            given = said._replace(responsible=()) if named else said
            node.given = node.given or ((given, head.line) if given.names_bodies else None)


def _has_own_units(root: Node) -> bool:
    """Whether units stand in its own text, and not only in titled paragraphs below its heading."""
    titled = _titled(root)
    if len(titled) < 2 or root.paragraphs[0].has_units:
        return root.has_units
    return any(p.has_units and all(p is not each for each in titled) for p in root.paragraphs)


def _bearing(roots: Iterable[Node]) -> Counter[str]:
    """How many nodes of each notation name units."""
    return Counter(n.mark.kind for root in roots for n in root.walk() if n.mark and n.has_units)


def _section(root: Node, bearing: Counter[str]) -> None:
    root.level = Level.SECTION
    for child in root.children:
        _place(child, bearing)
    if root.has_units and not _given_to_all(root):
        root.paragraphs = [*_without_body(root.paragraphs[0]), *root.paragraphs[1:]]
        first = next(at for at, p in enumerate(root.paragraphs) if p.has_units)
        own_line = root.paragraphs[first].is_attribution
        start = 1 if own_line else max(1, _with_heading(root.paragraphs, first))
        root.paragraphs, points = root.paragraphs[:start], unnumbered(root.paragraphs[start:])
        root.children = points + root.children


def _given_to_all(root: Node) -> bool:
    """Whether units stand on lines of their own above points that name none: they are for each."""
    named = [p for p in root.paragraphs if p.has_units]
    alone = all(p.is_attribution for p in named)
    if not (alone and root.children) or any(n.has_units for c in root.children for n in c.walk()):
        return False
    said = [place.attribution for p in named for place in p.places]
    for point in root.walk():
        if point.level is Level.POINT:
            point.given = reduce(lambda one, other: one.joined(other, ""), said), named[0].line
    return True


def _without_body(first: Paragraph) -> list[Paragraph]:
    """A paragraph that begins with a title, as the title and what follows it."""
    end = heading(first.text, first.places[0].start).end if first.has_units else 0
    if not end:
        return [first]
    body = first.text[end:]
    places = [Place(p.start - end, p.end - end, p.attribution) for p in first.places]
    return [
        Paragraph(first.text[:end], first.line, first.newline),
        Paragraph(body, first.line, newline=False, places=places),
    ]


def _with_heading(paragraphs: Sequence[Paragraph], at: int) -> int:
    """The start of a point whose text is paragraph *at*: at a heading line before it, if any."""
    return at - 1 if at > 0 and is_short_heading(paragraphs[at - 1].text) else at


def _place(node: Node, bearing: Counter[str]) -> None:
    """Set the level of a node below a section or a group."""
    if node.has_units or not node.children or not _heads(node, bearing):
        _below(node, Level.POINT, bearing)
        return
    node.level = Level.GROUP
    for child in node.children:
        _place(child, bearing)


def _heads(node: Node, bearing: Counter[str]) -> bool:
    """Whether a node without units of its own, but with nodes below it, is a heading."""
    below = [n for child in node.children for n in child.walk()]
    if any(n.has_units for n in below) or not bearing:
        return True
    own = bearing[node.mark.kind] if node.mark else 0
    return not own or any(bearing[n.mark.kind] > own for n in below if n.mark)


def _below(node: Node, level: Level, bearing: Counter[str]) -> None:
    """Set the level of a point or measure and of all below it."""
    node.level = Level.POINT if node.has_units else level
    for child in node.children:
        _below(child, Level.MEASURE, bearing)
    if len(titled := _titled(node)) > 1:
        start = node.paragraphs.index(titled[0])
        node.paragraphs, points = node.paragraphs[:start], unnumbered(node.paragraphs[start:])
        node.children = points + node.children


def _titled(node: Node) -> list[Paragraph]:
    """The paragraphs below the first that name units behind a lead-in such as ``金融支持：``."""
    named = [p for p in node.paragraphs[1:] if p.has_units]
    titled = [p for p in named if _LEAD_IN.match(masked(p.text)) and p.places[0].start > 0]
    return titled if len(titled) == len(named) else []


def _is_heading_with_units(root: Node) -> bool:
    """Whether units stand at a heading that has no text which could carry them instead."""
    if root.children:
        return len(root.paragraphs) == 1 and root.has_units
    return root.has_units and all(piece.attribution for piece in body(root).pieces)


def unnumbered(paragraphs: Sequence[Paragraph]) -> list[Node]:
    """Paragraphs as points: each that names units, with what belongs to it."""
    nodes: list[Node] = []
    pending: list[Paragraph] = []
    for paragraph in paragraphs:
        if nodes and not pending and paragraph.is_attribution:
            nodes[-1].paragraphs.append(paragraph)
            continue
        pending.append(paragraph)
        if not paragraph.has_units:
            continue
        last = len(pending) - 1
        own = paragraph.is_attribution
        start = _heading_in(pending[:last]) if own and nodes else 0
        start = start if own else _with_heading(pending, last)
        _append(nodes, pending[:start])
        nodes.append(Node(None, pending[start:]))
        pending = []
    _append(nodes, pending)
    return nodes


def _heading_in(paragraphs: Sequence[Paragraph]) -> int:
    """Where among *paragraphs* the first heading stands; 0 where none does."""
    return next((at for at, p in enumerate(paragraphs) if is_short_heading(p.text)), 0)


def _append(nodes: list[Node], paragraphs: Iterable[Paragraph]) -> None:
    """Paragraphs that name nobody: to the point before them, or points of their own."""
    for paragraph in paragraphs:
        if nodes:
            nodes[-1].paragraphs.append(paragraph)
        else:
            nodes.append(Node(None, [paragraph]))
