"""Loading the plan and its journal, holding the clock. Hands out values, keeps no state."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import CannotWrite, JournalShut, PlanBroken, PlanNotFound, why
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.reading import OpenFile
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.additions import added_by, told_apart
from lawgov_cli.domain.office_time import BEIJING, office_day, tell_days_in
from lawgov_cli.domain.progress import fold, with_added
from lawgov_cli.domain.records import Records
from lawgov_cli.domain.registry import plan_on
from lawgov_cli.domain.rewording import hidden
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.journal import read_journal
from lawgov_cli.store.cache.plan import cached_plan, keep_plan
from lawgov_cli.store.folders import cache_folder, copy_new
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
    from lawgov_cli.store.cache.journal import Journal
    from lawgov_cli.store.locating import Location


class Workspace(NamedTuple):
    """Both files as loaded, and the clock.

    ``base`` is the document's plan as its file has it; ``plan`` has the measures that the office
    added since, and the units as they stand today.
    """

    location: Location
    base: Plan
    plan: Plan
    records: Records
    journal: Journal
    problems: list[Problem]
    now: datetime

    @property
    def events(self) -> Timeline:
        """All records of the journal, read when they are asked for."""
        return self.records.all

    def close(self) -> None:
        """Let go of the journal's file, where many workspaces are gone through."""
        self.journal.close()

    def with_events(self, events: Timeline) -> Workspace:
        """The same as if only *events* had been recorded."""
        return self._replace(records=Records.of(events))

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
        return fold(self.base, self.records, as_of or self.today, known_at, named)

    def on(self, day: date, known_at: date | None = None) -> Workspace:
        """The same with the units as they stood on *day*, for names that are about it."""
        events = self.events if known_at else self.records.special
        if not events.having("units"):
            return self
        dated = plan_on(self.base, effective(events, known_at).events, day)
        parts = (dated.units, dated.groups, dated.ended, dated.later_names, dated.office)
        return self._replace(plan=self.plan.with_registry(*parts))

    def record(
        self, contents: Iterable[dict[str, Any]], by: str, *, dry_run: bool = False
    ) -> Recorded:
        """Append *contents* as one batch; the shipped plan is copied to the user's folder first.

        Parameters:
            dry_run: only make the records that would be appended.

        Raises:
            CannotWrite: nothing was added.
        """
        return self._append(self._stamped(contents, by), dry_run=dry_run)

    def record_numbered(
        self,
        compose: Callable[[Sequence[Event]], dict[str, Any]],
        by: str,
        *,
        dry_run: bool = False,
    ) -> Recorded:
        """Append the one record that *compose* makes from all events so far, holding the journal.

        Raises:
            CannotWrite: nothing was added.
        """
        return self.record_composed(lambda events: [compose(events)], by, dry_run=dry_run)

    def record_composed(
        self,
        compose: Callable[[Sequence[Event]], Iterable[dict[str, Any]]],
        by: str,
        *,
        dry_run: bool = False,
    ) -> Recorded:
        """Append the batch that *compose* makes from all events so far, holding the journal.

        Raises:
            CannotWrite: nothing was added.
        """
        return self._append(lambda events: self._stamped(compose(events), by), dry_run=dry_run)

    def _stamped(self, contents: Iterable[dict[str, Any]], by: str) -> list[dict[str, Any]]:
        at = self.now.isoformat(timespec="seconds")
        return new_records(
            map(self._naming, contents), at=at, by=by, stamp=new_stamp(time.time_ns() // 1000)
        )

    def _naming(self, content: dict[str, Any]) -> dict[str, Any]:
        """*content* with the record that added the measure which it is about, if one did."""
        record = added_by(self.records.special).get(content.get("task", ""))
        return {**content, "added": record} if record else content

    def _append(
        self,
        records: list[dict[str, Any]] | Callable[[Sequence[Event]], list[dict[str, Any]]],
        *,
        dry_run: bool,
    ) -> Recorded:
        from lawgov_cli.store.appending import append  # looking needs none of it

        for problem in self.problems:
            if problem.code == FOREIGN:
                raise JournalShut(problem)
        journal = self.location.journal
        if dry_run:
            return append(journal, records, self.base.id, dry_run=True, read=self.journal)
        settle(self.location)
        written = append(journal, records, self.base.id, read=self.journal)
        if not any(problem.code == MISSING for problem in self.problems):
            Seen(journal, cache_folder()).keep(written.records[-1]["id"])
        cache = _cache_of(self.location, self.base.office.timezone, cache_folder())
        if any("redact" in record for record in written.records):
            cache.drop()
        elif self.journal.file and written.left:
            cache.follow(self.journal.file.stamp, written.left)
        return written


def open_plan(location: Location, *, cached: bool = True) -> tuple[Plan, list[Problem]]:
    """Load the plan alone, and tell days as its office does.

    Raises:
        PlanNotFound: the file cannot be read.
        PlanBroken: the plan has errors; every one is in the message.
    """
    try:
        plan, problems = _load(location.plan, cache_folder() if cached else None)
    except OSError as error:
        raise PlanNotFound(f"{location.plan} ({why(error)})") from error
    tell_days_in(plan.office.timezone)
    return plan, problems


def open_workspace(
    location: Location, now: datetime, *, cached: bool = True, holds: bool = True
) -> Workspace:
    """Load both files.

    Parameters:
        cached: whether what was read may be kept, and what was kept be used.
        holds: whether the records that are read are held; not where all are gone through once.

    Raises:
        PlanNotFound: the plan cannot be read.
        PlanBroken: the plan has errors; every one is in the message.
        JournalShut: the journal cannot be read as a whole.
    """
    folder = cache_folder() if cached else None
    plan, problems = open_plan(location, cached=cached)
    zone = plan.office.timezone
    kept = _cache_of(location, zone, folder)
    journal = read_journal(location.journal, kept, office_day(now), holds=holds)
    for problem in journal.problems:
        if problem.code == UNREADABLE:
            raise JournalShut(problem)
    records = Records.made(
        lambda: journal.events, journal.few, lambda events: told_apart(plan, hidden(events))
    )
    problems = [
        *problems,
        *journal.problems,
        *of_another_plan(plan, journal.plans, records, location.journal.name),
        *Seen(location.journal, folder).missing_from(journal.file, journal.knows),
    ]
    special = records.special
    grown = with_added(plan, effective(special).events) if special.having("add") else plan
    found = Workspace(location, plan, grown, records, journal, problems, now)
    return found.on(found.today)


def _cache_of(location: Location, zone: str, folder: Path | None) -> Cache:
    return Cache(location.journal, folder, "" if zone == BEIJING else zone)


def of_another_plan(
    plan: Plan, named: Sequence[tuple[int, str]], records: Records, file: str
) -> list[Problem]:
    """That a journal is not *plan*'s: by its first record, or by all of its tasks.

    Parameters:
        named: the lines that say which plan it is of, and the plans' ids, in order.
    """
    if named and plan.id not in (name for _, name in named):
        return [another_plan(file, named[0][1], plan.id)]
    if named or records.special.is_about(plan.by_id):
        return []
    events = records.all
    if not events.having("task") or events.is_about({**plan.by_id, **added_by(events)}):
        return []
    what = f"台账里没有一条记录说的是“{plan.title}”的任务, 可能是另一份工作要点的台账"
    remedy = "核对台账和工作要点是不是一对; 不是的, 把台账放回原处"
    return [Problem(file, 1, 1, what, remedy, Severity.WARNING, FOREIGN)]


def _load(path: Path, folder: Path | None) -> tuple[Plan, list[Problem]]:
    """The plan at *path*, from the cache where the file has not changed since."""
    file, cache = OpenFile(path), Cache(path, folder)
    if known := cached_plan(cache, file):
        return known, []
    from lawgov_cli.store.plan_file import read_plan

    loaded = read_plan(file.read(), path.name)
    if loaded.plan is None:
        raise PlanBroken(loaded.problems)
    if not loaded.problems:
        keep_plan(cache, file, loaded.plan)
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
