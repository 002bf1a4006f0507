"""Records in words: the one place where an event becomes what people read.

What a field is, and how its value is said, stands in :mod:`lawgov_cli.domain.fields`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import long_date, short_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.fields import BY_NAME, FIELDS, Shown, in_words, shown_as
from lawgov_cli.domain.printed_numbers import number_shown
from lawgov_cli.domain.values import FLAG, TEXT
from lawgov_cli.domain.vocabulary import FINISHED, Status
from lawgov_cli.views.reasons import OWN, counting_percents, relit_words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_cli.domain.event import Evidence
    from lawgov_cli.domain.fields import Field
    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.proposal import Proposal
    from lawgov_cli.domain.task_state import Change
    from lawgov_cli.domain.undo import Batch

_PHRASES = shown_as(Shown.PHRASE)
_INLINE = shown_as(Shown.INLINE)
_LABELS = shown_as(Shown.LABEL)
_BESIDE = (*_INLINE, *_LABELS)
#: What a record says beside its status; that it lags is said with that.
_BESIDE_STATUS = [
    *(field for field in FIELDS if field.sort is TEXT and field.progress),
    *(field for field in _BESIDE if field.sort not in {TEXT, FLAG}),
]
_LAGGING = BY_NAME["lags"].word


def change_said(event: Event) -> str:
    """What a record says of the status, or settles; a unit only *reports* that it has finished."""
    said = [f.phrase(value) for f in _PHRASES if (value := event.get(f.name)) is not None]
    said = [phrase for phrase in said if phrase]
    status = event.status
    if status and not event.returned:
        finished = event.unit and status is Status.DONE
        said.insert(0, "已报完成" if finished else status.word)
    return "、".join(said)


class NoteRow(NamedTuple):
    """Something said about a task: when, by which unit (empty = the office), and by whom.

    ``measure`` is the measure's number where a record of one is shown with its point. ``values``
    holds, as recorded, every field that is shown beside the note or on a line of its own;
    ``office`` is what the office is called.
    """

    day: str
    date: str
    unit: str
    by: str
    status: str
    text: str
    recorded: str = ""
    proofs: tuple[Evidence, ...] = ()
    measure: str = ""
    values: Mapping[str, Any] = {}
    office: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """What happened, in parts: ``举措8.1已完成``, ``进度50%``, the note."""
        beside = [f.phrase(self.values[f.name]) for f in _INLINE if f.name in self.values]
        if not (self.status or beside or self.text):
            return ()
        of = f"举措{self.measure}" if self.measure else ""
        return tuple(part for part in (of + self.status, *beside, self.text) if part)

    @property
    def lines(self) -> tuple[tuple[str, str], ...]:
        """What stands on lines of its own, each with its word: ``问题``, ``调解员不足``."""
        return tuple(
            (field.word, field.words(self.values[field.name]))
            for field in _LABELS
            if field.name in self.values
        )

    @property
    def who(self) -> str:
        """The unit that reports; for the office's own word what it is called, else 本级."""
        return self.unit or self.office or OWN

    @property
    def facts(self) -> dict[str, Any]:
        """Every field that may stand beside the note, as recorded, whether it is there or not."""
        return {f.name: self.values.get(f.name, f.sort.empty) for f in _BESIDE}

    @property
    def reason(self) -> str:
        """Why it was done; empty where nothing is said."""
        return str(self.values.get("reason", ""))

    @property
    def problem(self) -> str:
        """What stands in the way; empty where nothing is said."""
        return str(self.values.get("problem", ""))

    @property
    def next(self) -> str:
        """The next step; empty where nothing is said."""
        return str(self.values.get("next", ""))

    @property
    def evidence(self) -> tuple[str, ...]:
        """The names of what proves it."""
        return tuple(item.name for item in self.proofs)


def note_row(event: Event, plan: Plan, point: str = "") -> NoteRow:
    """The row of one record that says something, shown below *point*.

    Its unit bears the name it has in *plan*, whatever it was called when it reported.
    """
    record = event.data
    return NoteRow(
        day=event.day,
        date=short_date(event.day, plan.year),
        unit=plan.canonical.get(event.unit, event.unit),
        by=event.by,
        status=change_said(event),
        text=event.note,
        recorded=_moment(event),
        proofs=event.evidence,
        measure=event.task if point and event.task != point else "",
        values={f.name: record[f.name] for f in _BESIDE if _says(record.get(f.name))},
        office=plan.office.called,
    )


