"""The flags that choose tasks: what they keep, how words and lists are read, and that they say the
same as the filter language.
"""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.errors import LawgovError, NotFound, UnknownWord
from lawgov_cli.domain.units import Part
from lawgov_cli.domain.vocabulary import Role
from lawgov_cli.filters.flags import Selection, select
from lawgov_cli.filters.grammar import parse_filter
from lawgov_cli.filters.predicates import by_anyone, by_units, in_sections
from lawgov_cli.filters.words import pieces, read_kind, read_status
from tests.helpers import SMALL_PLAN, folded_on, plan_of, record

TODAY = date(2023, 9, 20)
SNAPSHOT = folded_on(
    TODAY,
    record("1", status="done", note="印发立法计划"),
    record("3.1", note="公开目录ＡＢＣ", status="done"),
)
PLAN = SNAPSHOT.plan


def kept(selection: Selection) -> list[str]:
    return [state.task.id for state in selection.apply(SNAPSHOT)]


@pytest.mark.parametrize(
    ("flags", "ids"),
    [
        ({}, "1 2 3 4"),
        ({"unit": ["甲局"]}, "1 2 4"),
        ({"unit": ["甲局", "各镇"]}, "1 2 3 4"),
        ({"unit": ["甲局、各镇"]}, "1 2 3 4"),
        ({"unit": ["丙镇"]}, "4"),
        ({"unit": ["丙镇"], "group": True}, "1 3 4"),
        ({"unit": ["甲局"], "role": "lead"}, "1 4"),
        ({"unit": ["乙局"], "role": "牵头单位"}, "1 2"),
        ({"unit": ["乙局"], "role": "汇总"}, "2"),
        ({"unit": ["甲局"], "role": "责任"}, "2"),
        ({"unit": ["丙镇"], "role": "lead", "group": True}, "3"),
        ({"role": "牵头"}, "1 2 3 4"),
        ({"role": "汇总"}, "1 2 3 4"),
        ({"role": "责任"}, "1 2 4"),
        ({"section": ["一"]}, "1 2"),
        ({"section": ["一", "S2"]}, "1 2 3 4"),
        ({"section": ["一、二"]}, "1 2 3 4"),
        ({"section": ["一、"]}, "1 2"),
        ({"section": ["二"], "unit": ["甲局"]}, "4"),
        ({"status": ["已完成"]}, "1"),
        ({"status": ["done，推进中"]}, "1 3"),
        ({"status": ["未完成"]}, "2 3 4"),
        ({"status": ["未完成;已完成"]}, "1 2 3 4"),
        ({"light": ["红"]}, "2"),
        ({"light": ["红,黄"]}, "2 3"),
        ({"status": ["已完成"], "light": ["红"]}, ""),
        ({"grep": "执法"}, "2"),
        ({"grep": "立法计划"}, "1"),
        ({"grep": "上半年"}, "3"),
        ({"grep": "目录abc"}, "3"),
        ({"grep": "甲局"}, "1 2 4"),
        ({"grep": "甲委"}, "1"),
        ({"grep": "镇街"}, "1"),
        ({"grep": "没有的字"}, ""),
        ({"grep": ""}, "1 2 3 4"),
    ],
)
def test_what_is_kept(flags: dict[str, Any], ids: str) -> None:
    assert kept(select(PLAN, **flags)) == ids.split()


def test_the_parts_of_several_units_are_given_one_after_another() -> None:
    state = SNAPSHOT.states["1"]
    chosen = select(PLAN, unit=["乙局", "甲局", "丙镇"])
    assert chosen.parts(state, SNAPSHOT) == [Part(Role.LEAD), Part(Role.COLLECTOR)]
    wider = chosen.with_groups(through=True)
    assert wider.parts(state, SNAPSHOT)[2] == Part(Role.RESPONSIBLE, "各镇")


def test_what_lies_below_a_point_is_inside_its_section_too() -> None:
    measure = SNAPSHOT.states["1.1"]
    assert in_sections(["S1"])(measure, SNAPSHOT)
    assert not in_sections(["S2"])(measure, SNAPSHOT)


def test_the_same_units_can_be_asked_with_and_without_their_groups() -> None:
    chosen = select(PLAN, unit=["丙镇"], status=["未完成"], group=True)
    assert kept(chosen) == kept(chosen.with_groups(through=True)) == ["3", "4"]
    assert kept(chosen.with_groups(through=False)) == ["4"]


def test_a_selection_keeps_what_is_shown_of_it() -> None:
    chosen = select(PLAN, unit=["jj,甲委"], section=["第一部分", "S1"], role="lead")
    assert chosen == Selection(units=("甲局",), sections=("S1",), role=Role.LEAD)


