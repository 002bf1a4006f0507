"""An office at its desk: a clock that moves on, the program, and the returns that come in."""

from __future__ import annotations

import calendar
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from typer.testing import CliRunner

from lawgov_cli.cli.app import app
from tests.conftest import Ran

if TYPE_CHECKING:
    import pytest

RETURNS = Path(__file__).with_name("returns.txt")
TOWNS = ("城厢镇", "沙溪镇", "浏河镇", "浮桥镇", "璜泾镇", "双凤镇")
COMMANDS = {"推进中": "start", "已报完成": "done"}
OPTIONS = {"问题": "--problem", "下一步": "--next", "佐证": "--evidence"}


class Return(NamedTuple):
    """One line of returns.txt: what a unit sent in, on which day, for which month."""

    month: str
    day: str
    words: tuple[str, ...]


class Made(NamedTuple):
    """A report as it was made: the words after `report`, the day, its text, what was said."""

    words: tuple[str, ...]
    day: str
    text: str
    said: str


@dataclass
class Office:
    """The clerk's folder; calling it runs the program at the clock's time."""

    folder: Path
    monkeypatch: pytest.MonkeyPatch
    returns: list[Return]
    reports: dict[str, Made] = field(default_factory=dict)
    seen: dict[str, Ran] = field(default_factory=dict)
    today: str = ""

    @property
    def plan(self) -> Path:
        """The office's own copy of the plan."""
        return self.folder / "data" / "workpoints-2023.yaml"

    @property
    def journal(self) -> Path:
        """The journal beside it."""
        return self.folder / "data" / "workpoints-2023.journal.yaml"

    def on(self, day: str) -> None:
        """Move the clock to three in the afternoon of *day*; what came in until then is in."""
        while self.returns and self.returns[0].day <= day:
            self._enter(self.returns.pop(0))
        self._clock(day, "15:00:00")

    def _enter(self, sent: Return) -> None:
        self._clock(sent.day, "10:30:00")
        unit, numbers, status, note, *more = sent.words
        year, month = map(int, sent.month.split("-"))
        last = f"{sent.month}-{calendar.monthrange(year, month)[1]}"
        dated = () if sent.day <= last else ("--on", last)
        extra = [word for item in more for word in _option(item)]
        command = COMMANDS[status]
        self(command, numbers, "--unit", unit, "--note", note, *extra, *dated, "--by", "李四")

    def _clock(self, day: str, time: str) -> None:
        self.today = day
        self.monkeypatch.setenv("LAWGOV_NOW", f"{day}T{time}+08:00")

    def __call__(self, *words: str, code: int = 0, typed: str | None = None) -> Ran:
        """Run the program, expecting the exit code."""
        result = CliRunner().invoke(app, list(words), input=typed)
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert result.exit_code == code, (self.today, words, result.stdout, result.stderr)
        return Ran(result.stdout, result.stderr, result.exit_code)

    def report(self, name: str, *words: str) -> None:
        """Make a report and keep what it is, under *name*."""
        path = self.folder / "reports" / f"{name}.md"
        said = self("report", *words).stdout
        assert path.is_file(), said
        self.reports[name] = Made(words, self.today, path.read_text(encoding="utf-8"), said)

    def look(self, name: str, *words: str, code: int = 0) -> None:
        """Keep what a command prints, under *name*."""
        self.seen[name] = self(*words, code=code)


def _option(item: str) -> tuple[str, str]:
    name, value = item.split("=", 1)
    return OPTIONS[name], f"佐证/{value}" if value.endswith(".txt") else value


def returns() -> list[Return]:
    """Every return of the year in the order in which they came in."""
    found = []
    month = ""
    for line in RETURNS.read_text(encoding="utf-8").splitlines():
        if line.startswith("== "):
            month = line[3:]
        elif line and not line.startswith("#"):
            day, *words = line.split(" | ")
            found.append(Return(month, day, tuple(words)))
    return sorted(found, key=lambda sent: sent.day)


def add_towns(plan: Path) -> None:
    """What the office does by hand: the six towns become units, and members of the group."""
    text = plan.read_text(encoding="utf-8")
    units = "".join(f"  {town}: {{}}\n" for town in TOWNS)
    text = text.replace("groups:\n", f"{units}groups:\n", 1)
    text = text.replace("娄东街道, 陆渡街道]", f"娄东街道, 陆渡街道, {', '.join(TOWNS)}]", 1)
    plan.write_text(text, encoding="utf-8")
