"""A view through its template, as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.render.fences import merged
from lawgov_cli.render.proof import code_for, code_line, properties_of
from lawgov_cli.render.template import by_template
from lawgov_cli.render.word.package import Meta
from lawgov_cli.render.word.passages import NOTHING
from lawgov_cli.render.word.report import Ending, report_docx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from pathlib import Path

    from lawgov_cli.base.tuples import NamedTuple
    from lawgov_cli.render.proof import Seal
    from lawgov_cli.render.word.passages import Passages
    from lawgov_cli.views.report import Report


def docx_report(view: Report, *, seal: Seal | None = None, **told: Any) -> bytes:  # noqa: ANN401
    """The Word file of a report, with its code at the end and in its properties.

    Parameters:
        told: as for :func:`docx_by_template`.
    """
    if seal is None:
        return docx_by_template(view, **told)

    def ending(lines: Iterable[str]) -> Ending:
        code = code_for(view, lines, seal)
        return Ending(code_line(code), properties_of(code, seal))

    return docx_by_template(view, ending=ending, **told)


def docx_by_template(  # noqa: PLR0913 - what a paper is made of
    view: NamedTuple,
    *,
    template: str,
    folders: Sequence[Path],
    reference: bytes | None = None,
    preset: str = "gb9704",
    kept: Passages = NOTHING,
    written: str = "",
    ending: Callable[[Iterable[str]], Ending] | None = None,
) -> bytes:
    """The Word file of what the template called *template* makes of *view*: the same sentences.

    Parameters:
        reference: the office's own document that gives styles and page.
        kept: the hand-written passages of the Word file that this one replaces.
        written: the Markdown of the same paper, whose hand-written passages are taken over.
        ending: makes what stands at its end of all that is printed.
    """
    text = by_template(view, template=template, folders=folders)
    if written:
        text = merged(text, written)
    title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), "")
    meta = Meta(title=title)
    return report_docx(
        text, reference=reference, preset=preset, meta=meta, kept=kept, ending=ending
    )
