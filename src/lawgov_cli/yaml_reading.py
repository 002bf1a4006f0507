"""Reading typed values out of located nodes, with a problem for each that does not fit."""

from __future__ import annotations

import difflib
import re
from datetime import date
from typing import TYPE_CHECKING

from lawgov_cli.model import Problem
from lawgov_cli.yaml_tree import Mapping, Scalar, Sequence

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Sequence as Seq

    from lawgov_cli.yaml_tree import Node

_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)\Z")
_NUMBER = re.compile(r"\d+(\.\d+)?\Z")


class NodeReader:
    """Reads nodes of one file; what is wrong is added to :attr:`problems` and reading goes on.

    Parameters:
        file: the name printed in problems.
        problems: problems found so far, added to.
        lost_lines: lines set aside for faults of syntax; what may be on them is not missed.
    """

    def __init__(self, file: str, problems: list[Problem], lost_lines: frozenset[int]) -> None:
        self.file = file
        self.problems = problems
        self.lost_lines = lost_lines

    def wrong(self, node: Node, message: str, remedy: str, code: str = "") -> None:
        """Report *node*."""
        self.problems.append(Problem(self.file, node.line, node.column, message, remedy, code=code))

    def keys(self, node: Node, allowed: Seq[str], required: Iterable[str] = ()) -> dict[str, Node]:
        """The values of a mapping by key; unknown and missing keys are reported."""
        mapping = self.mapping(node)
        found: dict[str, Node] = {}
        for key, value in mapping.pairs.values():
            if key.text in allowed:
                found[key.text] = value
            elif key.text or not key.plain:
                self._unknown_key(key, allowed)
        if isinstance(node, Mapping):
            for name in required:
                if name not in found:
                    self.missing(node, name)
        return found

    def _unknown_key(self, key: Scalar, allowed: Seq[str]) -> None:
        near = difflib.get_close_matches(key.text, allowed, n=1)
        hint = f", 是否为“{near[0]}”?" if near else ""
        self.wrong(key, f"不认识的键“{key.text}”{hint}", f"这里可用: {'、'.join(allowed)}")

    def missing(self, node: Mapping, name: str) -> None:
        """Report a missing key, unless a line set aside may have held it."""
        last = max(node.end_line, default=node.line)
        if not any(node.line - 1 <= line <= last + 1 for line in self.lost_lines):
            self.wrong(node, f"缺少必需的键“{name}”", f"补上一行“{name}: …”")

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
            if is_null(node) and node.line not in self.lost_lines:
                self.wrong(node, "这个键没有值", "填上内容, 或删去这一行")
            return "" if is_null(node) else node.text
        self.wrong(node, "这里应是一段文字", "写成一个值, 不要用列表或“键: 值”")
        return ""

    def items(self, node: Node | None) -> list[Scalar]:
        """*node* as a list of single values."""
        if node is None or is_null(node):
            return []
        if isinstance(node, Scalar):
            self.wrong(node, f"“{node.text[:20]}”应是列表", f"写成 [{node.text[:20]}]")
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
        if node is not None and not (is_null(node) and node.line in self.lost_lines):
            self.wrong(node, "这里应是列表", remedy)
        return []

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
            self.wrong(node, f"没有“{text}”这一天", "核对日期")
            return None
        self.wrong(node, f"日期“{text}”写法不对", "写成 2023-06-06 这样")
        return None

    def number(self, node: Node, default: float) -> float:
        """*node* as a number that is not negative."""
        text = self.text(node)
        if _NUMBER.match(text):
            return float(text)
        if text:
            self.wrong(node, f"“{text}”应是数字", "写成 30 这样")
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
