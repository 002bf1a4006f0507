"""`--where`, `--light` and `--sort` through the whole program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture(name="busy")
def _busy(desk: Desk, invoke: Invoke) -> Desk:
    """A year under way: 8 is done, 9 is late, 21 is due soon, 15 is reported by a unit."""
    invoke("start", "7-9", "--on", "2023-07-05")
    invoke("done", "8", "--note", "档案巡查完成", "--on", "2023-09-10", "--yes")
    invoke("set", "9", "--due", "2023-09-15", "--yes")
    invoke("set", "21", "--due", "2023-09-30", "--yes")
    invoke("note", "15", "已抽查案卷20件", "--unit", "市公安局", "--on", "2023-08-03")
    return desk


def ids(invoke: Invoke, *arguments: str) -> str:
    return " ".join(invoke("list", *arguments, "--format", "ids").stdout.split())


@pytest.mark.usefixtures("busy")
def test_the_same_filter_in_chinese_and_in_ascii(invoke: Invoke) -> None:
    chinese = "单位:市司法局 且 (状态:推进中 或 亮灯:红) 且 非 部分:八"
    ascii_ = "unit:市司法局 and (status:doing or light:red) and not section:8"
    assert ids(invoke, "--where", chinese) == "7 9 15"
    assert ids(invoke, "-w", ascii_) == "7 9 15"


@pytest.mark.usefixtures("busy")
def test_a_filter_narrows_what_other_options_keep(invoke: Invoke) -> None:
    assert ids(invoke, "--section", "四", "--where", "状态:推进中") == "9"
    view = json.loads(
        invoke("list", "--unit", "市司法局", "--where", "时限:有", "--format", "json").stdout
    )
    assert view["heading"] == "市司法局   共2项: 牵头2项"
    assert [item["id"] for item in view["items"]] == ["9", "21"]


@pytest.mark.parametrize("where", ["部分:一 或 亮灯:红", "状态:未完成", "部分:一 且 部分:二"])
@pytest.mark.usefixtures("busy")
def test_counts_of_a_filter_add_up(where: str, invoke: Invoke) -> None:
    stats = json.loads(invoke("stats", "--where", where, "--json").stdout)
    assert sum(tally["number"] for tally in stats["statuses"]) == stats["total"]
    assert stats["total"] == len(ids(invoke, "--where", where).split())


@pytest.mark.usefixtures("busy")
def test_a_filter_follows_the_day_looked_at(invoke: Invoke) -> None:
    assert ids(invoke, "--where", "状态:已完成") == "8"
    assert ids(invoke, "--where", "状态:已完成", "--as-of", "9月1日") == ""
    assert ids(invoke, "--where", "更新<9月") == "7 15"


@pytest.mark.parametrize(
    ("where", "code", "told"),
    [
        (
            "状态:推进种",
            2,
            "  状态:推进种\n       ^\n没有“推进种”这种办理状态。您是否要写: 推进中?",
        ),
        ("单位:市司法厅", 4, "您是否要找: 市司法局?"),
        ("()", 2, "括号里没有条件"),
        ("状态:\x1b[31m", 2, "\\x1b[31m"),
    ],
)
def test_a_wrong_filter_is_told_on_standard_error(
    where: str, code: int, told: str, invoke: Invoke
) -> None:
    ran = invoke("list", "--where", where, code=code)
    assert told in ran.stderr
    assert ran.stdout == ""
    assert "\x1b" not in ran.stderr


@pytest.mark.usefixtures("busy")
def test_by_light(invoke: Invoke) -> None:
    assert ids(invoke, "--light", "红") == "9"
    assert ids(invoke, "--light", "red,蓝") == "9 21"
    stats = json.loads(invoke("stats", "--light", "红", "--light", "蓝", "--json").stdout)
    assert stats["total"] == 2
    assert "可用: 红、黄、蓝、绿" in invoke("list", "--light", "橙", code=2).stderr


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        ("序号", "7 8 9 15 21 29"),
        ("id", "7 8 9 15 21 29"),
        ("时限", "9 21 29 7 8 15"),
        ("due", "9 21 29 7 8 15"),
        ("状态", "21 29 7 9 15 8"),
        ("亮灯", "9 21 7 8 15 29"),
        ("单位", "15 7 8 21 9 29"),
        ("进度", "7 8 9 15 21 29"),
    ],
)
@pytest.mark.usefixtures("busy")
def test_sorting_is_stable_and_the_most_urgent_come_first(
    order: str, expected: str, invoke: Invoke
) -> None:
    assert ids(invoke, "--where", "序号:7-9,15,21,29", "--sort", order) == expected


def test_the_least_advanced_come_first_and_those_without_a_number_last(invoke: Invoke) -> None:
    invoke("set", "8", "--due", "2023-10-31", "--yes")
    invoke("note", "9", "--percent", "60", "--note", "过半")
    invoke("note", "12", "--percent", "20", "--note", "起步")
    assert ids(invoke, "--where", "序号:8-12", "--sort", "进度") == "12 9 8 10 11"


@pytest.mark.parametrize("width", ["100", "40"])
@pytest.mark.usefixtures("busy")
def test_a_sorted_list_has_no_section_headings(
    width: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    heading = "三、不断完善依法行政制度体系"
    assert heading in invoke("list").stdout
    assert heading not in invoke("list", "--sort", "时限").stdout


def test_an_unknown_order_is_told(invoke: Invoke) -> None:
    told = invoke("list", "--sort", "字母", code=2).stderr
    assert "可用: 序号、时限、状态、亮灯、单位、进度" in told
