"""`prev`: a lost line and a changed line are noticed, after any merge."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lawgov_cli.store.appending import append
from lawgov_cli.store.chain import breaks, followed, last_record, link_to
from lawgov_cli.store.journal import format_record, parse_journal, read_journal
from tests.helpers import record

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    """A journal of five records, the last two of one batch."""
    path = tmp_path / "j.yaml"
    for number in (1, 2, 3):
        append(path, [record("8", number=number, note=f"第{number}条")], "p")
    append(path, [record("8", number=number, note="同批", batch="b") for number in (4, 5)], "p")
    return path


def broken(data: bytes) -> list[tuple[str, str, bool]]:
    events = parse_journal(data, "j").events
    return [(event.id, before, known is not None) for event, before, known in breaks(events)]


def test_every_record_names_the_one_before_and_the_first_the_plan(journal: Path) -> None:
    events = read_journal(journal).events
    assert [event.get("plan") for event in events] == ["p", None, None, None, None]
    before = [(event.get("prev") or "").rpartition(":")[0] for event in events]
    assert before == ["", "r00001", "r00002", "r00003", "r00004"]
    assert all(list(event.fields)[-1] == "prev" for event in events[1:])
    assert broken(journal.read_bytes()) == []


def test_a_missing_line_is_noticed_by_the_one_after_it(journal: Path) -> None:
    lines = journal.read_bytes().splitlines(keepends=True)
    assert broken(b"".join(lines[:1] + lines[2:])) == [("r00003", "r00002", False)]
    assert broken(b"".join(lines[3:])) == [("r00004", "r00003", False)]


def test_a_changed_line_is_noticed(journal: Path) -> None:
    changed = journal.read_bytes().replace("第2条".encode(), "第9条".encode())
    assert broken(changed) == [("r00003", "r00002", True)]


def test_the_order_of_lines_copies_of_them_and_their_layout_do_not_matter(journal: Path) -> None:
    data = journal.read_bytes()
    lines = data.splitlines(keepends=True)
    assert broken(b"".join(reversed(lines + lines))) == []
    assert broken(data.replace(b"\n", b"\r\n")) == []
    assert broken(yaml.safe_dump(yaml.safe_load(data)).encode()) == []


def test_two_copies_that_went_on_apart_are_whole_together(journal: Path, tmp_path: Path) -> None:
    other = tmp_path / "other.yaml"
    other.write_bytes(journal.read_bytes())
    append(journal, [record("8", number=6, note="甲")], "p")
    append(other, [record("8", number=7, note="乙")], "p")
    assert broken(journal.read_bytes() + other.read_bytes()) == []


def test_after_a_torn_line_the_last_whole_one_is_named(journal: Path) -> None:
    journal.write_bytes(journal.read_bytes() + b'- {"id":"r9","at":"2023')
    append(journal, [record("8", number=6, note="再记")], "p")
    assert broken(journal.read_bytes()) == []
    assert read_journal(journal).events[-1].get("prev").startswith("r00005:")


def test_after_a_journal_laid_out_anew_its_last_record_is_named(journal: Path) -> None:
    journal.write_text(yaml.safe_dump(yaml.safe_load(journal.read_bytes())), encoding="utf-8")
    append(journal, [record("8", number=6, note="再记")], "p")
    assert broken(journal.read_bytes()) == []
    assert read_journal(journal).events[-1].get("prev").startswith("r00005:")


def test_a_record_whose_words_were_taken_out_is_no_break(journal: Path) -> None:
    name, _, digest = read_journal(journal).events[2].get("prev").rpartition(":")
    append(journal, [record("8", number=6, redact=name, digest=digest)], "p")
    assert "第2条" not in journal.read_text(encoding="utf-8")
    assert broken(journal.read_bytes()) == []


@pytest.mark.parametrize("content", [b"", b'# {"id":"r1"}\n', b"- {\n", b"[]\n", b'- {"a":1}\n'])
def test_before_the_first_record_there_is_none(content: bytes) -> None:
    assert last_record(content) is None


def test_of_several_records_with_the_named_id_the_first_is_shown() -> None:
    same = [record("8", number=1, note=note) for note in ("甲", "乙")]
    lines = [format_record(made) for made in (*same, record("8", number=2, prev="r00001:0"))]
    events = parse_journal("".join(f"{line}\n" for line in lines).encode(), "j").events
    assert list(breaks(events)) == [(events[2], "r00001", events[0])]


def test_the_link_to_a_record_is_the_same_in_every_version_and_order_of_fields() -> None:
    assert link_to({"id": "r1", "note": "甲\ud800"}) == "r1:becad002"
    assert link_to({"note": "甲\ud800", "id": "r1"}) == "r1:becad002"


def test_after_a_merge_a_record_follows_the_one_that_it_names_though_another_stands_before() -> (
    None
):
    first, between = record("8", number=1), record("8", number=2, at="2023-03-02T09:00:00+08:00")
    third = record("8", number=3, prev=link_to(first))
    lines = "".join(f"{format_record(one)}\n" for one in (first, between, third))
    events = parse_journal(lines.encode(), "j").events
    pairs = [(event.id, before.id if before else "") for event, before in followed(events)]
    assert pairs == [("r00001", ""), ("r00002", ""), ("r00003", "r00001")]


def test_of_two_records_of_one_id_either_may_be_the_one_that_was_named() -> None:
    whole, changed = record("8", number=1, note="甲"), record("8", number=1, note="乙")
    third = record("8", number=3, prev=link_to(whole))
    lines = "".join(f"{format_record(one)}\n" for one in (whole, changed, third))
    one, other, last = parse_journal(lines.encode(), "j").events
    assert list(breaks([one, other, last])) == []
    assert list(breaks([other, one, last])) == []


def test_a_link_that_is_no_link_is_a_break() -> None:
    def one(prev: Any) -> list[tuple[str, str, bool]]:  # noqa: ANN401
        return broken(f"{format_record(record('8', number=1, prev=prev))}\n".encode())

    assert one("") == [("r00001", "", False)]
    assert one("r1") == [("r00001", "", False)]
    assert one("r1:zzz") == [("r00001", "r1", False)]
