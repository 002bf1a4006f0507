"""`set` and `add`: mistakes first, then what is recorded."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")

NOTHING = "没有登记任何内容。\n"


def last(desk: Desk) -> dict[str, Any]:
    """The fields of the journal's last record that say something."""
    found: dict[str, Any] = json.loads(desk.lines[-1][2:])
    head = {"id", "at", "by", "batch", "plan", "prev"}
    return {name: value for name, value in found.items() if name not in head}


# ---------------------------------------------------------------- mistakes

MISTAKES = [
    (("set", "8"), 2, "请写明要设什么: --due、--kind、--lead 或 --responsible。"),
    (("set", "8", "--due", "13月1日"), 2, "没有“13月1日”: 月份只有1至12月, 没有13月。"),
    (("set", "8", "--due", "2月30日"), 2, "没有“2月30日”: 2月最多29天。"),
    (
        ("set", "8", "--kind", "短期"),
        2,
        "没有“短期”这种任务类型。您是否要写: 长期?  可用: 限时、",
    ),
    (("set", "8", "--lead", "市环保局"), 4, "没有“市环保局”这个单位。"),
    (("set", "8", "--lead", "街道"), 4, "“街道”可以指2个单位: 1 娄东街道  2 陆渡街道。请写全称。"),
    (("set", "8", "--responsible", "市公安局、无此局"), 4, "没有“无此局”这个单位。"),
    (("set", "31", "--due", "9月1日"), 4, "没有第31项"),
    (("set", "8", "31", "--due", "9月1日"), 4, "没有第31项"),
    (("set", "S3", "--due", "9月1日"), 2, "是一个部分, 没有办理状态。请写其中要点的序号。"),
    (("set", "八月", "--due", "9月1日"), 2, "看不懂序号“八月”"),
    (
        ("set", "29", "--due", "2024-01-31"),
        2,
        "第29项: 把时限从2023年12月31日改为2024年1月31日需要说明理由",
    ),
    (("set", "8", "--lead", "市公安局"), 2, '第8项: 更换牵头单位需要说明理由: 请加 --reason "…"。'),
    (("set", "8", "--responsible", "市公安局"), 2, "第8项: 更换责任单位需要说明理由"),
    (("set", "8", "--due", "10月1日", "--on", "昨夜"), 2, "看不懂日期“昨夜”"),
    (("add", "8"), 2, "缺少"),
    (("add", "8", "  "), 2, "举措的文字是空的。"),
    (("add", "8.1", "组织巡查"), 2, "举措要加在要点下面, “8.1”不是要点。"),
    (("add", "S3", "组织巡查"), 2, "“S3”不是要点。"),
    (("add", "31", "组织巡查"), 4, "没有第31项"),
    (("add", "8", "组织巡查", "--due", "某日"), 2, "看不懂日期“某日”"),
    (("add", "8", "组织巡查", "--lead", "市环保局"), 4, "没有“市环保局”这个单位。"),
]


