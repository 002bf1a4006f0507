"""DuckDB: Parquet files in and out, and questions in SQL. The one module that knows it."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import DataUnreadable, UsageMistake
from lawgov_cli.domain.point_months import COLUMNS, NAMES
from lawgov_cli.store.rollup.database import Answer
from lawgov_cli.store.rollup.named import statements
from lawgov_cli.store.rollup.records import RECORD_COLUMNS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lawgov_cli.domain.point_months import Column


class EngineMissing(DataUnreadable):
    """Parquet files and ``rollup --sql`` need DuckDB, which is not installed."""

    def __init__(self, what: str, instead: str) -> None:
        super().__init__(
            f'{what}需要另装组件 DuckDB。请安装: pip install "lawgov[rollup]"; {instead}'
        )


def parquet_bytes(rows: Iterable[Sequence[Any]]) -> bytes:
    """*rows* of point-months as a Parquet file.

    Raises:
        EngineMissing: DuckDB is not installed.
    """
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "snapshot.parquet"
        engine = with_snapshot(rows, "写 .parquet 文件", "或写成 .csv")
        target = str(made).replace("'", "''")
        engine.execute(f"copy snapshot to '{target}' (format parquet, compression zstd)")
        engine.close()
        return made.read_bytes()


def parquet_rows(path: Path) -> list[tuple[Any, ...]] | None:
    """The rows of the Parquet file at *path*; ``None`` where it has not the columns.

    Raises:
        EngineMissing: DuckDB is not installed.
    """
    engine = _connected("读 .parquet 文件", "或请对方导出 .csv")
    wanted = ", ".join(NAMES)
    try:
        said = engine.execute(
            f"select {wanted} from read_parquet(?)",  # noqa: S608 - the names are our own
            [str(path)],
        )
        found: list[tuple[Any, ...]] = said.fetchall()
    except engine_error():
        return None
    finally:
        engine.close()
    return found


def ask(rows: Iterable[Sequence[Any]], sql: str, records: Iterable[Sequence[Any]] = ()) -> Answer:
    """What *sql* says over ``snapshot``, the named views and ``records``.

    It reaches no file and no network.

    Raises:
        EngineMissing: DuckDB is not installed.
        UsageMistake: the statement is wrong, or answers nothing.
    """
    engine = with_snapshot(rows, "--sql ", "或用 --by 按地方、单位等汇总")
    _fill(engine, "records", RECORD_COLUMNS, records)
    for statement in (*statements("duckdb"), *_SHUT):
        engine.execute(statement)
    try:
        told = engine.execute(sql)
        if told is None or told.description is None:
            raise UsageMistake("这条 SQL 没有答案。请写 select …")
        return Answer(tuple(column[0] for column in told.description), told.fetchall())
    except engine_error() as error:
        raise UsageMistake(f"SQL 有误: {error}\n表和列见 docs/rollup.md。") from None
    finally:
        engine.close()


#: After these a statement sees nothing but the tables that are there.
_SHUT = ("set enable_external_access = false", "set lock_configuration = true")


def with_snapshot(rows: Iterable[Sequence[Any]], what: str, instead: str) -> Any:  # noqa: ANN401
    """A DuckDB connection that holds *rows* as its table ``snapshot``."""
    engine = _connected(what, instead)
    _fill(engine, "snapshot", COLUMNS, rows)
    return engine


def _fill(
    engine: Any,  # noqa: ANN401 - the library's connection
    table: str,
    columns: Iterable[Column],
    rows: Iterable[Sequence[Any]],
) -> None:
    """Make *table* of *rows*, by way of a file: one by one they would take minutes.

    Every text stands in quotes, so that none is taken for a missing one.
    """
    kinds = ", ".join(f"'{c.name}': '{'INTEGER' if c.is_number else 'VARCHAR'}'" for c in columns)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "rows.csv"
        with made.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\n")
            writer.writerows(rows)
        engine.execute(
            f"""create table {table} as select * from read_csv(?, auto_detect = false,
            header = false, columns = {{{kinds}}}, delim = ',', quote = '"', escape = '"',
            allow_quoted_nulls = false)""",  # noqa: S608 - our own names
            [str(made)],
        )


def _connected(what: str, instead: str) -> Any:  # noqa: ANN401 - the library's connection
    try:
        import duckdb
    except ImportError:
        raise EngineMissing(what, instead) from None
    return duckdb.connect(":memory:")


def engine_error() -> type[Exception]:
    """What DuckDB raises; to be asked for once it is known to be there."""
    import duckdb

    return duckdb.Error
