"""A fixed-layout document (.ofd, GB/T 33190) → its text, as it stands on the pages."""

from __future__ import annotations

import posixpath
import re
import zipfile
from contextlib import suppress
from io import BytesIO
from itertools import pairwise
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lawgov_cli.base.archives import BROKEN
from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.importer.sources.fixed import Page, source_of_pages
from lawgov_cli.importer.sources.pdf_tables import Drawing
from lawgov_cli.importer.sources.source import Note

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from lawgov_cli.importer.sources.source import Source

_PAGE = re.compile(r"(?:^|/)Pages/Page_(\d+)/Content\.xml$")
#: Text on one line stands no further apart than this, in millimetres.
_SAME_LINE = 1.5
#: Text that begins so far to the right of the line before, and higher, begins another column.
_COLUMN = 40.0
_PLAIN = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_PATH = re.compile(r"([SMLQBAC])((?:\s+-?[\d.]+)*)")

#: Points in a millimetre: the tables of pages are looked for in points, from the bottom up.
_POINTS = 72 / 25.4
#: A text and where it begins: from the left, and from the top.
_Text = tuple[float, float, str]
#: Where an object lies on the page, from the left and the top, and how it is turned or stretched.
_Frame = tuple[float, float, tuple[float, ...]]


def ofd_source(data: bytes, path: Path) -> Source:
    """The text of the .ofd file in *data*.

    Raises:
        SourceUnreadable: the file is damaged, or holds only pictures of pages.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            pages = [_page(*_drawn(content)) for content in _contents(package)]
            beside = [name for name in package.namelist() if "/Annots/" in name]
            said = ["".join(text for _, _, text in _drawn(package.read(n))[0]) for n in beside]
    except (*BROKEN, ET.ParseError, KeyError, OSError, RuntimeError) as error:
        raise SourceUnreadable(path, "OFD 已损坏或无法读取", "请重新取得原文件") from error
    if not any(page.text for page in pages):
        raise SourceUnreadable(
            path, "OFD 里没有文字(可能是扫描件)", "请用文字识别软件转成 .docx 或 .txt 后再导入"
        )
    source = source_of_pages(pages)
    notes = (Note("aside", text, about=("版式文件的注释",)) for text in said if text)
    return source._replace(notes=(*source.notes, *notes))


def _contents(package: zipfile.ZipFile) -> Iterator[bytes]:
    """The content of each page in the order of the document, of its templates once."""
    used: set[str] = set()
    for page, templates in _order(package):
        for name in templates:
            if name not in used:
                used.add(name)
                yield package.read(name)
        yield package.read(page)


def _order(package: zipfile.ZipFile) -> list[tuple[str, list[str]]]:
    """The parts of the pages in order, each with those of its templates.

    A document that does not say where its pages lie has them by their number.
    """
    names = set(package.namelist())
    document = _document(package.read("OFD.xml"))
    if document not in names:
        numbered = ((int(m[1]), name) for name in names if (m := _PAGE.search(name)))
        return [(name, []) for _, name in sorted(numbered)]
    tree, folder = _tree(package.read(document)), posixpath.dirname(document)
    templates = {
        t.get("ID"): _place(t.get("BaseLoc", ""), folder) for t in _named(tree, "TemplatePage")
    }
    found = []
    for each in _named(tree, "Page"):
        name = _place(each.get("BaseLoc", ""), folder)
        content = _tree(package.read(name))
        behind = (templates.get(t.get("TemplateID")) for t in _named(content, "Template"))
        found.append((name, [name for name in behind if name in names]))
    return found


def _document(start: bytes) -> str:
    """The part that *start*, where every reader begins, calls the document; empty where none."""
    with suppress(ET.ParseError):
        root = _named(_tree(start), "DocRoot")
        return posixpath.normpath((root[0].text or "").strip("/ ")) if root else ""
    return ""


def _place(location: str, folder: str) -> str:
    """The part that a document in *folder* calls *location*."""
    absolute = location.startswith("/")
    return posixpath.normpath(location.strip("/") if absolute else f"{folder}/{location}")


def _tree(content: bytes) -> ET.Element:
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError
    return ET.fromstring(content)  # noqa: S314 - no entities, see above


def _named(tree: ET.Element, name: str) -> list[ET.Element]:
    """The elements of that name, whatever prefix their namespace has."""
    return [element for element in tree.iter() if element.tag.rpartition("}")[2] == name]


def _drawn(content: bytes) -> tuple[list[_Text], Drawing]:
    """The texts of a page in the order of the file, and its lines with them."""
    tree, drawing = _tree(content), Drawing()
    for line in _named(tree, "PathObject"):
        left, top, space = _frame(line)
        for data in _named(line, "AbbreviatedData"):
            for sign, numbers in _PATH.findall(data.text or ""):
                _draw(drawing, sign, [float(n) for n in numbers.split()], (left, top, space))
        drawing.draw(b"S", (), _PLAIN)
    texts = [text for item in _named(tree, "TextObject") for text in _texts(item)]
    for x, y, text in texts:
        drawing.write(text, (*_PLAIN[:4], x * _POINTS, -y * _POINTS), _PLAIN)
    return texts, drawing


def _draw(drawing: Drawing, sign: str, numbers: Sequence[float], frame: _Frame) -> None:
    operators = {"S": b"m", "M": b"m", "L": b"l"}
    if sign in operators and len(numbers) > 1:
        x, y = _moved(numbers[0], numbers[1], frame)
        drawing.draw(operators[sign], (x * _POINTS, -y * _POINTS), _PLAIN)


def _frame(item: ET.Element) -> _Frame:
    """Where an object lies on the page, and how it is turned or stretched."""
    left, top, *_ = map(float, item.get("Boundary", "0 0 0 0").split())
    space = tuple(map(float, (item.get("CTM") or "1 0 0 1 0 0").split()))
    return left, top, space


def _moved(x: float, y: float, frame: _Frame) -> tuple[float, float]:
    left, top, (a, b, c, d, e, f) = frame
    return left + a * x + c * y + e, top + b * x + d * y + f


def _texts(item: ET.Element) -> Iterator[_Text]:
    """The texts of an object: one of several lines has a code for each."""
    frame, x, y = _frame(item), 0.0, 0.0
    for code in _named(item, "TextCode"):
        x, y = float(code.get("X") or x), float(code.get("Y") or y)
        yield (*_moved(x, y, frame), code.text or "")


def _page(texts: Sequence[_Text], drawing: Drawing) -> Page:
    """A page; columns of text stay apart where the file has one behind the other."""
    lines: list[list[_Text]] = []
    for text in texts if _in_order(texts) else sorted(texts, key=lambda each: each[1]):
        if lines and abs(text[1] - lines[-1][0][1]) <= _SAME_LINE:
            lines[-1].append(text)
        else:
            lines.append([text])
    joined = ("".join(text for _, _, text in sorted(line)) for line in lines)
    return Page("\n".join(joined), drawing.parts())


def _in_order(texts: Sequence[_Text]) -> bool:
    """Whether the file has the texts as they are read: what stands higher is far to the right."""
    return all(
        below[1] >= above[1] - _SAME_LINE or below[0] > above[0] + _COLUMN
        for above, below in pairwise(texts)
    )
