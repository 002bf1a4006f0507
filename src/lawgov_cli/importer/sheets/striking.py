"""Which forms and shared texts of an .xlsx file are struck out: a cell's, or a stretch of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.importer.sheets.scanning import Struck, is_on, parse_xml

if TYPE_CHECKING:
    from collections.abc import Mapping


def struck_in(parts: Mapping[str, bytes]) -> Struck:
    """What is struck out in a workbook; hardly any has such a font, and costs then nothing.

    Raises:
        Refused: one of the parts is damaged.
    """
    found = {}
    for part, reader in (("xl/styles.xml", _Forms()), ("xl/sharedStrings.xml", _Texts())):
        content = parts.get(part, b"")
        if b"strike" in content:
            parse_xml(content, reader.start)
        found[part] = frozenset(map(str, reader.found))
    return Struck(*found.values())


class _Forms:
    """Finds the fonts that strike out, then the forms of cells that use one."""

    def __init__(self) -> None:
        self.found: set[int] = set()
        self._fonts: set[int] = set()
        self._font = self._form = -1
        self._is_of_cells = self._is_of_fonts = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        name = name.rpartition(":")[2]
        if name in {"fonts", "fills", "dxfs", "cellXfs", "cellStyles", "cellStyleXfs"}:
            self._is_of_fonts, self._is_of_cells = name == "fonts", name == "cellXfs"
        elif name == "font" and self._is_of_fonts:
            self._font += 1
        elif name == "strike" and self._is_of_fonts and is_on(attributes):
            self._fonts.add(self._font)
        elif name == "xf" and self._is_of_cells:
            self._form += 1
            if int(attributes.get("fontId", "0") or 0) in self._fonts:
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
