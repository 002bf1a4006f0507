from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.domain.counts import Count, count_lights, count_statuses
from lawgov_cli.domain.plan import LightRules, Plan
from lawgov_cli.domain.progress import fold, with_added
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.vocabulary import Kind, Light, Status
from tests.helpers import events_of, folded_on, plan_of, record

MARCH = date(2023, 3, 31)
YEAR_END = date(2023, 12, 31)


# ---------------------------------------------------------------- status


def test_nothing_said_is_not_begun() -> None:
    state = folded_on(MARCH).states["1"]
    assert (state.status, state.light, state.stated, state.percent) == (
        Status.TODO,
        Light.GREEN,
        None,
        None,
    )
    assert (state.reports, list(state.events), state.leads_reported) == ({}, [], 0)


@pytest.mark.parametrize("status", Status)
def test_the_office_s_word_is_the_status(status: Status) -> None:
    state = folded_on(MARCH, record("2", status=status.value)).states["2"]
    assert state.status is status
    assert state.stated is not None


def test_the_office_s_last_word_counts_and_the_last_is_by_the_day_it_is_about() -> None:
    late = record("2", "2023-03-02", status="done", at="2023-03-02T09:00:00+08:00")
    recorded_later = record("2", "2023-03-01", status="doing", at="2023-03-05T09:00:00+08:00")
    assert folded_on(MARCH, late, recorded_later).states["2"].status is Status.DONE


def test_on_one_day_what_was_recorded_later_counts() -> None:
    first = record("2", status="done", at="2023-03-01T09:00:00+08:00")
    second = record("2", status="doing", at="2023-03-01T10:00:00+08:00")
    assert folded_on(MARCH, second, first).states["2"].status is Status.DOING


def test_a_unit_s_report_is_not_the_office_s_word() -> None:
    state = folded_on(MARCH, record("1", unit="甲局", status="done")).states["1"]
    assert state.status is Status.DOING
    assert state.stated is None
    assert list(state.reports) == ["甲局"]
    assert state.leads_reported == 1


@pytest.mark.parametrize("said", ["claimed", "done", "ongoing"])
def test_when_all_leads_have_reported_finished_the_office_has_to_verify(said: str) -> None:
    records = [record("1", unit="甲局", status=said), record("1", unit="乙局", status=said)]
    assert folded_on(MARCH, *records).states["1"].status is Status.CLAIMED
    records.append(record("1", unit="乙局", status="doing"))
    assert folded_on(MARCH, *records).states["1"].status is Status.DOING


def test_it_is_the_office_s_turn_until_it_has_spoken_after_the_leads() -> None:
    claim = record("2", "2023-02-02", unit="乙局", status="done")
    before, after = (record("2", f"2023-02-0{day}", status="doing") for day in (1, 3))
    for records, turn in (([claim], True), ([before, claim], True), ([claim, after], False)):
        state = folded_on(MARCH, *records).states["2"]
        assert (state.claimed, state.awaits_verification) == (turn, turn)


def test_what_a_unit_adds_without_a_status_does_not_put_its_report_aside() -> None:
    done = record("2", "2023-02-01", unit="乙局", status="done")
    more = record("2", "2023-02-02", unit="乙局", note="补充材料")
    state = folded_on(MARCH, done, more).states["2"]
    assert state.status is Status.CLAIMED
    assert state.reports["乙局"].status is Status.DONE
    alone = folded_on(MARCH, more).states["2"]
    assert (alone.status, alone.reports["乙局"].note) == (Status.DOING, "补充材料")


def test_the_report_of_a_unit_that_only_answers_finishes_nothing() -> None:
    state = folded_on(MARCH, record("2", unit="甲局", status="done")).states["2"]
    assert state.status is Status.DOING
    assert state.leads_reported == 0


def test_a_unit_that_says_it_has_not_begun_changes_nothing() -> None:
    assert (
        folded_on(MARCH, record("1", unit="甲局", status="todo")).states["1"].status is Status.TODO
    )


