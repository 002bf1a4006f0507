"""``lawgov done``, ``start``, ``note`` and ``mark``: one record a task, one batch a command.

Every word is resolved before anything is written: one wrong number and nothing is.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.dates import long_date
from lawgov_cli.errors import LawgovError, MissingReason, NotRecordable, UsageMistake
from lawgov_cli.model import Event, Level, Status
from lawgov_cli.progress import fold
from lawgov_cli.refs import resolve_tasks
from lawgov_cli.units import find_unit

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.model import Task
    from lawgov_cli.workspace import Recorded, Workspace

NoteOption = Annotated[
    str | None, typer.Option("--note", "-n", metavar="文字", help="进展或完成情况")
]
UnitOption = Annotated[
    str | None,
    typer.Option("--unit", "-u", metavar="单位", help="这是该单位报送的(不写则是本级的结论)"),
]
OnOption = Annotated[
    str | None, typer.Option("--on", metavar="日期", help="事情发生的日期(默认今天)")
]
ByOption = Annotated[
    str | None,
    typer.Option("--by", envvar="LAWGOV_BY", metavar="姓名", help="登记人(默认当前用户)"),
]
EvidenceOption = Annotated[
    list[str] | None,
    typer.Option("--evidence", "-e", metavar="佐证", help="佐证材料的名称、路径或网址; 可重复"),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="只显示将登记什么, 不写入")]
ReasonOption = Annotated[
    str | None, typer.Option("--reason", metavar="理由", help="为什么(“已调整”必须写)")
]


class Entry(NamedTuple):
    """What the user wants recorded, as typed."""

    status: Status | None = None
    note: str | None = None
    unit: str | None = None
    on: str | None = None
    by: str | None = None
    evidence: list[str] | None = None
    reason: str | None = None
    dry_run: bool = False


def done(
    tasks: opt.TasksArgument,
    note: NoteOption = None,
    unit: UnitOption = None,
    on: OnOption = None,
    by: ByOption = None,
    evidence: EvidenceOption = None,
    dry_run: DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记完成。例如: lawgov done 8 --note "档案巡查完成" --on 2023-09-20"""
    entry = Entry(Status.DONE, note, unit, on, by, evidence, dry_run=dry_run)
    record(opt.workspace(plan, year), tasks, entry)


