"""Whole pages of HTML, from templates that ship or the office's own: what a note holds is text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import FileSystemLoader, StrictUndefined

from lawgov_cli.base.cells import visible
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.shipped import shipped
from lawgov_cli.render.bounds import BoundedEnvironment
from lawgov_cli.render.faults import faults_told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from os import PathLike


class Pages:
    """The templates of pages; one in the office's own folders counts before the shipped one."""

    def __init__(self, folders: Sequence[PathLike[str]] = ()) -> None:
        self._loader = FileSystemLoader([*folders, shipped("templates")])
        self._environment = BoundedEnvironment(
            loader=self._loader,
            undefined=StrictUndefined,
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            finalize=_shown,
        )
        self._environment.filters["nth"] = nth

    def text(self, name: str) -> str:
        """A file that lies beside the templates, as it is."""
        return self._loader.get_source(self._environment, name)[0]

    def rendered(self, name: str, **names: Any) -> str:  # noqa: ANN401 - whatever a page prints
        """The page that the template *name* makes of *names*.

        Raises:
            TemplateBroken: a fault of the office's own template.
        """
        self._environment.spent = 0
        with faults_told(name):
            return self._environment.get_template(name).render(**names)


def _shown(value: Any) -> Any:  # noqa: ANN401 - whatever the page prints
    """Text with its control characters shown; line breaks stay."""
    return visible(value, "\n") if type(value) is str else value
