"""The keys whose values have no order: names, the words of a few sets, and text to search."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, TypeVar

from lawgov_cli.base.words import folded
from lawgov_cli.domain.search import any_holds
from lawgov_cli.domain.units import find_unit
from lawgov_cli.filters import predicates as ask
from lawgov_cli.filters.terms import NONE_WORDS, is_word
from lawgov_cli.filters.words import read_kind

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.domain.fields import Field
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.domain.vocabulary import Role
    from lawgov_cli.filters.predicates import Test
    from lawgov_cli.filters.terms import Term

_Value = TypeVar("_Value")


def units_test(role: Role | None = None, *, through_groups: bool = False) -> Callable[[Term], Test]:
    """The builder of a key that asks for units; 无 stands for there being none."""

    def build(term: Term) -> Test:
        proper = [value for value in term.values if not is_word(value, NONE_WORDS)]
        units = [term.read(value, find_unit) for value in proper]
        tests = [ask.by_units(units, role, through_groups=through_groups)]
        if term.asks_none:
            tests.append(ask.none_of(ask.by_anyone(role)))
        return term.signed(ask.any_of(tests))

    return build


def named_test(
    read: Callable[[str, Plan], _Value], asked: Callable[[list[_Value]], Test]
) -> Callable[[Term], Test]:
    """The builder of a key whose values are read one by one and asked for together."""
    return lambda term: term.signed(asked([term.read(value, read) for value in term.values]))


def kind_test(term: Term) -> Test:
    """``类型:限时``; a task of no kind is found by 无 alone."""
    none = [value for value in term.values if folded(value.text) in NONE_WORDS]
    proper = [value for value in term.values if value not in none]
    wanted = {term.read(value, lambda word, _plan: read_kind(word, ["无"])) for value in proper}

    def test(state: TaskState, _snapshot: Snapshot) -> bool:
        if state.kind is None:
            return term.positive and bool(none)
        return (state.kind in wanted) is term.positive

    return test


def title_test(term: Term) -> Test:
    """``标题:监督``."""
    words = [value.text for value in term.values]
    return term.signed(lambda state, _: any_holds([state.task.title or state.task.text], words))


def said_test(field: Field) -> Callable[[Term], Test]:
    """The builder of a key that asks what records say; 无 and 有 ask whether they say anything."""

    def build(term: Term) -> Test:
        words = [value.text for value in term.proper()]

        def test(state: TaskState, snapshot: Snapshot) -> bool:
            given = snapshot.events_of(state).having(field.name)
            said = (field.words(value) for event in given if (value := event.get(field.name)))
            first = next(said, "")
            found = any_holds(chain([first], said), words) or term.asks_any
            return (found if first else term.asks_none) is term.positive

        return test

    return build
