"""The program around the commands: exit codes, help, the clock, pipes, imports."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lawgov_cli import __version__
from lawgov_cli.base import errors
from lawgov_cli.cli import typer_commands
from lawgov_cli.cli.commands import COMMANDS
from lawgov_cli.cli.output import colour, short_path
from lawgov_cli.cli.typer_commands import load_command
from tests.helpers import columns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke


def lawgov(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, its output piped."""
    command = [sys.executable, "-m", "lawgov_cli", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **env})


# ---------------------------------------------------------------- exit codes

CODES: dict[type[errors.LawgovError], int] = {
    errors.LawgovError: 1,
    errors.UsageMistake: 2,
    errors.DataUnreadable: 3,
    errors.NotFound: 4,
    errors.CannotWrite: 5,
    errors.CheckFailed: 6,
}


def every(kind: type[errors.LawgovError]) -> list[type[errors.LawgovError]]:
    return [kind, *(found for child in kind.__subclasses__() for found in every(child))]


def test_every_failure_has_the_code_of_its_kind() -> None:
    for kind, code in CODES.items():
        codes = {found.exit_code for found in every(kind)}
        assert kind.exit_code == code
        assert codes == {code} or kind is errors.LawgovError
    assert {found.exit_code for found in every(errors.LawgovError)} == {1, 2, 3, 4, 5, 6}


@pytest.mark.parametrize("kind", CODES)
@pytest.mark.usefixtures("desk")
def test_the_code_reaches_the_shell(
    kind: type[errors.LawgovError], invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise kind(*["不行\x1b[31m"] * (2 if kind is errors.CannotWrite else 1))

    monkeypatch.setattr("lawgov_cli.cli.options.workspace", fail)
    ran = invoke("list", code=CODES[kind])
    assert ran.stdout == ""
    assert "不行\\x1b[31m" in ran.stderr
    assert "\x1b" not in ran.stderr


def test_a_failure_without_words_says_nothing(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise errors.CheckFailed

    monkeypatch.setattr("lawgov_cli.cli.options.workspace", fail)
    assert invoke("list", code=6).stderr == ""


@pytest.mark.usefixtures("desk")
def test_a_bug_shows_where_it_is(monkeypatch: pytest.MonkeyPatch, invoke: Invoke) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("lawgov_cli.cli.options.workspace", fail)
    with pytest.raises(ZeroDivisionError):
        invoke("list")


@pytest.mark.usefixtures("empty")
def test_the_codes_of_real_processes() -> None:
    assert lawgov("list").returncode == 0
    assert lawgov("nope").returncode == 2
    assert lawgov("list", "--plan", "none.yaml").returncode == 3
    ran = lawgov("list", "--unit", "市司法厅")
    assert (ran.returncode, ran.stdout) == (4, b"")
    assert "市司法局" in ran.stderr.decode()


# ---------------------------------------------------------------- words and help


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["lst"], "没有“lst”这个命令, 您是否要用: list"),
        (["xyz"], "没有“xyz”这个命令。用法: lawgov --help"),
        (["--nope"], "没有“--nope”这个选项"),
        (["list", "--unti", "x"], "没有“--unti”这个选项, 您是否要用: --unit?"),
        (["show"], "缺少"),
        (["list", "--group=1"], "选项“--group”后面不带内容"),
        (["undo", "--limit", "0"], "选项“--limit/-l”的值不对: 应在1至100000之间"),
        (["undo", "x"], "“行号”的值不对: “x”不是整数"),
    ],
)
@pytest.mark.usefixtures("desk")
def test_a_slip_of_the_keyboard_is_answered_in_chinese(
    words: list[str], said: str, invoke: Invoke
) -> None:
    ran = invoke(*words, code=2)
    assert ran.stdout == ""
    assert ran.stderr.startswith(said)
    assert ran.stderr.count("\n") == 1


