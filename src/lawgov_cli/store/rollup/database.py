"""The rows of many places in one SQLite file. It can always be deleted: all of it is read again.

What was read is known by its content, so that a place whose files have not changed is not read
twice. The file holds what the last run was about, and nothing else.
"""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import CannotWrite, UsageMistake, why
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.point_months import COLUMNS, NAMES
from lawgov_cli.store.rollup.named import question, statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

#: What marks a file as this program's own, and how its tables are laid out.
_APPLICATION, _LAYOUT = 0x6C617767, 2
_COLUMNS = ", ".join(f"{c.name} {'integer' if c.is_number else 'text'} not null" for c in COLUMNS)
_TABLES = (
    f"create table snapshot ({_COLUMNS}, source integer not null)",
    """create table sources
    (id integer primary key, digest text not null unique, note text not null)""",
    "create table holdings (source integer, place text, plan text, shown text)",
)
_MARKS = ", ".join("?" * (len(NAMES) + 1))
_INSERT = f"insert into snapshot values ({_MARKS})"  # noqa: S608 - only question marks


class Answer(NamedTuple):
    """What a question found: the names of the columns, and the rows."""

    names: tuple[str, ...]
    rows: list[tuple[Any, ...]]


class Holding(NamedTuple):
    """A plan of a place in a source; ``shown`` is what the place is called in the answers."""

    source: int
    place: str
    plan: str
    shown: str


#: What SQLite says of a file that it cannot work with, in words.
_SAID = {
    "unable to open": "那是一个文件夹, 或者没有权限",
    "readonly": "没有权限写这个文件, 或所在位置是只读的",
    "locked": "别的程序正在用它, 请稍后再试",
    "is full": "磁盘空间不足",
    "disk I/O": "磁盘读写出错",
}


