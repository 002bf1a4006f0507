"""A plan that was read before: importing a YAML parser is a quarter of a short command's time."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.plan import Group, Layout, LightRules, Plan, SourceText, Task, Unit
from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from lawgov_cli.store.cache.file import Cache


def cached_plan(cache: Cache, data: bytes) -> Plan | None:
    """The plan read earlier from exactly *data*, if it is kept."""
    kept = cache.load(data)
    if kept is None or kept.size != len(data):
        return None
    try:
        return _plan(kept.content)
    except (ValueError, TypeError, LookupError, AttributeError):
        return None


def keep_plan(cache: Cache, data: bytes, plan: Plan) -> None:
    """Keep *plan* as read from *data*."""
    cache.keep(data, tuple(plan))


def _plan(values: list[Any]) -> Plan:
    fields: dict[str, Any] = dict(zip(Plan._fields, values, strict=True))
    fields["tasks"] = tuple(map(_task, fields["tasks"]))
    fields["units"] = {name: Unit(*map(_tuple, unit)) for name, unit in fields["units"].items()}
    fields["groups"] = {name: Group(*map(_tuple, g)) for name, g in fields["groups"].items()}
    for name in ("starts", "ends", "issued"):
        fields[name] = date.fromisoformat(fields[name]) if fields[name] else None
    fields["source"] = SourceText(*fields["source"]) if fields["source"] else None
    fields["layout"] = Layout(*fields["layout"])
    fields["lights"] = LightRules(*fields["lights"])
    return Plan(**fields)


def _task(values: list[Any]) -> Task:
    task = Task(*values)
    return task._replace(
        level=Level(task.level),
        lead=tuple(task.lead),
        responsible=tuple(task.responsible),
        due=date.fromisoformat(str(task.due)) if task.due else None,
        tasks=tuple(map(_task, task.tasks)),  # type: ignore[arg-type]
    )


def _tuple(value: Any) -> Any:  # noqa: ANN401
    return tuple(value) if isinstance(value, list) else value
