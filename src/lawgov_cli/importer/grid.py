"""A table of tasks as a grid: which rows are its head, and what each column holds.

The same for a table of a document, a page, a workbook, and for one typed in a text: spans are
expanded before, so that every row has every column.
"""

from __future__ import annotations

import re
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import are_offices, is_unit_name
from lawgov_cli.importer.language.column_heads import (
    LONGEST_HEAD,
    head_meaning,
    is_stage,
    label_of_head,
    may_be_below,
    may_be_due,
)
from lawgov_cli.importer.language.deadlines import is_time
from lawgov_cli.importer.language.labels import Word, labels
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.verbs import without_verbs
from lawgov_cli.importer.language.wording import masked

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBER = re.compile("序号|编号|序列|^序$|^号$|^N[oO]")
#: Heads of the column that says what is to be done, the likeliest first.
_TITLES = (
    re.compile("任务|事项|项目|要点|课题|议题|问题|名称"),
    re.compile("工作(?!.*目标)|内容|举措|措施|职责|案由|标题|题目"),
    re.compile("目标|指标|标准|要求|名称|领域|类别"),
)
_MEASURES = re.compile(
    "措施|举措|内容|做法|步骤|安排|(?:任务|事项)(?:分解|细化|明细)?(?:$|[及和与、/（(])"
)
#: What is required of a task is what is to be done.
_REQUIRED = re.compile("(?:具体|办理|落实|整改|督办|督查|任务)要求")
_KEPT = re.compile(
    "备注|说明|目标|指标|标准|依据|联系|电话|进展|情况|^注$|成效|要求|[一二三四1-4]季度$|^[0-9]{1,2}月$"
)
#: What is said about a task, and is none: 任务来源, 事项类别 …
_ABOUT = re.compile(
    "(?:来源|出处|依据|类型|类别|分类|级别|等级|层级|性质|属性|状态|进度|进展|资金|经费|投资|文号|代码"
    "|分值|权重|评价|评分|得分|备注|星级|频次|批次|阶段|周期|金额|背景|意义|成效|难点"
    "|(?:完成|进展|落实|推进|办理)情况)$"
)
#: … and of that what is no heading of several either.
_NEVER_HEADS = re.compile("(?:来源|出处|依据|状态|进展|资金|经费|文号|代码)$")
#: Of a section, where the rows below it count 1, 2, 3.
SECTION_NUMBER = re.compile("[（(]?[一二三四五六七八九十]{1,3}[）)、.]?")
#: A role in brackets behind a body: 县林业局（主责）.
_ROLE_BEHIND = re.compile("[（(](?:总?牵头|主[责办要]?|责任|配合|协[办助]?)(?:单位|部门)?[）)]")
_BODIES = frozenset({Word.LEAD, Word.SUPPORT, Word.RESPONSIBLE})
_MOST_ABOVE = 6
_MOST_HEADS = 4
_SHORT_HEAD = 8
#: No head says anything: a sentence, or a label with what it announces (牵头：县水务局).
_SAYS = re.compile("[。；]|[：:].")


class Kind(str, Enum):
    """What a column holds."""

    NUMBER = "number"
    SECTION = "section"
    TITLE = "title"
    MEASURE = "measure"
    UNITS = "units"
    DEADLINE = "deadline"
    PERSON = "person"
    KEPT = "kept"


class Column(NamedTuple):
    """A column: its head, what it holds, and the role of the bodies in it."""

    head: str
    kind: Kind
    word: Word = Word.NONE
    sure: bool = True


class Sheet(NamedTuple):
    """A table of tasks: where its head begins and ends, and its columns."""

    start: int
    end: int
    holds: tuple[Column, ...]


def task_sheet(rows: Sequence[Sequence[str]]) -> Sheet | None:
    """What *rows* are, if a column of them names bodies and another says what they do.

    Two tables side by side are none: what stands in a row of them is of two tasks.
    """
    rows = [[" ".join(cell.split()) for cell in row] for row in rows]
    for start in range(min(_MOST_ABOVE, len(rows))):
        end = _head_end(rows, start)
        if end == start or end >= len(rows):
            continue
        heads = _heads(rows[start:end])
        if _repeated(heads):
            return None
        columns = _columns(heads, [row for row in rows[end:] if not is_section_row(row)])
        if columns:
            return Sheet(start, end, columns)
    return None