def test_the_version_is_said(invoke: Invoke) -> None:
    assert invoke("--version").stdout == f"lawgov {__version__}\n"


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_has_a_page_in_chinese_that_fits(
    name: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    page = invoke(name, "--help").stdout
    assert page.startswith(f"用法: lawgov {name}")
    assert [line for line in page.splitlines() if columns(line) > 80 and "用法" not in line] == []
    for param in load_command(name).params:
        if param.param_type_name == "option" and not param.hidden:
            assert param.help, param.name
            assert any("\u4e00" <= char <= "\u9fff" for char in param.help), param.name
    assert invoke(name, "-h").stdout == page


def test_every_command_is_on_the_first_page(invoke: Invoke) -> None:
    page = invoke("--help").stdout
    for name, entry in COMMANDS.items():
        assert f"  {name} " in page
        assert entry.summary in page


# ---------------------------------------------------------------- the clock and the terminal


@pytest.mark.usefixtures("desk")
def test_the_clock_is_that_of_the_machine_or_of_lawgov_now(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-01-05T08:00:00")
    assert "截至 2023年1月5日" in invoke("list").stdout
    monkeypatch.delenv("LAWGOV_NOW")
    assert "截至 20" in invoke("list").stdout
    monkeypatch.setenv("LAWGOV_NOW", "今天")
    assert invoke("list", code=2).stderr.startswith("看不懂日期“今天”。请写成: LAWGOV_NOW=2023")


class _Terminal:
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize(
    ("env", "expected"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_that_want_it(
    env: dict[str, str], monkeypatch: pytest.MonkeyPatch, *, expected: bool
) -> None:
    assert not colour()
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr("sys.stdout", _Terminal())
    assert colour() is expected


@pytest.mark.usefixtures("busy")
def test_piped_output_is_plain_even_where_colour_is_forced() -> None:
    for command in ([], ["list"], ["show", "15"], ["stats"]):
        ran = lawgov(*command, TERM="xterm-256color", FORCE_COLOR="1", CLICOLOR_FORCE="1")
        assert ran.returncode == 0
        assert b"\x1b" not in ran.stdout


@pytest.mark.usefixtures("busy")
def test_on_a_gbk_terminal_everything_is_shown() -> None:
    ran = lawgov("list", "--unit", "市司法局", PYTHONIOENCODING="gbk")
    assert (ran.returncode, ran.stderr) == (0, b"")
    assert ran.stdout.decode("gbk").startswith("市司法局   共19项")
    ran = lawgov("note", "8", "完成😀", PYTHONIOENCODING="gbk", PYTHONUTF8="0")
    assert ran.returncode == 0


@pytest.mark.usefixtures("busy")
def test_a_reader_that_goes_away_is_no_bug() -> None:
    command = f"{sys.executable} -m lawgov_cli export | head -1"
    ran = subprocess.run(command, shell=True, capture_output=True, check=False)  # noqa: S602
    assert ran.stdout == b"schema_version: 1\n"
    assert b"Traceback" not in ran.stderr


@pytest.mark.skipif(os.name == "nt", reason="Windows does not let a folder in use be removed")
@pytest.mark.parametrize("words", ["", "list", "done 8", "check", "init", "import a.txt"])
def test_in_a_folder_that_is_no_more_one_is_told_to_go_elsewhere(
    words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    ran = lawgov(*words.split())
    assert ran.returncode == 3
    assert ran.stderr.decode().startswith(
        "当前文件夹已被删除、改名或无法访问。请先 cd 到别的文件夹"
    )


def test_paths_are_short_where_they_lie_below(desk: Desk) -> None:
    assert short_path(desk.folder / "reports" / "a.md") == os.path.join("reports", "a.md")  # noqa: PTH118
    assert short_path(desk.folder.parent / "a.md") == str(desk.folder.parent / "a.md")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize(
    ("command", "unwanted"),
    [
        ("list --unit 市司法局", {"jinja2"}),
        ("list --format json", {"jinja2", "rich"}),
        ("done 8 --note x", {"jinja2", "rich"}),
        ("show 8", {"jinja2"}),
    ],
)
def test_a_command_imports_only_what_it_needs(command: str, unwanted: set[str]) -> None:
    program = (
        "import sys; from lawgov_cli.cli.running import run; code = run(sys.argv[1:]); "
        "print(code, *{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", program, *command.split()],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    code, *modules = ran.stderr.splitlines()[-1].split()
    assert code == "0"
    assert not unwanted & set(modules)


def test_the_modules_of_all_commands_exist() -> None:
    for name in COMMANDS:
        assert typer_commands.load_command(name).name == name


def test_version_and_help_need_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWGOV_PLAN", "none.yaml")
    assert lawgov("--version").returncode == 0
    assert lawgov("list", "--help").returncode == 0
    assert lawgov("list").returncode == 3
    assert lawgov().returncode == 3


# ---------------------------------------------------------------- starting and leaving


class _Left(Exception):
    """Raised instead of leaving."""


def leaving(monkeypatch: pytest.MonkeyPatch, *arguments: str) -> object:
    """The code with which the program would leave."""
    import gc

    from lawgov_cli import __main__ as program

    def leave(code: int) -> None:
        raise _Left(code)

    monkeypatch.setattr(os, "_exit", leave)
    monkeypatch.setattr(sys, "argv", ["lawgov", *arguments])
    try:
        with pytest.raises(_Left) as caught:
            program.main()
    finally:
        gc.enable()
    return caught.value.args[0]


@pytest.mark.usefixtures("desk")
def test_the_program_leaves_with_the_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert leaving(monkeypatch, "list", "--format", "ids") == 0
    assert capsys.readouterr().out.splitlines()[0] == "1"
    assert leaving(monkeypatch, "list", "--unit", "市司法厅") == 4
    assert "市司法局" in capsys.readouterr().err
    assert leaving(monkeypatch, "--version") == 0


@pytest.mark.usefixtures("desk")
def test_a_stream_that_cannot_be_flushed_changes_no_code(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise BrokenPipeError

    monkeypatch.setattr(sys.stdout, "flush", refuse)
    monkeypatch.setattr("lawgov_cli.cli.running.run", lambda arguments: 0)  # noqa: ARG005
    assert leaving(monkeypatch, "list") == 0


def test_an_interrupt_while_the_program_is_loaded_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def stop(_: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("lawgov_cli.cli.running.run", stop)
    assert leaving(monkeypatch, "list") == 130


def test_a_question_that_is_left_records_nothing(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    import typer

    def leave(*_: object, **__: object) -> None:
        raise typer.Abort

    monkeypatch.setattr(typer, "prompt", leave)
    monkeypatch.setattr("lawgov_cli.cli.asking.on_terminal", lambda: True)
    told = invoke("set", "1", "--due", "无", "--reason", "取消", code=1).stderr
    assert told.endswith("已中止, 没有登记任何内容。\n")
    assert not desk.journal.exists()


def test_whoever_has_no_name_signs_with_none(monkeypatch: pytest.MonkeyPatch) -> None:
    from lawgov_cli.cli.recording import user

    def nobody() -> str:
        raise KeyError("pwd")

    monkeypatch.setattr("getpass.getuser", nobody)
    monkeypatch.setenv("USERNAME", "li")
    assert user() == "li"
    monkeypatch.delenv("USERNAME")
    assert user() == ""


class _Complaint(Exception):
    ctx = None
    param = None
    option_name = "--x"
    message = "odd"

    def format_message(self) -> str:
        return self.message


@pytest.mark.parametrize(
    ("kind", "message", "said"),
    [
        ("Other", "Missing command.", "缺少命令。用法: lawgov --help"),
        ("Other", "something new", "something new。用法: lawgov --help"),
        ("MissingParameter", "", "缺少参数。用法: lawgov --help"),
        ("BadParameter", "odd", "参数的值不对: odd。用法: lawgov --help"),
        ("BadOptionUsage", "odd", "选项“--x”用法不对: odd。用法: lawgov --help"),
    ],
)
def test_complaints_not_known_are_passed_on(kind: str, message: str, said: str) -> None:
    from lawgov_cli.cli.usage import complaint

    error = type(kind, (_Complaint,), {"message": message})()
    assert complaint(error, {"list": "列出要点"}) == said


def test_a_name_too_long_for_its_column_stands_on_a_line_of_its_own() -> None:
    from lawgov_cli.cli.help import definition_lines

    rows = [("--a", "甲"), ("--a-very-long-option-indeed 文字", "乙" * 20)]
    assert definition_lines(rows, 60) == [
        "  --a                         甲",
        "  --a-very-long-option-indeed 文字",
        f"  {'':26}  {'乙' * 15}",
        f"  {'':26}  {'乙' * 5}",
    ]
    assert definition_lines([], 60) == []
