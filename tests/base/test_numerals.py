"""Numbers in a row are written as a range."""

from __future__ import annotations

import pytest

from lawgov_cli.base.numerals import nth, ranges, tenths


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


@pytest.mark.parametrize(
    ("numbers", "cited"),
    [
        ("8", "第8项"),
        (["8", "9"], "第8、9项"),
        ("1至6、8", "第1至6、8项"),
        ("2-5", "第二部分第5项"),
        ("2-5.1", "第二部分第5.1项"),
        ("2-5(6)", "第二部分第5(6)项"),
        (["1-1", "1-2", "12-3"], "第一部分第1、2项、第十二部分第3项"),
        ("0-1", "第0-1项"),
    ],
)
def test_a_number_within_a_section_is_cited_with_the_section(
    numbers: str | list[str], cited: str
) -> None:
    assert nth(numbers) == cited
