"""What filters mean: a truth table, random expressions, each key, both spellings."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.errors import FilterMistake
from lawgov_cli.domain.fields import Field
from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.values import AMOUNT
from lawgov_cli.filters.flags import select
from lawgov_cli.filters.grammar import MAX_DEPTH, MAX_LENGTH, parse_filter
from lawgov_cli.filters.keys import KEYS, record_key
from lawgov_cli.store.plan_file import load_plan
from tests.helpers import SHIPPED_PLAN, folded_on, plan_of, record

if TYPE_CHECKING:
    from lawgov_cli.domain.progress import Snapshot

TODAY = date(2023, 9, 20)


def kept(text: str, snapshot: Snapshot) -> str:
    """The numbers of the points that the filter keeps, with blanks between."""
    selection = select(snapshot.plan, where=parse_filter(text, snapshot.plan, TODAY))
    return " ".join(state.task.id for state in selection.apply(snapshot))


@pytest.fixture(name="small", scope="module")
def _small() -> Snapshot:
    """The small plan after a busy year.

    Point 1 is under way, half measured, reported by one of two leads; 2 is late; 3 has a measure
    ticked and a unit's problem; 4 is done, with evidence.
    """
    return folded_on(
        TODAY,
        record("1", on="2023-03-01", status="doing", note="开了动员会", percent=70),
        record("1", on="2023-03-10", unit="甲局", status="claimed", note="初稿“放管服”已成"),
        record("1", on="2023-03-11", kind="annual", reason="年度任务"),
        record("3.1", on="2023-06-20", status="done", note="公开目录上网"),
        record("3", on="2023-07-01", unit="丙镇", note="继续", problem="缺少人手", next="下月补齐"),
        record(
            "4", on="2023-09-01", status="done", note="普法月结束", evidence=["总结.pdf"], by="张三"
        ),
    )


# ---------------------------------------------------------------- and, or, not

EIGHT = """\
schema: 1
id: eight
title: 八项
year: 2023
starts: 2023-01-01
ends: 2023-12-31
units: {甲局: {}}
tasks:
""" + "".join(f'  - {{id: "{n}", title: 第{n}, lead: [甲局]}}\n' for n in range(8))

#: Each of the eight points has another combination of the three.
A, B, C = "序号:4-7", "序号:2,3,6,7", "序号:1,3,5,7"

#: An expression and its values for A B C = 000, 001, 010, 011, 100, 101, 110, 111.
TRUTH = [
    ("A", "00001111"),
    ("B", "00110011"),
    ("C", "01010101"),
    ("A 且 B", "00000011"),
    ("A B", "00000011"),
    ("A B C", "00000001"),
    ("A 或 B", "00111111"),
    ("A 或 B 或 C", "01111111"),
    ("非 A", "11110000"),
    ("非 非 A", "00001111"),
    ("非 非 非 A", "11110000"),
    ("A 或 B 且 C", "00011111"),
    ("A 且 B 或 C", "01010111"),
    ("A 或 B C", "00011111"),
    ("A B 或 C", "01010111"),
    ("(A 或 B) 且 C", "00010101"),
    ("(A 或 B) C", "00010101"),
    ("A (B 或 C)", "00000111"),
    ("A 且 (B 或 C)", "00000111"),
    ("非 A 且 B", "00110000"),
    ("非 A B", "00110000"),
    ("A 非 B", "00001100"),
    ("A 且 非 B", "00001100"),
    ("非 A 或 B", "11110011"),
    ("A 或 非 B", "11001111"),
    ("非 (A 且 B)", "11111100"),
    ("非 (A 或 B)", "11000000"),
    ("非 (A 或 B) 且 C", "01000000"),
    ("非 (非 A 且 非 B)", "00111111"),
    ("((A))", "00001111"),
    ("((A) 或 ((B)))", "00111111"),
    ("A 且 B 或 非 A 且 C", "01010011"),
    ("(A 或 C) 且 (B 或 非 A)", "01010011"),
]


@pytest.mark.parametrize(("text", "values"), TRUTH)
def test_the_truth_table(text: str, values: str) -> None:
    snapshot = folded_on(TODAY, plan=plan_of(EIGHT))
    terms = text.replace("A", A).replace("B", B).replace("C", C)
    expected = [str(number) for number, value in enumerate(values) if value == "1"]
    assert kept(terms, snapshot).split() == expected


@pytest.mark.parametrize(
    "word", ["且", "并且", "而且", "并", "和", "与", "及", "and", "AND", "＆", "&&"]
)
def test_every_word_for_and(word: str, small: Snapshot) -> None:
    assert kept(f"序号:1-3 {word} 序号:2-4", small) == "2 3"


@pytest.mark.parametrize("word", ["或", "或者", "or", "Or", "|", "｜｜"])
def test_every_word_for_or(word: str, small: Snapshot) -> None:
    assert kept(f"序号:1 {word} 序号:4", small) == "1 4"


@pytest.mark.parametrize("word", ["非", "不是", "不", "not", "NOT", "!", "！"])
def test_every_word_for_not(word: str, small: Snapshot) -> None:
    assert kept(f"{word} 序号:4", small) == "1 2 3"


@pytest.mark.parametrize(
    ("glued", "apart"),
    [
        ("牵头:乙局且状态:推进中", "牵头:乙局 且 状态:推进中"),
        ("牵头:乙局并且状态:推进中", "牵头:乙局 且 状态:推进中"),
        ("牵头:甲局或者状态:已完成", "牵头:甲局 或 状态:已完成"),
        ("牵头:乙局且非状态:推进中", "牵头:乙局 且 非 状态:推进中"),
        ("非状态:推进中", "非 状态:推进中"),
        ("牵头:乙局且(状态:推进中)或(序号:4)", "牵头:乙局 且 (状态:推进中) 或 (序号:4)"),
        ("牵头:乙局且非(状态:推进中)", "牵头:乙局 且 非 (状态:推进中)"),
        ("(牵头:乙局)且非部分:二", "(牵头:乙局) 且 非 部分:二"),
        ("!序号:1", "非 序号:1"),
    ],
)
def test_a_connective_glued_to_a_key_or_a_bracket_is_understood(
    glued: str, apart: str, small: Snapshot
) -> None:
    assert kept(glued, small) == kept(apart, small)


def test_brackets_and_terms_may_be_many(small: Snapshot) -> None:
    assert kept("(" * MAX_DEPTH + "序号:1" + ")" * MAX_DEPTH, small) == "1"
    assert kept("非 " * 401 + "序号:1", small) == "2 3 4"
    longest = "序号:1 或 " * 285 + "序号:2"
    assert len(longest) <= MAX_LENGTH
    assert kept(longest, small) == "1 2"


class Tree(NamedTuple):
    """An expression as text, the points it keeps, and how tightly its last operator binds."""

    text: str
    ids: frozenset[int]
    binding: int


ALL = frozenset({1, 2, 3, 4})
LEAVES = st.sampled_from(
    [
        Tree("牵头:乙局", frozenset({1, 2}), 3),
        Tree("序号：２,3", frozenset({2, 3}), 3),
        Tree('title:"普法"', frozenset({4}), 3),
        Tree("section = 二", frozenset({3, 4}), 3),
        Tree("时限 ≥ 2023-01-01", frozenset({2, 3}), 3),
        Tree("进展:无", frozenset({2}), 3),
        Tree("“普法”", frozenset({4}), 3),
    ]
)


def bracketed(tree: Tree, needed: int, *, extra: bool) -> str:
    return f"({tree.text})" if extra or tree.binding < needed else tree.text


@st.composite
def joined(draw: st.DrawFn, children: st.SearchStrategy[Tree]) -> Tree:
    kind = draw(st.sampled_from(["and", "or", "not"]))
    if kind == "not":
        child = draw(children)
        word = draw(st.sampled_from(["非 ", "not ", "!"]))
        text = word + bracketed(child, 2, extra=draw(st.booleans()))
        return Tree(text, ALL - child.ids, 2)
    parts = draw(st.lists(children, min_size=2, max_size=3))
    needed = 2 if kind == "and" else 1
    words = [" 且 ", " and ", "&", " "] if kind == "and" else [" 或 ", " OR ", "|"]
    texts = [bracketed(part, needed, extra=draw(st.booleans())) for part in parts]
    sets = [part.ids for part in parts]
    ids = frozenset.intersection(*sets) if kind == "and" else frozenset.union(*sets)
    return Tree(draw(st.sampled_from(words)).join(texts), ids, 1 if kind == "and" else 0)


@given(tree=st.recursive(LEAVES, joined, max_leaves=12))
def test_an_expression_means_what_its_tree_means(tree: Tree, small: Snapshot) -> None:
    assert kept(tree.text, small).split() == [str(number) for number in sorted(tree.ids)]


# ---------------------------------------------------------------- keys

TRIED = [
    ("单位:甲局", "1 2 4"),
    ("单位:甲委", "1 2 4"),
    ("单位:jj", "1 2 4"),
    ("单位:丙镇", "4"),
    ("单位:甲局,丙镇", "1 2 4"),
    ("单位!=甲局", "3"),
    ("牵头:甲局", "1 4"),
    ("牵头:乙局", "1 2"),
    ("牵头:各镇", "3"),
    ("责任:甲局", "2"),
    ("责任:无", "3"),
    ("责任!=无", "1 2 4"),
    ("责任:无,甲局", "2 3"),
    ("汇总:甲局", "1 4"),
    ("汇总:乙局", "2"),
    ("涉及:丙镇", "1 3 4"),
    ("涉及!=丙镇", "2"),
    ("涉及:无", ""),
    ("单位组:各镇", "1 3"),
    ("部分:一", "1 2"),
    ("部分:第二部分", "3 4"),
    ("部分:1,2", "1 2 3 4"),
    ("部分!=一", "3 4"),
    ("序号:1-2,4", "1 2 4"),
    ("序号:(一)", "1"),
    ("序号:第3项", "3"),
    ("序号:3.2", "3"),
    ("序号>=3", "3 4"),
    ("序号<2", "1"),
    ("序号!=2,3", "1 4"),
    ("状态:推进中", "1 3"),
    ("状态:推进中,已完成", "1 3 4"),
    ("状态:推进中、已完成", "1 3 4"),
    ("状态:(推进中 或 已完成)", "1 3 4"),
    ("状态:(推进中,已完成)", "1 3 4"),
    ("状态!=推进中", "2 4"),
    ("状态:未完成", "1 2 3"),
    ("状态!=未完成", "4"),
    ("亮灯:红", "2"),
    ("亮灯:绿,红", "1 2 4"),
    ("亮灯!=绿", "2 3"),
    ("类型:年度", "1"),
    ("类型:无", "2 3 4"),
    ("类型!=限时", "1"),
    ("类型!=无", "1"),
    ("时限:有", "2 3"),
    ("时限:无", "1 4"),
    ("时限!=无", "2 3"),
    ("时限!=有", "1 4"),
    ("时限:无,8月", "1 2 4"),
    ("时限<2023-09-01", "2"),
    ("时限<=8月31日", "2"),
    ("时限<8月31日", ""),
    ("时限>8月", "3"),
    ("时限<8月", ""),
    ("时限<=8月", "2"),
    ("时限>=8月", "2 3"),
    ("时限:8月", "2"),
    ("时限!=8月", "3"),
    ("时限:8月底", "2"),
    ("时限:年底", "3"),
    ("时限:2023年底", "3"),
    ("时限:三季度", "2"),
    ("时限:下半年", "2 3"),
    ("时限:2023", "2 3"),
    ("时限:8月1日至9月1日", "2"),
    ("时限<今天", "2"),
    ("时限>=today", "3"),
    ("进度>=50", "1 3"),
    ("进度>50%", "1"),
    ("进度:50", "3"),
    ("进度:40-60", "3"),
    ("进度<60", "3"),
    ("进度!=50", "1"),
    ("进度:无", "2 4"),
    ("举措:1", "3"),
    ("举措<1", "1"),
    ("举措<50%", "1"),
    ("举措>=50%", "3"),
    ("举措:齐", ""),
    ("举措!=齐", "1 3"),
    ("举措:无", "2 4"),
    ("举措:有", "1 3"),
    ("举措!=有", "2 4"),
    ("报送:1", "1"),
    ("报送>=50%", "1"),
    ("报送<1", "2 3 4"),
    ("报送:无", "2 3 4"),
    ("报送:有", "1"),
    ("报送:齐", ""),
    ("报送:甲局", "1"),
    ("报送!=甲局", "2 3 4"),
    ("更新:3月", "1"),
    ("更新<8月", "1 3"),
    ("更新:本月", "4"),
    ("更新:上月", ""),
    ("更新:无", "2"),
    ("文字:普法", "4"),
    ("文字:举措甲", "1"),
    ("文字:公开目录", "3"),
    ("文字:无", ""),
    ("文字!=普法", "1 2 3"),
    ("标题:法", "1 2 4"),
    ("标题:立法,公开", "1 3"),
    ("标题!=法", "3"),
    ("进展:动员", "1"),
    ("进展:上网", "3"),
    ("进展:无", "2"),
    ("进展:有", "1 3 4"),
    ("进展!=无", "1 3 4"),
    ("进展!=动员", "2 3 4"),
    ('进展:"无"', ""),
    ("登记人:张三", "4"),
    ("登记人:无", "1 2 3"),
    ("理由:年度", "1"),
    ("理由:有", "1"),
    ("下一步:补齐", "3"),
    ("下一步!=无", "3"),
    ("问题:有", "3"),
    ("问题:人手", "3"),
    ("问题:无", "1 2 4"),
    ("佐证:pdf", "4"),
    ("佐证:无", "1 2 3"),
    ("状态:已完成 且 佐证:无", ""),
    ("普法", "4"),
    ('"举措甲"', "1"),
    ("'举措甲'", "1"),
    ("‘举措甲’", "1"),
    ("”举措甲“", "1"),
    ('"初稿“放管服”"', "1"),
    ("动员 “乙局”", "1"),
    ("PDF", ""),
]


@pytest.mark.parametrize(("text", "expected"), TRIED)
def test_each_key(text: str, expected: str, small: Snapshot) -> None:
    assert kept(text, small) == expected


def test_every_key_is_tried() -> None:
    tried = " ".join(text for text, _ in TRIED)
    assert [key.names[0] for key in KEYS if f"{key.names[0]}:" not in tried] == []


@pytest.fixture(name="costly")
def _costly(monkeypatch: pytest.MonkeyPatch) -> Snapshot:
    """A small year in which records hold a cost, as a table of fields might say."""
    cost = record_key(Field("cost", "经费", AMOUNT, filters=("经费", "cost")))
    monkeypatch.setattr("lawgov_cli.filters.keys._BY_NAME", dict.fromkeys(cost.names, cost))
    return folded_on(
        TODAY,
        record("1", on="2023-03-01", cost=80),
        record("1", on="2023-05-01", note="没有花钱"),
        record("1.1", on="2023-04-01", cost=30.5),
        record("2", on="2023-03-02", cost=50),
        record("3", on="2023-03-03", cost=0),
    )


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("经费>=50", "2"),
        ("经费<50", "1 3"),
        ("cost:30.5", "1"),
        ("经费:30-60", "1 2"),
        ("经费:0", "3"),
        ("经费!=0", "1 2"),
        ("经费:有", "1 2 3"),
        ("经费:无", "4"),
    ],
)
def test_a_number_that_records_hold_is_the_last_one_given(
    text: str, expected: str, costly: Snapshot
) -> None:
    assert kept(text, costly) == expected


def test_a_number_that_cannot_be_read_is_told(costly: Snapshot) -> None:
    with pytest.raises(FilterMistake, match=r"看不懂“许多”。可以写数: 50、30-60"):
        kept("经费:许多", costly)


@pytest.mark.parametrize(
    ("chinese", "ascii_"),
    [
        (
            "单位:甲局 且 (状态:推进中 或 亮灯:红) 且 非 部分:二",
            "unit:甲局 and (status:doing or light:red) and not section:2",
        ),
        (
            "单位：甲局　且　（状态：推进中　或　亮灯：红）且　非　部分：二",
            "unit:jj (status=doing or light=red) not section=2",
        ),
        ("牵头:甲局 或 责任:甲局", "lead:jj | responsible:jj"),
        ("汇总:乙局", "collector:yj"),
        ("涉及:丙镇", "via:丙镇"),
        ("状态:未启动", "status:todo"),
        ("状态:待核验,长期坚持,已调整", "status:claimed,ongoing,changed"),
        ("状态:未完成", "status:open"),
        ("亮灯:黄、蓝、绿、无", "light:yellow,blue,green,none"),
        ("类型:年度", "kind:annual"),
        ("时限＜2023年9月1日", "due<2023-09-01"),
        ("时限≤8月31日", "due<=2023-08-31"),
        ("时限≥8月", "due>=2023-08"),
        ("时限≠8月", "due!=2023-08"),
        ("时限:无", "due:none"),
        ("时限:有", "due:any"),
        ("时限：今天", "due==today"),
        ("进度＞＝５０％", "percent>=50"),
        ("举措:齐", "measures:all"),
        ("报送:有", "filed:any"),
        ("更新:3月", "updated:2023-03"),
        ("序号:一至三", "id:1-3"),
        ("文字:举措甲", "text:举措甲"),
        ("标题:“立法”", 'title:"立法"'),
        ("进展:动员", "note:动员"),
        ("问题:无", "problem:none"),
        ("佐证:有", "evidence:any"),
        ("登记人:张三", "by:张三"),
        ("理由:年度", "reason:年度"),
        ("下一步:有", "next:any"),
    ],
)
def test_both_spellings_mean_the_same(chinese: str, ascii_: str, small: Snapshot) -> None:
    assert kept(chinese, small) == kept(ascii_, small)


@pytest.mark.parametrize(
    "text", ["时限<2024", "时限>2022", "时限=2023", "时限!=2023-09-30", "进度>=0", "进度!=1"]
)
def test_a_value_that_is_absent_meets_no_comparison(text: str) -> None:
    assert "4" not in kept(text, folded_on(TODAY)).split()


def test_a_filter_looks_at_the_day_of_the_snapshot() -> None:
    shipped = load_plan(SHIPPED_PLAN).plan
    assert shipped is not None
    condition = parse_filter("亮灯:红", shipped, TODAY)
    numbers = [
        sum(condition.matches(state, snapshot) for state in snapshot.points)
        for snapshot in (fold(shipped, [], date(2023, 12, 31)), fold(shipped, [], date(2024, 1, 1)))
    ]
    assert numbers == [0, 1]


def test_counts_of_a_filter_and_its_opposite_add_up(small: Snapshot) -> None:
    for text, _ in TRIED:
        both = kept(text, small).split() + kept(f"非 ({text})", small).split()
        assert sorted(both) == ["1", "2", "3", "4"]


def test_two_filters_together(small: Snapshot) -> None:
    first, second = (parse_filter(t, small.plan, TODAY) for t in ("序号:1 或 序号:2", "部分:一"))
    assert first.also(None) is first
    both = first.also(second)
    assert parse_filter(both.text, small.plan, TODAY).text == "(序号:1 或 序号:2) 且 (部分:一)"
    assert kept(both.text, small) == "1 2"
    assert [s.task.id for s in select(small.plan, where=both).apply(small)] == ["1", "2"]
