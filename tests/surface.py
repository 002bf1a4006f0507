"""The table of the command surface that Tab reads, made from the commands themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import typer

from lawgov_cli.cli.app import app
from lawgov_cli.cli.commands import COMMANDS
from lawgov_cli.cli.typer_commands import load_command

if TYPE_CHECKING:
    from collections.abc import Iterator

#: What the program takes beside what its parameters say.
_BY_ITSELF = (
    ("--help,-h", "", "全部命令"),
    ("--install-completion", "终端", "为正在用的终端装上 Tab 补全: bash、zsh、fish、powershell"),
    ("--show-completion", "终端", "印出补全用的脚本: bash、zsh、fish、powershell"),
)


def surface_table() -> str:
    """A line for each command, option and argument: see :mod:`lawgov_cli.cli.tab`."""
    listed = {name: param.help for param in load_command("list").params for name in param.opts}
    rows = [("", "", "", "lawgov"), *(("", *row) for row in _BY_ITSELF)]
    for param in typer.main.get_command(app).params:
        kind = "" if getattr(param, "is_flag", False) else _kinds()[param.opts[0]]
        said = getattr(param, "help", "") or listed[param.opts[0]]
        rows.append(("", ",".join(param.opts), kind, said))
    for name, entry in COMMANDS.items():
        rows.append((name, "", "", entry.summary))
        rows += ((name, *row) for row in _words(load_command(name)))
    return "".join("\t".join(row) + "\n" for row in rows)


def _kinds() -> dict[str, str]:
    return {name: p.metavar or "" for p in load_command("list").params for name in p.opts}


def _words(command: Any) -> Iterator[tuple[str, str, str]]:  # noqa: ANN401 - private to Typer
    for param in command.params:
        said = param.help or ""
        if param.param_type_name == "argument":
            yield "", f"{param.metavar}{'…' if param.nargs == -1 else ''}", said
        elif not param.hidden:
            names = ",".join([*param.opts, *param.secondary_opts])
            yield names, "" if param.is_flag else param.metavar or "", said
    yield "--help,-h", "", "显示本页"
