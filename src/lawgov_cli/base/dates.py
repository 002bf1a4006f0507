"""Periods, and days and periods as an office writes them; typed ones: :mod:`.day_words`."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.errors import UnreadableDate

if TYPE_CHECKING:
    from collections.abc import Callable

_DAY = re.compile(r"(?:([12]\d{3})[-/.年])?(\d{1,2})[-/.月](\d{1,2})日?\Z")
_MONTH = re.compile(r"(?:([12]\d{3})[-/.年]?)?(\d{1,2})月?\Z")
_RELATIVE = {"today": 0, "今天": 0, "yesterday": -1, "昨天": -1, "tomorrow": 1, "明天": 1}


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
    unreadable = UnreadableDate(text, "2023-09-30、2023年9月30日、9月30日 或 today")
    match = _DAY.match(plain)
    if not match:
        raise unreadable
    try:
        return date(int(match[1] or year), int(match[2]), int(match[3]))
    except ValueError as no_such_day:
        raise unreadable from no_such_day


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
    first = date(year, number, 1)
    return Period(first, month_end(first), f"{year}-{number:02}", f"{year}年{number}月")


def month_end(day: date) -> date:
    """The last day of the month that *day* lies in."""
    return (day.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)


def parse_quarter(text: str, *, year: int) -> Period:
    """A quarter: ``2023Q3`` ``Q3`` ``2023年三季度`` ``第三季度``.

    Raises:
        UnreadableDate: no such notation.
    """
    return _parse_part(text, year, r"q([1-4])|第?([一二三四1-4])季度?", "2023Q3 或 三季度", quarter)


def parse_half(text: str, *, year: int) -> Period:
    """A half-year: ``2023H1`` ``上半年``.

    Raises:
        UnreadableDate: no such notation.
    """
    return _parse_part(text, year, r"h([12])|([上下])半年", "2023H1 或 上半年", half)


def parse_year(text: str) -> Period:
    """A year: ``2023`` ``2023年``.

    Raises:
        UnreadableDate: no such notation.
    """
    match = re.fullmatch(r"([12]\d{3})(年度?)?", unicodedata.normalize("NFKC", text).strip())
    if not match:
        raise UnreadableDate(text, "2023")
    return whole_year(int(match[1]))


def _parse_part(
    text: str, year: int, pattern: str, expected: str, make: Callable[[int, int], Period]
) -> Period:
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    match = re.fullmatch(rf"(?:([12]\d{{3}})[-年]?)?(?:{pattern})", plain)
    if not match:
        raise UnreadableDate(text, expected)
    which = next(group for group in match.groups()[1:] if group)
    return make(int(match[1] or year), _PARTS.get(which) or int(which))


_PARTS = {"一": 1, "二": 2, "三": 3, "四": 4, "上": 1, "下": 2}


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


def short_date(day: date | str, year: int) -> str:
    """``9月30日`` within *year*, the long form otherwise."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.month}月{day.day}日" if day.year == year else long_date(day)
