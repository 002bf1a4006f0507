"""Bare ``lawgov``: one screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.render.formats import rendered
from lawgov_cli.views.numbers import overview_view

if TYPE_CHECKING:
    from lawgov_cli.cli.options import Reading


def overview(asked: Reading) -> None:
    """Totals, what is late or lags, the last records, and what to type next."""
    given = os.environ.get("LAWGOV_PLAN")
    if given and asked.files.plan is None:
        asked = asked._replace(files=asked.files._replace(plan=Path(given)))
    found, snapshot = asked.opened()
    view = overview_view(snapshot, found.today)
    emit(rendered(view, "screen", width=width(), colour=colour()))
