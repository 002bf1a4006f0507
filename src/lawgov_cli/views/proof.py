"""What became of a report since it was made, and that in words."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.views.records import log_row

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.event import Event


class Moved(NamedTuple):
    """A figure that is another now; empty where it was not, or is no more."""

    name: str
    old: str
    new: str


class Cause(NamedTuple):
    """Records of one command that came since, and the figures that they changed."""

    events: Sequence[Event]
    moved: Sequence[Moved]


class Edit(NamedTuple):
    """A passage that reads otherwise than it was made: as made, and as it reads."""

    made: str
    reads: str


class Verdict(NamedTuple):
    """What became of a report since it was made.

    Attributes:
        code: as it stands in the file.
        causes: what came since, command by command; one without records where it is only known
            that figures are others now.
        edits: where the text was edited by hand.
        elsewhere: that what it was made of is no longer there: the records, the plan, the
            template; and then what reads otherwise when it is made now.
    """

    code: str
    causes: Sequence[Cause] = ()
    edits: Sequence[Edit] = ()
    elsewhere: str = ""
    others: Sequence[Edit] = ()

    @property
    def holds(self) -> bool:
        """Whether the report is as it would be made now."""
        return not (self.causes or self.edits or self.elsewhere)


def proof_facts(verdict: Verdict) -> dict[str, Any]:
    """*verdict* for a program: nothing left out, the records as they stand in the journal."""
    causes = [
        {
            "records": [{"line": event.line, "record": event.data} for event in cause.events],
            "moved": [moved._asdict() for moved in cause.moved],
        }
        for cause in verdict.causes
    ]
    edits = {
        name: [edit._asdict() for edit in getattr(verdict, name)] for name in ("edits", "others")
    }
    head = {"code": verdict.code, "holds": verdict.holds, "elsewhere": verdict.elsewhere}
    return {**head, "causes": causes, **edits}


#: So many of each kind are told in full, and so much of a passage.
_SHOWN, _QUOTED = 20, 60


def proof_lines(file: str, verdict: Verdict) -> Iterator[str]:
    """What there is to say of the report *file*."""
    if verdict.holds:
        yield f"一致: {file} 与台账相符  核验码 {verdict.code}"
        return
    yield f"不一致: {file}  核验码 {verdict.code}"
    if verdict.causes:
        yield from _caused(verdict.causes)
    if verdict.edits:
        yield f"文字被改过{len(verdict.edits)}处(手写段落以外):"
        yield from _edits(verdict.edits)
    if verdict.elsewhere:
        yield f"{verdict.elsewhere}, 不能还原成当时的样子。"
        yield f"与现在生成的相比, 文字有{len(verdict.others)}处不同:"
        yield from _edits(verdict.others)
    if not verdict.edits:
        yield "要与台账一致, 请加 --force 重新生成。"


def _caused(causes: Sequence[Cause]) -> Iterator[str]:
    moving = [cause for cause in causes if cause.moved]
    number = sum(len(cause.events) for cause in causes)
    changed = f"使数字或状态变动的{sum(len(cause.events) for cause in moving)}条"
    yield f"生成以后台账又记了{number}条用得上的记录, {changed if moving else '数字没有变'}:"
    for cause in [*moving, *(cause for cause in causes if not cause.moved)][:_SHOWN]:
        yield f"  {_said(cause.events)}"
        yield from (f"    {_moved(moved)}" for moved in cause.moved)
        if not cause.moved:
            yield "    数字没有变"
    yield from _more(len(causes))


def _said(events: Sequence[Event]) -> str:
    """``第12行 第8项 9月28日 市公安局 已报完成: 巡查完成``, and how many more."""
    row = log_row(events[0], 0)
    task = nth(row.task) if row.task else ""
    head = " ".join(filter(None, (f"台账第{row.line}行", task, long_date(events[0].day), row.unit)))
    note = f": {_short(row.note)}" if row.note else ""
    more = f" (同一次登记的共{len(events)}条)" if len(events) > 1 else ""
    return f"{head} {row.change}{note}{more}"


def _moved(moved: Moved) -> str:
    if moved.old and moved.new:
        return f"{moved.name}: {moved.old} → {moved.new}"
    return f"{moved.name}: {moved.old or '没有'} → {moved.new or '没有'}"


def _edits(edits: Sequence[Edit]) -> Iterator[str]:
    for made, reads in edits[:_SHOWN]:
        start = _differ_from(made, reads)
        old, new = (f"“{_short(text, start)}”" if text else "" for text in (made, reads))
        if old and new:
            yield f"  {old} → {new}"
        else:
            yield f"  删去了{old}" if old else f"  加上了{new}"
    yield from _more(len(edits))


def _more(number: int) -> Iterator[str]:
    if number > _SHOWN:
        yield f"  另有{number - _SHOWN}处没有列出"


def _differ_from(one: str, other: str) -> int:
    """Where two lines are to be quoted from, so that what differs in them is seen."""
    pairs = zip(" ".join(one.split()), " ".join(other.split()), strict=False)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))
    return max(same - _QUOTED // 3, 0) if same > _QUOTED // 2 else 0


def _short(text: str, start: int = 0) -> str:
    line = " ".join(text.split())[start:]
    quoted = line if len(line) <= _QUOTED else f"{line[:_QUOTED]}…"
    return f"…{quoted}" if start else quoted
