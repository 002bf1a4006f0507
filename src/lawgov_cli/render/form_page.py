"""One unit's form as one HTML file: filled in a browser, offline, it saves a reply file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined, TemplateError
from jinja2.sandbox import ImmutableSandboxedEnvironment

from lawgov_cli.base.cells import visible
from lawgov_cli.base.errors import TemplateBroken
from lawgov_cli.base.shipped import shipped

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike

    from lawgov_cli.views.forms import FormView

_NAME = "form.html.j2"


def form_page(view: FormView, folders: Sequence[PathLike[str]] = ()) -> str:
    """The page; whatever a note holds, in it it is text.

    Parameters:
        folders: where the office's own templates are; one there counts before the shipped one.

    Raises:
        TemplateBroken: a fault of the office's own template.
    """
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader([*folders, shipped("templates")]),
        undefined=StrictUndefined,
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_shown,
    )
    try:
        return environment.get_template(_NAME).render(view=view)
    except TemplateError as error:
        line = getattr(error, "lineno", None)
        raise TemplateBroken(_NAME, line, error.message or str(error)) from error


def _shown(value: Any) -> Any:  # noqa: ANN401 - whatever the page prints
    """Text with its control characters shown; line breaks stay."""
    return visible(value, "\n") if type(value) is str else value
