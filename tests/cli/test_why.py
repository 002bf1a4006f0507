from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


def said(invoke: Invoke, *words: str) -> list[str]:
    return [line.strip() for line in invoke("why", *words).stdout.splitlines()]


def test_what_nobody_has_touched_is_green_and_not_begun_and_says_what_would_change_it(
    invoke: Invoke,
) -> None:
    assert invoke("why", "8").stdout == (
        "第8项  提高合法性审查工作质效\n"
        "  状态  未启动: 尚未报送进展\n"
        "    → 市司法局报完成即为待核验\n"
        "    → 单位报送进展或登记启动即为推进中: lawgov start 8\n"
        "  亮灯  绿: 没有逾期、落后10个百分点以上或登记滞后, 也不在15天内到期\n"
        "    没有时限\n"
        "    → 定了时限才按时限亮灯: lawgov set 8 --due 日期\n"
    )


def test_an_overdue_point_names_its_date_the_line_that_set_it_and_the_ways_out(
    invoke: Invoke,
) -> None:
    invoke("note", "8", "x")
    invoke("set", "15", "--due", "9月10日", "--yes")
    lines = said(invoke, "15")
    assert "亮灯  红: 过了时限而没有办结" in lines
    assert "9月10日到期, 已逾期10天" in lines
    assert "时限 2023年9月10日(台账第2行)" in lines
    assert "台账第2行  9月20日 本级: 时限定为2023年9月10日" in lines
    assert '→ 登记完成即转绿: lawgov done 15 --note "…"' in lines
    assert '→ 改期要写理由: lawgov set 15 --due 日期 --reason "…"' in lines


def test_the_ways_out_that_are_named_lead_out(invoke: Invoke) -> None:
    invoke("set", "15", "--due", "9月10日", "--yes")
    invoke("done", "15", "--note", "办结")
    lines = said(invoke, "15")
    assert "亮灯  绿: 已办结的不再计时限" in lines
    assert "状态  已完成: 本级9月20日登记为已完成" in lines
    assert '→ 重新打开(要写理由)即重新计时限: lawgov mark 回头看 15 --reason "…"' in lines
    assert any("lawgov undo 2 撤销" in line for line in lines)
    invoke("undo", "2")
    assert "亮灯  红: 过了时限而没有办结" in said(invoke, "15")


@pytest.mark.parametrize(
    ("percent", "light", "rule"),
    [("10", "红", "落后序时进度30个百分点以上"), ("50", "黄", "落后序时进度10至30个百分点")],
)
def test_the_percentage_named_as_enough_is_enough_and_one_less_is_not(
    percent: str, light: str, rule: str, invoke: Invoke
) -> None:
    invoke("note", "8", "--percent", percent)
    lines = said(invoke, "8")
    assert f"亮灯  {light}: {rule}" in lines
    assert f"进度 {percent}%(本级, 台账第1行), 序时进度 72.1%(自1月1日起)" in lines
    assert "→ 进度到63%即不再落后: lawgov note 8 --percent 63" in lines
    invoke("note", "8", "--percent", "62")
    assert "亮灯  黄: 落后序时进度10至30个百分点" in said(invoke, "8")
    invoke("note", "8", "--percent", "63")
    assert any(line.startswith("亮灯  绿") for line in said(invoke, "8"))


def test_whose_percentage_moves_the_light_is_said_and_whose_does_not(invoke: Invoke) -> None:
    invoke("note", "21", "x", "--unit", "市公安局", "--percent", "20")
    lines = said(invoke, "21")
    only = "亮灯只按汇总单位(市司法局)或本级登记的进度"
    assert f"没有计入亮灯的进度: 市公安局20%(台账第1行); {only}" in lines
    invoke("note", "21", "x", "--unit", "市司法局", "--percent", "66.5")
    lines = said(invoke, "21")
    assert "进度 66.5%(市司法局, 台账第2行), 序时进度 72.1%(自1月1日起)" in lines
    assert f"没有计入亮灯的进度: 市公安局20%(台账第1行); {only}" in lines
    invoke("note", "21", "--percent", "70")
    assert "进度 70%(本级, 台账第3行), 序时进度 72.1%(自1月1日起)" in said(invoke, "21")


def test_who_said_that_it_lags_is_who_must_speak_again(invoke: Invoke) -> None:
    invoke("mark", "滞后", "8", "--unit", "市司法局")
    lines = said(invoke, "8")
    assert "亮灯  黄: 登记为滞后" in lines
    way = "→ 原登记的一方再登记办理状态即不再算滞后: lawgov start 8 --unit 市司法局"
    assert way in lines
    invoke(*way.rpartition("lawgov ")[2].split())
    assert any(line.startswith("亮灯  绿") for line in said(invoke, "8"))


