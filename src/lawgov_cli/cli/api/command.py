"""``lawgov api``: what a program or an assistant needs to work with lawgov."""

from __future__ import annotations

from typing import Annotated

import typer

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.declared import Argument
from lawgov_cli.cli.output import emit

ACTIONS = ("guide", "schema", "mcp")


def api(
    ctx: typer.Context,
    action: Annotated[
        str, Argument(metavar="内容", help="guide 说明、schema 各种 JSON 的格式、mcp 服务")
    ] = "guide",
    kind: Annotated[
        str | None, Argument(metavar="种类", help="schema: 哪一种; 不写则列出各种")
    ] = None,
) -> None:
    """给程序和智能助手用: 说明、JSON 的格式、MCP 服务(标准输入输出)。

    例如: lawgov api guide; lawgov api schema list; lawgov api mcp
    """
    if action not in ACTIONS:
        raise UsageMistake(f"没有“{action}”这一项。可用: {'、'.join(ACTIONS)}")
    if action == "schema":
        _schema(kind)
    elif kind:
        raise UsageMistake(f"{action} 后面不写“{kind}”。用法: lawgov api --help")
    elif action == "mcp":
        _serve(ctx)
    else:
        _guide()


def _schema(word: str | None) -> None:
    from lawgov_cli.cli.api.kinds import KINDS, schema_of
    from lawgov_cli.render.machine import json_text

    if word:
        emit(json_text(schema_of(word)))
    else:
        emit("".join(f"{name:12}{kind.what}\n" for name, kind in KINDS.items()))


def _guide() -> None:
    from lawgov_cli.cli.api.guide import GUIDE

    emit(GUIDE)


def _serve(ctx: typer.Context) -> None:
    from lawgov_cli.cli.api.mcp import serve
    from lawgov_cli.cli.api.tools import Tools

    if for_program():
        raise UsageMistake("mcp 自己就说 JSON, 请去掉 --json。")
    whole = ctx.find_root()
    serve(Tools(whole.command, whole))
