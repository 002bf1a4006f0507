"""Finding the files, loading both, holding the clock. Hands out values, keeps no state.

The plan is ``--plan FILE`` or ``LAWGOV_PLAN``; else ``workpoints-*.yaml`` in the current folder,
its ``data/``, or a parent's; else the user's own data folder; else the shipped plan. The journal
lies beside the plan. Nothing is written by looking.
"""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.errors import (
    CannotWrite,
    FileExists,
    JournalShut,
    PlanBroken,
    PlanNotFound,
    why,
)
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.shipped import shipped
from lawgov_cli.domain.office_time import BEIJING, office_day, tell_days_in
from lawgov_cli.domain.progress import fold, with_added
from lawgov_cli.domain.registry import plan_on
from lawgov_cli.domain.rewording import hidden
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.journal import read_journal
from lawgov_cli.store.cache.plan import cached_plan, keep_plan
from lawgov_cli.store.journal import new_records, new_stamp
from lawgov_cli.store.journal_form import FOREIGN, LOST, MISSING, UNREADABLE, another_plan
from lawgov_cli.store.seen import Seen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from datetime import date, datetime
    from pathlib import Path
    from typing import Any

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.timeline import Timeline
    from lawgov_cli.store.appending import Recorded

_PLAN_NAME = re.compile(r"workpoints-(\d{4}).*\.ya?ml\Z")


class Location(NamedTuple):
    """Where the plan is, and where what belongs to it goes.

    ``home`` is set while the plan is the shipped one: the folder it is copied to by the first
    record. ``root`` is the folder that reports and templates are looked for in.
    """

    plan: Path
    root: Path
    home: Path | None = None

    @property
    def folder(self) -> Path:
        """Where what the office writes goes: beside the plan, or where it will be copied to."""
        return self.home or self.plan.parent

    @property
    def journal(self) -> Path:
        """The journal, beside the plan (or beside where the plan will be copied to)."""
        return self.folder / f"{self.plan.stem}.journal.yaml"


