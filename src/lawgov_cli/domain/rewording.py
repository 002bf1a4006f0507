"""Words in the place of others: what a correction says, and words taken away for good.

A correction is a record like any other, and can be taken back. A redaction cannot: the words of
the record that it names are hidden wherever its line comes back, and blank in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.timeline import Timeline

#: What a correction may say anew.
CORRECTED = ("note", "problem", "next")
#: What a redaction takes away, each with what stands in its place.
BLANKS: Mapping[str, Any] = {
    **dict.fromkeys((*CORRECTED, "reason"), ""),
    "evidence": [],
}
#: What it takes away inside a field.
INSIDE = {"chase": ("who", "answer")}


def corrected(events: Timeline) -> Timeline:
    """*events* in the words of the corrections among them, the last one's prevailing."""
    words: dict[str, dict[str, Any]] = {}
    for event in events.having("correct"):
        said = {name: event.get(name) for name in CORRECTED if name in event.fields}
        words.setdefault(event.get("correct"), {}).update(said)
    return events.reworded(words, lambda event: event.reworded(words[event.id]))


def redactions(events: Timeline) -> dict[str, Event]:
    """Id → the record that took its words away."""
    return {event.get("redact"): event for event in events.having("redact")}


def hidden(events: Timeline) -> Timeline:
    """*events* without the words of those that were redacted."""
    return events.reworded(redactions(events), lambda event: event.reworded(blanks(event.data)))


def blanks(fields: Mapping[str, Any]) -> dict[str, Any]:
    """What stands in the place of the words in a record with *fields*: of those that have any."""
    inside = {
        name: {key: said for key, said in fields[name].items() if key not in keys}
        for name, keys in INSIDE.items()
        if isinstance(fields.get(name), dict)
    }
    given = {**{name: blank for name, blank in BLANKS.items() if name in fields}, **inside}
    return {name: blank for name, blank in given.items() if fields[name] != blank}
