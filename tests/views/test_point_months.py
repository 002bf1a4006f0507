from __future__ import annotations

from datetime import date
from typing import Any, get_type_hints

from lawgov_cli.base.dates import month
from lawgov_cli.domain.filings import Filings
from lawgov_cli.domain.point_months import COLUMNS, PointMonth
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.views.chasing import filings_view
from lawgov_cli.views.point_months import point_months
from tests.helpers import events_of, plan_of, record

SMALL = plan_of()


def rows_of(*records: dict[str, Any], as_of: date) -> list[PointMonth]:
    filings = Filings(SMALL, Timeline.of(events_of(*records)))
    return list(point_months(filings, "甲地", as_of))


def row(rows: list[PointMonth], name: str, point: str) -> PointMonth:
    return next(r for r in rows if (r.month, r.point) == (name, point))


def test_the_documented_columns_are_the_fields_of_a_row() -> None:
    assert tuple(column.name for column in COLUMNS) == PointMonth._fields
    numbers = {column.name for column in COLUMNS if column.is_number}
    assert numbers == {name for name, kind in get_type_hints(PointMonth).items() if kind is int}


def test_there_is_a_row_for_each_point_and_month_up_to_the_day() -> None:
    rows = rows_of(as_of=date(2023, 3, 10))
    assert [(r.month, r.point) for r in rows] == [
        (month, point) for month in ("2023-01", "2023-02", "2023-03") for point in "1234"
    ]
    assert row(rows, "2023-02", "1").day == "2023-02-28"
    assert row(rows, "2023-03", "1").day == "2023-03-10"


def test_a_month_is_seen_as_it_stood_at_its_end() -> None:
    rows = rows_of(record("2", on="2023-04-02", status="done"), as_of=date(2023, 4, 30))
    assert row(rows, "2023-03", "2").status == "todo"
    assert row(rows, "2023-04", "2").status == "done"


def test_an_overdue_point_has_its_days_and_the_reason_of_its_light() -> None:
    late = row(rows_of(as_of=date(2023, 9, 30)), "2023-09", "2")
    assert (late.light, late.due, late.overdue) == ("red", "2023-08-31", 30)
    assert late.reason == "8月31日到期, 已逾期30天"
    assert late.units == "乙局"


def test_who_reported_on_a_point_is_what_missing_says() -> None:
    said = record("1", on="2023-03-05", unit="乙局", note="已开展")
    one = row(rows_of(said, as_of=date(2023, 3, 31)), "2023-03", "1")
    assert (one.filed, one.expected, one.silent) == (1, 3, "甲局、丙镇")
    filings = Filings(SMALL, Timeline.of(events_of(said)))
    march = filings_view(filings, month(2023, 3)).rows
    assert {r.unit for r in march if "1" in (*r.lacking, *r.together)} == {"甲局", "丙镇"}


def test_after_the_life_of_the_plan_there_are_no_months_and_before_it_none() -> None:
    assert rows_of(as_of=date(2026, 1, 1))[-1].month == "2024-04"
    assert rows_of(as_of=date(2022, 12, 31)) == []
