"""An office's own table: which of its columns means what, proposed once and then kept."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.problems import Problem
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.replies.columns import Column, find_tables, meaning, plain_head
from lawgov_cli.importer.replies.reply import Remark

if TYPE_CHECKING:
    from lawgov_cli.importer.sheets.grid import Grid


_WORDS = tuple(column.value for column in Column if column is not Column.KEY)
#: How the file begins in which a mapping is kept.
_HEAD = "# 本单位自己的表, 一行一栏: 表头 = 含义。认错的改在这里, collect 和 export --like 照此认表"
_SHEET, _UNUSED = "表名", "不采用"
_EQUALS = re.compile("[=＝]")


class TableMapping(NamedTuple):
    """The sheet, and each head of a column (without white space) with the word of its meaning.

    A head without a meaning has an empty word: its column is left as it is.
    """

    sheet: str
    heads: tuple[tuple[str, str], ...]

    @property
    def meanings(self) -> dict[str, Column]:
        """Plain head → meaning."""
        return {head: Column(word) for head, word in self.heads if word}

    @property
    def unused(self) -> frozenset[str]:
        """The plain heads of which a person has settled that they mean nothing here."""
        return frozenset(head for head, word in self.heads if not word)

    @property
    def text(self) -> str:
        """The file in which it is kept, which a clerk can change."""
        rows = [f"{head} = {word or _UNUSED}" for head, word in self.heads]
        return "\n".join([_HEAD, f"{_SHEET} = {self.sheet}", *rows]) + "\n"


def read_mapping(text: str, file: str) -> tuple[TableMapping, list[Problem]]:
    """The mapping kept as *text*, and the lines of it that cannot be read."""
    sheet, heads, problems = "", dict[str, str](), []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or line.lstrip().startswith("#"):
            continue
        head, said = _parted(line)
        word = "" if said == _UNUSED else said
        if head == _SHEET and said:
            sheet = said
        elif not head or not said:
            problems.append(Problem(file, number, 1, "不是“表头 = 含义”", "补上缺少的部分"))
        elif word and word not in _WORDS:
            known = "、".join([*_WORDS, _UNUSED])
            problems.append(Problem(file, number, 1, f"没有“{word}”这种含义", f"可写: {known}"))
        else:
            heads[plain_head(head)] = word
    return TableMapping(sheet, tuple(heads.items())), problems


def _parted(line: str) -> tuple[str, str]:
    """What stands before the last = and after it: a head may hold one, a meaning does not."""
    signs = list(_EQUALS.finditer(line))
    at = signs[-1].start() if signs else len(line)
    return line[:at].strip(), line[at + 1 :].strip()


def learn(grid: Grid) -> tuple[TableMapping | None, list[Remark]]:
    """What the columns of the first table of *grid* seem to mean, and what a person should see.

    ``None`` where no table is found.
    """
    tables = find_tables(grid)
    if not tables:
        return None, [Remark(f"“{grid.name}”里没有找到表头: 要有“序号”或“任务”, 和“进展”一栏")]
    table = tables[0]
    texts = table.heads
    words = {at: column.value for column, at in table.columns.items()}
    pairs = [(head, words.get(at, "")) for at, head in enumerate(texts) if head]
    doubts = [
        Remark(f"“{texts[at]}”拿不准, 暂作“{column.value}”", grid.place(table.first - 1, at))
        for column, at in table.columns.items()
        if (meaning(texts[at]) or (column, 3))[1] < 2
    ]
    doubts += [
        Remark(f"“{head}”一栏不知何意, 暂不采用", grid.place(table.first - 1, at))
        for at, head in table.others.items()
        if head
    ]
    if Column.TEXT not in table.columns:
        doubts.append(Remark(f"没有认出“{Column.TEXT.value}”一栏"))
    return TableMapping(grid.name, tuple(pairs)), doubts
