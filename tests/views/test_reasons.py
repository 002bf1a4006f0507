"""The words of a reason."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.views.rows import task_row
from tests.helpers import folded_on, record

if TYPE_CHECKING:
    from lawgov_cli.views.rows import TaskRow

DAY = date(2023, 9, 20)
LATE = record("1", add={"id": "1.3", "text": "新", "due": "2023-09-10", "lead": ["乙局"]})


def row(task: str, *records: dict[str, Any], day: date = DAY) -> TaskRow:
    snapshot = folded_on(day, *records)
    return task_row(snapshot.states[task], snapshot)


@pytest.mark.parametrize(
    ("task", "records", "day", "said"),
    [
        ("2", [], DAY, "8月31日到期, 已逾期20天"),
        ("2", [], date(2023, 8, 31), "8月31日到期, 剩0天"),
        ("2", [], date(2024, 1, 1), "8月31日到期, 已逾期123天"),
        ("2", [record("2", due="2024-01-31")], DAY, "2024年1月31日到期, 剩133天"),
        ("1", [LATE], DAY, "举措1.3 9月10日到期, 已逾期10天"),
        ("4", [record("4", percent=40)], DAY, "进度40%, 落后序时进度32.1个百分点"),
        ("4", [record("4", status="doing", lags=True)], DAY, "登记为滞后"),
        ("4", [], DAY, "没有时限"),
        ("2", [record("2", status="ongoing")], DAY, "不再计时限"),
        ("2", [record("2", status="changed")], DAY, "已调整, 不再计时限"),
    ],
)
def test_a_light_is_explained(
    task: str, records: list[dict[str, Any]], day: date, said: str
) -> None:
    assert row(task, *records, day=day).reason.text == said


def test_the_units_are_named_where_it_is_a_measure_s_date() -> None:
    assert row("1", LATE).reason.answered == "举措1.3 9月10日到期, 已逾期10天, 乙局牵头"
    assert row("2").reason.answered == "8月31日到期, 已逾期20天"


MANY = [record("1", unit=unit, note="x") for unit in ("甲局", "乙局", "丙镇", "各镇")]


@pytest.mark.parametrize(
    ("records", "said"),
    [
        ([], "尚未报送进展"),
        ([record("1", unit="甲局", status="todo")], "甲局报送尚未启动"),
        ([record("1", unit="甲局", note="x")], "甲局已报送进展"),
        (MANY, "甲局、乙局、丙镇等4个单位已报送进展"),
        (
            [record("1", unit=unit, status="done") for unit in ("甲局", "乙局")],
            "甲局、乙局已报完成",
        ),
        ([record("1.2", status="doing")], "举措1.2已启动"),
        ([record(task, status="done") for task in ("1.1", "1.2")], "各条举措均已办结"),
        ([record("1", "2023-08-01", status="ongoing")], "本级8月1日登记为长期坚持"),
    ],
)
def test_a_status_is_explained(records: list[dict[str, Any]], said: str) -> None:
    assert row("1", *records).status_reason.text == said
