"""Typer's form of what a command is declared to take."""

from __future__ import annotations

import inspect
from typing import TYPE_CHECKING, Annotated, Any

import typer

from lawgov_cli.cli.commands import function_of
from lawgov_cli.cli.declared import (
    REQUIRED,
    Argument,
    Option,
    Parameter,
    gathered,
    parameters_of,
    spread,
)
from lawgov_cli.cli.help import HELP_NAMES, ChineseCommand

if TYPE_CHECKING:
    from collections.abc import Callable


def load_command(name: str) -> Any:  # noqa: ANN401
    """Import the module of the command *name* and build it."""
    single = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=HELP_NAMES)
    single.command(name, cls=ChineseCommand)(_flattened(function_of(name)))
    return typer.main.get_command(single)


def _flattened(function: Callable[..., Any]) -> Callable[..., Any]:
    """The command *function* as Typer sees it: its bundles of options spread out."""
    parameters = parameters_of(function)

    def run(**given: Any) -> Any:  # noqa: ANN401 - whatever the command makes
        return function(**gathered(parameters, given))

    typed = [_typed(parameter) for parameter in spread(parameters)]
    run.__name__, run.__doc__ = function.__name__, function.__doc__
    run.__signature__ = inspect.Signature(typed)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in typed}
    return run


def _typed(parameter: Parameter) -> inspect.Parameter:
    name, kind, default = parameter
    for declared in getattr(kind, "__metadata__", ()):
        made = typer.Option if isinstance(declared, Option) else typer.Argument
        if isinstance(declared, Argument):
            kind = Annotated[kind.__origin__, made(*declared.names, **declared.settings)]
    default = inspect.Parameter.empty if default is REQUIRED else default
    only = inspect.Parameter.KEYWORD_ONLY
    return inspect.Parameter(name, only, default=default, annotation=kind)
