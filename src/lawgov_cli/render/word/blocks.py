"""Markdown → paragraphs and tables in the styles of a paper.

A bullet goes, since such papers have none; the number of a list stays as text. A line break in
the middle of a paragraph is none, as in any Markdown; Chinese is joined without a blank.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width, packed
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.word.markup import column_widths, paragraph, row, run, table
from lawgov_cli.render.word.styles import CHARACTERS, STYLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token
    from markdown_it.tree import SyntaxTreeNode

_ANNEX = re.compile(r"(附件[ \d一二三四五六七八九十]*)(?:[:：]\s*(.*))?", re.DOTALL)
#: Marks that the next paragraph is who signs.
_SIGNS = re.compile(r"<!--\s*落款\s*-->")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_HEADINGS = {"h1": "Title", "h2": "Heading1", "h3": "Heading2"}
_LISTS = ("List", "List2", "List3")
_LIST_TYPES = frozenset({"bullet_list", "ordered_list"})
#: Stays on the page of the paragraph after it.
_KEEP_NEXT = "<w:keepNext/>"
#: A table of more columns is set in smaller type.
_WIDE = 4
#: An annex with a table of more columns lies on its side.
_TURNED = 6


#: So many characters of a title stand on a line.
_TITLE_CHARACTERS = 20
#: Where a phrase ends in a title, the better places first.
_PHRASE_ENDS = (
    re.compile("(?:要点|方案|计划|规划|意见|通知|办法|》)(?=[^》].)"),
    re.compile("(?:的|情况|工作|建设|年度)(?=[^》].)"),
)
#: Stands between the parts of a subtitle.
_GAP = "　　"


class Piece(NamedTuple):
    r"""A stretch of text in one form; ``\n`` is a line break."""

    text: str
    bold: bool = False
    italic: bool = False


def blocks(markdown: str, width: int, turned: int = 0) -> Iterator[str]:
    """The paragraphs and tables of *markdown*, tables *width* twips wide.

    Parameters:
        turned: how wide those of many columns are in an annex, where it may lie on its side.

    An empty paragraph keeps two tables apart, and ends what would end in a table.
    """
    above = ""
    for block in _written(markdown, width, turned):
        if _is_table(above) and _is_table(block):
            yield paragraph("BodyText")
        yield block
        above = block
    if _is_table(above):
        yield paragraph("BodyText")


def _is_table(block: str) -> bool:
    return block.startswith("<w:tbl>")


def _written(markdown: str, width: int, turned: int) -> Iterator[str]:
    from markdown_it.tree import SyntaxTreeNode

    above, is_annex = "", False
    for node in SyntaxTreeNode(_parser().parse(markdown)).children:
        head = _head(node, above)
        if above in {"Title", "Subtitle"} and head != "Subtitle":
            yield paragraph("BodyText")  # a line free below the title
        if above == "Signs":
            yield paragraph("BodyText")  # a line free above who signs
            yield paragraph("Signature", _runs(_pieces(node)))
        elif head == "Subtitle":
            yield paragraph(head, run(_subtitle(_text(_pieces(node)))))
        elif head == "Title":
            text = _text(_pieces(node))
            yield paragraph(head, run(text), _title_form(text, width))
        elif head == "Salutation":
            yield paragraph(head, _runs(_pieces(node)))
        else:
            is_annex = is_annex or bool(_annex(node))
            yield from _block(node, turned if turned and is_annex and _is_turned(node) else width)
        above = head


def _is_turned(node: SyntaxTreeNode) -> bool:
    return node.type == "table" and len(node.children[0].children[0].children) > _TURNED


def _head(node: SyntaxTreeNode, above: str) -> str:
    """What *node* is at the head or the foot of a paper, by what stands *above* it."""
    if node.type == "html_block" and _SIGNS.search(node.content):
        return "Signs"
    if node.tag == "h1":
        return "Title"
    if node.type == "paragraph" and above in {"Title", "Subtitle"}:
        text = _text(_pieces(node))
        if _GAP in text and above == "Title":
            return "Subtitle"
        if text.endswith(("：", ":")):
            return "Salutation"
    return ""


def _block(node: SyntaxTreeNode, width: int, depth: int = 0) -> Iterator[str]:
    if node.type == "heading":
        yield from _heading(node)
    elif node.type == "paragraph":
        yield paragraph(_body_style(depth), _runs(_pieces(node)), _kept(node))
    elif node.type in _LIST_TYPES:
        yield from _list(node, width, depth + 1)
    elif node.type == "table":
        yield from _table(node, width)
    elif node.type in {"fence", "html_block"}:
        lines = _COMMENT.sub("", node.content).splitlines()
        yield from (paragraph(_body_style(depth), run(line)) for line in lines if line.strip())
    else:  # a quotation, a rule
        for child in node.children:
            yield from _block(child, width, depth)


def _subtitle(text: str) -> str:
    """A subtitle broken between its parts, never in one; fonts with wide digits are allowed for."""
    return "\n".join(packed(text.split(_GAP), 2 * (CHARACTERS - 4), _GAP))


def _title_form(text: str, width: int) -> str:
    """Margins within which a title too long for one line breaks where a phrase ends.

    A break of its own would be a sign in the text; so the first line is made just wide enough.
    """
    if cell_width(text) <= 2 * _TITLE_CHARACTERS:
        return ""
    for ends in _PHRASE_ENDS:
        lines = [(text[: m.end()], text[m.end() :]) for m in ends.finditer(text)]
        cells = [cell_width(one) for one, two in lines if cell_width(two) <= cell_width(one)]
        if fitting := [wide for wide in cells if wide <= 2 * _TITLE_CHARACTERS]:
            size = STYLES["Title"].size * 20
            margin = (width - round((min(fitting) / 2 + 0.95) * size)) // 2
            return f'<w:ind w:left="{max(margin, 0)}" w:right="{max(margin, 0)}"/>'
    return ""


def _body_style(depth: int) -> str:
    return _LISTS[min(depth, len(_LISTS)) - 1] if depth else "BodyText"


def _annex(node: SyntaxTreeNode) -> re.Match[str] | None:
    """The parts of the heading of an annex, where *node* is one."""
    is_heading = node.type == "heading" and node.tag != "h1"
    return _ANNEX.fullmatch(_text(_pieces(node))) if is_heading else None


def _heading(node: SyntaxTreeNode) -> Iterator[str]:
    if annex := _annex(node):
        yield paragraph("Annex", run(annex[1]))
        if annex[2]:
            yield paragraph("AnnexTitle", run(annex[2]))
    else:
        yield paragraph(_HEADINGS.get(node.tag, "Heading3"), _runs(_pieces(node)))


def _kept(node: SyntaxTreeNode, *, inside: bool = False) -> str:
    """What keeps a paragraph with the list that it introduces, as every one *inside* a list does.

    A sentence of its own above a list does not: heading upon heading would take half a page along.
    """
    below = node.next_sibling
    introduces = below is not None and below.type in _LIST_TYPES
    return _KEEP_NEXT if introduces and (inside or _text(_pieces(node)).endswith("：")) else ""


def _list(node: SyntaxTreeNode, width: int, depth: int) -> Iterator[str]:
    """The items; numbered ones without parts, as those of 附件：, stay on one page."""
    is_whole = node.type == "ordered_list" and all(len(i.children) == 1 for i in node.children)
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, first):
        label = [Piece(f"{number}{item.markup}")] if node.type == "ordered_list" else []
        for child in item.children:
            if child.type == "paragraph":
                is_inside = is_whole and item is not node.children[-1]
                keep = _KEEP_NEXT if is_inside else _kept(child, inside=True)
                yield paragraph(_body_style(depth), _runs([*label, *_pieces(child)]), keep)
            else:
                yield from _block(child, width, depth)
            label = []


def _table(node: SyntaxTreeNode, width: int) -> Iterator[str]:
    rows = [line.children for part in node.children for line in part.children]
    written = [[_pieces(cell) for cell in cells] for cells in rows]
    kind = "Cell" if len(rows[0]) <= _WIDE else "SmallCell"
    texts = [[_text(pieces) for pieces in cells] for cells in written]
    widths = column_widths(texts, width, STYLES[kind].size)
    sides = [str(cell.attrs.get("style", "")).rpartition(":")[2] for cell in rows[0]]
    lines = []
    for number, cells in enumerate(written):
        style = kind if number else f"{kind}Head"
        filled = [
            paragraph(style, _runs(pieces), f'<w:jc w:val="{side}"/>' if side and number else "")
            for pieces, side in zip(cells, sides, strict=True)
        ]
        lines.append(row(filled, widths, head=not number))
    yield table(lines, widths)


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    """A parser that loses nothing of what a person wrote: no definition of a link disappears."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table").disable(["code", "reference"])


