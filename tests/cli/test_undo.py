"""`lawgov undo`, again and again; what it does first is in test_record.py."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawgov_cli.cli.options import Files

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

WHAT = "第8项 提高合法性审查工作质效 登记为已完成"


def done(invoke: Invoke) -> list[str]:
    return invoke("list", "--status", "done", "--format", "ids").stdout.split()


@pytest.mark.usefixtures("desk")
def test_undo_goes_back_step_by_step_and_redo_forth_again(invoke: Invoke) -> None:
    for number in ("8", "9", "10"):
        invoke("done", number, "-n", "完成")
    ran = invoke("undo")
    assert ran.stdout.startswith("已撤销: 第3行  第10项 ")
    assert "再撤上一次(第2行): lawgov undo; 恢复刚才撤销的: lawgov undo --redo\n" in ran.stdout
    assert done(invoke) == ["8", "9"]
    assert invoke("undo").stdout.startswith("已撤销: 第2行  第9项 ")
    assert done(invoke) == ["8"]
    ran = invoke("undo", "--redo")
    assert ran.stdout.startswith("已恢复: 第2行  第9项 ")
    assert "撤回这次恢复: lawgov undo 2; 再恢复一次: lawgov undo --redo\n" in ran.stdout
    assert invoke("undo", "--redo").stdout.startswith("已恢复: 第3行  第10项 ")
    assert done(invoke) == ["8", "9", "10"]
    assert invoke("undo", "--redo", code=4).stderr.startswith("没有可以恢复的撤销。")


@pytest.mark.usefixtures("desk")
def test_what_the_next_undo_takes_back_is_named_with_all_its_lines(invoke: Invoke) -> None:
    invoke("done", "8", "9", "-n", "完成")
    invoke("done", "10", "-n", "完成")
    assert "再撤上一次(第1-2行): lawgov undo" in invoke("undo").stdout


@pytest.mark.usefixtures("desk")
def test_every_undo_says_what_became_of_the_record_in_the_end(invoke: Invoke) -> None:
    invoke("done", "8", "--yes")
    for line, (word, status) in enumerate((("撤销", "未启动"), ("恢复", "已完成")), 1):
        assert invoke("undo", str(line), "--dry-run").stdout.startswith(f"将{word}: 第1行  {WHAT}")
        assert invoke("undo", str(line)).stdout.startswith(f"已{word}: 第1行  {WHAT}  ")
        listed = invoke("undo", "--list").stdout.splitlines()[0]
        assert listed.startswith(f"第{line + 1}行  {word}({WHAT})  ")
        assert f"状态 {status}" in invoke("show", "8").stdout
    assert invoke("undo").stdout.startswith(f"已撤销: 第1行  {WHAT}  ")


def test_anothers_record_is_taken_back_only_when_asked_for(desk: Desk, invoke: Invoke) -> None:
    invoke("done", "1", "-n", "甲的", "--by", "甲")
    invoke("done", "2", "-n", "乙的", "--by", "乙")
    ran = invoke("undo", "--by", "甲")
    assert ran.stdout.startswith("已撤销: 第1行  第1项 ")
    assert "再撤上一次(第2行, 乙的, 会先问): lawgov undo; " in ran.stdout
    ran = invoke("undo", "--by", "甲", code=2)
    assert ran.stderr.startswith("没有甲自己的登记可以撤销了; 最近一次是乙的: 第2行  第2项 ")
    assert "请加 --yes 再撤销。没有撤销任何内容。" in ran.stderr
    assert (done(invoke), len(desk.lines)) == (["2"], 3)
    invoke("undo", "--by", "甲", "--yes")
    assert done(invoke) == []
    invoke("undo", "--redo", "--by", "乙", code=2)
    invoke("undo", "4", "--by", "乙")
    assert done(invoke) == ["2"]


def test_a_record_of_a_clock_years_ahead_is_not_taken_back_first(
    desk: Desk, invoke: Invoke
) -> None:
    desk.journal.write_text(
        '- {"id":"f1","at":"2033-09-20T10:00:00+08:00","by":"张三","task":"1","status":"done"}\n',
        encoding="utf-8",
    )
    invoke("done", "2", "-n", "正常")
    assert invoke("undo", "--dry-run").stdout.startswith("将撤销: 第2行  第2项 ")


def test_an_undo_is_decided_on_the_journal_as_it_is_while_it_is_held(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in ("8", "9", "10"):
        invoke("done", number, "-n", "完成")
    found = Files().opened()
    monkeypatch.setattr(Files, "opened", lambda _self: found)
    for line in (3, 2, 1):
        assert invoke("undo").stdout.startswith(f"已撤销: 第{line}行  ")
    assert invoke("undo", "2", code=4).stderr.startswith("台账第2行没有可以撤销的登记")
    invoke("undo", code=4)
    assert len(desk.lines) == 6


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
    ahead = (
        '- {"id":"f1","at":"2033-09-20T10:00:00+08:00","by":"张三","task":"1","note":"时钟错"}\n'
    )
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
