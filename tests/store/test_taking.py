"""Which ledgers around are found, and where in a new folder what they hold goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawgov_cli.store.journal import format_record
from lawgov_cli.store.locating import place_of
from lawgov_cli.store.taking import ledgers_around, take_evidence, take_plan, take_records
from tests.helpers import SMALL_PLAN, record

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_cli.store.plans import PlanFile

SOURCE = "source: {file: source/small.txt}\n"
LINE = f"{format_record(record('1', number=1, note='甲'))}\n"


def planned(folder: Path, name: str = "small", *, text: str = SMALL_PLAN) -> PlanFile:
    """A plan called *name* in *folder*, with one record."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{name}.yaml"
    path.write_text(text.replace("id: small", f"id: {name}"), encoding="utf-8")
    (folder / f"{name}.journal.yaml").write_text(LINE, encoding="utf-8")
    return next(plan for plan in place_of(path).plans().each() if plan.path == path)


def test_of_the_folders_around_only_the_nearest_with_a_plan_is_looked_at(tmp_path: Path) -> None:
    near = tmp_path / "上级" / "本处"
    planned(tmp_path / "上级")
    own = planned(near)
    found = ledgers_around(near, near / "新", tmp_path / "home")
    assert [(ledger.plan.path, ledger.records) for ledger in found] == [(own.path, 1)]


def test_records_go_to_the_plan_of_that_id_whatever_it_is_called_and_whatever_stands_beside(
    tmp_path: Path,
) -> None:
    old = planned(tmp_path / "旧", "small")
    data = tmp_path / "新" / "data"
    for name in ("another", "zlast"):
        planned(data, name)
        (data / f"{name}.journal.yaml").unlink()
    (data / "renamed.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    journal, _ = take_records(old, tmp_path / "新")
    assert journal == data / "renamed.journal.yaml"
    assert journal.read_text(encoding="utf-8") == LINE
    assert not (data / "small.journal.yaml").exists()


@pytest.mark.parametrize("head", [SOURCE, ""])
def test_the_text_of_a_plan_goes_along_where_it_has_one(head: str, tmp_path: Path) -> None:
    old = planned(tmp_path / "旧", text=head + SMALL_PLAN)
    (tmp_path / "旧" / "source").mkdir()
    (tmp_path / "旧" / "source" / "small.txt").write_text("原文", encoding="utf-8")
    assert take_plan(old, tmp_path / "新") is False
    data = tmp_path / "新" / "data"
    assert (data / "small.yaml").read_bytes() == old.path.read_bytes()
    assert (data / "source" / "small.txt").exists() == bool(head)


def test_evidence_that_is_in_the_new_folder_already_stays_as_it_is(tmp_path: Path) -> None:
    old, new = planned(tmp_path / "旧"), tmp_path / "新"
    item = {"file": "证.txt", "sha256": "0" * 64}
    line = format_record(record("1", number=2, evidence=[item]))
    old.journal.write_text(f"{line}\n", encoding="utf-8")
    new.mkdir()
    for folder, text in ((tmp_path / "旧", "旧的"), (new, "新的")):
        (folder / "证.txt").write_text(text, encoding="utf-8")
    assert take_evidence(old, new) == (0, [])
    assert (new / "证.txt").read_text(encoding="utf-8") == "新的"
