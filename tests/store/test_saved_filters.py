"""The file of saved filters: what is read, what is kept, what is told."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.absent import NoSuchSavedFilter
from lawgov_cli.base.errors import BadFilterName, CannotWrite, SavedFilterExists, SavedFiltersBroken
from lawgov_cli.store.saved_filters import (
    delete_filter,
    name_fault,
    read_saved_filters,
    save_filter,
)

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "own" / "views.txt"


def written(path: Path, text: str) -> Path:
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(text.encode())
    return path


def test_no_file_is_no_filters(path: Path) -> None:
    read = read_saved_filters(path)
    assert read.by_name == {}
    assert read.problems == []
    assert not path.exists()


def test_a_name_is_as_long_as_twenty_characters_of_chinese_and_no_longer() -> None:
    assert name_fault("字" * 20) == ""
    assert name_fault("字" * 20 + "a") == f"名称“{'字' * 20}a”太长, 最多20个汉字"


def test_the_three_nearest_names_are_proposed(path: Path) -> None:
    for number in range(5):
        save_filter(path, f"红灯{number}", "亮灯:红", force=False)
    with pytest.raises(NoSuchSavedFilter) as caught:
        read_saved_filters(path).find("红灯")
    assert caught.value.message == (
        "没有存下名为“红灯”的筛选条件。您是否要找: 红灯4、红灯3、红灯2?  现有5个: lawgov view list"
    )


def test_what_is_saved_can_be_read_and_deleted(path: Path) -> None:
    assert save_filter(path, "我局", "牵头:甲局", force=False) is None
    assert save_filter(path, "红灯", "亮灯:红", force=False) is None
    text = path.read_text(encoding="utf-8")
    assert text.splitlines()[1:] == ["我局 = 牵头:甲局", "红灯 = 亮灯:红"]
    assert text.startswith("# ")
    assert text.endswith("\n")
    saved = read_saved_filters(path).sound().find(" 我局 ")
    assert (saved.name, saved.expression, saved.line) == ("我局", "牵头:甲局", 2)
    assert delete_filter(path, "我局") == saved
    assert list(read_saved_filters(path).by_name) == ["红灯"]


def test_comments_blank_lines_and_order_are_kept(path: Path) -> None:
    written(path, "# 每周一看\n\n甲 = 部分:一\n  # 停用\n乙=部分:二\r\n\n\n")
    save_filter(path, "甲", "部分:三", force=True)
    save_filter(path, "丙", "部分:四", force=False)
    kept = "# 每周一看\n\n甲 = 部分:三\n  # 停用\n乙=部分:二\n丙 = 部分:四\n"
    assert path.read_bytes().decode() == kept
    delete_filter(path, "乙")
    assert path.read_bytes().decode() == kept.replace("乙=部分:二\n", "")


def test_the_condition_may_hold_signs_and_be_typed_full_width(path: Path) -> None:
    written(path, "甲 = 时限!=无 且 进度>=50\n乙　＝　时限：无\n")
    saved = read_saved_filters(path).sound()
    assert saved.find("甲").expression == "时限!=无 且 进度>=50"
    assert saved.find("乙").expression == "时限：无"


def test_a_byte_order_mark_is_passed_over(path: Path) -> None:
    written(path, "\ufeff甲 = 部分:一\n")
    assert read_saved_filters(path).sound().find("甲").line == 1


def test_names_are_alike_whatever_the_width_and_case(path: Path) -> None:
    save_filter(path, "Red灯", "亮灯:红", force=False)
    assert read_saved_filters(path).find("ｒｅｄ灯").name == "Red灯"
    with pytest.raises(SavedFilterExists):
        save_filter(path, "RED灯", "亮灯:黄", force=False)


def test_another_condition_under_the_same_name_needs_force(path: Path) -> None:
    save_filter(path, "甲", "部分:一", force=False)
    with pytest.raises(SavedFilterExists, match="已有“甲”: 部分:一") as caught:
        save_filter(path, "甲", "部分:二", force=False)
    assert caught.value.exit_code == 2
    assert "--force" in caught.value.message
    same = save_filter(path, "甲", " 部分:一 ", force=False)
    assert same is not None
    earlier = save_filter(path, "甲", "部分:二", force=True)
    assert earlier is not None
    assert earlier.expression == "部分:一"
    assert read_saved_filters(path).find("甲").expression == "部分:二"


def test_an_unknown_name_is_told_the_nearest(path: Path) -> None:
    with pytest.raises(NoSuchSavedFilter, match="还没有存下任何筛选条件"):
        delete_filter(path, "我局")
    save_filter(path, "我局未完", "状态:未完成", force=False)
    with pytest.raises(NoSuchSavedFilter, match="您是否要找: 我局未完") as caught:
        delete_filter(path, "我局未玩")
    assert caught.value.exit_code == 4


@pytest.mark.parametrize(
    "name", ["", "  ", "a=b", "甲＝乙", "#甲", "-甲", "甲\n乙", "\x1b", "甲" * 21]
)
def test_a_name_that_would_break_the_file_is_refused(name: str, path: Path) -> None:
    with pytest.raises(BadFilterName) as caught:
        save_filter(path, name, "部分:一", force=False)
    assert caught.value.exit_code == 2
    assert "\x1b" not in caught.value.message
    assert not path.exists()


@pytest.mark.parametrize(
    ("text", "line", "said"),
    [
        ("甲 = 部分:一\n部分:二\n", 2, "不是“名称 = 条件”"),
        ("# 甲\n甲 =\n", 2, "不是“名称 = 条件”"),
        ("= 部分:一\n", 1, "不是“名称 = 条件”"),
        ("甲 = 部分:一\n\n 甲 = 部分:二\n", 3, "“甲”与第1行重名"),
        ("-甲 = 部分:一\n", 1, "不能以 # 或 - 开头"),
        ("甲\x1b = 部分:一\n", 1, "\\x1b"),
    ],
)
def test_a_faulty_file_is_told_by_line_and_left_alone(
    text: str, line: int, said: str, path: Path
) -> None:
    written(path, text)
    (problem,) = read_saved_filters(path).problems
    assert problem.line == line
    assert said in problem.line_text()
    for force in (False, True):
        with pytest.raises(SavedFiltersBroken, match=rf"views\.txt:{line}:1") as caught:
            save_filter(path, "新", "部分:一", force=force)
        assert caught.value.exit_code == 3
    with pytest.raises(SavedFiltersBroken):
        delete_filter(path, "甲")
    assert path.read_bytes().decode() == text


def test_every_fault_is_told_at_once(path: Path) -> None:
    written(path, "甲\n乙 = 部分:一\n丙\n")
    assert [problem.line for problem in read_saved_filters(path).problems] == [1, 3]


def test_a_file_in_another_encoding_is_told(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes("# 注\n".encode() + "我局 = 部分:一\n".encode("gbk"))
    (problem,) = read_saved_filters(path).problems
    assert problem.line == 2
    assert "另存为 UTF-8" in problem.remedy


def test_a_file_that_cannot_be_read_is_told(path: Path) -> None:
    path.mkdir(parents=True)
    (problem,) = read_saved_filters(path).problems
    assert "无法读取" in problem.message


def test_what_cannot_be_written_leaves_the_file_as_it_was(path: Path) -> None:
    save_filter(path, "甲", "部分:一", force=False)
    before = path.read_bytes()
    with pytest.raises(CannotWrite) as caught:
        save_filter(path, "乙", "文字:\udc80", force=False)
    assert caught.value.exit_code == 5
    assert path.read_bytes() == before


@given(
    name=st.text(min_size=1, max_size=12).filter(lambda name: not name_fault(name)),
    expression=st.text(min_size=1).filter(lambda text: text.strip().isprintable() and text.strip()),
)
def test_any_view_comes_back_as_saved(name: str, expression: str, tmp_path: Path) -> None:
    path = tmp_path / "views.txt"
    path.unlink(missing_ok=True)
    save_filter(path, "先", "部分:一", force=False)
    save_filter(path, name, expression, force=True)
    saved = read_saved_filters(path).sound().find(name)
    assert saved.expression == expression.strip()
    delete_filter(path, name)
    assert name.strip() not in [
        saved.name for saved in read_saved_filters(path).sound().by_name.values()
    ]


def test_of_filters_saved_at_once_none_is_lost(path: Path) -> None:
    names = [f"第{number}个" for number in range(20)]
    with ThreadPoolExecutor(20) as pool:
        list(pool.map(lambda name: save_filter(path, name, "状态:完成", force=False), names))
        assert set(read_saved_filters(path).by_name) == set(names)
        list(pool.map(lambda name: delete_filter(path, name), names[1:]))
    assert set(read_saved_filters(path).by_name) == {names[0]}


def test_what_is_refused_leaves_no_empty_file(path: Path) -> None:
    with pytest.raises(NoSuchSavedFilter):
        delete_filter(path, "没有")
    with pytest.raises(CannotWrite):
        save_filter(path, "甲", "进展:\ud800", force=False)
    assert not path.exists()


def test_a_file_beyond_all_filters_is_named_and_not_read(path: Path) -> None:
    written(path, "甲 = 状态:完成\n" * 60_000)
    (problem,) = read_saved_filters(path).problems
    assert "文件有1MB, 超过1MB" in problem.message
