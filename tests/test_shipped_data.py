from __future__ import annotations

import hashlib
import json
from copy import deepcopy
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
import yaml

from lawgov_cli.domain import plan_fields as known
from lawgov_cli.domain.plan import LightRules
from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.progress import fold
from lawgov_cli.domain.vocabulary import Kind, Level, Status
from lawgov_cli.store.plan_file import load_plan
from tests.helpers import ROOT, SHIPPED_PLAN, SHIPPED_TEXT, SMALL_PLAN, plan_of
from tests.plan_schema import plan_schema
from tests.store.test_plan_file import FULL

if TYPE_CHECKING:
    from collections.abc import Iterator

PLAN = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))
TEXT_SHA256 = "4783f09a4166ed7f7814b4428662baf2646c49ebf86df98cf1fa12dd3f1a6dc0"

# ---------------------------------------------------------------- the plan


def test_the_plan_is_sound() -> None:
    assert load_plan(SHIPPED_PLAN).problems == []


def test_it_is_the_whole_document() -> None:
    levels = [task.level for task in PLAN.walk()]
    assert (levels.count(Level.SECTION), levels.count(Level.POINT)) == (8, 30)
    assert [point.id for point in PLAN.points] == [str(number) for number in range(1, 31)]
    assert all(point.measures for point in PLAN.points)
    assert all(point.lead for point in PLAN.points)
    assert [len(section.tasks) for section in PLAN.tasks] == [3, 3, 2, 4, 5, 3, 5, 5]


def test_printed_it_has_the_hash_of_the_document() -> None:
    text = document_text(PLAN)
    assert hashlib.sha256(text.encode()).hexdigest() == TEXT_SHA256 == PLAN.text_sha256


def test_it_is_the_source_but_for_one_line_break_in_point_23() -> None:
    source = SHIPPED_TEXT.read_text(encoding="utf-8").rstrip("\n")
    printed = document_text(PLAN)
    here = next(n for n, (a, b) in enumerate(zip(source, printed, strict=False)) if a != b)
    assert source[here] == "\n"
    assert source[:here] + source[here + 1 :] == printed
    assert "(二十三)" in printed[:here]
    assert "(二十四)" not in printed[:here]


def test_the_hash_of_the_source_is_recorded() -> None:
    assert PLAN.source is not None
    assert (SHIPPED_PLAN.parent / PLAN.source.file) == SHIPPED_TEXT
    assert hashlib.sha256(SHIPPED_TEXT.read_bytes()).hexdigest() == PLAN.source.sha256


def test_names_stand_as_the_document_prints_them() -> None:
    assert PLAN.by_id["29"].lead == ("市政府办",)
    assert PLAN.by_id["13"].responsible == ("市各执法部门", "各镇区")
    assert PLAN.by_id["27"].title == "健全行政执法投拆举报机制"


def test_every_unit_and_group_is_mentioned_or_a_member() -> None:
    named = {PLAN.canonical[n] for task in PLAN.walk() for n in (*task.lead, *task.responsible)}
    members = {PLAN.canonical[name] for group in PLAN.groups.values() for name in group.members}
    assert {body.name for body in PLAN.bodies} == named | members


def test_nothing_has_happened_yet() -> None:
    points = fold(PLAN, [], PLAN.starts).points
    assert {state.status for state in points} == {Status.TODO}


# ---------------------------------------------------------------- the schema of the format

SCHEMA: dict[str, Any] = json.loads((ROOT / "data" / "workpoints.schema.json").read_text("utf-8"))
CHECK = jsonschema.Draft7Validator(SCHEMA)


class _EditorLoader(yaml.SafeLoader):
    """Reads YAML as editors do: YAML 1.2, in which a date is text."""


_EditorLoader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in found if not tag.endswith(":timestamp")]
    for first, found in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def as_an_editor_reads(text: str) -> Any:  # noqa: ANN401 - any YAML
    return yaml.load(text, Loader=_EditorLoader)  # noqa: S506 - a safe loader


def test_the_schema_is_the_one_made_from_the_rows_of_the_plan_s_fields() -> None:
    shipped = (ROOT / "data" / "workpoints.schema.json").read_text("utf-8")
    assert shipped == plan_schema(), "python3 tasks.py docs --update"


def test_the_schema_is_one() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)


def test_the_shipped_plan_points_to_it_and_fits_it() -> None:
    text = SHIPPED_PLAN.read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=workpoints.schema.json\n")
    assert [error.message for error in CHECK.iter_errors(as_an_editor_reads(text))] == []


