"""Each record names the one before it in its copy, so that a lost or a changed line is noticed.

``"prev":"<id>:<8 hex digits>"``: the id, and a checksum of the record's content, whatever its
layout in the file. After any merge the record named must be there, and as it was.
"""

from __future__ import annotations

import json
import zlib
from typing import TYPE_CHECKING, Any

from lawgov_cli.store.journal import parse_journal
from lawgov_cli.store.journal_form import DECODER

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_cli.domain.event import Event


def chained(
    records: Sequence[dict[str, Any]], before: dict[str, Any] | None, plan: str = ""
) -> list[dict[str, Any]]:
    """*records* as they are to stand after the one *before*, the first of all naming *plan*."""
    made: list[dict[str, Any]] = []
    for record in records:
        head = {"plan": plan} if plan and before is None else {}
        before = {**record, **head, **({"prev": link_to(before)} if before else {})}
        made.append(before)
    return made


def link_to(record: Mapping[str, Any]) -> str:
    """What the record after *record* says of it.

    A checksum and no digest: it is to catch accidents, and whoever forges a line can forge any.
    """
    text = json.dumps(record, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    return f"{record['id']}:{zlib.crc32(text.encode(errors='surrogatepass')):08x}"


def last_record(content: bytes) -> dict[str, Any] | None:
    """The record that stands last in *content*."""
    end = len(content)
    while end > 0:
        start = content.rfind(b"\n", 0, end) + 1
        if record := _record_of(content[start:end]):
            return record
        end = start - 1
    events = parse_journal(content, "").events
    return max(events, key=lambda event: event.line).data if events else None


def first_record(content: bytes) -> dict[str, Any] | None:
    """The record that stands first in *content*, where it is laid out as this program does."""
    return _record_of(content[: content.find(b"\n")])


def _record_of(line: bytes) -> dict[str, Any] | None:
    if not line.startswith(b"- {"):
        return None
    try:
        record = DECODER.decode(line[2:].decode())
    except (ValueError, RecursionError):
        return None
    named = isinstance(record, dict) and isinstance(record.get("id"), str) and record["id"]
    return record if named else None


def named_before(event: Event) -> str:
    """The id of the record that stood before *event* in its copy; empty where it names none."""
    return str(event.get("prev") or "").rpartition(":")[0]


def followed(events: Iterable[Event]) -> Iterator[tuple[Event, Event | None]]:
    """Each record with the one that it names as before it, if that is here.

    Nearly all name the one that stands before them, so that no others are held. Those that do
    not come last.

    Parameters:
        events: in the order of the lines; they may be gone through twice.
    """
    before, own = None, ""
    others: dict[str, list[Event]] = {}
    for event in events:
        name = named_before(event)
        if not name or name == own:
            yield event, before if name else None
        else:
            others.setdefault(name, []).append(event)
        before, own = event, event.id
    found = {event.id: event for event in events if event.id in others} if others else {}
    for name, naming in others.items():
        yield from ((event, found.get(name)) for event in naming)


def breaks(events: Iterable[Event]) -> Iterator[tuple[Event, str, Event | None]]:
    """Every record whose ``prev`` names one that is not there, or is not as it was.

    With the id of that one, and the record that now has it. One whose words were taken away for
    good is as it was: the record that did so carries the old checksum.

    Parameters:
        events: in the order of the lines; they may be gone through several times.
    """
    open_ = [
        (event, str(event.get("prev")))
        for event, before in followed(events)
        if "prev" in event.fields and not (before and link_to(before.data) == event.get("prev"))
    ]
    if not open_:
        return
    redacting = (event for event in events if "redact" in event.fields)
    sound = {f"{event.get('redact')}:{event.get('digest')}" for event in redacting}
    named = {named_before(event) for event, _ in open_}
    same: dict[str, Event] = {}
    for event in (event for event in events if event.id in named):
        same.setdefault(event.id, event)
        sound.add(link_to(event.data))
    for event, link in open_:
        if link not in sound:
            before = named_before(event)
            yield event, before, same.get(before)
