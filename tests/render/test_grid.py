"""Columns made to fit: words are broken, figures never; where that is not enough it is said."""

from __future__ import annotations

from lawgov_cli.base.cells import cell_width
from lawgov_cli.render.grid import fitted, grid

ROWS = [
    ["地方", "要点", "天数"],
    ["临江市人民政府办公室", "规范窗口服务", "151"],
    ["甲县", "整治", "9"],
]


def shown(width: int) -> list[str]:
    found = fitted(ROWS, [2], width)
    assert found is not None
    return list(grid(*found, paint=lambda word, _: word))


def test_where_there_is_room_nothing_is_broken() -> None:
    assert shown(80) == [
        "地方                  要点          天数",
        "临江市人民政府办公室  规范窗口服务   151",
        "甲县                  整治             9",
    ]


def test_the_longest_words_are_broken_first_and_figures_stay_whole_in_their_column() -> None:
    assert shown(34) == [
        "地方          要点          天数",
        "临江市人民政  规范窗口服务   151",
        "府办公室",
        "甲县          整治             9",
    ]
    for width in range(28, 60):
        assert max(map(cell_width, shown(width))) <= width


def test_where_even_broken_words_have_no_room_there_are_no_columns() -> None:
    assert fitted(ROWS, [2], 20) is None


def test_a_column_of_short_words_needs_no_more_than_they_take() -> None:
    assert fitted([["甲", "乙"], ["1", "2"]], [1], 20) is not None
