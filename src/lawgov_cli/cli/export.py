"""``lawgov export``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import emit, is_screen, say, short_path
from lawgov_cli.store.files import write_file
from lawgov_cli.views.task import tree_view

FORMATS = ("yaml", "json", "csv")


def export(
    format_: Annotated[
        str, typer.Option("--format", metavar="格式", help="格式: yaml、json、csv")
    ] = "yaml",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="文件", help="写到这里(默认屏幕)")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="覆盖已有的文件")] = False,
    unit: opt.UnitsOption = None,
    section: opt.SectionsOption = None,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """导出整棵任务树, 附每项在某日的状态和全部进展。

    例如: lawgov export -o 9月底.yaml --as-of 9月30日
    """
    if format_ not in FORMATS:
        raise UsageMistake(f"没有“{format_}”这种格式。可用: {'、'.join(FORMATS)}")
    found = opt.workspace(plan, year)
    query = opt.query(found, unit=unit, section=section, where=where, view=view)
    shown = tree_view(query, opt.snapshot(found, as_of, known_at))
    from lawgov_cli.render.export import tree_text

    text = tree_text(shown, format_)
    if output is None or is_screen(output):
        emit(text)
    else:
        write_file(output, text, force=force)
        say(f"已导出 {short_path(output)}")
