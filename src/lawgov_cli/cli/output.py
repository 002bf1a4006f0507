"""Printing: the one place that writes to the terminal."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import typer

from lawgov_cli.base.cells import visible
from lawgov_cli.cli.answer import current

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path


def say(text: str, *, err: bool = False) -> None:
    """Print lines for a person; control characters in them are shown, not obeyed."""
    if answer := current():
        lines = [line.removeprefix("提示: ") for line in text.split("\n")]
        (answer.warnings if err else answer.said).extend(lines)
        return
    typer.echo(visible(text, newline="\n"), err=err)


def say_each(lines: Iterable[str], *, err: bool = False) -> None:
    """Print each of *lines*, nothing where there are none."""
    for line in lines:
        say(line, err=err)


def emit(text: str) -> None:
    """Print a machine format or a document exactly as it is."""
    if answer := current():
        answer.text += text
        return
    if os.linesep == "\r\n":  # there the stream makes every line end of two characters itself
        text = text.replace("\r\n", "\n")
    typer.echo(text, nl=False)


def emit_json(document: dict[str, Any], *, err: bool = False) -> None:
    """Print one JSON document: UTF-8, whatever the console."""
    from lawgov_cli.render.machine import json_text

    typer.echo(json_text(document).encode(), nl=False, err=err)


def is_screen(path: Path | None) -> bool:
    """Whether ``-o`` names the screen: ``-``."""
    return str(path) == "-"


def is_file(path: Path | None) -> bool:
    """Whether ``-o`` names a file."""
    return path is not None and not is_screen(path)


def width() -> int:
    """Columns to fill: the terminal's, or 100 where there is none."""
    return shutil.get_terminal_size((100, 24)).columns


def colour() -> bool:
    """Whether colour may be used: on a terminal, unless ``NO_COLOR`` is set."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and sys.stdout.isatty()


def short_path(path: Path) -> str:
    """*path* as seen from the current folder where it lies below it."""
    here = os.path.relpath(path)
    return str(path) if here.startswith("..") else here
