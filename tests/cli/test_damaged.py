"""Lines of the journal that cannot be read: a program is told how many."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


@pytest.mark.parametrize("command", [["list"], ["stats"], ["log"], ["show", "1"], ["missing"]])
def test_a_program_is_told_how_many_lines_could_not_be_read(
    command: list[str], desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "1", "第一件")
    assert "damaged" not in json.loads(invoke(*command, "--json").stdout)
    with desk.journal.open("a", encoding="utf-8") as file:
        file.write("- {\n- [1]\n")
    assert json.loads(invoke(*command, "--json").stdout)["damaged"] == 2
