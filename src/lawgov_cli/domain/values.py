"""What a value of a record may be: the types that JSON gives it, and what else must hold.

A check says what is wrong with a value of the right type, given its field's word.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import is_day
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain import slips
from lawgov_cli.domain.unit_changes import change_fault
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Kind, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

_TIME = pattern(
    r"T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?([+-]([01][0-9]|2[0-3]):[0-5][0-9]|Z)?\Z"
)
_MONTH = pattern(r"[12][0-9]{3}-(0[1-9]|1[0-2])\Z")
_STATUSES = frozenset(status.value for status in STATUS_WORDS)
_KINDS = frozenset(kind.value for kind in Kind)
_REPEATS = frozenset(repeat.value for repeat in Repeat)

#: Levels of lists and objects within each other that a value may have.
_MAX_DEPTH = 20
#: Characters of a wrong value that are repeated when it is named.
_SHOWN_CHARACTERS = 40


class Sort(NamedTuple):
    """A sort of value: the types that JSON gives it, and what else must hold.

    ``fault`` says what is wrong with a value of the right type, given the field's word; empty
    where nothing is. ``empty`` stands in JSON where a record does not have the field.
    """

    types: tuple[type, ...]
    fault: Callable[[Any, str], str] | None = None
    empty: Any = None


def too_deep(value: Any, word: str) -> str:  # noqa: ANN401 - whatever stands in the journal
    """Values within values without end, which what prints them could not follow."""
    level = [value]
    for _ in range(_MAX_DEPTH + 1):
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return ""
    return f"“{word}”里层层嵌套, 超过{_MAX_DEPTH}层"


def _inside(value: Any) -> Iterable[Any]:  # noqa: ANN401 - whatever stands in the journal
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def shortened(value: Any) -> str:  # noqa: ANN401 - whatever stands in the journal
    """A value that is wrong, as far as it is worth repeating."""
    text = "…" if too_deep(value, "") else str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"


def _no_day(value: str, _word: str) -> str:
    return "" if is_day(value) else f"日期“{shortened(value)}”写法不对"


def _no_month(value: str, _word: str) -> str:
    return "" if _MONTH.match(value) else f"月份“{shortened(value)}”写法不对"


def _no_due(value: str, word: str) -> str:
    return _no_day(value, word) if value else ""  # an empty one takes the time limit away


def _no_repeat(value: str, word: str) -> str:
    return "" if value in _REPEATS else f"不认识的{word}“{shortened(value)}”"


def _no_moment(value: str, _word: str) -> str:
    return (
        "" if is_day(value[:10]) and _is_time(value[10:]) else f"时间“{shortened(value)}”写法不对"
    )


def are_moments(values: Sequence[str]) -> bool:
    """Whether nothing is wrong with any of them; a day and a time are each looked at once."""
    days, times = {value[:10] for value in values}, {value[10:] for value in values}
    return all(map(is_day, days)) and all(map(_is_time, times))


@lru_cache(maxsize=1 << 17)  # a long journal knows few more: each looked at once
def _is_time(text: str) -> bool:
    return bool(_TIME.match(text))


def _no_status(value: str, word: str) -> str:
    return "" if value in _STATUSES else f"不认识的{word}“{shortened(value)}”"


def _no_kind(value: str, word: str) -> str:
    return "" if value in _KINDS else f"不认识的任务{word}“{shortened(value)}”"


def _no_share(value: float, word: str) -> str:
    return "" if 0 <= value <= 100 else f"{word}“{shortened(value)}”不在0至100之间"


def _no_amount(value: float, word: str) -> str:
    return "" if 0 <= value < 1e15 else f"{word}“{shortened(value)}”不是0以上的数"


def _no_names(value: list[Any], word: str) -> str:
    return "" if _are_names(value) else f"“{word}”里不都是单位名称"


def _are_names(values: Any) -> bool:  # noqa: ANN401 - whatever stands in the journal
    return isinstance(values, list) and all(isinstance(value, str) and value for value in values)


def _no_evidence(value: list[Any], word: str) -> str:
    return too_deep(value, word) if all(map(_is_proof, value)) else f"“{word}”里有的不是材料"


def _is_proof(item: Any) -> bool:  # noqa: ANN401 - whatever stands in the journal
    if isinstance(item, dict):
        return all(isinstance(item.get(name, ""), str) for name in ("file", "sha256"))
    return isinstance(item, str)


def _no_addition(content: dict[str, Any], word: str) -> str:
    if not _are_names([content.get("id"), content.get("text")]):
        return "新增的举措缺少编号或文字"
    if not all(_are_names(content.get(name, [])) for name in ("lead", "responsible")):
        return "新增举措的单位写法不对"
    if "due" in content and not (type(due := content["due"]) is str and is_day(due)):
        return f"日期“{shortened(content['due'])}”写法不对"
    return too_deep(content, word)


def _shallow(check: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    """*check*, and nothing nested without end."""
    return lambda value, word: check(value, word) or too_deep(value, word)


TEXT = Sort((str,), empty="")
DAY = Sort((str,), _no_day)
MONTH = Sort((str,), _no_month)
DUE = Sort((str,), _no_due)
MOMENT = Sort((str,), _no_moment)
REPEAT = Sort((str,), _no_repeat)
STATUS = Sort((str,), _no_status)
KIND = Sort((str,), _no_kind)
SHARE = Sort((int, float), _no_share)
AMOUNT = Sort((int, float), _no_amount)
FLAG = Sort((bool,), empty=False)
NAMES = Sort((list,), _no_names)
EVIDENCE = Sort((list,), _no_evidence)
ADDITION = Sort((dict,), _no_addition)
SLIP = Sort((dict,), _shallow(slips.slip_fault))
REPLY = Sort((dict,), _shallow(slips.reply_fault))
CHASE = Sort((dict,), _shallow(slips.chase_fault))
REGISTRY = Sort((dict,), _shallow(change_fault))
