"""Text pasted from a chat: numbers that name an item, and numbers that do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.domain.answers import Answer, Identity
from lawgov_cli.importer.replies.chat import read_chat
from lawgov_cli.importer.replies.reply import Known, Reply
from tests.helpers import plan_of
from tests.office_forms import PLAN, UNIT

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan

#: Each section counts its points anew.
ANEW = plan_of("""
schema: 1
id: p
title: 计划
year: 2023
units: {甲局: {}}
tasks:
  - {id: S1, label: 一, title: 甲, tasks: [{id: 1-1, label: "1", title: 清单, lead: [甲局]}]}
  - {id: S2, label: 二, title: 乙, tasks: [{id: 2-1, label: "1", title: 执法, lead: [甲局]}]}
""")


def chat(text: str, plan: Plan = PLAN, **known: Any) -> Reply:  # noqa: ANN401 - a field of Known
    return read_chat(text, plan, Identity(unit=UNIT, period="2023-10"), Known(**known))


def said(text: str, **known: Any) -> dict[str, str]:  # noqa: ANN401
    return {
        row.task: "零报告" if row.answer.zero else row.answer.text
        for row in chat(text, **known).rows
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("15:已抽查20件; 16 无进展", {"15": "已抽查20件", "16": "零报告"}),
        ("15：已抽查20件；16：无进展", {"15": "已抽查20件", "16": "零报告"}),
        ("8、巡查档案\n9、召开听证会", {"8": "巡查档案", "9": "召开听证会"}),
        ("第8项：巡查档案\n第九项 召开听证会", {"8": "巡查档案", "9": "召开听证会"}),
        ("（八）巡查档案\n(九)召开听证会", {"8": "巡查档案", "9": "召开听证会"}),
        ("八、巡查档案\n九、召开听证会", {"8": "巡查档案", "9": "召开听证会"}),
        ("８．巡查档案", {"8": "巡查档案"}),
        ("8.1：制定清单", {"8.1": "制定清单"}),
        ("8.制定清单\r\n\r\n9.听证", {"8": "制定清单", "9": "听证"}),
        ("8：一是巡查；二是整改；三是通报", {"8": "一是巡查；二是整改；三是通报"}),
        ("15：抽查20件;16件已办结", {"15": "抽查20件;16件已办结"}),
        ("15：抽查20件; 16 件已办结", {"15": "抽查20件; 16 件已办结"}),
        ("15：9:30召开会议。\n15:30结束", {"15": "9:30召开会议。\n15:30结束"}),
        ("15：9月开展抽查;10月 开展整改", {"15": "9月开展抽查;10月 开展整改"}),
        ("15：培训3场。25人参加", {"15": "培训3场。25人参加"}),
        ("15：完成80%；3.15活动1场", {"15": "完成80%；3.15活动1场"}),
        ("15：2023年9月1日印发;2 个案件立案", {"15": "2023年9月1日印发;2 个案件立案"}),
        ("15：1、抽查20件；2、培训3次\n16：无", {"15": "1、抽查20件；2、培训3次", "16": "零报告"}),
        (
            "15：\n1、抽查\n2、培训\n3、通报\n16、没有进展",
            {"15": "1、抽查\n2、培训\n3、通报", "16": "零报告"},
        ),
        ("8 已完成\n9 推进中，已听证", {"8": "已完成", "9": "推进中，已听证"}),
        ("8：巡查\n9没有进展\n15暂无。", {"8": "巡查", "9": "零报告", "15": "零报告"}),
        ("• 8 巡查\n• 9 听证", {"8": "巡查", "9": "听证"}),
        ("- 8：巡查\n* 9：听证", {"8": "巡查", "9": "听证"}),
        ("第8、9项无，第15项已抽查", {"8": "零报告", "9": "零报告", "15": "已抽查"}),
        ("第8项：召开常务会，第9项议题通过", {"8": "召开常务会，第9项议题通过"}),
        ("8：巡查\n9没有整改的3处", {"8": "巡查\n9没有整改的3处"}),
    ],
)
def test_items_are_told_from_the_numbers_within_them(text: str, expected: dict[str, str]) -> None:
    assert said(text) == expected


def test_words_that_newer_ones_have_replaced_are_told_and_left() -> None:
    earlier, later = (Answer(text) for text in ("已抽查20件", "已抽查30件"))
    reply = chat("15：已抽查20件", given={"15": later}, before={"15": [earlier]})
    assert (reply.rows, reply.same) == ((), ("15",))
    assert "第15项的这些话本期登记过, 以后又登记了“已抽查30件”" in reply.doubts[0].message


NONE = dict.fromkeys(("18", "19", "20"), "零报告")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("18-20都没有进展", NONE),
        ("18—20 均无进展", NONE),
        ("18～20：无", NONE),
        ("18至20项暂无进展", NONE),
        ("第18项到第20项也没有", NONE),
        ("十八至二十项都无进展", NONE),
        ("18、19、20都无新进展", NONE),
        ("18，19和20项全部暂无", NONE),
        ("15：已抽查；18-20无", {"15": "已抽查", **NONE}),
        ("18、19项：已召开协调会", {"18": "已召开协调会", "19": "已召开协调会"}),
        ("18和19：已召开协调会", {"18": "已召开协调会", "19": "已召开协调会"}),
        ("第18、19项已召开协调会", {"18": "已召开协调会", "19": "已召开协调会"}),
        ("18/19 已召开协调会\n20 无", {"18": "已召开协调会", "19": "已召开协调会", "20": "零报告"}),
        # what only looks like several items
        ("15：抽查\n18-20日整改", {"15": "抽查\n18-20日整改"}),
        ("15：会议。9-10 月整改", {"15": "会议。9-10 月整改"}),
        ("15：会议\n9:30-10:30都参加", {"15": "会议\n9:30-10:30都参加"}),
    ],
)
def test_one_text_may_be_said_of_several_items(text: str, expected: dict[str, str]) -> None:
    assert said(text) == expected


def test_what_is_said_of_several_items_is_told() -> None:
    assert [remark.message for remark in chat("18、19项：已开会").doubts] == [
        "“已开会”作为第18、19项各自的内容"
    ]
    assert [remark.message for remark in chat("29-31：无").unmatched] == ["没有第29-31项: “无”"]


def test_the_rest_without_numbers_is_told_and_recorded_of_none() -> None:
    reply = chat("15：已抽查\n其余各项都没有进展")
    assert [(row.task, row.answer.text) for row in reply.rows] == [("15", "已抽查")]
    assert [remark.message for remark in reply.unmatched] == [
        "“其余各项都没有进展”没有写是哪几项, 没有读入; 请写明序号, 如 18-20 无进展"
    ]


@pytest.mark.parametrize(
    ("text", "courtesy"),
    [
        ("15：已抽查\n谢谢", "谢谢"),
        ("15：已抽查，谢谢！", "谢谢"),
        ("15：已抽查。谢谢领导。", "谢谢领导"),
        ("15：已抽查\n收到，谢谢", "收到，谢谢"),
        ("15：已抽查\n收到", "收到"),
        ("15：已抽查。以上，请查收，辛苦了", "以上，请查收，辛苦了"),
        ("15：已抽查\n请领导审阅[抱拳]", "请领导审阅[抱拳]"),
    ],
)
def test_thanks_at_the_end_are_no_progress(text: str, courtesy: str) -> None:
    reply = chat(text)
    assert [row.answer.text for row in reply.rows] == ["已抽查"]
    assert [remark.message for remark in reply.doubts] == [f"“{courtesy}”不是进展, 没有读入"]


@pytest.mark.parametrize("text", ["来信均已收到", "开展“感谢有你”活动", "群众来信，已收到"])
def test_what_only_sounds_like_thanks_is_progress(text: str) -> None:
    assert said(f"15：{text}") == {"15": text}


def test_thanks_behind_nothing_to_report_leave_a_zero_report() -> None:
    assert said("15：无进展，谢谢") == {"15": "零报告"}
    assert said("15：收到") == {}


def test_a_word_for_a_status_is_the_status_too() -> None:
    assert [row.answer for row in chat("8：已完成").rows] == [Answer("已完成", "已报完成")]


def test_what_belongs_to_no_item_is_told() -> None:
    reply = chat("王主任好，我局报送如下：\n8：巡查\n31：迎检\n9：")
    assert [row.task for row in reply.rows] == ["8"]
    assert [remark.line for remark in reply.unmatched] == [
        "“粘贴的文字”第1行: 开头“王主任好，我局报送如下：”没有序号, 没有读入",
        "“粘贴的文字”第3行: 没有第31项: “迎检”",
    ]
    assert [remark.message for remark in reply.doubts] == ["第9项后面没有内容"]


def test_an_enumeration_within_an_item_is_told() -> None:
    reply = chat("15：1、抽查20件；2、培训3次")
    assert [remark.message for remark in reply.doubts] == [
        "“1、抽查20件；2、培训3次”作为第15项的内容"
    ]


@pytest.mark.parametrize(
    "line",
    [
        "李四 9-22 10:12:12",
        "李四  2023/9/22 10:12",
        "市司法局小王 昨天 下午 3:05",
        "张三：收到",
        "张科长: 好的，谢谢！",
    ],
)
def test_a_line_that_says_who_spoke_is_left_out_and_told(line: str) -> None:
    reply = chat(f"8：巡查\n{line}\n9：听证")
    assert [row.answer.text for row in reply.rows] == ["巡查", "听证"]
    assert [remark.line for remark in reply.doubts] == [
        f"“粘贴的文字”第2行: “{' '.join(line.split())}”是聊天的一行, 不是进展, 没有读入"
    ]


@pytest.mark.parametrize("line", ["检查6次: 收到整改建议", "15:30结束", "会期：9月20日15:30"])
def test_a_line_that_only_looks_so_is_progress(line: str) -> None:
    assert said(f"8：巡查\n{line}") == {"8": f"巡查\n{line}"}


@pytest.mark.parametrize(
    "line", ["9已听证", "9 0", "9件没有"], ids=["glued", "a naught", "a count: no item"]
)
def test_a_line_that_may_begin_an_item_and_was_not_taken_so_is_told(line: str) -> None:
    doubts = [remark.message for remark in chat(f"8：巡查\n{line}").doubts]
    assert doubts == ([] if "件" in line else [f"“{line}”作为第8项的内容"])


@pytest.mark.parametrize(
    "text",
    [
        "一、健全依法决策机制（第9项）。听证2次。\n二、坚持包容审慎监管（第17项）：免罚3件",
        "1. 健全依法决策机制：听证2次\n2. 坚持包容审慎监管：免罚3件",
        "（一）决策机制方面（第9项）。听证2次\n（二）审慎监管（17项）。免罚3件",
    ],
)
def test_an_own_number_before_the_title_of_another_point_is_told(text: str) -> None:
    reply = chat(text)
    assert [row.task for row in reply.rows] == ["9", "17"]
    assert [row.answer.text[-4:].rstrip("。") for row in reply.rows] == ["听证2次"[-4:], "免罚3件"]
    assert ["不符, 按文字归入第" in remark.message for remark in reply.doubts] == [True, True]


def test_the_title_of_the_point_itself_is_no_progress() -> None:
    reply = chat("9、健全依法决策机制：听证2次")
    assert [(row.task, row.answer.text) for row in reply.rows] == [("9", "听证2次")]
    assert reply.doubts == ()


def test_what_is_labelled_within_an_item_is_parted_and_told() -> None:
    reply = chat("8：巡查，存在问题：人手少；下一步：招录\n8：整改。问题：经费")
    assert [row.answer for row in reply.rows] == [
        Answer("巡查\n整改。", problem="人手少\n经费", next="招录")
    ]
    assert sum("分作进展、问题、下一步" in remark.message for remark in reply.doubts) == 2


def test_same_as_above_is_the_item_before_and_told() -> None:
    reply = chat("8：巡查\n9：同上\n15：√")
    assert [row.answer.text for row in reply.rows] == ["巡查", "巡查", "√"]
    assert [remark.message for remark in reply.doubts] == [
        "“同上”按上一项的“巡查”读",
        "“√”看不出进展, 仍照录, 请问明",
    ]


def test_an_item_said_twice_is_put_together_and_told() -> None:
    reply = chat("8：巡查\n8：整改")
    assert [row.answer.text for row in reply.rows] == ["巡查\n整改"]
    assert [remark.message for remark in reply.doubts] == ["第8项写了两次, 合在一起"]


def test_words_of_last_month_and_what_is_recorded_are_told_apart() -> None:
    reply = chat("8：巡查\n9：听证", last={"8": "巡 查"}, given={"9": Answer("听证")})
    assert [(row.task, row.unchanged) for row in reply.rows] == [("8", True)]
    assert reply.same == ("9",)


def test_a_task_of_another_unit_is_told() -> None:
    reply = chat("8：巡查\n1：学习", own=frozenset({"8"}))
    assert [remark.message for remark in reply.doubts] == ["第1项不是该单位的任务, 没有读入"]


def test_text_without_a_number_is_not_read() -> None:
    reply = chat("本月一切正常")
    assert reply.rows == ()
    assert len(reply.unmatched) == 1


def test_a_number_that_two_sections_print_is_told_with_what_to_write_for_each() -> None:
    reply = chat("1：已上线", plan=ANEW)
    assert reply.rows == ()
    (told,) = reply.unmatched
    assert told.message == (
        "“已上线”没有读入: “1”可以指2项: 1-1 清单(文件中印作“1”); 2-1 执法(文件中印作“1”)。"
        "请写 1-1 或 2-1。"
    )


@pytest.mark.parametrize("head", ["二、1：", "2-1：", "2-1 ", "第二部分第1项：", "第二部分第1项 "])
def test_a_point_is_named_with_its_section(head: str) -> None:
    reply = chat(f"一、1：已上线\n{head}检查20户", plan=ANEW)
    assert [(row.task, row.answer.text) for row in reply.rows] == [
        ("1-1", "已上线"),
        ("2-1", "检查20户"),
    ]
