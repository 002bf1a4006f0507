"""The keys whose values have an order: numbers of tasks, days, percentages, so many of so many."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from lawgov_cli.domain.plan_life import Life, Purpose
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.units import find_unit
from lawgov_cli.filters.terms import ORDERING, is_word
from lawgov_cli.filters.values import Span, Wanted, date_span, number_span

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.domain.task_state import TaskState
    from lawgov_cli.filters.predicates import Test
    from lawgov_cli.filters.terms import Term
    from lawgov_cli.filters.tokens import Token

_DAYS = "可以写: 2023-09-30、9月30日、9月、9月底、年底、今天、本月、9月1日至9月15日"
_PERCENT = "可以写0到100之间的数: 50、50%、30-60"
_NUMBER = "可以写数: 50、30-60"
_COUNT = "可以写个数(2)、占比(50%)或“齐”"

_ALL_WORDS = frozenset({"齐", "all"})


def number_test(term: Term) -> Test:
    """``序号:1-3,7``; greater and less go by the order in the document, in which numbers run."""
    places = {task.id: place for place, task in enumerate(term.plan.walk())}
    spans: list[Span] = []
    for value in term.values:
        points = _points(value, term)
        if term.sign in ORDERING and len(points) > 1:
            raise term.source.wrong(value.at, "比大小只能写一个序号。例如: 序号>=10")
        spans += [Span(places[point], places[point]) for point in points]
    wanted = Wanted(term.sign, spans)
    return lambda state, _snapshot: wanted.met_by(places.get(state.task.id))


def _points(value: Token, term: Term) -> list[str]:
    """The ids of the points that *value* names; a measure's number stands for its point."""
    tasks = term.read(value, lambda text, plan: resolve_tasks([text], plan))
    points = []
    for task in tasks:
        point = term.plan.point_of(task.id)
        if point is None:
            sentence = f"“{value.text}”是一个部分, 请写: 部分:{task.label or task.id}"
            raise term.source.wrong(value.at, sentence)
        points.append(point.id)
    return list(dict.fromkeys(points))


def due_test(term: Term) -> Test:
    """``时限<2023-10-01``."""
    wanted = _wanted(term, lambda text: _days(text, Purpose.DUE, term), _DAYS)
    return lambda state, _snapshot: wanted.met_by(state.due)


def updated_test(term: Term) -> Test:
    """``更新<9月``: the day of the last record about the task or a measure of it."""
    wanted = _wanted(term, lambda text: _days(text, Purpose.HAPPENED, term), _DAYS)

    def test(state: TaskState, snapshot: Snapshot) -> bool:
        last = max((event.day for event in snapshot.events_of(state)), default="")
        return wanted.met_by(date.fromisoformat(last) if last else None)

    return test


def percent_test(term: Term) -> Test:
    """``进度>=50``."""
    wanted = _wanted(term, _percent, _PERCENT)
    return lambda state, _snapshot: wanted.met_by(state.percent)


def last_test(name: str) -> Callable[[Term], Test]:
    """The builder of a key that asks for the number last recorded as *name*."""

    def build(term: Term) -> Test:
        wanted = _wanted(term, number_span, _NUMBER)

        def test(state: TaskState, snapshot: Snapshot) -> bool:
            given = snapshot.events_of(state).having(name)
            return wanted.met_by(given[-1].get(name) if given else None)

        return test

    return build


def measures_test(term: Term) -> Test:
    """``举措>=2`` ``举措<50%`` ``举措:齐``: how many measures are finished; 无: there are none."""
    tests = [_share_test(value, term) for value in term.proper()]

    def test(state: TaskState, _snapshot: Snapshot) -> bool:
        done, total = state.measures_finished, state.measures_total
        if not total:
            return term.asks_none if term.positive else term.asks_any and not term.asks_none
        found = term.asks_any or any(met(done, total) for met in tests)
        return found is term.positive

    return test


def filed_test(term: Term) -> Test:
    """``报送<2`` ``报送:齐`` ``报送:市公安局``: how many of the leads have reported, or who has."""
    tests, units = [], set()
    for value in term.proper():
        if term.sign in ORDERING or is_word(value, _ALL_WORDS) or number_span(value.text):
            tests.append(_share_test(value, term))
        else:
            units.add(term.read(value, find_unit))

    def test(state: TaskState, _snapshot: Snapshot) -> bool:
        filed, total = state.leads_reported, len(state.lead)
        named = not units.isdisjoint(state.reports)
        some = term.asks_any if filed else term.asks_none
        return (named or some or any(met(filed, total) for met in tests)) is term.positive

    return test


def _wanted(term: Term, read: Callable[[str], Span | None], expected: str) -> Wanted:
    """What the term asks of a value that has an order and may be absent."""
    spans = []
    for value in term.proper():
        span = read(value.text)
        if span is None:
            raise term.unreadable(value, expected)
        spans.append(span)
    return Wanted(term.sign, spans, term.asks_none, term.asks_any)


def _days(text: str, purpose: Purpose, term: Term) -> Span | None:
    return date_span(text, purpose, Life.of(term.plan), term.today)


def _percent(text: str) -> Span | None:
    span = number_span(text)
    return span if span and span.last <= 100 else None


def _share_test(value: Token, term: Term) -> Callable[[int, int], bool]:
    """The test of k out of n for one value: a number, a share with ``%``, or all of them."""
    sign = term.sign if term.sign in ORDERING else ":"
    if is_word(value, _ALL_WORDS):
        return lambda number, total: 0 < total == number
    span = number_span(value.text)
    if span is None:
        raise term.unreadable(value, _COUNT)
    wanted = Wanted(sign, [span])
    if value.text.rstrip().endswith(("%", "％")):
        return lambda number, total: wanted.met_by(100 * number / total if total else None)
    return lambda number, _total: wanted.met_by(number)
