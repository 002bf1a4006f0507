from __future__ import annotations

import random
from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml

from lawgov_cli.domain.plan import Group, LightRules, SourceText, Unit
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.store.plan_file import load_plan, read_plan
from tests.helpers import ROOT, SHIPPED_PLAN, SMALL_PLAN, plan_of
from tests.planting import (
    FAMILIES,
    FAULTS,
    LINES,
    TEXT_ONLY,
    Fault,
    expected_lines,
    plant,
    problems_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

SHIPPED = SHIPPED_PLAN.read_bytes()


# ---------------------------------------------------------------- what is right is read

FULL = """\
schema: 1
id: full-2024
title: 年度要点
year: 2024
issuer: 某某市政府
number: 某政办〔2024〕1号
issued: 2024-01-31
starts: 2024-02-01
ends: 2024-11-30
report_day: 20
source: {file: a.txt, sha256: AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA}
text_sha256: bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb
layout: {join: ",", measure: "{text}"}
lights: {behind_red: 40, behind_yellow: 5.5, due_soon_days: 7, red: 红灯}
notice: {addressees: "各单位:", body: 印发给你们。}
preamble: 为推进工作,
closing: 特此通知。
units:
  甲局: {abbr: [jj, jiaju], aliases: 甲委, letter: true}
  乙局:
groups:
  各局: {aliases: [各委], members: [甲局, 乙局], note: 两个。}
tasks:
  - id: A
    level: section
    title: 部分
    tasks:
      - id: G1
        label: (一)
        title: 小节
        form: ""
        tasks:
          - id: 1.10
            title: no
            lead: [甲委]
            responsible: [各局]
            due: 2024-06-30
            due_words: 上半年
            kind: standing
            printed_units: (甲局)
            revised: 2024-05-01
            was: 原来的文字
            tasks:
              - {id: 010, text: 2023-6-1, tasks: [{id: 0x1F, text: "true"}]}
"""


def test_everything_the_format_knows_is_read() -> None:
    plan = plan_of(FULL)
    assert (plan.id, plan.title, plan.year, plan.issuer) == (
        "full-2024",
        "年度要点",
        2024,
        "某某市政府",
    )
    assert (plan.number, plan.issued) == ("某政办〔2024〕1号", date(2024, 1, 31))
    assert (plan.starts, plan.ends, plan.report_day) == (date(2024, 2, 1), date(2024, 11, 30), 20)
    assert plan.source == SourceText("a.txt", "a" * 64)
    assert plan.text_sha256 == "b" * 64
    assert (plan.layout.join, plan.layout.measure) == (",", "{text}")
    assert plan.lights == LightRules(40, 5.5, 7, red="红灯")
    assert plan.notice == {"addressees": "各单位:", "body": "印发给你们。"}
    assert (plan.preamble, plan.closing) == ("为推进工作,", "特此通知。")
    assert plan.units == {
        "甲局": Unit("甲局", ("甲委",), ("jj", "jiaju"), letter=True),
        "乙局": Unit("乙局"),
    }
    assert plan.groups == {"各局": Group("各局", ("各委",), ("甲局", "乙局"), "两个。")}


def test_scalars_stay_the_text_that_was_typed() -> None:
    plan = plan_of(FULL)
    assert list(plan.by_id) == ["A", "G1", "1.10", "010", "0x1F"]
    assert plan.by_id["1.10"].title == "no"
    assert plan.by_id["010"].text == "2023-6-1"
    assert plan.by_id["0x1F"].text == "true"


def test_a_task_has_its_fields_and_its_level() -> None:
    plan = plan_of(FULL)
    point = plan.by_id["1.10"]
    assert (point.lead, point.responsible, point.due) == (("甲委",), ("各局",), date(2024, 6, 30))
    assert (point.due_words, point.kind, point.printed_units) == ("上半年", "standing", "(甲局)")
    assert (point.form, plan.by_id["G1"].form, plan.by_id["G1"].label) == (None, "", "(一)")
    assert (point.revised, point.was) == ("2024-05-01", "原来的文字")
    assert [task.level for task in plan.walk()] == [
        Level.SECTION,
        Level.GROUP,
        Level.POINT,
        Level.MEASURE,
        Level.MEASURE,
    ]


def test_what_is_left_out_has_a_default() -> None:
    plan = plan_of()
    assert (plan.issuer, plan.issued, plan.source, plan.text_sha256) == ("", None, None, "")
    assert (plan.lights, plan.notice, plan.report_day) == (LightRules(), {}, 25)
    short = plan_of(SMALL_PLAN.replace("starts: 2023-01-01\nends: 2023-12-31\n", ""))
    assert (short.starts, short.ends) == (date(2023, 1, 1), date(2023, 12, 31))


def test_a_plan_is_read_from_a_file_and_from_windows_editors(tmp_path: Path) -> None:
    path = tmp_path / "p.yaml"
    path.write_bytes(b"\xef\xbb\xbf" + SMALL_PLAN.replace("\n", "\r\n").encode())
    assert load_plan(path).plan == plan_of()


def test_long_texts_may_be_folded_over_lines_and_lists_too() -> None:
    text = SMALL_PLAN.replace("title: 执法", "title: >-\n          执\n          法").replace(
        "[甲局, 各部门]", "[甲局,\n          各部门]"
    )
    plan = plan_of(text)
    assert plan.by_id["2"].title == "执 法"
    assert plan.by_id["2"].responsible == ("甲局", "各部门")


def test_without_libyaml_the_same_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    plan = read_plan(SHIPPED, "p.yaml").plan
    chosen = [FAULTS[name] for name in list(FAULTS)[::4]]
    told = [plant([fault], tmp_path) for fault in chosen]
    monkeypatch.delattr(yaml, "CSafeLoader", raising=False)
    assert read_plan(SHIPPED, "p.yaml").plan == plan
    assert [plant([fault], tmp_path) for fault in chosen] == told


def test_what_is_wrong_leaves_no_plan_but_a_draft_for_further_checks() -> None:
    loaded = read_plan(
        SMALL_PLAN.replace("乙局: {abbr: yj}", "乙局: {color: yj}").encode(), "p.yaml"
    )
    assert loaded.plan is None
    assert loaded.draft is not None
    assert [task.id for task in loaded.draft.points] == ["1", "2", "3", "4"]
    assert loaded.lines["units"] == 7


def test_a_warning_leaves_the_plan() -> None:
    loaded = read_plan(SMALL_PLAN.replace("[甲委, 乙局]", "[甲委, 乙局, 乙局]").encode(), "p.yaml")
    assert loaded.plan is not None
    assert [problem.line_text() for problem in loaded.problems] == [
        "p.yaml:22:24  警告  “乙局”写了两次  删去一处"
    ]


def test_a_unit_misspelt_the_same_way_in_many_places_is_one_report() -> None:
    text = SMALL_PLAN.replace("lead: [乙局]", "lead: [乙句]").replace(
        "[甲委, 乙局]", "[甲委, 乙句]"
    )
    assert [problem.line_text() for problem in read_plan(text.encode(), "p.yaml").problems] == [
        (
            "p.yaml:22:20  错误  未登记的单位“乙句”, 是否为“乙局”?(另见第29行)  "
            "在 units 中登记, 或改正写法"
        )
    ]


def test_every_unknown_name_of_a_list_is_reported_in_one_run() -> None:
    text = SMALL_PLAN.replace("members: [丙镇]", "members: [太仓高新区, 城厢镇, 沙溪镇, 浏河镇]")
    found = read_plan(text.encode(), "p.yaml").problems
    assert [(problem.line, problem.column, problem.message) for problem in found] == [
        (12, 33, "未登记的单位“太仓高新区”"),
        (12, 40, "未登记的单位“城厢镇”"),
        (12, 45, "未登记的单位“沙溪镇”"),
        (12, 50, "未登记的单位“浏河镇”"),
    ]


def test_another_fault_on_its_line_does_not_hide_an_unknown_name() -> None:
    text = SMALL_PLAN.replace("[镇街], members: [丙镇]", "[乙局], members: [沙溪镇]").replace(
        "lead: [甲委, 乙局]", "lead: [甲委, 浏河镇, 浏河镇]"
    )
    assert [(p.line, p.message) for p in read_plan(text.encode(), "p.yaml").problems] == [
        (12, "“乙局”既是“各镇”的别名, 又是第9行登记的名称"),
        (12, "未登记的单位“沙溪镇”"),
        (22, "未登记的单位“浏河镇”"),
        (22, "“浏河镇”写了两次"),
        (23, "未登记的单位“镇街”, 是否为“各镇”?"),
    ]


def test_a_name_whose_registration_has_a_fault_is_not_unknown_too() -> None:
    text = SMALL_PLAN.replace("aliases: [镇街]", "别称: [镇街]")
    (problem,) = read_plan(text.encode(), "p.yaml").problems
    assert (problem.line, problem.message) == (12, "不认识的键“别称”")


@pytest.mark.parametrize("key", ["layout", "lights"])
def test_an_unknown_key_of_the_layout_or_the_lights_is_a_fault_and_no_crash(key: str) -> None:
    (problem,) = read_plan(f"{SMALL_PLAN}{key}: {{某: 1}}\n".encode(), "p.yaml").problems
    assert (problem.line, problem.message) == (46, "不认识的键“某”")


@pytest.mark.parametrize("stated", ["    level: section\n", ""])
def test_a_heading_with_points_below_it_has_no_units(stated: str) -> None:
    text = SMALL_PLAN.replace(
        "    title: 第二部分", f"    title: 第二部分\n{stated}    lead: [甲局]"
    )
    (problem,) = read_plan(text.encode(), "p.yaml").problems
    line = 36 if stated else 35
    assert (problem.line, problem.message) == (line, "部分、小节不能写牵头、责任单位")
    assert "level 写成 point" in str(problem)


def test_a_plan_without_tasks_is_none() -> None:
    text = SMALL_PLAN[: SMALL_PLAN.index("tasks:")] + "tasks: []\n"
    (problem,) = read_plan(text.encode(), "p.yaml").problems
    assert (problem.line, problem.message) == (14, "tasks 是空的")


def test_a_task_whose_lines_are_beyond_reading_is_not_reported_twice() -> None:
    text = (
        SMALL_PLAN.replace('      - id: "2"\n', "      -\n        }\n")
        .replace("        title: 执法\n        lead: [乙局]\n", "")
        .replace("        responsible: [甲局, 各部门]\n        due: 2023-08-31\n", "")
    )
    (problem,) = read_plan(text.encode(), "p.yaml").problems
    assert (problem.line, problem.column) == (28, 9)


def test_groups_in_a_circle_are_one_fault_in_the_first_of_them() -> None:
    text = SMALL_PLAN.replace("members: [丙镇]", "members: [各部门]").replace(
        "members: []", "members: [镇街]"
    )
    (problem,) = read_plan(text.encode(), "p.yaml").problems
    assert (problem.line, problem.message) == (12, "单位组“各镇”经“各部门”又包含它自己")


def test_a_unit_that_is_a_group_too_is_reported_where_it_is_registered_again() -> None:
    text = SMALL_PLAN.replace("  丙镇: {}", "  丙镇: {}\n  各部门: {}")
    (problem,) = read_plan(text.encode(), "p.yaml").problems
    assert (problem.line, problem.message) == (14, "“各部门”既是单位又是单位组")
    assert problem.remedy == "只在一处登记(此处为单位组)"


# ---------------------------------------------------------------- one fault, one line


@pytest.mark.parametrize("name", FAULTS)
def test_one_fault_gives_one_line(name: str, tmp_path: Path) -> None:
    fault = FAULTS[name]
    (problem,) = plant([fault], tmp_path)
    assert problem[0] == fault.line
    assert fault.said in problem[1]


@pytest.mark.parametrize("fault", TEXT_ONLY, ids=lambda fault: fault.name)
def test_a_tree_that_prints_another_document_is_one_line(fault: Fault, tmp_path: Path) -> None:
    (problem,) = plant([fault], tmp_path)
    assert problem[0] == fault.line
    assert fault.said in problem[1]


def test_another_source_text_is_one_line_where_its_hash_stands(tmp_path: Path) -> None:
    (problem,) = plant([], tmp_path, text=b"another text\n")
    line = LINES.index(next(line for line in LINES if line.startswith("source:"))) + 1
    expected = "原文文件 source/workpoints-2023.txt 的 SHA-256 与登记的不一致"
    assert problem == (line, expected)


def test_the_shipped_plan_has_no_fault(tmp_path: Path) -> None:
    assert plant([], tmp_path) == []


# ---------------------------------------------------------------- twelve faults, twelve lines

TWELVE = {
    "one of each kind": [
        *("repeated: a key at the top", "unknown key: in the notice", "missing: id of the plan"),
        *("type: text for a list", "unit: alias of a unit", "unit: a group in itself"),
        *("character: tab", "character: wide colon of an id", "date: slashes"),
        *("tag: bomb", "hash: of the source", "unit: answering"),
    ],
    "all syntax": [
        *("quote: preamble", "syntax: source not closed", "indentation: unit out by one"),
        *("syntax: list not closed", "indentation: tasks out", "quote: id", "syntax: star"),
        *("indentation: section out", "syntax: no colon", "indentation: measure out"),
        *("syntax: no comma in keys", "quote: last text"),
    ],
    "all in the registry and the head": [
        *("type: another schema", "repeated: a key at the top", "date: one digit"),
        *("date: no such month", "hash: cut short", "unknown key: in the notice"),
        *("repeated: a unit", "unit: alias of two", "syntax: no comma in keys"),
        *("character: wide colon of a unit", "unit: by its alias", "unit: a group in itself"),
    ],
    "from a word processor": [
        *("character: wide colon at the top", "character: wide colon of a unit"),
        *("character: wide colon of a group", "character: wide colon of tasks"),
        *("character: wide comma", "character: wide blanks", "character: tab after a dash"),
        *("character: wide colon of a date", "quote: title of the plan", "character: bell"),
        *("character: tab at the top", "indentation: point out"),
    ],
    "merged by hand": [
        *("syntax: mark of a merge", "repeated: a unit", "repeated: a measure's id", "unit: far"),
        *("syntax: a second document", "unknown key: in a unit", "missing: text", "tag: bomb"),
        *("date: words", "quote: last id", "unknown key: responsable"),
        "type: a threshold in words",
    ],
}


@pytest.mark.parametrize("name", TWELVE)
def test_twelve_planted_faults_give_twelve_lines(
    name: str, tmp_path: Path, golden: Callable[[str, str], None]
) -> None:
    faults = [FAULTS[key] for key in TWELVE[name]]
    assert len(faults) == 12
    found = plant(faults, tmp_path)
    assert [line for line, _ in found] == expected_lines(faults)
    golden(f"twelve/{name}.txt", "".join(f"{line}  {message}\n" for line, message in found))


@pytest.mark.parametrize("seed", range(30))
def test_any_twelve_faults_give_twelve_lines(seed: int, tmp_path: Path) -> None:
    faults = any_faults(random.Random(seed), 12)  # noqa: S311 - the same twelve in every run
    found = plant(faults, tmp_path)
    names = [fault.name for fault in sorted(faults)]
    assert [line for line, _ in found] == expected_lines(faults), names


def any_faults(chance: random.Random, number: int) -> list[Fault]:
    """Faults of all kinds that do not touch each other."""
    chosen: list[Fault] = []
    kinds = list(FAMILIES.values())
    while len(chosen) < number:
        fault = chance.choice(chance.choice(kinds))
        apart = all(
            fault.start + fault.removed + 1 < other.start
            or other.start + other.removed + 1 < fault.start
            for other in chosen
        )
        links = "锚点" in fault.said and any("锚点" in other.said for other in chosen)
        if apart and not links:  # links are reported once a file
            chosen.append(fault)
    return chosen


# ---------------------------------------------------------------- files that are no plan


@pytest.mark.parametrize(
    ("data", "line", "said"),
    [
        (b"", 1, "文件是空的"),
        (b"\n \n\n", 1, "文件是空的"),
        (b"# comment\n", 1, "文件是空的"),
        (b"---\n", 1, "文件是空的"),
        (b"- a\n- b\n", 1, "文件最外层应是“键: 值”"),
        (b"just words\n", 1, "文件最外层应是“键: 值”"),
        (SHIPPED.decode().encode("gb18030"), 4, "文件编码是 GBK, 应为 UTF-8"),
        (SHIPPED.decode().encode("utf-16"), 1, "文件编码是 UTF-16"),
        (SHIPPED.decode().encode("utf-16-le"), 1, "文件不是文本(可能是 UTF-16 或二进制文件)"),
        (bytes(300), 1, "文件不是文本(可能是 UTF-16 或二进制文件)"),
        (
            SHIPPED.replace("提高合法性".encode(), "提高合法性".encode()[1:]),
            159,
            "这一行有不是 UTF-8 的字节",
        ),
        (b"{" * 3000, 1, "不合 YAML 写法"),
        (b"[" * 3000, 1, "不合 YAML 写法"),
        (b"[" * 200 + b"]" * 200, 1, "嵌套超过50层"),
        (b"a: " * 100, 1, "这一行有多余的“: ”"),
    ],
)
def test_a_file_that_is_no_plan_gives_one_line(
    data: bytes, line: int, said: str, tmp_path: Path
) -> None:
    found = problems_of(data, tmp_path)
    assert [where for where, _ in found] == [line], found
    assert said in found[0][1]


def test_a_file_that_is_too_large_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("lawgov_cli.store.yaml.tree.MAX_BYTES", 100)
    (problem,) = read_plan(SMALL_PLAN.encode(), "p.yaml").problems
    assert problem.line_text() == "p.yaml  错误  文件过大(超过64 MiB)  核对是否选错了文件"


def test_python_in_a_plan_is_not_run(tmp_path: Path) -> None:
    mark = tmp_path / "mark"
    text = SMALL_PLAN.replace("title: 执法", f'title: !!python/object/apply:os.mkdir ["{mark}"]')
    assert read_plan(text.encode(), "p.yaml").plan is None
    assert not mark.exists()


def test_other_plans_of_this_format_are_read_too() -> None:
    """Whatever is in data/ is a plan without a fault."""
    for path in sorted((ROOT / "data").glob("workpoints-*.yaml")):
        if ".journal." not in path.name:
            assert load_plan(path).problems == []
