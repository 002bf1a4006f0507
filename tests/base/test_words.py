"""Words made alike for comparing, and kept without what is not seen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.words import clean, file_part, folded


@pytest.mark.parametrize(
    "typed",
    [
        "市文广局",
        "市⽂⼴局",
        " 市文广局 ",
        "市\u200b文广局\ufeff",
        "市文\u00ad广局",
        "\u2068市文广局\u2069",
        "市文\ufe00广局",
        "市文\U000e0100广局",
        "\u00a0市文广局\u3000",
    ],
)
def test_spellings_that_look_alike_are_alike(typed: str) -> None:
    assert folded(typed) == "市文广局"


def test_every_radical_that_is_a_character_is_that_character() -> None:
    assert folded("⻄⻔⾦⻋⻅⻓⻛⻰⺠⽇⽉") == "西门金车见长风龙民日月"


def test_width_and_case_do_not_matter() -> None:
    assert folded("ＳＦＪ") == folded("sfj ") == "sfj"


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("巡查\u200b完成\u00a0100件\ufeff其中\u00ad一", "巡查完成\u00a0100件其中一"),
        ("右\u202e左", "右左"),
        ("一\r\n二\x0b三\u2028四", "一\n二\n三\n四"),
        ("⽂⼴ １００％ 葛\U000e0100城", "⽂⼴ １００％ 葛\U000e0100城"),
        ("a\tb\x1b[31m", "a\tb\x1b[31m"),
    ],
)
def test_a_text_is_kept_as_typed_without_what_is_not_seen(typed: str, kept: str) -> None:
    assert clean(typed) == kept
    assert clean(kept) == kept


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("市公安局", "市公安局"),
        ("../../../市公安局", "_.._.._市公安局"),
        ("a\\b:c", "a_b_c"),
        (" 甲局. ", "甲局"),
        ("..", "_"),
        ("", "_"),
        ("CON", "_CON"),
        ("nul.md", "_nul.md"),
        ("COM1", "_COM1"),
        ("conduct", "conduct"),
        ("甲\u202e\x1b乙\0", "甲__乙_"),
    ],
)
def test_a_name_is_never_a_path(name: str, part: str) -> None:
    assert file_part(name) == part


def test_names_too_long_are_cut_and_stay_different() -> None:
    one, two = file_part("长" * 300 + "甲"), file_part("长" * 300 + "乙")
    assert one != two
    assert max(len(one.encode()), len(two.encode())) <= 150


@given(st.text())
def test_whatever_a_name_is_its_part_is_one_file_here(name: str) -> None:
    part = file_part(name)
    assert part == file_part(part)
    assert Path(part).name == part
