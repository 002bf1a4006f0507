"""Where the importer guessed, or did not understand: looked for in lines, blocks and the plan."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.doubts import Finding
from lawgov_cli.importer.language.deadlines import (
    deadlines,
    impossible,
    is_unread,
    mentioned,
    overlooked,
    several,
)
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.legends import legend
from lawgov_cli.importer.language.likeness import misprints
from lawgov_cli.importer.language.places import places
from lawgov_cli.importer.language.point_rules import point_rules
from lawgov_cli.importer.language.prose import hinted, prose
from lawgov_cli.importer.language.rules import unread_rule
from lawgov_cli.importer.language.unread import CONTACT, half_brackets, is_run_on, unread
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.naming import doubtful_names
from lawgov_cli.importer.structure.frame import (
    head_parts,
    is_annex,
    is_frame_line,
    is_issue,
    is_page_line,
)
from lawgov_cli.importer.structure.front import names_issuers
from lawgov_cli.importer.structure.texts import is_text, texts_like_points
from lawgov_cli.importer.table_doubts import in_row, is_lost_head, is_lost_row

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.importer.language.attribution import Attribution
    from lawgov_cli.importer.language.marks import Mark
    from lawgov_cli.importer.language.places import Place
    from lawgov_cli.importer.structure.lines import Line
    from lawgov_cli.importer.structure.node import Node
    from lawgov_cli.importer.structure.numbering import Block
    from lawgov_cli.importer.structure.outline import Outline

#: What a document says of itself, in its last provisions.
_PROVISION = re.compile(
    "^本[^，。]{1,8}(?:自|由|从|有效|未尽|与|实施期)|自[^，。]{0,16}起(?:施行|实施|执行)|负责解释|同时废止"
)
#: An attribution without a label or brackets.
_SENTENCE = re.compile("[^：:（(〔［【][^：:]*")
#: More lines than this were wrapped on purpose, not by a slip.
_MANY = 6


class Made(NamedTuple):
    """What was made of a document, and the stages it came through.

    Attributes:
        lines: the lines of the source, those joined among them.
        blocks: the same, cut into blocks.
        at: the line of each task, by id.
    """

    plan: Plan
    lines: Sequence[Line]
    blocks: Sequence[Block]
    document: Outline
    at: Mapping[str, int]


def suspicions(made: Made) -> Iterator[Finding]:
    """Everything about *made* that a person should look at."""
    yield from _joined(made.lines)
    yield from _numbering(made.blocks)
    yield from _said(made.blocks)
    yield from _prose(made)
    yield from _texts(made.document.roots)
    yield from _headings(made.document.roots)
    yield from _shared(made.document.roots)
    yield from _alone(made.document.roots)
    yield from _ruled(made.document)
    yield from _several(made.document.roots)
    yield from doubtful_names(made.plan, made.at)
    yield from _titles(made.plan, made.at)
    yield from _without_units(made.plan, made.at)
    yield from _dates(made)
    yield from _closing(made.plan, made.document.closing)
    yield from _unplaced(made.plan, made.document)


def uncounted(plan: Plan) -> set[str]:
    """The points without units that have no brother with any, in a document that names some."""
    named = {point.id for point in plan.points if _is_named(point)}
    if not named:
        return set()
    headings: dict[str, list[str]] = {}
    for point in plan.points:
        parent = plan.above(point.id)
        headings.setdefault(parent.id if parent else "", []).append(point.id)
    return {
        point for points in headings.values() if not named.intersection(points) for point in points
    }


def _is_named(task: Task) -> bool:
    return bool(task.lead or task.responsible) or any(map(_is_named, task.tasks))


def _joined(lines: Iterable[Line]) -> Iterator[Finding]:
    joined = [(number, line.number) for line in lines for number in line.joined]
    many = len(joined) > _MANY
    for number, first in joined:
        yield Finding("wrapped", number) if many else Finding("joined", number, "", (str(first),))


def _numbering(blocks: Iterable[Block]) -> Iterator[Finding]:
    last: dict[str, Mark] = {}
    for block in blocks:
        mark = block.mark
        if mark is None:
            if is_annex(block.text) and is_frame_line(block.text):
                last = {}  # the first number of its list may stand on its line
            continue
        before = last.get(mark.kind)
        if before and mark.value not in {1, before.value + 1}:
            jump = f"“{before.raw.strip()}”跳到“{mark.raw.strip()}”"
            yield Finding("numbering", block.line, jump)
        last = {kind: m for kind, m in last.items() if m.rank <= mark.rank} | {mark.kind: mark}


def _said(blocks: Iterable[Block]) -> Iterator[Finding]:
    """What was guessed in attributions, and what looks like one and is none."""
    for block in blocks:
        if block.row:
            yield from in_row(block.row, block.line)
        if block.row or is_page_line(block.text) or head_parts(block.text):
            continue
        for place in (found := places(block.text, numbered=block.mark is not None)):
            for note in place.attribution.notes:
                yield Finding(note.code, block.line, note.shown, note.about)
            rest = block.text[place.end :].lstrip("。；; ")
            if is_run_on(rest, block.text[: place.end]):
                yield Finding("run-on", block.line, rest)
        yield from _overseen(block, found)
        yield from (Finding("bracket", block.line, shown) for shown in half_brackets(block.text))


def _overseen(block: Block, found: Sequence[Place]) -> Iterator[Finding]:
    """What of *block* looks like a table, or as if it named bodies, and was not read."""
    if is_lost_head(block.text) and not legend(block.text):
        yield Finding("table-lost", block.line, block.text)
    if is_lost_row(block.text):
        yield Finding("table-unread", block.line, block.text)
    elif legend(block.text):
        return
    elif not any(map(_is_doubted_rule, found)) and (words := unread_rule(block.text)):
        yield Finding("rule-unread", block.line, words)
    elif not names_issuers(block.text):
        spoken = [place.attribution.raw for place in prose(block.text)]
        for words in unread(block.text, [*found, *point_rules(block.text)]):
            if not any(words in raw or raw in words for raw in spoken):
                yield Finding("unread", block.line, words)


def _is_doubted_rule(place: Place) -> bool:
    return any(note.code == "rule-unread" for note in place.attribution.notes)


def _prose(made: Made) -> Iterator[Finding]:
    """Sentences that say who: what was read from them, and those that no point was given."""
    tasks = {task.id: task for task in made.plan.walk()}  # none where they do not print the text
    nodes = [n for root in made.document.roots for n in root.walk() if n.id in tasks]
    named: dict[int, Task] = {}
    for node in nodes:
        task = tasks[node.id]
        named.update((paragraph.line, task) for paragraph in node.paragraphs)
        for paragraph in node.paragraphs:
            for note in (n for place in paragraph.prose for n in place.attribution.notes):
                yield Finding(note.code, paragraph.line, note.shown, note.about)
            if task.level is Level.POINT and not _is_named(task) and not node.row:
                told = any(unread(paragraph.text, paragraph.places)) or point_rules(paragraph.text)
                for words in () if told else hinted(paragraph.text):
                    yield Finding("unread", paragraph.line, words)
    for block in made.blocks:
        read = places(block.text, numbered=block.mark is not None)
        for place in prose(block.text) if not block.row else ():
            apart = all(p.end <= place.start or place.end <= p.start for p in read)
            contact = block.line not in named and CONTACT.search(block.text)
            if (
                apart
                and not contact
                and (code := _differs(place.attribution, named.get(block.line)))
            ):
                yield Finding(code, block.line, place.attribution.raw)


def _differs(said: Attribution, task: Task | None) -> str:
    """How what a sentence says differs from what its *task* was given; empty where it does not."""
    names = {*said.lead, *said.responsible}
    if task is None or names.difference(task.lead, task.responsible):
        return "prose-left"
    helps = {name for step in said.steps if step.role is Word.SUPPORT for name in step.names}
    return "prose-role" if set(said.lead) - set(task.lead) or helps & set(task.lead) else ""


def _texts(roots: Sequence[Node]) -> Iterator[Finding]:
    """Sentences that give a task in a part that nobody reports on, and what may be a task there."""
    for node in texts_like_points(roots):
        word = "部分" if node.level is Level.SECTION else "小节"
        yield Finding("text-kept", node.line, node.paragraphs[0].text, (word,))
    for head in (each for root in roots for each in root.walk() if is_text(each)):
        for paragraph in (p for node in head.walk() if not node.row for p in node.paragraphs):
            for raw in (place.attribution.raw for place in paragraph.places):
                if _SENTENCE.fullmatch(raw):
                    yield Finding("text-units", paragraph.line, raw)


def _headings(roots: Iterable[Node]) -> Iterator[Finding]:
    """Bodies at a heading: those who lead were given to the points below, others stay text."""
    for node in (each for root in roots for each in root.walk() if each.office):
        word = "牵头" if node.office and node.office.lead else "责任"
        yield Finding("head-unit", node.line, node.paragraphs[0].text, (word,))
    for node in (each for root in roots for each in root.walk() if each.passes):
        alone = not any(each.has_units for each in node.walk())
        for place in node.places:
            said = place.attribution
            if alone:
                yield Finding("heading-all", node.line, "、".join((*said.lead, *said.responsible)))
                continue
            if said.lead:
                yield Finding("heading-lead", node.line, "、".join(said.lead))
            if said.responsible:
                yield Finding("heading-units", node.line, "、".join(said.responsible))


def _ruled(document: Outline) -> Iterator[Finding]:
    """Sentences about points: what they gave to which of them, or that they gave nothing."""
    for line, words, nodes in document.ruled:
        if nodes:
            items = "、".join(node.id for node in nodes[:_MANY])
            more = f"等{len(nodes)}项" if len(nodes) > _MANY else "项"
            yield Finding("points", line, words, (f"{items}{more}",))
        else:
            yield Finding("points-unread", line, words)


def _shared(roots: Iterable[Node]) -> Iterator[Finding]:
    """The one attribution behind a last item that was taken for all items: no manner, a guess."""
    shared = [node for root in roots for node in root.walk() if node.tail]
    for node in shared if len(shared) == 1 else ():
        said = [place.attribution for p in node.tail for place in p.places]
        names = [name for each in said for name in (*each.lead, *each.responsible)]
        yield Finding("shared", node.tail[0].line, "、".join(names))


def _alone(roots: Iterable[Node]) -> Iterator[Finding]:
    """What is one's own by its place and may be meant for several: bodies at a heading, or last."""
    for node in (each for root in roots for each in root.walk() if not each.row):
        named = [each for child in node.children for each in child.walk() if each.has_units]
        end = node.last.paragraphs[-1]
        below = end.is_attribution and end is not node.last.paragraphs[0]
        if node.level.is_heading and below and named == [node.last] and len(node.children) > 1:
            yield Finding("last-alone", end.line, end.text)
        point = node.level is Level.POINT and node.children and not (named or node.tail)
        if point and node.has_units and node.mark and node.mark.kind == "cn":
            yield Finding("heading-point", node.line, node.paragraphs[0].text)


