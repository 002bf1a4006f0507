"""Named checks over the plan and the journal: each yields problems and writes nothing."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.rewording import hidden
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.evidence import fault_of
from lawgov_cli.store.journal import read_journal
from lawgov_cli.store.plan_file import Loaded, load_plan
from lawgov_cli.store.yaml.reading import TEXT_CODE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan


def check_files(plan_path: Path, journal_path: Path, root: Path) -> list[Problem]:
    """Every problem of a plan and its journal, by file and line.

    Parameters:
        root: the workspace; the files given as evidence are looked for from there.
    """
    loaded = load_plan(plan_path)
    journal = read_journal(journal_path)
    problems = [*loaded.problems, *text_is_the_source(loaded, plan_path)]
    problems.sort(key=lambda p: (p.line, p.column))
    problems += journal.problems
    if loaded.plan:
        file = journal_path.name
        problems += sorted(
            (
                *tasks_are_known(loaded.plan, journal.events, file),
                *units_are_known(loaded.plan, journal.events, file),
                *ids_are_unique(journal.events, file),
                *undos_have_a_target(journal.events, file),
                *additions_have_their_own_ids(loaded.plan, journal.events, file),
                *evidence_is_unchanged(hidden(Timeline.of(journal.events)), root, file),
            ),
            key=lambda p: p.line,
        )
    return problems


def text_is_the_source(loaded: Loaded, path: Path) -> Iterator[Problem]:
    """The document printed from the tree, and the file of its text, are what was recorded.

    The tree is compared only where its text is sound: a misspelt unit is already reported.
    """
    plan = loaded.draft
    if plan is None:
        return
    line = loaded.lines.get("text_sha256", 0)
    sound = not any(problem.code == TEXT_CODE for problem in loaded.problems)
    if plan.text_sha256 and sound and _sha256(document_text(plan).encode()) != plan.text_sha256:
        what = "任务树印出的文件与原文不符(text_sha256 校验码不一致)"
        yield Problem(path.name, line, 1, what, "用 lawgov document 印出后与原文核对, 改回被改动处")
    if plan.source and plan.source.sha256:
        file = path.parent / plan.source.file
        if file.is_file() and _sha256(file.read_bytes()) != plan.source.sha256:
            what = f"原文文件 {plan.source.file} 的 SHA-256 与登记的不一致"
            remedy = "恢复原文文件, 或核对后更新 sha256"
            yield Problem(path.name, loaded.lines.get("source", 0), 1, what, remedy)


def tasks_are_known(plan: Plan, events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every record is about a task of the plan."""
    added = {event.get("add")["id"] for event in events if event.get("add")}
    for event in events:
        if event.task and event.task not in plan.by_id and event.task not in added:
            what = f"记录所说的第{event.task}项不在工作要点中, 未计入"
            yield _warning(file, event, what, "核对编号; 记错的用 lawgov undo 撤销后重记")


def units_are_known(plan: Plan, events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every unit named in a record is registered."""
    for event in events:
        names = (event.unit, *(event.get("lead") or ()), *(event.get("responsible") or ()))
        for name in names:
            if name and name not in plan.canonical:
                what = f"记录中的单位“{name}”没有登记"
                yield _warning(file, event, what, "在工作要点文件 units 中登记, 或撤销后重记")


def ids_are_unique(events: Iterable[Event], file: str) -> Iterator[Problem]:
    """A repeated id is the same record (after a merge), not two different ones."""
    first: dict[str, Event] = {}
    for event in events:
        known = first.setdefault(event.id, event)
        if known is not event and known.data != event.data:
            what = f"与第{known.line}行编号相同而内容不同, 只计前一条"
            yield _warning(file, event, what, "核对两条记录, 把没有计入的重新登记")


def undos_have_a_target(events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every undo takes back something that is there."""
    batches = {event.batch for event in events}
    for event in events:
        if event.undo and event.undo not in batches:
            what = "撤销的那批记录不在台账中"
            yield _warning(file, event, what, "可能缺了一份台账; 合并台账后再查")


def additions_have_their_own_ids(
    plan: Plan, events: Iterable[Event], file: str
) -> Iterator[Problem]:
    """No two measures that the office added have one id, as they may after a merge."""
    first: dict[str, Event] = {}
    bearing = [event for event in events if "add" in event.fields or "undo" in event.fields]
    for event in effective(bearing).events.having("add"):
        number = event.get("add")["id"]
        known = first.setdefault(number, event)
        if number in plan.by_id or known is not event:
            other = "工作要点中的" if number in plan.by_id else f"第{known.line}行增加的"
            what = f"增加的举措{number}与{other}编号相同, 未计入"
            remedy = f"lawgov undo {event.line} 撤销后, 用 lawgov add {event.task} 重新增加"
            yield _warning(file, event, what, remedy)


def evidence_is_unchanged(events: Iterable[Event], root: Path, file: str) -> Iterator[Problem]:
    """Every file given as evidence is where it was, with the SHA-256 it had."""
    for event in events:
        for item in event.evidence:
            if fault := fault_of(item, root):
                what = f"第{event.task}项的佐证“{item.name}”{fault}"
                yield _warning(file, event, what, "恢复文件, 或重新登记佐证")


def _warning(file: str, event: Event, what: str, remedy: str) -> Problem:
    return Problem(file, event.line, 1, what, remedy, Severity.WARNING)


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
