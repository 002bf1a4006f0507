"""``lawgov set`` and ``lawgov add``: what the office settles about a task beside its status."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean, folded
from lawgov_cli.cli import options as opt
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.asking import ask, typed_day
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import say
from lawgov_cli.domain.fields import settled_with
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.progress import with_added
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.units import find_unit_to_record
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.filters.words import read_kind, read_repeat, read_units
from lawgov_cli.views.records import task_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.store.workspace import Workspace


class Settling(NamedTuple):
    """What the office sets: a date and the units."""

    due: Annotated[
        str | None,
        Option("--due", metavar="日期", help="完成时限; 每月、每季度、每半年、每年"),
    ] = None
    lead: Annotated[
        list[str] | None,
        Option(
            "--lead",
            metavar="单位",
            help="牵头单位, 列第一位的为汇总单位; 可重复",
        ),
    ] = None
    responsible: Annotated[
        list[str] | None,
        Option("--responsible", metavar="单位", help="责任单位; 可重复"),
    ] = None


def set_(
    tasks: opt.TasksArgument,
    settling: Settling,
    kind: Annotated[str | None, Option("--kind", metavar="类型", help="限时、年度、长期")] = None,
    reason: rec.ReasonOption = None,
    on: rec.OnOption = None,
    by: rec.ByOption = None,
    yes: rec.YesOption = False,
    dry_run: rec.DryRunOption = False,
    *,
    files: opt.Files,
) -> None:
    """设时限、类型、单位; 改动已定的要写理由。例如: lawgov set 8 --due 10月31日"""
    found = files.opened()
    with rec.failing_means():
        settled, doubts = settled_fields(found, settling, kind)
        if not settled:
            raise UsageMistake("请写明要设什么: --due、--kind、--lead 或 --responsible。")
    said, care = rec.Saying(on=on, by=by), rec.Care(yes=yes, dry_run=dry_run)
    entry = rec.Entry(said, care, reason=reason, settled=settled, doubts=doubts)
    rec.record(found, tasks, entry)


def add(
    point: Annotated[str, Argument(metavar="要点序号", help="加在这一项下面")],
    text: Annotated[str, Argument(metavar="举措", help="举措的文字")],
    settling: Settling,
    on: rec.OnOption = None,
    by: rec.ByOption = None,
    yes: rec.YesOption = False,
    dry_run: rec.DryRunOption = False,
    *,
    files: opt.Files,
) -> None:
    """在要点下增加一项举措。例如: lawgov add 8 "组织档案巡查" --due 9月30日 --lead 市司法局"""
    found = files.opened()
    with rec.failing_means():
        task = _point(point, found)
        text = clean(text).strip()
        if not text:
            raise UsageMistake("举措的文字是空的。")
        happened = typed_day(on, Purpose.HAPPENED, found)
        settled, doubts = settled_fields(found, settling)
        settled = {name: value for name, value in settled.items() if value}
        if "repeat" in settled:
            raise UsageMistake("先增加举措, 再定重复的时限: lawgov set 举措序号 --due 每季度")
        ask([*doubts, *(happened.doubts if happened else ())], yes=yes, dry_run=dry_run)
    is_dated = happened and happened.day != found.today
    dated = {"on": happened.day.isoformat()} if happened and is_dated else {}

    def compose(events: Sequence[Event]) -> dict[str, Any]:
        number = next_measure(with_added(found.base, Timeline.of(events)), task.id)
        return {**dated, "task": task.id, "add": {"id": number, "text": text, **settled}}

    by = clean(by or "").strip() or rec.user()
    written = found.record_numbered(compose, by, dry_run=dry_run)
    added = written.records[0]["add"]
    parts = [f"  增加举措 {added['id']}", text, *settled_with(added)]
    say("\n".join([task_name(task), "   ".join(parts)]))
    say(rec.where(written, found))


def _point(word: str, found: Workspace) -> Task:
    task = resolve_tasks([word], found.plan)[0]
    if task.level is not Level.POINT:
        raise UsageMistake(f"举措要加在要点下面, “{task.id}”不是要点。")
    return task


def next_measure(plan: Plan, point: str) -> str:
    """The first unused ``<point>.<k>``."""
    number = len(plan.by_id[point].tasks) + 1
    while f"{point}.{number}" in plan.by_id:
        number += 1
    return f"{point}.{number}"


#: What stands for nothing where a date or units are to be set.
_NOTHING = frozenset(("无", "没有", "取消", "不设", "不再列", "none"))


def _takes_away(words: Sequence[str]) -> bool:
    """Whether what is typed takes away: 无.

    Raises:
        UsageMistake: something else stands beside it.
    """
    nothing = [word for word in words if folded(word) in _NOTHING]
    if nothing and len(nothing) < len(words):
        raise UsageMistake(f"“{nothing[0]}”表示取消, 不能和别的单位一起写。")
    return bool(nothing)


def settled_fields(
    found: Workspace, settling: Settling, kind: str | None = None
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The fields that settle something about a task, every name resolved; and what is doubtful."""
    fields: dict[str, Any] = {}
    if settling.due is not None and _takes_away([settling.due]):
        fields["due"], settling = "", settling._replace(due=None)
    if repeat := read_repeat(settling.due or ""):
        fields["repeat"], settling = repeat.value, settling._replace(due=None)
    due = typed_day(settling.due, Purpose.DUE, found)
    if due:
        fields["due"] = due.day.isoformat()
    if kind:
        fields["kind"] = read_kind(kind).value
    for name, words in (("lead", settling.lead), ("responsible", settling.responsible)):
        if words:
            none = _takes_away(words)
            found_units = () if none else read_units(words, found.plan, find_unit_to_record)
            fields[name] = list(found_units)
    return fields, due.doubts if due else ()
