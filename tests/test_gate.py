"""What leaves: no output holds what a terminal obeys, wherever in the files it stands."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.fields import BY_NAME, fault_of
from tests.helpers import record

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

OBEYED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
EVIL = "甲\x1b[31m乙\u202e丙\x9b1m丁\u2067戊\x1b]0;己\x07"
TEXTS = [
    name for name, field in BY_NAME.items() if field.sort.types == (str,) and not field.sort.fault
]
COMMANDS = [
    *("list", "list --measures", "show 8", "show 8 --json", "why 8", "stats", "units", "due"),
    *("missing", "missing --json", "log --all", "log --json", "diff 2023-01-01 2023-09-20", ""),
    *("undo --list", "check", "report --month 8月 -o -", "export", "export --format json"),
    *("list --json", "export --format csv -o -", "slip --list", "view list"),
    *("done 8 --dry-run --note \x1b[31m\u202e", "list --unit \x1b[31m\u202e", "show \x1b[31m"),
]


@pytest.fixture(name="evil")
def _evil(desk: Desk) -> Desk:
    """A desk whose plan and records hold it in every text."""
    text = desk.plan.read_text(encoding="utf-8")
    name = json.dumps("市公安局" + EVIL)
    desk.plan.write_text(text.replace("市公安局", name), encoding="utf-8")
    made = [
        record("8", "2023-08-05", note="x", id=f"r{n}") | {name: EVIL}
        for n, name in enumerate((*TEXTS, "later" + EVIL))
        if name not in {"id", "plan", "task", "undo", "correct", "redact"}
    ]
    made.append(record("8", "2023-08-06", evidence=[EVIL, {"file": EVIL, "sha256": "0"}]))
    made.append(record("8", "2023-08-06", later={EVIL: [EVIL]}, lead=[EVIL]))
    assert not any(map(fault_of, made))
    lines = [f"- {json.dumps(one, ensure_ascii=False)}\n" for one in made]
    desk.journal.write_text("".join(lines), encoding="utf-8")
    return desk


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("command", COMMANDS)
def test_nothing_that_a_terminal_obeys_leaves(command: str, invoke: Invoke) -> None:
    for code in (0, 2, 3, 4, 6):
        try:
            ran = invoke(*command.split(), code=code)
        except AssertionError:
            continue
        assert OBEYED.search(ran.stdout.replace("\r\n", "\n")) is None
        assert OBEYED.search(ran.stderr) is None
        return
    pytest.fail("another exit code")


@pytest.mark.usefixtures("evil")
@pytest.mark.parametrize("command", COMMANDS)
def test_nor_a_colour_that_is_not_ours(
    command: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("lawgov_cli.cli.command.colour", lambda: True)
    for code in (0, 2, 3, 4, 6):
        try:
            ran = invoke(*command.split(), code=code)
        except AssertionError:
            continue
        assert "\x1b[31m" not in ran.stdout + ran.stderr  # no style of ours is this red
        return
    pytest.fail("another exit code")
