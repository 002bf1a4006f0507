"""Moments as the office's clock shows them, whatever the zone of the computer that recorded."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone, tzinfo
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

#: 北京时间, which knows no summer time: the zone of every office that names no other.
OFFICE = timezone(timedelta(hours=8))
BEIJING = "Asia/Shanghai"
_SUFFIX = "+08:00"


class _Clock:
    """On which days are told. A run of the program works for one office, so it has one clock."""

    zone: tzinfo = OFFICE


def tell_days_in(name: str) -> None:
    """From here on days are those of the zone *name*; :func:`zone_named` finds it.

    Raises:
        LookupError: there is no such zone on this computer.
    """
    _Clock.zone = zone_named(name)


def zone_named(name: str) -> tzinfo:
    """The time zone *name*.

    Raises:
        LookupError: there is no such zone on this computer.
    """
    if name == BEIJING:  # a computer may know no zones at all
        return OFFICE
    from zoneinfo import ZoneInfo

    try:
        return ZoneInfo(name)
    except (ValueError, OSError) as error:
        raise LookupError(name) from error


def office_moment(at: str) -> str:
    """The moment *at*, an ISO time, on Beijing's clock; such texts are ordered as moments.

    A time without an offset is taken as Beijing's.
    """
    if at.endswith(_SUFFIX):
        return at
    local, rest = at[:19], at[19:]
    zone = next((place for place, char in enumerate(rest) if char in "+-Z"), len(rest))
    fraction, offset = rest[:zone], rest[zone:].replace("Z", "+00:00")
    if offset:
        local = datetime.fromisoformat(local + offset).astimezone(OFFICE).isoformat()[:19]
    return f"{local}{fraction}{_SUFFIX}"


def day_recorded(at: str) -> str:
    """The day, ``YYYY-MM-DD``, that it was in the office at the moment *at*."""
    moment = office_moment(at)
    if _Clock.zone is OFFICE:
        return moment[:10]
    return office_day(datetime.fromisoformat(moment[:19] + _SUFFIX)).isoformat()


def days_recorded(moments: Sequence[str]) -> list[str]:
    """The day of each of many moments that are told on Beijing's clock."""
    if _Clock.zone is OFFICE:
        return [moment[:10] for moment in moments]
    return [day_recorded(moment) for moment in moments]


def office_day(now: datetime) -> date:
    """The day that it is in the office at *now*."""
    return now.astimezone(_Clock.zone).date()