def _several(roots: Iterable[Node]) -> Iterator[Finding]:
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


def _titles(plan: Plan, at: Mapping[str, int]) -> Iterator[Finding]:
    everywhere: Counter[str] = Counter()
    for task in plan.walk():
        for text in (bare(task.title), bare(task.text)):
            everywhere.update(text[i : i + 3] for i in range(len(text) - 2))
    for point in plan.points:
        body = "\n".join(bare(text) for text in _body(point))
        for printed, usual in misprints(bare(point.title), body, everywhere):
            yield Finding("misprint", at[point.id], "", (printed, usual))


def _body(point: Task) -> Iterator[str]:
    yield point.text
    for task in point.tasks:
        yield task.title
        yield from _body(task)


def _without_units(plan: Plan, at: Mapping[str, int]) -> Iterator[Finding]:
    """Points that name nobody: provisions on the document itself, and others beside named ones."""
    silent = uncounted(plan)
    for point in plan.points:
        title = point.title or point.text
        shown = f"{nth(point.id)}“{title[:20]}”"
        if _is_named(point):
            continue
        if _PROVISION.search(f"{title}{point.text}"):
            form = plan.layout.point.replace("\n", "\\n")
            also = "" if point.form else f', 再写上 form: "{form}"'
            yield Finding("provision", at[point.id], shown, (also,))
        elif point.id not in silent:
            yield Finding("no-units", at[point.id], shown)


