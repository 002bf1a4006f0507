"""Tables in the text of any source that are put otherwise: by marks, or several lines to a row."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_cli.importer.grid import task_sheet
from lawgov_cli.importer.sources.matrix import by_roles, matrix_in, matrix_meanings
from lawgov_cli.importer.sources.source import Note
from lawgov_cli.importer.sources.tables import table_lines
from lawgov_cli.importer.structure.row_cells import RULE, cells_of, is_row, table_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.importer.sources.source import Source

#: Fewer lines across are those around a head.
_FEWEST_RULES = 3


def settled(source: Source) -> Source:
    """*source*, read once its whole text is known, with the legend that marks may have anywhere.

    Tables of marks are put as tables of roles; where lines are drawn between rows, and their
    first cell stands on one line only, what is between two of them is one row, and that is told.
    """
    lines = source.text.split("\n")
    notes: list[Note] = []
    found = list(_lines(lines, source.text, notes))
    if found == lines:
        return source
    return source._replace(text="\n".join(found), notes=(*source.notes, *notes))


def _lines(lines: Sequence[str], text: str, notes: list[Note]) -> Iterator[str]:
    at = 0
    while at < len(lines):
        end = table_end(lines, at) if is_row(lines[at]) else at
        if end - at < 2:
            yield lines[at]
            at += 1
            continue
        yield from _settled(lines[at:end], text, notes) or lines[at:end]
        at = end


def _settled(lines: Sequence[str], text: str, notes: list[Note]) -> list[str]:
    """A table put otherwise; nothing where it stays as it is."""
    ruled = [(bool(RULE.fullmatch(line)), line) for line in lines]
    groups = [
        [[cell.text for cell in cells_of(line)] for _, line in group]
        for rule, group in groupby(ruled, lambda each: each[0])
        if not rule
    ]
    width = max((len(row) for group in groups for row in group), default=0)
    padded = [[row + [""] * (width - len(row)) for row in group] for group in groups]
    rows = [row for group in padded for row in group]
    drawn = sum(rule for rule, _ in ruled) >= _FEWEST_RULES
    goes_on = [not row[0] for group in padded for row in group[1:]]
    if drawn and goes_on and all(goes_on):
        whole = [["".join(column) for column in zip(*group, strict=True)] for group in padded]
        if task_sheet(whole):
            broken = [row for row, group in zip(whole, padded, strict=True) if len(group) > 1]
            notes += [Note("over-lines", " ".join(row), near=max(row, key=len)) for row in broken]
            return table_lines(whole)
    found = matrix_in(rows)
    return table_lines(by_roles(rows, found, matrix_meanings(text))) if found else []
