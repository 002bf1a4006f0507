"""Workbooks of several sheets: the name of each is the section of its tasks, and that is told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import openpyxl
import pytest

from lawgov_cli.domain.vocabulary import Level
from tests.importer.test_cases import imported
from tests.office_forms import SOFFICE, converted

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


DUE = ["序号", "工作任务", "责任单位", "完成时限"]


def days(path: Path, *cells: tuple[object, str]) -> Path:
    """A workbook with a task due on each of *cells*, which have a value and a form of numbers."""
    made = openpyxl.Workbook()
    made.active.title = "任务"
    for row in [TITLE, DUE, *(["1", "拓宽滨江路", "市住建局", value] for value, _ in cells)]:
        made.active.append(row)
    for at, (_, form) in enumerate(cells, 3):
        made.active.cell(at, 4).number_format = form
    made.save(path / "时限.xlsx")
    return path / "时限.xlsx"


@pytest.mark.parametrize(
    "form", ['yyyy"年"m"月"', "yyyy-mm", "yyyy/m", "mmm-yy", "[$-804]yyyy年m月;@"]
)
def test_a_day_that_is_shown_as_its_month_is_the_end_of_it(tmp_path: Path, form: str) -> None:
    (point,) = imported(days(tmp_path, (date(2026, 7, 1), form))).plan.points
    assert (point.due_words, point.due) == ("2026年7月", date(2026, 7, 31))


@pytest.mark.parametrize("form", ["yyyy-mm-dd", 'yyyy"年"m"月"d"日"', "m/d/yyyy"])
def test_a_day_that_is_shown_is_that_day(tmp_path: Path, form: str) -> None:
    found = imported(days(tmp_path, (date(2026, 7, 1), form)))
    assert (found.plan.points[0].due, told(found, "month")) == (date(2026, 7, 1), [])


def test_a_figure_that_may_be_october_is_told(tmp_path: Path) -> None:
    found = imported(days(tmp_path, (2026.1, "0.00"), (2026.12, "0.00"), (2026.3, "0.0")))
    assert told(found, "month") == ["看不出格子里写的是哪一月、还是哪一日(1格): “任务”D3（2026.1）"]


def test_a_figure_that_may_be_the_thirtieth_is_told_below_a_head_of_days(tmp_path: Path) -> None:
    found = imported(days(tmp_path, (9.3, "General"), (8.5, "General")))
    assert len(told(found, "month")) == 1
    assert "9.3" in told(found, "month")[0]


@pytest.mark.skipif(not SOFFICE, reason="needs LibreOffice")
def test_days_that_are_all_the_first_of_a_month_are_told_where_no_form_is_known(
    tmp_path: Path,
) -> None:
    months = [(date(2026, month, 1), 'yyyy"年"m"月"') for month in (7, 9)]
    made = converted(days(tmp_path, *months).read_bytes(), "xlsx", "ods", tmp_path)
    (tmp_path / "a.ods").write_bytes(made)
    (said,) = told(imported(tmp_path / "a.ods"), "month")
    assert said.endswith("(2格): “任务”D3（2026年7月1日）、“任务”D4（2026年9月1日）")
