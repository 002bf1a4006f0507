"""What forms of cells in an .xlsx file say: struck out, a day of which only the month is shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.sheets.scanning import Styles, is_on, parse_xml

if TYPE_CHECKING:
    from collections.abc import Mapping

#: Forms of year and month that every program knows by their number.
_MONTHS = frozenset({"17", "27", "36", "50", "52", "57"})
#: In a form: words as they stand, colours and languages.
_WORDS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]')
_MAY_HOLD = re.compile(rb"strike|formatCode=|numFmtId=[\"'](?:17|27|36|50|52|57)[\"']")


def styles_in(parts: Mapping[str, bytes]) -> Styles:
    """What is struck out in a workbook, or shown as a month; where nothing is, it costs nothing.

    Raises:
        Refused: one of the parts is damaged.
    """
    forms, texts = _Forms(), _Texts()
    for part, start in (("xl/styles.xml", forms.start), ("xl/sharedStrings.xml", texts.start)):
        content = parts.get(part, b"")
        if b"strike" in content or (start == forms.start and _MAY_HOLD.search(content)):
            parse_xml(content, start)
    found = (forms.found, texts.found, forms.months)
    return Styles(*(frozenset(map(str, numbers)) for numbers in found))


def _is_month(form: str) -> bool:
    """Whether a form of numbers shows a day's month and not the day."""
    signs = set(_WORDS.sub("", form.partition(";")[0]).lower())
    return "m" in signs and not signs & set("dhs#0?")


class _Forms:
    """Finds the fonts that strike out, the forms of months; then the cells' forms that use one."""

    def __init__(self) -> None:
        self.found: set[int] = set()
        self.months: set[int] = set()
        self._months = set(_MONTHS)
        self._fonts: set[str] = set()
        self._font = self._form = -1
        self._is_of_cells = self._is_of_fonts = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in {"fonts", "fills", "dxfs", "cellXfs", "cellStyles", "cellStyleXfs"}:
            self._is_of_fonts, self._is_of_cells = name == "fonts", name == "cellXfs"
        elif name == "font" and self._is_of_fonts:
            self._font += 1
        elif name == "strike" and self._is_of_fonts and is_on(attributes):
            self._fonts.add(str(self._font))
        elif name == "numFmt" and _is_month(attributes.get("formatCode", "")):
            self._months.add(attributes.get("numFmtId", ""))
        elif name == "xf" and self._is_of_cells:
            self._form += 1
            if attributes.get("numFmtId") in self._months:
                self.months.add(self._form)
            if attributes.get("fontId", "0") in self._fonts:
                self.found.add(self._form)


class _Texts:
    """Finds the shared texts of which a stretch is struck out."""

    def __init__(self) -> None:
        self.found: set[int] = set()
        self._text = -1

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name == "si":
            self._text += 1
        elif name == "strike" and is_on(attributes):
            self.found.add(self._text)