class Database:
    """The rows of many places.

    Parameters:
        path: where they are kept; in memory alone where it is ``None``.

    Raises:
        UsageMistake: the file at *path* is something else; it is not touched.
        CannotWrite: the folder or disk refused.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        try:
            self._opened(path)
            self._ready()
        except sqlite3.DatabaseError as error:
            self._refuse(error)
        except OSError as error:
            raise CannotWrite(str(path), why(error)) from error

    def _opened(self, path: Path | None) -> None:
        if path is not None:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.touch(0o600)  # what it holds was read from files that others may not read
        self._engine = sqlite3.connect(str(path) if path else ":memory:", isolation_level=None)

    def _ready(self) -> None:
        try:
            self._engine.execute("pragma synchronous = off")  # it can always be made again
            if not self._is_ours():
                self._make()
        except BaseException:
            self._engine.close()
            raise

    def _is_ours(self) -> bool:
        return (self._number("application_id"), self._number("user_version")) == (
            _APPLICATION,
            _LAYOUT,
        )

    def _number(self, pragma: str) -> int:
        return int(self._engine.execute(f"pragma {pragma}").fetchone()[0])

    def _make(self) -> None:
        """Lay out the tables, in a new file or in one of an earlier version."""
        tables = self._engine.execute("select type, name from sqlite_master").fetchall()
        if tables and self._number("application_id") != _APPLICATION:
            raise UsageMistake(f"{self._path} 不是 rollup 的文件, 没有动它。--db 请写别的文件名。")
        with self:
            for kind, name in tables:
                if kind in {"table", "view"}:
                    self._engine.execute(f'drop {kind} "{name}"')
            for statement in (*_TABLES, *statements("sqlite")):
                self._engine.execute(statement)
            self._engine.execute(f"pragma application_id = {_APPLICATION}")
            self._engine.execute(f"pragma user_version = {_LAYOUT}")

    def _refuse(self, error: sqlite3.DatabaseError) -> None:
        if isinstance(error, sqlite3.OperationalError):
            said = next((word for part, word in _SAID.items() if part in str(error)), str(error))
            raise CannotWrite(str(self._path), said) from error
        raise UsageMistake(
            f"{self._path} 不是 rollup 的文件或已损坏, 没有动它。可以删掉再运行, 或 --db 另写一个。"
        ) from error

    def __enter__(self) -> None:
        self._engine.execute("begin immediate")

    def __exit__(self, kind: object, *_: object) -> None:
        self._engine.execute("rollback" if kind else "commit")

    def keep(self) -> None:
        """Make sure of what has been added so far, whatever becomes of the rest."""
        self._engine.execute("commit")
        self._engine.execute("begin immediate")

    def close(self) -> None:
        """Let go of the file."""
        self._engine.close()

    def sources(self) -> dict[str, int]:
        """Digest of what was read → its number."""
        return dict(self._engine.execute("select digest, id from sources").fetchall())

    def notes(self) -> dict[int, str]:
        """Number of a source → what is to be said of it, where there is anything."""
        said = self._engine.execute("select id, note from sources where note <> '' order by id")
        return dict(said.fetchall())

    def add(self, digest: str, rows: Sequence[tuple[Any, ...]], note: str) -> int:
        """Keep *rows* of point-months under *digest*; the number of the source.

        Parameters:
            note: what is to be said of the source whenever it is rolled up, or empty.
        """
        run = self._engine
        run.execute("insert into sources (digest, note) values (?, ?)", (digest, note))
        source = int(run.execute("select last_insert_rowid()").fetchone()[0])
        tail = (source,)
        run.executemany(_INSERT, [(*row, *tail) for row in rows])
        held = {(row[0], row[1]) for row in rows}
        run.executemany(
            "insert into holdings values (?, ?, ?, ?)",
            [(source, place, plan, place) for place, plan in sorted(held)],
        )
        return source

    def index(self) -> None:
        """Make a month quick to find: once all rows are there, that is quicker than with each."""
        self._engine.execute("create index if not exists of_month on snapshot (month)")

    def keep_only(self, wanted: Iterable[int]) -> None:
        """Forget every source but *wanted*."""
        stale = [(number,) for number in set(self.sources().values()) - set(wanted)]
        for table, column in (("snapshot", "source"), ("holdings", "source"), ("sources", "id")):
            self._engine.executemany(f"delete from {table} where {column} = ?", stale)  # noqa: S608 - our own names

    def holdings(self) -> list[Holding]:
        """Which source holds which plan of which place."""
        found = self._engine.execute("select * from holdings order by source, place, plan")
        return [Holding(*row) for row in found]

    def show_as(self, held: Holding, name: str) -> None:
        """Call a place *name* in the answers, as far as it is that of one source."""
        if held.shown == name:
            return
        where = "where source = ? and place = ? and plan = ?"
        self._engine.execute(
            f"update snapshot set place = ? {where}",  # noqa: S608 - our own words
            (name, held.source, held.shown, held.plan),
        )
        self._engine.execute(
            f"update holdings set shown = ? {where}",  # noqa: S608 - our own words
            (name, held.source, held.place, held.plan),
        )

    def months(self) -> list[str]:
        """The months there are, in order."""
        return [
            row[0]
            for row in self._engine.execute("select distinct month from snapshot order by month")
        ]

    def without(self, month: str) -> list[tuple[str, str]]:
        """The places that have nothing of *month*, each with its last month."""
        asked = """select place, max(month) from snapshot
            group by place having max(month = ?) = 0 order by place"""
        return self._engine.execute(asked, (month,)).fetchall()

    def answer(self, view: str, month: str | None = None) -> Answer:
        """What the named view *view* says, of one month or of all."""
        values = () if month is None else (month,)
        return self._told(question(view, month=month is not None), values)

    def rows(self) -> Iterator[tuple[Any, ...]]:
        """Every row, place by place; not held in memory."""
        named = ", ".join(NAMES)
        asked = f"select {named} from snapshot order by place, plan, month, rowid"  # noqa: S608 - our own names
        return iter(self._engine.execute(asked))

    def _told(self, sql: str, values: Sequence[Any] = ()) -> Answer:
        told = self._engine.execute(sql, values)
        return Answer(tuple(column[0] for column in told.description), told.fetchall())
