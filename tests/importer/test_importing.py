"""The shipped document: what the importer makes of it, and what only a person knows."""

from __future__ import annotations

import hashlib
from datetime import date

import pytest

from lawgov_cli.domain.plan import FilingRules, LightRules
from lawgov_cli.domain.printing import document_text
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.store.plan_file import load_plan, read_plan
from lawgov_cli.store.plan_yaml import plan_yaml
from tests.helpers import SHIPPED_PLAN, SHIPPED_TEXT

TEXT = SHIPPED_TEXT.read_text("utf-8")
SHA256 = "4783f09a4166ed7f7814b4428662baf2646c49ebf86df98cf1fa12dd3f1a6dc0"


def test_the_shipped_plan_is_the_imported_one_and_what_a_person_knows() -> None:
    imported, shipped = import_text(TEXT, name="workpoints-2023").plan, load_plan(SHIPPED_PLAN).plan
    assert shipped
    assert imported.tasks == shipped.tasks
    by_a_person = ("units", "groups", "source")
    for field in shipped._fields:
        if field not in by_a_person:
            assert getattr(imported, field) == getattr(shipped, field), field
    printed = {*imported.units, *imported.groups}
    assert printed <= set(shipped.canonical)
    assert {shipped.canonical[name] for name in printed} == {
        shipped.canonical[name]
        for task in shipped.points
        for name in (*task.lead, *task.responsible)
    }


def test_last_years_plan_brings_what_a_person_knows() -> None:
    shipped = load_plan(SHIPPED_PLAN).plan
    assert shipped
    told = shipped._replace(
        office=shipped.office._replace(name="市法治办"),
        filing=FilingRules(day=28, since=date(2023, 9, 1)),
        lights=LightRules(behind_red=40),
    )
    carried = import_text(TEXT, name="workpoints-2023", like=told).plan
    assert carried.groups == shipped.groups
    assert carried.units == shipped.units
    assert (carried.office, carried.lights) == (told.office, told.lights)
    assert carried.filing == FilingRules(day=28)  # from which month on was said of last year


def test_the_printed_text_is_the_source_with_the_wrapped_line_joined() -> None:
    plan = import_text(TEXT, name="workpoints-2023").plan
    assert hashlib.sha256(document_text(plan).encode()).hexdigest() == plan.text_sha256 == SHA256


def test_every_doubt_has_its_line_and_none_is_applied() -> None:
    doubts = import_text(TEXT, name="x").doubts
    assert [(doubt.line, doubt.code) for doubt in doubts] == [
        (25, "near-name"),
        (38, "joined"),
        (43, "misprint"),
        (45, "near-name"),
    ]
    for word in ("各镇区", "投拆", "市政府办"):
        assert any(word in doubt.what for doubt in doubts)
        assert word in document_text(import_text(TEXT, name="x").plan)


def test_the_plan_loads_back_from_its_file() -> None:
    plan = import_text(TEXT, name="x").plan
    assert read_plan(plan_yaml(plan).encode(), "x.yaml").plan == plan


def test_the_counts() -> None:
    counts = import_text(TEXT, name="x").summary
    assert (counts.sections, counts.points, counts.measures, counts.deadlines) == (8, 30, 90, 1)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (
            "某市2024年工作要点\n一、甲\n（一）做甲事。（市司法局负责）\n（三）做乙事。（市教育局负责）",
            "numbering",
        ),
        ("某市2024年工作要点\n一、甲\n（一）做甲事。（市司法局负责）\n（二）做乙事。", "no-units"),
        (
            "某市2024年工作要点\n（一）做甲事。（市司法局等负责。列第一位者为牵头单位，下同）",
            "rule",
        ),
        ("网页附加的文字\n某市2024年工作要点\n（一）做甲事。（市司法局负责）", "unplaced"),
        ("只有一段话，没有任何任务。", "nothing"),
        ("某市2024年工作要点\n（一）做甲事。（市司法局会同市教育局负责）", "role"),
    ],
)
def test_what_is_not_sure_is_said(text: str, code: str) -> None:
    assert code in [doubt.code for doubt in import_text(text, name="x").doubts]


def test_characters_of_no_width_hide_nothing() -> None:
    text = "\u200b一、甲\n\u200b（一）做甲事。（牵头单位：市司\u200b法局）"
    (point,) = import_text(text, name="x").plan.points
    assert (point.title, point.lead) == ("做甲事", ("市司法局",))


