"""The bytes of a YAML file → its lines, with every character reported that no YAML should have.

What looks right and is not, such as a tab, a full-width colon, a blank that is no space or a
character that cannot be seen, is reported where it stands and put right in the lines returned, so
that nothing else is reported because of it.
"""

from __future__ import annotations

import re

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.problems import Problem
from lawgov_cli.base.tuples import NamedTuple


class YamlText(NamedTuple):
    """The lines put right and the lines as typed; ``lines`` is ``None`` where it is no text."""

    lines: list[str] | None
    typed: list[str]
    problems: list[Problem]


def read_text(data: bytes, file: str) -> YamlText:
    """The lines in *data*; *file* is the name printed in problems."""
    problems: list[Problem] = []
    text = _decode(data, file, problems)
    if text is None:
        return YamlText(None, [], problems)
    return YamlText(_mended_lines(text, file, problems), text.split("\n"), problems)


def _decode(data: bytes, file: str, problems: list[Problem]) -> str | None:
    """The text of *data*; a file that is not UTF-8 is reported and read as GB18030 or UTF-16.

    ``None`` where it is no text at all.
    """
    remedy = "用编辑器另存为 UTF-8"
    if data[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        problems.append(Problem(file, 1, 1, "文件编码是 UTF-16", remedy))
        return data.decode("utf-16", errors="replace")
    if data.count(0) > max(4, len(data) // 300):
        problems.append(Problem(file, 1, 1, "文件不是文本(可能是 UTF-16 或二进制文件)", remedy))
        return None
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        try:
            text = data.decode("gb18030")
        except UnicodeDecodeError:
            text = data.decode("utf-8", errors="replace")
            message = "这一行有不是 UTF-8 的字节"
        else:
            message = "文件编码是 GBK, 应为 UTF-8"
        problems.append(Problem(file, line, 1, message, remedy))
        return text


#: Blanks that look like an indentation and are none, and what they are called.
_BLANKS = {"\t": "制表符(Tab)", "\u3000": "全角空格", "\xa0": "不间断空格"}
_ODD_INDENT = pattern(r"[ ]*[\t\u3000\xa0][ \t\u3000\xa0]*(?=\S)")
_ODD_GAP = pattern(r"(?P<head>[ ]*(?:- +)?[^\s:\"']+:|[ ]*-)[ ]*(?P<blank>[\t\u3000\xa0])\s*(?=\S)")
_MARKER = pattern(r"(---|\.\.\.)\s*\Z")
_WIDE_COLON = pattern(
    r"(?P<key>[ ]*(?:-[ ]+)?(?:[A-Za-z_][\w-]*|[^\s:'\"：#]{1,40}(?=：\s*(?:[\[{].*)?$)))：[ ]?"
)
#: Characters no text needs: controls, line breaks known to YAML only, and the invisible ones.
_HIDDEN_SIGNS = (
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
    "|\r(?!\\Z)"
)
_HIDDEN = pattern(_HIDDEN_SIGNS)
_ODD = pattern(f"{_HIDDEN_SIGNS}|[\t\u3000\xa0：]|^(---|\\.\\.\\.)", re.MULTILINE)


def _mended_lines(text: str, file: str, problems: list[Problem]) -> list[str]:
    """Report what no YAML should have in it line by line; return the lines without."""
    lines = text.split("\n")
    if not _ODD.search(text.replace("\r\n", "\n")):
        return lines
    mender = _LineMender(file, problems)
    for number, line in enumerate(lines, 1):
        lines[number - 1] = mender.mended(number, line, lines)
    return lines


class _LineMender:
    """Mends the characters of one line after another."""

    def __init__(self, file: str, problems: list[Problem]) -> None:
        self.file = file
        self.problems = problems
        self.begun = False

    def mended(self, number: int, line: str, lines: list[str]) -> str:
        """The line *number* as it most likely was meant."""
        if found := _HIDDEN.search(line):
            what = f"含有看不见的字符 U+{ord(found[0]):04X}"
            self._say(number, found.start(), what, "删去该字符")
            line = _HIDDEN.sub("", line)
        if blank := _ODD_INDENT.match(line):
            at = next(n for n, char in enumerate(line) if char in _BLANKS)
            self._say(number, at, f"缩进用了{_BLANKS[line[at]]}", "改成空格")
            line = _indent_like(lines[: number - 1]) + line[blank.end() :]
        if gap := _ODD_GAP.match(line):
            what = f"“{gap['head'].strip()[-1]}”后面用了{_BLANKS[gap['blank']]}"
            self._say(number, gap.start("blank"), what, "改成空格")
            line = f"{gap['head']} {line[gap.end() :]}"
        if wide := _WIDE_COLON.match(line):
            key = wide["key"].strip().removeprefix("-").strip()
            what = f"键“{key}”后面是全角冒号“：”"
            self._say(number, wide.end("key"), what, "改成半角冒号加一个空格“: ”")
            line = f"{wide['key']}: {line[wide.end() :]}"
        if self.begun and _MARKER.match(line):
            self._say(number, 0, f"文件中间有“{line.strip()}”", "一个文件只放一份, 删去这一行")
            line = ""
        self.begun = self.begun or bool(line.strip() and line[0] not in "#%-")
        return line

    def _say(self, number: int, before: int, message: str, remedy: str) -> None:
        self.problems.append(Problem(self.file, number, before + 1, message, remedy))


def _indent_like(before: list[str]) -> str:
    """The indentation a mended line most likely meant: that of the line above, or one deeper."""
    above = next((line for line in reversed(before) if line.strip()), "")
    indent = len(above) - len(above.lstrip(" "))
    if above.lstrip().startswith("- "):
        indent += 2
    if above.rstrip().endswith(":"):
        indent += 2
    return " " * indent
