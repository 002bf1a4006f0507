"""Days as typed, and questions before something is written.

What is *said* goes to standard error and nothing waits for it. What is *asked* waits for an answer
on a terminal; elsewhere nothing is written until ``--yes`` stands in the command.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import typer

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.output import say
from lawgov_cli.domain.plan_life import Life, Purpose

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.days import Resolved
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
    if not typer.confirm(question, default=False, err=True):
        raise UsageMistake("已取消。")


def on_terminal() -> bool:
    """Whether somebody sits before the program."""
    return sys.stdin.isatty() and sys.stdout.isatty()


def typed_day(text: str | None, purpose: Purpose, found: Workspace) -> Resolved | None:
    """The day that *text* means, said where its year was found for it; its doubts are the caller's.

    Raises:
        UsageMistake: it cannot be read, or is refused for the purpose.
    """
    if not text:
        return None
    from lawgov_cli.domain.days import resolve_day

    return _told(resolve_day(text, purpose, Life.of(found.plan), found.today))


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

    return _told(resolve_period(text, kind, Life.of(found.plan), found.today)).period


def typed_stretch(start: str | None, stop: str | None, found: Workspace) -> Period:
    """The days from one to another; from the plan's start, or until today."""
    from lawgov_cli.domain.days import resolve_stretch

    return _told(resolve_stretch(start, stop, Life.of(found.plan), found.today)).period


def _told(resolved: Resolved) -> Resolved:
    hint([line for line in (resolved.echo, *resolved.notes) if line])
    return resolved