def _text(pieces: Iterable[Piece]) -> str:
    return "".join(piece.text for piece in pieces)


def _runs(pieces: Iterable[Piece]) -> str:
    return "".join(run(piece.text, bold=piece.bold, italic=piece.italic) for piece in pieces)


def _pieces(node: SyntaxTreeNode) -> list[Piece]:
    """The text of a block with its forms, neighbours of one form together."""
    tokens = [token for child in node.children for token in child.to_tokens()[0].children or ()]
    pieces: list[Piece] = []
    bold = italic = 0
    for number, token in enumerate(tokens):
        bold += token.nesting * (token.type.startswith("strong"))
        italic += token.nesting * (token.type.startswith("em"))
        text = _said(token, _text(pieces[-1:]), tokens[number + 1 :])
        if pieces and pieces[-1][1:] == (bool(bold), bool(italic)):
            text = pieces.pop().text + text
        if text:
            pieces.append(Piece(text, bool(bold), bool(italic)))
    return pieces


def _said(token: Token, before: str, after: list[Token]) -> str:
    """What a token of a line says as text."""
    if token.type == "softbreak":
        ahead = next((other.content for other in after if other.content), "")
        return " " if _is_narrow(before[-1:]) and _is_narrow(ahead[:1]) else ""
    if token.type == "hardbreak":
        return "\n"
    if token.type == "html_inline":
        return _LINE_BREAK.sub("\n", _COMMENT.sub("", token.content))
    return token.content


def _is_narrow(char: str) -> bool:
    return cell_width(char) == 1
