"""JSON and CSV for programs, Markdown tables and plain numbers for pasting.

The JSON is a promise: one document, ``schema_version``, stable keys, nulls present, ISO dates,
Chinese unescaped. A CSV cell never becomes a formula, and the file opens in Excel and WPS.
"""

from __future__ import annotations

import csv
import io
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import visible, visible_in_json
from lawgov_cli.render.markdown import escaped
from lawgov_cli.views.records import NoteRow
from lawgov_cli.views.task import DetailView, HeadingView, TasksView

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.views.chasing import FilingsView
    from lawgov_cli.views.history import LogView
    from lawgov_cli.views.lists import DueView, ListView
    from lawgov_cli.views.numbers import OverviewView, StatsView, UnitsView
    from lawgov_cli.views.records import LogRow
    from lawgov_cli.views.rows import MeasureRow, TaskRow

SCHEMA_VERSION = 1

#: A JSON document as Python has it.
Document = dict[str, Any]

#: Excel and WPS read a cell that begins so as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")

COLUMNS = (
    *("序号", "部分", "要点", "角色", "牵头单位", "责任单位", "办理状态", "亮灯", "完成时限"),
    *("举措", "最近进展日期", "最近进展"),
)


def list_csv(view: ListView, *, measures: bool) -> str:
    """The list as CSV."""
    return csv_text(COLUMNS, _list_cells(view.rows, measures=measures))


def list_markdown(view: ListView, *, measures: bool) -> str:
    """The list as a Markdown table."""
    return markdown_table(COLUMNS, _list_cells(view.rows, measures=measures))


def list_ids(view: ListView) -> str:
    """The numbers alone, one a line."""
    return "".join(f"{row.id}\n" for row in view.rows)


def _list_cells(rows: Iterable[TaskRow], *, measures: bool) -> Iterable[list[str]]:
    for row in rows:
        yield [
            *(row.id, row.section, row.title, row.role),
            *("、".join(row.lead), "、".join(row.responsible)),
            *(row.status_word, row.light_word, row.due),
            f"{row.measures_finished}/{row.measures_total}" if row.measures_total else "",
            *(row.last_note_day, row.last_note),
        ]
        for measure in row.measures if measures else ():
            yield _measure_cells(measure)


def _measure_cells(measure: MeasureRow) -> list[str]:
    facts = ["", "", "", measure.status_word, "", measure.due]
    return [measure.id, "", measure.text, *facts, "", "", ""]


