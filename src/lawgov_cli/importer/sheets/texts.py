"""Text tables: CSV in any of the usual encodings, and the reply that a form's page saves."""

from __future__ import annotations

import csv
import json
from collections import Counter
from io import StringIO
from itertools import islice
from typing import Any

from lawgov_cli.domain.answers import IDENTITY_SHEET
from lawgov_cli.importer.sheets.grid import MOST_ROWS, Grid, Refused, checked_size
from lawgov_cli.importer.sources.encoding import decoded

_DELIMITERS = ",\t;|，"
_LOOKED_AT = 40
_LONGEST_CELL = 1_000_000
_NUL = "\ufffe"  # no character: it stands in no text


def csv_grid(data: bytes) -> Grid:
    """The one grid of a text table.

    Raises:
        Refused: no text, or more than a reply can be.
    """
    text = decoded(data)
    if text is None:
        raise Refused("不是表格, 编码也无法识别", "请另存为 .xlsx 或 UTF-8 编码的 .csv")
    csv.field_size_limit(_LONGEST_CELL)
    text = text.replace("\0", _NUL)  # Python 3.10's csv refuses the character
    try:
        reader = csv.reader(StringIO(text, newline=""), delimiter=_delimiter(text))
        rows = [[cell.replace(_NUL, "\0") for cell in row] for row in islice(reader, MOST_ROWS + 1)]
    except csv.Error as error:
        raise Refused("表格的引号或单元格有误", "请用 Excel 或 WPS 打开, 另存为 .xlsx") from error
    checked_size(len(rows), max(map(len, rows), default=0), "csv")
    return Grid("csv", rows)


def _delimiter(text: str) -> str:
    """What parts the cells: the sign that most often makes rows of one same length."""
    head = text[:20_000]

    def score(sign: str) -> int:
        reader = csv.reader(StringIO(head, newline=""), delimiter=sign)
        widths = Counter(len(row) for row in islice(reader, _LOOKED_AT) if any(row))
        width, rows = max(widths.items(), key=lambda item: (item[0] > 1, item[1]), default=(1, 0))
        return rows * min(width, 8) if width > 1 else 0

    return max(_DELIMITERS, key=score)


#: Name in the reply file → the head of its column.
REPLY_COLUMNS = {
    "key": "标识",
    "label": "序号",
    "title": "工作任务",
    "text": "本月进展",
    "status": "办理状态",
    "percent": "完成比例",
    "problem": "存在问题",
    "next": "下一步措施",
    "evidence": "佐证材料",
}
_IDENTITY = ("plan", "unit", "period", "schema", "asked")


def reply_grids(data: bytes) -> list[Grid]:
    """The grids of the file that a form's page saves.

    Raises:
        Refused: not such a file.
    """
    damaged = Refused("不是网页填报表保存的回执", "请在填报网页中重新点“保存回执”")
    try:
        found = json.loads(data.decode("utf-8-sig"))
        rows = [_cells(row) for row in found["rows"]]
        identity = [[name, str(found[name])] for name in _IDENTITY]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise damaged from error
    head = list(REPLY_COLUMNS.values())
    checked_size(len(rows), len(head), "回执")
    return [Grid("回执", [head, *rows]), Grid(IDENTITY_SHEET, identity, hidden=True)]


def _cells(row: dict[str, Any]) -> list[str]:
    return [str(row.get(name, "")) for name in REPLY_COLUMNS]
