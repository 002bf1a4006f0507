"""What an office has once said of itself and its units, carried from one plan to another."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan, Unit

#: What no document says, and holds from year to year.
_OF_THE_OFFICE = ("office", "lights", "statuses", "report_day")


def carried(plan: Plan, old: Plan) -> Plan:
    """*plan* with the aliases, abbreviations and groups that *old* has for the names in both.

    Also who signs, and how units report, but for the month from which on. A name that *old* knows
    as an alias is registered under its full name; members of a group come with it.
    """
    names = [*plan.units, *plan.groups]
    units: dict[str, Unit] = {}
    groups = {}
    for name in names:
        known = old.canonical.get(name, "")
        if known in old.units:
            units[known] = old.units[known]
        elif known in old.groups:
            groups[known] = old.groups[known]
        elif name in plan.units:
            units[name] = plan.units[name]
        else:
            groups[name] = plan.groups[name]
    waiting = [member for group in groups.values() for member in group.members]
    while waiting:
        member = old.canonical.get(waiting.pop(), "")
        if member in old.units:
            units.setdefault(member, old.units[member])
        elif member in old.groups and member not in groups:
            groups[member] = old.groups[member]
            waiting += old.groups[member].members
    return plan._replace(
        units=units,
        groups=groups,
        filing=old.filing._replace(since=None),
        **{name: getattr(old, name) for name in _OF_THE_OFFICE},
    )