def below_each_other(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """*rows*, two tables that stand side by side under the same heads put one below the other."""
    for start, row in enumerate(rows[:_MOST_ABOVE]):
        half = len(row) // 2
        if is_head(row) and _repeated([" ".join(cell.split()) for cell in row]):
            left, right = ([row[a:b] for row in rows[start:]] for a, b in ((0, half), (half, None)))
            return [*rows[:start], *left, *right[1:]]
    return rows


def _repeated(heads: Sequence[str]) -> bool:
    """Whether the same heads stand twice side by side."""
    half = len(heads) // 2
    return len(set(heads)) == half > 1 and heads[:half] == heads[half:]


def is_section_row(row: Sequence[str]) -> bool:
    """Whether one cell goes over the whole row, or behind a Chinese number: 一 | 经济发展."""
    said = dict.fromkeys(cell for cell in row if cell.strip())
    if len(said) == 2 and len(row) > 3:
        number, title = said
        return bool(SECTION_NUMBER.fullmatch(number)) and not _NUMBER.search(title)
    return len(said) == 1 and (len(row) == 1 or not row[0] or len(set(row)) == 1 or len(row) > 2)


def _head_end(rows: Sequence[Sequence[str]], start: int) -> int:
    """The row behind the head that begins at *start*; *start* itself where none does."""
    if not is_head(rows[start]):
        return start
    end = start + 1
    last = min(len(rows), start + _MOST_HEADS)
    while end < last and _stands_over(rows[start], rows[end]):
        end += 1
    for at in range(end, last):
        between = zip(rows[end - 1 :], rows[end:at], strict=False)
        if _goes_on(rows[at - 1], rows[at]) and all(_is_between(*pair) for pair in between):
            end = at + 1
    return end


def _stands_over(top: Sequence[str], row: Sequence[str]) -> bool:
    """Whether cells of *top* go over several of *row*, and the others span it, whatever it says.

    Of a cell that was typed the others that it goes over, or that it spans, are empty.
    """
    whole = [*top, *[""] * (len(row) - len(top))]
    for at in range(1, len(whole)):
        whole[at] = whole[at] or whole[at - 1]
    same = [a == b for a, b in pairwise(whole)]
    over = [any(pair) for pair in zip([False, *same], [*same, False], strict=True)]
    cells = list(zip(row, whole, over, strict=False))
    below = [cell for cell, _, wide in cells if wide and cell]
    beside = [cell in {"", head} for cell, head, wide in cells if not wide]
    heads = all(len(c) <= LONGEST_HEAD and not (_SAYS.search(c) or c.isdecimal()) for c in below)
    return bool(below and beside) and all(beside) and heads


def is_head(row: Sequence[str]) -> bool:
    """Whether a row reads like the head of a table of tasks."""
    said = [cell for cell in row if cell]
    short = all(len(cell) <= LONGEST_HEAD and not _SAYS.search(cell) for cell in said)
    known = sum(_is_known(cell) for cell in said)
    return len(set(said)) > 1 and short and known * 2 >= len(said)


def _is_known(cell: str) -> bool:
    texts = any(pattern.search(cell) for pattern in (*_TITLES, _KEPT))
    return (
        bool(_NUMBER.search(cell)) or (texts and len(cell) <= 12) or label_of_head(cell) is not None
    )


def _goes_on(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether *row* is one more row of a head: what is new in it are heads too."""
    if is_section_row(row):
        return False
    new = [cell for at, cell in enumerate(row) if cell and (at >= len(above) or cell != above[at])]
    return bool(new) and all(_is_known(cell) or may_be_below(cell) for cell in new)


def _is_between(above: Sequence[str], row: Sequence[str]) -> bool:
    """Whether a row between two of a head is one too: cells of the first span both."""
    spanned = any(cell and cell == one for cell, one in zip(row, above, strict=False))
    return spanned and all(len(cell) <= _SHORT_HEAD for cell in row)


def _heads(rows: Sequence[Sequence[str]]) -> list[str]:
    """The heads of the columns, from the top down, each part once.

    A cell over several columns that was typed stands in the first of them only.
    """
    width = max(map(len, rows))
    above = [*rows[0], *[""] * (width - len(rows[0]))]
    found = []
    for column in range(width):
        parts = dict.fromkeys(row[column] for row in rows if column < len(row) and row[column])
        if len(parts) == 1 and column and not above[column]:
            above[column] = above[column - 1]
            parts = dict.fromkeys((above[column], *parts))
        found.append("\n".join(parts))
    return found


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> tuple[Column, ...] | None:
    known = [_by_head(head) or _by_cells(head, at, rows) for at, head in enumerate(heads)]
    known = _with_last_days(heads, known, rows)
    texts = [at for at, column in enumerate(known) if column is None]
    if not texts or not any(column and column.kind is Kind.UNITS for column in known):
        return None
    number = next((at for at, c in enumerate(known) if c and c.kind is Kind.NUMBER), None)
    title = _title(heads, [at for at in texts if not _repeats(at, rows, number)], texts)
    if title is None:
        return None
    for at in texts:
        head = heads[at].split("\n")[-1]
        known[at] = Column(head, _text_kind(head, at, title, spans=_repeats(at, rows, number)))
    return tuple(column for column in known if column)


def _by_head(head: str) -> Column | None:
    """What a column holds by its head, read from the last part of it or from the whole."""
    parts = head.split("\n")
    if _NUMBER.search(parts[-1]):
        return Column(parts[-1], Kind.NUMBER)
    if not head or _NEVER_HEADS.search(head):
        return Column(parts[-1], Kind.KEPT)
    found = head_meaning(parts)
    if found is None:
        return None
    kinds = {Word.DEADLINE: Kind.DEADLINE, Word.PERSON: Kind.PERSON}
    kinds |= dict.fromkeys((Word.BEGIN, Word.NONE), Kind.KEPT)
    words, (word, sure) = found
    return Column(words, kinds.get(word, Kind.UNITS), word, sure)


def _by_cells(head: str, at: int, rows: Sequence[Sequence[str]]) -> Column | None:
    """A column under a head not known, if its cells are lists of bodies, or days of an end.

    Below a head of bodies any names are, and have its role: 责任 above 落地.
    """
    cells = _cells(at, rows)
    *above, last = head.split("\n")
    said = head_meaning(above) if above else None
    role = said[1].word if said and said[1].word in _BODIES else None
    if len(cells) > 1 and may_be_due(last) and sum(map(is_time, cells)) * 5 >= len(cells) * 4:
        return Column(last, Kind.DEADLINE, Word.DEADLINE, sure=False)
    bodies = sum(lists_bodies(cell) or bool(role and _are_names(cell)) for cell in cells)
    if len(cells) < (1 if role else 2) or bodies * 5 < len(cells) * 4:
        return None
    return Column(last, Kind.UNITS, role or Word.RESPONSIBLE, sure=False)


def _are_names(cell: str) -> bool:
    names = split_names(cell)
    return bool(names) and all(map(is_unit_name, names))


def _with_last_days(
    heads: Sequence[str], known: Sequence[Column | None], rows: Sequence[Sequence[str]]
) -> list[Column | None]:
    """*known*, of stages that stand below one head about time the last with days in it the due one.

    The others are kept: 征求意见 | 印发 below 推进时间.
    """
    found = list(known)
    stages: dict[str, list[int]] = {}
    for at, head in enumerate(heads):
        above, _, last = head.rpartition("\n")
        time = head_meaning([above]) if above else None
        cells = _cells(at, rows)
        days = bool(cells) and sum(map(is_time, cells)) * 5 >= len(cells) * 4
        timed = time and time[1].word is Word.DEADLINE
        if (timed or (days and is_stage(above, last))) and head_meaning(["", last]) is None:
            stages.setdefault(above, []).append(at)
            found[at] = Column(last, Kind.KEPT)
    for above, columns in stages.items():
        ended = any(
            column and column.kind is Kind.DEADLINE and head.startswith(f"{above}\n")
            for head, column in zip(heads, found, strict=True)
        )
        dated = [at for at in columns if any(map(is_time, _cells(at, rows)))]
        if dated and not ended:
            last = heads[dated[-1]].rpartition("\n")[2]
            found[dated[-1]] = Column(last, Kind.DEADLINE, Word.DEADLINE, sure=False)
    return found


def _cells(at: int, rows: Sequence[Sequence[str]]) -> list[str]:
    return [row[at] for row in rows if at < len(row) and row[at]]


def lists_bodies(cell: str) -> bool:
    """Whether a cell is nothing but bodies, and perhaps what they do, or labels before them."""
    ends = [(label.start, label.end) for label in labels(cell, masked(cell))]
    parts = pairwise([0, *(at for span in ends for at in span), len(cell)])
    lists = "；".join(cell[a:b] for a, b in list(parts)[::2])
    said = [without_verbs(clause) for clause in re.split("[，,；;]", lists)]
    names = [name for clause in said for name in split_names(clause.names)]
    told = bool(ends or _ROLE_BEHIND.search(cell)) or any(clause.role for clause in said)
    return bool(names) and all(map(is_unit_name, names)) and (told or are_offices(names))


def _title(heads: Sequence[str], single: Sequence[int], texts: Sequence[int]) -> int | None:
    """The column that says what is to be done: of the likeliest heads the first without repeats."""
    tasks = [at for at in texts if not _ABOUT.search(heads[at])] or texts
    ranked = [[at for at in tasks if pattern.search(heads[at])] for pattern in _TITLES]
    likely = [at for columns in ranked for at in columns]
    single = [at for at in likely if at in single]
    return next(iter(single or likely[-1:]), None)


def _text_kind(head: str, at: int, title: int, *, spans: bool) -> Kind:
    if at == title:
        return Kind.TITLE
    if at < title and spans:
        return Kind.SECTION
    if _REQUIRED.search(head) and at > title:
        return Kind.MEASURE
    kept = _KEPT.search(head) or _ABOUT.search(head) or not _MEASURES.search(head) or at < title
    return Kind.KEPT if kept else Kind.MEASURE


def _repeats(at: int, rows: Sequence[Sequence[str]], number: int | None) -> bool:
    """Whether a cell of a column spans rows: it says the same again, or leaves it out.

    Rows that have the same number, or none, are of one task, and say nothing about that.
    """
    cells = [row[at] if at < len(row) else "" for row in rows]
    numbers = [str(n) if number is None else row[number] for n, row in enumerate(rows)]
    return bool(cells and cells[0]) and any(
        b in {"", a} and two not in {"", one}
        for (a, b), (one, two) in zip(pairwise(cells), pairwise(numbers), strict=True)
    )
