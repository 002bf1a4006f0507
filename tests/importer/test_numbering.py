from __future__ import annotations

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.structure.lines import lines
from lawgov_cli.importer.structure.numbering import blocks, printed


@pytest.mark.parametrize(
    ("text", "label", "kind", "value"),
    [
        ("一、总体要求", "一", "cn", 1),
        ("十二 、 总体要求", "十二", "cn", 12),
        ("（二十三）坚持", "二十三", "cn_round", 23),
        ("( 三 )加强", "三", "cn_round", 3),
        ("㈣加强", "㈣", "cn_round", 4),
        ("1．打造", "1", "num", 1),
        ("10、打造", "10", "num", 10),
        ("3﹒打造", "3", "num", 3),
        ("３．打造", "３", "num", 3),
        ("3.2020年底前完成", "3", "num", 3),
        ("4.10月底前完成", "4", "num", 4),
        ("10.12345热线", "10", "num", 10),
        ("2 重点任务", "2", "num", 2),
        ("（1）修订", "1", "num_round", 1),
        ("1）修订", "1", "num_half", 1),
        ("⑵修订", "⑵", "num_round", 2),
        ("③修订", "③", "circle", 3),
        ("第三条　放宽", "三", "条", 3),
        ("第一章 总则", "一", "章", 1),
        ("2.1 优化布局", "2.1", "dotted1", 1),
        ("2.1项目建设", "2.1", "dotted1", 1),
        ("★5.重点", "5", "num", 5),
    ],
)
def test_a_number_at_the_head_is_a_label(text: str, label: str, kind: str, value: int) -> None:
    mark = leading_mark(text)
    assert mark
    assert (mark.label, mark.kind, mark.value) == (label, kind, value)
    assert mark.form.replace("{label}", label) == mark.raw
    assert text.startswith(mark.raw)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "2.5亿元",
            "1.2亿千瓦",
            "1．5%",
            "3,000家",
            "1、2号线",
            "2024年",
            "10月底",
            "一、二、三产业",
        ),
        *("60 周年", "一是加强", "第一，加强", "5个", "1.5倍以上", "12345热线", "一方面", ""),
    ],
)
def test_a_quantity_or_a_word_is_no_label(text: str) -> None:
    assert leading_mark(text) is None


def test_numbers_inside_a_line_count_only_where_line_breaks_were_lost() -> None:
    text = "一、加强领导。要求：（一）定方案；（二）定人员。\n二、落实。\n三、监督。\n四、总结。"
    assert [block.mark and block.mark.raw for block in blocks(lines(text))] == [
        "一、",
        "二、",
        "三、",
        "四、",
    ]
    lost = text.replace("\n", "")
    assert len(blocks(lines(lost))) == 6


def test_a_heading_and_its_first_item_on_one_line_are_two_blocks() -> None:
    text = "一、总体要求（一）指导思想。坚持稳中求进。\n（二）目标。\n二、任务\n三、保障"
    found = blocks(lines(text))
    assert [block.text for block in found] == [
        "总体要求",
        "指导思想。坚持稳中求进。",
        "目标。",
        "任务",
        "保障",
    ]
    assert printed(found) == f"\n{text}"


def test_a_number_alone_on_its_line_belongs_to_the_line_below() -> None:
    first, _ = blocks(lines("（一）\n总体要求\n（二）任务"))
    assert first.mark
    assert (first.mark.raw, first.text) == ("（一）\n", "总体要求")


