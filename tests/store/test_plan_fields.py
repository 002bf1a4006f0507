"""Every field of a plan goes every way: into the file and back, the cache and back, the schema."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.domain.plan import Group, Layout, LightRules, Plan, SourceText, Task, Unit
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.plan import cached_plan, keep_plan
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.plan_yaml import plan_yaml
from tests.helpers import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MEASURE = Task("8.1", Level.MEASURE, text="举措。")
POINT = Task(
    id="8",
    level=Level.GROUP,  # no point by its place, so it is stated
    label="八",
    title="执法",
    text="正文。",
    lead=(),
    responsible=(),
    due=date(2024, 6, 30),
    due_words="上半年",
    kind="standing",
    form="",
    printed_units="",
    tasks=(MEASURE,),
    revised="2024-05-01",
    was="原来的文字",
)
#: A heading has no units, and only what has none can have all the rest.
NAMED = Task("9", Level.POINT, title="普法", lead=("甲委", "乙局"), responsible=("各局",))

EVERY = Plan(
    id="every",
    title="年度要点",
    year=2024,
    tasks=(POINT, NAMED),
    units={"甲局": Unit("甲局", ("甲委",), ("jj", "jiaju"), letter=True), "乙局": Unit("乙局")},
    groups={"各局": Group("各局", ("各委",), ("甲局", "乙局"), "两个。")},
    starts=date(2024, 2, 1),
    ends=date(2024, 11, 30),
    issuer="某某市政府",
    number="某政办〔2024〕1号",
    issued=date(2024, 1, 31),
    source=SourceText("a.txt", "a" * 64),
    text_sha256="b" * 64,
    notice={"body": "印发给你们。", "addressees": "各单位:"},
    preamble="为推进工作,",
    closing="特此通知。",
    layout=Layout(*(f"{{{name}}}另" for name in Layout._fields)),
    lights=LightRules(40.0, 5.5, 7.0, "红灯", "黄灯", "蓝灯", "绿灯", "无"),
    report_day=20,
)
SCHEMA = json.loads((ROOT / "data" / "workpoints.schema.json").read_text("utf-8"))


def records_in(value: object) -> Iterator[Any]:
    """Every named tuple in *value*, itself first."""
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        yield value
    if isinstance(value, dict):
        value = tuple(value.values())
    if isinstance(value, tuple):
        for item in value:
            yield from records_in(item)


def typed(value: object) -> object:
    """*value* with the type of everything in it."""
    if isinstance(value, dict):
        return [(name, typed(item)) for name, item in value.items()]
    if isinstance(value, tuple):
        return type(value), [typed(item) for item in value]
    return type(value), value


@pytest.mark.parametrize("kind", [Plan, Task, Unit, Group, Layout, LightRules, SourceText])
def test_the_plan_of_these_tests_sets_every_field_of(kind: Any) -> None:  # noqa: ANN401 - a class
    made = [record for record in records_in(EVERY) if type(record) is kind]
    unset = [
        name
        for name in kind._fields
        if all(getattr(record, name) == kind._field_defaults.get(name, ...) for record in made)
    ]
    assert unset == []


def test_every_field_comes_back_from_the_cache_with_its_type(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "p.yaml", tmp_path / "cache")
    keep_plan(cache, b"data", EVERY)
    assert typed(cached_plan(cache, b"data")) == typed(EVERY)


def test_every_field_written_is_read_again_with_its_type() -> None:
    loaded = read_plan(plan_yaml(EVERY).encode(), "p.yaml")
    assert loaded.problems == []
    assert typed(loaded.plan) == typed(EVERY)


def test_every_field_is_in_the_schema() -> None:
    top = SCHEMA["properties"]
    named = {
        Plan: top,
        Task: SCHEMA["definitions"]["task"]["properties"],
        Unit: top["units"]["additionalProperties"]["properties"] | {"name": "its key"},
        Group: top["groups"]["additionalProperties"]["properties"] | {"name": "its key"},
        Layout: top["layout"]["properties"],
        LightRules: top["lights"]["properties"],
        SourceText: top["source"]["properties"],
    }
    assert [(kind, n) for kind, keys in named.items() for n in kind._fields if n not in keys] == []
