"""What Tab offers: numbers with titles, names of units and sections. Quiet on a broken file."""

from __future__ import annotations

import os
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import LawgovError
from lawgov_cli.cli.finding import located, now
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Level
from lawgov_cli.store.saved_filters import FILE_NAME, read_saved_filters
from lawgov_cli.store.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.store.locating import Location

#: The options of a command line that has none yet.
NOTHING_TYPED: Mapping[str, Any] = MappingProxyType({})


def _location(chosen: Mapping[str, Any]) -> Location | None:
    """Where the plan lies that ``--plan`` or ``--year`` has chosen, if they are typed already."""
    plan, year = chosen.get("plan") or os.environ.get("LAWGOV_PLAN"), chosen.get("year")
    try:
        return located(Path(plan) if plan else None, year)
    except (LawgovError, OSError):
        return None


def plan_here(chosen: Mapping[str, Any] = NOTHING_TYPED) -> Plan | None:
    """The plan of this folder or the one chosen, ``None`` where none can be read."""
    location = _location(chosen)
    try:
        return open_workspace(location, now()).plan if location else None
    except (LawgovError, OSError):
        return None


def filter_names(
    incomplete: str, chosen: Mapping[str, Any] = NOTHING_TYPED
) -> list[tuple[str, str]]:
    """Saved filters by name, with their conditions."""
    location = _location(chosen)
    if location is None:
        return []
    known = read_saved_filters(location.folder / FILE_NAME).by_name.values()
    return [(saved.name, saved.expression) for saved in known if saved.name.startswith(incomplete)]


def unit_names(incomplete: str, chosen: Mapping[str, Any] = NOTHING_TYPED) -> list[tuple[str, str]]:
    """Units and groups by the spelling or initials that begin with *incomplete*, with their names.

    Shells offer only what begins with what is typed, so for ``sf`` it is ``sfj``.
    """
    plan = plan_here(chosen)
    offered = []
    for entry in plan.bodies if plan else ():
        spellings = (entry.name, *getattr(entry, "abbr", ()), *entry.aliases)
        fitting = [spelling for spelling in spellings if spelling.startswith(incomplete)]
        if fitting:
            offered.append((fitting[0], "" if fitting[0] == entry.name else entry.name))
    return offered


def status_words(
    incomplete: str, chosen: Mapping[str, Any] = NOTHING_TYPED
) -> list[tuple[str, str]]:
    """The six statuses, and what the plan's own office calls them."""
    plan = plan_here(chosen)
    known = dict.fromkeys(STATUS_WORDS.values(), "") | dict(plan.statuses if plan else {})
    return [(word, named) for word, named in known.items() if word.startswith(incomplete)]


def section_names(
    incomplete: str, chosen: Mapping[str, Any] = NOTHING_TYPED
) -> list[tuple[str, str]]:
    """Sections by label, with their titles."""
    plan = plan_here(chosen)
    sections = plan.tasks if plan else ()
    return [
        (task.label or task.id, task.title)
        for task in sections
        if task.level is Level.SECTION and (task.label or task.id).startswith(incomplete)
    ]


def task_numbers(
    incomplete: str, chosen: Mapping[str, Any] = NOTHING_TYPED
) -> list[tuple[str, str]]:
    """Points by number, with their titles; the measures of a point once it is typed."""
    plan = plan_here(chosen)
    if plan is None:
        return []
    wanted = Level.MEASURE if "." in incomplete else Level.POINT
    return [
        (task.id, task.title or task.text)
        for task in plan.walk()
        if task.level is wanted and task.id.startswith(incomplete)
    ]
