"""The tasks of a plan by their places: the same whether they are at hand or made when asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.domain.plan import Task
from lawgov_cli.domain.printed_numbers import numbered, numbered_points
from lawgov_cli.domain.tree import Tasks, Tree
from lawgov_cli.domain.vocabulary import Level
from tests.helpers import plan_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

PLAN = plan_of()
LEVELS = (Level.SECTION, Level.POINT, Level.MEASURE, Level.MEASURE)


@st.composite
def forests(draw: st.DrawFn) -> tuple[Task, ...]:
    """Some tasks with others below them, four levels deep at most."""
    numbers = iter(range(100))

    def task(depth: int) -> Task:
        name, below = f"t{next(numbers)}", draw(st.integers(0, 3)) if depth < 3 else 0
        return Task(
            name, LEVELS[depth], f"no. {name}", tasks=tuple(task(depth + 1) for _ in range(below))
        )

    return tuple(task(0) for _ in range(draw(st.integers(0, 3))))


def walked(tasks: Iterable[Task], *above: Task) -> Iterator[tuple[Task, tuple[Task, ...]]]:
    """Each task in document order, and those above it, the nearest first."""
    for task in tasks:
        yield task, above
        yield from walked(task.tasks, task, *above)


@given(forests())
def test_a_tree_tells_of_every_task_what_the_document_has_above_and_below_it(
    forest: tuple[Task, ...],
) -> None:
    tree, found = Tree.of(forest), list(walked(forest))
    assert [tree.task(place) for place in range(len(tree))] == [task for task, _ in found]
    assert list(tree.by_id.items()) == [(task.id, task) for task, _ in found]
    assert tree.below() == forest
    assert list(tree.labels) == [task.label for task, _ in found if task.level is Level.POINT]
    places = {task.id: place for place, (task, _) in enumerate(found)}
    for place, (task, above) in enumerate(found):
        assert tree.place_of(task.id) == place
        assert tree.above(task.id) == (above[0] if above else None)
        assert tree.top(task.id) == (above[-1] if above else task)
        assert tree.below(place) == task.tasks
        assert tree.with_above([place]) == {place, *(places[one.id] for one in above)}


@given(forests(), st.sets(st.integers(0, 99)))
def test_the_points_among_some_places_are_told_by_their_numbers(
    forest: tuple[Task, ...], places: set[int]
) -> None:
    tree, found = Tree.of(forest), [task for task, _ in walked(forest)]
    points = [place for place, task in enumerate(found) if task.level is Level.POINT]
    assert list(tree.points) == [found[place] for place in points]
    asked = {place for place in places if place < len(found)}
    assert tree.points_at(asked) == {n for n, place in enumerate(points) if place in asked}


def test_a_task_that_is_not_there_has_no_place_and_nothing_above_it() -> None:
    tree = PLAN.tree
    assert (tree.place_of("99"), tree.above("99"), "99" in tree.by_id) == (None, None, False)
    with pytest.raises(KeyError):
        tree.by_id["99"]
    with pytest.raises(KeyError):
        tree.top("99")


def test_some_tasks_of_a_tree_are_like_a_tuple_of_the_same() -> None:
    points = PLAN.points
    same = tuple(points)
    assert isinstance(points, Tasks)
    assert (points == same, points == Tasks(PLAN.tree, PLAN.tree.shape.points)) == (True, True)
    assert (points == list(same), points == same[1:]) == (False, False)
    assert (hash(points), repr(points)) == (hash(same), repr(same))
    assert tuple(points[1:3]) == same[1:3]
    assert (points[-1], len(points)) == (same[-1], len(same))


@pytest.mark.parametrize("number", [1, 2, 3])
@pytest.mark.parametrize("digits", [None, True, False])
def test_points_are_found_by_the_number_printed_as_among_all_of_them(
    number: int,
    digits: bool | None,  # noqa: FBT001 - as asked
) -> None:
    labels = ["一", "（二）", "3", "", "(2)", "第三项"]
    tasks = tuple(
        Task(str(n), Level.POINT, label=label, title="标题") for n, label in enumerate(labels)
    )
    plan = type(PLAN)(*PLAN._replace(tasks=tasks))
    found = numbered_points(plan, number, digits=digits)
    assert found == numbered(plan.points, number, digits=digits)
    assert found or digits is not None
