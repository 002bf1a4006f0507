"""`lawgov undo`, again and again; what it does first is in test_record.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

WHAT = "第8项 提高合法性审查工作质效 登记为已完成"


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("times", "said", "listed", "status"),
    [
        (1, "已撤销", "撤销", "未启动"),
        (2, "已恢复", "恢复", "已完成"),
        (3, "已撤销", "撤销", "未启动"),
        (4, "已恢复", "恢复", "已完成"),
    ],
)
def test_every_undo_says_what_became_of_the_record_in_the_end(
    times: int, said: str, listed: str, status: str, invoke: Invoke
) -> None:
    invoke("done", "8", "--yes")
    commands = [["undo"], ["undo", "--redo"]] * 2
    for command in commands[: times - 1]:
        invoke(*command)
    last = commands[times - 1]
    preview = invoke(*last, "--dry-run").stdout
    assert preview.startswith(f"将{said[1:]}: 第1行  {WHAT}  ")
    assert invoke(*last).stdout.startswith(f"{said}: 第1行  {WHAT}  ")
    line = invoke("undo", "--list").stdout.splitlines()[0]
    assert line.startswith(f"第{times + 1}行  {listed}({WHAT})  ")
    assert f"状态 {status}" in invoke("show", "8").stdout


def test_each_undo_goes_one_step_further_back_and_redo_comes_forward_again(
    desk: Desk, invoke: Invoke
) -> None:
    for number in ("1", "2", "3"):
        invoke("note", number, f"第{number}件")
    assert "第3项" in invoke("undo").stdout
    assert "第2项" in invoke("undo").stdout
    assert invoke("undo", "--redo").stdout.startswith("已恢复: 第2行  第2项 ")
    assert invoke("undo", "--redo").stdout.startswith("已恢复: 第3行  第3项 ")
    assert invoke("undo", "--redo", code=4).stderr.startswith("没有可以恢复的撤销。")
    assert "第3项" in invoke("undo").stdout
    assert len(desk.lines) == 8


def test_what_a_clock_that_was_ahead_recorded_is_taken_back_last(
    desk: Desk, invoke: Invoke
) -> None:
    ahead = '- {"id":"f1","at":"2033-09-20T10:00:00+08:00","by":"甲","task":"1","note":"时钟错"}\n'
    desk.journal.write_text(ahead, encoding="utf-8")
    invoke("note", "2", "正常")
    assert "在将来, 当时电脑的时钟可能不对" in invoke("check").stdout
    assert invoke("undo").stdout.startswith("已撤销: 第2行  第2项 ")
    assert invoke("undo").stdout.startswith("已撤销: 第1行  第1项 ")


def test_two_undos_that_name_each_other_are_shown_and_not_followed_for_ever(
    desk: Desk, invoke: Invoke
) -> None:
    desk.journal.write_text(
        '- {"id":"a","at":"2023-09-01T08:00:00+08:00","by":"张三","undo":"b"}\n'
        '- {"id":"b","at":"2023-09-01T08:00:01+08:00","by":"张三","undo":"a"}\n',
        encoding="utf-8",
    )
    listed = invoke("undo", "--list").stdout.splitlines()
    assert [line for line in listed if "撤销  2023-09-01 08:00" not in line] == []


@pytest.mark.parametrize("limit", ["0", "-1"])
@pytest.mark.usefixtures("desk")
def test_a_number_of_lines_is_at_least_one(limit: str, invoke: Invoke) -> None:
    assert "--limit" in invoke("undo", "--list", "--limit", limit, code=2).stderr


@pytest.mark.parametrize("line", ["0", "9"])
def test_a_line_that_is_not_there_takes_nothing_back(line: str, desk: Desk, invoke: Invoke) -> None:
    invoke("done", "8", "--yes")
    ran = invoke("undo", line, code=4)
    assert ran.stderr.startswith(f"台账第{line}行没有可以撤销的登记(可能已撤销)。")
    assert len(desk.lines) == 1
