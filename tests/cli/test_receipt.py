"""A unit's report as a clerk types it: when it came in, for which month, whose part it is."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    from tests.conftest import Desk, Invoke

    Clock: TypeAlias = Callable[[str], None]


pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def on(monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Set the clock to the morning of a day."""
    return lambda day: monkeypatch.setenv("LAWGOV_NOW", f"{day}T09:00:00+08:00")


OUTSIDE = {"id", "at", "by", "batch", "note", "plan", "prev"}


def last(desk: Desk) -> dict[str, Any]:
    record: dict[str, Any] = json.loads(desk.lines[-1][2:])
    return {k: v for k, v in record.items() if k not in OUTSIDE}


def filing(invoke: Invoke, month: str, unit: str) -> dict[str, Any]:
    rows = json.loads(invoke("missing", "--month", month, "--json").stdout)["rows"]
    return next(row for row in rows if row["unit"] == unit)


def test_what_came_in_on_the_24th_and_was_typed_on_the_28th_is_in_time(
    desk: Desk, invoke: Invoke, on: Clock
) -> None:
    on("2023-06-28")
    said = invoke("note", "21", "邮件收到", "--unit", "市公安局", "--received", "6月24日")
    assert "  计入2023年6月报送, 已报1/2\n" in said.stdout
    invoke("note", "15", "邮件收到", "--unit", "市公安局", "--received", "6月24日")
    assert last(desk) == {
        "on": "2023-06-24",
        "task": "15",
        "unit": "市公安局",
        "received": "2023-06-24",
    }
    row = filing(invoke, "6月", "市公安局")
    assert (row["word"], row["date"], row["days_late"]) == ("已报", "6月24日", 0)


def test_june_s_reply_typed_in_july_is_june_s_and_says_so(
    desk: Desk, invoke: Invoke, on: Clock
) -> None:
    on("2023-07-03")
    said = invoke("note", "1", "六月进展", "--unit", "娄东街道")
    assert (
        "  计入2023年6月报送, 迟8天(截止6月25日)。如是2023年7月的, 请加 --for 2023-07\n"
    ) in said.stdout
    assert last(desk) == {"task": "1", "unit": "娄东街道", "period": "2023-06"}
    assert filing(invoke, "6月", "娄东街道")["word"] == "迟报"
    assert filing(invoke, "7月", "娄东街道")["word"] == "未报"


def test_once_june_is_complete_the_next_one_is_july_s(invoke: Invoke, on: Clock) -> None:
    on("2023-07-03")
    invoke("note", "1", "六月进展", "--unit", "娄东街道")
    said = invoke("note", "2", "又一件", "--unit", "娄东街道").stdout
    assert "  计入2023年7月报送\n" in said


def test_nearer_to_july_s_report_day_it_is_july_s_and_june_is_offered(
    desk: Desk, invoke: Invoke, on: Clock
) -> None:
    on("2023-07-20")
    said = invoke("note", "1", "七月进展", "--unit", "娄东街道").stdout
    assert "  计入2023年7月报送。如是2023年6月的, 请加 --for 2023-06\n" in said
    assert "period" not in last(desk)


@pytest.mark.parametrize(
    ("more", "day"),
    [
        ((), "2023-06-30"),
        (("--received", "6月24日"), "2023-06-24"),
        (("--received", "7月2日"), "2023-06-30"),
        (("--on", "6月20日"), "2023-06-20"),
        (("--on", "7月1日"), "2023-07-01"),
    ],
)
def test_a_report_for_an_ended_month_is_of_its_last_day_where_none_is_given(
    more: tuple[str, ...], day: str, desk: Desk, invoke: Invoke, on: Clock
) -> None:
    on("2023-07-03")
    invoke("note", "1", "六月进展", "--unit", "娄东街道", "--for", "6月", *more)
    assert (last(desk)["on"], last(desk)["period"]) == (day, "2023-06")


def test_a_month_or_a_day_that_lies_ahead_is_refused(desk: Desk, invoke: Invoke) -> None:
    for more in (("--received", "9月21日"), ("--for", "10月")):
        ran = invoke("note", "1", "有", "--unit", "娄东街道", *more, code=2)
        assert "没有登记任何内容" in ran.stderr
    assert not desk.journal.exists()


