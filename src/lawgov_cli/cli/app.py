"""The program as Typer has it: every line, its mistakes and its pages of help."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from lawgov_cli import __version__
from lawgov_cli.base.cells import wrapped
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.words import clean
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.boundary import run_guarded
from lawgov_cli.cli.commands import COMMANDS, SUMMARIES
from lawgov_cli.cli.finding import require_folder
from lawgov_cli.cli.help import HELP_NAMES, chinese_help_option, definition_lines, page_width
from lawgov_cli.cli.keyboard import behind_the_command
from lawgov_cli.cli.output import say
from lawgov_cli.cli.plain import plain_call
from lawgov_cli.cli.typer_commands import load_command

if TYPE_CHECKING:
    from collections.abc import Sequence


class LawgovGroup(TyperGroup):
    """Loads commands when called, speaks Chinese, and turns errors into exit codes."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ANN401, ARG002 - Typer's signature
        """Every command, in the order of the help page."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ANN401, ARG002
        """The command *cmd_name*, its module imported now."""
        if cmd_name not in COMMANDS:
            return None
        return load_command(cmd_name)

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """``--help`` with a Chinese line beside it."""
        return chinese_help_option(super().get_help_option(ctx))

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401, ARG002
        """Write the overview of commands."""
        formatter.write(overview_page())

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the options before the command, which are the command's own, and ``help``."""
        words = behind_the_command(args)
        if words[:1] == ["lawgov"]:  # pasted with the program's own name
            words = behind_the_command(words[1:])
        words[:1] = [clean(word) for word in words[:1]]
        if not words or words[0] not in COMMANDS:  # a command takes --json itself
            words = [word for word in words if word != "--json"]
        if words and words[0] in _HELP_WORDS and not ctx.resilient_parsing:
            words = _help_on(words[1:])
        if words[:1] and words[0] in _COMPLETION:
            from lawgov_cli.cli.shells import install_or_show

            install_or_show(words)
            raise typer.Exit
        result: list[str] = super().parse_args(ctx, words)
        return result

    def main(self, *args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
        """Run; every failure a user can cause becomes one message and its exit code."""
        standalone = kwargs.get("standalone_mode", True)
        kwargs["standalone_mode"] = False
        run_typer = super().main
        typed = (args[0] if args else kwargs.get("args")) or sys.argv[1:]
        call = plain_call(typed) or (lambda: run_typer(*args, **kwargs))
        code = run_guarded(call, typed, SUMMARIES)
        if standalone:
            sys.exit(code)
        return code


_HELP_WORDS = ("help", "帮助")
_ASK_INSTEAD = (
    "可以问: 催报、收表、月报、改期、撤销、合并、换电脑、口径。全部命令: lawgov --help; "
    "安装、换新版本: 看使用手册“第一天”"
)
_COMPLETION = ("--install-completion", "--show-completion")


def _help_on(words: Sequence[str]) -> list[str]:
    """``--help`` of the command named, or of the program; about another matter a page is shown.

    Raises:
        UsageMistake: no command is about it.
    """
    topic = " ".join(word for word in words if word not in HELP_NAMES["help_option_names"]).strip()
    if not topic or words[0] in COMMANDS:
        return [*words[:1], "--help"]
    from lawgov_cli.cli.topics import commands_about, commands_near

    names = commands_about(topic, SUMMARIES) or commands_near(topic)
    if not names:
        raise UsageMistake(f"没有找到与“{topic}”有关的命令。{_ASK_INSTEAD}")
    rows = [(name, SUMMARIES[name]) for name in names]
    page = [
        f"与“{topic}”有关的命令:",
        *definition_lines(rows, page_width()),
        f"用法: lawgov {names[0]} --help",
    ]
    say("\n".join(page))
    raise typer.Exit


def overview_page() -> str:
    """What ``lawgov --help`` prints."""
    width = page_width()
    lines = ["用法: lawgov [命令] [选项]", ""]
    lines += wrapped("把政府年度工作要点编成任务树, 登记进展, 生成报表。", width)
    for panel in dict.fromkeys(entry.panel for entry in COMMANDS.values()):
        rows = [(name, e.summary) for name, e in COMMANDS.items() if e.panel == panel]
        lines += ["", f"{panel}:", *definition_lines(rows, width)]
    for line in _BELOW:
        lines += wrapped(line, width)
    return "\n".join(lines) + "\n"


_BELOW = (
    "",
    "不带命令: 一屏总览。每个命令的用法: lawgov 命令 -h; 按事情找: lawgov help 催报",
    "写在命令前后都可以: --plan 文件、--year 年份、--as-of 日期、--known-at 日期",
    "其他选项: --version 版本; --install-completion 为终端装上 Tab 补全",
)


app = typer.Typer(
    cls=LawgovGroup,
    name="lawgov",
    invoke_without_command=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    add_completion=False,
    context_settings=HELP_NAMES,
)


@app.callback()
def lawgov(
    ctx: typer.Context,
    version: Annotated[bool, typer.Option("--version", help="显示版本")] = False,
    plan: Annotated[Path | None, typer.Option("--plan")] = None,
    year: Annotated[int | None, typer.Option("--year")] = None,
    as_of: Annotated[str | None, typer.Option("--as-of")] = None,
    known_at: Annotated[str | None, typer.Option("--known-at")] = None,
) -> None:
    """把政府年度工作要点编成任务树, 登记进展, 生成报表。"""
    if version:
        give("version", version=__version__)
        say(f"lawgov {__version__}")
        raise typer.Exit
    require_folder()
    if ctx.invoked_subcommand is None:
        from lawgov_cli.cli.options import Files, Reading
        from lawgov_cli.cli.overview import overview

        overview(Reading(as_of=as_of, known_at=known_at, files=Files(plan, year)))
