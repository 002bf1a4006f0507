"""``lawgov stats``."""

from __future__ import annotations

from lawgov_cli.cli.command import reads
from lawgov_cli.cli.options import Filtering, Reading
from lawgov_cli.views.numbers import StatsView, stats_view


@reads
def stats(chosen: Filtering, asked: Reading) -> StatsView:
    """按状态、部分、牵头单位计数; 各项之和等于总数。"""
    found, snapshot = asked.opened()
    return stats_view(chosen.selection(found), snapshot)
