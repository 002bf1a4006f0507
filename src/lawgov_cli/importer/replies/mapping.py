"""An office's own table: which of its columns means what, proposed once and then kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.importer.replies.columns import Column, find_tables, meaning
from lawgov_cli.importer.replies.reply import Remark

if TYPE_CHECKING:
    from collections.abc import Mapping

    from lawgov_cli.importer.sheets.grid import Grid


class TableMapping(NamedTuple):
    """The sheet, and each head of a column (without white space) with the word of its meaning.

    A plain value: :meth:`data` is what is saved, :meth:`of` reads it back.
    """

    sheet: str
    heads: tuple[tuple[str, str], ...]

    @property
    def columns(self) -> dict[str, Column]:
        """Plain head → meaning."""
        return {head: Column(word) for head, word in self.heads}

    @property
    def data(self) -> dict[str, object]:
        """What is saved: names, words and texts only."""
        return {"sheet": self.sheet, "heads": dict(self.heads)}

    @classmethod
    def of(cls, data: Mapping[str, object]) -> TableMapping:
        """The mapping that was saved as *data*.

        Raises:
            ValueError: not such data, or a word that is no meaning.
        """
        sheet, heads = data.get("sheet"), data.get("heads")
        if not isinstance(sheet, str) or not isinstance(heads, dict):
            raise ValueError(data)  # noqa: TRY004 - bad data, of whatever kind
        pairs = tuple((str(head), Column(word).value) for head, word in heads.items())
        return cls(sheet, pairs)


def learn(grid: Grid) -> tuple[TableMapping | None, list[Remark]]:
    """What the columns of the first table of *grid* seem to mean, and what a person should see.

    ``None`` where no table is found.
    """
    tables = find_tables(grid)
    if not tables:
        return None, [Remark(f"“{grid.name}”里没有找到表头: 要有“序号”或“任务”, 和“进展”一栏")]
    table = tables[0]
    texts = table.heads
    pairs = [(texts[at], column.value) for column, at in sorted(table.columns.items(), key=_place)]
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


def _place(item: tuple[Column, int]) -> int:
    return item[1]