def test_the_office_s_word_stands_against_all_reports() -> None:
    records = [
        record("2", status="doing"),
        record("2", "2023-03-02", unit="乙局", status="done"),
    ]
    assert folded_on(MARCH, *records).states["2"].status is Status.DOING


def test_a_unit_is_counted_under_any_of_its_names() -> None:
    records = [record("1", unit="甲委", status="done"), record("1", unit="乙局", status="done")]
    state = folded_on(MARCH, *records).states["1"]
    assert list(state.reports) == ["甲局", "乙局"]
    assert state.status is Status.CLAIMED
    assert state.lead == ("甲局", "乙局")


def test_a_note_changes_no_status_and_is_kept() -> None:
    state = folded_on(MARCH, record("2", note="一"), record("2", "2023-03-02", note="二")).states[
        "2"
    ]
    assert state.status is Status.TODO
    assert [event.note for event in state.notes] == ["二", "一"]


def test_a_report_sent_back_no_longer_counts_as_finished_until_it_comes_again() -> None:
    records = [
        record("2", unit="乙局", status="done"),
        record("2", "2023-03-02", returned=["乙局"]),
    ]
    state = folded_on(MARCH, *records).states["2"]
    assert (state.status, state.returned) == (Status.DOING, frozenset({"乙局"}))
    records.append(record("2", "2023-03-03", unit="乙局", status="done"))
    state = folded_on(MARCH, *records).states["2"]
    assert (state.status, state.returned) == (Status.CLAIMED, frozenset())


def test_a_report_is_sent_back_under_any_name_and_only_by_the_office() -> None:
    by_unit = record("1", unit="乙局", returned=["甲局"])
    assert folded_on(MARCH, by_unit).states["1"].returned == frozenset()
    assert folded_on(MARCH, record("1", returned=["甲委"])).states["1"].returned == {"甲局"}


# ---------------------------------------------------------------- measures


def test_a_measure_ticked_moves_its_point_and_its_section() -> None:
    snapshot = folded_on(MARCH, record("1.1", status="done"))
    point, section = snapshot.states["1"], snapshot.states["S1"]
    assert (point.status, point.measures_finished, point.measures_total) == (Status.DOING, 1, 2)
    assert point.percent == 50
    assert (section.status, section.measures_total) == (Status.DOING, 0)


def test_all_measures_ticked_leave_the_last_word_to_the_office() -> None:
    records = [record("1.1", status="done"), record("1.2", status="changed")]
    state = folded_on(MARCH, *records).states["1"]
    assert (state.status, state.percent) == (Status.CLAIMED, 100)


def test_a_measure_that_is_only_under_way_is_not_finished() -> None:
    state = folded_on(MARCH, record("1.1", status="claimed")).states["1"]
    assert (state.status, state.measures_finished, state.percent) == (Status.DOING, 0, 0)


def test_a_measure_added_by_the_office_belongs_to_its_point() -> None:
    added = record("2", add={"id": "2.1", "text": "新增", "due": "2023-06-30", "lead": ["甲局"]})
    again = record("4", "2023-03-02", add={"id": "2.1", "text": "再次"})
    taken = record("4", add={"id": "1.1", "text": "已有"})
    snapshot = folded_on(MARCH, added, again, taken)
    state = snapshot.states["2.1"]
    assert (state.task.text, state.due, state.lead) == ("新增", date(2023, 6, 30), ("甲局",))
    assert [task.id for task in snapshot.plan.by_id["2"].tasks] == ["2.1"]
    assert snapshot.plan.by_id["4"].tasks == ()
    assert "2.1" not in folded_on(date(2023, 2, 1), added).states


def test_without_additions_the_plan_is_the_same_object() -> None:
    plan = plan_of()
    assert with_added(plan, Timeline.of(events_of(record("2", note="x")))) is plan


# ---------------------------------------------------------------- amendments


