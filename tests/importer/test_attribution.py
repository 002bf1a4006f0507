from __future__ import annotations

from datetime import date

import pytest

from lawgov_cli.importer.language.deadlines import deadlines, stated
from lawgov_cli.importer.language.places import places
from lawgov_cli.importer.language.roles import read
from lawgov_cli.importer.language.rules import LeadRule, lead_rule, unread_rule


@pytest.mark.parametrize(
    ("words", "lead", "responsible"),
    [
        ("牵头单位:A局、B局,责任单位:C局、D局", "A局 B局", "C局 D局"),
        ("责任单位：A局", "", "A局"),
        ("牵头单位：A局；配合单位：B局", "A局", "B局"),
        ("A局牵头，B局、C局按职责分工负责", "A局", "B局 C局"),
        ("A局牵头、B局配合", "A局", "B局"),
        ("A局牵头B局配合", "A局", "B局"),
        ("由A局会同B局负责", "A局", "B局"),
        ("A局、B局牵头负责", "A局 B局", ""),
        ("A局、B局等负责", "", "A局 B局"),
        ("A局牵头，B局，各区县配合", "A局", "B局 各区县"),
        ("A局按照属地管理原则落实", "", "A局"),
        ("牵头：A局；配合：B局", "A局", "B局"),
        ("责任单位：A局牵头，B局配合", "A局", "B局"),
        ("主办单位：A局 协办单位：B局", "A局", "B局"),
        ("责 任 单 位：A局", "", "A局"),
        ("责任（配合）单位：A局", "", "A局"),
        ("A局、B局分别牵头", "A局 B局", ""),
        ("A局负责牵头，B局配合", "A局", "B局"),
        ("A局牵头落实，各区县负责", "A局", "各区县"),
        ("由A局牵头，会同B局、C局", "A局", "B局 C局"),
        ("责任单位：A局（牵头）、B局", "A局", "B局"),
        ("★A局、B局", "A局", "B局"),
        ("牵头单位：A局，B局配合", "A局", "B局"),
        ("牵頭單位：A局；責任單位：B局、C廳", "A局", "B局 C廳"),
        ("責任單位：A局牽頭，B局配合", "A局", "B局"),
        ("牵头单位为A局，责任单位为B局", "A局", "B局"),
        ("【牵头单位】A局【责任单位】B局", "A局", "B局"),
        ("责任单位：A局，各区县党委、政府", "", "A局 各区县党委、政府"),
        ("责任单位：A局 （B局），各区县政府 （管委会）", "", "A局（B局） 各区县政府（管委会）"),
        ("责任单位：A局(除标注“分别牵头”外，列第一位为牵头单位，下同)", "", "A局"),
        ("A局、B局按职责分工", "", "A局 B局"),
        ("A局、B局（共同牵头）、C局", "A局 B局", "C局"),
        ("A局、B局双牵头，C局配合", "A局 B局", "C局"),
        ("牵头单位：A局、县残联两家单位；责任单位：C局等三家单位", "A局 县残联", "C局等三家单位"),
        ("各包案领导、A局", "", "A局"),
        ("A局（共同牵头）、C局、B局（共同牵头）", "A局 B局", "C局"),
        ("责任单位：A局、B局(双牵头)，C局", "A局 B局", "C局"),
        ("A局（资源部分）、B局（不动产登记方面）", "", "A局 B局"),
        ("省专班牵头单位牵头，省专班成员单位按职责分工配合", "省专班牵头单位", "省专班成员单位"),
    ],
)
def test_words_are_read_as_roles(words: str, lead: str, responsible: str) -> None:
    said = read(words, words)
    assert (" ".join(said.lead), " ".join(said.responsible)) == (lead, responsible)


@pytest.mark.parametrize(
    ("words", "deadline"),
    [
        ("A局，10月底完成", "10月底完成"),
        ("责任单位：A局；完成时限：2024年6月30日前", "2024年6月30日前"),
        ("责任单位：A局（2024年底前）", "2024年底前"),
        ("A局负责，长期坚持", "长期坚持"),
    ],
)
def test_a_deadline_among_the_names_is_kept_apart(words: str, deadline: str) -> None:
    said = read(words, words)
    assert (said.responsible, said.deadline) == (("A局",), deadline)


@pytest.mark.parametrize(
    ("words", "responsible", "persons"),
    [
        ("责任股室：法规股　　责任人：李明、徐波", "法规股", "李明、徐波"),
        ("责任单位：县水利局 责任人：李明", "县水利局", "李明"),
        ("责任单位：县水利局  分管 领导：李明 联系人：徐波", "县水利局", "李明；徐波"),
        ("责任单位：县水利局 责 任 人：李明", "县水利局", "李明"),
    ],
)
def test_a_blank_before_a_label_of_persons_ends_the_name_before_it(
    words: str, responsible: str, persons: str
) -> None:
    said = read(words, words)
    assert (" ".join(said.responsible), said.persons) == (responsible, persons)


