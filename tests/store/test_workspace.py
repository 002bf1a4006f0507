from __future__ import annotations

import os
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from lawgov_cli.base.errors import (
    CannotWrite,
    DataUnreadable,
    JournalShut,
    PlanBroken,
    PlanNotFound,
)
from lawgov_cli.store.appending import append
from lawgov_cli.store.locating import Location, locate
from lawgov_cli.store.workspace import open_workspace, settle
from tests.helpers import SHIPPED_PLAN, SMALL_PLAN, record

if TYPE_CHECKING:
    from lawgov_cli.store.workspace import Workspace

TODAY = date(2023, 9, 20)
NOW = datetime(2023, 9, 20, 10, 12, 33, tzinfo=timezone(timedelta(hours=8)))


def plan_at(path: Path) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(SMALL_PLAN, encoding="utf-8")
    return path


# ---------------------------------------------------------------- loading


def opened(plan: Path, *records: dict[str, object]) -> Workspace:
    location = Location(plan, plan.parent)
    if records:
        append(location.journal, records)
    return open_workspace(location, NOW)


def test_both_files_are_loaded_and_the_clock_is_held(tmp_path: Path) -> None:
    found = opened(plan_at(tmp_path / "p.yaml"), record("2", status="done", note="x"))
    assert (found.plan.id, len(found.events), found.problems) == ("small", 1, [])
    assert found.today == date(2023, 9, 20)
    assert found.snapshot().as_of == date(2023, 9, 20)
    assert found.snapshot(date(2023, 1, 1)).states["2"].stated is None
    assert found.snapshot(None, date(2023, 1, 1)).states["2"].stated is None


def test_the_plan_has_what_the_office_added_and_its_file_has_not(tmp_path: Path) -> None:
    added = record("2", "2023-12-01", add={"id": "2.1", "text": "新增"})
    found = opened(plan_at(tmp_path / "p.yaml"), added)
    assert "2.1" in found.plan.by_id
    assert "2.1" not in found.base.by_id
    assert "2.1" not in found.snapshot().states


def test_what_is_passed_over_in_the_journal_is_known(tmp_path: Path) -> None:
    plan = plan_at(tmp_path / "p.yaml")
    (tmp_path / "p.journal.yaml").write_text("- {", encoding="utf-8")
    assert [problem.line for problem in opened(plan).problems] == [1]


def test_a_broken_plan_is_an_error_with_every_line(tmp_path: Path) -> None:
    plan = tmp_path / "p.yaml"
    text = SMALL_PLAN.replace("year: 2023", "year: x").replace("2023-08-31", "x")
    plan.write_text(text, encoding="utf-8")
    with pytest.raises(PlanBroken) as caught:
        opened(plan)
    assert caught.value.message == (
        "p.yaml:4:7  错误  年份“x”应是四位数字  写成 2023 这样\n"
        "p.yaml:31:14  错误  日期“x”写法不对  写成 2023-06-06 这样\n"
        "工作要点文件有2个错误, 未作任何改动。改好后用 lawgov check 复查。"
    )
    assert len(caught.value.problems) == 2


def test_files_that_cannot_be_read_are_said(tmp_path: Path) -> None:
    with pytest.raises(PlanNotFound):
        opened(tmp_path)
    plan = plan_at(tmp_path / "p.yaml")
    (tmp_path / "p.journal.yaml").mkdir()
    with pytest.raises(DataUnreadable, match="无法读取台账"):
        opened(plan)


def test_a_plan_read_once_is_read_from_the_cache_until_it_changes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAWGOV_CACHE")
    plan = plan_at(tmp_path / "p.yaml")
    first = opened(plan).plan
    kept = list(Path(os.environ["XDG_CACHE_HOME"]).rglob("p-*"))
    assert len(kept) == 1
    monkeypatch.setattr(yaml, "SafeLoader", None)
    monkeypatch.setattr(yaml, "CSafeLoader", None, raising=False)
    assert opened(plan).plan == first
    monkeypatch.undo()
    plan.write_text(SMALL_PLAN.replace("小计划", "大计划"), encoding="utf-8")
    assert opened(plan).plan.title == "大计划"


def test_a_plan_with_a_warning_is_not_kept_lest_the_warning_be_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAWGOV_CACHE")
    plan = tmp_path / "p.yaml"
    plan.write_text(SMALL_PLAN.replace("[甲委, 乙局]", "[甲委, 乙局, 乙局]"), encoding="utf-8")
    assert [len(opened(plan).problems), len(opened(plan).problems)] == [1, 1]


# ---------------------------------------------------------------- recording


def test_what_is_recorded_has_the_time_the_name_and_a_place(tmp_path: Path) -> None:
    found = opened(plan_at(tmp_path / "p.yaml"))
    written = found.record([{"task": "1"}, {"task": "2"}], "张三")
    assert (written.journal, written.line) == (tmp_path / "p.journal.yaml", 1)
    first, second = written.records
    assert (first["at"], first["by"], first["task"]) == ("2023-09-20T10:12:33+08:00", "张三", "1")
    assert first["batch"] == second["batch"]
    assert first["id"] < second["id"]
    assert yaml.safe_load(written.journal.read_text(encoding="utf-8")) == [first, second]
    assert found.record([{"task": "4"}], "张三").line == 3


def test_a_record_can_be_made_from_those_there_are(tmp_path: Path) -> None:
    found = opened(plan_at(tmp_path / "p.yaml"), record("1", note="x"), record("2", note="x"))
    written = found.record_numbered(lambda events: {"task": "4", "note": f"{len(events)}"}, "张三")
    assert (written.line, written.records[0]["note"]) == (3, "2")


