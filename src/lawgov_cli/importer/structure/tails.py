"""An attribution behind the last of several items that is meant for all of them.

``1.标题`` ``（1）…`` ``（2）…`` ``（责任单位：A）``: the brackets belong to 1, not to （2）.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.places import Place
from lawgov_cli.importer.language.point_rules import point_rules
from lawgov_cli.importer.language.prose import prose
from lawgov_cli.importer.structure.node import Node, Paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence


def share_tails(roots: Sequence[Node]) -> None:
    """Give each node below *roots* the attribution that stands behind its last child for all."""
    nodes = [node for root in roots for node in root.walk()]
    bearing = Counter(node.mark.kind for node in nodes if node.mark and node.has_units)
    found = [node for node in nodes if _may_share(node)]
    kinds = Counter(_kind(node.last) for node in found)
    many = {_kind(node.last) for node in found if len(node.children) > 2}
    for node in found:
        if not _may_share(node):  # the same end was given to a node above or below it
            continue
        kind = _kind(node.last)
        alone = node.last.paragraphs[-1].is_attribution and bearing[_kind(node)] > 0
        always = bearing[kind] == kinds[kind] and (kinds[kind] > 1 or kind in many or alone)
        if always or bearing[_kind(node)] > bearing[kind]:
            node.tail = _taken(node.last.paragraphs)


def _kind(node: Node) -> str:
    return node.mark.kind if node.mark else ""


def _may_share(node: Node) -> bool:
    """Whether of all that lies below *node* only the very end names units."""
    if node.has_units or node.office or len(node.children) < 2:
        return False
    if node.last.row or _says_who(node):
        return False
    named = [n for child in node.children for n in child.walk() if n.has_units]
    end = node.last.paragraphs
    start = _tail_start(end)
    return (
        named == [node.last]
        and not any(p.has_units for p in end[: min(start, len(end) - 1)])
        and (start < len(end) or _ends_with_units(end[-1]))
        and (start > 0 or end[-1].places[0].start > 0)
    )


def _says_who(node: Node) -> bool:
    """Whether a sentence below *node*, but in the last item, says who does it: it has its own."""
    others = (below for below in node.walk() if below is not node.last)
    return any(prose(p.text) or point_rules(p.text) for below in others for p in below.paragraphs)


def _tail_start(paragraphs: Sequence[Paragraph]) -> int:
    """Where the attributions on lines of their own begin that end *paragraphs*."""
    start = len(paragraphs)
    while start and paragraphs[start - 1].is_attribution:
        start -= 1
    return start


def _ends_with_units(paragraph: Paragraph) -> bool:
    return len(paragraph.places) == 1 and paragraph.places[0].end == len(paragraph.text)


def _taken(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The attributions at the end of *paragraphs*, taken from them."""
    start = _tail_start(paragraphs)
    if start < len(paragraphs):
        tail = paragraphs[start:]
        del paragraphs[start:]
        return tail
    last = paragraphs[-1]
    place = last.places[0]
    taken = Paragraph(last.text[place.start :], last.line, newline=False)
    taken.places = [Place(0, len(taken.text), place.attribution)]
    last.text, last.places = last.text[: place.start], []
    return [taken]