def test_sentences_that_name_nobody_are_remarks() -> None:
    said = read("A部、B部等负责。列第一位者为牵头单位，下同", "")
    assert said.responsible == ("A部", "B部")
    assert [(note.code, note.shown) for note in said.notes] == [("open", "B部等")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("列第一位者为牵头单位，下同", LeadRule.FIRST),
        ("列第一位的责任单位为牵头单位或汇总单位。", LeadRule.FIRST),
        ("排名首位的为牵头单位", LeadRule.FIRST),
        ("牵头单位列在首位", LeadRule.FIRST),
        ("逗号前为牵头单位", LeadRule.BEFORE_COMMA),
        ("各项任务责任单位排第一的为牵头单位", LeadRule.FIRST),
        ("列第1位的单位牵头", LeadRule.FIRST),
        ("头一个单位负总责", LeadRule.FIRST),
        ("写在最前边的是牵头单位", LeadRule.FIRST),
        ("第一责任单位为主办单位，其余协办", LeadRule.FIRST),
        ("列首位的部门履行牵头职责", LeadRule.FIRST),
        ("最前面的为主责单位", LeadRule.FIRST),
        ("顺序第一的责任部门承担牵头责任", LeadRule.FIRST),
        ("| 3 | 备注：首个单位为牵头单位 |", LeadRule.FIRST),
        ("由市发改委牵头，市财政局配合", None),
        ("第一产业由农业农村局牵头", None),
        ("首个项目由市住建局牵头", None),
        ("由排名第一的企业牵头组建联合体", None),
        ("首问责任单位牵头答复", None),
        ("各牵头单位写出首季总结", None),
        ("牵头单位在首位办公", None),
        ("领导干部要走在前列，牵头抓落实", None),
        ("排头兵企业牵头组建联合体", None),
    ],
)
def test_a_rule_about_who_leads_is_found(text: str, rule: LeadRule | None) -> None:
    assert lead_rule(text) is rule


@pytest.mark.parametrize(
    "text",
    [
        "末位单位为牵头单位",
        "前两个单位为牵头单位",
        "斜体的单位为配合单位",
        "红色字体单位牵头",
        "责任单位中，①为牵头单位",
        "事项多的为牵头单位",
    ],
)
def test_a_rule_by_anything_else_is_told_as_unread(text: str) -> None:
    assert unread_rule(f"说明如下；{text}。") == text


@pytest.mark.parametrize(
    "text", ["首个项目由市住建局牵头", "明确一个部门为牵头单位", "排名不分先后"]
)
def test_what_only_sounds_like_a_rule_is_none(text: str) -> None:
    assert unread_rule(text) == ""


def test_a_rule_makes_leads_of_the_responsible_but_never_of_supporters() -> None:
    said = read("责任单位：A局、B局，C局", "")
    assert said.under(LeadRule.FIRST).lead == ("A局",)
    assert said.under(LeadRule.BEFORE_COMMA).lead == ("A局", "B局")
    assert read("配合单位：A局、B局", "").under(LeadRule.FIRST).lead == ()


@pytest.mark.parametrize(
    "paragraph",
    [
        "微型团队（一般不超过10人）创办实体。",
        "对算力使用方（自建自用除外）给予支持。",
        "建立机制（政府引导、企业参与），帮扶企业。",
        "坚持谁执法谁普法（谁主管谁负责）。",
        "市、区（县级市）两级重点支持。",
        "扶持资金由区财政局统筹平衡。",
        "某项规定（以下简称责任单位）。",
    ],
)
def test_brackets_and_sentences_that_attribute_nothing(paragraph: str) -> None:
    assert places(paragraph) == ()


def test_several_attributions_in_one_paragraph() -> None:
    text = "推行改革。（A局负责）优化服务。（B局牵头，C局配合）完善制度。责任单位：D局"
    found = [(p.attribution.lead, p.attribution.responsible) for p in places(text, numbered=True)]
    assert found == [((), ("A局",)), (("B局",), ("C局",)), ((), ("D局",))]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("年底前实现全覆盖", date(2023, 12, 31)),
        ("2020年底前开展", None),
        ("10月底前完成", date(2023, 10, 31)),
        ("6月30日前上报", date(2023, 6, 30)),
        ("第三季度末前建成", date(2023, 9, 30)),
        ("2024年6月底前贯通", date(2024, 6, 30)),
        ("明年3月底前", date(2024, 3, 31)),
        ("5年内重点引进", None),
        ("自2023年10月1日起施行", None),
        ("截至2023年10月底", None),
        ("2023年13月底前", None),
        ("2023年12⽉31⽇前完成", date(2023, 12, 31)),
        ("１０月底前建成", date(2023, 10, 31)),
        ("第３季度末前", date(2023, 9, 30)),
        ("2023年2月30日前", None),
    ],
)
def test_deadlines_in_prose(text: str, due: date | None) -> None:
    assert next((found.due for found in deadlines(text, 2023)), None) == due


def test_dates_behind_a_label_need_no_further_word() -> None:
    assert stated("2024年6月", 2023) == date(2024, 6, 30)
    assert stated("6月中旬", 2023) == date(2023, 6, 20)
    assert stated("2024年", 2023) == date(2024, 12, 31)
    assert stated("持续推进", 2023) is None
