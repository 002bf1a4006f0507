"""Numbers in a row are written as a range."""

from __future__ import annotations

import pytest

from lawgov_cli.base.numerals import ranges


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        ([], ""),
        (["7"], "7"),
        (["7", "8"], "7、8"),
        (["1", "2", "3", "5"], "1至3、5"),
        (["9", "10", "11", "12"], "9至12"),
        (["4-1", "4-2", "4-3"], "4-1、4-2、4-3"),
        (["3", "2", "1"], "3、2、1"),
    ],
)
def test_three_in_a_row_are_a_range(ids: list[str], words: str) -> None:
    assert ranges(ids) == words
