"""The tasks of a plan in document order, each made when it is asked for.

A plan may have a hundred thousand tasks, of which a command looks at few. A task is known by its
place, which counts from 0 through the whole document.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Protocol, overload

from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_cli.domain.plan import Task

#: The place above those that stand at the top.
_TOP = -1


class Shape(NamedTuple):
    """How the tasks stand, and what is asked of all of them at once.

    Attributes:
        above: by place, the place of the task that it stands directly below; -1 at the top.
        ends: by place, the place behind all that stands below it.
        points: the places of the points.
        named: by point, a number; points with the same one name the same units for the same.
        dated: the places of the tasks with a date.
        revised: the places of those that a corrected document changed.
    """

    above: Sequence[int]
    ends: Sequence[int]
    points: Sequence[int]
    named: Sequence[int]
    dated: Sequence[int]
    revised: Sequence[int]


class Source(Protocol):
    """Where the tasks of a tree come from."""

    def ids(self) -> Sequence[str]:
        """The id of each."""

    def labels(self) -> Sequence[str]:
        """What the document prints before each of the points."""

    def task(self, place: int, tree: Tree) -> Task:
        """The task at *place* of *tree*, with what stands below it."""


class Tasks(Sequence["Task"]):
    """Some tasks of a tree, equal to a tuple of the same."""

    __slots__ = ("_places", "_tree")

    def __init__(self, tree: Tree, places: Sequence[int]) -> None:
        self._tree, self._places = tree, places

    def __len__(self) -> int:
        return len(self._places)

    def __iter__(self) -> Iterator[Task]:
        return map(self._tree.task, self._places)

    @overload
    def __getitem__(self, number: int) -> Task: ...
    @overload
    def __getitem__(self, number: slice) -> Tasks: ...
    def __getitem__(self, number: int | slice) -> Task | Tasks:
        if isinstance(number, slice):
            return Tasks(self._tree, self._places[number])
        return self._tree.task(self._places[number])

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (tuple, Tasks)) and tuple(self) == tuple(other)

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __repr__(self) -> str:
        return repr(tuple(self))


class Tree:
    """The tasks of a plan by place and by id."""

    def __init__(self, shape: Shape, source: Source) -> None:
        self.shape, self._source = shape, source
        self._made: dict[int, Task] = {}
        #: The places of the tasks made so far, or of all.
        self._places: dict[str, int] = {}

    @classmethod
    def of(cls, tasks: Iterable[Task]) -> Tree:
        """That of a document which has *tasks* at its top."""
        found = _Found()
        for task in tasks:
            found.add(task, _TOP)
        return cls(found.shape(), found)

    def __len__(self) -> int:
        return len(self.shape.above)

    def task(self, place: int) -> Task:
        """The task at *place*."""
        made = self._made.get(place)
        if made is None:
            made = self._made[place] = self._source.task(place, self)
            self._places[made.id] = place
        return made

    def place_of(self, name: str) -> int | None:
        """Where the task with the id *name* stands; ``None`` where there is none."""
        if name not in self._places and len(self._places) < len(self):
            self._places = {one: place for place, one in enumerate(self._source.ids())}
        return self._places.get(name)

    def above(self, name: str) -> Task | None:
        """The task that the one with the id *name* stands directly below."""
        place = self.place_of(name)
        above = _TOP if place is None else self.shape.above[place]
        return None if above == _TOP else self.task(above)

    def top(self, name: str) -> Task:
        """The task above all others that stand above the one with the id *name*, or that itself.

        Raises:
            KeyError: there is none with that id.
        """
        place = self.place_of(name)
        if place is None:
            raise KeyError(name)
        return self.task(self._tops[bisect_right(self._tops, place) - 1])

    @lazy
    def _tops(self) -> Sequence[int]:
        return self._below(_TOP)

    def below(self, place: int = _TOP) -> Sequence[Task]:
        """The tasks that stand directly below the one at *place*, or at the top."""
        places = self._below(place)
        return Tasks(self, places) if places else ()

    def _below(self, place: int) -> Sequence[int]:
        places, ends = [], self.shape.ends
        last, below = len(self) if place == _TOP else ends[place], place + 1
        while below < last:
            places.append(below)
            below = ends[below]
        return places

    def with_above(self, places: Iterable[int]) -> frozenset[int]:
        """*places*, and those of all that stands above them."""
        found: set[int] = set()
        for place in places:
            up = place
            while up != _TOP and up not in found:
                found.add(up)
                up = self.shape.above[up]
        return frozenset(found)

    @lazy
    def points(self) -> Tasks:
        """The points."""
        return Tasks(self, self.shape.points)

    def points_at(self, places: Iterable[int]) -> frozenset[int]:
        """By number, from 0, the points among the tasks at *places*."""
        points = self.shape.points
        numbers = ((bisect_left(points, place), place) for place in places)
        return frozenset(n for n, place in numbers if n < len(points) and points[n] == place)

    @lazy
    def labels(self) -> Sequence[str]:
        """What the document prints before each of the points."""
        return self._source.labels()

    @lazy
    def by_id(self) -> Mapping[str, Task]:
        """Task by id."""
        return _ById(self)

    def ids(self) -> Sequence[str]:
        """The id of each task."""
        return self._source.ids()


class _ById(Mapping[str, "Task"]):
    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def __getitem__(self, name: str) -> Task:
        place = self._tree.place_of(name)
        if place is None:
            raise KeyError(name)
        return self._tree.task(place)

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self._tree.place_of(name) is not None

    def __iter__(self) -> Iterator[str]:
        return iter(self._tree.ids())

    def __len__(self) -> int:
        return len(self._tree)


class _Found:
    """Tasks that are at hand, with all that stands below them, one after the other."""

    def __init__(self) -> None:
        self._tasks: list[Task] = []
        self._above, self._ends = array("i"), array("i")
        self._numbers: dict[tuple[tuple[str, ...], tuple[str, ...]], int] = {}

    def add(self, task: Task, above: int) -> None:
        place = len(self._tasks)
        self._tasks.append(task)
        self._above.append(above)
        self._ends.append(0)
        for child in task.tasks:
            self.add(child, place)
        self._ends[place] = len(self._tasks)

    def shape(self) -> Shape:
        places, number = list(enumerate(self._tasks)), self._numbers
        points = [place for place, task in places if task.level is Level.POINT]
        named = ((self._tasks[place].lead, self._tasks[place].responsible) for place in points)
        return Shape(
            above=self._above,
            ends=self._ends,
            points=array("i", points),
            named=array("i", (number.setdefault(who, len(number)) for who in named)),
            dated=array("i", (place for place, task in places if task.due)),
            revised=array("i", (place for place, task in places if task.revised)),
        )

    def ids(self) -> Sequence[str]:
        return [task.id for task in self._tasks]

    def labels(self) -> Sequence[str]:
        return [task.label for task in self._tasks if task.level is Level.POINT]

    def task(self, place: int, tree: Tree) -> Task:  # noqa: ARG002 - each holds those below it
        return self._tasks[place]
