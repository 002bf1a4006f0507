"""Tables typed in a text, with ``|`` or tabs between the cells → rows that know what they hold."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.numerals import parse_number
from lawgov_cli.importer.grid import Kind, is_section_row, task_sheet
from lawgov_cli.importer.language.attribution import Attribution, read
from lawgov_cli.importer.language.marks import Mark, leading_mark

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.importer.grid import Column

#: Between cells, also where a table was drawn with lines.
_BAR = re.compile(r"(?<!\\)[|│┃｜]")
_RULE = re.compile(r"[\s|:\-－—=+│┃─━┌┬┐├┼┤└┴┘]+")
#: A row that only adds up what stands above is no task.
_SUMS = frozenset({"合计", "总计", "小计", "合 计", "总 计"})
#: How paragraphs of one cell are kept on one line.
BREAK = "<br>"
_NOTHING = frozenset({"/", "-", "—", "——", "无", "\\", "－"})


class Cell(NamedTuple):
    """A cell: its text, and where in its line it stands."""

    text: str
    start: int
    end: int


class Row(NamedTuple):
    """A row of a table of tasks.

    Attributes:
        cells: as printed on the line.
        holds: what each of them holds; none for a row of the head, and for one cell over all.
        values: the cells with what spans rows filled in.
        head: whether it belongs to the head, or repeats it.
    """

    cells: tuple[Cell, ...]
    holds: tuple[Column, ...] = ()
    values: tuple[str, ...] = ()
    head: bool = False

    def of(self, kind: Kind) -> Iterator[tuple[Column, Cell]]:
        """The columns of one kind, each with its cell; empty cells are passed over."""
        for column, cell in zip(self.holds, self.cells, strict=False):
            if column.kind is kind and cell.text and cell.text not in _NOTHING:
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
        for column, cell in zip(self.holds, self.cells, strict=False):
            if column.kind in {Kind.UNITS, Kind.DEADLINE} and cell.text not in {"", *_NOTHING}:
                text = cell.text.replace(BREAK, " ")
                found = found.joined(read(f"{column.head}：{text}", text, column=column), "")
        return found


def table_rows(texts: Sequence[str]) -> dict[int, Row]:
    """The rows of tables of tasks among the lines *texts*, by index."""
    found: dict[int, Row] = {}
    at = 0
    while at < len(texts):
        end = at
        while end < len(texts) and _may_be_row(texts[end]):
            end += 1
        if end - at > 1:
            found |= {at + i: row for i, row in _rows(texts[at:end]).items()}
        at = max(end, at + 1)
    return found


def _may_be_row(text: str) -> bool:
    return "\t" in text.strip("\n") or bool(_BAR.search(text) or _RULE.fullmatch(text))


def _rows(texts: Sequence[str]) -> dict[int, Row]:
    """The rows of one table, by index; none where it is no table of tasks."""
    cells = [_cells(text) for text in texts]
    real = [at for at, text in enumerate(texts) if not _RULE.fullmatch(text)]
    width = max((len(cells[at]) for at in real), default=0)
    grid = [_padded([cell.text for cell in cells[at]], width) for at in real]
    sheet = task_sheet(grid)
    if sheet is None:
        return {}
    found: dict[int, Row] = {}
    heads = {tuple(row) for row in grid[sheet.start : sheet.end]}
    above: tuple[str, ...] = ()
    for place, at in enumerate(real):
        row = tuple(grid[place])
        if place < sheet.start:
            continue
        if place < sheet.end or row in heads or _SUMS.intersection(row):
            found[at] = Row(cells[at], head=True)
        elif is_section_row([cell.text for cell in cells[at]]):
            found[at] = Row(cells[at])
            above = ()
        else:
            above = _filled(row, above, sheet.holds)
            found[at] = Row(cells[at], sheet.holds, above)
    rules = set(range(real[sheet.start], len(texts))) - set(real)
    return found | {at: Row((), head=True) for at in rules}


def _cells(text: str) -> tuple[Cell, ...]:
    marks = [m.start() for m in _BAR.finditer(text)]
    tabs = [at for at, char in enumerate(text) if char == "\t"]
    edges = [-1, *(marks or tabs), len(text)]
    if marks and not text[: marks[0]].strip():
        edges = edges[1:]
    if marks and len(marks) > 1 and not text[marks[-1] + 1 :].strip():
        edges = edges[:-1]
    found = []
    for begin, end in itertools.pairwise(edges):
        inside = text[begin + 1 : end]
        start = begin + 1 + len(inside) - len(inside.lstrip())
        stripped = inside.strip()
        found.append(Cell(stripped, start, start + len(stripped)))
    return tuple(found)


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))


def _filled(
    row: tuple[str, ...], above: tuple[str, ...], columns: Sequence[Column]
) -> tuple[str, ...]:
    """*row* with the cell above where a column of sections leaves one out."""
    return tuple(
        above[at] if not text and above and columns[at].kind is Kind.SECTION else text
        for at, text in enumerate(row)
    )
