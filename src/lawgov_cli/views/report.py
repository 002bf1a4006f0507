"""The report model: one period, one scope, everything a template may print.

A template gets these records and nothing else. Only facts: numbers that add up, and notes in the
words of whoever reported them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import ranges
from lawgov_cli.domain.vocabulary import FINISHED, Light, Status
from lawgov_cli.views.handing import readers
from lawgov_cli.views.numbers import Tally, light_tallies, status_tallies
from lawgov_cli.views.report_head import WORDS, Head, PeriodWords, annexes_of, head_of
from lawgov_cli.views.report_parts import (
    Change,
    ChangeGroup,
    EvidenceRow,
    FilingLine,
    SectionReport,
    TableLine,
    change_groups,
    changes_between,
    evidence_of,
    filing_lines,
    sections_of,
    table_lines,
)
from lawgov_cli.views.report_words import (
    OVER,
    AnnexWord,
    Remark,
    Remarks,
    TaskProgress,
    Teller,
    heard,
    last_of_each,
    still_open,
)
from lawgov_cli.views.rows import TaskRow, task_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.plan import Office
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.views.chasing import FilingsView
    from lawgov_cli.views.report_words import Heard

#: The duty that every annual report must speak to, as documents word it.
FIRST_DUTY = "第一责任人"
#: What a report says of the lines of the journal that are missing from it.
DAMAGE = "台账有{}行读不出，没有计入；请核对后补记，再重新生成。"
#: Points due within so many days after the period are named under the next steps.
DUE_SOON_DAYS = 30


class Report(NamedTuple):
    """Everything a report template may print.

    ``rows`` holds every point once; the other lists pick from them. ``lagging`` shows red or
    yellow, ``unfinished`` is open when the plan has run out, ``changed`` was adjusted,
    ``first_duty`` speaks of the first person responsible. ``problems``, ``reasons`` and
    ``next_steps`` hold every note of the period with such words, ``open_problems`` and ``steps``
    what of it still holds, once. ``filings`` is there for a month of the whole plan,
    ``filings_by_month`` for each month of it. ``annex`` is what only an annex quotes, and
    ``annexes`` the numbers of those there are, by what they hold. ``damage`` says how many lines
    of the journal could not be read; empty where all could.
    """

    title: str
    office: Office
    issue: str
    subject: str
    plan_title: str
    issuer: str
    year: int
    period: str
    period_name: str
    words: PeriodWords
    as_of: str
    scope: str
    total: int
    tallies: tuple[Tally, ...]
    lights: tuple[Tally, ...]
    dated: int
    newly_done: int
    changes: tuple[Change, ...]
    change_groups: tuple[ChangeGroup, ...]
    sections: tuple[SectionReport, ...]
    lagging: tuple[TaskRow, ...]
    to_verify: tuple[TaskRow, ...]
    unfinished: tuple[TaskRow, ...]
    changed: tuple[TaskRow, ...]
    ongoing: tuple[TaskRow, ...]
    problems: tuple[TaskProgress, ...]
    open_problems: Remarks
    reasons: tuple[TaskProgress, ...]
    slips: tuple[Remark, ...]
    due_soon: tuple[TaskRow, ...]
    next_steps: tuple[TaskProgress, ...]
    steps: Remarks
    first_duty: tuple[TaskProgress, ...]
    open_rows: tuple[TaskRow, ...]
    open_numbers: str
    evidence: tuple[EvidenceRow, ...]
    filings: FilingsView | None
    filings_by_month: tuple[FilingsView, ...]
    filing_lines: tuple[FilingLine, ...]
    rows: tuple[TaskRow, ...]
    table: tuple[TableLine, ...]
    annex: tuple[AnnexWord, ...]
    annexes: dict[str, str]
    damage: str


def report_view(  # noqa: PLR0913 - what a report is of
    selection: Selection,
    period: Period,
    before: Snapshot,
    after: Snapshot,
    filings: Sequence[FilingsView] = (),
    *,
    issue: int | None = None,
    damaged: int = 0,
) -> Report:
    """The report of *period* on the points that *selection* keeps.

    Parameters:
        before: the state on the day before the period.
        after: the state on its last day.
        filings: who reported, month by month, for the whole plan.
        issue: the number of the bulletin, where it is not that of its month.
        damaged: how many lines of the journal could not be read.
    """
    states = selection.apply(after)
    plan = after.plan
    whose = readers(selection.units, plan)
    is_year = period.kind == "year"
    rows = [task_row(state, after, selection.parts(state, after), whose) for state in states]
    told = [heard(state, after, period, whose) for state in states]
    teller = Teller(after, to_unit=bool(whose), leads_only=is_year)
    said = [teller.progress(one, row) for one, row in zip(told, rows, strict=True)]
    annex = () if is_year else teller.annex(told)
    changes = changes_between(states, before)
    evidence = evidence_of(said)
    lines = filing_lines(filings)
    head: Head = head_of(selection, period, after, issue)
    return Report(
        title=head.title,
        office=plan.office,
        issue=head.issue,
        subject=head.subject,
        plan_title=plan.title,
        issuer=plan.issuer,
        year=plan.year,
        period=period.word,
        period_name=period.name,
        words=WORDS[period.kind],
        as_of=long_date(after.as_of),
        scope=head.scope,
        total=len(states),
        tallies=status_tallies(states),
        lights=light_tallies(states, plan),
        dated=sum(state.due is not None for state in states),
        newly_done=sum(change.after == Status.DONE.word for change in changes),
        changes=tuple(changes),
        change_groups=change_groups(changes),
        sections=tuple(sections_of(states, said, after)),
        lagging=tuple(r for r in rows if r.light in {Light.RED.value, Light.YELLOW.value}),
        to_verify=tuple(
            row for state, row in zip(states, rows, strict=True) if state.awaits_verification
        ),
        unfinished=tuple(_open(rows)) if after.as_of >= plan.ends else (),
        changed=_of_status(rows, Status.CHANGED),
        ongoing=_of_status(rows, Status.ONGOING),
        problems=tuple(_with(said, "problem")),
        open_problems=teller.remarks("problem", (still_open(one, after, FINISHED) for one in told)),
        reasons=tuple(_with(said, "reason")),
        slips=tuple(teller.slips(told)),
        due_soon=tuple(r for r in rows if _is_due_soon(r)),
        next_steps=tuple(_with(said, "next")),
        steps=teller.remarks("next", _to_come(told, after, is_year=is_year)),
        first_duty=tuple(item for item in said if _speaks_of_first_duty(item.row)),
        open_rows=tuple(_open(rows)),
        open_numbers=ranges([row.id for row in _open(rows)]),
        evidence=evidence,
        filings=filings[0] if period.kind == "month" and filings else None,
        filings_by_month=tuple(filings),
        filing_lines=lines,
        rows=tuple(rows),
        table=table_lines(states, rows, after, whose),
        annex=annex,
        annexes=annexes_of(filings=bool(lines), words=bool(annex)),
        damage=DAMAGE.format(damaged) if damaged else "",
    )


def _to_come(told: Sequence[Heard], after: Snapshot, *, is_year: bool) -> list[Heard]:
    """The last reports from which next steps are taken; in a year each unit's very last."""
    last = last_of_each(told) if is_year else told
    return [still_open(one, after, OVER) for one in last if one.state.status not in OVER]


def _of_status(rows: Sequence[TaskRow], status: Status) -> tuple[TaskRow, ...]:
    return tuple(row for row in rows if row.status == status.value)


def _open(rows: Sequence[TaskRow]) -> list[TaskRow]:
    return [row for row in rows if Status(row.status) not in FINISHED]


def _speaks_of_first_duty(row: TaskRow) -> bool:
    return any(FIRST_DUTY in text for text in (row.title, *(m.text for m in row.measures)))


def _with(progress: Sequence[TaskProgress], field: str) -> list[TaskProgress]:
    """The points with notes that have *field*, and only those notes."""
    found = (
        item._replace(notes=tuple(note for note in item.notes if getattr(note, field)))
        for item in progress
    )
    return [item for item in found if item.notes]


def _is_due_soon(row: TaskRow) -> bool:
    if row.days_left is None or Status(row.status) in FINISHED:
        return False
    return 0 <= row.days_left <= DUE_SOON_DAYS
