"""A journal that is not as this program writes it, read as it was meant where that can be told.

Line by line. A line that cannot be read is named and passed over. What another program made of
the file (another encoding, a formatter's layout, two files glued together) is read and named.
Where nothing can be read, or next to nothing, that is an error: such a file is no empty journal.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.fields import fault_of
from lawgov_cli.store.journal_form import DECODER, LOST, REWRITTEN, SHUT, UNREADABLE
from lawgov_cli.store.journal_text import Line, decoded_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

#: After so many tries nothing more is looked for on a line.
_MAX_FAILED = 20
#: Bytes that an item laid out over several lines may have.
_MAX_ITEM = 2 * 1024 * 1024
#: Bytes that a list in brackets may have.
_MAX_BRACKETED = 16 * 1024 * 1024
#: So many lines that are nothing of a journal's are remarks; more, and more than there are
#: records, are another file.
_FEW_LINES = 3


_MERGE_MARKS = ("<<<<<<<", "=======", ">>>>>>>", "|||||||")
#: What may stand before a record on its line, between two, and after the last.
_AROUND = pattern(r"[\s,\[\]\ufeff]*(?:-(?=[\s{]))?[\s\ufeff]*")
#: A line of nothing but a document's or a list's ends.
_FRAME = pattern(r"(---|\.\.\.|%YAML.*|[\[\], ]+)\Z")
#: Where an item of a list begins that takes several lines.
_ITEM = pattern(r"( *)(?:-(?: |\Z)|\{)")


class _Found(NamedTuple):
    """A record read, and the line it begins on."""

    line: int
    record: dict[str, Any]


class _Kinds(NamedTuple):
    """The numbers of lines by what became of them; of those passed over with the reason."""

    frames: list[int]
    glued: dict[int, int]
    laid_out: list[int]
    unfit: dict[int, str]
    marks: list[int]
    strange: dict[int, str]


def read_singly(data: bytes, file: str, first_line: int = 1) -> tuple[list[Event], list[Problem]]:
    """The records in *data*, and what is to be said of it, by line.

    Parameters:
        file: the name printed in problems.
        first_line: the number of the first line in *data*, where it is the end of a journal.
    """
    text = decoded_lines(data, first_line)
    kinds = _Kinds([], {}, [], {}, [], {})
    found: list[_Found] = []
    waiting: list[Line] = []
    for line in (*text.lines, None):
        if line is None or not _take(line, found, waiting, kinds):
            found += _several_lines(waiting, kinds)
            waiting = []
    shut = _in_brackets(text.lines)
    if shut and kinds.strange:
        found = _bracketed(text.lines, kinds) or found
    if shut:
        kinds.glued.clear()
    found.sort(key=lambda item: item.line)
    last = text.lines[-1] if text.lines else None
    torn = last.number if last and last.text and not data.endswith((b"\n", b"\r")) else 0
    whole = _as_a_whole(found, kinds, text.lines, torn)
    problems = whole or [*text.told, *shut, *_told(kinds, torn)]
    events = [] if whole else [Event.of(item.record, item.line) for item in found]
    placed = (problem._replace(file=file) for problem in problems)
    return events, sorted(placed, key=lambda p: p.line)


def _take(line: Line, found: list[_Found], waiting: list[Line], kinds: _Kinds) -> bool:
    """Sort *line* in; whether it may belong to an item of several lines with those *waiting*."""
    text = line.text.strip(" \t\r")
    if not text or text.startswith("#"):
        if waiting:
            waiting.append(line)
        return bool(waiting)
    if text.startswith(_MERGE_MARKS):
        kinds.marks.append(line.number)
        return False
    records, rest = _records_in(text)
    if not records and (rest or waiting):
        waiting.append(line)
        return True
    _sort_in(line, records, found, kinds)
    if rest and records:
        kinds.strange[line.number] = f"读出{len(records)}条记录, 其余{len(rest)}个字符不完整"
    elif line.number in kinds.unfit:
        pass
    elif len(records) > 1:
        kinds.glued[line.number] = len(records)
    elif records and not (line.text.startswith("- {") and text.endswith("}")):
        kinds.laid_out.append(line.number)
    return False


def _records_in(text: str) -> tuple[list[dict[str, Any]], str]:
    """Every record on a line, and what of the line is none."""
    records: list[dict[str, Any]] = []
    rest = ""
    place = failed = 0
    while (place := _after(text, place)) < len(text):
        record, end = _decoded(text, place)
        if record is None:
            failed += 1
            following = text.find("- {", place + 1) if failed < _MAX_FAILED else -1
            end = following if following > 0 else len(text)
            rest += text[place:end]
        else:
            records.append(record)
        place = end
    return records, rest


def _decoded(text: str, place: int) -> tuple[dict[str, Any] | None, int]:
    """The record that begins at *place*, and where it ends."""
    try:
        record, end = DECODER.raw_decode(text, place)
    except (ValueError, RecursionError):
        return None, 0
    return (record, end) if isinstance(record, dict) else (None, 0)


def _after(text: str, place: int) -> int:
    match = _AROUND.match(text, place)
    return match.end() if match else place


def _sort_in(
    line: Line, records: Sequence[dict[str, Any]], found: list[_Found], kinds: _Kinds
) -> None:
    for record in records:
        if fault := fault_of(record):
            kinds.unfit[line.number] = fault
        else:
            found.append(_Found(line.number, record))


def _several_lines(lines: Sequence[Line], kinds: _Kinds) -> Iterator[_Found]:
    """The records of items that take several lines each; of the other lines, that they are none."""
    for item in _items(lines):
        record = _laid_out(item)
        if record and not fault_of(record):
            kinds.laid_out.append(item[0].number)
            yield _Found(item[0].number, record)
            continue
        for line in item:
            text = line.text.strip()
            if _FRAME.match(text):
                kinds.frames.append(line.number)
            elif text and not text.startswith("#"):
                kinds.strange[line.number] = _reason(text)


def _reason(text: str) -> str:
    """Why a line is no record."""
    if not text.startswith("- "):
        return "不是一条记录"
    try:
        DECODER.decode(text[2:])
    except (ValueError, RecursionError):
        return "不完整或被改动"
    return "不是一条记录"


def _items(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """*lines* by the items they seem to be of."""
    begins = [_ITEM.match(line.text) for line in lines]
    depth = min((len(match[1]) for match in begins if match), default=0)
    starts = [n for n, match in enumerate(begins) if match and len(match[1]) == depth]
    for start, end in zip([0, *starts], [*starts, len(lines)], strict=True):
        if lines[start:end]:
            yield lines[start:end]


def _laid_out(lines: Sequence[Line]) -> dict[str, Any] | None:
    """The record that a formatter laid out over *lines*."""
    from lawgov_cli.store.journal_yaml import record_of

    if not _ITEM.match(lines[0].text):
        return None
    text = "\n".join(line.text for line in lines)
    if len(text) > _MAX_ITEM:
        return None
    return record_of(text) or record_of(text.rstrip(" \t\r\n,]"))


def _as_a_whole(
    found: Sequence[_Found], kinds: _Kinds, lines: Sequence[Line], torn: int
) -> list[Problem]:
    """That the file is no journal, where that is so."""
    texts = {line.number: line.text for line in lines}
    own = [n for n in kinds.strange if texts[n].startswith("- {")]
    beginning = torn and len(kinds.strange) == 1 and "- {".startswith(texts[torn][:3])
    other = 0 if beginning else len(kinds.strange) - len(own)
    if found or kinds.unfit:
        broken = other > max(_FEW_LINES, len(found) + len(own) + len(kinds.unfit))
    else:
        broken = other > 0 or len(own) > 1
    if not broken:
        return []
    message = "读不出记录: 不是台账的写法, 可能被别的程序改写, 或换成了别的文件"
    remedy = "先不要登记; 用副本、回收站或 git 恢复这个文件"
    return [Problem("", 1, 1, message, remedy, Severity.ERROR, UNREADABLE)]


def _bracketed(lines: Sequence[Line], kinds: _Kinds) -> list[_Found]:
    """The records of a list in brackets whose items begin anywhere on a line."""
    from lawgov_cli.store.journal_yaml import records_of

    text = "\n".join(line.text for line in lines)
    records = records_of(text) if len(text) <= _MAX_BRACKETED else []
    found = [_Found(lines[at - 1].number, record) for at, record in records]
    if not found or any(fault_of(item.record) for item in found):
        return []
    for kind in (kinds.glued, kinds.laid_out, kinds.unfit, kinds.strange):
        kind.clear()
    kinds.laid_out.extend(item.line for item in found)
    return found


def _in_brackets(lines: Sequence[Line]) -> list[Problem]:
    """That the file is a list in brackets, after whose end nothing can stand."""
    texts = (line for line in lines if line.text.strip() and not line.text.startswith("#"))
    first = next(texts, None)
    if first is None or not first.text.lstrip().startswith("["):
        return []
    what = "台账被改成了方括号里的列表(如 JSON), 已读出, 但不能再登记"
    remedy = "恢复改写前的文件(一条一行, 每行以“- ”开头)"
    return [Problem("", first.number, 1, what, remedy, Severity.WARNING, SHUT)]


def _told(kinds: _Kinds, torn: int) -> Iterator[Problem]:
    """What is to be said of the lines."""
    lost = kinds.unfit | dict.fromkeys(kinds.marks, "版本合并留下的标记") | kinds.strange
    for number, reason in lost.items():
        if number == torn and number in kinds.strange:
            what, remedy = "最后一行不完整, 已跳过", "可能是写入时中断; 核对后补记, 再删去该行"
        else:
            what, remedy = f"第{number}行: {reason}, 已跳过", "核对后补记, 再删去该行"
        yield Problem("", number, 1, what, remedy, Severity.WARNING, LOST)
    if kinds.frames:
        what = f"第{min(kinds.frames)}行: 不是记录, 是别的程序加的分隔线或括号, 不影响读出"
        yield Problem("", min(kinds.frames), 1, what, "可以删去", Severity.WARNING, REWRITTEN)
    for number, count in kinds.glued.items():
        what = f"第{number}行: 这一行里有{count}条记录, 都已读出"
        remedy = "可能是两个文件拼接时少了换行; 在每条的“- {”前换行"
        yield Problem("", number, 1, what, remedy, Severity.WARNING, REWRITTEN)
    if kinds.laid_out:
        number, count = min(kinds.laid_out), len(kinds.laid_out)
        what = f"第{number}行起有{count}条记录被别的程序改过写法, 已照原意读出"
        remedy = "台账应一条一行; 恢复改写前的文件, 并让编辑器不再自动整理它"
        yield Problem("", number, 1, what, remedy, Severity.WARNING, REWRITTEN)