class Workspace(NamedTuple):
    """Both files as loaded, and the clock.

    ``base`` is the document's plan as its file has it; ``plan`` has the measures that the office
    added since, and the units as they stand today.
    """

    location: Location
    base: Plan
    plan: Plan
    events: Timeline
    problems: list[Problem]
    now: datetime

    @property
    def today(self) -> date:
        """The clock's day."""
        return office_day(self.now)

    @property
    def damaged(self) -> int:
        """How many lines of the journal could not be read."""
        return sum(problem.code == LOST for problem in self.problems)

    def snapshot(
        self,
        as_of: date | None = None,
        known_at: date | None = None,
        *,
        named: date | None = None,
    ) -> Snapshot:
        """The state of every task on *as_of* (today where none is given).

        Parameters:
            named: the later day under whose names the units stand.
        """
        return fold(self.base, self.events, as_of or self.today, known_at, named)

    def on(self, day: date, known_at: date | None = None) -> Workspace:
        """The same with the units as they stood on *day*, for names that are about it."""
        if not self.events.having("units"):
            return self
        dated = plan_on(self.base, effective(self.events, known_at).events, day)
        parts = (dated.units, dated.groups, dated.ended, dated.later_names, dated.office)
        return self._replace(plan=self.plan.with_registry(*parts))

    def record(self, contents: Iterable[dict[str, Any]], by: str) -> Recorded:
        """Append *contents* as one batch; the shipped plan is copied to the user's folder first.

        Raises:
            CannotWrite: nothing was added.
        """
        return self._append(self._stamped(contents, by))

    def record_numbered(
        self, compose: Callable[[Sequence[Event]], dict[str, Any]], by: str
    ) -> Recorded:
        """Append the one record that *compose* makes from all events so far, holding the journal.

        Raises:
            CannotWrite: nothing was added.
        """
        return self.record_composed(lambda events: [compose(events)], by)

    def record_composed(
        self, compose: Callable[[Sequence[Event]], Iterable[dict[str, Any]]], by: str
    ) -> Recorded:
        """Append the batch that *compose* makes from all events so far, holding the journal.

        Raises:
            CannotWrite: nothing was added.
        """
        return self._append(lambda events: self._stamped(compose(events), by))

    def _stamped(self, contents: Iterable[dict[str, Any]], by: str) -> list[dict[str, Any]]:
        at = self.now.isoformat(timespec="seconds")
        return new_records(contents, at=at, by=by, stamp=new_stamp(time.time_ns() // 1000))

    def _append(
        self,
        records: list[dict[str, Any]] | Callable[[Sequence[Event]], list[dict[str, Any]]],
    ) -> Recorded:
        from lawgov_cli.store.appending import append  # looking needs none of it

        for problem in self.problems:
            if problem.code == FOREIGN:
                raise JournalShut(problem)
        settle(self.location)
        journal = self.location.journal
        written = append(journal, records, self.base.id)
        if not any(problem.code == MISSING for problem in self.problems):
            Seen(journal, cache_folder()).keep(written.records[-1]["id"])
        if any("redact" in record for record in written.records):
            Cache(journal, cache_folder()).drop()
        return written


def locate(
    plan: Path | None, *, year: int | None, folder: Path, home: Path | None = None
) -> Location:
    """Find the plan.

    Parameters:
        plan: the file asked for, if any.
        year: the year asked for; else the newest.
        folder: where the search starts.
        home: the user's data folder; looked up where none is given.

    Raises:
        PlanNotFound: the file asked for does not exist, or no plan has the year.
    """
    if plan is not None:
        if not plan.is_file():
            raise PlanNotFound(plan)
        return Location(plan, _root_of(plan))
    for place in (folder, *folder.parents):
        for inside in (place, place / "data"):
            if found := _newest(inside, year):
                return Location(found, place)
    return _own_or_shipped(year, folder, home or data_folder())


def _own_or_shipped(year: int | None, folder: Path, home: Path) -> Location:
    if found := _newest(home, year):
        return Location(found, folder)
    if found := _newest(shipped("data"), year):
        return Location(found, folder, home)
    raise PlanNotFound(f"{folder} 及其上级文件夹中{f'{year}年的' if year else ''}工作要点")


def _root_of(plan: Path) -> Path:
    folder = plan.absolute().parent
    return folder.parent if folder.name == "data" else folder


def _newest(folder: Path, year: int | None) -> Path | None:
    """The plan of *year* in *folder*, or of its newest year."""
    try:
        names = [path for path in folder.iterdir() if _PLAN_NAME.match(path.name)]
    except OSError:
        return None
    plans = [
        (match[1], path.name, path)
        for path in names
        if (match := _PLAN_NAME.match(path.name)) and ".journal." not in path.name
    ]
    wanted = [plan for plan in plans if year is None or plan[0] == str(year)]
    return max(wanted, default=("", "", None))[2]


def data_folder() -> Path:
    """The user's own folder for lawgov's data, by the system's custom."""
    from platformdirs import user_data_path

    return user_data_path("lawgov", appauthor=False)


def cache_folder() -> Path | None:
    """The user's folder for what can be lost, or ``None`` where ``LAWGOV_CACHE=off``."""
    if os.environ.get("LAWGOV_CACHE") == "off":
        return None
    from platformdirs import user_cache_path

    return user_cache_path("lawgov", appauthor=False)


def open_workspace(location: Location, now: datetime) -> Workspace:
    """Load both files.

    Raises:
        PlanNotFound: the file cannot be read.
        PlanBroken: the plan has errors; every one is in the message.
    """
    folder = cache_folder()
    try:
        plan, problems = _load(location.plan, folder)
    except OSError as error:
        raise PlanNotFound(f"{location.plan} ({why(error)})") from error
    zone = plan.office.timezone
    tell_days_in(zone)
    kept = Cache(location.journal, folder, "" if zone == BEIJING else zone)
    journal = read_journal(location.journal, kept)
    for problem in journal.problems:
        if problem.code == UNREADABLE:
            raise JournalShut(problem)
    seen = Seen(location.journal, folder)
    problems = [
        *problems,
        *journal.problems,
        *of_another_plan(plan, journal.events, location.journal.name),
        *seen.missing_from(journal.data, journal.events.ids),
    ]
    grown = plan
    events = hidden(journal.events)
    if events.having("add"):
        grown = with_added(plan, effective(events).events)
    found = Workspace(location, plan, grown, events, problems, now)
    return found.on(found.today)


def of_another_plan(plan: Plan, events: Timeline, file: str) -> list[Problem]:
    """That a journal is not *plan*'s: by its first record, or by all of its tasks."""
    named = sorted((event.line, str(event.get("plan"))) for event in events.having("plan"))
    if named and plan.id not in (name for _, name in named):
        return [another_plan(file, named[0][1], plan.id)]
    if named or events.is_about(plan.by_id) or not events.having("task"):
        return []
    if events.is_about({event.get("add")["id"] for event in events.having("add")}):
        return []
    what = f"台账里没有一条记录说的是“{plan.title}”的任务, 可能是另一份工作要点的台账"
    remedy = "核对台账和工作要点是不是一对; 不是的, 把台账放回原处"
    return [Problem(file, 1, 1, what, remedy, Severity.WARNING, FOREIGN)]


def _load(path: Path, folder: Path | None) -> tuple[Plan, list[Problem]]:
    """The plan at *path*, from the cache where the file has not changed since."""
    data = path.read_bytes()
    cache = Cache(path, folder)
    if known := cached_plan(cache, data):
        return known, []
    from lawgov_cli.store.plan_file import read_plan

    loaded = read_plan(data, path.name)
    if loaded.plan is None:
        raise PlanBroken(loaded.problems)
    if not loaded.problems:
        keep_plan(cache, data, loaded.plan)
    return loaded.plan, loaded.problems


def settle(location: Location) -> None:
    """Give the shipped plan a place of the user's own, before the first record beside it."""
    if location.home is None:
        return
    try:
        if not (location.home / location.plan.name).exists():
            copy_new(location.plan.parent, location.home)
    except OSError as error:
        raise CannotWrite(location.home, why(error)) from error


def is_plan(path: Path) -> bool:
    """Whether the name is that of a plan."""
    return bool(_PLAN_NAME.match(path.name)) and ".journal." not in path.name


def copy_new(
    source: Path, target: Path, plan: Callable[[bytes], bytes] = lambda data: data
) -> None:
    """Copy a folder without touching what exists; journals stay where they are.

    Each file is whole or not there. A plan, by which the folder counts, comes when all others are
    there.

    Parameters:
        plan: what is made of a plan's text.
    """
    from lawgov_cli.store.files import write_file

    target.mkdir(parents=True, exist_ok=True)
    for item in sorted(source.iterdir(), key=lambda item: bool(_PLAN_NAME.match(item.name))):
        if item.is_dir():
            copy_new(item, target / item.name, plan)
        elif ".journal." not in item.name:
            with suppress(FileExists):
                data = item.read_bytes()
                write_file(target / item.name, plan(data) if is_plan(item) else data)
