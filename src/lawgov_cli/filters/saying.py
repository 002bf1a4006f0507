"""The keys that search text: anything in a task, its title, or what records say of it."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from lawgov_cli.domain.search import any_holds, holds_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.progress import Snapshot, TaskState
    from lawgov_cli.filters.terms import Term, Test


def anywhere(text: str) -> Test:
    """Whether title, text, units, measures or notes hold *text*."""
    return lambda state, snapshot: holds_text(state, snapshot, text)


def text_test(term: Term) -> Test:
    """``文字:执法``."""
    tests = [anywhere(value.text) for value in term.values]
    return lambda state, snapshot: any(t(state, snapshot) for t in tests) is term.positive


def title_test(term: Term) -> Test:
    """``标题:监督``."""
    words = [value.text for value in term.values]

    def test(state: TaskState, _snapshot: Snapshot) -> bool:
        title = state.task.title or state.task.text
        return any_holds([title], words) is term.positive

    return test


def said_test(texts_of: Callable[[Event], Iterable[str]]) -> Callable[[Term], Test]:
    """The builder of a key that asks what records say; 无 and 有 ask whether they say anything."""

    def build(term: Term) -> Test:
        words = [value.text for value in term.proper()]

        def test(state: TaskState, snapshot: Snapshot) -> bool:
            events = snapshot.events_of(state)
            said = (text for event in events for text in texts_of(event) if text)
            first = next(said, None)
            if first is None:
                return term.asks_none is term.positive
            found = term.asks_any or any_holds(chain([first], said), words)
            return found is term.positive

        return test

    return build
