"""A document's text → plan: the steps in order, and the proof that nothing was lost.

The plan prints the text again, line breaks and blanks aside. Where a step would lose anything,
the text is kept whole instead; nothing is guessed silently (see :mod:`.doubts`).
"""

from __future__ import annotations

import hashlib
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.document.assembling import Context, assembled
from lawgov_cli.document.attribution import lead_rule
from lawgov_cli.document.fitting import fitted
from lawgov_cli.document.frame import (
    Front,
    closing_at,
    day_in,
    front,
    is_annex,
    is_date,
    is_issue,
    is_short_heading,
    is_signature,
    is_title,
    number_in,
    years_in,
)
from lawgov_cli.document.identity import number_nodes
from lawgov_cli.document.levels import assign_levels, unnumbered
from lawgov_cli.document.lines import lines
from lawgov_cli.document.names import is_collective
from lawgov_cli.document.numbering import blocks
from lawgov_cli.document.places import places
from lawgov_cli.document.printing import document_text
from lawgov_cli.document.tree import Document, Node, Paragraph, Part, grow, paragraph
from lawgov_cli.document.wording import bare
from lawgov_cli.model import Group, Layout, Level, Plan, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.document.attribution import LeadRule
    from lawgov_cli.document.numbering import Block
    from lawgov_cli.model import Task

#: The year of a plan whose text names none.
_NO_YEAR = 2000
_ID = re.compile(r"[^0-9A-Za-z.\-]+")
_ISSUER = re.compile("(?P<issuer>.{2,40}?)关于")


class Summary(NamedTuple):
    """What was found, counted."""

    sections: int
    groups: int
    points: int
    measures: int
    leads: int
    responsible: int
    deadlines: int


class Imported(NamedTuple):
    """A plan made of a text, and for each task the line of the text it begins on."""

    plan: Plan
    lines: dict[str, int]
    summary: Summary


def import_text(text: str, *, name: str) -> Imported:
    """The plan that *text* makes.

    Parameters:
        name: the plan's id; also its title where the text shows none.
    """
    found = blocks(lines(text))
    document = grow(found)
    if not document.parts:
        document = _without_numbers(document)
    before = front(document.front)
    roots = list(_roots(document))
    number_nodes(roots)
    context = Context(_year(before, found)[0], *_rule(found), {})
    made = [assembled(root, context) for root in roots]
    tasks, layout = fitted(made, before.form)
    plan = _plan(before, document, found, name)._replace(tasks=tasks, layout=layout)
    plan = _whole(_registered(plan), found)
    return Imported(_sealed(plan), context.lines, summary(plan))


def summary(plan: Plan) -> Summary:
    """The counts that the command shows."""
    every = list(plan.walk())
    levels = [task.level for task in every]
    return Summary(
        *(levels.count(level) for level in Level),
        leads=sum(len(task.lead) for task in plan.points),
        responsible=sum(len(task.responsible) for task in plan.points),
        deadlines=sum(bool(task.due) for task in every),
    )


def source_text(found: Sequence[Block]) -> str:
    """The text as it was read: wrapped lines joined, empty lines gone."""
    printed = (f"{block.mark.raw if block.mark else ''}{block.text}" for block in found)
    return "".join(f"\n{t}" if b.newline else t for t, b in zip(printed, found, strict=True))[1:]


def _without_numbers(document: Document) -> Document:
    """A document without numbering: its paragraphs that name units are its points."""
    paragraphs = [paragraph(block) for block in document.front]
    named = [at for at, p in enumerate(paragraphs) if p.has_units]
    if not named:
        return document
    start = named[0]
    if paragraphs[start].is_attribution:
        start = max(start - 1, 0)
    if start and is_short_heading(paragraphs[start - 1].text) and start > 1:
        start -= 1
    end = len(paragraphs)
    tail = closing_at([p.text for p in paragraphs[named[-1] + 1 :]])
    end = named[-1] + 1 + tail
    nodes = unnumbered(paragraphs[start:end])
    return Document(document.front[:start], [Part([], nodes, [])], document.front[end:])


def _roots(document: Document) -> Iterator[Node]:
    """The nodes of all parts, a part's heading before them; levels set."""
    for part in document.parts:
        assign_levels(part.roots)
        if not part.heading:
            yield from part.roots
            continue
        head = _part_heading(part.heading)
        flat = all(root.level is Level.POINT for root in part.roots)
        if flat:
            head.children += part.roots
        yield head
        if not flat:
            yield from part.roots


