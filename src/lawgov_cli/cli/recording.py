"""What the recording commands share: their options, and the way from typed words to a record.

Every word is resolved before anything is written: one wrong number and nothing is.
"""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.errors import LawgovError, NotRecordable, UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import ask, confirm, hint, on_terminal
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.finding import astray
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.cli.receipt import Receipt, Typed, unit_on
from lawgov_cli.cli.typed import given_text, note_in, percent_typed
from lawgov_cli.domain.fields import BY_NAME, FIELDS, checks_of
from lawgov_cli.domain.plan_life import Life
from lawgov_cli.domain.proposal import When, propose
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.values import EVIDENCE, NAMES, TEXT
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.views.records import proposal_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.proposal import Proposal
    from lawgov_cli.store.appending import Recorded
    from lawgov_cli.store.workspace import Workspace

NoteOption = Annotated[
    str | None,
    Option("--note", "-n", metavar="文字", help="进展或完成情况; - 读标准输入, @文件 读文件"),
]
UnitOption = Annotated[
    str | None,
    Option(
        "--unit",
        "-u",
        metavar="单位",
        help="这是该单位报送的(不写则是本级的结论)",
    ),
]
OnOption = Annotated[str | None, Option("--on", metavar="日期", help="事情发生的日期(默认今天)")]
ByOption = Annotated[
    str | None,
    Option("--by", envvar="LAWGOV_BY", metavar="姓名", help="登记人(默认当前用户)"),
]
EvidenceOption = Annotated[
    list[str] | None,
    Option("--evidence", "-e", metavar="佐证", help="佐证: 文件(记下校验码)、名称或网址; 可重复"),
]
ProblemOption = Annotated[str | None, Option("--problem", metavar="文字", help="存在的问题")]
NextOption = Annotated[str | None, Option("--next", metavar="文字", help="下一步措施")]
PercentOption = Annotated[
    float | None,
    Option("--percent", parser=percent_typed, metavar="百分数", help="完成进度, 0至100"),
]
ReasonOption = Annotated[
    str | None,
    Option("--reason", metavar="理由", help="退回、回头看、调整、改期、换单位时必须写"),
]
TasksArgument = Annotated[
    list[str] | None,
    Argument(
        metavar="序号",
        help="8、八、(八)、第8项、8.2、1-3,7; 可写多个; 或用 --where",
    ),
]
YesOption = Annotated[bool, Option("--yes", "-y", help="不再询问(供脚本使用)")]
DryRunOption = Annotated[bool, Option("--dry-run", help="只显示将登记什么, 不写入")]


ReceivedOption = Annotated[
    str | None, Option("--received", metavar="日期", help="收到报送的日期(默认登记当天)")
]
ForOption = Annotated[
    str | None, Option("--for", metavar="月份", help="是哪个月的报送: 2023-09、9月、上月")
]


class Saying(NamedTuple):
    """What is said of a task: each option is the field of the record that has its name."""

    note: NoteOption = None
    unit: UnitOption = None
    on: OnOption = None
    received: ReceivedOption = None
    period: ForOption = None
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
            said.get(field.name) is not None and clean(str(said[field.name])).strip()
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
        entry = entry._replace(said=entry.said._replace(note=given_text(entry.said.note)))
        receipt = _receipt(entry, found)
        idle = entry.settled.get("zero") and not words and not care.chooses
        tasks = receipt.unreported() if idle else _chosen(words, found, care)
        when = When(found.now, receipt.day(tasks))
        fields = _fields(entry, found, when, receipt.fields(tasks))
        proposal = propose(found.base, found.records, tasks, fields, when)
        proposal.require_reasons()
        ask(
            [
                *entry.doubts,
                *receipt.doubts(tasks),
                *proposal.not_taken(),
                *proposal.questions(reopens=entry.reopens),
            ],
            yes=care.yes,
            dry_run=care.dry_run,
        )
        _question(proposal.doubts(), care)
        _confirm_many(proposal, care)
        counted = receipt.line(proposal)
        told = "\n".join([*proposal_lines(proposal), *([f"  {counted}"] if counted else [])])
        by = clean(entry.said.by or "").strip() or user()
        written = found.record(proposal.contents, by, dry_run=care.dry_run)
    say(f"{told}\n{where(written, found)}")  # told once it is on the disk
    _tell_of_files(proposal.fields)


def _receipt(entry: Entry, found: Workspace) -> Receipt:
    said = entry.said
    typed = Typed.of(said.on, said.received, said.period, found)
    unit = unit_on(said.unit, typed.about(found.today), found) if said.unit else ""
    return Receipt(unit, entry.settled, typed, found)


def noted(
    typed: Sequence[str] | None, said: Saying, care: Care, found: Workspace, *, usual: bool = False
) -> tuple[list[str], Saying]:
    """The numbers, and what is said with the last word as the note where it is no number.

    Parameters:
        usual: whether the command is there to take a note; if not, what was taken is said.
    """
    words = list(typed or [])
    least = 1 if usual or care.chooses else 2
    if said.note is not None or len(words) < least:
        return words, said
    with failing_means():
        note = note_in(words[-1], found, usual=usual)
    return (words, said) if note is None else (words[:-1], said._replace(note=note))


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
            raise NotRecordable(task.label or task.id, task.title)
    return tasks


