"""Bare ``lawgov``: one screen."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import PlanUnclear
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.command import show
from lawgov_cli.cli.output import say
from lawgov_cli.store.settings import BY, setting
from lawgov_cli.views.numbers import overview_view

if TYPE_CHECKING:
    from lawgov_cli.cli.options import Reading


def overview(asked: Reading) -> None:
    """Totals, what is late or lags, the last records, and what to type next."""
    given = os.environ.get("LAWGOV_PLAN")
    if given and asked.files.plan is None:
        asked = asked._replace(files=asked.files._replace(plan=Path(given)))
    try:
        found, snapshot = asked.opened()
    except PlanUnclear as error:
        if asked.files.plan or for_program():
            raise
        say(error.message)
        return
    view = overview_view(snapshot, found.today)
    show(view)
    if (name := setting(BY)) and not os.environ.get("LAWGOV_BY"):
        say(f"登记人: {name}(改: lawgov init --by 姓名)")
