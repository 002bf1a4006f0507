"""The named views: plain SQL that sqlite, DuckDB, ClickHouse and Spark all run alike.

Each is a file of ``views/`` over ``snapshot`` (a row for each point and month) and over two more
relations, ``leads`` and ``lacking``, with a row for each unit. Only these two take an engine's own
words to make: ``views/<engine>.sql``.
"""

from __future__ import annotations

from pathlib import Path

_FOLDER = Path(__file__).parent / "views"

#: View → its order within a month: what most needs looking at comes first.
ORDERS = {
    "by_place": "red desc, yellow desc, reports_in, place",
    "by_section": "plan_title, section",
    "by_unit": "red desc, yellow desc, points desc, unit",
    "by_light": "points desc, light",
    "by_month": "points",
    "by_point": "red desc, yellow desc, plan, plan_title, title",
    "differing": "plan, plan_title, point",
    "worst": "case light when 'red' then 0 else 1 end, overdue desc, place, plan, point",
    "silent": "points desc, place, unit",
}


def text_of(name: str) -> str:
    """The SQL of a view: one statement."""
    return (_FOLDER / f"{name}.sql").read_text(encoding="utf-8").strip()


def statements(engine: str) -> list[str]:
    """What makes all views in *engine*, where ``snapshot`` is there."""
    made = [part.strip() for part in text_of(engine).split(";") if part.strip()]
    return [*made, *(f"create view {name} as\n{text_of(name)}" for name in ORDERS)]


def question(name: str, *, month: bool) -> str:
    """The statement that asks the view *name*; its parameter is a month."""
    where = "where month = ? " if month else ""
    return f"select * from {name} {where}order by month, {ORDERS[name]}"  # noqa: S608 - our own names
