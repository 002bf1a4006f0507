from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.sources.pages import rejoined
from lawgov_cli.importer.structure.lines import lines

if TYPE_CHECKING:
    from datetime import date


@pytest.mark.parametrize(
    "text",
    [
        "(二十三)坚持化解矛盾纠纷。围绕纪念“枫桥经验”60 周年暨习近平总书记指示坚\n持和发展。",
        "责任单位：\n市科技局、市工信局",
        "责任单位：市科技局、\n市工信局",
        "责任单位：市科技局\n市工信局",
        "投入经费1.\n2万元，用于建设。",
        "国务院关于加快推进农业机械化和\n产业转型升级的指导意见\n国发〔2018〕42号",
        "某市人民政府\n关于加强校园安全工作的实施意见\n各单位：",
    ],
)
def test_a_wrapped_line_is_joined_to_the_line_before(text: str) -> None:
    first = lines(text)[0]
    assert first.joined == (2,)
    assert first.text.replace(" ", "").startswith(text.split("\n", 1)[0].replace(" ", ""))


@pytest.mark.parametrize(
    "text",
    [
        "（一）推进改革。（牵头单位：市发改委、市财政局，责任单位：市教育局、\n市科技局）",
        "1.推进改革（责\n任单位：市教育局、市科技局；完成时限：\n2025年4月底前）",
        "1.推进改革（牵头单位：市教育\n局\n责任单位：各县区人民政府（管委会））",
        "1.推进改革【责任单位：市农技\n站】",
    ],
)
def test_what_stands_in_a_bracket_is_one_line_and_nothing_to_look_at(text: str) -> None:
    (line,) = lines(text)
    assert line.joined == ()
    assert line.text.replace(" ", "") == text.replace("\n", "")


@pytest.mark.parametrize(
    "point",
    [
        "1.推行承诺（责任单位：区政务办、区市场监管局；完成时限：2025年4月底前）",
        "1.清理台账。（牵头单位：区委政法委；责任单位：区住建局、各街道办事处）",
        "1.办好赛事（区文旅局、区教育局、区融媒体中心）",
    ],
)
def test_a_bracket_is_read_alike_wherever_its_lines_are_broken(point: str) -> None:
    def said(text: str) -> tuple[tuple[str, ...], tuple[str, ...], date | None]:
        found = import_text(f"某区2025年要点\n{text}\n2.抓落实。（区财政局）", name="x")
        assert not any(doubt.code == "joined" for doubt in found.doubts)
        first = found.plan.points[0]
        return first.lead, first.responsible, first.due

    start = point.index("（") + 1
    for at in range(start, len(point)):
        again = min(at + 5, len(point) - 1)
        broken = (point[:at], point[at:again], point[again:])
        assert said("\n".join(filter(None, broken))) == said(point)


def test_names_below_each_other_in_a_bracket_stay_apart() -> None:
    (line,) = lines("1.发展电商（责任单位：县商务局\n县文旅局\n各乡镇）")
    assert line.text == "1.发展电商（责任单位：县商务局 县文旅局 各乡镇）"


@pytest.mark.parametrize(
    "text",
    [
        "1.推进改革（责任单位：市教育局\n2.建立台账（责任单位：市科技局）",
        "1.推进改革（一期\n（1）选址）",
        "1.推进改革（一期\n各项工作抓紧开展（见附件）。",
    ],
)
def test_a_bracket_that_does_not_close_before_the_next_item_joins_nothing(text: str) -> None:
    assert [line.text for line in lines(text)] == text.split("\n")


@pytest.mark.parametrize(
    "text",
    [
        "一、总体要求\n坚持稳中求进工作总基调。",
        "（一）优化空间布局，构建全域联动创业载体体系\n坚持因地制宜、多点联动、产创融合。",
        "责任单位：市科技局、市工信局\n2．建设社区。",
        "牵头单位：市科技局\n责任单位：市工信局",
        "（一）支持企业参与\n开展志愿服务。",
        "（一）推进法律普及\n（责任单位：市司法局）",
        "责任单位：各区镇\n“双园”：鼓励大学生创业园打造特色社区。",
        "请认真贯彻执行。\n某市人民政府办公室\n2023年6月6日",
        "某市人民政府办公室\n2023年6月6日",
        "请结合实际抓好落实，并将推进情况及时报送市政府办公室，电话另行通知。以上\n附件：任务清单",
    ],
)
def test_a_line_that_begins_something_is_not(text: str) -> None:
    assert [line.text for line in lines(text)] == text.split("\n")


