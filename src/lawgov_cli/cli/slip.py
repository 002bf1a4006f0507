"""``lawgov slip``: a slip is issued, printed again, answered; the register of them all."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import FileExists, MissingReason, UsageMistake
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import file_part
from lawgov_cli.cli import options as opt
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.addressee import Addressee, addressed, urged_task
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import ask, typed_day
from lawgov_cli.cli.command import show
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import emit, is_screen, say, short_path
from lawgov_cli.cli.papers import format_of, reference_document, tell_unsigned, template_folders
from lawgov_cli.domain.days import resolve_day
from lawgov_cli.domain.plan_life import Life, Purpose
from lawgov_cli.domain.slip_numbers import cited
from lawgov_cli.domain.slips import (
    WRITTEN,
    Slip,
    level_of,
    next_level,
    numbered,
    register,
    series_of,
    skips,
    to_unit,
)
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.units import find_unit
from lawgov_cli.domain.vocabulary import Light
from lawgov_cli.render.formats import formats_of, rendered
from lawgov_cli.store.files import write_file
from lawgov_cli.views.reasons import reason_row
from lawgov_cli.views.slip import register_view, slip_view

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.slips import Issued
    from lawgov_cli.store.appending import Recorded
    from lawgov_cli.store.workspace import Workspace
    from lawgov_cli.views.slip import SlipView

AddresseeOption = Annotated[
    str | None,
    Option(
        "--unit",
        "-u",
        metavar="单位",
        help="发给哪个单位(默认汇总单位); 与 --list、--reply 一起: 哪个单位的",
    ),
]


class Issuing(NamedTuple):
    """A slip as typed."""

    level: Annotated[
        str | None,
        Option("--level", metavar="级别", help="蓝、黄、红; 默认对该单位的下一级"),
    ] = None
    reply_by: Annotated[str | None, Option("--reply-by", metavar="日期", help="要求何时反馈")] = (
        None
    )
    unit: AddresseeOption = None
    reason: Annotated[str | None, Option("--reason", metavar="理由", help="越级发单时必须写")] = (
        None
    )
    template: Annotated[str, Option("--template", "-t", metavar="模板", help="模板名称或文件")] = (
        "slip"
    )
    output: Annotated[
        Path | None,
        Option(
            "--output",
            "-o",
            metavar="文件",
            help="写到这里(.md、.docx; - 为屏幕, 只预览, 不编号); 默认 reports/slips 下",
        ),
    ] = None
    format: Annotated[
        str | None, Option("--format", metavar="格式", help="md、docx(Word); 默认看文件名")
    ] = None
    dry_run: Annotated[bool, Option("--dry-run", help="只在屏幕上预览, 不编号, 不写入")] = False
    yes: rec.YesOption = False

    @property
    def kind(self) -> str:
        """The format to write: as typed, else as the file's name asks for.

        Raises:
            UsageMistake: there is no such format.
        """
        if self.format and self.format not in formats_of("SlipView"):
            known = "、".join(formats_of("SlipView"))
            raise UsageMistake(f"没有“{self.format}”这种格式。可用: {known}")
        return self.format or format_of(self.output, "SlipView")

    @property
    def previews(self) -> bool:
        """Whether it is only to be looked at, so that it takes no number."""
        return self.dry_run or is_screen(self.output)


class Kept(NamedTuple):
    """What is asked of the slips that were issued."""

    list: Annotated[bool, Option("--list", help="发单登记簿: 编号、时限、答复、逾期")] = False
    open: Annotated[bool, Option("--open", help="登记簿里只列还没有答复的")] = False
    reply: Annotated[
        str | None,
        Option("--reply", metavar="编号", help="登记单位的答复: 1、督1、函〔2023〕2号"),
    ] = None
    print: Annotated[
        str | None,
        Option("--print", metavar="编号", help="再印一次已开的单, 与开出时一样"),
    ] = None
    note: rec.NoteOption = None
    on: Annotated[str | None, Option("--on", metavar="日期", help="答复的日期(默认今天)")] = None
    by: rec.ByOption = None


def slip(
    task: Annotated[str | None, Argument(metavar="序号", help="一事一单: 只写一项")] = None,
    *,
    issuing: Issuing,
    kept: Kept,
    files: opt.Files,
) -> None:
    """开督办单(或函), 编号记入台账; 登记簿; 登记答复。

    例如: lawgov slip 15 --reply-by 下周五
          lawgov slip --list --open
          lawgov slip --reply 督1 --note "已整改"
    """
    way = _way(issuing, kept)
    found = files.opened()
    if way == "list":
        _list(found, issuing.unit, kept)
    elif way == "reply":
        _answer(task, issuing, kept, found)
    elif way == "print":
        _print_again(_one(str(kept.print), task, issuing.unit, found), issuing, found)
    else:
        _issue(task, issuing, kept.by, found)


#: What is asked → the options that go with it; without any a slip is issued.
_OPTIONS = {
    "list": {"list", "open", "unit"},
    "reply": {"reply", "unit", "note", "on", "yes", "dry_run"},
    "print": {"print", "unit", "template", "output", "format"},
    "": {*Issuing._fields},
}


def _way(issuing: Issuing, kept: Kept) -> str:
    """Which of the ways to use the command is meant.

    Raises:
        UsageMistake: two are, or an option is given that would say nothing there.
    """
    given = {**issuing._asdict(), **kept._asdict()}
    usual = {**Issuing._field_defaults, **Kept._field_defaults}
    typed = {name for name, value in given.items() if value != usual[name]} - {"by"}
    way = next((way for way in _OPTIONS if way in typed), "list" if kept.open else "")
    if unfit := sorted(typed - _OPTIONS[way]):
        named = "、".join(f"--{name.replace('_', '-')}" for name in unfit)
        raise UsageMistake(f"{named} 不能{f'和 --{way} 一起' if way else '用在开单时'}写。")
    return way


def _list(found: Workspace, unit: str | None, kept: Kept) -> None:
    name = find_unit(unit, found.plan) if unit else ""
    view = register_view(found.events, found.plan, found.today, unit=name, unanswered=kept.open)
    show(view)


# ---------------------------------------------------------------- a new slip


def _issue(task: str | None, words: Issuing, by: str | None, found: Workspace) -> None:
    with rec.failing_means("没有开单。"):
        if task is None:
            raise UsageMistake("缺少“序号”: lawgov slip 15 --reply-by 下周五。")
        to = addressed(urged_task(task, found), words.unit, found)
        draft = _draft(to, words, found)
        path = words.output
        if path is not None and not words.previews and path.exists():
            raise UsageMistake(f"{path} 已存在。请用 -o 写到别处。")
        # Printed before it is recorded, so that a template with a fault costs no number.
        text = _printed(draft, to.task.id, words, found)
    compose = _composed(draft, to, words, found)
    if words.previews:
        rec.give_records(found.record_numbered(compose, by or rec.user(), dry_run=True))
        emit(text)
        say("以上是预览, 没有编号, 没有登记。去掉 --dry-run 和 -o - 即开单。", err=True)
        return
    _record(found.record_numbered(compose, by or rec.user()), to, words, found)


def _draft(to: Addressee, words: Issuing, found: Workspace) -> Slip:
    """The slip asked for, every word resolved and what is doubtful asked; it has no number yet."""
    reply_by = typed_day(words.reply_by, Purpose.REPLY_BY, found)
    if reply_by is None:
        raise UsageMistake("请写明要求反馈的日期: --reply-by 下周五。")
    earlier = to_unit(register(found.events, found.plan), to.unit, to.task.id)
    level = level_of(words.level) if words.level else next_level(earlier)
    skipped = skips(earlier, level)
    if skipped and not words.reason:
        raise MissingReason(skipped)
    doubts = list(reply_by.doubts)
    if words.level is None and to.state.light is Light.GREEN:
        why = reason_row(to.state.reason, found.plan.year).text
        green = found.plan.lights.word(Light.GREEN)
        doubts.append(f"{nth(to.task.id)}没有亮灯({green}: {why}), 将开{level}色单")
    ask(doubts, yes=words.yes, dry_run=words.previews)
    series, day = series_of(to.unit, found.plan), reply_by.day.isoformat()
    return Slip(series, found.today.year, 0, level, to.unit, day)


def _composed(
    draft: Slip, to: Addressee, words: Issuing, found: Workspace
) -> Callable[[Iterable[Event]], dict[str, Any]]:
    """What makes the record, with the number that follows those which the journal has."""

    def compose(events: Iterable[Event]) -> dict[str, Any]:
        content = {"task": to.task.id, "slip": numbered(draft, Timeline.of(events), found.plan)}
        return content | ({"reason": words.reason} if words.reason else {})

    return compose


def _record(written: Recorded, to: Addressee, words: Issuing, found: Workspace) -> None:
    """The slip has its number in the journal; only now is it written, and said."""
    rec.give_records(written)
    slip = Slip(**written.records[0]["slip"])
    text = _printed(slip, to.task.id, words, found)
    path = words.output or _default_path(slip, to.task.id, words.kind, found)
    again = f"{slip.code}已记入台账, 编号已用。再印: lawgov slip --print {slip.code} -o 文件"
    with rec.failing_means(again):
        _write_new(path, text, remedy="")
    give("recorded", files=[path])
    told = f"{slip.form}({slip.level})  {nth(to.task.id)}  {slip.unit}"
    say(f"已开 {slip.code}  {told}  {short_path(path)}")
    tell_unsigned(found.plan.office)
    if slip.series == WRITTEN:
        say(f"提示: {slip.unit}不属于政府督查对象(政府督查工作条例第五条), 已按函的格式开出。")


def _write_new(path: Path, text: Any, remedy: str = "请用 -o 写到别处。") -> None:  # noqa: ANN401
    """Write a slip; one that is there already may be signed, and is not replaced."""
    try:
        write_file(path, text)
    except FileExists:
        raise FileExists(path, remedy) from None


def _printed(slip: Slip, task: str, words: Issuing, found: Workspace) -> Any:  # noqa: ANN401
    return _paper(slip_view(slip, task, found.snapshot()), words, found)


def _paper(view: SlipView, words: Issuing, found: Workspace) -> Any:  # noqa: ANN401 - text or bytes
    """The slip as the file's name asks for it: Markdown, or a Word file."""
    format_ = "md" if words.previews else words.kind
    folders, reference = template_folders(found.location), reference_document(found.location)
    told = {"template": words.template, "folders": folders, "reference": reference}
    return rendered(view, format_, **told)


