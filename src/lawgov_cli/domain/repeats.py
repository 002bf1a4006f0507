"""What is asked before a record is written that would change nothing.

A later word prevails over it, or it says what is said already: an unchanged date, a task that is
done, the words of an earlier record.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import month_named, short_date
from lawgov_cli.base.words import folded
from lawgov_cli.domain.fields import AMENDING, BY_NAME
from lawgov_cli.domain.vocabulary import FINISHED, Status

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.task_state import Change, TaskState

#: What a record says in words of its own, and by which it repeats another.
_WORDS = ("note", "problem", "next", "zero")
#: What the office settles, of which the last prevails.
_SETTLED = tuple(sorted(AMENDING - {"returned"}))
#: A record of these alone says nothing.
_NOTHING = frozenset({"on", "unit", "reason", "received", "period"})
#: A record of nothing else changes what it sets, or nothing.
_PLAIN = frozenset({"status", "lags", "percent", *_NOTHING, *_SETTLED})


def question_of(
    change: Change, then: TaskState, fields: Mapping[str, Any], day: date, *, reopens: bool
) -> str:
    """What is asked about one record; empty where nothing is.

    Parameters:
        then: the task before the record on *day*.
        fields: the record's fields.
        day: the day that it is about.
        reopens: whether it is to open again what was finished.
    """
    if reopens and then.status not in FINISHED:
        return f"本项是{then.status.word}, 还没有办结, 不用回头看"
    if question := _overruled(change.after, fields, day):
        return question
    if _facts(change.before, fields) != _facts(change.after, fields):
        return ""
    return (
        _same_words(change.before, fields, day)
        or _already(change.task.id, then, fields, day)
        or _unchanged(change.before, fields, day)
    )


def _overruled(after: TaskState, fields: Mapping[str, Any], day: date) -> str:
    """That a later record prevails over this one."""
    unit = fields.get("unit", "")
    for name in ("status", "percent") if unit else ("status", "percent", *_SETTLED):
        if name not in fields:
            continue
        last = after.history.having(name).of_unit(unit)[-1]
        if last.line:
            verb = f"{unit}已报送" if unit else "已登记"
            said = f"{_when(last, day)}{verb}{_phrase(name, last.get(name))}"
            now = _phrase("status", last.get("status")) if name == "status" else ""
            stays = f", 今天仍为{now}" if now else ""
            undo = f"先撤销第{last.line}行(lawgov undo {last.line})"
            way = f"{undo}, 或不写 --on" if "on" in fields else undo
            return f"{said}(第{last.line}行), 以后者为准{stays}; 要改请{way}"
    return ""


def _same_words(before: TaskState, fields: Mapping[str, Any], day: date) -> str:
    """That the same unit has said the same of the task for the same period."""
    words = {name: fields[name] for name in _WORDS if name in fields}
    for event in _for_the_period(before, fields, day) if words else ():
        if all(_is_same(event.get(name), said) for name, said in words.items()):
            return f"与第{event.line}行相同({_when(event, day)})"
    return ""


def _is_same(known: object, said: object) -> bool:
    """Whether it is said already, perhaps in another width or with signs that are not seen."""
    if isinstance(known, str) and isinstance(said, str):
        return folded(known) == folded(said)
    return known == said


def _for_the_period(before: TaskState, fields: Mapping[str, Any], day: date) -> list[Event]:
    """What the same unit has said of the task for the same period, the newest first."""
    period = fields.get("period") or day.isoformat()[:7]
    said = before.history.of_unit(fields.get("unit", ""))
    month = month_named(period)
    near = said.having("period").merged([said.within(month.first, month.last)])
    return [event for event in reversed(near) if (event.get("period") or event.day[:7]) == period]


def _already(task: str, then: TaskState, fields: Mapping[str, Any], day: date) -> str:
    """That the office has said this of the status already."""
    stated = then.stated
    if fields.get("unit") or not stated or stated.get("status") != fields.get("status"):
        return ""
    word = "滞后" if fields.get("lags") else then.status.word
    said = f"{_when(stated, day)}已登记{word}(第{stated.line}行)"
    return f"{said}; 只补充情况请用 lawgov note {task}"


def _unchanged(before: TaskState, fields: Mapping[str, Any], day: date) -> str:
    """That it sets what is set, or nothing; what takes away says itself why it does nothing."""
    if fields.keys() <= _NOTHING:
        return "没有写要登记什么"
    if "unit" in fields and not _for_the_period(before, fields, day):
        return ""  # it is the unit's report for the period
    set_ = [name for name in ("status", "percent", *_SETTLED) if name in fields]
    if not set_ or not fields.keys() <= _PLAIN or any(fields[name] in ("", []) for name in set_):
        return ""
    said = "、".join(_phrase(name, fields[name]) for name in set_)
    return f"{said}, 与现在相同, 登记后没有变化"


def _facts(state: TaskState, fields: Mapping[str, Any]) -> tuple[object, ...]:
    """What a record can change of a task beside its words."""
    unit = fields.get("unit")
    spoken = state.reports.get(unit) if unit else state.stated
    deadline = state.deadline and state.deadline[:2]
    return (
        *(state.status, state.light, state.lags, state.percent, state.claimed, state.returned),
        *(state.kind, deadline, state.lead, state.responsible),
        spoken and spoken.get("status"),
        bool(spoken),
    )


def _phrase(name: str, value: Any) -> str:  # noqa: ANN401 - a field's
    return Status(value).word if name == "status" else BY_NAME[name].phrase(value)


def _when(event: Event, day: date) -> str:
    """When the record happened, the year only where it is another."""
    return short_date(event.day, day.year)