def test_a_title_on_several_lines_is_one_where_the_notice_quotes_it() -> None:
    notice = "关于印发《某区2023年重点工作任务分解方案》的通知"
    text = f"{notice}\n某区2023年重点工作\n任务分解方案\n一、目标"
    assert [line.text for line in lines(text)][1] == "某区2023年重点工作任务分解方案"


def test_a_document_in_a_narrow_column_is_put_together() -> None:
    row = "各单位要认真落实各项工作任务切实加强组织领导确保取得实效"
    text = "\n".join(
        ["　　一、加强领导。" + row[:18], *[row] * 9, "圆满完成。", "　　二、抓好落实。"]
    )
    assert [line.number for line in lines(text)] == [1, 12]


def test_blank_lines_and_indentation_do_not_count() -> None:
    assert [
        (line.number, line.text) for line in lines("\ufeff\n　　一、甲\r\n\r\n  二、乙　\n")
    ] == [
        (2, "一、甲"),
        (4, "二、乙"),
    ]


def test_quotes_that_a_pdf_set_beside_what_they_hold_do_not_begin_a_title() -> None:
    pages = [
        ["3. “ ”管控扬尘。推动 一件事 办理。", "（国务院令第722 “ ”号），开展 一业一证 改革。"]
    ]
    assert (
        rejoined(pages)
        == "3.管控扬尘。推动“一件事”办理。\n（国务院令第722号），开展“一业一证”改革。"
    )


def test_the_first_line_of_an_item_is_set_in_and_its_quotes_are_wide() -> None:
    first = "（一）编制“十五五”水域保护规划。深入开展重大问题"
    item = [first, "研究，广泛听取地方和专家意见，六月底以前形成规划送审稿。"]
    full = ["为做好水域保护工作，推动各项事业高质量地发展，现就全年的", "主要任务作出安排。"] * 3
    quoted = ["推动“一件事”“一网通办”“跨省通办”“免申即享”等改", "革落地见效。"]
    short = ["（二）完善资金管理办法", "落实分级管理的要求。"]
    text = rejoined([[*full, *item, *quoted, *short]])
    assert "".join(item) in text.splitlines()
    assert "".join(quoted) in text.splitlines()
    assert short == text.splitlines()[-2:]


def test_a_blank_that_a_pdf_leaves_where_the_font_changes_begins_no_paragraph() -> None:
    broken = [
        "1. 编制养护预算，公开招标确定养护企业并签订三年合同，八月15",
        " 日以前恢复通车。",
        "2. 逐座建立健康档案，对四类以上危桥立即封闭并制定加固改",
        " 造方案报区政府审定。",
        "3. 建立健全汛期全区桥梁和隧道的巡查制度，每日通报积水路段情",
        " 况。",
    ]
    points = ["".join(broken[at : at + 2]).replace(" ", "") for at in (0, 2, 4)]
    assert rejoined([broken]).replace(". ", ".").splitlines() == points


@pytest.mark.parametrize(
    ("drawn", "meant"),
    [
        ("5月 31日前建成 120 座", "5月31日前建成120座"),
        ("青禾市 2026 年 5 月 31 日印发的第 3 号清单", "青禾市2026年5月31日印发的第3号清单"),
        ("达到 98.5 %，投资 1.2 亿元", "达到98.5%，投资1.2亿元"),
        ("附件 1 任务分解表", "附件 1 任务分解表"),
        ("1 完成管网普查", "1 完成管网普查"),
        ("县住建局 6月底前", "县住建局 6月底前"),
        ("力争在2025 年8 月15  日以前通车", "力争在2025年8月15日以前通车"),
        ("15  日以前恢复通车", "15日以前恢复通车"),
    ],
)
def test_blanks_that_a_pdf_set_around_figures_are_no_part_of_the_text(
    drawn: str, meant: str
) -> None:
    assert rejoined([[drawn]]) == meant
