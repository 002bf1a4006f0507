"""The plan's YAML file → (plan, problems).

Every fault of the file is found in one run, each with its line, column, what was read and what
to do. A plan with errors is not returned: nothing is computed from data that is half understood.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.model import (
    Group,
    Layout,
    Level,
    LightRules,
    Plan,
    Problem,
    SourceText,
    Task,
    Unit,
    inferred_level,
)
from lawgov_cli.yaml_reading import NodeReader, is_null
from lawgov_cli.yaml_tree import Mapping, Scalar, Sequence, read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence as Seq
    from pathlib import Path

    from lawgov_cli.yaml_tree import Node

SCHEMA_VERSION = "1"

PLAN_KEYS = (
    *("schema", "id", "title", "year", "issuer", "number", "issued", "starts", "ends"),
    *("source", "text_sha256", "layout", "lights", "notice", "preamble", "closing"),
    *("units", "groups", "tasks"),
)
TASK_KEYS = (
    *("id", "level", "label", "title", "text", "lead", "responsible"),
    *("due", "due_words", "kind", "form", "printed_units", "tasks"),
)
NOTICE_KEYS = (
    *("heading", "number", "addressees", "body", "issuer", "date", "disclosure", "other"),
)
UNIT_KEYS = ("abbr", "aliases")
GROUP_KEYS = ("aliases", "members", "note")
KINDS = ("deadline", "annual", "standing")

#: Problems that mean the text of the tree is not what its author meant.
TEXT_CODE = "text"

_TASK_ID = re.compile(r"[0-9A-Za-z][0-9A-Za-z.\-]*\Z")


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
    return read_plan(path.read_bytes(), path.name)


def read_plan(data: bytes, file: str) -> Loaded:
    """Read a plan from the bytes of its file; *file* is the name printed in problems."""
    tree = read_yaml(data, file)
    reader = _PlanReader(file, list(tree.problems), tree.lost_lines)
    draft = None
    lines: dict[str, int] = {}
    if isinstance(tree.root, Mapping):
        draft = reader.plan(tree.root)
        lines = {key.text: key.line for key, _ in tree.root.pairs.values()}
    elif tree.root is not None:
        reader.wrong(tree.root, "文件最外层应是“键: 值”", "对照 lawgov init 给出的文件")
    problems = sorted(reader.problems, key=lambda p: (p.line, p.column))
    broken = any(problem.is_error for problem in problems)
    return Loaded(None if broken else draft, problems, draft, lines)


class _PlanReader(NodeReader):
    """Builds a plan from the nodes of one file."""

    def __init__(self, file: str, problems: list[Problem], lost_lines: frozenset[int]) -> None:
        super().__init__(file, problems, lost_lines)
        self.ids: dict[str, int] = {}
        #: Names of units as the tasks mention them, to be looked up when all units are known.
        self.mentions: list[Scalar] = []

    def plan(self, root: Mapping) -> Plan:
        """The whole plan; its parts are read even where earlier ones are wrong."""
        nodes = self.keys(root, PLAN_KEYS, ("schema", "id", "title", "year", "units", "tasks"))
        self._schema(nodes.get("schema"))
        year = self._year(nodes.get("year"))
        starts = self.day(nodes.get("starts")) or date(year, 1, 1)
        ends = self.day(nodes.get("ends")) or date(year, 12, 31)
        if ends < starts:
            place = nodes.get("ends") or nodes.get("starts") or root
            self.wrong(place, f"结束日期{ends}早于开始日期{starts}", "核对 starts 和 ends")
        plan = Plan(
            id=self.text(nodes.get("id")),
            title=self.text(nodes.get("title")),
            year=year,
            tasks=self._tasks(nodes.get("tasks"), None),
            units=self._units(nodes.get("units")),
            groups=self._groups(nodes.get("groups")),
            starts=starts,
            ends=ends,
            issuer=self.text(nodes.get("issuer")),
            number=self.text(nodes.get("number")),
            issued=self.day(nodes.get("issued")),
            source=self._source(nodes.get("source")),
            text_sha256=self._sha256(nodes.get("text_sha256")),
            notice=self._texts(nodes.get("notice"), NOTICE_KEYS),
            preamble=self.text(nodes.get("preamble")),
            closing=self.text(nodes.get("closing")),
            layout=Layout(**self._texts(nodes.get("layout"), Layout._fields)),
            lights=self._lights(nodes.get("lights")),
        )
        _NameCheck(self, nodes.get("units"), nodes.get("groups")).run(plan)
        return plan

    def _schema(self, node: Node | None) -> None:
        version = self.text(node)
        if node and version and version != SCHEMA_VERSION:
            remedy = f"本版 lawgov 读取 schema: {SCHEMA_VERSION}; 请改正, 或升级 lawgov"
            self.wrong(node, f"不认识的格式版本“{version}”", remedy)

    def _year(self, node: Node | None) -> int:
        text = self.text(node)
        if re.fullmatch(r"(19|20|21)\d\d", text):
            return int(text)
        if node and text:
            self.wrong(node, f"年份“{text}”应是四位数字", "写成 2023 这样")
        return 2000

    def _units(self, node: Node | None) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for key, value in self.mapping(node).pairs.values():
            nodes = self.keys(value, UNIT_KEYS)
            aliases = _texts_of(self.one_or_more(nodes.get("aliases")))
            units[key.text] = Unit(
                key.text, aliases, _texts_of(self.one_or_more(nodes.get("abbr")))
            )
        return units

    def _groups(self, node: Node | None) -> dict[str, Group]:
        groups: dict[str, Group] = {}
        for key, value in self.mapping(node).pairs.values():
            nodes = self.keys(value, GROUP_KEYS)
            aliases = _texts_of(self.one_or_more(nodes.get("aliases")))
            members = _texts_of(self.items(nodes.get("members")))
            groups[key.text] = Group(key.text, aliases, members, self.text(nodes.get("note")))
        return groups

    def _tasks(self, node: Node | None, parent: Level | None) -> tuple[Task, ...]:
        items = self.sequence(node, "每项任务以“- id: …”开头")
        if node and not items and parent is None and isinstance(node, Sequence):
            self.wrong(node, "tasks 是空的", "至少写一项任务")
        return tuple(self._task(item, parent) for item in items)

    def _task(self, node: Node, parent: Level | None) -> Task:
        nodes = self.keys(node, TASK_KEYS, ("id",))
        task = Task(
            id=self._id(nodes.get("id")),
            level=Level.MEASURE,
            label=self.text(nodes.get("label")),
            title=self.text(nodes.get("title")),
            text=self.text(nodes.get("text")),
            lead=self._unit_names(nodes.get("lead")),
            responsible=self._unit_names(nodes.get("responsible")),
            due=self.day(nodes.get("due")),
            due_words=self.text(nodes.get("due_words")),
            kind=self.choice(nodes.get("kind"), KINDS),
            form=self._printed(nodes.get("form")),
            printed_units=self._printed(nodes.get("printed_units")),
        )
        if isinstance(node, Mapping) and not {"title", "text"} & nodes.keys():
            self.missing(node, "title")
        level = self._level(nodes, task, parent)
        if level in {Level.SECTION, Level.GROUP} and (task.lead or task.responsible):
            named = nodes.get("lead") or nodes.get("responsible") or node
            self.wrong(named, "部分、小节不能写牵头、责任单位", "把单位写到下面的要点上")
        return task._replace(level=level, tasks=self._tasks(nodes.get("tasks"), level))

    def _level(self, nodes: dict[str, Node], task: Task, parent: Level | None) -> Level:
        """The stated level, else what :func:`inferred_level` makes of the node."""
        stated = self.choice(nodes.get("level"), [level.value for level in Level])
        if stated:
            return Level(stated)
        below = nodes.get("tasks")
        headings = isinstance(below, Sequence) and any(
            isinstance(item, Mapping) and "title" in item.pairs for item in below.items
        )
        outline = (task._replace(title="…"),) if headings else ()
        return inferred_level(parent, task._replace(tasks=outline))

    def _id(self, node: Node | None) -> str:
        text = self.text(node)
        if node is None or not text:
            return ""
        if not _TASK_ID.match(text):
            self.wrong(node, f"编号“{text}”只能用数字、字母、点和短横", "写成 8、8.2、S1 这样")
        elif text in self.ids:
            first = self.ids[text]
            self.wrong(node, f"编号“{text}”重复(首次在第{first}行)", "改成没有用过的编号")
        self.ids.setdefault(text, node.line)
        return text

    def _unit_names(self, node: Node | None) -> tuple[str, ...]:
        items = self.items(node)
        self.mentions.extend(items)
        return _texts_of(items)

    def _printed(self, node: Node | None) -> str | None:
        """A form may be empty: that prints nothing, which differs from having none."""
        return node.text if isinstance(node, Scalar) else self.text(node) or None

    def _source(self, node: Node | None) -> SourceText | None:
        if node is None:
            return None
        nodes = self.keys(node, ("file", "sha256"), ("file", "sha256"))
        return SourceText(self.text(nodes.get("file")), self._sha256(nodes.get("sha256")))

    def _sha256(self, node: Node | None) -> str:
        text = self.text(node).lower()
        if node and text and not re.fullmatch(r"[0-9a-f]{64}", text):
            self.wrong(node, f"“{text[:20]}”不是 SHA-256 校验码", "应是64位十六进制数字")
        return text

    def _texts(self, node: Node | None, allowed: Seq[str]) -> dict[str, str]:
        """A mapping of texts, in the order written."""
        if node is None:
            return {}
        return {key: self.text(value) for key, value in self.keys(node, allowed).items()}

    def _lights(self, node: Node | None) -> LightRules:
        rules = LightRules()
        nodes = self.keys(node, LightRules._fields) if node else {}
        changes: dict[str, str | float] = {}
        for key, value in nodes.items():
            default = getattr(rules, key)
            is_word = isinstance(default, str)
            changes[key] = self.text(value) if is_word else self.number(value, default)
        return rules._replace(**changes)  # type: ignore[arg-type]


class _NameCheck:
    """Each spelling of a unit or group means one thing, and every name used is registered."""

    def __init__(self, reader: NodeReader, units: Node | None, groups: Node | None) -> None:
        self.reader = reader
        self.registered = [
            (key, value, where)
            for where, node in (("单位", units), ("单位组", groups))
            if isinstance(node, Mapping)
            for key, value in node.pairs.values()
        ]
        self.owner: dict[str, tuple[str, Scalar]] = {}

    def run(self, plan: Plan) -> None:
        """Report every name that is unknown or means two things."""
        self._canonical()
        self._aliases()
        reader = self.reader
        if isinstance(reader, _PlanReader):
            for item in reader.mentions:
                if item.text not in self.owner:
                    self._unknown(item)
        self._members(plan)

    def _canonical(self) -> None:
        for key, _, where in self.registered:
            if key.text in self.owner:
                self.reader.wrong(
                    key, f"“{key.text}”既是单位又是单位组", f"只在一处登记(此处为{where})"
                )
            self.owner.setdefault(key.text, (key.text, key))

    def _aliases(self) -> None:
        for key, value, _ in self.registered:
            for alias in _listed(value, "aliases"):
                name, first = self.owner.get(alias.text, ("", alias))
                if not name:
                    self.owner[alias.text] = (key.text, alias)
                elif name == alias.text:
                    what = f"“{alias.text}”既是“{key.text}”的别名, 又是第{first.line}行登记的名称"
                    self.reader.wrong(alias, what, "删去别名, 或删去那条登记")
                else:
                    what = f"别名“{alias.text}”已属于“{name}”(第{first.line}行)"
                    self.reader.wrong(alias, what, "一个写法只能指一个单位, 删去一处")

    def _members(self, plan: Plan) -> None:
        inside = {name: {self._name(m) for m in g.members} for name, g in plan.groups.items()}
        told: set[str] = set()
        for key, value, _ in self.registered:
            for item in _listed(value, "members"):
                name = self._name(item.text)
                if not name:
                    self._unknown(item)
                elif key.text in plan.groups and key.text not in told:
                    cycle = _reachable(name, inside)
                    if key.text in cycle:
                        told |= cycle
                        what = f"单位组“{key.text}”经“{item.text}”又包含它自己"
                        self.reader.wrong(item, what, "从 members 中去掉一处, 让单位组不再循环")

    def _name(self, spelling: str) -> str:
        return self.owner[spelling][0] if spelling in self.owner else ""

    def _unknown(self, item: Scalar) -> None:
        near = difflib.get_close_matches(item.text, self.owner, n=1, cutoff=0.5)
        hint = f", 是否为“{near[0]}”?" if near else ""
        what = f"未登记的单位“{item.text}”{hint}"
        self.reader.wrong(item, what, "在 units 中登记, 或改正写法", TEXT_CODE)


def _reachable(start: str, inside: dict[str, set[str]]) -> set[str]:
    """The groups met when *start* is expanded, itself among them."""
    seen: set[str] = set()
    stack = [start]
    while stack:
        name = stack.pop()
        if name in inside and name not in seen:
            seen.add(name)
            stack.extend(inside[name])
    return seen


def _listed(value: Node, key: str) -> list[Scalar]:
    """The single values under *key* of a unit or group, faults already reported elsewhere."""
    if not isinstance(value, Mapping) or key not in value.pairs:
        return []
    node = value.pairs[key][1]
    if isinstance(node, Scalar):
        return [node] if not is_null(node) else []
    items = node.items if isinstance(node, Sequence) else []
    return [item for item in items if isinstance(item, Scalar)]


def _texts_of(items: Seq[Scalar]) -> tuple[str, ...]:
    return tuple(item.text for item in items)
