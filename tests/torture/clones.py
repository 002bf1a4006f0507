"""Fifty copies of one office through git: they record, go offline, are killed, and come back."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.slip_numbers import cited
from lawgov_cli.domain.slips import register
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.git import top_of
from lawgov_cli.store.journal import read_journal
from tests.helpers import PLAN_NAME, SHIPPED_PLAN, plan_of
from tests.torture.office import JOURNAL, LIMIT, Office

if TYPE_CHECKING:
    import random

NUMBER = 50
#: How often a sync is tried in which others are always faster, or whose git was killed.
_TRIES = 20
_AWAY = "/nowhere/bare.git"


class Clone(Office):
    """One copy, made from *bare*; at the desk of a clerk who knows what to do."""

    def __init__(self, folder: Path, bare: Path) -> None:
        self.bare = bare
        super().__init__(folder)
        self.journal = folder / "data" / JOURNAL
        self.name = f"{folder.name}-"
        shutil.rmtree(folder)
        git(bare, "clone", "-q", str(bare), str(folder))

    def recording(self, chance: random.Random) -> tuple[str, list[str]]:
        """As in any office, but known from the others'; and the first line's words taken out."""
        if chance.random() < 0.05:
            return "", ["correct", "1", "--redact", "--reason", "个人信息", "--yes"]
        return super().recording(chance)

    def go(self, place: str) -> None:
        """Leave the network, or come back to it."""
        git(self.folder, "remote", "set-url", "origin", place)

    def come_back(self) -> None:
        """Be on the network again and sync, as often as it takes."""
        self.go(str(self.bare))
        for _ in range(_TRIES):
            if self.sync():
                return
            time.sleep(0.1)
        raise AssertionError(f"{self.folder.name} does not come back")

    def sync(self, chance: random.Random | None = None) -> bool:
        """Sync, and whether it succeeded; with *chance* it, or its git too, may be killed."""
        program = self.start("sync")
        if chance and chance.random() < 0.5:
            time.sleep(chance.uniform(0.1, 1.5))
            if chance.random() < 0.5:
                _kill_children(program.pid)
            self.kill(program)
        ran = self.finish("", program)
        if "确认没有别的 git 在运行的, 删去这个文件" in ran.err:
            self._clear_locks()
        if "git merge --abort" in ran.err:
            git(self.folder, "merge", "--abort")
        assert ran.code in {0, 5, -signal.SIGKILL}, ran
        return ran.code == 0

    def _clear_locks(self) -> None:
        """Do what it says: nobody else runs git here."""
        while _at_work(self.folder):
            time.sleep(0.05)
        for lock in (self.folder / ".git").rglob("*.lock"):
            lock.unlink(missing_ok=True)


def git(folder: Path, *words: str) -> None:
    """Run git, which must succeed."""
    command = ["git", "-c", "user.name=t", "-c", "user.email=t@t", *words]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=LIMIT)


def _kill_children(pid: int) -> None:
    """Kill what the program *pid* has started, as when the power goes."""
    with suppress(OSError):
        for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split():
            _kill_children(int(child))
            os.kill(int(child), signal.SIGKILL)


def _at_work(folder: Path) -> bool:
    """Whether any git runs in *folder*."""
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            name = (process / "comm").read_text().strip()
            if name.startswith("git") and (process / "cwd").readlink().is_relative_to(folder):
                return True
    return False


def clones(office: Office, chance: random.Random, end: float, number: int = NUMBER) -> int:
    """Turns of any copy until the time is over; then all come back in any order."""
    assert top_of(office.folder) is None
    bare = office.folder / "bare.git"
    git(office.folder, "init", "-q", "--bare", "-b", "main", bare.name)
    first = office.folder / "first"
    office.finish("", office.start("init", str(first), "--git", "--yes", "--no-take"))
    plan = str(first / "data" / PLAN_NAME)
    office.finish("", office.start("note", "1", "某人的电话", "--plan", plan))
    office.finish("", office.start("sync", "--plan", plan))
    git(first, "push", "-q", str(bare), "main")
    all_ = [Clone(office.folder / f"c{n}", bare) for n in range(number)]
    runs = 0
    while time.monotonic() < end or runs < number:
        runs += _turn(all_[runs % number] if runs < number else chance.choice(all_), chance)
    for _ in range(2):
        for clone in chance.sample(all_, number):
            clone.come_back()
    office.killed = sum(clone.killed for clone in all_)
    office.acknowledged += [note for clone in all_ for note in clone.acknowledged]
    shutil.copy(all_[0].journal, office.journal)
    _require_one(all_)
    return runs


def _turn(clone: Clone, chance: random.Random) -> int:
    """A clerk sits down, records something, and syncs or not; one thing may be killed."""
    if chance.random() < 0.2:
        clone.go(chance.choice([_AWAY, str(clone.bare)]))
    for _ in range(chance.randint(1, 3)):
        note, words = clone.recording(chance)
        program = clone.start(*words)
        if chance.random() < 0.2:
            time.sleep(chance.uniform(0.05, 0.5))
            clone.kill(program)
        clone.finish(note, program)
    if chance.random() < 0.5:
        clone.sync(chance)
    return 1


def _require_one(all_: list[Clone]) -> None:
    """One set of records, one snapshot, and every number means one thing."""
    journals = {clone.journal.read_bytes() for clone in all_}
    assert len(journals) == 1, [clone.folder.name for clone in all_]
    shown = {_shown(clone) for clone in (all_[0], all_[-1])}
    assert len(shown) == 1
    listed: list[dict[str, Any]] = json.loads(shown.pop())["items"]
    ids = [task["id"] for row in listed for task in (row, *row["measures"])]
    events = Timeline.of(read_journal(all_[0].journal).events)
    added = effective(events).events.having("add")
    plan = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))
    known = sum(len(point.tasks) + 1 for point in plan.points)
    assert len(ids) == len(set(ids)) == known + len(added), "a number means two tasks, or none"
    issued = register(events, plan)
    for one in (one for one in issued if not one.withdrawn):
        slip = one.slip
        assert cited(slip.code, issued, unit=slip.unit, task=one.record.task).slip.key == slip.key


def _shown(clone: Clone) -> str:
    ran = clone.finish("", clone.start("list", "--measures", "--json"))
    assert ran.code == 0, ran
    return ran.out
