"""``lawgov units``: the units as they stand; what a reform changes of them is recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lawgov_cli.base.errors import NoSuchUnit, UsageMistake
from lawgov_cli.base.words import clean
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.asking import ask, typed_day
from lawgov_cli.cli.command import reads
from lawgov_cli.cli.options import Reading
from lawgov_cli.cli.output import say
from lawgov_cli.cli.typed import cleaned
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.registry import faults
from lawgov_cli.domain.undo import effective
from lawgov_cli.domain.units import find_unit, find_unit_to_record
from lawgov_cli.filters.words import pieces
from lawgov_cli.views.numbers import UnitsView, units_view
from lawgov_cli.views.unit_changes import change_lines, unregistered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.store.workspace import Workspace


class Particulars(NamedTuple):
    """What is said of a unit, or of the one that it becomes."""

    into: Annotated[
        str | None, typer.Option("--into", metavar="单位", help="merge: 合并成的单位")
    ] = None
    successor: Annotated[
        str | None, typer.Option("--successor", metavar="单位", help="end: 承接的单位")
    ] = None
    alias: Annotated[
        list[str] | None, typer.Option("--alias", metavar="别名", help="add: 其他写法; 可重复")
    ] = None
    abbr: Annotated[
        list[str] | None,
        typer.Option("--abbr", metavar="首字母", help="add: 拼音首字母; 可重复"),
    ] = None
    letter: Annotated[bool, typer.Option("--letter", help="add: 催办时用函")] = False
    contact: Annotated[
        str | None, typer.Option("--contact", metavar="姓名", help="add、set: 联络员")
    ] = None
    phone: Annotated[str | None, typer.Option("--phone", metavar="号码", help="add、set: 电话")] = (
        None
    )


@reads
def units(
    words: Annotated[
        list[str] | None,
        typer.Argument(metavar="单位", help="只看这个单位或单位组; 或写一种变动, 见上"),
    ] = None,
    *,
    particulars: Particulars,
    reason: Annotated[
        str | None, typer.Option("--reason", metavar="理由", help="变动的依据; 撤销必须写")
    ] = None,
    on: Annotated[
        str | None, typer.Option("--on", metavar="日期", help="变动从这一天起算(默认今天)")
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
          lawgov units group add 各区镇 沙溪镇 浏河镇; units group remove …
    """
    typed = [clean(word) for word in words or []]
    if not typed or typed[0] not in _READERS or _is_name(typed, asked.files.opened()):
        if len(typed) > 1:
            raise UsageMistake(
                f"一次看一个单位。要登记变动, 先写 {'、'.join(_READERS)} 中的一个: "
                "lawgov units rename 旧名 新名"
            )
        found, snapshot = asked.opened()
        return units_view(snapshot, find_unit(typed[0], found.plan) if typed else "")
    said = rec.Saying(on=on, by=by)
    change = Change(typed[0], typed[1:], cleaned(particulars), reason, said)
    _change_units(asked.files.opened(), change, yes=yes, dry_run=dry_run)
    return None


def _is_name(typed: list[str], found: Workspace) -> bool:
    """Whether it is a unit's name that reads like a verb."""
    return len(typed) == 1 and typed[0] in found.plan.canonical


class Change(NamedTuple):
    """A change as typed: what is done, to what, and what is said of it."""

    verb: str
    words: Sequence[str]
    particulars: Particulars
    reason: str | None
    said: rec.Saying


class _Read(NamedTuple):
    """The changes to record, every name resolved, and what must be asked about them."""

    changes: list[dict[str, Any]]
    doubts: list[str] = []  # noqa: RUF012 - never mutated


def _change_units(found: Workspace, change: Change, *, yes: bool, dry_run: bool) -> None:
    """Resolve everything, write one batch, and say what changes and how to take it back."""
    with rec.failing_means():
        _require_fitting(change)
        happened = typed_day(change.said.on, Purpose.HAPPENED, found)
        day = happened.day if happened else found.today
        read = _READERS[change.verb](change, found.on(day).plan)
        contents = _contents(read.changes, change, day, found)
        lines, nothing = _effect(read.changes, contents, day, found)
        doubts = [*read.doubts, *(happened.doubts if happened else ()), *nothing]
        ask(doubts, yes=yes, dry_run=dry_run)
    say("\n".join(lines))
    if dry_run:
        say("以上是预览, 没有登记。去掉 --dry-run 即登记。")
        return
    say(rec.where(found.record(contents, change.said.by or rec.user()), found))


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
    same = [(s.plan.units, s.plan.groups, s.plan.ended) for s in (before, after)]
    nothing = ["这样登记没有变化, 已经是这样了"] if same[0] == same[1] else []
    return change_lines(changes, day.isoformat(), before, after), nothing


def _require_fitting(change: Change) -> None:
    """Every option that is given belongs to what is done."""
    given = {name for name, value in change.particulars._asdict().items() if value}
    given |= {n for n in ("contact", "phone") if getattr(change.particulars, n) is not None}
    if odd := sorted(given - _OPTIONS.get(change.verb, set())):
        options = "、".join(f"--{name}" for name in odd)
        raise UsageMistake(f"units {change.verb} 不用 {options}。")


