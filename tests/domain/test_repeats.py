"""What is asked before a record is written that would change nothing."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from lawgov_cli.domain.proposal import Proposal, When, propose
from lawgov_cli.domain.timeline import Timeline
from tests.helpers import events_of, plan_of, record

PLAN = plan_of()
NOW = datetime.fromisoformat("2023-09-20T10:00:00+08:00")
DONE = record("1", "2023-09-10", status="done", note="完成")
DOING = record("1", "2023-09-10", status="doing")
LAGS = record("1", "2023-09-10", status="doing", lags=True)
SAID = record("1", "2023-09-10", unit="甲局", note="已开展")
DUE = record("1", "2023-09-10", due="2023-10-31")
HALF = record("1", "2023-09-10", percent=50)


def proposed(fields: dict[str, Any], *records: dict[str, Any], task: str = "1") -> Proposal:
    day = date.fromisoformat(fields.get("on", "2023-09-20"))
    known = Timeline.of(events_of(*records))
    return propose(PLAN, known, [PLAN.by_id[task]], fields, When(NOW, day))


@pytest.mark.parametrize(
    ("fields", "before", "asked"),
    [
        (
            {"status": "doing", "reason": "x", "on": "2023-09-01"},
            DONE,
            (
                "9月10日已登记已完成(第1行), 以后者为准, 今天仍为已完成; "
                "要改请先撤销第1行(lawgov undo 1), 或不写 --on"
            ),
        ),
        (
            {"due": "2023-11-30", "on": "2023-09-01"},
            DUE,
            (
                "9月10日已登记时限定为2023年10月31日(第1行), 以后者为准; "
                "要改请先撤销第1行(lawgov undo 1), 或不写 --on"
            ),
        ),
        (
            {"percent": 40, "on": "2023-09-01"},
            HALF,
            (
                "9月10日已登记进度50%(第1行), 以后者为准; "
                "要改请先撤销第1行(lawgov undo 1), 或不写 --on"
            ),
        ),
        ({"status": "done", "note": "完成"}, DONE, "与第1行相同(9月10日)"),
        ({"unit": "甲局", "note": "已开展"}, SAID, "与第1行相同(9月10日)"),
        (
            {"status": "done", "note": "另有材料"},
            DONE,
            "9月10日已登记已完成(第1行); 只补充情况请用 lawgov note 1",
        ),
        ({"status": "doing"}, DOING, "9月10日已登记推进中(第1行); 只补充情况请用 lawgov note 1"),
        (
            {"status": "doing", "lags": True},
            LAGS,
            "9月10日已登记滞后(第1行); 只补充情况请用 lawgov note 1",
        ),
        ({"due": "2023-10-31"}, DUE, "时限定为2023年10月31日, 与现在相同, 登记后没有变化"),
        (
            {"due": "2023-10-31", "reason": "x"},
            DUE,
            "时限定为2023年10月31日, 与现在相同, 登记后没有变化",
        ),
        ({"lead": ["甲局", "乙局"]}, DUE, "牵头单位定为甲局、乙局, 与现在相同, 登记后没有变化"),
        ({"percent": 50}, HALF, "进度50%, 与现在相同, 登记后没有变化"),
        ({"reason": "撤销责任单位"}, DUE, "没有写要登记什么"),
    ],
)
def test_what_changes_nothing_is_asked(
    fields: dict[str, Any], before: dict[str, Any], asked: str
) -> None:
    assert proposed(fields, before).questions() == [f"第1项: {asked}"]


@pytest.mark.parametrize(
    ("fields", "before"),
    [
        ({"status": "doing", "reason": "x"}, DONE),
        ({"status": "doing"}, LAGS),
        ({"status": "doing", "lags": True}, DOING),
        ({"status": "doing", "percent": 60}, DOING),
        ({"status": "doing"}, SAID),
        ({"note": "另有材料"}, DONE),
        ({"note": "已开展"}, SAID),
        ({"unit": "乙局", "note": "已开展"}, SAID),
        ({"unit": "甲局", "note": "已开展", "on": "2023-08-10"}, SAID),
        ({"unit": "甲局", "status": "doing", "note": "已开展"}, SAID),
        ({"status": "done", "on": "2023-09-01"}, SAID),
        ({"due": "2023-11-30"}, DUE),
        ({"note": "已开展", "on": "2023-09-01"}, DONE),
    ],
)
def test_what_changes_something_is_not(fields: dict[str, Any], before: dict[str, Any]) -> None:
    assert proposed(fields, before).questions() == []


@pytest.mark.parametrize(
    ("before", "asked"), [(DOING, "推进中"), (SAID, "推进中"), (DUE, "未启动")]
)
def test_looking_again_at_what_is_not_finished_is_asked(before: dict[str, Any], asked: str) -> None:
    questions = proposed({"status": "doing", "reason": "x"}, before).questions(reopens=True)
    assert questions == [f"第1项: 本项是{asked}, 还没有办结, 不用回头看"]


def test_looking_again_at_what_is_finished_is_not() -> None:
    assert proposed({"status": "doing", "reason": "x"}, DONE).questions(reopens=True) == []


def test_a_point_that_shows_another_light_for_its_measure_is_told() -> None:
    due = record("1", "2023-03-01", due="2023-09-30")
    (change,) = proposed({"status": "done"}, due, task="1.1").follows
    assert (change.before.light.value, change.after.light.value) == ("blue", "red")
