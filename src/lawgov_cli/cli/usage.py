"""Typer's own complaints about the words of a command, said in Chinese.

Typer carries its own Click, whose classes are private, so they are told apart by name; what is
not known is passed on as it is.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.words import brief
from lawgov_cli.cli.failure import code_of
from lawgov_cli.cli.meant import command_meant
from lawgov_cli.cli.topics import commands_about
from lawgov_cli.domain.values import shortened

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence


def complaint(error: Any, summaries: Mapping[str, str]) -> str:  # noqa: ANN401 - classes are private to Typer
    """The Chinese sentence for a usage error.

    Parameters:
        error: the exception, one of ``typer._click.exceptions``.
        summaries: the commands there are and what they do, for a suggestion.
    """
    kind = type(error).__name__
    known = _WORDS.get(kind)
    text = known(error) if known else str(error.format_message())
    if text.startswith("No such command"):
        text = _no_such_command(text.split("'")[1] if "'" in text else "", summaries)
    elif text.startswith("Missing command"):
        text = "缺少命令"
    context = getattr(error, "ctx", None)
    path = context.command_path if context else "lawgov"
    end = "  " if text.endswith("?") else "" if text.endswith("。") else "。"
    return f"{brief(text)}{end}用法: {path} --help"


def kind_of(error: Any) -> str:  # noqa: ANN401
    """The stable word for a usage error: ``no_such_option``, ``no_such_command``, …"""
    if str(error.format_message()).startswith("No such command"):
        return "no_such_command"
    return code_of(error)


def _no_such_command(name: str, summaries: Mapping[str, str]) -> str:
    import difflib

    near = difflib.get_close_matches(name, summaries, n=2) or commands_about(name, summaries)[:3]
    if not near and (meant := command_meant([name], "", ())):
        near = [meant]
    hint = f", 您是否要用: {'、'.join(near)}?" if near else ""
    return f"没有“{name}”这个命令{hint}"


class TooMuch(UsageMistake):
    """Words that the command has no place for, with the command that was probably meant."""

    def __init__(self, words: Sequence[str], path: str, options: Collection[str]) -> None:
        command = path.removeprefix("lawgov").strip()
        meant = command_meant(words, command, options)
        typed = shortened(" ".join(words))
        hint = f", 您是否要用: {meant}?  " if meant and not typed.endswith("…") else "。"
        super().__init__(f"多余的内容: {typed}{hint}用法: {path} --help")


def _no_such_option(error: Any) -> str:  # noqa: ANN401
    likely = {*(error.possibilities or ())} - {"--json"}  # like many, and meant by none
    near = "、".join(sorted(likely))
    context = error.ctx
    if not near and context and not context.parent:
        return (
            f"没有“{error.option_name}”这个选项; 命令的选项写在命令后面, 如 lawgov list --unit 单位"
        )
    return f"没有“{error.option_name}”这个选项{f', 您是否要用: {near}?' if near else ''}"


def _missing(error: Any) -> str:  # noqa: ANN401
    return f"缺少{_name(error)}"


def _bad_value(error: Any) -> str:  # noqa: ANN401
    said = error.message
    if "is not a valid int" in said:
        said = f"“{_value(said)}”不是整数, 请只写数字"
    elif "is not a valid float" in said:
        said = f"“{_value(said)}”不是数字"
    elif "is not in the range" in said:
        said = f"应{_range(said.rpartition('range ')[2])}"
    elif "is not readable" in said:
        said = f"没有权限打开“{_value(said.partition(' ')[2])}”。"
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


def lacking(option: str, params: Iterable[Any]) -> str:
    """That *option* stands alone, and what belongs behind it by the pages of help."""
    words = (param.metavar for param in params if option in param.opts)
    return f"选项“{option}”后面缺少{next(filter(None, words), '内容')}"


def _bad_option(error: Any) -> str:  # noqa: ANN401
    if "requires an argument" in error.message:
        return lacking(error.option_name, error.ctx.command.params if error.ctx else ())
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
