"""What each view can be printed as. A new format is a row here and a module of its own."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import only_painted
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Way(NamedTuple):
    """A function of :mod:`lawgov_cli.render` that prints a view, and what it is told beside it."""

    module: str
    function: str
    takes: tuple[str, ...] = ()


_LOOK = ("width", "colour")
_TEMPLATE = ("template", "folders")
_WORD = (*_TEMPLATE, "reference", "preset", "kept", "written")

#: View → format → the way it is printed.
_WAYS: dict[str, dict[str, Way]] = {
    "ListView": {
        "table": Way("table", "list_table", (*_LOOK, "measures")),
        "json": Way("machine", "list_json", ("measures",)),
        "csv": Way("machine", "list_csv", ("measures",)),
        "md": Way("machine", "list_markdown", ("measures",)),
        "ids": Way("machine", "list_ids"),
    },
    "TasksView": {
        "screen": Way("screen", "tasks_text", _LOOK),
        "json": Way("machine", "tasks_json"),
    },
    "StatsView": {
        "screen": Way("numbers", "stats_table", _LOOK),
        "json": Way("machine", "stats_json"),
    },
    "UnitsView": {
        "screen": Way("numbers", "units_table", _LOOK),
        "json": Way("machine", "units_json"),
    },
    "DueView": {
        "screen": Way("screen", "due_text", _LOOK),
        "json": Way("machine", "due_json"),
    },
    "FilingsView": {
        "screen": Way("chasing", "filings_text", ("width", "every", "points")),
        "json": Way("machine", "filings_json"),
    },
    "RegisterView": {
        "screen": Way("slips", "register_text", _LOOK),
        "json": Way("slips", "register_json"),
    },
    "WhyView": {
        "screen": Way("why", "why_text", _LOOK),
        "json": Way("why", "why_json"),
    },
    "FilingWhyView": {
        "screen": Way("why", "filing_text", ("width",)),
        "json": Way("why", "filing_json"),
    },
    "LogView": {
        "screen": Way("screen", "log_text", _LOOK),
        "json": Way("machine", "log_json"),
    },
    "DiffView": {
        "screen": Way("diff", "diff_text", _LOOK),
        "json": Way("diff", "diff_json"),
    },
    "OverviewView": {
        "screen": Way("screen", "overview_text", _LOOK),
        "json": Way("machine", "overview_json"),
    },
    "TreeView": {
        "yaml": Way("export", "tree_yaml"),
        "json": Way("export", "tree_json"),
        "csv": Way("export", "tree_csv"),
    },
    "SnapshotView": {
        "csv": Way("snapshot", "snapshot_csv"),
        "json": Way("snapshot", "snapshot_json"),
    },
    "RollupView": {
        "table": Way("rollup", "rollup_text", _LOOK),
        "md": Way("rollup", "rollup_markdown"),
        "html": Way("rollup", "rollup_page", ("folders",)),
        "xlsx": Way("rollup", "rollup_workbook"),
        "json": Way("rollup", "rollup_json"),
        "csv": Way("rollup", "rollup_csv"),
    },
    "Report": {
        "md": Way("report_text", "report_markdown", (*_TEMPLATE, "seal")),
        "docx": Way("word.paper", "docx_report", (*_WORD, "seal")),
        "xlsx": Way("report_workbook", "report_workbook", ("seal",)),
        "json": Way("report_text", "report_json", ("seal",)),
    },
    "PageView": {
        "html": Way("page", "page_html", ("folders", "seal")),
    },
    "SlipView": {
        "md": Way("template", "by_template", _TEMPLATE),
        "docx": Way("word.paper", "docx_by_template", _WORD),
    },
}


def formats_of(*views: str) -> tuple[str, ...]:
    """The formats that one of *views* can be printed in; named, so that none is imported."""
    return tuple(dict.fromkeys(name for view in views for name in _WAYS[view]))


def require_format(format_: str, *views: str) -> str:
    """*format_*, if one of *views* can be printed so.

    Raises:
        UsageMistake: none can; the formats there are are named.
    """
    known = formats_of(*views)
    if format_ not in known:
        raise UsageMistake(f"没有“{format_}”这种格式。可用: {'、'.join(known)}")
    return format_


def require_text(format_: str) -> str:
    """*format_*, if a screen can show it.

    Raises:
        UsageMistake: it is a file of its own kind.
    """
    if format_ in _BINARY:
        raise UsageMistake(f"{format_} 不能显示在屏幕上, 请用 -o 写成文件。")
    return format_


_BINARY = ("docx", "xlsx")


def rendered(view: Any, format_: str, **told: Any) -> Any:  # noqa: ANN401 - any view
    """*view* as text, or as bytes where the format is a file of its own kind.

    Parameters:
        told: ``width`` and ``colour`` of the screen, and what else some formats take.
    """
    made = _made(view, format_, told)
    if format_ in {"screen", "table"}:
        return only_painted(made)
    if format_ != "json":
        return made
    from lawgov_cli.render.machine import json_text

    return json_text(made)


def document(view: Any, **told: Any) -> dict[str, Any]:  # noqa: ANN401 - any view
    """*view* as the document that JSON writes."""
    made: dict[str, Any] = _made(view, "json", told)
    return made


def _made(view: Any, format_: str, told: Mapping[str, Any]) -> Any:  # noqa: ANN401
    name = type(view).__name__
    way = _WAYS[name][require_format(format_, name)]
    function = getattr(import_module(f"lawgov_cli.render.{way.module}"), way.function)
    return function(view, **{name: told[name] for name in way.takes if name in told})