@pytest.mark.parametrize(("words", "code", "said"), MISTAKES)
def test_a_mistake_is_said_with_its_exit_code_and_nothing_is_written(
    words: tuple[str, ...], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    before = desk.files()
    ran = invoke(*words, code=code)
    assert said in ran.stderr
    assert ran.stdout == ""
    assert desk.files() == before


@pytest.mark.parametrize(
    "words",
    [
        ("set", "8", "31", "--due", "9月1日"),
        ("set", "8", "--lead", "市公安局"),
        ("add", "8", "  "),
        ("add", "8", "组织巡查", "--lead", "市环保局"),
    ],
)
def test_a_mistake_ends_by_saying_that_nothing_was_recorded(
    words: tuple[str, ...], desk: Desk, invoke: Invoke
) -> None:
    code = 4 if "31" in words or "市环保局" in words else 2
    assert invoke(*words, code=code).stderr.endswith(NOTHING)
    assert not desk.journal.exists()


@pytest.mark.parametrize(
    ("words", "code"),
    [(("--due", "某日"), 2), (("--kind", "短期"), 2), (("--lead", "市环保局"), 4), ((), 2)],
)
def test_a_mistake_in_what_is_set_also_says_that_nothing_was_recorded(
    words: tuple[str, ...], code: int, desk: Desk, invoke: Invoke
) -> None:
    assert invoke("set", "8", *words, code=code).stderr.endswith(NOTHING)
    assert not desk.journal.exists()


# ---------------------------------------------------------------- set


def test_a_first_date_and_a_kind_need_no_reason(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("set", "8", "--due", "10月31日", "--kind", "限时")
    assert last(desk) == {"task": "8", "due": "2023-10-31", "kind": "deadline"}
    assert ran.stdout.splitlines()[:2] == [
        "第8项 提高合法性审查工作质效",
        "  时限定为2023年10月31日、类型定为限时, 状态仍为未启动   2023年9月20日",
    ]


def test_a_date_that_moves_keeps_the_first_one_in_sight(desk: Desk, invoke: Invoke) -> None:
    invoke("set", "8", "--due", "9月30日")
    invoke("set", "8", "--due", "10月31日", "--reason", "上级推迟")
    assert last(desk) == {"task": "8", "reason": "上级推迟", "due": "2023-10-31"}
    invoke("set", "8", "--due", "11月30日", "--reason", "再次推迟")
    shown = invoke("show", "8").stdout
    assert "11月30日" in shown
    assert "9月30日" in shown
    row = json.loads(invoke("list", "--grep", "合法性审查工作", "--format", "json").stdout)[
        "items"
    ][0]
    assert (row["due"], row["first_due"]) == ("2023-11-30", "2023-09-30")


def test_setting_what_is_set_already_needs_no_reason_but_is_asked_about(
    desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("set", "8", "--lead", "市司法局", code=2)
    assert ran.stderr.startswith("第8项: 牵头单位定为市司法局, 与现在相同, 登记后没有变化\n")
    assert not desk.journal.exists()
    invoke("set", "29", "--due", "12月31日")  # its measure's day until now, from here on its own
    ran = invoke("set", "29", "--due", "12月31日", code=2)
    assert ran.stderr.startswith("第29项: 时限定为2023年12月31日, 与现在相同, 登记后没有变化\n")
    assert len(desk.lines) == 1
    invoke("set", "29", "--due", "12月31日", "--yes")


def test_leads_are_named_in_any_spelling_and_stand_once(desk: Desk, invoke: Invoke) -> None:
    invoke("set", "8", "--lead", "sfj,市政府办", "--lead", "市司法局、公安", "--reason", "划转")
    assert last(desk)["lead"] == ["市司法局", "市政府办公室", "市公安局"]
    ids = invoke("list", "--unit", "市公安局", "--format", "ids").stdout.split()
    assert ids == ["8", "15", "21"]


def test_several_tasks_are_one_batch_and_one_undo(desk: Desk, invoke: Invoke) -> None:
    invoke("set", "1-3", "--kind", "长期")
    assert len(desk.lines) == 3
    invoke("undo")
    assert len(desk.lines) == 4
    invoke("set", "1-3", "--due", "9月1日", "--dry-run")
    assert len(desk.lines) == 4


def test_before_the_day_of_the_change_the_old_lead_stands(invoke: Invoke) -> None:
    invoke("set", "27", "--lead", "市公安局", "--reason", "划转", "--on", "9月10日")
    old = invoke("list", "--unit", "市公安局", "--format", "ids", "--as-of", "9月9日").stdout
    now = invoke("list", "--unit", "市公安局", "--format", "ids").stdout
    assert (old.split(), now.split()) == (["15", "21"], ["15", "21", "27"])


# ---------------------------------------------------------------- add


def test_an_added_measure_gets_the_next_number_and_its_units(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("add", "8", " 组织档案巡查 ", "--due", "9月30日", "--lead", "sfj")
    assert last(desk) == {
        "task": "8",
        "add": {"id": "8.4", "text": "组织档案巡查", "due": "2023-09-30", "lead": ["市司法局"]},
    }
    assert ran.stdout.splitlines()[:2] == [
        "第8项 提高合法性审查工作质效",
        "  增加举措 8.4   组织档案巡查   时限定为2023年9月30日   牵头单位定为市司法局",
    ]
    listed = "增加举措8.4: 组织档案巡查(时限定为2023年9月30日, 牵头单位定为市司法局)"
    assert listed in invoke("log").stdout
    invoke("add", "八", "再加一项")
    assert last(desk)["add"]["id"] == "8.5"


def test_an_added_measure_is_a_task_like_any_other(desk: Desk, invoke: Invoke) -> None:
    invoke("add", "8", "组织档案巡查", "--on", "9月1日")
    invoke("done", "8.4", "--note", "巡查完成", "--yes")
    added = json.loads(desk.lines[0][2:])["id"]
    assert last(desk) == {"task": "8.4", "status": "done", "note": "巡查完成", "added": added}
    assert "组织档案巡查" in invoke("show", "8.4").stdout
    row = json.loads(invoke("list", "--grep", "合法性审查工作", "--format", "json").stdout)[
        "items"
    ][0]
    assert (row["measures_finished"], row["measures_total"]) == (1, 4)


def test_a_number_once_given_is_not_given_again(desk: Desk, invoke: Invoke) -> None:
    invoke("add", "8", "第一次")
    invoke("undo")
    invoke("add", "8", "第二次")
    assert last(desk)["add"]["id"] == "8.5"
    invoke("show", "8.4", code=4)


def test_before_the_day_it_was_added_it_is_not_there(invoke: Invoke) -> None:
    invoke("add", "8", "组织档案巡查", "--on", "9月10日")
    assert "组织档案巡查" not in invoke("show", "8", "--as-of", "9月9日").stdout
    assert "组织档案巡查" in invoke("show", "8", "--as-of", "9月10日").stdout


def test_a_record_about_an_added_measure_is_no_problem(invoke: Invoke) -> None:
    invoke("add", "8", "组织档案巡查")
    invoke("done", "8.4", "--note", "完成", "--yes")
    assert "8.4" not in invoke("check").stdout


def test_a_time_limit_may_come_again_and_again(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("set", "27", "--due", "每季度")
    assert "时限定为每季度一次" in ran.stdout
    assert json.loads(desk.lines[-1][2:])["repeat"] == "quarterly"
    assert "9月30日" in invoke("list", "--where", "序号:27").stdout
    assert "每季度一次, 第三季度的9月30日到期, 剩10天" in invoke("due").stdout
    text = invoke("report", "--month", "9月", "-o", "-").stdout
    assert "| 9月30日（每季度） |" in text
    invoke("done", "27", "-n", "已通报", "--yes")
    assert "每季度一次, 第三季度已办, 下次12月31日到期" in invoke("why", "27").stdout
    said = invoke("set", "27", "--due", "10月31日", code=2).stderr
    assert "把时限从2023年9月30日改为2023年10月31日需要说明理由" in said


def test_a_new_measure_gets_a_repeating_limit_only_once_it_is_there(invoke: Invoke) -> None:
    assert "先增加举措" in invoke("add", "8", "巡查", "--due", "每月", code=2).stderr
