"""What may leave the office: to one unit its own words and the office's to it, no one's paths."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.views.records import NoteRow


def handed(note: NoteRow, *, to_unit: bool = False) -> NoteRow:
    """*note* as others may read it: files by their names; *to_unit*, without who recorded it."""
    labels = [proof._replace(name=proof.label) for proof in note.proofs]
    values = dict(note.values)
    if labels:
        values["evidence"] = [proof.name for proof in labels]
    return note._replace(proofs=tuple(labels), values=values, by="" if to_unit else note.by)


def readers(units: Iterable[str], plan: Plan) -> frozenset[str]:
    """Whose words those who get what is made for *units* may read: a group's, its members'."""
    return frozenset(name for unit in units for name in (unit, *plan.members_of(unit)))


def concerns(event: Event, units: Collection[str], plan: Plan) -> bool:
    """Whether what is made for *units* shows the record: their words, or the office's to them.

    Without units everything is shown.
    """
    if not units:
        return True
    if internal(event):
        return False
    said = [event.unit] if event.unit else _spoken_to(event)
    return not said or any(plan.canonical.get(name, name) in units for name in said)


def internal(event: Event) -> bool:
    """Whether it is a note of the office to itself, which no paper shows."""
    return bool(event.get("internal"))


def _spoken_to(event: Event) -> list[str]:
    """The units that the office's record is to; none where it is about the task as a whole."""
    sent = (event.get("slip"), event.get("chase"))
    return [*event.returned, *(content["unit"] for content in sent if content)]
