"""督办单: one slip an item, numbered in the journal, in the form the addressee's standing asks for.

A government office urges (督办单) the bodies under it; to party bodies and courts it writes (函).
Which they are is the plan's to say (``letter: true``), not the program's to guess.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.base.errors import UsageMistake

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan

#: Level → the word on the slip. Blue reminds, yellow urges, red warns.
LEVELS = {"蓝": "提醒单", "黄": "督办单", "红": "督办单"}
_ORDER = list(LEVELS)


class Slip(NamedTuple):
    """A slip as recorded."""

    number: int
    year: int
    level: str
    unit: str
    reply_by: str


def slips_of(events: Iterable[Event]) -> list[Slip]:
    """Every slip issued, in the order recorded."""
    slips = (event.get("slip") for event in events if "slip" in event.fields)
    return [Slip(*map(slip.__getitem__, Slip._fields)) for slip in slips]


def next_slip(
    events: Iterable[Event], *, year: int, level: str, unit: str, reply_by: date
) -> dict[str, Any]:
    """The record's ``slip`` field with the year's next number; taken-back numbers stay used."""
    used = [slip.number for slip in slips_of(events) if slip.year == year]
    slip = Slip(max(used, default=0) + 1, year, level, unit, reply_by.isoformat())
    return slip._asdict()


def level_of(word: str) -> str:
    """A level by its word.

    Raises:
        UsageMistake: no such level.
    """
    level = word.removesuffix("单").removesuffix("色")
    if level not in LEVELS:
        raise UsageMistake(f"没有“{word}”这一级。可用: 蓝(提醒)、黄(督办)、红(督办)")
    return level


def skips(task_events: Iterable[Event], level: str) -> str:
    """Why issuing *level* now passes over a level; empty where it does not."""
    issued = [slip.level for slip in slips_of(task_events)]
    highest = max((_ORDER.index(name) for name in issued), default=-1)
    if _ORDER.index(level) > highest + 1:
        before = f"只发过{_ORDER[highest]}色单" if issued else "没有发过单"
        return f"越级: 本项此前{before}, 按次序应先发{_ORDER[highest + 1]}色单,"
    return ""


def is_letter(unit: str, plan: Plan) -> bool:
    """Whether *unit* is to be written to rather than urged."""
    return unit in plan.units and plan.units[unit].letter
