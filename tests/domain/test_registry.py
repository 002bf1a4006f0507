"""Units through a reform: which names hold on a day, and what they lead."""

from __future__ import annotations

import itertools
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.registry import aliased_since, faults, plan_on
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.units import find_unit
from tests.helpers import events_of, folded_on, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan

JULY, OCTOBER = date(2023, 7, 31), date(2023, 10, 31)


def change(do: str, on: str = "2023-10-01", **said: Any) -> dict[str, Any]:  # noqa: ANN401
    return record("", on, units={"do": do, **said})


RENAMED = change("rename", unit="乙局", to="新局")
MERGED = change("merge", to="大局") | {
    "units": {"do": "merge", "from": ["甲局", "乙局"], "to": "大局"}
}


def on(day: date, *records: dict[str, Any]) -> Plan:
    return plan_on(plan_of(), Timeline.of(events_of(*records)), day)


def wrong(*records: dict[str, Any]) -> list[str]:
    return [why for _, why in faults(plan_of(), Timeline.of(events_of(*records)))]


def test_a_unit_bears_the_name_of_the_day() -> None:
    assert list(on(JULY, RENAMED).units) == ["甲局", "乙局", "丙镇"]
    assert list(on(OCTOBER, RENAMED).units) == ["甲局", "新局", "丙镇"]
    assert on(OCTOBER, RENAMED).units["新局"].aliases == ("乙局",)


@pytest.mark.parametrize("name", ["乙局", "新局", "yj"])
def test_every_name_it_ever_had_finds_it_under_the_name_of_the_day(name: str) -> None:
    assert find_unit(name, on(JULY, RENAMED)) == "乙局"
    assert find_unit(name, on(OCTOBER, RENAMED)) == "新局"


def test_what_it_leads_and_has_reported_stays_its_own() -> None:
    said = record("2", "2023-07-05", unit="乙局", status="done")
    state = folded_on(OCTOBER, said, RENAMED).states["2"]
    assert (state.lead, list(state.reports)) == (("新局",), ["新局"])
    later = record("2", "2023-07-06", unit="新局", status="doing")
    assert list(folded_on(JULY, said, RENAMED, later).states["2"].reports) == ["乙局"]


def test_a_merged_unit_counts_once() -> None:
    done = record("1", "2023-07-05", unit="甲局", status="done")
    before, after = (folded_on(day, done, MERGED).states["1"] for day in (JULY, OCTOBER))
    assert (before.lead, before.leads_reported) == (("甲局", "乙局"), 1)
    assert (after.lead, after.leads_reported) == (("大局",), 1)


def test_a_name_that_two_units_came_to_share_means_neither_of_them_before() -> None:
    assert "大局" not in on(JULY, MERGED).canonical


def test_a_unit_merged_into_one_of_the_two_keeps_its_place_and_its_spellings() -> None:
    into = change("merge", to="乙局") | {"units": {"do": "merge", "from": ["甲局"], "to": "乙局"}}
    plan = on(OCTOBER, into)
    assert list(plan.units) == ["乙局", "丙镇"]
    assert plan.canonical["甲委"] == plan.canonical["甲局"] == "乙局"
    assert plan.units["乙局"].abbr == ("yj", "jj")


def test_a_unit_that_ended_leads_nothing_but_is_found() -> None:
    ended = change("end", unit="乙局")
    before, after = (folded_on(day, ended) for day in (JULY, OCTOBER))
    assert [s.task.id for s in before.points if not s.lead] == []
    assert [s.task.id for s in after.points if not s.lead] == ["2"]
    assert after.states["1"].lead == ("甲局",)
    assert find_unit("乙局", after.plan) == "乙局"


def test_a_share_given_by_the_unit_that_then_collected_stays_when_it_ends() -> None:
    given = record("2", "2023-07-05", unit="乙局", percent=40)
    assert folded_on(OCTOBER, given, change("end", unit="乙局")).states["2"].percent == 40


def test_a_unit_that_ended_with_a_successor_is_taken_over() -> None:
    plan = on(OCTOBER, change("end", unit="乙局", to="甲局"))
    assert plan.canonical["乙局"] == "甲局"
    assert not plan.ended


