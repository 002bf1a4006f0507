"""The plan's YAML file → (plan, problems).

Every fault of the file is found in one run, each with its line, column, what was read and what
to do. A plan with errors is not returned: nothing is computed from data that is half understood.
"""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.reading import read_file
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain import plan_fields as kinds
from lawgov_cli.domain.office_time import zone_named
from lawgov_cli.domain.plan import Plan, Task, inferred_level
from lawgov_cli.domain.plan_fields import PLAN, SCHEMA_VERSION, TASK
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.store.plan_names import Body, Names, check_names
from lawgov_cli.store.yaml.reading import TEXT_CODE, NodeReader
from lawgov_cli.store.yaml.tree import Mapping, Scalar, Sequence, read_yaml

if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Sequence as Seq
    from pathlib import Path

    from lawgov_cli.domain.plan_fields import Field, Record
    from lawgov_cli.store.yaml.tree import Node, YamlTree

_TASK_ID = pattern(r"[0-9A-Za-z][0-9A-Za-z.\-]*\Z")


class Loaded(NamedTuple):
    """A plan, or ``None`` where there are errors, and everything found wrong.

    ``draft`` is the plan as far as it could be read, errors or not: only for further checks.
    """

    plan: Plan | None
    problems: list[Problem]
    draft: Plan | None = None
    lines: dict[str, int] = {}  # noqa: RUF012 - never mutated


def load_plan(path: Path) -> Loaded:
    """Read the plan at *path*."""
    return read_plan(read_file(path), path.name)


def read_plan(data: bytes, file: str) -> Loaded:
    """Read a plan from the bytes of its file; *file* is the name printed in problems."""
    tree = read_yaml(data, file)
    reader = _PlanReader(file, tree)
    draft = None
    lines: dict[str, int] = {}
    if isinstance(tree.root, Mapping):
        draft = reader.plan(tree.root)
        lines = {key.text: key.line for key, _ in tree.root.pairs.values()}
    elif tree.root is not None and not tree.problems:
        reader.wrong(tree.root, "文件最外层应是“键: 值”", "对照 lawgov init 给出的文件")
    problems = sorted(reader.problems, key=lambda p: (p.line, p.column))
    broken = any(problem.is_error for problem in problems)
    return Loaded(None if broken else draft, problems, draft, lines)


