"""The values everything is made of: immutable, no input or output, nothing third-party.

A plan is a tree of tasks (section → group → point → measure). What happened to it is a list
of events. Everything else (status, light, counts) is computed from these two and never stored.

Records are named tuples: they are immutable, and creating the classes costs a sixth of what
frozen dataclasses cost at start-up, which a command that runs for 60 ms notices.
"""

from __future__ import annotations

from enum import Enum
from functools import cached_property
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence
    from datetime import date


class Level(str, Enum):
    """What a task is in the document."""

    SECTION = "section"
    GROUP = "group"
    POINT = "point"
    MEASURE = "measure"


class Status(str, Enum):
    """办理状态: set by the office, or derived from what units report."""

    TODO = "todo"
    DOING = "doing"
    CLAIMED = "claimed"
    DONE = "done"
    ONGOING = "ongoing"
    CHANGED = "changed"

    @property
    def word(self) -> str:
        """The Chinese word printed for this status."""
        return STATUS_WORDS[self]


STATUS_WORDS = {
    Status.TODO: "未启动",
    Status.DOING: "推进中",
    Status.CLAIMED: "待核验",
    Status.DONE: "已完成",
    Status.ONGOING: "长期坚持",
    Status.CHANGED: "已调整",
}

#: Statuses after which nothing more is due.
FINISHED = frozenset({Status.DONE, Status.ONGOING, Status.CHANGED})

#: A unit that says one of these has reported its part as finished.
REPORTED_FINISHED = frozenset({Status.CLAIMED, Status.DONE, Status.ONGOING})


class Light(str, Enum):
    """亮灯: computed on a date, never stored."""

    RED = "red"
    YELLOW = "yellow"
    BLUE = "blue"
    GREEN = "green"
    NONE = "none"


class Role(str, Enum):
    """What a unit is to a task. The collector is the first-named lead (汇总单位)."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    COLLECTOR = "collector"


class Kind(str, Enum):
    """任务类型: by a date, within the year, or without an end."""

    DEADLINE = "deadline"
    ANNUAL = "annual"
    STANDING = "standing"

    @property
    def word(self) -> str:
        """The Chinese word printed for this kind."""
        return KIND_WORDS[self]


KIND_WORDS = {Kind.DEADLINE: "限时", Kind.ANNUAL: "年度", Kind.STANDING: "长期"}


class Severity(str, Enum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """One fault in the data: where, what was read, and what to do.

    ``line`` and ``column`` count from 1; 0 means the file as a whole.
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    code: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this problem stops the data from being used."""
        return self.severity is Severity.ERROR

    def line_text(self) -> str:
        """``file:line:column  错误  what  remedy`` on one line, as editors understand it."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        word = "错误" if self.is_error else "警告"
        return f"{place}  {word}  {self.message}  {self.remedy}".rstrip()


class Unit(NamedTuple):
    """A body that leads or answers for tasks. An alias is another spelling of its name.

    ``letter``: a government office may not supervise it, so it is written to (函), not urged.
    """

    name: str
    aliases: tuple[str, ...] = ()
    abbr: tuple[str, ...] = ()
    letter: bool = False


class Group(NamedTuple):
    """A collective name such as 各区镇; its members may be unknown (then ``members`` is empty)."""

    name: str
    aliases: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    note: str = ""


class Task(NamedTuple):
    """Any node of the tree.

    ``lead`` and ``responsible`` hold unit names as the document prints them. ``form`` and
    ``printed_units`` say how the node is printed where the plan's layout does not fit.
    ``due_words`` are the document's own words that ``due`` was read from. ``revised`` is the day
    (``YYYY-MM-DD``) on which a corrected document changed the text, which ``was`` another before;
    both are empty once a person has acknowledged it.
    """

    id: str
    level: Level
    label: str = ""
    title: str = ""
    text: str = ""
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    due: date | None = None
    due_words: str = ""
    kind: str = ""
    form: str | None = None
    printed_units: str | None = None
    tasks: tuple[Task, ...] = ()
    revised: str = ""
    was: str = ""

    @property
    def measures(self) -> tuple[Task, ...]:
        """The measures directly below this point."""
        return tuple(t for t in self.tasks if t.level is Level.MEASURE)


