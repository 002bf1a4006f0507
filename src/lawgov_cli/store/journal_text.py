"""The bytes of a journal → its lines as text, whatever program saved it.

UTF-8 is what this program writes. A file that was saved as GBK (记事本's “ANSI”) or UTF-16 is
read, and shut: a record added to it in UTF-8 would make a file that nobody can read as a whole.
"""

from __future__ import annotations

import re
from contextlib import suppress

from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.journal_form import LOST, MAX_LINE, REWRITTEN, SHUT, split_lines

#: Above this no character of another encoding's text turns up by chance in what passes for UTF-8.
_CERTAIN = "\u0800"
_BOM = b"\xef\xbb\xbf"


class Line(NamedTuple):
    """A line, by its number."""

    number: int
    text: str


class Text(NamedTuple):
    """The lines that are text, and what is to be said of the encoding or of the others."""

    lines: list[Line]
    told: list[Problem]


def decoded_lines(data: bytes, first_line: int) -> Text:
    """Every line of *data*; *first_line* is the number of the first."""
    if wide := _utf_16(data):
        text = re.split("\r\n|\r|\n", data.decode(wide, errors="replace").lstrip("\ufeff"))
        return Text(
            [Line(n, line) for n, line in enumerate(text, first_line)], [_shut(wide[:6].upper())]
        )
    raw = [line.removeprefix(_BOM).rstrip(b"\r ") for line in split_lines(data)]
    numbered = list(enumerate(raw, first_line))
    long = [n for n, line in numbered if len(line) > MAX_LINE]
    told = [_too_long(n) for n in long]
    fits = {n: line for n, line in numbered if len(line) <= MAX_LINE}
    texts, gbk, certain = _texts(fits)
    told += [_shut("GBK")] if gbk and not certain else map(_in_gbk, gbk)
    return Text([Line(n, text) for n, text in texts.items()], told)


def _utf_16(data: bytes) -> str:
    """The encoding of a text of two or four bytes a character; empty where it is none."""
    if data.startswith((b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")):
        return "utf-32"
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    high, low = data[0:2000:2].count(0), data[1:2000:2].count(0)
    if max(high, low) * 8 <= len(data[:2000]) or min(high, low) * 4 > max(high, low):
        return ""
    return "utf-16-be" if high > low else "utf-16-le"


def _texts(lines: dict[int, bytes]) -> tuple[dict[int, str], list[int], bool]:
    """Each line as text, the numbers of those in GBK, and whether any is surely in UTF-8."""
    texts: dict[int, str] = {}
    gbk: list[int] = []
    chance: list[int] = []
    certain = False
    for number, line in lines.items():
        try:
            texts[number] = text = line.decode()
        except UnicodeDecodeError:
            texts[number], is_gbk = _not_utf_8(line)
            gbk += [number] if is_gbk else []
            certain = certain or not is_gbk
            continue
        is_certain = max(text, default="") >= _CERTAIN
        certain = certain or is_certain
        if not is_certain and not text.isascii():
            chance.append(number)
    for number in chance if gbk and not certain else ():
        texts[number] = lines[number].decode("gb18030", errors="replace")
    return texts, gbk, certain


def _not_utf_8(line: bytes) -> tuple[str, bool]:
    """The text of a line in GBK, and that it is; else of one in UTF-8, up to where it is spoilt."""
    spoilt = line.decode(errors="replace")
    right = sum(char >= _CERTAIN for char in spoilt) - spoilt.count("\ufffd")
    if right < spoilt.count("\ufffd"):
        with suppress(UnicodeDecodeError):
            return line.decode("gb18030"), True
    return spoilt[: spoilt.index("\ufffd") + 1], False


def _shut(encoding: str) -> Problem:
    what = f"台账被存成了 {encoding} 编码, 已按 {encoding} 读出, 但不能再登记"
    remedy = "用编辑器(如记事本的“另存为”)把它存成 UTF-8"
    return Problem("", 1, 1, what, remedy, Severity.WARNING, SHUT)


def _in_gbk(number: int) -> Problem:
    what = f"第{number}行: 是 GBK 编码, 其余是 UTF-8; 已按 GBK 读出"
    return Problem("", number, 1, what, "把这一行改存为 UTF-8", Severity.WARNING, REWRITTEN)


def _too_long(number: int) -> Problem:
    what = f"第{number}行: 超过{MAX_LINE >> 20}MB, 没有读, 已跳过"
    remedy = "核对是不是别的文件混了进来; 核对后补记, 再删去该行"
    return Problem("", number, 1, what, remedy, Severity.WARNING, LOST)
