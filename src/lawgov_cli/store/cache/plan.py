"""A plan that was read before: importing a YAML parser is a quarter of a short command's time.

Its tasks are kept one by one, those that people count apart from the many below them, and each is
made when it is asked for: a command looks at few of a hundred thousand.
"""

from __future__ import annotations

import marshal
from array import array
from bisect import bisect_right
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable
from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.reading import OpenFile
from lawgov_cli.domain import plan_fields as kinds
from lawgov_cli.domain.plan_fields import PLAN, TASK
from lawgov_cli.domain.tree import Shape, Tree
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.store.cache.file import FORMAT, Spoilt, plain

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawgov_cli.base.reading import Stamp
    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.plan_fields import Field, Record
    from lawgov_cli.store.cache.file import Cache, Kept

#: Bytes of tasks that are read at a time.
_PART = 1 << 19
#: What of a tree's shape is kept, each as numbers in 32 bits.
_SHAPE = Shape._fields


def cached_plan(cache: Cache, file: OpenFile) -> Plan | None:
    """The plan read earlier from exactly what *file* holds, if it is kept."""
    kept = cache.load(file)
    if kept is None or kept.size != file.size:
        return None
    try:
        head, shape, starts, parts = kept.content
        again = partial(_read_again, cache, file.stamp)
        source = _KeptTasks(kept, _numbers(starts), parts, again)
        tree = Tree(Shape(*map(_numbers, shape)), source)
        plan: Plan = _PLAN([*head[:_TASKS], tree.below(), *head[_TASKS + 1 :]])
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    plan.tree = tree
    return plan


def keep_plan(cache: Cache, file: OpenFile, plan: Plan) -> None:
    """Keep *plan* as read from *file*."""
    tree, blocks = plan.tree, [bytearray()]
    starts, parts = array("i", bytes(4 * len(tree))), [0]
    tasks = list(enumerate(plan.walk()))
    for below in (False, True):  # those that are counted first, and apart from those below them
        for place, task in tasks:
            if (task.level is Level.MEASURE) is below:
                if len(blocks[-1]) > _PART:
                    parts.append(parts[-1] + len(blocks[-1]))
                    blocks.append(bytearray())
                starts[place] = parts[-1] + len(blocks[-1])
                blocks[-1] += marshal.dumps(plain(task._replace(tasks=())), FORMAT)
    shape = [array("i", getattr(tree.shape, name)).tobytes() for name in _SHAPE]
    kept = {str(number): bytes(block) for number, block in enumerate(blocks)}
    kept["ids"] = "\n".join(tree.ids()).encode()
    kept["labels"] = marshal.dumps(list(tree.labels), FORMAT)
    cache.keep(file, (tuple(plan._replace(tasks=())), shape, starts.tobytes(), parts), kept)


class _KeptTasks:
    """The tasks that a cache holds, some hundred read at a time.

    Parameters:
        starts: by place, where the task begins in what is kept of all.
        parts: where each part of that begins.
        again: reads all of them from the plan's own file, where a part turns out spoilt.
    """

    def __init__(
        self, kept: Kept, starts: Sequence[int], parts: Sequence[int], again: Callable[[], Tree]
    ) -> None:
        self._kept, self._starts, self._parts, self._again = kept, starts, parts, again
        self._part = lru_cache(maxsize=8)(lambda number: memoryview(kept.part(str(number))))

    def ids(self) -> Sequence[str]:
        try:
            return self._kept.part("ids").decode().split("\n")
        except Spoilt:
            return self._afresh.ids()

    def labels(self) -> Sequence[str]:
        try:
            labels: list[str] = marshal.loads(self._kept.part("labels"))  # noqa: S302 - it is sound
        except Spoilt:
            return self._afresh.labels
        return labels

    def task(self, place: int, tree: Tree) -> Task:
        start = self._starts[place]
        part = bisect_right(self._parts, start) - 1
        try:
            kept = self._part(part)[start - self._parts[part] :]
        except Spoilt:
            return self._afresh.task(place)
        values = list(marshal.loads(kept))  # noqa: S302 - it is sound
        values[_BELOW] = tree.below(place)
        task: Task = _TASK(values)
        return task

    @lazy
    def _afresh(self) -> Tree:
        return self._again()


def _read_again(cache: Cache, stamp: Stamp) -> Tree:
    """The tasks of a plan of which some were read already, from its own file.

    Raises:
        DataUnreadable: it is no longer the same file.
    """
    from lawgov_cli.store.plan_file import read_plan  # seldom needed, and it parses YAML

    cache.drop()  # it is no use to the next command either
    file = OpenFile(cache.path)
    plan = read_plan(file.read(), cache.path.name).plan if file.stamp == stamp else None
    if plan is None:
        raise DataUnreadable("工作要点正在被别的程序改写, 请稍后再试。")
    return plan.tree


def _numbers(kept: bytes) -> array[int]:
    numbers = array("i")
    numbers.frombytes(kept)
    return numbers


def _decoder(record: Record) -> Callable[[Sequence[Any]], Any]:
    """What makes a record of its values, which are as many and in that order as in its class."""
    made = record.made
    steps = [
        (made._fields.index(row.key), _DECODED[row.kind](row))
        for row in record.fields
        if row.kind in _DECODED
    ]

    def decode(kept: Sequence[Any]) -> Any:  # noqa: ANN401 - the record's class
        values = list(kept)
        for place, step in steps:
            if values[place] is not None:
                values[place] = step(values[place])
        return made._make(values)

    return decode


def _registry(row: Field) -> Callable[[dict[str, Any]], dict[str, Any]]:
    decode = _decoder(row.of)
    return lambda registered: {name: decode(values) for name, values in registered.items()}


_LEVELS = {level.value: level for level in Level}
#: Kind → what makes its value of what is kept, by the row. All others are kept as they are.
_DECODED: dict[str, Callable[[Field], Callable[[Any], Any]]] = {
    kinds.DAY: lambda _: date.fromisoformat,
    kinds.LEVEL: lambda _: _LEVELS.__getitem__,
    kinds.RECORD: lambda row: _decoder(row.of),
    kinds.REGISTRY: _registry,
}
_TASK, _PLAN = _decoder(TASK), _decoder(PLAN)
#: Where a task and a plan have the tasks below.
_BELOW, _TASKS = TASK.made._fields.index("tasks"), PLAN.made._fields.index("tasks")