def test_a_date_to_come_says_from_when_it_is_blue(invoke: Invoke) -> None:
    invoke("set", "8", "--due", "10月31日")
    assert "→ 没有办结的话, 10月16日起亮蓝灯" in said(invoke, "8")
    before = said(invoke, "8", "--as-of", "10月15日")
    after = said(invoke, "8", "--as-of", "10月16日")
    assert any(line.startswith("亮灯  绿") for line in before)
    assert any(line.startswith("亮灯  蓝: 离时限15天以内") for line in after)


def test_a_status_from_the_measures_names_the_line_of_each(invoke: Invoke) -> None:
    invoke("done", "8.1", "8.2", "8.3", "--note", "办结")
    lines = said(invoke, "8")
    assert "状态  待核验: 各条举措均已办结" in lines
    resting = [line[:5] for line in lines if line.startswith("台账第")]
    assert resting == ["台账第1行", "台账第2行", "台账第3行"]
    assert '→ 核对后由本级登记完成: lawgov done 8 --note "…"' in lines


def test_a_measure_overdue_is_named_with_its_own_units(invoke: Invoke) -> None:
    invoke("add", "18", "百日攻坚", "--due", "6月10日", "--yes", "--lead", "市应急局")
    lines = said(invoke, "18")
    assert "举措18.6 6月10日到期, 已逾期102天, 市应急局牵头" in lines
    assert "时限 举措18.6 2023年6月10日(台账第1行)" in lines
    assert '→ 登记完成即转绿: lawgov done 18.6 --note "…"' in lines


def test_a_unit_s_own_part_its_report_what_was_sent_back_and_its_slips(invoke: Invoke) -> None:
    invoke("note", "21", "别人的", "--unit", "市法院")
    invoke("note", "21", "自己的", "--unit", "市公安局")
    invoke("mark", "退回", "21", "--unit", "市公安局", "--reason", "不实")
    invoke("slip", "21", "--reply-by", "9月30日", "--level", "蓝", "--unit", "市公安局")
    assert invoke("why", "21", "--unit", "市公安局").stdout == (
        "第21项  健全完善非诉工作体系\n"
        "  市公安局  牵头: 9月20日的报送已退回, 尚未重报\n"
        "    督〔2023〕1号 提醒单(蓝) 未答复\n"
        "    台账第2行  9月20日 市公安局: 自己的\n"
        "    台账第3行  9月20日 本级: 退回市公安局的报送\n"
        '    → 登记该单位重新报送: lawgov note 21 "…" --unit 市公安局\n'
    )
    assert "市公安局  不在本项的单位之中: 尚未报送进展" in said(invoke, "17", "-u", "市公安局")
    assert "科教新城  责任(经各区镇): 尚未报送进展" in said(invoke, "8", "-u", "科教新城")


def test_a_month_s_filing_says_what_was_due_and_which_lines_count(invoke: Invoke) -> None:
    assert "2023年9月报送: 未报" in said(invoke, "--filing", "市公安局")[0]
    invoke("note", "15", "案卷", "--unit", "市公安局")
    lines = said(invoke, "--filing", "市公安局", "--month", "9月")
    assert lines[0] == "市公安局  2023年9月报送: 部分报"
    assert "台账第1行  9月20日 市公安局: 案卷" in lines
    shown = json.loads(invoke("why", "--filing", "市公安局", "--json").stdout)
    assert shown["kind"] == "why_filing"
    assert shown["records"][0]["line"] == 1


def test_as_json_it_holds_the_rules_the_records_and_their_lines(invoke: Invoke) -> None:
    invoke("set", "15", "--due", "9月10日", "--yes")
    shown = json.loads(invoke("why", "15", "8", "--json").stdout)
    assert (shown["kind"], shown["as_of"]) == ("why", "2023-09-20")
    first, second = shown["items"]
    assert first["light"]["reason"]["rule"] == "overdue"
    assert first["light"]["records"][0]["line"] == 1
    assert (first["status"]["reason"]["rule"], second["id"]) == ("nothing", "8")


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ((), 2, "缺少“序号”: lawgov why 15; 问报送: lawgov why --filing 市公安局。"),
        (("S3",), 2, "是一个部分"),
        (("99",), 4, "没有第99项"),
        (("8", "--unit", "市环保局"), 4, "没有“市环保局”这个单位。"),
        (("8", "--filing", "市公安局"), 2, "--filing 只和 --month、--known-at 一起写。"),
        (("8", "--month", "9月"), 2, "--month 要和 --filing 一起写。"),
    ],
)
def test_what_cannot_be_asked_is_said(
    words: tuple[str, ...], code: int, message: str, invoke: Invoke
) -> None:
    assert message in invoke("why", *words, code=code).stderr


def test_it_writes_nothing(desk: Desk, invoke: Invoke) -> None:
    before = desk.files()
    invoke("why", "8")
    assert desk.files() == before
