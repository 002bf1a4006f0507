"""The streams of the program and its arguments, whatever the encoding of the console.

A person's screen goes out in what its stream can show.
"""

from __future__ import annotations

import codecs
import os
import sys
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.cells import cell_width, tell_ambiguous
from lawgov_cli.base.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterable

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


def not_shown() -> str:
    """What to say of the characters that could not be shown since it was asked last, if any."""
    codes = "、".join(f"U+{ord(char):04X}" for char in _not_shown)
    _not_shown.clear()
    return f"提示: 这个终端显示不了的字以“〓”代替({codes}); 文件里是原样。" if codes else ""


def readable(words: Iterable[str]) -> list[str]:
    """The *words* of a command line; one that was passed in another encoding is read as that."""
    return [word if word.isascii() else _readable(word) for word in words]


def _readable(word: str) -> str:
    """*word*; where the system's encoding does not fit its bytes, in UTF-8 or in GB 18030."""
    if word.isprintable() or not _UNREAD.search(word):  # a printable word has no such byte
        return word
    data = os.fsencode(word)
    for encoding in ("utf-8", "gb18030"):
        with suppress(UnicodeDecodeError):
            return data.decode(encoding)
    return word


#: What Python makes of a byte that the system's encoding does not know.
_UNREAD = pattern("[\udc80-\udcff]")
