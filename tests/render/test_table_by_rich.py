"""The list's own lines against the same table drawn by Rich, which knows the package's rules not.

Rich is kept here alone, as the reference: the two draw every view alike, word by word and, where
there is colour, letter by letter.
"""

from __future__ import annotations

from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.table import Table
from rich.text import Text

from lawgov_cli.domain.progress import fold
from lawgov_cli.filters.flags import Selection, select
from lawgov_cli.render.lines import GAP
from lawgov_cli.render.paint import STYLES
from lawgov_cli.render.table import _columns, list_table
from lawgov_cli.views.lists import ListView, Order, list_view
from tests.helpers import SHIPPED_PLAN, events_of, folded_on, plan_of, record
from tests.records import NASTY, RECORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAN = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))
SNAPSHOT = fold(PLAN, events_of(*RECORDS), date(2023, 9, 20))
SMALL = folded_on(
    date(2023, 9, 20), record("3.1", status="done"), record("1", unit="甲局", note=NASTY)
)
VIEWS = {
    "everything": list_view(Selection(), SNAPSHOT),
    "a unit": list_view(select(PLAN, unit=["市司法局"]), SNAPSHOT),
    "a unit and its groups": list_view(select(PLAN, unit=["陆渡街道"], group=True), SNAPSHOT),
    "a section": list_view(select(PLAN, section=["三"]), SNAPSHOT),
    "by due date": list_view(Selection(), SNAPSHOT, Order.DUE),
    "a small plan": list_view(Selection(), SMALL),
}


def by_rich(view: ListView, width: int, *, colour: bool) -> str:
    """The rows of *view* as Rich draws them, the heading and the footnotes left out."""
    columns = _columns(view.rows, width)
    file = StringIO()
    total = sum(column.width + GAP for column in columns)
    console = Console(
        file=file,
        width=total,
        force_terminal=colour,
        color_system="standard" if colour else None,
        legacy_windows=False,
    )

    def put(rows: Sequence[Sequence[Text]]) -> None:
        table = Table(box=None, show_header=False, padding=(0, GAP, 0, 0), pad_edge=True)
        for place, column in enumerate(columns):
            justify = "left" if place else "right"
            table.add_column(width=column.width, overflow="fold", justify=justify)  # type: ignore[arg-type]
        for row in rows:
            table.add_row(*row)
        console.print(table)

    put([[Text(column.heading, style="bold") for column in columns]])
    section = ""
    for place, row in enumerate(view.rows):
        if row.section != section and not view.flat:
            section = row.section
            console.print(Text(f" {section}", style="bold"))
        cells = (("\n".join(c.cells[place]), STYLES.get(c.codes[place], "")) for c in columns)
        put([[Text(text, style=style) for text, style in cells]])
    return file.getvalue()


def painted(text: str) -> list[list[tuple[str, str]]]:
    """Each letter with its style, line by line; of a blank nothing is seen, so none has any."""
    return [
        [
            (letter, "" if letter == " " else str(line.get_style_at_offset(Console(), n)))
            for n, letter in enumerate(line.plain.rstrip())
        ]
        for line in map(Text.from_ansi, text.splitlines())
    ]


@pytest.mark.parametrize("colour", [False, True])
@pytest.mark.parametrize("width", [80, 100, 120, 200])
@pytest.mark.parametrize("name", VIEWS)
def test_the_lines_are_those_that_rich_would_draw(name: str, width: int, *, colour: bool) -> None:
    view = VIEWS[name]
    drawn = painted(by_rich(view, width, colour=colour))
    shown = painted(
        list_table(view._replace(footnotes=()), measures=False, width=width, colour=colour)
    )
    head = len(shown) - len(drawn)
    assert 1 <= head <= 2
    assert shown[head:] == drawn