@pytest.mark.parametrize(
    ("flags", "narrows"),
    [
        ({}, False),
        ({"group": True}, False),
        ({"grep": ""}, False),
        ({"unit": ["甲局"]}, True),
        ({"role": "责任"}, True),
        ({"section": ["一"]}, True),
        ({"status": ["未完成"]}, True),
        ({"where": parse_filter("状态:未完成", PLAN, TODAY)}, True),
    ],
)
def test_whether_anything_may_be_left_out(flags: dict[str, Any], *, narrows: bool) -> None:
    assert select(PLAN, **flags).narrows is narrows


# ---------------------------------------------------------------- words and lists


@pytest.mark.parametrize(
    ("words", "parts"),
    [
        ([], []),
        (["甲"], ["甲"]),
        (["甲、乙,丙，丁;戊；己"], ["甲", "乙", "丙", "丁", "戊", "己"]),
        (["甲﹐乙﹑丙､丁﹔戊"], ["甲", "乙", "丙", "丁", "戊"]),
        ([" 甲 、、 乙 、", "丙"], ["甲", "乙", "丙"]),
        (["", "、"], ["", ""]),
    ],
)
def test_a_list_is_split_at_every_comma(words: list[str], parts: list[str]) -> None:
    assert pieces(words) == parts


@pytest.mark.parametrize(
    ("typed", "units"),
    [
        ("甲局、乙局", ("甲局、乙局",)),
        ("丙镇，甲局、乙局;乙局", ("丙镇", "甲局、乙局", "乙局")),
        ("两局,一办，甲局", ("甲局、乙局", "甲局")),
        ("甲局,乙局", ("甲局", "乙局")),
    ],
)
def test_a_unit_whose_own_name_holds_a_comma_is_found_whole(
    typed: str, units: tuple[str, ...]
) -> None:
    named = "  甲局、乙局: {aliases: ['两局，一办']}\ngroups:\n"
    plan = plan_of(SMALL_PLAN.replace("groups:\n", named))
    assert select(plan, unit=[typed]).units == units


def test_a_section_may_be_typed_by_a_part_of_its_title_with_commas() -> None:
    plan = plan_of(SMALL_PLAN.replace("title: 第一部分", "title: 抓学习,二次执法、强监督"))
    assert select(plan, section=["学习，二"]).sections == ("S1",)
    assert select(plan, section=["学习，二次执法、二"]).sections == ("S1", "S2")


@pytest.mark.parametrize(
    ("flags", "told"),
    [
        ({"status": ["推进种"]}, "没有“推进种”这种办理状态。您是否要写: 推进中?  可用: 未启动、"),
        ({"status": ["finished"]}, "长期坚持、已调整、未完成"),
        ({"status": ["推进中、办结了"]}, "没有“办结了”这种办理状态。您是否要写: 已完成?  可用: "),
        ({"status": [""]}, "没有“”这种办理状态。"),
        ({"light": ["橙"]}, "没有“橙”这种亮灯。可用: 红、黄、蓝、绿、无"),
        ({"role": "牵"}, "没有“牵”这种角色。您是否要写: 牵头?  可用: lead(牵头)、"),
        ({"unit": ["甲局、乙院"]}, "没有“乙院”这个单位。"),
        ({"unit": [""]}, "没有“”这个单位。"),
        ({"section": ["一、九"]}, "没有“九”这个部分。"),
    ],
)
def test_a_fault_in_a_flag_is_a_plain_sentence(flags: dict[str, Any], told: str) -> None:
    with pytest.raises((UnknownWord, NotFound)) as caught:
        select(PLAN, **flags)
    assert told in caught.value.message
    assert "\n" not in caught.value.message


@pytest.mark.parametrize(
    ("key", "flag", "word"),
    [
        ("状态", "status", "推进种"),
        ("亮灯", "light", "gren"),
        ("单位", "unit", "丙局"),
        ("部分", "section", "九"),
    ],
)
def test_a_fault_is_told_alike_in_a_flag_and_in_a_filter(key: str, flag: str, word: str) -> None:
    with pytest.raises(LawgovError) as in_flag:
        select(PLAN, **{flag: [word]})  # type: ignore[arg-type]
    with pytest.raises(LawgovError) as in_filter:
        parse_filter(f"{key}:{word}", PLAN, TODAY)
    assert in_filter.value.message.endswith(f"^\n{in_flag.value.message}")
    assert in_filter.value.exit_code == in_flag.value.exit_code


def test_what_is_recorded_is_one_status_and_one_kind() -> None:
    assert read_status(" ＤＯＮＥ ", PLAN).word == "已完成"
    assert read_kind("长期").value == "standing"
    with pytest.raises(UnknownWord, match=r"没有“未完成”这种办理状态。您是否要写: 已完成"):
        read_status("未完成", PLAN, ["退回"])
    with pytest.raises(UnknownWord, match=r"您是否要写: 退回\?.*已调整、退回$"):
        read_status("退会", PLAN, ["退回"])
    with pytest.raises(UnknownWord, match=r"没有“无”这种任务类型。可用: 限时、年度、长期$"):
        read_kind("无")


