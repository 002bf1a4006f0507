from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.domain.slips import Slip, is_letter, level_of, next_slip, skips, slips_of
from tests.helpers import SMALL_PLAN, events_of, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.domain.event import Event


def issued(number: int, level: str = "蓝", year: int = 2023) -> dict[str, Any]:
    slip = Slip(number, year, level, "甲局", "2023-07-10")._asdict()
    return record("1", slip=slip)


def numbered(*records: dict[str, Any], year: int = 2023) -> int:
    day = date(2023, 7, 10)
    return int(
        next_slip(events_of(*records), year=year, level="黄", unit="甲局", reply_by=day)["number"]
    )


def test_slips_are_numbered_through_the_year_whatever_their_level_or_task() -> None:
    assert numbered() == 1
    assert numbered(record("1", note="无关")) == 1
    assert numbered(issued(1), issued(2, "红")) == 3


def test_a_new_year_begins_at_one() -> None:
    assert numbered(issued(7), year=2024) == 1
    assert numbered(issued(7), issued(1, year=2024), year=2024) == 2


def test_a_number_stays_used_when_its_slip_is_taken_back_or_lines_are_out_of_order() -> None:
    assert numbered(issued(3), issued(1), record(undo="r00001")) == 4


def test_the_record_holds_what_the_slip_is() -> None:
    made = next_slip([], year=2023, level="黄", unit="甲局", reply_by=date(2023, 7, 10))
    assert made == {
        "number": 1,
        "year": 2023,
        "level": "黄",
        "unit": "甲局",
        "reply_by": "2023-07-10",
    }
    assert slips_of(events_of(record("1", slip=made))) == [Slip(**made)]


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
        ("", "黄", "越级: 本项此前没有发过单, 按次序应先发蓝色单,"),
        ("", "红", "越级: 本项此前没有发过单, 按次序应先发蓝色单,"),
        ("蓝", "蓝", ""),
        ("蓝", "黄", ""),
        ("蓝", "红", "越级: 本项此前只发过蓝色单, 按次序应先发黄色单,"),
        ("蓝黄", "红", ""),
        ("红", "蓝", ""),
        ("黄蓝", "红", ""),
    ],
)
def test_a_level_passed_over_is_said(before: str, level: str, said: str) -> None:
    earlier: list[Event] = events_of(*(issued(n, word) for n, word in enumerate(before, 1)))
    assert skips(earlier, level) == said


def test_only_the_plan_says_who_is_written_to_rather_than_urged() -> None:
    plan = plan_of(SMALL_PLAN.replace("{abbr: yj}", "{abbr: yj, letter: true}"))
    assert is_letter("乙局", plan)
    assert not is_letter("甲局", plan)
    assert not is_letter("各镇", plan)
