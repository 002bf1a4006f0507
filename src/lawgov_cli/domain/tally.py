"""What the events of one task add up to, the later ones prevailing: its status and why, its dates.

Without the office's word the status is derived from the reports, and never further than 待核验.
"""

from __future__ import annotations

from bisect import bisect_left
from datetime import date
from enum import Enum
from operator import itemgetter
from typing import TYPE_CHECKING

from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.fields import AMENDING
from lawgov_cli.domain.timeline import BEFORE_ALL
from lawgov_cli.domain.vocabulary import REPORTED_FINISHED, Kind, Repeat, Status

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping, Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Task
    from lawgov_cli.domain.timeline import Place, Timeline
    from lawgov_cli.domain.turns import Turn


class StatusRule(str, Enum):
    """What a status follows from."""

    STATED = "stated"
    LEADS_FINISHED = "leads_finished"
    PARTS_FINISHED = "parts_finished"
    REPORTED = "reported"
    PART_BEGUN = "part_begun"
    NOTHING = "nothing"


class StatusReason(NamedTuple):
    """A status and what it follows from.

    ``records`` are the office's word, or the reports of ``units``; ``parts`` the ids of the tasks
    below it that are finished or have begun.
    """

    status: Status
    rule: StatusRule
    units: tuple[str, ...] = ()
    parts: tuple[str, ...] = ()
    records: tuple[Event, ...] = ()


