"""``lawgov list``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.errors import UsageMistake
from lawgov_cli.views.listing import list_view

FORMATS = ("table", "json", "csv", "md", "ids")


def list_(
    unit: opt.UnitsOption = None,
    section: opt.SectionsOption = None,
    role: opt.RoleOption = None,
    status: opt.StatusesOption = None,
    grep: opt.GrepOption = None,
    group: opt.GroupOption = False,
    measures: Annotated[bool, typer.Option("--measures", help="每项下列出举措")] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="格式", help="table、json、csv、md、ids(只列序号)")
    ] = "table",
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """列出要点。例如: lawgov list --unit 市司法局 --role 牵头 --status 推进中"""
    found = opt.workspace(plan, year)
    query = opt.query(
        found, unit=unit, section=section, role=role, status=status, grep=grep, group=group
    )
    view = list_view(query, opt.snapshot(found, as_of, known_at))
    if format_ == "table":
        from lawgov_cli.render.table import list_table

        emit(list_table(view, measures=measures, width=width(), colour=colour()))
    elif format_ in FORMATS:
        from lawgov_cli.render.machine import list_text

        emit(list_text(view, format_, measures=measures))
    else:
        raise UsageMistake(f"没有“{format_}”这种格式。可用: {'、'.join(FORMATS)}")
