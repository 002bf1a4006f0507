"""A report for the public: no person's name or telephone in it, and a list of what was left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.base.dates import short_date
from lawgov_cli.views.chasing import FilingRow
from lawgov_cli.views.handing import internal
from lawgov_cli.views.records import NoteRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot, TaskState
    from lawgov_cli.views.report import Report

#: What stands where a name or a number was.
_GONE = "××"
#: A mobile number, or one that identifies a citizen.
_NUMBERS = r"(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)"


class Public(NamedTuple):
    """The report, and what was left out of it, a line each."""

    report: Report
    left_out: tuple[str, ...]


def public_view(
    report: Report, states: Iterable[TaskState], period: Period, after: Snapshot
) -> Public:
    """*report* without what names a person.

    Parameters:
        states: the points that it is about, whose internal notes are listed.
    """
    persons = _persons(after.plan)
    kept = [
        f"内部备注: 第{event.task}项 {short_date(event.day, after.plan.year)} {event.note}"
        for event in _internal(states, period, after)
    ]
    named = [
        f"联系方式: 第{note.measure or item.row.number_shown}项 {note.date} {note.who}的文字里的"
        f"{'、'.join(dict.fromkeys(found))}, 改为“{_GONE}”"
        for section in report.sections
        for item in section.progress
        for note in item.notes
        if (found := [hit for text in _texts(note) for hit in persons.findall(text)])
    ]
    own = report.office
    if own.contact or own.phone:
        named.append(f"联系方式: 编报单位的{' '.join(filter(None, (own.contact, own.phone)))}")
    report = report._replace(office=own._replace(contact="", phone=""))
    return Public(_cleared(report, persons), (*kept, *named))


def _persons(plan: Plan) -> re.Pattern[str]:
    """The names and telephones that are registered of the units, and numbers of persons."""
    known = {text for unit in plan.units.values() for text in (unit.contact, unit.phone)}
    words = sorted((text for text in known if len(text) > 1), key=len, reverse=True)
    return re.compile("|".join([*map(re.escape, words), _NUMBERS]))


def _texts(note: NoteRow) -> Iterator[str]:
    yield from (note.text, note.problem, note.next, note.reason, *note.evidence)


def _internal(states: Iterable[TaskState], period: Period, after: Snapshot) -> Iterator[Event]:
    for state in states:
        within = after.events_of(state).within(period.first, period.last)
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
