"""A change of the units as typed → what is recorded of it: every name resolved, what is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.absent import NoSuchUnit
from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.declared import Option
from lawgov_cli.domain.unit_changes import OFFICE_WORDS
from lawgov_cli.domain.units import find_unit, find_unit_to_record
from lawgov_cli.filters.words import pieces
from lawgov_cli.views.unit_changes import unregistered

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawgov_cli.cli import recording as rec
    from lawgov_cli.domain.plan import Plan


class Particulars(NamedTuple):
    """What is said of a unit, or of the one that it becomes."""

    into: Annotated[str | None, Option("--into", metavar="单位", help="merge: 合并成的单位")] = None
    successor: Annotated[
        str | None, Option("--successor", metavar="单位", help="end: 承接的单位")
    ] = None
    alias: Annotated[
        list[str] | None, Option("--alias", metavar="别名", help="add: 其他写法; 可重复")
    ] = None
    abbr: Annotated[
        list[str] | None,
        Option("--abbr", metavar="首字母", help="add: 拼音首字母; 可重复"),
    ] = None
    letter: Annotated[bool, Option("--letter", help="add: 催办时用函")] = False
    contact: Annotated[
        str | None, Option("--contact", metavar="姓名", help="add、set、office: 联络员")
    ] = None
    phone: Annotated[
        str | None, Option("--phone", metavar="号码", help="add、set、office: 电话")
    ] = None
    name: Annotated[
        str | None, Option("--name", metavar="单位名称", help="office: 编报单位的名称")
    ] = None
    short: Annotated[str | None, Option("--short", metavar="简称", help="office: 简称")] = None
    series: Annotated[str | None, Option("--series", metavar="系列", help="office: 通报的名称")] = (
        None
    )
    number: Annotated[
        str | None, Option("--number", metavar="写法", help="office: 期号, 如 第{n}期")
    ] = None
    annual: Annotated[
        str | None, Option("--annual", metavar="标题", help="office: 年度报告的标题")
    ] = None


class Change(NamedTuple):
    """A change as typed: what is done (nothing where one only looks), to what, what is said."""

    verb: str
    words: Sequence[str]
    particulars: Particulars
    reason: str | None
    said: rec.Saying


class Read(NamedTuple):
    """The changes to record, every name resolved, and what must be asked about them."""

    changes: list[dict[str, Any]]
    doubts: list[str] = []  # noqa: RUF012 - never mutated


def require_fitting(change: Change) -> None:
    """Every option that is given belongs to what is done."""
    given = {name for name, value in change.particulars._asdict().items() if value}
    given |= {n for n in OFFICE_WORDS if getattr(change.particulars, n) is not None}
    if not change.verb:
        more = {"reason": change.reason, "on": change.said.on}
        given |= {name for name, value in more.items() if value}
    if odd := sorted(given - _OPTIONS.get(change.verb, set())):
        options = "、".join(f"--{name}" for name in odd)
        if change.verb:
            raise UsageMistake(f"units {change.verb} 不用 {options}。")
        raise UsageMistake(
            f"{options} 用来登记变动, 要先写做什么({'、'.join(READERS)}): "
            "lawgov units set 市司法局 --contact 张三。没有登记任何内容。"
        )


def _exactly(change: Change, number: int, usage: str) -> Sequence[str]:
    if len(change.words) != number or not all(word.strip() for word in change.words):
        raise UsageMistake(f"请写成: lawgov units {usage}")
    return [word.strip() for word in change.words]


def _add(change: Change, _plan: Plan) -> Read:
    (name,) = _exactly(change, 1, "add 单位 --alias 别名 --abbr 首字母")
    given = change.particulars
    made: dict[str, Any] = {"do": "add", "unit": name}
    made |= {"aliases": pieces(given.alias)} if given.alias else {}
    made |= {"abbr": pieces(given.abbr)} if given.abbr else {}
    made |= {"letter": True} if given.letter else {}
    reached = _reached(given)
    return Read([made, *([{"do": "set", "unit": name, **reached}] if reached else [])])


def _reached(given: Particulars) -> dict[str, str]:
    said = {"contact": given.contact, "phone": given.phone}
    return {name: value.strip() for name, value in said.items() if value is not None}


def _set(change: Change, plan: Plan) -> Read:
    usage = "set 单位 --contact 姓名 --phone 号码"
    (name,) = _exactly(change, 1, usage)
    reached = _reached(change.particulars)
    if not reached:
        raise UsageMistake(f"请写成: lawgov units {usage}")
    return Read([{"do": "set", "unit": _unit(name, plan), **reached}])


def _office(change: Change, _plan: Plan) -> Read:
    _exactly(change, 0, _OFFICE)
    said = change.particulars._asdict()
    made = {name: said[name].strip() for name in OFFICE_WORDS if said[name] is not None}
    if not made:
        raise UsageMistake(f"请写成: lawgov units {_OFFICE}")
    return Read([{"do": "office", **made}])


_OFFICE = "office --name 名称 --short 简称 --series 通报名称 --number 第{n}期"


def _alias(change: Change, plan: Plan) -> Read:
    name, alias = _exactly(change, 2, "alias 单位 别名")
    return Read([{"do": "alias", "unit": _unit(name, plan), "aliases": [alias]}])


def _rename(change: Change, plan: Plan) -> Read:
    old, new = _exactly(change, 2, "rename 旧名 新名 --on 日期")
    unit = _unit(old, plan)
    if plan.canonical.get(new, unit) != unit:
        other = plan.canonical[new]
        merge = f"lawgov units merge {as_typed(unit)} --into {as_typed(other)}"
        raise UsageMistake(f"“{new}”已经是“{other}”的名称或别名。两个单位并成一个: {merge}")
    return Read([{"do": "rename", "unit": unit, "to": new}])


def _merge(change: Change, plan: Plan) -> Read:
    into = (change.particulars.into or "").strip()
    if not change.words or not into:
        raise UsageMistake("请写成: lawgov units merge 单位 单位 --into 单位 --on 日期")
    units = list(dict.fromkeys(_unit(word, plan) for word in pieces(change.words)))
    return Read([{"do": "merge", "from": units, "to": plan.canonical.get(into, into)}])


def _end(change: Change, plan: Plan) -> Read:
    (name,) = _exactly(change, 1, "end 单位 --successor 承接的单位 --reason 理由")
    if not (change.reason or "").strip():
        raise UsageMistake('撤销单位需要说明理由: 请加 --reason "…"。')
    made = {"do": "end", "unit": _unit(name, plan)}
    if successor := change.particulars.successor:
        made["to"] = _unit(successor, plan)
    return Read([made])


def _group(change: Change, plan: Plan) -> Read:
    usage = "group add 单位组 单位… 或 group remove 单位组 单位…"
    if not change.words[2:] or change.words[0] not in {"add", "remove"}:
        raise UsageMistake(f"请写成: lawgov units {usage}")
    verb, group, *names = change.words
    members = pieces(names)
    if verb == "remove":
        known = [find_unit_to_record(name, plan) for name in members]
        return Read([{"do": "group-remove", "group": _known_group(group, plan), "members": known}])
    new = [name for name in dict.fromkeys(members) if name not in plan.canonical]
    named = [name if name in new else find_unit_to_record(name, plan) for name in members]
    doubts = [unregistered(new, plan)] if new else []
    if group not in plan.canonical:
        there = f"(已有的单位组: {'、'.join(plan.groups)})" if plan.groups else ""
        doubts.append(f"单位组“{group}”还没有登记, 将一并登记{there}")
    added = [{"do": "add", "unit": name} for name in new]
    joined = {"do": "group-add", "group": plan.canonical.get(group, group), "members": named}
    return Read([*added, joined], doubts)


def _unit(word: str, plan: Plan) -> str:
    """The unit, not the group, that *word* names."""
    name = find_unit_to_record(word, plan)
    if name in plan.groups:
        raise UsageMistake(
            f"“{name}”是单位组, 不是单位。改动成员: lawgov units group add {as_typed(name)} 单位…"
        )
    return name


def _known_group(word: str, plan: Plan) -> str:
    name = find_unit(word, plan)
    if name not in plan.groups:
        raise NoSuchUnit(word, list(plan.groups))
    return name


READERS: dict[str, Callable[[Change, Plan], Read]] = {
    "add": _add,
    "alias": _alias,
    "rename": _rename,
    "merge": _merge,
    "end": _end,
    "set": _set,
    "office": _office,
    "group": _group,
}
_OPTIONS: dict[str, set[str]] = {
    "add": {"alias", "abbr", "letter", "contact", "phone"},
    "merge": {"into"},
    "end": {"successor"},
    "set": {"contact", "phone"},
    "office": set(OFFICE_WORDS),
}
