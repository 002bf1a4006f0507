"""Text as a cell of a spreadsheet can hold it, and the room that it takes there."""

from __future__ import annotations

import re
from functools import lru_cache

from lawgov_cli.base.cells import visible
from lawgov_cli.base.tuples import NamedTuple

#: A program takes a cell that begins so for a formula once a person edits it.
_FORMULA = frozenset("=+-@＝＋－＠\t\r")
#: What a cell can hold, less the mark of what was cut.
_LONGEST = 32_000
_NOT_IN_XML = re.compile("[\ufffe\uffff]")


def safe(text: str) -> str:
    """*text* as a cell can hold it: control characters shown, not too long, and said so."""
    if not text.replace("\n", "").isprintable():
        text = _NOT_IN_XML.sub("\ufffd", visible(text, "\n"))
    if len(text) > _LONGEST:
        return f"{text[:_LONGEST]}…(全文共{len(text)}字)"
    return text


def sheet_name(name: str) -> str:
    """*name* as a sheet can be called: at most 31 characters, none of those that may not be."""
    return re.sub(r"[\[\]:*?/\\]|^'|'$", " ", safe(name).replace("\n", " "))[:31].strip() or "表"


class CellText(NamedTuple):
    """A text as a cell can hold it: whether it must be quoted, how wide it is, and each line."""

    safe: str
    quoted: bool
    width: int
    lines: tuple[int, ...]


@lru_cache(maxsize=2048)
def prepared(text: str) -> CellText:
    """*text* made ready for a cell; the same words are made ready once."""
    made = safe(text)
    lines = tuple([width_of(line) for line in made.split("\n")])
    return CellText(made, made[0] in _FORMULA, max(lines), lines)


def width_of(line: str) -> int:
    """About as many columns as *line* takes."""
    return len(line) if line.isascii() else len(line.encode("gb18030"))
