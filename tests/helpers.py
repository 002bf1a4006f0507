"""What many tests need: a small plan, records made from a few words, the files that ship."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgov_cli.cli.completing import complete
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.progress import fold
from lawgov_cli.store.plan_file import read_plan

if TYPE_CHECKING:
    from datetime import date

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot

ROOT = Path(__file__).resolve().parents[1]
PLAN_NAME = "workpoints-2023.yaml"
SHIPPED_PLAN = ROOT / "data" / PLAN_NAME
SHIPPED_TEXT = ROOT / "data" / "source" / "workpoints-2023.txt"

#: Two sections, four points, one group with a member and one without.
SMALL_PLAN = """\
schema: 1
id: small
title: 小计划
year: 2023
starts: 2023-01-01
ends: 2023-12-31
units:
  甲局: {abbr: jj, aliases: [甲委]}
  乙局: {abbr: yj}
  丙镇: {}
groups:
  各镇: {aliases: [镇街], members: [丙镇]}
  各部门: {members: []}
tasks:
  - id: S1
    label: 一
    title: 第一部分
    tasks:
      - id: "1"
        label: 一
        title: 立法
        lead: [甲委, 乙局]
        responsible: [镇街]
        tasks:
          - {id: "1.1", text: 举措甲。}
          - {id: "1.2", text: 举措乙。}
      - id: "2"
        title: 执法
        lead: [乙局]
        responsible: [甲局, 各部门]
        due: 2023-08-31
  - id: S2
    label: 二
    title: 第二部分
    tasks:
      - id: "3"
        title: 公开
        lead: [各镇]
        tasks:
          - {id: "3.1", text: 上半年完成。, due: 2023-06-30}
          - {id: "3.2", text: 年底前完成。, due: 2023-12-31}
      - id: "4"
        title: 普法
        lead: [甲局]
        responsible: [丙镇]
"""


def plan_of(text: str = SMALL_PLAN) -> Plan:
    """The plan that *text* holds; the test fails where there is anything wrong with it."""
    loaded = read_plan(text.encode(), "plan.yaml")
    assert loaded.problems == []
    assert loaded.plan is not None
    return loaded.plan


def record(
    task: str = "",
    /,
    on: str = "2023-03-01",
    number: int = 0,
    **fields: Any,  # noqa: ANN401
) -> dict[str, Any]:
    """A record about *task*, made at noon of the day it is about unless ``at`` is given.

    Parameters:
        number: what makes the id unique and orders records of one moment.
    """
    record.count += 1  # type: ignore[attr-defined]
    at = fields.pop("at", f"{on}T12:00:00+08:00")
    made = {"id": f"r{number or record.count:05}", "at": at}  # type: ignore[attr-defined]
    if not at.startswith(on):
        made["on"] = on
    return made | ({"task": task} if task else {}) | fields


record.count = 0  # type: ignore[attr-defined]


def events_of(*records: dict[str, Any]) -> list[Event]:
    """The events of *records*, as if read from consecutive lines."""
    return [Event.of(item, line) for line, item in enumerate(records, 1)]


def folded_on(day: date, *records: dict[str, Any], plan: Plan | None = None) -> Snapshot:
    """The small plan's snapshot on *day*."""
    return fold(plan or plan_of(), events_of(*records), day)


def tab(*words: str) -> list[tuple[str, str]]:
    """What Tab offers at the end of ``lawgov WORD…``: each word, and what is said of it."""
    lines = complete(["fish", *words]).splitlines()
    return [(word, said) for word, _, said in (line.partition("\t") for line in lines)]


def columns(line: str) -> int:
    """Columns of *line* on a terminal, counted independently of the package."""
    return sum(
        0 if unicodedata.combining(char) else 2 if unicodedata.east_asian_width(char) in "WF" else 1
        for char in line
    )
