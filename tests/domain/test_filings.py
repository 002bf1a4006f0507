"""Who reported for a month, and for how many months in a row somebody did not."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

from lawgov_cli.base.dates import month
from lawgov_cli.domain.filings import (
    Duty,
    Filing,
    Filings,
    deadline,
    expected_units,
    month_before,
)
from lawgov_cli.domain.plan import FilingRules, Plan
from lawgov_cli.domain.timeline import Timeline
from tests.helpers import SMALL_PLAN, events_of, folded_on, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.event import Event

PLAN = plan_of(SMALL_PLAN.replace("starts:", "issued: 2023-06-06\nstarts:"))
JUNE, JULY, AUGUST = (month(2023, number) for number in (6, 7, 8))


def filed(
    plan: Plan, events: list[Event], period: Period, known_at: date | None = None
) -> list[Filing]:
    return Filings(plan, Timeline.of(events), known_at).of(period)


def whole(unit: str, **fields: Any) -> list[dict[str, Any]]:  # noqa: ANN401
    """A report of *unit* on each point that it reports on by itself, and on the others one."""
    return [record(task, unit=unit, **{"note": "有", **fields}) for task in OF_UNIT[unit]]


#: What the units of the small plan report on: 甲局 leads 1 and 4 and answers for 2, and so on.
OF_UNIT = {"甲局": "142", "甲委": "142", "乙局": "12", "丙镇": "31"}


def of(unit: str, *records: dict[str, Any], period: Period = JULY, plan: Plan = PLAN) -> Filing:
    return next(f for f in filed(plan, events_of(*records), period) if f.unit == unit)


def status(unit: str, *records: dict[str, Any], period: Period = JULY, known: str = "") -> str:
    known_at = date.fromisoformat(known) if known else None
    found = filed(PLAN, events_of(*records), period, known_at)
    return next((filing.status.value for filing in found if filing.unit == unit), "-")


def expected(plan: Plan) -> dict[str, list[Duty]]:
    state = folded_on(date(2023, 6, 1), plan=plan)
    return expected_units(state, state, state)


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


def points_of(unit: str, *records: dict[str, Any], plan: Plan = PLAN) -> str:
    """The points that *unit* had to report on for July, ``-`` where it had to report on nothing."""
    found = filed(plan, events_of(*records), JULY)
    return next(("".join(f.tasks) for f in found if f.unit == unit), "-")


NEXT_MONTH = PLAN._replace(filing=FilingRules(day=5, month="next"))


@pytest.mark.parametrize("word", ["done", "ongoing", "changed"])
@pytest.mark.parametrize(
    ("plan", "closed", "points"),
    [
        (PLAN, "2023-07-01", "1"),
        (PLAN, "2023-07-25", "1"),
        (PLAN, "2023-07-26", "12"),
        (NEXT_MONTH, "2023-07-31", "1"),
        (NEXT_MONTH, "2023-08-05", "1"),
        (NEXT_MONTH, "2023-08-06", "12"),
    ],
)
def test_a_point_closed_by_the_day_the_report_was_due_owes_nothing_and_one_closed_later_does(
    plan: Plan, closed: str, points: str, word: str
) -> None:
    assert points_of("乙局", record("2", on=closed, status=word), plan=plan) == points


@pytest.mark.parametrize(
    ("plan", "again", "points"),
    [
        (PLAN, "2023-07-25", "12"),
        (PLAN, "2023-07-26", "1"),
        (NEXT_MONTH, "2023-07-31", "12"),
        (NEXT_MONTH, "2023-08-03", "1"),
    ],
)
def test_a_point_opened_again_owes_a_report_from_the_month_in_which_it_was_open_when_it_was_due(
    plan: Plan, again: str, points: str
) -> None:
    closed = record("2", on="2023-06-30", status="done")
    opened = record("2", on=again, status="doing")
    assert points_of("乙局", closed, opened, plan=plan) == points


def test_what_a_unit_reported_on_a_point_that_was_closed_since_is_counted() -> None:
    last = record("2", on="2023-07-18", unit="乙局", note="全部办结")
    closed = record("2", on="2023-07-20", status="done")
    found = of("乙局", last, closed, record("1", on="2023-07-18", unit="乙局", note="有"))
    assert (found.status.value, found.tasks, found.items) == ("filed", ("1", "2"), 2)
    alone = of("乙局", last, closed)
    assert (alone.status.value, alone.lacking, alone.answered) == ("partial", ("1",), 1)


def test_a_change_of_lead_after_the_day_changes_nothing_of_who_owed_the_report() -> None:
    in_time = record("2", on="2023-07-25", lead=["丙镇"])
    too_late = record("2", on="2023-07-26", lead=["丙镇"])
    assert (points_of("乙局", in_time), points_of("丙镇", in_time)) == ("1", "1234")
    assert (points_of("乙局", too_late), points_of("丙镇", too_late)) == ("12", "134")


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
    at = f"{recorded}T12:00:00+08:00"
    assert status("甲局", *whole("甲局", on=on or recorded, at=at)) == said


def test_the_first_report_of_the_month_decides_whether_it_was_in_time() -> None:
    early = whole("甲局", on="2023-07-20", note="初报")
    late = whole("甲局", on="2023-07-30", note="补充")
    assert status("甲局", *late, *early) == "filed"


def test_the_office_speaking_of_a_task_is_no_report_of_its_units() -> None:
    assert status("甲局", record("1", on="2023-07-20", status="doing")) == "missing"


def test_a_returned_report_counts_as_such_until_it_is_sent_in_again() -> None:
    sent = whole("甲局", on="2023-07-10", status="done")
    back = record("1", on="2023-07-12", returned=["甲局"], reason="无佐证")
    again = record("1", on="2023-07-14", unit="甲局", status="done")
    assert status("甲局", *sent, back) == "returned"
    assert status("甲局", *sent, back, again) == "filed"
    assert status("乙局", *sent, back) == "missing"
    by_alias = record("1", on="2023-07-12", returned=["甲委"], reason="无佐证")
    assert status("甲局", *sent, by_alias) == "returned"


def test_what_was_recorded_later_than_known_is_left_out() -> None:
    late = whole("甲局", on="2023-07-31", at="2023-08-02T09:00:00+08:00")
    assert status("甲局", *late, known="2023-08-01") == "missing"
    assert status("甲局", *late, known="2023-08-02") == "late"


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


def test_a_month_whose_report_day_is_not_past_is_no_month_missed() -> None:
    def missed(today: date, period: Period = AUGUST, known: date | None = None) -> int:
        found = Filings(PLAN, Timeline.of([]), known, today).of(period)
        return next(filing.missed for filing in found if filing.unit == "甲局")

    assert missed(date(2023, 8, 25)) == 2
    assert missed(date(2023, 8, 26)) == 3
    assert missed(date(2023, 12, 1)) == 3
    assert missed(date(2023, 12, 1), known=date(2023, 8, 10)) == 2
    assert missed(date(2023, 8, 10), JULY) == 2


def test_months_long_after_the_plan_are_nobodys() -> None:
    assert len(filed(PLAN, [], month(2024, 4))) == 3
    assert filed(PLAN, [], month(2024, 5)) == []


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
    assert status("甲局", *whole("甲委", on="2023-07-10")) == "filed"


def test_the_day_reports_are_due_is_the_plan_s_and_no_later_than_the_month_s_last() -> None:
    assert deadline(JUNE, PLAN) == date(2023, 6, 25)
    at_the_end = PLAN._replace(report_day=31)
    assert deadline(JUNE, at_the_end) == date(2023, 6, 30)
    assert deadline(month(2024, 2), at_the_end) == date(2024, 2, 29)


def test_the_month_before_january_is_december() -> None:
    assert month_before(month(2024, 1)) == month(2023, 12)


# ---------------------------------------------------------------- which month, received when


def test_a_report_is_late_by_the_day_it_was_received_however_late_it_was_typed() -> None:
    typed = {"on": "2023-07-24", "at": "2023-07-28T09:00:00+08:00"}
    assert of("甲局", *whole("甲局", **typed, received="2023-07-24")).status.value == "filed"
    late = of("甲局", *whole("甲局", **typed))
    assert (late.status.value, late.days_late, late.first) == ("late", 3, "2023-07-28")


def test_a_report_that_names_its_month_counts_there_and_nowhere_else() -> None:
    sent = whole("甲局", on="2023-08-03", period="2023-07")
    july, august = of("甲局", *sent), of("甲局", *sent, period=AUGUST)
    assert (july.status.value, july.days_late) == ("late", 9)
    assert (august.status.value, august.missed) == ("missing", 1)


def test_the_report_day_may_be_one_of_the_next_month() -> None:
    plan = PLAN._replace(filing=FilingRules(day=5, month="next"))
    plan = Plan(*plan)
    assert deadline(JULY, plan) == date(2023, 8, 5)
    assert deadline(month(2023, 12), plan) == date(2024, 1, 5)
    sent = whole("甲局", on="2023-08-04", period="2023-07")
    assert of("甲局", *sent, plan=plan).status.value == "filed"


# ---------------------------------------------------------------- point by point


def test_points_led_are_reported_on_one_by_one_and_the_others_by_one_report() -> None:
    part = of("甲局", record("1", on="2023-07-10", unit="甲局", note="有"))
    assert (part.status.value, part.answered, part.items) == ("partial", 1, 3)
    assert (part.lacking, part.together) == (("4",), ("2",))
    town = of("丙镇", record("4", on="2023-07-10", unit="丙镇", note="有"))
    assert (town.answered, town.items, town.lacking, town.together) == (1, 2, ("3",), ())


def test_an_office_may_ask_for_every_point_a_unit_is_named_for() -> None:
    plan = Plan(*PLAN._replace(filing=FilingRules(counts="named")))
    missing = of("丙镇", plan=plan)
    assert (missing.lacking, missing.together) == (("3", "4"), ("1",))
    assert of("甲局", plan=plan).lacking == ("1", "2", "4")


def test_a_report_on_a_measure_is_one_on_its_point() -> None:
    assert "1" not in of("甲局", record("1.2", on="2023-07-10", unit="甲局", note="有")).lacking


def test_a_unit_that_reports_nothing_but_that_there_is_nothing_is_said_to() -> None:
    zero = whole("甲局", on="2023-07-10", zero=True)
    assert status("甲局", *zero) == "zero"
    real = record("4", on="2023-07-11", unit="甲局", note="有")
    assert status("甲局", *zero, real) == "filed"
    assert status("甲局", *whole("甲局", on="2023-07-26", zero=True)) == "late"


def test_nothing_to_report_begins_no_work() -> None:
    state = folded_on(date(2023, 7, 31), record("4", on="2023-07-10", unit="甲局", zero=True))
    assert state.states["4"].status.value == "todo"


# ---------------------------------------------------------------- returns across a month's end


BACK = record("1", on="2023-08-02", returned=["甲局"], reason="佐证不足")


def test_what_is_sent_back_after_the_month_s_end_stands_so_in_that_month() -> None:
    sent = whole("甲局", on="2023-07-22")
    back = of("甲局", *sent, BACK)
    assert (back.status.value, back.sent_back, back.first) == ("returned", ("1",), "2023-07-22")
    assert of("甲局", *sent, BACK, period=AUGUST).status.value == "missing"


@pytest.mark.parametrize("more", [{}, {"period": "2023-07"}, {"status": "doing"}])
def test_the_answer_to_a_return_goes_to_its_month(more: dict[str, Any]) -> None:
    sent = [*whole("甲局", on="2023-07-22"), BACK]
    answer = record("1", on="2023-08-05", unit="甲局", note="补了", **more)
    assert of("甲局", *sent, answer).status.value == "filed"
    assert of("甲局", *sent, answer, period=AUGUST).answered == 0
    after = record("1", on="2023-08-20", unit="甲局", note="八月的")
    assert of("甲局", *sent, answer, after, period=AUGUST).answered == 1


def test_a_report_that_names_another_month_answers_no_return() -> None:
    other = record("1", on="2023-08-05", unit="甲局", note="有", period="2023-08")
    assert of("甲局", *whole("甲局", on="2023-07-22"), BACK, other).status.value == "returned"


def test_the_office_may_say_which_month_it_sends_back() -> None:
    sent = [*whole("甲局", on="2023-07-22"), *whole("甲局", on="2023-08-01")]
    july = record("1", on="2023-08-02", returned=["甲局"], reason="不实", period="2023-07")
    assert of("甲局", *sent, july).status.value == "returned"
    assert of("甲局", *sent, july, period=AUGUST).status.value == "filed"


# ---------------------------------------------------------------- who has a part


def test_a_report_on_a_point_in_which_the_unit_has_no_part_counts_nowhere() -> None:
    strange = record("2", on="2023-07-10", unit="丙镇", status="done")
    assert status("丙镇", strange) == "missing"
    state = folded_on(date(2023, 7, 31), strange).states["2"]
    assert (state.status.value, dict(state.reports), len(state.events)) == ("todo", {}, 1)


def test_a_part_is_judged_on_the_day_of_the_record() -> None:
    change = record("2", on="2023-07-20", lead=["丙镇"], reason="职能划转")
    days = ("2023-07-19", "2023-07-20", "2023-07-21")

    def counted(unit: str, day: str) -> bool:
        sent = record("2", on=day, unit=unit, status="done")
        return unit in folded_on(date(2023, 7, 31), change, sent).states["2"].reports

    assert [counted("丙镇", day) for day in days] == [False, True, True]
    assert [counted("乙局", day) for day in days] == [True, True, False]


def test_a_unit_that_was_given_a_measure_has_a_part_in_its_point() -> None:
    added = {"id": "2.1", "text": "新增", "lead": ["丙镇"]}
    sent = record("2", on="2023-07-10", unit="丙镇", note="有")
    plain = folded_on(date(2023, 7, 31), sent)
    given = folded_on(date(2023, 7, 31), record("2", on="2023-07-01", add=added), sent)
    assert ("丙镇" in plain.states["2"].reports, "丙镇" in given.states["2"].reports) == (
        False,
        True,
    )


def test_where_a_point_names_nobody_everybody_may_report() -> None:
    plan = plan_of(SMALL_PLAN.replace("        lead: [甲局]\n        responsible: [丙镇]\n", ""))
    sent = record("4", on="2023-07-10", unit="乙局", note="有")
    assert "乙局" in folded_on(date(2023, 7, 31), sent, plan=plan).states["4"].reports


# ---------------------------------------------------------------- units that became others since

MERGED = record("", "2023-09-01", units={"do": "merge", "from": ["甲局", "乙局"], "to": "丁局"})
RENAMED = record("", "2023-09-01", units={"do": "rename", "unit": "乙局", "to": "新局"})
SEPTEMBER = month(2023, 9)


def test_a_merger_changes_nothing_of_the_months_before_it() -> None:
    sent = [
        *whole("甲局", on="2023-07-20", at="2023-07-20T10:00:00+08:00"),
        record("1", "2023-07-21", unit="乙局", note="有"),
    ]
    before, after = (filed(PLAN, events_of(*sent, *more), JULY) for more in ([], [MERGED]))
    assert after == before
    assert [(f.unit, f.status.value, f.answered) for f in after] == [
        ("甲局", "filed", 3),
        ("乙局", "partial", 1),
        ("丙镇", "missing", 0),
    ]


def test_the_state_of_a_day_can_stand_under_the_names_of_a_later_one() -> None:
    filings = Filings(PLAN, Timeline.of(events_of(RENAMED)))
    then, now = (filings.state(date(2023, 8, 31), named) for named in (None, SEPTEMBER.last))
    assert ("乙局" in then.plan.units, "新局" in then.plan.units) == (True, False)
    assert ("乙局" in now.plan.units, "新局" in now.plan.units) == (False, True)


def test_what_is_typed_after_the_merger_for_a_month_before_it_is_of_the_unit_it_names() -> None:
    late = record("1", "2023-09-03", unit="甲局", period="2023-08", note="有")
    found = {f.unit: f.answered for f in filed(PLAN, events_of(MERGED, late), AUGUST)}
    assert found == {"甲局": 1, "乙局": 0, "丙镇": 0}


def test_the_successor_answers_for_all_that_became_it() -> None:
    late = record("1", "2023-09-03", unit="丁局", period="2023-08", note="有")
    found = {f.unit: f.answered for f in filed(PLAN, events_of(MERGED, late), AUGUST)}
    assert found == {"甲局": 1, "乙局": 1, "丙镇": 0}
    assert of("丁局", MERGED, late, period=SEPTEMBER).answered == 0


def test_a_return_is_of_the_unit_that_it_names_though_it_was_merged_since() -> None:
    sent = [record("1", "2023-07-20", unit=unit, note="有") for unit in ("甲局", "乙局")]
    back = record("1", "2023-08-03", returned=["甲局"])
    assert of("甲局", *sent, back, MERGED).sent_back == ("1",)
    assert of("乙局", *sent, back, MERGED).sent_back == ()
    again = record("1", "2023-09-04", unit="丁局", note="重报")
    assert of("甲局", *sent, back, MERGED, again).sent_back == ()


def test_months_without_a_report_are_counted_through_a_new_name() -> None:
    assert of("新局", RENAMED, period=SEPTEMBER).missed == 4
    filed_once = record("1", "2023-07-20", unit="乙局", note="有")
    assert of("新局", filed_once, RENAMED, period=SEPTEMBER).missed == 2


def test_a_report_under_the_new_name_for_a_month_before_it_is_the_unit_s() -> None:
    late = record("1", "2023-09-03", unit="新局", period="2023-08", note="有")
    assert of("乙局", RENAMED, late, period=AUGUST).answered == 1


# ---------------------------------------------------------------- laws

MONTHS = ["2023-06", "2023-07", "2023-08"]
SENT = st.fixed_dictionaries(
    {
        "task": st.sampled_from(["1", "1.1", "2", "3", "4"]),
        "unit": st.sampled_from(["甲局", "乙局", "丙镇"]),
        "period": st.sampled_from(MONTHS),
        "received": st.dates(date(2023, 6, 1), date(2023, 9, 30)).map(date.isoformat),
    },
    optional={"zero": st.sampled_from([True]), "note": st.just("有")},
)


def timed(sent: list[dict[str, Any]], days: list[int]) -> list[dict[str, Any]]:
    """*sent* as typed so many days after it came in."""
    made = []
    for number, (fields, wait) in enumerate(zip(sent, days, strict=True)):
        day = date.fromisoformat(fields["received"])
        at = f"{day + timedelta(days=wait)}T09:00:00+08:00"
        made.append({"id": f"r{number}", "at": at, "on": day.isoformat(), **fields})
    return made


@given(st.lists(SENT, max_size=8), st.data())
def test_how_late_a_unit_is_does_not_depend_on_when_it_was_typed(
    sent: list[dict[str, Any]], data: st.DataObject
) -> None:
    waits = st.lists(st.integers(0, 90), min_size=len(sent), max_size=len(sent))
    one, other = (events_of(*timed(sent, data.draw(waits))) for _ in range(2))
    for period in (JUNE, JULY, AUGUST):
        assert filed(PLAN, one, period) == filed(PLAN, other, period)


@given(st.lists(SENT, max_size=8), SENT)
def test_the_filings_of_a_month_are_not_changed_by_a_record_for_another(
    sent: list[dict[str, Any]], more: dict[str, Any]
) -> None:
    one, both = (events_of(*timed(s, [0] * len(s))) for s in (sent, [*sent, more]))
    for period in (JUNE, JULY, AUGUST):
        if period.name != more["period"]:
            before, after = (filed(PLAN, events, period) for events in (one, both))
            assert [f._replace(missed=0) for f in before] == [f._replace(missed=0) for f in after]


@given(st.lists(SENT, max_size=12))
def test_the_points_that_lack_and_those_reported_on_are_all_there_are(
    sent: list[dict[str, Any]],
) -> None:
    for filing in filed(PLAN, events_of(*timed(sent, [0] * len(sent))), JULY):
        lacking = len(filing.lacking) + bool(filing.together)
        assert filing.answered + lacking == filing.items
        assert {*filing.lacking, *filing.together} <= set(filing.tasks)
        assert (filing.status.value == "missing") is (filing.answered == 0)
