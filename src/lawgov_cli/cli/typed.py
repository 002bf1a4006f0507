"""What is typed as the words or the figure of a record, and where else a note may come from."""

from __future__ import annotations

import io
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from lawgov_cli.base.errors import UnreadableReference, UsageMistake, why
from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.reading import read_file
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean, folded
from lawgov_cli.cli.asking import hint
from lawgov_cli.domain.task_numbers import is_like_number, is_reference

if TYPE_CHECKING:
    from lawgov_cli.store.workspace import Workspace

_WHOLE = 100
#: A single sign may be a number mistyped.
_SHORT = 2
#: Stands for what comes on standard input; before the name of a file stands ``@``.
FROM_INPUT, FROM_FILE = "-", "@"


def percent_typed(text: str | float) -> float:
    """The share that is typed: ``50`` ``50%`` ``５０％`` ``百分之五十``.

    Raises:
        UsageMistake: it is none, or not within 0 and 100.
    """
    plain = folded(str(text)).removesuffix("%").strip()
    said = f"选项“--percent”的值不对, 没有登记任何内容: “{text}”"
    number = parse_number(plain.removeprefix("百分之"))
    if number is None and not re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)", plain):
        raise UsageMistake(f"{said}不是数字。可以写: 50、50%、37.5")
    share = float(plain) if number is None else float(number)
    if not 0 <= share <= _WHOLE:
        raise UsageMistake(f"{said}应在0至100之间。")
    return share


def note_in(text: str, found: Workspace, *, usual: bool) -> str | None:
    """*text*, the last word of a command, where it is a note; ``None`` where it is a number.

    Parameters:
        usual: whether the command is there to take a note; if not, what was taken is said.

    Raises:
        UsageMistake: it may be a number mistyped, or belongs behind an option.
    """
    if text == FROM_INPUT or text.startswith(FROM_FILE):
        return text
    if is_reference(text, found.plan):
        return None
    if option := _option_for(text, found):
        raise UsageMistake(f"“{text}”{option}; 若是说明文字, 请写 --note。")
    if is_like_number(text):
        raise UsageMistake(f"{UnreadableReference(text).message}若是说明文字, 请写 --note。")
    if usual:
        return text
    if len(text) < _SHORT or text.isascii():
        return None
    hint([f"“{text}”按说明文字(--note)登记。"])
    return text


def _option_for(text: str, found: Workspace) -> str:
    """What *text* is where a clerk has probably left out the option before it."""
    if text.strip() in found.plan.canonical:
        return f"是单位名称, 请写 --unit {text}"
    from lawgov_cli.base.day_words import read

    try:
        is_day = read(text, found.today).kind == "day" and not text.isdigit()
    except UsageMistake:
        return ""
    return f"是日期, 请写 --on {text}" if is_day else ""


def given_text(text: str | None) -> str | None:
    """The note: as typed, or with ``-`` from standard input, with ``@`` from a file.

    Raises:
        UsageMistake: there is no such file, or nothing, too much or no text in it.
    """
    if text is None or not (text == FROM_INPUT or text.startswith(FROM_FILE)):
        return text
    from lawgov_cli.store.texts import read_text

    if text == FROM_INPUT:
        if sys.stdin.isatty():
            hint(["请输入或粘贴文字, 最后另起一行按 Ctrl-D 结束(Windows: Ctrl-Z 再回车)。"])
        return read_text(sys.stdin.buffer, "标准输入")
    path = Path(text[1:])
    with suppress(RuntimeError):  # ~甲 is nobody's home here
        path = path.expanduser()
    try:
        return read_text(io.BytesIO(read_file(path)), f"{path} ")
    except OSError as error:
        told = f"读不出文件 {path}: {why(error)}"
        raise UsageMistake(f"{told}。若“@”是说明文字的开头, 请在它前面加一个空格。") from error


_Options = TypeVar("_Options", bound=NamedTuple)


def cleaned(options: _Options) -> _Options:
    """*options* as they are kept: their texts without signs that are not seen."""
    texts = {
        name: clean(said) if isinstance(said, str) else [clean(text) for text in said]
        for name, said in options._asdict().items()
        if isinstance(said, (str, list))
    }
    return options._replace(**texts)
