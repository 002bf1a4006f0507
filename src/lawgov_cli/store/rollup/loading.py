"""Sources → rows in the database: what has not changed is not read again, what errs is named."""

from __future__ import annotations

from collections import Counter
from contextlib import closing
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from lawgov_cli import __version__
from lawgov_cli.base.errors import LawgovError, why
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.rollup.sources import Broken
from lawgov_cli.store.rollup.tables import snapshot_rows
from lawgov_cli.store.workspace import open_workspace

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from datetime import datetime

    from lawgov_cli.store.locating import Location
    from lawgov_cli.store.rollup.database import Database
    from lawgov_cli.store.rollup.sources import Source
    from lawgov_cli.store.workspace import Workspace

    Rows = Callable[[Workspace], Sequence[tuple[Any, ...]]]


class Loaded(NamedTuple):
    """How a roll-up came together: what was read now, what was known, what could not be read.

    ``journals`` are the places that came with one: what each is called, and its files.
    """

    read: int
    known: int
    broken: list[Broken]
    notes: list[str]
    journals: list[tuple[str, Location]]


def load(
    database: Database,
    sources: Sequence[Source],
    rows_of: Rows,
    now: datetime,
    step: Callable[[str], object],
) -> Loaded:
    """Bring *database* to hold *sources* and nothing else.

    A workspace, which takes a while, is kept once it is folded: who breaks off loses none.

    Parameters:
        rows_of: the rows of a workspace: folded as everywhere else.
        step: told before each source.
    """
    known, names = database.sources(), dict[int, str]()
    located: dict[int, Location] = {}
    broken: list[Broken] = []
    notes: list[str] = []
    read = 0
    with database:
        for source in sources:
            step(source.name)
            try:
                digest, data = _digest(source, now)
                number = known.get(digest)
                if number is None:
                    found = _rows(source, data, rows_of, now)
                    number = known[digest] = database.add(digest, *found)
                    read += 1
                    if source.location:
                        database.keep()
                elif number in names:
                    notes.append(f"{source.name} 和 {names[number]} 内容相同, 只计一次")
                    continue
                names[number] = source.name
                if source.location:
                    located[number] = source.location
            except LawgovError as error:
                broken.append(Broken(source.name, error.message.split("\n")[0]))
            except OSError as error:
                broken.append(Broken(source.name, why(error)))
        database.keep_only(names)
        notes += [f"{names[number]}: {note}" for number, note in database.notes().items()]
        notes += _name_apart(database, names)
        database.index()
        held = database.holdings()
        journals = [(h.shown, located[h.source]) for h in held if h.source in located]
    return Loaded(read, len(names) - read, broken, notes, journals)


def _digest(source: Source, now: datetime) -> tuple[str, bytes]:
    """What tells whether the rows are known: all bytes they are made of, and for a plan the day."""
    data = source.path.read_bytes()
    if source.location is None:
        return sha256(b"snapshot\0" + data).hexdigest(), data
    made = sha256(f"{__version__}\0{now.date()}\0".encode())
    made.update(sha256(data).digest())
    journal = source.location.journal
    if journal.is_file():
        made.update(journal.read_bytes())
    return made.hexdigest(), data


def _rows(
    source: Source, data: bytes, rows_of: Rows, now: datetime
) -> tuple[Sequence[tuple[Any, ...]], str]:
    """The rows of *source*, and what is to be said of it."""
    if source.location is None:
        return snapshot_rows(source.path, data), ""
    with closing(open_workspace(source.location, now, cached=False)) as found:
        rows, said = rows_of(found), []
        if found.problems:
            said.append(f"{found.problems[0].line_text()} (共{len(found.problems)}处)")
    if not rows:
        said.append("还没有开始, 没有数据")
    return rows, "; ".join(said)


def _name_apart(database: Database, names: dict[int, str]) -> Iterator[str]:
    """Give every place a name of its own; what had none, or shared one, is told."""
    held = database.holdings()
    shared = Counter((one.place, one.plan) for one in held)
    told: dict[str, list[str]] = {}
    for one in held:
        name = one.place
        if not name:
            name = names[one.source]
            yield f"{name} 没有写编报单位和发文机关, 用文件的名称"
        elif shared[one.place, one.plan] > 1:
            name = f"{one.place}({names[one.source]})"
            told.setdefault(one.place, []).append(names[one.source])
        database.show_as(one, name)
    for place, where in told.items():
        yield (
            f"有{len(where)}份都叫“{place}”, 分开计: {'、'.join(where)}。"
            "是同一个地方的, 请只留一份; 不是的, 请各写自己的编报单位"
        )
