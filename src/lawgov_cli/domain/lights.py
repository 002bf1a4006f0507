"""The light of a task on a day, with its reason. Whoever shows a light prints this reason.

The first rule that fits lights it, so the reason is that rule with its figures: whose date or
percentage it was, who answers for that, and the record it rests on.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import FINISHED, Light, Status

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import LightRules, Plan
    from lawgov_cli.domain.turns import Turn


class LightRule(str, Enum):
    """What lights a light, or leaves it green or out."""

    ADJUSTED = "adjusted"
    FINISHED = "finished"
    OVERDUE = "overdue"
    BEHIND = "behind"
    LAGS = "lags"
    DUE_SOON = "due_soon"
    IN_ORDER = "in_order"


class Deadline(NamedTuple):
    """A date, and whose it is: a point may be due with one of its measures.

    ``units`` answer for it; ``record`` set it, absent where the document did; ``turn`` is the
    period of which it is the end, where the task is due again and again.
    """

    day: date
    task: str
    units: tuple[str, ...]
    record: Event | None = None
    turn: Turn | None = None


class LightReason(NamedTuple):
    """A light and why it is that one.

    ``task`` is whose date or percentage it goes by, and ``below`` whether that is a part of the
    task rather than itself; ``units`` answer for it; ``days_left`` is negative once the date has
    passed; ``record`` is the one it rests on: that set the date, gave the percentage, said that it
    lags or finished the task; ``turn`` is the period that the date ends, where it is due again
    and again.
    """

    light: Light
    rule: LightRule
    task: str
    below: bool
    units: tuple[str, ...]
    due: date | None
    days_left: int | None
    percent: float | None
    behind: float | None
    record: Event | None
    turn: Turn | None = None


class Facts(NamedTuple):
    """What the light of a task goes by.

    ``ended`` is the record that finished or adjusted it, ``given`` the one that gave the
    percentage, ``lags`` the one that said it lags; each absent where there is none.
    """

    task: str
    units: tuple[str, ...]
    status: Status
    ended: Event | None
    deadline: Deadline | None
    percent: float | None
    given: Event | None
    behind: float | None
    lags: Event | None


#: The rules in the order in which they are tried; each goes by the office's word, a date, a
#: percentage or somebody's saying, and rests on the record of that.
_IN_TURN = (
    (Light.NONE, LightRule.ADJUSTED, "word"),
    (Light.GREEN, LightRule.FINISHED, "word"),
    (Light.RED, LightRule.OVERDUE, "date"),
    (Light.RED, LightRule.BEHIND, "percent"),
    (Light.YELLOW, LightRule.BEHIND, "percent"),
    (Light.YELLOW, LightRule.LAGS, "saying"),
    (Light.BLUE, LightRule.DUE_SOON, "date"),
    (Light.GREEN, LightRule.IN_ORDER, "date"),
)


def lit(facts: Facts, as_of: date, rules: LightRules) -> LightReason:
    """The light of a task on *as_of* by the first rule that fits, and why."""
    due = facts.deadline
    left = (due.day - as_of).days if due else None
    behind = float("-inf") if facts.behind is None else facts.behind
    fits = (
        facts.status is Status.CHANGED,
        facts.status in FINISHED,
        left is not None and left < 0,
        behind >= rules.behind_red,
        behind >= rules.behind_yellow,
        facts.lags is not None,
        left is not None and left <= rules.due_soon_days,
        True,
    )
    light, rule, by = _IN_TURN[fits.index(True)]
    records = {
        "word": facts.ended,
        "date": due and due.record,
        "percent": facts.given,
        "saying": facts.lags,
    }
    whose = due if due and by == "date" else facts
    return LightReason(
        light=light,
        rule=rule,
        task=whose.task,
        below=whose.task != facts.task,
        units=whose.units,
        due=due and due.day,
        days_left=left,
        percent=facts.percent,
        behind=facts.behind,
        record=records[by],
        turn=due and due.turn,
    )


def points_behind(plan: Plan, due: date | None, percent: float | None, as_of: date) -> float | None:
    """Percentage points that *percent* is behind the share of time gone; ``None`` without one."""
    if percent is None:
        return None
    span = ((due or plan.ends) - plan.starts).days + 1
    gone = (as_of - plan.starts).days + 1
    expected = 100 * min(max(gone / span, 0), 1) if span > 0 else 100
    return expected - percent
