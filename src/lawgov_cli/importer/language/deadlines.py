"""Dates by which something is due, as documents say them: 年底前, 10月底前, 第三季度末."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import evened
from lawgov_cli.importer.language.wording import is_ditto

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What may stand between a day and 前: （含）, （星期二）, 17时, 下班.
_NARROWER = (
    "(?:[（(](?:含[^（）()]{0,4}|(?:星期|周)[一二三四五六日天])[）)])?"
    "(?:[ ]?(?:[0-9]{1,2}(?:时|点|[:：][0-9]{2})(?:[0-9]{2}分)?|(?:上午|下午)?下班))?"
    "[ ]?(?=之前|以前|前)"
)
_BEFORE = f"(?:{_NARROWER})?(?:之前|以前|前(?![后夕期])|之内|内|底前|末前)?"
_CN = "[〇○零一二三四五六七八九十]"
_YEAR = (
    r"(?:(?P<year>(?:20|19)\d\d|2[ ]?0[ ]?\d[ ]?\d|[2-4]\d(?=年(?:1[0-2]|0?[1-9])月)"
    rf"|{_CN}{{4}})[ ]?年(?!度)"
    "|(?P<this>今年|本年度?|当年|明年|次年|翌年|来年|下一年|去年|上年|上一年))"
)
_PART = "底|末|份|上旬|中旬|下旬|初"
_MONTH = "1[ ]?[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九]"
_DAY = f"(?:[0-9]{{1,2}}|{_CN}{{1,3}})"
#: Between the two ends of a span of time.
_TO = "[ ]?[-—–~～－至到]{1,2}[ ]?"


def _year(number: int) -> str:
    """The pattern of a year, its groups numbered: a group's name may stand only once."""
    return _YEAR.replace("year", f"year{number}").replace("this", f"this{number}")


