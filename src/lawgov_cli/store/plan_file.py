"""The plan's YAML file → (plan, problems).

Every fault of the file is found in one run, each with its line, column, what was read and what
to do. A plan with errors is not returned: nothing is computed from data that is half understood.
"""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.domain.plan import (
    Group,
    Layout,
    LightRules,
    Plan,
    SourceText,
    Task,
    Unit,
    inferred_level,
)
from lawgov_cli.domain.vocabulary import Kind, Level
from lawgov_cli.store.yaml.reading import TEXT_CODE, NodeReader
from lawgov_cli.store.yaml.tree import Mapping, Scalar, Sequence, read_yaml

if TYPE_CHECKING:
    from collections.abc import Sequence as Seq
    from pathlib import Path

    from lawgov_cli.store.yaml.tree import Node, YamlTree

SCHEMA_VERSION = "1"

PLAN_KEYS = (
    *("schema", "id", "title", "year", "issuer", "number", "issued", "starts", "ends"),
    *("source", "text_sha256", "layout", "lights", "notice", "preamble", "closing"),
    *("report_day", "units", "groups", "tasks"),
)
TASK_KEYS = (
    *("id", "level", "label", "title", "text", "lead", "responsible"),
    *("due", "due_words", "kind", "form", "printed_units", "revised", "was", "tasks"),
)
NOTICE_KEYS = (
    *("heading", "number", "addressees", "body", "issuer", "date", "disclosure", "other"),
)
UNIT_KEYS = ("abbr", "aliases", "letter")
GROUP_KEYS = ("aliases", "members", "note")
KINDS = tuple(kind.value for kind in Kind)

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


class _Body(NamedTuple):
    """A unit or group as registered."""

    key: Scalar
    kind: str
    aliases: list[Scalar]
    members: list[Scalar]


UNIT_WORD, GROUP_WORD = "单位", "单位组"


