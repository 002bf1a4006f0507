"""The report model: one period, one scope, everything a template may print.

A template gets these records and nothing else. Only facts: numbers that add up, and notes in the
words of whoever reported them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.views.handing import readers
from lawgov_cli.views.report_head import PeriodWords, annexes_of, head_of, period_words
from lawgov_cli.views.report_parts import (
    Change,
    ChangeGroup,
    EvidenceRow,
    FilingLine,
    SectionReport,
    TableLine,
    filing_lines,
    table_lines,
)
from lawgov_cli.views.report_picks import DueLine, counts_of, picks_of, words_of
from lawgov_cli.views.report_words import AnnexWord, Remark, Remarks, TaskProgress, Teller, heard
from lawgov_cli.views.rows import TaskRow, task_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.plan import Office
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.views.chasing import FilingsView
    from lawgov_cli.views.numbers import Tally

#: What a report says of the lines of the journal that are missing from it.
DAMAGE = "台账有{}行读不出，没有计入；请核对后补记，再重新生成。"


class Report(NamedTuple):
    """Everything a report template may print.

    ``rows`` holds every point once; the other lists pick from them. ``lagging`` shows red or
    yellow, ``to_verify`` waits for the office's word, ``due_soon`` is due by the end of the next
    month (``due_by``) and ``due_lines`` says what of it and whose, ``unfinished`` is open when the
    plan has run out, ``changed`` was adjusted, ``first_duty`` speaks of the first person
    responsible. ``problems``, ``reasons`` and ``next_steps`` hold every note of the period with
    such words, ``open_problems`` and ``steps`` what of it still holds, once. ``filings`` is there
    for a month of the whole plan, ``filings_by_month`` for each month of it. ``annex`` is what only
    an annex quotes, and ``annexes`` the numbers of those there are, by what they hold. ``damage``
    says how many lines of the journal could not be read; empty where all could.
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
    due_lines: tuple[DueLine, ...]
    due_by: str
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
    states, plan = selection.apply(after), after.plan
    whose = readers(selection.units, plan)
    is_year = period.kind == "year"
    rows = [task_row(state, after, selection.parts(state, after), whose) for state in states]
    told = [heard(state, after, period, whose) for state in states]
    teller = Teller(after, to_unit=bool(whose), leads_only=is_year)
    said = [teller.progress(one, row) for one, row in zip(told, rows, strict=True)]
    annex = () if is_year else teller.annex(told)
    lines = filing_lines(filings)
    return Report(
        **head_of(selection, period, after, issue)._asdict(),
        **counts_of(states, before, plan)._asdict(),
        **picks_of(states, rows, after)._asdict(),
        **words_of(teller, told, said, after, is_year=is_year)._asdict(),
        office=plan.office,
        plan_title=plan.title,
        issuer=plan.issuer,
        year=plan.year,
        period=period.word,
        period_name=period.name,
        words=period_words(period, plan),
        as_of=long_date(after.as_of),
        filings=filings[0] if period.kind == "month" and filings else None,
        filings_by_month=tuple(filings),
        filing_lines=lines,
        rows=tuple(rows),
        table=table_lines(states, rows, after, whose),
        annex=annex,
        annexes=annexes_of(filings=bool(lines), words=bool(annex)),
        damage=DAMAGE.format(damaged) if damaged else "",
    )
