"""Lines read without Typer: they call what Typer would call, with the same values."""

from __future__ import annotations

import random
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest
from typer.testing import CliRunner

from lawgov_cli.cli import app as by_typer
from lawgov_cli.cli import commands, plain, typer_commands
from lawgov_cli.cli.commands import COMMANDS
from lawgov_cli.cli.declared import parameters_of, spread
from lawgov_cli.cli.plain import plain_call

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from tests.conftest import Invoke

PLAIN = (
    "list",
    "list --unit 市司法局",
    "list -u 市司法局 -u 市公安局 --section 三 --role 牵头 --status 推进中 --measures",
    "list --json --sort 时限 --format csv --as-of 2023-09-20",
    "done 8 --note 档案巡查完成",
    "done 1-3,7 9 -n 办结 --on 2023-09-20 --yes --percent 100",
    "note 15 已抽查案卷20件 --unit 市公安局 -e a.pdf --evidence b.pdf",
    "note 15 --note -",
    "mark 长期坚持 7 12",
    "report --month 2023-09 -o -",
    "log --limit 5",
    "show 8",
    "show 8 --year 2023 --plan data/workpoints-2023.yaml",
    "undo --dry-run",
    "export --forms --month 9月 -o 表",
    "check",
)
NOT_PLAIN = (
    *("", "--version", "help", "帮助 催报", "lawgov list", "lst", "--json list", "--plan x list"),
    *("list --help", "list -h", "list --unit=市司法局", "list --uni 市司法局", "list -u市司法局"),
    *("list ——unit 市司法局", "list -unit 市司法局", "list --unit", "list --unit --json", "list 8"),
    *("list --sort 时限 --sort 状态", "list --measures --no-measures", "show", "show -- 8"),
    *("show 8 --year 二〇二三", "show 8 --year ２０２３", "show 8 --year +2023", "log --limit 0"),
    *("due --within 99999999", "done 8 --percent 很多", "done 8 --note -5", "api guide", "ui"),
)


class Called(list[tuple[str, dict[str, Any]]]):
    """Which functions were called, and with what."""

    def of(self, name: str) -> Callable[..., Any]:
        """The function of a command, which only tells that it was called."""
        function = FUNCTION_OF(name)

        @wraps(function)
        def tell(**given: Any) -> None:  # noqa: ANN401 - the command's own
            self.append((name, given))

        return tell

    def last(self) -> tuple[str, dict[str, Any]] | None:
        """The last call, which is forgotten."""
        return self.pop() if self else None


FUNCTION_OF = commands.function_of


@pytest.fixture
def called(monkeypatch: pytest.MonkeyPatch, desk: object) -> Called:  # noqa: ARG001 - a folder
    made = Called()
    for module in (plain, typer_commands):
        monkeypatch.setattr(module, "function_of", made.of)
    monkeypatch.setattr(by_typer, "plain_call", lambda words: None)  # noqa: ARG005
    return made


def read(words: Sequence[str], called: Called) -> tuple[str, dict[str, Any]] | None:
    """What the line calls as it is read without Typer; ``None`` where it is left to Typer."""
    call = plain_call(words)
    if call:
        call()
    return called.last()


def read_by_typer(words: Sequence[str], called: Called) -> tuple[str, dict[str, Any]] | None:
    CliRunner().invoke(by_typer.app, list(words))
    return called.last()


@pytest.mark.parametrize("line", PLAIN)
def test_a_usual_line_is_read_as_typer_reads_it(line: str, called: Called) -> None:
    words = line.split()
    assert read(words, called) == read_by_typer(words, called) != None  # noqa: E711 - both


@pytest.mark.parametrize("line", NOT_PLAIN)
def test_any_other_line_is_left_to_typer(line: str, called: Called) -> None:
    assert read(line.split(), called) is None


@pytest.mark.parametrize("blank", ["", " ", "\u200b", "\u3000"])
def test_a_word_of_nothing_is_left_to_typer(blank: str, called: Called) -> None:
    assert read(["list", "--unit", blank], called) is None
    assert read(["show", blank], called) is None
    assert read(["init", blank], called) is None


def test_what_the_environment_says_counts_where_the_line_says_nothing(
    called: Called, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_PLAN", "a.yaml")
    monkeypatch.setenv("LAWGOV_BY", "张三")
    for words in (["done", "8"], ["done", "8", "--by", "李四", "--plan", "b.yaml"]):
        ours = read(words, called)
        assert ours == read_by_typer(words, called) != None  # noqa: E711 - both
        by_whom = (ours[1]["said"].by, str(ours[1]["care"].files.plan)) if ours else ()
        assert by_whom == (("李四", "b.yaml") if "--by" in words else ("张三", "a.yaml"))
    monkeypatch.setenv("LAWGOV_PLAN", "")
    assert read(["done", "8"], called) == read_by_typer(["done", "8"], called)


VALUES = [
    "8",
    "1-3",
    "市司法局",
    "2023-09",
    "9月",
    "a.yaml",
    "50",
    "2023",
    "0",
    "-",
    "８",
    "",
    "x y",
]
ODD = ["--", "-h", "--json", "--no-such", "-5", "——unit", "--unit=x", "-ux", "—", "\u200b", "-n"]


def line_of(name: str, chance: random.Random) -> list[str]:
    """A line of the command *name*: mostly as one types it, now and then odd."""
    options = [
        option
        for parameter in spread(parameters_of(FUNCTION_OF(name)))
        for said in getattr(parameter.annotation, "__metadata__", ())
        for option in [*said.names] or [""]
    ]
    words = [name]
    for option in chance.choices(options or [""], k=chance.randint(0, 4)):
        words += [option] if option else []
        words += [chance.choice(VALUES)] * (chance.random() < 0.8)
    if chance.random() < 0.2:
        words.insert(chance.randint(1, len(words)), chance.choice(ODD))
    return words


@pytest.mark.parametrize("name", COMMANDS)
def test_whatever_is_read_without_typer_is_what_typer_makes_of_it(
    name: str, called: Called
) -> None:
    chance = random.Random(name)  # noqa: S311 - not a secret
    for _ in range(60):
        words = line_of(name, chance)
        if ours := read(words, called):
            assert ours == read_by_typer(words, called), words


def test_what_a_command_returns_is_not_looked_at() -> None:
    def command(where: str | None = None) -> Unheard: ...  # type: ignore[name-defined] # noqa: F821

    assert [each.name for each in parameters_of(command)] == ["where"]


def test_a_removed_folder_is_told_by_either(
    invoke: Invoke, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "没了"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert invoke("list", code=3).stderr == invoke("list", "--unit=x", code=3).stderr
