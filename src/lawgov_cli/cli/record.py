"""``lawgov done``, ``start``, ``note`` and ``mark``: one record a task, one batch a command."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli import recording as rec
from lawgov_cli.domain.task_numbers import is_reference
from lawgov_cli.domain.units import find_unit
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Status

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan


def done(
    tasks: rec.TasksArgument = None,
    note: rec.NoteOption = None,
    unit: rec.UnitOption = None,
    on: rec.OnOption = None,
    by: rec.ByOption = None,
    evidence: rec.EvidenceOption = None,
    problem: rec.ProblemOption = None,
    next_: rec.NextOption = None,
    percent: rec.PercentOption = None,
    yes: rec.YesOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    dry_run: rec.DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记完成。例如: lawgov done 8 --note "档案巡查完成" --on 2023-09-20"""
    entry = rec.Entry(Status.DONE, note, unit, on, by, evidence, problem, next_, percent)
    entry = entry._replace(where=where, view=view, yes=yes, dry_run=dry_run)
    rec.record(opt.workspace(plan, year), tasks or [], entry)


def start(
    tasks: rec.TasksArgument = None,
    note: rec.NoteOption = None,
    unit: rec.UnitOption = None,
    on: rec.OnOption = None,
    by: rec.ByOption = None,
    evidence: rec.EvidenceOption = None,
    problem: rec.ProblemOption = None,
    next_: rec.NextOption = None,
    percent: rec.PercentOption = None,
    reason: rec.ReasonOption = None,
    yes: rec.YesOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    dry_run: rec.DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记启动(推进中)。例如: lawgov start 1-3,7"""
    entry = rec.Entry(Status.DOING, note, unit, on, by, evidence, problem, next_, percent, reason)
    entry = entry._replace(where=where, view=view, yes=yes, dry_run=dry_run)
    rec.record(opt.workspace(plan, year), tasks or [], entry)


def note(
    tasks: Annotated[
        list[str] | None,
        typer.Argument(metavar="序号", help="序号, 最后可直接写进展文字; 或用 --note 写"),
    ] = None,
    note: rec.NoteOption = None,
    unit: rec.UnitOption = None,
    on: rec.OnOption = None,
    by: rec.ByOption = None,
    evidence: rec.EvidenceOption = None,
    problem: rec.ProblemOption = None,
    next_: rec.NextOption = None,
    percent: rec.PercentOption = None,
    yes: rec.YesOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    dry_run: rec.DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记进展, 不改状态。例如: lawgov note 15 "已抽查案卷20件" --unit 市公安局"""
    found = opt.workspace(plan, year)
    words = list(tasks or [])
    if note is None and words and not is_reference(words[-1], found.plan):
        note = words.pop()
    if not (note or "").strip() and (problem, next_, percent, evidence) == (None,) * 4:
        raise UsageMistake('请写明进展: lawgov note 15 "已抽查案卷20件"。没有登记任何内容。')
    entry = rec.Entry(None, note, unit, on, by, evidence, problem, next_, percent)
    rec.record(found, words, entry._replace(where=where, view=view, yes=yes, dry_run=dry_run))


def mark(
    status: Annotated[
        str,
        typer.Argument(
            metavar="状态",
            help="待核验、长期坚持、已调整、推进中、未启动、已完成; 滞后、退回、回头看",
        ),
    ],
    tasks: rec.TasksArgument = None,
    note: rec.NoteOption = None,
    reason: rec.ReasonOption = None,
    unit: rec.UnitOption = None,
    on: rec.OnOption = None,
    by: rec.ByOption = None,
    evidence: rec.EvidenceOption = None,
    problem: rec.ProblemOption = None,
    next_: rec.NextOption = None,
    percent: rec.PercentOption = None,
    yes: rec.YesOption = False,
    where: opt.WhereOption = None,
    view: opt.ViewOption = None,
    dry_run: rec.DryRunOption = False,
    plan: opt.PlanOption = None,
    year: opt.YearOption = None,
) -> None:
    """登记任一种状态, 或退回单位的报送。

    例如: lawgov mark 长期坚持 7 12
          lawgov mark 退回 21 --unit 市公安局 --reason "佐证不足"
    """
    found = opt.workspace(plan, year)
    entry = rec.Entry(None, note, unit, on, by, evidence, problem, next_, percent, reason)
    entry = entry._replace(where=where, view=view, yes=yes, dry_run=dry_run)
    if status == "退回":
        entry = entry._replace(unit=None, more=_returned(unit, found.plan))
    elif status == "滞后":
        entry = entry._replace(status=Status.DOING, more={"lags": True})
    else:
        entry = entry._replace(status=_status(status))
    rec.record(found, tasks or [], entry)


def _status(word: str) -> Status:
    """A status by its word, or by what an office calls the step that leads to it."""
    if word == "回头看":
        return Status.DOING
    return opt.parse_status(word, [*STATUS_WORDS.values(), "滞后", "退回", "回头看"])


def _returned(unit: str | None, plan: Plan) -> dict[str, Any]:
    if not unit:
        raise UsageMistake('退回要写明单位: lawgov mark 退回 21 --unit 市公安局 --reason "…"')
    return {"returned": [find_unit(unit, plan)]}
