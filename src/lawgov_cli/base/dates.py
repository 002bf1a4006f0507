"""Periods, and days and periods as an office writes them; typed ones: :mod:`.day_words`."""

from __future__ import annotations

from datetime import date, timedelta
from functools import lru_cache

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.tuples import NamedTuple

_DAY = pattern(r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")


class Period(NamedTuple):
    """A stretch of whole days, both ends included, with the name it is asked for by."""

    first: date
    last: date
    name: str
    word: str
    kind: str = "month"

    @property
    def before(self) -> date:
        """The day before the period began."""
        return self.first - timedelta(days=1)


@lru_cache(maxsize=1 << 12)  # the days of ten years: a long journal names each a thousand times
def is_day(text: str) -> bool:
    """Whether *text* is a day of the calendar, ``YYYY-MM-DD``."""
    if not _DAY.match(text):
        return False
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def month(year: int, number: int) -> Period:
    """The month *number* of *year*."""
    first = date(year, number, 1)
    return Period(first, month_end(first), f"{year}-{number:02}", f"{year}年{number}月")


def month_named(name: str) -> Period:
    """The month ``YYYY-MM``."""
    return month(int(name[:4]), int(name[5:]))


def month_end(day: date) -> date:
    """The last day of the month that *day* lies in."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def quarter(year: int, number: int) -> Period:
    """The quarter *number* of *year*."""
    first, last = month(year, 3 * number - 2).first, month(year, 3 * number).last
    word = f"{year}年第{'一二三四'[number - 1]}季度"
    return Period(first, last, f"{year}Q{number}", word, "quarter")


def half(year: int, number: int) -> Period:
    """The half *number* of *year*."""
    first, last = month(year, 6 * number - 5).first, month(year, 6 * number).last
    return Period(first, last, f"{year}H{number}", f"{year}年{'上下'[number - 1]}半年", "half")


def whole_year(number: int) -> Period:
    """The year *number*."""
    return Period(date(number, 1, 1), date(number, 12, 31), f"{number}", f"{number}年度", "year")


def single(day: date) -> Period:
    """One day as a period."""
    return Period(day, day, day.isoformat(), long_date(day), "day")


def stretch(first: date, last: date) -> Period:
    """From one day to another: a month where it is one, full months, else a free period."""
    if first.day != 1 or last != month_end(last):
        word = f"{long_date(first)}至{short_date(last, first.year)}"
        return Period(first, last, f"{first}至{last}", word, "free")
    if last == month_end(first):
        return month(first.year, first.month)
    end = f"{last.month}月" if last.year == first.year else f"{last.year}年{last.month}月"
    name = f"{first:%Y-%m}至{last:%Y-%m}"
    return Period(first, last, name, f"{first.year}年{first.month}月至{end}", "months")


def long_date(day: date | str) -> str:
    """``2023年9月30日``."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.year}年{day.month}月{day.day}日"


def short_month(day: date, year: int) -> str:
    """``9月`` within *year*, with its year otherwise."""
    return f"{day.month}月" if day.year == year else f"{day.year}年{day.month}月"


def short_date(day: date | str, year: int) -> str:
    """``9月30日`` within *year*, the long form otherwise."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.month}月{day.day}日" if day.year == year else long_date(day)
