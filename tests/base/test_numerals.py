"""Numbers in a row are written as a range."""

from __future__ import annotations

import pytest

from lawgov_cli.base.numerals import ranges, tenths


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


@pytest.mark.parametrize(
    ("figure", "words"), [(0, "0"), (12, "12"), (50.5, "50.5"), (50.25, "50.3"), (29.96, "30")]
)
def test_a_figure_is_given_to_one_decimal_where_it_has_one(figure: float, words: str) -> None:
    assert tenths(figure) == words
