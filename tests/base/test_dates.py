from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.dates import (
    long_date,
    month,
    parse_day,
    parse_half,
    parse_month,
    parse_quarter,
    parse_year,
    short_date,
)
from lawgov_cli.base.errors import UnreadableDate

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.base.dates import Period

TODAY = date(2024, 1, 1)


@pytest.mark.parametrize(
    "text",
    [
        "2023-09-30",
        "2023-9-30",
        "2023/9/30",
        "2023.9.30",
        "2023年9月30日",
        "2023年9月30",
        "9月30日",
        "9-30",
        "９月３０日",
        " 9月30日 ",
    ],
)
def test_a_day_is_read_in_every_notation_and_without_a_year_in_the_plan_s(text: str) -> None:
    assert parse_day(text, year=2023, today=TODAY) == date(2023, 9, 30)


@pytest.mark.parametrize(
    ("word", "day"),
    [
        ("today", date(2024, 1, 1)),
        ("Today", date(2024, 1, 1)),
        ("今天", date(2024, 1, 1)),
        ("yesterday", date(2023, 12, 31)),
        ("昨天", date(2023, 12, 31)),
        ("tomorrow", date(2024, 1, 2)),
        ("明天", date(2024, 1, 2)),
    ],
)
def test_a_day_can_be_named_from_the_clock(word: str, day: date) -> None:
    assert parse_day(word, year=2023, today=TODAY) == day


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "2023-02-30",
        "13月1日",
        "9月",
        "2023-09",
        "2023",
        "0000-01-01",
        "30日",
        "2023-09-30x",
    ],
)
def test_what_is_no_day_is_refused_with_the_text_and_the_notations(text: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        parse_day(text, year=2023, today=TODAY)
    expected = f"看不懂日期“{text}”。请写成: 2023-09-30、2023年9月30日、9月30日 或 today"
    assert caught.value.message == expected


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_back_as_written(day: date) -> None:
    assert parse_day(day.isoformat(), year=2023, today=TODAY) == day
    assert parse_day(long_date(day), year=2023, today=TODAY) == day
    assert parse_day(short_date(day, 2023), year=2023, today=TODAY) == day


@pytest.mark.parametrize(
    "text", ["2023-09", "2023-9", "2023年9月", "9月", "9", "202309", "２０２３年９月"]
)
def test_a_month_is_read_in_every_notation(text: str) -> None:
    period = parse_month(text, year=2023)
    assert (period.first, period.last) == (date(2023, 9, 1), date(2023, 9, 30))
    assert (period.name, period.word, period.kind) == ("2023-09", "2023年9月", "month")


@pytest.mark.parametrize(
    "text", ["", "13", "0", "2023", "2023-13", "0000-01", "九月", "2023-09-01"]
)
def test_what_is_no_month_is_refused(text: str) -> None:
    with pytest.raises(UnreadableDate, match="2023-09、2023年9月 或 9月"):
        parse_month(text, year=2023)


def test_february_has_its_29th_in_a_leap_year() -> None:
    assert month(2024, 2).last == date(2024, 2, 29)
    assert month(2023, 2).last == date(2023, 2, 28)


def test_before_a_period_is_the_day_before_its_first() -> None:
    assert month(2023, 9).before == date(2023, 8, 31)
    assert month(2024, 1).before == date(2023, 12, 31)


@pytest.mark.parametrize(
    ("parse", "text", "name", "word", "first", "last"),
    [
        (parse_quarter, "2023Q3", "2023Q3", "2023年第三季度", (7, 1), (9, 30)),
        (parse_quarter, "q1", "2023Q1", "2023年第一季度", (1, 1), (3, 31)),
        (parse_quarter, "2023年四季度", "2023Q4", "2023年第四季度", (10, 1), (12, 31)),
        (parse_quarter, "第二季度", "2023Q2", "2023年第二季度", (4, 1), (6, 30)),
        (parse_quarter, "一季度", "2023Q1", "2023年第一季度", (1, 1), (3, 31)),
        (parse_quarter, "三季度", "2023Q3", "2023年第三季度", (7, 1), (9, 30)),
        (parse_half, "上半年", "2023H1", "2023年上半年", (1, 1), (6, 30)),
        (parse_half, "2023H1", "2023H1", "2023年上半年", (1, 1), (6, 30)),
        (parse_half, "下半年", "2023H2", "2023年下半年", (7, 1), (12, 31)),
    ],
)
def test_longer_periods_begin_and_end_where_they_should(  # noqa: PLR0913, PLR0917 - a table
    parse: Callable[..., Period],
    text: str,
    name: str,
    word: str,
    first: tuple[int, int],
    last: tuple[int, int],
) -> None:
    period = parse(text, year=2023)
    assert (period.name, period.word) == (name, word)
    assert (period.first, period.last) == (date(2023, *first), date(2023, *last))


def test_a_year_is_a_period_too() -> None:
    for text in ("2023", "2023年", "2023年度"):
        period = parse_year(text)
        assert (period.first, period.last) == (date(2023, 1, 1), date(2023, 12, 31))
        assert (period.name, period.word, period.kind) == ("2023", "2023年度", "year")


@pytest.mark.parametrize(
    ("parse", "text"),
    [(parse_quarter, "2023Q5"), (parse_half, "2023H3"), (parse_half, "半年")],
)
def test_what_is_no_longer_period_is_refused(parse: Callable[..., Period], text: str) -> None:
    with pytest.raises(UnreadableDate):
        parse(text, year=2023)


def test_what_is_no_year_is_refused() -> None:
    for text in ("23", "0000", "二〇二三年", "2023-09"):
        with pytest.raises(UnreadableDate):
            parse_year(text)


def test_the_year_is_left_out_where_it_is_the_plan_s() -> None:
    assert short_date("2023-09-05", 2023) == "9月5日"
    assert short_date(date(2024, 9, 5), 2023) == "2024年9月5日"
    assert long_date("2023-09-05") == "2023年9月5日"
