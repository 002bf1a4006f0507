"""The tools that an assistant may use: those that look, and one that proposes.

A tool is a command; what it takes are the command's own arguments and options. None of them
writes: options that name a file are not offered, and what is proposed runs as ``--dry-run``.
"""

from __future__ import annotations

import os
import shlex
import subprocess
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.boundary import answered

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

#: Options that write a file or read a template, and those that say how to print.
_NOT_OFFERED = {"output", "force", "format_", "template", "preset", "issue", "public"}


class Look(NamedTuple):
    """A command that looks: words that go before all others, and what is offered where not all."""

    words: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


LOOKS: dict[str, Look] = {
    **{name: Look() for name in ("list", "show", "why", "stats", "due", "missing", "log", "diff")},
    "units": Look(("--dry-run",), ("words", "as_of", "known_at", "plan", "year")),
    "slip": Look(("--list",), ("open", "unit", "plan", "year")),
    "report": Look(),
    "check": Look(),
}
PROPOSE = "propose"
#: Commands that record and can be looked at before.
PROPOSED = ("done", "start", "note", "mark", "set", "add", "chase", "correct", "undo", "slip")
_PROPOSED = {
    "name": PROPOSE,
    "description": (
        "拟一次登记而不写入: 返回由人执行的命令(run)和将写入台账的每条记录(items)。"
        f"command 为 {'、'.join(PROPOSED)}、units 之一; words 是其后的各个词, 写法见该命令的 --help"
    ),
    "inputSchema": {
        "type": "object",
        "properties": {
            "command": {"type": "string", "enum": [*PROPOSED, "units"]},
            "words": {"type": "array", "items": {"type": "string"}},
        },
        "required": ["command", "words"],
    },
}


class Misuse(Exception):
    """A tool that there is not, or that was given what it does not take."""


class Tools:
    """The tools of the program whose commands *group* holds."""

    def __init__(self, group: Any, context: Any) -> None:  # noqa: ANN401 - private to Typer
        self._group = group
        self._commands = {name: group.get_command(context, name) for name in LOOKS}

    def listed(self) -> Iterator[dict[str, Any]]:
        """Each tool with what it takes."""
        for name, command in self._commands.items():
            params = list(self._params(name))
            schema = {
                "type": "object",
                "properties": {_called(param): _schema(param) for param in params},
                "required": [_called(param) for param in params if param.required],
                "additionalProperties": False,
            }
            told = (command.help or name).split("\n")[0]
            readonly = {"readOnlyHint": True}
            yield {
                "name": name,
                "description": told,
                "inputSchema": schema,
                "annotations": readonly,
            }
        yield {**_PROPOSED, "annotations": {"readOnlyHint": True}}

    def call(self, name: str, given: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
        """The document that the tool *name* answers with, and whether it is a failure.

        Raises:
            Misuse: there is no such tool, or it does not take what is given.
        """
        if name == PROPOSE:
            return self._proposed(given)
        if name not in self._commands:
            raise Misuse(f"没有“{name}”这个工具。可用: {'、'.join([*LOOKS, PROPOSE])}")
        words = [name, *LOOKS[name].words]
        behind: list[str] = []
        params = {_called(param): param for param in self._params(name)}
        for key, value in given.items():
            if key not in params:
                raise Misuse(f"{name} 没有“{key}”。可用: {'、'.join(params)}")
            (words if _is_option(params[key]) else behind).extend(_typed(params[key], value))
        return self._ran([*words, *(["--", *behind] if behind else [])])

    def _params(self, name: str) -> Iterator[Any]:
        offered = LOOKS[name].offered
        for param in self._commands[name].params:
            fits = param.name in offered if offered else param.name not in _NOT_OFFERED
            if fits and getattr(param, "expose_value", True):
                yield param

    def _proposed(self, given: Mapping[str, Any]) -> tuple[dict[str, Any], bool]:
        command, words = given.get("command"), given.get("words")
        if command not in (*PROPOSED, "units") or not _are_texts(words) or len(given) > 2:
            raise Misuse(f"要写 command({'、'.join(PROPOSED)}、units)和 words(各个词)")
        assert isinstance(words, list)  # noqa: S101 - for the type checker
        if any(word == "-" or word.startswith("@") for word in words):
            raise Misuse("文字请直接写出, 不从文件(@)或标准输入(-)读")
        if {"--yes", "-y"} & {*words}:
            raise Misuse("--yes 由人来加: 拟登记时不写")
        document, failed = self._ran([command, "--dry-run", *words])
        run = shlex.join if os.name != "nt" else subprocess.list2cmdline
        return {**document, **({} if failed else {"run": run(["lawgov", command, *words])})}, failed

    def _ran(self, words: list[str]) -> tuple[dict[str, Any], bool]:
        def action() -> Any:  # noqa: ANN401 - an exit code
            return self._group.main(args=words, prog_name="lawgov", standalone_mode=False)

        answer, code = answered(action, {}, words[0])
        return answer.failure or answer.document or {}, code != 0


def _is_option(param: Any) -> bool:  # noqa: ANN401
    return bool(param.param_type_name == "option")


def _are_texts(words: Any) -> bool:  # noqa: ANN401
    return isinstance(words, list) and all(isinstance(word, str) for word in words)


def _called(param: Any) -> str:  # noqa: ANN401 - private to Typer
    """What a parameter is called, without the sign that keeps Python's own names free."""
    return str(param.name).rstrip("_")


def _schema(param: Any) -> dict[str, Any]:  # noqa: ANN401
    """What a parameter of a command takes."""
    if getattr(param, "is_flag", False):
        kind: dict[str, Any] = {"type": "boolean"}
    elif getattr(param, "multiple", False) or param.nargs == -1:
        kind = {"type": "array", "items": {"type": "string"}}
    else:
        kind = {"type": "integer" if param.type.name.startswith("integer") else "string"}
    return {**kind, "description": param.help or param.name}


def _typed(param: Any, value: Any) -> Iterator[str]:  # noqa: ANN401
    """*value* as it is typed: an option with its value in one word, so that it is no other's."""
    if getattr(param, "is_flag", False):
        yield from [param.opts[0]] if value is True else []
        return
    for one in value if isinstance(value, list) else [value]:
        if not isinstance(one, (str, int, float)) or isinstance(one, bool):
            raise Misuse(f"“{param.name}”应写文字或数字")
        yield f"{param.opts[0]}={one}" if _is_option(param) else str(one)
