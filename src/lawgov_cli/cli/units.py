"""``lawgov units``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.cli.command import reads
from lawgov_cli.cli.options import Reading
from lawgov_cli.domain.units import find_unit
from lawgov_cli.views.numbers import UnitsView, units_view


@reads
def units(
    name: Annotated[str | None, typer.Argument(metavar="单位", help="只看这个单位或单位组")] = None,
    *,
    asked: Reading,
) -> UnitsView:
    """全部单位和单位组: 牵头、汇总、责任各几项, 别名, 所属单位组, 成员。"""
    found, snapshot = asked.opened()
    return units_view(snapshot, find_unit(name, found.plan) if name else "")
