"""A month at 37 units by the five commands of the handbook: what is recorded is what was sent."""

from __future__ import annotations

import json
import shlex
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest

from lawgov_cli.store.journal import format_record
from tests.cli.test_full_month import sent
from tests.helpers import ROOT
from tests.year.office import add_towns

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Desk, Invoke

RECEIVED = "2023-09-20"
#: What a record of a form says, whoever typed it.
SAID = ("task", "unit", "status", "note", "problem", "next", "period", "received", "on")
COLUMNS = {"note": "本月进展", "problem": "存在问题", "next": "下一步措施"}


def round_of_the_handbook() -> list[list[str]]:
    """The commands of the section, without the pipes that shorten what they print."""
    text = (ROOT / "docs" / "month.zh-CN.md").read_text(encoding="utf-8")
    section = text.split("## 一轮五条命令")[1].split("\n## ")[0]
    lines = [line[2:] for line in section.splitlines() if line.startswith("$ lawgov ")]
    return [shlex.split(line.partition(" | ")[0])[1:] for line in lines]


def fill(folder: Path, records: list[dict[str, Any]]) -> None:
    """Type each record into the form of its unit, as the unit would."""
    by_unit: dict[str, dict[str, dict[str, Any]]] = {}
    for record in records:
        by_unit.setdefault(record["unit"], {})[record["task"]] = record
    for unit, answers in by_unit.items():
        path = folder / f"2023-09 {unit}.xlsx"
        book = openpyxl.load_workbook(path)
        sheet = book.worksheets[0]
        head = next(row for row in sheet.iter_rows() if row[0].value == "序号")
        places = {str(cell.value): cell.column for cell in head}
        for row in range(head[0].row + 1, sheet.max_row + 1):
            answer = answers.get(str(sheet.cell(row, 1).value), {})
            for name, column in COLUMNS.items():
                if name in answer:
                    sheet.cell(row, places[column]).value = answer[name]
            if answer:
                sheet.cell(row, places["办理状态"]).value = "推进中"
        book.save(path)


@pytest.fixture(name="records")
def _records(desk: Desk) -> list[dict[str, Any]]:
    """What the 37 units have to say, as the office would have typed it on the day it came."""
    add_towns(desk.plan)
    day = {"received": RECEIVED, "period": "2023-09"}
    return [{**made, "on": RECEIVED, **day} for _, _, made in sent(desk)]


def test_five_commands_make_the_month(
    records: list[dict[str, Any]], desk: Desk, invoke: Invoke
) -> None:
    out, look, collect, missing, report = round_of_the_handbook()
    assert "已生成37份报表" in invoke(*out).stdout
    fill(desk.folder / "9月报表", records)
    more = ("--received", RECEIVED)
    assert "将登记359条" in invoke(*look, *more).stdout
    assert not desk.journal.exists()
    assert "请核对" not in invoke(*collect, *more).stdout
    recorded = [json.loads(line[2:]) for line in desk.lines]
    told = [[{"on": RECEIVED, **one}.get(name) for name in SAID] for one in recorded]
    wanted = [[one.get(name) for name in SAID] for one in records]
    assert sorted(map(str, told)) == sorted(map(str, wanted))
    assert "应报37 已报37" in invoke(*missing).stdout
    assert invoke(*report).stdout.startswith("已生成 reports/2023-09.docx")


def test_what_was_collected_counts_as_what_was_typed_one_by_one(
    records: list[dict[str, Any]], desk: Desk, invoke: Invoke
) -> None:
    out, _, collect, missing, _ = round_of_the_handbook()
    invoke(*out)
    fill(desk.folder / "9月报表", records)
    invoke(*collect, "--received", RECEIVED)
    view = ("report", "--month", "9月", "--format", "json", "-o", "-")
    collected = invoke(*missing, "--json").stdout, json.loads(invoke(*view).stdout)["sections"]
    desk.journal.write_text(
        "".join(f"{format_record(record)}\n" for record in records), encoding="utf-8"
    )
    typed = invoke(*missing, "--json").stdout, json.loads(invoke(*view).stdout)["sections"]
    assert words_of(collected[1]) == words_of(typed[1])
    assert collected[0] == typed[0]


def words_of(sections: list[dict[str, Any]]) -> list[Any]:
    """What a report prints of each point: without where the records stand in the journal."""
    return [(task["said"], task["counted"]) for part in sections for task in part["spoken"]]
