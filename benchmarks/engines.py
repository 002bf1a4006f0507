"""Every named view on DuckDB, ClickHouse (chdb) and Spark, over one Parquet file.

Outside the daily checks, in an environment of its own (Spark needs Java 17):

    python3 -m venv .venv-engines
    .venv-engines/bin/pip install -e '.[rollup]' chdb pyspark
    .venv-engines/bin/python -m benchmarks.engines [places]

Each engine must find the rows that DuckDB finds; what is not installed is said.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.rollup import rolled_up, snapshots
from lawgov_cli.store.rollup.duck import parquet_bytes
from lawgov_cli.store.rollup.named import ORDERS, question, statements

if TYPE_CHECKING:
    from collections.abc import Callable

    #: A statement → its rows.
    Ask = Callable[[str], list[tuple[Any, ...]]]


def parquet_of(places: int, folder: Path) -> Path:
    """One Parquet file of so many places."""
    (folder / "places").mkdir()
    snapshots(folder / "places", places)
    database, _ = rolled_up(folder / "places", folder / "all.sqlite")
    made = folder / "all.parquet"
    rows = list(database.rows())
    made.write_bytes(parquet_bytes(rows))
    print(f"{len(rows)} rows, Parquet {made.stat().st_size / 1024**2:.1f} MB")
    return made


def by_duckdb(file: Path) -> Ask:
    """DuckDB, in this process."""
    import duckdb

    engine = duckdb.connect(":memory:")
    made = f"create view snapshot as select * from read_parquet('{file}')"  # noqa: S608 - our own
    engine.execute(made)
    for statement in statements("duckdb"):
        engine.execute(statement)
    return lambda sql: engine.execute(sql).fetchall()


def by_clickhouse(file: Path) -> Ask:
    """ClickHouse, in this process."""
    from chdb import session

    engine = session.Session()
    engine.query("create database if not exists lawgov engine = Atomic")
    engine.query("use lawgov")
    made = f"create view snapshot as select * from file('{file}', Parquet)"  # noqa: S608 - our own
    engine.query(made)
    for statement in statements("clickhouse"):
        engine.query(statement)

    def ask(sql: str) -> list[tuple[Any, ...]]:
        told = engine.query(
            f"{sql} settings output_format_json_quote_64bit_integers = 0", "JSONCompactEachRow"
        )
        return [tuple(json.loads(line)) for line in str(told).splitlines()]

    return ask


def by_spark(file: Path) -> Ask:
    """Spark, in local mode."""
    from pyspark.sql import SparkSession

    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.shuffle.partitions", "4")
    for name in ("bindAddress", "host"):
        builder = builder.config(f"spark.driver.{name}", "127.0.0.1")
    engine = builder.getOrCreate()
    engine.sparkContext.setLogLevel("ERROR")
    engine.read.parquet(str(file)).createOrReplaceTempView("snapshot")
    for statement in statements("spark"):
        engine.sql(statement.replace("create view", "create temporary view", 1))
    return lambda sql: [tuple(row) for row in engine.sql(sql).collect()]


ENGINES = {"duckdb": by_duckdb, "chdb": by_clickhouse, "pyspark": by_spark}


def main(places: int) -> int:
    """Ask every view of every engine; the exit code is 1 where rows differ."""
    differ = 0
    with tempfile.TemporaryDirectory() as scratch:
        file = parquet_of(places, Path(scratch))
        expected: dict[str, list[tuple[Any, ...]]] = {}
        for package, engine in ENGINES.items():
            if find_spec(package) is None:
                print(f"{package}: not installed")
                continue
            start = time.perf_counter()
            ask = engine(file)
            print(f"{package}: ready after {time.perf_counter() - start:.1f} s")
            for name in ORDERS:
                start = time.perf_counter()
                rows = ask(question(name, month=False))
                seconds = time.perf_counter() - start
                same = expected.setdefault(name, rows) == rows
                differ += not same
                said = "same rows" if same else "ROWS DIFFER"
                print(f"  {name:<11} {seconds:6.2f} s  {len(rows):>7} rows  {said}")
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if sys.argv[1:] else 3000))
