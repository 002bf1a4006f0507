"""How near the big table comes to XlsxWriter alone, and reading one to openpyxl.

    python -m benchmarks.sheets [--rounds 15] [--rows 3000]

The two are timed in turn in one process; the ratio is the median of the paired ratios. It only
tells: whatever the times are, the exit code is 0.
"""

from __future__ import annotations

import argparse
import time
from datetime import date
from io import BytesIO
from statistics import median
from typing import TYPE_CHECKING

import openpyxl
import xlsxwriter

from lawgov_cli.filters.flags import Selection
from lawgov_cli.importer.sheets.reading import read_tables
from lawgov_cli.render.big_table import COLUMNS, big_workbook
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.views.workbook import BigRow, WorkbookView, workbook_view

if TYPE_CHECKING:
    from collections.abc import Callable

WRITING, READING = 1.3, 0.5
TEXT = "召开联席会议{n}次, 抽查案卷{n}件, 发现问题{n}个, 已督促有关单位限期整改。"
PLAN = """\
schema: 1
id: bench
title: 测速
year: 2023
starts: 2023-01-01
ends: 2023-12-31
units: {甲局: {}}
tasks: [{id: "1", title: 一项, lead: [甲局]}]
"""


def big_row(n: int) -> BigRow:
    """One row of the length that offices write."""
    day, text = date(2023, 9, 1 + n % 28), TEXT.format(n=n)
    return BigRow(
        number=str(n),
        section=f"第{n // 40}部分",
        title="健全完善立法参与机制",
        measures=text,
        lead="市司法局\n市委依法治市办",
        responsible="市政府各有关部门\n各区镇",
        due=day,
        status="推进中",
        light="green",
        light_word="绿",
        progress=text,
        problem="人手不足",
        next="11月底前完成",
        evidence="纪要.docx",
        person="张三",
        day=day,
        remark="",
    )


def view(rows: int) -> WorkbookView:
    """A workbook whose table has so many rows."""
    from lawgov_cli.domain.progress import fold

    plan = read_plan(PLAN.encode(), "plan.yaml").plan
    assert plan is not None  # noqa: S101 - it stands above
    made = workbook_view(Selection(), fold(plan, [], date(2023, 9, 1)), office="")
    return made._replace(rows=tuple(map(big_row, range(rows))))


def bare(made: WorkbookView) -> bytes:
    """The same cells in the same look by XlsxWriter alone: no widths, no heights."""
    file = BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    sheet = book.add_worksheet()
    look = book.add_format({"border": 1, "text_wrap": True, "font_name": "宋体"})
    day = book.add_format({"border": 1, "num_format": "yyyy-mm-dd"})
    for column, head in enumerate(COLUMNS):
        sheet.write_string(0, column, head.title, look)
    for at, row in enumerate(made.rows, 1):
        for column, value in enumerate((*row[:8], *row[9:])):
            if isinstance(value, date):
                sheet.write_datetime(at, column, value, day)
            elif value:
                sheet.write_string(at, column, value, look)
            else:
                sheet.write_blank(at, column, None, look)
    book.close()
    return file.getvalue()


def read_by_openpyxl(data: bytes) -> list[list[object]]:
    """Every cell of every sheet, as openpyxl reads them."""
    book = openpyxl.load_workbook(BytesIO(data), data_only=True)
    return [[cell.value for cell in row] for sheet in book.worksheets for row in sheet.iter_rows()]


def seconds(work: Callable[[], object]) -> float:
    """How much of the processor *work* takes: other programs do not count."""
    start = time.process_time()
    work()
    return time.process_time() - start


def compare(
    name: str, rounds: int, ours: Callable[[], object], other: Callable[[], object], goal: float
) -> None:
    """Print the median of the paired ratios."""
    ours()
    other()
    pairs = [(seconds(ours), seconds(other)) for _ in range(rounds)]
    ratio = median(one / two for one, two in pairs)
    first, second = (median(times) for times in zip(*pairs, strict=True))
    verdict = "within" if ratio <= goal else "over"
    print(f"{name}: ours {first:.3f} s, other {second:.3f} s, ratio {ratio:.3f}: {verdict} {goal}")


def main() -> None:
    """Measure writing and reading."""
    parser = argparse.ArgumentParser(description="Time tables against the bare libraries.")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--rows", type=int, default=3000)
    wanted = parser.parse_args()
    made = view(wanted.rows)
    data = big_workbook(made)
    print(f"{wanted.rows} rows x {len(COLUMNS)} columns, {wanted.rounds} pairs")
    compare(
        "writing / XlsxWriter",
        wanted.rounds,
        lambda: big_workbook(made),
        lambda: bare(made),
        WRITING,
    )
    compare(
        "reading / openpyxl",
        wanted.rounds,
        lambda: read_tables(data, "x.xlsx"),
        lambda: read_by_openpyxl(data),
        READING,
    )


if __name__ == "__main__":
    main()