def test_the_office_names_other_units_by_any_spelling() -> None:
    amended = record("2", lead=["甲委"], responsible=["镇街"])
    state = folded_on(MARCH, amended).states["2"]
    assert (state.lead, state.responsible) == (("甲局",), ("各镇",))
    assert folded_on(MARCH, record("2", unit="甲局", lead=["甲局"])).states["2"].lead == ("乙局",)


def test_a_date_moved_keeps_the_first_one_visible() -> None:
    records = [record("2", due="2023-10-31"), record("2", "2023-03-02", due="2023-11-30")]
    state = folded_on(MARCH, *records).states["2"]
    assert (state.due, state.first_due) == (date(2023, 11, 30), date(2023, 8, 31))
    state = folded_on(
        MARCH, record("4", due="2023-10-31"), record("4", "2023-03-02", due="2023-11-30")
    ).states["4"]
    assert (state.due, state.first_due) == (date(2023, 11, 30), date(2023, 10, 31))


def test_a_point_is_due_with_the_earliest_of_its_open_measures() -> None:
    assert folded_on(MARCH).states["3"].due == date(2023, 6, 30)
    assert folded_on(MARCH, record("3.1", status="done")).states["3"].due == YEAR_END
    finished = [record("3.1", status="done"), record("3.2", status="done")]
    assert folded_on(MARCH, *finished).states["3"].due is None


def test_the_kind_is_the_plan_s_until_the_office_says_another() -> None:
    plan = plan_of()
    task = plan.by_id["4"]._replace(kind="annual")
    assert (
        folded_on(MARCH, plan=Plan(*plan._replace(tasks=(task,)))).states["4"].kind is Kind.ANNUAL
    )
    assert folded_on(MARCH, record("4", kind="standing")).states["4"].kind is Kind.STANDING
    assert folded_on(MARCH).states["4"].kind is None


# ---------------------------------------------------------------- percent and being behind


def test_a_percent_given_goes_before_the_share_of_measures() -> None:
    records = [record("1.1", status="done"), record("1", percent=30)]
    assert folded_on(MARCH, *records).states["1"].percent == 30


def test_of_units_only_the_collector_gives_the_percent() -> None:
    assert folded_on(MARCH, record("1", unit="甲委", percent=30)).states["1"].percent == 30
    assert folded_on(MARCH, record("1", unit="乙局", percent=30)).states["1"].percent is None
    assert folded_on(MARCH, record("1", unit="丙镇", percent=30)).states["1"].percent is None


def test_it_is_the_collector_of_that_day_who_gives_it() -> None:
    first = record("1", "2023-02-01", unit="甲局", percent=30)
    change = record("1", "2023-02-02", lead=["乙局"], reason="职能划转")
    late = record("1", "2023-02-03", unit="甲局", percent=60)
    new = record("1", "2023-02-04", unit="乙局", percent=50)
    assert folded_on(MARCH, first, change).states["1"].percent == 30
    assert folded_on(MARCH, first, change, late).states["1"].percent == 30
    assert folded_on(MARCH, first, change, late, new).states["1"].percent == 50


@pytest.mark.parametrize(
    ("day", "behind"),
    [
        (date(2022, 12, 31), -40),
        (date(2023, 1, 1), Fraction(100, 243) - 40),
        (date(2023, 8, 31), 60),
        (date(2023, 9, 30), 60),
    ],
)
def test_behind_is_the_share_of_time_gone_less_the_percent(day: date, behind: float) -> None:
    given = record("2", "2022-12-01", percent=40)
    assert folded_on(day, given).states["2"].behind == pytest.approx(float(behind))


def test_without_a_date_the_year_s_end_is_the_measure_for_a_percent_given() -> None:
    state = folded_on(date(2023, 7, 2), record("4", "2023-01-01", percent=20)).states["4"]
    assert state.behind == pytest.approx(100 * 183 / 365 - 20)


def test_measures_without_a_date_make_nothing_late() -> None:
    state = folded_on(YEAR_END, record("1.1", status="done")).states["1"]
    assert (state.percent, state.behind, state.light) == (50, None, Light.GREEN)