@pytest.mark.parametrize(
    ("notice", "title"),
    [
        (
            "某政办字 〔2023〕1号\n各单位：\n现将 《某市分工方案》(以下简称 《方案》)印发给你们。",
            "某市分工方案",
        ),
        (
            (
                "关于印发某市重点事项的通知\n各单位：\n现将《2006年〈工作报告〉的重点事项》印发给你们。\n"
                "某市政府\n二○○六年四月二十八日\n2006年《工作报告》的重点事项"
            ),
            "2006年《工作报告》的重点事项",
        ),
        (
            (
                "某市政府办关于印发某市“十三五”规划责任分解的通知\n各单位：\n现将《某市“十三五”规划》"
                "责任分解印发给你们。\n某市“十三五”规划责任分解\n现分解如下。\n应急体系9个建设任务"
            ),
            "某市“十三五”规划责任分解",
        ),
    ],
)
def test_the_title_is_the_one_that_the_notice_names(notice: str, title: str) -> None:
    assert import_text(f"{notice}\n（一）做甲事。（市司法局负责）", name="x").plan.title == title


def test_particulars_are_read_from_notice_and_closing() -> None:
    lines = ["国务院关于某事的意见", "国发〔2018〕42号", "各省：", "前言。", "一、甲"]
    text = "\n".join([*lines, "（一）乙。（农业部负责）", "国务院", "2018年12月21日"])
    plan = import_text(text, name="x").plan
    assert (plan.number, plan.issuer, str(plan.issued)) == (
        "国发〔2018〕42号",
        "国务院",
        "2018-12-21",
    )
    assert plan.notice == {"number": "国发〔2018〕42号", "addressees": "各省："}
    assert (plan.preamble, plan.closing) == ("前言。", "\n国务院\n2018年12月21日")


def test_a_line_that_announces_the_items_addresses_nobody() -> None:
    for line in ("实施如下重点项目：", "重点抓好以下工作：", "主要任务："):
        text = f"某市2023年要点\n{line}\n1.开发。做好。（市甲委负责）\n2.培养。办好。（市乙部负责）"
        plan = import_text(text, name="x").plan
        assert plan.notice == {}
        assert plan.preamble == line
        assert document_text(plan) == text
    addressed = import_text("某市2023年要点\n市各有关单位：\n一、甲。（市甲委负责）", name="x").plan
    assert addressed.notice == {"addressees": "市各有关单位："}


def test_a_plan_for_several_years_starts_and_ends_with_them() -> None:
    plan = import_text(
        "某市行动计划（2026—2028年）\n一、甲\n（一）乙。（市司法局负责）", name="x"
    ).plan
    assert (plan.year, str(plan.starts), str(plan.ends)) == (2026, "2026-01-01", "2028-12-31")


def test_an_end_that_two_nodes_may_share_is_given_once() -> None:
    text = "一、度1.度\n（一）查1.。\n2.。政局分工负责\n二、法3.（管局"  # a fuzzer's
    plan = import_text(text, name="x").plan
    assert bare(document_text(plan)) == bare(text)
    assert sum("政局" in task.responsible for task in plan.walk()) == 1


@pytest.mark.parametrize(
    "text",
    [
        "甲县2025年工作要点\n1.排查。责任单位：县公安局。另由县委办督查。\n2.演练。\n3.巡查。",
        "甲县2025年工作要点\n1.排查。\n2.演练。\n3.巡查。",
    ],
    ids=["others name some", "nobody is named"],
)
def test_units_added_to_a_point_that_printed_none_change_no_document(text: str) -> None:
    plan = import_text(text, name="x").plan
    amended = tuple(t if t.responsible else t._replace(lead=("县水利局",)) for t in plan.tasks)
    assert document_text(plan._replace(tasks=amended)) == document_text(plan) == text


def test_a_document_that_names_nobody_says_so_once() -> None:
    plan = import_text("甲县2025年工作要点\n1.排查。\n2.演练。\n3.巡查。", name="x").plan
    assert plan.layout.units == ""
    assert [task.printed_units for task in plan.tasks] == [None, None, None]


def test_a_time_without_bodies_is_no_form_for_those_of_others() -> None:
    text = "甲县2025年工作要点\n1.排查。（完成时限：长期）\n2.演练。（完成时限：长期）"
    plan = import_text(text, name="x").plan
    assert plan.layout.units == ""
    assert document_text(plan) == text


def test_what_does_not_print_back_is_kept_as_text_and_nothing_is_asked_of_its_tasks() -> None:
    made = import_text("号|号||措施|单位|\n2||局||", name="x")
    assert made.plan.tasks == ()
    assert made.plan.preamble
