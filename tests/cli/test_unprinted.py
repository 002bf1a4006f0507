"""Where nothing can be printed: a recorded command does not look like a failed one."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk

LAWGOV = f"{sys.executable} -m lawgov_cli"
LIMIT = 60
pytestmark = pytest.mark.skipif(os.name == "nt", reason="/dev/full is not there")


def shell(command: str, out: str) -> tuple[int, str]:
    """The exit code and standard error of *command* with its output going to *out*."""
    ran = subprocess.run(  # noqa: S602 - the redirection is what is tested
        f"{LAWGOV} {command} {out}", shell=True, capture_output=True, check=False, timeout=LIMIT
    )
    assert b"Traceback" not in ran.stderr, ran.stderr.decode()
    return ran.returncode, ran.stderr.decode()


RECORDING = [
    *("note 8 甲", "done 8 --note 好", "mark 长期坚持 9 --note 常态", "add 8 新的举措", "undo"),
    *("set 8 --due 10月1日", "chase 市公安局 15 --how 电话", "units alias 市公安局 公安"),
    *("correct 1 乙", "slip 15 --reply-by 9月30日 --level 蓝", "view save 甲 状态:完成"),
    *("report --month 8月", "export -o all.json --format json", "document -o 全文.txt"),
    "init --by 李四",
]


@pytest.mark.parametrize(
    ("command", "out"), [*((c, ">/dev/full") for c in RECORDING), ("note 9 甲", ">&-")]
)
def test_what_is_on_disk_is_no_failure(command: str, out: str, desk: Desk) -> None:
    assert shell("note 8 先有一条", ">/dev/null")[0] == 0
    before = {name: (desk.folder / name).read_bytes() for name in desk.files()}
    code, said = shell(command, out)
    assert code == 0, said
    assert "结果没有显示出来" in said
    assert "已经登记或写出, 请不要重做" in said
    after = {name: (desk.folder / name).read_bytes() for name in desk.files()}
    assert after != before or command.startswith("init")


READING = ["list", "list --json", "", "show 8", "--help", "list --help", "--version", "help 催报"]
READING += ["undo --list", "export --format csv", "report --month 8月 -o -", "note 8 甲 --dry-run"]
READING += [f"slip 15 --reply-by 9月30日 --level 蓝 {way}" for way in ("--dry-run", "-o -")]


@pytest.mark.parametrize(
    ("command", "out"), [*((c, ">/dev/full") for c in READING), ("list", ">&-")]
)
def test_what_was_only_to_be_shown_is_a_failure(command: str, out: str, desk: Desk) -> None:
    code, said = shell(command, out)
    assert code == 5, said
    assert "结果没有显示出来: 无法写到标准输出" in said
    assert "没有登记, 也没有写出文件" in said
    assert not desk.journal.exists()


@pytest.mark.parametrize("out", ["2>/dev/full", "2>&-", ">/dev/full 2>/dev/full", "<&- >&- 2>&-"])
def test_whatever_stream_is_closed_the_record_is_written_whole(out: str, desk: Desk) -> None:
    assert shell("note 8 甲 --evidence 没有.pdf", out)[0] == 0
    assert len(desk.lines) == 1
    assert desk.lines[0].startswith('- {"id"')
    assert shell("check", "2>/dev/null")[0] == 0


@pytest.mark.usefixtures("desk")
def test_a_reader_that_has_gone_had_what_it_wanted() -> None:
    assert shell("export --format json | head -c 1", "") == (0, "")
    piped = f"bash -o pipefail -c '{LAWGOV} export --format json | head -c 1'"
    ran = subprocess.run(piped, shell=True, capture_output=True, check=False, timeout=LIMIT)  # noqa: S602
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.usefixtures("desk")
def test_a_width_beyond_all_terminals_is_not_filled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "99999999")
    made = subprocess.run(
        [sys.executable, "-m", "lawgov_cli", "list"],
        capture_output=True,
        check=True,
        timeout=LIMIT,
    )
    assert len(made.stdout) < 100_000
