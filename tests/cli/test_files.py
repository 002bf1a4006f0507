"""`export`, `document`, `init` and `check`: the files they print, make and look at."""

from __future__ import annotations

import csv
import errno
import hashlib
import io
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lawgov_cli.store.plan_file import load_plan
from tests.helpers import ROOT, SHIPPED_PLAN, SHIPPED_TEXT, SMALL_PLAN
from tests.records import NASTY
from tests.test_shipped_data import TEXT_SHA256

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Desk, Invoke


@pytest.fixture
def shut(empty: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is there and cannot be looked into, whoever runs the tests."""
    folder = empty / "data"
    folder.mkdir()
    looked_into = os.scandir

    def refused(path: str | Path = ".") -> Any:  # noqa: ANN401 - what the system gives
        named = Path(path).absolute()  # the shipped plans lie in a folder of the same name
        if named.name == folder.name and named.is_dir() and named.is_relative_to(tmp_path):
            raise PermissionError(errno.EACCES, "", str(path))
        return looked_into(path)

    monkeypatch.setattr(os, "scandir", refused)
    return folder


@pytest.mark.parametrize("words", [["list"], ["note", "8", "x"], ["collect", "data"]])
def test_a_folder_out_of_reach_is_never_taken_for_an_empty_one(
    words: list[str], shut: Path, invoke: Invoke
) -> None:
    ran = invoke(*words, code=3)
    assert ran.stdout == ""
    assert f"无法读取文件夹 {shut}: 没有权限" in ran.stderr
    assert "请核对它的权限" in ran.stderr


def test_from_reports_a_plan_out_of_reach_above_is_not_passed_over(
    shut: Path, monkeypatch: pytest.MonkeyPatch, invoke: Invoke
) -> None:
    reports = shut.parent / "reports"
    reports.mkdir()
    monkeypatch.chdir(reports)
    assert f"无法读取文件夹 {shut}: 没有权限" in invoke("list", code=3).stderr
    reports.rename(shut.parent / "别的")  # no workspace above: what is shut there is not ours
    monkeypatch.chdir(shut.parent / "别的")
    assert invoke("list", "--unit", "市统计局").stdout


def test_replies_in_a_folder_out_of_reach_are_not_said_to_be_none(
    shut: Path, desk: Desk, invoke: Invoke
) -> None:
    shut.rename(desk.folder / "inbox")
    (desk.folder / "inbox" / "data").mkdir()
    assert "无法读取文件夹" in invoke("collect", "inbox/data", code=3).stderr


# ---------------------------------------------------------------- document


@pytest.mark.usefixtures("empty")
def test_the_document_is_printed_to_the_byte(invoke: Invoke) -> None:
    printed = invoke("document").stdout
    assert hashlib.sha256(printed.encode()).hexdigest() == TEXT_SHA256


def test_what_the_office_added_is_not_in_the_document(desk: Desk, invoke: Invoke) -> None:
    before = invoke("document").stdout
    invoke("add", "8", "内部举措")
    assert invoke("document").stdout == before
    assert len(desk.lines) == 1


@pytest.mark.parametrize("words", [("document",), ("document", "-o", "要点.docx"), ("--version",)])
def test_the_document_and_the_version_do_not_open_the_journal(
    words: tuple[str, ...], desk: Desk, invoke: Invoke
) -> None:
    desk.journal.mkdir()  # nothing can read it
    assert invoke(*words).code == 0


# ---------------------------------------------------------------- export


@pytest.mark.usefixtures("busy")
def test_the_tree_as_yaml_has_every_state_and_note(invoke: Invoke) -> None:
    found = yaml.safe_load(invoke("export").stdout)
    assert (found["schema_version"], found["kind"], found["as_of"]) == (1, "export", "2023-09-20")
    assert [section["id"] for section in found["tasks"]] == [f"S{n}" for n in range(1, 9)]
    eight = found["tasks"][2]["tasks"][1]
    assert (eight["id"], eight["status"], eight["lead"]) == ("8", "done", ["市司法局"])
    assert [note["on"] for note in eight["notes"]] == ["2023-07-03", "2023-09-19"]
    assert eight["tasks"][0]["status"] == "done"
    assert "status" not in found["tasks"][2]
    assert found["tasks"][0]["tasks"][1]["notes"][0]["note"] == NASTY
    evidence = found["tasks"][6]["tasks"][3]["notes"][0]["evidence"]
    assert evidence == ["公开清单.xlsx"]


@pytest.mark.usefixtures("busy")
def test_the_tree_of_a_day(invoke: Invoke) -> None:
    found = yaml.safe_load(invoke("export", "--as-of", "8月15日").stdout)
    eight = found["tasks"][2]["tasks"][1]
    assert (found["as_of"], eight["status"], len(eight["notes"])) == ("2023-08-15", "doing", 1)


@pytest.mark.usefixtures("busy")
def test_json_and_yaml_say_the_same(invoke: Invoke) -> None:
    as_json = json.loads(invoke("export", "--format", "json").stdout)
    assert as_json.pop("warnings") == []
    assert yaml.safe_load(invoke("export").stdout) == as_json


@pytest.mark.usefixtures("busy")
def test_csv_has_a_row_for_every_task(invoke: Invoke) -> None:
    text = invoke("export", "--format", "csv").stdout.removeprefix("\ufeff")
    rows = list(csv.reader(io.StringIO(text, newline="")))
    plan = load_plan(SHIPPED_PLAN).plan
    assert plan is not None
    assert [row[0] for row in rows[1:]] == [task.id for task in plan.walk()]
    assert not [cell for row in rows for cell in row if cell[:1] in tuple("=+@\t\r")]
    assert "\x1b" not in text


def test_an_export_goes_to_a_file_and_not_over_one(busy: Desk, invoke: Invoke) -> None:
    assert invoke("export", "-o", "树.yaml").stdout == "已导出 树.yaml\n"
    text = (busy.folder / "树.yaml").read_text(encoding="utf-8")
    assert text == invoke("export").stdout
    assert invoke("export", "-o", "树.yaml", code=5).stderr.startswith("树.yaml 已存在, 没有覆盖。")
    assert invoke("export", "-o", "-").stdout == text
    assert not (busy.folder / "-").exists()
    invoke("export", "-o", "树.yaml", "--force", "--format", "json")
    assert json.loads((busy.folder / "树.yaml").read_text(encoding="utf-8"))
    assert "没有“xml”这种格式" in invoke("export", "--format", "xml", code=2).stderr


def test_nothing_is_written_over_a_plan_or_a_journal_whatever_is_asked(
    busy: Desk, invoke: Invoke
) -> None:
    before = busy.plan.read_bytes(), busy.journal.read_bytes()
    for words in (
        ["document", "--format", "txt"],
        ["export", "--format", "yaml"],
        ["report", "--month", "9月", "--format", "md"],
        ["rollup", ".", "--format", "md"],
    ):
        for path, what in ((busy.plan, "工作要点"), (busy.journal, "台账")):
            ran = invoke(*words, "-o", path.name, "--force", code=5)
            assert f"这是{what}, 加 --force 也不会覆盖。请用 -o 写到别处。" in ran.stderr
    assert (busy.plan.read_bytes(), busy.journal.read_bytes()) == before
    assert not list(busy.folder.glob("*.bak*"))


# ---------------------------------------------------------------- init


def test_a_workspace_is_made_and_works(empty: Path, invoke: Invoke) -> None:
    ran = invoke("init")
    assert "新建 data/workpoints-2023.yaml\n" in ran.stdout
    assert "新建 templates/monthly.md.j2\n" in ran.stdout
    assert ran.stdout.endswith("可以开始了: lawgov list --unit 市司法局\n")
    assert (empty / ".gitignore").read_text(encoding="utf-8") == "reports/\n"
    attributes = (empty / ".gitattributes").read_text(encoding="utf-8")
    assert attributes == "*.journal.yaml merge=union\n"
    assert (empty / "reports").is_dir()
    assert (empty / "data" / "source" / SHIPPED_TEXT.name).read_bytes() == SHIPPED_TEXT.read_bytes()
    ran = invoke("done", "8", "--note", "完成")
    assert "已记入 data/workpoints-2023.journal.yaml 第1行" in ran.stdout
    assert "首次登记" not in ran.stdout
    assert invoke("report", "--month", "9月").stdout.startswith("已生成 reports/2023-09.md")


def test_another_folder_can_be_named(empty: Path, invoke: Invoke) -> None:
    ran = invoke("init", "法治政府")
    assert "新建 法治政府/data/workpoints-2023.yaml\n" in ran.stdout
    assert ran.stdout.endswith("可以开始了: cd 法治政府 后 lawgov list --unit 市司法局\n")
    assert [path.name for path in empty.iterdir()] == ["法治政府"]


def test_where_a_plan_is_already_no_unit_of_another_is_named(empty: Path, invoke: Invoke) -> None:
    (empty / "data").mkdir()
    (empty / "data" / "workpoints-2023.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    assert invoke("init").stdout.endswith("可以开始了: lawgov list\n")


def test_what_is_there_is_not_touched(empty: Path, invoke: Invoke) -> None:
    (empty / "data").mkdir()
    (empty / "data" / "workpoints-2023.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    (empty / ".gitignore").write_text("*.tmp\n", encoding="utf-8")
    ran = invoke("init")
    assert "已有1个文件未动\n" in ran.stdout
    assert "workpoints-2023.yaml" not in ran.stdout
    text = (empty / "data" / "workpoints-2023.yaml").read_text(encoding="utf-8")
    assert text == SMALL_PLAN
    assert (empty / ".gitignore").read_text(encoding="utf-8") == "*.tmp\n"


def test_a_file_in_the_way_is_said(empty: Path, invoke: Invoke) -> None:
    (empty / "data").touch()
    assert invoke("init", code=5).stderr.startswith("无法写入 .: ")


# ---------------------------------------------------------------- check


def test_a_sound_workspace_has_no_problem(busy: Desk, invoke: Invoke) -> None:
    assert invoke("check").stdout == "没有发现问题: workpoints-2023.yaml\n"
    assert len(busy.lines) == 14


def test_problems_are_printed_and_nothing_is_written(
    busy: Desk, invoke: Invoke, golden: Callable[[str, str], None]
) -> None:
    text = busy.plan.read_text(encoding="utf-8").replace("lead: [市司法局]", "lead: [市司法句]", 1)
    busy.plan.write_text(text.replace("year: 2023\n", "year: 2023\nyear: 2024\n"), encoding="utf-8")
    busy.journal.write_text(busy.journal.read_text("utf-8") + "- {", encoding="utf-8")
    before = {name: (busy.folder / name).read_bytes() for name in busy.files()}
    ran = invoke("check", code=6)
    golden("cli/check.txt", ran.stdout)
    assert ran.stderr == ""
    assert {name: (busy.folder / name).read_bytes() for name in busy.files()} == before


def test_every_other_command_refuses_a_broken_plan_with_all_its_lines(
    busy: Desk, invoke: Invoke
) -> None:
    text = busy.plan.read_text(encoding="utf-8").replace("year: 2023\n", "year: 2023\nyear: 2024\n")
    busy.plan.write_text(text.replace("issued: ", "isued: "), encoding="utf-8")
    before = busy.journal.read_bytes()
    for command in (["list"], ["done", "8"], ["report"], ["export"], ["show", "1"], []):
        ran = invoke(*command, code=3)
        assert ran.stdout == ""
        assert ran.stderr.count("workpoints-2023.yaml:") == 2
        advice = "未作任何改动。改好后用 lawgov check 复查。\n"
        assert ran.stderr.endswith(f"工作要点文件有2个错误, {advice}")
    assert busy.journal.read_bytes() == before


def test_what_is_none_of_ours_is_not_read_as_a_plan(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("check", "source/workpoints-2023.txt", code=3)
    assert ran.stderr == (
        "source/workpoints-2023.txt: 不是工作要点、台账, 也不是 lawgov 生成的报告。请核对路径。\n"
    )
    missing = invoke("check", "九月.md", code=3).stderr
    assert missing == "没有这个文件: 九月.md。请核对文件名和它所在的文件夹。\n"
    (desk.folder / "要点.txt").write_text(SMALL_PLAN, encoding="utf-8")
    assert "没有发现问题" in invoke("check", "要点.txt").stdout  # told by what is in it


def test_warnings_alone_are_no_failure(busy: Desk, invoke: Invoke) -> None:
    lost = '- {"id":"z","at":"2023-09-19T16:00:00+08:00","task":"99","note":"x"}\n'
    busy.journal.write_text(busy.journal.read_text("utf-8") + lost, encoding="utf-8")
    ran = invoke("check")
    assert ran.stdout.splitlines()[-1] == "0个错误, 1个警告"


def test_damage_is_a_failure(busy: Desk, invoke: Invoke) -> None:
    busy.journal.write_text(busy.journal.read_text("utf-8") + "- {", encoding="utf-8")
    assert invoke("check", code=6).stdout.splitlines()[-1] == "1个错误, 0个警告"


def test_another_file_can_be_checked(empty: Path, invoke: Invoke) -> None:
    (empty / "other.yaml").write_text("title: x\n", encoding="utf-8")
    ran = invoke("check", "other.yaml", code=6)
    assert ran.stdout.startswith("other.yaml:1:1  错误  缺少必需的键“schema”")
    assert ran.stdout.endswith("5个错误, 0个警告\n")
    assert "没有找到工作要点文件: none.yaml" in invoke("check", "none.yaml", code=3).stderr


# ---------------------------------------------------------------- in a checkout


@pytest.mark.skipif(
    shutil.which("git") is None or not (ROOT / ".gitignore").is_file(), reason="git is not there"
)
def test_commands_run_in_a_checkout_leave_git_status_clean(empty: Path, invoke: Invoke) -> None:
    for name in ("data", "templates"):
        shutil.copytree(ROOT / name, empty / name)
    shutil.copy(ROOT / ".gitignore", empty)

    def git(*words: str) -> str:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org"]
        command = ["git", *identity, *words]
        return subprocess.run(command, check=True, capture_output=True, encoding="utf-8").stdout

    git("init", "-q")
    git("add", "-A")
    git("commit", "-q", "-m", "x")
    for command in (
        [],
        ["list", "--unit", "市司法局"],
        ["done", "8", "--note", "合法性审查档案巡查已完成", "--on", "2023-09-20"],
        ["report", "--month", "2023-09"],
        ["undo"],
        ["check"],
        ["stats"],
    ):
        invoke(*command)
    assert git("status", "--porcelain") == ""
