"""One term of a filter, as typed, with what is needed to understand it."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.words import folded
from lawgov_cli.domain.progress import Snapshot, TaskState
from lawgov_cli.filters.tokens import Sort

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.base.errors import FilterMistake
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.filters.tokens import Source, Token

#: Whether a task is kept.
Test = Callable[[TaskState, Snapshot], bool]

#: The signs that ask which of two is greater.
ORDERING = frozenset({"<", "<=", ">", ">="})

#: ``时限:无`` finds what has no due date, ``时限:有`` what has one.
NONE_WORDS = frozenset({"无", "none"})
ANY_WORDS = frozenset({"有", "any"})


class Term(NamedTuple):
    """``状态:推进中,待核验``."""

    key: Token
    sign: str
    values: tuple[Token, ...]
    source: Source
    plan: Plan
    today: date

    @property
    def positive(self) -> bool:
        """Whether one of the values is asked for, rather than none of them."""
        return self.sign != "!="

    @property
    def asks_none(self) -> bool:
        """Whether 无 is among the values."""
        return any(is_word(value, NONE_WORDS) for value in self.values)

    @property
    def asks_any(self) -> bool:
        """Whether 有 is among the values."""
        return any(is_word(value, ANY_WORDS) for value in self.values)

    def proper(self) -> list[Token]:
        """The values but for 无 and 有."""
        return [value for value in self.values if not is_word(value, NONE_WORDS | ANY_WORDS)]

    def unreadable(self, value: Token, expected: str) -> FilterMistake:
        """An error at a value that cannot be read."""
        return self.source.wrong(value.at, f"看不懂“{value.text}”。{expected}")


def is_word(value: Token, words: Iterable[str]) -> bool:
    """Whether a value is one of *words*; in quotation marks it is text and never one of them."""
    return value.sort is not Sort.QUOTED and folded(value.text) in words


def nearest(word: str, known: Iterable[str]) -> str:
    """``您是否要写: 状态?`` for the known words that look most like *word*; empty without any."""
    near = difflib.get_close_matches(folded(word), known, n=2, cutoff=0.5)
    return f"您是否要写: {' 或 '.join(near)}?  " if near else ""
