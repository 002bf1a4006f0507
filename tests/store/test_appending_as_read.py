"""What a command has read is not read again to add to it; what changed since then is."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.errors import JournalShut
from lawgov_cli.base.reading import Stamp
from lawgov_cli.store import appending
from lawgov_cli.store.appending import append
from lawgov_cli.store.cache import journal as journal_cache
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.journal import Journal, read_journal
from lawgov_cli.store.journal import format_record
from tests.helpers import record

if TYPE_CHECKING:
    from pathlib import Path

TODAY = date(2023, 9, 20)
TEXT = "".join(f"{format_record(record('8', number=number))}\n" for number in (1, 2))
THIRD, FOURTH = record("8", number=3), record("8", number=4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of two records."""
    path = tmp_path / "j.yaml"
    path.write_text(TEXT, encoding="utf-8")
    return path


def read(path: Path) -> Journal:
    """The journal, read through a cache."""
    return read_journal(path, Cache(path, path.parent / "cache"), TODAY)


@pytest.fixture
def kept(path: Path, monkeypatch: pytest.MonkeyPatch) -> Journal:
    """The journal, read and kept in the cache before; whoever reads all of it again fails."""
    monkeypatch.setattr(journal_cache, "_WORTH_KEEPING", 1)
    read(path)
    journal = read(path)

    def no(*_: object) -> None:
        raise AssertionError("read whole")

    monkeypatch.setattr(appending, "_read_all", no)
    return journal


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines()


def ids_before(path: Path) -> list[str]:
    """Of each line the id that it names as the one before it; empty where it names none."""
    records = [json.loads(line.removeprefix("- ")) for line in lines(path)]
    return [record.get("prev", "").partition(":")[0] for record in records]


def test_what_was_read_stays_as_it_is_and_is_not_read_again(path: Path, kept: Journal) -> None:
    recorded = append(path, [THIRD, FOURTH], read=kept)
    assert recorded.line == 3
    assert path.read_text(encoding="utf-8").startswith(TEXT)
    assert len(lines(path)) == 4
    assert ids_before(path) == ["", "", "r00002", "r00003"]


def append_as_another(path: Path) -> None:
    with path.open("a", encoding="utf-8") as file:
        file.write(f"{format_record(THIRD)}\n")


def test_after_what_another_added_meanwhile_it_goes_on(path: Path) -> None:
    journal = read(path)
    append_as_another(path)
    recorded = append(path, [FOURTH], read=journal)
    assert recorded.line == 4
    assert recorded.left is None
    assert ids_before(path) == ["", "", "", "r00003"]


@pytest.mark.parametrize("worth", [1, 1 << 20])
def test_how_the_file_was_left_is_told_where_it_was_as_read(
    worth: int, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(journal_cache, "_WORTH_KEEPING", worth)
    read(path)
    recorded = append(path, [THIRD], read=read(path))
    assert recorded.left == Stamp.of(path.stat())


@pytest.mark.parametrize("encoding", ["gbk", "utf-16"])
def test_what_could_be_read_but_is_another_program_s_is_not_added_to(
    encoding: str, path: Path
) -> None:
    text = format_record(record("8", number=1, note="甲"))
    path.write_text(f"{text}\n", encoding=encoding)
    journal = read(path)
    assert [event.id for event in journal.events] == ["r00001"]
    with pytest.raises(JournalShut, match="不能再登记"):
        append(path, [THIRD], read=journal)
