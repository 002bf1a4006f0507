"""Running the program on a command line: by what is read plainly, else by Typer."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from lawgov_cli.cli.boundary import run_guarded
from lawgov_cli.cli.commands import SUMMARIES
from lawgov_cli.cli.output import say
from lawgov_cli.cli.plain import plain_call
from lawgov_cli.cli.streams import not_shown, prepare_streams, readable

if TYPE_CHECKING:
    from collections.abc import Sequence

_REAL_DAY = "正式登记请关掉这个终端, 另开一个。"


def run(arguments: Sequence[str]) -> int:
    """Run the program on *arguments* and return its exit code."""
    prepare_streams()
    words = readable(arguments)
    call = plain_call(words)
    code = run_guarded(call, words, SUMMARIES) if call else _by_typer(words)
    if said := not_shown():
        say(said, err=True)
    if (clock := os.environ.get("LAWGOV_NOW")) and sys.stderr.isatty():
        say(f"练习: 设着 LAWGOV_NOW, “今天”当作{clock[:10]}。{_REAL_DAY}", err=True)
    return code


def _by_typer(words: Sequence[str]) -> int:
    from lawgov_cli.cli.app import app

    return int(app(args=words, prog_name="lawgov", standalone_mode=False) or 0)
