"""What needs a reason, and what is questioned."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.domain.proposal import doubts, reason_needed
from tests.helpers import folded_on, record

if TYPE_CHECKING:
    from lawgov_cli.domain.task_state import TaskState

TODAY = date(2023, 9, 20)


def state(task: str, *records: dict[str, Any]) -> TaskState:
    return folded_on(TODAY, *records).states[task]


FRESH = state("1")
DATED = state("2")
DONE = state("1", record("1", status="done"))
ONGOING = state("1", record("1", status="ongoing"))
CHANGED = state("1", record("1", status="changed"))


@pytest.mark.parametrize(
    ("before", "fields", "said"),
    [
        (FRESH, {"returned": ["甲局"]}, "退回单位的报送"),
        (FRESH, {"status": "changed"}, "登记“已调整”"),
        (DONE, {"status": "changed"}, "登记“已调整”"),
        (DONE, {"status": "doing"}, "把已完成的任务重新打开(回头看)"),
        (DONE, {"status": "todo"}, "把已完成的任务重新打开(回头看)"),
        (ONGOING, {"status": "doing"}, "把长期坚持的任务重新打开(回头看)"),
        (CHANGED, {"status": "doing"}, "把已调整的任务重新打开(回头看)"),
        (DATED, {"due": "2023-10-31"}, "把时限从2023年8月31日改为2023年10月31日"),
        (DATED, {"lead": ["甲局"]}, "更换牵头单位"),
        (FRESH, {"lead": ["乙局", "甲局"]}, "更换牵头单位"),
        (DATED, {"responsible": ["丙镇"]}, "更换责任单位"),
    ],
)
def test_what_takes_something_back_needs_a_reason(
    before: TaskState, fields: dict[str, Any], said: str
) -> None:
    assert reason_needed(before, fields) == said


@pytest.mark.parametrize(
    ("before", "fields"),
    [
        (FRESH, {"status": "done"}),
        (FRESH, {"status": "doing"}),
        (FRESH, {"due": "2023-10-31"}),
        (FRESH, {"kind": "annual"}),
        (FRESH, {"lead": ["甲局", "乙局"]}),
        (DATED, {"due": "2023-08-31"}),
        (DATED, {"lead": ["乙局"], "responsible": ["甲局", "各部门"]}),
        (DONE, {"note": "补充说明"}),
        (DONE, {"status": "done"}),
        (DONE, {"status": "ongoing"}),
        (DONE, {"unit": "甲局", "status": "doing"}),
        (state("4"), {"lead": ["甲局"], "responsible": ["丙镇"]}),
    ],
)
def test_what_goes_on_or_is_settled_for_the_first_time_needs_none(
    before: TaskState, fields: dict[str, Any]
) -> None:
    assert reason_needed(before, fields) == ""


def test_a_finished_task_put_back_to_be_verified_is_reopened_too() -> None:
    assert reason_needed(DONE, {"status": "claimed"}) == "把已完成的任务重新打开(回头看)"


SILENT = "牵头单位甲局、乙局尚未报送"
BARE = "没有写完成情况(--note), 也没有佐证(--evidence)"
HALF = state("1", record("1", unit="甲局", status="claimed"))
RETURNED = state(
    "4",
    record("4", unit="甲局", status="done", on="2023-03-01"),
    record("4", returned=["甲局"], reason="无佐证", on="2023-03-02"),
)


@pytest.mark.parametrize(
    ("before", "fields", "said"),
    [
        (FRESH, {"status": "done"}, [BARE, SILENT]),
        (FRESH, {"status": "done", "note": "完成"}, [SILENT]),
        (FRESH, {"status": "done", "evidence": ["报告"]}, [SILENT]),
        (HALF, {"status": "done", "note": "完成"}, ["牵头单位乙局尚未报送"]),
        (RETURNED, {"status": "done", "note": "完成"}, ["甲局的报送已退回, 尚未重报"]),
        (FRESH, {"status": "doing"}, []),
        (FRESH, {"status": "done", "unit": "甲局"}, []),
    ],
)
def test_a_completion_that_nothing_supports_is_questioned(
    before: TaskState, fields: dict[str, Any], said: list[str]
) -> None:
    assert doubts(before, fields, TODAY, units_report=True) == said


def test_an_office_that_collects_no_reports_is_not_asked_about_them() -> None:
    assert doubts(FRESH, {"status": "done", "note": "完成"}, TODAY, units_report=False) == []
    assert doubts(FRESH, {"status": "done"}, TODAY, units_report=False) == [BARE]


def test_a_report_sent_in_again_is_no_longer_missed() -> None:
    again = state(
        "4",
        record("4", unit="甲局", status="done", on="2023-03-01"),
        record("4", returned=["甲局"], reason="无佐证", on="2023-03-02"),
        record("4", unit="甲局", status="done", on="2023-03-03"),
    )
    assert doubts(again, {"status": "done", "note": "完成"}, TODAY, units_report=True) == []


def test_a_task_with_a_date_that_is_said_to_go_on_for_ever_is_questioned() -> None:
    dated = state("2", record("2", kind="deadline"))
    said = ["本项类型为“限时”, 一般应登记为已完成"]
    assert doubts(dated, {"status": "ongoing"}, TODAY, units_report=False) == said
    for kind in ("annual", "standing"):
        before = state("2", record("2", kind=kind))
        assert doubts(before, {"status": "ongoing"}, TODAY, units_report=False) == []
    assert doubts(FRESH, {"status": "ongoing"}, TODAY, units_report=False) == []


def test_sending_back_what_was_never_reported_is_questioned() -> None:
    said = ["甲局尚未报送, 没有可退回的"]
    assert doubts(FRESH, {"returned": ["甲局"]}, TODAY, units_report=True) == said
    reported = state("1", record("1", unit="甲局", status="done"))
    assert doubts(reported, {"returned": ["甲局"]}, TODAY, units_report=True) == []


def test_a_date_moved_only_after_it_has_passed_is_questioned() -> None:
    moved = {"due": "2023-12-31", "reason": "推迟"}
    said = ["原时限2023年8月31日已过, 一般应在到期前改期"]
    assert doubts(DATED, moved, TODAY, units_report=False) == said
    assert doubts(DATED, moved, date(2023, 8, 31), units_report=False) == []
    assert doubts(FRESH, moved, TODAY, units_report=False) == []
