"""The part of a journal that was read before.

A journal only grows, so what was read of its beginning still holds; only the new lines are
decoded. What is kept are rows of numbers, see :mod:`.rows`: of all records, of those that count of
each task, and of the few that states rest on, each read when it is asked for.
"""

from __future__ import annotations

import marshal
from array import array
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable, why
from lawgov_cli.base.lazy import lazy
from lawgov_cli.base.reading import OpenFile
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.records import Few
from lawgov_cli.domain.resting import UNSETTLING, Resting, resting
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective, forget
from lawgov_cli.store.cache.file import FORMAT, Spoilt
from lawgov_cli.store.cache.rows import Names, Rows, columns_of_rows, rows_from, rows_of
from lawgov_cli.store.chain import last_record
from lawgov_cli.store.journal import parse_journal

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_cli.base.problems import Problem
    from lawgov_cli.store.cache.file import Buffer, Cache, Kept

#: New bytes from which on they are read straight into columns, and kept.
_WORTH_KEEPING = 64 * 1024


class Journal:
    """A journal as it was when it was opened.

    Parameters:
        file: ``None`` where there is none.
        known: what was kept of its beginning, if anything.
        new: the records behind that.

    Attributes:
        problems: the lines that could not be read.
    """

    def __init__(
        self, file: OpenFile | None, known: _Known | None, new: Timeline, problems: list[Problem]
    ) -> None:
        self.file, self.problems = file, problems
        self._known, self._new = known, new

    @lazy
    def events(self) -> Timeline:
        """Every record."""
        return self._known.events.joined(self._new) if self._known else self._new

    def knows(self, name: str) -> bool:
        """Whether one of its records has the id *name*."""
        return name in self.events.ids()

    @lazy
    def few(self) -> Few | None:
        """Those on which states rest, where they are known without the others."""
        few = self._known.few() if self._known else None
        return few.joined(self._new) if few else None

    def tail(self) -> Tail | None:
        """How it ends, where that can be told without reading all of it."""
        if not (self.file and self._known) or self.problems:
            return None
        end = self.file.read(self._known.size)
        last = last_record(self.file.last_lines())
        if last is None or not (end or b"\n").endswith(b"\n"):
            return None
        redacts = "redact" in self._known.fields or bool(self._new.having("redact"))
        lines = self._known.lines + end.count(b"\n")
        return Tail(lines, last, redacts)

    def close(self) -> None:
        """Let go of the file; what was not read of it by then cannot be read any more."""
        if self.file:
            self.file.close()

    @property
    def plans(self) -> list[tuple[int, str]]:
        """The lines that say which plan it is of, and the plans' ids."""
        return sorted([*(self._known.plans if self._known else ()), *plans_named(self._new)])


def plans_named(events: Timeline) -> list[tuple[int, str]]:
    """The lines of *events* that say which plan a journal is of, and the plans' ids."""
    return sorted((event.line, str(event.get("plan"))) for event in events.having("plan"))


class Tail(NamedTuple):
    """How many lines a journal has, the record on the last, and whether one takes words away."""

    lines: int
    last: dict[str, Any]
    redacts: bool


class _Known:
    """What was kept of the beginning of *file*.

    Raises:
        Spoilt: the few are not as they were written.
    """

    def __init__(self, kept: Kept, file: OpenFile, *, holds: bool) -> None:
        self._kept, self._file, self._holds, content = kept, file, holds, kept.content
        self.size: int = kept.size
        self.lines: int = content["lines"]
        self.last_id: str = content["last_id"]
        self.plans: list[tuple[int, str]] = content["plans"]
        self._few = self._timeline("few") if content["days"] else None

    def few(self) -> Few | None:
        """Those on which states rest; held by who asks: what refers to itself is never freed."""
        if self._few is None:
            return None
        since, until = map(date.fromisoformat, self._kept.content["days"])
        return Few(Resting(self._few, since, until), self._of_task)

    @property
    def fields(self) -> set[str]:
        """The fields that any of its records has."""
        return {name for names in self._kept.content["shapes"] for name in names}

    def _rows(self, part: str) -> Rows:
        numbers = array("I")
        numbers.frombytes(self._kept.part(part))
        return Rows(self._kept.content["words"], self._kept.content["shapes"], numbers)

    def _timeline(self, part: str) -> Timeline:
        return Timeline(columns_of_rows(self._rows(part), self._file))

    def _of_task(self, task: str) -> Timeline:
        try:
            return self._timeline(f"task {task}")
        except LookupError:  # there are none
            return Timeline.of([])
        except Spoilt:
            return Timeline.of(list(effective(self.events).events.of_tasks([task])))

    @lazy
    def rows(self) -> Rows:
        """All rows."""
        return self._rows("all")._replace(last_id=self.last_id, names=self._names)

    def _names(self) -> Names | None:
        try:
            ids, batches = marshal.loads(self._kept.part("names"))  # noqa: S302 - it is sound
        except Spoilt:
            return None
        return ids, batches

    @lazy
    def events(self) -> Timeline:
        """Every record."""
        try:
            return Timeline(columns_of_rows(self.rows, self._file, holds=self._holds))
        except Spoilt:
            return Timeline.of(parse_journal(self._file.read(0, self.size), "").events)


