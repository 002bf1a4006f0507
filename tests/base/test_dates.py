from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.dates import (
    half,
    long_date,
    month,
    month_end,
    quarter,
    short_date,
    single,
    stretch,
    whole_year,
)
from lawgov_cli.base.day_words import SPELLINGS, Between, read
from lawgov_cli.base.errors import UnreadableDate, UsageMistake

if TYPE_CHECKING:
    from lawgov_cli.base.dates import Period

TODAY = date(2024, 1, 1)


def test_february_has_its_29th_in_a_leap_year() -> None:
    assert month(2024, 2).last == date(2024, 2, 29)
    assert month(2023, 2).last == date(2023, 2, 28)


def test_before_a_period_is_the_day_before_its_first() -> None:
    assert month(2023, 9).before == date(2023, 8, 31)
    assert month(2024, 1).before == date(2023, 12, 31)


def test_the_year_is_left_out_where_it_is_the_plan_s() -> None:
    assert short_date("2023-09-05", 2023) == "9月5日"
    assert short_date(date(2024, 9, 5), 2023) == "2024年9月5日"
    assert long_date("2023-09-05") == "2023年9月5日"


YEARS = (2022, 2023, 2024)


def meant(text: str, wanted: str = "any") -> list[Period]:
    """All that a typed text may mean in three years, the clock standing in the middle one."""
    return read(text, date(2023, 7, 15), wanted).periods(YEARS)


@pytest.mark.parametrize(
    "text",
    [
        *("2023-09-20", "2023-9-20", "2023/09/20", "2023.9.20", "2023。9。20", "20230920"),
        *("2023年9月20日", "2023年9月20号", "2023年9月20", "2023年09月20日", "2023年9月份20日"),
        *("２０２３－０９－２０", "２０２３年９月２０日", "2023／9／20", "2023–09–20", "2023‑9‑20"),
        *("2023 9 20", "2023 年 9 月 20 日", " 2023- 9 -20 ", "2023年\u30009月\u300020日"),
        *("2023\u200b年9月20日", "\ufeff2023-09-20", "2023年9⽉20⽇"),
        *("23年9月20日", "23.9.20", "23-9-20", "23/9/20", "今年9月20日", "今年的9月20日"),
        *(
            "二〇二三年九月二十日",
            "二○二三年九月二十日",
            "二零二三年九月廿日",
            "二o二三年九月二十号",
        ),
        *("二三年九月二十日", "2023年九月20日"),
    ],
)
def test_a_whole_day_is_read_in_every_spelling(text: str) -> None:
    assert [period.first for period in meant(text)] == [date(2023, 9, 20)]
    assert read(text, TODAY, "day").kind == "day"


