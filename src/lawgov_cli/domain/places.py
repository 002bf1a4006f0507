"""Groups of places, such as 各区镇: a document names them, seldom what belongs to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.patterns import pattern

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Group, Plan

#: What a group of places is called: 各区镇, 各镇(街道), 各县(市、区)政府.
_PLACES = pattern(r"各[各市县区镇乡街道村社开发园、，,()（）和及]*(?:(?:人民)?政府)?\Z")


def places(plan: Plan) -> Group | None:
    """The group of places that the document names most, such as 各区镇; ``None``: it names none."""
    named = _named(plan)
    found = (group for group in plan.groups.values() if _PLACES.match(group.name))
    return max(found, key=lambda group: named.count(group.name), default=None)


def unlisted_places(plan: Plan) -> list[str]:
    """The groups of places that have tasks, and no member who could be asked about them."""
    named = set(_named(plan))
    return [
        group.name
        for group in plan.groups.values()
        if not group.members and group.name in named and _PLACES.match(group.name)
    ]


def _named(plan: Plan) -> list[str]:
    """The units and groups of every task, one after the other."""
    used = (name for task in plan.walk() for name in (*task.lead, *task.responsible))
    return [plan.canonical.get(name, name) for name in used]
