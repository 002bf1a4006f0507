"""A table of a document → lines: a table of tasks between ``|``, any other as plain rows."""

from __future__ import annotations

import csv
import re
from io import StringIO
from itertools import pairwise, zip_longest
from typing import TYPE_CHECKING

from lawgov_cli.importer.grid import (
    Kind,
    below_each_other,
    is_section_row,
    lists_bodies,
    task_sheet,
)
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.cell_lines import own_roles
from lawgov_cli.importer.language.column_heads import LONGEST_HEAD, label_of_head
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.wording import HIDDEN, bare, masked
from lawgov_cli.importer.sources.matrix import matrix_in

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawgov_cli.importer.grid import Sheet

_BREAK = "<br>"
#: Between bodies in a cell, or a label and those it announces.
_NAMES = re.compile(r"[、，,；;：:（）()\s]")
#: With these a name goes on, where they stand alone at the head of a line.
_TAILS = frozenset({"中心", "公司", "集团", "委员会", "管理局", "大队", "支队"})
#: Between the cells of a table that was typed or exported, the usual first.
_SIGNS = ",;\t"
#: Fewer columns than this are no table, but a comma in a line.
_FEWEST = 3


def table_lines(rows: Sequence[Sequence[str]], section: str = "") -> list[str]:
    """The lines that stand for a table of cells, spans expanded.

    Parameters:
        section: what a table of tasks is a part of by its name, where it says nothing itself.
    """
    rows = below_each_other([row for row in rows if any(cell.strip() for cell in row)])
    if marked := matrix_in(rows):  # read when the whole text, with its legend, is known
        above = [line for row in rows[: marked.head] for line in _plain(row)]
        return [*above, *(_piped(list(map(_on_one_line, row)), 0) for row in rows[marked.head :])]
    sheet = task_sheet(rows)
    if sheet is None:
        return announced(rows) or [line for row in rows for line in _plain(row)]
    above = [line for row in rows[: sheet.start] for line in _plain(row)]
    width = max(map(len, rows[sheet.start :]))
    head = [_piped([_on_one_line(cell) for cell in row], width) for row in rows[: sheet.end]]
    rule = f"|{'---|' * width}"
    if is_section_row(rows[sheet.end]) or (above and leading_mark(above[-1])):
        section = ""
    elif above and bare(above[-1]).strip("（）()【】：:") in bare(section):
        section = above.pop()
    return [
        *above,
        *head[sheet.start :],
        rule,
        *([_piped([section], 1)] if section else []),
        *(_task(row, sheet, width) for row in rows[sheet.end :]),
    ]


def comma_lines(text: str, *, named: bool) -> list[str]:
    """The lines of a table typed with commas between the cells; none where *text* is no such table.

    Parameters:
        named: whether the file's name says that it is one.
    """
    signs = _SIGNS if named else _SIGNS[:1]
    try:
        tables = [_comma_rows(text, sign) for sign in signs]
    except csv.Error:
        return []
    rows = next((rows for rows in tables if task_sheet(rows)), tables[0])
    sheet = task_sheet(rows)
    widths = {len(row) for row in rows[sheet.start :]} if sheet else set()
    return table_lines(rows) if named or (len(widths) == 1 and min(widths) >= _FEWEST) else []


def _comma_rows(text: str, sign: str) -> list[list[str]]:
    reader = csv.reader(StringIO(text.lstrip("\ufeff")), delimiter=sign)
    return [row for row in reader if any(row)]


def _task(row: Sequence[str], sheet: Sheet, width: int) -> str:
    """A row of tasks; the paragraphs of a cell of measures stay apart, other cells are one line."""
    if is_section_row([_on_one_line(cell) for cell in row]):
        said = dict.fromkeys(_on_one_line(cell) for cell in row if cell.strip())
        return _piped(list(said), len(said) if len(said) < 2 else width)
    kinds = [column.kind for column in sheet.holds]
    cells = [
        _IN_COLUMN.get(kind, _on_one_line)(cell)
        for kind, cell in zip_longest(kinds, row, fillvalue="")
    ]
    return _piped(cells, width)


def _paragraphs(cell: str) -> str:
    return _BREAK.join(" ".join(line.split()) for line in cell.splitlines() if line.strip())


def _bodies(cell: str) -> str:
    """A cell of bodies on one line; a name that only the width of the cell broke stays one.

    A bracket that closes at the end of a line ends a name.
    """
    first, *others = cell.split("\n")
    for line in others:
        before, after = _NAMES.split(masked(first))[-1].strip(), _NAMES.split(line)[0].strip()
        cut = before and HIDDEN not in before and (after in _TAILS or not is_unit_name(before))
        first += line.strip() if cut and is_unit_name(before + after) else f" {line}"
    return _on_one_line(first)


def _who(cell: str) -> str:
    """A cell of bodies, its lines apart where one has another role than that above."""
    lines = cell.split("\n")
    cuts = [0, *own_roles(lines), len(lines)]
    return _BREAK.join(_bodies("\n".join(lines[a:b])) for a, b in pairwise(cuts))


_IN_COLUMN: dict[str, Callable[[str], str]] = {Kind.MEASURE: _paragraphs, Kind.UNITS: _who}


def _piped(cells: list[str], width: int) -> str:
    cells = [cell.replace("|", "\\|") for cell in cells]
    return f"| {' | '.join(cells + [''] * (width - len(cells)))} |"


def _on_one_line(cell: str) -> str:
    """A cell as one line; what was set upright, a character a line, without blanks."""
    words = cell.split()
    return ("" if all(len(word) == 1 for word in words) else " ").join(words)


def _plain(row: Sequence[str]) -> list[str]:
    """A row as one line, a cell that spans columns once; a cell alone keeps its paragraphs.

    Labels each beside what they announce are lines: 责任单位 | 县司法局 | 完成时限 | 9月底.
    """
    said = [cell for at, cell in enumerate(row) if cell.strip() and (not at or cell != row[at - 1])]
    if len(said) == 1:
        return [" ".join(line.split()) for line in said[0].splitlines() if line.strip()]
    cells = [_on_one_line(cell) for cell in said]
    labels, values = cells[::2], cells[1::2]
    if len(labels) == len(values) and all(map(_announces, labels, values)):
        return [
            f"{label.rstrip('：:')}：{value}" for label, value in zip(labels, values, strict=True)
        ]
    return ["\t".join(cells)]


def announced(rows: Sequence[Sequence[str]]) -> list[str]:
    """A small table of labels and what they announce, as lines; none where *rows* are no such.

    ``责任单位 | 完成时限`` above ``县司法局 | 9月底``; or a row each, which :func:`_plain` reads.
    """
    if all(len(row) == 2 and _announces(*map(_on_one_line, row)) for row in rows):
        return [line for row in rows for line in _plain(row)]
    if len(rows) != 2 or len(rows[0]) != len(rows[1]):
        return []
    pairs = [tuple(map(_on_one_line, pair)) for pair in zip(*rows, strict=True)]
    bodies = any(_announces(*pair) and lists_bodies(pair[1]) for pair in pairs)
    heads = all(1 < len(label) <= LONGEST_HEAD and label_of_head(v) is None for label, v in pairs)
    return [f"{label.rstrip('：:')}：{v}" for label, v in pairs if v] if bodies and heads else []


def _announces(label: str, value: str) -> bool:
    """Whether a cell says of the one behind it who does it, or by when."""
    said = label_of_head(label.rstrip("：:"))
    return said is not None and said.sure and label_of_head(value) is None
