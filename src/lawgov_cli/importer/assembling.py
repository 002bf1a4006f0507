"""Nodes → tasks: every character of a node goes into one field or one form.

A point's own text becomes measures, one for each sentence; where it names units several times,
each sentence carries the units named behind it, and the point carries them all.
"""

from __future__ import annotations

import re
from functools import reduce
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan import Task
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.grid import Kind
from lawgov_cli.importer.language.attribution import Attribution
from lawgov_cli.importer.language.deadlines import deadlines, stated
from lawgov_cli.importer.language.legends import signed
from lawgov_cli.importer.language.rules import lead_rule, rule_words
from lawgov_cli.importer.rowtasks import row_measure, row_task
from lawgov_cli.importer.structure.body import Body, Piece, body, tail_piece

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from lawgov_cli.importer.language.labels import Word
    from lawgov_cli.importer.language.rules import LeadRule
    from lawgov_cli.importer.structure.node import Node
    from lawgov_cli.importer.structure.rows import Row

#: The rules that no document needs to state.
UNDERTAKEN = "承办、经办的与协办、配合的并列"
HELPED = "一个单位负责、其余的配合"
_LEAD_IN = re.compile("[^，。；：:{}]{2,12}[：:]")


class Source(NamedTuple):
    """An attribution that gave a task its units: where, what it says, by which rule who leads."""

    line: int
    said: Attribution
    rule: str
    leads: tuple[str, ...]


class Context(NamedTuple):
    """What assembling needs to know of the whole document.

    Attributes:
        year: the year meant by dates without one.
        rule: the rule about who leads where several are responsible, if the text states one.
        since: the line from which it holds.
        words: the rule's own words.
        lines: filled with the line of each task, by id.
        sources: filled with what each task's units were read from, by id.
        ruled: filled with the words of the rule, for each attribution that it changed.
        legend: what signs beside names mean; ``legend_words``: where the text says so.
        undertakes: whether 承办 says who leads throughout.
    """

    year: int
    rule: LeadRule | None
    since: int
    words: str
    lines: dict[str, int]
    ruled: dict[tuple[int, str], str]
    sources: dict[str, list[Source]]
    undertakes: bool = False
    legend: Mapping[str, Word] = {}
    legend_words: str = ""

    def units(self, piece: Piece, task: str) -> Attribution:
        """What an attribution of *task* says, by the rule that holds where it stands."""
        said = piece.attribution or Attribution("")
        own = lead_rule(said.raw)
        rule = own or (self.rule if piece.line >= self.since else None)
        readings = (
            (signed(said, self.legend), self.legend_words),
            (said.under(rule), rule_words(said.raw) if own else self.words),
            (said.undertaken(always=self.undertakes), UNDERTAKEN),
            (said.helped(), HELPED),
        )
        ruled, words = next((each for each in readings if each[0] is not said), (said, ""))
        if ruled is not said:
            self.ruled[piece.line, said.raw] = words
        self.sources.setdefault(task, []).append(Source(piece.line, said, words, ruled.lead))
        return ruled


def assembled(node: Node, context: Context) -> Task:
    """The task that *node* and all below it make; every form its own, units as printed."""
    context.lines[node.id] = node.line
    if node.row or node.spans:
        made = _from_table(node, context)
        return _ruled(made, *node.ruled, context) if node.ruled else made
    parts = body(node)
    if node.level.is_heading:
        made = _heading(node, parts)
    elif node.level is Level.POINT and not node.children:
        made = _leaf_point(node, parts, context)
    else:
        made = _parent(node, parts, context)
    if node.listed:
        made = _ruled(made, node.listed.said, node.listed.line, context)
    if node.ruled:
        made = _ruled(made, *node.ruled, context)
    if node.given and not made.lead:
        made = _given(made, *node.given, context)
    return made._replace(tasks=(*made.tasks, *(assembled(n, context) for n in node.children)))