def _exactly(change: Change, number: int, usage: str) -> Sequence[str]:
    if len(change.words) != number or not all(word.strip() for word in change.words):
        raise UsageMistake(f"请写成: lawgov units {usage}")
    return [word.strip() for word in change.words]


def _add(change: Change, _plan: Plan) -> _Read:
    (name,) = _exactly(change, 1, "add 单位 --alias 别名 --abbr 首字母")
    given = change.particulars
    made: dict[str, Any] = {"do": "add", "unit": name}
    made |= {"aliases": pieces(given.alias)} if given.alias else {}
    made |= {"abbr": pieces(given.abbr)} if given.abbr else {}
    made |= {"letter": True} if given.letter else {}
    reached = _reached(given)
    return _Read([made, *([{"do": "set", "unit": name, **reached}] if reached else [])])


def _reached(given: Particulars) -> dict[str, str]:
    said = {"contact": given.contact, "phone": given.phone}
    return {name: value.strip() for name, value in said.items() if value is not None}


def _set(change: Change, plan: Plan) -> _Read:
    usage = "set 单位 --contact 姓名 --phone 号码"
    (name,) = _exactly(change, 1, usage)
    reached = _reached(change.particulars)
    if not reached:
        raise UsageMistake(f"请写成: lawgov units {usage}")
    return _Read([{"do": "set", "unit": _unit(name, plan), **reached}])


def _alias(change: Change, plan: Plan) -> _Read:
    name, alias = _exactly(change, 2, "alias 单位 别名")
    return _Read([{"do": "alias", "unit": _unit(name, plan), "aliases": [alias]}])


def _rename(change: Change, plan: Plan) -> _Read:
    old, new = _exactly(change, 2, "rename 旧名 新名 --on 日期")
    unit = _unit(old, plan)
    if plan.canonical.get(new, unit) != unit:
        raise UsageMistake(
            f"“{new}”已经是“{plan.canonical[new]}”的名称或别名。"
            f"两个单位并成一个: lawgov units merge {unit} --into {plan.canonical[new]}"
        )
    return _Read([{"do": "rename", "unit": unit, "to": new}])


def _merge(change: Change, plan: Plan) -> _Read:
    into = (change.particulars.into or "").strip()
    if not change.words or not into:
        raise UsageMistake("请写成: lawgov units merge 单位 单位 --into 单位 --on 日期")
    units = list(dict.fromkeys(_unit(word, plan) for word in pieces(change.words)))
    return _Read([{"do": "merge", "from": units, "to": plan.canonical.get(into, into)}])


def _end(change: Change, plan: Plan) -> _Read:
    (name,) = _exactly(change, 1, "end 单位 --successor 承接的单位 --reason 理由")
    if not (change.reason or "").strip():
        raise UsageMistake('撤销单位需要说明理由: 请加 --reason "…"。')
    made = {"do": "end", "unit": _unit(name, plan)}
    if successor := change.particulars.successor:
        made["to"] = _unit(successor, plan)
    return _Read([made])


def _group(change: Change, plan: Plan) -> _Read:
    usage = "group add 单位组 单位… 或 group remove 单位组 单位…"
    if not change.words[2:] or change.words[0] not in {"add", "remove"}:
        raise UsageMistake(f"请写成: lawgov units {usage}")
    verb, group, *names = change.words
    members = pieces(names)
    if verb == "remove":
        known = [find_unit_to_record(name, plan) for name in members]
        return _Read([{"do": "group-remove", "group": _known_group(group, plan), "members": known}])
    new = [name for name in dict.fromkeys(members) if name not in plan.canonical]
    named = [name if name in new else find_unit_to_record(name, plan) for name in members]
    doubts = [unregistered(new, plan)] if new else []
    if group not in plan.canonical:
        doubts.append(f"单位组“{group}”还没有登记, 将一并登记")
    added = [{"do": "add", "unit": name} for name in new]
    joined = {"do": "group-add", "group": plan.canonical.get(group, group), "members": named}
    return _Read([*added, joined], doubts)


def _unit(word: str, plan: Plan) -> str:
    """The unit, not the group, that *word* names."""
    name = find_unit_to_record(word, plan)
    if name in plan.groups:
        raise UsageMistake(
            f"“{name}”是单位组, 不是单位。改动成员: lawgov units group add {name} 单位…"
        )
    return name


def _known_group(word: str, plan: Plan) -> str:
    name = find_unit(word, plan)
    if name not in plan.groups:
        raise NoSuchUnit(word, list(plan.groups))
    return name


_READERS: dict[str, Callable[[Change, Plan], _Read]] = {
    "add": _add,
    "alias": _alias,
    "rename": _rename,
    "merge": _merge,
    "end": _end,
    "set": _set,
    "group": _group,
}
_OPTIONS: dict[str, set[str]] = {
    "add": {"alias", "abbr", "letter", "contact", "phone"},
    "merge": {"into"},
    "end": {"successor"},
    "set": {"contact", "phone"},
}
