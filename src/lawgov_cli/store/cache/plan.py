"""A plan that was read before: importing a YAML parser is a quarter of a short command's time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain import plan_fields as kinds
from lawgov_cli.domain.plan_fields import PLAN, TASK
from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.base.reading import OpenFile
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.plan_fields import Field, Record
    from lawgov_cli.store.cache.file import Cache


def cached_plan(cache: Cache, file: OpenFile) -> Plan | None:
    """The plan read earlier from exactly what *file* holds, if it is kept."""
    kept = cache.load(file)
    if kept is None or kept.size != file.size:
        return None
    try:
        plan: Plan = _PLAN(kept.content)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
    return plan


def keep_plan(cache: Cache, file: OpenFile, plan: Plan) -> None:
    """Keep *plan* as read from *file*."""
    cache.keep(file, tuple(plan))


def _decoder(record: Record) -> Callable[[tuple[Any, ...]], Any]:
    """What makes a record of its values, which are as many and in that order as in its class."""
    made = record.made
    steps = [
        (made._fields.index(row.key), _DECODED[row.kind](row))
        for row in record.fields
        if row.kind in _DECODED
    ]

    def decode(kept: tuple[Any, ...]) -> Any:  # noqa: ANN401 - the record's class
        values = list(kept)
        for place, step in steps:
            if values[place] is not None:
                values[place] = step(values[place])
        return made._make(values)

    return decode


def _registry(row: Field) -> Callable[[dict[str, Any]], dict[str, Any]]:
    decode = _decoder(row.of)
    return lambda registered: {name: decode(values) for name, values in registered.items()}


def _tasks(values: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple([_TASK(kept) for kept in values])


_LEVELS = {level.value: level for level in Level}
#: Kind → what makes its value of what is kept, by the row. All others are kept as they are.
_DECODED: dict[str, Callable[[Field], Callable[[Any], Any]]] = {
    kinds.DAY: lambda _: date.fromisoformat,
    kinds.LEVEL: lambda _: _LEVELS.__getitem__,
    kinds.RECORD: lambda row: _decoder(row.of),
    kinds.REGISTRY: _registry,
    kinds.TASKS: lambda _: _tasks,
}
_TASK, _PLAN = _decoder(TASK), _decoder(PLAN)