_DATE = re.compile(
    rf"""(?<![0-9.])
    (?: (?P<year5>20\d\d)[.\-/．－](?P<month2>1[0-2]|0?[1-9])[.\-/．－]
        (?P<day2>3[01]|[12][0-9]|0?[1-9])(?![0-9.])日?
      | (?P<month3>1[0-2]|0?[1-9])[./．](?P<day3>3[01]|[12][0-9]|0?[1-9])(?=之前|以前|前)
      | {_year(1)}?的?[ ]?(?:(?:{_MONTH})[ ]?(?:月(?:{_DAY}[日号])?)?{_TO})?
        (?P<month>{_MONTH})[ ]?月
        (?:[ ]?(?:{_DAY}[ ]?[日号]?{_TO})?(?P<day>{_DAY})[ ]?(?:[日号]|(?=之?前|以前|[，。；、]|$))
          |(?P<part>{_PART})?)
      | {_year(2)}?第?(?P<quarter>[一二三四1-4])季度[底末]?
      | {_year(3)}?(?P<half>上半年|下半年)
      | {_year(4)}年?[底末内]
      | (?<![一二三四五六七八九十两几数多每半])年(?:[底末内]|终(?![报评考奖述总]))
      | 岁末
    ){_BEFORE}""",
    re.VERBOSE,
)
#: A year, or years, and nothing else: 2025年, 2024—2026年, 2025年完成.
_YEAR_ALONE = re.compile(
    r"\s*(?:20\d\d\s?年?\s?[-—–~～－至到]{1,2}\s?)?(20\d\d)\s?(?:年度?)?(?:完成)?[。；]?\s*"
)
#: No month of the year, with a word that only a date has behind it.
_NO_MONTH = re.compile(
    "(?<![0-9.])(?:1[3-9]|[2-9][0-9]|0{1,2})[ ]?月(?:[底末初]|[上中下]旬|[0-9]{1,2}[日号])前?"
)
#: A date in figures, as cells have it: 2025.12, 20251231, 12/31, 6.1-9.30.
_FIGURES = re.compile(
    f"(?:[0-9]{{1,4}}[./][0-9]{{1,2}}{_TO})?"
    "(?:(?P<year>20[0-9]{2})[.．/-]?(?P<month>1[0-2]|(?<=[./-])[1-9]|0[1-9])|(?P<whole>20[0-9]{6})"
    "|(?P<month2>1[0-2]|0?[1-9])[.．/-](?P<day>3[01]|[12][0-9]|0?[1-9]))"
    "[底末]?(?:之前|以前|前)?(?:完成)?[。；]?"
)
_DONE = re.compile(r"\s?(?:完成|建成|实现|出台|印发|取得|到位|办结|落实|上线|制定|启动)")
#: Before any date: what is done by then; the work itself, not 完成的评估.
_FINISHED = re.compile(
    r"\s?(?:全部|全面|基本|如期)?(?:完成|[一-龥]{0,4}完毕|建成|办结|竣工|完工|到位|投用|交付|上线|出台|印发|形成|公布|验收)"
    "(?![的了数])"
)
#: Where a clause about a date begins: at a stop, or behind words of a plan.
_OPENS = re.compile(r"(?:^|[，。；：、！\s,;:]|[于在]|力争|确保|争取|计划|预计)$")
#: Behind these a date says when something was, or what a plan or figure is called.
_SAID = re.compile("[自从]$|印发的?$|发布的?$")
_NOT_DUE = re.compile(f"[至截以]$|截至|截止|{_SAID.pattern}")
#: Behind these the end of a month or a year is what is due: 到10月底，建成3处.
_UNTIL = re.compile(r"(?:^|[，。；：、\s]|力争|确保|争取|计划|预计)[至到]$")
#: What stood at a day, not what is to be done by it: 截至6月底，已建成12处.
_STOOD = re.compile("[^。；]{0,12}(?:已|共[有计建]|累计|现有|尚有|仍有)")
#: Before these it says which things are meant: 6月底前到期的文件.
_MEANT = re.compile(
    "[已未]?(?:完成|建成|竣工|开工|出台|实施|施行|印发|发布|制定|颁布|到期|届满|立项|受理|交办|签订|成立"
    "|登记|申报|取得|投产|办结|审批|批准|投用|退休|毕业)的"
)
#: Before these it says when something was too, or something begins.
_SAID_AFTER = re.compile(f"起(?!至|到)|以来|以后|之后|施行|{_MEANT.pattern}")
#: Behind these what begins is to be done by then: 力争7月1日起施行.
_MEANT_TO = re.compile("(?:力争|确保|争取|计划|预计|拟)[于在自从]?$")
#: Days that other years have elsewhere, or that each place sets; and those counted from another.
_OCCASION = re.compile(
    '(?:(?:元旦|春节|清明|五一|六一|七一|八一|端午|中秋|国庆|十一|[两双]节|年关)[节”"]{0,2}'
    "|(?:主?汛|雨|旱|[供采]暖|旅游|台风|农忙|防火|用[电水气]高峰|[一-龥]{2}高峰)[期季]|主?汛(?!期)"
    "|迎峰度[夏冬]|双抢|[三四]夏|封冻|上冻|雨雪"
    "|入[汛夏冬秋春]|(?:[春秋]季)?(?:学期)?开学|学期|[寒暑][假期]|[春夏秋冬]季|[春秋三][收耕种夏秋]"
    "|[高中]考|两会|全会|(?:规划|“?十[四五六]五”?)期?)"
    "(?:假期|来临|到来|结束|开始)?(?:之前|以前|前夕?(?![后期])|[底末])"
    "|年中(?=[，前完开对组]|之前|以前)|(?:(?:[本当次下]|下个)(?:月|季度)"
    f"|(?<![0-9０-９一二三四五六七八九十每个 ])月(?=[底末]))"
    f"(?:[底末]|{_DAY}[日号])(?:之前|以前|前)?"
    "|(?:印发|下发|发布|收到|接到)[^，。；]{0,8}?(?:后|起)[^，。；]{0,2}?"
    "[0-9一二三四五六七八九十两半]{1,3}个?(?:工作)?[日天周月年](?:之?内)?"
)
#: A span of time of which it is not known when it begins: 30日内, 收到通知后一周内, 两年之内.
_WITHIN = re.compile(
    "(?:(?:自|从)?[^，。；：、（）()\\s]{2,12}(?:之日起|之后|后|起)[，,]?|在|限期?|用)?"
    "(?:[0-9一二三四五六七八九十两]{1,3}个?(?:工作|自然)?(?:日|天|周|星期|月|季度|年|小时)|半年|半个月)"
    "(?:之|以)?内"
)
#: Any occasion, where nothing but it is said: 秋粮上市前, 新校舍启用前完成.
_BY_OCCASION = re.compile(
    "[^，。；：、（）()]{1,12}?(?:之前|以前|前夕?|之?后)(?:全面|全部|基本)?(?:完成|办结|到位|落实|建成|投用)?"
)
#: Behind these it comes round again and again.
_RECURRING = re.compile("每(?:个|一)?(?:年|月|季度?|周|半年|学期)?度?$|逐[年月]$|历年$")
#: What a clause about a date may begin with.
_BEFORE_DATE = re.compile(
    "^[ \u3000]*(?:(?:力争|确保|争取|计划|原则上|须|应|要)[ \u3000]*)*[于在至到自从]?"
)
_SINCE = re.compile(r"20\d\d年起")
#: Words about time that name no day, as they are meant to.
_NO_DAY = re.compile(
    "长期|持续|全年|常态|常年|每|按[月季年周]|贯穿|立即|即时|适时|随时|及时|同步|定期|滚动|已完成|待定"
)
#: The same between two dates, the first with words of its own.
_SPAN = re.compile("[起前底末\\s]{0,3}[-—–~～－至到]")
#: Words that may name one.
_LIKE_A_DAY = re.compile("[0-9０-９年月日号季旬周节期]|前$|底$|末$")

