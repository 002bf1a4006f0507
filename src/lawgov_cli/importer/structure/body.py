"""A node's own text as pieces: its title, then sentences and attributions in printing order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.heading import heading, known_heading
from lawgov_cli.importer.language.wording import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.importer.language.attribution import Attribution
    from lawgov_cli.importer.structure.node import Node, Paragraph


class Piece(NamedTuple):
    """A sentence, or an attribution, as printed.

    Attributes:
        text: the words as printed.
        newline: whether it begins a line.
        line: the line in the file that its paragraph begins on.
        attribution: what it says about units, if it is an attribution.
    """

    text: str
    newline: bool
    line: int
    attribution: Attribution | None = None

    @property
    def printed(self) -> str:
        """The words with the line break before them."""
        return f"\n{self.text}" if self.newline else self.text


class Body(NamedTuple):
    """The title of a node, the marks behind it, and the pieces of its text."""

    title: str
    after: str
    pieces: list[Piece]


def body(node: Node) -> Body:
    """The title and the pieces of *node*'s own text."""
    first, *others = node.paragraphs
    limit = first.places[0].start if first.places else None
    head = heading(first.text, limit)
    if node.mark and not first.newline:
        head = known_heading(head)
    if node.mark is None and not _is_title(head.after, head.title, first, others):
        head = head._replace(title="", after="")
    pieces = list(_pieces(first, head.end, starts=False))
    for paragraph in others:
        pieces += _pieces(paragraph, 0, starts=paragraph.newline)
    return Body(head.title, head.after, _together(pieces))


def _is_title(after: str, title: str, first: Paragraph, others: Sequence[Paragraph]) -> bool:
    """Whether an unnumbered paragraph begins with a title: all of it, a lead-in, or a sentence."""
    return bool(title) and (
        bool(after) or len(title) == len(first.text) or bool(others or first.places)
    )


def _pieces(paragraph: Paragraph, at: int, *, starts: bool) -> Iterator[Piece]:
    """The pieces of one paragraph from *at* on; behind a sentence that says who, an empty one."""
    line = paragraph.line
    for place in sorted((*paragraph.places, *paragraph.prose), key=lambda place: place.start):
        printed = place.end if place in paragraph.prose else place.start
        for sentence in _sentences(paragraph.text[at:printed]):
            yield Piece(sentence, starts, line)
            starts = False
        yield Piece(paragraph.text[printed : place.end], starts, line, place.attribution)
        starts, at = False, max(at, place.end)
    for sentence in _sentences(paragraph.text[at:]):
        yield Piece(sentence, starts, line)
        starts = False


def tail_piece(tail: Sequence[Paragraph]) -> Piece:
    """The attributions of *tail* as one piece."""
    pieces = [piece for p in tail for piece in _pieces(p, 0, starts=p.newline)]
    return _together(pieces)[0]


def _sentences(text: str) -> list[str]:
    return sentences(text) if text else []


def _together(pieces: Sequence[Piece]) -> list[Piece]:
    """*pieces* with attributions that stand side by side made one."""
    found: list[Piece] = []
    for piece in pieces:
        before = found[-1] if found else None
        if before and before.attribution and piece.attribution:
            between = "\n" if piece.newline else ""
            both = before.attribution.joined(piece.attribution, between)
            text = before.text + between + piece.text
            found[-1] = before._replace(text=text, attribution=both)
        elif (
            before
            and before.attribution
            and not piece.text.strip("。；; \u3000\t")
            and not piece.newline
        ):
            raw = before.text + piece.text
            found[-1] = before._replace(text=raw, attribution=before.attribution._replace(raw=raw))
        else:
            found.append(piece)
    return found
