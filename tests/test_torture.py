"""A little of `python -m tests.torture` in every run: a few inputs of each kind, three clones."""

from __future__ import annotations

import random
import shutil
import sys
from contextlib import suppress
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.errors import LawgovError

if TYPE_CHECKING:
    from pathlib import Path

if sys.platform == "win32":
    pytest.skip("the programs are killed and bounded as Unix does it", allow_module_level=True)
for module in ("docx", "openpyxl"):
    pytest.importorskip(module)

from tests.torture.__main__ import KINDS  # noqa: E402 - after the skips
from tests.torture.clones import clones  # noqa: E402 - after the skips
from tests.torture.office import Office  # noqa: E402 - after the skips


@pytest.mark.parametrize("name", KINDS)
def test_what_is_broken_in_any_way_is_read_or_refused_in_words(name: str) -> None:
    chance = random.Random(name)  # noqa: S311 - repeatable
    for _ in range(20):
        data = KINDS[name].make(chance)
        with suppress(LawgovError):
            KINDS[name].read(data)


@pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")
def test_three_clones_that_are_killed_and_come_back_end_as_one(tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    clones(office, random.Random(3), 0, number=3)  # noqa: S311 - repeatable
    assert office.acknowledged
    assert office.faults() == []
