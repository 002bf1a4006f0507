"""Lines → blocks: where a number stands at the head of a heading or an item.

Understood: ``一、`` ``（一）`` ``1.`` ``1．`` ``1、`` ``（1）`` ``1）`` ``①`` ``1.1``
``第一条`` and their variants in half and full width. A number inside a line counts only where the
document has lost its line breaks, and only in sequence.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.marks import (
    BULLETS,
    CHINESE,
    HEADINGS,
    RANKS,
    Mark,
    as_letter,
    leading_mark,
    year_mark,
)
from lawgov_cli.importer.language.places import starts_with_role
from lawgov_cli.importer.language.point_rules import point_rules
from lawgov_cli.importer.language.saying import names_only
from lawgov_cli.importer.language.wording import HIDDEN, masked, pairs
from lawgov_cli.importer.structure.frame import ends_as_title, is_short_heading
from lawgov_cli.importer.structure.item_labels import labelled

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_cli.importer.language.attribution import Attribution
    from lawgov_cli.importer.structure.lines import Line
    from lawgov_cli.importer.structure.rows import Row

#: What stands before the title of a record: 任务名称：.
_NAME = re.compile("(?:重点|工作)?(?:任务|事项|项目|工作)(?:名称|内容|事项)?[：:][ \u3000]*(?=\\S)")
#: What a record without a number is called: 任务名称：, or 重点任务：.
_RECORD = re.compile(
    "(?P<label>(?:重点|工作|主要)?(?:任务|事项|项目|工作|课题)(?:(?P<called>名称)|事项)?)"
    "[：:][ \u3000]*(?=\\S)"
)
_NOTE = re.compile("(?:备?注|附注|(?:填[表报])?说明)[：:][ \u3000]*[（(]?[1①一][）)、.．]?")
_STOP = re.compile("[。；！？]")
_CANDIDATE = re.compile(
    rf"第{CHINESE}[章节条]|[（(〔]?(?:{CHINESE}|[0-9]{{1,3}})[）)〕、．.﹒]|[①-⑳]"
)
#: A line longer than this has lost its line breaks if headings stand inside it.
_RUN_TOGETHER = 800
#: A document with no more lines than this has lost them.
_FEW_LINES = 3
#: How far back a sentence that names units may begin.
_FAR = 160
_LONGEST_HEADING = 60
_CLOSED = re.compile("[。；！？）)】〕］]")
_SENTENCE_END = frozenset("。！？；;：:）)〕］】]”" + HIDDEN)


class Listed(NamedTuple):
    """What a list elsewhere in the document says of a task, the line of it, its words for it."""

    said: Attribution
    line: int
    title: str


class Block(NamedTuple):
    """A numbered item's first paragraph, or a paragraph without a number.

    Attributes:
        mark: its number; ``None`` for a paragraph.
        text: what follows the number.
        line: the line it begins on.
        newline: whether it begins a line; ``False`` where line breaks were lost.
        row: what it holds as a row of a table of tasks.
        listed: what a list that names the same task says of it.
    """

    mark: Mark | None
    text: str
    line: int
    newline: bool = True
    row: Row | None = None
    listed: Listed | None = None

    @property
    def is_task(self) -> bool:
        """Whether an item begins here: a number, or a row that is no head."""
        return self.mark is not None or (self.row is not None and not self.row.head)

    @property
    def in_table(self) -> bool:
        """Whether it is a row of a table with tasks of its own."""
        return self.row is not None and not self.row.again

    @property
    def printed(self) -> str:
        """Number and text, without the line break before them."""
        return f"{self.mark.raw}{self.text}" if self.mark else self.text


def printed(blocks: Iterable[Block]) -> str:
    """The text that *blocks* were cut from: wrapped lines joined, empty lines gone."""
    return "".join(f"\n{b.printed}" if b.newline else b.printed for b in blocks)


def blocks(lines: Iterable[Line]) -> list[Block]:
    """Every line as a block, or as several where line breaks were lost."""
    lines = list(lines)
    cutter = _Cutter(_RUN_TOGETHER if len(lines) > _FEW_LINES else 0)
    found = _filled(block for line in lines for block in cutter.cut(line))
    return labelled(_named(list(_without_notes(found))))


def _without_notes(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks; what a note counts is no item: 注：1.……, and 2.…… on the line below."""
    last = 0
    for block in found:
        if last and block.mark and block.mark.value == last + 1:
            last += 1
            yield block._replace(mark=None, text=block.printed)
        else:
            last = 1 if block.mark is None and _NOTE.match(block.text) else 0
            yield block


def _named(found: list[Block]) -> list[Block]:
    """The blocks; where a label that names a task stands again and again, it begins each of them.

    Among items with numbers only 任务名称 and the like do; below a heading it is not the first.
    """
    names = [_RECORD.match(block.text) if not block.row else None for block in found]
    numbered = any(block.mark for block in found)
    counts = Counter(n["label"] for n in names if n and (n["called"] or not numbered))
    label = max(counts, key=counts.__getitem__, default="")
    starts = [at for at, name in enumerate(names) if name and name["label"] == label]
    headed = any(is_short_heading(found[at - 1].text) for at in starts[1:])
    if len(starts) < 2 or headed:
        return found
    return [
        block._replace(mark=Mark(name[0], label, "name", 1), text=block.text[name.end() :])
        if name and name["label"] == label and block.mark is None
        else block
        for block, name in zip(found, names, strict=True)
    ]