def _says(value: object) -> bool:
    """Whether a value is there to be shown: nought is, an empty text is not."""
    return bool(value) or (value == 0 and value is not False)


class LogRow(NamedTuple):
    """One record of the journal in words.

    ``extra`` holds, by word, what neither the change nor the note says.
    """

    line: int
    batch: str
    recorded: str
    date: str
    by: str
    task: str
    unit: str
    change: str
    note: str
    undone: bool = False
    extra: tuple[tuple[str, str], ...] = ()
    record: Mapping[str, object] = {}


def log_row(event: Event, year: int, *, undone: bool = False, target: Sequence[int] = ()) -> LogRow:
    """One record in words; fields of newer versions are shown by their own names.

    Parameters:
        undone: whether it has been taken back.
        target: the lines it takes back, for an undo; the one it rewords, for a correction.
    """
    change = change_said(event)
    if event.undo:
        change = f"撤销第{'、'.join(map(str, target))}行的登记" if target else "撤销"
    elif rewording := next((n for n in ("correct", "redact") if n in event.fields), None):
        whose = f"第{target[0]}行的" if target else ""
        change = f"更正{whose}文字" if rewording == "correct" else f"删除{whose}内容"
    record = event.data
    return LogRow(
        line=event.line,
        batch=event.batch,
        recorded=_moment(event),
        date=short_date(event.day, year),
        by=event.by,
        task=event.task,
        unit=event.unit,
        change=change or ("进展" if event.note else "登记"),
        note=event.note,
        undone=undone,
        record=record,
        extra=tuple(
            _extra(n, value) for n, value in record.items() if _is_extra(n) and _says(value)
        ),
    )


def _is_extra(name: str) -> bool:
    return name not in BY_NAME or BY_NAME[name].shown in {Shown.INLINE, Shown.LABEL}


def _extra(name: str, value: object) -> tuple[str, str]:
    field = BY_NAME.get(name)
    return (field.word, field.words(value)) if field else (name, in_words(value))


def proposal_lines(proposal: Proposal) -> list[str]:
    """What a command records, two lines a task: its name; what changes, the day, all that is said.

    A point above that shows another light for it has a line of its own.
    """
    fields, plan = proposal.fields, proposal.after.plan
    said = [_aside(field, fields[field.name]) for field in _BESIDE_STATUS if field.name in fields]
    lines = []
    for change in proposal.changes:
        effect, day = _effect(change, fields), long_date(proposal.day)
        parts = [effect, day, *said, *_relit(change, plan)]
        lines += [task_name(change.task), "  " + "   ".join(parts).replace("\n", " ")]
        lines += (*_uncounted(change, fields), *_not_begun(change, fields))
    for change in proposal.follows:
        lines.append(f"  {task_name(change.task)}随之{''.join(_relit(change, plan))}")
    return lines


def _aside(field: Field, value: Any) -> str:  # noqa: ANN401 - a field's
    """What is said beside the status: the note as it is, all else with its word."""
    if field.sort is TEXT and field.shown is not Shown.LABEL:
        return str(value)
    return (
        field.phrase(value)
        if field.shown is Shown.INLINE
        else f"{field.word}: {field.words(value)}"
    )


def _relit(change: Change, plan: Plan) -> list[str]:
    """``亮灯绿 → 红: 进度10%, 落后序时进度62个百分点``; nothing where the same light is on."""
    if not change.relights:
        return []
    before, after = (plan.lights.word(state.light) for state in (change.before, change.after))
    return [f"亮灯{before} → {after}: {relit_words(change, plan.lights, plan.year)}"]


