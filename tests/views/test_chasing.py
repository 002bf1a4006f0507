from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import month
from lawgov_cli.domain.filings import Filings
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.views.chasing import FilingsView, filings_view
from tests.helpers import SMALL_PLAN, events_of, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.plan import Plan

PLAN = plan_of(SMALL_PLAN.replace("starts:", "issued: 2023-06-06\nstarts:"))
JULY = month(2023, 7)


def view_of(plan: Plan, events: Timeline, period: Period, known: date | None = None) -> FilingsView:
    return filings_view(Filings(plan, events, known), period)


def view(*records: dict[str, Any], period: Period = JULY, known: date | None = None) -> FilingsView:
    return view_of(PLAN, Timeline.of(events_of(*records)), period, known)


SENT = [record(task, on="2023-07-20", unit="甲局", note="有") for task in "142"]
LATE = [record(task, on="2023-07-28", unit="乙局", note="有") for task in "12"]


def test_the_numbers_add_up_to_who_had_to_report() -> None:
    seen = view(*SENT, *LATE)
    counts = (seen.filed, seen.partial, seen.late, seen.missing, seen.zero, seen.returned)
    assert (seen.expected, counts) == (3, (1, 0, 1, 1, 0, 0))
    assert [(row.unit, row.word, row.detail) for row in seen.rows] == [
        ("甲局", "已报", "7月20日"),
        ("乙局", "迟报", "7月28日, 迟3天"),
        ("丙镇", "未报", "连续2个月"),
    ]


def test_a_unit_that_reported_in_part_is_told_what_lacks() -> None:
    row = view(SENT[0]).rows[0]
    assert (row.word, row.detail) == ("部分报", "1/3, 缺第4项、第2项(合并报一次)")
    assert row.reminder == (
        "甲局:《小计划》7月进展,牵头的第4项、参与的第2项(可合并报一次)尚缺,请补报。截止7月25日。"
    )


def test_a_reminder_is_one_paste_ready_line_that_names_points_day_and_months() -> None:
    again = "尚未报送,请尽快报送(已连续2个月)。截止7月25日。"
    reminders = {row.unit: row.reminder for row in view(*SENT).rows}
    assert reminders == {
        "甲局": "",
        "乙局": f"乙局:《小计划》7月进展,牵头的第1、2项{again}",
        "丙镇": f"丙镇:《小计划》7月进展,牵头的第3项、参与的第1、4项(可合并报一次){again}",
    }


def test_of_a_first_month_no_number_of_months_is_said() -> None:
    june = view(period=month(2023, 6))
    assert june.rows[1].reminder == (
        "乙局:《小计划》6月进展,牵头的第1、2项尚未报送,请尽快报送。截止6月25日。"
    )


def test_a_refused_report_is_asked_for_again_in_other_words() -> None:
    back = record("1", on="2023-07-22", returned=["甲局"], reason="无佐证")
    row = view(*SENT, back).rows[0]
    assert (row.word, row.detail) == ("退回", "第1项, 7月20日")
    assert row.reminder == "甲局:《小计划》7月进展,第1项报送已退回,请重报。截止7月25日。"


def test_all_points_are_named_however_many() -> None:
    points = "".join(f'  - {{id: "{n}", title: 第{n}, lead: [甲局]}}\n' for n in range(1, 9))
    plan = plan_of(SMALL_PLAN.split("tasks:\n")[0] + f"tasks:\n{points}")
    (row,) = view_of(plan, Timeline.of([]), JULY).rows
    assert "牵头的第1、2、3、4、5、6、7、8项尚未报送" in row.reminder


def test_whom_to_call_is_shown_where_the_plan_has_it() -> None:
    text = SMALL_PLAN.replace("{abbr: yj}", "{contact: 李四, phone: 0512-1}")
    assert view_of(plan_of(text), Timeline.of([]), JULY).rows[1].contact == "李四 0512-1"


def test_before_the_document_was_issued_it_is_said_that_nobody_had_to() -> None:
    seen = view(period=month(2023, 5))
    assert seen.note == "文件2023年6月6日印发, 2023年5月不需报送。"
    assert seen.rows == ()
    assert view().note == ""


def test_in_january_the_year_is_written_out() -> None:
    seen = view(period=month(2024, 1))
    assert seen.deadline_date == "2024年1月25日"
    assert "1月进展" in seen.rows[0].reminder
    assert seen.rows[0].reminder.endswith("截止2024年1月25日。")


def test_an_office_collects_once_a_unit_has_reported() -> None:
    assert not view().collects
    assert not view(record("1", on="2023-07-20", status="doing")).collects
    assert view(*SENT).collects
    assert not view(*SENT, period=month(2023, 6)).collects


def test_what_was_recorded_later_than_known_is_left_out() -> None:
    afterwards = record(
        "1", on="2023-07-20", at="2023-08-05T09:00:00+08:00", unit="甲局", note="有"
    )
    seen = view(afterwards, known=date(2023, 7, 31))
    assert (seen.filed, seen.missing, seen.collects) == (0, 3, False)


def test_a_report_taken_back_is_no_sign_that_the_office_collects() -> None:
    assert not view(
        record("1", on="2023-07-20", unit="甲局", note="有", number=70_007), record(undo="r70007")
    ).collects


def test_reports_that_came_on_several_days_name_them() -> None:
    sent = [
        record(point, on=f"2023-07-{day}", unit="乙局", note="有")
        for point, day in (("1", "02"), ("2", "18"))
    ]
    assert {row.unit: row.date for row in view(*sent).rows}["乙局"] == "7月2日、7月18日"


def test_of_more_than_three_days_the_first_and_the_last_are_named() -> None:
    tasks = "".join(f'      - {{id: "{n}", title: 第{n}件, lead: [甲局]}}\n' for n in range(5, 9))
    plan = plan_of(SMALL_PLAN + tasks)
    sent = [record(str(n), on=f"2023-07-1{n}", unit="甲局", note="有") for n in range(5, 9)]
    rows = view_of(plan, Timeline.of(events_of(*sent)), JULY).rows
    assert next(row.date for row in rows if row.unit == "甲局") == "7月15日至7月18日"
