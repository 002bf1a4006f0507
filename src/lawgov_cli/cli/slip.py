"""``lawgov slip``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, NamedTuple

import typer

from lawgov_cli.base.errors import MissingReason, NotRecordable, UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.asking import ask, typed_day
from lawgov_cli.cli.command import command
from lawgov_cli.cli.output import emit, is_screen, say, short_path
from lawgov_cli.cli.papers import template_folders
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.slips import Slip, level_of, next_slip, skips
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.units import find_unit_to_record
from lawgov_cli.render.formats import rendered
from lawgov_cli.store.files import write_file
from lawgov_cli.views.chasing import SlipView, slip_view

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Task
    from lawgov_cli.store.workspace import Workspace


@command
def slip(
    task: Annotated[str, typer.Argument(metavar="序号", help="一事一单: 只写一项")],
    level: Annotated[str, typer.Option("--level", metavar="级别", help="蓝、黄、红")] = "黄",
    reply_by: Annotated[
        str | None, typer.Option("--reply-by", metavar="日期", help="要求何时反馈")
    ] = None,
    unit: rec.UnitOption = None,
    reason: rec.ReasonOption = None,
    template: Annotated[
        str, typer.Option("--template", "-t", metavar="模板", help="模板名称或文件")
    ] = "slip",
    output: Annotated[
        Path | None,
        typer.Option(
            "--output", "-o", metavar="文件", help="写到这里(- 为屏幕); 默认 reports/slips 下"
        ),
    ] = None,
    by: rec.ByOption = None,
    yes: rec.YesOption = False,
    *,
    files: opt.Files,
) -> None:
    """开督办单(或函), 编号记入台账。例如: lawgov slip 15 --level 黄 --reply-by 7月10日"""
    found = files.opened()
    with rec.failing_means("没有开单。"):
        order = _order(found, _Words(task, level, reply_by, unit, reason, yes))
        if output is not None and not is_screen(output) and output.exists():
            raise UsageMistake(f"{output} 已存在。请用 -o 写到别处。")
    view, text = _issue(found, order, template, by or rec.user())
    told = f"已开 {view.code}  {view.form}({view.level})  第{view.row.id}项  {view.unit}"
    if is_screen(output):
        emit(text)
    else:
        path = output or _default_path(found, view)
        with rec.failing_means(f"{view.code}已记入台账; 先用 lawgov undo 撤销, 再重新开单。"):
            write_file(path, text, force=True)
        told += f"  {short_path(path)}"
    if view.is_letter:
        told += f"\n提示: {view.unit}不属于政府督查对象(政府督查工作条例第五条), 已按函的格式开出。"
    say(told, err=is_screen(output))


class _Words(NamedTuple):
    """A slip as typed."""

    task: str
    level: str
    reply_by: str | None
    unit: str | None
    reason: str | None
    yes: bool


class _Order(NamedTuple):
    """A slip asked for, every word resolved; ``fields`` are those of its record but the number."""

    task: Task
    fields: dict[str, Any]
    reason: str | None


def _order(found: Workspace, words: _Words) -> _Order:
    tasks = resolve_tasks([words.task], found.plan)
    if len(tasks) != 1:
        raise UsageMistake("一事一单: 一次只能开一项。")
    task = tasks[0]
    if task.level.is_heading:
        raise NotRecordable(task.id, task.title)
    reply_by = typed_day(words.reply_by, Purpose.REPLY_BY, found)
    if reply_by is None:
        raise UsageMistake("请写明要求反馈的日期: --reply-by 7月10日。")
    ask(reply_by.doubts, yes=words.yes)
    state = found.snapshot().states[task.id]
    unit = find_unit_to_record(words.unit, found.plan) if words.unit else next(iter(state.lead), "")
    if not unit:
        raise UsageMistake(f"第{task.id}项没有牵头单位, 请用 --unit 写明发给谁。")
    level = level_of(words.level)
    skipped = skips(state.events, level)
    if skipped and not words.reason:
        raise MissingReason(skipped)
    fields = {"level": level, "unit": unit, "reply_by": reply_by.day, "year": found.today.year}
    return _Order(task, fields, words.reason)


def _issue(found: Workspace, order: _Order, template: str, by: str) -> tuple[SlipView, str]:
    """Record the slip and print it; the template is tried first, so a fault costs no number."""
    snapshot = found.snapshot()
    told = {"template": template, "folders": template_folders(found)}
    draft = Slip(**next_slip(found.events, **order.fields))
    rendered(slip_view(draft, order.task.id, snapshot), "md", **told)

    def compose(events: Sequence[Event]) -> dict[str, Any]:
        content = {"task": order.task.id, "slip": next_slip(events, **order.fields)}
        return content | ({"reason": order.reason} if order.reason else {})

    written = found.record_numbered(compose, by)
    view = slip_view(Slip(**written.records[0]["slip"]), order.task.id, snapshot)
    return view, rendered(view, "md", **told)


def _default_path(found: Workspace, view: SlipView) -> Path:
    """``reports/slips/督〔2023〕1号-第15项-市司法局.md`` in the workspace."""
    folder = found.location.root / "reports" / "slips"
    return folder / f"{view.code}-第{view.row.id}项-{view.unit}.md"