@pytest.mark.parametrize(
    ("labels", "titles", "told"),
    [
        (("问题描述：", "问题描述："), ["会议纪律松弛", "食堂收费不公示"], []),
        (("存在问题：", "反馈问题二："), ["会议纪律松弛", "食堂收费不公示"], []),
        (("整改问题一：", ""), ["会议纪律松弛", "食堂收费不公示"], []),
        (("薄弱环节：", "薄弱环节："), ["会议纪律松弛", "食堂收费不公示"], ["item-label"]),
        (("工作任务：", "工作措施："), ["工作任务", "工作措施"], []),
        (("县教育局：", "县教育局："), ["县教育局", "县教育局"], ["same-title"]),
    ],
)
def test_a_label_between_number_and_title_is_no_title(
    labels: tuple[str, str], titles: list[str], told: list[str]
) -> None:
    first, second = labels
    text = (
        f"河口县2025年整改清单\n1.{first}会议纪律松弛。（责任单位：县委办）\n"
        f"2.{second}食堂收费不公示。（责任单位：县教育局）"
    )
    made = import_text(text, name="清单.txt")
    assert [point.title for point in made.plan.points] == titles
    assert [d.code for d in made.doubts if d.code in {"item-label", "same-title"}] == told
    assert document_text(made.plan) == text


def test_groups_of_bodies_are_no_doubt_where_a_line_beside_says_who_leads() -> None:
    groups = "责任单位：区财政局、区水务局，各街道办事处"
    point = "青溪区2025年道路任务\n1.编制预算。\n"
    led = import_text(f"{point}牵头单位：区交通局\n{groups}", name="x")
    assert "grouped" in {doubt.code for doubt in import_text(point + groups, name="x").doubts}
    assert "grouped" not in {doubt.code for doubt in led.doubts}


@pytest.mark.parametrize("listed", ["由所列单位分头落实", "上列部门共同负责", "前列单位负责"])
def test_the_bodies_listed_before_are_no_body_and_the_words_are_told(listed: str) -> None:
    bodies = "负责单位：市发改委、市统计局。未写明牵头单位的"
    text = f"青溪市2025年任务\n1.编制年鉴。（{bodies}，{listed}）"
    found = import_text(text, name="x")
    assert found.plan.points[0].responsible == ("市发改委", "市统计局")
    assert any(listed.strip("由")[:4] in doubt.what for doubt in found.doubts)


@pytest.mark.parametrize("head", ["案由", "标题", "标题（案由）", "提案题目"])
def test_a_list_of_proposals_is_read_by_the_column_that_says_what_they_ask(head: str) -> None:
    table = (
        f"序号\t{head}\t主办单位\t会办单位\n"
        "1\t关于更新电梯的提案\t区市场监管局\t区住建局\n2\t关于护栏的建议\t区交警大队\t区教育局"
    )
    found = import_text(f"青溪区2025年提案承办表\n{table}", name="x")
    titles = [point.title for point in found.plan.points]
    assert titles == ["关于更新电梯的提案", "关于护栏的建议"]
    assert found.plan.points[0].lead == ("区市场监管局",)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("各旗县区党委和人民政府、市统计局", ("各旗县区党委和人民政府", "市统计局")),
        ("开发区党工委和管委会", ("开发区党工委和管委会",)),
        ("清水街道党工委与办事处", ("清水街道党工委与办事处",)),
        ("市公安局和管委会", ("市公安局", "管委会")),
        ("青溪县党委和县人民政府", ("青溪县党委", "县人民政府")),
    ],
)
def test_a_committee_and_its_bare_government_are_one_body(
    text: str, names: tuple[str, ...]
) -> None:
    found = import_text(f"青溪市2025年任务\n1.普查。（责任单位：{text}）", name="x")
    assert found.plan.points[0].responsible == names


@pytest.mark.parametrize(
    "line", ["制表单位：区河长办\t2025年3月8日", "填报单位：区河长办\t填报日期：2025.3.8"]
)
def test_a_day_beside_who_made_a_table_is_told(line: str) -> None:
    table = "序号\t任务\t牵头单位\n1\t清淤\t区水利局\n2\t护坡\t区住建局"
    found = import_text(f"青溪区2025年河道任务表\n{line}\n{table}", name="x")
    assert found.plan.issued is None
    assert "day-unread" in {doubt.code for doubt in found.doubts}
