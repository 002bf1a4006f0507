"""`lawgov log`: which records; what a line says is in tests/render/test_screen.py."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


def lines(invoke: Invoke, *words: str) -> list[int]:
    found = json.loads(invoke("log", *words, "--json").stdout)
    return [item["line"] for item in found["items"]]


@pytest.mark.usefixtures("desk")
def test_the_last_thirty_are_listed_unless_all_are_asked_for(invoke: Invoke) -> None:
    invoke("note", "1-30", "逐项核对")
    invoke("note", "1-2", "再次核对")
    assert lines(invoke) == list(range(3, 33))
    assert lines(invoke, "--all") == list(range(1, 33))
    assert lines(invoke, "--limit", "2") == [31, 32]
    text = invoke("log").stdout
    assert text.endswith("以上是最近30条, 共32条; 全部列出加 --all。\n")
    assert "全部列出" not in invoke("log", "--all").stdout


@pytest.mark.usefixtures("desk")
def test_up_to_a_day_and_up_to_what_was_known_on_it(invoke: Invoke) -> None:
    invoke("start", "1", "--on", "2023-08-31")
    invoke("start", "2", "--on", "2023-09-01")
    assert lines(invoke, "--as-of", "2023-08-30") == []
    assert lines(invoke, "--as-of", "2023-08-31") == [1]
    assert lines(invoke, "--as-of", "9月1日") == [1, 2]
    assert lines(invoke, "--known-at", "2023-09-19") == []  # both were recorded on the 20th
    assert lines(invoke, "--known-at", "2023-09-20") == [1, 2]


def test_all_is_printed_part_by_part_as_it_is_at_once(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 8):
        invoke("note", str(number), f"第{number}件", "--on", f"2023-0{number}-1{number}")
    invoke("correct", "2", "第二件")
    invoke("undo")
    whole = invoke("log", "--all").stdout
    assert len(whole.splitlines()) == 18
    assert whole == invoke("log", "--limit", "99").stdout
    monkeypatch.setattr("lawgov_cli.cli.log._MANY", 2)
    assert invoke("log", "--all").stdout == whole
    desk.journal.unlink()
    assert invoke("log", "--all").stdout == "台账中没有符合条件的记录。\n"
