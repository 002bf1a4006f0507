"""Workbooks of several sheets: the name of each is the section of its tasks, and that is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

import openpyxl
import pytest

from lawgov_cli.domain.vocabulary import Level
from tests.importer.test_cases import imported

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from lawgov_cli.importer.importing import Imported

pytest.importorskip("python_calamine")
TITLE = ["青禾市2026年重点项目任务表"]
HEAD = ["序号", "工作任务", "牵头单位", "完成时限"]
ROAD, CANAL = ["1", "拓宽滨江路", "市住建局", "6月底前"], ["1", "清淤东干渠", "市水务局", "9月底前"]


def book(path: Path, sheets: Mapping[str, Sequence[Sequence[str]]]) -> Imported:
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in sheets.items():
        sheet = made.create_sheet(name)
        for row in rows:
            sheet.append(row)
    made.save(path / "任务.xlsx")
    return imported(path / "任务.xlsx")


def outline(found: Imported) -> list[str]:
    """The sections, and below each the titles of its points."""
    return [f"{'#' * (task.level is Level.SECTION)}{task.title}" for task in found.plan.walk()]


def told(found: Imported, code: str) -> list[str]:
    return [doubt.what for doubt in found.doubts if doubt.code == code]


def test_the_name_of_each_sheet_is_the_section_of_its_tasks(tmp_path: Path) -> None:
    found = book(tmp_path, {"道路": [TITLE, HEAD, ROAD], "水利（2项）": [HEAD, CANAL]})
    assert outline(found) == ["#道路", "拓宽滨江路", "#水利（2项）", "清淤东干渠"]
    assert told(found, "sheets") == ["工作表的名称算作其中各项所在的部分(2张): 道路、水利（2项）"]


def test_a_name_that_a_program_gave_is_no_section(tmp_path: Path) -> None:
    found = book(tmp_path, {"Sheet1": [TITLE, HEAD, ROAD], "工作表2": [HEAD, CANAL]})
    assert outline(found) == ["拓宽滨江路", "清淤东干渠"]


def test_one_sheet_of_tasks_needs_no_section(tmp_path: Path) -> None:
    found = book(tmp_path, {"道路": [TITLE, HEAD, ROAD], "说明": [["按月报送。"]]})
    assert outline(found) == ["拓宽滨江路"]


def test_a_sheet_that_has_a_heading_keeps_it(tmp_path: Path) -> None:
    sheets = {"道路": [["一、道路"], HEAD, ROAD], "水利": [["二、水利"], HEAD, CANAL]}
    found = book(tmp_path, sheets)
    assert outline(found)[-2:] == ["#水利", "清淤东干渠"]
    assert told(found, "sheets") == []


def test_a_title_above_each_table_is_read_once_and_told(tmp_path: Path) -> None:
    sheets = {"道路": [TITLE, HEAD, ROAD], "水利": [TITLE, HEAD, CANAL]}
    found = book(tmp_path, sheets)
    assert found.plan.title == TITLE[0]
    assert outline(found) == ["#道路", "拓宽滨江路", "#水利", "清淤东干渠"]
    assert told(found, "page-lines") == [f"像是页码、页眉, 没有读(1行): {TITLE[0]}"]


def test_tasks_of_a_sheet_that_another_repeats_are_told(tmp_path: Path) -> None:
    found = book(tmp_path, {"汇总": [TITLE, HEAD, ROAD, CANAL], "市水务局": [HEAD, CANAL]})
    assert told(found, "alike") == [
        "标题相同的各算一项(1处): 第一部分第2项与第二部分第1项“清淤东干渠”"
    ]
