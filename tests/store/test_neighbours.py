"""What `check` says of copies that lie beside a plan and its journal."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawgov_cli.store.journal import format_record
from lawgov_cli.store.neighbours import copies_are_told, copies_of
from tests.helpers import SMALL_PLAN, record

if TYPE_CHECKING:
    from pathlib import Path

ONE = format_record(record("1", note="甲")) + "\n"


def told(plan: Path, journal: Path) -> list[str]:
    return [f"{p.message}  {p.remedy}" for p in copies_are_told(plan, journal, set)]


@pytest.fixture
def plan(tmp_path: Path) -> Path:
    """A plan called by its id."""
    path = tmp_path / "small.yaml"
    path.write_text(SMALL_PLAN, encoding="utf-8")
    return path


def test_another_file_with_the_plan_s_id_is_named(plan: Path) -> None:
    copy = plan.with_name("工作要点 - 副本.yaml")
    copy.write_text(SMALL_PLAN, encoding="utf-8")
    other = plan.with_name("2024.yaml")
    other.write_text(SMALL_PLAN.replace("id: small", "id: other"), encoding="utf-8")
    (said,) = told(plan, plan.with_name("small.journal.yaml"))
    assert said.startswith("旁边的“工作要点 - 副本.yaml”也是工作要点 small, 没有用它  多余的移到")
    assert told(other, plan.with_name("2024.journal.yaml")) == []


def test_records_beside_a_copy_of_the_plan_are_not_lost_sight_of(plan: Path) -> None:
    data = plan.parent / "data"
    data.mkdir()
    for name in ("small - 副本", "data/工作要点"):
        (plan.parent / f"{name}.yaml").write_text(SMALL_PLAN, encoding="utf-8")
        (plan.parent / f"{name}.journal.yaml").write_text(ONE, encoding="utf-8")
    said = [line for line in told(plan, plan.with_name("small.journal.yaml")) if "台账" in line]
    for name, typed in (("small - 副本", "small - 副本"), ("工作要点", f"{data}/工作要点")):
        missing = f"旁边的台账副本“{name}.journal.yaml”里有1条记录不在台账里"
        assert f"{missing}  lawgov sync '{typed}.journal.yaml' 收进来" in said
    assert len(said) == 2


@pytest.mark.parametrize(
    ("name", "head"), [("台账备份.yaml", ""), ("旧.txt", "\ufeff"), ("给乙的.yaml.1", "\r\n")]
)
def test_a_copy_under_any_name_is_known_by_its_first_record(
    name: str, head: str, plan: Path
) -> None:
    journal = plan.with_name("small.journal.yaml")
    first, other = record("1", note="甲", id="r1"), record("1", note="乙", id="r2")
    plan.with_name(name).write_text(
        f"{head}{format_record(first)}\n{format_record(other)}\n", encoding="utf-8"
    )
    (said,) = copies_are_told(plan, journal, lambda: {"r1"})
    assert said.message == f"旁边的台账副本“{name}”里有1条记录不在台账里"
    assert said.remedy == f"lawgov sync '{name}' 收进来"
    assert list(copies_are_told(plan, journal, lambda: {"r1", "r2"})) == []
    assert list(copies_are_told(plan, journal, lambda: {"another"})) == []


def test_a_copy_that_cannot_be_read_is_said(plan: Path) -> None:
    plan.with_name("small.journal (1).yaml").write_bytes(b"\xff\xfe\x00\xd8" * 3)
    (said,) = told(plan, plan.with_name("small.journal.yaml"))
    assert said.startswith("旁边的台账副本“small.journal (1).yaml”读不出: ")


@pytest.mark.parametrize(
    ("name", "is_copy"),
    [
        ("p.journal - 副本.yaml", True),
        ("p.journal(1).yaml", True),
        ("p.journal (冲突副本 2023-09-20).yaml", True),
        ("p.journal.sync-conflict-20230920-101233-ABCDEFG.yaml", True),
        ("p.journal.yaml.bak", True),
        ("副本 p.journal.yaml", True),
        ("p-修订.journal.yaml", False),  # its plan lies beside it
        ("q.journal.yaml", False),
        ("p.yaml", False),
        (".p.journal.yaml.swp", False),
    ],
)
def test_copies_are_known_by_their_names(name: str, is_copy: bool, tmp_path: Path) -> None:  # noqa: FBT001
    own = tmp_path / "p.journal.yaml"
    for path in (own, tmp_path / "p-修订.yaml", tmp_path / name):
        path.write_text(ONE, encoding="utf-8")
    assert (tmp_path / name in copies_of(own)) is is_copy
