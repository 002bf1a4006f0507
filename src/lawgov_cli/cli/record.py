"""``lawgov done``, ``start``, ``note`` and ``mark``: one record a task, one batch a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.command import command
from lawgov_cli.cli.recording import (
    Care,
    Entry,
    ReasonOption,
    Saying,
    TasksArgument,
    failing_means,
    record,
)
from lawgov_cli.domain.task_numbers import is_reference
from lawgov_cli.domain.units import find_unit
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.filters.words import read_status

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan


@command
def done(tasks: TasksArgument = None, *, said: Saying, care: Care) -> None:
    """登记完成。例如: lawgov done 8 --note "档案巡查完成" --on 2023-09-20"""
    record(care.files.opened(), tasks or [], Entry(said, care, Status.DONE))


@command
def start(
    tasks: TasksArgument = None, *, said: Saying, reason: ReasonOption = None, care: Care
) -> None:
    """登记启动(推进中)。例如: lawgov start 1-3,7"""
    record(care.files.opened(), tasks or [], Entry(said, care, Status.DOING, reason))


@command
def note(
    tasks: Annotated[
        list[str] | None,
        typer.Argument(metavar="序号", help="序号, 最后可直接写进展文字; 或用 --note 写"),
    ] = None,
    *,
    said: Saying,
    care: Care,
) -> None:
    """登记进展, 不改状态。例如: lawgov note 15 "已抽查案卷20件" --unit 市公安局"""
    found = care.files.opened()
    words = list(tasks or [])
    if said.note is None and words and not is_reference(words[-1], found.plan):
        said = said._replace(note=words.pop())
    if said.says_nothing:
        raise UsageMistake('请写明进展: lawgov note 15 "已抽查案卷20件"。没有登记任何内容。')
    record(found, words, Entry(said, care))


@command
def mark(
    status: Annotated[
        str,
        typer.Argument(
            metavar="状态",
            help="待核验、长期坚持、已调整、推进中、未启动、已完成; 滞后、退回、回头看",
        ),
    ],
    tasks: TasksArgument = None,
    *,
    said: Saying,
    reason: ReasonOption = None,
    care: Care,
) -> None:
    """登记任一种状态, 或退回单位的报送。

    例如: lawgov mark 长期坚持 7 12
          lawgov mark 退回 21 --unit 市公安局 --reason "佐证不足"
    """
    found = care.files.opened()
    entry = Entry(said, care, reason=reason)
    with failing_means():
        if status == "退回":
            returned = _returned(said.unit, found.plan)
            entry = entry._replace(said=said._replace(unit=None), settled=returned)
        elif status == "滞后":
            entry = entry._replace(status=Status.DOING, settled={"lags": True})
        else:
            entry = entry._replace(status=_status(status), reopens=status == "回头看")
    record(found, tasks or [], entry)


def _status(word: str) -> Status:
    """A status by its word, or by what an office calls the step that leads to it."""
    if word == "回头看":
        return Status.DOING
    return read_status(word, ["滞后", "退回", "回头看"])


def _returned(unit: str | None, plan: Plan) -> dict[str, Any]:
    if not unit:
        raise UsageMistake('退回要写明单位: lawgov mark 退回 21 --unit 市公安局 --reason "…"')
    return {"returned": [find_unit(unit, plan)]}
