"""What the recording commands share: their options, and the way from typed words to a record.

Every word is resolved before anything is written: one wrong number and nothing is.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import LawgovError, MissingReason, NotRecordable, UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.rules import doubts, reason_needed
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.units import find_unit
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.views.records import change_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date

    from lawgov_cli.domain.plan import Task
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.store.workspace import Recorded, Workspace

NoteOption = Annotated[
    str | None, typer.Option("--note", "-n", metavar="文字", help="进展或完成情况")
]
UnitOption = Annotated[
    str | None,
    typer.Option(
        "--unit",
        "-u",
        metavar="单位",
        autocompletion=opt.units_now,
        help="这是该单位报送的(不写则是本级的结论)",
    ),
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
    typer.Option(
        "--evidence", "-e", metavar="佐证", help="佐证: 文件(记下校验码)、名称或网址; 可重复"
    ),
]
ProblemOption = Annotated[str | None, typer.Option("--problem", metavar="文字", help="存在的问题")]
NextOption = Annotated[str | None, typer.Option("--next", metavar="文字", help="下一步措施")]
PercentOption = Annotated[
    float | None,
    typer.Option("--percent", min=0, max=100, metavar="百分数", help="完成进度, 0至100"),
]
ReasonOption = Annotated[
    str | None,
    typer.Option("--reason", metavar="理由", help="退回、回头看、调整、改期、换单位时必须写"),
]
TasksArgument = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="序号",
        autocompletion=opt.tasks_now,
        help="8、八、(八)、第8项、8.2、1-3,7; 可写多个; 或用 --where",
    ),
]
YesOption = Annotated[bool, typer.Option("--yes", "-y", help="不再询问(供脚本使用)")]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="只显示将登记什么, 不写入")]


class Entry(NamedTuple):
    """What the user wants recorded, as typed; ``more`` holds fields already resolved."""

    status: Status | None = None
    note: str | None = None
    unit: str | None = None
    on: str | None = None
    by: str | None = None
    evidence: list[str] | None = None
    problem: str | None = None
    next: str | None = None
    percent: float | None = None
    reason: str | None = None
    more: dict[str, Any] = {}  # noqa: RUF012 - never mutated
    where: str | None = None
    view: str | None = None
    yes: bool = False
    dry_run: bool = False

    @property
    def chosen_by_condition(self) -> bool:
        """Whether the tasks are named by a condition rather than by number."""
        return self.where is not None or self.view is not None


@contextmanager
def failing_means(consequence: str = "没有登记任何内容。") -> Iterator[None]:
    """Where something goes wrong inside, the user is told what that means for the records."""
    try:
        yield
    except LawgovError as error:
        error.consequence = consequence
        raise


def record(found: Workspace, words: Sequence[str], entry: Entry) -> None:
    """Resolve everything, write one batch, and say what changed and how to take it back."""
    with failing_means():
        tasks = _chosen(words, found, entry)
        day = opt.day(entry.on, found) or found.today
        fields = _fields(entry, found, day)
        before = fold(found.base, found.events, day)
        _require_reasons(tasks, fields, before)
        changes = _changes(found, tasks, fields, before)
        _ask(tasks, fields, before, entry)
        _confirm_many(changes, tasks, entry)
    say("\n".join(changes))
    _tell_unfound(fields)
    if entry.dry_run:
        say("以上是预览, 没有登记。去掉 --dry-run 即登记。")
        return
    contents = [_ordered({"task": task.id, **fields}) for task in tasks]
    say(where(found.record(contents, entry.by or user()), found))


def _chosen(words: Sequence[str], found: Workspace, entry: Entry) -> list[Task]:
    """The tasks named by number, or those that a condition keeps; never both."""
    if not entry.chosen_by_condition:
        return _recordable(words, found)
    if words:
        raise UsageMistake("序号和 --where/--view 只能写一样。")
    query = opt.query(found, where=entry.where, view=entry.view)
    tasks = [state.task for state in query.apply(found.snapshot())]
    if not tasks:
        raise UsageMistake("没有符合条件的要点。")
    return tasks


def _recordable(words: Sequence[str], found: Workspace) -> list[Task]:
    if not words:
        raise UsageMistake("缺少“序号”: 写 8 这样的序号, 或用 --where 写条件。")
    tasks = resolve_tasks(words, found.plan)
    for task in tasks:
        if task.level.is_heading:
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
    texts = {"note": entry.note, "problem": entry.problem, "next": entry.next}
    texts["reason"] = entry.reason
    fields |= {name: text.strip() for name, text in texts.items() if text and text.strip()}
    if entry.percent is not None:
        whole = entry.percent == int(entry.percent)
        fields["percent"] = int(entry.percent) if whole else entry.percent
    if entry.evidence:
        from lawgov_cli.store.evidence import evidence_field

        fields["evidence"] = evidence_field(entry.evidence, Path.cwd(), found.location.root)
    return {**fields, **entry.more}


def _ordered(content: dict[str, Any]) -> dict[str, Any]:
    """``on`` first, then the task: the line reads as a sentence."""
    on = {"on": content["on"]} if "on" in content else {}
    return {**on, **content}


def _require_reasons(tasks: Sequence[Task], fields: dict[str, Any], before: Snapshot) -> None:
    if "reason" in fields:
        return
    for task in tasks:
        if what := reason_needed(before.states[task.id], fields):
            raise MissingReason(f"第{task.id}项: {what}")


def _ask(tasks: Sequence[Task], fields: dict[str, Any], before: Snapshot, entry: Entry) -> None:
    """Say what looks unfinished; on a terminal ask whether to go on, elsewhere only say it."""
    units_report = bool(before.events.units())
    lines = [
        f"第{task.id}项: {doubt}"
        for task in tasks
        for doubt in doubts(before.states[task.id], fields, before.as_of, units_report=units_report)
    ]
    if not lines or entry.yes:
        return
    say("\n".join(f"提示: {line}" for line in lines), err=True)
    if _on_terminal() and not entry.dry_run:
        _confirm("仍要登记吗?")


def _tell_unfound(fields: dict[str, Any]) -> None:
    """A mistyped file is a name like any other, so that it was not found is said."""
    if "evidence" not in fields:
        return
    from lawgov_cli.store.evidence import unfound

    if names := unfound(fields["evidence"]):
        say(f"提示: 没有找到文件 {'、'.join(names)}, 按材料名称登记, 没有校验码。", err=True)


def _confirm_many(changes: Sequence[str], tasks: Sequence[Task], entry: Entry) -> None:
    """Tasks chosen by a condition are shown before anything is recorded about them."""
    if not entry.chosen_by_condition or entry.yes or entry.dry_run:
        return
    say("\n".join(changes), err=True)
    if not _on_terminal():
        raise UsageMistake(f"以上{len(tasks)}项符合条件。核对后加 --yes 登记。")
    _confirm(f"以上{len(tasks)}项都要登记吗?")


def _on_terminal() -> bool:
    return sys.stdin.isatty() and sys.stdout.isatty()


def _confirm(question: str) -> None:
    if not typer.confirm(question, default=False, err=True):
        raise UsageMistake("已取消。")


def _changes(
    found: Workspace, tasks: Sequence[Task], fields: dict[str, Any], before: Snapshot
) -> list[str]:
    """What the record changes, two lines a task: its name; status before → after, day, note."""
    at = found.now.isoformat(timespec="seconds")
    new = [
        Event.of({"id": f"~{n}", "at": at, "task": task.id, **fields})
        for n, task in enumerate(tasks)
    ]
    after = fold(found.base, found.events.joined(new), before.as_of)
    lines = []
    for task in tasks:
        old, now = before.states[task.id].status, after.states[task.id].status
        said = [fields[name] for name in ("note", "problem", "next", "reason") if name in fields]
        parts = [_change(fields, old, now), long_date(before.as_of), *said]
        lines += [task_name(task), "  " + "   ".join(parts).replace("\n", " ")]
    return lines


def _change(fields: dict[str, Any], old: Status, now: Status) -> str:
    """The change of status in words."""
    unit, status = fields.get("unit"), fields.get("status")
    if unit:
        said = "报送进展"
        if status:
            finished = status == Status.DONE.value
            said = "已报完成" if finished else f"报送{Status(status).word}"
        return f"{unit} {said}, 本项{now.word}"
    if status:
        return f"{old.word} → {now.word}"
    what = change_said(Event.of({"id": "", "at": "", **fields})) or "登记进展"
    return f"{what}, 状态{'仍' if now is old else ''}为{now.word}"


def task_name(task: Task) -> str:
    """``第8项 提高合法性审查工作质效``; a measure by its text."""
    return f"第{task.id}项 {task.title or task.text}"


def where(written: Recorded, found: Workspace) -> str:
    """Where the record stands, and how to take it back."""
    last = written.line + len(written.records) - 1
    lines = f"第{written.line}行" if last == written.line else f"第{written.line}-{last}行"
    text = f"已记入 {short_path(written.journal)} {lines}。撤销: lawgov undo"
    if found.location.home is not None:
        home = found.location.home
        text += f"\n(首次登记: 工作要点和台账放在 {home}; 要放在别处请用 lawgov init)"
    return text


def user() -> str:
    """The name of whoever is at the machine."""
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return os.environ.get("USERNAME", "")
