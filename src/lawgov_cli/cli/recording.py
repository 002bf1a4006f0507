"""What the recording commands share: their options, and the way from typed words to a record.

Every word is resolved before anything is written: one wrong number and nothing is.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lawgov_cli.base.errors import LawgovError, NotRecordable, UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.asking import ask, confirm, hint, on_terminal, typed_day
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.domain.fields import EVIDENCE, FIELDS, TEXT, checks_of
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.proposal import When, propose
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.units import find_unit
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.views.records import proposal_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_cli.domain.plan import Task
    from lawgov_cli.domain.proposal import Proposal
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


class Saying(NamedTuple):
    """What is said of a task: each option is the field of the record that has its name."""

    note: NoteOption = None
    unit: UnitOption = None
    on: OnOption = None
    by: ByOption = None
    evidence: EvidenceOption = None
    problem: ProblemOption = None
    next: NextOption = None
    percent: PercentOption = None

    @property
    def says_nothing(self) -> bool:
        """Whether there is no word of how the work goes."""
        said = self._asdict()
        return not any(
            said.get(field.name) is not None and str(said[field.name]).strip()
            for field in FIELDS
            if field.progress
        )


class Care(NamedTuple):
    """Which tasks where no numbers are typed, and whether to ask or only to look."""

    yes: YesOption = False
    where: opt.WhereOption = None
    view: opt.ViewOption = None
    dry_run: DryRunOption = False
    files: opt.Files = opt.Files()

    @property
    def chooses(self) -> bool:
        """Whether the tasks are named by a condition rather than by number."""
        return self.where is not None or self.view is not None


class Entry(NamedTuple):
    """What the user wants recorded, as typed; ``settled`` holds fields already resolved.

    ``doubts``: what must be asked about them before anything is written; ``reopens``: what was
    finished is to be looked at again (回头看).
    """

    said: Saying = Saying()
    care: Care = Care()
    status: Status | None = None
    reason: str | None = None
    settled: Mapping[str, Any] = {}
    doubts: Sequence[str] = ()
    reopens: bool = False


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
    care = entry.care
    with failing_means():
        tasks = _chosen(words, found, care)
        happened = typed_day(entry.said.on, Purpose.HAPPENED, found)
        when = When(found.now, happened.day if happened else found.today)
        proposal = propose(found.base, found.events, tasks, _fields(entry, found, when), when)
        proposal.require_reasons()
        asked = [*entry.doubts, *(happened.doubts if happened else ())]
        asked += proposal.questions(reopens=entry.reopens)
        ask(asked, yes=care.yes, dry_run=care.dry_run)
        _question(proposal.doubts(), care)
        _confirm_many(proposal, care)
    say("\n".join(proposal_lines(proposal)))
    _tell_unfound(proposal.fields)
    if care.dry_run:
        say("以上是预览, 没有登记。去掉 --dry-run 即登记。")
        return
    say(where(found.record(proposal.contents, entry.said.by or user()), found))


def _chosen(words: Sequence[str], found: Workspace, care: Care) -> list[Task]:
    """The tasks named by number, or those that a condition keeps; never both."""
    if not care.chooses:
        return _recordable(words, found)
    if words:
        raise UsageMistake("序号和 --where/--view 只能写一样。")
    selection = opt.Filtering(where=care.where, view=care.view).selection(found)
    tasks = [state.task for state in selection.apply(found.snapshot())]
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


def _fields(entry: Entry, found: Workspace, when: When) -> dict[str, Any]:
    """The fields of the record that matter, every name resolved, in the order of the table."""
    said: dict[str, Any] = {**entry.said._asdict(), "reason": entry.reason}
    said |= {"status": entry.status and entry.status.value, "by": None}
    said |= {"unit": find_unit(said["unit"], found.plan) if said["unit"] else None}
    said |= {"on": when.day.isoformat() if when.day != found.today else None}
    if said["evidence"]:
        from lawgov_cli.store.evidence import evidence_field

        said["evidence"] = evidence_field(said["evidence"], Path.cwd(), found.location.root)
    said |= entry.settled
    typed = {f.name: _value(said[f.name], f.sort) for f in FIELDS if said.get(f.name) is not None}
    fields = {name: value for name, value in typed.items() if value not in ("", [])}
    for name, fault, word in checks_of(fields):
        if why := fault(fields[name], word):
            raise UsageMistake(f"{why}。")
    return fields


def _value(value: Any, sort: Any) -> Any:  # noqa: ANN401 - a field's
    """What is typed as it is written: texts trimmed, whole numbers without a fraction."""
    if sort is TEXT:
        return value.strip()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def _question(doubts: Sequence[str], care: Care) -> None:
    """Say what looks unfinished; on a terminal ask whether to go on, elsewhere only say it."""
    if not doubts or care.yes:
        return
    hint(doubts)
    if on_terminal() and not care.dry_run:
        confirm("仍要登记吗?")


def _tell_unfound(fields: Mapping[str, Any]) -> None:
    """A mistyped file is a name like any other, so that it was not found is said."""
    if EVIDENCE not in {field.sort for field in FIELDS if field.name in fields}:
        return
    from lawgov_cli.store.evidence import unfound

    if names := unfound(fields["evidence"]):
        say(f"提示: 没有找到文件 {'、'.join(names)}, 按材料名称登记, 没有校验码。", err=True)


def _confirm_many(proposal: Proposal, care: Care) -> None:
    """Tasks chosen by a condition are shown before anything is recorded about them."""
    if not care.chooses or care.yes or care.dry_run:
        return
    say("\n".join(proposal_lines(proposal)), err=True)
    number = len(proposal.tasks)
    if not on_terminal():
        raise UsageMistake(f"以上{number}项符合条件。核对后加 --yes 登记。")
    confirm(f"以上{number}项都要登记吗?")


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