class Tally:
    """What the events of one task add up to.

    Parameters:
        events: those about the task alone.
        canonical: every spelling of a unit → its canonical name.
        ended: the units that lead and answer for nothing any more.
        turn: the period that counts, of a task that is due again and again: what was said in
            others only amends.
    """

    #: The amendment that set the date, absent where there was none.
    due_record: Event | None = None
    #: How often it is due again, and the record that says so.
    repeat: Repeat | None = None
    repeat_record: Event | None = None

    def __init__(
        self,
        task: Task,
        events: Timeline,
        canonical: Mapping[str, str],
        ended: Container[str] = (),
        turn: Turn | None = None,
    ) -> None:
        amendments = events.having(*AMENDING).of_unit("")
        self.turn, events = turn, turn.events if turn else events
        self.events, self._canonical = events, canonical
        spoken = events.having("status")
        #: Unit, or an empty name for the office → where it last spoke of the status.
        self._spoke = spoken.last_by_unit()
        #: Unit → where its report stands: its last with a status, else its last of any kind.
        anything = self._spoke if spoken is events else events.last_by_unit()
        #: Who only ever reported that there is nothing to report: that begins no work.
        self._idle: frozenset[str] = frozenset()
        if zeros := events.having("zero"):
            anything = {**zeros.last_by_unit(), **events.less(zeros).last_by_unit()}
            self._idle = frozenset(zeros.units() - events.less(zeros).units())
        self._reports = {**anything, **self._spoke}
        self._reports.pop("", None)
        lead, self.responsible = self._named(task.lead), self._named(task.responsible)
        self.due = self.first_due = task.due
        self.kind = Kind(task.kind) if task.kind else None
        #: The leads the office named and since when; and when it sent each unit's report back.
        self._leads = [(BEFORE_ALL, lead)]
        self._sent_back: dict[str, Place] = {}
        for place, event in amendments.placed():
            self._amend(place, event)
        self.lead = tuple(unit for unit in self._leads[-1][1] if unit not in ended)
        self.responsible = tuple(unit for unit in self.responsible if unit not in ended)
        #: The units whose word on the status was sent back since.
        self._taken_back = frozenset(
            unit for unit, place in self._sent_back.items() if place > self._last_word(unit)
        )
        last = events.last_by_unit() if self._taken_back else {}
        again = {u for u in self._taken_back if last.get(u, BEFORE_ALL) > self._sent_back[u]}
        self._reports.update({unit: last[unit] for unit in again})
        #: The units that have sent in nothing since theirs was sent back.
        self.returned = self._taken_back - again
        #: Unit → its report.
        self.reports = events.at_all(self._reports)
        #: The office's last word on the status.
        self.stated = events.at(self._spoke[""]) if "" in self._spoke else None
        self._all_leads_finished = bool(self.lead) and all(
            unit in self._reports and self._said(unit) in REPORTED_FINISHED for unit in self.lead
        )

    def _named(self, names: Iterable[str]) -> tuple[str, ...]:
        """*names* as registered, each once: two of them may have become one unit."""
        return tuple(dict.fromkeys(self._canonical.get(name, name) for name in names))

    def _last_word(self, unit: str) -> Place:
        """Where *unit* last spoke of the status; before everything where it never did."""
        return self._spoke.get(unit, BEFORE_ALL)

    def _amend(self, place: Place, event: Event) -> None:
        """What only the office can do: send back a report, move a date, name other units."""
        self._sent_back.update(dict.fromkeys(self._named(event.returned), place))
        if kind := event.get("kind"):
            self.kind = Kind(kind)
        if (due := event.get("due")) is not None:
            self.due, self.due_record = date.fromisoformat(due) if due else None, event
            self.first_due = self.first_due or self.due
            self.repeat = None
        if repeat := event.get("repeat"):
            self.repeat, self.repeat_record, self.due = Repeat(repeat), event, None
        if (lead := event.get("lead")) is not None:
            self._leads.append((place, self._named(lead)))
        if (responsible := event.get("responsible")) is not None:
            self.responsible = self._named(responsible)

    @lazy
    def gave_percent(self) -> Event | None:
        """The last record of a percentage by the office or by the unit that then collected."""
        given = self.events.having("percent")
        for place, unit in given.newest_first():
            if self._gives_percent(unit, place):
                return given.at(place)
        return None

    @property
    def other_percents(self) -> list[Event]:
        """The last percentage of each unit that did not collect then: shown, and nothing more."""
        given = self.events.having("percent")
        last = given.last_by_unit()
        return [given.at(p) for unit, p in last.items() if not self._gives_percent(unit, p)]

    def _gives_percent(self, unit: str, place: Place) -> bool:
        return not unit or unit in self._lead_at(place)[:1]

    def _lead_at(self, place: Place) -> tuple[str, ...]:
        """The leads that the office had named when what stands at *place* was said."""
        return self._leads[bisect_left(self._leads, place, key=itemgetter(0)) - 1][1]

    @lazy
    def lags(self) -> Event | None:
        """The last saying that it lags by one who has not spoken of the status since."""
        said = self.events.having("lags")
        for place, unit in said.newest_first():
            if place >= self._last_word(unit) and said.at(place).get("lags"):
                return said.at(place)
        return None

    @property
    def claimed(self) -> bool:
        """Whether all leads have reported the work finished since the office last spoke."""
        since = min(map(self._last_word, self.lead), default=BEFORE_ALL)
        return self._all_leads_finished and since > self._last_word("")

    @lazy
    def unsaid(self) -> StatusReason:
        """The status where nothing was said of what stands below it either."""
        return self.status((), (), 0)

    def status(self, finished: Sequence[str], begun: Sequence[str], parts: int) -> StatusReason:
        """The office's last word if there is one, else what follows from the reports.

        Parameters:
            finished: the ids of the tasks below that are finished.
            begun: the ids of those that have begun.
            parts: how many tasks there are below.
        """
        if self.stated:
            said = Status(self.events.status_at(self._spoke[""]))
            return StatusReason(said, StatusRule.STATED, records=(self.stated,))
        if self._all_leads_finished:
            return self._reported(Status.CLAIMED, StatusRule.LEADS_FINISHED, self.lead)
        if parts and len(finished) == parts:
            return StatusReason(Status.CLAIMED, StatusRule.PARTS_FINISHED, parts=tuple(finished))
        under_way = [unit for unit in self._reports if self._said(unit) is not Status.TODO]
        if under_way:
            return self._reported(Status.DOING, StatusRule.REPORTED, under_way)
        if begun:
            return StatusReason(Status.DOING, StatusRule.PART_BEGUN, parts=tuple(begun))
        return self._reported(Status.TODO, StatusRule.NOTHING, self._reports)

    def _reported(self, status: Status, rule: StatusRule, units: Iterable[str]) -> StatusReason:
        names = tuple(units)
        records = tuple(self.reports[unit] for unit in names)
        return StatusReason(status, rule, names, records=records)

    def _said(self, unit: str) -> Status:
        """A unit's own status; one that reports anything but nothing has begun."""
        said = self.events.status_at(self._reports[unit])
        if said and unit not in self._taken_back:
            return Status(said)
        return Status.TODO if unit in self._idle and not said else Status.DOING
