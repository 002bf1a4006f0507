"""Finding the line at fault in YAML that does not parse, and reading on as if it were right.

A parser reports where it could not go on, which is often far below the fault: an unclosed quote
runs to the next quote in the file. So each line is judged by itself, the likeliest repair of the
likeliest line is tried, and the one that lets the parser get furthest is taken: one fault, one
report, on its own line, and no others in its wake. Nothing repaired is ever used as data; it only
lets the rest of the file be checked in the same run.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

#: After so many faults of syntax the file is not a plan at all; reading on helps nobody.
MAX_FAULTS = 40
#: A repair is tried on the lines up to so many below the fault.
_AHEAD = 60
#: Lines looked at above the place where the parser stopped, for one that is wrong by itself.
_BACK = 1000


class Fault(NamedTuple):
    """What the parser says: where it stopped, the place it blames, what is wrong, the remedy."""

    stopped: int
    line: int
    column: int
    message: str
    remedy: str


class Mending(NamedTuple):
    """The lines that parse, the faults reported, and the lines repaired and left out for them."""

    lines: list[str]
    faults: list[Fault]
    repaired: set[int]
    lost: set[int]


class _Repair(NamedTuple):
    line: int
    text: str
    message: str
    remedy: str
    column: int


_QUOTE = ("引号没有成对", "补上另一个引号")
_AFTER = ("引号后面还有文字", "把引号放到整段文字的两端")
_BRACKET = {
    "]": ("方括号 [ ] 没有成对, 或缺少逗号", "补全方括号和逗号"),
    "}": ("花括号 { } 没有成对, 或缺少逗号", "补全花括号和逗号"),
}
_COLON = ("这一行缺少“: ”", "键后面加半角冒号和空格")
_INDENT = ("缩进与上文不齐", "让同一级的键对齐")
_MERGE = ("版本合并留下的标记", "保留正确的内容, 删去标记行")

_PAIR = pattern(r"(?P<head>\s*(?:- +)?[^\s:\"'\[{]+:\s+)(?P<value>\S.*?)\s*\Z")
_STARTS_ANEW = pattern(r"\s*(- |[^\s:\"'\[{]+:(\s|\Z))")
_NO_COLON = pattern(r"(?P<head>\s*(?:- +)?)(?P<key>[A-Za-z_]+|[^\s:：]{1,20}(?=[:：]))[:：\s]\s*")
_MERGE_MARK = pattern(r"(<<<<<<<|=======|>>>>>>>|\|\|\|\|\|\|\|)( |\Z)")


def mend(lines: list[str], first_fault: Callable[[list[str]], Fault | None]) -> Mending:
    """Repair or leave out line after line until *first_fault* finds nothing more."""
    done = Mending(list(lines), [], set(), set())
    while (fault := first_fault(done.lines)) and len(done.faults) < MAX_FAULTS:
        repair = _best_repair(done, fault, first_fault)
        if repair is None:
            break
        done.lines[repair.line - 1] = repair.text
        if repair.line not in done.repaired | done.lost:
            done.faults.append(
                Fault(fault.stopped, repair.line, repair.column, repair.message, repair.remedy)
            )
        (done.repaired if repair.text else done.lost).add(repair.line)
    return done


def _best_repair(
    done: Mending, fault: Fault, first_fault: Callable[[list[str]], Fault | None]
) -> _Repair | None:
    """The repair after which the parser gets furthest; of equal ones the likeliest.

    A line is repaired once, and left out if that was not enough.
    """
    quote = _runaway_quote(done.lines, fault.stopped)
    if quote and quote.line not in done.repaired:
        return quote
    window = done.lines[: max(fault.stopped, fault.line) + _AHEAD]
    best, reached = None, fault.stopped
    for repair in _repairs(done, fault, first_fault):
        if repair.text and repair.line in done.repaired:
            continue
        kept = window[repair.line - 1]
        window[repair.line - 1] = repair.text
        after = first_fault(window)
        window[repair.line - 1] = kept
        if after is None:
            return repair
        if after.stopped > reached or best is None:
            best, reached = repair, max(after.stopped, reached)
    return best


def _runaway_quote(lines: list[str], last: int) -> _Repair | None:
    """The first line above *last* whose quote is not closed while the next line starts anew.

    Such a quote swallows every line up to the next one in the file, faults and all.
    """
    for number, line in enumerate(lines[:last], 1):
        pair = _PAIR.match(line)
        if pair is None or not (mark := _open_quote(pair["value"])):
            continue
        below = next((text for text in lines[number:] if text.strip()), "- ")
        if _STARTS_ANEW.match(below):
            value = pair["value"] if pair["value"][0] == mark else pair["value"].replace(mark, "")
            column = line.index(mark, len(pair["head"])) + 1
            return _Repair(number, pair["head"] + next(_closed(value)), *_QUOTE, column)
    return None


def _open_quote(value: str) -> str:
    """The quote that *value* opens and does not close; empty where there is none."""
    if value[0] in "\"'":
        rest = value[1:].replace("\\\\", "").replace('\\"', "").replace("''", "")
        return "" if value[0] in rest else value[0]
    if value[0] in "[{":
        return next((mark for mark in "\"'" if value.count(mark) % 2), "")
    return ""


def _repairs(
    done: Mending, fault: Fault, first_fault: Callable[[list[str]], Fault | None]
) -> Iterator[_Repair]:
    """What may be wrong, the likeliest first."""
    lines = done.lines
    last = min(max(fault.line, fault.stopped), len(lines))
    suspects = _suspects(lines, last, first_fault)
    for number, alone in suspects:
        yield from _rewritten(number, lines[number - 1], alone)
    near = [n for n in (fault.line, *_filled_above(lines, last)) if n <= len(lines)]
    for number in dict.fromkeys(near):
        yield from _reindented(number, lines)
    for number, alone in suspects:
        message = (alone.message, alone.remedy) if alone else _COLON
        yield _without(number, lines[number - 1], message)
    for number in dict.fromkeys(near):
        if lines[number - 1].strip():
            yield _without(number, lines[number - 1], (fault.message, fault.remedy))


def _suspects(
    lines: list[str], last: int, first_fault: Callable[[list[str]], Fault | None]
) -> list[tuple[int, Fault | None]]:
    """The nearest lines at or above *last* that are wrong by themselves, with what is wrong."""
    found: list[tuple[int, Fault | None]] = []
    for number in range(last, max(last - _BACK, 0), -1):
        line = lines[number - 1].strip()
        if not line or line.startswith("#"):
            continue
        alone = first_fault([line])
        if alone or not re.search(r":(\s|\Z)|^- ", line):
            found.append((number, alone))
            if len(found) == 3:
                break
    return found


def _filled_above(lines: list[str], last: int) -> Iterator[int]:
    """The nearest two lines from *last* upwards that are not blank."""
    found = (number for number in range(last, 0, -1) if lines[number - 1].strip())
    yield from (number for _, number in zip(range(2), found, strict=False))


def _without(number: int, line: str, said: tuple[str, str]) -> _Repair:
    message = _MERGE if _MERGE_MARK.match(line) else said
    return _Repair(number, "", *message, len(line) - len(line.lstrip()) + 1)


def _rewritten(number: int, line: str, alone: Fault | None) -> Iterator[_Repair]:
    """Repairs of a line that is wrong by itself, its indentation left alone."""
    pair = _PAIR.match(line)
    if pair is None:
        if (found := _NO_COLON.match(line)) and not _MERGE_MARK.match(line):
            text = f"{found['head']}{found['key']}: {line[found.end() :]}"
            yield _Repair(number, text, *_COLON, found.end("key") + 1)
        return
    head, value = pair["head"], pair["value"]
    column = len(head) + 1
    said = (alone.message, alone.remedy) if alone else _COLON
    if value[0] in "\"'" and not _open_quote(value):
        said = said if value.endswith(value[0]) else _AFTER
    for mended in _closed(value):
        message = _BRACKET.get(mended[-1:], _QUOTE if _open_quote(value) else said)
        yield _Repair(number, head + mended, *message, column)
    quoted = "'{}'".format(value.replace("'", "''"))
    yield _Repair(number, head + quoted, *said, column + (alone.column - column if alone else 0))


def _closed(value: str) -> Iterator[str]:
    """*value* with its quotes and brackets in pairs."""
    if value[0] in "\"'":
        body = value[1:].replace("\\", "").replace(value[0], "")
        yield f"{value[0]}{body}{value[0]}"
    elif value[0] in "[{":
        end = "]" if value[0] == "[" else "}"
        bare = value.rstrip("]} ") + ("]" if end == "}" and "[" in value else "")
        yield from (f"{bare}{end}", f"{value}{end}", value[:-1])
        spaced = re.sub(r"(?<=[^\s,\[{:]) +(?=[^\s,\[{]+(:|\s*[\]}]))", ", ", value)
        yield spaced
        unquoted = re.sub("[\"']", "", bare)
        yield f"{unquoted}{end}"


def _reindented(number: int, lines: list[str]) -> Iterator[_Repair]:
    """A line with the indentation of one of its neighbours."""
    line = lines[number - 1]
    body = line.lstrip()
    if not body:
        return
    here = len(line) - len(body)
    is_item = body.startswith("- ")
    indents = list(dict.fromkeys(_indents(number, lines, is_item=is_item)))
    if is_item:  # what follows an item is two deeper, and so tells how deep the item was
        below = next((text for text in lines[number:] if text.strip()), "")
        meant = len(below) - len(below.lstrip()) - 2
        indents.sort(key=lambda indent: indent != meant)
    for indent in indents:
        if indent != here:
            yield _Repair(number, " " * indent + body, *_INDENT, here + 1)


def _indents(number: int, lines: list[str], *, is_item: bool) -> Iterator[int]:
    """Indentations that fit under the lines above: the deepest first, then those further out."""
    smallest: int | None = None
    for above in range(number - 1, 0, -1):
        line = lines[above - 1]
        body = line.lstrip()
        if not body or body.startswith("#"):
            continue
        indent = len(line) - len(body)
        if smallest is None:
            if body.rstrip().endswith(":"):
                yield indent + (4 if body.startswith("- ") else 2)
        elif indent >= smallest:
            continue
        smallest = indent
        if body.startswith("- ") and not is_item:
            yield indent + 2
        elif is_item == body.startswith("- "):
            yield indent
        if indent == 0:
            return