def _given(made: Task, said: Attribution, line: int, context: Context) -> Task:
    """*made* with what is said once above it; its own responsible bodies stay its own."""
    given = context.units(Piece("", newline=False, line=line, attribution=said), made.id)
    if not made.responsible:
        return made._replace(lead=given.lead, responsible=given.responsible, printed_units="")
    others = tuple(name for name in made.responsible if name not in given.lead)
    return made._replace(lead=given.lead, responsible=others)


def _ruled(made: Task, said: Attribution, line: int, context: Context) -> Task:
    """*made* with what a sentence elsewhere says of it, beside what it says itself."""
    given = context.units(Piece("", newline=False, line=line, attribution=said), made.id)
    lead = made.lead or given.lead
    every = dict.fromkeys((*made.responsible, *given.lead, *given.responsible))
    printed = made.printed_units if made.lead or made.responsible else ""
    others = tuple(name for name in every if name not in lead)
    made = made._replace(lead=lead, responsible=others, printed_units=printed)
    return _dated(made, _stated(given, context.year) or (made.due, made.due_words))


def _from_table(node: Node, context: Context) -> Task:
    """The task that a row makes, or a cell that spans rows (it is printed in each of them)."""
    below = tuple(assembled(child, context) for child in node.children)
    if node.row is None:
        label = node.mark.label if node.mark else ""
        title = node.paragraphs[0].text
        return Task(node.id, node.level, label, title, form="{tasks}", tasks=below)
    if node.rows:
        return _from_rows(node, [node.row, *node.rows], context)
    made = row_task(node, node.row)
    above = "".join(f"\n{line}" for line in node.above)
    behind = "".join(f"\n{line}" for line in node.below)
    made = made._replace(form=f"{above}\n{made.form}{behind}", tasks=(*made.tasks, *below))
    for measure in made.tasks:
        context.lines.setdefault(measure.id, node.line)
    if not node.row.holds:
        return made
    own = Piece("", newline=False, line=node.line, attribution=_with_also(node.row, node.also))
    said = context.units(own, node.id)
    made = made._replace(lead=said.lead, responsible=said.responsible)
    texts = (made.title, *(task.text for task in made.tasks))
    return _dated(made, _stated(said, context.year) or _due(texts, context.year))


def _with_also(row: Row, also: Sequence[Attribution]) -> Attribution:
    """What a row says, and what those below it add: each of them may name a day."""
    whole = reduce(lambda a, b: a.joined(b, ""), also, row.attribution)
    days = filter(None, (said.deadline for said in (row.attribution, *also)))
    return whole._replace(deadline="；".join(dict.fromkeys(days)))


def _from_rows(node: Node, rows: Sequence[Row], context: Context) -> Task:
    """The task that several rows are about: each makes a measure, with bodies and days its own."""
    measures: list[Task] = []
    found = [
        context.units(Piece("", newline=False, line=node.line, attribution=said), node.id)
        for said in node.also
    ]
    for row, printed in zip(rows, node.paragraphs, strict=True):
        made = row_measure(f"{node.id}.{len(measures) + 1}", printed.text, row)
        own = Piece("", newline=False, line=printed.line, attribution=row.attribution)
        said = context.units(own, made.id)
        found.append(context.units(own, node.id))
        made = made._replace(lead=said.lead, responsible=said.responsible)
        texts = (made.text, *(task.text for task in made.tasks))
        measures.append(_dated(made, _stated(said, context.year) or _due(texts, context.year)))
        context.lines.update((each.id, printed.line) for each in (made, *made.tasks))
    lines = ["".join(f"\n{line}" for line in side) for side in (node.above, node.below)]
    label = node.mark.label if node.mark else ""
    whole = Task(node.id, node.level, label, rows[0].value(Kind.TITLE))
    whole = _union(whole, found, context.year)._replace(printed_units="", tasks=tuple(measures))
    days = {(measure.due, measure.due_words) for measure in measures}
    due = days.pop() if len(days) == 1 else (None, "")
    return _dated(whole._replace(form=f"{lines[0]}{{tasks}}{lines[1]}"), due)


def _form(node: Node, parts: Body) -> str:
    """The beginning of a node's form: label, title and what is printed around them."""
    newline = "\n" if node.paragraphs[0].newline else ""
    label = node.mark.form if node.mark else ""
    return f"{newline}{label}{{title}}{parts.after}"


