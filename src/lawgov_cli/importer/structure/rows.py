"""Tables typed in a text, with ``|`` or tabs between the cells → rows that know what they hold."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import Kind, is_section_row, task_sheet
from lawgov_cli.importer.language.attribution import Attribution
from lawgov_cli.importer.language.cell_lines import one_line
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.marks import Mark, leading_mark
from lawgov_cli.importer.language.roles import read
from lawgov_cli.importer.language.wording import is_ditto, is_nothing
from lawgov_cli.importer.structure.row_cells import (
    RULE,
    Cell,
    cells_of,
    placed,
    starts_of,
    table_end,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.importer.grid import Column, Sheet

#: A row that only adds up what stands above is no task.
_SUMS = frozenset({"合计", "总计", "小计", "合 计", "总 计"})
#: Nor is one that explains the table, or says who filled it in.
_NOTE = re.compile(
    "(?:备[ \u3000]*注|注[0-9]?|附注|(?:填[表报])?说[ \u3000]*明"
    "|(?:填[表报写]|制表|编制|审[核批]|联系|签发)(?:人|单位|日期|时间|电话|方式)?)[：:]"
)
#: A number before a body in a cell: （1）县财政局（2）县审计局.
_COUNTED = re.compile("[（(](?:[0-9]{1,2}|[一二三四五六七八九十])[）)]")
#: Between a table and what of it stands on the next page.
_CONTINUED = re.compile("[（(]?(?:续上?表|接上表|续|表续)[）)]?[0-9一二三四五六七八九十]{0,2}")
#: How paragraphs of one cell are kept on one line.
BREAK = "<br>"


class Row(NamedTuple):
    """A row of a table of tasks.

    Attributes:
        cells: as printed on the line.
        holds: what each of them holds; none for a row of the head, and for one cell over all.
        values: the cells with what spans rows filled in.
        head: whether it belongs to the head, or repeats it.
        alone: whether it has no number where the others have, and is taken for a task all the same.
        filled: the bodies that stand only in the row above: in a cell over both, or 同上 below.
        short: whether it has fewer cells than the head, so that what they hold was guessed.
        again: whether its table has no task that the text has not, so that it is but text.
    """

    cells: tuple[Cell, ...]
    holds: tuple[Column, ...] = ()
    values: tuple[str, ...] = ()
    head: bool = False
    short: bool = False
    alone: bool = False
    filled: str = ""
    again: bool = False

    def of(self, kind: Kind) -> Iterator[tuple[Column, Cell]]:
        """The columns of one kind, each with its cell; empty cells are passed over."""
        for column, cell in zip(self.holds, self.cells, strict=False):
            if column.kind is kind and cell.text and not is_nothing(cell.text):
                yield column, cell

    def value(self, kind: Kind) -> str:
        """The first text of a kind, with what spans rows filled in."""
        pairs = zip(self.holds, self.values, strict=False)
        return next((text for column, text in pairs if column.kind is kind and text), "")

    def spanning(self) -> tuple[str, ...]:
        """The texts that go over several rows, the highest first."""
        pairs = zip(self.holds, self.values, strict=False)
        return tuple(text for column, text in pairs if column.kind is Kind.SECTION and text)

    @property
    def heading(self) -> tuple[Cell | None, Cell]:
        """Of a row that is a heading: the cell of its number, if it has one, and of its title."""
        first, *others = [cell for cell in self.cells if cell.text]
        different = next((cell for cell in others if cell.text != first.text), None)
        return (first, different) if different else (None, first)

    @property
    def mark(self) -> Mark | None:
        """The number of the row, or at the head of a cell that goes over all columns."""
        if not self.holds and self.heading[0] is None:
            return leading_mark(self.heading[1].text)
        text = self.value(Kind.NUMBER) if self.holds else self.heading[0].text  # type: ignore[union-attr]
        number = parse_number(text.strip(".、．（）() "))
        return Mark(text, text, "row", number) if number else None

    @property
    def attribution(self) -> Attribution:
        """What the columns of bodies and of dates say."""
        found = Attribution("")
        for column, said in zip(self.holds, self.values, strict=False):
            if column.kind in {Kind.UNITS, Kind.DEADLINE} and said and not is_nothing(said):
                text = _COUNTED.sub(" ", one_line(said.split(BREAK)))
                found = found.joined(read(f"{column.head}：{text}", text, column=column), "")
        return found


def table_rows(texts: Sequence[str]) -> dict[int, Row]:
    """The rows of tables of tasks among the lines *texts*, by index."""
    found: dict[int, Row] = {}
    at = 0
    while at < len(texts):
        end = table_end(texts, at)
        if end - at > 1:
            found |= {at + i: row for i, row in _rows(texts[at:end]).items()}
        at = max(end, at + 1)
    between = (at for at, text in enumerate(texts) if _CONTINUED.fullmatch(text.strip()))
    return found | {at: Row((), head=True) for at in between if {at - 1, at + 1} <= found.keys()}


def _rows(texts: Sequence[str]) -> dict[int, Row]:
    """The rows of one table, by index; none where it is no table of tasks."""
    cells = [cells_of(text) for text in texts]
    real = [at for at, text in enumerate(texts) if not RULE.fullmatch(text)]
    sheet = task_sheet(_grid([cells[at] for at in real]))
    if sheet is None:
        return {}
    lines = [texts[at] for at in real]
    aligned = _aligned([starts_of(text) for text in lines], sheet)
    own = dict(zip(real, _own(lines, sheet, aligned), strict=True))
    grid = _grid(list(own.values()))
    sheet = task_sheet(grid) or sheet
    found: dict[int, Row] = {}
    heads = {tuple(row) for row in grid[sheet.start : sheet.end]}
    above: tuple[str, ...] = ()
    counts = next((at for at, c in enumerate(sheet.holds) if c.kind is Kind.NUMBER), None)
    for place, at in enumerate(real[sheet.start :], sheet.start):
        row = tuple(grid[place])
        if place < sheet.end or row in heads or _SUMS.intersection(row) or _is_note(row):
            found[at] = Row(cells[at], head=True)
        elif is_section_row([cell.text for cell in cells[at]]):
            found[at] = Row(cells[at])
            above = ()
        else:
            above = _filled(row, above, sheet.holds)
            short = own[at] != cells[at] and not aligned
            alone = counts is not None and not row[counts]
            taken = _taken(row, above, sheet)
            found[at] = Row(own[at], sheet.holds, above, short=short, alone=alone, filled=taken)
    rules = set(range(real[sheet.start], len(texts))) - set(real)
    return found | {at: Row((), head=True) for at in rules}


def _is_note(row: Sequence[str]) -> bool:
    """Whether a row explains the table below it: 备注：…, 填表人：… | 审核人：…."""
    return bool(_NOTE.match(next(filter(None, row), "")))


def _grid(rows: Sequence[tuple[Cell, ...]]) -> list[list[str]]:
    """The texts of *rows*, all as long as the longest."""
    width = max(map(len, rows), default=0)
    return [[cell.text for cell in row] + [""] * (width - len(row)) for row in rows]


def _own(texts: Sequence[str], sheet: Sheet, aligned: Sequence[int]) -> Iterator[tuple[Cell, ...]]:
    """The cells of each row at their columns, also where a row has fewer than the head."""
    for at, text in enumerate(texts):
        row = cells_of(text)
        said = [cell.text for cell in row]
        task = at >= sheet.end and not (is_section_row(said) or _SUMS.intersection(said))
        yield placed(row, sheet.holds, starts_of(text), aligned) if task else row


def _aligned(starts: Sequence[list[int]], sheet: Sheet) -> list[int]:
    """Where the cells of the head begin, if those of every row below begin there too."""
    head, several = starts[sheet.end - 1], [row for row in starts[sheet.end :] if len(row) > 1]
    return head if several and all(set(row) <= set(head) for row in several) else []


def _filled(
    row: tuple[str, ...], above: tuple[str, ...], columns: Sequence[Column]
) -> tuple[str, ...]:
    """*row* with the cell above where sections, or who leads, are left out, or bodies are 同上."""

    def same(at: int, text: str) -> bool:
        said = {Kind.UNITS, Kind.DEADLINE}
        return is_ditto(text) and columns[at].kind in said if text else _spans(at, columns)

    return tuple(above[at] if above and same(at, text) else text for at, text in enumerate(row))


def _taken(row: Sequence[str], filled: Sequence[str], sheet: Sheet) -> str:
    """The bodies of *filled* that *row* itself does not name."""
    both = zip(sheet.holds, row, filled, strict=False)
    return "、".join(
        text
        for column, own, text in both
        if column.kind in {Kind.UNITS, Kind.DEADLINE} and own != text
    )


def _spans(at: int, columns: Sequence[Column]) -> bool:
    """Whether an empty cell of a column is one with the cell above: each task has somebody."""
    units = [column for column in columns if column.kind is Kind.UNITS]
    only = columns[at] in units and (len(units) == 1 or columns[at].word is Word.LEAD)
    return columns[at].kind is Kind.SECTION or only