def inferred_level(parent: Level | None, task: Task) -> Level:
    """The level of a node that does not state one (``task.level`` is not looked at).

    Below a point everything is a measure; a node with units is a point; text without a title is
    a measure; a heading is a section at the top, a group where it has headings below it, else a
    point.
    """
    if parent in {Level.POINT, Level.MEASURE}:
        return Level.MEASURE
    if task.lead or task.responsible:
        return Level.POINT
    if not task.title:
        return Level.MEASURE
    if parent is None:
        return Level.SECTION
    return Level.GROUP if any(child.title for child in task.tasks) else Level.POINT


class Layout(NamedTuple):
    """How the document is printed; see :mod:`lawgov_cli.document.printing`.

    In a level's form ``{label}`` ``{title}`` ``{text}`` ``{tasks}`` ``{units}`` stand for the
    node's parts; in ``units``, ``{lead}`` and ``{responsible}`` for the names joined by ``join``;
    in ``document``, ``{notice}`` ``{title}`` ``{preamble}`` ``{tasks}`` ``{closing}``.
    """

    document: str = "{notice}\n{title}\n{preamble}{tasks}{closing}"
    section: str = "\n{label}、{title}{text}{tasks}"
    group: str = "\n({label}){title}{text}{tasks}"
    point: str = "\n({label}){title}。{text}{tasks}{units}"
    measure: str = "{text}{units}{tasks}"
    units: str = "(牵头单位:{lead},责任单位:{responsible})"
    join: str = "、"


class LightRules(NamedTuple):
    """Thresholds and words of the lights; an office may set its own in the plan."""

    behind_red: float = 30
    behind_yellow: float = 10
    due_soon_days: int = 15
    red: str = "红"
    yellow: str = "黄"
    blue: str = "蓝"
    green: str = "绿"
    none: str = "-"

    def word(self, light: Light) -> str:
        """The word printed for *light*; a light never stands as a colour alone."""
        return str(getattr(self, light.value))


class SourceText(NamedTuple):
    """The file with the document's own text, relative to the plan, and its SHA-256."""

    file: str
    sha256: str


class _PlanFields(NamedTuple):
    id: str
    title: str
    year: int
    tasks: tuple[Task, ...]
    units: Mapping[str, Unit]
    groups: Mapping[str, Group]
    starts: date
    ends: date
    issuer: str = ""
    number: str = ""
    issued: date | None = None
    source: SourceText | None = None
    text_sha256: str = ""
    notice: Mapping[str, str] = {}
    preamble: str = ""
    closing: str = ""
    layout: Layout = Layout()
    lights: LightRules = LightRules()
    report_day: int = 25


