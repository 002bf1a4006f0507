"""The keys whose values are a few words: status, light and kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from lawgov_cli.base.words import folded
from lawgov_cli.domain.vocabulary import FINISHED, KIND_WORDS, STATUS_WORDS, Light, Status
from lawgov_cli.filters.terms import NONE_WORDS, nearest

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot, TaskState
    from lawgov_cli.filters.terms import Term, Test

_Value = TypeVar("_Value")

#: Everything on which something is still to be done.
_UNFINISHED = ("未完成", "open")

STATUSES: dict[str, frozenset[Status]] = {
    **{name: frozenset({s}) for s, word in STATUS_WORDS.items() for name in (s.value, word)},
    **dict.fromkeys(_UNFINISHED, frozenset(Status) - FINISHED),
}
_KINDS = {
    **{name: kind for kind, word in KIND_WORDS.items() for name in (kind.value, word)},
    **dict.fromkeys(NONE_WORDS),
}


def lights_by_word(plan: Plan) -> dict[str, Light]:
    """Every light by its code, its usual word and the plan's own word."""
    usual = dict(zip("红黄蓝绿无", Light, strict=True))
    own = {folded(plan.lights.word(light)): light for light in Light}
    return usual | {light.value: light for light in Light} | own


def status_test(term: Term) -> Test:
    """``状态:推进中,待核验``."""
    shown = [*STATUS_WORDS.values(), _UNFINISHED[0]]
    wanted = {s for some in _chosen(term, STATUSES, "办理状态", shown) for s in some}
    return lambda state, _snapshot: (state.status in wanted) is term.positive


def light_test(term: Term) -> Test:
    """``亮灯:红,黄``."""
    shown = [*(term.plan.lights.word(light) for light in Light if light is not Light.NONE), "无"]
    wanted = _chosen(term, lights_by_word(term.plan), "亮灯", shown)
    return lambda state, _snapshot: (state.light in wanted) is term.positive


def kind_test(term: Term) -> Test:
    """``类型:限时``; a task of no kind is found by 无 alone."""
    wanted = _chosen(term, _KINDS, "任务类型", [*KIND_WORDS.values(), "无"])

    def test(state: TaskState, _snapshot: Snapshot) -> bool:
        if state.kind is None:
            return term.positive and None in wanted
        return (state.kind in wanted) is term.positive

    return test


def _chosen(
    term: Term, choices: Mapping[str, _Value], what: str, shown: Iterable[str]
) -> set[_Value]:
    """The values of the term, each one of *choices*."""
    found = set()
    for value in term.values:
        plain = folded(value.text)
        if plain not in choices:
            hint = nearest(plain, choices)
            sentence = f"没有“{value.text}”这种{what}。{hint}可用: {'、'.join(shown)}"
            raise term.source.wrong(value.at, sentence)
        found.add(choices[plain])
    return found
