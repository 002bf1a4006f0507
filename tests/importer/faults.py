"""Faults planted in one line of a document, and whether the reading is right or told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.importer.importing import Imported, import_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

_LABEL = re.compile("(?:牵头|责任|配合|主办|协办|参与)(?:单位|部门)(?=[：:])")
_BRACKET = re.compile("[（(〔［【][^（(〔［【）)〕］】]{4,}[）)〕］】]")
_LINE = re.compile("^[^\n。（(]{0,4}(?:牵头|责任|配合)(?:单位|部门)[：:].+$", re.MULTILINE)
_LIST = re.compile("[^，。；：:（()）、]{3,}(?:局|委|办|厅|部|院|政府|中心)(?=[、，；。）)])")
_SEPARATOR = re.compile("(?<=[局委办厅部院])[、，,](?=[\u4e00-\u9fff])")
#: What a hand puts where 、 belongs.
_SWAPPED = ("，", ",", "；", " ", "．", "。", "和")
#: Letters that a hand or a scanner puts for those of a label.
_ALIKE = str.maketrans("牵责单配部", "牢贵单酏郡")


class Fault(NamedTuple):
    """A text with one slip, and what the slip is."""

    text: str
    what: str


def faults(text: str) -> Iterator[Fault]:
    """Every fault that can be planted in an attribution of *text*."""
    for match in [*_BRACKET.finditer(text), *_LINE.finditer(text)]:
        if not re.search("牵头|责任|负责|配合", match[0]):
            continue
        start, end = match.span()
        if match.re is _BRACKET:
            yield Fault(text[:start] + text[start + 1 :], f"开括号丢失: {match[0]}")
            yield Fault(text[: end - 1] + text[end:], f"闭括号丢失: {match[0]}")
        for label in _LABEL.finditer(match[0]):
            at = start + label.start()
            colon = start + label.end()
            yield Fault(text[:colon] + text[colon + 1 :], f"冒号丢失: {label[0]}")
            wrong = label[0].translate(_ALIKE)
            yield Fault(text[:at] + wrong + text[start + label.end() :], f"标签误字: {label[0]}")
            lost = label[0][:1] + label[0][2:]
            yield Fault(text[:at] + lost + text[start + label.end() :], f"标签缺字: {label[0]}")
        for name in _LIST.finditer(match[0]):
            at = start + name.end()
            yield Fault(text[: at - 1] + text[at:], f"名称缺尾字: {name[0]}")
            yield from _slips(text, start + name.start(), name[0])
        for mark in _SEPARATOR.finditer(match[0]):
            at = start + mark.start()
            shown = match[0][: mark.end()]
            yield Fault(text[:at] + text[at + 1 :], f"分隔丢失: {shown}")
            for other in _SWAPPED:
                if mark[0] != other:
                    yield Fault(text[:at] + other + text[at + 1 :], f"分隔换成“{other}”: {shown}")
            yield Fault(f"{text[: at + 1]}\n{text[at + 1 :]}", f"断行: {shown}")
        yield from _line_breaks(text, *match.span())


def _line_breaks(text: str, start: int, end: int) -> Iterator[Fault]:
    """The line broken before an attribution, in a name, and joined to the next one."""
    if text[start - 1 : start] not in {"", "\n"}:
        yield Fault(f"{text[:start]}\n{text[start:]}", f"分工前断行: {text[start:end]}")
    middle = start + (end - start) // 2
    yield Fault(f"{text[:middle]}\n{text[middle:]}", f"中间断行: {text[start:end]}")
    following = text.find("\n", end)
    if 0 <= following - end <= 2:
        yield Fault(
            text[:following] + text[following + 1 :], f"与下一行连成一行: {text[start:end]}"
        )


def _slips(text: str, at: int, name: str) -> Iterator[Fault]:
    """Letters lost or changed in a name; one that stands nowhere else could be another body's."""
    middle = at + len(name) // 2
    if text.count(name) > 1:
        yield Fault(text[:at] + text[at + 1 :], f"名称缺首字: {name}")
        yield Fault(text[:middle] + text[middle + 1 :], f"名称缺中字: {name}")
        yield Fault(f"{text[:middle]}〇{text[middle + 1 :]}", f"名称误字: {name}")


def some(text: str, random: Random, count: int) -> list[Fault]:
    """*count* of the faults of *text*, chosen by *random*."""
    every = list(faults(text))
    return random.sample(every, min(count, len(every)))


def roles(found: Imported) -> set[tuple[str, str, str]]:
    """Which unit has which role at which task."""
    return {
        (task.title or task.text[:12], role, name)
        for task in found.plan.points
        for role, names in (("lead", task.lead), ("responsible", task.responsible))
        for name in names
    }


def is_right_or_told(before: Imported, fault: Fault) -> bool:
    """Whether the text with the fault is read as without it, or a doubt is there that was not."""
    after = import_text(fault.text, name="x")
    known = {(doubt.code, doubt.what) for doubt in before.doubts}
    told = any((doubt.code, doubt.what) not in known for doubt in after.doubts)
    return told or roles(after) == roles(before)