def _uncounted(change: Change, fields: Mapping[str, Any]) -> Iterator[str]:
    """That a unit's percentage moves no light, and how it would."""
    unit, state = fields.get("unit"), change.after
    if "percent" not in fields or not unit or state.status in FINISHED:
        return
    if any(event.id.startswith("~") for event in state.other_percents):
        share = f"lawgov note {change.task.id} --percent {fields['percent']}"
        yield f"  这个进度只作显示: {counting_percents(state)}; 要计入: {share}"


def _not_begun(change: Change, fields: Mapping[str, Any]) -> Iterator[str]:
    """That the office's own percentage does not begin a task, and what does."""
    if fields.get("percent") and not fields.get("unit") and change.after.status is Status.TODO:
        yield f"  已经动手的, 把状态改为{Status.DOING.word}: lawgov start {change.task.id}"


def _effect(change: Change, fields: Mapping[str, Any]) -> str:
    """What the record does to the task, in words: what holds today, as a list shows it."""
    unit, status = fields.get("unit"), fields.get("status")
    before, now = change.before.status, change.after.status
    if unit:
        said = "零报告" if fields.get("zero") else ""
        said = said or change_said(Event.of({"id": "", "at": "", **fields, "status": None}))
        said = said or "报送进展"
        if status:
            finished = status == Status.DONE.value
            said = "已报完成" if finished else f"报送{_status_word(fields)}"
        return f"{unit} {said}, 本项{now.word}"
    freed = "滞后解除, " if change.before.lags and not change.after.lags else ""
    if status and now is before:
        return f"{freed}登记为{_status_word(fields)}, 状态仍为{now.word}"
    if status:
        lags = "登记为滞后, " if fields.get("lags") else freed
        return f"{lags}{before.word} → {now.word}"
    what = change_said(Event.of({"id": "", "at": "", **fields})) or "登记进展"
    return f"{what}, 状态{'仍' if now is before else ''}为{now.word}"


def _status_word(fields: Mapping[str, Any]) -> str:
    """The status as it was recorded: one that lags is 滞后."""
    return _LAGGING if fields.get("lags") else Status(fields["status"]).word


def task_name(task: Task) -> str:
    """``第8项 提高合法性审查工作质效``; a measure by its text."""
    return f"{nth(number_shown(task.id, task.label))} {task.title or task.text}"


def batch_line(batch: Batch, plan: Plan) -> str:
    """Where, what, when: ``第42行  第8项 登记为已完成  2023-09-20 10:12  张三``."""
    first = batch.first
    note = first.note if len({event.note for event in batch.events}) == 1 else ""
    parts = [lines_said(batch), _what(batch, plan), note, _moment(first), first.by]
    return "  ".join(part for part in parts if part).replace("\n", " ")


def lines_said(batch: Batch) -> str:
    """Where a batch stands in the journal: ``第42行``, ``第11-16行``."""
    lines = sorted(event.line for event in batch.events)
    return f"第{lines[0]}行" if len(lines) == 1 else f"第{lines[0]}-{lines[-1]}行"


def _what(batch: Batch, plan: Plan) -> str:
    first = batch.first
    if first.undo:
        word = "恢复" if batch.restores else "撤销"
        return f"{word}({_what(batch.target, plan)})" if batch.target else "撤销"
    if first.get("correct"):
        return "更正文字"
    if not first.task and first.get("units"):
        return "; ".join(map(change_said, batch.events))
    numbers = "、".join(dict.fromkeys(nth(event.task) for event in batch.events if event.task))
    if len({recorded_said(event) for event in batch.events}) > 1:
        units = "、".join(dict.fromkeys(event.unit or "本级" for event in batch.events))
        return f"{numbers} 共{len(batch.events)}条({units})"
    if len(batch.events) == 1 and first.task in plan.by_id:
        numbers += f" {plan.by_id[first.task].title}"
    return f"{numbers.strip()} {recorded_said(first)}".strip()


def recorded_said(event: Event) -> str:
    """What was recorded: a status, else what was settled, else progress."""
    by = f"{event.unit}报送" if event.unit else "登记"
    if event.status and not event.returned:
        return f"{by}为{_status_word(event.data)}"
    return change_said(event) or f"{by}进展"


def _moment(event: Event) -> str:
    """When it was recorded: ``2023-09-20 10:12``."""
    return event.at[:16].replace("T", " ")
