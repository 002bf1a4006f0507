"""Dates and periods as an office writes them."""

from __future__ import annotations

import re
import unicodedata
from calendar import monthrange
from datetime import date, timedelta
from typing import NamedTuple

from lawgov_cli.errors import UnreadableDate

_DAY = re.compile(r"(?:(\d{4})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?\Z")
_MONTH = re.compile(r"(?:(\d{4})[-/.年]?)?(\d{1,2})月?\Z")
_RELATIVE = {"today": 0, "今天": 0, "yesterday": -1, "昨天": -1, "tomorrow": 1, "明天": 1}


class Period(NamedTuple):
    """A stretch of whole days, both ends included, with the name it is asked for by."""

    first: date
    last: date
    name: str
    word: str

    def holds(self, day: str) -> bool:
        """Whether the ISO *day* lies in the period."""
        return self.first.isoformat() <= day <= self.last.isoformat()

    @property
    def before(self) -> date:
        """The day before the period began."""
        return self.first - timedelta(days=1)


def parse_day(text: str, *, year: int, today: date) -> date:
    """A day: ``2023-09-30`` ``2023年9月30日`` ``9月30日`` ``today``.

    Parameters:
        year: the year meant where none is written (the plan's).
        today: the clock's day.

    Raises:
        UnreadableDate: no such notation, or no such day.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if plain in _RELATIVE:
        return today + timedelta(days=_RELATIVE[plain])
    match = _DAY.match(plain)
    if match:
        try:
            return date(int(match[1] or year), int(match[2]), int(match[3]))
        except ValueError:
            pass
    raise UnreadableDate(text, "2023-09-30、2023年9月30日、9月30日 或 today")


def parse_month(text: str, *, year: int) -> Period:
    """A month: ``2023-09`` ``2023年9月`` ``9月``.

    Raises:
        UnreadableDate: no such notation, or no such month.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    match = _MONTH.match(plain)
    if match and 1 <= int(match[2]) <= 12:
        return month(int(match[1] or year), int(match[2]))
    raise UnreadableDate(text, "2023-09、2023年9月 或 9月")


def month(year: int, number: int) -> Period:
    """The month *number* of *year*."""
    last = date(year, number, monthrange(year, number)[1])
    return Period(date(year, number, 1), last, f"{year}-{number:02}", f"{year}年{number}月")


def long_date(day: date | str) -> str:
    """``2023年9月30日``."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def short_date(day: date | str, year: int) -> str:
    """``9月30日`` within *year*, the long form otherwise."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.month}月{day.day}日" if day.year == year else long_date(day)
