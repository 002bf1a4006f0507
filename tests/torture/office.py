"""Programs at work in one folder while they are killed, run out of disk, or have wrong clocks."""

from __future__ import annotations

import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.store.chain import breaks
from lawgov_cli.store.journal import read_journal
from tests.helpers import PLAN_NAME, SHIPPED_PLAN

if TYPE_CHECKING:
    import random
    from pathlib import Path

#: No program may take longer; one that does hangs.
LIMIT = 120
#: Points, and a unit of each to which slips are made out.
_URGED = (("21", "市公安局"), ("15", "市公安局"), ("8", "市司法局"))
JOURNAL = "workpoints-2023.journal.yaml"


class Ran(NamedTuple):
    """What a command said, and its exit code; ``note`` is what it was to record."""

    note: str
    code: int
    out: str
    err: str


class Office:
    """A folder with the shipped plan, and what was acknowledged as recorded in it."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        shutil.copy(SHIPPED_PLAN, folder / PLAN_NAME)
        self.folder = folder
        self.journal = folder / JOURNAL
        self.acknowledged: list[str] = []
        self.killed = 0
        self.name = ""
        self.number = 0

    def start(
        self, *words: str, now: str = "2023-09-20T10:00:00+08:00", most: int = 0
    ) -> subprocess.Popen[bytes]:
        """Start a command; *most* is the size beyond which no file of it can grow."""
        home = str(self.folder / "home")
        env = {**os.environ, "HOME": home, "LAWGOV_NOW": now, "LAWGOV_BY": "张三"}
        env |= {"XDG_CACHE_HOME": f"{home}/cache", "XDG_DATA_HOME": f"{home}/data"}

        def bound() -> None:
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))

        return subprocess.Popen(
            [sys.executable, "-B", "-m", "lawgov_cli", *words],
            cwd=self.folder,
            env=env,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            preexec_fn=bound if most else None,  # noqa: PLW1509 - one thread
        )

    def recording(self, chance: random.Random) -> tuple[str, list[str]]:
        """A command that records, and the words by which its record is known."""
        self.number += 1
        note = f"{self.name}第{self.number}次"
        task = str(chance.randint(1, 30))
        urged, unit = chance.choice(_URGED)
        ways = [
            ["note", task, note],
            ["note", task, note, "--unit", "市司法局", "--yes"],
            ["mark", "推进中", task, "--note", note, "--yes"],
            ["add", task, note],
            ["chase", "市公安局", "--how", note],
            ["set", task, "--due", "12月1日", "--reason", note, "--yes"],
            ["collect", f"{note}.csv", "--unit", "市公安局", "--month", "9月", "--yes"],
            ["slip", urged, "--unit", unit, "--reply-by", "10月8日", "-o", f"{note}.md", "--yes"],
        ]
        words = chance.choice(ways)
        if words[0] == "collect":
            form = f"序号,工作任务,本月进展\n21,,{note}\n"
            (self.folder / words[1]).write_text(form, encoding="utf-8")
        return "" if words[0] == "slip" else note, words

    def kill(self, program: subprocess.Popen[bytes]) -> None:
        """Kill a command where it stands."""
        program.kill()
        self.killed += 1

    def finish(self, note: str, program: subprocess.Popen[bytes]) -> Ran:
        """Wait for a command; what it says is recorded must be there from then on."""
        out, err = (text.decode(errors="replace") for text in program.communicate(timeout=LIMIT))
        if "已记入" in out and note:
            self.acknowledged.append(note)
        assert "Traceback" not in err, err
        return Ran(note, program.returncode, out, err)

    def faults(self) -> list[str]:
        """What is not as was promised: lost, twice, unreadable, or half-written."""
        read = read_journal(self.journal)
        text = self.journal.read_text(encoding="utf-8") if self.journal.exists() else ""
        found = [f"lost: {note}" for note in self.acknowledged if f'"{note}"' not in text]
        records = "\n".join(set(text.splitlines()))  # git may put a line twice: it counts once
        twice = [n for n in self.acknowledged if len(re.findall(f'"{n}"', records)) > 1]
        found += [f"twice: {note}" for note in twice]
        found += [problem.line_text() for problem in read.problems]
        found += [f"line {event.line} names {before}" for event, before, _ in breaks(read.events)]
        if (self.folder / PLAN_NAME).read_bytes() != SHIPPED_PLAN.read_bytes():
            found.append("the plan was changed")
        return found


def kills(office: Office, chance: random.Random, end: float) -> int:
    """Commands that are killed at any moment, two at a time."""
    runs = 0
    while time.monotonic() < end:
        both = [(note, office.start(*words)) for note, words in _two(office, chance)]
        time.sleep(chance.uniform(0.02, 0.4))
        for note, program in both:
            if chance.random() < 0.7:
                office.kill(program)
            office.finish(note, program)
            runs += 1
    return runs


def _two(office: Office, chance: random.Random) -> list[tuple[str, list[str]]]:
    others = [("", ["undo", "--yes"]), ("", ["view", "save", "甲", "状态:完成", "--force"])]
    others += [("", ["report", "--month", "8月", "--force"]), ("", ["sync", JOURNAL])]
    return [
        office.recording(chance) if chance.random() < 0.8 else chance.choice(others)
        for _ in range(2)
    ]


def clocks(office: Office, chance: random.Random, end: float) -> int:
    """Clocks that go back and ahead by years, in any zone."""
    runs = 0
    while time.monotonic() < end:
        note, words = office.recording(chance)
        zone = chance.choice(["+08:00", "-11:00", "+14:00", "Z"])
        now = f"20{chance.randint(10, 40)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
        office.finish(
            note, office.start(*words, now=f"{now}T{chance.randint(0, 23):02}:00:00{zone}")
        )
        office.finish("", office.start(*chance.choice([["list"], ["log", "--all"], ["missing"]])))
        runs += 2
    return runs


def writers(office: Office, chance: random.Random, end: float) -> int:
    """Sixty-four at once, undos and saved filters among them."""
    runs = 0
    while time.monotonic() < end:
        all_ = [office.recording(chance) for _ in range(56)]
        all_ += [("", ["undo", "--yes"])] * 4
        all_ += [("", ["view", "save", f"v{runs}", "状态:完成"])] * 4
        programs = [(note, office.start(*words)) for note, words in all_]
        for note, program in programs:
            office.finish(note, program)
        runs += len(all_)
    return runs
