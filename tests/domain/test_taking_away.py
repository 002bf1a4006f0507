"""An empty value in a record takes away what stood there; only where that can be."""

from __future__ import annotations

from datetime import date

import pytest

from lawgov_cli.domain.fields import BY_NAME, fault_of
from tests.helpers import folded_on, record

DAY = date(2023, 9, 20)


def test_an_empty_value_takes_away_from_that_day_on() -> None:
    gone = record("2", on="2023-09-01", due="", lead=[], responsible=[], reason="调整")
    state = folded_on(DAY, gone).states["2"]
    assert (state.due, state.lead, state.responsible) == (None, (), ())
    assert state.first_due == date(2023, 8, 31)
    before = folded_on(date(2023, 8, 30), gone).states["2"]
    assert (before.due, before.lead) == (date(2023, 8, 31), ("乙局",))


def test_what_was_taken_away_can_be_set_again_and_taken_back() -> None:
    gone = record("2", on="2023-09-01", due="", responsible=[])
    again = record("2", on="2023-09-02", due="2023-10-31", responsible=["甲局"])
    state = folded_on(DAY, gone, again).states["2"]
    assert (state.due, state.responsible) == (date(2023, 10, 31), ("甲局",))
    state = folded_on(DAY, gone, record(on="2023-09-03", undo=gone["id"])).states["2"]
    assert (state.due, state.responsible) == (date(2023, 8, 31), ("甲局", "各部门"))


def test_a_unit_takes_nothing_away() -> None:
    state = folded_on(DAY, record("2", on="2023-09-01", unit="甲局", due="", lead=[])).states["2"]
    assert (state.due, state.lead) == (date(2023, 8, 31), ("乙局",))


@pytest.mark.parametrize(("name", "value"), [("due", ""), ("lead", []), ("responsible", [])])
def test_an_empty_value_is_sound_and_has_words(name: str, value: object) -> None:
    assert fault_of({**record("2"), name: value}) == ""
    assert BY_NAME[name].phrase(value) == BY_NAME[name].taken != ""


@pytest.mark.parametrize(("name", "value"), [("on", ""), ("kind", ""), ("due", "2023-02-30")])
def test_what_cannot_be_taken_away_is_not_empty(name: str, value: object) -> None:
    assert fault_of({**record("2"), name: value})
