"""Moments as the office's clock shows them, whatever the zone of the computer that recorded."""

from __future__ import annotations

from datetime import date, datetime, timedelta, timezone

#: The office's zone: 北京时间, which knows no summer time.
OFFICE = timezone(timedelta(hours=8))
_SUFFIX = "+08:00"


def office_moment(at: str) -> str:
    """The moment *at*, an ISO time, on the office's clock; such texts are ordered as moments.

    A time without an offset is taken as the office's.
    """
    if at.endswith(_SUFFIX):
        return at
    local, rest = at[:19], at[19:]
    zone = next((place for place, char in enumerate(rest) if char in "+-Z"), len(rest))
    fraction, offset = rest[:zone], rest[zone:].replace("Z", "+00:00")
    if offset:
        local = datetime.fromisoformat(local + offset).astimezone(OFFICE).isoformat()[:19]
    return f"{local}{fraction}{_SUFFIX}"


def office_day(now: datetime) -> date:
    """The day that it is in the office at *now*."""
    return now.astimezone(OFFICE).date()
