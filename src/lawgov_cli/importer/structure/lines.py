"""A document's text → its lines, with those joined again that were only wrapped.

A line ends where the author ended a paragraph, a heading or a row. Pages copied from a narrow
column, or broken by a slip of the hand, have more line breaks than that.
"""

from __future__ import annotations

import itertools
import re
from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.marks import leading_mark, may_be_year_mark
from lawgov_cli.importer.language.places import is_role_label, starts_with_role
from lawgov_cli.importer.language.wording import seen
from lawgov_cli.importer.structure.frame import is_date, is_frame_line, is_signature
from lawgov_cli.importer.structure.rows import table_rows
from lawgov_cli.importer.structure.titles import parted, title_lines

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from lawgov_cli.importer.structure.rows import Row

_ENDS = tuple("。！？；：.!?;:…—）)】〕］]》>")
_GOES_ON = tuple("、，,和及与的（(“《〔")
#: Words that end so, and with them a heading.
_WHOLE_WORDS = ("参与", "普及", "涉及", "缓和", "饱和", "调和")
#: No line begins with these.
_NEVER_FIRST = frozenset("、，。；：？！）】〕》”")
_STOP = re.compile("[。；！？]")
_BRACKETS = re.compile("[（(〔［【）)〕］】]")
_OPENS = frozenset("（(〔［【")
_LONGEST_BRACKET = 300
#: Between the names in a bracket, and around them.
_AROUND_NAMES = re.compile("[、，,；;：:（(〔［【）)〕］】]")
_LEVELS = "市区县省州镇乡各"
_OPENED = re.compile("[（(〔［【][^（(〔［【）)〕］】]{0,300}$")
#: Over no more lines does a bracket go that the width of a page broke.
_FEW = 6
#: So far down stands what is said of the whole document.
_HEAD = 12
#: Columns from which a line counts as prose rather than as a heading.
_PROSE = 60
#: So many lines that end at the widest one's edge were broken there.
_AT_EDGE = 5


class Line(NamedTuple):
    """One line: its number in the file (from 1), its text, the numbers of lines joined to it.

    ``row`` is what it holds as a row of a table of tasks; ``title`` whether it is a title that was
    set on several lines.
    """

    number: int
    text: str
    joined: tuple[int, ...] = ()
    row: Row | None = None
    title: bool = False


class _Raw(NamedTuple):
    number: int
    text: str
    indented: bool
    width: int
    row: Row | None = None


def lines(text: str) -> list[Line]:
    """The lines of *text* that are not empty, without the blanks around them."""
    every = [(n, line) for n, line in enumerate(seen(text).splitlines(), 1) if line.strip()]
    marked = (at for at, (_, line) in enumerate(every[:_HEAD]) if leading_mark(line.strip()))
    head = next(marked, _HEAD)
    every = [(n, part) for n, line in every[:head] for part in _parted(line)] + every[head:]
    rows = table_rows([line for _, line in every])
    raw = [
        _Raw(number, line, indented=False, width=0, row=rows[at])
        if at in rows
        else _Raw(number, line.strip(), line[:1].isspace(), cell_width(line.rstrip()))
        for at, (number, line) in enumerate(every)
    ]
    wrapping = _Wrapping(raw)
    titles = title_lines(["" if line.row else line.text for line in raw])
    found: list[Line] = []
    parts: list[_Raw] = []
    title_end = 0
    sure: set[int] = set()
    for index, line in enumerate(raw):
        if titles[index] > 1:
            title_end = index + titles[index]
        in_title = index < title_end and titles[index] == 1
        if parts and not in_title:
            begins = titles[index] > 1 or parts[-1].row
            if not begins and wrapping.in_bracket(len(parts), index):
                sure.add(line.number)
            elif begins or not wrapping.continues(parts[0], index):
                found.append(_joined(parts, sure, wrapped=wrapping.column > 0))
                parts = []
        parts.append(line)
        if in_title and index == title_end - 1:
            found.append(_joined(parts, sure, wrapped=wrapping.column > 0)._replace(title=True))
            parts = []
    return [*found, _joined(parts, sure, wrapped=wrapping.column > 0)] if parts else found


def _parted(line: str) -> list[str]:
    """A line of the head as it stands, or as the lines it might have been."""
    parts = parted(line.strip())
    return [line] if parts == [line.strip()] else parts


def _joined(parts: Sequence[_Raw], sure: Container[int], *, wrapped: bool) -> Line:
    """*parts* as one line; between names below each other a blank, but where text was wrapped.

    Parameters:
        sure: the lines that surely go on, so that nobody need look at them.
    """
    texts = [parts[0].text]
    if parts[0].row:
        return Line(parts[0].number, texts[0], (), parts[0].row)
    for before, after in itertools.pairwise(parts):
        words = before.text[-1].isascii() and after.text[0].isascii()
        words = words and not (_broken_number(before.text, after.text) or after.text[0] == ".")
        names = is_unit_name(after.text) and before.text[-1] not in "、，,"
        if after.number in sure:
            names = _are_two(before.text, after.text)
        blank = words or (names and not wrapped) or (wrapped and after.indented)
        texts.append(f" {after.text}" if blank else after.text)
    numbers = tuple(part.number for part in parts[1:] if part.number not in sure)
    return Line(parts[0].number, "".join(texts), numbers)


