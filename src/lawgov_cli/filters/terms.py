"""One term of a filter, as typed, with what is needed to understand it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lawgov_cli.base.errors import NotFound, UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import folded
from lawgov_cli.filters.predicates import none_of
from lawgov_cli.filters.tokens import Sort

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import date

    from lawgov_cli.base.errors import FilterMistake
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.filters.predicates import Test
    from lawgov_cli.filters.tokens import Source, Token

_Value = TypeVar("_Value")

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

    def read(self, value: Token, reader: Callable[[str, Plan], _Value]) -> _Value:
        """What *value* stands for; what is wrong with it is told with its place in the text."""
        try:
            return reader(value.text, self.plan)
        except NotFound as error:
            raise self.source.placed(error, value.at) from None
        except UsageMistake as error:
            raise self.source.wrong(value.at, error.message) from None

    def signed(self, test: Test) -> Test:
        """*test*, or its opposite where none of the values is asked for."""
        return test if self.positive else none_of(test)

    def unreadable(self, value: Token, expected: str) -> FilterMistake:
        """An error at a value that cannot be read."""
        return self.source.wrong(value.at, f"看不懂“{value.text}”。{expected}")


def is_word(value: Token, words: Iterable[str]) -> bool:
    """Whether a value is one of *words*; in quotation marks it is text and never one of them."""
    return value.sort is not Sort.QUOTED and folded(value.text) in words
