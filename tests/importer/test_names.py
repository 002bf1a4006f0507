from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.importer.doubts import Finding, gathered
from lawgov_cli.importer.language.bodies import is_collective, is_unit_name
from lawgov_cli.importer.language.likeness import likeness, misprints, near_names
from lawgov_cli.importer.language.names import named, split_names
from lawgov_cli.importer.language.offices import one_letter_off


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("市发改委、市财政局", ["市发改委", "市财政局"]),
        ("市科技局、市工信局，各区县（市）政府", ["市科技局", "市工信局", "各区县（市）政府"]),
        ("各区、县（市）政府", ["各区、县（市）政府"]),
        ("各省、自治区、直辖市人民政府", ["各省、自治区、直辖市人民政府"]),
        ("清水县党委、政府，县水利局", ["清水县党委、政府", "县水利局"]),
        ("柳林镇党委、人民政府、县残联", ["柳林镇党委、人民政府", "县残联"]),
        ("高新区党工委、管委会", ["高新区党工委、管委会"]),
        ("清水县党委、县政府", ["清水县党委", "县政府"]),
        ("东湖区委、区政府", ["东湖区委", "区政府"]),
        ("市教育局、各市、县（区）人民政府", ["市教育局", "各市、县（区）人民政府"]),
        ("各区、县级市", ["各区", "县级市"]),
        ("各开发区管委会，各区县（市）政府", ["各开发区管委会", "各区县（市）政府"]),
        ("各县（市、区）、开发区管委会", ["各县（市、区）", "开发区管委会"]),
        ("国务院相关部门及各地区", ["国务院相关部门", "各地区"]),
        ("市直各部门，中央、省驻市单位", ["市直各部门", "中央、省驻市单位"]),
        ("市、县两级法院，省、市属企业", ["市、县两级法院", "省、市属企业"]),
        ("市、县财政局", ["市", "县财政局"]),
        ("工会与信息化部、审计部和动力车间", ["工会", "信息化部", "审计部", "动力车间"]),
        ("泽安警备区和泽安学院", ["泽安警备区", "泽安学院"]),
        ("县 商 务 局、县文旅局、……", ["县商务局", "县文旅局"]),
        ("市委和市政府", ["市委", "市政府"]),
        ("市工业和信息化局、市规划和自然资源局", ["市工业和信息化局", "市规划和自然资源局"]),
        ("有关部门和单位", ["有关部门和单位"]),
        ("工业和信息化部、农业农村部等", ["工业和信息化部", "农业农村部"]),
        ("税务总局、海关总署等国务院相关部门", ["税务总局", "海关总署等国务院相关部门"]),
        ("区委组织部（人才办）、区住建局", ["区委组织部（人才办）", "区住建局"]),
        ("省推进“三地、一区”建设小组", ["省推进“三地、一区”建设小组"]),
        ("区国资中心　各街道", ["区国资中心", "各街道"]),
        ("★市工信局、自然资源局", ["市工信局", "自然资源局"]),
        ("", []),
    ],
)
def test_a_list_is_split_into_names_as_printed(text: str, names: list[str]) -> None:
    assert split_names(text) == names


@pytest.mark.parametrize("text", ["各区、县级市", "市丙局，各区、县", "各镇、街道"])
def test_a_kind_of_place_beside_another_is_told(text: str) -> None:
    assert "split" in {code for code, _ in named(text).notes}


@pytest.mark.parametrize(
    "name",
    ["市应急局", "各区镇", "合肥海关", "区委组织部（人才办）", "不动产登记中心", "物资供应中心"],
)
def test_names_of_bodies_look_like_names(name: str) -> None:
    assert is_unit_name(name)


@pytest.mark.parametrize(
    "text",
    ["市财政局搭台", "市法院包办", "自建自用除外", "加强领导", "企业", "应当报市财政局", "谁主管"],
)
def test_other_words_do_not(text: str) -> None:
    assert not is_unit_name(text)


def test_collective_names_are_told_from_single_bodies() -> None:
    groups = ["各区镇", "市政府各有关部门", "市各执法部门", "税务局等部门", "领导小组成员单位"]
    assert all(map(is_collective, groups))
    assert not any(map(is_collective, ["市司法局", "市政府办公室", "团市委"]))


def test_other_spellings_are_suggested() -> None:
    counts = Counter({"各区镇": 24, "各镇区": 1, "市政府办公室": 4, "市政府办": 1, "市教育局": 3})
    counts += Counter({"市发展改革委": 5, "市发改委": 1, "统计局": 1, "市统计局": 2, "市体育局": 3})
    assert set(near_names(counts)) == {
        ("各镇区", "各区镇"),
        ("市政府办", "市政府办公室"),
        ("市发改委", "市发展改革委"),
        ("统计局", "市统计局"),
    }


def test_a_letter_that_the_text_writes_otherwise_is_a_misprint() -> None:
    title, body = "健全行政执法投拆举报机制", "完善投诉举报制度，畅通投诉举报渠道。"
    everywhere = Counter({"投拆举": 1})
    assert list(misprints(title, body, everywhere)) == [("投拆", "投诉")]


