"""The parts of a .docx archive: read within bounds, written as the same bytes each time."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lawgov_cli.base.archives import BROKEN
from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.word.markup import R, W

if TYPE_CHECKING:
    from collections.abc import Mapping

TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

#: What a paper unpacks to at most; a month of 3,000 points is a tenth of it.
LIMIT = 64 * 1024 * 1024
_REMEDY = "请用 Word 或 WPS 打开, 另存为 .docx 后再试"

#: How parts written from a tree name what they hold; other prefixes are made up.
ET.register_namespace("w", W)
ET.register_namespace("r", R)


def damaged(name: str) -> SourceUnreadable:
    """The error of a file that is no whole .docx file."""
    return SourceUnreadable(name, "Word 文件已损坏或不完整", _REMEDY)


def unpacked(data: bytes, name: str, *, pictures: bool = False) -> dict[str, bytes]:
    """The parts of the .docx file in *data*, by their path; only those of XML unless *pictures*.

    Raises:
        SourceUnreadable: it is no .docx file, or would unpack to more than a paper ever holds.
    """
    parts: dict[str, bytes] = {}
    left = LIMIT
    try:
        with ZipFile(BytesIO(data)) as archive:
            for entry in archive.infolist():
                if not pictures and not entry.filename.endswith((".xml", ".rels")):
                    continue
                with archive.open(entry) as stream:
                    parts[entry.filename] = stream.read(left + 1)
                left -= len(parts[entry.filename])
                if left < 0:
                    raise SourceUnreadable(name, "Word 文件展开后大得异常", _REMEDY)
    except (*BROKEN, OSError) as error:
        raise damaged(name) from error
    except RuntimeError as error:  # how zipfile says that a password is needed
        raise SourceUnreadable(name, "Word 文件有密码", "去掉密码后再试") from error
    return parts


def packed(parts: Mapping[str, bytes]) -> bytes:
    """The archive of *parts*, in their order, without the time of making."""
    stream = BytesIO()
    with ZipFile(stream, "w") as archive:
        for path, data in parts.items():
            entry = ZipInfo(path)  # its date is that of the first ZIP, 1980
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 3  # the same on every system
            archive.writestr(entry, data)
    return stream.getvalue()


class _NoDoctype(ET.TreeBuilder):
    """A tree of XML without a DTD: none of these files has one but to explode or to reach out."""

    def doctype(self, *_: str | None) -> None:
        """Refuse it before anything that it defines is used."""
        raise ValueError


def tree(parts: Mapping[str, bytes], path: str, name: str) -> ET.Element:
    """The XML of the part *path*.

    Raises:
        SourceUnreadable: it is not there or is no XML.
    """
    parser = ET.XMLParser(target=_NoDoctype())  # noqa: S314 - bounded, and no DTD
    try:
        parser.feed(parts[path])
        root: ET.Element = parser.close()
    except (KeyError, ValueError, LookupError, ET.ParseError) as error:
        raise damaged(name) from error
    return root


def encoded(xml: str) -> bytes:
    """*xml* as a part."""
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{xml}'.encode()


def links_path(path: str) -> str:
    """The part that says what the part *path* (the archive where empty) is linked to."""
    folder, slash, file = path.rpartition("/")
    return f"{folder}{slash}_rels/{file}.rels"


class Relation(NamedTuple):
    """A part that another one is linked to."""

    id: str
    kind: str
    path: str

    @property
    def word(self) -> str:
        """What it is: ``styles``, ``footer``, ``image``."""
        return self.kind.rpartition("/")[2]


def relations(parts: Mapping[str, bytes], path: str, name: str) -> list[Relation]:
    """What the part *path* (the archive where empty) is linked to within the archive."""
    listed = links_path(path)
    if listed not in parts:
        return []
    found = (
        Relation(
            element.get("Id", ""),
            element.get("Type", ""),
            _resolved(path.rpartition("/")[0], element.get("Target", "")),
        )
        for element in tree(parts, listed, name).iter(f"{{{RELATIONS}}}Relationship")
        if element.get("TargetMode") != "External"
    )
    return [relation for relation in found if relation.path in parts]


def _resolved(folder: str, target: str) -> str:
    if target.startswith("/"):
        return target[1:]
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        if step == "..":
            steps = steps[:-1]
        elif step != ".":
            steps.append(step)
    return "/".join(steps)


def main_part(parts: Mapping[str, bytes], name: str) -> str:
    """The path of the part that holds the text.

    Raises:
        SourceUnreadable: there is none: the archive is no Word file.
    """
    for relation in relations(parts, "", name):
        if relation.word == "officeDocument":
            return relation.path
    raise SourceUnreadable(name, "不是 Word 文件(.docx)", _REMEDY)