@pytest.mark.parametrize(
    "text",
    [
        *("9月20日", "9月20号", "9月20", "9-20", "9.20", "9/20", "09/20", "9 20", "９月２０日"),
        *("九月二十日", "九月廿日", "九月 二十 日", "九/二十", "9。20"),
    ],
)
def test_a_day_without_a_year_may_be_of_any_year(text: str) -> None:
    assert [period.first for period in meant(text)] == [date(year, 9, 20) for year in YEARS]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("大前天", "2023-07-12"),
        ("前天", "2023-07-13"),
        ("昨天", "2023-07-14"),
        ("Yesterday", "2023-07-14"),
        ("今日", "2023-07-15"),
        ("ＴＯＤＡＹ", "2023-07-15"),
        ("明天", "2023-07-16"),
        ("后天", "2023-07-17"),
        ("大后天", "2023-07-18"),
        ("上周五", "2023-07-07"),
        ("本周三", "2023-07-12"),
        ("这星期天", "2023-07-16"),
        ("下礼拜一", "2023-07-17"),
        ("上个星期日", "2023-07-09"),
        ("上周", "2023-07-03至2023-07-09"),
        ("上月", "2023-06"),
        ("上个月", "2023-06"),
        ("本月", "2023-07"),
        ("下个月", "2023-08"),
        ("上月20号", "2023-06-20"),
        ("上月底", "2023-06-30"),
        ("月末", "2023-07-31"),
        ("季度末", "2023-09-30"),
        ("上季度", "2023Q2"),
        ("下季", "2023Q4"),
        ("本季度末", "2023-09-30"),
        ("今年", "2023"),
        ("去年", "2022"),
        ("本年度三季度", "2023Q3"),
        ("明年1月", "2024-01"),
        ("前年底", "2021-12-31"),
        ("去年年底", "2022-12-31"),
        ("2023年底", "2023-12-31"),
        ("今年上半年", "2023H1"),
        ("2023年二季度末", "2023-06-30"),
        ("2024年2月底", "2024-02-29"),
        ("二〇二三年上半年", "2023H1"),
        ("2023年 第三季度", "2023Q3"),
        ("2023q3", "2023Q3"),
        ("2023 H2", "2023H2"),
        ("2023年度", "2023"),
        ("二〇二三", "2023"),
        ("23年", "2023"),
        ("202309", "2023-09"),
        ("2023.9", "2023-09"),
        ("2023年元月", "2023-01"),
        ("2023年十一月", "2023-11"),
        ("2023-06至2023-08", "2023-06至2023-08"),
        ("2023年6-8月", "2023-06至2023-08"),
        ("2023.6-8", "2023-06至2023-08"),
        ("2023年6月到8月", "2023-06至2023-08"),
        ("6月至2023年8月", "2023-06至2023-08"),
        ("2023年11月—2月", "2023-11至2024-02"),
        ("11月～2023年2月", "2022-11至2023-02"),
        ("2023.9.1-9.15", "2023-09-01至2023-09-15"),
        ("2023-09-01-2023-09-15", "2023-09-01至2023-09-15"),
        ("20230901~20230915", "2023-09-01至2023-09-15"),
        ("2023年9月1日至15日", "2023-09-01至2023-09-15"),
        ("2023年9月1至15日", "2023-09-01至2023-09-15"),
        ("2023年9月1日--9月15日", "2023-09-01至2023-09-15"),
        ("2023年9月5日至月底", "2023-09-05至2023-09-30"),
        ("2023年一至三季度", "2023-01至2023-09"),
        ("2022-2023", "2022-01至2023-12"),
        ("2023年6月1日至今", "2023-06-01至2023-07-15"),
        ("2023年9月1日至2023年9月30日", "2023-09"),
    ],
)
def test_what_is_typed_may_be_any_stretch_of_days(text: str, days: str) -> None:
    assert [period.name for period in meant(text)] == [days]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("9月", "2022-09 2023-09 2024-09"),
        ("三季度", "2022Q3 2023Q3 2024Q3"),
        ("下半年", "2022H2 2023H2 2024H2"),
        ("年底", "2022-12-31 2023-12-31 2024-12-31"),
        ("2月底", "2022-02-28 2023-02-28 2024-02-29"),
        ("2月29日", "2024-02-29"),
        ("9.1-9.15", "2022-09-01至2022-09-15 2023-09-01至2023-09-15 2024-09-01至2024-09-15"),
        ("11月至2月", "2022-11至2023-02 2023-11至2024-02 2024-11至2025-02"),
        ("9.1-15", "2022-09-01至2022-09-15 2023-09-01至2023-09-15 2024-09-01至2024-09-15"),
    ],
)
def test_without_a_year_each_year_has_one(text: str, days: str) -> None:
    assert [period.name for period in meant(text)] == days.split()


def test_a_day_of_the_month_alone_is_there_in_every_month_that_has_it() -> None:
    found = read("31号", TODAY)
    assert found.loose
    assert [period.first.month for period in found.periods((2023,))] == [1, 3, 5, 7, 8, 10, 12]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("2月30日", "2月最多29天"),
        ("2023-02-29", "2023年2月只有28天"),
        ("2024/2/30", "2024年2月只有29天"),
        ("９月３１日", "9月只有30天"),
        ("九月三十一日", "9月只有30天"),
        ("13月", "月份只有1至12月, 没有13月"),
        ("2023.0.5", "月份只有1至12月, 没有0月"),
        ("1月99日", "一个月里没有99日"),
        ("32号", "一个月里没有32日"),
        ("2023Q5", "一年只有四个季度"),
        ("2月30日至3月1日", "2月最多29天"),
    ],
)
def test_the_impossible_is_refused_and_named(text: str, reason: str) -> None:
    with pytest.raises(UsageMistake) as caught:
        read(text, TODAY)
    assert caught.value.message == f"没有“{text}”: {reason}。"


