"""Printing: the one place that writes to the terminal.

A screen goes out in what the stream can show; a machine format or a document is UTF-8 wherever it
goes to a file or a program.
"""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any, TextIO

from lawgov_cli.base.cells import visible
from lawgov_cli.base.errors import LawgovError, UsageMistake, why
from lawgov_cli.base.written import has_written
from lawgov_cli.cli.answer import current
from lawgov_cli.cli.pager import paged
from lawgov_cli.render.lines import hanging

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from pathlib import Path

#: What kept standard output from being written, where anything did.
_lost: list[OSError] = []
#: Columns beyond which no terminal goes.
_WIDEST = 1000


class CannotPrint(LawgovError):
    """Standard output takes nothing (exit code 5; 0 where *done*: it is written all the same)."""

    exit_code = 5

    def __init__(self, why: str, *, done: bool = False) -> None:
        said = (
            "已经登记或写出, 请不要重做; 用 lawgov log 核对" if done else "没有登记, 也没有写出文件"
        )
        super().__init__(f"结果没有显示出来: 无法写到标准输出({why})。{said}。")


def say(text: str, *, err: bool = False) -> None:
    """Print lines for a person; control characters in them are shown, not obeyed."""
    if answer := current():
        lines = [line.removeprefix("提示: ") for line in text.split("\n")]
        (answer.warnings if err else answer.said).extend(lines)
        return
    _put(visible(text, newline="\n") + "\n", err=err)


def say_each(lines: Iterable[str], *, err: bool = False) -> None:
    """Print each of *lines*, nothing where there are none."""
    for line in lines:
        say(line, err=err)


def say_beside(head: str, text: str) -> None:
    """Print *head* and *text* in lines no wider than the terminal, all of *text* beside *head*."""
    shown = visible(text)
    say_each([head + shown] if current() else hanging(head, shown, width()))


def emit(text: str) -> None:
    """Print a machine format or a document exactly as it is, in UTF-8 but to a terminal."""
    if answer := current():
        answer.text += text
    elif sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        _print(text)
    else:
        sys.stdout.flush()
        sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
        sys.stdout.buffer.flush()


def emit_screen(text: str) -> None:
    """Print a screen exactly as it is; what is longer than the terminal by its pager."""
    if answer := current():
        answer.text += text
    elif not paged(text, sys.stdout):
        _print(text)


def _print(text: str) -> None:
    if os.linesep == "\r\n":  # there the stream makes every line end of two characters itself
        text = text.replace("\r\n", "\n")
    _put(text)


def _put(text: str | bytes, *, err: bool = False) -> None:
    """Print *text*; where that fails the command goes on, for it may have recorded by now."""
    try:
        _write(text, sys.stderr if err else sys.stdout)
    except OSError as error:
        if not err:
            note_lost(error)


def _write(text: str | bytes, stream: TextIO) -> None:
    if os.name == "nt":  # an old console takes no colours unless it is asked to
        import typer

        typer.echo(text, nl=False, file=stream)
    elif isinstance(text, bytes):
        stream.flush()
        stream.buffer.write(text)
    else:
        stream.write(text)
    stream.flush()


def note_lost(error: OSError) -> None:
    """Something could not be printed because of *error*."""
    _lost.append(error)


def require_printed() -> None:
    """What was said has reached standard output; called when a command has done its work.

    A reader that has gone (``| head``) had what it wanted.

    Raises:
        CannotPrint: it was not, and nothing was recorded or written, so it may be done again.
    """
    lost = list(_lost)
    _lost.clear()
    if not lost or isinstance(lost[0], BrokenPipeError):
        return
    error = CannotPrint(why(lost[0]), done=has_written())
    if not has_written():
        raise error
    say(error.message, err=True)


def emit_json(document: dict[str, Any], *, err: bool = False) -> None:
    """Print one JSON document: UTF-8, whatever the console."""
    from lawgov_cli.render.machine import json_text

    _put(json_text(document).encode(), err=err)


def is_screen(path: Path | None) -> bool:
    """Whether ``-o`` names the screen: ``-``."""
    return str(path) == "-"


def is_file(path: Path | None) -> bool:
    """Whether ``-o`` names a file."""
    return path is not None and not is_screen(path)


def format_named(output: Path | None, formats: Collection[str], usual: str) -> str:
    """The one of *formats* that the ending of *output* asks for; *usual* where it has none.

    Raises:
        UsageMistake: the ending is of a format that is not made here; under it no program that
            opens the file would find what it expects.
    """
    ending = output.suffix.lower().removeprefix(".") if output and is_file(output) else ""
    if ending in formats:
        return ending
    if output and ending.isascii() and ending.isalpha():
        known = "、".join(f".{name}" for name in formats)
        said = f"写不出“{output.name}”这种格式。可用: {known}。"
        pdf = "要 PDF 的, 先写成 .docx 或 .html, 再用 WPS 或浏览器另存。" if ending == "pdf" else ""
        raise UsageMistake(f"{said}{pdf}没有写出任何文件。")
    return usual


def width() -> int:
    """Columns to fill: the terminal's, or 100 where there is none."""
    return min(shutil.get_terminal_size((100, 24)).columns, _WIDEST)


def colour() -> bool:
    """Whether colour may be used: on a terminal, unless ``NO_COLOR`` is set."""
    wanted = not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"
    return wanted and sys.stdout.isatty()


def short_path(path: Path) -> str:
    """*path* as seen from the current folder where it lies below it."""
    here = os.path.relpath(path)
    return str(path) if here.startswith("..") else here