class Plan(_PlanFields):
    """One document as a task tree, with what is looked up in it often computed once."""

    def walk(self) -> Iterator[Task]:
        """Every task, parents before children, in document order."""
        stack = list(reversed(self.tasks))
        while stack:
            task = stack.pop()
            yield task
            stack.extend(reversed(task.tasks))

    @cached_property
    def by_id(self) -> dict[str, Task]:
        """Task by id."""
        return {task.id: task for task in self.walk()}

    @cached_property
    def points(self) -> tuple[Task, ...]:
        """The points in document order: what people count and cite by number."""
        return tuple(task for task in self.walk() if task.level is Level.POINT)

    @cached_property
    def parents(self) -> dict[str, Task]:
        """The parent of each task that has one, by the child's id."""
        return {child.id: task for task in self.walk() for child in task.tasks}

    @property
    def bodies(self) -> list[Unit | Group]:
        """Every unit, then every group, as registered."""
        return [*self.units.values(), *self.groups.values()]

    @cached_property
    def canonical(self) -> dict[str, str]:
        """Every spelling of every unit and group → its canonical name."""
        names: dict[str, str] = {}
        for entry in self.bodies:
            names[entry.name] = entry.name
            names.update(dict.fromkeys(entry.aliases, entry.name))
        return names

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """Unit → the groups it belongs to, directly or through a group within a group."""
        holding: dict[str, list[str]] = {}
        for group in self.groups.values():
            for unit in self.members_of(group.name):
                holding.setdefault(unit, []).append(group.name)
        return {unit: tuple(names) for unit, names in holding.items()}

    def members_of(self, group: str) -> tuple[str, ...]:
        """The units of *group*, groups within it expanded; empty where unknown."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        stack = [group]
        while stack:
            name = self.canonical.get(stack.pop(), "")
            if name in self.groups:
                if name not in seen:
                    seen.add(name)
                    stack.extend(reversed(self.groups[name].members))
            elif name:
                found[name] = None
        return tuple(found)

    def section_of(self, task_id: str) -> Task | None:
        """The top-level section that holds the task; ``None`` for a top-level point."""
        top = self.by_id[task_id]
        while top.id in self.parents:
            top = self.parents[top.id]
        return top if top.level is Level.SECTION else None

    def point_of(self, task_id: str) -> Task | None:
        """The point that the task is, or lies below; ``None`` above the points."""
        task: Task | None = self.by_id[task_id]
        while task is not None and task.level is not Level.POINT:
            task = self.parents.get(task.id)
        return task


class Evidence(NamedTuple):
    """What proves a record: a name, an address, or a file with the SHA-256 it had."""

    name: str
    sha256: str = ""


class Event:
    """One record of the journal.

    Holds the values of the decoded record beside the places of its fields, which all records of
    one shape share: fifteen thousand cost next to nothing to make, and fields written by a newer
    version are kept.

    Attributes:
        fields: field name → place in *values*, or ``LATER``; shared, do not change it.
        values: the values as read; do not change them.
        line: line in the journal, from 1; 0 for a record not yet written.
        day: the day it is about, ``YYYY-MM-DD``: ``on``, else the day of ``at``.
        place: where in the journal's bytes the record begins, for *whole*.
        whole: decodes the record at a place, where some fields are read only when asked for.
    """

    __slots__ = ("day", "fields", "line", "place", "values", "whole")

    def __init__(  # noqa: PLR0913, PLR0917 - what a reader of journals knows
        self,
        fields: Mapping[str, int],
        values: Sequence[Any],
        line: int,
        day: str,
        place: int = 0,
        whole: Callable[[int], Mapping[str, Any]] | None = None,
    ) -> None:
        self.fields = fields
        self.values = values
        self.line = line
        self.day = day
        self.place = place
        self.whole = whole

    @classmethod
    def of(cls, data: Mapping[str, Any], line: int = 0) -> Event:
        """The event of one decoded record."""
        day: str = data.get("on") or data["at"][:10]
        return cls(fields_of(tuple(data)), tuple(data.values()), line, day)

    def __repr__(self) -> str:
        return f"Event.of({self.data!r}, {self.line})"

    @property
    def data(self) -> dict[str, Any]:
        """The record as written."""
        return {name: self.get(name) for name in self.fields}

    def get(self, field: str) -> Any:  # noqa: ANN401 - fields of newer versions are any JSON
        """A field by name, ``None`` where absent."""
        place = self.fields.get(field)
        if place is None:
            return None
        if place == LATER and self.whole:
            return self.whole(self.place).get(field)
        return self.values[place]

    @property
    def id(self) -> str:
        """Unique and time-ordered."""
        return str(self.get("id"))

    @property
    def batch(self) -> str:
        """What one command wrote together; the id where it wrote one record."""
        return str(self.get("batch") or self.id)

    @property
    def at(self) -> str:
        """When it was recorded: ISO time with offset."""
        return str(self.get("at"))

    @property
    def sort_key(self) -> tuple[str, str, str]:
        """The order in which records count: by day, then time recorded, then id."""
        return (self.day, self.at, self.id)

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
        return tuple(
            Evidence(str(item.get("file", "")), str(item.get("sha256", "")))
            if isinstance(item, dict)
            else Evidence(str(item))
            for item in self.get("evidence") or ()
        )

    @property
    def returned(self) -> tuple[str, ...]:
        """The units whose report the office sends back (退回)."""
        return tuple(map(str, self.get("returned") or ()))

    @property
    def undo(self) -> str:
        """The batch taken back; empty for any other record."""
        return self.get("undo") or ""


#: The place of a field that is read from the journal only when asked for.
LATER = -1

_SHAPES: dict[tuple[str, ...], dict[str, int]] = {}


def fields_of(names: tuple[str, ...]) -> dict[str, int]:
    """The places of the fields *names*: one mapping for all records of the shape."""
    fields = _SHAPES.get(names)
    if fields is None:
        fields = _SHAPES[names] = {name: place for place, name in enumerate(names)}
    return fields
