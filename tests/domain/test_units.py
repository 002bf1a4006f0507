from __future__ import annotations

import pytest

from lawgov_cli.base.absent import AmbiguousUnit, NoSuchUnit
from lawgov_cli.domain.units import Part, find_unit, nearest_units, parts_of
from lawgov_cli.domain.vocabulary import Role
from tests.helpers import SHIPPED_PLAN, SMALL_PLAN, plan_of

PLAN = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))
SMALL = plan_of()


@pytest.mark.parametrize(
    "text", ["市司法局", " 市司法局 ", "sfj", "SFJ", "ｓｆｊ", "ssfj", "司法局", "司法"]
)
def test_a_unit_is_found_by_name_initials_or_part(text: str) -> None:
    assert find_unit(text, PLAN) == "市司法局"


def test_an_alias_is_another_spelling() -> None:
    assert find_unit("市政府办", PLAN) == "市政府办公室"
    assert find_unit("各镇区", PLAN) == "各区镇"


def test_a_whole_name_goes_before_the_names_that_hold_it() -> None:
    assert find_unit("甲局", SMALL) == "甲局"
    plan = SMALL._replace(
        units={**SMALL.units, "甲局分局": SMALL.units["甲局"]._replace(name="甲局分局")}
    )
    assert find_unit("甲局", plan) == "甲局"


def test_an_ambiguous_part_is_not_guessed() -> None:
    with pytest.raises(AmbiguousUnit) as caught:
        find_unit("街道", PLAN)
    assert caught.value.message == "“街道”可以指2个单位: 1 娄东街道  2 陆渡街道。请写全称。"


def test_initials_that_two_units_share_are_not_guessed() -> None:
    with pytest.raises(AmbiguousUnit, match="1 娄东街道  2 陆渡街道"):
        find_unit("ldjd", PLAN)


def test_the_s_of_a_city_unit_may_be_typed_only_for_a_city_unit() -> None:
    assert find_unit("sgaj", PLAN) == "市公安局"
    with pytest.raises(NoSuchUnit):
        find_unit("ssthjj", PLAN)  # 太仓生态环境局 does not begin with 市


def test_an_unknown_unit_is_answered_with_the_nearest_name() -> None:
    with pytest.raises(NoSuchUnit) as caught:
        find_unit("市司法厅", PLAN)
    assert (
        caught.value.message
        == "没有“市司法厅”这个单位。您是否要找: 市司法局?  全部单位: lawgov units; "
        "登记新单位: lawgov units add 市司法厅"
    )


@pytest.mark.parametrize("text", ["", "局", "qqqq"])
def test_one_character_or_none_finds_nothing(text: str) -> None:
    with pytest.raises(NoSuchUnit) as caught:
        find_unit(text, PLAN)
    assert caught.value.message == f"没有“{text}”这个单位。全部单位: lawgov units"


def test_a_unit_is_suggested_once_though_two_spellings_are_near() -> None:
    assert nearest_units("市政府办公", PLAN).count("市政府办公室") == 1


@pytest.mark.parametrize("text", ["政办", "市府办室"])
def test_a_name_that_leaves_signs_out_is_answered_with_the_whole(text: str) -> None:
    assert "市政府办公室" in nearest_units(text, PLAN)


def test_the_beginning_of_initials_is_answered_with_those_that_begin_so() -> None:
    assert nearest_units("szf", PLAN) == ["市政府办公室"]
    assert nearest_units("zs", PLAN) == nearest_units("s", PLAN) == []


@pytest.mark.parametrize(
    ("unit", "lead", "responsible", "parts"),
    [
        ("甲局", ("甲局", "乙局"), (), [Part(Role.COLLECTOR)]),
        ("乙局", ("甲局", "乙局"), (), [Part(Role.LEAD)]),
        ("甲局", (), ("甲局",), [Part(Role.RESPONSIBLE)]),
        ("甲局", ("甲局",), ("甲局",), [Part(Role.COLLECTOR), Part(Role.RESPONSIBLE)]),
        ("丙镇", ("各镇",), (), [Part(Role.LEAD, "各镇")]),
        ("丙镇", (), ("各镇", "丙镇"), [Part(Role.RESPONSIBLE), Part(Role.RESPONSIBLE, "各镇")]),
        ("各镇", ("各镇",), (), [Part(Role.COLLECTOR)]),
        ("丙镇", ("甲局",), ("各部门",), []),
    ],
)
def test_what_a_unit_is_to_a_task(
    unit: str, lead: tuple[str, ...], responsible: tuple[str, ...], parts: list[Part]
) -> None:
    assert parts_of(unit, lead, responsible, SMALL) == parts


def test_of_two_names_that_look_alike_each_is_found_as_it_is_spelt() -> None:
    plan = plan_of(
        "schema: 1\nid: p\ntitle: 计划\nyear: 2023\nunits: {市⽂⼴局: {}, 市文广局: {}}\n"
        "tasks:\n  - {id: '1', title: 甲, lead: [市⽂⼴局, 市文广局]}\n"
    )
    assert find_unit("市⽂⼴局", plan) == "市⽂⼴局"
    assert find_unit("市文广局", plan) == "市文广局"
    with pytest.raises(AmbiguousUnit):
        find_unit("文广", plan)
    assert find_unit("市⽂体⼴旅局\u200b", PLAN) == "市文体广旅局"


def test_a_unit_without_registered_initials_is_found_by_those_of_its_name() -> None:
    text = SMALL_PLAN.replace("  丙镇: {}", "  丙镇: {}\n  省商务厅: {}")
    plan = plan_of(text)
    assert [find_unit(word, plan) for word in ("swt", "sswt", "bz", "jj")] == [
        "省商务厅",
        "省商务厅",
        "丙镇",
        "甲局",
    ]
    with pytest.raises(NoSuchUnit):
        find_unit("gz", plan)