def _task(node: Node, parts: Body, form: str) -> Task:
    label = node.mark.label if node.mark else ""
    return Task(node.id, node.level, label, parts.title, form=form)


def _break(pieces: Sequence[Piece]) -> str:
    """The line break before *pieces*, where there is one."""
    return "\n" if pieces and pieces[0].newline else ""


def _text(pieces: Sequence[Piece]) -> str:
    """*pieces* as one text, without the line break before them."""
    return "".join(piece.printed for piece in pieces).removeprefix(_break(pieces))


def _heading(node: Node, parts: Body) -> Task:
    form = f"{_form(node, parts)}{_break(parts.pieces)}{{text}}{{tasks}}"
    if node.before:
        lines = "".join(f"\n{p.text}" if p.newline else p.text for p in node.before)
        text, form = lines.removeprefix("\n"), f"\n{{text}}{_form(node, parts)}{{tasks}}"
        return _task(node, parts, form)._replace(text=text)
    return _task(node, parts, form)._replace(text=_text(parts.pieces))


def _leaf_point(node: Node, parts: Body, context: Context) -> Task:
    """A point with nothing numbered below it: its sentences are its measures."""
    pieces = parts.pieces
    units = [at for at, piece in enumerate(pieces) if piece.attribution]
    head = _form(node, parts)
    if not parts.title:
        return _parent(node, parts, context)
    if len(units) > 1 or (units and 0 < units[0] < len(pieces) - 1):
        return _shared(node, parts, context)
    if units == [0]:
        own, rest = pieces[0], pieces[1:]
        form = f"{head}{_break(pieces)}{{units}}{_break(rest)}{{text}}{{tasks}}"
    elif units:
        own, rest = pieces[-1], pieces[:-1]
        form = f"{head}{_break(rest)}{{text}}{{tasks}}{_break(pieces[-1:])}{{units}}"
    else:
        own, rest = None, pieces
        form = f"{head}{_break(rest)}{{text}}{{tasks}}{{units}}"
    made = _task(node, parts, form)
    measures = _measures(node.id, rest, [None] * len(rest), context)
    return _with_units(made, own, context, [made.title])._replace(tasks=measures)


def _parent(node: Node, parts: Body, context: Context) -> Task:
    """A point or measure with tasks below it, or without sentences: its text stays one text."""
    pieces, lead_in = _lead_in(node, parts.pieces)
    units = [at for at, piece in enumerate(pieces) if piece.attribution]
    head = _form(node, parts)
    own: Piece | None = None
    if node.tail and not units:
        own = tail_piece(node.tail)
        form, rest = (
            f"{head}{_break(pieces)}{{text}}{lead_in}{{tasks}}{_break([own])}{{units}}",
            pieces,
        )
    elif units == [0] and parts.title:
        own, rest = pieces[0], pieces[1:]
        form = f"{head}{_break(pieces)}{{units}}{_break(rest)}{{text}}{lead_in}{{tasks}}"
    elif units and units == [len(pieces) - 1] and (parts.title or len(pieces) > 1):
        own, rest = pieces[-1], pieces[:-1]
        form = f"{head}{_break(rest)}{{text}}{_break([own])}{{units}}{lead_in}{{tasks}}"
    else:
        form, rest = f"{head}{_break(pieces)}{{text}}{{units}}{lead_in}{{tasks}}", pieces
    made = _task(node, parts, form)._replace(text=_text(rest))
    if node.level is Level.MEASURE and made.title and not made.text and not node.children:
        made = made._replace(
            title="", text=made.title, form=form.replace("{text}", "").replace("{title}", "{text}")
        )
    if own or not units:
        return _with_units(made, own, context, [made.title, made.text])
    found = [context.units(pieces[at], node.id) for at in units]
    texts = (made.title, *(piece.text for piece in pieces if not piece.attribution))
    made = _dated(made, _due(texts, context.year))
    return _union(made, found, context.year)._replace(printed_units="")


