"""The number that the document prints before a task, beside the id that never moves."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.plan import Plan, Task

_ORNAMENT = pattern(r"^第|[项条章节号]$|部分$|[()\[\]〔〕【】《》〈〉]|[、.。:]$")
_NUMERALS = frozenset("0123456789零〇一二三四五六七八九十百")
_LAST = pattern(r"\d+\Z")


@lru_cache(maxsize=4096)  # the same numbers stand in every section, and each is looked at often
def bare(label: str) -> str:
    """*label* without its brackets and signs: ``（三）`` ``三、`` ``第三项`` are 三."""
    plain = folded(label)
    if _NUMERALS.issuperset(plain):  # as most labels are
        return plain
    while (shorter := _ORNAMENT.sub("", plain).strip()) != plain:
        plain = shorter
    return plain


@lru_cache(maxsize=4096)
def printed_number(label: str) -> int | None:
    """The number that *label* prints; ``None`` where it prints none."""
    plain = bare(label)
    return parse_number(plain) if plain else None


def number_shown(number: str, label: str) -> str:
    """*number*, an id, with the printed number where that is another: ``2(三)``.

    Of an id such as ``4-9`` the last part counts.
    """
    printed = printed_number(label)
    if printed is None or number == str(printed):
        return number
    last = _LAST.search(number)
    if last and int(last[0]) == printed:
        return number
    return f"{number}({bare(label)})"


def in_digits(label: str) -> bool:
    """Whether *label* prints its number in digits."""
    return bare(label).isascii()


def numbered(tasks: Iterable[Task], number: int, *, digits: bool | None = None) -> list[Task]:
    """Those of *tasks* before which *number* is printed.

    Parameters:
        digits: only those that print it in digits, or only those that print it in Chinese.
    """
    return [task for task in tasks if _prints(task.label, number, digits)]


def numbered_points(plan: Plan, number: int, *, digits: bool | None = None) -> list[Task]:
    """The points before which *number* is printed; the parameter is that of :func:`numbered`."""
    labels = enumerate(plan.tree.labels)
    return [plan.points[place] for place, label in labels if _prints(label, number, digits)]


def _prints(label: str, number: int, digits: bool | None) -> bool:  # noqa: FBT001 - as asked
    if not label or printed_number(label) != number:
        return False
    return digits is None or in_digits(label) is digits
