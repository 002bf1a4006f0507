"""The big table: its columns, its sheets, its charts, and how it prints."""

from __future__ import annotations

import zipfile
from datetime import date, datetime
from io import BytesIO
from typing import Any

import openpyxl
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.filters.flags import Selection
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.render.big_table import COLUMNS, big_workbook
from lawgov_cli.render.cell_text import safe, sheet_name
from lawgov_cli.render.workbook import A4, Book, Column
from lawgov_cli.views.workbook import FilingTable, SlipLine, WorkbookView, workbook_view
from tests.helpers import folded_on, record

RECORDS = (
    record("1", on="2023-03-05", unit="甲局", note="早先的话", by="张三", number=1),
    record("1", on="2023-04-05", unit="甲局", note="新的话", next="下一步", by="张三", number=2),
    record("1", on="2023-05-05", unit="丙镇", note="镇里的话", by="李四", number=3),
    record("1.1", on="2023-04-06", unit="乙局", note="举措有进展", evidence=["目录.pdf"], number=4),
    record("2", on="2023-05-06", note="内部的话", internal=True, number=5),
    record("2", on="2023-05-07", due="2023-05-31", reason="提前", number=6),
    record("4", on="2023-05-08", status="done", note="=1+1", number=7),
)
FILINGS = FilingTable(("4月", "5月"), (("甲局", ("已报", "迟报3天")), ("丙镇", ("", "未报"))))
SLIPS = (SlipLine("督〔2023〕1号", "黄", date(2023, 6, 1), "乙局", "2", "执法", date(2023, 6, 9)),)


def view() -> WorkbookView:
    return workbook_view(
        Selection(),
        folded_on(date(2023, 6, 15), *RECORDS),
        office="法治办",
        filings=FILINGS,
        slips=SLIPS,
    )


def book(**changes: Any) -> Any:  # noqa: ANN401 - an openpyxl workbook
    return openpyxl.load_workbook(BytesIO(big_workbook(view()._replace(**changes))))


def cells(sheet: Any) -> list[list[Any]]:  # noqa: ANN401 - an openpyxl sheet
    return [[cell.value for cell in row] for row in sheet]


def test_the_table_has_the_columns_an_office_uses() -> None:
    assert "｜".join(column.title for column in COLUMNS) == (
        "序号｜章节｜工作任务｜具体举措｜牵头单位｜责任单位｜完成时限｜办理状态｜亮灯｜进展情况"
        "｜存在问题｜下一步措施｜佐证材料｜填报人/电话｜填报日期｜备注"
    )


def test_each_point_is_a_row_below_the_heading_of_its_section() -> None:
    rows = cells(book()["任务总表"])
    assert rows[1][0] == "法治办      截至2023年6月15日      共4项"
    assert [row[0] for row in rows[3:]] == [
        *("一、第一部分(2项)", "1", "2"),
        *("二、第二部分(2项)", "3", "4"),
    ]


def test_a_row_holds_the_newest_word_of_each_lead_and_no_internal_one() -> None:
    rows = {row[0]: row for row in cells(book()["任务总表"])[3:]}
    first, second = rows["1"], rows["2"]
    assert first[4:6] == ["甲局\n乙局", "各镇"]
    assert first[9] == "甲局(4月5日): 新的话\n乙局(4月6日): 举措有进展"
    assert (first[11], first[12]) == ("甲局(4月5日): 下一步", "目录.pdf")
    assert second[6] == datetime(2023, 5, 31)  # noqa: DTZ001 - as a cell holds it
    assert (second[8], second[9]) == ("红", None)
    assert second[15] == "5月31日到期, 已逾期15天; 原定时限8月31日"


def test_what_begins_like_a_formula_stays_text() -> None:
    row = next(row for row in book()["任务总表"] if row[0].value == "4")
    assert (row[9].value, row[9].data_type) == ("本级(5月8日): =1+1", "s")


