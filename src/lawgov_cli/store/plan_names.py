"""Every name in a plan means one thing: what is registered twice, in a circle, or not at all."""

from __future__ import annotations

import difflib
import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan_fields import GROUP

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.store.yaml.reading import NodeReader
    from lawgov_cli.store.yaml.tree import Scalar


class Body(NamedTuple):
    """A unit or group as registered; ``word`` says which of them."""

    key: Scalar
    word: str
    aliases: list[Scalar]
    members: list[Scalar]


class Names(NamedTuple):
    """What is registered in a plan, on which lines, and the names as the tasks mention them."""

    bodies: list[Body]
    lines: set[int]
    mentions: list[Scalar]


def check_names(reader: NodeReader, names: Names) -> None:
    """Report every name that is unknown or means two things to *reader*."""
    _NameCheck(reader, names).run()


class _NameCheck:
    """Each spelling of a unit or group means one thing, and every name used is registered."""

    def __init__(self, reader: NodeReader, names: Names) -> None:
        self.reader = reader
        self.names = names
        self.owner: dict[str, tuple[str, Scalar]] = {}

    def run(self) -> None:
        self._canonical()
        self._aliases()
        members = [item for body in self.names.bodies for item in body.members]
        self._unknown([*members, *self.names.mentions])
        self._cycles()

    def _canonical(self) -> None:
        for body in self.names.bodies:
            key = body.key
            if key.text in self.owner:
                what = f"“{key.text}”既是单位又是单位组"
                self.reader.wrong(key, what, f"只在一处登记(此处为{body.word})", code="")
            self.owner.setdefault(key.text, (key.text, key))

    def _aliases(self) -> None:
        for body in self.names.bodies:
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
        unexplained = [name for name in places if not self._is_explained(name, places[name])]
        for name in unexplained:
            first, *others = places[name]
            near = difflib.get_close_matches(name, self.owner, n=1, cutoff=0.5)
            hint = f", 是否为“{near[0]}”?" if near else ""
            if re.search("[，、；]", name):
                hint = ", 单位之间要用半角逗号加空格分开"
            lines = dict.fromkeys(item.line for item in others if item.line != first.line)
            also = f"(另见第{'、'.join(map(str, lines))}行)" if lines else ""
            what = f"未登记的单位“{name}”{hint}{also}"
            self.reader.wrong(first, what, "在 units 中登记, 或改正写法")

    def _is_explained(self, name: str, places: Sequence[Scalar]) -> bool:
        """Whether it may be unknown only because of a fault, told already, where it is registered.

        Where it is only mentioned, another fault on the line is no reason to pass it over.
        """
        registered = self.names.lines - {item.line for item in places}
        return self.reader.on_faulty_line(name, registered)

    def _cycles(self) -> None:
        groups = {body.key.text: body for body in self.names.bodies if body.word == GROUP.word}
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
