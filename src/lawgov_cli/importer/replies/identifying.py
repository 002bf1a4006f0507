"""Which form a file is: of which plan, for which unit and period."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import LawgovError
from lawgov_cli.domain.answers import IDENTITY_SHEET, Identity
from lawgov_cli.domain.units import find_unit
from lawgov_cli.importer.language.wording import simplified
from lawgov_cli.importer.replies import cells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.sheets.grid import Grid
    from lawgov_cli.importer.sheets.reading import Tables


def identify(tables: Tables, plan: Plan) -> Identity:
    """Which form this is: from its hidden sheet or properties, its lines, or the file's name."""
    hidden = {
        cells.words(row[0]): cells.words(row[1])
        for grid in tables.grids
        if grid.name == IDENTITY_SHEET
        for row in grid.rows
        if len(row) > 1
    }
    if hidden.get("plan"):
        unit, period = hidden.get("unit", ""), hidden.get("period", "")
        asked, schema = (_number(hidden.get(name, "")) for name in ("asked", "schema"))
        unit = plan.canonical.get(unit, unit)
        return Identity(hidden["plan"], unit, period, asked, schema, "表内标识")
    found = stated(tables, plan)
    if not found.period:
        named = _months(_plain(tables.name.rpartition(".")[0]), plan.year)
        found = found._replace(period=named[0] if len(named) == 1 else "")
    if found.unit:
        return found
    unit = named_unit(tables.name, plan)
    return found._replace(unit=unit, told_by="文件名" if unit else "")


def stated(tables: Tables, plan: Plan) -> Identity:
    """The unit and the period that a person reads above the table; empty where none is clear."""
    lines = [*tables.lines, *(line for grid in tables.grids for line in _lines(grid))]
    unit, period = _stated_unit(lines, plan), _stated_period(lines, plan.year)
    if not period:
        period = next((_months(line, plan.year)[0] for line in _headings(lines, plan)), "")
    return Identity(unit=unit, period=period, told_by="表头文字" if unit else "")


def sheet_period(grid: Grid, year: int) -> str:
    """The one month that stands above the table of *grid*, ``2023-09``; else empty."""
    return _stated_period(list(_lines(grid)), year)


def sheet_unit(grid: Grid, plan: Plan) -> str:
    """The unit that stands above the table of *grid*; else empty."""
    return _stated_unit(list(_lines(grid)), plan)


def named_unit(name: str, plan: Plan) -> str:
    """The one unit whose name stands in the name of the file, or in a line."""
    stem = re.split(r"[/\\]", name)[-1]
    for said in (stem, stem.replace("人民", "")):  # 市人民法院
        if spellings := sorted((s for s in plan.canonical if s in said), key=len, reverse=True):
            break
    longest = [s for s in spellings if not any(s in other and s != other for other in spellings)]
    units = {plan.canonical[s] for s in longest} & plan.units.keys()
    return units.pop() if len(units) == 1 else ""


def _lines(grid: Grid) -> Iterator[str]:
    """The first cells of a sheet, each once."""
    for row in grid.rows[:12]:
        yield from map(cells.words, dict.fromkeys(row))


def _number(text: str) -> int:
    return int(text) if text.isdecimal() and len(text) < 9 else 0


#: What stands before the unit's name, and what may follow it on the same line.
_UNIT = re.compile(
    r"(?:(?:填报|报送|填表|上报|报告)(?:单位|部门)|(?:单位|部门)名称)(?:\([^()]*\))?:?"
    r"(?P<name>.*?)(?:\(.*|(?:填报|报送|填表|上报|报告)[期日人时].*|(?:日期|时间|联系|电话|审核|负责).*|\d{4}.*)?"
)
_TITLE = re.compile(
    r"(?:推进|进展|落实|完成|办理|工作)情况|工作(?:进展|月报|台账)(?:汇报|报告|汇总|一览)?表?$|\d月份?进展$"
)
_LONGEST_TITLE = 60
#: So far down a unit and a month head what follows; at the end they sign it.
_FIRST_LINES = 5
_PERIOD = re.compile(r".*?(?:填报|报送|报告)(?:期间?|月份|时期|周期):?")
_YEAR = re.compile(r"20\d\d[年.\-/]\d")
#: 2023年9月, 9月份; 2023-09, 2023.9: what goes on to a day is none.
_MONTH = re.compile(
    r"(?:(20\d\d)年)?(?<!\d)(\d{1,2})月份?(?!\d)|(20\d\d)[.\-/](\d{1,2})(?![\d.\-/月])"
)


def _stated_unit(lines: Sequence[str], plan: Plan) -> str:
    """The unit on the line 填报单位, in the same cell or the next; else at the title's head."""
    for at, line in enumerate(lines):
        if match := _UNIT.fullmatch(_plain(line)):
            said = match["name"] or (lines[at + 1] if at + 1 < len(lines) else "")
            return _unit_of(_plain(said), plan)
    for line in _headings(lines, plan):
        return plan.canonical[_MONTH.sub("", line)]
    for line in map(_plain, lines):
        before, mark, _ = line.partition("20")
        if mark and _TITLE.search(line) and len(line) <= _LONGEST_TITLE:
            unit = named_unit(before, plan)
            if unit:
                return unit
    return ""


def _headings(lines: Sequence[str], plan: Plan) -> Iterator[str]:
    """The first lines that hold a unit and a month, no more: 市应急局2023年9月."""
    for line in map(_plain, lines[:_FIRST_LINES]):
        unit = plan.canonical.get(_MONTH.sub("", line), "")
        if unit in plan.units and len(_months(line, plan.year)) == 1:
            yield line


def _unit_of(text: str, plan: Plan) -> str:
    """The unit that *text* names: its name, a part that only it has, or its name in a longer."""
    try:
        found = find_unit(text, plan) if text else ""
    except LawgovError:
        found = named_unit(text, plan)
    return found if found in plan.units else ""


def _plain(line: str) -> str:
    return re.sub(r"\s", "", simplified(unicodedata.normalize("NFKC", line)))


def _stated_period(lines: Sequence[str], year: int) -> str:
    """The one month that stands above the table: as its period, else in a title.

    Parameters:
        year: which is meant where a title names none.
    """
    labelled, dated, bare = list[str](), list[str](), list[str]()
    for at, line in enumerate(map(_plain, lines)):
        if match := _UNIT.fullmatch(line):
            dated += _months(line[match.end("name") :], year)
        if label := _PERIOD.match(line):
            said = line[label.end() :] or _plain("".join(lines[at + 1 : at + 2]))
            labelled += _months(said, year)
        elif _TITLE.search(line) and len(line) <= _LONGEST_TITLE:
            (dated if _YEAR.search(line) else bare).extend(_months(line, year))
    months = set(labelled or dated or bare)
    return months.pop() if len(months) == 1 else ""


def _months(text: str, year: int) -> list[str]:
    """The months that *text* names, ``2023-09``; a day is none."""
    found = [m.groups() for m in _MONTH.finditer(text)]
    read = [(of or other or year, int(one or two)) for of, one, other, two in found]
    return [f"{of}-{number:02}" for of, number in read if 1 <= number <= 12]
