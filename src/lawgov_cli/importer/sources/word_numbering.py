"""The numbers that Word prints before paragraphs without storing them in the text."""

from __future__ import annotations

import re
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.numerals import chinese_number

if TYPE_CHECKING:
    from collections.abc import Sequence

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CHINESE = (
    "chineseCounting",
    "chineseCountingThousand",
    "japaneseCounting",
    "taiwaneseCounting",
    "ideographDigital",
)
#: … and those that bankers write: 壹贰叁.
_FORMAL = {
    "chineseLegalSimplified": "壹贰叁肆伍陆柒捌玖拾佰仟",
    "ideographLegalTraditional": "壹貳參肆伍陸柒捌玖拾佰仟",
}
_ONES = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_ROMANS = [ten + one for ten in ("", "X", "XX") for one in _ONES]
_LETTERS = [letter * times for times in (1, 2, 3) for letter in ascii_uppercase]
#: The signs of a form one by one, as many as it has.
_SIGNS: dict[str, Sequence[str]] = {
    "upperRoman": _ROMANS,
    "lowerRoman": [sign.lower() for sign in _ROMANS],
    "upperLetter": _LETTERS,
    "lowerLetter": [sign.lower() for sign in _LETTERS],
    "ideographTraditional": "甲乙丙丁戊己庚辛壬癸",
    **dict.fromkeys(
        ("decimalEnclosedCircle", "decimalEnclosedCircleChinese"), "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
    ),
}
_PART = re.compile("%([1-9])")


class Numbering:
    """Counts the numbered paragraphs of one document, in order.

    Parameters:
        document: the opened document.
    """

    def __init__(self, document: Any) -> None:  # noqa: ANN401 - docx.document.Document
        self.levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self.restarts: dict[tuple[str, int], int] = {}
        self.overrides: dict[str, dict[int, int]] = {}
        self.begun: set[str] = set()
        self.abstract: dict[str, str] = {}
        self.counts: dict[tuple[str, int], int] = {}
        self.styles = {
            style.get(f"{_W}styleId"): style for style in document.styles.element.iter(f"{_W}style")
        }
        part = next(
            (
                rel.target_part
                for rel in document.part.rels.values()
                if rel.reltype.endswith("/numbering")
            ),
            None,
        )
        if part is not None:
            self._read(part.element)

    def _read(self, root: Any) -> None:  # noqa: ANN401
        for definition in root.iter(f"{_W}abstractNum"):
            number = definition.get(f"{_W}abstractNumId")
            self.levels[number] = {
                int(level.get(f"{_W}ilvl")): (
                    _value(level, "numFmt", "decimal"),
                    _value(level, "lvlText", ""),
                    int(_value(level, "start", "1")),
                )
                for level in definition.iter(f"{_W}lvl")
            }
            for level in definition.iter(f"{_W}lvl"):
                at = int(level.get(f"{_W}ilvl"))
                self.restarts[number, at] = int(_value(level, "lvlRestart", str(at)))
        for instance in root.iter(f"{_W}num"):
            number = instance.get(f"{_W}numId")
            self.abstract[number] = _value(instance, "abstractNumId", "")
            self.overrides[number] = {
                int(override.get(f"{_W}ilvl")): int(_value(override, "startOverride", "1"))
                for override in instance.iter(f"{_W}lvlOverride")
                if override.find(f"{_W}startOverride") is not None
            }

    def label(self, paragraph: Any) -> str:  # noqa: ANN401
        """What Word prints before *paragraph*; nothing where it is not numbered."""
        number, level = self._place(paragraph)
        abstract = self.abstract.get(number, "")
        levels = self.levels.get(abstract, {})
        if level not in levels:
            return ""
        if number not in self.begun:
            self.begun.add(number)
            for at, start in self.overrides.get(number, {}).items():
                self.counts[abstract, at] = start - 1
        self.counts[abstract, level] = self.counts.get((abstract, level), levels[level][2] - 1) + 1
        for lower in [key for key in self.counts if key[0] == abstract and key[1] > level]:
            if level < self.restarts.get(lower, lower[1]):
                del self.counts[lower]
        return _PART.sub(lambda match: self._printed(abstract, int(match[1]) - 1), levels[level][1])

    def _printed(self, abstract: str, level: int) -> str:
        form, _, start = self.levels[abstract].get(level, ("decimal", "", 1))
        return _counted(self.counts.get((abstract, level), start), form)

    def _place(self, paragraph: Any) -> tuple[str, int]:  # noqa: ANN401
        """The list and the level of a paragraph, its own or its style's."""
        own = paragraph.find(f"{_W}pPr/{_W}numPr")
        if own is not None:
            return _value(own, "numId", ""), int(_value(own, "ilvl", "0"))
        style = paragraph.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val") if style is not None else None
        for _ in range(10):
            if name not in self.styles:
                break
            found = self.styles[name].find(f"{_W}pPr/{_W}numPr")
            if found is not None:
                return _value(found, "numId", ""), int(_value(found, "ilvl", "0"))
            name = _value(self.styles[name], "basedOn", "")
        return "", 0


def _value(element: Any, tag: str, default: str) -> str:  # noqa: ANN401
    found = element.find(f"{_W}{tag}")
    return str(found.get(f"{_W}val") or default) if found is not None else default


def _counted(number: int, form: str) -> str:
    if form in (*_CHINESE, *_FORMAL) and 0 < number < 10000:
        formal = zip("一二三四五六七八九十百千", _FORMAL.get(form, ""), strict=False)
        return chinese_number(number).translate({ord(usual): sign for usual, sign in formal})
    if 0 < number <= len(signs := _SIGNS.get(form, [])):
        return signs[number - 1]
    if form == "decimalFullWidth":
        return str(number).translate({ord("0") + n: 0xFF10 + n for n in range(10)})
    return "" if form in {"bullet", "none"} else str(number)
