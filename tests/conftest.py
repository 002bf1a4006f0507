"""The surroundings of every test, the program as a function, and golden files."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

import hypothesis
import pytest
from typer.testing import CliRunner

from lawgov_cli.cli.app import app
from tests.helpers import PLAN_NAME, SHIPPED_PLAN, SHIPPED_TEXT
from tests.records import JOURNAL

if TYPE_CHECKING:
    from collections.abc import Callable

GOLDEN = Path(__file__).parent / "golden"
NOW = "2023-09-20T10:12:33+08:00"

hypothesis.settings.register_profile(
    "lawgov",
    deadline=None,  # a slow machine is no fault of the code
    max_examples=60,
    suppress_health_check=[
        hypothesis.HealthCheck.function_scoped_fixture,  # the surroundings hold for all examples
        hypothesis.HealthCheck.too_slow,
    ],
)
hypothesis.settings.load_profile("lawgov")
#: For mutants: that a property fails is all there is to know.
hypothesis.settings.register_profile(
    "no shrinking",
    hypothesis.settings.get_profile("lawgov"),
    phases=[hypothesis.Phase.explicit, hypothesis.Phase.generate],
)


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update-golden` writes what a test prints as what it should print: look at the diff."""
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden")


@pytest.fixture(autouse=True)
def _surroundings(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No test reads or writes the real home, and none depends on the terminal or the day."""
    home = tmp_path / "home"
    home.mkdir()
    for name in ("HOME", "USERPROFILE"):
        monkeypatch.setenv(name, str(home))
    for name in ("XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(home / "data"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(home / "cache"))
    for name in ("LAWGOV_PLAN", "NO_COLOR", "FORCE_COLOR", "TERM"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("LAWGOV_CACHE", "off")
    monkeypatch.setenv("LAWGOV_NOW", NOW)
    monkeypatch.setenv("LAWGOV_BY", "张三")
    monkeypatch.setenv("COLUMNS", "100")


@pytest.fixture
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder, which is the current one."""
    folder = tmp_path / "empty"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


class Desk(NamedTuple):
    """An office's folder with a plan of its own."""

    folder: Path

    @property
    def plan(self) -> Path:
        """The plan's file."""
        return self.folder / PLAN_NAME

    @property
    def journal(self) -> Path:
        """The journal, there once something is recorded."""
        return self.folder / "workpoints-2023.journal.yaml"

    @property
    def lines(self) -> list[str]:
        """The journal's lines."""
        return self.journal.read_text(encoding="utf-8").splitlines()

    def files(self) -> set[str]:
        """Every file below the folder."""
        return {
            path.relative_to(self.folder).as_posix()
            for path in self.folder.rglob("*")
            if path.is_file()
        }


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A folder with a copy of the shipped plan, which is the current one."""
    found = Desk(tmp_path / "desk")
    (found.folder / "source").mkdir(parents=True)
    shutil.copy(SHIPPED_PLAN, found.plan)
    shutil.copy(SHIPPED_TEXT, found.folder / "source")
    monkeypatch.chdir(found.folder)
    return found


class Ran(NamedTuple):
    """What a command printed, and its exit code."""

    stdout: str
    stderr: str
    code: int


class Invoke(Protocol):
    """Runs the program; see the fixture `invoke`."""

    def __call__(self, *arguments: str, code: int = 0, typed: str | None = None) -> Ran:
        """Run it on *arguments*, expecting the exit code, with *typed* on standard input."""
        ...


@pytest.fixture
def invoke() -> Invoke:
    """The whole program as a function. What it printed is shown where the test fails."""

    def run(*arguments: str, code: int = 0, typed: str | None = None) -> Ran:
        result = CliRunner().invoke(app, list(arguments), input=typed)
        print("$ lawgov", *arguments)  # noqa: T201 - pytest shows it with a failure
        stdout, stderr = result.stdout_bytes.decode(), result.stderr_bytes.decode()
        print(stdout, stderr, sep="--- stderr\n")  # noqa: T201
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code
        return Ran(stdout, stderr, result.exit_code)

    return run


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compares a text with a file of tests/golden, or writes it with `--update-golden`."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--update-golden"):
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text.encode())
        assert path.is_file(), f"no golden file {name}: run pytest --update-golden and look at it"
        assert text == path.read_bytes().decode()

    return compare


@pytest.fixture
def busy(desk: Desk) -> Desk:
    """A desk at which much has been recorded: see tests/records.py."""
    desk.journal.write_text(JOURNAL, encoding="utf-8")
    return desk