def test_the_first_record_copies_the_shipped_plan_to_the_user_s_folder(tmp_path: Path) -> None:
    home = tmp_path / "own"
    location = locate(None, year=None, folder=tmp_path, today=TODAY, home=home)
    open_workspace(location, NOW).record([{"task": "8"}], "张三")
    names = {path.relative_to(home).as_posix() for path in home.rglob("*") if path.is_file()}
    assert {
        "workpoints-2023.yaml",
        "workpoints-2023.journal.yaml",
        "source/workpoints-2023.txt",
    } <= names
    assert (home / "workpoints-2023.yaml").read_bytes() == SHIPPED_PLAN.read_bytes()


def test_what_is_there_is_never_copied_over(tmp_path: Path) -> None:
    home = tmp_path / "own"
    plan_at(home / "workpoints-2023.yaml")
    settle(Location(SHIPPED_PLAN, tmp_path, home))
    assert (home / "workpoints-2023.yaml").read_text(encoding="utf-8") == SMALL_PLAN
    assert [path.name for path in home.iterdir()] == ["workpoints-2023.yaml"]
    settle(Location(SHIPPED_PLAN, tmp_path))


def test_a_folder_of_one_s_own_that_cannot_be_made_is_said(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotWrite, match="无法写入"):
        settle(Location(SHIPPED_PLAN, tmp_path, tmp_path / "file" / "own"))


@pytest.mark.parametrize("writes", range(1, 6))
def test_a_disk_that_fills_while_the_plan_is_copied_leaves_no_cut_plan(
    writes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home, done = tmp_path / "own", []
    sync = os.fsync

    def fills(descriptor: int) -> None:
        done.append(descriptor)
        if len(done) >= writes:
            raise OSError(28, "No space left on device")
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", fills)
    location = locate(None, year=None, folder=tmp_path, today=TODAY, home=home)
    found = open_workspace(location, NOW)
    with pytest.raises(CannotWrite):
        found.record([{"task": "8"}], "张三")
    monkeypatch.undo()
    for path in home.rglob("*"):
        if path.is_file() and ".journal." not in path.name:
            assert path.read_bytes() == (SHIPPED_PLAN.parent / path.relative_to(home)).read_bytes()
    location = locate(None, year=None, folder=tmp_path, today=TODAY, home=home)
    assert len(open_workspace(location, NOW).snapshot().points) == 30
    open_workspace(location, NOW).record([{"task": "8"}], "张三")
    assert (home / "source" / "workpoints-2023.txt").is_file()


# ---------------------------------------------------------------- whose journal it is


def test_a_journal_about_none_of_the_tasks_is_read_with_a_warning_and_not_written(
    tmp_path: Path,
) -> None:
    found = opened(plan_at(tmp_path / "p.yaml"), record("99", note="x"), record("98", note="x"))
    assert [problem.code for problem in found.problems] == ["journal-foreign"]
    before = found.location.journal.read_bytes()
    with pytest.raises(JournalShut, match="没有一条记录说的是“小计划”的任务"):
        found.record([{"task": "1"}], "张三")
    assert found.location.journal.read_bytes() == before


def test_a_journal_whose_first_record_names_another_plan_is_not_written(tmp_path: Path) -> None:
    found = opened(plan_at(tmp_path / "p.yaml"), record("1", note="x", plan="另一份"))
    with pytest.raises(JournalShut, match="这份台账是“另一份”的, 不是工作要点“small”的"):
        found.record([{"task": "1"}], "张三")


@pytest.mark.parametrize(
    "records",
    [
        [record("99", note="x"), record("1", note="x")],
        [record("2", add={"id": "2.1", "text": "新增"}), record("2.1", note="x")],
        [record("99", note="x", plan="small")],
        [record(undo="x")],
    ],
)
def test_a_journal_with_anything_of_the_plan_s_is_its_own(
    records: list[dict[str, object]], tmp_path: Path
) -> None:
    found = opened(plan_at(tmp_path / "p.yaml"), *records)
    assert found.problems == []
    found.record([{"task": "1"}], "张三")


def test_a_file_that_is_no_journal_stops_every_command(tmp_path: Path) -> None:
    plan = plan_at(tmp_path / "p.yaml")
    (tmp_path / "p.journal.yaml").write_text("<html>\n</html>\n", encoding="utf-8")
    with pytest.raises(JournalShut, match="读不出记录"):
        opened(plan)


def test_the_lines_that_could_not_be_read_are_counted(tmp_path: Path) -> None:
    found = opened(plan_at(tmp_path / "p.yaml"), record("1", note="x"))
    with found.location.journal.open("a", encoding="utf-8") as journal:
        journal.write("- {\n随手\n")
    assert (found.damaged, opened(found.location.plan).damaged) == (0, 2)


def test_a_day_is_the_office_s_wherever_the_computer_is(tmp_path: Path) -> None:
    late = datetime(2023, 9, 19, 22, 30, tzinfo=timezone.utc)
    location = Location(plan_at(tmp_path / "p.yaml"), tmp_path)
    found = open_workspace(location, late)
    assert found.today == date(2023, 9, 20)
    found.record([{"task": "1", "status": "done"}], "张三")
    (event,) = open_workspace(location, late).events
    assert (event.at, event.day) == ("2023-09-19T22:30:00+00:00", "2023-09-20")
