"""`export -o X.xlsx`: the big table, and behind it filings, slips and evidence."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

import openpyxl

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


def sheet_rows(desk: Desk, file: str, sheet: str) -> list[list[str]]:
    book = openpyxl.load_workbook(BytesIO((desk.folder / file).read_bytes()))
    if sheet not in book.sheetnames:
        return []
    return [[str(c.value)[:10] for c in row if c.value is not None] for row in book[sheet].rows]


def test_the_slips_stand_on_a_sheet_with_their_answers(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "15", "--level", "蓝", "--reply-by", "9月30日", "--unit", "市公安局")
    invoke("slip", "21", "--level", "蓝", "--reply-by", "9月30日", "--unit", "市公安局")
    invoke("undo", "2")
    invoke("slip", "--reply", "1", "-n", "已办")
    invoke("export", "-o", "总表.xlsx")
    assert [row for row in sheet_rows(desk, "总表.xlsx", "督办单") if "市公安局" in row] == [
        [
            "督〔2023〕1号",
            "蓝",
            "2023-09-20",
            "市公安局",
            "15",
            "加强对重难点领域执法",
            "2023-09-30",
            "2023-09-20",
        ],
        [
            "督〔2023〕2号",
            "蓝",
            "2023-09-20",
            "市公安局",
            "21",
            "健全完善非诉工作体系",
            "2023-09-30",
            "已撤销",
        ],
    ]


def test_no_slip_of_another_point_or_of_a_later_day_is_listed(desk: Desk, invoke: Invoke) -> None:
    invoke("slip", "15", "--level", "蓝", "--reply-by", "9月30日", "--unit", "市公安局")
    invoke("export", "-o", "别的.xlsx", "--section", "一")
    invoke("export", "-o", "昨天.xlsx", "--as-of", "9月19日")
    assert sheet_rows(desk, "别的.xlsx", "督办单") == []
    assert sheet_rows(desk, "昨天.xlsx", "督办单") == []
