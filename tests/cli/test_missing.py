from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

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


def test_who_reported_is_listed_only_when_asked_for(invoke: Invoke) -> None:
    invoke("note", "21", "已开展", "--unit", "市公安局")
    assert "已报  市公安局(9月20日)" not in invoke("missing").stdout
    assert "  已报  市公安局(9月20日)\n" in invoke("missing", "--all").stdout


def test_a_report_after_the_day_is_late_and_one_for_last_month_counts_there(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-02T09:00:00+08:00")
    invoke("note", "21", "已开展", "--unit", "市公安局", "--on", "9月30日")
    assert "  迟报  市公安局(10月2日)\n" in invoke("missing", "--month", "9月").stdout
    assert "迟报0" in invoke("missing").stdout
    assert "迟报0" in invoke("missing", "--month", "9月", "--known-at", "10月1日").stdout


def test_a_reminder_stands_on_one_line_of_its_own_ready_to_paste(invoke: Invoke) -> None:
    lines = invoke("missing").stdout.splitlines()
    reminders = lines[lines.index("催报文字(可直接粘贴)") + 1 :]
    assert len(reminders) == 31
    assert reminders[0] == (
        "市委依法治市办:《2023年太仓市法治政府建设工作要点》9月进展(牵头的第1、2、3、15、28项)"
        "尚未报送,请尽快报送(已连续4个月)。截止9月25日。"
    )


def test_when_all_have_reported_that_is_said(invoke: Invoke, desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    names = [
        line.split(":")[0].strip()
        for line in text.split("units:\n")[1].split("groups:")[0].splitlines()
    ]
    for name in names:
        invoke("note", "15", "已开展", "--unit", name)
    text = invoke("missing").stdout
    assert text.endswith("  应报的都已报送。\n")
    assert "催报文字" not in text


def test_before_the_document_nobody_had_to_report(invoke: Invoke) -> None:
    text = invoke("missing", "--month", "5月").stdout
    assert text == "文件2023年6月6日印发, 2023年5月不需报送。\n"


def test_looking_writes_nothing(invoke: Invoke, desk: Desk) -> None:
    before = desk.files()
    invoke("missing", "--all")
    assert desk.files() == before
