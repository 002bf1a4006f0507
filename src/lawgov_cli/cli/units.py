"""``lawgov units``: the units as they stand; what a reform changes of them is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.absent import NoSuchUnit
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.words import clean
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.asking import ask, typed_day
from lawgov_cli.cli.command import reads
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.options import Reading
from lawgov_cli.cli.output import say
from lawgov_cli.cli.receipt import unit_on
from lawgov_cli.cli.reform import READERS, Change, Particulars, Read, require_fitting
from lawgov_cli.cli.typed import cleaned
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.registry import faults
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.units import find_unit
from lawgov_cli.views.numbers import UnitsView, units_view
from lawgov_cli.views.unit_changes import change_lines

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lawgov_cli.store.workspace import Workspace


@reads
def units(
    words: Annotated[
        list[str] | None,
        Argument(
            metavar="单位",
            help="只看这个单位; 或先写变动: add、alias、rename、merge、end、set、office、group",
        ),
    ] = None,
    *,
    particulars: Particulars,
    reason: Annotated[
        str | None, Option("--reason", metavar="理由", help="变动的依据; 撤销必须写")
    ] = None,
    on: Annotated[
        str | None, Option("--on", metavar="日期", help="变动从这一天起算(默认今天)")
    ] = None,
    by: rec.ByOption = None,
    yes: rec.YesOption = False,
    dry_run: rec.DryRunOption = False,
    asked: Reading,
) -> UnitsView | None:
    """全部单位和单位组: 牵头、汇总、责任各几项, 别名, 成员; 或登记单位的变动。

    例如: lawgov units rename 市乙局 市新局 --on 10月1日
          lawgov units merge 市甲局 市乙局 --into 市新局
          lawgov units end 市丙局 --successor 市新局 --reason "机构改革"
          lawgov units add 沙溪镇; units alias 市司法局 司法局
          lawgov units set 市司法局 --contact 张三 --phone 0512-53500000
          lawgov units office --name 市委依法治市办 --short 市法治办
          lawgov units group add 各区镇 沙溪镇 浏河镇; units group remove …
    """
    typed = [clean(word) for word in words or []]
    change = Change("", typed, cleaned(particulars), reason, rec.Saying(on=on, by=by))
    if not typed or typed[0] not in READERS or _is_name(typed, asked.files.opened()):
        require_fitting(change)
        if len(typed) > 1:
            raise UsageMistake(
                f"一次看一个单位。要登记变动, 先写 {'、'.join(READERS)} 中的一个: "
                "lawgov units rename 旧名 新名"
            )
        found, snapshot = asked.opened()
        return units_view(snapshot, find_unit(typed[0], found.plan) if typed else "")
    change = change._replace(verb=typed[0], words=typed[1:])
    _change_units(asked.files.opened(), change, yes=yes, dry_run=dry_run)
    return None


def _is_name(typed: list[str], found: Workspace) -> bool:
    """Whether it is a unit's name that reads like a verb."""
    return len(typed) == 1 and typed[0] in found.plan.canonical


def _change_units(found: Workspace, change: Change, *, yes: bool, dry_run: bool) -> None:
    """Resolve everything, write one batch, and say what changes and how to take it back."""
    with rec.failing_means():
        require_fitting(change)
        happened = typed_day(change.said.on, Purpose.HAPPENED, found)
        day = happened.day if happened else _holds_from(change, found)
        read = _read(change, day, found)
        contents = _contents(read.changes, change, day, found)
        lines, nothing = _effect(read.changes, contents, day, found)
        doubts = [*read.doubts, *(happened.doubts if happened else ()), *nothing]
        ask(doubts, yes=yes, dry_run=dry_run)
    by = change.said.by or rec.user()
    place = rec.where(found.record(contents, by, dry_run=dry_run), found)
    say("\n".join([*lines, place]))


def _read(change: Change, day: date, found: Workspace) -> Read:
    """What is to be recorded, the units taken as they were on *day*."""
    try:
        return READERS[change.verb](change, found.on(day).plan)
    except NoSuchUnit:
        given = change.particulars
        for word in filter(None, (*change.words, given.into, given.successor)):
            if word in found.plan.canonical:
                unit_on(word, day, found)
        raise


def _holds_from(change: Change, found: Workspace) -> date:
    """Today; what an office says of itself for the first time holds from the plan's beginning."""
    said = change.particulars._asdict()
    known = [value for n, value in found.plan.office._asdict().items() if said.get(n) is not None]
    if change.verb == "office" and not any(known):
        return min(found.base.starts, found.today)
    return found.today


def _contents(
    changes: Sequence[dict[str, Any]], change: Change, day: date, found: Workspace
) -> list[dict[str, Any]]:
    on = {"on": day.isoformat()} if day != found.today else {}
    reason = (change.reason or "").strip()
    because = {"reason": reason} if reason else {}
    return [{**on, "units": made, **because} for made in changes]


def _effect(
    changes: Sequence[dict[str, Any]],
    contents: Sequence[dict[str, Any]],
    day: date,
    found: Workspace,
) -> tuple[list[str], list[str]]:
    """What the changes do, and the doubt whether they do anything.

    Raises:
        UsageMistake: one of them cannot be made, or a later one no longer could.
    """
    at = found.now.isoformat(timespec="seconds")
    new = [Event.of({"id": f"~{n}", "at": at, **item}) for n, item in enumerate(contents)]
    events = found.events.joined(new)
    known = {event.id for event, _ in faults(found.base, effective(found.events).events)}
    for event, fault in faults(found.base, effective(events).events):
        if event.id not in known:
            where = f"会使台账第{event.line}行的变动无法计入: " if event.line else ""
            raise UsageMistake(f"{where}{fault}。")
    before, after = found.snapshot(), fold(found.base, events, found.today)
    same = [(s.plan.units, s.plan.groups, s.plan.ended, s.plan.office) for s in (before, after)]
    nothing = ["这样登记没有变化, 已经是这样了"] if same[0] == same[1] else []
    return change_lines(changes, day.isoformat(), before, after), nothing
