"""DuckDB: Parquet files in and out, and questions in SQL. The one module that knows it."""

from __future__ import annotations

import csv
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import EngineMissing
from lawgov_cli.domain.point_months import COLUMNS, NAMES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_TYPES = ", ".join(f"'{c.name}': '{'INTEGER' if c.is_number else 'VARCHAR'}'" for c in COLUMNS)
#: How the file is read that rows go through; no text is taken for a missing one.
_READ = rf"""create table snapshot as select * from read_csv(?, header = false,
columns = {{{_TYPES}}}, quote = '"', escape = '"', nullstr = '\N')"""  # noqa: S608 - the names are our own


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


def with_snapshot(rows: Iterable[Sequence[Any]], what: str, instead: str) -> Any:  # noqa: ANN401
    """A DuckDB connection that holds *rows* as its table ``snapshot``.

    Rows go by way of a file: one by one they would take minutes.
    """
    engine = _connected(what, instead)
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "snapshot.csv"
        with made.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, quoting=csv.QUOTE_NONNUMERIC)
            writer.writerows(rows)
        engine.execute(_READ, [str(made)])
    return engine


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