def _fields(
    entry: Entry, found: Workspace, when: When, receipt: Mapping[str, str]
) -> dict[str, Any]:
    """The fields of the record that matter, every name resolved, in the order of the table."""
    said: dict[str, Any] = {**entry.said._asdict(), "reason": entry.reason}
    said |= {"status": entry.status and entry.status.value, "by": None}
    said |= {"unit": unit_on(said["unit"], when.day, found) if said["unit"] else None}
    said |= {"on": when.day.isoformat() if when.day != found.today else None}
    said |= {"received": None, "period": None, **receipt}
    if said["evidence"]:
        from lawgov_cli.store.evidence import evidence_field

        said["evidence"] = evidence_field(said["evidence"], Path.cwd(), found.location.root)
    said |= _named(entry.settled, found.on(when.day).plan)
    typed = {f.name: _value(said[f.name], f.sort) for f in FIELDS if said.get(f.name) is not None}
    fields = {
        name: value
        for name, value in typed.items()
        if value not in ("", []) or name in entry.settled  # what is settled may be taken away
    }
    for name, fault, word in checks_of(fields):
        if why := fault(fields[name], word):
            raise UsageMistake(f"{why}。")
    return fields


def _named(settled: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """*settled* with the names that its units have in *plan*, which is of the record's day."""
    name = plan.canonical.get
    return {
        field: [name(unit, unit) for unit in value] if BY_NAME[field].sort is NAMES else value
        for field, value in settled.items()
    }


def _value(value: Any, sort: Any) -> Any:  # noqa: ANN401 - a field's
    """What is typed as it is written: texts clean and trimmed, whole numbers without a fraction."""
    if sort is TEXT:
        return clean(value).strip()
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


def _tell_of_files(fields: Mapping[str, Any]) -> None:
    """Say which file was not found, maybe mistyped, and which does not move with the rest."""
    if EVIDENCE not in {field.sort for field in FIELDS if field.name in fields}:
        return
    from lawgov_cli.store.evidence import outside, unfound

    if names := unfound(fields["evidence"]):
        say(f"提示: 没有找到文件 {'、'.join(names)}, 按材料名称登记, 没有校验码。", err=True)
    if names := outside(fields["evidence"]):
        say(f"提示: 佐证 {'、'.join(names)} 不在工作目录里, 搬动工作目录时不会一起走。", err=True)


def _confirm_many(proposal: Proposal, care: Care) -> None:
    """Tasks chosen by a condition are shown before anything is recorded about them."""
    if not care.chooses or care.yes or care.dry_run:
        return
    say("\n".join(proposal_lines(proposal)), err=True)
    number = len(proposal.tasks)
    if not on_terminal():
        raise UsageMistake(f"以上{number}项符合条件。核对后加 --yes 登记。")
    confirm(f"以上{number}项都要登记吗?")


def where(written: Recorded, found: Workspace, what: str = "登记") -> str:
    """Where the record stands, and how to take it back; that of a dry run stands nowhere."""
    give_records(written)
    if not written.line:
        return f"以上是预览, 没有{what}。去掉 --dry-run 即{what}。"
    last = written.line + len(written.records) - 1
    lines = f"第{written.line}行" if last == written.line else f"第{written.line}-{last}行"
    text = f"已记入 {short_path(written.journal)} {lines}。撤销: lawgov undo"
    if found.location.home is not None:
        home = found.location.home
        text += f"\n(首次登记: 工作要点和台账放在 {home}; 要放在别处请用 lawgov init)"
    text += astray(found.location)
    if "on" not in written.records[0] and (said := _outside(found)):
        text += f"\n提示: {said}如果不是, 请核对电脑的时钟。"
    if not written.is_locked:
        text += "\n提示: 台账所在的位置(如网络共享)不支持文件锁, 请不要两个人同时登记。"
    return text


def give_records(written: Recorded) -> None:
    """Give a program what was recorded, or what would be, with the lines of the journal."""
    items = [
        {"line": written.line + n if written.line else None, "record": record}
        for n, record in enumerate(written.records)
    ]
    give("recorded", recorded=bool(written.line), journal=written.journal, items=items)


def _outside(found: Workspace) -> str:
    """That today is outside of the plan's life."""
    life = Life.of(found.plan)
    if life.starts <= found.today <= life.until:  # as nearly always
        return ""
    from lawgov_cli.domain.days import outside

    return outside(found.today, life)


def user() -> str:
    """The name that is kept for who records here, else that of whoever is at the machine."""
    import getpass

    from lawgov_cli.store.settings import BY, setting

    if kept := setting(BY):
        return kept
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return os.environ.get("USERNAME", "")
