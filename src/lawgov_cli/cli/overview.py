"""Bare ``lawgov``: one screen."""

from __future__ import annotations

import os
from pathlib import Path

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.views.numbers import overview_view


def overview(plan: Path | None, year: int | None, as_of: str | None, known_at: str | None) -> None:
    """Totals, what is late or lags, the last records, and what to type next."""
    given = os.environ.get("LAWGOV_PLAN")
    found = opt.workspace(plan or (Path(given) if given else None), year)
    view = overview_view(opt.snapshot(found, as_of, known_at), found.today)
    from lawgov_cli.render.screen import overview_text

    emit(overview_text(view, width=width(), colour=colour()))
