"""Options that several commands share, and what they turn into.

Typed words meet the files here once: below this module everything is resolved.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.errors import (
    FilterMistake,
    NotFound,
    SavedFilterUnreadable,
)
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli import asking
from lawgov_cli.cli.answer import current
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.finding import elsewhere, located, now
from lawgov_cli.cli.output import say
from lawgov_cli.store.workspace import Workspace, open_plan, open_workspace

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.base.problems import Problem
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.filters.grammar import Filter
    from lawgov_cli.store.locating import Location
    from lawgov_cli.store.saved_filters import SavedFilter, SavedFilters


PlanOption = Annotated[
    Path | None,
    Option(
        "--plan",
        envvar="LAWGOV_PLAN",
        metavar="文件",
        help="用这份工作要点(文件、编号或标题)",
    ),
]
YearOption = Annotated[
    int | None, Option("--year", metavar="年份", help="用这一年的工作要点(默认已开始的最新)")
]
AsOfOption = Annotated[
    str | None, Option("--as-of", metavar="日期", help="看这一天的情况(默认今天)")
]
KnownAtOption = Annotated[
    str | None,
    Option("--known-at", metavar="日期", help="只计到这一天为止登记的记录"),
]
UnitsOption = Annotated[
    list[str] | None,
    Option(
        "--unit",
        "-u",
        metavar="单位",
        help="只看这个单位: 全称、别名、拼音首字母或一部分; 可重复",
    ),
]
SectionsOption = Annotated[
    list[str] | None,
    Option(
        "--section",
        "-s",
        metavar="部分",
        help="只看这一部分: 三、3 或标题的一部分; 可重复",
    ),
]
RoleOption = Annotated[
    str | None,
    Option("--role", metavar="角色", help="lead 牵头、responsible 责任、collector 汇总"),
]
StatusesOption = Annotated[
    list[str] | None,
    Option(
        "--status",
        metavar="状态",
        help="只看这种状态: 未启动、推进中、待核验、已完成、长期坚持、已调整; 可重复",
    ),
]
LightsOption = Annotated[
    list[str] | None,
    Option("--light", metavar="亮灯", help="只看亮这种灯的: 红、黄、蓝、绿; 可重复"),
]
GrepOption = Annotated[
    str | None,
    Option("--grep", "-g", metavar="文字", help="只看标题、正文、单位或进展含这段文字的"),
]
GroupOption = Annotated[bool, Option("--group", help="经“各区镇”等单位组涉及的也列出")]
TasksArgument = Annotated[
    list[str],
    Argument(metavar="序号", help="8、八、(八)、第8项、8.2、1-3,7; 可写多个"),
]
WhereOption = Annotated[
    str | None,
    Option("--where", "-w", metavar="条件", help="筛选条件, 如 单位:市司法局 且 亮灯:红"),
]
ViewOption = Annotated[
    str | None,
    Option(
        "--view",
        metavar="名称",
        help="用存下的筛选条件(lawgov view list)",
    ),
]


class Files(NamedTuple):
    """Which plan."""

    plan: PlanOption = None
    year: YearOption = None

    def opened(self, *, holds: bool = True) -> Workspace:
        """Both files, as loaded.

        Parameters:
            holds: whether records that are read are held; not where all are gone through once.
        """
        return workspace(self.plan, self.year, holds=holds)


class Reading(NamedTuple):
    """What every command that reads takes: how to print, which day, what was known, which plan."""

    as_of: AsOfOption = None
    known_at: KnownAtOption = None
    files: Files = Files()

    def opened(self, *, holds: bool = True) -> tuple[Workspace, Snapshot]:
        """The workspace, and the state on the day asked for.

        Parameters:
            holds: see :meth:`Files.opened`.
        """
        found = self.files.opened(holds=holds)
        day, known = asking.as_of(self.as_of, found), asking.known_at(self.known_at, found)
        return found.on(day or found.today, known), found.snapshot(day, known)


class PeriodReading(NamedTuple):
    """The same for a command that names its days itself."""

    known_at: KnownAtOption = None
    files: Files = Files()

    def opened(self) -> tuple[Workspace, date | None]:
        """The workspace, and the last day whose records count."""
        found = self.files.opened()
        return found, asking.known_at(self.known_at, found)


class Filtering(NamedTuple):
    """Which points."""

    unit: UnitsOption = None
    section: SectionsOption = None
    role: RoleOption = None
    status: StatusesOption = None
    light: LightsOption = None
    grep: GrepOption = None
    group: GroupOption = False
    where: WhereOption = None
    view: ViewOption = None

    def selection(self, found: Workspace) -> Selection:
        """The points asked for, every name resolved."""
        from lawgov_cli.filters.flags import select  # a record about a number needs none of it
        from lawgov_cli.filters.words import own_word, pieces

        words = pieces(self.status or ())
        named = ((word, own_word(word, found.plan)) for word in words)
        asking.hint(f"“{word}”按“{own}”查找。" for word, own in named if own)
        flags = self._asdict()
        where = condition(found, flags.pop("where"), flags.pop("view"))
        return select(found.plan, **flags, where=where)


def workspace(plan: Path | None, year: int | None, *, holds: bool = True) -> Workspace:
    """Find and load the files; how the plan was chosen, and what was passed over, is said."""
    found = open_workspace(_chosen(plan, year), now(), holds=holds)
    _tell(found.problems)
    if found.problems and (answer := current()):
        answer.damaged = found.damaged
    return found


def plan_alone(files: Files) -> tuple[Location, Plan]:
    """The plan without its journal, for what is only in the document; likewise said."""
    location = _chosen(files.plan, files.year)
    plan, problems = open_plan(location)
    _tell(problems)
    return location, plan


def _chosen(plan: Path | None, year: int | None) -> Location:
    location = located(plan, year)
    asking.hint([*location.notes, *elsewhere(location)])
    return location


def _tell(problems: Sequence[Problem]) -> None:
    if problems:
        first = problems[0].line_text()
        say(f"注意: {first} (共{len(problems)}处, 详见 lawgov check)", err=True)


def condition(found: Workspace, where: str | None, view: str | None) -> Filter | None:
    """What ``--where`` and ``--view`` ask together; ``None`` where neither is given."""
    saved = condition_of(saved_filters(found).find(view), found) if view is not None else None
    if where is None:
        return saved
    from lawgov_cli.filters.grammar import parse_filter

    return parse_filter(where, found.plan, found.today).also(saved)


def saved_filters(found: Workspace) -> SavedFilters:
    """The saved filters of the workspace.

    Raises:
        SavedFiltersBroken: the file has faults.
    """
    from lawgov_cli.store.saved_filters import FILE_NAME, read_saved_filters

    return read_saved_filters(found.location.folder / FILE_NAME).sound()


def condition_of(saved: SavedFilter, found: Workspace) -> Filter:
    """What a saved filter asks.

    Raises:
        SavedFilterUnreadable: its condition cannot be read, or no longer fits the plan.
    """
    from lawgov_cli.filters.grammar import parse_filter
    from lawgov_cli.store.saved_filters import FILE_NAME

    try:
        return parse_filter(saved.expression, found.plan, found.today)
    except (FilterMistake, NotFound) as error:
        place = f"{FILE_NAME}:{saved.line}"
        raise SavedFilterUnreadable(place, saved.name, error.message) from None
