"""Tables on narrow and wide terminals: nothing wider than the terminal, no name or number cut."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.progress import fold
from lawgov_cli.filters.flags import Selection, select
from lawgov_cli.render.numbers import stats_table, units_table
from lawgov_cli.render.table import list_table
from lawgov_cli.views.lists import list_view
from lawgov_cli.views.numbers import stats_view, units_view
from tests.helpers import SHIPPED_PLAN, columns, events_of, folded_on, plan_of, record
from tests.records import RECORDS

if TYPE_CHECKING:
    from collections.abc import Callable

PLAN = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))
SNAPSHOT = fold(PLAN, events_of(*RECORDS), date(2023, 9, 20))
STATS = stats_view(Selection(), SNAPSHOT)
UNITS = units_view(SNAPSHOT)
WIDTHS = [40, 60, 80, 100, 120]


def words(text: str) -> set[str]:
    """What stands between blanks and the marks of a list."""
    for mark in "、·()":
        text = text.replace(mark, " ")
    return set(text.split())


def table(name: str, width: int) -> str:
    if name == "stats":
        return stats_table(STATS, width=width, colour=False)
    if name == "units":
        return units_table(UNITS, width=width, colour=False)
    return list_table(list_view(Selection(), SNAPSHOT), measures=False, width=width, colour=False)


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", ["list", "stats", "units"])
def test_the_table(name: str, width: int, golden: Callable[[str, str], None]) -> None:
    golden(f"render/{name}-{width}.txt", table(name, width))


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("name", ["list", "stats", "units"])
def test_no_line_is_wider_than_the_terminal_and_nothing_is_cut(name: str, width: int) -> None:
    shown = table(name, width)
    assert [line for line in shown.splitlines() if columns(line) > width] == []
    assert "…" not in shown
    assert "\x1b" not in shown
    shown.encode("gbk")


@pytest.mark.parametrize("width", WIDTHS)
def test_counts_name_every_unit_whole_and_every_number(width: int) -> None:
    shown = stats_table(STATS, width=width, colour=False)
    by_section, by_unit = shown.split("按部分\n")[1].split("按牵头单位\n")
    assert {row.name for row in STATS.units} <= words(by_unit)
    numbers = [30, *(number for number in STATS.total.numbers if number)]
    below = by_section[by_section.index("\n合计") :].replace("·", " ").split()
    assert [
        int(word) for found in below if (word := re.sub(r"\D", "", found)) and "%" not in found
    ] == numbers
    assert below[-1].removeprefix("完成率") == STATS.total.percent_done


@pytest.mark.parametrize(("width", "shown"), [(100, True), (75, True), (60, False)])
def test_a_status_that_nothing_has_goes_without_a_column_where_it_is_tight(
    width: int, *, shown: bool
) -> None:
    snapshot = folded_on(date(2023, 3, 9), record("1", status="doing"))
    view = stats_view(Selection(), snapshot)
    text = stats_table(view, width=width, colour=False)
    headings = [line for line in text.splitlines() if "合计" in line and "未启动" in line]
    assert [("长期坚持" in heading) for heading in headings] == [shown, shown]
    assert ["推进中" in heading for heading in headings] == [True, True]


@pytest.mark.parametrize(("width", "longest"), [(80, 20), (40, 8)])
def test_the_bars_are_in_proportion_and_something_is_never_nothing(
    width: int, longest: int
) -> None:
    lines = stats_table(STATS, width=width, colour=False).splitlines()
    bars = {line.split()[0]: line.count("■") for line in lines if " 0.0%" in line or "■" in line}
    for tally in STATS.statuses:
        share = round(longest * tally.number / 30)
        assert bars[tally.word] == max(share, 1 if tally.number else 0)


def test_lights_that_nothing_can_have_are_left_out_and_nothing_is_no_error() -> None:
    nothing = stats_view(select(PLAN, status=["已调整"], grep="没有这样的"), SNAPSHOT)
    text = stats_table(nothing, width=80, colour=False)
    assert "共0项" in text.splitlines()[0]
    assert "■" not in text
    assert "一项有几个牵头单位的" not in text


@pytest.mark.parametrize("width", WIDTHS)
def test_every_unit_and_spelling_and_member_is_shown_whole(width: int) -> None:
    shown = words(
        units_table(UNITS, width=width, colour=False).replace("也写作", "").replace("属于", "")
    )
    for unit in UNITS.units:
        assert {unit.name, *unit.aliases, *unit.abbr} <= shown
    for group in UNITS.groups:
        assert {group.name, *(group.members or ())} <= shown


@pytest.mark.parametrize(
    ("width", "line"), [(60, "市司法局              牵头18 · 汇总12 · 责任1 · sfj")]
)
def test_where_it_is_narrow_a_unit_takes_a_line_of_what_there_is(width: int, line: str) -> None:
    lines = units_table(UNITS, width=width, colour=False).splitlines()
    assert line in lines
    assert "市教育局              责任1 · jyj" in lines


def test_a_unit_alone_has_no_total_below() -> None:
    shown = units_table(units_view(SNAPSHOT, "市司法局"), width=100, colour=False)
    assert [line.split() for line in shown.splitlines()][1] == ["市司法局", "18", "12", "1", "sfj"]
    assert "共" not in shown
    group = units_table(units_view(SNAPSHOT, "各区镇"), width=100, colour=False)
    assert group.startswith("单位组 各区镇 (也写作 各镇区)   牵头0项, 责任25项\n  成员: 太仓港经济")


@pytest.mark.parametrize("width", [60, 120])
def test_a_list_in_an_order_of_its_own_has_no_sections(width: int) -> None:
    view = list_view(Selection(), SNAPSHOT)
    flat = list_table(view._replace(flat=True), measures=False, width=width, colour=False)
    whole = list_table(view, measures=False, width=width, colour=False)
    assert "三、不断完善依法行政制度体系" in whole
    assert "三、不断完善依法行政制度体系" not in flat


def test_the_heading_and_the_day_go_below_each_other_where_they_do_not_fit() -> None:
    view = list_view(Selection(units=("市司法局", "市公安局", "市政府办公室")), SNAPSHOT)
    lines = list_table(view, measures=False, width=40, colour=False).splitlines()
    assert lines[0].startswith("市司法局、市公安局、市政府办公室")
    assert "截至 2023年9月20日" in lines[:4]
    wide = list_table(view, measures=False, width=120, colour=False).splitlines()
    assert wide[0].endswith("  截至 2023年9月20日")
    assert columns(wide[0]) == 120


ANSWERING = """\
schema: 1
id: p
title: 要点
year: 2023
units: {甲局: {}, 乙局: {}}
tasks:
  - {id: "1", title: 一件要写得长一些才放不下一行的事情, responsible: [甲局, 乙局]}
"""


@pytest.mark.parametrize(("width", "shown"), [(32, "      责任  甲局、乙局"), (100, "责任单位")])
def test_units_that_only_answer_are_named_on_every_terminal(width: int, shown: str) -> None:
    snapshot = folded_on(date(2023, 9, 20), plan=plan_of(ANSWERING))
    text = list_table(list_view(Selection(), snapshot), measures=False, width=width, colour=False)
    assert shown in text
    assert "甲局、乙局" in text
    assert "牵头" not in text


@pytest.mark.parametrize("width", [36, 100])
def test_measures_are_ticked_and_dated_below_their_point(width: int) -> None:
    snapshot = folded_on(date(2023, 9, 20), record("3.1", status="done"))
    text = list_table(list_view(Selection(), snapshot), measures=True, width=width, colour=False)
    assert "      3.1 [√] 上半年完成。 (6月30日" in text
    assert "      3.2 [ ] 年底前完成。 (12月31日" in text
    assert "      1.1 [ ] 举措甲。\n" in text