def _part_heading(lines: Sequence[Block]) -> Node:
    """The lines above a new numbering as a section without a number, its title the last title."""
    texts = [f"{block.mark.raw if block.mark else ''}{block.text}" for block in lines]
    found = [
        Paragraph(text, block.line, block.newline) for text, block in zip(texts, lines, strict=True)
    ]
    titles = [at for at, text in enumerate(texts) if is_title(text) or is_annex(text)]
    at = titles[-1] if titles else 0
    if not at:
        return Node(None, found, level=Level.SECTION)
    node = Node(None, [found[at]], level=Level.SECTION, before=found[:at])
    node.children = [Node(None, [p], level=Level.MEASURE) for p in found[at + 1 :]]
    return node


def _rule(found: Sequence[Block]) -> tuple[LeadRule | None, int]:
    """The rule about who leads that the text states for all, and the line from which it holds.

    Stated in an attribution, it holds for that one; for those after it where it says so (下同),
    or where it stands in the first.
    """
    for at, block in enumerate(found):
        rule = lead_rule(block.text)
        if rule is None:
            continue
        stated = [p.attribution.raw for p in places(block.text) if lead_rule(p.attribution.raw)]
        if not stated:
            return rule, 0
        if any("下同" in raw for raw in stated) or not any(places(b.text) for b in found[:at]):
            return rule, block.line
    return None, 0


def _year(before: Front, found: Sequence[Block]) -> tuple[int, int]:
    """The years the plan is for: those its title names, else the year it was issued."""
    titled = years_in(before.title)
    if titled:
        return titled
    day = _issued(found)
    if day:
        return day.year, day.year
    for block in found:
        years = years_in(block.text)
        if years:
            return years
    return _NO_YEAR, _NO_YEAR


def _plan(before: Front, document: Document, found: Sequence[Block], name: str) -> Plan:
    """The plan without its tasks."""
    first, last = _year(before, found)
    closing = "".join(
        f"\n{block.mark.raw if block.mark else ''}{block.text}" for block in document.closing
    )
    around = [*before.notice.values(), *(block.text for block in document.closing)]
    return Plan(
        id=_ID.sub("-", name).strip("-") or "plan",
        title=before.title or name,
        year=first,
        tasks=(),
        units={},
        groups={},
        starts=date(first, 1, 1),
        ends=date(last, 12, 31),
        issuer=_issuer(before, document.closing),
        number=next(filter(None, map(number_in, around)), ""),
        issued=_issued(found),
        notice=before.notice,
        preamble=before.preamble,
        closing=closing,
    )


def _issued(found: Sequence[Block]) -> date | None:
    """The day that stands on a line of its own, or ends the line that names the issuer."""
    dates = [
        block.text
        for block in found
        if block.mark is None and (is_date(block.text) or is_issue(block.text))
    ]
    return next(filter(None, map(day_in, dates)), None)


def _issuer(before: Front, closing: Sequence[Block]) -> str:
    if "issuer" in before.notice:
        return before.notice["issuer"].split("\n")[0]
    signed = [block.text for block in closing if is_signature(block.text)]
    if signed:
        return signed[0]
    match = _ISSUER.match(before.notice.get("heading", before.title))
    return match["issuer"] if match else ""


def _registered(plan: Plan) -> Plan:
    """*plan* with every name its tasks mention registered: single bodies, and groups of them."""
    names = dict.fromkeys(n for task in plan.walk() for n in (*task.lead, *task.responsible))
    units = {name: Unit(name) for name in names if not is_collective(name)}
    groups = {name: Group(name) for name in names if is_collective(name)}
    return plan._replace(units=units, groups=groups)


def _whole(plan: Plan, found: Sequence[Block]) -> Plan:
    """*plan* if it prints the text it was made of; else a plan that keeps the text as one."""
    text = source_text(found)
    if bare(document_text(plan)) == bare(text):
        return plan
    layout = Layout(document="{preamble}")
    return plan._replace(
        tasks=(), units={}, groups={}, notice={}, preamble=text, closing="", layout=layout
    )


def _sealed(plan: Plan) -> Plan:
    digest = hashlib.sha256(document_text(plan).encode("utf-8", "surrogatepass")).hexdigest()
    return plan._replace(text_sha256=digest)
