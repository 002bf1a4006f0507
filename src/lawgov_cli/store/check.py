"""Named checks over the plan and the journal: each yields problems and writes nothing."""

from __future__ import annotations

from datetime import date
from functools import cache as memoised
from heapq import merge
from operator import attrgetter
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import nth
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.reading import OpenFile
from lawgov_cli.base.words import folded
from lawgov_cli.domain.additions import added_by, is_unclear, told_apart
from lawgov_cli.domain.office_time import tell_days_in
from lawgov_cli.domain.outsiders import outsiders
from lawgov_cli.domain.plan import LightRules
from lawgov_cli.domain.progress import with_added
from lawgov_cli.domain.records import Records
from lawgov_cli.domain.registry import faults, plan_on
from lawgov_cli.domain.rewording import hidden
from lawgov_cli.domain.slips import register
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.cache.journal import plans_named
from lawgov_cli.store.cache.rows import columns_of_rows, rows_of
from lawgov_cli.store.chain import breaks
from lawgov_cli.store.check_days import clocks_are_right, days_are_likely
from lawgov_cli.store.check_text import text_is_the_source
from lawgov_cli.store.evidence import fault_of
from lawgov_cli.store.journal import read_journal
from lawgov_cli.store.journal_form import REWRITTEN
from lawgov_cli.store.neighbours import copies_are_told
from lawgov_cli.store.plan_file import load_plan
from lawgov_cli.store.seen import Seen
from lawgov_cli.store.workspace import of_another_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.store.plan_file import Loaded


def check_files(
    plan_path: Path,
    journal_path: Path,
    root: Path,
    today: date | None = None,
    cache: Path | None = None,
) -> Iterator[Problem]:
    """Every problem of a plan and its journal, by file and line; there may be a million.

    Parameters:
        root: the workspace; the files given as evidence are looked for from there.
        today: the clock's day; without it no record is of the future.
        cache: where it is kept what this machine wrote last.
    """
    loaded = load_plan(plan_path)
    if loaded.plan:
        tell_days_in(loaded.plan.office.timezone)
    written, lines, unread = _read(journal_path)
    problems = [
        *loaded.problems,
        *text_is_the_source(loaded, plan_path),
        *names_look_different(loaded, plan_path),
        *lights_differ(loaded, plan_path),
    ]
    yield from sorted(problems, key=lambda p: (p.line, p.column))
    yield from map(as_damage, unread)
    if loaded.plan:
        file = journal_path.name
        last = plan_on(loaded.plan, effective(written).events, date.max)
        yield from _merged(
            map(as_damage, nothing_is_gone(journal_path, lines, cache)),
            map(as_damage, _of_another_plan(loaded.plan, written, file)),
            each_names_the_one_before(lines, file),
            clocks_are_right(loaded.plan, lines, today, file),
            days_are_likely(loaded.plan, written, file),
            tasks_are_known(loaded.plan, written, file),
            units_are_known(last, lines, file),
            ids_are_unique(lines, file) if len(written) < len(lines) else (),
            undos_have_a_target(written, file),
            additions_have_their_own_ids(loaded.plan, written, file),
            measures_are_named(loaded.plan, written, file),
            slips_have_their_own_numbers(loaded.plan, written, file),
            changes_of_units_fit(loaded.plan, written, file),
            evidence_is_unchanged(hidden(written), root, file),
            many=units_have_a_part(loaded.plan, written, file),
        )
    yield from copies_are_told(plan_path, journal_path, written.ids)


def _merged(*checks: Iterable[Problem], many: Iterable[Problem]) -> Iterator[Problem]:
    """What all the checks find by line; of *many*, which come in that order, none is held."""
    found = sorted((problem for check in checks for problem in check), key=attrgetter("line"))
    return merge(found, many, key=attrgetter("line"))


def _read(path: Path) -> tuple[Timeline, Sequence[Event], list[Problem]]:
    """The journal's records in the order that counts and in that of its lines, and its faults.

    All of it is read, whatever is kept; of a long and sound one no record is held.
    """
    try:
        file = OpenFile(path)
    except OSError:
        file = None
    rows = rows_of(file) if file and file.size > _LONG else None
    if file and rows:
        whole = Timeline(columns_of_rows(rows, file, holds=False))
        return whole, whole.by_line(), []
    read = read_journal(path)
    return Timeline.of(read.events), read.events, read.problems