def _lead_in(node: Node, pieces: Sequence[Piece]) -> tuple[Sequence[Piece], str]:
    """*pieces* without the words that announce what is below (具体措施：), and these words."""
    last = pieces[-1] if pieces else None
    if node.children and last and not last.attribution and _LEAD_IN.fullmatch(last.text):
        return pieces[:-1], last.printed
    return pieces, ""


def _shared(node: Node, parts: Body, context: Context) -> Task:
    """A point whose sentences carry units of their own."""
    pieces = list(parts.pieces)
    own = pieces.pop(0) if pieces[0].attribution and parts.title else None
    break_own = _break([own]) if own else ""
    form = f"{_form(node, parts)}{break_own}{{units}}{_break(pieces)}{{text}}{{tasks}}"
    sentences: list[Piece] = []
    behind: list[Piece | None] = []
    for piece in pieces:
        if piece.attribution and behind and behind[-1] is None:
            behind[-1] = piece
        else:
            sentences.append(piece)
            behind.append(None)
    measures = _measures(node.id, sentences, behind, context)
    found = [context.units(piece, node.id) for piece in parts.pieces if piece.attribution]
    made = _task(node, parts, form)
    made = _union(_dated(made, _due([made.title], context.year)), found, context.year)
    return made._replace(tasks=measures, printed_units=own.text if own else "")


def _measures(
    point: str, sentences: Sequence[Piece], behind: Sequence[Piece | None], context: Context
) -> tuple[Task, ...]:
    """A measure for each sentence, with the units named behind it or behind one after it."""
    made: list[Task] = []
    following: Piece | None = None
    for place in range(len(sentences) - 1, -1, -1):
        piece, units = sentences[place], behind[place]
        named = units and units.attribution and units.attribution.names_bodies
        following = units if named else following
        number = f"{point}.{place + 1}"
        context.lines[number] = piece.line
        newline = "\n" if piece.newline and place else ""
        measure = Task(number, Level.MEASURE, text=piece.text)
        measure = measure._replace(form=f"{newline}{{text}}{{units}}{{tasks}}")
        measure = measure._replace(printed_units=units.printed if units else "")
        due = _due((piece.text,), context.year)
        if following:
            said = context.units(following, number)
            measure = measure._replace(lead=said.lead, responsible=said.responsible)
            own = units and units.newline and due[0]  # a line of labels is for all above it
            due = (not own and units and _stated(said, context.year)) or due
        made.append(_dated(measure, due))
    return tuple(reversed(made))


def _with_units(made: Task, own: Piece | None, context: Context, texts: Iterable[str]) -> Task:
    """*made* with the units of *own*, and with the deadline that it or *texts* state."""
    if own is None:
        return _dated(made, _due(texts, context.year))
    said = context.units(own, made.id)
    made = made._replace(lead=said.lead, responsible=said.responsible, printed_units=own.text)
    return _dated(made, _stated(said, context.year) or _due(texts, context.year))


def _union(made: Task, found: Iterable[Attribution], year: int) -> Task:
    """*made* with the units of all of *found*; a deadline on a line of its own is for all."""
    found = list(found)
    lead = tuple(dict.fromkeys(name for said in found for name in said.lead))
    others = tuple(dict.fromkeys(name for said in found for name in said.responsible))
    alone = (s for s in found if "\n" in s.raw or not (s.lead or s.responsible))
    due = next(filter(None, (_stated(said, year) for said in alone)), (made.due, made.due_words))
    return _dated(made._replace(lead=lead, responsible=others), due)


def _due(texts: Iterable[str], year: int) -> tuple[date | None, str]:
    """The last deadline in the prose of one task; what is due in later years waits."""
    found = [each for text in texts for each in deadlines(text, year)]
    if not found:
        return None, ""
    own = [each for each in found if each.due.year == year]
    return (own or found)[-1][:2]


def _stated(said: Attribution, year: int) -> tuple[date | None, str] | None:
    return (stated(said.deadline, year), said.deadline) if said.deadline else None


def _dated(made: Task, due: tuple[date | None, str]) -> Task:
    return made._replace(due=due[0], due_words=due[1])
