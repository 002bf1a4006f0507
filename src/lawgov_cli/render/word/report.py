"""A report or slip (the Markdown of a template) → a Word file.

The sentences are those of the Markdown, all of them, in order; only its marks become styles.
Hand-written passages become bookmarks, which ``passages`` finds again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.render.fences import segments
from lawgov_cli.render.word.blocks import blocks
from lawgov_cli.render.word.markup import Marks, paragraph
from lawgov_cli.render.word.package import Meta, made
from lawgov_cli.render.word.passages import NOTHING, mark_of
from lawgov_cli.render.word.reference import paper_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.render.word.passages import Passages

_PLAIN = Meta()


def report_docx(
    markdown: str,
    *,
    reference: bytes | None = None,
    preset: str = "gb9704",
    meta: Meta = _PLAIN,
    kept: Passages = NOTHING,
) -> bytes:
    """The Word file of a report or slip.

    Parameters:
        markdown: what a template made, with the marks of hand-written passages.
        reference: the office's own document that gives styles and page; else *preset* does.
        kept: the passages of the file that this one replaces. They go where *markdown* has a
            passage of their name, and to the end where it has none.

    Raises:
        SourceUnreadable: the reference cannot be read.
        UsageMistake: no such preset.
    """
    paper = paper_of(reference, preset)
    return made(_body(markdown, paper.width, kept), paper, meta)


def _body(markdown: str, width: int, kept: Passages) -> Iterator[str]:
    marks = Marks()
    left = dict(kept.blocks)
    for name, text in segments(markdown):
        if name is None:
            yield from marks.placed(blocks(text, width))
        else:
            old = left.pop(mark_of(name), None)
            yield from marks.around(mark_of(name), blocks(text, width) if old is None else old)
    for mark, old in left.items():
        if old:
            yield from marks.around(mark, old)
    yield from marks.placed([paragraph("BodyText")])  # where the last mark ends
