"""The printed document (the text that ``lawgov document`` prints) → a Word file, word for word."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width
from lawgov_cli.render.word.markup import paragraph, run
from lawgov_cli.render.word.package import Meta, made
from lawgov_cli.render.word.reference import paper_of
from lawgov_cli.render.word.styles import BODY_SIZE, CHARACTERS, RUN_IN

if TYPE_CHECKING:
    from collections.abc import Iterator

_PLAIN = Meta()
_NUMERAL = "[一二三四五六七八九十百]+"
_SECTION = re.compile(rf"第?{_NUMERAL}(?:、|[编章节](?=\s|　)).{{1,40}}\Z")
#: A point opens with its heading: up to the first full stop where more follows, else all of it.
_POINT = re.compile(rf"[(（]{_NUMERAL}[)）][^。]{{1,60}}(?:。|\Z)")
_DATE = re.compile(r"\d{4}年\d{1,2}月\d{1,2}日\Z")


def document_docx(
    text: str,
    *,
    title: str,
    reference: bytes | None = None,
    preset: str = "gb9704",
    meta: Meta = _PLAIN,
) -> bytes:
    """The Word file of a printed document: a line of *text* is a paragraph, nothing is added.

    Parameters:
        title: the line that is its title; what stands above it is the notice it came with.

    Raises:
        SourceUnreadable: the reference cannot be read.
        UsageMistake: no such preset.
    """
    lines = [line.strip() for line in text.splitlines()]
    return made(_body(lines, title.strip()), paper_of(reference, preset), meta)


def _body(lines: list[str], title: str) -> Iterator[str]:
    begin = lines.index(title) if title in lines else 0
    yield from _notice(lines[:begin])
    for number, line in enumerate(lines[begin:]):
        if line == title and not number:
            yield paragraph("Title", run(line), "<w:pageBreakBefore/>" if begin else "")
            yield paragraph("BodyText")  # a line free below the title
        else:
            yield _line(line)


def _notice(lines: list[str]) -> Iterator[str]:
    """The letter that a document came with: to whom, what, who signs, the date."""
    signed: list[str] = []
    for number, line in enumerate(lines):
        below = lines[number + 1] if number + 1 < len(lines) else ""
        if signed:
            yield signed.pop()
        elif _DATE.match(below):
            yield paragraph("BodyText")  # a line free above who signs
            name, date = _signed(line, below)
            signed.append(date)
            yield name
        elif not number and line.endswith((":", "：")):
            yield paragraph("Salutation", run(line))
        else:
            yield _line(line)


def _line(line: str) -> str:
    if _SECTION.match(line):
        return paragraph("Heading1", run(line))
    if opening := _POINT.match(line):
        rest = line[opening.end() :]
        return paragraph("BodyText", run(opening[0], style=RUN_IN) + (run(rest) if rest else ""))
    return paragraph("BodyText", run(line) if line else "")


def _signed(signature: str, date: str) -> tuple[str, str]:
    """Who signs and the date, without a seal (GB/T 9704, 7.3.5.2).

    The date begins two characters right of where the name begins; the longer of them ends two
    characters from the edge.
    """
    name, day = cell_width(signature) / 2, cell_width(date) / 2
    right = max(2, day + 4 - name)
    left = CHARACTERS - right - name + 2
    return (
        paragraph("Signature", run(signature), _indent("right", right)),
        paragraph("Date", run(date), _indent("left", left)),
    )


def _indent(side: str, characters: float) -> str:
    hundredths, twips = round(characters * 100), round(characters * BODY_SIZE * 20)
    return f'<w:ind w:{side}Chars="{hundredths}" w:{side}="{twips}"/>'
