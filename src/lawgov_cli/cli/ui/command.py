"""``lawgov ui``."""

from __future__ import annotations

import gc

import typer

from lawgov_cli.base.errors import DataUnreadable, UsageMistake
from lawgov_cli.cli.asking import on_terminal
from lawgov_cli.cli.options import Files


def ui(ctx: typer.Context, files: Files) -> None:
    """在一屏上看和登记: 任务树、一项的全部内容、边打字边筛选、收表; 登记前先看将写什么。"""
    try:
        from lawgov_cli.cli.ui.app import Ui
    except ModuleNotFoundError as error:
        if (error.name or "").partition(".")[0] != "textual":
            raise
        remedy = '请安装: pip install "lawgov[ui]"; 命令行的 list、show、note 等不需要它'
        raise DataUnreadable(f"界面需要另装组件。{remedy}") from None
    if not on_terminal():
        raise UsageMistake("ui 要在终端里用。供程序读取请用: lawgov list --json")
    from lawgov_cli.cli.ui.desk import Desk

    gc.enable()  # a command leaves at once, a screen stays
    Ui(Desk(ctx.find_root().command, files)).run()
