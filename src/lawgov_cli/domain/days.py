"""What a typed day or period means for the plan: which day, what is refused, asked and said.

A year that was not typed is never guessed outside the plan's life: where no such day lies in it,
the whole date must be typed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date, single
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan_life import Life, Purpose, Question

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.base.day_words import Part


class Resolved(NamedTuple):
    """The days meant; a single day is a period of one.

    ``echo``: the whole date in a sentence, empty where nothing need be said. ``notes``: sentences
    to be said. ``doubts``: sentences to be asked about before anything is written.
    """

    period: Period
    echo: str = ""
    notes: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def day(self) -> date:
        """The day meant, where a day was asked for."""
        return self.period.first


def resolve_day(text: str, purpose: Purpose, life: Life, today: date) -> Resolved:
    """The day that *text* means.

    Raises:
        UsageMistake: it cannot be read, is no day, has no year that fits, or is refused for the
            purpose.
    """
    from lawgov_cli.base.day_words import read

    said = read(_without_before(text, purpose), today, "day")
    asked = Question(text, said, purpose, life, today)
    if said.kind != "day":
        period = asked.fitting() or asked.nearest()
        example = f", 如 {long_date(period.last)}" if period else ""
        raise UsageMistake(f"“{text}”是{_KINDS[said.kind]}, 这里要写哪一天{example}。")
    period = _chosen(asked)
    _refuse_day(period.first, asked)
    doubts, notes = _judged(period.first, asked)
    if not said.dated and not said.loose:
        doubts += _nearer(period.first, asked)
    return Resolved(period, _echo(period, asked), notes, doubts)


def resolve_period(text: str, kind: str | None, life: Life, today: date) -> Resolved:
    """The period of a report that *text* means.

    Parameters:
        kind: ``month`` ``quarter`` ``half`` ``year``; ``None`` takes any stretch of days.

    Raises:
        UsageMistake: it cannot be read, is of another kind, has not begun, or ended before the
            plan starts.
    """
    from lawgov_cli.base.day_words import SPELLINGS, read

    said = read(text, today, kind or "any")
    if kind and said.kind != kind:
        other = f"{_KINDS[said.kind]}, 这里要写{_KINDS[kind]}"
        raise UsageMistake(f"“{text}”是{other}: {SPELLINGS[kind]}")
    return _reported(Question(text, said, Purpose.HAPPENED, life, today))


def resolve_stretch(start: str | None, stop: str | None, life: Life, today: date) -> Resolved:
    """The free period of ``--from`` and ``--to``; from the plan's start, or until today.

    Raises:
        UsageMistake: as for :func:`resolve_period`, or it ends before it begins.
    """
    from lawgov_cli.base.day_words import between

    text = f"{start or long_date(life.starts)}至{stop or long_date(today)}"
    first = _end(start or life.starts.isoformat(), today)
    said = between(first, _end(stop or today.isoformat(), today), text)
    return _reported(Question(text, said, Purpose.HAPPENED, life, today))


def resolve_span(text: str, purpose: Purpose, life: Life, today: date) -> Period:
    """The days that a filter compares with: ahead or outside the plan's life nothing is refused.

    Raises:
        UsageMistake: it cannot be read, or there is no such day.
    """
    from lawgov_cli.base.day_words import read

    asked = Question(text, read(text, today), purpose, life, today)
    if period := asked.fitting():
        return period
    near = asked.nearest()
    if near is None or (near.first.year < near.last.year and not life.holds(near)):  # 10月至9月
        return _chosen(asked)
    return near


def readings(text: str, purpose: Purpose, life: Life, today: date) -> list[Period]:
    """All that *text* may mean, whatever the plan's life; nothing where it cannot be read."""
    from lawgov_cli.base.day_words import read

    try:
        asked = Question(text, read(_without_before(text, purpose), today), purpose, life, today)
        periods = asked.periods
    except UsageMistake:
        return []
    past = purpose is Purpose.HAPPENED
    return [period for period in periods if not past or period.first <= today]


_KINDS = {
    "day": "一天",
    "month": "一个月",
    "quarter": "一个季度",
    "half": "半年",
    "year": "一年",
    "range": "一段时间",
}


def _without_before(text: str, purpose: Purpose) -> str:
    """A time limit is often written 9月底前, 9月20日之前."""
    plain = text.strip()
    for word in ("之前", "以前", "前") if purpose in {Purpose.DUE, Purpose.REPLY_BY} else ():
        if plain.endswith(word):
            return plain.removesuffix(word)
    return text


def _end(text: str, today: date) -> Part:
    from lawgov_cli.base.day_words import Between, read

    said = read(text, today)
    if isinstance(said, Between):
        raise UsageMistake(f"“{text}”已是一段时间: --from 和 --to 各写一天或一个月。")
    return said


def _chosen(asked: Question) -> Period:
    if period := asked.fitting():
        return period
    whole = "至".join(long_date(day) for day in asked.bounds)
    near = asked.nearest()
    example = f", 如 {near.word}" if near else ""
    raise UsageMistake(f"{whole}之间没有“{asked.text}”, 请写明年份{example}。")