#: Bytes from which on a journal is not held.
_LONG = 1 << 20


def as_damage(problem: Problem) -> Problem:
    """*problem* as an error, where reading goes on without what it is about."""
    return problem if problem.code == REWRITTEN else problem._replace(severity=Severity.ERROR)


def _of_another_plan(plan: Plan, events: Timeline, file: str) -> list[Problem]:
    return of_another_plan(plan, plans_named(events), Records.of(events), file)


def nothing_is_gone(path: Path, events: Sequence[Event], cache: Path | None) -> list[Problem]:
    """What this machine wrote last is there."""
    there = lambda name: any(event.id == name for event in events)  # noqa: E731
    return Seen(path, cache).missing_from(None, there)


def each_names_the_one_before(events: Iterable[Event], file: str) -> Iterator[Problem]:
    """No record is missing, and none was changed, that another names as the one before it."""
    for event, before, known in breaks(events):
        if known:
            what = f"第{known.line}行在登记之后被改动过(第{event.line}行记着它原来的校验码)"
            yield _error(file, known, what, "与副本或 git 中的原文核对, 恢复这一行")
        else:
            what = f"缺少记录: 写这一行时, 前面是记录 {before}, 现在台账里没有它"
            yield _error(file, event, what, "可能有几行被删去或盖掉; 用 lawgov sync 副本文件 找回")


def names_look_different(loaded: Loaded, path: Path) -> Iterator[Problem]:
    """No two registered names differ only by signs that look alike, or are not seen."""
    known: dict[str, str] = {}
    for name, body in loaded.plan.canonical.items() if loaded.plan else ():
        other = known.setdefault(folded(name), name)
        if other != name and loaded.plan and loaded.plan.canonical[other] != body:
            line = loaded.lines.get("units", 0)
            what = f"登记的单位“{other}”和“{name}”只差形近的字或看不见的字符, 算作2个单位"
            remedy = f"只登记一个, 另一个写作它的别名: aliases: [{name}]"
            yield Problem(path.name, line, 1, what, remedy, Severity.WARNING)


def lights_differ(loaded: Loaded, path: Path) -> Iterator[Problem]:
    """What is yellow is behind by less than what is red."""
    rules = loaded.plan.lights if loaded.plan else LightRules()
    if rules.behind_red <= rules.behind_yellow:
        red, yellow = f"{rules.behind_red:g}", f"{rules.behind_yellow:g}"
        what = f"落后{red}个百分点就亮红灯, 落后{yellow}个才亮黄灯: 落后的从不亮黄灯"
        remedy = "lights 里 behind_red 应大于 behind_yellow"
        yield Problem(path.name, loaded.lines.get("lights", 0), 1, what, remedy, Severity.WARNING)


