"""What typed days and periods mean: every case with its answer is in tests/golden/days.txt."""

from __future__ import annotations

from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.domain.days import (
    Resolved,
    resolve_day,
    resolve_period,
    resolve_span,
    resolve_stretch,
)
from lawgov_cli.domain.plan_life import Life, Purpose
from tests.helpers import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable

ONE_YEAR = Life(date(2023, 1, 1), date(2023, 12, 31), date(2023, 6, 6))
TWO_YEARS = Life(date(2023, 7, 1), date(2024, 6, 30), date(2023, 8, 1))
CLOCKS = {
    "甲": (ONE_YEAR, date(2023, 7, 15)),
    "乙": (ONE_YEAR, date(2023, 12, 31)),
    "丙": (ONE_YEAR, date(2024, 1, 5)),
    "丁": (TWO_YEARS, date(2024, 2, 10)),
}
HEAD = """\
甲、乙、丙: 2023-01-01 至 2023-12-31, 2023-06-06 印发; 今天 2023-07-15、2023-12-31、2024-01-05
丁: 2023-07-01 至 2024-06-30, 2023-08-01 印发; 今天 2024-02-10
"""
DAYS = {
    "--on": Purpose.HAPPENED,
    "--reply-by": Purpose.REPLY_BY,
    "--due": Purpose.DUE,
    "--as-of": Purpose.AS_OF,
    "--known-at": Purpose.KNOWN_AT,
}
PERIODS = {"--month": "month", "--quarter": "quarter", "--half": "half", "--annual": "year"}
SPANS = {"--where-due": Purpose.DUE, "--where-updated": Purpose.HAPPENED}


def resolved(option: str, text: str, life: Life, today: date) -> Resolved:
    """What an option makes of a typed text."""
    if option in DAYS:
        return resolve_day(text, DAYS[option], life, today)
    if option in PERIODS:
        return resolve_period(text, PERIODS[option], life, today)
    if option in SPANS:
        return Resolved(resolve_span(text, SPANS[option], life, today))
    start, stop = text.split("..")
    return resolve_stretch(start or None, stop or None, life, today)


def answer(option: str, text: str, clock: str) -> str:
    """The days, the echo, what is said and what is asked, or the refusal."""
    try:
        found = resolved(option, text, *CLOCKS[clock])
    except UsageMistake as refusal:
        return f"不可: {refusal.message}"
    parts = [found.period.name, found.echo and f"回显: {found.echo}"]
    parts += [f"提示: {note}" for note in found.notes] + [f"询问: {d}" for d in found.doubts]
    return "  ".join(part for part in parts if part)


def answers(option: str, text: str) -> str:
    """The answers of the four clocks, equal ones together."""
    alike: dict[str, str] = {}
    for clock in CLOCKS:
        found = answer(option, text, clock)
        alike[found] = alike.get(found, "") + clock
    return "".join(f"    {clocks}  {found}\n" for found, clocks in alike.items())


def test_every_typed_day_and_period_means_what_is_written(
    golden: Callable[[str, str], None],
) -> None:
    printed = [HEAD]
    for line in Path(__file__).with_name("days.txt").read_text(encoding="utf-8").splitlines():
        option, _, texts = line.partition(": ")
        printed += [f"{option} {text}\n{answers(option, text)}" for text in texts.split(" ")]
    assert len(printed) > 300
    golden("days.txt", "".join(printed))


LIVES = st.builds(
    lambda starts, days, before: Life(
        starts, starts + timedelta(days=days), starts + timedelta(days=before)
    ),
    st.dates(date(2019, 1, 1), date(2024, 12, 31)),
    st.integers(30, 800),
    st.integers(-60, 200),
)
TODAYS = st.dates(date(2019, 1, 1), date(2027, 12, 31))
FRAGMENTS = st.sampled_from(
    [
        *("2023", "23", "9", "09", "20", "31", "2", "29", "0", "13", "20230920", "１", "一", "十"),
        *("廿", "〇", "零", "年", "月", "日", "号", "-", "/", ".", "。", "至", "~", "—", "到", " "),
        *("底", "末", "前", "之前", "第", "季度", "季", "q", "H", "上", "下", "半年", "本", "今"),
        *("天", "昨", "周", "五", "去年", "个", "度", "份", "today", "\u200b", "\x00", "𠀀", "的"),
    ]
)
TEXTS = st.text() | st.lists(FRAGMENTS, max_size=9).map("".join)
OPTIONS = st.sampled_from([*DAYS, *PERIODS, *SPANS])


