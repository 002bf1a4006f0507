from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lawgov_cli.filters.flags import select
from lawgov_cli.views.lists import DueView, due_view
from tests.helpers import folded_on, plan_of, record

TODAY = date(2023, 8, 20)


def seen(
    *records: dict[str, Any],
    within: int = 30,
    day: date = TODAY,
    **words: Any,  # noqa: ANN401 - as the flags
) -> DueView:
    return due_view(select(plan_of(), **words), folded_on(day, *records), within)


def days(view: DueView) -> list[tuple[str, int | None]]:
    return [(row.id, row.days_left) for row in view.rows]


def test_the_most_urgent_comes_first_with_the_days_that_are_left() -> None:
    view = seen(record("1", due="2023-09-19"), record("4", due="2023-09-20"))
    assert days(view) == [("3", -51), ("2", 11), ("1", 30)]
    assert (view.dated, view.later, view.within) == (4, 1, 30)


@pytest.mark.parametrize(("within", "found"), [(0, ["3"]), (10, ["3"]), (11, ["3", "2"])])
def test_the_window_includes_its_last_day(within: int, found: list[str]) -> None:
    assert [row.id for row in seen(within=within).rows] == found


def test_what_is_due_today_is_in_and_not_late() -> None:
    assert ("2", 0) in days(seen(day=date(2023, 8, 31), within=0))


@pytest.mark.parametrize("status", ["done", "ongoing", "changed"])
def test_what_is_finished_is_due_no_more(status: str) -> None:
    view = seen(record("2", status=status))
    assert [row.id for row in view.rows] == ["3"]
    assert view.dated == 2


def test_a_point_is_due_with_its_first_open_measure() -> None:
    assert days(seen(record("3.1", status="done"), within=200)) == [("2", 11), ("3", 133)]


def test_a_moved_date_counts_and_the_first_one_is_kept() -> None:
    (row,) = seen(record("2", due="2023-09-10", reason="推迟"), section=["一"]).rows
    assert (row.due_date, row.first_due_date, row.days_left) == ("9月10日", "8月31日", 21)


def test_of_two_due_on_one_day_the_one_not_begun_comes_first() -> None:
    view = seen(record("1", due="2023-08-31"), record("1", status="doing"), section=["一"])
    assert [row.id for row in view.rows] == ["2", "1"]


def test_what_a_selection_leaves_out_is_not_counted_either() -> None:
    view = seen(unit=["乙局"])
    assert (days(view), view.dated) == ([("2", 11)], 1)
    assert view.rows[0].role == "牵头·汇总"


def test_without_any_date_there_is_nothing_due() -> None:
    view = seen(grep="普法")
    assert (view.rows, view.dated, view.later) == ((), 0, 0)
