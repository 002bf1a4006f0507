"""What the page is made of: the report's figures, and below each the records under it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import month, single
from lawgov_cli.domain.filings import Filings
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.filters.flags import select
from lawgov_cli.views.page import PageView, page_view
from lawgov_cli.views.report import report_view
from tests.helpers import SMALL_PLAN, events_of, folded_on, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.base.dates import Period

PLAN = plan_of(SMALL_PLAN.replace("starts:", "issued: 2023-06-06\nstarts:"))
RECORDS = (
    record("1", on="2023-07-05", unit="甲局", status="doing", note="先说的", number=1),
    record("1.1", on="2023-08-05", unit="乙局", note="举措上说的", number=2),
    record("2", on="2023-08-06", note="内部的话", internal=True, number=3),
    record("3", on="2023-08-07", status="done", number=4),
    record("4", on="2023-09-08", unit="甲局", status="done", note="报完成", number=5),
    record("1", on="2023-09-09", unit="丙镇", note="镇里说的", period="2023-08", number=6),
)
SEPTEMBER = month(2023, 9)


def page(
    *records: dict[str, Any],
    period: Period = SEPTEMBER,
    **words: Any,  # noqa: ANN401 - as the flags
) -> PageView:
    filings = Filings(PLAN, Timeline.of(events_of(*(records or RECORDS))))
    selection = select(PLAN, **words)
    before, after = (filings.state(day, period.last) for day in (period.before, period.last))
    report = report_view(selection, period, before, after)
    return page_view(report, selection, filings, period.last)


def said(view: PageView) -> dict[str, list[str]]:
    return {
        point.row.id: [record.note.text for record in point.records]
        for point in view.points
        if point.records
    }


def test_the_sections_add_up_to_the_report() -> None:
    view = page()
    assert [tally.number for tally in view.report.tallies] == [
        sum(section.numbers[place] for section in view.sections) for place in range(len(Status))
    ]
    assert [(s.name, s.total, s.done, s.red) for s in view.sections] == [
        ("一、第一部分", 2, 0, 1),
        ("二、第二部分", 2, 1, 0),
    ]


def test_the_curve_ends_each_month_with_what_was_finished_and_due_by_then() -> None:
    view = page()
    assert [(point.word, point.done, point.due) for point in view.curve] == [
        *(("6月", 0, 1), ("7月", 0, 1), ("8月", 1, 2), ("9月", 1, 2)),
        *(("10月", None, 2), ("11月", None, 2), ("12月", None, 2)),
    ]
    for point, day in zip(view.curve, (date(2023, 6, 30), date(2023, 7, 31)), strict=False):
        states = folded_on(day, *RECORDS, plan=PLAN).points
        assert point.done == sum(state.status is Status.DONE for state in states)
    assert view.curve[-1].pace == view.report.total


def test_a_day_after_the_plan_is_one_month_more_however_late() -> None:
    view = page(period=month(2026, 3))
    assert [point.word for point in view.curve][-2:] == ["12月", "2026年3月"]
    assert view.curve[-1].done == 1


def test_what_is_to_be_done_is_there_once_with_why_and_the_worst_first() -> None:
    late = record("4", on="2023-09-10", unit="甲局", lags=True, number=9)
    view = page(*RECORDS, late)
    assert [(item.row.id, item.word, item.why) for item in view.to_do] == [
        ("2", "红", ("8月31日到期, 已逾期30天",)),
        ("4", "黄", ("登记为滞后",)),
    ]
    waiting = page().to_do[1]
    assert (waiting.row.id, waiting.light, waiting.word, waiting.why) == ("4", "", "待认定", ())


def test_every_record_is_below_its_point_the_newest_first_and_no_internal_one() -> None:
    assert said(page()) == {"1": ["镇里说的", "举措上说的", "先说的"], "3": [""], "4": ["报完成"]}


def test_a_file_is_named_without_where_it_lies() -> None:
    view = page(record("4", on="2023-09-01", unit="甲局", evidence=["D:/内网/目录.pdf"], number=1))
    (shown,) = view.points[3].records
    assert shown.note.lines == (("佐证", "目录.pdf"),)


def test_a_record_answers_for_the_month_it_says() -> None:
    (first, *_) = page().points
    assert [record.month for record in first.records] == ["2023-08", "2023-08", "2023-07"]


def test_a_page_for_one_unit_holds_its_words_alone_and_no_one_s_filings() -> None:
    view = page(unit=["丙镇"], group=True)
    assert said(view) == {"1": ["镇里说的"], "3": [""]}
    assert view.filings is None
    assert view.matrix.rows == ()
    assert view.report.total == len(view.points) == len(view.report.rows)


def test_the_page_of_a_day_is_the_report_of_that_day() -> None:
    view = page(period=single(date(2023, 8, 31)))
    assert view.report.as_of == view.report.period == "2023年8月31日"
    assert said(view) == {"1": ["举措上说的", "先说的"], "3": [""]}
    assert view.filings is not None
    assert view.filings.period == "2023年8月"
    assert view.matrix.months == ("2023-06", "2023-07", "2023-08")
