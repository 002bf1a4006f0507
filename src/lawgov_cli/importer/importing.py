"""A document's text → plan: the steps in order, and the proof that nothing was lost.

The plan prints the text again, line breaks and blanks aside. Should a step ever lose anything,
the text is kept whole instead; and nothing is guessed silently (see :mod:`.doubts`).
"""

from __future__ import annotations

import hashlib
from collections import Counter
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan import Group, Layout, Unit
from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.assembling import HELPED, UNDERTAKEN, Context, Source, assembled
from lawgov_cli.importer.doubts import Doubt, Finding, gathered
from lawgov_cli.importer.fitting import fitted
from lawgov_cli.importer.language.bodies import is_collective
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.legends import legend, legend_words
from lawgov_cli.importer.language.places import places
from lawgov_cli.importer.language.rules import lead_rule, rule_words
from lawgov_cli.importer.language.wording import bare, folded
from lawgov_cli.importer.revision.registry import carried
from lawgov_cli.importer.structure.contents import missing
from lawgov_cli.importer.structure.frame import month_in, other_years, years_in
from lawgov_cli.importer.structure.front import front, issuer_in_title
from lawgov_cli.importer.structure.lines import lines
from lawgov_cli.importer.structure.numbering import blocks, printed
from lawgov_cli.importer.structure.outline import outline
from lawgov_cli.importer.structure.particulars import NO_YEAR, Said, particulars, years
from lawgov_cli.importer.structure.repeats import taken_once
from lawgov_cli.importer.suspicions import Made, suspicions, uncounted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.language.attribution import Attribution
    from lawgov_cli.importer.language.rules import LeadRule
    from lawgov_cli.importer.sources.source import Note
    from lawgov_cli.importer.structure.front import Front
    from lawgov_cli.importer.structure.lines import Line
    from lawgov_cli.importer.structure.numbering import Block

#: So many characters tell a line from others.
_NEAR = 24
_LONGEST_LEGEND = 40


class Summary(NamedTuple):
    """What was found, counted.

    Attributes:
        texts: items in parts that name no unit at all; they are not counted as points.
    """

    sections: int
    groups: int
    points: int
    texts: int
    measures: int
    leads: int
    responsible: int
    deadlines: int


class Imported(NamedTuple):
    """A plan made of a text, what is doubtful about it, and what was found.

    Attributes:
        lines: the line of the text on which each task begins, by id.
        sources: the attributions that each task was given its units by, by id.
    """

    plan: Plan
    doubts: list[Doubt]
    summary: Summary
    lines: dict[str, int]
    sources: dict[str, list[Source]]


def import_text(
    text: str, *, name: str, like: Plan | None = None, said: Said | None = None
) -> Imported:
    """The plan that *text* makes.

    Parameters:
        name: the plan's id; also its title where the text shows none.
        said: what is known of the document besides its text.
        like: a plan whose aliases and groups hold here too, such as last year's.
    """
    said = (said or Said(name))._replace(name=name)
    read = lines(text)
    found = taken_once(blocks(read))
    tree = outline(found)
    before = _named(front(tree.front), said)
    year, _ = years(before, tree.closing, found, said)
    context = Context(year, *_rule(found), {}, {}, {}, _undertakes(found))
    context = context._replace(**_legend(found))
    tasks, layout = fitted([assembled(root, context) for root in tree.roots], before.form)
    plan = particulars(before, tree.closing, found, said)._replace(tasks=tasks, layout=layout)
    plan = _registered(_whole(plan, found))
    if like:
        plan = carried(plan, like)
    doubted = suspicions(Made(plan, read, found, tree, context.lines))
    stated = set(context.ruled.values()) - {UNDERTAKEN, HELPED, context.legend_words}
    findings = [
        *(each for each in doubted if not _is_stated(each, stated, context.legend)),
        *_unsaid(plan, before, said),
        *_noted(said.notes, read),
        *(Finding("contents", block.line, block.text) for block in missing(found)),
        *(Finding("rule", line, "", (words,)) for (line, _), words in context.ruled.items()),
    ]
    return Imported(
        _sealed(plan), gathered(findings), summary(plan), context.lines, context.sources
    )


def _is_stated(finding: Finding, rules: set[str], meant: Mapping[str, Word]) -> bool:
    """Whether the document itself says who leads, or what a sign means, where that was a guess."""
    if finding.code in {"star", "sign"}:
        return finding.about[0] in meant
    return finding.code == "grouped" and bool(rules)


def _legend(found: Sequence[Block]) -> dict[str, Any]:
    """What the document says that signs beside names mean, and its words for it."""
    block = next((block for block in found if legend(block.text)), None)
    text = block.text if block else ""
    return {"legend": legend(text), "legend_words": legend_words(text)[:_LONGEST_LEGEND]}


def _named(before: Front, said: Said) -> Front:
    """*before*, its title printed as it stands where a person gives the document another."""
    if not said.title or said.title == before.title:
        return before
    return before._replace(form=before.form.replace("{title}", before.title))