class _PlanReader(NodeReader):
    """Builds a plan from the nodes of one file."""

    def __init__(self, file: str, tree: YamlTree) -> None:
        super().__init__(file, tree)
        self.ids: dict[str, int] = {}
        #: What is registered, and names as the tasks mention them, to be compared at the end.
        self.bodies: list[_Body] = []
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
            what = f"结束日期{ends}早于开始日期{starts}"
            self.wrong(place, what, "核对 starts 和 ends", code="")
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
            report_day=self._report_day(nodes.get("report_day")),
        )
        _NameCheck(self).run()
        return plan

    def _schema(self, node: Node | None) -> None:
        version = self.text(node)
        if node and version and version != SCHEMA_VERSION:
            remedy = f"本版 lawgov 读取 schema: {SCHEMA_VERSION}; 请改正, 或升级 lawgov"
            self.wrong(node, f"不认识的格式版本“{version}”", remedy, code="")

    def _year(self, node: Node | None) -> int:
        text = self.text(node)
        if re.fullmatch(r"(19|20|21)\d\d", text):
            return int(text)
        if node and text:
            self.wrong(node, f"年份“{text}”应是四位数字", "写成 2023 这样", code="")
        return 2000

    def _report_day(self, node: Node | None) -> int:
        text = self.text(node)
        if node is None or not text:
            return 25
        if not re.fullmatch(r"[1-9]|[12]\d|3[01]", text):
            self.wrong(node, f"每月报送截止日“{text}”应是1至31", "写成 25 这样")
            return 25
        return int(text)

    def _units(self, node: Node | None) -> dict[str, Unit]:
        units: dict[str, Unit] = {}
        for key, value in self.mapping(node).pairs.values():
            nodes = self.keys(value, UNIT_KEYS)
            aliases = self.one_or_more(nodes.get("aliases"))
            self.bodies.append(_Body(key, UNIT_WORD, aliases, []))
            abbr = _texts_of(self.one_or_more(nodes.get("abbr")))
            letter = self.choice(nodes.get("letter"), ("true", "false")) == "true"
            units[key.text] = Unit(key.text, _texts_of(aliases), abbr, letter)
        return units

    def _groups(self, node: Node | None) -> dict[str, Group]:
        groups: dict[str, Group] = {}
        for key, value in self.mapping(node).pairs.values():
            nodes = self.keys(value, GROUP_KEYS)
            aliases = self.one_or_more(nodes.get("aliases"))
            members = self.items(nodes.get("members"))
            self.bodies.append(_Body(key, GROUP_WORD, aliases, members))
            note = self.text(nodes.get("note"))
            groups[key.text] = Group(key.text, _texts_of(aliases), _texts_of(members), note)
        return groups

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
        nodes = self.keys(node, TASK_KEYS, ("id", *words))
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
            revised=self._day_text(nodes.get("revised")),
            was=self.text(nodes.get("was")),
        )
        level = self._level(nodes, task, parent)
        if level.is_heading and (task.lead or task.responsible):
            named = nodes.get("lead") or nodes.get("responsible") or node
            self.wrong(named, "部分、小节不能写牵头、责任单位", "把单位写到下面的要点上")
        return task._replace(level=level, tasks=self._tasks(nodes.get("tasks"), level))

    def _day_text(self, node: Node | None) -> str:
        day = self.day(node)
        return day.isoformat() if day else ""

    def _level(self, nodes: dict[str, Node], task: Task, parent: Level | None) -> Level:
        """The stated level, else what :func:`inferred_level` makes of the node."""
        stated = self.choice(nodes.get("level"), [level.value for level in Level])
        if stated:
            return Level(stated)
        below = nodes.get("tasks")
        items = below.items if isinstance(below, Sequence) else ()
        outline = tuple(_outline(item) for item in items if isinstance(item, Mapping))
        return inferred_level(parent, task._replace(tasks=outline))

    def _id(self, node: Node | None) -> str:
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

    def _unit_names(self, node: Node | None) -> tuple[str, ...]:
        items = self.items(node)
        self.mentions.extend(items)
        seen: set[str] = set()
        for item in items:
            if item.text in seen:
                problem = Problem(self.file, item.line, item.column, f"“{item.text}”写了两次", "")
                problem = problem._replace(remedy="删去一处", severity=Severity.WARNING)
                self.problems.append(problem._replace(code=TEXT_CODE))
            seen.add(item.text)
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
            self.wrong(node, f"“{text[:20]}”不是 SHA-256 校验码", "应是64位十六进制数字", code="")
            return ""
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

    def __init__(self, reader: _PlanReader) -> None:
        self.reader = reader
        self.owner: dict[str, tuple[str, Scalar]] = {}

    def run(self) -> None:
        """Report every name that is unknown or means two things."""
        self._canonical()
        self._aliases()
        members = [item for body in self.reader.bodies for item in body.members]
        self._unknown([*members, *self.reader.mentions])
        self._cycles()

    def _canonical(self) -> None:
        for body in self.reader.bodies:
            key = body.key
            if key.text in self.owner:
                what = f"“{key.text}”既是单位又是单位组"
                self.reader.wrong(key, what, f"只在一处登记(此处为{body.kind})", code="")
            self.owner.setdefault(key.text, (key.text, key))

    def _aliases(self) -> None:
        for body in self.reader.bodies:
            for alias in body.aliases:
                name, first = self.owner.get(alias.text, ("", alias))
                if not name:
                    self.owner[alias.text] = (body.key.text, alias)
                elif name == alias.text:
                    what = f"“{name}”既是“{body.key.text}”的别名, 又是第{first.line}行登记的名称"
                    self.reader.wrong(alias, what, "删去别名, 或删去那条登记", code="")
                else:
                    what = f"别名“{alias.text}”已属于“{name}”(第{first.line}行)"
                    self.reader.wrong(alias, what, "一个写法只能指一个单位, 删去一处", code="")

    def _unknown(self, items: list[Scalar]) -> None:
        """One report a name, with every line it is on."""
        places: dict[str, list[Scalar]] = {}
        for item in items:
            if item.text not in self.owner:
                places.setdefault(item.text, []).append(item)
        for name, (first, *others) in places.items():
            if self.reader.on_faulty_line(name):
                continue
            near = difflib.get_close_matches(name, self.owner, n=1, cutoff=0.5)
            hint = f", 是否为“{near[0]}”?" if near else ""
            if re.search("[，、；]", name):
                hint = ", 单位之间要用半角逗号加空格分开"
            lines = "、".join(str(line) for line in dict.fromkeys(item.line for item in others))
            also = f"(另见第{lines}行)" if others else ""
            what = f"未登记的单位“{name}”{hint}{also}"
            self.reader.wrong(first, what, "在 units 中登记, 或改正写法")

    def _cycles(self) -> None:
        groups = {body.key.text: body for body in self.reader.bodies if body.kind == GROUP_WORD}
        inside = {
            name: {self.owner.get(item.text, ("",))[0] for item in body.members}
            for name, body in groups.items()
        }
        told: set[str] = set()
        for name, body in groups.items():
            for item in body.members:
                cycle = _reachable(self.owner.get(item.text, ("",))[0], inside)
                if name in cycle and name not in told:
                    told |= cycle
                    what = f"单位组“{name}”经“{item.text}”又包含它自己"
                    remedy = "从 members 中去掉一处, 让单位组不再循环"
                    self.reader.wrong(item, what, remedy, code="")


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


def _outline(node: Mapping) -> Task:
    """As much of a task below as the level of the one above depends on."""
    values = [node.pairs[role][1] for role in ("lead", "responsible") if role in node.pairs]
    named = any(isinstance(value, Sequence) and value.items for value in values)
    title = "…" if "title" in node.pairs else ""
    return Task("", Level.MEASURE, title=title, lead=("…",) if named else ())


def _texts_of(items: Seq[Scalar]) -> tuple[str, ...]:
    return tuple(item.text for item in items)
