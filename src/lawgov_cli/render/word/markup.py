"""The pieces of WordprocessingML that a paper is written with: runs, paragraphs, tables, passages.

Every run says ``w:hint="eastAsia"``: without it Word sets “ ” —— …… in the Western font. No run
and no paragraph names a font or a size: that is the business of the styles, so that an office can
change them in Word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape, quoteattr, unescape

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

HINT = '<w:rFonts w:hint="eastAsia"/>'

#: Characters that no XML may hold.
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("([\n\t])")
_BREAK = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def legal(text: str) -> str:
    r"""*text* with what XML forbids shown as ``\x07``."""
    return _ILLEGAL.sub(lambda match: f"\\x{ord(match[0]):02x}", text)


def attribute(text: str) -> str:
    """*text* as a quoted value of an attribute."""
    return quoteattr(legal(text))


def content(text: str) -> str:
    """*text* as the content of an element."""
    return escape(legal(text))


def run(text: str, *, bold: bool = False, italic: bool = False, style: str = "") -> str:
    """A run; line breaks and tabs in *text* are Word's own."""
    properties = f'<w:rStyle w:val="{style}"/>' if style else ""
    properties += HINT + "<w:b/>" * bold + "<w:i/>" * italic
    pieces = (
        _BREAK.get(piece) or f'<w:t xml:space="preserve">{content(piece)}</w:t>'
        for piece in _BREAKS.split(text)
        if piece
    )
    return f"<w:r><w:rPr>{properties}</w:rPr>{''.join(pieces)}</w:r>"


#: A stretch of text within a run.
_TEXT = re.compile(r"<w:t(?: [^>]*)?>([^<]*)</w:t>")


def text_of_block(block: str) -> str:
    """All text of a paragraph or table that was made here."""
    return unescape("".join(_TEXT.findall(block)))


def paragraph(style: str, runs: str = "", properties: str = "") -> str:
    """A paragraph of *style* (an id of ``styles.STYLES``) with further *properties*."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{properties}<w:rPr>{HINT}</w:rPr></w:pPr>{runs}</w:p>"


class Marks:
    """Bookmarks set around hand-written passages: from the first paragraph to before the next.

    Content controls would show where to write, but LibreOffice 7.4 saves them again with their
    text doubled; bookmarks come through every program. Both ends stand at the beginning of a
    paragraph: what is typed at the end of the passage is in it then, in Word and elsewhere.
    """

    def __init__(self) -> None:
        self._number = 0
        self._waiting = ""

    def around(self, mark: str, blocks: Iterable[str]) -> Iterator[str]:
        """*blocks*, an empty paragraph where there are none, as the passage *mark*."""
        self._number += 1
        number = self._number
        self._waiting += f'<w:bookmarkStart w:id="{number}" w:name={attribute(mark)}/>'
        yield from self.placed(blocks)
        if f'w:id="{number}"' in self._waiting:
            yield from self.placed([paragraph("BodyText")])
        self._waiting += f'<w:bookmarkEnd w:id="{number}"/>'

    def placed(self, blocks: Iterable[str]) -> Iterator[str]:
        """*blocks*, with the marks that wait put in the first of them."""
        for block in blocks:
            begun = _BEGUN.match(block)
            at = begun.end() if begun else 0
            yield f"{block[:at]}{self._waiting}{block[at:]}"
            self._waiting = ""


#: The beginning of a paragraph up to where its runs begin.
_BEGUN = re.compile(r"<w:p(?: [^>]*)?>(?:<w:pPr ?/>|<w:pPr>.*?</w:pPr>)?", re.DOTALL)


def table(rows: Sequence[str], widths: Sequence[int]) -> str:
    """A table of *rows* (see :func:`row`) whose columns have *widths* in twips."""
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    return (
        '<w:tbl><w:tblPr><w:tblStyle w:val="TableGrid"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        '<w:tblLayout w:type="fixed"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def row(cells: Sequence[str], widths: Sequence[int], *, head: bool = False) -> str:
    """A row of paragraphs that stays on one page; *head* is repeated on every page."""
    properties = "<w:cantSplit/>" + "<w:tblHeader/>" * head
    written = (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/><w:vAlign w:val="center"/></w:tcPr>'
        f"{cell}</w:tc>"
        for cell, width in zip(cells, widths, strict=True)
    )
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(written)}</w:tr>"


#: What a cell leaves free left and right, in twips, and a little more.
_PADDING = 260
#: A column of at most so many characters is not broken. A digit counts as a whole one: fonts
#: differ in how wide it is, and some programs leave a gap beside it.
_SHORT = 6
#: A head, such as 2023年10月.
_SHORT_HEAD = 8


#: So many rows tell how high a table is.
_LOOKED_AT = 40
#: How nearly the highest cell alone counts for the height of its row.
_STEEP = 6


def column_widths(texts: Sequence[Sequence[str]], total: int, size: float) -> list[int]:
    """Widths that fill *total* twips: short columns whole, the others so that rows are low.

    Parameters:
        texts: the rows, the head first, each with as many cells.
        size: of the type, in points.
    """
    columns = [[len(cell) for cell in column] for column in zip(*texts, strict=True)]
    heads = [c[0] if c[0] <= _SHORT_HEAD else (c[0] + 3) // 2 for c in columns]  # long: in two
    bodies = [max(column[1:], default=0) for column in columns]
    chars = [
        max(2, head, body) if body <= _SHORT else _SHORT
        for head, body in zip(heads, bodies, strict=True)
    ]
    growing = [at for at, body in enumerate(bodies) if body > _SHORT] or [len(chars) - 1]
    char, padding = size * 20, _PADDING
    room = int((total - padding * len(chars)) / char) - sum(chars)
    if room < 0:  # more columns than there is room for: what they hold alone counts
        wants = [min(max(column), 2 * _SHORT) + 1 for column in columns]
        widths = [int(total * want / sum(wants)) for want in wants]
    else:
        every = max(1, len(texts) // _LOOKED_AT)
        rows = [[len(cell) for cell in cells] for cells in texts[1::every]]
        for _ in range(room):
            chars[_lowering(rows, chars, growing)] += 1
        widths = [int(cells * char) + padding for cells in chars]
    widths[growing[-1]] += total - sum(widths)
    return widths


def _lowering(rows: Sequence[Sequence[int]], chars: Sequence[int], growing: Iterable[int]) -> int:
    """The column of *growing* that, one character wider, makes the *rows* lowest."""

    def height(at: int) -> float:
        wide = [cells + (column == at) for column, cells in enumerate(chars)]
        lines = ([_lines(*cell) for cell in zip(row, wide, strict=True)] for row in rows)
        return sum(float(sum(each**_STEEP for each in row) ** (1 / _STEEP)) for row in lines)

    return min(growing, key=height)


def _lines(held: int, wide: int) -> float:
    """How many lines so many characters take: the last is half full as a rule."""
    return 1.0 if held <= wide else held / wide + 0.5
