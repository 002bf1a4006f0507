"""Pages of a fixed layout (PDF, OFD) → the document's text, tables of tasks as tables."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import lists_bodies, task_sheet
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.pages import lost_quotes, quoted, rejoined, without_numbers
from lawgov_cli.importer.sources.pdf_tables import Part
from lawgov_cli.importer.sources.source import Note, Source
from lawgov_cli.importer.sources.tables import table_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


class Page(NamedTuple):
    """A page: its text line by line; its lines and tables where it has any table."""

    text: str
    parts: list[Part]


def source_of_pages(pages: Sequence[Page]) -> Source:
    """The text of *pages*, and what was done to read it."""
    notes: list[Note] = []
    lines = list(_lines(pages, notes))
    notes += [Note("quotes", line, near=quoted(line)) for line in lost_quotes(lines)]
    return Source(rejoined([lines]), notes=tuple(notes))


def _lines(pages: Sequence[Page], notes: list[Note]) -> Iterator[str]:
    """The lines of all pages, tables of tasks as such; one may go on over the page.

    Parameters:
        notes: filled with the rows that were put together from two pages.
    """
    parts: list[Part] = []
    for page in _without_heads(pages, notes):
        found = [part for part in page.parts if part.rows or without_numbers([part.text])]
        if parts and found and parts[-1].width == found[0].width > 0:
            rows, halved = gone_on(parts[-1].rows, found[0].rows)
            notes += [Note("over-page", halved, near=halved)] if halved else []
            parts[-1] = parts[-1]._replace(rows=rows)
            parts += found[1:]
        elif any(task_sheet(part.rows) for part in found if part.rows):
            parts += found
        else:
            parts += map(Part, without_numbers(page.text.strip().split("\n")))
    for part in parts:
        if part.rows and not part.drawn:
            notes.append(
                Note("aligned", "、".join(filter(None, part.rows[0])), near=part.rows[0][0])
            )
        yield from table_lines(part.rows) if part.rows else [part.text]


def _is_own(row: Sequence[str]) -> bool:
    """Whether a row without a number is no half: only cells that span it were left behind."""
    most = sum(map(bool, row)) * 2 > len(row)
    return (
        most and not row[0] and any(cell[0] != "、" and lists_bodies(cell) for cell in row if cell)
    )


def _without_heads(pages: Sequence[Page], notes: list[Note]) -> Iterator[Page]:
    """The pages, behind the first without the line that stands at the head of several."""
    firsts = [page.text.strip().partition("\n")[0].strip() for page in pages]
    often = Counter(firsts)
    for at, (page, first) in enumerate(zip(pages, firsts, strict=True)):
        if not at or not first or often[first] < 2 or leading_mark(first):
            yield page
            continue
        notes.append(Note("page-lines", first))
        head = page.parts[:1]
        same = bool(head) and not head[0].rows and bare(head[0].text) == bare(first)
        yield Page(page.text.strip()[len(first) :], page.parts[1:] if same else page.parts)


def gone_on(
    above: Sequence[Sequence[str]], below: Sequence[Sequence[str]]
) -> tuple[list[Sequence[str]], str]:
    """A table and what of it stands on the next page, its head once; what a row in two says.

    Such a row is put together; where there is none, it says nothing.
    """
    rows = below[1:] if below[0] == above[0] else below
    if rows and above[-1][0] and _is_own(rows[0]):
        spanned = next(at for at, cell in enumerate(rows[0]) if cell)
        return [*above, [*above[-1][:spanned], *rows[0][spanned:]], *rows[1:]], ""
    if rows and above[-1][0] and not rows[0][0]:
        whole = [one + other for one, other in zip(above[-1], rows[0], strict=True)]
        return [*above[:-1], whole, *rows[1:]], max(whole, key=len)
    return [*above, *rows], ""
