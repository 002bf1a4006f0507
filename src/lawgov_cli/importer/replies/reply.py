"""What was read from one reply: values only, nothing decided, nothing recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.answers import Answer, Identity
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.replies.cells import names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawgov_cli.importer.sheets.grid import Place


class Known(NamedTuple):
    """What the ledger already knows of one unit and period, each by task id.

    ``last`` are the words of the period before, ``given`` what was recorded last for this one,
    ``before`` what was recorded for it earlier, ``due`` the time limits as a form prints them.
    ``own`` are the unit's tasks; ``None``: not looked at.
    """

    last: Mapping[str, str] = {}
    given: Mapping[str, Answer] = {}
    before: Mapping[str, Sequence[Answer]] = {}
    due: Mapping[str, str] = {}
    own: frozenset[str] | None = None


def plain_answer(answer: Answer) -> Answer:
    """An answer for comparing: however its lines are broken and its evidence is listed."""
    text, problem, next_ = bare(answer.text), bare(answer.problem), bare(answer.next)
    evidence = names("\n".join(answer.evidence))
    return answer._replace(text=text, problem=problem, next=next_, evidence=evidence)


def joined(one: Answer, other: Answer) -> Answer:
    """Two rows of one task as one answer."""
    return Answer(
        text=_both(one.text, other.text),
        status=other.status or one.status,
        percent=one.percent if other.percent is None else other.percent,
        problem=_both(one.problem, other.problem),
        next=_both(one.next, other.next),
        evidence=tuple(dict.fromkeys((*one.evidence, *other.evidence))),
        zero=(one.zero or other.zero) and not (one.text or other.text),
    )


def _both(one: str, other: str) -> str:
    return "\n".join(dict.fromkeys(filter(None, (one, other))))


class Remark(NamedTuple):
    """Something to be told: what, and at which cell where there is one."""

    message: str
    place: Place | None = None

    @property
    def line(self) -> str:
        """``“任务”C5: 这格是公式``."""
        return f"{self.place.word}: {self.message}" if self.place else self.message


class ReplyRow(NamedTuple):
    """One task's answer. ``by``: what it was matched by: 标识, 序号 or 文字.

    ``unchanged``: the words are those of the period before. ``silent``: the fields of the answer
    for which its table has no column.
    """

    task: str
    answer: Answer
    place: Place
    by: str
    unchanged: bool = False
    silent: tuple[str, ...] = ()

    def says_again(self, given: Answer) -> bool:
        """Whether it says what is *given* already, as far as its table can say it."""
        own = {name: getattr(self.answer, name) for name in self.silent}
        return plain_answer(self.answer) == plain_answer(given._replace(**own))


def outdated(row: ReplyRow, later: Answer) -> Remark:
    """That a row says what was recorded for the period, and *later* has taken its place."""
    said = later.text or "没有进展"
    told = f"{nth(row.task)}的这些话本期登记过, 以后又登记了“{said}”, 没有再记"
    return Remark(f"{told}; 确要改回的, 用 lawgov note 登记", row.place)


class Reply(NamedTuple):
    """What one unit answers in one file or message.

    ``blank`` are the tasks that stand there without an answer, ``same`` those whose answer is
    already recorded. ``refused`` cells were not taken; ``unmatched`` rows belong to no task;
    ``doubts`` were taken, or left, in a way that a person should see.
    """

    unit: str
    period: str
    identity: Identity = Identity()
    rows: tuple[ReplyRow, ...] = ()
    blank: tuple[str, ...] = ()
    same: tuple[str, ...] = ()
    doubts: tuple[Remark, ...] = ()
    refused: tuple[Remark, ...] = ()
    unmatched: tuple[Remark, ...] = ()

    def of(self, known: Known) -> Reply:
        """Without the rows of tasks that are not the unit's own: they are told, not recorded."""
        own = known.own
        return self._replace(rows=tuple(r for r in self.rows if own is None or r.task in own))
