"""What a slip prints, and the register of all slips with what came of each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date, short_date
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.slips import WRITTEN, Slip, chases_of, register, to_unit
from lawgov_cli.domain.tally import StatusRule
from lawgov_cli.domain.vocabulary import FINISHED, Status
from lawgov_cli.views.handing import handed
from lawgov_cli.views.reasons import on_paper
from lawgov_cli.views.records import NoteRow, change_said, note_row
from lawgov_cli.views.rows import TaskRow, task_row

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Office, Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.slips import Issued
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.domain.timeline import Timeline


class ChaseRow(NamedTuple):
    """One time a unit was urged: how, who answered, and what."""

    day: str
    date: str
    how: str
    who: str
    answer: str
    words: str


class SlipView(NamedTuple):
    """One slip: to whom, about what, on what grounds, to be answered when.

    ``code`` of a slip that is only looked at has no number, and ``preview`` is true. ``last``,
    ``earlier_slips`` (``earlier`` of them) and ``chases`` are the addressee's own on this task.
    """

    code: str
    preview: bool
    level: str
    form: str
    is_letter: bool
    plan_title: str
    issuer: str
    office: Office
    unit: str
    row: TaskRow
    others: tuple[str, ...]
    text: str
    grounds: str
    last: NoteRow | None
    earlier: int
    earlier_slips: tuple[SlipRow, ...]
    chases: tuple[ChaseRow, ...]
    reply_by: str
    date: str


class SlipRow(NamedTuple):
    """One slip in the register.

    ``answered`` is the day of the first reply; ``overdue`` by how many days that was, or is, too
    late. ``repeated``: another slip has the same number. ``reply`` is what the unit answered.
    """

    code: str
    series: str
    year: int
    number: int
    issued: str
    unit: str
    task: str
    title: str
    level: str
    form: str
    reply_by: str
    reply_by_date: str
    answered: str
    answered_date: str
    overdue: int
    withdrawn: bool
    repeated: bool
    reply: str
    chases: tuple[ChaseRow, ...]
    line: int

    @property
    def outcome(self) -> str:
        """What came of it: ``9月28日答复, 迟3天``, ``未答复, 已逾期5天``, ``已撤销``."""
        if self.withdrawn:
            return "已撤销"
        late = f"{self.overdue}天" if self.overdue else ""
        if self.answered:
            return f"{self.answered_date}答复" + (f", 迟{late}" if late else "")
        return f"未答复, 已逾期{late}" if late else "未答复"


class RegisterView(NamedTuple):
    """The slips asked for, in the order issued; ``total`` counts all of the journal."""

    rows: tuple[SlipRow, ...]
    total: int
    as_of: date


def register_view(
    events: Timeline, plan: Plan, as_of: date, *, unit: str = "", unanswered: bool = False
) -> RegisterView:
    """The register: of *unit* alone where one is given, only what awaits a reply if asked."""
    issued = register(events, plan)
    kept = (one for one in issued if not unit or one.slip.unit == unit)
    rows = tuple(
        slip_row(one, plan, as_of)
        for one in kept
        if not (unanswered and (one.withdrawn or one.answered))
    )
    return RegisterView(rows, len(issued), as_of)


def slip_row(one: Issued, plan: Plan, as_of: date) -> SlipRow:
    """One slip and what came of it by *as_of*."""
    slip, task = one.slip, plan.by_id.get(one.record.task)
    return SlipRow(
        code=slip.code,
        series=slip.series,
        year=slip.year,
        number=slip.number,
        issued=one.record.day,
        unit=slip.unit,
        task=one.record.task,
        title=(task.title or task.text) if task else "",
        level=slip.level,
        form=slip.form,
        reply_by=slip.reply_by,
        reply_by_date=short_date(slip.reply_by, plan.year),
        answered=one.answered,
        answered_date=short_date(one.answered, plan.year) if one.answered else "",
        overdue=0 if one.withdrawn else one.overdue(as_of),
        withdrawn=one.withdrawn,
        repeated=one.repeated,
        reply="; ".join(event.note for event in one.replies if event.note),
        chases=tuple(chase_row(event, plan) for event in one.chases),
        line=one.record.line,
    )


def chase_row(event: Event, plan: Plan) -> ChaseRow:
    """One record of urging."""
    said = event.get("chase")
    return ChaseRow(
        day=event.day,
        date=short_date(event.day, plan.year),
        how=said["how"],
        who=said.get("who", ""),
        answer=said.get("answer", ""),
        words=change_said(event),
    )


def slip_view(slip: Slip, task_id: str, snapshot: Snapshot) -> SlipView:
    """The slip on one task as it stood when issued."""
    plan, state = snapshot.plan, snapshot.states[task_id]
    row = task_row(state, snapshot)
    before = to_unit(register(snapshot.events, plan), slip.unit, task_id)
    earlier = [one for one in before if one.slip.key != slip.key]
    return SlipView(
        code=slip.code,
        preview=not slip.number,
        level=slip.level,
        form=slip.form,
        is_letter=slip.series == WRITTEN,
        plan_title=plan.title,
        issuer=plan.issuer,
        office=plan.office,
        unit=slip.unit,
        row=row,
        others=tuple(name for name in (*row.lead, *row.responsible) if name != slip.unit),
        text="".join((state.task.text, *(measure.text for measure in row.measures))),
        grounds=on_paper(_grounds(row, state, slip.unit, plan)),
        last=_last_word(state, slip.unit, snapshot),
        earlier=len(earlier),
        earlier_slips=tuple(slip_row(one, plan, snapshot.as_of) for one in earlier),
        chases=tuple(
            chase_row(event, plan) for event in chases_of(snapshot.events, slip.unit, task_id, plan)
        ),
        reply_by=long_date(slip.reply_by),
        date=long_date(snapshot.as_of),
    )


def _last_word(state: TaskState, unit: str, snapshot: Snapshot) -> NoteRow | None:
    """What *unit* itself last said of the task or of a part of it."""
    said = snapshot.events_of(state).of_unit(unit).having("note")
    plan = snapshot.plan
    return handed(note_row(said[-1], plan, state.task.id)) if said else None


def _grounds(row: TaskRow, state: TaskState, unit: str, plan: Plan) -> str:
    """Why it is lit, as far as that concerns *unit*; for what is not lit, what is true of it.

    A date of a part that others answer for is no fault of the unit's.
    """
    if row.is_lit:
        lit = (row.reason, *row.also_late)
        own = [reason.text for reason in lit if unit in reason.units]
        whole = [reason.text for reason in lit if not reason.measure]
        return "；".join(own or whole) or unit_said(state, unit, plan)
    if Status(row.status) in FINISHED:
        return row.status_reason.text
    if row.due:
        return f"尚未亮灯: {row.reason.text}"
    reported = {StatusRule.LEADS_FINISHED, StatusRule.REPORTED, StatusRule.NOTHING}
    by_reports = state.status_reason.rule in reported
    standing = unit_said(state, unit, plan) if by_reports else row.status_reason.text
    return f"{row.reason.text}, {standing}"


def unit_said(state: TaskState, unit: str, plan: Plan) -> str:
    """How *unit* stands with its reports on the task: ``9月3日已报送进展``."""
    report = state.reports.get(unit)
    if report is None:
        return "尚未报送进展"
    day = short_date(report.day, plan.year)
    if unit in state.returned:
        return f"{day}的报送已退回, 尚未重报"
    status = report.status
    return f"{day}{'已报完成' if status is Status.DONE else '已报送进展'}"
