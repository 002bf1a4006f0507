"""What was guessed in tables and lists, and lines that look like a table and were not read."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import nth
from lawgov_cli.importer.doubts import Finding
from lawgov_cli.importer.grid import Kind, is_head, lists_bodies
from lawgov_cli.importer.language.bodies import is_office, is_unit_name
from lawgov_cli.importer.language.deadlines import deadlines, overlooked, stated
from lawgov_cli.importer.language.labels import Word, meaning
from lawgov_cli.importer.language.prose import prose
from lawgov_cli.importer.language.prose_words import SURELY
from lawgov_cli.importer.language.unread import unread
from lawgov_cli.importer.language.wording import folded
from lawgov_cli.importer.structure.row_cells import cells_of, is_row
from lawgov_cli.importer.structure.rows import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import date

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.grid import Column
    from lawgov_cli.importer.structure.node import Node
    from lawgov_cli.importer.structure.rows import Row

#: Numbers of tasks within a cell.
_COUNTED = re.compile("(?:^|[ ；;。])[（(]?[0-9]{1,2}(?:[）)、．]|[.](?![0-9]))")
#: Titles shorter than this are alike by chance.
_LONG = 5
_PARTS = re.compile("[：:；;、，,。（）() \u3000]|<br>")


def is_lost_head(text: str) -> bool:
    """Whether a line is the head of a table of tasks whose cells were lost, as in a PDF."""
    heads = text.split()
    roles = [known for head in heads if (known := meaning(head))] if 2 < len(heads) < 12 else []
    times = {Word.DEADLINE, Word.BEGIN}
    return any(role.word not in times for role in roles) and is_head(heads)


def is_lost_row(text: str) -> bool:
    """Whether a line is a row of a table that was not read, and one of its cells names bodies."""
    cells = [cell.text for cell in cells_of(text)] if is_row(text) else []
    return len(cells) > 2 and any(map(lists_bodies, cells))


def in_row(row: Row, line: int) -> Iterator[Finding]:
    """What was guessed in a row of a table."""
    for note in row.attribution.notes:
        yield Finding(note.code, line, note.shown, note.about)
    if any("（标" in column.head for column, _ in row.of(Kind.UNITS)):
        yield Finding("matrix", line, "、".join(c.head for c, _ in row.of(Kind.UNITS)))
    if row.short:
        yield Finding("row-short", line, " ".join(cell.text for cell in row.cells if cell.text))
    if row.alone and row.value(Kind.TITLE):
        yield Finding("row-number", line, " ".join(cell.text for cell in row.cells if cell.text))
    title = row.value(Kind.TITLE)
    if BREAK in title or len(_COUNTED.findall(title)) > 1:
        yield Finding("cell-tasks", line, title)
    if row.filled:
        yield Finding("row-filled", line, row.filled)
    if row.holds and not row.value(Kind.TITLE):
        yield Finding("row", line, " ".join(cell.text for cell in row.cells if cell.text))


def kept_columns(rows: Iterable[tuple[Row, int]], year: int) -> Iterator[Finding]:
    """The columns only kept as text: each that may name a body or a day, all others in one.

    Of several columns of measures only the first makes any.

    Parameters:
        rows: each with its line.
        year: that of the document.
    """
    cells = [
        (column, cell.text, line)
        for row, line in rows
        for column, cell in (
            *row.of(Kind.KEPT),
            *row.of(Kind.PERSON),
            *list(row.of(Kind.MEASURE))[1:],
        )
    ]
    telling = [each for each in cells if not each[0].head or _may_tell(*each[:2], year)]
    for column, text, line in telling:
        yield Finding("column", line, text, (column.head or "没有表头",))
    told = {column.head for column, _, _ in telling}
    others = dict.fromkeys(column.head for column, _, _ in cells if column.head not in told)
    if others:
        line = next(line for column, _, line in cells if column.head in others)
        yield Finding("columns", line, "", ("".join(f"“{head}”" for head in others),))


def _may_tell(column: Column, text: str, year: int) -> bool:
    """Whether a cell kept as text seems to name a body, or a day; of persons, only bodies."""
    if column.kind is Kind.PERSON:
        return lists_bodies(text)
    parts = _PARTS.split(text)
    bodies = any(is_office(part) or (is_unit_name(part) and SURELY.match(part)) for part in parts)
    spoken = prose(text) or any(unread(text, ()))
    return bool(bodies or spoken or stated(text, year) or overlooked(text, year))


def named_again(roots: Iterable[Node], plan: Plan) -> Iterator[Finding]:
    """Tasks that a list names again: taken once, and where the two say different things."""
    tasks = {task.id: task for task in plan.walk()}
    nodes = (node for root in roots for node in root.walk() if node.id in tasks)
    for node in nodes:
        if node.listed is None:
            continue
        task, (said, line, name) = tasks[node.id], node.listed
        title = task.title or task.text
        same = folded(title) in folded(name)
        yield Finding("again", line, title if same else f"{name}（正文为“{title}”）")
        days = _days(node, plan.year)
        leads = set(said.lead) - set(task.lead)
        if leads or (said.deadline and days and task.due not in days):
            shown = "、".join((*said.lead, *filter(None, [said.deadline])))
            yield Finding("again-differs", line, f"{nth(task.id)}“{shown}”")


def _days(node: Node, year: int) -> set[date | None]:
    """The days by which the text itself wants a task done."""
    prose = (each.due for p in node.paragraphs for each in deadlines(p.text, year))
    labelled = (place.attribution.deadline for place in node.places)
    return {*prose, *(stated(words, year) for words in labelled if words)}


def alike(plan: Plan, at: Mapping[str, int]) -> Iterator[Finding]:
    """Points of one title in two parts of the document."""
    first: dict[str, tuple[str, str]] = {}
    for point in plan.points:
        parent = plan.above(point.id)
        place = (parent.id if parent else "", point.id)
        title = folded(point.title)
        before = first.setdefault(title, place) if len(title) >= _LONG else place
        if before[0] != place[0]:
            yield Finding(
                "alike", at[point.id], f"{nth(before[1])}与{nth(point.id)}“{point.title}”"
            )
