"""Units, groups and the office as they stood on a day: the plan's, and what was recorded since.

A unit that is renamed or merged stays the same unit: every name it ever had finds it under the
name of the day, also a name that it got only later. One that ended without a successor is still
found, but leads and answers for nothing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.plan import Group, Plan, Unit
from lawgov_cli.domain.unit_changes import OFFICE_WORDS, PARTICULARS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.timeline import Timeline

_Change = dict[str, Any]


def plan_on(plan: Plan, events: Timeline, day: date, named: date | None = None) -> Plan:
    """*plan* with its units and groups as they stood on *day*.

    Parameters:
        events: those that count, of any day.
        named: the later day under whose names they stand; *day* where none is given.
    """
    changes = _changes(events)
    if not changes:
        return plan
    registry, until, named_until = Registry(plan), day.isoformat(), (named or day).isoformat()
    for event in changes:
        if event.day <= until or (event.day <= named_until and _names(event.get("units"))):
            registry.apply(event)
    later = registry.copy()
    for event in changes:
        if event.day > until and not (event.day <= named_until and _names(event.get("units"))):
            later.apply(event)
    return plan.with_registry(
        registry.units,
        registry.groups,
        registry.ended,
        dict(registry.names_in(later)),
        registry.office,
    )


def faults(plan: Plan, events: Timeline) -> Iterator[tuple[Event, str]]:
    """The records of changes that cannot be, such as of a unit that is not there, and why."""
    registry = Registry(plan)
    for event in _changes(events):
        if why := registry.apply(event):
            yield event, why


def aliased_since(plan: Plan, events: Timeline) -> dict[str, str]:
    """Name that a unit reported under → that of the unit whose alias it is in the plan's file.

    A record bears the name the unit then had, so the file has been changed since.
    """
    found = {unit: plan.canonical.get(unit, unit) for unit in sorted(events.units())}
    return {old: new for old, new in found.items() if old != new}


def _changes(events: Timeline) -> list[Event]:
    found = events.having("units")
    return [event for event in found.of_unit("") if event.get("units")] if found else []


def _names(change: _Change) -> bool:
    """Whether it only gives a unit another name, or makes one of several."""
    return change["do"] in {"rename", "merge", "alias"} or bool(change.get("to"))


class Registry:
    """Units and groups to which one change after the other is applied.

    Attributes:
        units, groups: by name.
        ended: unit that ended without a successor → the day.
        office: who keeps the ledger.
    """

    def __init__(self, plan: Plan) -> None:
        self.units: dict[str, Unit] = dict(plan.units)
        self.groups: dict[str, Group] = dict(plan.groups)
        self.ended: dict[str, str] = dict(plan.ended)
        self.office = plan.office
        self._origins = {name: frozenset([name]) for name in self.units}
        self._names = dict(plan.canonical)

    def copy(self) -> Registry:
        """The same, from here on apart; every unit is its own origin."""
        made = Registry.__new__(Registry)
        made.units, made.groups, made.ended = dict(self.units), dict(self.groups), dict(self.ended)
        made.office = self.office
        made._origins = {name: frozenset([name]) for name in self.units}  # noqa: SLF001
        made._names = dict(self._names)  # noqa: SLF001
        return made

    def names_in(self, later: Registry) -> Iterator[tuple[str, str]]:
        """Each name that *later* alone knows, and the one unit of this registry that it means."""
        for spelling, name in later._names.items():
            origins = later._origins.get(name, ())
            if spelling not in self._names and len(origins) == 1:
                yield spelling, next(iter(origins))

    def apply(self, event: Event) -> str:
        """Make the change that *event* records; why it cannot be made, empty where it can."""
        change: _Change = event.get("units")
        made: str = _ACTIONS[change["do"]](self, change, event.day)
        return made

    def _unit(self, name: str) -> Unit | None:
        return self.units.get(self._names.get(name, ""))

    def _missing(self, names: Iterable[str]) -> str:
        """Which of *names* is no unit."""
        unknown = [name for name in names if self._unit(name) is None]
        return f"没有“{'、'.join(unknown)}”这个单位" if unknown else ""

    def _taken(self, spellings: Iterable[str], name: str = "") -> str:
        """Which of *spellings* is the name of another than *name*."""
        for spelling in spellings:
            known = self._names.get(spelling, name)
            if known != name:
                return f"“{spelling}”已经是“{known}”的名称或别名"
        return ""

    def _put(self, unit: Unit, origins: frozenset[str] = frozenset()) -> None:
        self.units[unit.name] = unit
        self._origins[unit.name] = origins or self._origins.get(unit.name, frozenset())
        self._names |= dict.fromkeys((unit.name, *unit.aliases), unit.name)

    def _add(self, change: _Change, _day: str) -> str:
        name, aliases = change["unit"], tuple(change.get("aliases", ()))
        if why := self._taken([name, *aliases], name):
            return why
        if name in self.groups:
            return f"“{name}”已经是单位组的名称"
        known = self.units.get(name, Unit(name))
        self.ended.pop(name, None)
        self._put(
            known._replace(
                aliases=_joined(known.aliases, aliases),
                abbr=_joined(known.abbr, change.get("abbr", ())),
                letter=known.letter or bool(change.get("letter")),
            )
        )
        return ""

    def _alias(self, change: _Change, _day: str) -> str:
        unit, aliases = self._unit(change["unit"]), change["aliases"]
        if unit is None:
            return self._missing([change["unit"]])
        if why := self._taken(aliases, unit.name):
            return why
        others = [alias for alias in aliases if alias != unit.name]
        self._put(unit._replace(aliases=_joined(unit.aliases, others)))
        return ""

    def _rename(self, change: _Change, _day: str) -> str:
        unit = self._unit(change["unit"])
        if unit is None:
            return self._missing([change["unit"]])
        return self._taken([change["to"]], unit.name) or self._become([unit], change["to"])

    def _merge(self, change: _Change, _day: str) -> str:
        if why := self._missing(change["from"]):
            return why
        if change["to"] in self.groups:
            return f"“{change['to']}”已经是单位组的名称"
        merged = [unit for name in change["from"] if (unit := self._unit(name))]
        into = self._unit(change["to"])
        first = [into] if into else []
        return self._become([*first, *merged], into.name if into else change["to"])

    def _become(self, units: Iterable[Unit], name: str) -> str:
        """*units*, the first of them most alike to what is made, become the one of that name."""
        found = {unit.name: unit for unit in units}
        first = next(iter(found.values()))
        spellings = _joined(*((unit.name, *unit.aliases) for unit in found.values()))
        origins = frozenset().union(*(self._origins[old] for old in found))
        place = min(list(self.units).index(old) for old in found)
        kept = [unit for unit in self.units.values() if unit.name not in found]
        made = first._replace(
            name=name,
            aliases=tuple(spelling for spelling in spellings if spelling != name),
            abbr=_joined(*(unit.abbr for unit in found.values())),
        )
        for old in found:
            self.ended.pop(old, None)
            del self._origins[old]
        self.units = {unit.name: unit for unit in (*kept[:place], made, *kept[place:])}
        self._put(made, origins)
        self.groups = {
            group.name: group._replace(members=self._named(group.members))
            for group in self.groups.values()
        }
        return ""

    def _named(self, names: Iterable[str]) -> tuple[str, ...]:
        return _joined(self._names.get(name, name) for name in names)

    def _end(self, change: _Change, day: str) -> str:
        if change.get("to"):
            return self._merge({"from": [change["unit"]], "to": change["to"]}, day)
        unit = self._unit(change["unit"])
        if unit is None:
            return self._missing([change["unit"]])
        self.ended.setdefault(unit.name, day)
        return ""

    def _set(self, change: _Change, _day: str) -> str:
        unit = self._unit(change["unit"])
        if unit is None:
            return self._missing([change["unit"]])
        self._put(unit._replace(**{name: change[name] for name in PARTICULARS if name in change}))
        return ""

    def _keep(self, change: _Change, _day: str) -> str:
        self.office = self.office._replace(**{n: change[n] for n in OFFICE_WORDS if n in change})
        return ""

    def _group_add(self, change: _Change, _day: str) -> str:
        name: str = self._names.get(change["group"], "") or change["group"]
        if name in self.units:
            return f"“{name}”是单位, 不是单位组"
        unknown = [member for member in change["members"] if member not in self._names]
        if unknown:
            return f"没有“{'、'.join(unknown)}”这个单位"
        group = self.groups.get(name, Group(name))
        members = [member for member in self._named(change["members"]) if member != name]
        self.groups[name] = group._replace(members=_joined(self._named(group.members), members))
        self._names[name] = name
        return ""

    def _group_remove(self, change: _Change, _day: str) -> str:
        group = self.groups.get(self._names.get(change["group"], ""))
        if group is None:
            return f"没有“{change['group']}”这个单位组"
        leaving, members = self._named(change["members"]), self._named(group.members)
        if strangers := [name for name in leaving if name not in members]:
            return f"“{'、'.join(strangers)}”不是“{group.name}”的成员"
        staying = tuple(name for name in members if name not in leaving)
        self.groups[group.name] = group._replace(members=staying)
        return ""


_ACTIONS = {
    "add": Registry._add,  # noqa: SLF001
    "alias": Registry._alias,  # noqa: SLF001
    "rename": Registry._rename,  # noqa: SLF001
    "merge": Registry._merge,  # noqa: SLF001
    "end": Registry._end,  # noqa: SLF001
    "set": Registry._set,  # noqa: SLF001
    "office": Registry._keep,  # noqa: SLF001
    "group-add": Registry._group_add,  # noqa: SLF001
    "group-remove": Registry._group_remove,  # noqa: SLF001
}


def _joined(*names: Iterable[str]) -> tuple[str, ...]:
    """All of *names*, each once."""
    return tuple(dict.fromkeys(name for some in names for name in some))
