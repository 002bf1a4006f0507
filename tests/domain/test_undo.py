from __future__ import annotations

import pytest

from lawgov_cli.base.errors import NothingToUndo
from lawgov_cli.domain.undo import batch_at_line, batches, newest_batch
from tests.helpers import events_of, plan_of, record

PLAN = plan_of()
FIRST = record("1", "2023-03-01", by="张三", status="done", note="印发\n计划") | {"id": "a"}
SECOND = record("2", "2023-03-02", by="张三", status="doing", batch="b") | {"id": "b1"}
THIRD = record("4", "2023-03-02", by="张三", status="doing", batch="b") | {"id": "b2"}
UNDO = record(undo="b", by="李四") | {"id": "u", "at": "2023-03-03T09:05:00+08:00"}


def test_batches_are_listed_the_newest_first_with_their_records_in_order() -> None:
    known = list(batches(events_of(FIRST, THIRD, SECOND)))
    assert [(batch.id, [event.id for event in batch.events]) for batch in known] == [
        ("b", ["b1", "b2"]),
        ("a", ["a"]),
    ]
    assert known[0].first.id == "b1"


def test_the_record_written_first_stands_for_its_batch_whatever_day_it_is_about() -> None:
    first = record("2", "2023-03-05", batch="b") | {"id": "b1"}
    at = "2023-03-05T12:00:00+08:00"
    second = record("4", "2023-03-01", batch="b", at=at) | {"id": "b2"}
    assert [event.id for event in newest_batch(events_of(first, second)).events] == ["b1", "b2"]


def test_on_one_day_the_later_is_the_newer_whatever_day_the_records_are_about() -> None:
    early = record("1", on="2023-03-04", at="2023-03-05T08:00:00+08:00") | {"id": "z"}
    late = record("1", on="2023-03-01", at="2023-03-05T09:00:00+08:00") | {"id": "y"}
    assert [batch.id for batch in batches(events_of(early, late))] == ["y", "z"]


def test_what_was_taken_back_is_no_longer_listed_and_the_undo_is() -> None:
    assert [batch.id for batch in batches(events_of(FIRST, SECOND, THIRD, UNDO))] == ["u", "a"]
    redo = record(undo="u") | {"id": "v", "at": "2023-03-03T09:06:00+08:00"}
    known = batches(events_of(FIRST, SECOND, THIRD, UNDO, redo))
    assert [batch.id for batch in known] == ["v", "b", "a"]


def test_the_newest_is_meant_where_no_line_is_named() -> None:
    events = events_of(FIRST, SECOND, THIRD)
    assert newest_batch(events).id == "b"
    assert [batch_at_line(events, line).id for line in (1, 2, 3)] == ["a", "b", "b"]


def test_nothing_to_undo_is_said() -> None:
    with pytest.raises(NothingToUndo) as caught:
        newest_batch([])
    assert caught.value.message == "没有可以撤销的登记。用 lawgov undo --list 查看可撤销的登记。"
    with pytest.raises(NothingToUndo) as caught:
        batch_at_line(events_of(FIRST, SECOND, THIRD, UNDO), 2)
    assert caught.value.message.startswith("台账第2行没有可以撤销的登记(可能已撤销)。用 lawgov")
