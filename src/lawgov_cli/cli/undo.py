"""``lawgov undo``: take back what one command recorded, by one more record."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.command import command
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.cli.recording import ByOption, user
from lawgov_cli.domain.undo import batch_at_line, batches, newest_batch
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
    redo: Annotated[bool, typer.Option("--redo", help="恢复最近一次撤销的登记")] = False,
    by: ByOption = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只显示将撤销什么")] = False,
    *,
    files: opt.Files,
) -> None:
    """撤销最近一次登记(一条命令登记的全部记录); 再撤销就再退一步, --redo 恢复。"""
    found = files.opened()
    if list_:
        newest = islice(batches(found.events, found.today), limit)
        lines = [batch_line(batch, found.plan) for batch in newest]
        say("\n".join(lines) or "没有可以撤销的登记。")
        return
    if dry_run:
        say(f"将{_words(_chosen(found.events, line, found, redo=redo), found)}")
        return
    taken: list[Batch] = []

    def compose(events: Sequence[Event]) -> dict[str, Any]:
        taken.append(_chosen(events, line, found, redo=redo))
        return {"undo": taken[-1].id}

    written = found.record_numbered(compose, by or user())
    batch = taken[-1]
    say(f"已{_words(batch, found)}")
    back = "lawgov undo" if batch.target and not batch.restores else "lawgov undo --redo"
    say(f"已记入 {short_path(written.journal)} 第{written.line}行。反悔: {back}")


def _words(batch: Batch, found: Workspace) -> str:
    """What becomes of what *batch* is about.

    To take back an undo is to restore what it was about; to take back that, to undo it again.
    """
    word = "恢复" if batch.target and not batch.restores else "撤销"
    return f"{word}: {batch_line(batch.target or batch, found.plan)}"


def _chosen(events: Sequence[Event], line: int | None, found: Workspace, *, redo: bool) -> Batch:
    """The batch on *line* of the journal as it is now, or the newest."""
    if line is not None:
        return batch_at_line(events, line)
    return newest_batch(events, found.today, redo=redo)
