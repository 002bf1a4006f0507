"""What was guessed of bodies that stand at a heading, or behind the last of several items."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.doubts import Finding
from lawgov_cli.importer.structure.body import body
from lawgov_cli.importer.structure.levels import counting_on

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.importer.structure.node import Node

_COLONS = ("：", ":")


def headings(roots: Sequence[Node]) -> Iterator[Finding]:
    """Bodies at a heading: those who lead were given to the points below, others stay text."""
    for node in (each for root in roots for each in root.walk() if each.office):
        word = "牵头" if node.office and node.office.lead else "责任"
        yield Finding("head-unit", node.line, node.paragraphs[0].text, (word,))
    for node in (each for root in roots for each in root.walk() if each.passes):
        for place in node.places:
            said = place.attribution
            if said.lead:
                yield Finding("heading-lead", node.line, "、".join(said.lead))
            if said.responsible:
                given = any(each.given and each.given[0].responsible for each in node.walk())
                code = "heading-given" if given else "heading-units"
                yield Finding(code, node.line, "、".join(said.responsible))
    for node in (each for root in roots for each in root.walk() if each.level.is_heading):
        for words in filter(None, (place.attribution.deadline for place in node.places)):
            yield Finding("date-heading", node.line, words)
    every = [node for root in roots for node in root.walk() if node.mark]
    kinds = {n.mark.kind for n in every if n.mark and n.level is Level.POINT}
    kinds |= counting_on(n for n in every if n.has_units and not _named_below(n))
    for node in every:
        below = {n.mark.kind for n in node.children if n.mark and n.level is Level.MEASURE}
        if node.level is Level.POINT and node.has_units and below & kinds:
            yield Finding("heading-point", node.line, node.paragraphs[0].text)


def _named_below(node: Node) -> bool:
    return any(each.has_units for child in node.children for each in child.walk())


def shared(roots: Iterable[Node]) -> Iterator[Finding]:
    """Attributions behind a last item that were taken for all items.

    Brackets behind it are a manner where there are several; one, or a label on a line, is a guess.
    Behind words that announce the items (工作措施：) it is none.
    """
    found = [node for root in roots for node in root.walk() if node.tail]
    found = [node for node in found if not node.paragraphs[-1].text.endswith(("：", ":"))]
    lines = [node for node in found if node.tail[0].text[0] not in "（(〔［["]
    for node in found if len(found) == 1 else lines:
        said = [place.attribution for p in node.tail for place in p.places]
        names = [name for each in said for name in (*each.lead, *each.responsible)]
        yield Finding("shared", node.tail[0].line, "、".join(names))


def below_last(roots: Iterable[Node]) -> Iterator[Finding]:
    """Attributions on a line below the last of several points, and of these the only ones."""
    for node in (each for root in roots for each in root.walk() if each.level.is_heading):
        named = [each for child in node.children for each in child.walk() if each.has_units]
        own, *others = node.last.paragraphs
        alone = named == [node.last] and len(node.children) > 1 and not own.has_units
        if alone and others and others[-1].is_attribution:
            yield Finding("last-alone", others[-1].line, others[-1].text)


def same_titles(roots: Iterable[Node]) -> Iterator[Finding]:
    """The points with one title, which a colon ended: perhaps it is a label."""
    points = [n for r in roots for n in r.walk() if n.level is Level.POINT and not n.row]
    named = [
        (node.line, parts.title) for node in points if (parts := body(node)).after[:1] in _COLONS
    ]
    counts = Counter(title for _, title in named)
    yield from (Finding("same-title", *each, each[1:]) for each in named if counts[each[1]] > 1)


def several_places(roots: Iterable[Node]) -> Iterator[Finding]:
    """Nodes whose paragraphs name units in several places: perhaps they are several tasks."""
    for node in (each for root in roots for each in root.walk() if not each.passes):
        groups: list[list[str]] = []
        before = None
        for paragraph in node.paragraphs:
            said = [place.attribution for place in paragraph.places]
            names = [name for each in said for name in (*each.lead, *each.responsible)]
            if not (before and before.is_attribution and paragraph.is_attribution):
                groups.append([])
            groups[-1] += names
            before = paragraph
        if sum(map(bool, groups)) > 1:
            shown = "；".join("、".join(group[:2]) for group in groups if group)
            yield Finding("several", node.line, shown)
