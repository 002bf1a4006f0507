"""A roll-up of many places against bare sqlite3: `python -m benchmarks.rollup [places]`.

3,000 places of 30 points and 12 months are 1,080,000 rows, each place a CSV file as `export
--format snapshot` writes it. Loading all of them is compared with one `executemany` of the same
rows, and asking a named view with the same statement on a bare connection, by the processor's
time: other programs run beside. `--workspaces N`
folds N workspaces of 3,500 records instead, and says how long that takes.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import sys
import tempfile
import time
from datetime import datetime
from functools import cache
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

from benchmarks.make_journal import records
from lawgov_cli.base.shipped import shipped
from lawgov_cli.cli.rollup import rows_of
from lawgov_cli.domain.point_months import COLUMNS, NAMES
from lawgov_cli.render.formats import rendered
from lawgov_cli.store.journal import format_record
from lawgov_cli.store.locating import Location
from lawgov_cli.store.rollup.database import Database
from lawgov_cli.store.rollup.loading import load
from lawgov_cli.store.rollup.named import ORDERS, question
from lawgov_cli.store.rollup.sources import find_sources
from lawgov_cli.store.workspace import open_workspace
from lawgov_cli.views.point_months import SnapshotView

if TYPE_CHECKING:
    from collections.abc import Callable

NOW = datetime.fromisoformat("2023-12-31T10:00:00+08:00")
PLAN = "workpoints-2023.yaml"
SEEDS = 20
RECORDS = 3500


@cache
def journal_text(seed: int) -> str:
    """A year of 3,500 records."""
    return "".join(f"{format_record(record)}\n" for record in records(RECORDS, seed=seed))


def workspace(folder: Path, number: int) -> Location:
    """A workspace of 3,500 records in *folder*, one of twenty journals in it."""
    folder.mkdir(parents=True)
    text = (shipped("data") / PLAN).read_text(encoding="utf-8")
    plan = folder / PLAN
    plan.write_text(
        text.replace("\nissuer: 太仓市", f"\nissuer: 第{number}县", 1), encoding="utf-8"
    )
    journal = plan.with_name("workpoints-2023.journal.yaml")
    journal.write_text(journal_text(number % SEEDS), encoding="utf-8")
    return Location(plan, folder)


def snapshots(folder: Path, places: int) -> None:
    """Snapshot files of *places* places, made of twenty that were folded."""
    made = []
    for seed in range(SEEDS):
        located = workspace(folder / f"w{seed}", seed)
        made.append(rows_of(open_workspace(located, NOW, cached=False)))
        shutil.rmtree(folder / f"w{seed}")
    for number in range(places):
        rows = tuple(row._replace(place=f"第{number:04}县") for row in made[number % SEEDS])
        if number % 10 == 0:  # a place with a title of its own
            rows = tuple(
                r._replace(title=f"{r.title}(本地)") if r.point == "8" else r for r in rows
            )
        text = rendered(SnapshotView(rows), "csv")
        (folder / f"{number:04}.csv").write_text(text, encoding="utf-8", newline="")


def work(action: Callable[..., Any], *given: Any) -> tuple[float, Any]:  # noqa: ANN401
    """Seconds that the processor worked for *action*, whoever else it works for; what it made."""
    start = time.process_time()
    made = action(*given)
    return time.process_time() - start, made


def taken(action: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds that *action* took, and what it made."""
    start = time.perf_counter()
    made = action()
    return time.perf_counter() - start, made


def rolled_up(folder: Path, file: Path) -> tuple[Database, Any]:
    """Everything in *folder* in a database at *file*."""
    database = Database(file)
    found = find_sources([str(folder)], folder)
    return database, load(database, found.found, rows_of, NOW, lambda _: None)


def bare_load(rows: list[tuple[Any, ...]], file: Path) -> sqlite3.Connection:
    """The same rows in one table, by one `executemany`, as sqlite3 comes."""
    bare = sqlite3.connect(file)
    kinds = ", ".join(f"{c.name} {'integer' if c.is_number else 'text'}" for c in COLUMNS)
    bare.execute(f"create table snapshot ({kinds})")
    marks = ", ".join("?" * len(NAMES))
    bare.executemany(f"insert into snapshot values ({marks})", rows)  # noqa: S608 - our own names
    bare.commit()
    return bare


def compare(places: int) -> None:
    """Print the ratios."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        (root / "places").mkdir()
        snapshots(root / "places", places)
        ratios = []
        for turn in range(3):
            file = root / f"{turn}.sqlite"
            seconds, (database, loaded) = work(rolled_up, root / "places", file)
            rows = list(database.rows())
            bare, _ = work(bare_load, rows, root / f"{turn}.bare")
            ratios.append(seconds / bare)
            print(f"{loaded.read} places, {len(rows)} rows: {seconds:.1f} s, bare {bare:.1f} s")
            del rows
            database.close()
        print(f"load ÷ executemany: {median(ratios):.2f} (aim ≤ 3)")
        again, _ = taken(lambda: rolled_up(root / "places", root / "0.sqlite"))
        print(f"again, nothing changed: {again:.1f} s; file {_size(root / '0.sqlite')} MB")
        ask_views(root / "0.sqlite")


def asked_bare(bare: sqlite3.Connection, sql: str, values: tuple[str, ...]) -> list[Any]:
    """The rows that sqlite3 alone finds."""
    return bare.execute(sql, values).fetchall()


def ask_views(file: Path) -> None:
    """Each named view, of one month and of all, beside the same statement in sqlite3."""
    database, bare = Database(file), sqlite3.connect(file)
    for name in ORDERS:
        for month in ("2023-09", None):
            values = () if month is None else (month,)
            sql = question(name, month=month is not None)
            pairs = []
            bare.execute(sql, values).fetchall()  # once, so that the file has been read
            for _ in range(5):
                own, answer = work(database.answer, name, month)
                other, rows = work(asked_bare, bare, sql, values)
                pairs.append((own / other, own))
                assert answer.rows == rows  # noqa: S101 - the same statement
            ratio, own = median(p[0] for p in pairs), median(p[1] for p in pairs)
            print(f"{name:<11} {month or 'all':<8} {own:6.2f} s  ÷ sqlite3 {ratio:.2f} (aim ≤ 1.5)")


def fold_all(places: int) -> None:
    """How long *places* workspaces take from their journals to the rows."""
    with tempfile.TemporaryDirectory() as scratch:
        root = Path(scratch)
        for number in range(places):
            workspace(root / "places" / f"{number:04}", number)
        seconds, (database, loaded) = taken(lambda: rolled_up(root / "places", root / "db.sqlite"))
        print(
            f"{loaded.read} workspaces × {RECORDS} records: {seconds:.0f} s, "
            f"{seconds / places * 1000:.0f} ms each; peak {_peak()} MB"
        )
        database.close()
        again, _ = taken(lambda: rolled_up(root / "places", root / "db.sqlite"))
        print(f"again, nothing changed: {again:.1f} s; file {_size(root / 'db.sqlite')} MB")


def _size(file: Path) -> int:
    return file.stat().st_size // 1024 // 1024


def _peak() -> int:
    import resource

    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


if __name__ == "__main__":
    os.environ["LAWGOV_CACHE"] = "off"
    if sys.argv[1:2] == ["--workspaces"]:
        fold_all(int(sys.argv[2]))
    else:
        compare(int(sys.argv[1]) if sys.argv[1:] else 3000)