@given(OPTIONS, TEXTS, LIVES, TODAYS)
def test_no_text_makes_anything_but_a_usage_mistake(
    option: str, text: str, life: Life, today: date
) -> None:
    with suppress(UsageMistake):
        found = resolved(option, text, life, today)
        assert found.period.first <= found.period.last


@given(TEXTS, TEXTS, LIVES, TODAYS)
def test_no_two_ends_make_anything_but_a_usage_mistake(
    start: str, stop: str, life: Life, today: date
) -> None:
    with suppress(UsageMistake):
        found = resolve_stretch(start, stop, life, today)
        assert found.period.first <= found.period.last
        assert found.period.first <= today
        assert found.period.last >= life.starts


TYPED = st.one_of(
    st.dates(date(2018, 1, 1), date(2028, 12, 31)).map(date.isoformat),
    st.builds("{}月{}日".format, st.integers(1, 12), st.integers(1, 31)),
    st.builds("{}号".format, st.integers(1, 31)),
    st.sampled_from(["昨天", "今天", "明天", "月底", "年底", "三季度末", "上周五", "去年底"]),
)


@given(st.sampled_from(list(DAYS)), TYPED, LIVES, TODAYS)
def test_no_day_outside_the_plan_s_life_goes_without_a_word(
    option: str, text: str, life: Life, today: date
) -> None:
    try:
        found = resolved(option, text, life, today)
    except UsageMistake:
        return
    last = life.ends if option == "--due" else life.until
    if option == "--known-at":
        last = max(life.until, today)
    if not life.starts <= found.day <= last:
        assert found.notes if option in {"--as-of", "--known-at"} else found.doubts


@given(
    st.sampled_from(["--on", "--due", "--as-of"]),
    st.builds("{}月{}日".format, st.integers(1, 12), st.integers(1, 31)),
    LIVES,
    TODAYS,
)
def test_a_year_that_was_not_typed_is_one_of_the_plan_s_life(
    option: str, text: str, life: Life, today: date
) -> None:
    try:
        found = resolved(option, text, life, today)
    except UsageMistake:
        return
    assert life.starts <= found.day <= (life.ends if option == "--due" else life.until)
    same_year = life.starts.year == life.ends.year == found.day.year
    assert (
        found.echo == ""
        if same_year and today <= life.until
        else long_date(found.day) in found.echo
    )


@given(st.sampled_from(list(DAYS)), TYPED, LIVES, TODAYS)
def test_what_is_refused_is_never_passed(option: str, text: str, life: Life, today: date) -> None:
    try:
        found = resolved(option, text, life, today)
    except UsageMistake:
        return
    if option in {"--on", "--known-at"}:
        assert found.day <= today
    if option == "--reply-by":
        assert found.day >= today


@pytest.mark.parametrize(
    ("ends", "until"),
    [
        (date(2023, 12, 31), date(2024, 4, 30)),
        (date(2024, 6, 30), date(2024, 10, 31)),
        (date(2023, 10, 31), date(2024, 2, 29)),
        (date(2023, 10, 15), date(2024, 2, 15)),
        (date(2023, 8, 15), date(2023, 12, 15)),
        (date(2022, 10, 30), date(2023, 2, 28)),
    ],
)
def test_a_plan_lives_for_four_months_after_its_end(ends: date, until: date) -> None:
    assert Life(date(2022, 1, 1), ends).until == until


def test_the_life_of_a_plan_is_taken_from_the_plan() -> None:
    assert Life.of(plan_of()) == Life(date(2023, 1, 1), date(2023, 12, 31), None)


def test_once_the_plan_s_life_is_over_a_day_without_a_year_is_asked_about() -> None:
    found = resolve_day("7月15日", Purpose.HAPPENED, ONE_YEAR, date(2025, 8, 1))
    assert found.day == date(2023, 7, 15)
    assert found.echo == "“7月15日”按2023年7月15日计。"
    assert found.doubts == ("“7月15日”按2023年7月15日计; 要指2025年7月15日, 请写明年份。",)


@pytest.mark.parametrize("text", ["2月29日至2023-09-01", "２ 29 2023-09-01"])
def test_a_stretch_that_begins_on_no_day_is_a_mistake(text: str) -> None:
    life, today = Life.of(plan_of()), date(2023, 9, 20)
    with pytest.raises(UsageMistake):
        resolve_period(text, None, life, today)
    with pytest.raises(UsageMistake):
        resolve_day(text, Purpose.HAPPENED, life, today)
