"""``lawgov due``."""

from __future__ import annotations

from typing import Annotated

from lawgov_cli.cli.command import reads
from lawgov_cli.cli.declared import Option
from lawgov_cli.cli.options import Filtering, Reading
from lawgov_cli.views.lists import DueView, due_view


@reads
def due(
    within: Annotated[
        int, Option("--within", min=0, max=36500, metavar="天数", help="多少天内到期的")
    ] = 30,
    *,
    chosen: Filtering,
    asked: Reading,
) -> DueView:
    """已逾期和即将到期的要点, 最急的在前。例如: lawgov due --within 30"""
    found, snapshot = asked.opened()
    return due_view(chosen.selection(found), snapshot, within)
