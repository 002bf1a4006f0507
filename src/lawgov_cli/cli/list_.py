"""``lawgov list``."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.words import folded
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import colour, emit, width
from lawgov_cli.views.lists import ORDER_WORDS, ListView, Order, list_view

FORMATS = ("table", "json", "csv", "md", "ids")


def list_(
    unit: opt.UnitsOption = None,
    section: opt.SectionsOption = None,
    role: opt.RoleOption = None,
    status: opt.StatusesOption = None,
    light: opt.LightsOption = None,
    grep: opt.GrepOption = None,
    group: opt.GroupOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    sort: Annotated[
        str | None,
        typer.Option("--sort", metavar="次序", help="序号、时限、状态、亮灯、单位、进度"),
    ] = None,
    measures: Annotated[bool, typer.Option("--measures", help="每项下列出举措")] = False,
    format_: Annotated[
        str, typer.Option("--format", metavar="格式", help="table、json、csv、md、ids(只列序号)")
    ] = "table",
    json: opt.JsonOption = False,
    as_of: opt.AsOfOption = None,
    known_at: opt.KnownAtOption = None,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """列出要点。例如: lawgov list --unit 市司法局 --role 牵头 --status 推进中"""
    found = opt.workspace(plan, year)
    query = opt.query(
        found,
        unit=unit,
        section=section,
        role=role,
        status=status,
        light=light,
        grep=grep,
        group=group,
        where=where,
        view=view,
    )
    shown = list_view(query, opt.snapshot(found, as_of, known_at), _parse_order(sort))
    emit(_rendered(shown, _one_format(format_, json=json), measures=measures))


def _one_format(format_: str, *, json: bool) -> str:
    if json and format_ not in {"table", "json"}:
        raise UsageMistake(f"--json 和 --format {format_} 只能写一个。")
    return "json" if json else format_


def _rendered(shown: ListView, format_: str, *, measures: bool) -> str:
    """The list in one of the formats."""
    if format_ == "table":
        from lawgov_cli.render.table import list_table

        return list_table(shown, measures=measures, width=width(), colour=colour())
    if format_ in FORMATS:
        from lawgov_cli.render.machine import list_text

        return list_text(shown, format_, measures=measures)
    raise UsageMistake(f"没有“{format_}”这种格式。可用: {'、'.join(FORMATS)}")


def _parse_order(word: str | None) -> Order | None:
    """An order by its code or its Chinese word; ``None`` for the document's."""
    if not word:
        return None
    plain = folded(word)
    for order, chinese in ORDER_WORDS.items():
        if plain in {order.value, chinese}:
            return order
    raise UsageMistake(f"不能按“{word}”排列。可用: {'、'.join(ORDER_WORDS.values())}")
