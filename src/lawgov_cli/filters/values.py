"""Values that have an order: a day or a number as a span, and comparing with one."""

from __future__ import annotations

import re
import unicodedata
from contextlib import suppress
from datetime import timedelta
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.base.dates import (
    month,
    parse_day,
    parse_half,
    parse_month,
    parse_quarter,
    parse_year,
)
from lawgov_cli.base.errors import UnreadableDate
from lawgov_cli.base.numerals import parse_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lawgov_cli.base.dates import Period

_RANGE = re.compile(r"(.+?)(?:~|至|到)(.+)\Z")
_END = re.compile(r"(?:(?P<year>\d{4})?年|(?P<month>.+月))[底末]\Z")
_MONTHS = {"上月": -1, "本月": 0, "下月": 1}

_NUMBER = re.compile(r"\d{1,9}(?:\.\d{1,9})?\Z")
_NUMBERS = re.compile(r"(.+?)[-~至到](.+)\Z")


class Span(NamedTuple):
    """From *first* to *last*, both included; a single value is a span of one."""

    first: Any
    last: Any


class Wanted(NamedTuple):
    """What a term asks of a value that has an order and may be absent.

    An absent value meets no comparison; only ``none`` finds it.
    """

    sign: str
    spans: Sequence[Span]
    none: bool = False
    any: bool = False

    def met_by(self, value: Any) -> bool:  # noqa: ANN401 - a date or a number, as the spans are
        """Whether *value*, ``None`` where absent, is what is asked for."""
        if value is None:
            return self.none if self.sign != "!=" else self.any and not self.none
        if self.sign == "<":
            return bool(value < self.spans[0].first)
        if self.sign == "<=":
            return bool(value <= self.spans[0].last)
        if self.sign == ">":
            return bool(value > self.spans[0].last)
        if self.sign == ">=":
            return bool(value >= self.spans[0].first)
        named = self.any or any(span.first <= value <= span.last for span in self.spans)
        return named if self.sign != "!=" else not named


def date_span(text: str, *, year: int, today: date) -> Span | None:
    """The days *text* stands for, ``None`` where it cannot be read.

    A day, a month (``9月`` is all of it), its end (``9月底`` ``年底``), a quarter, a half, a
    year, or from one to another (``9月1日至9月15日``).

    Parameters:
        year: the year meant where none is written.
        today: the clock's day, for 今天 and 本月.
    """
    plain = unicodedata.normalize("NFKC", text).strip().lower()
    if match := _RANGE.match(plain):
        ends = [_one_date_span(part.strip(), year, today) for part in match.groups()]
        if ends[0] and ends[1] and ends[0].first <= ends[1].last:
            return Span(ends[0].first, ends[1].last)
        return None
    return _one_date_span(plain, year, today)


def _one_date_span(text: str, year: int, today: date) -> Span | None:
    if text in _MONTHS:
        return _month_from(today, _MONTHS[text])
    if match := _END.match(text):
        inner = match["month"] or f"{match['year'] or year}-12"
        whole = _one_date_span(inner, year, today)
        return Span(whole.last, whole.last) if whole else None
    with suppress(UnreadableDate):
        day = parse_day(text, year=year, today=today)
        return Span(day, day)
    for parse in (parse_month, parse_quarter, parse_half, _parse_year):
        with suppress(UnreadableDate, ValueError):  # ValueError: there is no year 0000
            period = parse(text, year=year)
            return Span(period.first, period.last)
    return None


def _parse_year(text: str, *, year: int) -> Period:  # noqa: ARG001 - called like its siblings
    return parse_year(text)


def _month_from(today: date, shift: int) -> Span:
    first = today.replace(day=1)
    day = first + timedelta(days=31) if shift > 0 else first + timedelta(days=shift)
    period = month(day.year, day.month)
    return Span(period.first, period.last)


def number_span(text: str) -> Span | None:
    """The number or range of numbers that *text* writes, ``None`` where it cannot be read."""
    plain = unicodedata.normalize("NFKC", text).strip().removesuffix("%")
    if match := _NUMBERS.match(plain):
        first, last = (_number(part.removesuffix("%")) for part in match.groups())
        if first is None or last is None or first > last:
            return None
        return Span(first, last)
    number = _number(plain)
    return None if number is None else Span(number, number)


def _number(text: str) -> float | None:
    return float(text) if _NUMBER.match(text) else parse_number(text) if text.strip() else None
