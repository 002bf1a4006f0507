"""``export --format snapshot``: a row for each point and month, for a roll-up over many places."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.asking import hint
from lawgov_cli.cli.command import show
from lawgov_cli.cli.output import emit, is_file, say, short_path
from lawgov_cli.domain.filings import Filings
from lawgov_cli.domain.point_months import place_name
from lawgov_cli.render.formats import rendered
from lawgov_cli.store.outputs import write_output
from lawgov_cli.views.point_months import SnapshotView, point_months

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from lawgov_cli.cli.options import Reading
    from lawgov_cli.domain.point_months import PointMonth

ENDINGS = ("csv", "json", "parquet")


def export_snapshot(asked: Reading, output: Path | None, *, force: bool) -> None:
    """Every point of every month so far, in the format that the file's name ends with."""
    kind = snapshot_kind(output)
    found, snapshot = asked.opened()
    place = place_name(snapshot.plan)
    if not place:
        place = found.location.root.name
        hint([f"工作要点没有写编报单位和发文机关, place 列记作文件夹的名称“{place}”"])
    filings = Filings(found.base, found.events, snapshot.known_at)
    write_snapshot(point_months(filings, place, snapshot.as_of), kind, output, force=force)


def write_snapshot(
    rows: Iterable[PointMonth], kind: str, output: Path | None, *, force: bool
) -> None:
    """Print or write the rows, and say how many there are."""
    if for_program() and not is_file(output):
        show(SnapshotView(tuple(rows)), "json")
        return
    counted = _Counted(rows)
    if kind == "parquet":
        from lawgov_cli.store.rollup.duck import parquet_bytes

        made: str | bytes = parquet_bytes(counted)
    else:
        made = rendered(SnapshotView(tuple(counted)), kind)
    if output is None or not is_file(output):
        emit(str(made))
        return
    write_output(output, made, force=force)
    give("written", files=[output])
    say(f"已导出 {short_path(output)} ({len(counted.months)}个月, {counted.count}行)")


class _Counted:
    """Rows that are counted as they go by: of many places there are too many to hold."""

    def __init__(self, rows: Iterable[PointMonth]) -> None:
        self._given = rows
        self.count = 0
        self.months: set[str] = set()

    def __iter__(self) -> Iterator[PointMonth]:
        for row in self._given:
            self.count += 1
            self.months.add(row.month)
            yield row


def snapshot_kind(output: Path | None) -> str:
    """CSV, JSON or Parquet: by the end of the file's name; CSV on the screen.

    Raises:
        UsageMistake: the name ends with something else.
    """
    if output is None or not is_file(output):
        return "csv"
    ending = output.suffix.lower().removeprefix(".")
    if ending not in ENDINGS:
        raise UsageMistake(f"看不懂“{output.name}”的格式。可用: .csv、.json、.parquet")
    return ending
