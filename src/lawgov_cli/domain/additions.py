"""Measures that the office added, told apart where two copies gave out one number.

A measure bears the number under which it was added; where the document, or a record made earlier,
has that number, a letter is put behind it (16.5a). A record about an added measure names the
record that added it, so that it stays with its measure whatever number this bears after a merge.
"""

from __future__ import annotations

from collections import Counter
from itertools import chain, count
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.timeline import Timeline

#: Behind the number of a measure that a record speaks of without saying which of several it is.
_UNCLEAR = "?"
#: As ``string`` has them, which takes a millisecond to import.
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def told_apart(plan: Plan, events: Timeline) -> Timeline:
    """*events* with every added measure, and what is said of it, under a number of its own.

    What does not say which of several measures it is about, or names one that is not here, is
    about none.
    """
    adding, naming = events.having("add"), events.having("added")
    numbers = _numbers(plan, adding) if adding else {}
    changed = _changed(adding, numbers)
    shared = _shared(plan, adding)
    for event in events.of_tasks(shared) if shared else ():
        if "added" not in event.fields:
            changed[event.id] = {"task": f"{event.task}{_UNCLEAR}"}
    for event in naming:
        number = numbers.get(event.get("added"), f"{event.task.rstrip(_UNCLEAR)}{_UNCLEAR}")
        if number != event.task:
            changed[event.id] = {"task": number}
    return events.reworded(changed, lambda event: event.reworded(changed[event.id]))


def _changed(adding: Iterable[Event], numbers: Mapping[str, str]) -> dict[str, dict[str, Any]]:
    """Id → what a record that added a measure says, where this bears another number here."""
    return {
        event.id: {"add": {**event.get("add"), "id": numbers[event.id]}}
        for event in adding
        if event.get("add")["id"] != numbers[event.id]
    }


def _numbers(plan: Plan, adding: Iterable[Event]) -> dict[str, str]:
    """Id of a record → the number of the measure that it added, those recorded first first."""
    numbers: dict[str, str] = {}
    taken = set(plan.by_id)
    for event in sorted(adding, key=lambda event: (event.moment, event.id)):
        number: str = event.get("add")["id"]
        behind = chain(("", *_LETTERS), (f"z{n}" for n in count(1)))
        numbers[event.id] = next(n for b in behind if (n := f"{number}{b}") not in taken)
        taken.add(numbers[event.id])
    return numbers


def _shared(plan: Plan, adding: Iterable[Event]) -> set[str]:
    """The numbers that several records gave out, of which the document has none."""
    given = Counter(event.get("add")["id"] for event in adding)
    return {number for number, times in given.items() if times > 1 and number not in plan.by_id}


def added_by(events: Timeline) -> dict[str, str]:
    """Number of an added measure → the id of the record that added it."""
    return {event.get("add")["id"]: event.id for event in events.having("add")}


def is_unclear(task: str) -> bool:
    """Whether a record's *task* is a measure of which it is not known which of several it is."""
    return task.endswith(_UNCLEAR)
