"""What a filter that cannot be read is told: the place, what was expected, what to write."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.absent import AmbiguousUnit, NoSuchUnit
from lawgov_cli.base.errors import FilterMistake, LawgovError
from lawgov_cli.filters.grammar import MAX_DEPTH, MAX_LENGTH, parse_filter
from lawgov_cli.store.plan_file import load_plan
from tests.helpers import ROOT, SHIPPED_PLAN, columns, folded_on, plan_of, record

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.domain.plan import Plan

TODAY = date(2023, 9, 20)

#: One wrong filter a line, on the shipped plan.
BROKEN = (ROOT / "tests" / "broken" / "filters.txt").read_text(encoding="utf-8").splitlines()


@pytest.fixture(name="shipped", scope="module")
def _shipped() -> Plan:
    plan = load_plan(SHIPPED_PLAN).plan
    assert plan is not None
    return plan


def mistake(text: str, plan: Plan) -> LawgovError:
    with pytest.raises(LawgovError) as caught:
        parse_filter(text, plan, TODAY)
    return caught.value


def test_a_hundred_wrong_filters_give_a_hundred_pointed_messages(
    shipped: Plan, golden: Callable[[str, str], None]
) -> None:
    assert len(BROKEN) >= 100
    assert len(set(BROKEN)) == len(BROKEN)
    said = []
    for text in BROKEN:
        error = mistake(text, shipped)
        head, line, caret, *sentence = error.message.split("\n")
        assert head.startswith("筛选条件有误, 在第")
        assert line == f"  {text}"
        assert caret.strip() == "^"
        assert sentence
        assert error.exit_code in {2, 4}
        said.append(f"[{error.exit_code}] {error.message}\n")
    golden("filters.txt", "\n".join(said))


@pytest.mark.parametrize(
    ("text", "below"),
    [
        ("单位:市司法局 且 状太:推进中", "状太"),
        ("单位：市司法局　且　（状态：推进种", "推进种"),
        ("a b c 状态:x", "x"),
        ("单位:市司法局 且 单位:街道", "街道"),
        ("状态:推进中 且", ""),
        ("“放管服”改革 且 (执法", "(执法"),
        (f"{'执法 ' * 60}状态:推进种 {'监督 ' * 60}", "推进种 监督"),
        ("执法\t状态:推进种", "推进种"),
    ],
)
def test_the_caret_stands_below_the_place(text: str, below: str, shipped: Plan) -> None:
    _, line, caret, *_ = mistake(text, shipped).message.split("\n")
    place = next(n for n in range(len(line) + 1) if columns(line[:n]) == len(caret) - 1)
    assert line[place:].startswith(below)
    assert columns(line) <= 80


def test_an_unknown_unit_is_told_as_everywhere_with_its_place(shipped: Plan) -> None:
    unknown, ambiguous = mistake("单位:市司法厅", shipped), mistake("单位:街道", shipped)
    assert isinstance(unknown, NoSuchUnit)
    assert isinstance(ambiguous, AmbiguousUnit)
    assert unknown.exit_code == ambiguous.exit_code == 4
    assert "您是否要找: 市司法局" in unknown.message
    assert "1 娄东街道  2 陆渡街道" in ambiguous.message


def test_nesting_has_an_end(shipped: Plan) -> None:
    error = mistake("(" * (MAX_DEPTH + 1) + "序号:1" + ")" * (MAX_DEPTH + 1), shipped)
    assert isinstance(error, FilterMistake)
    assert f"最多{MAX_DEPTH}层" in error.message


def test_length_has_an_end(shipped: Plan) -> None:
    assert "筛选条件太长" in mistake("x" * (MAX_LENGTH + 1), shipped).message


@pytest.mark.parametrize("text", ["", " ", "　", "\n"])
def test_nothing_is_no_filter(text: str, shipped: Plan) -> None:
    assert "筛选条件是空的" in mistake(text, shipped).message


def test_control_characters_are_shown_and_not_obeyed(shipped: Plan) -> None:
    message = mistake("状态:\x1b[31m红", shipped).message
    assert "\x1b" not in message
    assert message.count("\\x1b") == 2


def test_messages_can_be_printed_on_any_office_machine(shipped: Plan) -> None:
    for text in BROKEN:
        mistake(text, shipped).message.encode("gbk")


SMALL = plan_of()
RECORD = record("1", unit="甲局", status="claimed", note="初稿", percent=40, evidence=["a.pdf"])
FRAGMENTS = st.sampled_from(
    [
        *("单位", "unit", "状态", "时限", "进度", "序号", "举措", "报送", "更新", "部分", "xx"),
        *(":", "：", "=", "!=", "<", "≥", ">", ",", "、", ";", "(", ")", "（", "）"),
        *('"', "“", "”", "'", "且", "或", "非", "and", "or", "not", "!", "&", "|", "并且", "或者"),
        *(
            "甲局",
            "推进中",
            "红",
            "9月",
            "2023-09-30",
            "9月底",
            "至",
            "50%",
            "1-3",
            "无",
            "有",
            "齐",
        ),
        *(" ", " ", "　", "\t", "八", "第", "项", "0", "9999", "年", "-", "~", ".", "\x00", "𠀀"),
    ]
)


@given(text=st.text() | st.lists(FRAGMENTS, max_size=25).map("".join))
def test_no_text_causes_anything_but_a_told_mistake(text: str) -> None:
    small = folded_on(TODAY, RECORD, plan=SMALL)
    try:
        condition = parse_filter(text, SMALL, TODAY)
    except LawgovError as told:
        error = told
    else:
        assert {condition.matches(state, small) for state in small.points} <= {True, False}
        return
    assert error.exit_code in {2, 4}
    assert "^" in error.message or not text.strip()