def test_it_prints_across_with_its_head_on_every_page() -> None:
    sheet = book()["任务总表"]
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.print_title_rows, sheet.freeze_panes) == ("$3:$3", "D4")
    small = openpyxl.load_workbook(BytesIO(big_workbook(view(), A4)))
    assert small["任务总表"].page_setup.paperSize == 9


def test_filings_slips_and_evidence_have_sheets_of_their_own() -> None:
    made = book()
    assert made.sheetnames == ["任务总表", "汇总", "图表", "报送情况", "督办单", "佐证材料"]
    filings = made["报送情况"]
    assert cells(filings)[1:] == [
        ["单位", "4月", "5月"],
        ["甲局", "已报", "迟报3天"],
        ["丙镇", None, "未报"],
    ]
    assert filings["C3"].fill.start_color.rgb == "FFFFE699"
    assert cells(made["督办单"])[2][:4] == ["督〔2023〕1号", "黄", datetime(2023, 6, 1), "乙局"]  # noqa: DTZ001
    assert cells(made["佐证材料"])[2][:3] == ["1.1", "立法", "乙局"]


def test_sheets_that_would_be_empty_are_left_out() -> None:
    made = book(filings=FilingTable((), ()), slips=(), evidence=())
    assert made.sheetnames == ["任务总表", "汇总", "图表"]


def test_the_counts_add_up_and_are_drawn() -> None:
    rows = cells(book()["汇总"])
    words = ["未启动", "推进中", "待核验", "已完成", "长期坚持", "已调整"]
    assert rows[2] == ["名称", *words, "合计", "完成率"]
    assert rows[3] == ["合计", 2, 1, 0, 1, 0, 0, 4, "25.0%"]
    with zipfile.ZipFile(BytesIO(big_workbook(view()))) as archive:
        charts = [name for name in archive.namelist() if name.startswith("xl/charts/chart")]
        assert len(charts) == 3
        ring = archive.read("xl/charts/chart1.xml").decode()
    assert "<c:doughnutChart>" in ring
    assert "汇总!$B$4:$G$4" in ring


def test_a_plan_without_sections_and_records_is_drawn_too() -> None:
    data = big_workbook(view()._replace(rows=(), stats=view().stats._replace(sections=())))
    assert openpyxl.load_workbook(BytesIO(data)).sheetnames[0] == "任务总表"


def test_the_same_model_is_the_same_bytes() -> None:
    assert big_workbook(view()) == big_workbook(view())


def test_columns_are_as_wide_as_their_content_and_rows_as_high() -> None:
    made = Book("宽")
    sheet = made.sheet("宽")
    sheet.head([Column("短", 4, 50), Column("长", 4, 10)])
    sheet.rows([["一二三四五六七八九十", "一二三四五六七八九十"]])
    sheet.end()
    read = openpyxl.load_workbook(BytesIO(made.data())).active
    assert 22 <= read.column_dimensions["A"].width < 23
    assert 10 <= read.column_dimensions["B"].width < 11
    assert 3 * 14 < read.row_dimensions[2].height < 3 * 14 + 6


def test_a_sheet_gets_a_name_that_programs_accept() -> None:
    assert sheet_name("甲/乙[丙]:丁*?") == "甲 乙 丙  丁"
    assert sheet_name("长" * 40) == "长" * 31
    assert sheet_name("") == "表"


@given(st.text(max_size=80) | st.text(st.sampled_from("=＋@\x00\x1b\r\n\t\ufffe\ud800_x000D_😀甲")))
def test_whatever_the_text_is_the_cell_reads_back_as_it_is_shown(text: str) -> None:
    made = Book("字")
    sheet = made.sheet("字")
    sheet.head([Column("甲")])
    sheet.rows([[text], ["末"]])
    sheet.end()
    tables, problems = read_tables(made.data(), "字.xlsx")
    assert problems == []
    assert [row[0] for row in tables.grids[0].rows] == ["甲", safe(text), "末"]
    assert tables.grids[0].formulas == frozenset()
