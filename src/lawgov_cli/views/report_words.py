"""What was said within a period, chosen for a report: each unit's newest word, none twice.

A unit's last report on a task is all that it said of it for the newest month it reported for.
Units that lead, or are named, speak in the body; those that answer through a group are counted
there, and their words stand in an annex.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import ranges
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.answers import REPORTED
from lawgov_cli.domain.fields import PROGRESS
from lawgov_cli.domain.printed_numbers import number_shown
from lawgov_cli.domain.vocabulary import FINISHED, Status
from lawgov_cli.views.handing import concerns, handed, internal
from lawgov_cli.views.records import NoteRow, note_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.domain.timeline import Timeline
    from lawgov_cli.views.rows import TaskRow


class Said(NamedTuple):
    """A unit's newest word on a point.

    ``same_as`` is the point, before this one, on which it said the same.
    """

    who: str
    date: str
    text: str
    evidence: tuple[str, ...]
    same_as: str = ""


class Counted(NamedTuple):
    """How many units that answer through *group* spoke; without a group those without a part."""

    group: str
    number: int

    @property
    def words(self) -> str:
        """``各区镇12个单位``."""
        return f"{self.group or '其他'}{self.number}个单位"


class TaskProgress(NamedTuple):
    """A point and what was said of it within the period.

    ``notes`` are all of it, oldest first; ``said`` the newest words of those who lead, then of
    those who are named, then the office's own; ``counted`` the units whose words are in an annex.
    """

    row: TaskRow
    notes: tuple[NoteRow, ...]
    said: tuple[Said, ...] = ()
    counted: tuple[Counted, ...] = ()


class Remark(NamedTuple):
    """A problem, a next step or a slip, once, with all the points to which it belongs."""

    points: str
    who: str
    text: str


class Remarks(NamedTuple):
    """What stands in the body, and which units have more of it in the annex."""

    lines: tuple[Remark, ...] = ()
    counted: tuple[Counted, ...] = ()


class AnnexWord(NamedTuple):
    """What a unit said that only the annex prints, once, with all the points to which it belongs.

    ``problem`` and ``next`` stand beside the word.
    """

    unit: str
    points: str
    date: str
    text: str
    problem: str
    next: str

    @property
    def words(self) -> str:
        """All of it in one cell: ``培训40人；问题：人手少；下一步：招录2人``."""
        named = ("", self.text), ("问题：", self.problem), ("下一步：", self.next)
        said = [f"{name}{part}" for name, part in named if part]
        return "；".join([*(part.rstrip("。；;") for part in said[:-1]), *said[-1:]])


class Heard(NamedTuple):
    """One point and the last reports on it within the period, by who gave them.

    ``latest`` holds (unit, task) → the records of its last report, oldest first; ``speakers`` are
    the units that speak in the body, in order; an empty name is the office.
    """

    state: TaskState
    events: tuple[Event, ...]
    latest: dict[tuple[str, str], list[Event]]
    speakers: tuple[str, ...]

    @property
    def others(self) -> list[str]:
        """The units that are only counted in the body."""
        return list(dict.fromkeys(unit for unit, _ in self.latest if unit not in self.speakers))

    def of(self, unit: str) -> Iterator[list[Event]]:
        """The last reports of *unit*: on the point and on each measure below it."""
        return (events for (name, _), events in self.latest.items() if name == unit)


def heard(state: TaskState, snapshot: Snapshot, period: Period, whose: Collection[str]) -> Heard:
    """What was said of the point within *period*, as far as it may leave the office.

    Parameters:
        whose: the units it is handed to; they speak in the body whatever they are to the point.
    """
    plan = snapshot.plan
    events = _told(snapshot.events_of(state).within(period.first, period.last), whose, plan)
    latest: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        key = plan.canonical.get(event.unit, event.unit), event.task
        before = latest.get(key, [])
        if before and _month(before[-1]) != _month(event) and event.unit:
            before = []
        latest[key] = [*before, event]
    named = [name for name in (*state.lead, *state.responsible) if name not in plan.groups]
    speakers = dict.fromkeys([*named, *sorted(whose), ""])
    return Heard(state, tuple(events), latest, tuple(speakers))


def _told(events: Timeline, whose: Collection[str], plan: Plan) -> list[Event]:
    """The records that say how the work goes and may be read outside the office."""
    told = (event for event in events.having(*PROGRESS) if not internal(event))
    return [event for event in told if concerns(event, whose, plan)]


def _month(event: Event) -> str:
    return str(event.get("period") or event.day[:7])


class Teller:
    """Puts what was heard into words, each sentence of a unit once.

    Parameters:
        leads_only: of each point only what its leads said last, and the office where they are
            silent: a year has too many words.
    """

    def __init__(self, snapshot: Snapshot, *, to_unit: bool, leads_only: bool) -> None:
        self._plan, self._to_unit, self._leads_only = snapshot.plan, to_unit, leads_only
        #: (unit, words) → the number of the point on which that was said first.
        self._before: dict[tuple[str, str], str] = {}

    def progress(self, one: Heard, row: TaskRow) -> TaskProgress:
        """What was said of one point. Points are told in the order of the report."""
        notes = tuple(self._row(event, row.id) for event in one.events)
        counted = () if self._leads_only else _counted(self._others(one, _progress))
        return TaskProgress(row, notes, tuple(self._said(one, row)), counted)

    def _row(self, event: Event, point: str) -> NoteRow:
        return handed(note_row(event, self._plan, point), to_unit=self._to_unit)

    def _said(self, one: Heard, row: TaskRow) -> Iterator[Said]:
        speakers = [unit for unit in one.speakers if any(map(_last_word, one.of(unit)))]
        if self._leads_only:
            leads = [unit for unit in speakers if unit in one.state.lead]
            speakers = leads or speakers[-1:]
        for unit in speakers:
            words = [word for events in one.of(unit) if (word := _last_word(events))]
            words.sort(key=lambda event: event.sort_key)
            for event in words[-1:] if self._leads_only else words:
                yield self._sentence(self._row(event, row.id), row)

    def _sentence(self, note: NoteRow, row: TaskRow) -> Said:
        known = {row.status_word, REPORTED} if Status(row.status) in FINISHED else {row.status_word}
        text, number = _spoken(note, known), row.number_shown
        same = self._before.setdefault((note.unit, note.text), number) if note.text else number
        if same != number:
            return Said(note.who, note.date, text, (), same)
        return Said(note.who, note.date, text, note.evidence)

    def _others(
        self, one: Heard, has: Callable[[Sequence[Event]], object]
    ) -> Iterator[tuple[str, str]]:
        """The units that only the annex quotes, where a last report *has* it, and their group."""
        groups = [n for n in (*one.state.lead, *one.state.responsible) if n in self._plan.groups]
        for unit in one.others:
            if any(map(has, one.of(unit))):
                within = (g for g in groups if unit in self._plan.members_of(g))
                yield unit, next(within, "")

    def remarks(self, field: str, told: Iterable[Heard]) -> Remarks:
        """What was last said in *field*: each once, with its points."""
        points: dict[tuple[str, str], list[str]] = {}
        others: list[tuple[str, str]] = []
        for one in told:
            for events in (events for unit in one.speakers for events in one.of(unit)):
                if event := _last(events, field):
                    note = self._row(event, one.state.task.id)
                    number = note.measure or number_shown(one.state.task.id, one.state.task.label)
                    points.setdefault((note.who, getattr(note, field)), []).append(number)
            others += self._others(one, partial(_last, field=field))
        lines = [Remark("、".join(found), who, text) for (who, text), found in points.items()]
        return Remarks(tuple(lines), _counted(others))

    def annex(self, told: Iterable[Heard]) -> tuple[AnnexWord, ...]:
        """What only the annex quotes, by unit in the order of the plan; each once."""
        found: dict[tuple[str, ...], list[str]] = {}
        for one in told:
            for unit in one.others:
                for events in one.of(unit):
                    words = self._annexed(events, one.state)
                    found.setdefault((unit, *words), []).append(events[-1].task)
        place = {unit: number for number, unit in enumerate(self._plan.units)}
        ordered = sorted(found.items(), key=lambda item: place.get(item[0][0], len(place)))
        return tuple(
            AnnexWord(unit, ranges(points), *words)
            for (unit, *words), points in ordered
            if any(words[1:])
        )

    def _annexed(self, events: Sequence[Event], state: TaskState) -> tuple[str, ...]:
        """The day, the word, the problem and the next step of a last report."""
        said = [_last_word(events), *(_last(events, name) for name in ("problem", "next"))]
        word, problem, step = (self._row(e, state.task.id) if e else None for e in said)
        day = self._row(events[-1], state.task.id).date
        return (
            word.date if word else day,
            _spoken(word) if word else "",
            problem.problem if problem else "",
            step.next if step else "",
        )


def _spoken(note: NoteRow, known: Collection[str] = (Status.DONE.word,)) -> str:
    """What a record says, without a status that says nothing: that it goes on, or one *known*."""
    parts = note.said
    if note.text and not note.measure and note.status in {*known, Status.DOING.word}:
        parts = parts[1:]
    return "，".join(parts)


def _counted(units: Iterable[tuple[str, str]]) -> tuple[Counted, ...]:
    """How many different units there are of each group."""
    groups: dict[str, set[str]] = {}
    for unit, group in units:
        groups.setdefault(group, set()).add(unit)
    return tuple(Counted(group, len(names)) for group, names in groups.items())


def _last_word(events: Sequence[Event]) -> Event | None:
    """The newest record that says how the work goes.

    One that only gives a reason, or is a slip, has a place of its own in the report.
    """
    return next((event for event in reversed(events) if _is_word(event)), None)


def _progress(events: Sequence[Event]) -> bool:
    """Whether a last report tells more than that there is nothing to report."""
    word = _last_word(events)
    return word is not None and any(
        word.get(name) is not None for name in ("status", "percent", "note")
    )


def _is_word(event: Event) -> bool:
    if event.get("slip") or (event.get("reason") and not event.note):
        return False
    return any(event.get(name) is not None for name in ("status", "percent", "note", "zero"))


def _last(events: Sequence[Event], field: str) -> Event | None:
    return next((event for event in reversed(events) if event.get(field)), None)


def still_open(one: Heard, snapshot: Snapshot) -> Heard:
    """*one* without the last reports on what has since been finished: its problems, its steps."""
    return one._replace(
        latest={
            key: events
            for key, events in one.latest.items()
            if not _closed_since(events[-1], one, snapshot)
        }
    )


def _closed_since(event: Event, one: Heard, snapshot: Snapshot) -> bool:
    states = (one.state, snapshot.states.get(event.task))
    return any(
        state is not None
        and state.status in OVER
        and (state.stated is None or state.stated.sort_key >= event.sort_key)
        for state in states
    )


def last_of_each(told: Sequence[Heard]) -> list[Heard]:
    """*told* with only what stands in each unit's very last report on anything."""
    newest: dict[str, str] = {}
    for one in told:
        for (unit, _), events in one.latest.items():
            newest[unit] = max(newest.get(unit, ""), _month(events[-1]))
    return [
        one._replace(
            latest={
                (unit, task): events
                for (unit, task), events in one.latest.items()
                if not unit or _month(events[-1]) == newest[unit]
            }
        )
        for one in told
    ]


#: After these nothing more is asked; 长期坚持 goes on.
OVER = FINISHED - {Status.ONGOING}
