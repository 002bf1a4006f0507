"""Initials by sound, without a dictionary."""

from __future__ import annotations

import pytest

from lawgov_cli.base.initials import initials
from lawgov_cli.store.plan_file import load_plan
from tests.helpers import SHIPPED_PLAN


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("司法局", "sfj"),
        ("阿座", "az"),
        ("沙溪镇", "sxz"),
        ("市场监管局", "scjgj"),
        ("12345热线办", "12345rxb"),
        ("浏河镇", ""),
        ("甲(乙)局", ""),
        ("㙘局", ""),
        ("", ""),
    ],
)
def test_initials(name: str, letters: str) -> None:
    assert initials(name) == letters


def test_they_are_those_that_a_person_registered() -> None:
    plan = load_plan(SHIPPED_PLAN).plan
    assert plan
    units = [unit for unit in plan.units.values() if len(unit.name) < 8]
    agreeing = [unit for unit in units if initials(unit.name).endswith(unit.abbr[0])]
    assert [unit.name for unit in units if unit not in agreeing] == []
