"""Why a light is what it is: the rule, its figures, whose they are and the record behind them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.domain.lights import LightRule
from lawgov_cli.domain.plan import LightRules, Plan
from lawgov_cli.domain.vocabulary import Light
from tests.helpers import folded_on, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.domain.lights import LightReason

DAY = date(2023, 9, 20)


def why(task: str, *records: dict[str, Any], day: date = DAY) -> LightReason:
    return folded_on(day, *records).states[task].reason


def test_past_its_date_a_task_is_overdue_by_so_many_days() -> None:
    reason = why("2")
    assert (reason.light, reason.rule, reason.task, reason.below) == (
        *(Light.RED, LightRule.OVERDUE),
        *("2", False),
    )
    assert (reason.due, reason.days_left, reason.units) == (date(2023, 8, 31), -20, ("乙局",))
    assert reason.record is None  # the document set the date


def test_the_record_that_set_the_date_is_the_one_it_rests_on() -> None:
    first = record("2", due="2023-09-10")
    last = record("2", "2023-03-02", due="2023-09-25", reason="推迟")
    reason = why("2", first, last)
    assert (reason.rule, reason.days_left) == (LightRule.DUE_SOON, 5)
    assert reason.record is not None
    assert reason.record.id == last["id"]


def test_an_overdue_measure_is_the_reason_with_its_own_units_and_the_record_that_added_it() -> None:
    added = record("1", add={"id": "1.3", "text": "新", "due": "2023-09-10", "lead": ["乙局"]})
    reason = why("1", added)
    assert (reason.rule, reason.task, reason.below) == (LightRule.OVERDUE, "1.3", True)
    assert (reason.units, reason.days_left) == (("乙局",), -10)
    assert reason.record is not None
    assert reason.record.id == added["id"]
    own = why("1.3", added)
    assert (own.task, own.below, own.units) == ("1.3", False, ("乙局",))


def test_for_a_measure_without_a_lead_those_of_its_point_answer() -> None:
    added = record("1", add={"id": "1.3", "text": "新", "due": "2023-09-10"})
    assert why("1", added).units == why("1.3", added).units == ("甲局", "乙局")
    moved = record("1", "2023-03-02", lead=["丙镇"], reason="划转")
    assert why("1", added, moved).units == ("丙镇",)


def test_the_others_that_are_late_are_named_beside_the_first() -> None:
    records = [
        record("1", add={"id": f"1.{n}", "text": "新", "due": f"2023-09-0{n}", "lead": [unit]})
        for n, unit in ((3, "乙局"), (4, "丙镇"))
    ]
    state = folded_on(DAY, *records).states["1"]
    assert (state.reason.task, state.reason.units) == ("1.3", ("乙局",))
    assert [(late.task, late.units, late.below) for late in state.also_late] == [
        ("1.4", ("丙镇",), True)
    ]
    finished = folded_on(DAY, *records, record("1", status="done")).states["1"]
    assert finished.also_late == ()


def test_being_behind_rests_on_the_record_that_gave_the_percentage() -> None:
    earlier, last = record("4", percent=60), record("4", "2023-03-02", percent=40)
    reason = why("4", earlier, last)
    assert (reason.light, reason.rule, reason.percent) == (Light.RED, LightRule.BEHIND, 40)
    assert reason.behind == pytest.approx(100 * 263 / 365 - 40)
    assert reason.record is not None
    assert reason.record.id == last["id"]


def test_a_share_of_measures_rests_on_no_single_record() -> None:
    added = record("1", add={"id": "1.3", "text": "新", "due": "2023-12-31"})
    reason = why("1", added, record("1.1", status="done"))
    assert (reason.rule, reason.task, reason.record) == (LightRule.BEHIND, "1", None)
    assert reason.percent == pytest.approx(100 / 3)


def test_what_was_said_to_lag_is_the_reason_where_it_is_not_behind_enough() -> None:
    said = record("4", status="doing", lags=True)
    reason = why("4", said, record("4", "2023-03-02", percent=68))
    assert (reason.light, reason.rule) == (Light.YELLOW, LightRule.LAGS)
    assert reason.behind == pytest.approx(100 * 263 / 365 - 68)
    assert reason.record is not None
    assert reason.record.id == said["id"]


@pytest.mark.parametrize(
    ("status", "light", "rule"),
    [
        ("done", Light.GREEN, LightRule.FINISHED),
        ("ongoing", Light.GREEN, LightRule.FINISHED),
        ("changed", Light.NONE, LightRule.ADJUSTED),
    ],
)
def test_what_is_finished_rests_on_the_office_s_word(
    status: str, light: Light, rule: LightRule
) -> None:
    said = record("2", status=status)
    reason = why("2", said)
    assert (reason.light, reason.rule) == (light, rule)
    assert reason.record is not None
    assert reason.record.id == said["id"]


def test_a_task_in_order_goes_by_its_next_date_or_has_none() -> None:
    reason = why("3", record("3.1", status="done"), day=date(2023, 3, 31))
    assert (reason.rule, reason.task, reason.days_left) == (LightRule.IN_ORDER, "3.2", 275)
    reason = why("4")
    assert (reason.light, reason.rule) == (Light.GREEN, LightRule.IN_ORDER)
    assert (reason.task, reason.due, reason.days_left) == ("4", None, None)


def test_without_a_percentage_no_threshold_makes_a_task_behind() -> None:
    plan = Plan(*plan_of()._replace(lights=LightRules(behind_yellow=0)))
    assert folded_on(DAY, plan=plan).states["4"].reason.rule is LightRule.IN_ORDER
