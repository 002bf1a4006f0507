"""The lines that nearly everybody types, read without Typer; every other is left to it.

Read here is only what can be meant in no other way: a command by its name, options by one of
theirs, each with a value that fits, and no word too many or too few. A mistake, a page of help, a
dash of another keyboard, ``--unit=市司法局``: all that is Typer's. Both read what the command
declares, and come to the same values.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, get_args, get_origin

from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.words import clean
from lawgov_cli.cli.commands import COMMANDS, function_of
from lawgov_cli.cli.declared import REQUIRED, Argument, gathered, parameters_of, spread
from lawgov_cli.cli.finding import require_folder
from lawgov_cli.cli.keyboard import DASHES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from lawgov_cli.cli.declared import Parameter


class _NotPlain(Exception):
    """Something in the line is for Typer to read."""


def plain_call(words: Sequence[str]) -> Callable[[], Any] | None:
    """What the line *words* calls, ready to be called; ``None`` where Typer has to read it.

    Parameters:
        words: what stands behind the program's name.
    """
    if not words or words[0] not in COMMANDS:
        return None
    function = function_of(words[0])
    parameters = parameters_of(function)
    try:
        values = _values(words[1:], list(spread(parameters)))
    except _NotPlain:
        return None

    def call() -> Any:  # noqa: ANN401 - whatever the command makes
        require_folder()
        return function(**gathered(parameters, values))

    return call


def _values(words: Sequence[str], parameters: Sequence[Parameter]) -> dict[str, Any]:
    """The value of each of *parameters*, by its name."""
    options = {name: each for each in parameters for name in _declared(each).names}
    options = {name: each for name, each in options.items() if "/" not in name}  # which is two
    typed: dict[str, list[str]] = {}
    loose = []
    rest = iter(words)
    for word in rest:
        option = options.get(word)
        if option:
            is_flag = option.annotation.__origin__ is bool
            typed.setdefault(option.name, []).append(word if is_flag else _sound(next(rest, "")))
        elif word != "--json":  # known before anything is read, see `boundary`
            loose.append(_sound(word))
    arguments = [each for each in parameters if not _declared(each).names]
    typed |= _by_place(loose, arguments)
    return {each.name: _value(each, typed.get(each.name, ())) for each in parameters}


def _declared(parameter: Parameter) -> Argument:
    for declared in getattr(parameter.annotation, "__metadata__", ()):
        if isinstance(declared, Argument):
            return declared
    raise _NotPlain  # it is something of Typer's


def _sound(word: str) -> str:
    """*word*, which is neither nothing nor like an option."""
    if word != "-" and (word[:1] in DASHES or not clean(word).strip()):
        raise _NotPlain
    return word


def _by_place(words: Sequence[str], arguments: Iterable[Parameter]) -> dict[str, list[str]]:
    left = list(words)
    placed = {}
    for argument in arguments:
        number = len(left) if _kind(argument)[1] else 1
        placed[argument.name], left = left[:number], left[number:]
    if left:
        raise _NotPlain
    return placed


def _kind(parameter: Parameter) -> tuple[Any, bool]:
    """The class of a value, and whether there may be several."""
    kind = parameter.annotation.__origin__
    if get_args(kind) and get_origin(kind) is not list:  # it may be None, too
        kind = get_args(kind)[0]
    is_list = get_origin(kind) is list
    return (get_args(kind)[0] if is_list else kind), is_list


def _value(parameter: Parameter, typed: Sequence[str]) -> Any:  # noqa: ANN401 - of its class
    settings = _declared(parameter).settings
    if not typed and (kept := os.environ.get(settings.get("envvar", ""))):
        typed = [kept]
    kind, is_list = _kind(parameter)
    if not typed and parameter.default is not REQUIRED:
        return parameter.default
    if not typed or (len(typed) > 1 and not is_list):
        raise _NotPlain
    values = [_read(word, kind, settings) for word in typed]
    return values if is_list else values[0]


def _read(word: str, kind: Any, settings: Mapping[str, Any]) -> Any:  # noqa: ANN401 - of *kind*
    if kind is bool:
        return True
    if kind in {str, Path}:
        return kind(word)
    try:
        if parser := settings.get("parser"):
            return parser(word)
    except (LawgovError, ValueError):
        raise _NotPlain from None
    if kind is not int or not (word.isascii() and word.isdecimal()):
        raise _NotPlain
    number = int(word)
    if not settings.get("min", number) <= number <= settings.get("max", number):
        raise _NotPlain
    return number
