"""Typer's own complaints about the words of a command, said in Chinese.

Typer carries its own Click, whose classes are private, so they are told apart by name; what is
not known is passed on as it is.
"""

from __future__ import annotations

import difflib
from typing import Any


def complaint(error: Any, names: list[str]) -> str:  # noqa: ANN401 - classes are private to Typer
    """The Chinese sentence for a usage error.

    Parameters:
        error: the exception, one of ``typer._click.exceptions``.
        names: the commands there are, for a suggestion.
    """
    kind = type(error).__name__
    known = _WORDS.get(kind)
    text = known(error) if known else str(error.format_message())
    if text.startswith("No such command"):
        text = _no_such_command(text.split("'")[1] if "'" in text else "", names)
    elif text.startswith("Missing command"):
        text = "缺少命令"
    elif text.startswith("Got unexpected extra argument"):
        text = f"多余的内容: {text.rpartition('(')[2].rstrip('.)')}"
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "lawgov"
    end = "  " if text.endswith("?") else "。"
    return f"{text}{end}用法: {path} --help"


def _no_such_command(name: str, names: list[str]) -> str:
    near = difflib.get_close_matches(name, names, n=2)
    hint = f", 您是否要用: {'、'.join(near)}?" if near else ""
    return f"没有“{name}”这个命令{hint}"


def _no_such_option(error: Any) -> str:  # noqa: ANN401
    near = "、".join(sorted(error.possibilities or ()))
    return f"没有“{error.option_name}”这个选项{f', 您是否要用: {near}?' if near else ''}"


def _missing(error: Any) -> str:  # noqa: ANN401
    return f"缺少{_name(error)}"


def _bad_value(error: Any) -> str:  # noqa: ANN401
    said = error.message
    if "is not a valid int" in said:
        said = f"“{_value(said)}”不是整数"
    elif "is not a valid float" in said:
        said = f"“{_value(said)}”不是数字"
    elif "is not in the range" in said:
        said = f"应{_range(said.rpartition('range ')[2])}"
    return f"{_name(error)}的值不对: {said}"


def _value(said: str) -> str:
    """``'x' is not a valid integer.`` → ``x``."""
    return said.rpartition(" is not")[0][1:-1]


def _range(limits: str) -> str:
    """``0<=x<=100.`` or ``x>=1.`` in words."""
    low, _, high = limits.rstrip(".").partition("x")
    if low:
        return f"在{low.removesuffix('<=')}至{high.removeprefix('<=')}之间"
    return f"不小于{high.removeprefix('>=')}"


def _bad_option(error: Any) -> str:  # noqa: ANN401
    if "requires an argument" in error.message:
        return f"选项“{error.option_name}”后面缺少内容"
    if "does not take a value" in error.message:
        return f"选项“{error.option_name}”后面不带内容"
    return f"选项“{error.option_name}”用法不对: {error.message}"


def _name(error: Any) -> str:  # noqa: ANN401
    param = error.param
    if param is None:
        return "参数"
    if param.param_type_name == "argument":
        return f"“{param.metavar or param.human_readable_name}”"
    return f"选项“{'/'.join(param.opts)}”"


_WORDS = {
    "NoSuchOption": _no_such_option,
    "MissingParameter": _missing,
    "BadParameter": _bad_value,
    "BadOptionUsage": _bad_option,
}
