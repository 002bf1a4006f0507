"""``lawgov log``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.cli import asking
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.command import reads, show
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.options import Filtering, Reading, ViewOption, WhereOption
from lawgov_cli.domain.task_numbers import resolve_tasks, with_all_below
from lawgov_cli.domain.units import find_unit
from lawgov_cli.views.history import LogQuery, LogView, log_view

if TYPE_CHECKING:
    from lawgov_cli.store.workspace import Workspace


@reads
def log(
    tasks: Annotated[list[str] | None, Argument(metavar="序号", help="只看这些要点的记录")] = None,
    unit: Annotated[
        str | None, Option("--unit", "-u", metavar="单位", help="只看这个单位的报送")
    ] = None,
    month: Annotated[
        str | None, Option("--month", metavar="月份", help="只看这个月的: 2023-09、9月")
    ] = None,
    limit: Annotated[
        int, Option("--limit", "-l", min=1, metavar="条数", help="只看最近几条(默认30)")
    ] = 30,
    all_: Annotated[bool, Option("--all", help="全部列出")] = False,
    where: WhereOption = None,
    view: ViewOption = None,
    *,
    asked: Reading,
) -> LogView | None:
    """台账的每一条记录, 新的在后; 已撤销的也列出并注明。"""
    found = asked.files.opened(holds=not all_)
    query = LogQuery(
        tasks=_tasks(found, tasks, Filtering(where=where, view=view)),
        unit=find_unit(unit, found.plan) if unit else "",
        period=asking.typed_period(month, "month", found) if month else None,
        as_of=asking.as_of(asked.as_of, found),
        known_at=asking.known_at(asked.known_at, found),
    )
    listed = log_view(query, found.plan, found.events, None if all_ else limit)
    if not all_ or for_program() or sys.stdout.isatty():  # a pager takes it as a whole
        return listed
    for part in listed.parts(_MANY):
        show(part)
    return None


#: Rows printed at a time: of all that a journal may have the text alone takes much room.
_MANY = 10_000


def _tasks(found: Workspace, words: list[str] | None, chosen: Filtering) -> frozenset[str] | None:
    """The ids of the tasks named or chosen by a condition, with everything below them."""
    tasks = resolve_tasks(words, found.plan) if words else None
    if chosen != Filtering():
        kept = [state.task for state in chosen.selection(found).apply(found.snapshot())]
        tasks = kept if tasks is None else [task for task in tasks if task in kept]
    return None if tasks is None else with_all_below(tasks)
