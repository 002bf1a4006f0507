"""Colour repeats what the words say and changes nothing else."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.vocabulary import Light, Status
from lawgov_cli.filters.flags import Selection
from lawgov_cli.render.numbers import stats_table, units_table
from lawgov_cli.render.paint import STYLES, painter
from lawgov_cli.render.screen import detail_text, log_text, overview_text
from lawgov_cli.render.table import list_table
from lawgov_cli.views.history import LogQuery, log_view
from lawgov_cli.views.lists import list_view
from lawgov_cli.views.numbers import overview_view, stats_view, units_view
from lawgov_cli.views.task import detail_view
from tests.helpers import SHIPPED_PLAN, events_of, plan_of
from tests.records import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))
EVENTS = events_of(*RECORDS)
DAY = date(2023, 9, 20)
SNAPSHOT = fold(PLAN, EVENTS, DAY)

SCREENS: dict[str, Callable[[int, bool], str]] = {
    "list": lambda width, colour: list_table(
        list_view(Selection(units=("市司法局",)), SNAPSHOT),
        measures=True,
        width=width,
        colour=colour,
    ),
    "stats": lambda width, colour: stats_table(
        stats_view(Selection(), SNAPSHOT), width=width, colour=colour
    ),
    "units": lambda width, colour: units_table(units_view(SNAPSHOT), width=width, colour=colour),
    "show": lambda width, colour: detail_text(
        detail_view("15", SNAPSHOT), width=width, colour=colour
    ),
    "overview": lambda width, colour: overview_text(
        overview_view(SNAPSHOT, DAY), width=width, colour=colour
    ),
    "log": lambda width, colour: log_text(
        log_view(LogQuery(), PLAN, EVENTS), width=width, colour=colour
    ),
}


@pytest.mark.parametrize("width", [60, 100])
@pytest.mark.parametrize("name", SCREENS)
def test_the_coloured_screen_is_the_plain_one_in_colour(name: str, width: int) -> None:
    plain, coloured = (SCREENS[name](width, colour) for colour in (False, True))
    assert "\x1b" not in plain
    bare = re.sub(r"\x1b\[[0-9;]*m", "", coloured)
    assert [line.rstrip() for line in bare.splitlines()] == plain.splitlines()
    assert ("\x1b[" in coloured) or name == "units"


def test_every_light_and_status_has_a_style_or_needs_none() -> None:
    codes = {light.value for light in Light} | {status.value for status in Status}
    assert set(STYLES) - {"heading"} <= codes
    assert {"red", "yellow", "blue", "green", "done"} <= set(STYLES)


def test_painting_leaves_the_word() -> None:
    assert painter(colour=False)("红", "red") == "红"
    assert painter(colour=True)("红", "red") == "\x1b[1;31m红\x1b[0m"
    assert painter(colour=True)("甲", "unknown") == "甲"