@pytest.mark.parametrize(
    ("more", "said"),
    [
        (("--received", "9月1日"), "--received 是单位报送送到的日期, 请加 --unit 单位。"),
        (("--for", "8月"), "--for 是单位报送的月份, 请加 --unit 单位。"),
        (("--zero",), "零报告要写明是哪个单位的, 请加 --unit 单位。"),
    ],
)
def test_the_office_s_own_word_has_no_receipt(
    more: tuple[str, ...], said: str, invoke: Invoke
) -> None:
    ran = invoke("note", "1", "-n", "有", *more, code=2)
    assert ran.stderr == f"{said}没有登记任何内容。\n"


# ---------------------------------------------------------------- one of eighteen points


def test_a_report_on_one_of_eighteen_points_is_one_in_part(invoke: Invoke, on: Clock) -> None:
    on("2023-06-24")
    said = invoke("note", "7", "已开展", "--unit", "sfj").stdout
    assert "  计入2023年6月报送, 已报1/19\n" in said
    row = filing(invoke, "6月", "市司法局")
    assert (row["word"], len(row["lacking"]), row["together"]) == ("部分报", 17, ["15"])


def test_nothing_to_report_is_said_of_all_that_is_not_reported_on(
    desk: Desk, invoke: Invoke, on: Clock
) -> None:
    on("2023-06-24")
    invoke("note", "7", "已开展", "--unit", "sfj")
    said = invoke("note", "--zero", "--unit", "sfj").stdout
    assert said.count("  市司法局 零报告, 本项未启动   2023年6月24日\n") == 18
    assert len(desk.lines) == 19
    assert last(desk) == {"task": "30", "unit": "市司法局", "zero": True}
    assert filing(invoke, "6月", "市司法局")["word"] == "已报"
    again = invoke("note", "--zero", "--unit", "sfj", code=2).stderr
    assert "市司法局2023年6月没有尚未报送的要点" in again
    invoke("note", "--zero", "--unit", "浏河", "1", code=4)


def test_a_unit_with_nothing_to_report_has_filed_a_zero_report(invoke: Invoke) -> None:
    invoke("note", "26", "--zero", "--unit", "市统计局")
    assert filing(invoke, "9月", "市统计局")["word"] == "零报告"
    assert "零报告1" in invoke("missing").stdout
    assert "  零报告  市统计局(9月20日)\n" in invoke("missing", "--all").stdout


# ---------------------------------------------------------------- no part


def test_a_unit_without_a_part_is_asked_about_and_counts_nowhere(
    desk: Desk, invoke: Invoke
) -> None:
    words = ("done", "3", "-n", "已办", "--unit", "娄东街道")
    ran = invoke(*words, code=2)
    assert ran.stderr == (
        "第3项的牵头、责任单位中没有娄东街道, 登记后只作显示, 不计入办理状态和报送。如属于"
        "市政府各有关部门, 请先登记为成员: lawgov units group add 市政府各有关部门 娄东街道。\n"
        "核对无误请加 --yes 再登记。没有登记任何内容。\n"
    )
    assert not desk.journal.exists()
    said = invoke(*words, "--yes").stdout
    assert "  娄东街道 已报完成, 本项未启动   2023年9月20日   已办\n" in said
    assert "计入" not in said
    assert "娄东街道" in invoke("show", "3").stdout
    assert filing(invoke, "9月", "娄东街道")["word"] == "未报"
    assert (
        "workpoints-2023.journal.yaml:1:1  警告  第3项的牵头、责任单位中没有娄东街道, "
        "未计入办理状态和报送"
    ) in invoke("check").stdout


# ---------------------------------------------------------------- returns across a month's end


