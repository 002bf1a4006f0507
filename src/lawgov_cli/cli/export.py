"""``lawgov export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawgov_cli.cli.command import command
from lawgov_cli.cli.options import Filtering, Reading
from lawgov_cli.cli.output import emit, is_screen, say, short_path
from lawgov_cli.render.formats import rendered, require_format
from lawgov_cli.store.files import write_file
from lawgov_cli.views.task import TreeView, tree_view


@command
def export(
    format_: Annotated[
        str, typer.Option("--format", metavar="格式", help="格式: yaml、json、csv")
    ] = "yaml",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="写到这里(默认屏幕)")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
    *,
    chosen: Filtering,
    asked: Reading,
) -> None:
    """导出整棵任务树, 附每项在某日的状态和全部进展。

    例如: lawgov export -o 9月底.yaml --as-of 9月30日
    """
    format_ = require_format(TreeView, "json" if asked.json else format_)
    found, snapshot = asked.opened()
    text = rendered(tree_view(chosen.selection(found), snapshot), format_)
    if output is None or is_screen(output):
        emit(text)
    else:
        write_file(output, text, force=force)
        say(f"已导出 {short_path(output)}")
