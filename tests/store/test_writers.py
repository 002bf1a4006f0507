"""Many programs at once, and programs that are killed: nothing acknowledged is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from typing import TYPE_CHECKING

from lawgov_cli.store.chain import breaks
from lawgov_cli.store.journal import read_journal

if TYPE_CHECKING:
    from tests.conftest import Desk

LAWGOV = [sys.executable, "-m", "lawgov_cli"]
#: No test waits longer for a program.
LIMIT = 120
#: Seconds of killing in the daily suite.
KILLING = 6

#: Records one line after another without the cost of starting the program.
WRITER = """
import sys
from pathlib import Path
from lawgov_cli.store.appending import append
path, name = Path(sys.argv[1]), sys.argv[2]
for n in range(int(sys.argv[3])):
    record = {"id": f"{name}-{n}", "at": "2023-09-20T10:00:00+08:00", "task": "8"}
    append(path, [{**record, "note": "长" * 400}], "workpoints-2023")
    print(record["id"], flush=True)
"""


def started(*command: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def test_sixty_four_writers_at_once_lose_nothing(desk: Desk) -> None:
    command = [sys.executable, "-c", WRITER, str(desk.journal)]
    writers = [started(*command, f"w{number}", "3") for number in range(64)]
    said = [writer.communicate(timeout=LIMIT) for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 64, said
    told = [name for output, _ in said for name in output.decode().split()]
    read = read_journal(desk.journal)
    assert read.problems == []
    assert sorted(event.id for event in read.events) == sorted(told)
    assert len(told) == 192
    assert list(breaks(read.events)) == []
    links = [event.get("prev") for event in read.events]
    assert len(set(links)) == 192  # each was written knowing the one before


def test_undos_at_once_each_take_back_another(desk: Desk) -> None:
    for number in range(1, 4):
        command = [*LAWGOV, "note", str(number), f"第{number}件"]
        subprocess.run(command, check=True, capture_output=True, timeout=LIMIT)
    undos = [started(*LAWGOV, "undo") for _ in range(5)]
    said = [undo.communicate(timeout=LIMIT) for undo in undos]
    assert sorted(undo.returncode for undo in undos) == [0, 0, 0, 4, 4], said
    taken = [event.undo for event in read_journal(desk.journal).events if event.undo]
    assert len(set(taken)) == len(taken) == 3


def test_of_exports_to_one_new_file_at_once_one_succeeds(desk: Desk) -> None:
    exports = [started(*LAWGOV, "export", "-o", "same.yaml") for _ in range(5)]
    said = [export.communicate(timeout=LIMIT) for export in exports]
    assert sorted(export.returncode for export in exports) == [0, 5, 5, 5, 5], said
    assert not [name for name in desk.files() if name.startswith(".lawgov-")]


def test_whenever_a_writer_is_killed_what_it_told_is_there_and_whole(desk: Desk) -> None:
    seed = int(os.environ.get("LAWGOV_SEED", "0"))
    chance = random.Random(seed)  # noqa: S311 - only when to kill
    told: list[str] = []
    end = time.monotonic() + KILLING
    rounds = 0
    while (time.monotonic() < end or not told) and rounds < 40:
        rounds += 1
        writers = [
            started(sys.executable, "-c", WRITER, str(desk.journal), f"k{rounds}-{n}", "1000")
            for n in range(2)
        ]
        time.sleep(chance.uniform(0.05, 0.5))
        for writer in writers:
            writer.kill()
            output = writer.communicate(timeout=LIMIT)[0].decode()
            told += output[: output.rfind("\n") + 1].split()  # a name cut short was not told
    read = read_journal(desk.journal)
    ids = {event.id for event in read.events}
    assert told
    assert [name for name in told if name not in ids] == []
    assert list(breaks(read.events)) == []
    again = [*LAWGOV, "note", "8", "再记"]
    subprocess.run(again, check=True, capture_output=True, timeout=LIMIT)
