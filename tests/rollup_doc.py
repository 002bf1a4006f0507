"""``docs/rollup.md``: the columns and the named views, written from the program's own tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.domain.point_months import COLUMNS
from lawgov_cli.store.rollup.named import ORDERS, text_of
from lawgov_cli.store.rollup.records import RECORD_COLUMNS
from lawgov_cli.views.rollup import HEADINGS, TITLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.point_months import Column

ENGINES = {"sqlite": "SQLite", "duckdb": "DuckDB", "clickhouse": "ClickHouse", "spark": "Spark"}

_HEAD = """\
# 汇总许多地方

由 `python3 tasks.py docs --update` 从程序自己的表生成, 请勿手改。怎样用见 `lawgov rollup --help`,
多大的规模用什么见 [scale.md](scale.md)。

## 快照: 每项要点每个月一行

`lawgov export --format snapshot -o 太仓.csv`(或 `.json`、`.parquet`)在数据所在的地方做出来,
状态、亮灯和原因是程序自己算的, 别处不再算第二遍。
`lawgov rollup 各县/ --format snapshot -o 全部.parquet` 把许多地方合成一份, 可以再汇总。
列名和含义是对外约定, 没有空值(没有内容的文字列是空字符串):

| 列 | 类型 | 含义 |
|---|---|---|
"""

_VIEWS = """\

## 命名的视图

`lawgov rollup 各县/ --sql "select place, red from by_place where month = '2023-09'"`
由 DuckDB 回答(`pip install "lawgov[rollup]"`)。语句只看得到下面这些表, 碰不到文件和网络。
不装也可以用 `--by`: 它问的是 SQLite 里同样的视图。

- `snapshot`: 上面的快照, 所有地方的。
- `records`: 台账里的记录, 每条一行, 见[台账的记录](#台账的记录)。
- `leads`: 每个牵头单位一行: `month` `place` `plan` `point` `status` `light` `unit`。
- `lacking`: 每个该报而没有报的单位一行: `month` `place` `plan` `point` `unit`。

其余各视图只用几种数据库都有的 SQL, 在 SQLite、DuckDB、ClickHouse、Spark 上一字不改, 得出的行相同。
同一份工作要点看编号 `plan` 和标题 `plan_title` 都相同; 各地编号不同的同一项要点按标题归在一起
(`by_point`, `numbers` 是有几种编号); 编号相同而标题不同的不归在一起, 列在 `differing`。

列名: """

_RECORDS = """\

## 台账的记录

`records` 里是各地台账的记录, 每条一行, 给临时要问的事用。
只有工作目录和移交包有台账, 快照没有(会说明有几个地方没有)。
办到什么程度、亮什么灯请问 `snapshot`: 那是程序自己算的。语句里写到 `records` 时才读台账。
没有空值; `record` 里没有的一项, `->>` 得到的是空值(`is not null` 挑出有的)。

| 列 | 类型 | 含义 |
|---|---|---|
"""

#: A question of a person, and how it is asked: in the page, and run by a test.
EXAMPLES = {
    "亮红灯的地方, 多的在前": "select place, red from by_place "
    "where month = '2023-09' and red > 0 order by red desc, place",
    "每个单位报过几次, 撤销的不算": "select place, unit, count(*) as times from records "
    "where unit <> '' and undone = 0 group by place, unit order by times desc, place, unit",
    "哪些进展提到培训": "select place, day, task, note from records "
    "where note like '%培训%' and undone = 0 order by day",
    "说了存在问题的": "select place, day, task, unit, record ->> 'problem' as problem from records "
    "where record ->> 'problem' is not null and undone = 0 order by day",
    "时限改过几次的任务": "select place, task, count(*) as times from records "
    "where record ->> 'due' is not null and undone = 0 group by place, task order by times desc",
    "亮红灯的要点最近一次登记在哪天(没有登记过的是空)": "select s.place, s.point, s.title, "
    "max(r.day) as day from snapshot s left join records r on r.place = s.place "
    "and r.task = s.point where s.month = '2023-09' and s.light = 'red' "
    "group by s.place, s.point, s.title order by day",
}

_ENGINES = """\

## 按单位拆开: 各种数据库的写法

只有把一格里的几个单位拆成几行, 各家写法不同。先让 `snapshot` 指向快照文件,
再建这两个视图, 再建上面各个视图。
Spark 里请写 `create temporary view`。
"""


def rollup_doc() -> str:
    """The whole page."""
    named = "、".join(f"`{code}` {word}" for code, word in HEADINGS.items())
    parts = [_HEAD, _table(COLUMNS), _VIEWS, named, "。\n"]
    for name in ORDERS:
        word, title = TITLES[name]
        parts.append(f"\n### {name}: {title}\n\n`--by {word}`\n\n```sql\n{text_of(name)}\n```\n")
    parts += [_RECORDS, _table(RECORD_COLUMNS)]
    for asked, sql in EXAMPLES.items():
        parts.append(f'\n{asked}:\n\n```\nlawgov rollup 各县/ --sql "{sql}"\n```\n')
    parts.append(_ENGINES)
    for engine, shown in ENGINES.items():
        parts.append(f"\n### {shown}\n\n```sql\n{text_of(engine)}\n```\n")
    return "".join(parts)


def _table(columns: Sequence[Column]) -> str:
    kinds = {True: "整数", False: "文字"}
    return "".join(f"| `{c.name}` | {kinds[c.is_number]} | {c.meaning} |\n" for c in columns)
