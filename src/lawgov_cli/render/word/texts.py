"""The text of a Word file, whoever saved it last, without what was written by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.word.archive import main_part, tree, unpacked
from lawgov_cli.render.word.markup import W
from lawgov_cli.render.word.passages import ends_of

if TYPE_CHECKING:
    from collections.abc import Mapping

_PROPERTIES = "docProps/custom.xml"


class WordText(NamedTuple):
    """The paragraphs of a Word file, those of tables too, and its own properties."""

    lines: list[str]
    properties: Mapping[str, str]


def word_text(data: bytes, name: str) -> WordText:
    """What the Word file in *data* says.

    Raises:
        SourceUnreadable: it is no .docx file, broken, or out of all measure.
    """
    parts = unpacked(data, name)
    root = tree(parts, main_part(parts, name), name)
    ends = ends_of(root).values()
    opens, closes = ({id(pair[at]) for pair in ends} for at in (0, 1))
    lines, inside = [""], 0
    for element in root.iter():
        if id(element) in closes:
            inside -= 1
        elif id(element) in opens:
            inside += 1
        elif element.tag == f"{{{W}}}p":
            lines.append("")
        elif element.tag == f"{{{W}}}t" and not inside:
            lines[-1] += element.text or ""
    return WordText([line for line in lines if line], properties(parts, name))


def properties(parts: Mapping[str, bytes], name: str) -> dict[str, str]:
    """The properties that a program has given to a file of this kind."""
    if _PROPERTIES not in parts:
        return {}
    root = tree(parts, _PROPERTIES, name)
    return {element.get("name", ""): "".join(element.itertext()) for element in root}
