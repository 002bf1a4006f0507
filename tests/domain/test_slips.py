from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lawgov_cli.base.absent import NoSuchSlip
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.domain.slip_numbers import cited
from lawgov_cli.domain.slips import (
    Issued,
    Slip,
    level_of,
    next_level,
    numbered,
    register,
    series_of,
    skips,
    slip_of,
    to_unit,
)
from lawgov_cli.domain.timeline import Timeline
from tests.helpers import SMALL_PLAN, events_of, plan_of, record

#: 乙局 is written to, the others are urged.
PLAN = plan_of(SMALL_PLAN.replace("{abbr: yj}", "{abbr: yj, letter: true}"))
DRAFT = Slip("督", 2023, 0, "黄", "甲局", "2023-07-10")


def issued(number: int, level: str = "蓝", unit: str = "甲局", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    """The record of a slip on task 1; ``task`` and ``year`` may be others."""
    task, year = more.pop("task", "1"), more.pop("year", 2023)
    slip = Slip(series_of(unit, PLAN), year, number, level, unit, "2023-07-10")
    return record(task, slip=slip._asdict(), **more)


def old(number: int, unit: str) -> dict[str, Any]:
    """As they were recorded before the series had numbers of their own."""
    made = issued(number, unit=unit)
    del made["slip"]["series"]
    return made


def reply(number: int, unit: str = "甲局", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    said = {"series": series_of(unit, PLAN), "year": 2023, "number": number}
    return record(more.pop("task", "1"), more.pop("on", "2023-03-02"), unit=unit, reply=said)


def kept(*records: dict[str, Any]) -> list[Issued]:
    return register(Timeline.of(events_of(*records)), PLAN)


def next_number(*records: dict[str, Any], draft: Slip = DRAFT) -> int:
    return int(numbered(draft, Timeline.of(events_of(*records)), PLAN)["number"])


# ---------------------------------------------------------------- numbers


def test_slips_are_numbered_through_the_year_whatever_their_level_or_task() -> None:
    assert next_number() == 1
    assert next_number(record("1", note="无关")) == 1
    assert next_number(issued(1), issued(2, "红", task="4")) == 3


def test_slips_and_letters_each_have_numbers_of_their_own() -> None:
    records = [issued(1), issued(2), issued(1, unit="乙局")]
    assert next_number(*records) == 3
    assert next_number(*records, draft=DRAFT._replace(series="函", unit="乙局")) == 2


def test_an_old_record_is_of_the_series_that_its_unit_s_standing_gives_it() -> None:
    records = [old(4, "甲局"), old(5, "乙局"), old(6, "甲局")]
    assert [slip_of(event, PLAN).code for event in events_of(*records)] == [
        "督〔2023〕4号",
        "函〔2023〕5号",
        "督〔2023〕6号",
    ]
    assert next_number(*records) == 7
    assert next_number(*records, draft=DRAFT._replace(series="函")) == 6


def test_a_new_year_begins_at_one() -> None:
    new = DRAFT._replace(year=2024)
    assert next_number(issued(7), draft=new) == 1
    assert next_number(issued(7), issued(1, year=2024), draft=new) == 2


def test_a_number_stays_used_when_its_slip_is_taken_back_or_lines_are_out_of_order() -> None:
    assert next_number(issued(3), issued(1), record(undo="r00001")) == 4


def test_after_two_copies_gave_out_one_number_the_next_is_above_both() -> None:
    assert next_number(issued(1), issued(2), issued(2, unit="丙镇")) == 3


def test_what_is_only_looked_at_has_no_number() -> None:
    assert DRAFT.code == "督〔2023〕第〔〕号"
    assert DRAFT._replace(number=3).code == "督〔2023〕3号"


# ---------------------------------------------------------------- the ladder


@pytest.mark.parametrize("word", ["黄", "黄色", "黄单", "黄色单"])
def test_a_level_may_be_called_in_several_ways(word: str) -> None:
    assert level_of(word) == "黄"


@pytest.mark.parametrize("word", ["", "绿", "橙", "yellow", "黄黄", "单"])
def test_a_level_that_does_not_exist_is_refused_with_those_that_do(word: str) -> None:
    with pytest.raises(UsageMistake) as caught:
        level_of(word)
    assert caught.value.message == f"没有“{word}”这一级。可用: 蓝(提醒)、黄(督办)、红(督办)"


@pytest.mark.parametrize(
    ("before", "level", "said"),
    [
        ("", "蓝", ""),
        ("", "黄", "越级: 本项此前对该单位没有发过单, 按次序应先发蓝色单,"),
        ("", "红", "越级: 本项此前对该单位没有发过单, 按次序应先发蓝色单,"),
        ("蓝", "蓝", ""),
        ("蓝", "黄", ""),
        ("蓝", "红", "越级: 本项此前对该单位只发过蓝色单, 按次序应先发黄色单,"),
        ("蓝黄", "红", ""),
        ("红", "蓝", ""),
        ("黄蓝", "红", ""),
    ],
)
def test_a_level_passed_over_is_said(before: str, level: str, said: str) -> None:
    assert skips(kept(*(issued(n, word) for n, word in enumerate(before, 1))), level) == said


@pytest.mark.parametrize(
    ("before", "level"), [("", "蓝"), ("蓝", "黄"), ("蓝黄", "红"), ("红", "红"), ("黄蓝", "红")]
)
def test_the_next_rung_is_above_the_highest_there_was(before: str, level: str) -> None:
    assert next_level(kept(*(issued(n, word) for n, word in enumerate(before, 1)))) == level


def test_the_ladder_is_one_unit_s_on_one_task_and_counts_what_was_not_taken_back() -> None:
    withdrawn = issued(5, "红", batch="b5")
    register_ = kept(
        issued(1), issued(2, "黄", unit="丙镇"), issued(3, "红", task="4"), withdrawn,
        record(undo="b5"),
    )  # fmt: skip
    assert [one.slip.number for one in to_unit(register_, "甲局", "1")] == [1]
    assert next_level(to_unit(register_, "甲局", "1")) == "黄"
    assert next_level(to_unit(register_, "乙局", "1")) == "蓝"


def test_only_the_plan_says_who_is_written_to_rather_than_urged() -> None:
    assert [series_of(unit, PLAN) for unit in ("甲局", "乙局", "各镇")] == ["督", "函", "督"]


# ---------------------------------------------------------------- what came of it


def test_a_reply_is_to_the_slip_that_it_names_and_of_its_unit() -> None:
    first, second, letter = kept(
        issued(1), issued(2), issued(1, unit="乙局"), reply(2), reply(1, unit="丙镇")
    )
    assert (first.answered, second.answered, letter.answered) == ("", "2023-03-02", "")


def test_a_unit_that_signed_by_another_of_its_names_has_answered() -> None:
    said = reply(1) | {"unit": "甲委"}
    assert kept(issued(1), said)[0].answered == "2023-03-02"


def test_a_reply_taken_back_is_none() -> None:
    assert kept(issued(1), reply(1) | {"batch": "b"}, record(undo="b"))[0].answered == ""


def test_days_late_are_counted_to_the_reply_or_until_today() -> None:
    (open_,) = kept(issued(1))
    assert [open_.overdue(date(2023, 7, day)) for day in (9, 10, 11, 20)] == [0, 0, 1, 10]
    (answered,) = kept(issued(1), reply(1, on="2023-07-12"))
    assert answered.overdue(date(2023, 7, 20)) == 2


def test_chases_are_the_unit_s_on_the_task_from_the_slip_to_the_reply() -> None:
    def chase(day: int, unit: str = "甲局", task: str = "1") -> dict[str, Any]:
        said = {"unit": unit, "how": "电话"}
        return record(task, f"2023-03-{day:02}", chase=said)

    others = [chase(5, unit="丙镇"), chase(5, task="4"), chase(5, task="")]
    made = [chase(1), issued(1, on="2023-03-03"), chase(4), chase(6), chase(9), *others]
    (one,) = kept(*made, reply(1, on="2023-03-07"))
    assert [event.day for event in one.chases] == ["2023-03-04", "2023-03-06"]


# ---------------------------------------------------------------- two copies


TWICE = [issued(1), issued(2), issued(2, unit="丙镇"), reply(2, unit="丙镇")]


def test_a_number_given_out_twice_is_marked_and_each_has_its_own_reply() -> None:
    assert [one.repeated for one in kept(*TWICE)] == [False, True, True]
    assert [one.answered for one in kept(*TWICE)] == ["", "", "2023-03-02"]


def test_once_one_of_the_two_is_taken_back_the_number_is_its_own_again() -> None:
    records = [issued(2), issued(2, unit="丙镇", batch="b"), record(undo="b")]
    assert [(one.repeated, one.withdrawn) for one in kept(*records)] == [
        (False, False),
        (False, True),
    ]


# ---------------------------------------------------------------- citing one


@pytest.mark.parametrize(
    "text", ["2", "督2", "督〔2023〕2号", "督[2023]2号", "督（2023）２号", "督第2号", " 督 2 号 "]
)
def test_a_slip_may_be_cited_in_several_ways(text: str) -> None:
    register_ = kept(issued(1), issued(2), issued(1, unit="乙局"))
    assert cited(text, register_).slip.code == "督〔2023〕2号"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "1",
            (
                "“1”可以指2张单: 督〔2023〕1号 甲局 第1项; 函〔2023〕1号 乙局 第1项。"
                "请连同“督”或“函”写。"
            ),
        ),
        ("9", "没有“9”这张单。已开的单: lawgov slip --list"),
        ("函2", "没有“函2”这张单。"),
        ("督〔2022〕1号", "没有“督〔2022〕1号”这张单。"),
        ("某号", "看不懂编号“某号”。可以写: 1、督1、函〔2023〕2号。"),
        ("3", "督〔2023〕3号已撤销(台账第4行)。"),
    ],
)
def test_what_is_none_or_several_is_said(text: str, said: str) -> None:
    withdrawn = issued(3, batch="b")
    register_ = kept(issued(1), issued(2), issued(1, unit="乙局"), withdrawn, record(undo="b"))
    with pytest.raises((NoSuchSlip, UsageMistake)) as caught:
        cited(text, register_)
    assert caught.value.message.startswith(said)


