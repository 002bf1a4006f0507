"""A view through its template, as a Word file."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.render.fences import merged
from lawgov_cli.render.template import by_template
from lawgov_cli.render.word.package import Meta
from lawgov_cli.render.word.passages import NOTHING
from lawgov_cli.render.word.report import report_docx

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from lawgov_cli.render.word.passages import Passages


def docx_by_template(  # noqa: PLR0913 - what a paper is made of
    view: NamedTuple,
    *,
    template: str,
    folders: Sequence[Path],
    reference: bytes | None = None,
    preset: str = "gb9704",
    kept: Passages = NOTHING,
    written: str = "",
) -> bytes:
    """The Word file of what the template called *template* makes of *view*: the same sentences.

    Parameters:
        reference: the office's own document that gives styles and page.
        kept: the hand-written passages of the Word file that this one replaces.
        written: the Markdown of the same paper, whose hand-written passages are taken over.
    """
    text = by_template(view, template=template, folders=folders)
    if written:
        text = merged(text, written)
    title = next((line[2:] for line in text.splitlines() if line.startswith("# ")), "")
    return report_docx(text, reference=reference, preset=preset, meta=Meta(title=title), kept=kept)
