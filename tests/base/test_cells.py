from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.cells import (
    cell_width,
    only_painted,
    packed,
    pad,
    visible,
    visible_in_json,
    wrapped,
)
from lawgov_cli.base.numerals import chinese_number, parse_number
from lawgov_cli.base.words import folded
from tests.helpers import columns


def test_every_chinese_number_reads_back() -> None:
    wrong = [number for number in range(10_000) if parse_number(chinese_number(number)) != number]
    assert wrong == []
    assert len({chinese_number(number) for number in range(10_000)}) == 10_000


@pytest.mark.parametrize(
    ("number", "written"),
    [
        (0, "零"),
        (2, "二"),
        (10, "十"),
        (11, "十一"),
        (20, "二十"),
        (21, "二十一"),
        (100, "一百"),
        (105, "一百零五"),
        (110, "一百一十"),
        (115, "一百一十五"),
        (1001, "一千零一"),
        (1010, "一千零一十"),
        (1100, "一千一百"),
        (9999, "九千九百九十九"),
    ],
)
def test_numbers_are_written_as_documents_write_them(number: int, written: str) -> None:
    assert chinese_number(number) == written


@pytest.mark.parametrize("number", [-1, 10_000, 100_000])
def test_a_number_out_of_range_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match=str(number)):
        chinese_number(number)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("8", 8),
        ("08", 8),
        ("８", 8),
        ("二〇", 20),
        ("二○", 20),
        ("一零五", 105),
        ("廿", 20),
        ("廿一", 21),
        ("卅", 30),
        ("两百", 200),
        ("〇", 0),
        ("999999999", 999999999),
    ],
)
def test_a_number_is_read_in_digits_or_in_chinese(text: str, number: int | None) -> None:
    assert parse_number(text) == number


@pytest.mark.parametrize(
    "text", ["", "x", "8x", "-1", "一二", "十十", "十百", "百千", "八项", "1.5", "²x", "9" * 5000]
)
def test_what_is_no_number_is_not_guessed(text: str) -> None:
    assert parse_number(text) is None


def test_comparing_looks_at_neither_width_nor_case_nor_blanks() -> None:
    assert folded(" ＳFJ　") == "sfj"
    assert folded("（八）") == "(八)"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("市司法局[bold]", "市司法局[bold]"),
        ("红\x1b[31m字", "红\\x1b[31m字"),
        ("甲\n乙", "甲 乙"),
        ("甲\r\n乙", "甲 乙"),
        ("甲\r乙", "甲\\x0d乙"),
        ("甲\t乙", "甲 乙"),
        ("铃\x07", "铃\\x07"),
        ("\x9b31m", "\\x9b31m"),
        ("倒\u202e写", "倒\\u202e写"),
        ("行\u2028段", "行\\u2028段"),
        ("\ufeff头", "\\ufeff头"),
        ("残\ud800", "残\\ud800"),
        ("😀", "😀"),
    ],
)
def test_control_characters_are_shown_and_not_obeyed(text: str, shown: str) -> None:
    assert visible(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [("甲。\n乙", "甲。乙"), ("一、甲； \r\n 二、乙", "一、甲；二、乙"), ("甲\n乙", "甲 乙")],
)
def test_lines_are_joined_without_a_space_behind_a_stop(text: str, shown: str) -> None:
    assert visible(text) == shown


def test_line_breaks_stay_where_they_are_wanted() -> None:
    assert visible("甲\r\n乙\x1b", newline="\n") == "甲\n乙\\x1b"


@given(st.text())
def test_what_is_visible_is_printable(text: str) -> None:
    shown = visible(text)
    shown.encode()
    assert visible(shown) == shown
    assert not any(ord(char) < 32 or 0x7F <= ord(char) < 0xA0 for char in shown)


@pytest.mark.parametrize(
    ("text", "width"), [("abc", 3), ("司法", 4), ("e\u0301", 1), ("“”", 2), ("，", 2)]
)
def test_full_width_characters_take_two_columns(text: str, width: int) -> None:
    assert cell_width(text) == width
    assert "\x1b" in text or columns(text) == width


