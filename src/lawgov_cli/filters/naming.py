"""The keys whose values name something in the plan: units, sections, numbers of tasks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.errors import NotFound, UsageMistake
from lawgov_cli.domain.task_numbers import resolve_section, resolve_tasks
from lawgov_cli.domain.units import find_unit, parts_of
from lawgov_cli.filters.terms import NONE_WORDS, ORDERING, is_word
from lawgov_cli.filters.values import Span, Wanted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawgov_cli.domain.progress import Snapshot, TaskState
    from lawgov_cli.filters.terms import Term, Test
    from lawgov_cli.filters.tokens import Token


def unit_of(value: Token, term: Term) -> str:
    """The canonical name of the unit that *value* means.

    Raises:
        NotFound: none or several, with the place in the text.
    """
    try:
        return find_unit(value.text, term.plan)
    except NotFound as error:
        raise term.source.placed(error, value.at) from None


def units_test(units_of: Callable[[TaskState], Iterable[str]]) -> Callable[[Term], Test]:
    """The builder of a key that asks for units by name; 无 stands for there being none."""

    def build(term: Term) -> Test:
        proper = [value for value in term.values if not is_word(value, NONE_WORDS)]
        wanted = {unit_of(value, term) for value in proper}

        def test(state: TaskState, _snapshot: Snapshot) -> bool:
            units = set(units_of(state))
            found = bool(units & wanted) or (term.asks_none and not units)
            return found is term.positive

        return test

    return build


def involved_test(term: Term) -> Test:
    """``涉及:娄东街道``: named, or a member of a group that is named."""
    wanted = {unit_of(value, term) for value in term.values}

    def test(state: TaskState, snapshot: Snapshot) -> bool:
        plan, lead, responsible = snapshot.plan, state.lead, state.responsible
        found = any(parts_of(unit, lead, responsible, plan) for unit in wanted)
        return found is term.positive

    return test


def section_test(term: Term) -> Test:
    """``部分:三``: the points of a section, or of a group within one."""
    wanted = {_section_of(value, term) for value in term.values}

    def test(state: TaskState, snapshot: Snapshot) -> bool:
        parents = snapshot.plan.parents
        task = parents.get(state.task.id)
        while task is not None and task.id not in wanted:
            task = parents.get(task.id)
        return (task is not None) is term.positive

    return test


def _section_of(value: Token, term: Term) -> str:
    try:
        return resolve_section(value.text, term.plan).id
    except NotFound as error:
        raise term.source.placed(error, value.at) from None


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
    try:
        tasks = resolve_tasks([value.text], term.plan)
    except NotFound as error:
        raise term.source.placed(error, value.at) from None
    except UsageMistake as error:
        raise term.source.wrong(value.at, error.message) from None
    points = []
    for task in tasks:
        point = term.plan.point_of(task.id)
        if point is None:
            sentence = f"“{value.text}”是一个部分, 请写: 部分:{task.label or task.id}"
            raise term.source.wrong(value.at, sentence)
        points.append(point.id)
    return list(dict.fromkeys(points))