def csv_text(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A CSV file with a byte-order mark, for Excel and WPS."""
    return "".join(csv_pieces(columns, rows))


def csv_pieces(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The same, a row at a time."""
    yield "\ufeff" + _csv_row(columns)
    for row in rows:
        yield _csv_row([csv_cell(cell) for cell in row])


def _csv_row(cells: Sequence[str]) -> str:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerow(cells)
    return out.getvalue()


def csv_cell(text: str) -> str:
    """*text* as a cell that is shown and never computed."""
    text = visible(text, newline="\n")
    return f"'{text}" if text.startswith(_FORMULA_STARTS) else text


def markdown_table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; bars, line breaks and markup in the cells stay text."""
    lines = [columns, ["---"] * len(columns), *([escaped(cell) for cell in row] for row in rows)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def list_json(view: ListView, *, measures: bool) -> Document:
    """The list as JSON."""
    items = [task_object(row, measures=measures) for row in view.rows]
    notes = list(view.footnotes)
    return envelope("list", as_of=view.as_of, heading=view.heading, items=items, notes=notes)


def task_object(row: TaskRow, *, measures: bool) -> dict[str, Any]:
    """One point as a JSON object; empty dates and numbers are null."""
    data = row._asdict()
    data["status_reason"] = row.status_reason._asdict()
    data["reason"] = _nulls(row.reason._asdict())
    data["also_late"] = [_nulls(reason._asdict()) for reason in row.also_late]
    data["measures"] = [_nulls(measure._asdict()) for measure in row.measures]
    if not measures:
        del data["measures"]
    return _nulls(data)


def _nulls(data: dict[str, Any]) -> dict[str, Any]:
    """Empty dates become null; words for the screen stay."""
    for name in ("due", "first_due", "last_note_day"):
        if data.get(name) == "":
            data[name] = None
    return data


def tasks_json(view: TasksView) -> Document:
    """``show`` as JSON; a heading has no status, only its text and its points' numbers."""
    items = [_detail_object(one) for one in view.views]
    return envelope("show", as_of=view.views[0].as_of, items=items)


def _detail_object(view: DetailView | HeadingView) -> dict[str, Any]:
    if isinstance(view, HeadingView):
        points = [row.id for row in view.points]
        return {"id": view.id, "title": view.name, "text": view.text, "points": points}
    item = task_object(view.row, measures=True)
    item["text"] = view.text
    item["units"] = [unit._asdict() for unit in view.units]
    item["notes"] = [note_object(note) for note in view.notes]
    return item


def note_object(note: NoteRow) -> dict[str, Any]:
    """One record that says something as a JSON object."""
    data = note._asdict() | note.facts
    del data["values"], data["office"]
    data["evidence"] = [proof._asdict() for proof in data.pop("proofs")]
    return data


def stats_json(view: StatsView) -> Document:
    """``stats`` as JSON."""
    codes = [tally.code for tally in view.statuses]

    def counts(rows: Iterable[Any]) -> list[dict[str, Any]]:
        return [
            {"name": r.name, "total": r.total, **dict(zip(codes, r.numbers, strict=True))}
            for r in rows
        ]

    return envelope(
        "stats",
        as_of=view.as_of,
        total=view.total.total,
        statuses=[tally._asdict() for tally in view.statuses],
        lights=[tally._asdict() for tally in view.lights],
        sections=counts(view.sections),
        units=counts(view.units),
    )


def units_json(view: UnitsView) -> Document:
    """``units`` as JSON."""
    return envelope(
        "units",
        as_of=view.as_of,
        units=[unit._asdict() for unit in view.units],
        groups=[group._asdict() for group in view.groups],
    )


def due_json(view: DueView) -> Document:
    """``due`` as JSON."""
    items = [task_object(row, measures=False) for row in view.rows]
    counts = {"within": view.within, "dated": view.dated, "later": view.later}
    return envelope("due", as_of=view.as_of, **counts, items=items)


def filings_json(view: FilingsView) -> Document:
    """``missing`` as JSON."""
    data = view._asdict() | {"deadline": view.deadline.isoformat()}
    data["rows"] = [row._asdict() for row in view.rows]
    return envelope("missing", as_of=None, **data)


def log_json(view: LogView) -> Document:
    """``log`` as JSON: the records as they stand in the journal, and whether they count."""
    items = [_log_object(row) for row in view.rows]
    return envelope("log", as_of=None, total=view.total, items=items)


def _log_object(row: LogRow) -> dict[str, Any]:
    return {"line": row.line, "undone": row.undone, "record": row.record}


def overview_json(view: OverviewView) -> Document:
    """Bare ``lawgov`` as JSON."""
    data = view._asdict()
    for name in ("statuses", "lights"):
        data[name] = [tally._asdict() for tally in data[name]]
    data["late"] = [task_object(row, measures=False) for row in view.late]
    data["last"] = [_log_object(row) for row in view.last]
    return envelope("overview", as_of=data.pop("as_of"), **data)


def plain(value: Any) -> Any:  # noqa: ANN401 - anything a view holds
    """*value* as JSON has it: records as objects, their fields by name."""
    if isinstance(value, NoteRow):
        return plain(note_object(value))
    if hasattr(value, "_asdict"):
        return {name: plain(item) for name, item in value._asdict().items()}
    if isinstance(value, dict):
        return {name: plain(item) for name, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


def envelope(kind: str, *, as_of: date | None, **content: Any) -> Document:  # noqa: ANN401
    """One document with its version and kind."""
    head: Document = {"schema_version": SCHEMA_VERSION, "kind": kind}
    if as_of:
        head["as_of"] = as_of.isoformat()
    return {**head, **content}


def json_text(document: Document) -> str:
    """*document* as it is printed; what JSON does not know is written as text."""
    return visible_in_json(plain_json(document)) + "\n"


def plain_json(document: Document) -> str:
    """The same, with what a screen would obey."""
    return json.dumps(document, ensure_ascii=False, indent=1, default=str)
