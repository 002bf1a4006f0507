"""A report or slip (the Markdown of a template) → a Word file.

The sentences are those of the Markdown, all of them, in order; only its marks become styles.
Hand-written passages become bookmarks, which ``passages`` finds again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.render.fences import segments
from lawgov_cli.render.word.blocks import blocks
from lawgov_cli.render.word.markup import Marks, paragraph, run, text_of_block
from lawgov_cli.render.word.package import Meta, made
from lawgov_cli.render.word.passages import NOTHING, mark_of
from lawgov_cli.render.word.reference import paper_of
from lawgov_cli.render.word.turning import turned, with_turned_annexes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from lawgov_cli.render.word.passages import Passages
    from lawgov_cli.render.word.reference import Paper

_PLAIN = Meta()


def report_docx(  # noqa: PLR0913 - what a paper is made of
    markdown: str,
    *,
    reference: bytes | None = None,
    preset: str = "gb9704",
    meta: Meta = _PLAIN,
    kept: Passages = NOTHING,
    ending: Callable[[Iterable[str]], Ending] | None = None,
) -> bytes:
    """The Word file of a report or slip.

    Parameters:
        markdown: what a template made, with the marks of hand-written passages.
        reference: the office's own document that gives styles and page; else *preset* does.
        kept: the passages of the file that this one replaces. They go where *markdown* has a
            passage of their name, and to the end where it has none.
        ending: makes of all that is printed, but the passages, what stands at the end.

    Raises:
        SourceUnreadable: the reference cannot be read.
        UsageMistake: no such preset.
    """
    paper = paper_of(reference, preset)
    printed: list[str] = []
    marks = Marks()
    body = list(_body(markdown, paper, kept, printed, marks))
    last = paragraph("BodyText")
    if body[-1:] == [last]:
        body.pop()  # what keeps a table from the next; the last paragraph does
    if ending:
        end = ending(map(text_of_block, printed))
        last = paragraph("SmallCell", run(end.line))
        meta = meta._replace(properties={**meta.properties, **end.properties})
    body += marks.placed([last])  # where the last mark ends
    return made(*with_turned_annexes(body, paper), meta)


class Ending(NamedTuple):
    """The last line of a paper, and what its file says of itself."""

    line: str
    properties: Mapping[str, str]


def _body(
    markdown: str, paper: Paper, kept: Passages, printed: list[str], marks: Marks
) -> Iterator[str]:
    """The whole text; what is not written by hand is noted in *printed*."""
    width = paper.width
    lying = paper._replace(section=turned(paper.section)).width
    left = dict(kept.blocks)
    for name, text in segments(markdown):
        if name is None:
            own = list(blocks(text, width, lying))
            printed += own
            yield from marks.placed(own)
        else:
            old = left.pop(mark_of(name), None)
            yield from marks.around(mark_of(name), blocks(text, width) if old is None else old)
    for mark, old in left.items():
        if old:
            yield from marks.around(mark, old)
