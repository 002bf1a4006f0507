from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")

BY = ("--reply-by", "9月30日")


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("8",), 2, "请写明要求反馈的日期: --reply-by 7月10日。没有开单。"),
        (("8", "--reply-by", "某日"), 2, "看不懂日期“某日”。"),
        (("8", "9", *BY), 2, "9"),
        (("8-9", *BY), 2, "一事一单: 一次只能开一项。没有开单。"),
        (("31", *BY), 4, "没有第31项"),
        (("S3", *BY), 2, "是一个部分"),
        (("八月", *BY), 2, "看不懂序号“八月”"),
        (
            ("8", *BY, "--level", "橙"),
            2,
            "没有“橙”这一级。可用: 蓝(提醒)、黄(督办)、红(督办)",
        ),
        (("8", *BY, "--level", "蓝", "--unit", "市环保局"), 4, "没有“市环保局”这个单位。"),
        (("8", *BY), 2, "越级: 本项此前没有发过单, 按次序应先发蓝色单,需要说明理由"),
        (("8", *BY, "--level", "红"), 2, "越级"),
        (
            ("8", *BY, "--level", "蓝", "--template", "无此模板"),
            3,
            "报表模板 无此模板: 没有这个模板。",
        ),
        (
            ("8", *BY, "--level", "蓝", "-o", "有.md"),
            2,
            "有.md 已存在。请用 -o 写到别处。没有开单。",
        ),
    ],
)
def test_a_mistake_costs_no_number_and_writes_nothing(
    words: tuple[str, ...], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "有.md").write_text("别人的文件", encoding="utf-8")
    before = desk.files()
    ran = invoke("slip", *words, code=code)
    assert said in ran.stderr
    assert ran.stdout == ""
    assert desk.files() == before
    assert (desk.folder / "有.md").read_text(encoding="utf-8") == "别人的文件"


def test_a_template_with_a_fault_costs_no_number(desk: Desk, invoke: Invoke) -> None:
    (desk.folder / "templates").mkdir()
    (desk.folder / "templates" / "坏.md.j2").write_text("一行\n{{ unitt }}\n", encoding="utf-8")
    ran = invoke("slip", "8", *BY, "--level", "蓝", "-t", "坏", code=3)
    assert "坏.md.j2 第2行: 用了不存在的名称" in ran.stderr
    assert not desk.journal.exists()
    assert not (desk.folder / "reports").exists()


def test_a_slip_is_recorded_and_written_under_its_number(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("slip", "8", *BY, "--level", "蓝")
    path = "reports/slips/督〔2023〕1号-第8项-市司法局.md"
    assert ran.stdout == f"已开 督〔2023〕1号  提醒单(蓝)  第8项  市司法局  {path}\n"
    text = (desk.folder / path).read_text(encoding="utf-8")
    assert text.startswith("# 太仓市人民政府办公室提醒单（蓝色）\n")
    assert "请于2023年9月30日前书面反馈" in text
    record = json.loads(desk.lines[-1][2:])
    assert record["task"] == "8"
    assert record["slip"] == {
        "number": 1,
        "year": 2023,
        "level": "蓝",
        "unit": "市司法局",
        "reply_by": "2023-09-30",
    }


def test_levels_follow_each_other_and_a_reason_lets_one_be_passed_over(
    desk: Desk, invoke: Invoke
) -> None:
    for level in ("蓝", "黄", "红"):
        invoke("slip", "8", *BY, "--level", level)
    invoke("slip", "9", *BY, "--level", "红", "--reason", "重大事项")
    assert json.loads(desk.lines[-1][2:])["reason"] == "重大事项"
    assert [json.loads(line[2:])["slip"]["number"] for line in desk.lines] == [1, 2, 3, 4]


def test_the_addressee_is_the_collector_or_whom_one_names(invoke: Invoke) -> None:
    assert "  市应急局  " in invoke("slip", "18", *BY, "--level", "蓝").stdout
    assert "  市住建局  " in invoke("slip", "18", *BY, "--level", "黄", "-u", "zjj").stdout


def test_a_body_out_of_the_rules_reach_gets_a_letter_and_that_is_said(
    desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("slip", "21", *BY, "--level", "蓝", "--unit", "市法院")
    assert "函〔2023〕1号" in ran.stdout
    assert "市法院不属于政府督查对象(政府督查工作条例第五条), 已按函的格式开出。" in ran.stdout
    (path,) = (desk.folder / "reports" / "slips").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "督办" not in text
    assert "请于2023年9月30日前函复" in text


def test_grounds_say_by_how_much_it_is_late(desk: Desk, invoke: Invoke) -> None:
    invoke("set", "8", "--due", "9月10日", "--yes")
    invoke("note", "8", "复查中 | 未完", "--unit", "市司法局")
    invoke("slip", "8", *BY, "--level", "蓝")
    (path,) = (desk.folder / "reports" / "slips").iterdir()
    text = path.read_text(encoding="utf-8")
    assert "| 存在问题 | 9月10日到期, 已逾期10天 |" in text
    assert "| 最近进展 | 9月20日 市司法局：复查中 \\| 未完 |" in text


def test_a_slip_taken_back_leaves_its_number_used(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "8", *BY, "--level", "蓝")
    invoke("undo")
    assert "督〔2023〕2号" in invoke("slip", "8", *BY, "--level", "蓝").stdout
    assert len(list((desk.folder / "reports" / "slips").iterdir())) == 2


def test_it_can_be_written_elsewhere(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "8", *BY, "--level", "蓝", "-o", "单.md")
    assert (desk.folder / "单.md").is_file()
    assert not (desk.folder / "reports").exists()


def test_it_can_be_shown_on_the_screen_alone(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("slip", "8", *BY, "--level", "蓝", "-o", "-")
    assert ran.stdout.startswith("# 太仓市人民政府办公室提醒单（蓝色）\n")
    assert ran.stderr == "已开 督〔2023〕1号  提醒单(蓝)  第8项  市司法局\n"
    assert not (desk.folder / "-").exists()
    assert not (desk.folder / "reports").exists()


def test_where_the_file_cannot_be_written_one_is_told_that_the_number_is_used(
    desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "不是文件夹").write_text("", encoding="utf-8")
    ran = invoke("slip", "8", *BY, "--level", "蓝", "-o", "不是文件夹/单.md", code=5)
    assert ran.stderr.endswith("督〔2023〕1号已记入台账; 先用 lawgov undo 撤销, 再重新开单。\n")
    assert ran.stdout == ""
    assert len(desk.lines) == 1
