from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.store.journal import format_record
from tests.helpers import columns, record

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")


@pytest.mark.parametrize("word", ["九月初", "三个月"])
def test_a_month_that_cannot_be_read_is_said(word: str, invoke: Invoke) -> None:
    ran = invoke("missing", "--month", word, code=2)
    assert ran.stderr == f"看不懂日期“{word}”。请写成: 2023-09、2023年9月、9月、九月 或 上月\n"
    assert ran.stdout == ""


@pytest.mark.parametrize("word", ["2023-09", "2023年9月", "9月", "９月", "9"])
def test_a_month_may_be_written_in_several_ways(word: str, invoke: Invoke) -> None:
    assert invoke("missing", "--month", word).stdout == invoke("missing").stdout


def test_all_units_that_are_named_or_known_as_members_of_a_group_are_expected(
    invoke: Invoke,
) -> None:
    view = json.loads(invoke("missing", "--json").stdout)
    assert view["expected"] == view["missing"] == 31  # 25 named units, 6 known areas


def test_places_that_nobody_has_listed_are_said_not_to_be_asked(desk: Desk, invoke: Invoke) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    listed = "[太仓港经济技术开发区, 太仓高新区, 旅游度假区, 科教新城, 娄东街道, 陆渡街道]"
    desk.plan.write_text(text.replace(f"members: {listed}", "members: []"), encoding="utf-8")
    said = (
        "提示: “各区镇”有哪些地方没有登记, 没有请它们报送: lawgov units group add 各区镇 名称 …\n"
    )
    assert invoke("missing").stderr == said
    forms = ("export", "--forms", "--month", "9月", "--force", "-o", "表")
    assert invoke(*forms).stderr == said
    assert invoke(*forms, "--unit", "市司法局").stderr == ""
    invoke("units", "group", "add", "各区镇", "沙溪镇", "--yes")
    assert invoke("missing").stderr == ""


def test_who_reported_is_listed_only_when_asked_for(invoke: Invoke) -> None:
    invoke("note", "1", "已开展", "--unit", "娄东街道")
    assert "已报  娄东街道(9月20日)" not in invoke("missing").stdout
    assert "  已报  娄东街道(9月20日)\n" in invoke("missing", "--all").stdout


def test_a_report_after_the_day_is_late_and_one_for_last_month_counts_there(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-02T09:00:00+08:00")
    invoke("note", "1", "已开展", "--unit", "娄东街道", "--on", "9月30日")
    assert "  迟报  娄东街道(10月2日, 迟7天)\n" in invoke("missing", "--month", "9月").stdout
    assert "迟报0" in invoke("missing").stdout
    assert "迟报0" in invoke("missing", "--month", "9月", "--known-at", "10月1日").stdout


def test_a_reminder_is_wrapped_to_the_screen_and_whole_for_programs(invoke: Invoke) -> None:
    wanted = (
        "市委依法治市办:《2023年太仓市法治政府建设工作要点》9月进展,牵头的第1、2、3、15、28项"
        "尚未报送,请尽快报送(已连续3个月)。截止9月25日。"
    )
    text = invoke("missing").stdout
    assert wanted in text.replace("\n", "")
    assert max(map(columns, text.splitlines())) <= 100
    rows = json.loads(invoke("missing", "--json").stdout)["rows"]
    assert rows[0]["reminder"] == wanted
    assert sum(bool(row["reminder"]) for row in rows) == 31


def test_the_points_that_lack_are_listed_by_unit(invoke: Invoke) -> None:
    invoke("note", "21", "已开展", "--unit", "市司法局")
    text = invoke("missing", "--points").stdout
    lines = text.splitlines()
    assert lines[lines.index("还缺的要点") + 1] == "  市委依法治市办  第1、2、3、15、28项"
    assert (
        "市司法局第7、8、9、10、11、12、13、14、16、17、22、23、24、25、27、28、30项、第15项(合并报一次)"
    ) in text.replace("\n", "").replace(" ", "")
    assert "催报文字" not in lines


def test_when_all_have_reported_that_is_said(invoke: Invoke, desk: Desk) -> None:
    rows = json.loads(invoke("missing", "--json").stdout)["rows"]
    made = [
        record(task, "2023-09-10", unit=row["unit"], note="已开展")
        for row in rows
        for task in (*row["lacking"], *row["together"][:1])
    ]
    desk.journal.write_text("".join(f"{format_record(one)}\n" for one in made), encoding="utf-8")
    text = invoke("missing").stdout
    assert text.endswith("  应报的都已报送。\n")
    assert "催报文字" not in text


def test_long_after_the_plan_nobody_has_to_report_and_the_way_back_is_said(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2026-11-28")
    assert invoke("missing").stdout == (
        "本要点2023年12月31日结束, 报送到2024年4月为止, 2026年11月不需报送。"
        "看以前的: lawgov missing --month 2023-12\n"
    )
    assert "未报" in invoke("missing", "--month", "2023-12").stdout


def test_before_the_document_nobody_had_to_report(invoke: Invoke) -> None:
    text = invoke("missing", "--month", "5月").stdout
    assert text == "文件2023年6月6日印发, 2023年5月不需报送。\n"


def test_looking_writes_nothing(invoke: Invoke, desk: Desk) -> None:
    before = desk.files()
    invoke("missing", "--all")
    assert desk.files() == before
