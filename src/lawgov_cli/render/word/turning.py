"""Annexes whose table is wider than the page: they lie on their side, in a section of their own.

The number of a page stays where it is on the others: the section has the same footers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lawgov_cli.render.word.markup import W, paragraph

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.render.word.reference import Paper

_ANNEX = '<w:p><w:pPr><w:pStyle w:val="Annex"/>'
_TABLE_WIDTH = re.compile(r'<w:tblW w:w="(\d+)"')
_OPEN = re.compile(r"<w:p(?: [^>]*)?><w:pPr>")
#: Which side of the upright page lies on which side of the turned one.
_SIDES = {"top": "left", "bottom": "right", "left": "bottom", "right": "top"}


def turned(section: str) -> str:
    """The page *section*, turned on its side; one that lies already stays."""
    found = ET.fromstring(section)  # noqa: S314 - from a tree
    page, margins = (found.find(f"{{{W}}}{tag}") for tag in ("pgSz", "pgMar"))
    if page is None or margins is None or page.get(_w("orient")) == "landscape":
        return section
    width, height = page.get(_w("w"), ""), page.get(_w("h"), "")
    page.attrib.update({_w("w"): height, _w("h"): width, _w("orient"): "landscape"})
    old = {side: margins.get(_w(side), "0") for side in (*_SIDES, "footer")}
    margins.attrib.update({_w(side): old[other] for side, other in _SIDES.items()})
    sides = (old["footer"], old["bottom"], old["right"])
    if all(map(str.isdecimal, sides)):  # as far below the text as before
        footer, bottom, right = map(int, sides)
        margins.set(_w("footer"), str(max(footer - bottom + right, 0)))
    for first in found.findall(_w("titlePg")):
        found.remove(first)  # the first page of all, not of each section
    return ET.tostring(found, encoding="unicode")


def with_turned_annexes(body: Sequence[str], paper: Paper) -> tuple[list[str], Paper]:
    """The blocks of *body* with breaks around the annexes that are wider than *paper*.

    The paper returned has the page of the last section, which stands at the end of the text.
    """
    parts: list[list[str]] = [[]]
    for block in body:
        if block.startswith(_ANNEX):
            parts.append([])
        parts[-1].append(block)
    lying = [number > 0 and _is_wide(part, paper.width) for number, part in enumerate(parts)]
    pages = {False: paper.section, True: turned(paper.section)}
    made: list[str] = []
    for number, part in enumerate(parts):
        made += part
        if number + 1 < len(parts) and lying[number] is not lying[number + 1]:
            _break(made, pages[lying[number]])
    return made, paper._replace(section=pages[lying[-1]])


def _is_wide(blocks: Sequence[str], width: int) -> bool:
    return any(int(found) > width for block in blocks for found in _TABLE_WIDTH.findall(block))


def _break(blocks: list[str], section: str) -> None:
    """End the page after the last of *blocks*, which are all on pages of *section*."""
    if not blocks or not _OPEN.match(blocks[-1]):
        blocks.append(paragraph("BodyText"))
    blocks[-1] = blocks[-1].replace("</w:pPr>", f"{section}</w:pPr>", 1)


def _w(name: str) -> str:
    return f"{{{W}}}{name}"
