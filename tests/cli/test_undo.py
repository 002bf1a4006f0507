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
    for _ in range(times - 1):
        invoke("undo")
    before = invoke("undo", "--list").stdout.splitlines()[0]
    assert invoke("undo", "--dry-run").stdout == f"将撤销: {before}\n"
    assert invoke("undo").stdout.startswith(f"{said}: 第1行  {WHAT}  ")
    line = invoke("undo", "--list").stdout.splitlines()[0]
    assert line.startswith(f"第{times + 1}行  {listed}({WHAT})  ")
    assert f"状态 {status}" in invoke("show", "8").stdout


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