# ---------------------------------------------------------------- the same as a filter

KEYS = {None: "单位", "lead": "牵头", "responsible": "责任", "汇总": "汇总"}
BUSY = folded_on(
    TODAY,
    record("1", on="2023-03-01", status="doing", note="开了动员会", percent=70),
    record("1", on="2023-03-10", unit="甲局", status="claimed", note="初稿已成"),
    record("2", on="2023-04-01", responsible=["各镇", "甲局"], reason="调整"),
    record("3.1", on="2023-06-20", status="done", note="公开目录上网"),
    record("4", on="2023-09-01", status="done", note="普法月结束"),
)


def some(*words: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words), max_size=3)


FLAGS = st.fixed_dictionaries(
    {
        "unit": some("甲局", "甲委", "yj", "丙镇", "各镇", "镇街", "各部门"),
        "section": some("一", "第二部分", "S2"),
        "role": st.sampled_from(list(KEYS)),
        "status": some("未启动", "推进中", "claimed", "已完成", "未完成", "open"),
        "light": some("红", "yellow", "蓝", "绿", "无"),
        "grep": st.sampled_from([None, "法", "甲局", "目录"]),
        "group": st.booleans(),
    }
)


def written(flags: dict[str, Any], comma: str) -> str:
    """The filter that says what *flags* say."""
    role, terms = flags["role"], []
    units = list(flags["unit"])
    if units and flags["group"] and role not in {None, "汇总"}:
        units += [group for name in flags["unit"] if name == "丙镇" for group in ("各镇",)]
    key = "涉及" if flags["group"] and role is None else KEYS[role]
    if units:
        terms.append(f"{key}:{comma.join(units)}")
    elif role:
        terms.append(f"{KEYS[role]}!=无")
    for name, words in (("部分", "section"), ("状态", "status"), ("亮灯", "light")):
        if flags[words]:
            terms.append(f"{name}:{comma.join(flags[words])}")
    if flags["grep"]:
        terms.append(f"文字:{flags['grep']}")
    return " 且 ".join(terms)


@given(flags=FLAGS, comma=st.sampled_from(",，、;；"), apart=st.booleans())
def test_flags_keep_what_the_filter_that_says_the_same_keeps(
    flags: dict[str, Any], comma: str, *, apart: bool
) -> None:
    lists = {name: words for name, words in flags.items() if isinstance(words, list) and words}
    joined = lists if apart else {name: [comma.join(words)] for name, words in lists.items()}
    chosen = select(BUSY.plan, **{**flags, **joined})
    text = written(flags, comma)
    where = parse_filter(text, BUSY.plan, TODAY) if text else None
    assert chosen.apply(BUSY) == select(BUSY.plan, where=where).apply(BUSY)
    assert chosen.narrows is bool(text)


#: Records by which others lead or answer, a unit is renamed, merged into another, or ends.
MOVING = (
    record("1", number=1, lead=["乙局"]),
    record("2", number=2, responsible=["丙镇", "甲局"]),
    record("4", number=3, unit="甲局", status="doing"),
    record("", number=4, units={"do": "rename", "unit": "甲局", "to": "丁局"}),
    record("", number=5, units={"do": "merge", "from": ["乙局"], "to": "丙镇"}),
    record("", number=6, units={"do": "end", "unit": "乙局"}),
)


#: Each point of the small plan, and others that name the same units.
ALIKE = plan_of(
    SMALL_PLAN
    + """\
      - {id: "5", title: 甲, lead: [甲委, 乙局], responsible: [镇街]}
      - {id: "6", title: 乙, lead: [乙局], responsible: [甲局, 各部门]}
      - {id: "7", title: 丙, lead: [甲局], responsible: [丙镇]}
"""
)
SELECTIONS = st.builds(
    Selection,
    st.lists(st.sampled_from(["甲局", "乙局", "丙镇", "各镇", "各部门"]), unique=True).map(tuple),
    st.none() | st.sampled_from(Role),
    st.booleans(),
)


@given(st.lists(st.sampled_from(MOVING), unique_by=lambda one: str(one["id"])), SELECTIONS)
def test_points_found_by_their_units_are_those_that_each_by_itself_is_asked_for(
    records: list[dict[str, Any]], asked: Selection
) -> None:
    snapshot = folded_on(TODAY, *records, plan=ALIKE)
    test = by_units(asked.units, asked.role, through_groups=asked.through_groups)
    if not asked.units:
        test = by_anyone(asked.role) if asked.role else lambda *_: True
    assert asked.apply(snapshot) == [s for s in snapshot.points if test(s, snapshot)]