def _echo(period: Period, asked: Question) -> str:
    """The whole date, where its year is not the plan's, or a year or month was found for it."""
    said, life = asked.said, asked.life
    if life.is_year_of(period) and not said.loose and (said.dated or asked.today <= life.until):
        return ""
    return f"“{asked.text}”按{period.word}计。"


# ---------------------------------------------------------------- refused, asked, said


def _refuse_day(day: date, asked: Question) -> None:
    purpose = asked.purpose
    if purpose in {Purpose.HAPPENED, Purpose.KNOWN_AT} and day > asked.today:
        rest = f"还没有到{_now(asked)}。{purpose.value}只能写今天或以前的日期。"
    elif purpose is Purpose.REPLY_BY and day < asked.today:
        rest = f"已经过去{_now(asked)}。{purpose.value}只能写今天或以后的日期。"
    else:
        return
    raise UsageMistake(f"“{asked.text}”是{long_date(day)}, {rest}{_other_year(asked)}")


def _reported(asked: Question) -> Resolved:
    from lawgov_cli.base.day_words import Between

    period, life = _chosen(asked), asked.life
    begins = f"“{asked.text}”是{period.word}, "
    if period.first > asked.today:
        raise UsageMistake(f"{begins}还没有开始{_now(asked)}。{_other_year(asked)}")
    if period.last < life.starts:
        raise UsageMistake(_early(begins, life))
    doubts, notes = _placed(period, life)
    if isinstance(asked.said, Between) and period.first < life.starts.replace(day=1):
        if not asked.said.start.dated:
            raise UsageMistake(
                f"{begins}起于本要点起始({long_date(life.starts)})以前, 请写明年份。"
            )
        notes += (_early(f"{period.word}有一部分", life),)
    return Resolved(period, _echo(period, asked), notes, doubts)


def _now(asked: Question) -> str:
    return f"(今天是{long_date(asked.today)})"


def _other_year(asked: Question) -> str:
    return "" if asked.said.dated or asked.said.loose else "要指别的年份, 请写明年份。"


def _nearer(day: date, asked: Question) -> tuple[str, ...]:
    """A doubt where the same day of another year lies nearer to today and might be meant."""
    today, purpose = asked.today, asked.purpose
    others = [period.first for period in asked.periods if period.first != day]
    near = min(others, key=lambda other: abs(other - today), default=day)
    if abs(near - today) >= abs(day - today):
        return ()
    if purpose is Purpose.REPLY_BY:
        if day > asked.life.until:
            _refuse_day(near, asked)
        return (f"“{asked.text}”最近的一天{long_date(near)}已经过去, 这里是{long_date(day)}。",)
    might = {Purpose.HAPPENED: near <= today, Purpose.DUE: near >= today}
    if not might.get(purpose):
        return ()
    return (f"“{asked.text}”按{long_date(day)}计; 要指{long_date(near)}, 请写明年份。",)


_Sentences = tuple[str, ...]


def _judged(day: date, asked: Question) -> tuple[_Sentences, _Sentences]:
    """What is to be asked and what is to be said about *day*."""
    purpose, life, today = asked.purpose, asked.life, asked.today
    if purpose is Purpose.HAPPENED:
        return _placed(single(day), life)
    if purpose is Purpose.DUE:
        return _due(day, life, today), ()
    outside: _Sentences = ()
    if day < life.starts:
        outside = (_early(long_date(day), life),)
    elif day > life.until:
        outside = (_late(long_date(day), life),)
    if purpose is Purpose.REPLY_BY:
        return outside, ()
    if purpose is Purpose.AS_OF and day > today:
        outside += (f"{long_date(day)}还没有到, 所示为预计。",)
    return (), outside


def _placed(period: Period, life: Life) -> tuple[_Sentences, _Sentences]:
    """What is to be asked and said about what happened in *period*."""
    if period.last < life.starts:
        return (_early(period.word, life),), ()
    if period.first > life.until:
        return (_late(period.word, life),), ()
    if period.first > life.ends:
        return (), (_after(period.word, life),)
    if life.issued and period.last < life.issued:
        return (), (f"{period.word}在本要点印发({long_date(life.issued)})以前。",)
    return (), ()


def _due(day: date, life: Life, today: date) -> _Sentences:
    doubts = []
    if day < life.starts:
        doubts.append(_early(f"时限{long_date(day)}", life))
    elif day > life.ends:
        doubts.append(_after(f"时限{long_date(day)}", life))
    if day < today:
        doubts.append(f"时限{long_date(day)}已经过去(今天是{long_date(today)})。")
    return tuple(doubts)


def _early(word: str, life: Life) -> str:
    return f"{word}在本要点起始({long_date(life.starts)})以前。"


def _after(word: str, life: Life) -> str:
    return f"{word}在本要点截止({long_date(life.ends)})以后。"


def _late(word: str, life: Life) -> str:
    return f"{word}已超过本要点截止({long_date(life.ends)})后四个月。"


def outside(today: date, life: Life) -> str:
    """That what is recorded *today* is outside of the plan's life; empty where it is not."""
    word = f"今天({long_date(today)})"
    if today > life.until:
        return _late(word, life)
    return _early(word, life) if today < life.starts else ""
