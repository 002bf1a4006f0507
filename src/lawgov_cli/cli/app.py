"""The program: which commands there are, loading the one asked for, the one error boundary.

A command's module is imported when it is called, so each pays only for what it needs.
"""

from __future__ import annotations

import importlib
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperGroup

from lawgov_cli import __version__
from lawgov_cli.base.cells import visible, wrapped
from lawgov_cli.base.errors import FolderGone, UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.boundary import run_guarded
from lawgov_cli.cli.command import flattened
from lawgov_cli.cli.help import ChineseCommand, chinese_help_option, definition_lines, page_width
from lawgov_cli.cli.keyboard import behind_the_command
from lawgov_cli.cli.output import colour, say
from lawgov_cli.cli.streams import not_shown, prepare_streams, readable

if TYPE_CHECKING:
    from collections.abc import Sequence


class Entry(NamedTuple):
    """Where a command lives and how the overview of commands presents it."""

    module: str
    function: str
    panel: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "list": Entry("list_", "list_", "查看", "列出要点: 按单位、部分、角色、状态、文字筛选"),
    "show": Entry("show", "show", "查看", "一项的全文、单位、举措和全部进展"),
    "why": Entry("why", "why", "查看", "为什么是这种状态、亮这种灯, 怎样才会变"),
    "stats": Entry("stats", "stats", "查看", "按部分、单位、状态计数"),
    "units": Entry("units", "units", "查看", "单位和单位组: 牵头、责任各几项, 别名, 成员"),
    "due": Entry("due", "due", "查看", "已逾期和即将到期的要点"),
    "missing": Entry("missing", "missing", "查看", "本月谁没有报送, 附催报文字"),
    "log": Entry("log", "log", "查看", "台账: 谁在哪天登记了什么"),
    "diff": Entry("diff", "diff", "查看", "两个日期之间有什么变化: 按要点、按单位"),
    "done": Entry("record", "done", "登记", "登记完成"),
    "start": Entry("record", "start", "登记", "登记启动(推进中)"),
    "note": Entry("record", "note", "登记", "登记进展, 不改状态"),
    "mark": Entry("mark", "mark", "登记", "登记其他状态: 待核验、长期坚持、已调整…"),
    "set": Entry("amend", "set_", "登记", "设时限、类型、牵头单位、责任单位"),
    "add": Entry("amend", "add", "登记", "在要点下增加一项举措(细化工作项目)"),
    "collect": Entry("collect", "collect", "登记", "收回各单位的报表, 核对后一次登记"),
    "chase": Entry("chase", "chase", "登记", "登记催办: 催了谁、怎么催、怎么答"),
    "correct": Entry("correct", "correct", "登记", "更正一条记录的文字; 删除其中的个人信息"),
    "undo": Entry("undo", "undo", "登记", "撤销自己上一次登记; 再撤再往前, --redo 恢复"),
    "report": Entry("report", "report", "报表", "生成月报、季报、年度报告"),
    "slip": Entry("slip", "slip", "报表", "督办单、函: 一事一单, 编号入台账; 登记簿"),
    "export": Entry("export", "export", "报表", "导出: 各单位的填报表、总表、网页、移交包、任务树"),
    "document": Entry("document", "document", "报表", "按原文印出文件"),
    "init": Entry("init", "init", "文件", "建立自己的工作目录"),
    "import": Entry("import_", "import_", "文件", "把新文件编成工作要点; 更正后再导入; 接续去年"),
    "view": Entry("view", "view", "文件", "存下常用的筛选条件"),
    "sync": Entry("sync", "sync", "文件", "经 git 与别处同步, 或把台账副本里还没有的记录收进来"),
    "rollup": Entry("rollup", "rollup", "文件", "汇总许多地方: 谁最差, 谁没有报"),
    "check": Entry("check", "check", "文件", "检查工作要点和台账, 列出全部问题"),
    "ui": Entry("ui.command", "ui", "其他", "在一屏上看和登记(需另装组件)"),
    "api": Entry("api.command", "api", "其他", "给程序和智能助手用: 说明、JSON 的格式、MCP 服务"),
}


SUMMARIES = {name: entry.summary for name, entry in COMMANDS.items()}


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
        code = run_guarded(lambda: run_typer(*args, **kwargs), typed, SUMMARIES)
        if standalone:
            sys.exit(code)
        return code


_HELP = ["-h", "--help"]
_HELP_NAMES = {"help_option_names": _HELP}
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
    topic = " ".join(word for word in words if word not in _HELP).strip()
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


def load_command(name: str) -> Any:  # noqa: ANN401
    """Import the module of the command *name* and build it."""
    entry = COMMANDS[name]
    module = importlib.import_module(f"lawgov_cli.cli.{entry.module}")
    single = typer.Typer(add_completion=False, rich_markup_mode=None, context_settings=_HELP_NAMES)
    single.command(name, cls=ChineseCommand)(flattened(getattr(module, entry.function)))
    return typer.main.get_command(single)


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
    context_settings=_HELP_NAMES,
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
    _require_folder()
    if ctx.invoked_subcommand is None:
        from lawgov_cli.cli.options import Files, Reading
        from lawgov_cli.cli.overview import overview

        overview(Reading(as_of=as_of, known_at=known_at, files=Files(plan, year)))


def _require_folder() -> None:
    """Every command looks around itself, so there must be a place to look around in."""
    try:
        os.getcwd()  # noqa: PTH109 - pathlib would have to be asked to do the same
    except OSError:
        raise FolderGone from None


_REAL_DAY = "正式登记请关掉这个终端, 另开一个。"


def run(arguments: Sequence[str]) -> int:
    """Run the program on *arguments* and return its exit code."""
    prepare_streams()
    code = app(args=readable(arguments), prog_name="lawgov", standalone_mode=False)
    if said := not_shown():
        say(said, err=True)
    if (clock := os.environ.get("LAWGOV_NOW")) and sys.stderr.isatty():
        note = f"练习: 设着 LAWGOV_NOW, “今天”当作{visible(clock[:10])}。{_REAL_DAY}"
        typer.secho(note, err=True, dim=colour() or None)
    return int(code or 0)
