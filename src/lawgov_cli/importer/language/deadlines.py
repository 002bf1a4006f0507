"""Dates by which something is due, as documents say them: 年底前, 10月底前, 第三季度末."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.numerals import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterator

_BEFORE = "(?:之前|以前|前|之内|内|底前|末前)?"
_YEAR = r"(?:(?P<year>20\d\d|19\d\d)[ ]?年|(?P<this>今年|本年度?|当年|明年))"
_PART = "底|末|份|上旬|中旬|下旬|初"


def _year(number: int) -> str:
    """The pattern of a year, its groups numbered: a group's name may stand only once."""
    return _YEAR.replace("year", f"year{number}").replace("this", f"this{number}")


_DATE = re.compile(
    rf"""(?<![0-9])
    (?: {_year(1)}?的?(?P<month>1[0-2]|0?[1-9])[ ]?月
        (?:(?P<day>[0-9]{{1,2}})[日号]|(?P<part>{_PART})?)
      | {_year(2)}?第?(?P<quarter>[一二三四1-4])季度[底末]?
      | {_year(3)}?(?P<half>上半年|下半年)
      | {_year(4)}年?[底末内]
      | (?<![一二三四五六七八九十两几数多每])年[底末内]
    ){_BEFORE}""",
    re.VERBOSE,
)
_YEAR_ALONE = re.compile(r"(20\d\d)[ ]?年")
_DONE = re.compile(r"\s?(?:完成|建成|实现|出台|印发|取得|到位|办结|落实|上线|制定|启动)")
#: Behind these a date says when something was, or what a plan or figure is called.
_NOT_DUE = re.compile("[自从至截于以]$|截至|截止|印发的?$|发布的?$")


class Deadline(NamedTuple):
    """A date due and the document's own words for it."""

    due: date
    words: str
    start: int
    end: int


def deadlines(text: str, year: int) -> list[Deadline]:
    """The deadlines that *text* states outright.

    Parameters:
        year: the year meant where the text names none.
    """
    return [found for found in _dates(text, year) if _is_due(text, found, year)]


def stated(text: str, year: int) -> date | None:
    """The date in words known to be a deadline, such as those behind 完成时限：."""
    found = [found.due for found in _dates(text, year)]
    if found:
        return found[-1]
    whole_year = _YEAR_ALONE.search(text)
    return date(int(whole_year[1]), 12, 31) if whole_year else None


def opens_with_date(text: str) -> bool:
    """Whether *text* begins with a date."""
    return bool(_DATE.match(text.lstrip(" \u3000于在至到")))


def _dates(text: str, year: int) -> Iterator[Deadline]:
    for match in _DATE.finditer(text):
        due = _due(match, _year_of(match, year))
        if due:
            yield Deadline(due, match[0].strip(), match.start(), match.end())


def _is_due(text: str, found: Deadline, year: int) -> bool:
    if found.due.year < year or _NOT_DUE.search(text[max(0, found.start - 6) : found.start]):
        return False
    if found.words.endswith(("前", "内")):
        return True
    return found.words.endswith(("底", "末")) and (
        bool(_DONE.match(text, found.end))
        or found.start == 0
        or text[found.start - 1] in "，。；、,;"
    )


def _year_of(match: re.Match[str], year: int) -> int:
    written = [match[f"year{number}"] for number in range(1, 5) if match[f"year{number}"]]
    following = any(match[f"this{number}"] == "明年" for number in range(1, 5))
    return int(written[0]) if written else year + following


def _due(match: re.Match[str], year: int) -> date | None:
    if match["month"]:
        return _day(year, int(match["month"]), match["day"], match["part"])
    if match["quarter"]:
        return _last_day(year, 3 * (parse_number(match["quarter"]) or 4))
    if match["half"]:
        return _last_day(year, 6 if match["half"] == "上半年" else 12)
    return date(year, 12, 31)


def _day(year: int, month: int, day: str | None, part: str | None) -> date | None:
    last = monthrange(year, month)[1]
    if day:
        return date(year, month, int(day)) if 1 <= int(day) <= last else None
    return date(year, month, {"上旬": 10, "初": 10, "中旬": 20}.get(part or "", last))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