def tasks_are_known(plan: Plan, events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every record is about a task of the plan."""
    told = told_apart(plan, Timeline.of(events))
    known = {*plan.by_id, *added_by(told)}
    for event in told:
        if event.task and event.task not in known and not is_unclear(event.task):
            what = f"记录所说的{nth(event.task)}不在工作要点中, 未计入"
            yield _warning(file, event, what, "核对编号; 记错的用 lawgov undo 撤销后重记")


def units_are_known(plan: Plan, events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every unit named in a record is registered, in the file or by a record.

    Parameters:
        plan: with the units of the last day.
    """
    known = plan.canonical
    for event in events:
        urged = [content["unit"] for content in (event.get("slip"), event.get("chase")) if content]
        amended = (*(event.get("lead") or ()), *(event.get("responsible") or ()))
        names = (event.unit, *amended, *urged)
        for name in names:
            if name and name not in known:
                what = f"记录中的单位“{name}”没有登记"
                yield _warning(file, event, what, "在工作要点文件 units 中登记, 或撤销后重记")


def units_have_a_part(plan: Plan, events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every report is of a unit that has a part in the point; one that has none counts nowhere.

    By line: where a unit is missing in the plan each of its reports is told of.
    """
    counted = effective(told_apart(plan, Timeline.of(events))).events.named(plan.canonical)
    remedy = "登记错的用 lawgov undo 撤销后重记; 确有分工的, 用 lawgov set 写明"
    said = "{}的牵头、责任单位中没有{}, 未计入办理状态和报送"
    what = memoised(lambda task, unit: said.format(nth(task), unit))  # a unit may be told of often
    for event in outsiders(with_added(plan, counted), counted).by_line():
        if event.unit in plan.canonical:
            yield _warning(file, event, what(event.task, event.unit), remedy)


def changes_of_units_fit(plan: Plan, events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every change of the units that was recorded can be made."""
    for event, fault in faults(plan, effective(events).events):
        what = f"单位变动没有计入: {fault}"
        yield _warning(file, event, what, f"核对后 lawgov undo {event.line} 撤销, 再重新登记")


def ids_are_unique(events: Iterable[Event], file: str) -> Iterator[Problem]:
    """A repeated id is the same record (after a merge), not two different ones."""
    first: dict[str, Event] = {}
    for event in events:
        known = first.setdefault(event.id, event)
        if known is not event and known.data != event.data:
            what = f"与第{known.line}行编号相同而内容不同, 只计第{known.line}行"
            yield _error(file, event, what, "核对两条记录, 把没有计入的重新登记")


def undos_have_a_target(events: Timeline, file: str) -> Iterator[Problem]:
    """Every undo takes back something that is there."""
    undos = events.having("undo")
    there = events.of_batches({event.undo for event in undos}).by_batch()
    for event in undos:
        if event.undo not in there:
            what = "撤销的那批记录不在台账中"
            yield _warning(file, event, what, "可能缺了一份台账; 合并台账后再查")


def additions_have_their_own_ids(
    plan: Plan, events: Iterable[Event], file: str
) -> Iterator[Problem]:
    """No two measures that the office added have one number, as they may after a merge."""
    written = Timeline.of(events)
    told = told_apart(plan, written)
    as_written = {event.id: event.get("add")["id"] for event in written.having("add")}
    first = {event.get("add")["id"]: event.line for event in told.having("add")}
    for event in effective(told).events.having("add"):
        number, own = as_written[event.id], event.get("add")["id"]
        if own != number:
            other = f"第{first[number]}行增加的" if number in first else "工作要点中的"
            what = f"增加的举措{number}与{other}编号相同, 都保留, 这一项现在编为{own}"
            remedy = f"说它时写 {own}; 重复的用 lawgov undo {event.line} 撤销"
            yield _warning(file, event, what, remedy)


def measures_are_named(plan: Plan, events: Iterable[Event], file: str) -> Iterator[Problem]:
    """Every record about an added measure says which of several it is about, and that is here."""
    for event in effective(told_apart(plan, Timeline.of(events))).events:
        if is_unclear(event.task):
            number = event.task[:-1]
            lacks = "added" in event.fields
            why = "增加它的那条记录不在台账里" if lacks else f"增加过不止一项{number}"
            what = f"不知道这里的{nth(number)}是哪一项举措({why}), 未计入"
            remedy = "用 lawgov sync 副本文件 收进来" if lacks else "撤销后重记, 写现在的编号"
            yield _warning(file, event, what, remedy)


def slips_have_their_own_numbers(
    plan: Plan, events: Iterable[Event], file: str
) -> Iterator[Problem]:
    """No two slips that count have one number: two copies may have given it out."""
    for one in register(Timeline.of(events), plan):
        if one.repeated:
            what = f"{one.slip.code}({one.slip.unit}, {nth(one.record.task)})与另一张单同号"
            remedy = f"两张都保留; 登记答复时加 --unit {one.slip.unit}, 或撤销一张后重新开单"
            yield _warning(file, one.record, what, remedy)


def evidence_is_unchanged(events: Iterable[Event], root: Path, file: str) -> Iterator[Problem]:
    """Every file given as evidence is where it was, with the SHA-256 it had."""
    for event in events:
        for item in event.evidence:
            if fault := fault_of(item, root):
                what = f"{nth(event.task)}的佐证“{item.name}”{fault}"
                yield _warning(file, event, what, "恢复文件, 或重新登记佐证")


def _error(file: str, event: Event, what: str, remedy: str) -> Problem:
    return Problem(file, event.line, 1, what, remedy)


def _warning(file: str, event: Event, what: str, remedy: str) -> Problem:
    return Problem(file, event.line, 1, what, remedy, Severity.WARNING)
