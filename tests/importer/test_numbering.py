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
    text = f"青溪市2025年任务\n1.编制年鉴。（负责单位：市发改委、市统计局。未写明牵头单位的，{listed}）"
    found = import_text(text, name="x")
    assert found.plan.points[0].responsible == ("市发改委", "市统计局")
    assert any(listed.strip("由")[:4] in doubt.what for doubt in found.doubts)
