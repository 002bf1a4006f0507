"""Values that have an order: a day or a number as a span, and comparing with one."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.days import resolve_span

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lawgov_cli.domain.plan_life import Life, Purpose

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


def date_span(text: str, purpose: Purpose, life: Life, today: date) -> Span | None:
    """The days *text* stands for, ``None`` where it cannot be read.

    A day, a month (``9月`` is all of it), its end (``9月底`` ``年底``), a quarter, a half, a
    year, or from one to another (``9月1日至9月15日``).

    Parameters:
        purpose: what happened or what is due, which decides the year where none is written.
        today: the clock's day, for 今天 and 本月.
    """
    try:
        period = resolve_span(text, purpose, life, today)
    except UsageMistake:
        return None
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
