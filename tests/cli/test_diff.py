"""`lawgov diff` through the whole program."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers import columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Desk, Invoke


@pytest.fixture(name="busy")
def _busy(desk: Desk, invoke: Invoke) -> Desk:
    invoke("start", "7-9", "--on", "2023-07-05", "--note", "印发方案")
    invoke("note", "15", "已抽查案卷20件", "--unit", "市公安局", "--on", "2023-08-03")
    invoke("done", "8", "--note", "档案巡查完成", "--on", "2023-09-10", "--yes")
    invoke("set", "9", "--due", "2023-09-15", "--on", "2023-09-11", "--yes")
    return desk


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("width", [100, 60, 40])
def test_the_screen(
    width: int, invoke: Invoke, golden: Callable[[str, str], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    text = invoke("diff", "6月30日", "9月20日").stdout
    assert max(columns(line) for line in text.splitlines()) <= width
    text.encode("gbk")
    golden(f"cli/diff-{width}.txt", text)


@pytest.mark.usefixtures("busy")
def test_the_order_of_the_days_does_not_matter_and_today_is_the_default(invoke: Invoke) -> None:
    forward = invoke("diff", "2023-06-30", "2023-09-20").stdout
    assert invoke("diff", "2023-09-20", "2023-06-30").stdout == forward
    assert invoke("diff", "6月30日").stdout == forward
    assert forward.startswith("2023年6月30日 → 2023年9月20日   30项中4项有变化\n")


@pytest.mark.usefixtures("busy")
def test_nothing_changed_is_said(invoke: Invoke) -> None:
    said = invoke("diff", "9月1日", "9月2日").stdout
    assert said == "2023年9月1日 → 2023年9月2日   30项都没有变化。\n"
    none = invoke("diff", "6月30日", "--where", "部分:一 且 部分:二").stdout
    assert none.endswith("没有符合条件的要点。\n")


@pytest.mark.usefixtures("busy")
def test_one_unit_one_section_one_filter(invoke: Invoke) -> None:
    unit = invoke("diff", "6月30日", "--unit", "市公安局").stdout
    assert unit.startswith("市公安局   2023年6月30日 → 2023年9月20日   2项中1项有变化\n")
    assert "  市公安局  2项中1项状态变化: 未启动→推进中 1项(第15项); 报送1条(第15项)\n" in unit
    section = invoke("diff", "6月30日", "--section", "四").stdout
    assert "第9项" in section
    assert "第8项" not in section
    assert "状态 未启动 → 推进中   亮灯 绿 → 红   时限 无 → 9月15日" in section
    where = invoke("diff", "6月30日", "--where", "状态:已完成").stdout
    assert "1项中1项有变化" in where


@pytest.mark.usefixtures("busy")
def test_what_was_known_then(invoke: Invoke) -> None:
    known = invoke("diff", "6月30日", "--known-at", "2023-09-19").stdout
    assert "30项都没有变化" in known


@pytest.mark.usefixtures("busy")
def test_only_the_newest_notes_unless_all_are_asked_for(invoke: Invoke) -> None:
    for number in range(1, 8):
        invoke(
            "note", "15", f"第{number}批案卷", "--unit", "市公安局", "--on", f"2023-09-0{number}"
        )
    short = invoke("diff", "6月30日", "--section", "五").stdout
    assert "    较早的3条进展没有列出, 加 --limit 0 全部列出\n" in short
    assert [n for n in range(1, 8) if f"第{n}批" in short] == [3, 4, 5, 6, 7]
    assert "报送8条(第15项)" in short
    assert "第1批" in invoke("diff", "6月30日", "--limit", "0").stdout
    (item,) = json.loads(invoke("diff", "8月1日", "--section", "五", "--json").stdout)["items"]
    assert len(item["notes"]) == 8
    assert item["reports"] == {"市公安局": 8}


@pytest.mark.usefixtures("busy")
def test_as_json(invoke: Invoke) -> None:
    view = json.loads(invoke("diff", "9月20日", "9月1日", "--json").stdout)
    assert (view["schema_version"], view["kind"]) == (1, "diff")
    assert (view["since"], view["as_of"], view["total"]) == ("2023-09-01", "2023-09-20", 30)
    eight, nine = view["items"]
    assert eight["id"] == "8"
    assert eight["changes"] == {"status": {"before": "doing", "after": "done"}}
    assert [note["text"] for note in eight["notes"]] == ["档案巡查完成"]
    assert nine["changes"] == {
        "light": {"before": "green", "after": "red"},
        "due": {"before": None, "after": "2023-09-15"},
    }
    move = {"before": "doing", "after": "done", "before_word": "推进中", "after_word": "已完成"}
    assert view["moves"] == [move | {"ids": ["8"]}]
    (unit,) = [unit for unit in view["units"] if unit["name"] == "市司法局"]
    assert (unit["points"], unit["moves"]) == (19, view["moves"])


@pytest.mark.usefixtures("desk")
def test_mistakes_are_told(invoke: Invoke) -> None:
    assert "两个日期都是2023年9月20日" in invoke("diff", "9月20日", code=2).stderr
    assert "看不懂日期" in invoke("diff", "6月底前", code=2).stderr
    assert "^" in invoke("diff", "6月30日", "--where", "状态:推进种", code=2).stderr
    assert "缺少“日期”" in invoke("diff", code=2).stderr
