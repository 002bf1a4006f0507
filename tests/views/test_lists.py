from __future__ import annotations

from datetime import date

import pytest

from lawgov_cli.filters.flags import Selection, select
from lawgov_cli.render.machine import task_object
from lawgov_cli.views.lists import Order, list_view
from lawgov_cli.views.task import tree_view
from tests.helpers import folded_on, record

SNAPSHOT = folded_on(
    date(2023, 9, 20),
    record("4", due="2023-07-31"),
    record("4", due="2023-12-15", reason="推迟"),
    record("2", status="doing", percent=50),
    record("1", status="doing", percent=90),
    record("4", "2023-04-01", status="done"),
)


def ids(order: Order | None) -> list[str]:
    return [row.id for row in list_view(Selection(), SNAPSHOT, order).rows]


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (None, ["1", "2", "3", "4"]),
        (Order.NUMBER, ["1", "2", "3", "4"]),
        (Order.DUE, ["3", "2", "4", "1"]),  # 1 has no date: last
        (Order.STATUS, ["3", "1", "2", "4"]),
        (Order.UNIT, ["1", "4", "2", "3"]),
        (Order.PERCENT, ["2", "1", "3", "4"]),
    ],
)
def test_what_is_most_urgent_comes_first(order: Order | None, expected: list[str]) -> None:
    assert ids(order) == expected


def test_what_comes_through_a_group_is_counted_below_unless_it_is_listed() -> None:
    below = list_view(Selection(units=("丙镇",)), SNAPSHOT)
    assert (below.heading, [row.id for row in below.rows]) == ("丙镇   共1项: 责任1项", ["4"])
    assert below.footnotes[0] == "另有2项经“各镇”涉及本单位, 加 --group 一并列出"
    listed = list_view(Selection(units=("丙镇",), through_groups=True), SNAPSHOT)
    assert listed.heading == "丙镇   共3项: 责任1项, 经单位组2项"
    assert [(row.id, row.through) for row in listed.rows] == [
        ("1", "各镇"),
        ("3", "各镇"),
        ("4", ""),
    ]
    assert not [note for note in listed.footnotes if "--group" in note]


def test_groups_whose_members_nobody_listed_are_named() -> None:
    assert list_view(Selection(units=("乙局",)), SNAPSHOT).footnotes == ()  # named in 2 itself
    (note,) = [
        note
        for note in list_view(Selection(units=("丙镇",)), SNAPSHOT).footnotes
        if "各部门" in note
    ]
    assert note.startswith("另有1项交“各部门”办理, 文件未列其成员; ")
    assert list_view(Selection(units=("各部门",)), SNAPSHOT).footnotes == ()


def test_a_heading_with_nothing_below_it_is_left_out_of_the_tree() -> None:
    tree = tree_view(select(SNAPSHOT.plan, grep="普法"), SNAPSHOT)
    assert [node.row.id for node in tree.tasks] == ["S2"]
    assert [node.row.id for node in tree.tasks[0].tasks] == ["4"]


def test_dates_that_are_not_set_are_null_for_programs() -> None:
    objects = {
        row.id: task_object(row, measures=False) for row in list_view(Selection(), SNAPSHOT).rows
    }
    assert (objects["4"]["first_due"], objects["4"]["due"]) == ("2023-07-31", "2023-12-15")
    assert (objects["1"]["first_due"], objects["1"]["last_note_day"]) == (None, None)
