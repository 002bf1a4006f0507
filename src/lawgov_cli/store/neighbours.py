"""What lies beside a plan and its journal and is a copy of one of them.

Synced folders keep what two people wrote at once as two files (“- 副本”, “冲突副本”, “(1)”,
``.sync-conflict-…``). Whatever is in them counts nowhere until it is taken over.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import visible
from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.store.journal import read_journal
from lawgov_cli.store.locating import place_of
from lawgov_cli.store.plans import plan_at

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from lawgov_cli.store.plans import PlanFile


def copies_are_told(plan: Path, journal: Path, known: Callable[[], set[str]]) -> Iterator[Problem]:
    """No other file is this plan, and no copy of its journal has a record that is not here.

    Parameters:
        known: the ids of the records that are here.
    """
    copies = copies_of_plan(plan)
    for copy in copies:
        what = f"旁边的“{copy.name}”也是工作要点 {visible(copy.id)}, 没有用它"
        yield _beside(plan, what, "多余的移到别的文件夹; 这一次要用它请写 --plan 文件")
    named = [*copies_of(journal), *(copy.journal for copy in copies)]
    for other in dict.fromkeys([*named, *_begun_alike(journal, known)]):
        if other.is_file() and other != journal:
            yield from _of_journal(journal, other, known())


def _of_journal(journal: Path, copy: Path, known: set[str]) -> Iterator[Problem]:
    name = visible(copy.name)
    try:
        other = read_journal(copy)
    except LawgovError as error:
        yield _beside(journal, f"旁边的台账副本“{name}”读不出", error.message)
        return
    missing = len({event.id for event in other.events} - known)
    if missing:
        what = f"旁边的台账副本“{name}”里有{missing}条记录不在台账里"
        yield _beside(journal, what, f"lawgov sync '{_typed(journal, copy)}' 收进来")
    elif broken := next((problem for problem in other.problems if problem.is_error), None):
        yield _beside(journal, f"旁边的台账副本“{name}”读不出: {broken.message}", broken.remedy)


def _typed(journal: Path, copy: Path) -> str:
    """*copy* as it is typed where the journal lies; with its folder where that is another."""
    return visible(copy.name if copy.parent == journal.parent else str(copy))


def _beside(path: Path, what: str, remedy: str) -> Problem:
    return Problem(path.name, 0, 0, what, remedy, Severity.WARNING)


def copies_of_plan(path: Path) -> list[PlanFile]:
    """The other files around that are the plan at *path* by their id."""
    own = plan_at(path)
    if own is None:
        return []
    here = path.resolve()
    same = place_of(path).plans().by_id.get(own.id, [])
    return [plan for plan in same if plan.path.resolve() != here]


def copies_of(path: Path) -> Iterator[Path]:
    """Files beside the journal at *path* that look like copies of it, by their names."""
    stem = path.name.removesuffix(".yaml").removesuffix(".journal")
    for other in sorted(path.parent.glob("*")):
        name = other.name
        if name == path.name or stem not in name or "journal" not in name or name.startswith("."):
            continue
        if other.is_file() and not _has_a_plan(other):
            yield other


def _begun_alike(journal: Path, known: Callable[[], set[str]]) -> Iterator[Path]:
    """Files beside *journal* that begin with one of its records, whatever they are called."""
    for other in sorted(journal.parent.glob("*")):
        if other.name.startswith(".") or not other.is_file() or _has_a_plan(other):
            continue
        with other.open("rb") as file:
            first = _FIRST_RECORD.match(file.read(1000))
        if first and first[1].decode("ascii", "replace") in known():
            yield other


#: How a journal begins: perhaps with a mark of its encoding, then the id of its first record.
_FIRST_RECORD = re.compile(rb'(?:\xef\xbb\xbf)?\s*-\s*\{\s*"id"\s*:\s*"([^"]+)"')


def _has_a_plan(journal: Path) -> bool:
    """Whether it is the journal of another plan that lies beside it."""
    stem = journal.name.removesuffix(".yaml").removesuffix(".journal")
    plans = [journal.with_name(f"{stem}{ending}") for ending in (".yaml", ".yml")]
    return any(plan.is_file() for plan in plans if plan != journal)
