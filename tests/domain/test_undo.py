from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.absent import NothingToUndo
from lawgov_cli.domain.undo import batch_at_line, batches, effective, step_at_line, steps
from tests.helpers import events_of, record

if TYPE_CHECKING:
    from lawgov_cli.domain.undo import Step

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
    (batch,) = batches(events_of(first, second))
    assert [event.id for event in batch.events] == ["b1", "b2"]


def test_what_stands_last_in_the_journal_is_the_newest_whatever_the_clocks_said() -> None:
    ahead = record("1", on="2023-03-04", at="2033-03-05T08:00:00+08:00") | {"id": "z"}
    late = record("1", on="2023-03-01", at="2023-03-05T09:00:00+08:00") | {"id": "y"}
    assert [batch.id for batch in batches(events_of(ahead, late))] == ["y", "z"]
    assert [batch.id for batch in batches(events_of(late, ahead))] == ["z", "y"]


def test_what_was_taken_back_is_no_longer_listed_and_the_undo_is() -> None:
    assert [batch.id for batch in batches(events_of(FIRST, SECOND, THIRD, UNDO))] == ["u", "a"]
    redo = record(undo="u") | {"id": "v", "at": "2023-03-03T09:06:00+08:00"}
    known = batches(events_of(FIRST, SECOND, THIRD, UNDO, redo))
    assert [batch.id for batch in known] == ["v", "b", "a"]


def test_a_line_means_the_batch_it_belongs_to() -> None:
    events = events_of(FIRST, SECOND, THIRD)
    assert [batch_at_line(events, line).id for line in (1, 2, 3)] == ["a", "b", "b"]


def test_an_undo_recorded_later_was_not_known_then() -> None:
    events = events_of(FIRST, SECOND, THIRD, UNDO)
    assert effective(events).cancelled == {"b"}
    assert effective(events, date(2023, 3, 2)).cancelled == frozenset()


def test_the_step_at_the_line_of_a_restoring_takes_back_what_it_restored() -> None:
    redo = record(undo="u") | {"id": "v", "at": "2023-03-03T09:06:00+08:00"}
    step = step_at_line(events_of(FIRST, SECOND, THIRD, UNDO, redo), 5)
    assert [batch.id for batch in step.taken] == ["v"]
    assert (step.about.id, step.restores) == ("b", False)


def about(found: list[Step]) -> list[str]:
    return [step.about.id for step in found]


def test_ones_own_records_are_taken_back_before_those_of_others() -> None:
    theirs = record("3", by="李四", status="done") | {"id": "c"}
    events = events_of(FIRST, SECOND, THIRD, theirs)
    assert about(steps(events, "张三")) == ["b", "a", "c"]
    assert about(steps(events, "李四")) == ["c", "b", "a"]


def test_each_step_goes_further_back_and_a_step_forth_restores_what_was_taken_back_last() -> None:
    one = record(undo="b", by="张三") | {"id": "u1"}
    two = record(undo="a", by="张三") | {"id": "u2"}
    assert about(steps(events_of(FIRST, SECOND, THIRD, one), "张三")) == ["a"]
    events = events_of(FIRST, SECOND, THIRD, one, two)
    assert steps(events, "张三") == []
    back = steps(events, "张三", forth=True)
    assert [(step.about.id, sorted(step.names), step.restores) for step in back] == [
        ("a", ["u2"], True),
        ("b", ["u1"], True),
    ]


def test_what_two_copies_took_back_is_restored_from_both() -> None:
    one, two = (record(undo="a", by="张三") | {"id": name} for name in ("u1", "u2"))
    events = events_of(FIRST, one, two)
    (step,) = steps(events, "张三", forth=True)
    assert step.names == {"u1", "u2"}
    assert step_at_line(events, 2).names == {"u1", "u2"}


def test_words_taken_out_for_good_cannot_be_brought_back() -> None:
    events = events_of(FIRST, record(redact="a", by="张三") | {"id": "x"})
    assert about(steps(events, "张三")) == ["a"]
    with pytest.raises(NothingToUndo, match="删除不能撤销"):
        step_at_line(events, 2)


def test_nothing_to_undo_is_said() -> None:
    with pytest.raises(NothingToUndo) as caught:
        batch_at_line(events_of(FIRST, SECOND, THIRD, UNDO), 2)
    assert caught.value.message.startswith("台账第2行没有可以撤销的登记(可能已撤销)。用 lawgov")


def test_a_long_chain_of_undos_of_undos_is_followed_once() -> None:
    """Gone along anew for each of them, ten thousand would take an hour."""
    at = "2023-03-03T09:00:00+08:00"
    chain = [record("1", note="甲", id="u0", at=at)]
    chain += [record(undo=f"u{n - 1}", id=f"u{n}", at=at) for n in range(1, 10_001)]
    for length, restores in ((10_000, False), (10_001, True)):
        newest, *_ = batches(events_of(*chain[:length]))
        assert (newest.target and newest.target.id) == "u0"
        assert newest.restores is restores


def test_undos_in_a_circle_or_of_nothing_are_about_nothing() -> None:
    at = "2023-03-03T09:00:00+08:00"
    ring = [record(undo=f"u{(n + 1) % 3}", id=f"u{n}", at=at) for n in range(3)]
    lost = [record(undo="gone", id="x0", at=at), record(undo="x0", id="x1", at=at)]
    assert all(batch.target is None for batch in batches(events_of(*ring)))
    found = {batch.id: batch.target for batch in batches(events_of(*lost))}
    assert set(found) == {"x1"}
