"""Where the tables on a sheet are, and which of their columns means what.

Columns are told by the words of their heads, so they may be renamed, moved, or have others among
them; the head may stand in any row and take two; several tables may stand below one another.
"""

from __future__ import annotations

import re
import unicodedata
from enum import Enum
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.status_words import STATUS_OF
from lawgov_cli.importer.language.wording import simplified
from lawgov_cli.importer.replies.cells import words

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from lawgov_cli.importer.sheets.grid import Grid, Value


class Column(str, Enum):
    """What a column holds; the value is the word for it."""

    KEY = "标识"
    NUMBER = "序号"
    TITLE = "任务"
    ROLE = "角色"
    DUE = "时限"
    LIGHT = "亮灯"
    ASKED = "要求"
    LAST = "上月进展"
    TEXT = "本月进展"
    STATUS = "办理状态"
    PERCENT = "完成比例"
    PROBLEM = "存在问题"
    NEXT = "下一步措施"
    EVIDENCE = "佐证材料"


#: The columns in which a unit answers.
ANSWERS = (
    *(Column.TEXT, Column.STATUS, Column.PERCENT),
    *(Column.PROBLEM, Column.NEXT, Column.EVIDENCE),
)
#: The columns that tell which task a row is about.
NAMING = (Column.KEY, Column.NUMBER, Column.TITLE)

#: In this order: what a head means, how surely. The first that is found in it counts.
_HEADS: tuple[tuple[Column, int, str], ...] = (
    (Column.KEY, 3, r"^标识|勿改|勿删|^key$"),
    (Column.LAST, 3, r"上(个)?(月|期|季|次|阶段)|前期(进展|情况)|往期"),
    (Column.NEXT, 3, r"下一?(步|月|阶段|期)|打算"),
    (Column.PROBLEM, 3, r"问题|困难|不足|短板"),
    (Column.EVIDENCE, 3, r"佐证|证明材料|支撑材料|印证|附件|材料名称|^材料$"),
    (Column.PERCENT, 3, r"比例|百分比|完成率|完成度|%|完成进度$"),
    (Column.ASKED, 3, r"^(填报)?要求$"),
    (Column.LIGHT, 3, r"亮灯|^灯|预警"),
    (Column.DUE, 3, r"时限|期限|截止|完成时间|完成日期|办结时间|时间节点|要求时间"),
    (Column.STATUS, 3, r"状态|是否(已)?(完成|办结)|完成与否|办理进度$"),
    (Column.TEXT, 3, r"(本|当)(个)?(月|期|季|次|阶段|年)|最新进展|\d+月份?(进展|情况|工作)"),
    (Column.TEXT, 2, r"进展|推进情况|落实情况|完成情况|办理情况|工作情况|开展情况|实施情况|成效"),
    (Column.NUMBER, 3, r"^序$|序号|^编号|^号$|任务号|要点号|项号"),
    (Column.ROLE, 3, r"角色|(牵头|责任|配合|主办|协办|承办)(?!领导|人)"),
    (
        Column.TITLE,
        3,
        r"^(重点|工作|目标|主要|具体|督查)*(任务|事项)(名称|内容)?$|^工作要点$|^要点$",
    ),
    (Column.TITLE, 2, r"任务(?!来源)|事项|要点|(工作|督查)内容|目标|项目|举措"),
    (Column.NEXT, 1, r"计划|措施"),
)
_LONGEST_HEAD = 24
_BRACKET = re.compile(r"\([^()]*\)")


class Table(NamedTuple):
    """One table on a sheet: its columns by meaning, its rows from *first* up to *stop*.

    ``others`` are the columns of no known meaning, with their heads, empty where they have none.
    """

    grid: Grid
    columns: Mapping[Column, int]
    others: Mapping[int, str]
    heads: Sequence[str]
    first: int
    stop: int

    def cell(self, row: int, column: Column) -> Value | None:
        """The value in the *column* of the *row*; ``None`` where there is no such cell."""
        at = self.columns.get(column)
        cells = self.grid.rows[row]
        return None if at is None or at >= len(cells) else cells[at]

    def head(self, column: Column) -> str:
        """The words over the *column*; empty where there is none."""
        at = self.columns.get(column)
        return "" if at is None else self.heads[at]


def plain_head(value: Value | None) -> str:
    """A head for comparing: half width, simplified characters, no white space."""
    plain = simplified(unicodedata.normalize("NFKC", words(value)))
    return re.sub(r"\s+", "", plain).casefold()


def meaning(head: str) -> tuple[Column, int] | None:
    """What a *head* means, and how surely; without what stands in brackets if that helps."""
    if _is_choice(head):
        return Column.STATUS, 3
    for text in (_BRACKET.sub("", head), head):
        if 0 < len(text) <= _LONGEST_HEAD:
            for column, strength, pattern in _HEADS:
                if re.search(pattern, text):
                    return column, strength
    return None


def _is_choice(head: str) -> bool:
    """Whether statuses to choose from stand in brackets: 办理情况(已完成/推进中)."""
    offered = [
        word for said in _BRACKET.findall(head) for word in re.split("[/、|,或]", said[1:-1])
    ]
    return sum(word in STATUS_OF for word in offered) > 1


