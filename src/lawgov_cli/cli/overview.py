"""Bare ``lawgov``: one screen."""

from __future__ import annotations

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.views.overview import overview_view


def overview() -> None:
    """Totals, what is late or lags, the last records, and what to type next."""
    found = opt.workspace(opt.plan_from_environment(), None)
    view = overview_view(found.snapshot(), found.today)
    from lawgov_cli.render.screen import overview_text

    emit(overview_text(view, width=width(), colour=colour()))
