"""A body and a reference → a .docx file, the same bytes whenever it is made."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.word.archive import RELATIONS, TYPES, Relation, encoded, packed
from lawgov_cli.render.word.markup import R, W, attribute, content
from lawgov_cli.render.word.styles import settings_xml

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_cli.render.word.reference import Paper

_OFFICE = "application/vnd.openxmlformats-officedocument"
_PROPERTIES = "http://schemas.openxmlformats.org/officeDocument/2006/custom-properties"
_VALUES = "http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"
_CORE = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_CORE_KIND = "application/vnd.openxmlformats-package.core-properties+xml"
_STYLE = re.compile(r'(<w:(?:p|r|tbl)Style w:val=")(\w+)"')


class Meta(NamedTuple):
    """What a paper says about itself in its properties."""

    title: str = ""
    author: str = ""
    properties: Mapping[str, str] = {}


def made(body: Iterable[str], paper: Paper, meta: Meta) -> bytes:
    """The .docx file whose text is *body*, paragraphs and tables made by ``markup``."""
    ids = paper.ids
    text = _STYLE.sub(lambda match: f'{match[1]}{ids.get(match[2], match[2])}"', "".join(body))
    document = (
        f'<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{text}{paper.section}'
        "</w:body></w:document>"
    )
    two_sided = 'w:type="even"' in paper.section
    ours = {
        "word/document.xml": (
            f"{_OFFICE}.wordprocessingml.document.main+xml",
            document,
        ),
        "word/settings.xml": (
            f"{_OFFICE}.wordprocessingml.settings+xml",
            settings_xml(two_sided=two_sided),
        ),
        "docProps/core.xml": (_CORE_KIND, _core(meta)),
        "docProps/custom.xml": (f"{_OFFICE}.custom-properties+xml", _custom(meta.properties)),
    }
    kinds = paper.kinds | {path: kind for path, (kind, _) in ours.items()}
    links = [*paper.links, Relation("rIdSettings", f"{R}/settings", "word/settings.xml")]
    return packed(
        {
            "[Content_Types].xml": encoded(_types(kinds)),
            "_rels/.rels": encoded(_links(_TOP)),
            **{path: encoded(xml) for path, (_, xml) in ours.items()},
            "word/_rels/document.xml.rels": encoded(_links(links)),
            **paper.parts,
        }
    )


_TOP = [
    Relation("rId1", f"{R}/officeDocument", "word/document.xml"),
    Relation("rId2", f"{RELATIONS}/metadata/core-properties", "docProps/core.xml"),
    Relation("rId3", f"{R}/custom-properties", "docProps/custom.xml"),
]


def _types(kinds: Mapping[str, str]) -> str:
    given = "".join(
        f'<Override PartName={attribute(f"/{path}")} ContentType="{kind}"/>'
        for path, kind in kinds.items()
    )
    return (
        f'<Types xmlns="{TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{given}</Types>'
    )


def _links(links: Iterable[Relation]) -> str:
    written = "".join(
        f'<Relationship Id="{link}" Type="{kind}" Target={attribute(f"/{path}")}/>'
        for link, kind, path in links
    )
    return f'<Relationships xmlns="{RELATIONS}">{written}</Relationships>'


def _core(meta: Meta) -> str:
    return (
        f'<cp:coreProperties xmlns:cp="{_CORE}" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{content(meta.title)}</dc:title>"
        f"<dc:creator>{content(meta.author)}</dc:creator></cp:coreProperties>"
    )


def _custom(properties: Mapping[str, str]) -> str:
    written = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" '
        f"name={attribute(name)}><vt:lpwstr>{content(value)}</vt:lpwstr></property>"
        for number, (name, value) in enumerate(properties.items(), 2)
    )
    return f'<Properties xmlns="{_PROPERTIES}" xmlns:vt="{_VALUES}">{written}</Properties>'