def _are_two(before: str, after: str) -> bool:
    """Whether a line break in a bracket stands between two names, and not within one.

    Within one it does not stand before a level (市, 各), or between two that end alike.
    """
    one, two = _AROUND_NAMES.split(before)[-1], _AROUND_NAMES.split(after)[0]
    whole = len(one) > 2 and is_unit_name(one) and is_unit_name(two)
    return whole and (two[0] in _LEVELS or one[-1] == two[-1])


class _Wrapping:
    """Decides which lines of one document go on from the line before.

    Parameters:
        raw: all lines of the document.
    """

    def __init__(self, raw: Sequence[_Raw]) -> None:
        self.raw = raw
        indented = sum(line.indented for line in raw)
        self.indents = 0 < indented < len(raw) * 0.8
        self.column = self._column()

    def _column(self) -> int:
        """The width at which the lines were broken; 0 where they were not."""
        widths = Counter(line.width for line in self.raw if line.width >= _PROSE // 2)
        if not widths:
            return 0
        width, _ = widths.most_common(1)[0]
        near = sum(count for w, count in widths.items() if abs(w - width) <= 3)
        wider = sum(count for w, count in widths.items() if w > width + 3)
        wrapped = near >= 6 and near >= 0.3 * len(self.raw) and wider <= 0.05 * len(self.raw)
        widest = max(widths)
        at_edge = sum(count for w, count in widths.items() if w >= widest - 2)
        return width if wrapped else widest if widest >= _PROSE and at_edge >= _AT_EDGE else 0

    def in_bracket(self, count: int, index: int) -> bool:
        """Whether a bracket that is open in the *count* lines above *index* closes there or below.

        No item begins before it does.
        """
        above = "".join(line.text for line in self.raw[max(0, index - min(count, _FEW)) : index])
        if not _OPENED.search(above[-_LONGEST_BRACKET:]):
            return False
        depth = 1
        for line in self.raw[index : index + _FEW]:
            if line.row or leading_mark(line.text):
                return False
            for sign in _BRACKETS.findall(line.text):
                depth += 1 if sign in _OPENS else -1
                if not depth:
                    return True
        return False

    def continues(self, first: _Raw, index: int) -> bool:
        """Whether line *index* belongs to the paragraph that began with *first*."""
        before, line = self.raw[index - 1].text, self.raw[index].text
        listing = starts_with_role(first.text)
        point = line[0] in ".．" and before.isdigit()
        opened = _OPENED.search(before)
        lists = opened and starts_with_role(opened[0][1:]) and not self.raw[index].row
        if line[0] in _NEVER_FIRST or point or (lists and starts_with_role(line)):
            return True
        if self._begins_something(index):
            return False
        if is_role_label(before) or (listing and is_unit_name(line) and before[-1] not in "。；;"):
            return True
        if _broken_number(before, line) or lists:
            return True
        if before.endswith((*_ENDS, *_GOES_ON)):
            return before.endswith(_GOES_ON) and not before.endswith(_WHOLE_WORDS)
        return self._fills_its_line(index, listing=listing)

    def _fills_its_line(self, index: int, *, listing: bool) -> bool:
        """Whether the line before *index* ends only because the column or a slip ended it."""
        before, line = self.raw[index - 1], self.raw[index]
        if line.indented and self.indents:
            return False
        if self.column:
            return before.width >= self.column - 3
        return before.width >= _PROSE and not listing and _breaks_off(before.text)

    def _begins_something(self, index: int) -> bool:
        line = self.raw[index]
        if line.row:
            return True
        if leading_mark(line.text) or may_be_year_mark(line.text):
            return True
        if self._opens_list(index) or is_frame_line(line.text):
            return True
        following = self.raw[index + 1].text if index + 1 < len(self.raw) else ""
        return is_date(line.text) or (is_signature(line.text) and is_date(following))

    def _opens_list(self, index: int) -> bool:
        """Whether a line begins with a label; behind one that fills its width only a known one."""
        full = self.column and self.raw[index - 1].width >= self.column - 3
        return starts_with_role(self.raw[index].text, known=bool(full))


def _breaks_off(text: str) -> bool:
    """Whether *text* is prose that stops in the middle of a sentence."""
    stops = list(_STOP.finditer(text))
    return bool(stops) and not starts_with_role(text[stops[-1].end() :])


def _broken_number(before: str, after: str) -> bool:
    """Whether a decimal was broken at its point."""
    return before[-1] in ".．" and before[-2:-1].isdigit() and after[0].isdigit()