#: From that day on: 3月1日起.
_BEGINS = re.compile("[ ]?起")
_OTHER_YEAR = dict.fromkeys(("明年", "次年", "翌年", "来年", "下一年"), 1) | dict.fromkeys(
    ("去年", "上年", "上一年"), -1
)


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
    found = _bounds(text, year)
    if found:
        return found[-1].due
    if figures := _FIGURES.fullmatch(evened(text).strip()):
        return _in_figures(figures, year)
    years = _YEAR_ALONE.fullmatch(text)
    return date(int(years[1]), 12, 31) if years else None


def _bounds(text: str, year: int) -> list[Deadline]:
    """The days in words known to be a deadline, but for those that come again, or begin it."""
    days = _dates(text, year)
    return [
        each for each in days if not (_recurs(text, each.start) or _BEGINS.match(text, each.end))
    ]


def several(text: str, year: int) -> bool:
    """Whether words known to be a deadline name several days, and no span from one to the other."""
    found = _bounds(text, year)
    between = (text[a.end : b.start] for a, b in pairwise(found))
    return len({each.due for each in found}) > 1 and not all(map(_SPAN.match, between))


def is_unread(text: str, year: int) -> bool:
    """Whether words known to be a deadline seem to name a day that was not understood."""
    like = _LIKE_A_DAY.search(text) or is_by_occasion(text)
    seems = is_ditto(text) or (like and not _NO_DAY.search(text))
    return bool(seems) and stated(text, year) is None


def is_time(text: str) -> bool:
    """Whether a cell of a column of dates says when: 年底前, 6月, 全年, 长期坚持."""
    dated = _DATE.search(evened(text)) or _FIGURES.fullmatch(evened(text).strip())
    return bool(_NO_DAY.search(text) or dated or _YEAR_ALONE.search(text))


def mentioned(text: str, year: int) -> list[tuple[str, date | None]]:
    """Every date in prose by which something is to be done, due once or again and again."""
    found = []
    for each in _dates(text, year):
        recurs = _recurs(text, each.start)
        if recurs or each.words.endswith(("前", "内", "底", "末")):
            before = text[max(0, each.start - 24) : each.start]
            again = _RECURRING.search(before)
            since = _SINCE.search(before) if again else None
            words = f"{since[0] if since else ''}{again[0] if again else ''}{each.words}"
            found.append((words, None if recurs else each.due))
    return found


def overlooked(text: str, year: int) -> list[str]:
    """What prose says of time that may be a deadline and is not read as one: 到6月, 国庆节前."""
    dates = (
        (found.words, found.start)
        for found in _dates(text, year)
        if (found.due.year >= year or _FINISHED.match(text, found.end))
        and not _is_due(text, found, year)
        and not _is_said(text, found)
    )
    occasions = [(match[0], match.start()) for match in _OCCASION.finditer(text)]
    within = (
        (match[0], match.start())
        for match in _WITHIN.finditer(text)
        if _FINISHED.match(text, match.end()) and not any(o in match[0] for o, _ in occasions)
    )
    said = (*dates, *occasions, *within)
    return [words for words, start in said if not _recurs(text, start)]


