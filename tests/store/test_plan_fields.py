"""Every field of a plan goes every way: into the file and back, the cache and back, the schema."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.base.reading import OpenFile
from lawgov_cli.domain import plan_fields as kinds
from lawgov_cli.domain.plan import (
    FilingRules,
    Group,
    Layout,
    LightRules,
    Office,
    Plan,
    SourceText,
    Task,
    Unit,
)
from lawgov_cli.domain.plan_fields import PLAN, TASK, Field, Record
from lawgov_cli.domain.tree import Tasks
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.revision.reimport import corrected
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.plan import cached_plan, keep_plan
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.plan_yaml import plan_yaml
from tests.helpers import plan_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

MEASURE = Task("8.1", Level.MEASURE, text="举措。")

#: Kind → a value that no field of it has by default, by the row.
SAMPLES: dict[str, Callable[[Field], Any]] = {
    kinds.TEXT: lambda row: row.says,
    kinds.FILLED: lambda row: row.says,
    kinds.WORD: lambda row: row.says,
    kinds.NUMERAL: lambda _: "1.10",
    kinds.PRINTED: lambda _: "",
    kinds.CHOICE: lambda row: row.choices[-1],
    kinds.SHA256: lambda _: "1a" * 32,
    kinds.DAY: lambda _: date(2024, 6, 30),
    kinds.DAY_TEXT: lambda _: "2024-05-01",
    kinds.YEAR: lambda _: 2024,
    kinds.MONTH_DAY: lambda _: 20,
    kinds.NUMBER: lambda _: 5.5,
    kinds.FLAG: lambda _: True,
    kinds.ZONE: lambda _: "Asia/Urumqi",
    kinds.TASK_ID: lambda _: "8",
    kinds.LEVEL: lambda _: Level.MEASURE,  # not what its place tells, so it must be written
    kinds.NAMED: lambda _: ("单位甲", "同一单位的其他写法"),
    kinds.MEMBERS: lambda _: ("单位甲",),
    kinds.ALIASES: lambda row: (row.says,),
    kinds.ONE_OR_MORE: lambda _: ("jia", "j"),
    kinds.RECORD: lambda row: every(row.of),
    kinds.TEXTS: lambda row: {each.key: each.says for each in reversed(row.of.fields)},
    kinds.CHOICES: lambda row: {f"{word}的叫法: #1": word for word in reversed(row.choices)},
    kinds.REGISTRY: lambda row: {f"{row.of.word}甲": every(row.of, f"{row.of.word}甲")},
    kinds.TASKS: lambda row: (every(TASK) if row in PLAN.fields else MEASURE,),
}


def every(record: Record, *name: str) -> Any:  # noqa: ANN401 - the record's class
    """A record with every field set that has a row."""
    rows = [row for row in record.fields if row.kind != kinds.VERSION]
    return record.made(*name, **{row.key: SAMPLES[row.kind](row) for row in rows})


EVERY: Plan = every(PLAN)


def records_in(value: object) -> Iterator[Any]:
    """Every named tuple in *value*, itself first."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        yield value
    for item in value.values() if isinstance(value, dict) else value:  # type: ignore[attr-defined]
        if isinstance(item, (dict, tuple)):
            yield from records_in(item)


def typed(value: object) -> object:
    """*value* with the type of everything in it."""
    if isinstance(value, dict):
        return [(name, typed(item)) for name, item in value.items()]
    if isinstance(value, (tuple, Tasks)):  # tasks are a tuple, or made when they are asked for
        made = tuple if isinstance(value, Tasks) else type(value)
        return made, [typed(item) for item in value]
    return type(value), value


@pytest.mark.parametrize(
    "made", [Plan, Task, Unit, Group, Layout, LightRules, SourceText, FilingRules, Office]
)
def test_these_tests_set_every_field_of_every_class(made: Any) -> None:  # noqa: ANN401 - a class
    found = [record for record in records_in(EVERY) if type(record) is made]
    defaults = made._field_defaults
    unset = [
        name
        for name in made._fields
        if all(getattr(record, name) == defaults.get(name, ...) for record in found)
    ]
    assert found
    assert unset == []


def test_every_field_comes_back_from_the_cache_with_its_type(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    (tmp_path / "p.yaml").write_text("data")
    opened = OpenFile(tmp_path / "p.yaml")
    keep_plan(cache, opened, EVERY)
    assert typed(cached_plan(cache, opened)) == typed(EVERY)


def test_every_field_written_is_read_again_with_its_type() -> None:
    loaded = read_plan(plan_yaml(EVERY).encode(), "p.yaml")
    assert loaded.problems == []
    assert typed(loaded.plan) == typed(EVERY)


def test_what_is_left_out_comes_back_as_the_classes_have_it() -> None:
    least = plan_of("schema: 1\nid: x\ntitle: x\nyear: 2024\nunits: {}\ntasks: [{id: 1, title: x}]")
    assert (least.layout, least.lights, least.source) == (Layout(), LightRules(), None)
    assert least.tasks == (Task("1", Level.SECTION, title="x"),)
    assert plan_of(plan_yaml(least)) == least


ON_ONE_LINE = [
    pytest.param(row.key, begin, id=f"{record.made.__name__}-{row.key}")
    for record, begin in ((PLAN, ""), (TASK, "(?:  - |    )"))
    for row in record.fields
    if row.kind not in {kinds.RECORD, kinds.TEXTS, kinds.CHOICES, kinds.REGISTRY, kinds.TASKS}
]


@pytest.mark.parametrize(("key", "begin"), ON_ONE_LINE)
def test_a_fault_in_any_field_is_told_with_its_place(key: str, begin: str) -> None:
    lines = plan_yaml(EVERY).splitlines()
    number = next(n for n, line in enumerate(lines) if re.match(f"{begin}{key}: ", line))
    start = lines[number].index(": ") + 2
    lines[number] = lines[number][:start] + "{a: b}"
    problems = read_plan("\n".join(lines).encode(), "p.yaml").problems
    assert (problems[0].line, problems[0].column) == (number + 1, start + 1)
    assert problems[0].remedy


def test_what_no_document_says_is_the_office_s_own() -> None:
    assert {"id", "year", "starts", "ends", "source", "lights", "report_day"} <= set(PLAN.own)
    assert {"kind", "revised", "was"} <= set(TASK.own)
    assert not {"title", "text_sha256", "layout", "preamble"} & set(PLAN.own)


@pytest.mark.parametrize("row", PLAN.fields, ids=lambda row: row.key)
def test_a_corrected_document_leaves_what_is_the_office_s_own(row: Field) -> None:
    if row.kind not in {kinds.VERSION, kinds.REGISTRY, kinds.TASKS}:  # these are merged
        new = plan_of()
        kept = corrected(EVERY, new, recorded=(), day="2024-07-01").plan
        assert getattr(kept, row.key) == getattr(EVERY if row.own else new, row.key)


@pytest.mark.parametrize("row", [row for row in TASK.fields if row.own], ids=lambda row: row.key)
def test_a_corrected_document_leaves_what_the_office_wrote_about_a_task(row: Field) -> None:
    (old,) = EVERY.tasks
    unmarked = old._replace(**{name: TASK.defaults[name] for name in TASK.own})
    new = Plan(*EVERY._replace(tasks=(unmarked,)))
    (kept,) = corrected(EVERY, new, recorded=(), day="2024-07-01").plan.tasks
    assert getattr(kept, row.key) == getattr(old, row.key)