class _PlanReader(NodeReader):
    """Builds a plan from the nodes of one file, by the rows of :mod:`.plan_fields`."""

    def __init__(self, file: str, tree: YamlTree) -> None:
        super().__init__(file, tree)
        self.ids: dict[str, int] = {}
        #: Filled while reading, and compared at the end.
        self.names = Names([], set(), [])

    def plan(self, root: Mapping) -> Plan:
        """The whole plan; its parts are read even where earlier ones are wrong."""
        nodes = self.keys(root, PLAN.keys, PLAN.required)
        self._version(nodes.get("schema"))
        values = self._values(PLAN, nodes)
        starts = values["starts"] or date(values["year"], 1, 1)
        ends = values["ends"] or date(values["year"], 12, 31)
        if ends < starts:
            place = nodes.get("ends") or nodes.get("starts") or root
            what = f"结束日期{ends}早于开始日期{starts}"
            self.wrong(place, what, "核对 starts 和 ends", code="")
        tasks = self._tasks(nodes.get("tasks"), None)
        check_names(self, self.names)
        return Plan(**{**values, "starts": starts, "ends": ends, "tasks": tasks})

    def _values(self, record: Record, nodes: dict[str, Node]) -> dict[str, Any]:
        """What *nodes* hold, by the rows; what is left out is left to the class's default.

        Tasks are read by those who know what they lie below.
        """
        defaults = record.defaults
        return {
            row.key: _READ[row.kind](self, nodes.get(row.key), row, defaults.get(row.key))
            for row in record.fields
            if row.kind in _READ and (row.key in nodes or row.key not in defaults)
        }

    def _version(self, node: Node | None) -> None:
        version = self.text(node)
        if node and version and version != SCHEMA_VERSION:
            remedy = f"本版 lawgov 读取 schema: {SCHEMA_VERSION}; 请改正, 或升级 lawgov"
            self.wrong(node, f"不认识的格式版本“{version}”", remedy, code="")

    def year(self, node: Node | None) -> int:
        text = self.text(node)
        if re.fullmatch(r"(19|20|21)\d\d", text):
            return int(text)
        if node and text:
            self.wrong(node, f"年份“{text}”应是四位数字", "写成 2023 这样", code="")
        return 2000

    def month_day(self, node: Node | None, row: Field, default: int) -> int:
        text = self.text(node)
        if node is None or not text:
            return default
        if not re.fullmatch(r"[1-9]|[12]\d|3[01]", text):
            self.wrong(node, f"{row.says}“{text}”应是1至31", "写成 25 这样")
            return default
        return int(text)

    def zone(self, node: Node | None, default: str) -> str:
        text = self.text(node) or default
        try:
            zone_named(text)
        except LookupError:
            if node:
                self.wrong(node, f"不认识的时区“{text}”", "写成 Asia/Shanghai 这样, 或删去这一行")
            return default
        return text

    def record(self, node: Node, record: Record) -> Any:  # noqa: ANN401 - the record's own class
        nodes = self.keys(node, record.keys, record.required)
        return record.made(**self._values(record, nodes))

    def registry(self, node: Node | None, record: Record) -> dict[str, Any]:
        registered: dict[str, Any] = {}
        if node is not None:
            last = node.end_line if isinstance(node, Mapping) else ()
            self.names.lines.update(range(node.line, max(last, default=node.line) + 1))
        for key, value in self.mapping(node).pairs.values():
            nodes = self.keys(value, record.keys, record.required)
            self.names.bodies.append(Body(key, record.word, [], []))
            registered[key.text] = record.made(key.text, **self._values(record, nodes))
        return registered

    def aliases(self, node: Node | None) -> tuple[str, ...]:
        items = self.one_or_more(node)
        self.names.bodies[-1].aliases.extend(items)
        return _texts_of(items)

    def members(self, node: Node | None) -> tuple[str, ...]:
        items = self.items(node)
        self.names.bodies[-1].members.extend(items)
        return _texts_of(items)

    def _tasks(self, node: Node | None, parent: Level | None) -> tuple[Task, ...]:
        items = self.sequence(node, "每项任务以“- id: …”开头")
        if node and not items and parent is None and isinstance(node, Sequence):
            self.wrong(node, "tasks 是空的", "至少写一项任务")
        tasks = []
        for item in items:
            if isinstance(item, Mapping):
                tasks.append(self._task(item, parent))
            elif not self.left_empty(item):
                self.wrong(item, "这里应是一项任务", "写成“- id: …”")
        return tuple(tasks)

    def _task(self, node: Mapping, parent: Level | None) -> Task:
        said = "text" if parent in {Level.POINT, Level.MEASURE} else "title"
        words = () if {"title", "text"} & node.pairs.keys() else (said,)
        nodes = self.keys(node, TASK.keys, (*TASK.required, *words))
        values = self._values(TASK, nodes)
        stated = values["level"]
        task = Task(**{**values, "level": Level.MEASURE})
        level = Level(stated) if stated else _level(nodes.get("tasks"), task, parent)
        if level.is_heading and (task.lead or task.responsible):
            named = nodes.get("lead") or nodes.get("responsible") or node
            remedy = "把单位写到下面的要点上; 它本身就是一项要点的, 把它的 level 写成 point"
            self.wrong(named, "部分、小节不能写牵头、责任单位", remedy)
        return task._replace(level=level, tasks=self._tasks(nodes.get("tasks"), level))

    def day_text(self, node: Node | None) -> str:
        day = self.day(node)
        return day.isoformat() if day else ""

    def task_id(self, node: Node | None) -> str:
        text = self.text(node)
        if node is None or not text:
            return ""
        if not _TASK_ID.match(text):
            what = f"编号“{text}”只能用数字、字母、点和短横"
            self.wrong(node, what, "写成 8、8.2、S1 这样", code="")
        elif text in self.ids:
            first = self.ids[text]
            what = f"编号“{text}”重复(首次在第{first}行)"
            self.wrong(node, what, "改成没有用过的编号", code="")
        self.ids.setdefault(text, node.line)
        return text

    def named(self, node: Node | None) -> tuple[str, ...]:
        items = self.items(node)
        self.names.mentions.extend(items)
        seen: set[str] = set()
        for item in items:
            if item.text in seen:
                problem = Problem(self.file, item.line, item.column, f"“{item.text}”写了两次", "")
                problem = problem._replace(remedy="删去一处", severity=Severity.WARNING)
                self.problems.append(problem._replace(code=TEXT_CODE))
            seen.add(item.text)
        return _texts_of(items)

    def printed(self, node: Node | None) -> str | None:
        """A form may be empty: that prints nothing, which differs from having none."""
        return node.text if isinstance(node, Scalar) else self.text(node) or None

    def sha256(self, node: Node | None) -> str:
        text = self.text(node).lower()
        if node and text and not re.fullmatch(r"[0-9a-f]{64}", text):
            self.wrong(node, f"“{text[:20]}”不是 SHA-256 校验码", "应是64位十六进制数字", code="")
            return ""
        return text

    def texts(self, node: Node, record: Record) -> dict[str, str]:
        """A mapping of texts, in the order written."""
        return {key: self.text(value) for key, value in self.keys(node, record.keys).items()}

    def choices(self, node: Node, row: Field) -> dict[str, str]:
        """One of the row's choices by each word; a choice itself keeps its meaning."""
        found = {}
        for key, value in self.mapping(node).pairs.values():
            if key.text in row.choices:
                self.wrong(
                    key, f"“{key.text}”是程序自己的字样, 不能另有所指", "删去这一行", code=""
                )
            elif word := self.choice(value, row.choices):
                found[key.text] = word
        return found


