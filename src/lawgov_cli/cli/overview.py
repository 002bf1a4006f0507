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


#: While the shipped plan is in use and nothing is recorded.
_FIRST_STEPS = (
    "第一次用? 三步:",
    "  1. 建自己的工作目录: lawgov init 法治要点   (用自己的文件: 加 --from 文件)",
    "  2. 进去看本单位的任务: cd 法治要点, 再 lawgov list --unit 单位",
    '  3. 登记一条: lawgov note 8 "做了什么"   (登记错了: lawgov undo)',
    "以上是自带的示例。按事情找命令: lawgov help 催报; 全部命令: lawgov --help",
)


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
    if found.location.home is not None and not for_program():
        say("\n".join(_FIRST_STEPS))
    if (name := setting(BY)) and not os.environ.get("LAWGOV_BY"):
        say(f"登记人: {name}(改: lawgov init --by 姓名)")