def _filled(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with a number that stands alone on its line put before the line below."""
    lone: Block | None = None
    for block in found:
        if lone and lone.mark:
            if block.mark is None and block.row is None:
                name = _NAME.match(block.text) if lone.mark.kind in {"item", "item_cn"} else None
                end = name.end() if name else 0
                mark = lone.mark._replace(raw=f"{lone.mark.raw}\n{block.text[:end]}")
                yield Block(mark, block.text[end:], lone.line, lone.newline)
                lone = None
                continue
            yield _unmarked(lone)
        lone = block if block.mark and not block.text else None
        if lone is None:
            yield block
    if lone:
        yield _unmarked(lone)


def _mark_of(text: str) -> Mark | None:
    """The number at the head of *text*; none where it is of points that a sentence is about.

    Nor is a sign before those who do it: ●责任单位：县水利局, ■县水利局.
    """
    about = point_rules(text)
    if about and not about[0].start and (about[0].which.how == "marks" or about[0].said):
        return None
    mark = leading_mark(text)
    if mark and mark.kind in BULLETS:
        said = text[len(mark.raw) :]
        return None if starts_with_role(said) or names_only(said.rstrip("。；; ")) else mark
    return mark


def _unmarked(block: Block) -> Block:
    return block._replace(mark=None, text=block.mark.raw.strip() if block.mark else block.text)


class _Cutter:
    """Cuts lines into blocks; remembers the numbers seen, since inside a line only the next counts.

    Parameters:
        shortest: how long a line must be to have lost its line breaks.
    """

    def __init__(self, shortest: int) -> None:
        self.shortest = shortest
        self.last: dict[str, int] = {}
        self.ran: dict[str, int] = {}

    def cut(self, line: Line) -> Iterator[Block]:
        """The blocks of one line."""
        if line.row:
            yield Block(None, line.text, line.number, row=line.row)
            return
        mark = _mark_of(line.text) or year_mark(line.text, self.last.get("num", 0))
        if mark:
            mark = as_letter(mark, self.last.get("letter", 0))
            self._seen(mark)
        starts = self._inside(line.text, mark)
        begin = 0
        for at, inner in [*starts, (len(line.text), None)]:
            text = line.text[begin + len(mark.raw if mark else "") : at]
            if mark or text:
                yield Block(mark, text, line.number, newline=begin == 0)
            begin, mark = at, inner

    def _seen(self, mark: Mark) -> None:
        """Take note of a number; those of lower rank begin again below it, or run on."""
        self.last[mark.kind] = self.ran[mark.kind] = mark.value
        if mark.kind in RANKS:
            for lower in RANKS[RANKS.index(mark.kind) + 1 :]:
                self.last.pop(lower, None)

    def _inside(self, text: str, first: Mark | None) -> list[tuple[int, Mark]]:
        """Where blocks begin inside *text*, which itself begins with *first*."""
        before = dict(self.last), dict(self.ran)
        found = list(self._sequence(text, first))
        headings = [mark for _, mark in found if mark.kind in HEADINGS]
        if len(text) >= self.shortest and (len(headings) >= 2 or len(found) >= 3):
            return found
        self.last, self.ran = before
        if (
            found
            and first
            and first.kind in HEADINGS
            and _follows_heading(text, (0, first), found[0])
        ):
            self._seen(found[0][1])
            return found[:1]
        return []

    def _sequence(self, text: str, first: Mark | None) -> Iterator[tuple[int, Mark]]:
        """The numbers inside *text* that stand where a block can begin and come next in order."""
        outer = pairs(text)
        hidden = masked(text)
        opens = {pair.start for pair in outer}
        current = (0, first) if first else None
        for match in _CANDIDATE.finditer(text):
            at = match.start()
            behind = current[0] + len(current[1].raw) if current else 1
            if at < behind or (hidden[at] == HIDDEN and at not in opens):
                continue  # also where it is a part of the number before: 1.1 in 1.1.1
            mark = leading_mark(text, at)
            if mark is None or mark.kind not in RANKS:
                continue
            here = (at, mark)
            before = text[max(0, at - _FAR) : at].rstrip()
            if current is None:
                headed = ends_as_title(before)
            else:
                headed = _follows_heading(text, current, here)
            if self._is_next(mark, first=headed) and (headed or _ends(before)):
                self._seen(mark)
                current = here
                yield here

    def _is_next(self, mark: Mark, *, first: bool) -> bool:
        """Whether a number comes next in order, in its own list or through the document.

        The first of its notation behind a heading may be any: a text can begin in the middle.
        """
        following = {1, *(d.get(mark.kind, 0) + 1 for d in (self.last, self.ran))}
        begins = first and mark.kind in {"cn", "cn_round"} and mark.kind not in self.ran
        return begins or mark.value in following


def _ends(before: str) -> bool:
    """Whether a block can begin behind *before*: behind a sentence or a list of units."""
    return before[-1:] in _SENTENCE_END or any(
        starts_with_role(stop.split(before)[-1]) for stop in (_STOP, _CLOSED)
    )


def _follows_heading(text: str, heading: tuple[int, Mark], inner: tuple[int, Mark]) -> bool:
    """Whether a number stands right behind a heading: ``一、总体要求（一）指导思想``."""
    (start, above), (at, mark) = heading, inner
    begin = start + len(above.raw)
    lower = mark.kind in RANKS and above.kind in RANKS[: RANKS.index(mark.kind)]
    return lower and 0 < at - begin <= _LONGEST_HEADING and not _STOP.search(text, begin, at)
