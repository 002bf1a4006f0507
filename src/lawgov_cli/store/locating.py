"""Finding the plan that a command is about, among all that lie around.

It is ``--plan`` or ``LAWGOV_PLAN``; else one in the current folder and its ``data/``, or a
parent's; else in the user's own data folder; else the shipped plan. What was chosen among several
is said, what cannot be chosen is refused. The journal lies beside the plan. Nothing is written by
looking.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import visible
from lawgov_cli.base.errors import PlanNotFound, PlanTwice, PlanUnclear
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.reading import read_file, require_open
from lawgov_cli.base.shipped import shipped
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import file_part, folded
from lawgov_cli.store.folders import data_folder
from lawgov_cli.store.plans import PlanFile, plan_at, plans_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from lawgov_cli.domain.plan_life import Beside

#: Beside the plans: the id of the one to use, where there are several.
CHOICE_FILE = "use.txt"
_CHOICE_HEAD = "# 有几份工作要点时用这一份(lawgov init --use 编号)"
#: What no system allows in the name of a folder.
_NO_NAME = pattern(r'[\\/:*?"<>|\x00-\x1f]')


class Location(NamedTuple):
    """Where the plan is, and where what belongs to it goes.

    Attributes:
        plan: the file.
        root: the folder that reports and templates are looked for in.
        home: set while the plan is the shipped one: the folder it is copied to by the first
            record.
        shelf: the folder within ``reports`` where there are several plans.
        notes: what is to be said about the choice.
        others: the other plans that lie beside it, where it was not typed which one is meant.
        is_own: whether it lies in no folder of the user's making, but in lawgov's.
    """

    plan: Path
    root: Path
    home: Path | None = None
    shelf: str = ""
    notes: tuple[str, ...] = ()
    others: tuple[Beside, ...] = ()
    is_own: bool = False

    @property
    def folder(self) -> Path:
        """Where what the office writes goes: beside the plan, or where it will be copied to."""
        return self.home or self.plan.parent

    @property
    def journal(self) -> Path:
        """The journal, beside the plan (or beside where the plan will be copied to)."""
        return self.folder / f"{self.plan.stem}.journal.yaml"

    @property
    def reports(self) -> Path:
        """Where reports go: those of several plans never mix."""
        return self.root / "reports" / (self.shelf and file_part(self.shelf))


class Place(NamedTuple):
    """A folder with plans: in it, and in its ``data``."""

    root: Path
    folders: tuple[Path, ...]
    home: Path | None = None
    is_own: bool = False

    def plans(self) -> Plans:
        """The plans that lie there."""
        found = plans_in(self.folders)
        return Plans(self, {plan.id: [p for p in found if p.id == plan.id] for plan in found})


class Plans(NamedTuple):
    """The plans of a place by id; of one id there may be several files."""

    place: Place
    by_id: dict[str, list[PlanFile]]

    def each(self) -> list[PlanFile]:
        """One file of each plan: the one that counts, else the first."""
        return [self._counting(own) or self.by_id[own][0] for own in self.by_id]

    def _counting(self, own: str) -> PlanFile | None:
        """Of the files with one id the one that counts, ``None`` where none does."""
        files = self.by_id[own]
        named = [file for file in files if file.is_named_by_id]
        kept = [file for file in named or files if file.journal.is_file()]
        if len(files) == 1 or len(named) == 1:
            return (named or files)[0]
        if len(kept) == 1:
            return kept[0]
        return named[0] if named and not kept else None  # the nearer of two alike

    def file(self, own: str) -> PlanFile:
        """The file of the plan *own*.

        Raises:
            PlanTwice: several are, and none of them counts.
        """
        found = self._counting(own)
        if found is None:
            raise PlanTwice(own, [str(file.path) for file in self.by_id[own]])
        return found

    def copies(self, file: PlanFile) -> list[PlanFile]:
        """The other files with the id of *file*."""
        return [other for other in self.by_id.get(file.id, ()) if other.path != file.path]

    def option(self, plan: PlanFile) -> str:
        """What to type for *plan*: its year, or its id where the year has several."""
        alone = sum(other.year == plan.year for other in self.each()) == 1
        return f"--year {plan.year}" if alone else f"--plan {_quoted(plan.id)}"

    def kept(self) -> str:
        """The id that was kept as the choice, empty where there is none."""
        return next(filter(None, map(kept_choice, self.place.folders)), "")

    def location(self, file: PlanFile, *notes: str, typed: bool = False) -> Location:
        """*file* as the plan in use.

        Parameters:
            typed: whether the command names it, so that no other may be meant.
        """
        others = [plan for plan in self.each() if plan.id != file.id]
        place = self.place
        return Location(
            *(file.path, place.root, place.home, self._shelf(file, others)),
            notes=notes,
            others=() if typed else tuple(plan.beside(self.option(plan)) for plan in others),
            is_own=place.is_own or file.path.parent == shipped("data"),
        )

    def _shelf(self, file: PlanFile, others: Sequence[PlanFile]) -> str:
        counts = self._counting(file.id) if file.id in self.by_id else file
        if counts and counts.path != file.path:
            return _folder_name(file.path.stem)  # a copy that was asked for
        return _folder_name(file.id) if others else ""


def _folder_name(own: str) -> str:
    return _NO_NAME.sub("_", own).strip(" .") or "_"


def _quoted(text: str) -> str:
    return f'"{visible(text)}"' if re.search(r"[\s()&;'$]", text) else visible(text)


def kept_choice(folder: Path) -> str:
    """The id kept in *folder* as the plan to use; empty where there is none."""
    try:
        text = read_file(folder / CHOICE_FILE).decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return ""
    lines = [line.strip() for line in text.splitlines()]
    return next((line for line in lines if line and not line.startswith("#")), "")


def keep_choice(plan: PlanFile) -> Path:
    """Keep *plan* as the one to use, beside it; the file that says so.

    Raises:
        CannotWrite: nothing was written.
    """
    from lawgov_cli.store.files import write_file

    path = plan.path.parent / CHOICE_FILE
    write_file(path, f"{_CHOICE_HEAD}\n{plan.id}\n", force=True)
    return path


def locate(
    plan: Path | None, *, year: int | None, folder: Path, today: date, home: Path | None = None
) -> Location:
    """Find the plan.

    Parameters:
        plan: what was asked for, if anything: a file, an id, or part of a title.
        year: the year asked for; else the newest that has begun.
        folder: where the search starts.
        today: the day by which a plan has begun.
        home: the user's data folder; looked up where none is given.

    Raises:
        PlanNotFound: what was asked for does not exist, or no plan has the year.
        PlanUnclear: several plans may be meant.
        PlanTwice: several files are the plan, and none of them counts.
        DataUnreadable: there is a workspace, and it cannot be looked into.
    """
    if plan is not None and plan.is_file():
        return _as_typed(plan)
    if plan is not None:
        found, file = find_plan(str(plan), year, folder, home or data_folder())
        return found.location(file, *_of_copies(found, file), typed=True)
    for place in places(folder, home or data_folder()):
        if place.root == folder or (place.root / "reports").is_dir():  # as `init` makes one
            require_open(place.root / "data")  # another plan is not taken for the one out of reach
        found = place.plans()
        wanted = [each for each in found.each() if year in {None, each.year}]
        if wanted:
            return _chosen(found, wanted, year, today)
    raise PlanNotFound(f"{folder} 及其上级文件夹中{f'{year}年的' if year else ''}工作要点")


def places(folder: Path, home: Path) -> Iterator[Place]:
    """Where plans are looked for, the nearest first."""
    for place in (folder, *folder.parents):
        yield Place(place, (place, place / "data"))
    yield Place(folder, (home,), is_own=True)
    yield Place(folder, (shipped("data"),), home, is_own=True)


def place_of(plan: Path) -> Place:
    """The place of the plan at *plan*, whose root is above where it lies in ``data``."""
    folder = plan.absolute().parent
    if folder.name == "data":
        return Place(folder.parent, (folder.parent, folder))
    return Place(folder, (folder, folder / "data"))


def _as_typed(plan: Path) -> Location:
    place = place_of(plan)
    known = plan_at(plan)
    if known is None:
        return Location(plan, place.root)
    found = place.plans()
    here = next((p for p in found.by_id.get(known.id, ()) if p.path.samefile(plan)), known)
    return found.location(here, typed=True)._replace(plan=plan)


def find_plan(asked: str, year: int | None, folder: Path, home: Path) -> tuple[Plans, PlanFile]:
    """The plan that *asked* names: by id, the name of its file, or part of its title.

    Raises:
        PlanNotFound: none does.
        PlanUnclear: several do.
    """
    known: list[PlanFile] = []
    for place in places(folder, home):
        found = place.plans()
        plans = [plan for plan in found.each() if year in {None, plan.year}]
        for file in (file for files in found.by_id.values() for file in files):
            if asked in {file.path.name, file.path.stem} and not file.is_named_by_id:
                return found, file
        word = folded(asked)
        same = [plan for plan in plans if word in {folded(plan.id), folded(plan.path.name)}]
        alike = same or [plan for plan in plans if word and word in folded(plan.title)]
        if len(alike) > 1:
            raise PlanUnclear(f"“{asked}”可以指", _lines(alike), alike[0].id)
        if alike:
            return found, found.file(alike[0].id)
        known = known or plans
    raise PlanNotFound(asked, [f"{plan.id} {plan.title}" for plan in known])


def _chosen(found: Plans, wanted: Sequence[PlanFile], year: int | None, today: date) -> Location:
    """The one of the plans *wanted* that is taken, and what is to be said of it."""
    kept = found.kept()
    own, why = kept, f"init --use {_quoted(kept)} 所选"
    if kept not in {plan.id for plan in wanted}:
        own, why = _of_the_year(wanted, today)
    file = found.file(own)
    notes = list(_of_copies(found, file))
    others = [plan for plan in wanted if plan.id != own]
    if others:
        options = "、".join(f"{plan.year}年 {found.option(plan)}" for plan in others)
        notes.insert(0, f"用{file.year}年的 {visible(own)}({why}); 其他: {options}")
    if kept and kept not in found.by_id:
        notes.append(f"init --use 记住的 {visible(kept)} 不在这里了")
    return found.location(file, *notes, typed=year is not None)


def _of_the_year(plans: Sequence[PlanFile], today: date) -> tuple[str, str]:
    """The one of *plans* of the newest year that has begun, and why it is that year's."""
    begun = [plan.year for plan in plans if plan.life.starts <= today]
    year = max(begun) if begun else min(plan.year for plan in plans)
    fitting = [plan for plan in plans if plan.year == year]
    if len(fitting) > 1:
        raise PlanUnclear(f"这里{year}年的工作要点有", _lines(fitting), fitting[0].id)
    return fitting[0].id, "已开始的最新一年" if begun else "最早开始的一年"


def _of_copies(found: Plans, file: PlanFile) -> Iterator[str]:
    if copies := found.copies(file):
        names = "、".join(f"“{copy.name}”" for copy in copies)
        yield f"{names}也是 {visible(file.id)}, 没有用; 用的是 {file.name}。多余的请移走"


def _lines(plans: Sequence[PlanFile]) -> list[str]:
    return [
        f"{visible(plan.id)}  {visible(plan.title)}  ({plan.name}; --plan {_quoted(plan.id)})"
        for plan in plans
    ]
