"""What a command makes is printed: a view, for a person or for a program."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.output import colour, emit, emit_screen, width

if TYPE_CHECKING:
    from collections.abc import Callable


class Output(NamedTuple):
    """A view, and how it is to be printed where that is not as a screen or as JSON."""

    view: Any
    format: str
    options: dict[str, Any] = {}  # noqa: RUF012 - never mutated


#: The formats of a person; a program gets these, and JSON, as a document instead.
_SCREENS = ("screen", "table")
_SHOWN = (*_SCREENS, "json")


def show(view: Any, format_: str = "screen", **told: Any) -> None:  # noqa: ANN401 - any view
    """Print *view* for a person, or give it to a program.

    Parameters:
        told: what some formats take, see ``render.formats``.
    """
    from lawgov_cli.render.formats import document, rendered

    if for_program() and format_ in _SHOWN:
        give(**document(view, **told))
        return
    put = emit_screen if format_ in _SCREENS else emit
    put(rendered(view, format_, **{"width": width(), "colour": colour(), **told}))


def reads(function: Callable[..., Any]) -> Callable[..., Any]:
    """A command that returns a view: printed as a screen, or with ``--json`` given as JSON.

    Where it returns none, it has said what there is to say.
    """

    @wraps(function)
    def run(**given: Any) -> None:  # noqa: ANN401 - the command's own
        made = function(**given)
        if isinstance(made, Output):
            show(made.view, made.format, **made.options)
        elif made is not None:
            show(made)

    return run
