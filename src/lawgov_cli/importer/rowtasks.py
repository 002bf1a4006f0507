"""A row of a table → a task: its line is its form, each cell one of its parts or kept as it is."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan import Task
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.grid import Kind
from lawgov_cli.importer.language.heading import heading
from lawgov_cli.importer.language.wording import sentences
from lawgov_cli.importer.structure.rows import BREAK

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.importer.structure.node import Node
    from lawgov_cli.importer.structure.row_cells import Cell
    from lawgov_cli.importer.structure.rows import Row

_MEASURE = "{text}{units}{tasks}"
_BESIDE = {Kind.UNITS, Kind.DEADLINE, Kind.PERSON, Kind.KEPT}


class _Part(NamedTuple):
    """A stretch of the line that a part of the task prints."""

    start: int
    end: int
    name: str


def row_task(node: Node, row: Row) -> Task:
    """The task that a row makes, without what its attribution says."""
    line = node.paragraphs[0].text
    if not row.holds:
        return _heading(node, line, *row.heading)
    cells = list(zip(row.holds, row.cells, strict=False))
    number = next((cell for column, cell in cells if column.kind is Kind.NUMBER), None)
    title = next((cell for column, cell in cells if column.kind is Kind.TITLE), None)
    measures = [cell for column, cell in cells if column.kind is Kind.MEASURE]
    if not (title and title.text) and any(cell.text for cell in measures):
        title = next(cell for cell in measures if cell.text)
        measures = []
    parts = [_Part(number.start, number.end, "label")] if number and node.mark else []
    head, tasks = _title(node.id, title, alone=not any(cell.text for cell in measures))
    if title:
        end = title.start + len(head)
        parts.append(_Part(title.start, end, "title"))
        if tasks:
            parts.append(_Part(end, title.end, "tasks"))
    elif not measures:
        parts.append(_Part(len(line), len(line), "tasks"))
    if not tasks and measures and measures[0].text:
        tasks = _measures(node.id, measures[0].text.split(BREAK), BREAK)
        parts.append(_Part(measures[0].start, measures[0].end, "tasks"))
    units = _units(cells)
    parts += [units] if units else []
    kept = _kept(cells, units)
    if kept:
        parts.append(_Part(kept.start, kept.end, "text"))
    form = _form(line, parts)
    made = Task(node.id, Level.POINT, node.mark.label if node.mark else "", head)
    return made._replace(
        text=kept.text if kept else "",
        form=form if "{tasks}" in form else f"{form}{{tasks}}",
        printed_units=line[units.start : units.end] if units else "",
        tasks=tasks,
    )


def row_measure(number: str, line: str, row: Row) -> Task:
    """The measure that a row makes of a task that spans several: its line, number and title too."""
    cells = list(zip(row.holds, row.cells, strict=False))
    said = next(cell for column, cell in cells if column.kind is Kind.MEASURE and cell.text)
    text, *others = said.text.split(BREAK)
    tasks = _measures(number, others, BREAK, BREAK)
    end = said.start + len(text)
    parts = [_Part(said.start, end, "text"), _Part(end, said.end, "tasks")]
    units = _units(cells)
    parts += [units] if units else []
    return Task(
        number,
        Level.MEASURE,
        text=text,
        form=f"\n{_form(line, parts)}",
        printed_units=line[units.start : units.end] if units else "",
        tasks=tasks,
    )


def _heading(node: Node, line: str, number: Cell | None, cell: Cell) -> Task:
    """A cell that goes over all columns, or over all behind a number."""
    if number and node.mark:
        form = f"{line[: number.start]}{{label}}{line[number.end : cell.start]}{{title}}"
        made = Task(node.id, node.level, node.mark.label, cell.text)
        return made._replace(form=f"{form}{line[cell.end :]}{{tasks}}")
    raw = node.mark.raw if node.mark else ""
    label = node.mark.form if node.mark else ""
    form = f"{line[: cell.start]}{label}{{title}}{line[cell.end :]}{{tasks}}"
    return Task(
        node.id,
        node.level,
        node.mark.label if node.mark else "",
        line[cell.start + len(raw) : cell.end],
        form=form,
    )


def _title(number: str, cell: Cell | None, *, alone: bool) -> tuple[str, tuple[Task, ...]]:
    """The title in a cell, and where no other column has measures, its other sentences as such."""
    if cell is None or not alone:
        return cell.text if cell else "", ()
    head = heading(cell.text)
    rest = cell.text[head.end :]
    if not rest:
        return head.title or cell.text, ()
    if not (head.title and head.after.strip()):
        return cell.text, ()
    first, *others = sentences(rest)
    return head.title, _measures(number, [first, *others], "", head.after)


def _measures(
    number: str, texts: Sequence[str], between: str, before: str = ""
) -> tuple[Task, ...]:
    """A measure for each text; what stands between them, and before the first, is printed too."""
    made = []
    for place, text in enumerate(texts, 1):
        lead = before if place == 1 else between
        made.append(
            Task(
                f"{number}.{place}",
                Level.MEASURE,
                text=text,
                form=f"{lead}{{text}}{{units}}{{tasks}}",
            )
        )
    return tuple(made)


def _units(cells: Sequence[tuple[object, Cell]]) -> _Part | None:
    """The stretch from the first column of bodies or dates to the last, if no task lies between."""
    said = {Kind.UNITS, Kind.DEADLINE}
    kinds = [column.kind for column, _ in cells]  # type: ignore[attr-defined]
    at = [i for i, kind in enumerate(kinds) if kind in said]
    if not at:
        return None
    last = at[0]
    for i in range(at[0], at[-1] + 1):
        if kinds[i] not in _BESIDE:
            break
        last = i if kinds[i] in said else last
    return _Part(cells[at[0]][1].start, cells[last][1].end, "units")


def _kept(cells: Sequence[tuple[object, Cell]], units: _Part | None) -> Cell | None:
    """The first cell that is kept as text; others stay in the form."""
    for column, cell in cells:
        kept = column.kind is Kind.KEPT and cell.text  # type: ignore[attr-defined]
        if kept and not (units and units.start <= cell.start < units.end):
            return cell
    return None


def _form(line: str, parts: Sequence[_Part]) -> str:
    return "".join(_printed(line, sorted(parts)))


def _printed(line: str, parts: Sequence[_Part]) -> Iterator[str]:
    at = 0
    for part in parts:
        yield _bare(line[at : part.start])
        yield f"{{{part.name}}}"
        at = part.end
    yield _bare(line[at:])


def _bare(text: str) -> str:
    """*text* for a form; braces that would name a part are told apart by a blank."""
    return re.sub(r"\{(?=(?:label|title|text|tasks|units)\})", "{ ", text)