def _unsaid(plan: Plan, before: Front, said: Said) -> Iterator[Finding]:
    """What the plan must have and nothing says: nothing is invented in its place."""
    if not (before.title or said.title or said.page_title):
        yield Finding("title", 1, "", (plan.title,))
    titled = years_in(said.title or before.title or said.page_title)
    if plan.year == NO_YEAR and not said.year:
        yield Finding("year", 1)
    elif not (said.year or titled or plan.issued):
        yield Finding("year-text", 1, "", (str(plan.year),))
    if plan.issuer and plan.issuer == issuer_in_title(before.title):
        yield Finding("issuer", before.title_line or 1, "", (plan.issuer,))
    lines = "\n".join([*before.notice.values(), before.preamble, plan.closing]).split("\n")
    if not plan.issued and (month := next(filter(None, map(month_in, lines)), "")):
        yield Finding("issued-month", before.title_line or 1, month)
    others = other_years(said.title or before.title or said.page_title)
    if others and not said.year:
        shown = "、".join(f"{year}年" for year in (plan.year, *others))
        yield Finding("year-two", before.title_line or 1, shown, (str(plan.year),))


def _noted(notes: Sequence[Note], read: Sequence[Line]) -> Iterator[Finding]:
    """What the file holds besides its text, each at the line that it belongs to."""
    lines = [(line.number, bare(line.text)) for line in read] if notes else []
    found = {"": 1}
    for note in notes:
        near = bare(note.near)[:_NEAR]
        if near not in found:
            found[near] = next((number for number, text in lines if near in text), 1)
        yield Finding(note.code, found[near], note.shown, note.about)


def summary(plan: Plan) -> Summary:
    """The counts that the command shows."""
    every, silent = list(plan.walk()), uncounted(plan)
    levels = [task.level for task in every]
    return Summary(
        sections=levels.count(Level.SECTION),
        groups=levels.count(Level.GROUP),
        points=levels.count(Level.POINT) - len(silent),
        texts=len(silent),
        measures=levels.count(Level.MEASURE),
        leads=sum(len(task.lead) for task in plan.points),
        responsible=sum(len(task.responsible) for task in plan.points),
        deadlines=sum(bool(task.due) for task in every),
    )


def _rule(found: Sequence[Block]) -> tuple[LeadRule | None, int, str]:
    """The rule about who leads that the text states for all, from which line on, and its words.

    Stated in an attribution, it holds for that one; for those after it where it says so (下同),
    or where it stands in the first.
    """
    for at, block in enumerate(found):
        rule = lead_rule(block.text)
        if rule is None:
            continue
        words = rule_words(block.text)
        stated = [p.attribution.raw for p in places(block.text) if lead_rule(p.attribution.raw)]
        if not stated:
            return rule, 0, words
        if any("下同" in raw for raw in stated) or not any(places(b.text) for b in found[:at]):
            return rule, block.line, words
    return None, 0, ""


def _undertakes(found: Sequence[Block]) -> bool:
    """Whether 承办 is the document's word for who leads: others only help, and nobody leads."""
    said = [each for block in found for each in _attributions(block)]
    helped = any(step.role is Word.SUPPORT for each in said for step in each.steps)
    return helped and not any(each.lead for each in said)


def _attributions(block: Block) -> list[Attribution]:
    if block.row:
        return [block.row.attribution]
    return [place.attribution for place in places(block.text, numbered=block.mark is not None)]


def _registered(plan: Plan) -> Plan:
    """*plan* with every name its tasks mention registered: single bodies, and groups of them.

    Spellings that only look-alike letters tell apart are one body, known by the commonest.
    """
    names = Counter(n for task in plan.walk() for n in (*task.lead, *task.responsible))
    spellings: dict[str, list[str]] = {}
    for name in names:
        spellings.setdefault(folded(name), []).append(name)
    units, groups = {}, {}
    for alike in spellings.values():
        name, *aliases = sorted(alike, key=lambda each: (each != folded(each), -names[each]))
        if is_collective(name):
            groups[name] = Group(name, tuple(aliases))
        else:
            units[name] = Unit(name, tuple(aliases))
    return plan._replace(units=units, groups=groups)


def _whole(plan: Plan, found: Sequence[Block]) -> Plan:
    """*plan* if it prints the text it was made of; else a plan that keeps the text as one."""
    text = printed(found)
    if bare(document_text(plan)) == bare(text):
        return plan
    kept = plan._replace(tasks=(), notice={}, preamble=text.removeprefix("\n"), closing="")
    return kept._replace(layout=Layout(document="{preamble}"))


def _sealed(plan: Plan) -> Plan:
    """*plan* with the checksum of its text; where nobody leads, units report on what names them."""
    tasks = list(plan.walk())
    if any(task.responsible for task in tasks) and not any(task.lead for task in tasks):
        plan = plan._replace(filing=plan.filing._replace(counts="named"))
    digest = hashlib.sha256(document_text(plan).encode("utf-8", "surrogatepass")).hexdigest()
    return plan._replace(text_sha256=digest)
