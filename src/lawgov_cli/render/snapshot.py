"""A row for each point and month, as CSV or JSON: for ``rollup`` and for other programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.render.machine import csv_text, envelope

if TYPE_CHECKING:
    from lawgov_cli.render.machine import Document
    from lawgov_cli.views.point_months import SnapshotView


def snapshot_csv(view: SnapshotView) -> str:
    """The rows as CSV, under the names of the columns."""
    return csv_text(view.columns, (list(map(str, row)) for row in view.rows))


def snapshot_json(view: SnapshotView) -> Document:
    """The rows as JSON objects; the kind of the document stands near its beginning."""
    return envelope("snapshot", as_of=None, items=[row._asdict() for row in view.rows])