def read_journal(path: Path, cache: Cache, today: date, *, holds: bool = True) -> Journal:
    """The journal at *path*; an absent one is empty.

    Parameters:
        today: the clock's day: of what is kept from now on, states of this and later days are
            known without all records.
        holds: whether the records that are read are held, and not made anew when asked for again.

    Raises:
        DataUnreadable: it is there and cannot be read, which is not the same as having no records.
    """
    try:
        file = OpenFile(path)
    except FileNotFoundError:
        return Journal(None, None, Timeline.of([]), [])
    except OSError as error:
        raise DataUnreadable(f"无法读取台账 {path}: {why(error)}。") from error
    known = _known(cache, file, holds=holds)
    rows = None if known or file.size <= _WORTH_KEEPING else rows_of(file)
    if rows and not cache.is_off and _ends_well(file):
        _keep(cache, file, rows, today)
        if known := _known(cache, file, holds=holds):
            return Journal(file, known, Timeline.of([]), [])
    if rows:
        whole = Timeline(columns_of_rows(rows, file, holds=holds))
        return Journal(file, None, whole, [])
    return _continued(file, path.name, known, cache, today)


def _continued(
    file: OpenFile, name: str, known: _Known | None, cache: Cache, today: date
) -> Journal:
    """The journal of which some is *known*; it is kept anew where that is worth it."""
    new, problems = _read(file, name, known)
    if known and (problems or _differ(known, new)):
        known = None
        new, problems = _read(file, name, known)
    if not problems and not cache.is_off and _is_worth_keeping(file, known, new, today):
        whole = known.events.joined(new) if known else new
        _keep(cache, file, rows_from(whole, file), today)
        if kept := _known(cache, file, holds=True):
            return Journal(file, kept, Timeline.of([]), [])
    return Journal(file, known, new, problems)


def _known(cache: Cache, file: OpenFile, *, holds: bool) -> _Known | None:
    kept = cache.load(file) if file.size >= _WORTH_KEEPING else None
    try:
        return _Known(kept, file, holds=holds) if kept else None
    except Spoilt:
        return None


def _read(file: OpenFile, name: str, known: _Known | None) -> tuple[Timeline, list[Problem]]:
    """The records behind the *known* ones, and the lines that could not be read."""
    start, first_line = (known.size, known.lines + 1) if known else (0, 1)
    read = parse_journal(file.read(start), name, first_line)
    return Timeline.of(read.events), read.problems


def _differ(known: _Known, new: Timeline) -> bool:
    """Whether an id in *known* comes again: perhaps with other words, of which one set counts."""
    if not new or min(new.columns.ids()) > known.last_id:
        return False
    return not set(new.columns.ids()).isdisjoint(known.events.columns.ids())


def _is_worth_keeping(file: OpenFile, known: _Known | None, new: Timeline, today: date) -> bool:
    """Whether there is much that is new, or the few that are known no longer do."""
    few = known.few() if known else None
    unsettled = few and (new.having(*UNSETTLING) or today > few.resting.until)
    if file.size - (known.size if known else 0) <= _WORTH_KEEPING and not unsettled:
        return False
    return _ends_well(file)


def _ends_well(file: OpenFile) -> bool:
    """Whether it begins and ends as a journal does, so that it can be known by its beginning."""
    return file.line(0).startswith(b"- ") and file.read(file.size - 1) == b"\n"


def _keep(cache: Cache, file: OpenFile, rows: Rows, today: date) -> None:
    """Keep *rows*, which are all of *file*."""
    content, parts = _folded(rows, file, today)
    forget()  # a long journal takes much room
    parts["all"] = memoryview(rows.numbers).cast("B")
    parts["names"] = marshal.dumps(rows.names(), FORMAT)  # few commands ask for them
    cache.keep(file, content, parts)


def _folded(rows: Rows, file: OpenFile, today: date) -> tuple[dict[str, Any], dict[str, Buffer]]:
    """What is kept of *rows* at hand, and by part."""
    events = Timeline(columns_of_rows(rows, file))
    few, by_task = resting(events, today), effective(events).events.by_task()
    content = {
        "lines": sum(piece.count(b"\n") for piece in file.pieces()),
        "last_id": rows.last_id,
        "words": rows.words,
        "shapes": rows.shapes,
        "plans": plans_named(events),
        "days": few and (few.since.isoformat(), few.until.isoformat()),
    }
    parts: dict[str, Buffer] = {
        f"task {task}": rows.of(own.rows).tobytes() for task, own in by_task.items()
    }
    if few:
        parts["few"] = rows.of(few.events.rows).tobytes()
    return content, parts
