"""What Tab offers: for each kind of word the candidates, each with what is said of it.

Shells offer only what begins with what is typed, so a unit comes in the spelling that does: ``sfj``
for ``sf``.
"""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.shipped import shipped
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.tab import COMMAND, OPTION, Asked
from lawgov_cli.domain.plan_life import Life
from lawgov_cli.domain.units import initials_of
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from datetime import date

    from lawgov_cli.cli.tab import Command
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.store.locating import Location


class Candidate(NamedTuple):
    """A word that can stand there, and what it is."""

    word: str
    said: str = ""


class Here(NamedTuple):
    """What candidates are looked for in.

    ``location`` and ``plan`` look when they are called, and give ``None`` where none is found or
    can be read.
    """

    commands: Mapping[str, Command]
    location: Callable[[], Location | None]
    plan: Callable[[], Plan | None]
    today: date


#: Kinds for which the shell itself offers files.
FILES = frozenset({"文件", "文件夹", "佐证", "副本"})
#: Kinds whose words stand in the help of the option.
_IN_HELP = frozenset(
    ("亮灯", "角色", "次序", "格式", "级别", "类型", "方式", "版式", "动作", "终端")
)


def offered(asked: Asked, here: Here) -> list[Candidate]:
    """The candidates for what is asked, those that begin with what is typed."""
    return [each for each in _all(asked, here) if each.word.startswith(asked.typed)]


def _all(asked: Asked, here: Here) -> Iterable[Candidate]:
    if asked.kind == COMMAND:
        return [Candidate(c.name, c.help) for c in here.commands.values() if c.name]
    if asked.kind == OPTION:
        return _options(here.commands[asked.command])
    if asked.kind in _IN_HELP and asked.word:
        return words_of(asked.word.help)
    if asked.word and "--plan" in asked.word.names:
        return _plans(here.location())
    return _OF_THE_PLAN[asked.kind](asked, here) if asked.kind in _OF_THE_PLAN else ()


def _options(command: Command) -> Iterator[Candidate]:
    for option in command.options:
        yield from (Candidate(n, option.help) for n in option.names if n.startswith("--"))


#: A word of a closed set: letters or Chinese, up to a blank, a bracket or the next one.
_WORD = re.compile(r"([\w-]+)\s?([^、]*)")


def words_of(text: str) -> list[Candidate]:
    """The words that a help line lists: ``lead 牵头、responsible 责任`` → two of them."""
    listed = text.rpartition(": ")[2].partition(";")[0]
    found = map(_WORD.match, listed.split("、"))
    return [Candidate(m[1], m[2].strip("()…")) for m in found if m] if "、" in listed else []


def _plans(location: Location | None) -> Iterator[Candidate]:
    """The plans that lie around, by their ids."""
    from lawgov_cli.store.plans import plans_in

    folders = [Path(), Path("data"), *([location.plan.parent] if location else [])]
    titles = {plan.id: plan.title for plan in plans_in(folders)}
    return (Candidate(own, title) for own, title in titles.items())


def _units(asked: Asked, here: Here) -> Iterator[Candidate]:
    """Units and groups; behind ``lawgov units`` the changes that can be recorded too."""
    plan = here.plan()
    if asked.command == "units" and not asked.place and asked.word:
        yield from words_of(asked.word.help)
    for entry in plan.bodies if plan else ():
        spellings = (entry.name, *initials_of(entry), *entry.aliases)
        word = next((word for word in spellings if word.startswith(asked.typed)), entry.name)
        yield Candidate(word, "" if word == entry.name else entry.name)


def _sections(_: Asked, here: Here) -> Iterator[Candidate]:
    plan = here.plan()
    for task in plan.tasks if plan else ():
        if task.level is Level.SECTION:
            yield Candidate(task.label or task.id, task.title)


def _tasks(asked: Asked, here: Here) -> Iterator[Candidate]:
    """Points by number; the measures of a point once it is typed. Behind a comma, the next one."""
    plan = here.plan()
    head, comma, typed = asked.typed.rpartition(",")
    wanted = Level.MEASURE if "." in typed else Level.POINT
    for task in plan.walk() if plan else ():
        if task.level is wanted:
            yield Candidate(f"{head}{comma}{task.id}", task.title or task.text)


def _statuses(_: Asked, here: Here) -> Iterator[Candidate]:
    """The six statuses, and what the plan's own office calls them."""
    plan = here.plan()
    words = dict.fromkeys(STATUS_WORDS.values(), "") | dict(plan.statuses if plan else {})
    return (Candidate(word, named) for word, named in words.items())


def _filters(_: Asked, here: Here) -> Iterator[Candidate]:
    from lawgov_cli.store.saved_filters import FILE_NAME, read_saved_filters

    location = here.location()
    known = read_saved_filters(location.folder / FILE_NAME).by_name.values() if location else ()
    return (Candidate(saved.name, saved.expression) for saved in known)


def _templates(_: Asked, here: Here) -> Iterator[Candidate]:
    """Templates of papers: the office's own, then those that ship."""
    location = here.location()
    own = [location.plan.parent / "templates", location.root / "templates"] if location else []
    ending = ".md.j2"
    names = [path.name for folder in (*own, shipped("templates")) for path in _files(folder)]
    return (Candidate(n.removesuffix(ending)) for n in dict.fromkeys(names) if n.endswith(ending))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _months(asked: Asked, here: Here) -> Iterator[Candidate]:
    """The months of the plan up to this one, the newest first, spelled as they are begun."""
    for day in _first_days(here):
        spellings = (f"{day:%Y-%m}", f"{day.year}年{day.month}月", f"{day.month}月")
        word = next((word for word in spellings if word.startswith(asked.typed)), spellings[0])
        yield Candidate(word, next(word for word in spellings[1:]))


def _quarters(_: Asked, here: Here) -> Iterator[Candidate]:
    days = _first_days(here)
    names = {f"{day.year}Q{(day.month + 2) // 3}": _numbered(day, 3, "季度") for day in days}
    return (Candidate(word, said) for word, said in names.items())


def _halves(_: Asked, here: Here) -> Iterator[Candidate]:
    names = {
        f"{day.year}H{(day.month + 5) // 6}": f"{day.year}年{'上' if day.month < 7 else '下'}半年"
        for day in _first_days(here)
    }
    return (Candidate(word, said) for word, said in names.items())


def _numbered(day: date, months: int, word: str) -> str:
    return f"{day.year}年第{'一二三四'[(day.month - 1) // months]}{word}"


def _years(_: Asked, here: Here) -> Iterator[Candidate]:
    """The years of the plan in use and of those beside it."""
    location, plan = here.location(), here.plan()
    years = {plan.starts.year: plan.title} if plan else {}
    years |= {one.life.starts.year: one.title for one in (location.others if location else ())}
    return (Candidate(str(year), title) for year, title in sorted(years.items(), reverse=True))


def _first_days(here: Here) -> Iterator[date]:
    """The first day of each month that can be asked about, the newest first."""
    plan = here.plan()
    if plan is None:
        return
    life = Life.of(plan)
    day = min(here.today, life.until).replace(day=1)
    while day >= life.starts.replace(day=1):
        yield day
        day = (day - timedelta(days=1)).replace(day=1)


_OF_THE_PLAN: dict[str, Callable[[Asked, Here], Iterable[Candidate]]] = {
    "单位": _units,
    "部分": _sections,
    "序号": _tasks,
    "要点序号": _tasks,
    "状态": _statuses,
    "名称": _filters,
    "模板": _templates,
    "月份": _months,
    "季度": _quarters,
    "半年": _halves,
    "年份": _years,
}
