"""One unit's form as one HTML file: filled in a browser, offline, it saves a reply file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.render.html import Pages

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from lawgov_cli.views.forms import FormView


def form_page(view: FormView, folders: Sequence[PathLike[str]] = ()) -> str:
    """The page; whatever a note holds, in it it is text.

    Parameters:
        folders: where the office's own templates are; one there counts before the shipped one.

    Raises:
        TemplateBroken: a fault of the office's own template.
    """
    return Pages(folders).rendered("form.html.j2", view=view)
