"""Other task lists with the same points in them: how each is filled, asked and told.

A peer is used where its program is on the PATH; where it is not, the table says so.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from lawgov_cli.domain.plan import Plan


class Filled(NamedTuple):
    """A peer with points in it: its files, what lists a unit's, what finishes one, its settings."""

    folder: Path
    list: Sequence[str]
    done: Sequence[str]
    env: dict[str, str]


class Point(NamedTuple):
    """What a peer is told of a point."""

    number: str
    title: str
    unit: str


def points_of(plan: Plan) -> list[Point]:
    """Each point with its first lead alone: most peers know of no other."""
    return [Point(p.id, p.title, (p.lead or ("-",))[0]) for p in plan.points]


def taskwarrior(folder: Path, points: Sequence[Point], unit: str) -> Filled:
    """``task``: a project a unit."""
    rc = folder / "rc"
    rc.write_text(f"data.location={folder}\nconfirmation=no\nverbose=nothing\n", "utf-8")
    tasks = [{"description": p.title, "project": p.unit, "status": "pending"} for p in points]
    (folder / "in.json").write_text(json.dumps(tasks, ensure_ascii=False), "utf-8")
    env = {"TASKRC": str(rc)}
    _run(["task", "import", str(folder / "in.json")], env)
    return Filled(folder, ["task", f"project:{unit}", "list"], ["task", "8", "done"], env)


def topydo(folder: Path, points: Sequence[Point], unit: str) -> Filled:
    """``topydo``: a context a unit, in a todo.txt."""
    file = _todo_txt(folder, points)
    base = ["topydo", "-t", str(file), "-d", str(folder / "done.txt")]
    return Filled(folder, [*base, "ls", f"@{unit}"], [*base, "do", "8"], {})


def todo_txt(folder: Path, points: Sequence[Point], unit: str) -> Filled:
    """``todo-txt``, the shell program."""
    _todo_txt(folder, points)
    config = folder / "config"
    lines = (f"TODO_DIR={folder}", "TODO_FILE=$TODO_DIR/todo.txt", "DONE_FILE=$TODO_DIR/done.txt")
    config.write_text("\n".join([*lines, "REPORT_FILE=$TODO_DIR/report.txt", ""]), "utf-8")
    base = ["todo-txt", "-d", str(config)]
    return Filled(folder, [*base, "ls", f"@{unit}"], [*base, "-a", "do", "8"], {})


def _todo_txt(folder: Path, points: Sequence[Point]) -> Path:
    file = folder / "todo.txt"
    file.write_text("".join(f"{p.title} @{p.unit}\n" for p in points), "utf-8")
    return file


def todoman(folder: Path, points: Sequence[Point], unit: str) -> Filled:
    """``todo``: a calendar a unit, a file a point."""
    for name in {point.unit for point in points}:
        (folder / "lists" / name).mkdir(parents=True)
    for p in points:
        text = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VTODO\nDTSTAMP:20230606T000000Z\n"
        text += f"UID:{p.number}\nSUMMARY:{p.title}\nSTATUS:NEEDS-ACTION\n"
        file = folder / "lists" / p.unit / f"{p.number}.ics"
        file.write_text(f"{text}END:VTODO\nEND:VCALENDAR\n", "utf-8")
    config = folder / "config.py"
    config.write_text(f'path = "{folder}/lists/*"\ncache_path = "{folder}/cache.db"\n', "utf-8")
    base = ["todo", "--config", str(config)]
    _run([*base, "list"], {})
    return Filled(folder, [*base, "list", unit], [*base, "done", "8"], {})


def doorstop(folder: Path, points: Sequence[Point], unit: str) -> Filled:  # noqa: ARG001 - it knows none
    """``doorstop``: published instead of listed, reviewed instead of done."""
    _run(["git", "init", "-q", str(folder)], {})
    _run(["doorstop", "-j", str(folder), "create", "REQ", str(folder / "reqs")], {})
    for n, p in enumerate(points, 1):
        text = (
            f"active: true\nderived: false\nheader: ''\nlevel: 1.{n}\nlinks: []\nnormative: true\n"
        )
        text += f"ref: ''\nreviewed: null\ntext: |\n  {p.title}\n"
        (folder / "reqs" / f"REQ{n:03}.yml").write_text(text, "utf-8")
    base = ["doorstop", "-j", str(folder)]
    return Filled(folder, [*base, "publish", "REQ"], [*base, "review", "REQ008"], {})


def hledger(folder: Path, points: Sequence[Point], unit: str) -> Filled:
    """``hledger``: a transaction a point; there is nothing to finish."""
    file = folder / "x.journal"
    entry = "2023-06-06 {0.title}\n    {0.unit}  1\n    总账\n\n"
    file.write_text("".join(entry.format(p) for p in points), "utf-8")
    return Filled(folder, ["hledger", "-f", str(file), "balance", unit], (), {})


class Peer(NamedTuple):
    """A peer: its program, how it is filled, and the most points that it is asked about."""

    program: str
    fill: Callable[[Path, Sequence[Point], str], Filled]
    most: int = 30_000


PEERS = {
    "taskwarrior": Peer("task", taskwarrior),
    "topydo": Peer("topydo", topydo),
    "todoman": Peer("todo", todoman),
    "todo.txt": Peer("todo-txt", todo_txt),
    "doorstop": Peer("doorstop", doorstop, 30),
    "hledger": Peer("hledger", hledger, 3000),
}


def is_here(peer: Peer) -> bool:
    """Whether its program is on the PATH."""
    return shutil.which(peer.program) is not None


def _run(command: Sequence[str], env: dict[str, str]) -> None:
    subprocess.run(command, env={**os.environ, **env}, check=True, capture_output=True)
