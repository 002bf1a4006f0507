"""Full disks: files that cannot grow beyond a size, every size from nothing to 64 KiB."""

from __future__ import annotations

import os
import resource
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING

from lawgov_cli.cli.running import run
from lawgov_cli.cli.typer_commands import load_command
from tests.helpers import PLAN_NAME, SHIPPED_PLAN
from tests.torture.office import JOURNAL, Office

if TYPE_CHECKING:
    import random
    from pathlib import Path

MOST = 64 << 10
#: Bytes of the journal to which a later record is added: as many as the sizes that are tried.
_LATER = MOST - 2000
_NOW = "2023-09-20T10:00:00+08:00"


def full_disks(office: Office, chance: random.Random, end: float) -> int:
    """Commands whose files cannot grow beyond a size: what is refused leaves all as it was."""
    runs = 0
    while time.monotonic() < end:
        before = office.journal.read_bytes() if office.journal.exists() else b""
        note, words = office.recording(chance)
        most = max(1, len(before) + chance.randint(-200, 600)) if before else 1 + runs * 997 % MOST
        ran = office.finish(note, office.start(*words, most=most))
        if ran.code:
            after = office.journal.read_bytes() if office.journal.exists() else b""
            assert after == before, (note, words, most, ran)
        runs += 1
    return runs


def every_size(office: Office, chance: random.Random, end: float) -> int:
    """The first record of all, which takes the plan home, and a later one, at every size.

    Those nearest to what a file would take come first. The program is not started for each but
    forked, a fifth of the time.
    """
    first, later = (office.folder.parent / name for name in ("first", "later"))
    load_command("note")  # once, not in every fork
    later.mkdir()
    shutil.copy(office.folder / PLAN_NAME, later)
    _fill(later / JOURNAL)
    whole = _files(later)
    assert _forked(["note", "8", "甲"], _emptied(first), resource.RLIM_INFINITY) == 0
    edges = [path.stat().st_size for path in (*first.rglob("*"), later / JOURNAL)]
    sizes = list(range(MOST + 1))
    chance.shuffle(sizes)
    runs = 0
    for size in sorted(sizes, key=lambda size: min(abs(size - edge) for edge in edges)):
        code = _forked(["note", "8", "甲"], _emptied(first), size)
        _judge(first, {}, code, size)
        code = _forked(["note", "8", "甲"], later, size)
        _judge(later, whole, code, size)
        for name, content in whole.items():
            (later / name).write_bytes(content)
        runs += 2
        if time.monotonic() > end:
            break
    return runs


def _emptied(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    return folder


def _fill(journal: Path) -> None:
    number = 0
    while not journal.exists() or journal.stat().st_size < _LATER:
        number += 1
        code = _forked(["note", "8", f"第{number}次" * 80], journal.parent, resource.RLIM_INFINITY)
        assert code == 0, code


def _files(folder: Path) -> dict[str, bytes]:
    """The files that count, by name: not the cache, the home folder's own, or a lock."""
    found = {path.name: path for path in folder.rglob("*") if path.suffix == ".yaml"}
    return {name: path.read_bytes() for name, path in found.items()}


def _forked(words: list[str], folder: Path, most: int) -> int:
    """The exit code of a command in *folder* none of whose files can grow beyond *most* bytes."""
    child = os.fork()
    if child:
        _, status = os.waitpid(child, 0)
        return os.waitstatus_to_exitcode(status)
    code = 99
    try:
        os.chdir(folder)
        signal.alarm(60)
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        os.environ |= {"HOME": str(folder), "XDG_CACHE_HOME": str(folder / "cache")}
        os.environ |= {"XDG_DATA_HOME": str(folder / "data"), "LAWGOV_NOW": _NOW}
        os.environ |= {"LAWGOV_BY": "张三", "LAWGOV_DEBUG": "1"}
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
        code = run(words)
        sys.stdout.flush()
    finally:
        os._exit(code)


def _judge(folder: Path, before: dict[str, bytes], code: int, size: int) -> None:
    """Recorded, and there, whole; or refused, and nothing changed that counts."""
    after = _files(folder)
    plan, journal = after.get(PLAN_NAME), after.get(JOURNAL, b"")
    assert plan in {None, SHIPPED_PLAN.read_bytes()}, (folder.name, size)
    if code:
        assert code == 5, (folder.name, size, code)
        assert journal == before.get(JOURNAL, b""), (folder.name, size)
        return
    assert plan, (folder.name, size)
    assert journal.startswith(before.get(JOURNAL, b"")), (folder.name, size)
    assert journal.endswith(b"}\n"), (folder.name, size, journal[-80:])
    assert '"甲"'.encode() in journal, (folder.name, size)
