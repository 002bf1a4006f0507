"""Reading typed values out of located nodes, with a problem for each that does not fit."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.problems import Problem
from lawgov_cli.store.yaml.tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from collections.abc import Sequence as Seq

    from lawgov_cli.store.yaml.tree import Node, YamlTree

#: Problems that may make the text of the tree other than what its author meant.
TEXT_CODE = "text"

_DAY = pattern(r"(\d{4})-(\d\d)-(\d\d)\Z")
_NUMBER = pattern(r"\d+(\.\d+)?\Z")


class NodeReader:
    """Reads nodes of one file; what is wrong is added to :attr:`problems` and reading goes on.

    One fault is reported once: nothing more is said of a place already reported, nor of lines
    repaired or left out for a fault of syntax.

    Parameters:
        file: the name printed in problems.
        tree: the nodes, and what was wrong with the file before they could be read.
    """

    def __init__(self, file: str, tree: YamlTree) -> None:
        self.file = file
        self.tree = tree
        self.problems = [problem._replace(code=TEXT_CODE) for problem in tree.problems]
        self.told = {(problem.line, problem.column) for problem in tree.problems}

    def wrong(self, node: Node, message: str, remedy: str, code: str = TEXT_CODE) -> None:
        """Report *node*."""
        if not self._is_told(node):
            self.told.add((node.line, node.column))
            place = (self.file, node.line, node.column)
            self.problems.append(Problem(*place, message, remedy, code=code))

    def keys(self, node: Node, allowed: Seq[str], required: Iterable[str] = ()) -> dict[str, Node]:
        """The values of a mapping by key; unknown and missing keys are reported.

        A key misspelt is reported as unknown and then read as the one it was meant to be.
        """
        mapping = self.mapping(node)
        known = {key: value for key, (_, value) in mapping.pairs.items() if key in allowed}
        absent = [name for name in required if name not in known]
        for key, value in mapping.pairs.values():
            if key.text not in allowed and not self._is_told(value):
                meant = self._unknown_key(key, allowed)
                if not meant and absent and not key.text.isascii():
                    meant = absent[0]
                if not is_null(value):
                    known.setdefault(meant, value)
        if isinstance(node, Mapping):
            for name in required:
                if name not in known:
                    self.missing(node, name)
        return known

    def _is_told(self, node: Node) -> bool:
        silent = self.tree.repaired | self.tree.links
        return (node.line, node.column) in self.told or node.line in silent

    def _unknown_key(self, key: Scalar, allowed: Seq[str]) -> str:
        """Report *key* and return the key it looks like; empty where it looks like none."""
        near = difflib.get_close_matches(key.text, allowed, n=1)
        hint = f", 是否为“{near[0]}”?" if near else ""
        self.wrong(key, f"不认识的键“{key.text}”{hint}", f"这里可用: {'、'.join(allowed)}")
        return near[0] if near else ""

    def missing(self, node: Mapping, name: str) -> None:
        """Report a missing key, unless it may have been on a line left out."""
        if node.line in self.tree.repaired or self._may_be_lost(node, name):
            return
        place = (self.file, node.line, node.column)
        what, remedy = f"缺少必需的键“{name}”", f"补上一行“{name}: …”"
        self.problems.append(Problem(*place, what, remedy, code=TEXT_CODE))

    def _may_be_lost(self, node: Mapping, name: str) -> bool:
        """Whether a line left out, about as deep as *node*, speaks of *name*."""
        last = max(node.end_line, default=node.line) + 1
        for number in self.tree.lost:
            line = self.tree.lines[number - 1]
            depth = len(line) - len(line.lstrip()) + 1
            if node.line - 1 <= number <= last and name in line and abs(depth - node.column) <= 3:
                return True
        return False

    def on_faulty_line(self, text: str, among: Collection[int] = ()) -> bool:
        """Whether *text* stands on a line mended or left out, or on one *among* these at fault."""
        lines = self.tree.lines
        faulty = {p.line for p in self.problems} & set(among)
        faulty |= self.tree.lost | self.tree.repaired
        return any(text in lines[number - 1] for number in faulty if 0 < number <= len(lines))

    def mapping(self, node: Node | None) -> Mapping:
        """*node* as a mapping; an empty one where it is not."""
        if isinstance(node, Mapping):
            return node
        if node is not None and not is_null(node):
            self.wrong(node, "这里应是“键: 值”", "按“键: 值”分行写")
        return Mapping({}, 0, 0, [])

    def text(self, node: Node | None) -> str:
        """*node* as text, exactly as typed; empty where it is absent or not a single value."""
        if node is None:
            return ""
        if isinstance(node, Scalar):
            if is_null(node) and not self.left_empty(node):
                self.wrong(node, "这个键没有值", "填上内容, 或删去这一行")
            return "" if is_null(node) else node.text
        self.wrong(node, "这里应是一段文字", "写成一个值, 不要用列表或“键: 值”")
        return ""

    def items(self, node: Node | None) -> list[Scalar]:
        """*node* as a list of single values."""
        if node is None:
            return []
        if is_null(node):
            if not self.left_empty(node):
                self.wrong(node, "这个键没有值", "写成 [甲, 乙], 没有就写 []")
            return []
        if isinstance(node, Scalar):
            names = ", ".join(re.split(r"[,，、]\s*", node.text[:20].strip("[]［］【】〔〕 ")))
            self.wrong(node, f"“{node.text[:20]}”应是列表", f"写成 [{names}]")
            return []
        if isinstance(node, Mapping):
            self.wrong(node, "这里应是列表", "写成 [甲, 乙]")
            return []
        scalars = []
        for item in node.items:
            if isinstance(item, Scalar) and item.text:
                scalars.append(item)
            else:
                self.wrong(item, "列表里应是一个个名称", "写成 [甲, 乙]")
        return scalars

    def one_or_more(self, node: Node | None) -> list[Scalar]:
        """A single value or a list of them."""
        if isinstance(node, Scalar) and not is_null(node):
            return [node]
        return self.items(node)

    def sequence(self, node: Node | None, remedy: str) -> list[Node]:
        """*node* as a list of anything."""
        if isinstance(node, Sequence):
            return node.items
        if node is not None and not (is_null(node) and self.left_empty(node)):
            self.wrong(node, "这里应是列表", remedy)
        return []

    def left_empty(self, node: Node) -> bool:
        """Whether the value may have stood on a line left out."""
        return bool({node.line, node.line + 1} & self.tree.lost)

    def day(self, node: Node | None) -> date | None:
        """*node* as a date written ``YYYY-MM-DD``."""
        text = self.text(node)
        if node is None or not text:
            return None
        match = _DAY.match(text)
        try:
            if match:
                return date(int(match[1]), int(match[2]), int(match[3]))
        except ValueError:
            self.wrong(node, f"没有“{text}”这一天", "核对日期", code="")
            return None
        self.wrong(node, f"日期“{text}”写法不对", "写成 2023-06-06 这样", code="")
        return None

    def number(self, node: Node, default: float) -> float:
        """*node* as a number that is not negative."""
        text = self.text(node)
        if _NUMBER.match(text):
            return float(text)
        if text:
            self.wrong(node, f"“{text}”应是数字", "写成 30 这样", code="")
        return default

    def choice(self, node: Node | None, allowed: Seq[str]) -> str:
        """*node* as one of *allowed*; empty where it is absent or none of them."""
        text = self.text(node)
        if node is None or not text or text in allowed:
            return text
        self.wrong(node, f"不认识的值“{text}”", f"可用: {'、'.join(allowed)}")
        return ""


def is_null(node: Node) -> bool:
    """Whether *node* is a value left empty."""
    return isinstance(node, Scalar) and node.plain and node.text in {"", "~", "null"}
