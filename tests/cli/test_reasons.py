"""One reason for a light, whoever prints it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

BY = ("--reply-by", "9月30日")
PRINTING = {
    "overview": (),
    "due": ("due", "--within", "200"),
    "show": ("show",),
    "report": ("report", "--month", "9月", "-o", "-"),
    "slip": ("slip", *BY, "--level", "蓝", "-o", "-"),
}


def printed(invoke: Invoke, name: str, task: str) -> str:
    words = PRINTING[name]
    return invoke(*words, *([task] if name in {"show", "slip"} else [])).stdout


def item(invoke: Invoke, task: str) -> Any:  # noqa: ANN401 - JSON
    return json.loads(invoke("show", task, "--json").stdout)["items"][0]


@pytest.fixture(name="own_thresholds")
def _own_thresholds(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """An office to which five points behind are yellow, on the last day of September."""
    monkeypatch.setenv("LAWGOV_NOW", "2023-09-30T10:00:00+08:00")
    with desk.plan.open("a", encoding="utf-8") as plan:
        plan.write("lights: {behind_yellow: 5, behind_red: 60}\n")


@pytest.mark.usefixtures("own_thresholds")
@pytest.mark.parametrize("name", PRINTING)
def test_by_an_office_s_own_thresholds_all_print_the_same_reason(name: str, invoke: Invoke) -> None:
    invoke("note", "8", "x", "--percent", "69")
    invoke("set", "8", "--due", "12月31日", "--yes")
    mark = "，" if name in {"report", "slip"} else ", "  # papers have wide marks
    assert f"进度69%{mark}落后序时进度5.8个百分点" in printed(invoke, name, "8")


@pytest.mark.usefixtures("own_thresholds")
def test_json_has_the_reason_beside_the_light(invoke: Invoke) -> None:
    invoke("note", "8", "x", "--percent", "69")
    shown = item(invoke, "8")
    assert shown["light"] == "yellow"
    assert shown["reason"] == {
        "rule": "behind",
        "text": "进度69%, 落后序时进度5.8个百分点",
        "task": "8",
        "measure": "",
        "units": ["市司法局"],
        "due": None,
        "days_left": None,
        "percent": 69,
        "behind": pytest.approx(100 * 273 / 365 - 69),
        "record": json.loads(invoke("log", "8", "--json").stdout)["items"][0]["record"]["id"],
    }
    assert shown["status_reason"]["rule"] == "nothing"
    listed = json.loads(invoke("list", "--where", "亮灯:黄", "--json").stdout)["items"]
    assert [one["reason"] for one in listed] == [shown["reason"]]


@pytest.mark.usefixtures("desk")
def test_said_to_lag_and_slightly_behind_is_lit_by_the_saying(invoke: Invoke) -> None:
    invoke("mark", "滞后", "9")
    invoke("note", "9", "x", "--percent", "68")
    for name in ("overview", "show", "slip"):
        shown = printed(invoke, name, "9")
        assert "登记为滞后" in shown
        assert "落后序时" not in shown


@pytest.mark.usefixtures("desk")
def test_slightly_behind_and_not_lit_is_no_reason_and_due_prints_the_date(invoke: Invoke) -> None:
    invoke("note", "8", "x", "--percent", "66")
    invoke("set", "8", "--due", "12月31日", "--yes")
    lines = printed(invoke, "due", "8").splitlines()
    assert (
        "  绿      第8项 提高合法性审查工作质效  12月31日到期, 剩102天  未启动  市司法局" in lines
    )
    assert "亮灯 绿  时限 12月31日" in printed(invoke, "show", "8")


@pytest.fixture(name="drive")
def _drive(invoke: Invoke, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A measure of one of three leads is three days late; today is 13 June."""
    monkeypatch.setenv("LAWGOV_NOW", "2023-06-13T10:00:00+08:00")
    invoke("add", "18", "百日攻坚", "--due", "6月10日", "--yes", "--lead", "市应急局")
    return desk


LATE = "举措18.6 6月10日到期, 已逾期3天"
TITLE = "第18项 推动事前预防转型治理"


@pytest.mark.usefixtures("drive")
def test_an_overdue_measure_is_named_with_its_units_and_the_others_are_not(invoke: Invoke) -> None:
    assert f"    红      {TITLE}  市应急局  {LATE}\n" in invoke().stdout
    assert f"  红      {TITLE}  {LATE}  未启动  市应急局\n" in invoke("due").stdout
    assert f"亮灯 红 ({LATE}, 市应急局牵头)" in invoke("show", "18").stdout
    slip = ("slip", "18", "--reply-by", "6月30日", "--level", "蓝", "-o", "-")
    assert f"| 存在问题 | {LATE.replace(', ', '，')} |" in invoke(*slip).stdout
    others = invoke(*slip, "--unit", "市住建局").stdout
    assert "| 存在问题 | 尚未报送进展 |" in others


@pytest.mark.usefixtures("drive")
def test_a_report_names_every_overdue_measure_with_its_own_units(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-06-30T17:00:00+08:00")
    invoke("add", "18", "年中检查", "--due", "6月29日", "--yes", "--lead", "市住建局")
    late = "举措18.6 6月10日到期，已逾期20天，由市应急局牵头"
    also = "举措18.7 6月29日到期，已逾期1天，由市住建局牵头"
    report = invoke("report", "--month", "6月", "-o", "-").stdout
    assert f"   - {TITLE}（红，{late}；{also}）。\n" in report
