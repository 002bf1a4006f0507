"""What the reading commands show of a busy office, on paper; and what every output keeps to."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers import columns

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("busy")

SCREENS = {
    "overview": [],
    "overview-before": ["--as-of", "2023-08-31"],
    "show-21": ["show", "21"],
    "show-many": ["show", "2,8", "15", "8.1"],
    "show-section": ["show", "S3"],
    "stats": ["stats"],
    "stats-unit": ["stats", "--unit", "市司法局", "--status", "未启动"],
    "units": ["units"],
    "units-group": ["units", "各镇区"],
    "log": ["log"],
    "log-unit": ["log", "--unit", "sfj", "--month", "9月"],
    "log-last": ["log", "--limit", "2"],
    "undo-list": ["undo", "--list"],
    "help": ["--help"],
    "help-done": ["done", "--help"],
}
WIDTHS = [60, 80, 120]


@pytest.mark.parametrize("name", SCREENS)
def test_the_screen(name: str, invoke: Invoke, golden: Callable[[str, str], None]) -> None:
    ran = invoke(*SCREENS[name])
    assert ran.stderr == ""
    golden(f"cli/{name}.txt", ran.stdout)


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize(
    "name", ["overview", "show-21", "show-many", "units-group", "log", "help-done"]
)
def test_no_line_is_wider_than_the_terminal(
    name: str, width: int, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    lines = invoke(*SCREENS[name]).stdout.splitlines()
    assert [line for line in lines if columns(line) > width] == []


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_plain_and_can_be_shown_in_gbk(name: str, invoke: Invoke) -> None:
    shown = invoke(*SCREENS[name]).stdout
    assert "\x1b" not in shown
    shown.encode("gbk")
    assert not [line for line in shown.splitlines() if line != line.rstrip()]


def test_show_gives_json(invoke: Invoke) -> None:
    found = json.loads(invoke("show", "21", "8.1", "--json").stdout)
    assert (found["schema_version"], found["kind"], found["as_of"]) == (1, "show", "2023-09-20")
    point, measure = found["items"]
    assert [unit["status"] for unit in point["units"][:3]] == ["推进中", "已报完成", "未报"]
    assert [note["text"] for note in point["notes"]] == ["召开联席会议1次", "治安调解衔接完成"]
    assert point["notes"][0]["problem"] == "调解员不足"
    assert (measure["id"], measure["status"]) == ("8.1", "done")


def test_stats_gives_json_that_adds_up(invoke: Invoke) -> None:
    found = json.loads(invoke("stats", "--json").stdout)
    assert found["total"] == 30
    assert sum(entry["number"] for entry in found["statuses"]) == 30
    assert sum(entry["number"] for entry in found["lights"]) == 30
    assert sum(entry["total"] for entry in found["sections"]) == 30
    assert next(unit for unit in found["units"] if unit["name"] == "市司法局")["total"] == 18


def test_units_gives_json(invoke: Invoke) -> None:
    found = json.loads(invoke("units", "--json").stdout)
    assert len(found["units"]) == 31
    office = next(unit for unit in found["units"] if unit["name"] == "市政府办公室")
    assert (office["leads"], office["collects"], office["aliases"]) == (5, 4, ["市政府办"])
    assert [group["name"] for group in found["groups"]] == [
        "各区镇",
        "市政府各有关部门",
        "市各执法部门",
    ]


def test_log_gives_the_records_as_they_stand_and_whether_they_count(invoke: Invoke) -> None:
    found = json.loads(invoke("log", "--json").stdout)
    assert found["total"] == 14
    assert [item["line"] for item in found["items"] if item["undone"]] == [9]
    assert found["items"][0]["record"]["task"] == "8"


@pytest.mark.parametrize(
    ("words", "lines"),
    [
        (["8"], 3),
        (["7-9"], 5),
        (["8.1"], 1),
        (["--month", "2023-08"], 3),
        (["--unit", "市公安局"], 1),
        (["--limit", "5"], 5),
        (["30"], 0),
    ],
)
def test_the_log_can_be_narrowed(words: list[str], lines: int, invoke: Invoke) -> None:
    found = json.loads(invoke("log", *words, "--json").stdout)
    assert len(found["items"]) == lines


def test_an_empty_log_is_said(invoke: Invoke) -> None:
    assert invoke("log", "30").stdout == "台账中没有符合条件的记录。\n"


def test_what_was_passed_over_in_the_journal_is_said_beside_the_screen(
    busy: object, invoke: Invoke
) -> None:
    journal = busy.journal  # type: ignore[attr-defined]
    journal.write_text(journal.read_text("utf-8") + "- {\n- {", encoding="utf-8")
    ran = invoke("list")
    assert ran.stderr.startswith("注意: workpoints-2023.journal.yaml:15:1  警告  第15行: ")
    assert ran.stderr.endswith("(共2处, 详见 lawgov check)\n")
    assert ran.stdout.startswith("共30项")


def test_what_is_late_is_cut_and_counted(invoke: Invoke) -> None:
    invoke("set", "1-6,10,11", "--due", "2023-09-18", "--kind", "deadline", "--yes")
    shown = invoke().stdout
    assert shown.count("    红 ") == 8
    assert "    另有2项亮灯: lawgov list --light 红\n" in shown


def test_eight_of_them_are_all_shown(invoke: Invoke) -> None:
    invoke("set", "1-6", "--due", "2023-09-18", "--yes")
    shown = invoke().stdout
    assert shown.count("    红 ") == 8
    assert "另有" not in shown


def test_what_is_red_comes_before_what_is_blue(invoke: Invoke) -> None:
    invoke("set", "1", "--due", "2023-10-01", "--yes")
    invoke("set", "30", "--due", "2023-09-18", "--yes")
    lines = [line[:6] for line in invoke().stdout.splitlines() if line[4:5] in "红蓝"]
    assert [line.strip() for line in lines] == ["红", "红", "红", "蓝"]


def test_the_last_records_are_the_last_recorded(invoke: Invoke) -> None:
    invoke("note", "30", "补记", "--on", "2023-07-01")
    lines = invoke().stdout.splitlines()
    assert "第30项" in lines[lines.index("  最近登记") + 1]


def test_the_collector_is_named_where_there_are_several_leads(invoke: Invoke) -> None:
    assert "牵头  市政府办公室(汇总) 未报 · 市司法局 未报\n" in invoke("show", "9").stdout
    assert "牵头  市司法局 未报\n" in invoke("show", "8").stdout


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (["set", "30", "--due", "2023-10-01"], "蓝      第30项 加快推进政务诚信建设"),
        (["set", "30", "--due", "2023-10-01"], "10月1日到期, 剩11天"),
        (["mark", "滞后", "30"], "登记为滞后"),
        (["note", "30", "x", "--percent", "55"], "进度55%, 落后序时进度17.1个百分点"),
    ],
)
def test_why_a_light_is_on_is_said(command: list[str], said: str, invoke: Invoke) -> None:
    invoke(*command)
    assert said in invoke().stdout


def test_the_log_can_be_chosen_by_a_condition(invoke: Invoke) -> None:
    found = json.loads(invoke("log", "--where", "状态:已完成", "--json").stdout)
    assert {item["record"]["task"] for item in found["items"]} == {"8", "8.1"}
    found = json.loads(invoke("log", "2", "8", "--where", "状态:已完成", "--json").stdout)
    assert len(found["items"]) == 3


def test_a_report_sent_back_is_shown(invoke: Invoke) -> None:
    invoke("mark", "退回", "24", "--unit", "市司法局", "--reason", "佐证不足")
    assert "牵头  市司法局 已退回" in invoke("show", "24").stdout
    assert "退回市司法局的报送" in invoke("log", "24").stdout


def test_a_document_that_names_no_leading_unit_lists_those_answering(
    desk: object, invoke: Invoke
) -> None:
    plan = desk.plan  # type: ignore[attr-defined]
    plan.write_text(ANSWERING, encoding="utf-8")
    shown = invoke("list").stdout
    assert "责任单位" in shown.splitlines()[1]
    assert "甲局、乙局" in shown


ANSWERING = """\
schema: 1
id: p
title: 要点
year: 2023
units: {甲局: {}, 乙局: {}}
tasks:
  - id: S1
    title: 部分
    tasks:
      - id: "1"
        title: 甲
        responsible: [甲局, 乙局]
