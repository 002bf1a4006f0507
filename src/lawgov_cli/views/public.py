"""A paper for the public: no person's name or telephone in it, and a list of what was left out."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.views.chasing import FilingRow
from lawgov_cli.views.handing import internal
from lawgov_cli.views.page import PageView
from lawgov_cli.views.records import NoteRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.views.report import Report

#: What stands where a name or a number was.
_GONE = "××"
#: A mobile number, or one that identifies a citizen.
_NUMBERS = r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)"


class Public(NamedTuple):
    """The view, and what was left out of it, a line each."""

    view: Report | PageView
    left_out: tuple[str, ...]


def public_view(
    view: Report | PageView, states: Iterable[TaskState], period: Period, after: Snapshot
) -> Public:
    """*view* without what names a person.

    Parameters:
        states: the points that it is about, whose internal notes are listed.
    """
    persons = _persons(after.plan)
    begun = date.min if isinstance(view, PageView) else period.first
    kept = [
        f"内部备注: {nth(event.task)} {short_date(event.day, after.plan.year)} {event.note}"
        for event in _internal(states, begun, after)
    ]
    named = [
        f"联系方式: {nth(note.measure or number)} {note.date} {note.who}的文字里的"
        f"{'、'.join(dict.fromkeys(found))}, 改为“{_GONE}”"
        for number, note in _notes(view)
        if (found := [hit for text in _texts(note) for hit in persons.findall(text)])
    ]
    own = after.plan.office
    if own.contact or own.phone:
        named.append(f"联系方式: 编报单位的{' '.join(filter(None, (own.contact, own.phone)))}")
    return Public(_cleared(_unsigned(view), persons), (*kept, *named))


def _unsigned(view: Report | PageView) -> Report | PageView:
    """*view* without the office's own telephone and who answers it."""
    if isinstance(view, PageView):
        return view._replace(report=_without_contact(view.report))
    return _without_contact(view)


def _without_contact(report: Report) -> Report:
    return report._replace(office=report.office._replace(contact="", phone=""))


def _notes(view: Report | PageView) -> Iterator[tuple[str, NoteRow]]:
    """Every note that *view* quotes, and the number of its point."""
    if isinstance(view, PageView):
        for point in view.points:
            yield from ((point.row.number_shown, record.note) for record in point.records)
        return
    for section in view.sections:
        for item in section.progress:
            yield from ((item.row.number_shown, note) for note in item.notes)


def _persons(plan: Plan) -> re.Pattern[str]:
    """The names and telephones that are registered of the units, and numbers of persons."""
    known = {text for unit in plan.units.values() for text in (unit.contact, unit.phone)}
    words = sorted((text for text in known if len(text) > 1), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, words), _NUMBERS]))


def _texts(note: NoteRow) -> Iterator[str]:
    yield from (note.text, note.problem, note.next, note.reason, *note.evidence)


def _internal(states: Iterable[TaskState], begun: date, after: Snapshot) -> Iterator[Event]:
    for state in states:
        within = after.events_of(state).within(begun, after.as_of)
        yield from (event for event in within.having("internal") if internal(event))


def _cleared(value: Any, persons: re.Pattern[str]) -> Any:  # noqa: ANN401 - anything a view holds
    """*value* with every text in it cleared."""
    if isinstance(value, str):
        return persons.sub(_GONE, value)
    if isinstance(value, NoteRow):
        value = value._replace(by="")
    if isinstance(value, FilingRow):
        value = value._replace(contact="", reminder="")
    if isinstance(value, dict):
        return {name: _cleared(item, persons) for name, item in value.items()}
    if isinstance(value, (tuple, list)):
        items = [_cleared(item, persons) for item in value]
        return value._make(items) if hasattr(value, "_make") else type(value)(items)
    return value
