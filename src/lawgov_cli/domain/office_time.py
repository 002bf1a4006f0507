"""Moments as the office's clock shows them, whatever the zone of the computer that recorded."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone

#: The office's zone: 北京时间, which knows no summer time.
OFFICE = timezone(timedelta(hours=8))
_SUFFIX = "+08:00"
_MOMENT = re.compile(r"(?P<local>.{19})(?P<fraction>\.[0-9]+)?(?P<zone>.*)", re.DOTALL)


def office_moment(at: str) -> str:
    """The moment *at*, an ISO time, on the office's clock; such texts are ordered as moments.

    A time without an offset is taken as the office's.
    """
    if at.endswith(_SUFFIX):
        return at
    match = _MOMENT.match(at)
    if match is None:
        return at
    local, fraction, zone = match["local"], match["fraction"] or "", match["zone"]
    if zone:
        offset = "+00:00" if zone == "Z" else zone
        local = datetime.fromisoformat(local + offset).astimezone(OFFICE).isoformat()[:19]
    return f"{local}{fraction}{_SUFFIX}"


def office_day(now: datetime) -> date:
    """The day that it is in the office at *now*."""
    return now.astimezone(OFFICE).date()
