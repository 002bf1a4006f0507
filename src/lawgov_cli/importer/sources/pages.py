"""Pages of lines → one text: page numbers left out, lines that the width broke put together."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width
from lawgov_cli.importer.language.labels import labels
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.wording import masked
from lawgov_cli.importer.sources.source import Note

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_PAGE_NUMBER = re.compile(
    r"\s*(?:[—–\-－]{1,2}\s*\d{1,4}\s*[—–\-－]{1,2}|第\s*\d{1,4}\s*页.{0,12}|\d{1,3})\s*"
)
#: The same as nothing else is written: — 1 —, 第 1 页 共 9 页.
_OWN_NUMBER = re.compile(
    r"\s*(?:[—–\-－]{1,2}\s*\d{1,4}\s*[—–\-－]{1,2}|第\s*\d{1,4}\s*页.{0,12}|\d{1,3}\s?/\s?\d{1,3})\s*"
)
#: Quotes that a program took out of their line, what they held left behind between blanks.
_EMPTY_QUOTES = re.compile("(?<=[^\\s]) ?“ ” ?|“ ” ?")
_GAP = re.compile("(?<=[\u4e00-\u9fff，、；：]) (?=[\u4e00-\u9fff，。、；）])")
#: Blanks that only another font left around a figure: of both sides, within a date, before what
#: it counts; not those between a label and its title (附件 1, or a number that begins a line).
_SET_APART = re.compile(
    "(?<=[\u4e00-\u9fff〔〕，、（“])(?<![件表图]) ?"
    "(?P<figure>[0-9]+(?:[.,][0-9]+)?[%％]?) {1,2}(?=[\u4e00-\u9fff%％])"
    "|(?<=[年月第]) {1,2}(?P<second>[0-9]+)|(?<=[0-9]) {1,2}(?=[年月日号项条件个份])"
)
#: One blank that a program leaves where the font changes from one line to the next: no indent.
_STRAY = re.compile("^ (?=[\u4e00-\u9fff，。、；：）“”（《0-9])")
#: A quote that the program set at the head of its line: whole ones are not left open there, and
#: none ends there.
_AT_HEAD = re.compile("“(?!.*”)|”")
_IN_SENTENCE = re.compile("[，。；、]")
_ENDS = tuple("。！？；：!?;:|")
#: Signs that are narrow on a screen, and in print as wide as a character.
_WIDE = re.compile("[“”‘’—…·]")
_INDENT = 4
#: Lines narrower than this share of the widest were ended by their author.
_FULL = 0.92


def rejoined(pages: Sequence[Sequence[str]]) -> str:
    """The text of *pages*."""
    every = (line for page in pages for line in without_numbers(page) if line.strip())
    lines = [_SET_APART.sub(_together, _STRAY.sub("", quoted(line))) for line in every]
    widths = sorted(_width(line) for line in lines if not line.startswith("|"))
    full = widths[len(widths) * 9 // 10] * _FULL if len(widths) > 5 else 0
    parts = lines[:1]
    for before, line in pairwise(lines):
        wide = full >= 40 and _width(before) >= full
        if wide and not before.rstrip().endswith(_ENDS) and not _begins(line):
            edge = before.rstrip()[-1] + line.lstrip()[0]
            gap = " " if edge.isascii() and edge.isalpha() and not edge.isupper() else ""
            parts.append(f"{gap}{line.lstrip()}")
        else:
            parts.append(f"\n{line}")
    return "".join(parts)


def _together(figure: re.Match[str]) -> str:
    return figure["figure"] or figure["second"] or ""


def _width(line: str) -> int:
    """The columns that *line* takes in print: wide quotes, an item set in by two."""
    indent = _INDENT if leading_mark(line.lstrip()) else 0
    return indent + cell_width(line.strip()) + len(_WIDE.findall(line))


def without_pages(text: str) -> tuple[str, list[Note]]:
    """A text that was typed, without the numbers of its pages and what stands at each head.

    They are such where they count up by one: at least two between dashes, or with 第…页. A line
    that stands behind two of them is the head of the pages.
    """
    lines = text.splitlines()
    pages = [at for at, line in enumerate(lines) if _OWN_NUMBER.fullmatch(line)]
    numbers = [int(found[0]) for at in pages if (found := re.search("[0-9]+", lines[at]))]
    if len(pages) < 2 or any(b - a != 1 for a, b in pairwise(numbers)):
        return text, []
    behind = [next((i for i in range(at + 1, len(lines)) if lines[i].strip()), -1) for at in pages]
    heads = Counter(lines[at].strip() for at in behind if at >= 0)
    running = {at for at in behind if at >= 0 and heads[lines[at].strip()] > 1}
    dropped = sorted({*pages, *running})
    notes = [Note("page-lines", lines[at].strip()) for at in dropped]
    kept: list[str] = []
    for at, line in enumerate(lines):
        if at in dropped:
            continue
        if at - 1 in dropped and kept and _goes_over(kept[-1], line):
            kept[-1] += line.lstrip()
        else:
            kept.append(line)
    return "\n".join(kept), notes


def _goes_over(before: str, line: str) -> bool:
    """Whether a sentence that the end of a page broke goes on with *line*."""
    ended = before.rstrip().endswith((*_ENDS, "）", ")", "】"))
    return not ended and bool(_IN_SENTENCE.search(before)) and not _begins(line)


def quoted(line: str) -> str:
    """*line* with quotes that stand together, or at its head, put back into the gaps they left."""
    head = _AT_HEAD.match(line)
    if head and len(_GAP.findall(line)) == 1:
        return _GAP.sub(head[0], line[1:])
    count = len(_EMPTY_QUOTES.findall(line))
    for rest in (_EMPTY_QUOTES.sub("", line), line.replace("“ ”", "")) if count else ():
        if len(_GAP.findall(rest)) == 2 * count:
            parts = _GAP.split(rest)
            return "".join(map("".join, zip(parts, ["“", "”"] * count + [""], strict=True)))
    return _EMPTY_QUOTES.sub("", line)


def lost_quotes(lines: Iterable[str]) -> list[str]:
    """The lines of which it is not known where their quotes belong."""
    return [line for line in lines if _lost(line, quoted(line))]


def _lost(line: str, mended: str) -> bool:
    if mended.startswith("”") or (_AT_HEAD.match(mended) and leading_mark(mended[1:])):
        return True
    return bool(_EMPTY_QUOTES.search(line)) and "“" not in mended


def _begins(line: str) -> bool:
    """Whether an indent, a number or a label says that *line* begins a paragraph, or a row."""
    head = line[:20]
    labelled = any(not label.start for label in labels(head, masked(head)))
    return line[:1].isspace() or line.startswith("|") or leading_mark(line) is not None or labelled


def without_numbers(lines: Sequence[str]) -> list[str]:
    """The lines of a page without a page number at its head or foot."""
    edges = {0, len(lines) - 1}
    return [
        line for at, line in enumerate(lines) if at not in edges or not _PAGE_NUMBER.fullmatch(line)
    ]
