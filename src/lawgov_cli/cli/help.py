"""Help pages in Chinese, aligned by the width of Chinese characters."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

from typer.core import TyperCommand, TyperOption

from lawgov_cli.base.cells import cell_width, pad, wrapped
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.asking import hint
from lawgov_cli.cli.keyboard import straightened, without_value
from lawgov_cli.cli.output import emit_screen
from lawgov_cli.render.lines import hanging

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

#: For Typer: what shows a page of help.
HELP_NAMES = {"help_option_names": ["-h", "--help"]}
_INDENT = "  "
#: Columns that the second of two needs at least.
_TEXT = 22
#: What an argument that is a file or a folder is called.
_PATHS = frozenset({"文件", "文件夹", "副本", "路径"})


class ChineseCommand(TyperCommand):
    """A command whose help page is Chinese, and which takes its words as they were meant.

    Each has ``--json``; that it is typed is known before anything is read, see ``boundary``.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
        super().__init__(*args, **kwargs)
        self.params.append(_json_option())

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:  # noqa: ANN401
        """Read the words; what was typed too much is answered with what was probably meant."""
        params = self.get_params(ctx)
        options = [p for p in params if p.param_type_name == "option"]
        known = {name for p in options for name in (*p.opts, *p.secondary_opts)}
        valued = {name for p in options if not getattr(p, "is_flag", False) for name in p.opts}
        straight = straightened(args, known, valued)
        if not ctx.resilient_parsing and (bare := without_value(straight.words, known, valued)):
            from lawgov_cli.cli.usage import lacking

            raise UsageMistake(f"{lacking(bare, params)}。用法: {ctx.command_path} --help")
        if not ctx.resilient_parsing and _blank_path(params, straight.words, valued):
            raise UsageMistake(
                f"有一处文件或文件夹的名称是空的。请写明, 或去掉它。用法: {ctx.command_path} --help"
            )
        ctx.allow_extra_args = True
        try:
            extra = super().parse_args(ctx, straight.words)
        except Exception as error:
            if getattr(error, "ctx", ctx) is None:
                error.ctx = ctx  # type: ignore[attr-defined] # so that it names this command's page
            raise
        if extra and not ctx.resilient_parsing:
            from lawgov_cli.cli.usage import TooMuch

            raise TooMuch(extra, ctx.command_path, known)
        if not ctx.resilient_parsing:
            hint(f"“{typed}”按“{meant}”理解。" for typed, meant in straight.changed)
        return []

    def format_help(self, ctx: Any, formatter: Any) -> None:  # noqa: ANN401 - private to Typer
        """Write the page."""
        formatter.write(command_page(self, ctx))

    def get_help_option(self, ctx: Any) -> Any:  # noqa: ANN401
        """``--help`` with a Chinese line beside it."""
        return chinese_help_option(super().get_help_option(ctx))


def _blank_path(params: Sequence[Any], words: Sequence[str], valued: Collection[str]) -> bool:
    """Whether a blank word stands for a file or folder: it would be taken for this folder."""
    if not any(p.param_type_name == "argument" and p.metavar in _PATHS for p in params):
        return False
    pairs = zip(["", *words], words, strict=False)
    return any(not word.strip() and before not in valued for before, word in pairs)


def _json_option() -> TyperOption:
    text = "输出 JSON(供程序读取), 不询问"
    return TyperOption(param_decls=["--json"], is_flag=True, expose_value=False, help=text)


def chinese_help_option(option: Any) -> Any:  # noqa: ANN401
    """*option* with its line in Chinese."""
    if option is not None:
        option.help = "显示本页"
        option.callback = _show_page
    return option


def _show_page(ctx: Any, _option: Any, wanted: bool) -> None:  # noqa: ANN401 - Typer's
    if wanted and not ctx.resilient_parsing:
        emit_screen(ctx.get_help() + "\n")
        ctx.exit()


def page_width() -> int:
    """Columns of a help page."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100)


def command_page(command: Any, ctx: Any) -> str:  # noqa: ANN401
    """The help page of one command."""
    width = page_width()
    usage = " ".join([ctx.command_path, *_usage_pieces(command, ctx)])
    lines = [*hanging("用法: ", usage, width), ""]
    for paragraph in (command.help or "").split("\n"):
        lines += wrapped(paragraph, width)
    arguments = [p for p in command.get_params(ctx) if p.param_type_name == "argument"]
    options = [p for p in command.get_params(ctx) if p.param_type_name == "option"]
    rows = [(p.metavar or p.name, p.help or "") for p in arguments]
    if rows:
        lines += ["", "内容:", *definition_lines(rows, width)]
    rows = [(_option_name(p), p.help or "") for p in options if not p.hidden]
    lines += ["", "选项:", *definition_lines(rows, width)]
    if command.epilog:
        lines += ["", *command.epilog.split("\n")]
    return "\n".join(lines) + "\n"


def _usage_pieces(command: Any, ctx: Any) -> list[str]:  # noqa: ANN401
    pieces = []
    for param in command.get_params(ctx):
        if param.param_type_name == "argument":
            name = (param.metavar or param.name) + ("…" if param.nargs == -1 else "")
            pieces.append(name if param.required else f"[{name}]")
    return [*pieces, "[选项]"]


def _option_name(param: Any) -> str:  # noqa: ANN401
    names = sorted([*param.opts, *param.secondary_opts], key=lambda name: name.startswith("--"))
    metavar = "" if param.is_flag else f" {param.metavar or ''}"
    return f"{', '.join(names)}{metavar}".rstrip()


def definition_lines(rows: list[tuple[str, str]], width: int) -> list[str]:
    """Two aligned columns; the second wraps under itself."""
    most = max(min(26, width - _TEXT - 2 * len(_INDENT)), 4)
    first = min(max((cell_width(name) for name, _ in rows), default=0), most)
    lines = []
    for name, text in rows:
        space = max(width - first - 2 * len(_INDENT), 10)
        body = wrapped(text, space)
        if cell_width(name) > first:
            lines.append(f"{_INDENT}{name}")
            head = " " * first
        else:
            head = pad(name, first)
        lines.append(f"{_INDENT}{head}{_INDENT}{body[0]}".rstrip())
        lines += [f"{_INDENT}{' ' * first}{_INDENT}{line}" for line in body[1:]]
    return lines
