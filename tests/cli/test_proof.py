"""A report that proves itself: its code, and what ``check FILE`` says of it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from lawgov_cli.base.dates import month
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.used_records import come_since, records_code, used_records
from lawgov_cli.importer.sheets.reading import read_tables
from tests.helpers import events_of, record

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

FORMATS = ("md", "docx", "html", "xlsx", "json")
SEPTEMBER = ("report", "--month", "9月")
CODE = re.compile(r"核验码 ([0-9A-Z]{4}(?:-[0-9A-Z]{4}){3})")


def made(desk: Desk, invoke: Invoke, ending: str, *more: str) -> Path:
    invoke(*SEPTEMBER, "-o", f"月报.{ending}", *more)
    return desk.folder / f"月报.{ending}"


@pytest.mark.parametrize("ending", FORMATS)
def test_a_report_of_any_format_is_one_with_the_ledger(
    ending: str, busy: Desk, invoke: Invoke
) -> None:
    made(busy, invoke, ending)
    ran = invoke("check", f"月报.{ending}")
    assert ran.stdout.startswith(f"一致: 月报.{ending} 与台账相符  核验码 ")


def test_the_figures_and_the_records_of_all_formats_have_the_same_code(
    busy: Desk, invoke: Invoke
) -> None:
    codes = []
    for ending in FORMATS:
        made(busy, invoke, ending)
        found = CODE.search(invoke("check", f"月报.{ending}").stdout)
        assert found
        codes.append(found[1].split("-"))
    assert len({(figures, *records) for figures, _, *records in codes}) == 1


def test_the_figures_in_the_workbook_are_those_of_the_json(busy: Desk, invoke: Invoke) -> None:
    view = json.loads(made(busy, invoke, "json").read_text(encoding="utf-8"))
    tables, problems = read_tables(made(busy, invoke, "xlsx").read_bytes(), "月报.xlsx")
    assert not problems
    rows = {row[0]: row[1] for row in tables.grids[0].rows if len(row) > 1}
    assert rows["要点"] == view["total"]
    for tally in view["tallies"]:
        assert rows[tally["word"]] == tally["number"]
    assert rows["较上月新完成"] == view["newly_done"]
    text = made(busy, invoke, "md").read_text(encoding="utf-8")
    for tally in view["tallies"]:
        assert f"{tally['word']}{tally['number']}项（{tally['percent']}）" in text


@pytest.mark.parametrize("ending", FORMATS)
def test_it_names_the_record_that_came_since_and_the_figures_it_changed(
    ending: str, busy: Desk, invoke: Invoke
) -> None:
    made(busy, invoke, ending)
    invoke("done", "12", "-n", "宣传完成")
    ran = invoke("check", f"月报.{ending}", code=6)
    assert "第12项 2023年9月20日 已完成: 宣传完成\n" in ran.stdout
    assert re.search(r"    已完成: (\d+)项 → (\d+)项\n", ran.stdout)
    assert "第12项: 长期坚持、绿灯 → 已完成、绿灯" in ran.stdout
    assert "文字被改过" not in ran.stdout


def test_it_quotes_what_was_changed_by_hand(busy: Desk, invoke: Invoke) -> None:
    path = made(busy, invoke, "md")
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("较上月新完成", "较上月共完成"), encoding="utf-8")
    ran = invoke("check", "月报.md", code=6)
    assert "文字被改过1处(手写段落以外):\n  “较上月新完成" in ran.stdout
    assert "→ “较上月共完成" in ran.stdout
    invoke("done", "12", "-n", "宣传完成")
    both = invoke("check", "月报.md", code=6).stdout
    assert "已完成: 宣传完成" in both
    assert "文字被改过1处" in both


def test_what_is_written_between_the_marks_is_no_change(busy: Desk, invoke: Invoke) -> None:
    path = made(busy, invoke, "md")
    mark = "<!-- 手写: 总体情况补充 -->\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace(mark, f"{mark}领导批示已落实。\n"), encoding="utf-8")
    assert invoke("check", "月报.md").stdout.startswith("一致: ")
    shutil.copy(path, busy.folder / "稿.md")
    invoke(*SEPTEMBER, "-o", "稿.docx")
    assert invoke("check", "稿.docx").stdout.startswith("一致: ")


def test_made_again_later_the_code_is_the_same(
    busy: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-08T10:00:00+08:00")
    first = made(busy, invoke, "md").read_bytes()
    monkeypatch.setenv("LAWGOV_NOW", "2023-12-20T10:00:00+08:00")
    invoke("note", "9", "十二月的进展")
    invoke(*SEPTEMBER, "-o", "再.md")
    assert (busy.folder / "再.md").read_bytes() == first


def test_a_report_made_while_its_month_runs_is_of_that_day_and_is_checked_as_of_it(
    busy: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = made(busy, invoke, "md").read_text(encoding="utf-8")
    assert "截至2023年9月20日" in text
    assert "截至2023年9月30日" not in text
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-08T10:00:00+08:00")
    assert invoke("check", "月报.md").stdout.startswith("一致: ")
    invoke("done", "9", "-n", "月底办结", "--on", "9月28日", "--yes")
    assert "数字没有变" in invoke("check", "月报.md", code=6).stdout
    invoke(*SEPTEMBER, "-o", "再.md")
    assert "截至2023年9月30日" in (busy.folder / "再.md").read_text(encoding="utf-8")


def test_a_report_narrowed_is_made_again_as_it_was_asked_for(busy: Desk, invoke: Invoke) -> None:
    made(busy, invoke, "md", "--unit", "市司法局", "--where", "状态:推进中 或 序号>3", "--public")
    assert invoke("check", "月报.md").stdout.startswith("一致: ")


def test_a_plan_or_a_journal_is_told_by_its_content(busy: Desk, invoke: Invoke) -> None:
    assert invoke("check", busy.journal.name).stdout == invoke("check", busy.plan.name).stdout


def test_a_paper_without_a_code_is_said_to_have_none(busy: Desk, invoke: Invoke) -> None:
    (busy.folder / "a.md").write_text("# 月报\n", encoding="utf-8")
    assert "没有核验码" in invoke("check", "a.md", code=3).stderr


def test_a_line_that_is_gone_is_said(busy: Desk, invoke: Invoke) -> None:
    made(busy, invoke, "md")
    lines = busy.journal.read_text(encoding="utf-8").splitlines(keepends=True)
    busy.journal.write_text("".join(lines[:-1]), encoding="utf-8")
    assert "台账里当时用的记录有缺少或改动" in invoke("check", "月报.md", code=6).stdout


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
@pytest.mark.parametrize("ending", ["docx", "xlsx"])
def test_saved_again_by_libreoffice_it_is_still_the_same(
    ending: str, busy: Desk, invoke: Invoke, tmp_path: Path
) -> None:
    path = made(busy, invoke, ending)
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        "保存",
        str(path),
    ]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    assert invoke("check", f"保存/{path.name}").stdout.startswith("一致: ")


def test_which_records_came_since_is_told_from_the_code_alone() -> None:
    events = events_of(*(record("1", f"2023-09-{day:02}") for day in range(1, 9)))
    whole = used_records(Timeline.of(events), month(2023, 9), date(2023, 9, 25))
    for first, last in ((0, 0), (5, 8), (2, 4)):
        then = Timeline.of([*events[:first], *events[last:]])
        assert come_since(whole, records_code(then)) == events[first:last]
    other = Timeline.of(events_of(record("1", "2023-09-02")))
    assert come_since(whole, records_code(other)) is None


def test_what_is_of_a_later_time_is_not_used_but_what_answers_for_the_period_or_mends_it_is() -> (
    None
):
    events = events_of(
        record("1", "2023-09-05", number=1, batch="b1"),
        record("1", "2023-10-05", number=2),
        record("1", "2023-10-06", number=3, period="2023-09", unit="甲局"),
        record(on="2023-10-07", number=4, undo="b1"),
        record(on="2023-10-08", number=5, correct="r00003", note="改"),
        record(on="2023-10-09", number=6, undo="r00002"),
    )
    used = used_records(Timeline.of(events), month(2023, 9), date(2023, 9, 25))
    assert used.own_ids() == ["r00001", "r00003", "r00004", "r00005"]


def test_where_reports_are_due_in_the_next_month_what_the_office_says_until_then_is_used() -> None:
    events = events_of(
        record("1", "2023-10-05", number=1, status="done"),
        record("1", "2023-10-05", number=2, unit="甲局", note="十月的"),
        record("1", "2023-10-06", number=3, status="doing"),
    )
    used = used_records(Timeline.of(events), month(2023, 9), date(2023, 10, 5))
    assert used.own_ids() == ["r00001"]


def test_a_program_gets_all_of_it_as_a_document_of_its_own(busy: Desk, invoke: Invoke) -> None:
    path = made(busy, invoke, "md")
    one = json.loads(invoke("check", "月报.md", "--json").stdout)
    assert (one["kind"], one["holds"], one["causes"], one["edits"]) == ("proof", True, [], [])
    invoke("done", "12", "-n", "宣传完成")
    path.write_text(
        path.read_text(encoding="utf-8").replace("推进中", "推进着", 1), encoding="utf-8"
    )
    ran = invoke("check", "月报.md", "--json", code=6)
    other = json.loads(ran.stdout)
    assert (other["code"], other["holds"]) == (one["code"], False)
    [cause] = other["causes"]
    assert [one["record"]["note"] for one in cause["records"]] == ["宣传完成"]
    assert [one["line"] for one in cause["records"]] == [len(busy.lines)]
    moved = {one["name"]: (one["old"], one["new"]) for one in cause["moved"]}
    assert moved["第12项"] == ("长期坚持、绿灯", "已完成、绿灯")
    assert [("推进中" in one["made"], "推进着" in one["reads"]) for one in other["edits"]] == [
        (True, True)
    ]
    assert json.loads(ran.stderr)["message"] == "报告与台账不一致。"


def test_sheets_of_few_columns_are_upright_and_the_code_is_printed(
    busy: Desk, invoke: Invoke
) -> None:
    book = openpyxl.load_workbook(made(busy, invoke, "xlsx"))
    lying = {s.title for s in book.worksheets if s.page_setup.orientation == "landscape"}
    assert {"总体情况", "各单位报送情况"} <= {*book.sheetnames} - lying
    assert {"各部分推进情况", "任务进展情况总表"} <= lying
    first = book.worksheets[0]
    assert str(first.cell(first.max_row, 1).value).startswith("核验码")
    assert first.print_area.endswith(f"$C${first.max_row}")


def test_what_was_changed_far_along_a_line_is_quoted_where_it_differs(
    busy: Desk, invoke: Invoke
) -> None:
    path = made(busy, invoke, "md")
    text = path.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("| 21 |"))
    path.write_text(text.replace(line, line.replace("推进中", "推进着")), encoding="utf-8")
    said = invoke("check", "月报.md", code=6).stdout
    old = next(row for row in said.splitlines() if "推进着" in row).split(" → ")[0]
    assert "推进中" in old
    assert old.startswith("  “…")


@pytest.mark.parametrize("name", ["没有.md", "没有.docx", "没有.xlsx"])
def test_a_report_that_is_not_there_is_not_taken_for_a_plan(invoke: Invoke, name: str) -> None:
    said = invoke("check", name, code=3).stderr
    assert said == f"没有这个文件: {name}。请核对文件名和它所在的文件夹。\n"