def test_likeness_runs_from_nothing_to_the_same() -> None:
    assert likeness("加强法治督察", "加强法治督察") == 1
    assert likeness("加强法治督察", "推进数字改革") == 0
    assert 0.5 < likeness("加强法治政府督察", "加强法治政府督察工作") < 1


def test_one_body_of_another_level_is_another_body_where_that_level_has_several() -> None:
    counts = Counter({"市财政局": 3, "市教育局": 2, "县财政局": 1})
    assert list(one_letter_off(counts)) == [("县财政局", "市财政局")]
    assert list(one_letter_off(counts + Counter({"县教育局": 2}))) == []


def test_what_a_doubt_quotes_is_cut_between_two_names() -> None:
    shown = "、".join(f"市第{n}人民医院" for n in "一二三四五六七八")
    (doubt,) = gathered([Finding("unread", 3, shown)])
    assert doubt.what.endswith(
        "市第一人民医院、市第二人民医院、市第三人民医院、市第四人民医院、市第五人民医院…"
    )


@pytest.mark.parametrize(
    ("body", "within"),
    [
        ("东湖区", "东湖区委"),
        ("县农业农村委", "县农业农村委党委"),
        ("市国资委", "市国资委机关党委"),
        ("县公安局", "县公安局办"),
        ("县政府", "县政府办"),
    ],
)
def test_a_body_within_another_is_no_spelling_of_it(body: str, within: str) -> None:
    assert list(near_names(Counter({body: 11, within: 1}))) == []
    assert list(near_names(Counter({"市发改": 1, "市发改委": 3}))) == [("市发改", "市发改委")]


def test_of_two_that_stand_once_each_one_is_told() -> None:
    assert len(list(one_letter_off(Counter({"县农技站": 1, "县农机站": 1})))) == 1


@pytest.mark.parametrize("name", ["市场监管局", "市市场监管局", "市场监管", "乡村振兴局"])
def test_an_office_whose_name_begins_as_a_level_does_is_no_slip(name: str) -> None:
    assert list(one_letter_off(Counter({name: 1, "市司法局": 2}))) == []


def test_where_more_are_left_out_than_shown_their_number_is_said() -> None:
    findings = [Finding("name-ending", line, f"甲乙{line}") for line in range(1, 6)]
    (doubt,) = gathered(findings)
    assert doubt.what == "不像单位的名称, 已按原样登记: 甲乙1、甲乙2、甲乙3等5处"


def test_a_column_that_is_kept_as_text_quotes_its_first_cell() -> None:
    findings = [Finding("column", line, f"第{line}季", ("进度",)) for line in (4, 5)]
    (doubt,) = gathered(findings)
    assert doubt.what == "表中“进度”一栏按文字保留, 没有读成单位或时限(2格, 第一格“第4季”)"


#: What offices deal with: none of these ends as a body does.
MATTERS = st.sampled_from(
    ["档案", "品牌", "林草", "能源", "航运", "国有资产", "机关事务", "民族", "规划", "设备"]
)
#: What they deal with that ends as a body does.
THINGS = st.sampled_from(
    ["实验室", "教室", "老干部", "总部", "政府", "上市公司", "社区", "学院", "企业", "党支部"]
)
LEVEL = st.sampled_from(["", "市", "县", "区", "校"])
OFFICE = st.sampled_from(["局", "处", "科", "办公室", "服务中心", "管理委员会"])
AND = st.sampled_from("和与")


@given(LEVEL, MATTERS, AND, MATTERS, OFFICE)
def test_a_body_for_two_matters_is_one(
    level: str, one: str, word: str, two: str, office: str
) -> None:
    name = f"{level}{one}{word}{two}{office}"
    assert named(name) == ([name], [])


@given(THINGS, AND, MATTERS, OFFICE)
def test_a_body_for_a_thing_that_ends_as_bodies_do_is_one_and_told(
    thing: str, word: str, matter: str, office: str
) -> None:
    name = f"{thing}{word}{matter}{office}"
    assert named(name) == ([name], [("whole", name)])


@given(st.sampled_from("市县区"), MATTERS, AND, MATTERS, st.sampled_from(["局", "处", "办公室"]))
def test_two_bodies_of_a_level_are_two(
    level: str, one: str, word: str, two: str, office: str
) -> None:
    names = [f"{level}{one}{office}", f"{level}{two}{office}"]
    assert named(word.join(names)) == (names, [])


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("数据中心与网络运维部", "split"),
        ("市司法局和财政局", "split"),
        ("救助站与养老院", "whole"),
        ("实验室及设备管理处", "whole"),
    ],
)
def test_where_one_or_two_bodies_could_be_meant_it_is_told(text: str, code: str) -> None:
    assert [code for code, _ in named(text).notes] == [code]


@pytest.mark.parametrize("text", ["人大和政协", "团委与学生会", "妇联和残联"])
def test_bodies_of_one_word_are_two(text: str) -> None:
    assert len(split_names(text)) == 2
