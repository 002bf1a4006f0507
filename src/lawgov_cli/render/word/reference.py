"""The reference document of a paper: the program's own, or as much of the office's as is used.

It gives styles, page, headers and footers. What it says, its macros and what it links to stay
behind, so that last year's report can serve as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lawgov_cli.base.errors import SourceUnreadable, UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.word.archive import (
    Relation,
    encoded,
    links_path,
    main_part,
    relations,
    tree,
    unpacked,
)
from lawgov_cli.render.word.markup import R, W
from lawgov_cli.render.word.styles import (
    NAMES,
    PRESETS,
    Preset,
    fonts_xml,
    footer_xml,
    section_xml,
    style_xml,
    styles_xml,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

NAME = "templates/reference.docx"

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
#: What of a reference is used: the last word of a relation's type → its kind of content.
_USED = {
    "styles": f"{_WORD}.styles+xml",
    "fontTable": f"{_WORD}.fontTable+xml",
    "footer": f"{_WORD}.footer+xml",
    "header": f"{_WORD}.header+xml",
    "numbering": f"{_WORD}.numbering+xml",
    "theme": "application/vnd.openxmlformats-officedocument.theme+xml",
}


class Paper(NamedTuple):
    """What a paper takes over from its reference.

    Parameters:
        parts: by path.
        links: of the text to them.
        kinds: path → kind of content.
        section: the page, as XML.
        ids: our id of a style → that of the reference.
    """

    parts: dict[str, bytes]
    links: list[Relation]
    kinds: dict[str, str]
    section: str
    ids: Mapping[str, str]

    @property
    def width(self) -> int:
        """What a line is wide, in twips."""
        page, margins = (
            ET.fromstring(self.section).find(f"{{{W}}}{tag}")  # noqa: S314 - from a tree
            for tag in ("pgSz", "pgMar")
        )
        if page is None or margins is None:
            return PRESETS["gb9704"].width
        sides = [margins.get(f"{{{W}}}{side}", "0") for side in ("left", "right")]
        sides.append(page.get(f"{{{W}}}w", ""))
        if not all(map(str.isdecimal, sides)):  # 28mm is allowed, and hardly ever written
            return PRESETS["gb9704"].width
        left, right, whole = map(int, sides)
        return whole - left - right


def paper_of(data: bytes | None, preset: str) -> Paper:
    """The office's reference in *data*, or where there is none the program's own.

    Raises:
        SourceUnreadable: it is no .docx file or a broken one.
        UsageMistake: no such preset.
    """
    return _own(preset) if data is None else _read(data)


def _own(preset: str) -> Paper:
    if preset not in PRESETS:
        raise UsageMistake(f"没有“{preset}”这种版式。可用: {'、'.join(PRESETS)}")
    chosen: Preset = PRESETS[preset]
    made = {
        "word/styles.xml": ("styles", styles_xml(chosen)),
        "word/fontTable.xml": ("fontTable", fonts_xml()),
        "word/footer1.xml": ("footer", footer_xml(even=False)),
        "word/footer2.xml": ("footer", footer_xml(even=True)),
    }
    return Paper(
        {path: encoded(xml) for path, (_, xml) in made.items()},
        [
            Relation(f"rId{number}", f"{R}/{kind}", path)
            for number, (path, (kind, _)) in enumerate(made.items(), 1)
        ],
        {path: _USED[kind] for path, (kind, _) in made.items()},
        section_xml(chosen, odd="rId3", even="rId4"),
        {},
    )


def _read(data: bytes) -> Paper:
    parts = unpacked(data, NAME, pictures=True)
    main = main_part(parts, NAME)
    links = [relation for relation in relations(parts, main, NAME) if relation.word in _USED]
    styles = next((relation.path for relation in links if relation.word == "styles"), None)
    # the page of the text; annexes on their side may follow
    section = next(tree(parts, main, NAME).iter(f"{{{W}}}sectPr"), None)
    if section is None or styles is None:
        raise SourceUnreadable(NAME, "里面没有页面设置或样式", "请用 Word 另存一次再试")
    kinds = {relation.path: _USED[relation.word] for relation in links}
    kinds |= _pictures(parts, list(kinds))
    kept = {path: parts[path] for path in kinds}
    kept |= {
        links_path(path): parts[links_path(path)] for path in kinds if links_path(path) in parts
    }
    kept[styles], ids = _completed(tree(parts, styles, NAME))
    return Paper(kept, links, kinds, _page(section, {relation.id for relation in links}), ids)


def _pictures(parts: Mapping[str, bytes], paths: list[str]) -> dict[str, str]:
    """What headers and footers show, a badge say: path → kind of content."""
    shown = [relation.path for path in paths for relation in relations(parts, path, NAME)]
    kinds: dict[str, str] = {}
    for entry in tree(parts, "[Content_Types].xml", NAME):
        kind = entry.get("ContentType", "")
        for path in shown:
            given = entry.get("PartName") == f"/{path}"
            if given or path.endswith(f".{entry.get('Extension')}"):
                kinds[path] = kind
    return kinds


def _completed(styles: ET.Element) -> tuple[bytes, dict[str, str]]:
    """The styles with those of ours that are not there, and our ids → the ids they have there."""
    known: dict[str, str] = {}
    for style in styles.iter(f"{{{W}}}style"):
        name = style.find(f"{{{W}}}name")
        if name is not None:
            known.setdefault(
                name.get(f"{{{W}}}val", "").casefold(), style.get(f"{{{W}}}styleId", "")
            )
    ids = {key: known[name.casefold()] for key, name in NAMES.items() if name.casefold() in known}
    for key in (key for key in NAMES if key not in ids):
        xml = style_xml(key).replace("<w:style ", f'<w:style xmlns:w="{W}" ', 1)
        added = ET.fromstring(xml)  # noqa: S314 - our own
        based = added.find(f"{{{W}}}basedOn")
        if based is not None:
            parent = "Normal Table" if key == "TableGrid" else "Normal"
            based.set(f"{{{W}}}val", known.get(parent.casefold(), ""))
        styles.append(added)
    return ET.tostring(styles, encoding="utf-8", xml_declaration=True), ids


def _page(section: ET.Element, links: set[str]) -> str:
    """The page as XML, without what names a part that stays behind."""
    for child in list(section):
        if child.get(f"{{{R}}}id", next(iter(links), "")) not in links:
            section.remove(child)
    return ET.tostring(section, encoding="unicode")