def start(
    tasks: opt.TasksArgument,
    note: NoteOption = None,
    unit: UnitOption = None,
    on: OnOption = None,
    by: ByOption = None,
    evidence: EvidenceOption = None,
    dry_run: DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记启动(推进中)。例如: lawgov start 1-3,7"""
    entry = Entry(Status.DOING, note, unit, on, by, evidence, dry_run=dry_run)
    record(opt.workspace(plan, year), tasks, entry)


def note(
    tasks: Annotated[
        list[str],
        typer.Argument(metavar="序号", help="序号, 最后可直接写进展文字; 或用 --note 写"),
    ],
    note: NoteOption = None,
    unit: UnitOption = None,
    on: OnOption = None,
    by: ByOption = None,
    evidence: EvidenceOption = None,
    dry_run: DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记进展, 不改状态。例如: lawgov note 15 "已抽查案卷20件" --unit 市公安局"""
    found = opt.workspace(plan, year)
    if note is None and len(tasks) > 1:
        *tasks, note = tasks
    if not note or not note.strip():
        raise UsageMistake('请写明进展: lawgov note 15 "已抽查案卷20件"。没有登记任何内容。')
    record(found, tasks, Entry(None, note, unit, on, by, evidence, dry_run=dry_run))


def mark(
    status: Annotated[
        str, typer.Argument(metavar="状态", help="待核验、长期坚持、已调整、推进中、未启动、已完成")
    ],
    tasks: opt.TasksArgument,
    note: NoteOption = None,
    reason: ReasonOption = None,
    unit: UnitOption = None,
    on: OnOption = None,
    by: ByOption = None,
    evidence: EvidenceOption = None,
    dry_run: DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记任一种状态。例如: lawgov mark 长期坚持 7 12"""
    wanted = opt.parse_status(status)
    if wanted is Status.CHANGED and not reason:
        raise MissingReason("登记“已调整”")
    entry = Entry(wanted, note, unit, on, by, evidence, reason, dry_run)
    record(opt.workspace(plan, year), tasks, entry)


def record(found: Workspace, words: list[str], entry: Entry) -> None:
    """Resolve everything, write one batch, and say what changed and how to take it back."""
    try:
        tasks = _recordable(words, found)
        day = opt.day(entry.on, found) or found.today
        fields = _fields(entry, found, day)
    except LawgovError as error:
        error.consequence = "没有登记任何内容。"
        raise
    contents = [{"task": task.id, **fields} for task in tasks]
    changes = _changes(found, tasks, fields, day)
    if entry.dry_run:
        say("\n".join(changes))
        say("以上是预览, 没有登记。去掉 --dry-run 即登记。")
        return
    by = entry.by or _user()
    written = found.record([_in_order(content) for content in contents], by)
    say("\n".join(changes))
    say(_where(written, found))


def _recordable(words: list[str], found: Workspace) -> list[Task]:
    tasks = resolve_tasks(words, found.plan)
    for task in tasks:
        if task.level in {Level.SECTION, Level.GROUP}:
            raise NotRecordable(task.id, task.title)
    return tasks


def _fields(entry: Entry, found: Workspace, day: date) -> dict[str, Any]:
    """The fields of the record that matter, every name resolved."""
    fields: dict[str, Any] = {}
    if day != found.today:
        fields["on"] = day.isoformat()
    if entry.unit:
        fields["unit"] = find_unit(entry.unit, found.plan)
    if entry.status:
        fields["status"] = entry.status.value
    if entry.note and entry.note.strip():
        fields["note"] = entry.note.strip()
    if entry.reason:
        fields["reason"] = entry.reason.strip()
    if entry.evidence:
        fields["evidence"] = list(entry.evidence)
    return fields


def _in_order(content: dict[str, Any]) -> dict[str, Any]:
    """``on`` first, then the task: the line reads as a sentence."""
    on = {"on": content["on"]} if "on" in content else {}
    return {**on, **content}


def _changes(found: Workspace, tasks: list[Task], fields: dict[str, Any], day: date) -> list[str]:
    """What the record changes, two lines a task: its name; status before → after, day, note."""
    at = found.now.isoformat(timespec="seconds")
    new = [
        Event({"id": f"~{n}", "at": at, "task": task.id, **fields}) for n, task in enumerate(tasks)
    ]
    before = fold(found.plan, found.events, day)
    after = fold(found.plan, [*found.events, *new], day)
    lines = []
    for task in tasks:
        old, now = before.states[task.id], after.states[task.id]
        unit = fields.get("unit", "")
        if unit:
            what = f"{unit} {_unit_change(fields)}, 本项{now.status.word}"
        elif "status" in fields:
            what = f"{old.status.word} → {now.status.word}"
        else:
            what = f"登记进展, 状态仍为{now.status.word}"
        lines.append(task_name(task))
        note = f"   {fields['note']}" if "note" in fields else ""
        lines.append(f"  {what}   {long_date(day)}{note}".replace("\n", " "))
    return lines


def _unit_change(fields: dict[str, Any]) -> str:
    status = fields.get("status")
    if status is None:
        return "报送进展"
    return "已报完成" if status == Status.DONE.value else f"报送{Status(status).word}"


def task_name(task: Task) -> str:
    """``第8项 提高合法性审查工作质效``; a measure by its text."""
    return f"第{task.id}项 {task.title or task.text}"


def _where(written: Recorded, found: Workspace) -> str:
    last = written.line + len(written.records) - 1
    lines = f"第{written.line}行" if last == written.line else f"第{written.line}-{last}行"
    place = short_path(written.journal)
    text = f"已记入 {place} {lines}。撤销: lawgov undo"
    if found.location.home is not None:
        text += (
            f"\n(首次登记: 工作要点和台账放在 {found.location.home}; 要放在别处请用 lawgov init)"
        )
    return text


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return os.environ.get("USERNAME", "")