#: Kind → its value, by the node, the row and the default. Tasks, and the version of the format,
#: are read where their place is known.
_READ: dict[str, Callable[[_PlanReader, Any, Field, Any], Any]] = {
    kinds.TEXT: lambda reader, node, *_: reader.text(node),
    kinds.FILLED: lambda reader, node, *_: reader.text(node),
    kinds.WORD: lambda reader, node, *_: reader.text(node),
    kinds.NUMERAL: lambda reader, node, *_: reader.text(node),
    kinds.PRINTED: lambda reader, node, *_: reader.printed(node),
    kinds.CHOICE: lambda reader, node, row, _: reader.choice(node, row.choices),
    kinds.LEVEL: lambda reader, node, row, _: reader.choice(node, row.choices),
    kinds.SHA256: lambda reader, node, *_: reader.sha256(node),
    kinds.DAY: lambda reader, node, *_: reader.day(node),
    kinds.DAY_TEXT: lambda reader, node, *_: reader.day_text(node),
    kinds.YEAR: lambda reader, node, *_: reader.year(node),
    kinds.MONTH_DAY: lambda reader, node, row, default: reader.month_day(node, row, default),
    kinds.NUMBER: lambda reader, node, _, default: reader.number(node, default),
    kinds.FLAG: lambda reader, node, *_: reader.choice(node, ("true", "false")) == "true",
    kinds.ZONE: lambda reader, node, _, default: reader.zone(node, default),
    kinds.TASK_ID: lambda reader, node, *_: reader.task_id(node),
    kinds.NAMED: lambda reader, node, *_: reader.named(node),
    kinds.MEMBERS: lambda reader, node, *_: reader.members(node),
    kinds.ALIASES: lambda reader, node, *_: reader.aliases(node),
    kinds.ONE_OR_MORE: lambda reader, node, *_: _texts_of(reader.one_or_more(node)),
    kinds.RECORD: lambda reader, node, row, _: reader.record(node, row.of),
    kinds.TEXTS: lambda reader, node, row, _: reader.texts(node, row.of),
    kinds.CHOICES: lambda reader, node, row, _: reader.choices(node, row),
    kinds.REGISTRY: lambda reader, node, row, _: reader.registry(node, row.of),
}


def _level(below: Node | None, task: Task, parent: Level | None) -> Level:
    """What :func:`inferred_level` makes of *task* with the tasks *below* it, not yet read."""
    items = below.items if isinstance(below, Sequence) else ()
    outline = tuple(_outline(item) for item in items if isinstance(item, Mapping))
    return inferred_level(parent, task._replace(tasks=outline))


def _outline(node: Mapping) -> Task:
    """As much of a task below as the level of the one above depends on."""
    values = [node.pairs[role][1] for role in ("lead", "responsible") if role in node.pairs]
    named = any(isinstance(value, Sequence) and value.items for value in values)
    title = "…" if "title" in node.pairs else ""
    return Task("", Level.MEASURE, title=title, lead=("…",) if named else ())


def _texts_of(items: Seq[Scalar]) -> tuple[str, ...]:
    return tuple(item.text for item in items)
