"""What a typed day, month, quarter, half, year or range says, before its year is decided.

Every spelling is first brought into one by :mod:`.day_spelling`, which one pattern then reads.
Where no year is typed none is assumed: which one is meant is for :mod:`lawgov_cli.domain.days`.
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import half, month, month_end, quarter, single, stretch, whole_year
from lawgov_cli.base.day_spelling import plainly, spelled, week
from lawgov_cli.base.errors import UnreadableDate, UsageMistake
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.base.dates import Period

#: What can be written where each kind is wanted.
SPELLINGS = {
    "day": "2023-09-30、2023年9月30日、9月30日、9/30、九月三十日、9月底、昨天 或 today",
    "month": "2023-09、2023年9月、9月、九月 或 上月",
    "quarter": "2023Q3、2023年三季度、三季度 或 上季度",
    "half": "2023H1、2023年上半年 或 上半年",
    "year": "2023、2023年 或 去年",
    "any": "2023-09-30、9月30日、9月、三季度、上半年、9月底、上月 或 9月1日至9月15日",
}


class Said(NamedTuple):
    """A day, or a part of a year, whose year may be missing.

    ``kind``: ``day`` ``month`` ``quarter`` ``half`` ``year``; ``number``: which, of the month for
    a day, whose ``month`` may be missing too (20日).
    """

    kind: str
    number: int
    year: int | None = None
    month: int | None = None

    @property
    def dated(self) -> bool:
        """Whether only one stretch of days can be meant."""
        return self.year is not None

    @property
    def loose(self) -> bool:
        """Whether even the month is missing."""
        return self.kind == "day" and self.month is None

    def periods(self, years: Sequence[int]) -> list[Period]:
        """All it may mean in *years*, in order; the year typed goes before."""
        each = years if self.year is None else (self.year,)
        return [period for year in each for period in self._in(year)]

    def _in(self, year: int) -> Iterator[Period]:
        if self.kind != "day":
            make = {"month": month, "quarter": quarter, "half": half}.get(self.kind)
            yield make(year, self.number) if make else whole_year(year)
            return
        for number in (self.month,) if self.month else range(1, 13):
            first = date(year, number, 1)
            if self.number <= month_end(first).day:
                yield single(first.replace(day=self.number))


class End(NamedTuple):
    """The last day of something: 9月底."""

    whole: Said
    kind: str = "day"
    loose: bool = False

    @property
    def dated(self) -> bool:
        """Whether only one day can be meant."""
        return self.whole.dated

    def periods(self, years: Sequence[int]) -> list[Period]:
        """All it may mean in *years*, in order."""
        return [single(period.last) for period in self.whole.periods(years)]


Part = Said | End


class Between(NamedTuple):
    """From the first day of one to the last of another."""

    start: Part
    stop: Part
    kind: str = "range"
    loose: bool = False

    @property
    def dated(self) -> bool:
        """Whether only one stretch of days can be meant."""
        return self.start.dated or self.stop.dated

    def periods(self, years: Sequence[int]) -> list[Period]:
        """All it may mean in *years*, in order: each end with the nearest other."""
        if self.stop.dated and not self.start.dated:
            year = self.stop.periods(())[0].last.year
            years = (year - 1, year)
        found: dict[date, date] = {}
        for start in self.start.periods(years):
            later = self.stop.periods((start.first.year, start.first.year + 1))
            last = next((stop.last for stop in later if stop.last >= start.first), None)
            if last:
                found[last] = start.first
        return [stretch(first, last) for last, first in found.items()]


Typed = Part | Between


def read(text: str, today: date, wanted: str = "any") -> Typed:
    """What *text* says.

    Parameters:
        today: the clock's day, for 昨天 and 上月.
        wanted: the kind that a bare number stands for, and whose spellings a refusal names.

    Raises:
        UnreadableDate: no such notation.
        UsageMistake: no such day, month or quarter, or a range that ends before it begins.
    """
    plain = plainly(text)
    if len(plain) > _LONGEST:
        raise UnreadableDate(text, SPELLINGS[wanted])
    try:
        said = _one(plain, today, wanted) or _week(plain, today) or _range(plain, today, wanted)
    except _ImpossibleError as impossible:
        raise UsageMistake(f"没有“{text}”: {impossible}。") from None
    if not said:
        raise UnreadableDate(text, SPELLINGS[wanted])
    return between(said.start, said.stop, text) if isinstance(said, Between) else said


class _ImpossibleError(Exception):
    """Why there is no such day or part of a year."""


_LONGEST = 40
_BARE = {"day": "日", "month": "月", "quarter": "季度"}
_SAID = re.compile(
    r"""(?:(?P<year>[12]\d{3}|\d\d)年度?的?)?
    (?:(?P<month>\d{1,2})月份?(?:(?P<day>\d{1,2})[日号]?)?
      |第?(?P<quarter>\d)季度?
      |(?P<half>[上下])半年
      |(?P<alone>\d{1,2})[日号]
      |年(?=[底末]))?
    (?P<end>(?<=.)[底末])?""",
    re.VERBOSE | re.ASCII,
)


def _one(plain: str, today: date, wanted: str) -> Part | None:
    if re.fullmatch(r"第?\d{1,2}", plain, re.ASCII) and wanted in {"month", "quarter"}:
        plain += _BARE[wanted]
    text = spelled(plain, today)
    match = _SAID.fullmatch(text)
    if not match or not text:
        return None
    said = _said(match)
    if not match["end"]:
        return said if said and (said.kind != "year" or said.year) else None
    return End(said) if said and said.kind != "day" else None


def _said(match: re.Match[str]) -> Said | None:
    """What a match of the pattern says. Two digits of a year are of this century."""
    year = int(match["year"]) if match["year"] else None
    year = year + 2000 if year is not None and year < 100 else year
    if match["alone"]:
        _possible(None, None, int(match["alone"]))
        return None if year else Said("day", int(match["alone"]))
    if match["month"]:
        number, day = int(match["month"]), match["day"]
        _possible(year, number, int(day or 1))
        return Said("day", int(day), year, number) if day else Said("month", number, year)
    if match["quarter"]:
        if not 1 <= int(match["quarter"]) <= 4:
            raise _ImpossibleError("一年只有四个季度")
        return Said("quarter", int(match["quarter"]), year)
    if match["half"]:
        return Said("half", "上下".index(match["half"]) + 1, year)
    return Said("year", 0, year)


def _possible(year: int | None, number: int | None, day: int) -> None:
    """Refuse a day that no calendar has, naming what is impossible about it."""
    if number is not None and not 1 <= number <= 12:
        raise _ImpossibleError(f"月份只有1至12月, 没有{number}月")
    days = month_end(date(year or 2000, number, 1)).day if number else 31
    if 1 <= day <= days:
        return
    if number and 1 <= day <= 31:
        only = f"{year}年{number}月只有" if year else f"{number}月最多" if number == 2 else ""
        raise _ImpossibleError(f"{only or f'{number}月只有'}{days}天")
    raise _ImpossibleError(f"一个月里没有{day}日")


def _week(plain: str, today: date) -> Between | None:
    first = week(plain, today)
    if not first:
        return None
    ends = [Said("day", day.day, day.year, day.month) for day in (first, first + timedelta(days=6))]
    return Between(ends[0], ends[1])


_BETWEEN = re.compile("[~〜至到]|[—―]+|--")
_COUNTED = re.compile(r"第?\d{1,2}(月|季度?|[日号])", re.ASCII)


def _range(plain: str, today: date, wanted: str) -> Between | None:
    """The first place at which *plain* falls into two that can be read."""
    impossible = None
    for sign in [*_BETWEEN.finditer(plain), *re.finditer("-", plain)]:
        try:
            found = _between(plain[: sign.start()], plain[sign.end() :], today, wanted)
        except _ImpossibleError as why:
            impossible = impossible or why
            continue
        if found:
            return Between(*found)
    if impossible:
        raise impossible
    return None


def between(start: Part, stop: Part, text: str) -> Between:
    """From one to the other.

    Raises:
        UsageMistake: the other comes first.
    """
    found = Between(start, stop)
    if start.dated and not found.periods(()):
        raise UsageMistake(f"“{text}”的起止颠倒了: 前面写起, 后面写止。")
    return found


def _between(left: str, right: str, today: date, wanted: str) -> tuple[Part, Part] | None:
    """Both ends, each completed from the other: 6至8月, 9月1日至15日, 9月1日至月底."""
    counted = _COUNTED.match(right)
    if counted and re.fullmatch(r"(?:.*年)?第?\d{1,2}", left, re.ASCII):
        left += counted[1]
    start = _one(left, today, wanted)
    if not start:
        return None
    if isinstance(start, Said) and re.fullmatch("月[底末]", right):
        inner = start.number if start.kind == "month" else start.month
        right = f"{inner}{right}" if inner else right
    if re.fullmatch(r"\d{1,2}", right, re.ASCII):
        right += _BARE.get(start.kind, "")
    stop = _one(right, today, wanted)
    return (start, stop) if stop else None
