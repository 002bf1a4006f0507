"""What a browser puts before items of a list, and which lines of a page are headings how deep."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.numerals import chinese_number
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.sources.markdown import Heading, are_tasks, is_item, item_mark, numbered
from lawgov_cli.importer.sources.source import Note

if TYPE_CHECKING:
    from collections.abc import Sequence

#: Before a heading, as often as it lies deep: no character of any text.
LEVEL = "\ue000"
#: Before a number that an item without one is given.
_GIVEN = "\ue001"
_SIGNS = LEVEL + _GIVEN
_HEADINGS = {f"h{depth}": depth for depth in range(1, 7)}
_STYLE = re.compile(r"list-style(?:-type)?\s*:\s*([a-z-]+)")
_STYLES = {"I": "upper-roman", "A": "upper-alpha", "a": "lower-alpha", "i": "lower-roman"}
_CHINESE = ("cjk", "simp-chinese", "trad-chinese")
#: No list has more items with a number of such a kind.
_MOST_ROMAN, _MOST_LETTERS = 12, 26


def before_each(element: Any, tag: str) -> list[str]:  # noqa: ANN401 - lxml element
    """What stands before each child of *element*: a number in a list that has them, a level."""
    if tag in {"ol", "ul"}:
        return _numbers(element)
    return [LEVEL * _HEADINGS.get(_tag(child), 0) for child in element]


def without_levels(lines: Sequence[str]) -> tuple[str, list[Note]]:
    """The text of *lines*, headings without numbers given them as in Markdown, and that told."""
    notes = [Note("bullets", line[1:], near=line[1:]) for line in lines if line[0] == _GIVEN]
    plain = [line.lstrip(_SIGNS) for line in lines]
    depths = ((at, line.count(LEVEL)) for at, line in enumerate(lines))
    found = numbered(plain, [Heading(at, depth, plain[at]) for at, depth in depths if depth])
    notes += [Note("bullets", said, near=said) for said in found.values()]
    return "\n".join(found.get(at, line) for at, line in enumerate(plain)), notes


def without_signs(text: str) -> str:
    """*text* of a cell, in which nothing is a heading of the document."""
    return text.translate(dict.fromkeys(map(ord, _SIGNS)))


def _numbers(items: Any) -> list[str]:  # noqa: ANN401
    """The numbers of the items of a list; none where they have their own, or none is shown."""
    texts = (next(filter(str.strip, item.itertext()), "") for item in items if _tag(item) == "li")
    style = _style(items) if _tag(items) == "ol" else _given(items)
    if style == "none" or any(leading_mark(text.strip()) for text in texts):
        return [""] * len(items)
    depth = 1 + sum(_style(above) == style for above in items.iterancestors("ol"))
    if style == "below":
        style, depth = "decimal", 2
    start = (items.get("start") or "1").strip()
    number = int(start) if start.isdecimal() and len(start) < 4 else 1
    given = "" if _tag(items) == "ol" else _GIVEN
    found = []
    for item in items:
        found.append(given + _number(style, depth, number) if _tag(item) == "li" else "")
        number += _tag(item) == "li"
    return found


def _style(items: Any) -> str:  # noqa: ANN401
    said = _STYLE.search((items.get("style") or "").lower())
    return said[1] if said else _STYLES.get((items.get("type") or "").strip(), "decimal")


def _given(items: Any) -> str:  # noqa: ANN401
    """The numbers that items without any are given where each is a task, as in Markdown."""
    outer = next(items.iterancestors("ol", "ul"), None)
    texts = ["".join(item.itertext()) for item in items if _tag(item) == "li"]
    if outer is not None or not are_tasks([" ".join(text.split()) for text in texts]):
        return "none"
    before = items.getprevious()
    return "below" if before is not None and is_item("".join(before.itertext())) else "decimal"


def _number(style: str, depth: int, number: int) -> str:
    """A number as it is shown; of lists within lists as documents have it: 1. above （1）."""
    if style.startswith(_CHINESE):
        return f"{chinese_number(number)}、"
    if style == "upper-roman" and number <= _MOST_ROMAN:
        return f"{chr(ord('Ⅰ') + number - 1)}、"
    if style.endswith("-alpha") and number <= _MOST_LETTERS:
        return f"{chr(ord('A' if style.startswith('upper') else 'a') + number - 1)}."
    return item_mark(min(depth, 3), number)


def _tag(element: Any) -> str:  # noqa: ANN401
    return element.tag if isinstance(element.tag, str) else ""