def impossible(text: str, year: int) -> list[str]:
    """The days in prose that no calendar has: 2月30日, 13月底前."""
    plain = evened(text)
    days = (m for m in _DATE.finditer(plain) if m["day"] and not _due(m, _year_of(m, year)))
    months = (m for m in _NO_MONTH.finditer(plain))
    return [text[m.start() : m.end()].strip() for m in (*days, *months)]


def _recurs(text: str, start: int) -> bool:
    """Whether what stands at *start* comes round again and again."""
    return bool(_RECURRING.search(text[max(0, start - 4) : start]))


def opens_with_date(text: str) -> bool:
    """Whether *text* begins with a date, or with an occasion by which something is due."""
    said = _BEFORE_DATE.sub("", text)
    return any(form.match(said) for form in (_DATE, _OCCASION, _WITHIN))


def is_by_occasion(text: str) -> bool:
    """Whether *text* says no more than before what something is due: 秋粮上市前完成."""
    return bool(_BY_OCCASION.fullmatch(text))


def time_behind(name: str) -> int:
    """Where behind *name* a date or an occasion begins by which it is due; 0 where none does."""
    found = (m for form in (_DATE, _OCCASION, _WITHIN) for m in form.finditer(evened(name)))
    return next((match.start() for match in found if match.end() == len(name)), 0)


def _dates(text: str, year: int) -> Iterator[Deadline]:
    for match in _DATE.finditer(evened(text)):
        due = _due(match, _year_of(match, year))
        if due:
            words = text[match.start() : match.end()].strip()
            yield Deadline(due, words, match.start(), match.end())


def _is_due(text: str, found: Deadline, year: int) -> bool:
    before = text[max(0, found.start - 6) : found.start]
    until = found.words.endswith(("底", "末")) and _UNTIL.search(before)
    unfit = _NOT_DUE.search(before) and not until
    if found.due.year < year or unfit or _recurs(text, found.start):
        return False
    if _MEANT.match(text, found.end):
        return False
    if until or found.words.endswith(("前", "内")):
        return True
    if _FINISHED.match(text, found.end) and _OPENS.search(before):
        return True
    return found.words.endswith(("底", "末")) and (
        bool(_DONE.match(text, found.end))
        or found.start == 0
        or text[found.start - 1] in "，。；、,;\n"
    )


def _is_said(text: str, found: Deadline) -> bool:
    """Whether a date says when something was or stood, or begins."""
    before = text[max(0, found.start - 6) : found.start]
    stood = "截" in before and _STOOD.match(text, found.end)
    after = _SAID_AFTER.match(text, found.end) and not _MEANT_TO.search(before)
    return bool(stood or _SAID.search(before) or after)


def _year_of(match: re.Match[str], year: int) -> int:
    written = [match[f"year{number}"] for number in range(1, 6) if match[f"year{number}"]]
    if written:
        digits = "".join(str(parse_number(char) or 0) for char in written[0] if char != " ")
        return int(digits) + (2000 if len(digits) == 2 else 0)
    return year + sum(_OTHER_YEAR.get(match[f"this{number}"], 0) for number in range(1, 5))


def _due(match: re.Match[str], year: int) -> date | None:
    if not 1 <= year <= 9998:
        return None
    for months, days in (("month2", "day2"), ("month3", "day3")):
        if match[months]:
            return _day(year, int(match[months]), int(match[days]), None)
    if match["month"]:
        month = parse_number(match["month"].replace(" ", "")) or 0
        day = parse_number(match["day"]) or 99 if match["day"] else 0
        return _day(year, month, day, match["part"])
    if match["quarter"]:
        return _last_day(year, 3 * (parse_number(match["quarter"]) or 4))
    if match["half"]:
        return _last_day(year, 6 if match["half"] == "上半年" else 12)
    return date(year, 12, 31)


def _in_figures(match: re.Match[str], year: int) -> date | None:
    if whole := match["whole"]:
        return _day(int(whole[:4]), int(whole[4:6]), int(whole[6:]) or 99, None)
    if match["year"]:
        return _day(int(match["year"]), int(match["month"]), 0, None)
    return _day(year, int(match["month2"]), int(match["day"]), None)


def _day(year: int, month: int, day: int, part: str | None) -> date | None:
    if not 1 <= month <= 12:
        return None
    last = monthrange(year, month)[1]
    if day:
        return date(year, month, day) if 1 <= day <= last else None
    return date(year, month, {"上旬": 10, "初": 10, "中旬": 20}.get(part or "", last))


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])
