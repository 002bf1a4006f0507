"""Documents that nobody has seen: names stand in the right role, and what does not is told.

A few every day; ``LAWGOV_UNSEEN=400`` reads as many, and ``python -m tests.importer.unseen_reading
400 1000`` shows how each was read.
"""

from __future__ import annotations

import os
from collections import Counter

import pytest

from tests.importer.unseen_files import unseen
from tests.importer.unseen_reading import Read, read

COUNT = int(os.environ.get("LAWGOV_UNSEEN", "45"))


@pytest.fixture(scope="module")
def documents() -> list[Read]:
    return [read(unseen(seed)) for seed in range(COUNT)]


def test_ninety_nine_in_a_hundred_names_stand_in_the_right_role(documents: list[Read]) -> None:
    total = Counter[str]()
    for found in documents:
        total.update(there=found.there, found=found.found, right=found.right)
    assert total["right"] >= 0.99 * max(total["there"], total["found"])


def test_no_name_stands_in_a_wrong_role_without_a_doubt_on_its_point(documents: list[Read]) -> None:
    assert [wrong for found in documents for wrong in found.silent] == []


def test_doubts_are_few_where_all_is_right(documents: list[Read]) -> None:
    counts = [len(found.imported.doubts) for found in documents if not found.wrong]
    assert sum(counts) <= 2 * len(counts)
