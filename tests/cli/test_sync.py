"""`lawgov sync FILE…`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lawgov_cli.store.journal import format_record
from tests.helpers import record

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

COPY = "workpoints-2023.journal - 副本.yaml"


def test_the_records_of_a_copy_come_in_and_it_is_said_how_many(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "1", "第一件")
    lines = [format_record(record("8", "2023-09-01", number=n, note=f"{n}")) for n in (1, 2)]
    copy = desk.folder / COPY
    copy.write_text("\n".join([*desk.lines, *lines, "- {"]) + "\n", encoding="utf-8")
    assert f"旁边的台账副本“{COPY}”里有2条记录不在台账里  lawgov sync '{COPY}'" in (
        invoke("check").stdout
    )
    damaged = (
        "  副本里: workpoints-2023.journal - 副本.yaml:4:1  警告  第4行: 不完整或被改动, 已跳过"
    )
    preview = invoke("sync", COPY, "--dry-run").stdout
    assert preview.startswith(f"{COPY}: 将收进2条, 已有1条\n{damaged}")
    assert preview.endswith("以上是预览, 没有写入。去掉 --dry-run 即收进来。\n")
    assert len(desk.lines) == 1
    assert invoke("sync", COPY).stdout.startswith(f"{COPY}: 收进2条(第2-3行), 已有1条\n")
    assert desk.lines[1:] == lines
    assert invoke("sync", COPY).stdout.startswith(f"{COPY}: 收进0条, 已有3条\n")
    assert "没有发现问题" in invoke("check").stdout


def test_lines_that_differ_are_named(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "1", "第一件")
    text = desk.journal.read_text(encoding="utf-8").replace("第一件", "第1件")
    (desk.folder / COPY).write_text(text, encoding="utf-8")
    assert invoke("sync", COPY).stdout == (
        f"{COPY}: 收进0条, 已有0条\n  副本第1行与台账第1行编号相同而内容不同, 没有收进, 请核对\n"
    )


def test_a_copy_that_is_not_there_or_no_journal_changes_nothing(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "1", "第一件")
    before = desk.lines
    assert "没有这个文件" in invoke("sync", "none.yaml", code=3).stderr
    no_journal = invoke("sync", desk.plan.name, code=3).stderr
    assert "读不出记录" in no_journal
    assert "请写副本里的台账, 名称是 ….journal.yaml\n" in no_journal
    said = invoke("sync", str(desk.folder), code=3).stderr
    assert (
        f"{desk.folder} 是文件夹。请写明其中的台账, 如 {desk.folder / 'data' / desk.journal.name}。"
        in said
    )
    assert "不在 git 仓库里" in invoke("sync", code=5).stderr
    assert desk.lines == before


def test_a_measure_added_on_both_copies_is_two_and_each_keeps_its_own_records(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "1", "第一件")
    common = desk.journal.read_bytes()
    invoke("add", "2", "本所增加的举措")
    mine = desk.journal.read_bytes()
    desk.journal.write_bytes(common)
    invoke("add", "2", "对方增加的举措")
    number = json.loads(desk.lines[-1][2:])["add"]["id"]
    invoke("done", number, "-n", "对方办完", "--yes")
    (desk.folder / COPY).write_bytes(desk.journal.read_bytes())
    desk.journal.write_bytes(mine)
    assert f"增加的举措{number}与第2行增加的编号相同, 都保留, 这一项现在编为{number}a" in (
        invoke("sync", COPY).stdout
    )
    listed = invoke("list", "--measures", "--format", "json").stdout
    (point,) = [row for row in json.loads(listed)["items"] if row["id"] == "2"]
    said = {m["text"]: (m["id"], m["status_word"]) for m in point["measures"][-2:]}
    assert said == {
        "本所增加的举措": (number, "未启动"),
        "对方增加的举措": (f"{number}a", "已完成"),
    }
    assert "1个警告" in invoke("check").stdout
    invoke("done", number, "-n", "本所办完", "--yes")
    assert f"第{number}a项" in invoke("start", f"{number}a", "--reason", "再查", "--yes").stdout
    words = invoke("show", f"{number}A").stdout
    assert "对方办完" in words
    assert "本所办完" not in words
    assert invoke("correct", "4", "--redact", "--reason", "含个人信息", "--yes").stdout
    assert "校验码" not in invoke("check").stdout
