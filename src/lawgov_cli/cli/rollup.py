"""``lawgov rollup``: many places in one view."""

from __future__ import annotations

import gc
import tempfile
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.dates import month as month_of
from lawgov_cli.base.errors import DataUnreadable, UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import folded
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.command import show
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.finding import now
from lawgov_cli.cli.output import is_file, say, short_path, width
from lawgov_cli.cli.progress import progress
from lawgov_cli.render.formats import rendered, require_format
from lawgov_cli.views.rollup import TITLES, USUAL, RollupView, answer_table, rollup_table

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from lawgov_cli.domain.point_months import PointMonth
    from lawgov_cli.store.rollup.database import Database
    from lawgov_cli.store.rollup.loading import Loaded
    from lawgov_cli.store.workspace import Workspace

#: Rows of a table where ``--top`` does not say.
_TOP = 20


class Asked(NamedTuple):
    """What is asked of the places."""

    by: Annotated[
        list[str] | None,
        Option(
            "--by", metavar="什么", help="地方、部分、单位、亮灯、月份、要点、最差、未报; 可重复"
        ),
    ] = None
    month: Annotated[
        str | None, Option("--month", metavar="月份", help="2023-09、9月(默认最近一个月)")
    ] = None
    top: Annotated[int, Option("--top", metavar="行数", min=0, help="每张表最多几行, 0 为全部")] = (
        _TOP
    )
    sql: Annotated[
        str | None,
        Option("--sql", metavar="语句", help="用 SQL 问(DuckDB); 表和列见 docs/rollup.md"),
    ] = None


def rollup(
    paths: Annotated[
        list[str],
        Argument(metavar="路径", help="各地的工作目录、快照、压缩包; 可用 * 和上级文件夹"),
    ],
    format_: Annotated[
        str | None,
        Option(
            "--format",
            metavar="格式",
            help="table、md、html、xlsx、json、csv, 默认看文件名; snapshot(合成一份快照)",
        ),
    ] = None,
    output: Annotated[
        Path | None, Option("--output", "-o", metavar="文件", help="写到这里(默认屏幕)")
    ] = None,
    force: Annotated[bool, Option("--force", help="覆盖已有的文件")] = False,
    db: Annotated[
        Path | None,
        Option("--db", metavar="文件", help="读过的存在这个文件, 可以删(默认在缓存文件夹)"),
    ] = None,
    *,
    asked: Asked,
) -> None:
    """汇总许多地方: 按地方、部分、单位、亮灯、月份, 最差的是哪些, 谁没有报。

    例如: lawgov rollup 各县/ --month 9月
          lawgov rollup 各县/*.csv 某市.zip -o 汇总.xlsx
          lawgov rollup 各县/ --by 单位 --by 最差 --top 50
          lawgov rollup 各县/ --sql "select place, red from by_place where red > 3"
    """
    way = _way(format_, output)
    views = _views(asked.by)
    with closing(_database(db, paths)) as database, tempfile.TemporaryDirectory() as scratch:
        loaded = _loaded(database, paths, Path(scratch))
        if way == "snapshot":
            _write_rows(database, loaded, output, force=force)
            return
        if asked.sql:
            view = _answered(database, loaded, asked, asked.sql)
        else:
            view = _view(database, loaded, views, asked)
    if is_file(output):
        _write(view, way, output, force=force)
    elif way == "xlsx":
        raise UsageMistake("xlsx 不能显示在屏幕上, 请用 -o 写成文件。")
    else:
        show(view, way)


def _way(word: str | None, output: Path | None) -> str:
    """The format asked for, by name or by the file's."""
    ending = output.suffix.lower()[1:] if output and is_file(output) else ""
    if word == "snapshot":
        return word
    if word is None and ending == "parquet":
        raise UsageMistake("Parquet 文件里放的是快照: 请加 --format snapshot")
    return require_format(word or ending or "table", "RollupView")


def _views(words: Sequence[str] | None) -> tuple[str, ...]:
    """The views asked for, by code or Chinese word."""
    by_word = {word: name for name, (word, _) in TITLES.items()}
    by_word |= {name: name for name in TITLES} | {
        name[3:]: name for name in TITLES if name[:3] == "by_"
    }
    found = []
    for word in (part for each in words or () for part in each.replace(",", "、").split("、")):
        if folded(word) not in by_word:
            known = "、".join(word for word, _ in TITLES.values())
            raise UsageMistake(f"不能按“{word}”汇总。可用: {known}")
        found.append(by_word[folded(word)])
    return tuple(dict.fromkeys(found))


def _database(db: Path | None, paths: Sequence[str]) -> Database:
    """The file for these paths: each set of them has its own, so that none forgets another's."""
    from lawgov_cli.store.folders import cache_folder
    from lawgov_cli.store.rollup.database import Database

    folder = cache_folder()
    if db is None and folder is not None:
        named = "\0".join(sorted(str(Path(path).absolute()) for path in paths))
        db = folder / f"rollup-{sha256(named.encode('utf-8', 'replace')).hexdigest()[:16]}.sqlite"
    return Database(db)


