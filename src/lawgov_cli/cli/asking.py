"""Days as typed, and questions before something is written.

What is *said* goes to standard error and nothing waits for it. What is *asked* waits for an answer
on a terminal; elsewhere nothing is written until ``--yes`` stands in the command.
"""

from __future__ import annotations

import sys
import unicodedata
from contextlib import contextmanager
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import LawgovError, UsageMistake
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.output import say
from lawgov_cli.domain.plan_life import Life, Purpose, of_another_plan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.days import Resolved
    from lawgov_cli.domain.plan_life import Beside
    from lawgov_cli.store.workspace import Workspace


def hint(lines: Iterable[str]) -> None:
    """Say what should be known, each in a line of its own."""
    if said := "\n".join(f"提示: {line}" for line in lines):
        say(said, err=True)


def ask(doubts: Sequence[str], *, yes: bool, dry_run: bool = False, to: str = "登记") -> None:
    """Ask whether *to* do it in spite of *doubts*; with *yes* or in a dry run only say them.

    Raises:
        UsageMistake: the answer was no, or there is nobody to ask.
    """
    if not doubts:
        return
    if dry_run or yes:
        hint(doubts)
    elif on_terminal():
        hint(doubts)
        confirm(f"仍要{to}吗?")
    else:
        said = "\n".join(doubts)
        raise UsageMistake(f"{said}\n核对无误请加 --yes 再{to}。")


def confirm(question: str) -> None:
    """Go on only where the answer is yes."""
    if not is_yes(question, usual=False):
        raise UsageMistake("已取消。")


_YES, _NO = frozenset({"y", "yes", "是", "是的", "好"}), frozenset({"n", "no", "不", "否", "不是"})


def is_yes(question: str, *, usual: bool) -> bool:
    """Whether the answer to *question* is yes; Enter alone is the *usual* one."""
    keys = "(回车: 是, n: 不是)" if usual else "(y: 是, 回车: 不是)"
    while True:
        word = unicodedata.normalize("NFKC", typed_answer(question + keys)).strip().lower()
        if not word or word in _YES | _NO:
            return word in _YES if word else usual
        say("没有看懂。请打 y 或 n, 再按回车。", err=True)


class Aborted(LawgovError):
    """A question was answered by Ctrl-C, or by the end of what is typed (exit code 1)."""

    message = "已中止, 没有登记任何内容。"


def typed_answer(question: str) -> str:
    """What is typed to *question*; empty where it is Enter alone.

    Raises:
        Aborted: whoever was asked has left.
    """
    import typer

    try:
        typed: str = typer.prompt(question, default="", show_default=False, err=True)
    except typer.Abort:
        raise Aborted from None
    return typed


def on_terminal() -> bool:
    """Whether somebody sits before the program to be asked."""
    return not for_program() and sys.stdin.isatty() and sys.stdout.isatty()


def is_piped() -> bool:
    """Whether somebody sits there who does not see what is printed, and so cannot be asked."""
    return not for_program() and sys.stdin.isatty() and not sys.stdout.isatty()


def typed_day(text: str | None, purpose: Purpose, found: Workspace) -> Resolved | None:
    """The day that *text* means, said where its year was found for it; its doubts are the caller's.

    Raises:
        UsageMistake: it cannot be read, or is refused for the purpose.
    """
    if text is None:
        return None
    from lawgov_cli.domain.days import resolve_day

    life = Life.of(found.plan)
    beside = () if purpose in _OWN_ONLY else found.location.others
    with _of_this_plan(text, purpose, beside, found):
        resolved = resolve_day(text, purpose, life, found.today)
    return _told(resolved, _in_another([resolved.period], life, beside))


def as_of(text: str | None, found: Workspace) -> date | None:
    """The day to look at."""
    resolved = typed_day(text, Purpose.AS_OF, found)
    return resolved.day if resolved else None


def known_at(text: str | None, found: Workspace) -> date | None:
    """The last day whose records count."""
    resolved = typed_day(text, Purpose.KNOWN_AT, found)
    return resolved.day if resolved else None


def typed_period(text: str, kind: str, found: Workspace) -> Period:
    """The month, quarter, half or year that *text* means."""
    from lawgov_cli.domain.days import resolve_period

    life, beside = Life.of(found.plan), found.location.others
    with _of_this_plan(text, Purpose.HAPPENED, beside, found):
        resolved = resolve_period(text, kind, life, found.today)
    return _told(resolved, _in_another([resolved.period], life, beside)).period


def typed_stretch(start: str | None, stop: str | None, found: Workspace) -> Period:
    """The days from one to another; from the plan's start, or until today."""
    from lawgov_cli.domain.days import resolve_stretch

    life, beside = Life.of(found.plan), found.location.others
    with _of_this_plan(stop or start or "", Purpose.HAPPENED, beside, found):
        resolved = resolve_stretch(start, stop, life, found.today)
    return _told(resolved, _in_another([resolved.period], life, beside)).period


#: What is ahead, and what had been recorded, is asked of the plan in use and of no other.
_OWN_ONLY = (Purpose.REPLY_BY, Purpose.KNOWN_AT)


@contextmanager
def _of_this_plan(
    text: str, purpose: Purpose, beside: Sequence[Beside], found: Workspace
) -> Iterator[None]:
    """Where *text* is refused, and a plan *beside* has such a day, say how to mean that one."""
    try:
        yield
    except UsageMistake as error:
        from lawgov_cli.domain.days import readings

        life = Life.of(found.plan)
        periods = readings(text, purpose, life, found.today) if beside else []
        if more := _in_another(periods, life, beside):
            raise UsageMistake(f"{error.message}{more}") from None
        raise


def _in_another(periods: Iterable[Period], own: Life, beside: Sequence[Beside]) -> str:
    """How to mean the plan *beside* that one of *periods* lies in; empty where it is one's own."""
    other = of_another_plan(periods, own, beside)
    if other is None:
        return ""
    period, plan = other
    return f"{period.word}在“{plan.title}”的年度里, 要指它请加 {plan.option}。"


def _told(resolved: Resolved, more: str) -> Resolved:
    hint([line for line in (resolved.echo, *resolved.notes, more) if line])
    return resolved