@pytest.mark.parametrize("wanted", SPELLINGS)
@pytest.mark.parametrize(
    "text",
    [
        *("", " ", "x", "昨夜", "20239", "2023-", "-", "至", "9月至", "月", "底", "第"),
        *("9月20日10时", "9月20日底", "2023年20日", "0000-01-01", "半年", "十十月", "1" * 99),
    ],
)
def test_the_unreadable_is_refused_with_what_can_be_written(text: str, wanted: str) -> None:
    with pytest.raises(UnreadableDate) as caught:
        read(text, TODAY, wanted)
    quoted = text if len(text) < 80 else f"{text[:60]}…"
    assert caught.value.message == f"看不懂日期“{quoted}”。请写成: {SPELLINGS[wanted]}"


@pytest.mark.parametrize("wanted", SPELLINGS)
def test_what_a_refusal_says_can_be_written_can_be_read(wanted: str) -> None:
    for text in SPELLINGS[wanted].replace(" 或 ", "、").split("、"):
        assert wanted in {read(text, TODAY, wanted).kind, "any"}


def test_a_bare_number_is_of_the_kind_that_is_wanted() -> None:
    assert [period.name for period in read("9", TODAY, "month").periods((2023,))] == ["2023-09"]
    assert [period.name for period in read("3", TODAY, "quarter").periods((2023,))] == ["2023Q3"]


def test_a_range_that_ends_before_it_begins_is_refused() -> None:
    for text in ("2023-08至2023-06", "2023年9月15日至2023年9月1日", "今天至昨天"):
        with pytest.raises(UsageMistake, match="起止颠倒了"):
            read(text, TODAY)
    assert isinstance(read("9月至6月", TODAY), Between)


CHINESE = str.maketrans("0123456789", "〇一二三四五六七八九")


def in_chinese(number: int) -> str:
    """9 → 九, 20 → 二十, 31 → 三十一."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{tens}十"
    return f"{head}{ones or ''}".translate(CHINESE)


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_reads_back_from_every_spelling(day: date) -> None:
    year, number, nth = day.year, day.month, day.day
    wide = {ord(digit): chr(ord(digit) + 0xFEE0) for digit in "0123456789-./"}
    spellings = [long_date(day), day.isoformat(), f"{day:%Y%m%d}", f"{day:%Y.%m.%d}"]
    spellings += [f"{year}/{number}/{nth}", f"{year} 年 {number} 月 {nth} 号"]
    spellings += [text.translate(wide) for text in spellings]
    spellings += [f"{year}年{in_chinese(number)}月{in_chinese(nth)}日".translate(CHINESE)]
    for text in spellings:
        assert [found.first for found in read(text, TODAY).periods(())] == [day], text


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_period_reads_back_from_its_name_and_its_word(day: date) -> None:
    number, later = day.month, month_end(day)
    for period in (
        *(single(day), month(day.year, number), quarter(day.year, (number + 2) // 3)),
        *(half(day.year, (number + 5) // 6), whole_year(day.year), stretch(day, later)),
        *(stretch(date(day.year, 1, 1), later), stretch(date(day.year - 1, 12, 1), later)),
    ):
        for text in (period.name, period.word):
            assert read(text, TODAY).periods(())[0][:2] == period[:2], text


def test_a_stretch_of_full_months_is_named_by_them() -> None:
    months = stretch(date(2023, 6, 1), date(2023, 8, 31))
    assert (months.name, months.word, months.kind) == (
        "2023-06至2023-08",
        "2023年6月至8月",
        "months",
    )
    across = stretch(date(2023, 11, 1), date(2024, 2, 29))
    assert (across.name, across.word) == ("2023-11至2024-02", "2023年11月至2024年2月")
    free = stretch(date(2023, 6, 5), date(2023, 7, 10))
    assert (free.name, free.word, free.kind) == (
        "2023-06-05至2023-07-10",
        "2023年6月5日至7月10日",
        "free",
    )
    assert stretch(date(2023, 6, 1), date(2023, 6, 30)) == month(2023, 6)
