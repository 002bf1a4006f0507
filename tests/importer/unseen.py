"""Work plans that nobody has seen: made from a structure, so that what a reader finds is known.

The wording is sampled from ``unseen.yaml`` and from the styles below, which were written from
real documents and never from the importer's own tables. How a document is laid out and which
file it becomes is :mod:`tests.importer.unseen_files`'; how it is read, ``unseen_reading``'s.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import yaml

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

WORDS = yaml.safe_load(Path(__file__).with_name("unseen.yaml").read_text("utf-8"))
_BRACKETS = ("（）", "（）", "（）", "()", "【】", "〔〕", "[]")
_PLACES = {"市": "泽安市", "县": "云岭县", "省": "江右省", "局": "泽安市应急管理局"}
#: A rule about who leads, as a document says it once.
_RULES = (
    "排在第一位的为牵头单位",
    "列首位的单位为牵头单位",
    "第一个单位为牵头单位，其余为配合单位",
)


@dataclass
class Item:
    """A point and what a careful reader finds in it."""

    title: str
    text: str
    lead: list[str] = field(default_factory=list)
    responsible: list[str] = field(default_factory=list)
    due: str = ""


@dataclass
class Section:
    """A heading and its points; *said* is printed behind the heading."""

    title: str
    items: list[Item]
    said: str = ""


class Plan(NamedTuple):
    """What a document says: its title, its sections, and a rule about who leads."""

    title: str
    sections: list[Section]
    rule: str

    @property
    def items(self) -> list[Item]:
        """All points, in order."""
        return [item for section in self.sections for item in section.items]


class Style:
    """How one document says who does what: labels, marks and joins drawn once."""

    def __init__(self, random: Random, level: str) -> None:
        self.random, self.level = random, level
        self.lead, self.other = random.choice(WORDS["leads"]), random.choice(WORDS["others"])
        self.colon = random.choice("：：：:")
        brackets = random.choice(_BRACKETS)
        self.open, self.close = brackets[0], brackets[1]
        self.between = random.choice("；；，。　")
        self.join = random.choice(("、", "、", "、", "、", "，", " "))
        self.last = random.choice(["", "", "", "和", "及", "以及", "等"])
        self.spaced = random.random() < 0.06

    def list(self, names: Sequence[str]) -> str:
        """*names* as printed: joined, the last perhaps with a word, 等 perhaps behind."""
        if len(names) > 1 and self.last in {"和", "及", "以及"} and self.join != " ":
            return f"{self.join.join(names[:-1])}{self.last}{names[-1]}"
        etc = "等" if self.last == "等" and names and not names[-1].startswith("各") else ""
        return self.join.join(names) + etc

    def label(self, words: str) -> str:
        """A label as printed, its letters perhaps set apart."""
        return " ".join(words) if self.spaced and len(words) < 5 else words

    def labelled(self, item: Item, between: str) -> str:
        """``牵头单位：A；责任单位：B；完成时限：C``."""
        said = [(self.lead, self.list(item.lead)), (self.other, self.list(item.responsible))]
        said.append((self.random.choice(("完成时限", "时限", "完成时间", "时间节点")), item.due))
        parts = [f"{self.label(label)}{self.colon}{text}" for label, text in said if text]
        return between.join(parts)

    def acting(self, item: Item) -> str:
        """``A牵头，B配合``."""
        verbs = self.random.choice(WORDS["leading"]), self.random.choice(WORDS["answering"])
        said = zip((item.lead, item.responsible), verbs, strict=True)
        return "，".join(f"{self.list(names)}{verb}" for names, verb in said if names)


def _bracket_labels(style: Style, item: Item) -> str:
    return f"{style.open}{style.labelled(item, style.between)}{style.close}"


def _bracket_person(style: Style, item: Item) -> str:
    person = style.random.choice(("牵头领导", "责任领导", "市级领导", "包联领导"))
    name = style.random.choice(WORDS["names"])
    return f"（{person}{style.colon}{name}；{style.labelled(item, '；')}）"


def _bracket_verbs(style: Style, item: Item) -> str:
    due = f"，{item.due}完成" if item.due.endswith("前") else ""
    return f"（{style.acting(item)}{due}）"


def _bracket_names(style: Style, item: Item) -> str:
    item.responsible, item.lead = [*item.lead, *item.responsible], []
    return f"{style.open}{style.list(item.responsible)}{style.close}"


def _bracket_short(style: Style, item: Item) -> str:
    """The level is said once: 市教育局、财政局."""
    item.responsible, item.lead = [*item.lead, *item.responsible], []
    names = item.responsible
    short = [n[1:] if n[0] == style.level and n.endswith("局") else n for n in names[1:]]
    item.responsible = [names[0], *short]
    return f"（{style.other}{style.colon}{'、'.join(item.responsible)}）"


def _lines(style: Style, item: Item) -> str:
    return "\n" + style.labelled(item, "\n")


def _one_line(style: Style, item: Item) -> str:
    return "\n" + style.labelled(item, style.random.choice(("　　", "；", "    ", "，")))


def _with_persons(style: Style, item: Item) -> str:
    person = style.random.choice(("牵头领导", "包抓领导", "责任领导", "分管领导", "挂帅领导"))
    return f"\n{person}{style.colon}{style.random.choice(WORDS['names'])}{_lines(style, item)}"


def _sentence(style: Style, item: Item) -> str:
    return f"由{style.acting(item)}。" if item.lead else f"{style.acting(item)}。"


def _is(style: Style, item: Item) -> str:
    word = style.random.choice(("为", "是"))
    said = ((style.lead, item.lead), (style.other, item.responsible))
    return "，".join(f"{label}{word}{style.list(names)}" for label, names in said if names) + "。"


def _roles_then_brackets(style: Style, item: Item) -> str:
    a, b = style.random.choice((("牵头", "配合"), ("主办", "协办"), ("牵头", "责任")))
    said = ((a, item.lead), (b, item.responsible))
    between = style.random.choice("、，；")
    return between.join(f"{word}（{style.list(names)}）" for word, names in said if names) + "。"


def _dashes(style: Style, item: Item) -> str:
    return f"\n——{style.labelled(item, '；')}"


def _meeting(style: Style, item: Item) -> str:
    if not item.lead:
        return _bracket_verbs(style, item)
    style.join = "、"  # a comma there would part what 会同 joins
    verb = style.random.choice(("负责", "组织实施", "落实", "办理"))
    return f"（{style.list(item.lead)}会同{style.list(item.responsible)}{verb}）"


def _objects(style: Style, item: Item) -> str:
    if not item.lead:
        return _bracket_verbs(style, item)
    what = style.random.choice(("牵头制定方案", "牵头组织推进", "牵头抓好落实"))
    how = style.random.choice(("配合做好实施", "按职责抓好落实", "配合做好相关工作"))
    return f"（{style.list(item.lead)}{what}，{style.list(item.responsible)}{how}）"


STYLES: dict[str, Callable[[Style, Item], str]] = {
    "括号标签": _bracket_labels,
    "括号领导": _bracket_person,
    "括号动词": _bracket_verbs,
    "括号名单": _bracket_names,
    "括号略称": _bracket_short,
    "分行标签": _lines,
    "一行标签": _one_line,
    "领导分行": _with_persons,
    "句末": _sentence,
    "为": _is,
    "牵头（）": _roles_then_brackets,
    "破折号": _dashes,
    "会同": _meeting,
    "事项": _objects,
}
#: Of these, those that stand on lines of their own.
LINES = frozenset({"分行标签", "一行标签", "领导分行", "破折号"})


def plan_of(random: Random) -> tuple[Plan, Style]:
    """A plan and the style of its office."""
    level = random.choice("市市市县县省局")
    topic = random.choice(list(WORDS["topics"]))
    titles = random.sample(WORDS["topics"][topic], random.randint(5, 9))
    heads = random.sample(WORDS["headings"], 2 if len(titles) < 7 else 3)
    leads = random.random() < 0.75
    items = [_item(random, level, title, leads=leads) for title in titles]
    size = -(-len(items) // len(heads))
    parts = [items[i * size : (i + 1) * size] for i in range(len(heads))]
    sections = [Section(head, part) for head, part in zip(heads, parts, strict=True)]
    rule = random.choice(_RULES) if random.random() < 0.15 else ""
    return Plan(f"{_PLACES[level]}2025年{topic}", sections, rule), Style(random, level)


def _item(random: Random, level: str, title: str, *, leads: bool) -> Item:
    names = random.sample(WORDS["bodies"][level], random.randint(1, 5))
    groups = random.sample(WORDS["groups"][level], random.choice((0, 0, 1, 1, 2)))
    lead = names[: random.choice((1, 1, 1, 2))] if leads else []
    others = [*names[len(lead) :], *groups] or [WORDS["groups"][level][0]]
    text = "".join(random.sample(WORDS["texts"], random.randint(1, 3)))
    due = random.choice(WORDS["dues"]) if random.random() < 0.3 else ""
    return Item(title, text, lead, others, due)


def said(
    random: Random, style: Style, plan: Plan, *, sectioned: bool, one: bool
) -> tuple[str, dict[str, str]]:
    """The wording chosen, and the words about each point by its title.

    Now and then a point is worded another way, as several hands write.
    """
    styles = [name for name in STYLES if not (one and name in LINES)]
    wording = random.choice(styles)
    if plan.rule:
        wording = "括号名单"
    elif sectioned and not one and random.random() < 0.15:
        _lead_for_sections(random, style, plan)
    words = {}
    for item in plan.items:
        other = random.random() < 0.08 and not plan.rule
        words[item.title] = STYLES[random.choice(styles) if other else wording](style, item)
        if plan.rule:
            item.lead, item.responsible = item.responsible[:1], item.responsible[1:]
    for section in plan.sections:
        for item in section.items if section.said else ():
            item.lead = item.lead or [section.said]
        section.said = section.said and f"（{style.lead}{style.colon}{section.said}）"
    return wording, words


def _lead_for_sections(random: Random, style: Style, plan: Plan) -> None:
    """A body at each heading that leads all points below it, which name only the others."""
    for section in plan.sections:
        named = {name for item in section.items for name in item.responsible}
        free = [name for name in WORDS["bodies"][style.level] if name not in named]
        section.said = random.choice(free)
        for item in section.items:
            item.lead = []