"""


def test_many_wrong_numbers_are_counted(invoke: Invoke) -> None:
    said = invoke("show", "1-99", code=4).stderr
    assert said == "没有第31项、第32项、第33项、第34项、第35项等69项: 本要点共30项(1-30)。\n"


def test_evidence_is_shown_by_name_whether_it_is_a_file_or_not(
    busy: object, invoke: Invoke
) -> None:
    (busy.folder / "巡查报告.pdf").touch()  # type: ignore[attr-defined]
    invoke("note", "4", "x", "--evidence", "巡查报告.pdf", "--evidence", "会议纪要")
    assert "佐证: 巡查报告.pdf、会议纪要" in invoke("log", "4").stdout
    assert "佐证: 巡查报告.pdf、会议纪要" in invoke("show", "4").stdout


@pytest.mark.parametrize("width", ["99999999", "1", "0", "-5", "abc"])
def test_a_terminal_of_a_width_that_none_has_is_taken_for_a_usual_one(
    width: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", width)
    for command in ("list", "stats", "show 8"):
        printed = invoke(*command.split()).stdout
        assert printed
        assert len(printed) < 20_000


@pytest.mark.parametrize(
    ("days", "code", "said"), [("1e9", 3, "“1e9”应是数字"), ("999999999", 0, "共30项")]
)
def test_a_light_of_a_million_years_is_refused_or_on(
    days: str, code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    lit = text.replace("year: 2023\n", f"year: 2023\nlights: {{due_soon_days: {days}}}\n", 1)
    desk.plan.write_text(lit, encoding="utf-8")
    ran = invoke("list", code=code)
    assert said in ran.stdout + ran.stderr
