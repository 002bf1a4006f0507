"""Lists and tables of a report: changes, sections, the table of all tasks, filings, evidence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.numerals import chinese_number, nth, ranges
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.counts import count_statuses
from lawgov_cli.domain.filings import FilingStatus
from lawgov_cli.domain.printed_numbers import number_shown
from lawgov_cli.domain.slips import WRITTEN, register
from lawgov_cli.domain.vocabulary import FINISHED, STATUS_WORDS, Status
from lawgov_cli.views.numbers import Tally
from lawgov_cli.views.reasons import OWN, on_paper
from lawgov_cli.views.report_words import Remark

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.slips import Issued
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.views.chasing import FilingRow, FilingsView
    from lawgov_cli.views.report_words import Heard, TaskProgress
    from lawgov_cli.views.rows import TaskRow


class Change(NamedTuple):
    """A point whose status at the period's end differs from that at its beginning."""

    id: str
    title: str
    before: str
    after: str


class ChangeGroup(NamedTuple):
    """The points that changed alike; ``points`` are their numbers: ``1至26、28``."""

    before: str
    after: str
    number: int
    points: str


class SectionReport(NamedTuple):
    """One section: its counts, and the points on which something was said.

    ``spoken`` are those of them of which the body has something to print.
    """

    number: str
    name: str
    total: int
    tallies: tuple[Tally, ...]
    progress: tuple[TaskProgress, ...]
    silent: tuple[TaskRow, ...]
    spoken: tuple[TaskProgress, ...]


class EvidenceRow(NamedTuple):
    """One piece of evidence given within the period; ``id`` are the points: ``7、10至12``."""

    id: str
    date: str
    who: str
    name: str
    sha256: str


class TableLine(NamedTuple):
    """A point in the table of all: its measures, and its newest word with whose that is."""

    row: TaskRow
    measures: str
    latest: str


class FilingLine(NamedTuple):
    """A unit's filings: a word for each month, and the particulars where there is only one."""

    unit: str
    words: tuple[str, ...]
    answered: str
    detail: str


def changes_between(states: Sequence[TaskState], before: Snapshot) -> list[Change]:
    """The points whose status is another than *before*."""
    changes = []
    for state in states:
        was = before.states[state.task.id].status
        if was is not state.status:
            title = state.task.title or state.task.text
            anew = state.repeat and was in FINISHED and state.status not in FINISHED
            now = f"{state.status.word}（新一期）" if anew else state.status.word
            changes.append(Change(state.task.id, title, was.word, now))
    return changes


def change_groups(changes: Sequence[Change]) -> tuple[ChangeGroup, ...]:
    """The same, those that changed alike together."""
    alike: dict[tuple[str, str], list[str]] = {}
    for change in changes:
        alike.setdefault((change.before, change.after), []).append(change.id)
    return tuple(ChangeGroup(*words, len(ids), ranges(ids)) for words, ids in alike.items())


def sections_of(
    states: Sequence[TaskState], progress: Sequence[TaskProgress], snapshot: Snapshot
) -> list[SectionReport]:
    """The sections that hold kept points, in document order."""
    held: dict[str, list[int]] = {}
    names: dict[str, str] = {}
    for position, state in enumerate(states):
        section = snapshot.plan.section_of(state.task.id)
        key = section.id if section else ""
        names[key] = section.title if section else "其他"
        held.setdefault(key, []).append(position)
    reports = []
    for number, (key, positions) in enumerate(held.items(), 1):
        inside = [progress[position] for position in positions]
        counts = count_statuses(states[position] for position in positions)
        reports.append(
            SectionReport(
                number=chinese_number(number),
                name=names[key],
                total=len(positions),
                tallies=tuple(
                    Tally(s.value, STATUS_WORDS[s], c.number, c.percent)
                    for s, c in counts.items()
                    if c.number
                ),
                progress=tuple(item for item in inside if item.notes),
                silent=tuple(item.row for item in inside if not item.notes),
                spoken=tuple(item for item in inside if item.said or item.counted),
            )
        )
    return reports


def evidence_of(said: Sequence[TaskProgress]) -> tuple[EvidenceRow, ...]:
    """Every piece of evidence once, with all points that it was given for.

    A name alone may be another piece on another day; a file is the same by its digest.
    """
    points: dict[tuple[str, ...], list[str]] = {}
    days: dict[tuple[str, ...], str] = {}
    for item in said:
        for note in item.notes:
            for proof in note.proofs:
                key = (note.who, proof.name, proof.sha256, "" if proof.sha256 else note.date)
                days.setdefault(key, note.date)
                points.setdefault(key, []).append(item.row.id)
    return tuple(
        EvidenceRow(ranges(list(dict.fromkeys(ids))), days[key], *key[:3])
        for key, ids in points.items()
    )


