"""The values a plan is made of: immutable, no input or output, nothing third-party.

A plan is a tree of tasks (section → group → point → measure). What happened to it is a list of
events (:mod:`.event`). Everything else is computed from these two and never stored.

Records are named tuples: they are immutable, and creating the classes costs a sixth of what
frozen dataclasses cost at start-up, which a command that runs for 60 ms notices.
"""

from __future__ import annotations

from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.tree import Tree
from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from datetime import date

    from lawgov_cli.domain.vocabulary import Light


class Unit(NamedTuple):
    """A body that leads or answers for tasks. An alias is another spelling of its name.

    ``letter``: a government office may not supervise it, so it is written to (函), not urged.
    ``contact`` and ``phone``: whom to remind.
    """

    name: str
    aliases: tuple[str, ...] = ()
    abbr: tuple[str, ...] = ()
    letter: bool = False
    contact: str = ""
    phone: str = ""


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
    tasks: Sequence[Task] = ()
    revised: str = ""
    was: str = ""

    @property
    def measures(self) -> tuple[Task, ...]:
        """The measures directly below this point."""
        return tuple(t for t in self.tasks if t.level is Level.MEASURE)


def inferred_level(parent: Level | None, task: Task) -> Level:
    """The level of a node that does not state one (``task.level`` is not looked at).

    Below a point everything is a measure; a node with units is a point, unless points stand below
    it: then it is a heading that names units by mistake; text without a title is a measure; a
    heading is a section at the top, a group where it has headings below it, else a point.
    """
    if parent in {Level.POINT, Level.MEASURE}:
        return Level.MEASURE
    has_points = any(child.title and (child.lead or child.responsible) for child in task.tasks)
    if (task.lead or task.responsible) and not has_points:
        return Level.POINT
    if not task.title:
        return Level.MEASURE
    if parent is None:
        return Level.SECTION
    return Level.GROUP if any(child.title for child in task.tasks) else Level.POINT


class Layout(NamedTuple):
    """How the document is printed; see :mod:`lawgov_cli.domain.printing`.

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
    due_soon_days: float = 15
    red: str = "红"
    yellow: str = "黄"
    blue: str = "蓝"
    green: str = "绿"
    none: str = "-"

    def word(self, light: Light) -> str:
        """The word printed for *light*; a light never stands as a colour alone."""
        return str(getattr(self, light.value))


class FilingRules(NamedTuple):
    """How units report every month.

    ``counts``: which points a unit reports on one by one: those it ``lead``s, or all it is
    ``named`` for; the rest it answers by one report together. ``day``: the last day in time,
    where none is given the plan's ``report_day``; ``month``: of the ``same`` month, or the
    ``next``. ``since``: the month of this day is the first to report for; where none is given,
    that of the document's issue.
    """

    counts: str = "lead"
    day: int | None = None
    month: str = "same"
    since: date | None = None


class Office(NamedTuple):
    """Who keeps the ledger and signs what it hands out: not always who issued the document.

    ``short`` stands for it in a list of who said what, ``series`` is the title of its bulletin,
    whose ``number`` (第{n}期) counts the months of a year, and ``annual`` the title of its annual
    report.
    """

    name: str = ""
    short: str = ""
    series: str = ""
    number: str = ""
    annual: str = ""
    contact: str = ""
    phone: str = ""
    timezone: str = "Asia/Shanghai"

    @property
    def called(self) -> str:
        """What stands for its own word among those of units; empty where nobody has said."""
        return self.short or self.name


class SourceText(NamedTuple):
    """The file with the document's own text, relative to the plan, and its SHA-256."""

    file: str
    sha256: str


class _PlanFields(NamedTuple):
    id: str
    title: str
    year: int
    tasks: Sequence[Task]
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
    filing: FilingRules = FilingRules()
    statuses: Mapping[str, str] = {}
    office: Office = Office()


class Plan(_PlanFields):
    """One document as a task tree, with what is looked up in it often computed once.

    Attributes:
        ended: unit that was dissolved without a successor → the day (``YYYY-MM-DD``).
        later_names: a name that a unit got only later → the name it has here.

    Both come from the journal alone (see :mod:`.registry`), so they are no fields of the plan.
    """

    ended: Mapping[str, str] = MappingProxyType({})
    later_names: Mapping[str, str] = MappingProxyType({})

    def with_registry(
        self,
        units: Mapping[str, Unit],
        groups: Mapping[str, Group],
        ended: Mapping[str, str],
        later_names: Mapping[str, str],
        office: Office,
    ) -> Plan:
        """The same document with other units and groups, kept by *office*."""
        made = Plan(*self._replace(units=units, groups=groups, office=office))
        made.ended, made.later_names, made.tree = ended, later_names, self.tree
        return made

    @cached_property
    def tree(self) -> Tree:
        """The tasks by place and by id."""
        return Tree.of(self.tasks)

    def walk(self) -> Iterator[Task]:
        """Every task, parents before children, in document order."""
        return map(self.tree.task, range(len(self.tree)))

    @property
    def by_id(self) -> Mapping[str, Task]:
        """Task by id."""
        return self.tree.by_id

    @property
    def points(self) -> Sequence[Task]:
        """The points in document order: what people count and cite by number."""
        return self.tree.points

    def above(self, task_id: str) -> Task | None:
        """The task that the one so called stands directly below."""
        return self.tree.above(task_id)

    @property
    def bodies(self) -> list[Unit | Group]:
        """Every unit, then every group, as registered."""
        return [*self.units.values(), *self.groups.values()]

    @cached_property
    def canonical(self) -> dict[str, str]:
        """Every spelling of every unit and group, of later days too → its canonical name."""
        names: dict[str, str] = {}
        for entry in self.bodies:
            names[entry.name] = entry.name
            names.update(dict.fromkeys(entry.aliases, entry.name))
        return {**self.later_names, **names}

    @cached_property
    def groups_of(self) -> dict[str, tuple[str, ...]]:
        """Unit → the groups it belongs to, directly or through a group within a group."""
        holding: dict[str, list[str]] = {}
        for group in self.groups.values():
            for unit in self.members_of(group.name):
                holding.setdefault(unit, []).append(group.name)
        return {unit: tuple(names) for unit, names in holding.items()}

    def members_of(self, group: str) -> tuple[str, ...]:
        """The units of *group* that have not ended, groups within it expanded."""
        found: dict[str, None] = {}
        seen: set[str] = set()
        stack = [group]
        while stack:
            name = self.canonical.get(stack.pop(), "")
            if name in self.groups:
                if name not in seen:
                    seen.add(name)
                    stack.extend(reversed(self.groups[name].members))
            elif name and name not in self.ended:
                found[name] = None
        return tuple(found)

    def section_of(self, task_id: str) -> Task | None:
        """The top-level section that holds the task; ``None`` for a top-level point."""
        top = self.tree.top(task_id)
        return top if top.level is Level.SECTION else None

    def point_of(self, task_id: str) -> Task | None:
        """The point that the task is, or lies below; ``None`` above the points."""
        task: Task | None = self.by_id[task_id]
        while task is not None and task.level is not Level.POINT:
            task = self.above(task.id)
        return task