def _dates(made: Made) -> Iterator[Finding]:
    """Deadlines that were not understood, or lie before the day of issue."""
    rows = {node.id for root in made.document.roots for node in root.walk() if node.row}
    plan, at = made.plan, made.at
    for task in plan.walk():
        if task.due_words and not task.due and is_unread(task.due_words, plan.year):
            yield Finding("date-unread", at[task.id], f"{nth(task.id)}“{task.due_words}”")
        if task.due and several(task.due_words, plan.year):
            yield Finding("date-several", at[task.id], f"{nth(task.id)}“{task.due_words}”")
        if words := _overlooked(task, plan.year, rows):
            yield Finding("date-text", at[task.id], f"{nth(task.id)}“{'；'.join(words)}”")
        if words := impossible(f"{task.title}\n{task.text}", plan.year):
            yield Finding("date-impossible", at[task.id], f"{nth(task.id)}“{'；'.join(words)}”")
        if words := _competing(task, plan.year):
            yield Finding("date-prose", at[task.id], f"{nth(task.id)}“{'；'.join(words)}”")
        if task.due and plan.issued and task.due < plan.issued:
            shown = f"{nth(task.id)}“{task.due_words}”({long_date(task.due)})"
            yield Finding("date-early", at[task.id], shown, (long_date(plan.issued),))


