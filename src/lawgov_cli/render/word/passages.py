"""Hand-written passages out of a Word file that a person has worked on, to be put into a new one.

What a person does with words, with bold type, with alignment and with tables is kept. Styles are
found by name. Pictures, notes and numbers that Word counts itself are not kept, and that is told.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.word.archive import damaged, main_part, relations, tree, unpacked
from lawgov_cli.render.word.markup import W
from lawgov_cli.render.word.styles import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_W = f"{{{W}}}"
_VALUE, _NAME, _ID = f"{_W}val", f"{_W}name", f"{_W}id"
_MARK = "手写_"
#: Word refuses a longer name of a bookmark.
_LONGEST = 40


class Passages(NamedTuple):
    """What a person wrote.

    Parameters:
        blocks: the bookmark of a passage → its paragraphs and tables as WordprocessingML; none
            where it is empty.
        lost: what could not be kept, as sentences.
    """

    blocks: Mapping[str, list[str]]
    lost: list[str]

    def texts(self) -> dict[str, list[str]]:
        """The name of each passage → its paragraphs as plain text."""
        return {
            mark.removeprefix(_MARK): [
                "".join(ET.fromstring(block).itertext())  # noqa: S314 - made here
                for block in blocks
            ]
            for mark, blocks in self.blocks.items()
        }


NOTHING = Passages({}, [])


def mark_of(name: str) -> str:
    """The bookmark by which a Word file marks the passage *name*: letters only, as Word wants."""
    return f"{_MARK}{_ODD.sub('_', name)}"[:_LONGEST]


_ODD = re.compile(r"\W")


def passages_of_docx(data: bytes, name: str) -> Passages:
    """The hand-written passages of the Word file in *data*.

    Parameters:
        name: of the file, for the message.

    Raises:
        SourceUnreadable: it is no .docx file, broken, or out of all measure.
    """
    parts = unpacked(data, name)
    main = main_part(parts, name)
    root = tree(parts, main, name)
    styles = _styles(parts, main, name)
    found = {mark: _Passage(*ends, styles) for mark, ends in ends_of(root).items()}
    try:
        for block in _level(root.find(f"{_W}body")):
            here = [element for element in block.iter() if element.tag in _MARKS]
            for passage in found.values():
                if passage.inside or passage.first in here:
                    passage.take(block)
    except RecursionError as error:
        raise damaged(name) from error
    return Passages(
        {mark: passage.written() for mark, passage in found.items()},
        [passage.told(mark.removeprefix(_MARK)) for mark, passage in found.items() if passage.lost],
    )


def ends_of(root: ET.Element) -> dict[str, tuple[ET.Element, ET.Element]]:
    """The first and the last mark of each passage, by its bookmark.

    LibreOffice writes two bookmarks of one name, each empty, one at either end.
    """
    names: dict[str, str] = {}
    ends: dict[str, tuple[ET.Element, ET.Element]] = {}
    for element in root.iter():
        if element.tag in _MARKS:
            mark = element.get(_NAME) or names.get(element.get(_ID, ""), "")
            names[element.get(_ID, "")] = mark
            if mark.startswith(_MARK):
                ends[mark] = (ends.get(mark, (element,))[0], element)
    return ends


def _level(body: ET.Element | None) -> Iterator[ET.Element]:
    """The paragraphs, tables and marks of the text, those in content controls too."""
    for element in body if body is not None else ():
        if element.tag in _OPENED:
            yield from _level(element)
        else:
            yield element


def _styles(parts: Mapping[str, bytes], main: str, name: str) -> dict[str, str]:
    """The ids of the file's styles → ours of the same name."""
    ours = {style.casefold(): key for key, style in NAMES.items()}
    found: dict[str, str] = {}
    for relation in relations(parts, main, name):
        if relation.word == "styles":
            for style in tree(parts, relation.path, name).iter(f"{_W}style"):
                named = style.find(f"{_W}name")
                known = ours.get("" if named is None else named.get(_VALUE, "").casefold())
                if known:
                    found[style.get(f"{_W}styleId", "")] = known
    return found


def _tags(names: str) -> frozenset[str]:
    return frozenset(f"{_W}{name}" for name in names.split())


