"""Why a status is what it is: the office's word, or the reports and parts it follows from."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lawgov_cli.domain.tally import StatusRule
from lawgov_cli.domain.vocabulary import Status
from tests.helpers import folded_on, record

DAY = date(2023, 3, 31)
BY_A, BY_B = (record("1", unit=unit, status="done") for unit in ("甲委", "乙局"))
NOT_BEGUN = record("1", unit="甲局", status="todo")
OFFICE = record("1", "2023-03-02", status="doing")
PARTS = [record("1.1", status="done"), record("1.2", status="changed")]


@pytest.mark.parametrize(
    ("records", "status", "rule", "units", "parts", "rests_on"),
    [
        ([], Status.TODO, StatusRule.NOTHING, (), (), []),
        ([NOT_BEGUN], Status.TODO, StatusRule.NOTHING, ("甲局",), (), [NOT_BEGUN]),
        ([BY_B], Status.DOING, StatusRule.REPORTED, ("乙局",), (), [BY_B]),
        (
            [BY_B, NOT_BEGUN],
            *(Status.DOING, StatusRule.REPORTED, ("乙局",), (), [BY_B]),
        ),
        (
            [BY_A, BY_B],
            *(Status.CLAIMED, StatusRule.LEADS_FINISHED, ("甲局", "乙局"), (), [BY_A, BY_B]),
        ),
        ([BY_A, BY_B, OFFICE], Status.DOING, StatusRule.STATED, (), (), [OFFICE]),
        (PARTS, Status.CLAIMED, StatusRule.PARTS_FINISHED, (), ("1.1", "1.2"), []),
        (PARTS[:1], Status.DOING, StatusRule.PART_BEGUN, (), ("1.1",), []),
    ],
)
def test_a_status_says_what_it_follows_from(  # noqa: PLR0913, PLR0917 - one column each
    records: list[dict[str, Any]],
    status: Status,
    rule: StatusRule,
    units: tuple[str, ...],
    parts: tuple[str, ...],
    rests_on: list[dict[str, Any]],
) -> None:
    reason = folded_on(DAY, *records).states["1"].status_reason
    assert (reason.status, reason.rule) == (status, rule)
    assert (reason.units, reason.parts) == (units, parts)
    assert [event.id for event in reason.records] == [item["id"] for item in rests_on]
