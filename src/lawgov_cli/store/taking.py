"""Records that lie in another ledger on this machine, and taking them along into a new folder.

Who began in the checkout, or anywhere right after installation, has a ledger there. It is left as
it is: its plan and its records are copied, line by line as they stand.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import FileExists, LawgovError
from lawgov_cli.base.shipped import shipped
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.files import write_file
from lawgov_cli.store.journal import journal_bytes, read_journal
from lawgov_cli.store.locating import CHOICE_FILE, place_of, places
from lawgov_cli.store.plan_file import load_plan
from lawgov_cli.store.saved_filters import FILE_NAME
from lawgov_cli.store.sync import Taken, missing_from, take_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.store.plans import PlanFile


class Ledger(NamedTuple):
    """A journal elsewhere, its plan, and how many of its records are not in the new folder.

    ``fault``: why it cannot be read.
    """

    plan: PlanFile
    records: int
    fault: str = ""


def ledgers_around(folder: Path, target: Path, home: Path) -> list[Ledger]:
    """The ledgers that commands run in *folder* have used, where *target* lacks records of theirs.

    Parameters:
        home: the user's data folder.
    """
    found: dict[Path, Ledger] = {}
    for plan in _plans(folder, home):
        journal = plan.journal.resolve()
        if journal in found or not journal.is_file():
            continue
        found[journal] = _ledger(plan, target)
    return [ledger for ledger in found.values() if ledger.records or ledger.fault]


def _plans(folder: Path, home: Path) -> Iterator[PlanFile]:
    """The plans that are found from *folder*, those of lawgov's own folder, and beside the shipped.

    Of the folders around only the nearest that has any is looked at, as when a plan is found.
    """
    met = False
    for place in places(folder, home):
        if place.is_own or not met:
            plans = place.plans().each()
            met = met or bool(plans)
            yield from plans


def _ledger(plan: PlanFile, target: Path) -> Ledger:
    try:
        own = journal_bytes(_place_in(target, plan).journal)
        return Ledger(plan, len(missing_from(own, journal_bytes(plan.journal)).lines))
    except LawgovError as error:
        return Ledger(plan, 0, error.message)


def _place_in(target: Path, plan: PlanFile) -> PlanFile:
    """Where *plan* is in *target*, or would be."""
    there = target / "data" / plan.path.name
    same = [own for own in place_of(there).plans().each() if own.id == plan.id]
    return same[0] if same else plan._replace(path=there)


def take_plan(plan: PlanFile, target: Path) -> bool:
    """Copy *plan*, its source and the saved filters; whether another plan is in its place.

    Raises:
        CannotWrite: not all was written.
    """
    there, data = _place_in(target, plan).path, plan.path.read_bytes()
    source = load_plan(plan.path).draft
    file = source.source.file if source and source.source else ""
    for name in filter(None, (file, FILE_NAME, CHOICE_FILE)):
        beside, new = plan.path.parent / name, there.parent / name
        if beside.is_file() and there.parent.resolve() in new.resolve().parents:
            with suppress(FileExists):
                write_file(new, beside.read_bytes(), like=beside)
    untouched = shipped("data") / there.name  # what `init` put there, and nobody has edited
    if not there.exists() or (
        untouched.is_file() and there.read_bytes() == untouched.read_bytes() != data
    ):
        write_file(there, data, force=True, like=plan.path)
    return there.read_bytes() != data


def take_evidence(plan: PlanFile, target: Path) -> tuple[int, list[str]]:
    """Copy the files given as evidence in the ledger of *plan*; how many, and what was not found.

    Only what lies in the old workspace: a file elsewhere is found from the new one as well.

    Raises:
        CannotWrite: not all was written.
    """
    root, copied, left = place_of(plan.path).root.resolve(), 0, []
    events = read_journal(plan.journal).events
    names = {item.name for event in events for item in event.evidence if item.sha256}
    for name in sorted(name for name in names if not Path(name).is_absolute()):
        old, new = root / name, target / name
        if target.resolve() not in new.resolve().parents or new.exists():
            continue
        if not old.is_file() or root not in old.resolve().parents:
            left.append(name)
            continue
        write_file(new, old.read_bytes(), like=old)
        copied += 1
    return copied, left


def take_records(plan: PlanFile, target: Path) -> tuple[Path, Taken]:
    """Append what the ledger of *plan* has and the one in *target* has not; where, and what.

    Raises:
        DataUnreadable: the ledger cannot be read, or is another plan's.
        CannotWrite: nothing was added.
    """
    journal = _place_in(target, plan).journal
    return journal, take_over(journal, plan.journal, plan.id)