def slips_of(told: Iterable[Heard], snapshot: Snapshot) -> Iterator[Remark]:
    """The slips issued within the period, each with its unit and what has come of it so far."""
    issued = {one.record.id: one for one in register(snapshot.events, snapshot.plan)}
    for one in told:
        number = number_shown(one.state.task.id, one.state.task.label)
        for event in one.events:
            if sent := issued.get(event.id):
                yield Remark(number, sent.slip.unit, _slip_words(sent, snapshot))


def _slip_words(one: Issued, snapshot: Snapshot) -> str:
    """``11月3日向市应急局发出督办单（督〔2023〕2号），要求11月10日前反馈，截至11月30日尚未反馈``."""
    slip, year = one.slip, snapshot.plan.year
    day, reply_by = (short_date(day, year) for day in (one.record.day, slip.reply_by))
    if slip.series == WRITTEN:
        sent = f"发函商请{slip.unit}于{reply_by}前反馈（{slip.code}）"
    else:
        sent = f"向{slip.unit}发出{slip.form}（{slip.code}），要求{reply_by}前反馈"
    if one.answered:
        return f"{day}{sent}，已于{short_date(one.answered, year)}反馈"
    return f"{day}{sent}，截至{short_date(snapshot.as_of, year)}尚未反馈"


def table_lines(
    states: Sequence[TaskState],
    rows: Sequence[TaskRow],
    snapshot: Snapshot,
    whose: Collection[str],
) -> tuple[TableLine, ...]:
    """Every point once.

    Parameters:
        whose: the units it is handed to: the newest word is then theirs.
    """
    return tuple(
        TableLine(row, _measures(row), _latest(state, snapshot, whose))
        for state, row in zip(states, rows, strict=True)
    )


def _measures(row: TaskRow) -> str:
    """``2/3``; ``—`` where nothing is to say: none, or a finished point's that were not ticked.

    Of a finished point of which a part was ticked: that this is what was recorded, not what is
    left to do.
    """
    ticked, total = row.measures_finished, row.measures_total
    finished = Status(row.status) in FINISHED
    if not total or (finished and not ticked):
        return "—"
    return f"已登记{ticked}/{total}" if finished and ticked < total else f"{ticked}/{total}"


def _latest(state: TaskState, snapshot: Snapshot, whose: Collection[str]) -> str:
    """The newest word, by its day; of one day that of the leads in order, the office, anyone."""
    plan = snapshot.plan
    called = plan.canonical.get
    said = [e for e in state.notes if not whose or called(e.unit, e.unit) in whose]
    if not said:
        return ""
    first = [*state.lead, ""]
    of_the_day = [event for event in said if event.day == said[0].day]
    ranks = [first.index(e.unit) if e.unit in first else len(first) for e in of_the_day]
    event = of_the_day[ranks.index(min(ranks))]
    who = called(event.unit, event.unit) or plan.office.called or OWN
    return f"{who}（{short_date(event.day, plan.year)}）：{event.note}"


def filing_lines(filings: Sequence[FilingsView]) -> tuple[FilingLine, ...]:
    """Units × months, from the first month for which some unit reported."""
    shown = [view for view in filings if view.collects]
    found: dict[str, dict[str, FilingRow]] = {}
    for view in shown:
        for row in view.rows:
            found.setdefault(row.unit, {})[view.period] = row
    names = [view.period for view in shown]
    single = {unit: rows[names[0]] for unit, rows in found.items()} if len(names) == 1 else {}
    return tuple(
        FilingLine(
            unit=unit,
            words=tuple(rows[name].word if name in rows else "—" for name in names),
            answered=f"{single[unit].answered}/{single[unit].items}" if single else "",
            detail=_particulars(single[unit]) if single else "",
        )
        for unit, rows in found.items()
    )


def _particulars(row: FilingRow) -> str:
    """What the count beside it does not say: the points that lack, the day, how late."""
    if row.status == FilingStatus.MISSING.value:
        return f"{row.detail}未报" if row.detail else ""
    if row.status != FilingStatus.PARTIAL.value:
        return on_paper(row.detail)
    said = [f"迟{row.days_late}天"] if row.days_late else []
    said += [f"缺{nth(ranges(row.lacking))}"] if row.lacking else []
    if row.together:
        also = "另缺" if row.lacking else "缺"
        said.append(f"{also}{nth(ranges(row.together))}（参与的各项合并报一次）")
    said += [f"{nth(ranges(row.sent_back))}已退回"] if row.sent_back else []
    return "，".join(said)