def test_of_two_with_one_number_the_unit_says_which() -> None:
    with pytest.raises(NoSuchSlip) as caught:
        cited("督2", kept(*TWICE))
    assert caught.value.message == (
        "“督2”可以指2张单: 督〔2023〕2号 甲局 第1项; 督〔2023〕2号 丙镇 第1项。"
        "请加 --unit 写明单位, 必要时连同序号。"
    )
    assert cited("督2", kept(*TWICE), unit="丙镇").slip.unit == "丙镇"


def test_of_two_with_one_number_of_one_unit_the_task_says_which() -> None:
    both = kept(issued(1), issued(1, task="2"))
    with pytest.raises(NoSuchSlip, match="必要时连同序号"):
        cited("督1", both, unit="甲局")
    assert [cited("督1", both, task=task).record.task for task in ("1", "2")] == ["1", "2"]


def test_of_two_alike_but_for_the_copy_that_gave_them_out_either_will_do() -> None:
    both = kept(issued(1), issued(1), reply(1))
    assert cited("督1", both).record.id == both[-1].record.id
    assert [one.answered for one in both] == ["2023-03-02"] * 2


def test_without_a_year_it_is_the_newest() -> None:
    register_ = kept(issued(1), issued(1, year=2024))
    assert cited("1", register_).slip.year == 2024
    assert cited("督〔2023〕1号", register_).slip.year == 2023
