"""``lawgov undo``: take back what one command recorded, by one more record."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_cli.base.errors import NothingToUndo
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.command import command
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.cli.recording import ByOption, user
from lawgov_cli.domain.undo import batch_at_line, batches
from lawgov_cli.views.records import batch_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.undo import Batch
    from lawgov_cli.store.workspace import Workspace


@command
def undo(
    line: Annotated[
        int | None,
        typer.Argument(metavar="行号", help="撤销台账这一行所在的那次登记(默认最近一次)"),
    ] = None,
    list_: Annotated[bool, typer.Option("--list", help="列出可撤销的登记")] = False,
    limit: Annotated[
        int, typer.Option("--limit", "-l", min=1, metavar="条数", help="列出几次")
    ] = 10,
    by: ByOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示将撤销什么")] = False,
    *,
    files: opt.Files,
) -> None:
    """撤销最近一次登记(一条命令登记的全部记录)。撤销本身也可以撤销。"""
    found = files.opened()
    if list_:
        newest = islice(batches(found.events), limit)
        lines = [batch_line(batch, found.plan) for batch in newest]
        say("\n".join(lines) or "没有可以撤销的登记。")
        return
    if dry_run:
        say(f"将撤销: {batch_line(_chosen(found.events, line, found), found.plan)}")
        return
    batches_: list[Batch] = []

    def compose(events: Sequence[Event]) -> dict[str, Any]:
        batches_.append(_chosen(events, line, found))
        return {"undo": batches_[-1].id}

    written = found.record_numbered(compose, by or user())
    batch = batches_[-1]
    # To take back an undo is to restore what it was about; to take back that, to undo it again.
    word = "已恢复" if batch.target and not batch.restores else "已撤销"
    say(f"{word}: {batch_line(batch.target or batch, found.plan)}")
    say(f"已记入 {short_path(written.journal)} 第{written.line}行。反悔: lawgov undo")


def _chosen(events: Sequence[Event], line: int | None, found: Workspace) -> Batch:
    """The batch on *line* of the journal as it is now, or the newest.

    An undo that another command wrote since *found* was read is not meant: to take that back
    would bring back what it took, and both commands would say they had taken something back.
    """
    if line is not None:
        return batch_at_line(events, line)
    known = {event.id for event in found.events.having("undo")}
    for batch in batches(events):
        if not batch.first.undo or batch.first.id in known:
            return batch
    raise NothingToUndo
