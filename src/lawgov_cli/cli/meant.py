"""Words that stand where no command expects them, and the command that was probably meant."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import LawgovError, NotFound, UsageMistake
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Sequence
    from datetime import date

    from lawgov_cli.domain.plan import Plan


class _Guess(NamedTuple):
    """A way to say it: the option, the command that has it where this one has not, and the test."""

    option: str
    other: str
    fits: Callable[[str, Plan, date], Any]
    excuses: tuple[type[LawgovError], ...] = ()


def command_meant(words: Sequence[str], command: str, options: Collection[str]) -> str:
    """``lawgov list --unit 市司法局``; empty where the words fit nothing.

    Parameters:
        words: what was typed too much.
        command: the command typed; empty where there is no such command.
        options: those that it has.
    """
    from lawgov_cli.cli.finding import now

    plan, today = _plan(), now().date()
    if not words or plan is None:
        return ""
    for guess in _guesses(command):
        text = ("" if guess.option else " ").join(words)
        own = guess.option in options
        if (own or guess.other) and all(_fits(guess, word, plan, today) for word in words):
            typed = "、".join(words) if guess.option and len(words) > 1 else text
            parts = [command if own else guess.other, guess.option, _quoted(typed)]
            return " ".join(["lawgov", *filter(None, parts)])
    return ""


def _guesses(command: str) -> Iterator[_Guess]:
    from lawgov_cli.domain.task_numbers import resolve_section, resolve_tasks
    from lawgov_cli.domain.units import find_unit
    from lawgov_cli.filters import words as read

    report, listed = "" if command else "report", "list"
    yield _Guess("--plan", "", lambda text, *_: text.lower().endswith((".yaml", ".yml")))
    yield _Guess("--within", "", lambda text, *_: text.isdigit())
    for kind in ("month", "quarter", "half", "annual"):
        yield _Guess(f"--{kind}", report, _period(kind.replace("annual", "year")))
    unclear = (NotFound,)
    yield _Guess("--status", listed, lambda text, plan, _: read.read_statuses(text, plan))
    yield _Guess("--light", listed, lambda text, plan, _: read.read_light(text, plan))
    yield _Guess("--unit", listed, lambda text, plan, _: find_unit(text, plan))
    yield _Guess("--section", listed, _section)
    yield _Guess("", "show", lambda text, plan, _: resolve_tasks([text], plan), unclear)
    yield _Guess("--section", listed, lambda text, plan, _: resolve_section(text, plan))
    yield _Guess("--as-of", "", _day)
    if command:
        yield _Guess("--grep", "", lambda text, *_: any(char > "\x7f" for char in text))


def _fits(guess: _Guess, text: str, plan: Plan, today: date) -> bool:
    try:
        return bool(guess.fits(text, plan, today))
    except (UsageMistake, NotFound) as error:
        return isinstance(error, guess.excuses)


def _period(kind: str) -> Callable[[str, Plan, date], bool]:
    def fits(text: str, _plan: Plan, today: date) -> bool:
        from lawgov_cli.base.day_words import read

        return not text.isdigit() and read(text, today).kind == kind

    return fits


def _day(text: str, _plan: Plan, today: date) -> bool:
    from lawgov_cli.base.day_words import read

    return not text.isdigit() and read(text, today).kind == "day"


def _section(text: str, plan: Plan, _today: date) -> bool:
    """Whether it is written as a section is, not only as any number: 三、 第三部分."""
    from lawgov_cli.domain.task_numbers import resolve_section

    return text[-1:] in {*"分章节篇、"} and bool(resolve_section(text, plan))


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text and not text.replace(" ", "").isalnum() else text


def _plan() -> Plan | None:
    """The plan that the command would take, where one can be read."""
    from lawgov_cli.cli.completing import plan_here

    return plan_here()