def test_padding_counts_columns() -> None:
    assert pad("司法", 6) == "司法  "
    assert pad("司法", 3) == "司法"


TEXTS = st.text(st.sampled_from("甲乙丙abc 12,.;，。、）》”\n（《“ 😀"), max_size=80)


@given(TEXTS, st.integers(2, 40))
def test_wrapping_loses_no_character_and_keeps_the_width(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert "".join(lines).replace(" ", "") == text.replace("\n", "").replace(" ", "")
    assert [line for line in lines if columns(line) > width] == []


def test_text_that_fits_is_one_line() -> None:
    assert wrapped("市司法局", 8) == ["市司法局"]
    assert wrapped("市司法局", 7) == ["市司法", "局"]
    assert wrapped("", 8) == [""]


def test_line_breaks_in_the_text_are_kept() -> None:
    assert wrapped("甲\n\n乙 \n丙", 8) == ["甲", "", "乙", "丙"]


def test_words_and_numbers_stay_whole_where_they_fit() -> None:
    assert wrapped("共有 lawgov list 两词", 8) == ["共有", "lawgov", "list 两", "词"]
    assert wrapped("abcdefghij", 4) == ["abcd", "efgh", "ij"]


def test_closing_punctuation_does_not_begin_a_line() -> None:
    assert wrapped("甲乙丙丁,戊", 8) == ["甲乙丙", "丁,戊"]
    assert wrapped("甲乙丙丁。戊", 8) == ["甲乙丙", "丁。戊"]
    assert wrapped("甲乙丙》。戊", 8) == ["甲乙", "丙》。戊"]


def test_what_is_carried_along_may_fill_the_line() -> None:
    assert wrapped("甲乙，丙", 4) == ["甲", "乙，", "丙"]


def test_closing_punctuation_alone_does_not_hang_the_wrapping() -> None:
    assert wrapped("。。。。。", 4) == ["。。", "。。", "。"]
    assert wrapped("abcd，", 4) == ["abcd", "，"]


@given(st.lists(st.text("甲乙丙ab", min_size=1, max_size=6), max_size=12), st.integers(14, 40))
def test_packing_loses_nothing_breaks_no_part_and_keeps_the_width(
    parts: list[str], width: int
) -> None:
    lines = packed(parts, width, "、")
    assert "".join(lines) == "、".join(parts)
    assert [line for line in lines if columns(line) > width] == []
    assert [line for line in lines[:-1] if not line.endswith("、")] == []


def test_a_line_is_filled_up_to_its_width_and_no_further() -> None:
    assert packed(["甲局", "乙局", "丙局"], 10, "、") == ["甲局、", "乙局、丙局"]
    assert packed(["甲局", "乙局", "丙局"], 12, "、") == ["甲局、乙局、", "丙局"]
    assert packed(["甲局", "乙局"], 10, "、") == ["甲局、乙局"]
    assert packed([], 10, "、") == []


def test_a_blank_at_the_end_of_the_mark_is_not_left_at_the_end_of_a_line() -> None:
    assert packed(["aa", "bb"], 4, " · ") == ["aa ·", "bb"]


def test_the_last_gate_of_a_screen_lets_colours_and_breaks_through() -> None:
    screen = "\x1b[31m红\x1b[0m\n一\u202e二\x1b]0;x\x07\x9b1m"
    assert only_painted(screen) == "\x1b[31m红\x1b[0m\n一\\u202e二\\x1b]0;x\\x07\\x9b1m"
    assert only_painted("\x1b[31m红\x1b[0m\n") == "\x1b[31m红\x1b[0m\n"


def test_json_holds_what_a_screen_would_obey_as_escapes() -> None:
    assert visible_in_json('{"a":\n"\u202e\x9b"}') == '{"a":\n"\\u202e\\u009b"}'
