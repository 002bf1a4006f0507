"""`done`, `start`, `note`, `mark` and `undo`: what they say, and the line they add."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from tests.records import NASTY, NASTY_SHOWN

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke


def written(desk: Desk) -> list[dict[str, Any]]:
    """The records of the journal without what is random, and what ties them together."""
    records: list[dict[str, Any]] = yaml.safe_load(desk.journal.read_text(encoding="utf-8"))
    for record in records:
        assert record.pop("id")
        for name in ("batch", "plan", "prev"):
            record.pop(name, None)
    return records


def test_one_command_adds_one_line_and_says_what_changed(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("done", "8", "--note", "合法性审查档案巡查已完成", "--on", "2023-09-20")
    assert ran.stdout == (
        "第8项 提高合法性审查工作质效\n"
        "  未启动 → 已完成   2023年9月20日   合法性审查档案巡查已完成\n"
        "已记入 workpoints-2023.journal.yaml 第1行。撤销: lawgov undo\n"
    )
    assert ran.stderr == ""
    (line,) = desk.lines
    assert line.startswith('- {"id":"')
    assert written(desk) == [
        {
            "at": "2023-09-20T10:12:33+08:00",
            "by": "张三",
            "task": "8",
            "status": "done",
            "note": "合法性审查档案巡查已完成",
        }
    ]


def test_another_day_is_named_in_the_record_and_counts_from_that_day(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("done", "8", "-n", "完成", "--on", "8月30日")
    assert written(desk)[0]["on"] == "2023-08-30"
    assert list(json.loads(desk.lines[0][2:]))[:5] == ["id", "at", "by", "on", "task"]
    assert invoke("list", "--status", "done", "--as-of", "8月29日", "--format", "ids").stdout == ""
    assert (
        invoke("list", "--status", "done", "--as-of", "8月30日", "--format", "ids").stdout == "8\n"
    )


def test_a_unit_reports_and_the_office_decides(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("done", "24", "--unit", "sfj", "--note", "已公开")
    assert "  市司法局 已报完成, 本项待核验   2023年9月20日   已公开\n" in ran.stdout
    assert written(desk)[0]["unit"] == "市司法局"
    ran = invoke("start", "21", "--unit", "市公安局")
    assert "  市公安局 报送推进中, 本项推进中   2023年9月20日\n" in ran.stdout
    ran = invoke("note", "21", "衔接中", "--unit", "市法院")
    assert "  市法院 报送进展, 本项推进中   2023年9月20日   衔接中\n" in ran.stdout


@pytest.mark.parametrize(
    ("words", "tasks"),
    [
        (["1-3,7"], ["1", "2", "3", "7"]),
        (["八", "第9项", "（十）"], ["8", "9", "10"]),
        (["8.2", "8.1"], ["8.2", "8.1"]),
    ],
)
def test_ranges_and_chinese_numerals_are_one_batch(
    words: list[str], tasks: list[str], desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("start", *words)
    assert [record["task"] for record in written(desk)] == tasks
    assert ran.stdout.endswith(
        f"已记入 workpoints-2023.journal.yaml 第1-{len(tasks)}行。撤销: lawgov undo\n"
    )
    records = yaml.safe_load(desk.journal.read_text(encoding="utf-8"))
    assert len({record["batch"] for record in records}) == 1
    invoke("undo")
    assert invoke("list", "--status", "doing", "--format", "ids").stdout == ""


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["done", "1,99"], 4, "没有第99项: 本要点共30项(1-30)。没有登记任何内容。\n"),
        (["done", "1", "--unit", "市司法厅"], 4, "没有“市司法厅”这个单位。您是否要找: 市司法局?"),
        (
            ["done", "x"],
            2,
            "看不懂序号“x”。可以写: 8、八、(八)、第8项、8.2、1-3,7。没有登记任何内容。",
        ),
        (["done", "S3"], 2, "“三 不断完善依法行政制度体系”是一个部分, 没有办理状态。"),
        (["done", "1", "--on", "2月30日"], 2, "没有“2月30日”: 2月最多29天。"),
        (["mark", "完事", "1"], 2, "没有“完事”这种办理状态。可用: 未启动、推进中、待核验、"),
        (["mark", "已调整", "9"], 2, "第9项: 登记“已调整”需要说明理由: 请加 --reason "),
        (["note", "1"], 2, "请写明进展: lawgov note 15 "),
        (["note", "1", "  "], 2, "请写明进展: "),
        (["done"], 2, ""),
    ],
)
def test_one_mistake_and_nothing_is_written(
    words: list[str], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    before = desk.files()
    ran = invoke(*words, code=code)
    assert ran.stdout == ""
    assert ran.stderr.startswith(said)
    assert not desk.journal.exists()
    assert desk.files() == before


def test_a_dry_run_shows_and_does_not_write(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("start", "8", "--dry-run")
    assert ran.stdout == (
        "第8项 提高合法性审查工作质效\n  未启动 → 推进中   2023年9月20日\n"
        "以上是预览, 没有登记。去掉 --dry-run 即登记。\n"
    )
    assert not desk.journal.exists()


def test_a_note_may_be_the_last_word_or_an_option(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("note", "15", "16", "已抽查案卷20件")
    assert "  登记进展, 状态仍为未启动   2023年9月20日   已抽查案卷20件\n" in ran.stdout
    invoke("note", "15", "--note", "另抽查10件", "--evidence", "清单", "-e", "http://x")
    first, second, third = written(desk)
    assert (first["task"], second["task"], first["note"]) == ("15", "16", "已抽查案卷20件")
    assert (third["note"], third["evidence"]) == ("另抽查10件", ["清单", "http://x"])
    assert "status" not in third


def test_a_note_comes_back_as_it_was_typed(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("note", "2", "--note", NASTY)
    assert NASTY_SHOWN in ran.stdout
    assert "\x1b" not in ran.stdout
    assert written(desk)[0]["note"] == NASTY
    assert len(desk.lines) == 1
    shown = invoke("undo").stdout
    assert NASTY_SHOWN in shown
    assert "\x1b" not in shown


@pytest.mark.parametrize(
    ("word", "status"),
    [
        ("待核验", "claimed"),
        ("长期坚持", "ongoing"),
        ("推进中", "doing"),
        ("未启动", "todo"),
        ("已完成", "done"),
        ("done", "done"),
    ],
)
def test_every_status_can_be_marked(word: str, status: str, desk: Desk, invoke: Invoke) -> None:
    invoke("mark", word, "7", "--yes")
    assert written(desk)[0]["status"] == status


def test_a_reason_is_kept(desk: Desk, invoke: Invoke) -> None:
    invoke("mark", "已调整", "9", "--reason", " 并入第10项 ")
    assert written(desk)[0]["reason"] == "并入第10项"


def test_whoever_is_at_the_machine_signs_where_no_name_is_given(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAWGOV_BY")
    monkeypatch.setenv("LOGNAME", "zhang")
    invoke("start", "8")
    invoke("start", "9", "--by", "李四")
    assert [record["by"] for record in written(desk)] == ["zhang", "李四"]


def test_the_first_record_anywhere_says_where_it_is(empty: Path, invoke: Invoke) -> None:
    ran = invoke("done", "8", "--note", "完成")
    home = empty.parent / "home" / "data" / "lawgov"
    assert f"已记入 {home}/workpoints-2023.journal.yaml 第1行。撤销: lawgov undo\n" in ran.stdout
    assert f"(首次登记: 工作要点和台账放在 {home}; 要放在别处请用 lawgov init)\n" in ran.stdout
    assert "首次登记" not in invoke("start", "9").stdout
    assert invoke("list", "--status", "done", "--format", "ids").stdout == "8\n"
    assert list(empty.iterdir()) == []


# ---------------------------------------------------------------- undo


def test_one_undo_takes_back_one_command_and_redo_brings_it_back(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("start", "1-3")
    ran = invoke("undo")
    assert ran.stdout == (
        "已撤销: 第1-3行  第1项、第2项、第3项 登记为推进中  2023-09-20 10:12  张三\n"
        "已记入 workpoints-2023.journal.yaml 第4行。恢复刚才撤销的: lawgov undo --redo\n"
    )
    assert len(desk.lines) == 4
    assert invoke("list", "--status", "doing", "--format", "ids").stdout == ""
    invoke("undo", "--redo")
    assert invoke("list", "--status", "doing", "--format", "ids").stdout == "1\n2\n3\n"


def test_a_line_of_the_journal_can_be_named(desk: Desk, invoke: Invoke) -> None:
    invoke("start", "1")
    invoke("start", "2")
    invoke("undo", "1")
    assert invoke("list", "--status", "doing", "--format", "ids").stdout == "2\n"
    ran = invoke("undo", "1", code=4)
    assert ran.stderr.startswith("台账第1行没有可以撤销的登记(可能已撤销)。")
    assert len(desk.lines) == 3


def test_a_dry_undo_only_says_what_it_would_do(desk: Desk, invoke: Invoke) -> None:
    invoke("start", "1")
    assert invoke("undo", "--dry-run").stdout.startswith("将撤销: 第1行  第1项 ")
    assert len(desk.lines) == 1


@pytest.mark.usefixtures("desk")
def test_with_nothing_to_undo_that_is_said(invoke: Invoke) -> None:
    assert invoke("undo", "--list").stdout == "没有可以撤销的登记。\n"
    assert invoke("undo", code=4).stderr.startswith("没有可以撤销的登记。")


def test_the_list_of_what_can_be_undone_can_be_cut(busy: Desk, invoke: Invoke) -> None:
    shown = invoke("undo", "--list", "--limit", "3").stdout
    assert sum(line.startswith("第") for line in shown.splitlines()) == 3
    assert len(busy.lines) == 14


# ---------------------------------------------------------------- what cannot be written


def test_a_journal_that_cannot_be_written_is_said(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("start", "8", "--plan", str(desk.plan))
    desk.journal.unlink()
    desk.journal.mkdir()
    ran = invoke("start", "8", code=3)
    assert ran.stderr.startswith("无法读取台账 ")


def test_a_full_disk_is_said_with_its_exit_code(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("start", "8")
    before = desk.journal.read_bytes()
    monkeypatch.setattr("lawgov_cli.store.appending.os.write", lambda descriptor, payload: 0)  # noqa: ARG005
    ran = invoke("start", "9", code=5)
    assert (
        ran.stderr == f"无法写入 {desk.journal}: 磁盘空间不足。原有内容未受影响。"
        "请先腾出空间, 再做一次。没有登记任何内容。\n"
    )
    assert ran.stdout == ""  # nothing is said to be done that is not on the disk
    assert desk.journal.read_bytes() == before


def test_half_a_character_does_no_harm(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "2", "--note", "残\udcff")
    assert written(desk)[0]["note"] == "残\udcff"
    for command in (["show", "2"], ["log"], ["list"], []):
        invoke(*command)
    for command in (["list", "--format", "csv"], ["list", "--format", "md"]):
        assert "残\\udcff" in invoke(*command).stdout.replace("\\\\", "\\")
    invoke("report", "--month", "9月")
    text = (desk.folder / "reports" / "2023-09.md").read_text(encoding="utf-8")
    assert "残\\\\udcff" in text


def test_evidence_that_looks_like_a_file_and_is_none_is_recorded_as_a_name_and_that_is_said(
    desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "有.pdf").write_bytes(b"x")
    ran = invoke("note", "15", "已查", "-e", "有.pdf", "-e", "巡查报靠.pdf", "-e", "纪要")
    assert ran.stderr == "提示: 没有找到文件 巡查报靠.pdf, 按材料名称登记, 没有校验码。\n"
    assert json.loads(desk.lines[-1][2:])["evidence"][1:] == ["巡查报靠.pdf", "纪要"]


@pytest.mark.usefixtures("desk")
def test_evidence_outside_the_workspace_is_said(
    invoke: Invoke, tmp_path_factory: pytest.TempPathFactory
) -> None:
    away = tmp_path_factory.mktemp("away") / "纪要.pdf"
    away.write_bytes(b"x")
    told = f"提示: 佐证 {away.resolve().as_posix()} 不在工作目录里, 搬动工作目录时不会一起走。\n"
    assert invoke("note", "15", "已查", "-e", str(away)).stderr == told


def test_the_echo_is_of_the_office_s_day_on_a_computer_of_another_zone(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-09-20T18:10:00+00:00")  # the 21st in the office
    ran = invoke("note", "15", "抽查20件", "--unit", "市公安局")
    assert "本项推进中   2023年9月21日" in ran.stdout
    assert "未启动 → 已完成   2023年9月21日" in invoke("done", "8", "-n", "完成").stdout
    assert len(desk.lines) == 2
