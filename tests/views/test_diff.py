"""What changed between two days, as rows."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.filters.flags import Selection, select
from lawgov_cli.views.diff import Move, UnitChange, diff_view
from tests.helpers import events_of, plan_of, record

if TYPE_CHECKING:
    from typing import Any

    from lawgov_cli.views.diff import DiffView, PointChange

JUNE, SEPTEMBER = date(2023, 6, 30), date(2023, 9, 30)

RECORDS = [
    record("1", on="2023-03-01", status="doing", note="早已启动"),
    record("1", on="2023-07-01", unit="甲局", status="claimed", note="初稿已成"),
    record("1", on="2023-08-01", status="done", note="已出台", percent=100),
    record("2", on="2023-07-05", due="2023-10-31", reason="上级延期"),
    record("3.1", on="2023-07-20", status="done", note="目录上网"),
    record("4", on="2023-05-01", status="doing"),
]


def between(
    *records: dict[str, Any],
    kept: Selection | None = None,
    first: date = JUNE,
    second: date = SEPTEMBER,
) -> DiffView:
    events = events_of(*records)
    plan = plan_of()
    return diff_view(kept or Selection(), fold(plan, events, first), fold(plan, events, second))


def steps(change: PointChange) -> dict[str, tuple[object, object]]:
    return {step.field: (step.before, step.after) for step in change.steps}


def test_each_point_tells_what_changed_and_what_was_said() -> None:
    view = between(*RECORDS)
    assert [change.id for change in view.points] == ["1", "2", "3"]
    first, second, third = view.points
    assert steps(first) == {"status": ("doing", "done"), "percent": (None, 100)}
    assert [(note.day, note.unit, note.text) for note in first.notes] == [
        ("2023-07-01", "甲局", "初稿已成"),
        ("2023-08-01", "", "已出台"),
    ]
    assert steps(second) == {"due": ("2023-08-31", "2023-10-31")}
    assert [note.reason for note in second.notes] == ["上级延期"]
    assert steps(third) == {
        "status": ("todo", "doing"),
        "light": ("blue", "yellow"),
        "due": ("2023-06-30", "2023-12-31"),
        "percent": (None, 50),
        "measures": ("0/2", "1/2"),
    }
    assert [note.text for note in third.notes] == ["目录上网"]


def test_the_moves_of_all_points_and_of_each_unit() -> None:
    view = between(*RECORDS)
    done, started = (
        Move("doing", "done", "推进中", "已完成", ("1",)),
        Move("todo", "doing", "未启动", "推进中", ("3",)),
    )
    assert set(view.moves) == {done, started}
    assert view.units == (
        UnitChange("甲局", 3, (done,), 1, ("1",)),
        UnitChange("乙局", 2, (done,), 0, ()),
    )
    assert view.still_units == 1
    assert view.total == 4


def test_moves_of_one_kind_are_told_together_the_commonest_first() -> None:
    view = between(
        *(record(number, on="2023-07-01", status="doing") for number in "124"),
        record("3", on="2023-07-01", status="ongoing"),
    )
    assert [(move.after_word, move.ids) for move in view.moves] == [
        ("推进中", ("1", "2", "4")),
        ("长期坚持", ("3",)),
    ]


def test_time_alone_changes_a_light() -> None:
    (change,) = between(first=date(2023, 8, 31), second=date(2023, 9, 1)).points
    assert (change.id, steps(change), change.notes) == ("2", {"light": ("blue", "red")}, ())


def test_nothing_changed() -> None:
    view = between(first=date(2023, 3, 1), second=date(2023, 3, 2))
    assert (view.points, view.units, view.moves) == ((), (), ())
    assert view.still_units == 3


def test_only_what_a_selection_keeps_on_the_later_day() -> None:
    view = between(*RECORDS, kept=select(plan_of(), status=["已完成"]))
    assert [change.id for change in view.points] == ["1"]
    view = between(*RECORDS, kept=select(plan_of(), unit=["甲局"], section=["一"]))
    assert (view.scope, view.total) == ("甲局、一、第一部分", 2)
    assert [unit.name for unit in view.units] == ["甲局"]


def test_a_unit_that_no_point_names_is_told_where_it_reports() -> None:
    view = between(record("1", on="2023-07-01", unit="丙镇", note="已部署"))
    assert next(u for u in view.units if u.name == "丙镇") == UnitChange(
        "丙镇", 1, view.units[-1].moves, 1, ("1",)
    )


def test_other_units_and_another_kind_are_changes() -> None:
    amended = record("4", on="2023-07-01", lead=["乙局"], responsible=["甲局"], kind="standing")
    change = between(amended).points[-1]
    assert steps(change) == {
        "kind": (None, "standing"),
        "lead": ("甲局", "乙局"),
        "responsible": ("丙镇", "甲局"),
    }
    assert change.lead == ("乙局",)


def test_a_record_that_was_taken_back_changed_nothing() -> None:
    made = record("4", on="2023-07-01", status="done")
    view = between(made, record(on="2023-07-02", undo=made["id"]))
    assert "4" not in [change.id for change in view.points]


DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31))
CHANGES = st.builds(
    lambda number, day, status, unit: record(
        number, on=day.isoformat(), status=status.value, **({"unit": unit} if unit else {})
    ),
    st.sampled_from(["1", "2", "3", "4", "1.1", "3.2"]),
    DAYS,
    st.sampled_from(Status),
    st.sampled_from(["", "甲局", "乙局"]),
)


@given(records=st.lists(CHANGES, max_size=12), days=st.lists(DAYS, min_size=3, max_size=3))
def test_changes_up_to_a_day_and_from_it_on_make_the_whole(
    records: list[dict[str, Any]], days: list[date]
) -> None:
    first, middle, last = sorted(days)
    whole = between(*records, first=first, second=last)
    parts = [
        between(*records, first=first, second=middle),
        between(*records, first=middle, second=last),
    ]
    for change in whole.points:
        pieces = [p for part in parts for p in part.points if p.id == change.id]
        assert [n for piece in pieces for n in piece.notes] == list(change.notes)
        for field, (before, after) in steps(change).items():
            values = [steps(piece)[field] for piece in pieces if field in steps(piece)]
            assert values[0][0] == before
            assert values[-1][1] == after
