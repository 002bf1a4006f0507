from __future__ import annotations

from datetime import date

import pytest

from lawgov_cli.domain.units import Part
from lawgov_cli.domain.vocabulary import Light, Role, Status
from lawgov_cli.filters.flags import Query
from tests.helpers import folded_on, record

SNAPSHOT = folded_on(
    date(2023, 9, 20),
    record("1", status="done", note="印发立法计划"),
    record("3.1", note="公开目录ＡＢＣ", status="done"),
)


def kept(query: Query) -> list[str]:
    return [state.task.id for state in query.apply(SNAPSHOT)]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        (Query(), ["1", "2", "3", "4"]),
        (Query(units=("甲局",)), ["1", "2", "4"]),
        (Query(units=("甲局", "各镇")), ["1", "2", "3", "4"]),
        (Query(units=("丙镇",)), ["4"]),
        (Query(units=("丙镇",), through_groups=True), ["1", "3", "4"]),
        (Query(units=("甲局",), role=Role.LEAD), ["1", "4"]),
        (Query(units=("乙局",), role=Role.LEAD), ["1", "2"]),
        (Query(units=("乙局",), role=Role.COLLECTOR), ["2"]),
        (Query(units=("甲局",), role=Role.RESPONSIBLE), ["2"]),
        (Query(units=("丙镇",), role=Role.LEAD, through_groups=True), ["3"]),
        (Query(role=Role.LEAD), ["1", "2", "3", "4"]),
        (Query(role=Role.RESPONSIBLE), ["1", "2", "4"]),
        (Query(sections=("S1",)), ["1", "2"]),
        (Query(sections=("S1", "S2")), ["1", "2", "3", "4"]),
        (Query(sections=("S2",), units=("甲局",)), ["4"]),
        (Query(statuses=(Status.DONE,)), ["1"]),
        (Query(statuses=(Status.DONE, Status.DOING)), ["1", "3"]),
        (Query(lights=(Light.RED,)), ["2"]),
        (Query(lights=(Light.RED, Light.YELLOW)), ["2", "3"]),
        (Query(statuses=(Status.DONE,), lights=(Light.RED,)), []),
        (Query(text="执法"), ["2"]),
        (Query(text="立法计划"), ["1"]),
        (Query(text="上半年"), ["3"]),
        (Query(text="目录abc"), ["3"]),
        (Query(text="甲局"), ["1", "2", "4"]),
        (Query(text="甲委"), ["1"]),
        (Query(text="镇街"), ["1"]),
        (Query(text="没有的字"), []),
    ],
)
def test_what_is_kept(query: Query, ids: list[str]) -> None:
    assert kept(query) == ids


def test_the_parts_of_several_units_are_given_one_after_another() -> None:
    state = SNAPSHOT.states["1"]
    query = Query(units=("乙局", "甲局", "丙镇"))
    assert query.parts(state, SNAPSHOT) == [Part(Role.LEAD), Part(Role.COLLECTOR)]
    assert query._replace(through_groups=True).parts(state, SNAPSHOT)[2] == Part(
        Role.RESPONSIBLE, "各镇"
    )


def test_a_section_within_a_section_counts_as_inside_both() -> None:
    assert kept(Query(sections=("1",))) == []
    state = SNAPSHOT.states["1.1"]
    assert Query(sections=("S1",)).matches(state, SNAPSHOT)
    assert not Query(sections=("S2",)).matches(state, SNAPSHOT)