def test_a_return_in_july_of_june_s_report_stands_in_june_until_it_is_answered(
    desk: Desk, invoke: Invoke, on: Clock
) -> None:
    on("2023-06-22")
    invoke("done", "21", "-n", "完成", "--unit", "市公安局")
    invoke("note", "15", "有", "--unit", "市公安局")
    on("2023-07-02")
    said = invoke("mark", "退回", "21", "--unit", "市公安局", "--reason", "佐证不足").stdout
    assert "  退回的是市公安局2023年6月的报送\n" in said
    assert last(desk)["period"] == "2023-06"
    june = filing(invoke, "6月", "市公安局")
    assert (june["word"], june["sent_back"], june["date"]) == ("退回", ["21"], "6月22日")
    assert filing(invoke, "7月", "市公安局")["word"] == "未报"

    on("2023-07-12")
    said = invoke("note", "21", "补了台账", "--unit", "市公安局").stdout
    assert "  计入2023年6月报送。如是2023年7月的, 请加 --for 2023-07\n" in said
    assert last(desk)["period"] == "2023-06"
    assert filing(invoke, "6月", "市公安局")["word"] == "已报"
    assert "市公安局 报送进展 7月12日" in invoke("show", "21").stdout
    assert filing(invoke, "6月", "市公安局")["sent_back"] == []


def test_an_answer_for_the_month_sent_back_does_not_go_before_its_return(
    desk: Desk, invoke: Invoke, on: Clock
) -> None:
    on("2023-06-22")
    invoke("note", "21", "有", "--unit", "市公安局")
    on("2023-07-02")
    invoke("mark", "退回", "21", "--unit", "市公安局", "--for", "6月", "--reason", "佐证不足")
    on("2023-07-05")
    invoke("note", "21", "补了", "--unit", "市公安局", "--for", "6月")
    assert "on" not in last(desk)
    assert filing(invoke, "6月", "市公安局")["sent_back"] == []
    assert "已退回" not in invoke("show", "21").stdout


# ---------------------------------------------------------------- reports


def test_a_report_of_several_months_says_who_reported_in_each(invoke: Invoke, on: Clock) -> None:
    on("2023-07-20")
    invoke("note", "7", "已开展", "--unit", "sfj", "--for", "7月")
    invoke("note", "26", "已开展", "--unit", "市统计局", "--for", "6月")
    on("2023-10-09")
    text = invoke("report", "--quarter", "2023Q3", "-o", "-").stdout
    part = text[text.index("5. 报送情况") : text.index("<!-- 手写: 存在问题补充 -->")]
    lines = part.splitlines()
    assert lines[0] == "5. 报送情况（各单位见附件2）："
    assert [line[:14] for line in lines if line.startswith("   - ")] == [
        *("   - 2023年7月：应", "   - 2023年8月：应", "   - 2023年9月：应")
    ]
    assert "     - 部分报：市司法局（1/19）。\n" in part
    assert "\n| 市司法局 | 部分报 | 未报 | 未报 |\n" in text
    june = invoke("report", "--month", "6月", "-o", "-").stdout
    assert "   - 迟报：市统计局（迟25天）。\n" in june
    assert "\n| 市统计局 | 迟报 | 1/1 | 7月20日，迟25天 |\n" in june


def test_after_a_reform_last_month_s_report_is_recorded_under_the_name_of_that_month(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-08T10:00:00+08:00")
    invoke("units", "rename", "市公安局", "市新公安局", "--on", "10月1日")
    invoke("units", "merge", "市商务局", "市发改委", "--into", "市发展局", "--on", "10月1日")
    ran = invoke("note", "15", "九月的", "--unit", "市新公安局", "--for", "9月")
    assert "市公安局 报送进展" in ran.stdout
    assert "计入2023年9月报送" in ran.stdout
    assert last(desk)["unit"] == "市公安局"
    assert "计入2023年9月报送" in (
        invoke("note", "5", "九月的", "--unit", "市商务局", "--for", "9月").stdout
    )
    refused = invoke("note", "5", "九月的", "--unit", "市发展局", "--for", "9月", code=4)
    assert refused.stderr.startswith(
        "2023年9月30日还没有“市发展局”, 当时是市发改委、市商务局。请写当时的名称, 或改写日期。"
    )
    assert invoke("note", "5", "十月的", "--unit", "市商务局", "--for", "10月").stdout
    assert last(desk)["unit"] == "市发展局"
