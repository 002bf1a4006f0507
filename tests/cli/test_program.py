"""The program around the commands: exit codes, help, the clock, pipes, completion, imports."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lawgov_cli import __version__, errors
from lawgov_cli.cli import app as app_module
from lawgov_cli.cli import completing
from lawgov_cli.cli.app import COMMANDS, load_command
from lawgov_cli.cli.output import colour, short_path
from tests.helpers import columns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke


def lawgov(*arguments: str, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, its output piped."""
    command = [sys.executable, "-m", "lawgov_cli", *arguments]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **env})


# ---------------------------------------------------------------- exit codes

CODES = {
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
        assert kind.exit_code == code
        if kind is not errors.LawgovError:
            assert {found.exit_code for found in every(kind)} == {code}
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
        (["undo", "--limit", "0"], "选项“--limit/-l”的值不对: 超出范围"),
        (["undo", "x"], "“行号”的值不对: 'x'不是整数"),
        (["--year", "2023", "list"], "选项要写在命令后面: lawgov list … 选项。"),
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


def test_paths_are_short_where_they_lie_below(desk: Desk) -> None:
    assert short_path(desk.folder / "reports" / "a.md") == os.path.join("reports", "a.md")  # noqa: PTH118
    assert short_path(desk.folder.parent / "a.md") == str(desk.folder.parent / "a.md")


# ---------------------------------------------------------------- Tab


@pytest.mark.usefixtures("desk")
def test_tab_offers_units_sections_and_numbers() -> None:
    assert completing.unit_names("sf") == ["市司法局"]
    assert completing.unit_names("市政府办") == ["市政府办公室"]
    assert completing.unit_names("各") == ["各区镇"]
    assert completing.section_names("八") == [("八", "强化行政权力制约监督")]
    assert [number for number, _ in completing.task_numbers("2")] == [
        "2",
        *(str(number) for number in range(20, 30)),
    ]
    assert [number for number, _ in completing.task_numbers("8.")] == ["8.1", "8.2", "8.3"]


def test_tab_is_quiet_where_there_is_nothing_to_offer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.plan.write_text("{", encoding="utf-8")
    for offer in (completing.unit_names, completing.section_names, completing.task_numbers):
        assert offer("") == []

    def nothing(*_: object, **__: object) -> None:
        raise errors.PlanNotFound("x")

    monkeypatch.setattr(completing, "locate", nothing)
    assert completing.unit_names("") == []
    assert completing.view_names("") == []




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
        "import sys; from lawgov_cli.cli.app import run; code = run(sys.argv[1:]); "
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
        assert app_module.load_command(name).name == name


def test_version_and_help_need_no_plan(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LAWGOV_PLAN", "none.yaml")
    assert lawgov("--version").returncode == 0
    assert lawgov("list", "--help").returncode == 0
    assert lawgov("list").returncode == 3
    assert lawgov().returncode == 3
