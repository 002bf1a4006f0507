"""Where the importer guessed, or did not understand: looked for in lines, blocks and the plan."""

from __future__ import annotations

import re
from collections import Counter
from itertools import dropwhile
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.date_doubts import doubtful_dates
from lawgov_cli.importer.doubts import Finding
from lawgov_cli.importer.language.deadlines import (
    mentioned,
)
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.legends import legend
from lawgov_cli.importer.language.likeness import misprints
from lawgov_cli.importer.language.places import places
from lawgov_cli.importer.language.point_rules import point_rules
from lawgov_cli.importer.language.prose import hinted, prose_beside
from lawgov_cli.importer.language.rolls import is_form_line, is_roll
from lawgov_cli.importer.language.rules import lead_rule, unread_rule
from lawgov_cli.importer.language.unread import CONTACT, half_brackets, is_run_on, unread
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.naming import doubtful_names
from lawgov_cli.importer.structure.frame import (
    day_in,
    is_annex,
    is_frame_line,
    is_issue,
    is_page_line,
    says_of_document,
)
from lawgov_cli.importer.structure.front import names_issuers
from lawgov_cli.importer.structure.item_labels import guessed
from lawgov_cli.importer.structure.texts import is_text, texts_like_points
from lawgov_cli.importer.table_doubts import (
    alike,
    in_row,
    is_lost_head,
    is_lost_row,
    kept_columns,
    named_again,
)
from lawgov_cli.importer.tree_doubts import (
    below_last,
    headings,
    same_titles,
    several_places,
    shared,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

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
#: The title of a notice, the bodies that issue it before it.
_NOTICE = re.compile("关于[^。；]{4,80}的(?:通知|意见|决定|通告|公告|批复|函|报告)$")
_PROSE = re.compile("[，。]")
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
    yield from (Finding("item-label", *label, label[1:]) for label in guessed(made.blocks))
    yield from same_titles(made.document.roots)
    around = {b.line for b in (*made.document.front, *made.document.closing)}
    forms = {b.line for b in made.blocks if b.line in around and is_form_line(b.text)}
    led = _led(made.document.roots)
    for finding in _said(block for block in made.blocks if block.line not in forms):
        if finding.code != "grouped" or finding.line not in led:
            yield finding
    yield from _prose(made)
    yield from _texts(made.document.roots)
    yield from headings(made.document.roots)
    yield from shared(made.document.roots)
    yield from below_last(made.document.roots)
    yield from _ruled(made.document)
    rows = ((block.row, block.line) for block in made.blocks if block.row)
    yield from kept_columns(rows, made.plan.year)
    yield from named_again(made.document.roots, made.plan)
    yield from alike(made.plan, made.at)
    yield from several_places(made.document.roots)
    yield from doubtful_names(made.plan, made.at)
    yield from _titles(made.plan, made.at)
    yield from _without_units(made.plan, made.at)
    yield from doubtful_dates(made.plan, made.document.roots, made.at)
    yield from _closing(made.plan, made.document.closing)
    yield from _unplaced(made.plan, made.document)


def _led(roots: Sequence[Node]) -> set[int]:
    """The lines that only say who does an item, where one of them says who leads it."""
    found: set[int] = set()
    for node in (each for root in roots for each in root.walk()):
        alone = [p for p in node.paragraphs if p.is_attribution]
        if any(place.attribution.lead for p in alone for place in p.places):
            found |= {p.line for p in alone}
    return found


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
    wrapped = (line for line in lines if not line.title)  # a title is often set on several
    joined = [(number, line.number) for line in wrapped for number in line.joined]
    many = len(joined) > _MANY
    for number, first in joined:
        yield Finding("wrapped", number) if many else Finding("joined", number, "", (str(first),))


def _numbering(blocks: Iterable[Block]) -> Iterator[Finding]:
    last: dict[str, Mark] = {}
    for block in blocks:
        mark = block.mark
        last = {} if is_annex(block.text) else last  # what it lists has numbers of its own
        if mark is None:
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
        if block.row or is_page_line(block.text) or says_of_document(block.text):
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
    elif legend(block.text) or (block.mark is None and is_roll(block.text)):
        return
    elif not any(map(_is_doubted_rule, found)) and (words := unread_rule(block.text)):
        yield Finding("rule-unread", block.line, words)
    elif not (names_issuers(block.text) or _NOTICE.search(block.text)):
        taken = [(place.start, place.end) for place in found]
        taken += [(rule.start, rule.end) for rule in point_rules(block.text)]
        beside = prose_beside(block.text, taken, numbered=False)
        spoken = [place.attribution.raw for place in beside]
        for words in unread(block.text, [*found, *point_rules(block.text)]):
            told = lead_rule(words) or any(words in raw or raw in words for raw in spoken)
            if not told:
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
        for at, paragraph in enumerate(node.paragraphs):
            for note in (n for place in paragraph.prose for n in place.attribution.notes):
                yield Finding(note.code, paragraph.line, note.shown, note.about)
            if task.level is Level.POINT and not _is_named(task) and not node.row:
                told = any(unread(paragraph.text, paragraph.places)) or point_rules(paragraph.text)
                titled = node.mark is not None and not at
                for words in () if told else hinted(paragraph.text, numbered=titled):
                    yield Finding("unread", paragraph.line, words)
    for block in made.blocks:
        if block.row or (block.line not in named and CONTACT.search(block.text)):
            continue
        taken = [(p.start, p.end) for p in places(block.text, numbered=block.mark is not None)]
        taken += [(rule.start, rule.end) for rule in point_rules(block.text)]
        for place in prose_beside(block.text, taken, numbered=block.mark is not None):
            raw = place.attribution.raw
            code = _differs(place.attribution, named.get(block.line))
            if code and not lead_rule(raw):
                yield Finding(code, block.line, raw)


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


def _ruled(document: Outline) -> Iterator[Finding]:
    """Sentences about points: what they gave to which of them, or that they gave nothing."""
    for line, words, nodes in document.ruled:
        if nodes:
            items = "、".join(node.id for node in nodes[:_MANY])
            more = f"等{len(nodes)}项" if len(nodes) > _MANY else "项"
            yield Finding("points", line, words, (f"{items}{more}",))
        else:
            yield Finding("points-unread", line, words)


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


def _closing(plan: Plan, closing: Sequence[Block]) -> Iterator[Finding]:
    """Prose behind the last task, and the dates in it."""
    for block in closing:
        if is_annex(block.text):
            return
        if is_frame_line(block.text) or is_issue(block.text) or "。" not in block.text:
            continue
        dates = [] if CONTACT.search(block.text) else mentioned(block.text, plan.year)
        shown = "、".join(f"{words}({long_date(day)})" if day else words for words, day in dates)
        yield Finding("date-closing" if shown else "closing", block.line, shown)


def _unplaced(plan: Plan, document: Outline) -> Iterator[Finding]:
    if "other" in plan.notice and document.front and not lead_rule(plan.notice["other"]):
        shown = plan.notice["other"].split("\n")[0][:20]
        line = next((b.line for b in document.front if b.text.startswith(shown)), 1)
        yield Finding("unplaced", line, shown)
    for block in document.front if not plan.issued else ():
        said = _PROSE.search(block.text) or is_form_line(block.text)
        if not said and day_in(block.text):
            yield Finding("day-unread", block.line, block.text)
    annexes = [at for at, block in enumerate(document.closing) if is_annex(block.text)]
    below = document.closing[annexes[0] + 1 :] if annexes else []
    listed = dropwhile(lambda each: each.mark and "。" not in each.text, below)
    annex = next((block for block in listed if block.mark), None)
    if annex:
        yield Finding("annex", annex.line)
    if not plan.tasks:
        yield Finding("nothing", 1)
