"""Who reported for a month, and for how many months in a row somebody did not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.dates import month
from lawgov_cli.domain.filings import (
    Duty,
    Filing,
    Filings,
    deadline,
    expected_units,
    month_before,
)
from lawgov_cli.domain.timeline import Timeline
from tests.helpers import SMALL_PLAN, events_of, folded_on, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan

PLAN = plan_of(SMALL_PLAN.replace("starts:", "issued: 2023-06-06\nstarts:"))
JUNE, JULY, AUGUST = (month(2023, number) for number in (6, 7, 8))


def filed(
    plan: Plan, events: list[Event], period: Period, known_at: date | None = None
) -> list[Filing]:
    return Filings(plan, Timeline.of(events), known_at).of(period)


def status(unit: str, *records: dict[str, Any], period: Period = JULY, known: str = "") -> str:
    known_at = date.fromisoformat(known) if known else None
    found = filed(PLAN, events_of(*records), period, known_at)
    return next((filing.status.value for filing in found if filing.unit == unit), "-")


def expected(plan: Plan) -> dict[str, list[Duty]]:
    state = folded_on(date(2023, 6, 1), plan=plan)
    return expected_units(state, state)


def test_the_units_of_open_points_are_expected_by_name_or_through_a_group() -> None:
    duties = expected(PLAN)
    assert {unit: [duty.task for duty in held] for unit, held in duties.items()} == {
        "甲局": ["1", "2", "4"],
        "乙局": ["1", "2"],
        "丙镇": ["1", "3", "4"],
    }


def test_a_group_whose_members_are_unknown_expects_nobody() -> None:
    plan = plan_of(SMALL_PLAN.replace("members: [丙镇]", "members: []"))
    found = expected(plan)
    assert found["丙镇"] == [Duty("4", leads=False)]
    assert set(found) == {"甲局", "乙局", "丙镇"}


@pytest.mark.parametrize("word", ["done", "ongoing", "changed"])
def test_for_a_point_finished_before_the_month_nobody_is_expected(word: str) -> None:
    finished = record("2", on="2023-06-30", status=word)
    found = filed(PLAN, events_of(finished), JULY)
    assert {filing.unit: filing.tasks for filing in found}["乙局"] == ("1",)
    in_the_month = record("2", on="2023-07-01", status=word)
    found = filed(PLAN, events_of(in_the_month), JULY)
    assert {filing.unit: filing.tasks for filing in found}["乙局"] == ("1", "2")


@pytest.mark.parametrize(
    ("recorded", "on", "said"),
    [
        ("2023-07-01", "", "filed"),
        ("2023-07-25", "", "filed"),
        ("2023-07-26", "", "late"),
        ("2023-08-03", "2023-07-31", "late"),
        ("2023-07-20", "2023-06-30", "missing"),
        ("2023-08-01", "", "missing"),
        ("2023-06-30", "", "missing"),
    ],
)
def test_a_report_is_for_the_month_it_is_about_and_in_time_if_recorded_by_the_day(
    recorded: str, on: str, said: str
) -> None:
    event = record("1", on=on or recorded, at=f"{recorded}T12:00:00+08:00", unit="甲局", note="有")
    assert status("甲局", event) == said


def test_the_first_report_of_the_month_decides_whether_it_was_in_time() -> None:
    early = record("1", on="2023-07-20", unit="甲局", note="初报")
    late = record("2", on="2023-07-30", unit="甲局", note="补充")
    assert status("甲局", late, early) == "filed"


def test_the_office_speaking_of_a_task_is_no_report_of_its_units() -> None:
    assert status("甲局", record("1", on="2023-07-20", status="doing")) == "missing"


def test_a_returned_report_counts_as_such_until_it_is_sent_in_again() -> None:
    sent = record("1", on="2023-07-10", unit="甲局", status="done")
    back = record("1", on="2023-07-12", returned=["甲局"], reason="无佐证")
    again = record("1", on="2023-07-14", unit="甲局", status="done")
    assert status("甲局", sent, back) == "returned"
    assert status("甲局", sent, back, again) == "filed"
    assert status("乙局", sent, back) == "missing"
    by_alias = record("1", on="2023-07-12", returned=["甲委"], reason="无佐证")
    assert status("甲局", sent, by_alias) == "returned"


def test_what_was_recorded_later_than_known_is_left_out() -> None:
    late = record("1", on="2023-07-31", at="2023-08-02T09:00:00+08:00", unit="甲局", note="有")
    assert status("甲局", late, known="2023-08-01") == "missing"
    assert status("甲局", late, known="2023-08-02") == "late"


def test_a_report_taken_back_is_none() -> None:
    sent = record("1", on="2023-07-10", unit="甲局", note="有", number=70_007)
    undo = record(on="2023-07-11", undo="r70007")
    assert status("甲局", sent, undo) == "missing"


def test_months_without_a_report_are_counted_back_to_the_month_of_issue() -> None:
    def missed(period: Period, *records: dict[str, Any]) -> int:
        found = filed(PLAN, events_of(*records), period)
        return next(filing.missed for filing in found if filing.unit == "甲局")

    assert [missed(period) for period in (JUNE, JULY, AUGUST)] == [1, 2, 3]
    assert missed(AUGUST, record("1", on="2023-07-10", unit="甲局", note="有")) == 1
    assert missed(AUGUST, record("1", on="2023-06-10", unit="甲局", note="有")) == 2
    assert missed(AUGUST, record("1", on="2023-08-10", unit="甲局", note="有")) == 0
    assert missed(month(2024, 1), record("1", on="2023-12-10", unit="甲局", note="有")) == 1


def test_before_the_document_was_issued_nobody_had_to_report() -> None:
    assert filed(PLAN, [], month(2023, 5)) == []
    assert len(filed(PLAN, [], JUNE)) == 3


def test_the_points_it_leads_are_those_it_is_asked_about() -> None:
    found = {filing.unit: filing.leads for filing in filed(PLAN, [], JUNE)}
    assert found == {"甲局": ("1", "4"), "乙局": ("1", "2"), "丙镇": ("3",)}


def test_after_a_change_of_lead_the_new_one_is_asked() -> None:
    change = record("2", on="2023-06-20", lead=["甲局"], reason="职能划转")
    found = {filing.unit: filing.leads for filing in filed(PLAN, events_of(change), JULY)}
    assert found["甲局"] == ("1", "2", "4")


def test_a_report_recorded_under_a_name_that_is_now_an_alias_counts_for_the_unit() -> None:
    assert status("甲局", record("1", on="2023-07-10", unit="甲委", note="有")) == "filed"


def test_the_day_reports_are_due_is_the_plan_s_and_no_later_than_the_month_s_last() -> None:
    assert deadline(JUNE, PLAN) == date(2023, 6, 25)
    at_the_end = PLAN._replace(report_day=31)
    assert deadline(JUNE, at_the_end) == date(2023, 6, 30)
    assert deadline(month(2024, 2), at_the_end) == date(2024, 2, 29)


def test_the_month_before_january_is_december() -> None:
    assert month_before(month(2024, 1)) == month(2023, 12)