def find_tables(grid: Grid, given: Mapping[str, Column] | None = None) -> list[Table]:
    """The tables on a sheet, from top to bottom and, where heads repeat, from left to right.

    Parameters:
        given: plain head → meaning, for a table whose columns a person has settled.
    """
    heads = list(_heads(grid, given))
    width = max(map(len, grid.rows), default=0)
    stops = [*(row for row, _, _ in heads[1:]), len(grid.rows)]
    found: list[Table] = []
    for (row, size, head), stop in zip(heads, stops, strict=False):
        texts = [*head, *[""] * (width - len(head))]
        for columns, others in _parts(texts, given):
            found.append(Table(grid, columns, others, texts, row + size, stop))
    return found


def _heads(
    grid: Grid, given: Mapping[str, Column] | None
) -> Iterator[tuple[int, int, Sequence[str]]]:
    """Row, number of rows and texts of each head."""
    row, known = 0, set[str]()
    while row < len(grid.rows):
        one = _texts(grid.rows[row])
        below = _texts(grid.rows[row + 1]) if row + 1 < len(grid.rows) else []
        two = _combined(one, below, given)
        texts = next((t for t in (two, one) if t and _is_head(t, given)), None)
        if texts and (not known or len(known & set(texts)) >= 2):
            known.update(filter(None, texts))
            yield row, 2 if texts is two else 1, texts
            row += 2 if texts is two else 1
        else:
            row += 1


def _texts(row: Sequence[Value]) -> list[str]:
    return [plain_head(cell) for cell in row]


def _combined(
    upper: list[str], lower: list[str], given: Mapping[str, Column] | None
) -> list[str] | None:
    """Two rows as one head, where the second parts what the first spans; else ``None``."""
    naming = [at for at, text in enumerate(upper) if _means(text, given) in NAMING]
    if not naming or any(lower[at : at + 1] not in ([""], [upper[at]], []) for at in naming):
        return None
    joined = [_joined(upper, lower, at) for at in range(max(len(upper), len(lower)))]
    if given is not None:
        return joined if sum(map(given.__contains__, joined)) > len(given.keys() & upper) else None
    new = [text for at, text in enumerate(lower) if text and [text] != upper[at : at + 1]]
    if not any(map(meaning, new)) or any(len(text) > _LONGEST_HEAD for text in new):
        return None
    return joined


def _joined(upper: Sequence[str], lower: Sequence[str], at: int) -> str:
    """The head of one column of two rows; what the lower says by itself counts."""
    over = upper[at] if at < len(upper) else ""
    under = lower[at] if at < len(lower) else ""
    if not over:
        over = next((text for text in reversed(upper[:at]) if text), "") if under else ""
    if not under or under == over:
        return over
    whole = meaning(over + under)
    if whole and whole[0] is Column.LAST:
        return over + under
    return under if meaning(under) else over + under


def _is_head(texts: Sequence[str], given: Mapping[str, Column] | None) -> bool:
    """Whether the row names a column to tell tasks by and one to answer in."""
    if given is not None:
        found = {given[text] for text in texts if text in given}
        return len(found) >= min(2, len(given))
    columns = {_means(text, None) for text in texts}
    answers = bool(columns & set(NAMING)) and bool(columns & set(ANSWERS))
    return len(set(texts) - {""}) > 1 and answers and not _counts_itself(texts)


def _counts_itself(texts: Sequence[str]) -> bool:
    """Whether it is the head of a list of evidence or problems: its 序号 is of no task."""
    columns = {_means(text, None) for text in texts}
    asked = columns & {*NAMING, *ANSWERS[:3]}
    return asked == {Column.NUMBER} and bool(columns & set(ANSWERS[3:]))


def is_a_list(grid: Grid) -> bool:
    """Whether a list of evidence or problems stands on the sheet, with numbers of its own."""
    return any(_counts_itself(_texts(row)) for row in grid.rows)


def _parts(
    texts: Sequence[str], given: Mapping[str, Column] | None
) -> Iterator[tuple[dict[Column, int], dict[int, str]]]:
    """The columns of each table in one head row: a second 序号 begins a second table."""
    starts = [at for at, text in enumerate(texts) if _means(text, given) is Column.NUMBER]
    first = texts[starts[0]] if starts else ""
    edges = [0, *(at for at in starts[1:] if texts[at] == first != texts[at - 1]), len(texts)]
    for left, right in pairwise(edges):
        yield _columns(texts, left, right, given)


def _means(text: str, given: Mapping[str, Column] | None) -> Column | None:
    if given is not None:
        return given.get(text)
    found = meaning(text)
    return found[0] if found else None


def _columns(
    texts: Sequence[str], left: int, right: int, given: Mapping[str, Column] | None
) -> tuple[dict[Column, int], dict[int, str]]:
    """The surest column of each meaning, the leftmost of equals; the rest are others."""
    best: dict[Column, tuple[int, int]] = {}
    for at in range(left, right):
        found = meaning(texts[at]) if given is None else None
        column = found[0] if found else _means(texts[at], given) if given is not None else None
        if column is None:
            continue
        strength = found[1] if found else 3
        if column not in best or strength > best[column][0]:
            best[column] = (strength, at)
    columns = {column: at for column, (_, at) in best.items()}
    taken = set(columns.values())
    others = {at: texts[at] for at in range(left, right) if at not in taken}
    return columns, others