def test_measures_with_a_date_do() -> None:
    state = folded_on(date(2023, 12, 1), record("3.1", status="done")).states["3"]
    assert state.behind == pytest.approx(100 * 335 / 365 - 50)
    assert state.light is Light.RED


def test_a_date_before_the_plan_begins_does_not_divide_by_nought() -> None:
    records = [record("4", due="2022-12-31"), record("4", percent=40)]
    assert folded_on(MARCH, *records).states["4"].behind == 60


# ---------------------------------------------------------------- lights


@pytest.mark.parametrize(
    ("day", "light"),
    [
        (date(2023, 8, 15), Light.GREEN),
        (date(2023, 8, 16), Light.BLUE),
        (date(2023, 8, 31), Light.BLUE),
        (date(2023, 9, 1), Light.RED),
    ],
)
def test_due_within_fifteen_days_is_blue_and_past_due_is_red(day: date, light: Light) -> None:
    assert folded_on(day).states["2"].light is light


@pytest.mark.parametrize(
    ("status", "light"),
    [
        ("done", Light.GREEN),
        ("ongoing", Light.GREEN),
        ("changed", Light.NONE),
        ("claimed", Light.RED),
        ("doing", Light.RED),
    ],
)
def test_what_is_finished_is_never_late(status: str, light: Light) -> None:
    assert folded_on(YEAR_END, record("2", status=status)).states["2"].light is light


@pytest.mark.parametrize(
    ("percent", "light"),
    [
        (20, Light.RED),
        (20.1, Light.YELLOW),
        (40, Light.YELLOW),
        (40.1, Light.GREEN),
        (50, Light.GREEN),
    ],
)
def test_ten_points_behind_is_yellow_and_thirty_is_red(percent: float, light: Light) -> None:
    plan = Plan(*plan_of()._replace(starts=date(2023, 1, 1), ends=date(2023, 1, 10)))
    given = record("4", "2023-01-01", percent=percent)
    assert fold(plan, events_of(given), date(2023, 1, 5)).states["4"].light is light


def test_an_office_sets_its_own_thresholds() -> None:
    rules = LightRules(behind_red=20, behind_yellow=5, due_soon_days=1)
    plan = Plan(*plan_of()._replace(lights=rules, ends=date(2023, 1, 10)))
    lights = {}
    for percent in (44, 46, 31, 29):
        given = record("4", "2023-01-01", percent=percent)
        lights[percent] = fold(plan, events_of(given), date(2023, 1, 5)).states["4"].light
    assert lights == {44: Light.YELLOW, 46: Light.GREEN, 31: Light.YELLOW, 29: Light.RED}
    assert fold(plan, [], date(2023, 8, 30)).states["2"].light is Light.BLUE
    assert fold(plan, [], date(2023, 8, 29)).states["2"].light is Light.GREEN


def test_what_is_said_to_lag_is_yellow_until_the_next_status() -> None:
    records = [record("4", status="doing", lags=True)]
    state = folded_on(MARCH, *records).states["4"]
    assert (state.lags, state.light) == (True, Light.YELLOW)
    records.append(record("4", "2023-03-02", status="doing"))
    state = folded_on(MARCH, *records).states["4"]
    assert (state.lags, state.light) == (False, Light.GREEN)


# ---------------------------------------------------------------- order, repeats, undo


def test_a_later_day_is_not_counted() -> None:
    records = [record("2", "2023-03-31", note="当日"), record("2", "2023-04-01", note="次日")]
    assert [event.note for event in folded_on(MARCH, *records).events] == ["当日"]


def test_what_was_recorded_after_the_day_known_is_not_counted() -> None:
    same_day = record("2", "2023-03-01", at="2023-03-31T23:59:59+08:00", note="当日")
    next_day = record("2", "2023-03-01", at="2023-04-01T00:00:00+08:00", note="次日")
    snapshot = fold(plan_of(), events_of(same_day, next_day), YEAR_END, MARCH)
    assert [event.note for event in snapshot.events] == ["当日"]
    assert (snapshot.as_of, snapshot.known_at) == (YEAR_END, MARCH)