def _loaded(database: Database, paths: Sequence[str], scratch: Path) -> Loaded:
    """Everything at *paths* read into *database*; what archives hold lies in *scratch*.

    Raises:
        DataUnreadable: nothing of it can be read.
    """
    from lawgov_cli.store.rollup.loading import load
    from lawgov_cli.store.rollup.sources import find_sources

    sources = find_sources(paths, scratch)
    with progress(len(sources.found), "读取") as step:
        loaded = load(database, sources.found, rows_of, now(), step)
    loaded = loaded._replace(
        broken=[*sources.broken, *loaded.broken], notes=[*sources.notes, *loaded.notes]
    )
    if not database.months():
        lines = [f"没有读出 {name}: {why}" for name, why in loaded.broken]
        raise DataUnreadable("\n".join([*lines, *loaded.notes, "没有可以汇总的地方。"]))
    return loaded


def rows_of(found: Workspace) -> list[PointMonth]:
    """The rows of a place, folded as everywhere else."""
    from lawgov_cli.domain.filings import Filings
    from lawgov_cli.domain.point_months import place_name
    from lawgov_cli.views.point_months import point_months

    gc.enable()  # a command for one place leaves at once; of thousands each leaves megabytes
    filings = Filings(found.base, found.events)
    return list(point_months(filings, place_name(found.plan), found.today))


def _view(database: Database, loaded: Loaded, views: Sequence[str], asked: Asked) -> RollupView:
    months = database.months()
    month = _month(asked.month, months)
    tables = []
    for name in views or USUAL:
        answer = database.answer(name, None if name == "by_month" else month)
        if answer.rows or views or name != "differing":
            tables.append(rollup_table(name, answer.names, answer.rows, asked.top))
    places = database.answer("by_place", month)
    return RollupView(
        month=month,
        places=len({row[1] for row in places.rows}),
        tables=tuple(tables),
        broken=tuple((one.name, one.why) for one in loaded.broken),
        notes=(
            *loaded.notes,
            *_lacking(database, month),
            *_silent_places(places.names, places.rows),
        ),
    )


def _answered(database: Database, loaded: Loaded, asked: Asked, sql: str) -> RollupView:
    """What DuckDB says to *sql*."""
    from lawgov_cli.store.rollup.duck import ask
    from lawgov_cli.store.rollup.records import asks_for_records, record_rows

    if asked.by or asked.month:
        raise UsageMistake("--sql 和 --by、--month 不能同用: 条件写在语句里。")
    places, notes = {held.shown for held in database.holdings()}, list(loaded.notes)
    journals = loaded.journals if asks_for_records(sql) else []
    if asks_for_records(sql) and (bare := places - {place for place, _ in journals}):
        notes.append(f"{len(bare)}个地方送来的是快照, 没有台账, records 里没有它们的记录")
    answer = ask(database.rows(), sql, record_rows(journals, now()))
    return RollupView(
        month="",
        places=len(places),
        tables=(answer_table(answer.names, answer.rows, asked.top),),
        broken=tuple((one.name, one.why) for one in loaded.broken),
        notes=tuple(notes),
    )


def _month(typed: str | None, months: Sequence[str]) -> str:
    """The month that *typed* means, by default the last that there is."""
    if typed is None:
        return months[-1]
    from lawgov_cli.domain.days import resolve_period
    from lawgov_cli.domain.plan_life import Life

    first, last = (month_of(int(name[:4]), int(name[5:])) for name in (months[0], months[-1]))
    period = resolve_period(typed, "month", Life(first.first, last.last), now().date()).period
    if period.name not in months:
        raise UsageMistake(f"没有{period.word}的数据。有的月份: {'、'.join(months)}")
    return period.name


def _lacking(database: Database, month: str) -> Iterator[str]:
    """Which places have nothing of the month."""
    without = database.without(month)
    if without:
        listed = "、".join(f"{place}(到{last})" for place, last in without[:_TOP])
        more = f"等{len(without)}个" if len(without) > _TOP else ""
        yield f"没有{month}的数据, 未计入: {listed}{more}"


def _silent_places(names: Sequence[str], rows: Sequence[Sequence[Any]]) -> Iterator[str]:
    """Which places have not filed a single report."""
    listed = [dict(zip(names, row, strict=True)) for row in rows]
    silent = [one["place"] for one in listed if one["reports_due"] and not one["reports_in"]]
    if silent:
        more = f"等{len(silent)}个" if len(silent) > _TOP else ""
        yield f"一份都没有报送的地方: {'、'.join(silent[:_TOP])}{more}"


def _write(view: RollupView, way: str, output: Path | None, *, force: bool) -> None:
    from lawgov_cli.store.outputs import write_output

    assert output is not None  # noqa: S101 - is_file has said so
    made = rendered(view, way, width=width(), colour=False)
    write_output(output, made, force=force)
    give("written", files=[output])
    say(f"已写出 {short_path(output)}")


def _write_rows(database: Database, loaded: Loaded, output: Path | None, *, force: bool) -> None:
    """All places in one snapshot, which may be rolled up again."""
    from lawgov_cli.cli.snapshots import snapshot_kind, write_snapshot
    from lawgov_cli.domain.point_months import PointMonth

    for name, why in loaded.broken:
        say(f"没有读出 {name}: {why}", err=True)
    for note in loaded.notes:
        say(f"注意: {note}", err=True)
    kind = snapshot_kind(output)
    write_snapshot(map(PointMonth._make, database.rows()), kind, output, force=force)