def _overlooked(task: Task, year: int, rows: Container[str]) -> list[str]:
    """What prose says of time, where no label says it; columns of a row are told as such."""
    text = task.title if task.id in rows else f"{task.title}\n{task.text}"
    prose = task.level in {Level.POINT, Level.MEASURE} and task.due_words in text
    return overlooked(text, year) if prose else []


def _competing(task: Task, year: int) -> list[str]:
    """The deadlines in the prose of *task*, where its own was one of several."""
    below = (measure.text for measure in task.tasks if not measure.due)
    texts = (task.title, task.text, *below)
    found = {each.words: each.due for text in texts for each in deadlines(text, year)}
    several = task.due_words in found and len(set(found.values())) > 1
    return list(found) if several else []


def _closing(plan: Plan, closing: Sequence[Block]) -> Iterator[Finding]:
    """Prose behind the last task, and the dates in it."""
    for block in closing:
        if is_annex(block.text):
            return
        if is_frame_line(block.text) or is_issue(block.text) or "。" not in block.text:
            continue
        yield Finding("closing", block.line)
        if CONTACT.search(block.text):
            continue
        for words, day in mentioned(block.text, plan.year):
            said = f"{words}({long_date(day)})" if day else words
            yield Finding("date-closing", block.line, said)


def _unplaced(plan: Plan, document: Outline) -> Iterator[Finding]:
    if "other" in plan.notice and document.front:
        shown = plan.notice["other"].split("\n")[0][:20]
        line = next((b.line for b in document.front if b.text.startswith(shown)), 1)
        yield Finding("unplaced", line, shown)
    annexes = [at for at, block in enumerate(document.closing) if is_annex(block.text)]
    annex = next((b for b in document.closing[annexes[0] :] if b.mark), None) if annexes else None
    if annex:
        yield Finding("annex", annex.line)
    if not plan.tasks:
        yield Finding("nothing", 1)
