"""A fault planted in any one line of a sample is read rightly, or told.

A few of each sample every day; ``LAWGOV_FAULTS=1000`` plants as many in each.
"""

from __future__ import annotations

import os
from pathlib import Path
from random import Random

import pytest

from lawgov_cli.importer.importing import import_text
from tests.importer.faults import is_right_or_told, some

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))
COUNT = int(os.environ.get("LAWGOV_FAULTS", "20"))


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_a_planted_fault_is_read_rightly_or_told(sample: Path) -> None:
    text = sample.read_text("utf-8")
    before = import_text(text, name="x")
    silent = [
        fault.what
        for fault in some(text, Random(2025), COUNT)  # noqa: S311 - the same faults every day
        if not is_right_or_told(before, fault)
    ]
    assert silent == []
