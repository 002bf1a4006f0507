"""``lawgov units``: the units as they stand, and what a reform changes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.command import reads
from lawgov_cli.cli.options import Reading
from lawgov_cli.cli.units_change import VERBS, Change, Particulars, change_units
from lawgov_cli.domain.units import find_unit
from lawgov_cli.views.numbers import UnitsView, units_view

if TYPE_CHECKING:
    from lawgov_cli.store.workspace import Workspace


@reads
def units(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="单位", help="只看这个单位或单位组; 或写一种变动, 见上"),
    ] = None,
    *,
    particulars: Particulars,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="理由", help="变动的依据; 撤销必须写")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="日期", help="变动从这一天起算(默认今天)")
    ] = None,
    by: rec.ByOption = None,
    yes: rec.YesOption = False,
    dry_run: rec.DryRunOption = False,
    asked: Reading,
) -> UnitsView | None:
    """全部单位和单位组: 牵头、汇总、责任各几项, 别名, 成员; 或登记单位的变动。

    例如: lawgov units rename 市乙局 市新局 --on 10月1日
          lawgov units merge 市甲局 市乙局 --into 市新局
          lawgov units end 市丙局 --successor 市新局 --reason "机构改革"
          lawgov units add 沙溪镇; units alias 市司法局 司法局
          lawgov units set 市司法局 --contact 张三 --phone 0512-53500000
          lawgov units group add 各区镇 沙溪镇 浏河镇; units group remove …
    """
    typed = list(words or [])
    if not typed or typed[0] not in VERBS or _is_name(typed, asked.files.opened()):
        if len(typed) > 1:
            raise UsageMistake(
                f"一次看一个单位。要登记变动, 先写 {'、'.join(VERBS)} 中的一个: "
                "lawgov units rename 旧名 新名"
            )
        found, snapshot = asked.opened()
        return units_view(snapshot, find_unit(typed[0], found.plan) if typed else "")
    said = rec.Saying(on=on, by=by)
    change = Change(typed[0], typed[1:], particulars, reason, said)
    change_units(asked.files.opened(), change, yes=yes, dry_run=dry_run)
    return None


def _is_name(typed: list[str], found: Workspace) -> bool:
    """Whether it is a unit's name that reads like a verb."""
    return len(typed) == 1 and typed[0] in found.plan.canonical