def test_a_group_gets_and_loses_members_from_a_day_on() -> None:
    added = change("add", "2023-09-01", unit="丁镇")
    joined = change("group-add", "2023-09-01", group="镇街", members=["丁镇"])
    left = change("group-remove", group="各镇", members=["丙镇"])
    days = (date(2023, 8, 31), date(2023, 9, 30), OCTOBER)
    found = [on(day, added, joined, left).members_of("各镇") for day in days]
    assert found == [("丙镇",), ("丙镇", "丁镇"), ("丁镇",)]


def test_a_member_that_ended_is_no_member() -> None:
    assert on(OCTOBER, change("end", unit="丙镇")).members_of("各镇") == ()


def test_a_member_that_is_renamed_stays_one() -> None:
    plan = on(OCTOBER, change("rename", unit="丙镇", to="丙街道"))
    assert plan.groups["各镇"].members == ("丙街道",)
    assert plan.groups_of == {"丙街道": ("各镇",)}


def test_contact_and_phone_are_set_one_by_one() -> None:
    first = change("set", unit="甲委", contact="张三", phone="0512")
    unit = on(OCTOBER, first, change("set", "2023-10-02", unit="甲局", phone="")).units["甲局"]
    assert (unit.contact, unit.phone) == ("张三", "")


def test_an_alias_finds_the_unit() -> None:
    assert on(OCTOBER, change("alias", unit="甲局", aliases=["甲办"])).canonical["甲办"] == "甲局"


def test_two_days_can_be_compared_under_the_names_of_the_later() -> None:
    before = fold(plan_of(), events_of(RENAMED, change("end", unit="甲局")), JULY, named=OCTOBER)
    assert before.states["1"].lead == ("甲局", "新局")  # what ended later had not ended yet


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (change("rename", unit="丁局", to="新局"), "没有“丁局”这个单位"),
        (change("rename", unit="乙局", to="甲委"), "“甲委”已经是“甲局”的名称或别名"),
        (change("alias", unit="乙局", aliases=["甲委"]), "“甲委”已经是“甲局”的名称或别名"),
        (change("add", unit="甲委"), "“甲委”已经是“甲局”的名称或别名"),
        (change("add", unit="各镇"), "“各镇”已经是单位组的名称"),
        (change("end", unit="各镇"), "没有“各镇”这个单位"),
        (change("end", unit="乙局", to="各镇"), "“各镇”已经是单位组的名称"),
        (change("set", unit="丁局", phone="1"), "没有“丁局”这个单位"),
        (change("group-add", group="各镇", members=["丁镇"]), "没有“丁镇”这个单位"),
        (change("group-add", group="甲局", members=["丙镇"]), "“甲局”是单位, 不是单位组"),
        (change("group-remove", group="丁组", members=["丙镇"]), "没有“丁组”这个单位组"),
        (change("group-remove", group="各镇", members=["甲局"]), "“甲局”不是“各镇”的成员"),
    ],
)
def test_what_cannot_be_changes_nothing_and_is_told(made: dict[str, Any], why: str) -> None:
    assert wrong(made) == [why]
    plan = on(OCTOBER, made)
    assert (plan.units, plan.groups) == (plan_of().units, plan_of().groups)


def test_two_offices_that_added_one_unit_added_it_once() -> None:
    first, second = change("add", unit="丁局", abbr=["dj"]), change("add", unit="丁局")
    assert wrong(first, second) == []
    assert on(OCTOBER, first, second).units["丁局"].abbr == ("dj",)


def test_a_name_changed_in_the_file_since_a_report_is_noticed() -> None:
    events = Timeline.of(events_of(record("1", unit="甲委"), record("1", unit="乙局")))
    assert aliased_since(plan_of(), events) == {"甲委": "甲局"}


def test_changes_in_any_order_of_lines_come_to_one_snapshot() -> None:
    records = [
        change("add", "2023-03-01", unit="丁局"),
        change("group-add", "2023-04-01", group="各镇", members=["丁局"]),
        change("rename", "2023-05-01", unit="丁局", to="戊局"),
        change("merge", "2023-06-01", to="乙局")
        | {"units": {"do": "merge", "from": ["戊局"], "to": "乙局"}},
    ]
    plans = [on(OCTOBER, *lines) for lines in itertools.permutations(records)]
    assert {tuple(plan.units) for plan in plans} == {("甲局", "乙局", "丙镇")}
    assert all((p.groups, p.canonical) == (plans[0].groups, plans[0].canonical) for p in plans)