def test_a_repeated_id_counts_once() -> None:
    once = record("2", note="一")
    assert len(folded_on(MARCH, once, once).events) == 1


def test_an_undo_takes_back_its_whole_batch_wherever_it_lies_in_time() -> None:
    records = [
        record("1", status="done", batch="b"),
        record("2", "2023-02-01", status="done", batch="b"),
        record("4", status="done"),
        record("", "2023-09-01", undo="b"),
    ]
    snapshot = folded_on(MARCH, *records)
    assert [snapshot.states[name].status for name in ("1", "2", "4")] == [
        Status.TODO,
        Status.TODO,
        Status.DONE,
    ]


def test_a_single_record_is_taken_back_by_its_id() -> None:
    done = record("1", status="done")
    assert effective(events_of(done, record(undo=done["id"]))).cancelled == {done["id"]}


def test_an_undo_undone_is_nothing_whatever_the_clocks_say() -> None:
    done = record("1", status="done", at="2023-03-01T10:00:00+08:00")
    undo = record(undo=done["id"], at="2023-03-01T10:06:00+08:00")
    redo = record(undo=undo["id"], at="2023-03-01T10:03:00+08:00")
    again = record(undo=redo["id"], at="2023-03-01T09:00:00+08:00")
    assert folded_on(MARCH, done, undo).states["1"].status is Status.TODO
    assert folded_on(MARCH, done, undo, redo).states["1"].status is Status.DONE
    assert folded_on(MARCH, done, undo, redo, again).states["1"].status is Status.TODO


def test_two_undos_of_one_batch_take_it_back_while_either_stands() -> None:
    done = record("1", status="done")
    undo, second = record(undo=done["id"]), record(undo=done["id"])
    redo = record(undo=second["id"])
    assert folded_on(MARCH, done, undo, second, redo).states["1"].status is Status.TODO


def test_undos_forged_into_a_circle_do_not_hang() -> None:
    one = record(undo="x") | {"id": "y"}
    other = record(undo="y") | {"id": "x"}
    told = [effective(events_of(*pair)).cancelled for pair in ((one, other), (other, one))]
    assert told[0] == told[1]


def test_a_long_chain_of_undos_is_followed() -> None:
    records = [record("1", status="done")]
    for _ in range(3000):
        records.append(record(undo=records[-1]["id"]))
    assert folded_on(MARCH, *records).states["1"].status is Status.DONE


def test_a_record_of_a_task_that_is_not_there_harms_nothing() -> None:
    snapshot = folded_on(MARCH, record("99", status="done"))
    assert "99" not in snapshot.states
    assert len(snapshot.events) == 1


# ---------------------------------------------------------------- counts


@given(st.integers(0, 400), st.integers(1, 400))
def test_a_share_is_rounded_half_up_to_a_tenth(number: int, total: int) -> None:
    tenths = int(Fraction(1000 * number, total) + Fraction(1, 2))
    assert Count(number, total).percent == f"{tenths // 10}.{tenths % 10}%"


@pytest.mark.parametrize(
    ("number", "total", "percent"),
    [
        (0, 0, "0.0%"),
        (19, 30, "63.3%"),
        (1, 3, "33.3%"),
        (2, 3, "66.7%"),
        (1, 16, "6.3%"),
        (3, 3, "100.0%"),
    ],
)
def test_shares_as_printed(number: int, total: int, percent: str) -> None:
    assert Count(number, total).percent == percent


def test_counts_name_every_status_and_light_and_add_up() -> None:
    points = folded_on(YEAR_END, record("1", status="done")).points
    assert {status.value: count.number for status, count in count_statuses(points).items()} == {
        "todo": 3,
        "doing": 0,
        "claimed": 0,
        "done": 1,
        "ongoing": 0,
        "changed": 0,
    }
    lights = count_lights(points)
    assert list(lights) == list(Light)
    assert {light.value: count.number for light, count in lights.items() if count.number} == {
        "red": 2,
        "green": 2,
    }
