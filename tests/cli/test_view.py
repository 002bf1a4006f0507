"""`lawgov view`, and `--view` on other commands."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers import columns, tab

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")

OPEN = "牵头:市司法局 且 状态:未完成"


def test_saving_says_what_where_how_many_and_how_to_see_it(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("view", "save", "我局未完", OPEN)
    assert ran.stdout.splitlines() == [
        f"已存下“我局未完”: {OPEN}",
        "存在 views.txt。今天有18项符合, 查看: lawgov list --view 我局未完",
    ]
    assert ran.stderr == ""
    lines = (desk.folder / "views.txt").read_text(encoding="utf-8").splitlines()
    assert lines[1:] == [f"我局未完 = {OPEN}"]
    assert invoke("list", "--view", "我局未完").stdout == invoke("list", "--where", OPEN).stdout


def test_before_the_first_record_views_go_to_the_user_s_own_folder(
    empty: Path, invoke: Invoke
) -> None:
    invoke("view", "save", "红灯", "亮灯:红")
    assert list(empty.iterdir()) == []
    (path,) = empty.parent.rglob("views.txt")
    invoke("start", "8")
    assert path.parent == next(empty.parent.rglob("*.journal.yaml")).parent
    assert "红灯" in invoke("view").stdout


def test_the_list_of_views(invoke: Invoke) -> None:
    assert "还没有存下筛选条件" in invoke("view").stdout
    invoke("view", "save", "红灯", "亮灯:红")
    invoke("view", "save", "我局未完", OPEN)
    lines = invoke("view", "list").stdout.splitlines()
    assert lines == [
        "红灯      亮灯:红",
        f"我局未完  {OPEN}",
        "用法: lawgov list --view 红灯",
    ]
    assert columns(lines[0].partition("亮灯")[0]) == columns(lines[1].partition("牵头")[0])
    items = json.loads(invoke("view", "list", "--json").stdout)["items"]
    assert items[1] == {"name": "我局未完", "expression": OPEN, "line": 3}


def test_one_view(invoke: Invoke) -> None:
    invoke("view", "save", "八 部分", "部分:八")
    assert invoke("view", "show", "八 部分").stdout.splitlines() == [
        "八 部分 = 部分:八",
        '存在 views.txt 第2行。今天有5项符合, 查看: lawgov list --view "八 部分"',
    ]
    assert "您是否要找: 八 部分" in invoke("view", "show", "八部分", code=4).stderr


def test_deleting_says_how_to_have_it_again(desk: Desk, invoke: Invoke) -> None:
    invoke("view", "save", "甲", "部分:八")
    invoke("view", "save", "乙", '标题:"监督"')
    assert invoke("view", "delete", "甲").stdout.splitlines() == [
        "已删除“甲”: 部分:八",
        '要恢复: lawgov view save 甲 "部分:八"',
    ]
    assert """lawgov view save 乙 '标题:"监督"'""" in invoke("view", "delete", "乙").stdout
    assert (desk.folder / "views.txt").read_text(encoding="utf-8").count("\n") == 1
    assert "没有存下名为“甲”的筛选条件" in invoke("view", "delete", "甲", code=4).stderr


def test_a_condition_that_cannot_be_read_is_not_saved(desk: Desk, invoke: Invoke) -> None:
    for expression, code in (("状态:推进种", 2), ("单位:市司法厅", 4), ("", 2)):
        ran = invoke("view", "save", "甲", expression, code=code)
        assert ran.stdout == ""
        assert ("^" if expression else "筛选条件是空的") in ran.stderr
    assert "views.txt" not in desk.files()


def test_replacing_needs_force_and_says_what_was_there(desk: Desk, invoke: Invoke) -> None:
    invoke("view", "save", "甲", "部分:八")
    refused = invoke("view", "save", "甲", "部分:七", code=2)
    assert refused.stderr.startswith("已有“甲”: 部分:八\n")
    ran = invoke("view", "save", "甲", "部分:七", "--force")
    assert ran.stdout.splitlines()[:2] == ["“甲”原为: 部分:八", "已存下“甲”: 部分:七"]
    assert "部分:八" not in (desk.folder / "views.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["save"], "请写明名称"),
        (["show"], "请写明名称"),
        (["delete"], "请写明名称"),
        (["save", "甲"], "请写明条件"),
        (["save", "a=b", "部分:八"], "不能有等号"),
        (["remove", "甲"], "可用: list、show、save、delete"),
    ],
)
def test_what_is_missing_is_told(
    arguments: list[str], said: str, desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("view", *arguments, code=2)
    assert said in ran.stderr
    assert ran.stdout == ""
    assert "views.txt" not in desk.files()


def test_a_view_and_a_filter_together_keep_what_both_keep(invoke: Invoke) -> None:
    invoke("view", "save", "我局", "牵头:市司法局 或 责任:市司法局")
    ids = invoke("list", "--view", "我局", "--where", "部分:八 或 序号:7", "--format", "ids")
    assert ids.stdout.split() == ["7", "27", "28", "30"]


def test_an_unknown_view_is_told(invoke: Invoke) -> None:
    assert "还没有存下任何筛选条件" in invoke("list", "--view", "甲", code=4).stderr
    invoke("view", "save", "我局", OPEN)
    assert "您是否要找: 我局" in invoke("stats", "--view", "我局的", code=4).stderr


def test_a_faulty_file_stops_what_needs_it_and_nothing_else(desk: Desk, invoke: Invoke) -> None:
    (desk.folder / "views.txt").write_text("甲 = 部分:八\n乙\n", encoding="utf-8")
    for arguments in (["view"], ["list", "--view", "甲"], ["view", "save", "丙", "部分:一"]):
        assert "views.txt:2:1  错误  不是“名称 = 条件”" in invoke(*arguments, code=3).stderr
    invoke("list", "--where", "部分:八")


def test_a_view_that_no_longer_fits_is_told_with_its_line(desk: Desk, invoke: Invoke) -> None:
    (desk.folder / "views.txt").write_text("甲 = 单位:市司法厅\n乙 = 部分:八\n", encoding="utf-8")
    told = invoke("list", "--view", "甲", code=3).stderr
    assert told.startswith("views.txt:1  存下的筛选“甲”无法使用\n")
    assert "您是否要找: 市司法局" in told
    assert "甲  单位:市司法厅  (无法使用, 原因见 lawgov view show 甲)" in invoke("view").stdout
    assert invoke("view", "show", "甲", code=3).stderr == told
    invoke("list", "--view", "乙")


def test_tab_offers_the_names_with_their_conditions(desk: Desk, invoke: Invoke) -> None:
    invoke("view", "save", "我局未完", OPEN)
    invoke("view", "save", "红灯", "亮灯:红")
    assert tab("list", "--view", "") == [("我局未完", OPEN), ("红灯", "亮灯:红")]
    assert tab("list", "--view", "红") == [("红灯", "亮灯:红")]
    desk.plan.write_text("坏", encoding="utf-8")
    assert tab("list", "--view", "红") == [("红灯", "亮灯:红")]


def test_a_name_with_a_blank_is_told_as_it_must_be_typed(invoke: Invoke) -> None:
    invoke("view", "save", "我局 未完", "状态:未完成")
    assert 'lawgov list --view "我局 未完"\n' in invoke("view").stdout
