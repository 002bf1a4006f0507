"""How a function becomes a command: shared options come as one value, and a view is printed.

A parameter whose type is a named tuple of options (see :mod:`.options`) stands for all of them:
on the command line each is an option of its own, in the function they are one value.
"""

from __future__ import annotations

import inspect
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, get_type_hints

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.output import colour, emit, emit_screen, width

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def flattened(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command *function* as Typer sees it: its bundles of options spread out where they stand.

    Made of the one that is called: what it takes to make all of a module is noticed.
    """
    hints = _annotations(function)
    declared = inspect.signature(function).parameters.values()
    bundles = {p.name: hints[p.name] for p in declared if _is_bundle(hints[p.name])}

    def run(**given: Any) -> Any:  # noqa: ANN401 - whatever the command makes
        for name, bundle in bundles.items():
            given[name] = _gathered(bundle, given)
        return function(**given)

    parameters = [
        option
        for p in declared
        for option in (_spread(bundles[p.name]) if p.name in bundles else [_named(p, hints)])
    ]
    run.__name__, run.__doc__ = function.__name__, function.__doc__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {option.name: option.annotation for option in parameters}
    return run


def _annotations(function: Callable[..., Any]) -> dict[str, Any]:
    """What the parameters are declared as.

    ``get_type_hints`` would wrap one whose default is ``None`` once more, on Python 3.10.
    """
    return inspect.get_annotations(function, eval_str=True)


def _named(parameter: inspect.Parameter, hints: dict[str, Any]) -> inspect.Parameter:
    return parameter.replace(kind=_KEYWORD, annotation=hints[parameter.name])


_KEYWORD = inspect.Parameter.KEYWORD_ONLY


def _is_bundle(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def _spread(bundle: Any) -> Iterator[inspect.Parameter]:  # noqa: ANN401 - a named tuple class
    """The options of *bundle*, those of the bundles within it in their place."""
    for name, kind in _options(bundle).items():
        if _is_bundle(kind):
            yield from _spread(kind)
        else:
            default = bundle._field_defaults[name]
            yield inspect.Parameter(name, _KEYWORD, default=default, annotation=kind)


def _gathered(bundle: Any, given: dict[str, Any]) -> Any:  # noqa: ANN401
    """The value of *bundle*, its options taken out of *given*."""
    return bundle(
        **{
            name: _gathered(kind, given) if _is_bundle(kind) else given.pop(name)
            for name, kind in _options(bundle).items()
        }
    )


@cache
def _options(bundle: Any) -> dict[str, Any]:  # noqa: ANN401
    """What the fields of *bundle* are declared as."""
    return get_type_hints(bundle, include_extras=True)


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
