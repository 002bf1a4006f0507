"""``lawgov undo``: take back what one command recorded, by one more record; and go forth again."""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.absent import NothingToUndo
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import ask, hint
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import say, say_beside, short_path
from lawgov_cli.cli.recording import ByOption, YesOption, failing_means, give_records, user
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.rewording import hidden
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import batches, step_at_line, steps
from lawgov_cli.views.records import batch_line, lines_said

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgov_cli.domain.undo import Batch, Step
    from lawgov_cli.store.appending import Recorded
    from lawgov_cli.store.workspace import Workspace


def undo(
    line: Annotated[
        int | None,
        Argument(metavar="行号", help="撤销台账这一行所在的那次登记(默认自己最近的一次)"),
    ] = None,
    redo: Annotated[bool, Option("--redo", help="恢复刚才撤销的")] = False,
    list_: Annotated[bool, Option("--list", help="列出可撤销的登记")] = False,
    limit: Annotated[
        int, Option("--limit", "-l", min=1, max=100000, metavar="条数", help="列出几次")
    ] = 10,
    by: ByOption = None,
    yes: YesOption = False,
    dry_run: Annotated[bool, Option("--dry-run", help="只显示将撤销什么")] = False,
    *,
    files: opt.Files,
) -> None:
    """撤销自己最近一次登记(一条命令登记的全部记录); 再撤再往前一次, --redo 恢复。"""
    found = files.opened()
    if list_:
        newest = list(islice(batches(found.events), limit))
        lines = [batch_line(batch, found.plan) for batch in newest]
        give("batches", items=[_object(batch, found) for batch in newest])
        for line_ in lines:
            where, gap, what = line_.partition("  ")
            say_beside(where + gap, what)
        if len(newest) == limit and len(list(islice(batches(found.events), limit + 1))) > limit:
            say_beside("", f"以上是最近{limit}次, 更早的加 --limit 条数, 如 --limit {limit * 5}")
        if not lines:
            say("没有可以撤销的登记。")
        return
    if redo and line is not None:
        raise UsageMistake("行号和 --redo 只能写一样: 要恢复某一次撤销, 写撤销所在的行号。")
    wish = _Wish(line, by or user(), yes=yes, redo=redo)
    if dry_run:
        step = wish.step(found.events)
        if wish.is_strange(step):
            hint([_question(step, wish, found)])
        give_records(found.record(_undoing(step), wish.by, dry_run=True))
        say(f"将{_said(step, found)}")
        return
    with failing_means("没有撤销任何内容。"):
        step, written, events = _taken(wish, found)
    say(f"已{_said(step, found)}")
    give_records(written)
    where = f"{short_path(written.journal)} 第{written.line}行"
    say(f"已记入 {where}。{_what_next(step, wish.by, events)}")


def _object(batch: Batch, found: Workspace) -> dict[str, Any]:
    """What one command recorded, for a program; ``line`` is what ``undo`` takes."""
    first, lines = batch.first, sorted(event.line for event in batch.events)
    said = {"id": batch.id, "at": first.at, "by": first.by, "line": batch.line, "lines": lines}
    return {**said, "said": batch_line(batch, found.plan)}


class _Wish(NamedTuple):
    """What the user wants taken back, or restored."""

    line: int | None
    by: str
    yes: bool
    redo: bool

    def is_strange(self, step: Step) -> bool:
        """Whether *step* is about another's record, and that was not typed."""
        return self.line is None and step.taken[0].first.by != self.by

    def step(self, events: Iterable[Event]) -> Step:
        """The step that this means in a journal with *events*."""
        if self.line is not None:
            return step_at_line(events, self.line)
        for step in steps(events, self.by, forth=self.redo):
            return step
        if self.redo:
            raise NothingToUndo("没有可以恢复的撤销。")
        more = bool(steps(events, self.by, forth=True))
        raise NothingToUndo(
            f"没有可以撤销的登记{'了; 恢复撤销的用 lawgov undo --redo' if more else ''}。"
        )


def _taken(wish: _Wish, found: Workspace) -> tuple[Step, Recorded, Timeline]:
    """Take the step on the journal as it is while it is held: which, where, and all events then.

    Another command may have written since *found* was read. One's own next step is then taken from
    there; what was asked about, or named by its line, must still be the same.
    """
    expected = wish.step(found.events)
    asked = wish.is_strange(expected)
    if asked:
        ask([_question(expected, wish, found)], yes=wish.yes, to=_verb(expected))
    must_be = expected.about.id if wish.line is not None or (asked and not wish.yes) else ""
    made: list[tuple[Step, Timeline]] = []

    def compose(events: Sequence[Event]) -> list[dict[str, Any]]:
        known = hidden(Timeline.of(events))
        step = wish.step(known)
        strange = step.taken[0].first.by != wish.by and not (asked or wish.line is not None)
        if strange or (must_be and step.about.id != must_be):
            raise UsageMistake("台账刚有变化, 请看过 lawgov undo --list 再撤。")
        made.append((step, known))
        return _undoing(step)

    written = found.record_composed(compose, wish.by)
    step, known = made[-1]
    return step, written, known.joined(map(Event.of, written.records))


def _undoing(step: Step) -> list[dict[str, Any]]:
    return [{"undo": batch.id} for batch in step.taken]


def _verb(step: Step) -> str:
    return "恢复" if step.restores else "撤销"


def _said(step: Step, found: Workspace) -> str:
    return f"{_verb(step)}: {batch_line(step.about, found.plan)}"


def _question(step: Step, wish: _Wish, found: Workspace) -> str:
    """Whose the record is; and that one has none of one's own."""
    whose = step.taken[0].first.by or "别人"
    what = "撤销" if step.restores else "登记"
    own = f"没有{wish.by}自己的{what}可以{_verb(step)}了"
    return f"{own}; 最近一次是{whose}的: {batch_line(step.taken[0], found.plan)}"


def _what_next(step: Step, by: str, events: Timeline) -> str:
    """What the next undo and the next redo would do."""
    if step.restores:
        more = steps(events, by, forth=True)
        back = "撤回这次恢复: lawgov undo"
        return f"{back} {step.about.line}" + ("; 再恢复一次: lawgov undo --redo" if more else "")
    again = "恢复刚才撤销的: lawgov undo --redo"
    for following in steps(events, by)[:1]:
        other = following.about.first.by
        whose = "" if other == by else f", {other or '别人'}的, 会先问"
        return f"再撤上一次({lines_said(following.about)}{whose}): lawgov undo; {again}"
    return again
