"""The values a journal is made of: one record of what happened, and what proves it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.office_time import day_recorded, office_moment
from lawgov_cli.domain.vocabulary import Status

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence


class Evidence(NamedTuple):
    """What proves a record: a name, an address, or a file with the SHA-256 it had."""

    name: str
    sha256: str = ""

    @property
    def label(self) -> str:
        """What others may read of it: a file's own name, not where it lies on a computer."""
        is_address = "://" in self.name and not self.name.lower().startswith("file:")
        if is_address or not (self.sha256 or _PLACE.match(self.name)):
            return self.name
        return re.split(r"[/\\]", self.name.rstrip("/\\"))[-1] or self.name


#: How the name of a place on a computer begins.
_PLACE = pattern(r"(file:|~|\.{0,2}[/\\]|[A-Za-z]:[/\\])", re.IGNORECASE)


class Event:
    """One record of the journal.

    Holds the values of the decoded record beside the places of its fields, which all records of
    one shape share. Fields written by a newer version are kept.

    Attributes:
        fields: field name → place in *values*, or ``UNREAD``; shared, do not change it.
        values: the values as read; do not change them.
        line: line in the journal, from 1; 0 for a record not yet written.
        day: the day it is about, ``YYYY-MM-DD``: ``on``, else the office's day of ``at``.
        whole: decodes the record, where some of its fields are unread until asked for.
    """

    __slots__ = ("day", "fields", "line", "values", "whole")

    def __init__(
        self,
        fields: Mapping[str, int],
        values: Sequence[Any],
        line: int,
        day: str,
        whole: Callable[[], Mapping[str, Any]] | None = None,
    ) -> None:
        self.fields = fields
        self.values = values
        self.line = line
        self.day = day
        self.whole = whole

    @classmethod
    def of(cls, data: Mapping[str, Any], line: int = 0) -> Event:
        """The event of one decoded record."""
        day: str = data.get("on") or day_recorded(data["at"])
        return cls(fields_of(tuple(data)), tuple(data.values()), line, day)

    def __repr__(self) -> str:
        return f"Event.of({self.data!r}, {self.line})"

    @property
    def data(self) -> dict[str, Any]:
        """The record as written."""
        if self.whole:
            return dict(self.whole())
        return {name: self.values[place] for name, place in self.fields.items()}

    def reworded(self, words: Mapping[str, Any]) -> Event:
        """The same record with the values *words* in the place of its own."""
        return Event.of({**self.data, **words}, self.line)

    def get(self, field: str) -> Any:  # noqa: ANN401 - fields of newer versions are any JSON
        """A field by name, ``None`` where absent."""
        place = self.fields.get(field)
        if place is None:
            return None
        if place == UNREAD and self.whole:
            return self.whole().get(field)
        return self.values[place]

    @property
    def id(self) -> str:
        """Unique and time-ordered."""
        return str(self.get("id"))

    @property
    def batch(self) -> str:
        """What one command wrote together; the id where it wrote one record."""
        return str((self.get("batch") if "batch" in self.fields else "") or self.id)

    @property
    def at(self) -> str:
        """When it was recorded: ISO time with offset."""
        return str(self.get("at"))

    @property
    def moment(self) -> str:
        """When it was recorded, on the office's clock: these are ordered as the moments are."""
        return office_moment(self.at)

    @property
    def recorded(self) -> str:
        """The office's day on which it was recorded, ``YYYY-MM-DD``."""
        return day_recorded(self.at)

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """The order in which records count: by day, then moment recorded, then id."""
        return (self.day, self.moment, self.id)

    @property
    def task(self) -> str:
        """The id of the task it is about; empty for an undo."""
        return self.get("task") or ""

    @property
    def unit(self) -> str:
        """Whose report it is; empty = the office's own word."""
        return self.get("unit") or ""

    @property
    def by(self) -> str:
        """Who recorded it."""
        return self.get("by") or ""

    @property
    def status(self) -> Status | None:
        """The status set, if any."""
        value = self.get("status")
        return Status(value) if value else None

    @property
    def note(self) -> str:
        """What happened, in the words of whoever reported it."""
        return self.get("note") or ""

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """What proves it."""
        given = self.get("evidence")
        return tuple(map(_evidence, given)) if given else ()

    @property
    def returned(self) -> tuple[str, ...]:
        """The units whose report the office sends back (退回)."""
        return tuple(map(str, self.get("returned") or ()))

    @property
    def undo(self) -> str:
        """The batch taken back; empty for any other record."""
        return self.get("undo") or ""


def _evidence(given: Any) -> Evidence:  # noqa: ANN401 - an object, or a name alone
    if isinstance(given, dict):
        return Evidence(str(given.get("file", "")), str(given.get("sha256", "")))
    return Evidence(str(given))


#: The place of a field whose value is decoded only when asked for.
UNREAD = -1

_SHAPES: dict[tuple[str, ...], dict[str, int]] = {}


def fields_of(names: tuple[str, ...]) -> dict[str, int]:
    """The places of the fields *names*: one mapping for all records of the shape."""
    fields = _SHAPES.get(names)
    if fields is None:
        fields = _SHAPES[names] = {name: place for place, name in enumerate(names)}
    return fields
