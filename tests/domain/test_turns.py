"""What is due again and again: each period is done or late by itself."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.dates import month
from lawgov_cli.domain.filings import Filings
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.vocabulary import Repeat
from lawgov_cli.filters.words import read_repeat
from lawgov_cli.views.reasons import reason_row
from tests.helpers import events_of, folded_on, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.domain.task_state import TaskState

QUARTERLY = record("4", "2023-02-10", repeat="quarterly")


def on(day: str, *records: dict[str, Any]) -> TaskState:
    return folded_on(date.fromisoformat(day), *records).states["4"]


def shown(state: TaskState) -> tuple[str, str, str]:
    return state.status.word, state.light.value, str(state.due)


def done(day: str) -> dict[str, Any]:
    return record("4", day, status="done")


@pytest.mark.parametrize(
    ("repeat", "first", "second"),
    [
        ("monthly", "2023-02-28", "2023-03-31"),
        ("quarterly", "2023-03-31", "2023-06-30"),
        ("half-yearly", "2023-06-30", "2023-12-31"),
        ("yearly", "2023-12-31", "2024-12-31"),
    ],
)
def test_it_is_due_on_the_last_day_of_its_period_and_then_of_the_next(
    repeat: str, first: str, second: str
) -> None:
    setting = record("4", "2023-02-10", repeat=repeat)
    assert str(on("2023-02-10", setting).due) == first
    if repeat != "yearly":  # the plan ends with the year
        assert shown(on(second, setting, done(first))) == ("未启动", "blue", second)


@pytest.mark.parametrize(
    ("day", "status", "light", "due"),
    [
        ("2023-02-20", "已完成", "green", "2023-03-31"),
        ("2023-03-31", "已完成", "green", "2023-03-31"),
        ("2023-04-01", "未启动", "green", "2023-06-30"),
        ("2023-06-20", "未启动", "blue", "2023-06-30"),
        ("2023-07-01", "未启动", "red", "2023-06-30"),
        ("2023-12-31", "未启动", "red", "2023-06-30"),
    ],
)
def test_what_is_done_in_a_period_is_due_again_in_the_next(
    day: str, status: str, light: str, due: str
) -> None:
    assert shown(on(day, QUARTERLY, done("2023-02-20"))) == (status, light, due)


def test_a_period_that_was_missed_is_done_late_and_then_the_next_is_due() -> None:
    late = [QUARTERLY, done("2023-04-05")]
    assert shown(on("2023-04-04", QUARTERLY)) == ("未启动", "red", "2023-03-31")
    assert shown(on("2023-04-05", *late)) == ("未启动", "green", "2023-06-30")
    assert shown(on("2023-04-06", *late, done("2023-04-06"))) == (
        *("已完成", "green"),
        "2023-06-30",
    )


def test_what_was_opened_again_is_open_in_its_own_period() -> None:
    again = record("4", "2023-02-25", status="doing", reason="回头看")
    records = [QUARTERLY, done("2023-02-20"), again]
    assert shown(on("2023-02-25", *records)) == ("推进中", "green", "2023-03-31")
    assert shown(on("2023-04-01", *records)) == ("推进中", "red", "2023-03-31")


def test_a_report_of_an_earlier_period_says_nothing_of_this_one() -> None:
    reported = record("4", "2023-03-01", unit="甲局", status="done", note="一季度")
    records = [QUARTERLY, reported, done("2023-03-02")]
    assert on("2023-03-02", *records).reports
    assert shown(on("2023-04-02", *records))[0] == "未启动"
    assert not on("2023-04-02", *records).reports
    again = record("4", "2023-04-03", unit="甲局", note="二季度")
    assert shown(on("2023-04-03", *records, again))[0] == "推进中"


@pytest.mark.parametrize("over", ["ongoing", "changed"])
def test_what_is_kept_up_or_adjusted_is_not_due_again(over: str) -> None:
    end = record("4", "2023-03-02", status=over, reason="转入常态")
    assert on("2023-08-01", QUARTERLY, end).status.value == over


@pytest.mark.parametrize(("due", "shown_due"), [("2023-10-31", "2023-10-31"), ("", "None")])
def test_a_date_or_none_ends_the_repeating(due: str, shown_due: str) -> None:
    state = on("2023-08-01", QUARTERLY, record("4", "2023-03-02", due=due, reason="改"))
    assert (str(state.due), state.repeat) == (shown_due, None)


@pytest.mark.parametrize(
    ("day", "records", "words"),
    [
        ("2023-03-30", [], "每季度一次, 第一季度的3月31日到期, 剩1天"),
        ("2023-04-02", [], "每季度一次, 第一季度的3月31日到期, 已逾期2天"),
        ("2023-03-30", ["2023-03-01"], "每季度一次, 第一季度已办, 下次6月30日到期"),
    ],
)
def test_the_reason_names_the_period(day: str, records: list[str], words: str) -> None:
    reason = on(day, QUARTERLY, *map(done, records)).reason
    assert reason_row(reason, 2023).text == words


def test_the_last_period_of_the_plan_has_none_after_it() -> None:
    reason = on("2024-02-01", record("4", "2023-11-01", repeat="quarterly"), done("2023-12-01"))
    assert reason_row(reason.reason, 2023).text == "每季度一次, 第四季度已办"


def test_units_are_asked_again_in_the_next_period() -> None:
    events = Timeline.of(events_of(QUARTERLY, done("2023-02-27")))
    filings = Filings(plan_of(), events)
    asked = {number: "4" in filings.singles("甲局", month(2023, number)) for number in (2, 3, 4)}
    assert asked == {2: True, 3: False, 4: True}


@pytest.mark.parametrize(
    ("word", "repeat"),
    [
        ("每季度", Repeat.QUARTERLY),
        ("每季", Repeat.QUARTERLY),
        ("每个月", Repeat.MONTHLY),
        ("每月一次", Repeat.MONTHLY),
        ("每半年", Repeat.HALF_YEARLY),
        ("每年", Repeat.YEARLY),
        ("季度末", None),
        ("", None),
    ],
)
def test_how_often_is_read(word: str, repeat: Repeat | None) -> None:
    assert read_repeat(word) is repeat
