"""Finding the unit a person means: full name, alias, initials, or an unambiguous part."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.absent import AmbiguousUnit, NoSuchUnit, OnlyGroupAlike, UnitEnded
from lawgov_cli.base.dates import long_date
from lawgov_cli.base.initials import initials
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import folded
from lawgov_cli.domain.vocabulary import Role

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.plan import Group, Plan, Unit


def find_unit(text: str, plan: Plan) -> str:
    """The canonical name of the unit or group that *text* means.

    Raises:
        NoSuchUnit: nothing matches; the nearest names are given.
        AmbiguousUnit: several match; all are given, none is guessed.
    """
    return _found(text, plan, plan.bodies)


def find_unit_to_record(text: str, plan: Plan) -> str:
    """The same for what is written down: a part of a name never turns a unit into a group.

    Raises:
        NoSuchUnit: nothing matches, or only a part of the name of a group.
        AmbiguousUnit: several match.
        UnitEnded: it was dissolved, and nobody took over.
    """
    wanted = folded(text)
    groups = [group for group in plan.groups.values() if _is_named(group, wanted)]
    try:
        name = _found(text, plan, [*plan.units.values(), *groups])
    except NoSuchUnit:
        alike = [group.name for group in plan.groups.values() if _holds(group, wanted)]
        if alike:
            raise OnlyGroupAlike(text, alike) from None
        raise
    if name in plan.ended:
        raise UnitEnded(name, long_date(plan.ended[name]))
    return name


def _found(text: str, plan: Plan, bodies: Sequence[Unit | Group]) -> str:
    spelt = plan.canonical.get(text.strip())
    if spelt and any(body.name == spelt for body in bodies):
        return spelt
    wanted = folded(text)
    for test in (_is_named, _has_initials, _holds):
        found = [entry.name for entry in bodies if wanted and test(entry, wanted)]
        if test is _is_named and not found:
            later = (
                name for spelling, name in plan.later_names.items() if folded(spelling) == wanted
            )
            found = list(dict.fromkeys(later))
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousUnit(text, found)
    raise NoSuchUnit(text, nearest_units(text, plan))


def nearest_units(text: str, plan: Plan) -> list[str]:
    """At most three registered names that look like *text*, or that it may stand for."""
    import difflib

    spellings = difflib.get_close_matches(text, plan.canonical, n=3, cutoff=0.6)
    alike = [plan.canonical[spelling] for spelling in spellings]
    short = [body.name for body in plan.bodies if _may_stand_for(folded(text), body)]
    return list(dict.fromkeys([*alike, *short]))[:3]


def _may_stand_for(wanted: str, entry: Unit | Group) -> bool:
    """Whether its name holds the signs of *wanted* in their order, or its initials begin so."""
    if len(wanted) <= 1:
        return False
    if wanted.isascii():
        return any(known.startswith(wanted) for known in _initials_typed(entry))
    rest = iter(folded(entry.name))
    return all(sign in rest for sign in wanted)


def _is_named(entry: Unit | Group, wanted: str) -> bool:
    return wanted in {folded(name) for name in (entry.name, *entry.aliases)}


#: What a unit's name begins with that nobody types.
_PLACE = pattern("(?:[省市县区]|自治区)委?(?=..)")


def initials_of(entry: Unit | Group) -> tuple[str, ...]:
    """Pinyin initials of a unit: as registered, else those of its name, the shorter ones first."""
    registered: tuple[str, ...] | None = getattr(entry, "abbr", None)
    if registered or registered is None:  # a group has none
        return registered or ()
    short = _PLACE.match(entry.name)
    names = (entry.name[short.end() :] if short else "", entry.name)
    return tuple(dict.fromkeys(filter(None, map(initials, names))))


def _has_initials(entry: Unit | Group, wanted: str) -> bool:
    return wanted in _initials_typed(entry)


def _initials_typed(entry: Unit | Group) -> set[str]:
    """Its initials in small letters, with and without the ``s`` of a leading 市."""
    known = initials_of(entry)
    city = [f"s{abbr}" for abbr in known if entry.name.startswith("市")]
    return {abbr.casefold() for abbr in (*known, *city)}


def _holds(entry: Unit | Group, wanted: str) -> bool:
    return len(wanted) > 1 and any(wanted in folded(n) for n in (entry.name, *entry.aliases))


class Part(NamedTuple):
    """What a unit is to a task: its role, and the group through which (empty = by name)."""

    role: Role
    through: str = ""


def parts_of(
    unit: str, lead: tuple[str, ...], responsible: tuple[str, ...], plan: Plan
) -> list[Part]:
    """What *unit* is to a task with these leads and responsible units (canonical names).

    Named hits come before hits through a group, leading before answering.
    """
    groups = plan.groups_of.get(unit, ())
    parts = []
    if unit in lead:
        parts.append(Part(Role.COLLECTOR if lead[0] == unit else Role.LEAD))
    if unit in responsible:
        parts.append(Part(Role.RESPONSIBLE))
    parts += [Part(Role.LEAD, group) for group in groups if group in lead]
    parts += [Part(Role.RESPONSIBLE, group) for group in groups if group in responsible]
    return parts