def _default_path(slip: Slip, task: str, ending: str, found: Workspace) -> Path:
    """``reports/slips/督〔2023〕1号-第15项-市司法局.md`` in the workspace."""
    name = f"{slip.code}-{nth(task)}-{file_part(slip.unit)}.{ending}"
    return found.location.reports / "slips" / name


# ---------------------------------------------------------------- one that was issued


def _one(text: str, task: str | None, unit: str | None, found: Workspace) -> Issued:
    """The slip that a person cites.

    Raises:
        UsageMistake: it cannot be read.
        NoSuchSlip: there is none, or several and it is not said which.
    """
    name = find_unit(unit, found.plan) if unit else ""
    about = urged_task(task, found).id if task else ""
    return cited(text, register(found.events, found.plan), unit=name, task=about)


def _print_again(one: Issued, words: Issuing, found: Workspace) -> None:
    """The slip as it was when it was issued: by what had been recorded before it."""
    record = one.record
    moment = (record.at, record.id)
    before = Timeline.of([event for event in found.events if (event.at, event.id) < moment])
    snapshot = found.with_events(before).snapshot(date.fromisoformat(record.day))
    view = slip_view(one.slip, record.task, snapshot)
    path = words.output
    if path is None and words.kind != "md":  # what no screen can show
        path = _default_path(one.slip, record.task, words.kind, found)
    text = _paper(view, words, found)
    if path is None or words.previews:
        emit(text)
    else:
        _write_new(path, text)
        give("written", files=[path])
        say(f"已印 {short_path(path)}")


def _answer(task: str | None, words: Issuing, kept: Kept, found: Workspace) -> None:
    """Record that a unit has answered: its own report on the task, which names the slip."""
    with rec.failing_means():
        one = _one(str(kept.reply), task, words.unit, found)
        slip, life = one.slip, Life.of(found.plan)
        day = found.today
        if kept.on:
            day = resolve_day(kept.on, Purpose.HAPPENED, life, found.today).day
    doubts = [f"{slip.code}已登记过答复({one.answered})"] if one.answered else []
    if day.isoformat() < one.record.day:
        doubts.append(f"{slip.code}是{long_date(one.record.day)}开出的, 答复早于发单")
    said = rec.Saying(note=kept.note, unit=slip.unit, on=kept.on, by=kept.by)
    care = rec.Care(yes=words.yes, dry_run=words.dry_run)
    reply = {"series": slip.series, "year": slip.year, "number": slip.number}
    entry = rec.Entry(said, care, settled={"reply": reply}, doubts=doubts)
    rec.record(found, [one.record.task], entry)
