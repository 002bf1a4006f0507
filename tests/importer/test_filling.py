"""An office's own table filled again: its file stays as it was but for the cells concerned."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from lawgov_cli.importer.replies.columns import Column
from lawgov_cli.importer.replies.filling import Filled, FillRow, fill_like
from lawgov_cli.importer.replies.mapping import TableMapping, learn
from lawgov_cli.importer.sheets.packages import repacked, unpacked
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.importer.sheets.splicing import Changes, spliced
from tests.office_forms import PLAN, SOFFICE, converted

ROWS = (
    FillRow("7", {Column.TEXT: "座谈<3>次&\n二", Column.PERCENT: 0.5, Column.NUMBER: "7"}),
    FillRow("8", {Column.TEXT: "=1+1", Column.PERCENT: ""}),
    FillRow("30", {Column.TEXT: "公开"}),
)


def office_table(*, rows: bool = True, table: bool = True) -> bytes:
    """A table as an office keeps it: a picture, a chart, a note, a rule for colours, a formula."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet("台账")
    bold = book.add_format({"bold": True, "border": 1})
    sheet.write_string("A1", "某局2023年台账")
    if table:
        sheet.write_row(
            "A3", ["序号", "工作任务", "责任科室", "进展情况", "完成比例", "检查"], bold
        )
    for at, number in enumerate(("7", "8", "9") if rows else ()):
        sheet.write_row(3 + at, 0, [number, PLAN.by_id[number].title, "法制科", "上月的话"], bold)
        sheet.write_formula(3 + at, 5, f"=LEN(D{at + 4})")
    sheet.conditional_format("E4:E9", {"type": "data_bar"})
    sheet.data_validation("C4:C9", {"validate": "list", "source": ["法制科", "执法科"]})
    sheet.write_comment("D3", "每月更新")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=台账!$E$4:$E$6"})
    sheet.insert_chart("H3", chart)
    book.close()
    return file.getvalue()


def filled(data: bytes, rows: tuple[FillRow, ...] = ROWS) -> Filled:
    tables, _ = read_tables(office_table(), "台账.xlsx")
    mapping, _ = learn(tables.grids[0])
    assert mapping is not None
    made, problems = fill_like(data, mapping, rows, PLAN, "台账.xlsx")
    assert problems == []
    assert made is not None
    return made


def cells(data: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in openpyxl.load_workbook(BytesIO(data)).active]


def test_the_answers_stand_in_the_rows_of_their_tasks() -> None:
    made = filled(office_table())
    rows = cells(made.data)
    assert [(row[0], row[2], row[3], row[4]) for row in rows[3:]] == [
        ("7", "法制科", "座谈<3>次&\n二", 0.5),
        ("8", "法制科", "=1+1", None),
        ("9", "法制科", "上月的话", None),
    ]
    assert (made.cells, made.missing, made.kept) == (4, ("30",), ())


def test_what_begins_like_a_formula_is_text() -> None:
    sheet = openpyxl.load_workbook(BytesIO(filled(office_table()).data)).active
    assert sheet["D5"].data_type == "s"


def test_every_other_byte_of_the_file_stays() -> None:
    table = office_table()  # made once: a file says in which second
    before, after = unpacked(table), unpacked(filled(table).data)
    assert before.keys() == after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {"xl/worksheets/sheet1.xml"}
    sheet = after["xl/worksheets/sheet1.xml"].decode()
    for kept in ("dataBar", "dataValidation", "drawing", "legacyDrawing", "LEN(D4)"):
        assert kept in sheet


def test_a_cell_keeps_its_look_and_a_new_one_takes_that_of_its_neighbour() -> None:
    sheet = openpyxl.load_workbook(BytesIO(filled(office_table()).data)).active
    assert sheet["D4"].font.bold
    assert sheet["E4"].font.bold


def test_a_table_without_rows_gets_them_all() -> None:
    made = filled(office_table(rows=False))
    rows = cells(made.data)[3:]
    assert [(row[0], row[3]) for row in rows] == [
        ("7", "座谈<3>次&\n二"),
        (None, "=1+1"),
        (None, "公开"),
    ]
    assert made.missing == ()


def test_a_cell_that_a_formula_computes_is_left_and_told() -> None:
    book = openpyxl.load_workbook(BytesIO(office_table()))
    book.active["D4"] = "=A4"
    file = BytesIO()
    book.save(file)
    made = filled(file.getvalue())
    assert made.kept == ("“台账”D4",)
    assert cells(made.data)[3][3] == "=A4"


def test_formulas_are_computed_afresh_when_it_is_opened() -> None:
    parts = unpacked(office_table())
    book = parts["xl/workbook.xml"].replace(b' fullCalcOnLoad="1"', b"")
    made = filled(repacked({**parts, "xl/workbook.xml": book}).getvalue())
    assert unpacked(made.data)["xl/workbook.xml"].count(b'<calcPr fullCalcOnLoad="1"') == 1


def test_filled_again_it_is_the_same() -> None:
    once = filled(office_table()).data
    assert unpacked(filled(once).data) == unpacked(once)


def test_libreoffice_opens_it(tmp_path: Any) -> None:  # noqa: ANN401
    if not SOFFICE:
        pytest.skip("skipped: LibreOffice (Debian: libreoffice-calc) is not installed")
    again = converted(filled(office_table()).data, "xlsx", "xlsx", tmp_path)
    tables, problems = read_tables(again, "台账.xlsx")
    assert problems == []
    assert tables.grids[0].rows[3][3] == "座谈<3>次&\n二"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\xd0\xcf\x11\xe0", "只能填写 .xlsx 文件"),
        (office_table(table=False, rows=False), "没有找到“台账”里的表头"),
    ],
)
def test_a_file_that_cannot_be_filled_says_why(data: bytes, reason: str) -> None:
    mapping = TableMapping("台账", (("序号", "序号"), ("进展情况", "本月进展")))
    made, problems = fill_like(data, mapping, ROWS, PLAN, "台账.xlsx")
    assert made is None
    assert [problem.message for problem in problems] == [reason]


def test_rows_and_cells_that_are_not_there_are_put_in_order() -> None:
    sheet = (
        b'<x:worksheet xmlns:x="y"><x:sheetData><x:row r="2"><x:c r="B2" s="3"/></x:row>'
        b'<x:row r="4"/></x:sheetData></x:worksheet>'
    )
    changes: Changes = {(1, 0): "甲", (1, 2): 2.5, (2, 1): "乙", (3, 0): "丙", (9, 0): "丁"}
    assert spliced(sheet, changes).decode() == (
        '<x:worksheet xmlns:x="y"><x:sheetData><x:row r="2">'
        '<x:c r="A2" t="inlineStr"><x:is><x:t xml:space="preserve">甲</x:t></x:is></x:c>'
        '<x:c r="B2" s="3"/><x:c r="C2"><x:v>2.5</x:v></x:c></x:row>'
        '<x:row r="3"><x:c r="B3" s="3" t="inlineStr">'
        '<x:is><x:t xml:space="preserve">乙</x:t></x:is></x:c></x:row>'
        '<x:row r="4"><x:c r="A4" t="inlineStr">'
        '<x:is><x:t xml:space="preserve">丙</x:t></x:is></x:c></x:row>'
        '<x:row r="10"><x:c r="A10" t="inlineStr">'
        '<x:is><x:t xml:space="preserve">丁</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
