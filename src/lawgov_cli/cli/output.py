"""Printing: the one place that writes to the terminal.

A person's screen goes out in what its stream can show; a machine format or a document is UTF-8
wherever it goes to a file or a program.
"""

from __future__ import annotations

import codecs
import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import typer

from lawgov_cli.base.cells import cell_width, tell_ambiguous, visible
from lawgov_cli.cli.pager import paged

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

#: Stands for a character that a stream cannot show, of the same width, so that tables stay right.
_STANDINS = {1: ".", 2: "〓"}
_ERRORS = "lawgov-standin"
#: Code pages of Chinese consoles; GB 18030 holds each of them and every character there is.
_CHINESE = frozenset({"gbk", "gb2312", "cp936", "hz"})
#: What could not be shown as it is.
_not_shown: dict[str, None] = {}


def prepare_streams() -> None:
    """Have both streams take every text: none of it becomes ``?``, and nothing fails."""
    codecs.register_error(_ERRORS, _stand_in)
    tell_ambiguous(os.environ.get("LAWGOV_AMBIGUOUS") == "2")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding=_encoding(stream), errors=_ERRORS)


def _encoding(stream: Any) -> str:  # noqa: ANN401 - a stream of text, of whatever class
    """What *stream* is written in: its own encoding, or one that holds all of Chinese."""
    name = codecs.lookup(stream.encoding).name
    if name in _CHINESE and not stream.isatty():
        return "gb18030"
    try:
        "中".encode(name)
    except UnicodeEncodeError:
        return "utf-8"
    return name


def _stand_in(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    text = error.object[error.start : error.end]
    _not_shown.update(dict.fromkeys(text))
    return "".join(_STANDINS.get(cell_width(char), "") for char in text), error.end


def tell_what_was_not_shown() -> None:
    """Say which characters the terminal could not show, once, at the end."""
    if _not_shown:
        codes = "、".join(f"U+{ord(char):04X}" for char in _not_shown)
        _not_shown.clear()
        say(f"提示: 这个终端显示不了的字以“〓”代替({codes}); 文件里是原样。", err=True)


def readable(words: Iterable[str]) -> list[str]:
    """The *words* of a command line; one that another program passed in GBK is read as that."""
    return [word if word.isascii() else _readable(word) for word in words]


def _readable(word: str) -> str:
    try:
        word.encode()
    except UnicodeEncodeError:
        data = word.encode("utf-8", "surrogateescape")
    else:
        return word
    try:
        return data.decode("gb18030")
    except UnicodeDecodeError:
        return word


def say(text: str, *, err: bool = False) -> None:
    """Print lines for a person; control characters in them are shown, not obeyed."""
    typer.echo(visible(text, newline="\n"), err=err)


def say_each(lines: Iterable[str], *, err: bool = False) -> None:
    """Print each of *lines*, nothing where there are none."""
    for line in lines:
        say(line, err=err)


def show(text: str) -> None:
    """Print a screen exactly as it is; what is longer than the terminal by its pager."""
    if not paged(text, sys.stdout):
        _print(text)


def emit(text: str) -> None:
    """Print a machine format or a document exactly as it is, in UTF-8 but to a terminal."""
    if sys.stdout.isatty() or not hasattr(sys.stdout, "buffer"):
        _print(text)
        return
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode(errors="backslashreplace"))
    sys.stdout.buffer.flush()


def _print(text: str) -> None:
    if os.linesep == "\r\n":  # there the stream makes every line end of two characters itself
        text = text.replace("\r\n", "\n")
    typer.echo(text, nl=False)


def is_screen(path: Path | None) -> bool:
    """Whether ``-o`` names the screen: ``-``."""
    return str(path) == "-"


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
