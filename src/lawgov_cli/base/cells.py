"""Text on a terminal: how wide it is, where it breaks, and characters that are safe to show."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: Characters that move the cursor, colour, ring, or turn the direction of writing.
_UNSAFE_SIGNS = (
    "[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufff9-\ufffb"
    "\ud800-\udfff]"
)
_UNSAFE = pattern(_UNSAFE_SIGNS)
#: Where lines are joined no space is wanted: the sign is as wide as one.
_BREAK_AFTER_STOP = pattern(r"(?<=[。；，、：！？])[ \u3000]*\n\s*")
_UNSAFE_BUT_BREAKS = pattern(_UNSAFE_SIGNS.replace("\x00-\x1f", "\x00-\x09\x0b-\x1f"))


def visible(text: str, newline: str = " ") -> str:
    r"""*text* as plain text on one line: ``\x1b`` and its like are shown, never obeyed.

    Parameters:
        newline: what stands for a line break; pass ``"\n"`` to keep line breaks.
    """
    if text.replace(newline, "").isprintable():  # nothing unsafe is
        return text
    text = text.replace("\r\n", "\n").replace("\t", " ")
    if newline == " ":
        text = _BREAK_AFTER_STOP.sub("", text)
    return _UNSAFE.sub(lambda m: newline if m[0] == "\n" else _escape(m[0]), text)


def visible_in_json(text: str) -> str:
    """JSON with what a screen would obey written as JSON's own escapes."""
    return _UNSAFE_BUT_BREAKS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def only_painted(screen: str) -> str:
    """A whole screen in which nothing is obeyed but breaks and colours: the last gate."""
    plain = screen.replace("\x1b", "").replace("\n", "")
    if plain.isprintable() or not _UNSAFE_BUT_BREAKS.search(plain):
        return screen
    parts = _PAINT_OR_NOT.split(screen)
    parts[::2] = (_UNSAFE_BUT_BREAKS.sub(lambda m: _escape(m[0]), part) for part in parts[::2])
    return "".join(parts)


def _escape(char: str) -> str:
    code = ord(char)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"


#: Colours take no columns. Only the program's own get as far as this: see *visible*.
_PAINT = pattern("\x1b\\[[0-9;]*m")
_PAINT_OR_NOT = pattern("(\x1b\\[[0-9;]*m)")


def cell_width(text: str) -> int:
    """Columns that *text* takes on a terminal; full-width characters take two."""
    if "\x1b" in text:
        text = _PAINT.sub("", text)
    if text.isascii():
        return len(text)
    return sum(map(_char_width, text))


#: Kinds of characters that take two columns; see :func:`tell_ambiguous`.
_WIDE, _WIDE_TOO = "WF", "WFA"
_wide = _WIDE


def tell_ambiguous(wide: bool) -> None:  # noqa: FBT001 - that is the whole of it
    """Tell whether the terminal gives “, ·, … two columns, as fonts for Chinese do."""
    global _wide  # noqa: PLW0603 - one terminal, told once at the start
    _wide = _WIDE_TOO if wide else _WIDE
    _char_width.cache_clear()


@lru_cache(maxsize=8192)
def _char_width(char: str) -> int:
    if unicodedata.east_asian_width(char) in _wide:
        return 2
    return 0 if unicodedata.combining(char) else 1


def pad(text: str, width: int) -> str:
    """*text* with spaces up to *width* columns."""
    return text + " " * (width - cell_width(text))


def cut(text: str, width: int) -> str:
    """*text* in at most *width* columns; what was left out is marked."""
    if cell_width(text) <= width:
        return text
    kept = ""
    for char in text:
        if cell_width(kept + char) > width - cell_width("…"):
            break
        kept += char
    return f"{kept}…"


#: Characters that may not begin a line.
_NO_START = frozenset(",.:;!?)]}、。，．：；！？）】》”’〕…")


def wrapped(text: str, width: int) -> list[str]:
    """*text* in lines of at most *width* columns, broken where Chinese is broken.

    Words in letters or digits stay whole where they fit; closing punctuation does not start a
    line; nothing is inserted.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if cell_width(paragraph) <= width:
            lines.append(paragraph.rstrip())
            continue
        line, used = "", 0
        for piece in _pieces(paragraph, width):
            size = cell_width(piece)
            if used + size > width and line:
                line, head = _carried(line, piece, width)
                lines.append(line.rstrip())
                line, used = head, cell_width(head)
                piece = piece if head else piece.lstrip()  # noqa: PLW2901 - no blank at the start
                size = cell_width(piece)
            line, used = line + piece, used + size
        lines.append(line.rstrip())
    return lines


def _carried(line: str, piece: str, width: int) -> tuple[str, str]:
    """*line* without what must go to the next line with *piece*, and that."""
    cut = len(line)
    following = piece
    while following in _NO_START and cut > 1:
        cut -= 1
        following = line[cut]
    while cut < len(line) and cut and _is_inside_word(line, cut):
        cut -= 1
    fits = cut and following not in _NO_START and cell_width(line[cut:] + piece) <= width
    return (line[:cut], line[cut:]) if fits else (line, "")


def _is_inside_word(line: str, cut: int) -> bool:
    return bool(re.match(r"[!-~]{2}", line[cut - 1 :]))


_WHOLE = r"\d{1,4}年\d{1,2}月(?:\d{1,2}日)?|\d{1,2}月\d{1,2}日|\d+[项天条]"
#: A day or a number of things in Chinese; a run of ASCII, up to one; else a character.
_PIECE = pattern(rf"{_WHOLE}|(?:(?!{_WHOLE})[!-~])+|.")


def _pieces(text: str, width: int) -> Iterator[str]:
    """What may not be broken apart: a day, a number, a run of ASCII, else one character."""
    for match in _PIECE.finditer(text):
        piece = match[0]
        if cell_width(piece) <= width:
            yield piece
        else:
            yield from (piece[i : i + width] for i in range(0, len(piece), max(width, 1)))


def packed(parts: Sequence[str], width: int, mark: str) -> list[str]:
    """*parts* joined by *mark* in lines of at most *width*, broken between parts.

    A line that another follows ends with the mark. A part is broken only where it is too long for a
    line of its own.
    """
    lines: list[str] = []
    line = ""
    for number, part in enumerate(parts, 1):
        longer = f"{line}{mark}{part}" if line else part
        end = mark.rstrip() if number < len(parts) else ""
        if line and cell_width(longer + end) > width:
            lines.append(f"{line}{mark}".rstrip())
            line, longer = "", part
        if not line and "\x1b" not in part and cell_width(longer + end) > width:
            *above, longer = wrapped(part, max(width - cell_width(end), 2))
            lines += above
        line = longer
    return [*lines, line] if line else lines
