"""An old copy saved over the journal is noticed on the machine that wrote what is gone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.store.seen import Seen

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


@pytest.fixture(autouse=True)
def _what_was_seen_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("LAWGOV_CACHE")


def test_records_that_an_old_copy_dropped_are_missed_until_they_are_back(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "1", "第一件")
    old = desk.journal.read_bytes()
    invoke("note", "2", "第二件")
    whole = desk.journal.read_bytes()
    assert invoke("list").stderr == ""
    desk.journal.write_bytes(old)
    assert "本机上次写入的记录(" in invoke("list").stderr
    assert "本机上次写入的记录(" in invoke("check", code=6).stdout
    invoke("note", "3", "第三件")  # the loss is not covered up by the next record
    assert "不在台账里了" in invoke("list").stderr
    (desk.folder / "副本.journal.yaml").write_bytes(whole)
    assert "收进1条(第3行), 已有1条" in invoke("sync", "副本.journal.yaml").stdout
    assert invoke("list").stderr == ""
    assert "没有发现问题" in invoke("check").stdout


def test_a_journal_that_is_gone_is_missed(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "1", "第一件")
    desk.journal.unlink()
    assert "不在台账里了" in invoke("list").stderr


def test_what_another_encoding_hides_is_not_missed(desk: Desk, invoke: Invoke) -> None:
    invoke("note", "1", "第一件")
    desk.journal.write_bytes(desk.journal.read_text(encoding="utf-8").encode("utf-16"))
    assert "UTF-16" in invoke("list").stderr
    assert "不在台账里了" not in invoke("list").stderr


def test_where_nothing_can_be_kept_nothing_is_missed(tmp_path: Path) -> None:
    for folder in (None, tmp_path / "file" / "below"):
        (tmp_path / "file").touch()
        seen = Seen(Path("j.yaml"), folder)
        seen.keep("r1")
        assert seen.missing_from(None, set().__contains__) == []


def test_a_spoilt_file_of_what_was_seen_is_as_good_as_none(tmp_path: Path) -> None:
    seen = Seen(Path("j.yaml"), tmp_path)
    seen.keep("r1")
    (problem,) = seen.missing_from(None, set().__contains__)
    assert (problem.file, problem.line, problem.column) == ("j.yaml", 0, 0)  # the file as a whole
    assert seen.missing_from(None, {"r1"}.__contains__) == []
    for file in tmp_path.glob("*.seen"):
        file.write_bytes(b"\xff")
    assert seen.missing_from(None, set().__contains__) == []
