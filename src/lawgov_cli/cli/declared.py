"""What a command takes, as it is declared: options, arguments, and bundles of them.

Typer's commands are made of this (see :mod:`.typer_commands`), and the commonest lines are read
from it alone (:mod:`.plain`): Typer takes longer to load than all the rest of a short command.

A parameter whose type is a named tuple of options (see :mod:`.options`) stands for all of them:
on the command line each is an option of its own, in the function they are one value.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping


class Argument:
    """A word that is known by its place; its settings are those of Typer's."""

    names: tuple[str, ...] = ()

    def __init__(self, **settings: Any) -> None:  # noqa: ANN401 - as Typer's
        self.settings = settings


class Option(Argument):
    """A word that is known by one of its *names*."""

    def __init__(self, *names: str, **settings: Any) -> None:  # noqa: ANN401 - as Typer's
        super().__init__(**settings)
        self.names = names


#: The default of what must be given.
REQUIRED: Any = object()


class Parameter(NamedTuple):
    """A parameter of a function, or a field of a bundle.

    Attributes:
        annotation: a type ``Annotated`` with an option or an argument; a bundle; else a class of
            Typer's.
    """

    name: str
    annotation: Any
    default: Any


def parameters_of(function: Callable[..., Any]) -> list[Parameter]:
    """What *function* takes, in its order, a bundle as one."""
    while hasattr(function, "__wrapped__"):
        function = function.__wrapped__
    code = function.__code__
    names = code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
    by_place = names[: code.co_argcount]
    last = function.__defaults__ or ()
    defaults = dict(zip(by_place[len(by_place) - len(last) :], last, strict=True))
    defaults |= function.__kwdefaults__ or {}
    kinds = _evaluated(function.__annotations__, function.__globals__)
    return [Parameter(name, kinds[name], defaults.get(name, REQUIRED)) for name in names]


@cache
def fields_of(bundle: Any) -> tuple[Parameter, ...]:  # noqa: ANN401 - a named tuple class
    """The same of a bundle."""
    kinds = _evaluated(bundle.__annotations__, vars(sys.modules[bundle.__module__]))
    defaults = bundle._field_defaults
    return tuple(Parameter(name, kinds[name], defaults[name]) for name in bundle._fields)


def _evaluated(annotations: Mapping[str, Any], known: dict[str, Any]) -> dict[str, Any]:
    """*annotations* as they are meant; ``typing`` would wrap one whose default is ``None`` again.

    What is returned is not looked at: it is only there for a type checker.
    """
    told = {name: kind for name, kind in annotations.items() if name != "return"}
    return {name: eval(kind, known) for name, kind in told.items()}  # noqa: S307 - our own code


def is_bundle(kind: Any) -> bool:  # noqa: ANN401 - any annotation
    """Whether a parameter of this type stands for several options."""
    return isinstance(kind, type) and issubclass(kind, tuple) and hasattr(kind, "_fields")


def spread(parameters: Iterable[Parameter]) -> Iterator[Parameter]:
    """*parameters*, those of each bundle in its place."""
    for parameter in parameters:
        if is_bundle(parameter.annotation):
            yield from spread(fields_of(parameter.annotation))
        else:
            yield parameter


def gathered(parameters: Iterable[Parameter], given: Mapping[str, Any]) -> dict[str, Any]:
    """The values *given* by the names of what was spread, each bundle as one again."""
    return {
        name: kind(**gathered(fields_of(kind), given)) if is_bundle(kind) else given[name]
        for name, kind, _ in parameters
    }
