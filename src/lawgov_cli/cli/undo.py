"""``lawgov undo``: take back what one command recorded, by one more record."""

from __future__ import annotations

from itertools import islice
from typing import Annotated

import typer

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.command import command
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.cli.recording import ByOption, user
from lawgov_cli.domain.undo import batch_at_line, batches, newest_batch
from lawgov_cli.views.records import batch_line


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
    events = found.events
    batch = newest_batch(events) if line is None else batch_at_line(events, line)
    if dry_run:
        say(f"将撤销: {batch_line(batch, found.plan)}")
        return
    written = found.record([{"undo": batch.id}], by or user())
    # To take back an undo is to restore what it was about; to take back that, to undo it again.
    word = "已恢复" if batch.target and not batch.restores else "已撤销"
    say(f"{word}: {batch_line(batch.target or batch, found.plan)}")
    say(f"已记入 {short_path(written.journal)} 第{written.line}行。反悔: lawgov undo")
