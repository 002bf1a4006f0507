"""Tables of marks in the text of any source, read when its whole text, and legend, is known."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.importer.sources.matrix import by_roles, matrix_in, matrix_meanings
from lawgov_cli.importer.sources.tables import table_lines
from lawgov_cli.importer.structure.row_cells import RULE, cells_of, is_row, table_end

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


def with_roles(text: str) -> str:
    """*text*, its tables of marks put as tables of roles; as it is where it has none."""
    lines = text.split("\n")
    found = list(_lines(lines, text))
    return text if found == lines else "\n".join(found)


def _lines(lines: Sequence[str], text: str) -> Iterator[str]:
    at = 0
    while at < len(lines):
        end = table_end(lines, at) if is_row(lines[at]) else at
        if end - at < 2:
            yield lines[at]
            at += 1
            continue
        yield from _turned(lines[at:end], text) or lines[at:end]
        at = end


def _turned(lines: Sequence[str], text: str) -> list[str]:
    """A table of marks by roles; nothing where *lines* are none."""
    cells = [[cell.text for cell in cells_of(line)] for line in lines if not RULE.fullmatch(line)]
    width = max(map(len, cells), default=0)
    rows = [row + [""] * (width - len(row)) for row in cells]
    found = matrix_in(rows)
    return table_lines(by_roles(rows, found, matrix_meanings(text))) if found else []