_KEPT = _tags("p r tbl tr tc tblGrid gridCol t br tab cr noBreakHyphen softHyphen")
_PROPERTIES = _tags("pPr rPr tblPr trPr tcPr")
#: Forms that a person gives by hand. What else stands among the properties is Word's bookkeeping.
_FORMS = _tags(
    "jc ind b bCs i iCs u strike color sz szCs highlight vertAlign "
    "tblW tblInd tblLayout tblBorders tblHeader cantSplit trHeight "
    "tcW gridSpan vMerge vAlign tcBorders shd noWrap"
)
_MARKS = _tags("bookmarkStart bookmarkEnd")
_NAMED = _tags("pStyle tblStyle")
_OPENED = _tags("ins moveTo hyperlink smartTag sdt sdtContent customXml fldSimple")
_LOST = {
    **dict.fromkeys(_tags("drawing pict object"), "图片"),
    **dict.fromkeys(_tags("footnoteReference endnoteReference"), "脚注"),
    **dict.fromkeys(_tags("commentReference"), "批注"),
    **dict.fromkeys(_tags("numPr"), "自动编号"),
    **dict.fromkeys(_tags("sym"), "特殊符号"),
}


class _Passage:
    """What lies between two marks, without what belongs to the file it came from."""

    def __init__(self, first: ET.Element, last: ET.Element, styles: Mapping[str, str]) -> None:
        self.first = first
        self.inside = False
        self.lost: list[str] = []
        self._last = last
        self._styles = styles
        self._blocks: list[ET.Element] = []

    def take(self, block: ET.Element) -> None:
        """Add as much of *block* as lies in the passage; the paragraph it ends before is none."""
        lost = len(self.lost)
        cleaned = self._cleaned(block)
        if self.inside or any(map(_holds_text, cleaned)):
            self._blocks += cleaned
        else:
            del self.lost[lost:]

    def written(self) -> list[str]:
        """The passage as WordprocessingML; nothing where no word was written."""
        if not any(map(_holds_text, self._blocks)):
            return []
        return [ET.tostring(block, encoding="unicode") for block in self._blocks]

    def told(self, name: str) -> str:
        """What was lost, as a sentence."""
        return f"手写段落“{name}”中的{'、'.join(dict.fromkeys(self.lost))}没有保留。"

    def _cleaned(self, element: ET.Element) -> list[ET.Element]:
        """What is kept of *element*: nothing, itself, or what it holds."""
        if element.tag in _MARKS:
            self.inside = (self.inside or element is self.first) and element is not self._last
        elif element.tag in _OPENED:
            return [clean for child in element for clean in self._cleaned(child)]
        elif element.tag in _PROPERTIES:
            return [self._properties(element)]
        elif element.tag in _KEPT and (self.inside or element.tag != f"{_W}r"):
            kept = ET.Element(element.tag, _own(element))
            kept.text = element.text
            kept.extend(clean for child in element for clean in self._cleaned(child))
            if element.tag == f"{_W}r":
                _hint(kept)
            return [kept]
        elif self.inside and (element.tag in _LOST or not element.tag.startswith(_W)):
            self.lost.append(_LOST.get(element.tag, "图形或公式"))
        return []

    def _properties(self, element: ET.Element) -> ET.Element:
        kept = ET.Element(element.tag)
        for child in element:
            if child.tag in _NAMED and child.get(_VALUE) in self._styles:
                ET.SubElement(kept, child.tag, {_VALUE: self._styles[child.get(_VALUE, "")]})
            elif child.tag in _FORMS:
                kept.append(child)
            elif child.tag in _LOST:
                self.lost.append(_LOST[child.tag])
        return kept


def _own(element: ET.Element) -> dict[str, str]:
    """The attributes without the numbers by which Word tells who typed what when."""
    return {
        name: value
        for name, value in element.attrib.items()
        if not name.startswith((f"{_W}rsid", "{http://schemas.microsoft.com"))
    }


def _hint(run: ET.Element) -> None:
    """Have “ ” and —— in the East Asian font, as in every run."""
    properties = run.find(f"{_W}rPr")
    if properties is None:
        properties = ET.Element(f"{_W}rPr")
        run.insert(0, properties)
    properties.insert(0, ET.Element(f"{_W}rFonts", {f"{_W}hint": "eastAsia"}))


def _holds_text(block: ET.Element) -> bool:
    return bool("".join(block.itertext()).strip())