def test_other_plans_fit_it_too() -> None:
    for text in (
        SMALL_PLAN,
        FULL.replace("1.10", '"1.10"')
        .replace("010", '"010"')
        .replace("0x1F", '"0x1F"')
        .replace("title: no", 'title: "no"'),
    ):
        assert [error.message for error in CHECK.iter_errors(as_an_editor_reads(text))] == []


def keys_of(schema: dict[str, Any]) -> set[str]:
    assert schema["additionalProperties"] is False
    return set(schema["properties"])


def test_it_knows_the_keys_the_program_knows_and_no_others() -> None:
    top = SCHEMA["properties"]
    assert keys_of(SCHEMA) == set(known.PLAN.keys)
    assert keys_of(SCHEMA["definitions"]["task"]) == set(known.TASK.keys)
    assert keys_of(top["notice"]) == set(known.NOTICE.keys)
    assert keys_of(top["layout"]) == set(known.LAYOUT.keys)
    assert keys_of(top["lights"]) == set(known.LIGHTS.keys)
    assert keys_of(top["units"]["additionalProperties"]) == set(known.UNIT.keys)
    assert keys_of(top["groups"]["additionalProperties"]) == set(known.GROUP.keys)
    task = SCHEMA["definitions"]["task"]["properties"]
    assert task["kind"]["enum"] == [kind.value for kind in Kind]
    assert task["level"]["enum"] == [level.value for level in Level]


def test_its_defaults_are_the_program_s() -> None:
    lights = SCHEMA["properties"]["lights"]["properties"]
    assert {name: entry["default"] for name, entry in lights.items()} == LightRules()._asdict()
    assert SCHEMA["properties"]["report_day"]["default"] == PLAN.report_day


def described(schema: dict[str, Any], name: str) -> Iterator[str]:
    """The keys below *schema* without a Chinese description."""
    for key, entry in schema.get("properties", {}).items():
        if not any("一" <= char <= "鿿" for char in entry.get("description", "")):
            yield f"{name}.{key}"
        yield from described(entry, f"{name}.{key}")
        if isinstance(entry.get("additionalProperties"), dict):
            yield from described(entry["additionalProperties"], f"{name}.{key}.*")


def test_every_key_is_described_in_chinese() -> None:
    assert list(described(SCHEMA, "")) == []
    assert list(described(SCHEMA["definitions"]["task"], "task")) == []


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (["colour"], "red"),
        (["schema"], 2),
        (["year"], "二〇二三"),
        (["year"], 23),
        (["title"], ""),
        (["issued"], "2023-6-6"),
        (["issued"], "2023-13-06"),
        (["report_day"], 32),
        (["source"], {"file": "a.txt"}),
        (["text_sha256"], "4783f"),
        (["lights", "behind_red"], "三十"),
        (["lights", "behind_red"], -1),
        (["notice", "disclosed"], "x"),
        (["layout", "points"], "x"),
        (["units", "市法院"], "fy"),
        (["units", "市法院", "abrr"], "fy"),
        (["units", "市法院", "letter"], "yes"),
        (["groups", "各区镇", "members"], "娄东街道"),
        (["groups", "各区镇", "members"], [""]),
        (["tasks"], []),
        (["tasks"], {}),
        (["tasks", 0], "x"),
        (["tasks", 0, "id"], "第八项"),
        (["tasks", 0, "level"], "chapter"),
        (["tasks", 0, "lead"], "市司法局"),
        (["tasks", 0, "tasks", 0, "due"], "12月31日"),
        (["tasks", 0, "tasks", 0, "kind"], "weekly"),
        (["tasks", 0, "tasks", 0, "title"], ["x"]),
    ],
)
def test_what_the_program_refuses_an_editor_underlines(path: list[Any], value: object) -> None:
    content = deepcopy(as_an_editor_reads(SHIPPED_PLAN.read_text(encoding="utf-8")))
    place = content
    for step in path[:-1]:
        place = (
            place[step] if isinstance(step, int) or step in place else place.setdefault(step, {})
        )
    place[path[-1]] = value
    assert list(CHECK.iter_errors(content))


@pytest.mark.parametrize("key", ["schema", "id", "title", "year", "units", "tasks"])
def test_what_the_program_requires_an_editor_misses(key: str) -> None:
    content = as_an_editor_reads(SHIPPED_PLAN.read_text(encoding="utf-8"))
    del content[key]
    assert [error.validator for error in CHECK.iter_errors(content)] == ["required"]


def test_a_task_needs_an_id_and_a_title_or_a_text() -> None:
    content = as_an_editor_reads(SMALL_PLAN)
    content["tasks"][0]["tasks"].append({"id": "9"})
    content["tasks"][0]["tasks"].append({"title": "x"})
    assert sorted(str(e.validator) for e in CHECK.iter_errors(content)) == ["anyOf", "required"]
