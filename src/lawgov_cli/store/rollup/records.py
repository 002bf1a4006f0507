"""The records of the places' journals, a row each, for questions of one's own in SQL.

Nothing is worked out here but whether a record was taken back: what the records come to is in the
snapshot.
"""

from __future__ import annotations

import json
import re
from contextlib import closing
from typing import TYPE_CHECKING, Any

from lawgov_cli.domain.point_months import Column
from lawgov_cli.domain.undo import effective
from lawgov_cli.store.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import datetime

    from lawgov_cli.store.locating import Location

RECORD_COLUMNS = (
    Column("place", "地方, 和 `snapshot` 里的一样"),
    Column("plan", "工作要点的编号 `id`"),
    Column("line", "台账的第几行", is_number=True),
    Column("id", "记录的编号"),
    Column("moment", "登记时间, `2023-09-20T10:00:00+08:00`"),
    Column("day", "这条记录说的是哪一天, `2023-09-20`"),
    Column("who", "登记人"),
    Column("task", "任务的编号; 不是说任务的是空"),
    Column("unit", "报送单位; 本办自己登记的是空"),
    Column("status", "办理状态: `todo` `doing` `done` …; 没有改状态的是空"),
    Column("note", "进展"),
    Column("undone", "撤销了的是 1, 其余是 0", is_number=True),
    Column("record", "整条记录(JSON): `record ->> 'problem'` 是“存在问题”"),
)


def asks_for_records(sql: str) -> bool:
    """Whether *sql* speaks of the table, which costs a reading of every journal."""
    return re.search(r"\brecords\b", sql, re.IGNORECASE) is not None


def record_rows(
    journals: Iterable[tuple[str, Location]], now: datetime
) -> Iterator[tuple[Any, ...]]:
    """The rows of :data:`RECORD_COLUMNS`, place by place, in the order of the journals.

    Parameters:
        journals: what a place is called, and its files.

    Raises:
        LawgovError: a file has become unreadable since it was rolled up.
    """
    for place, location in journals:
        with closing(open_workspace(location, now, cached=False)) as found:
            cancelled = effective(found.events).cancelled
            for event in sorted(found.events, key=lambda each: each.line):
                yield (
                    *(place, found.base.id, event.line, event.id, event.at, event.day, event.by),
                    *(event.task, event.unit, event.get("status") or "", event.note),
                    *(int(event.batch in cancelled), json.dumps(event.data, ensure_ascii=False)),
                )
