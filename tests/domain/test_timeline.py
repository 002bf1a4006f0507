"""The events in the order that counts: parts of them, and what is put among them later."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.domain.event import Event
from lawgov_cli.domain.rewording import corrected
from lawgov_cli.domain.timeline import BEFORE_ALL, Timeline
from tests.helpers import events_of, record

MARCH = (
    record("1", "2023-03-01", unit="甲局", status="doing", note="一"),
    record("2", "2023-03-02", status="done", batch="b"),
    record("1", "2023-03-02", unit="乙局", note="三"),
    record("3", "2023-03-05", percent=40, at="2023-03-04T09:00:00+08:00"),
    record("", "2023-03-06", undo="b"),
)


@pytest.fixture(name="march")
def _march() -> Timeline:
    return Timeline.of(events_of(*reversed(MARCH)))


def tasks(events: Timeline) -> list[str]:
    return [event.task for event in events]


def test_a_corrected_record_has_its_new_words_and_the_others_keep_theirs() -> None:
    one = record("1", "2023-03-01", number=1, note="错")
    other = record("2", "2023-03-02", number=2, note="对")
    correction = record("1", "2023-03-03", number=3, correct="r00001", note="改")
    events = corrected(Timeline.of(events_of(one, other, correction)))
    assert [event.note for event in events] == ["改", "对", "改"]


def test_the_records_of_some_units_are_theirs_alone(march: Timeline) -> None:
    assert [event.note for event in march.of_units({"甲局"})] == ["一"]
    assert [event.note for event in march.of_units({"甲局", "乙局"})] == ["一", "三"]


def test_it_is_a_sequence_of_events_in_order(march: Timeline) -> None:
    assert tasks(march) == ["1", "2", "1", "3", ""]
    assert [event.task for event in reversed(march)] == ["", "3", "1", "2", "1"]
    assert march[3].get("percent") == 40
    assert tasks(march[1:3]) == ["2", "1"]
    assert march[-1] is march[4]
    assert Timeline.of(march) is march


@pytest.mark.parametrize(
    ("first", "last", "kept"),
    [
        (date(2023, 3, 1), date(2023, 3, 6), ["1", "2", "1", "3", ""]),
        (date(2023, 3, 2), date(2023, 3, 2), ["2", "1"]),
        (date(2023, 3, 3), date(2023, 3, 4), []),
        (date(2023, 3, 6), date(2023, 3, 1), []),
    ],
)
def test_a_part_between_two_days_holds_both(
    march: Timeline, first: date, last: date, kept: list[str]
) -> None:
    assert tasks(march.within(first, last)) == kept


def test_a_part_is_of_the_fields_the_unit_the_tasks_or_what_was_known(march: Timeline) -> None:
    assert tasks(march.having("note")) == ["1", "1"]
    assert tasks(march.having("percent", "undo")) == ["3", ""]
    assert march.having("id") is march
    assert tasks(march.having("due")) == []
    assert tasks(march.of_unit("乙局")) == ["1"]
    assert tasks(march.of_unit("")) == ["2", "3", ""]
    assert tasks(march.of_tasks({"2", "3"})) == ["2", "3"]
    assert tasks(march.without({"b"})) == ["1", "1", "3", ""]
    assert tasks(march.known_at(date(2023, 3, 4))) == ["1", "2", "1", "3"]


def test_parts_of_parts_and_parts_put_together(march: Timeline) -> None:
    of_one = march.by_task()["1"]
    assert (list(of_one.rows), list(march.by_unit()["乙局"].rows)) == ([0, 2], [2])
    assert set(march.by_task()) == {"1", "2", "3"}
    assert tasks(of_one.merged([march.by_task()["3"], march[:1]])) == ["1", "1", "3"]
    assert of_one.merged([]) is of_one
    assert march.units() == {"甲局", "乙局"}
    assert march.reports() == {"甲局": 1, "乙局": 1}


def test_a_place_is_compared_and_handed_back(march: Timeline) -> None:
    last = march.last_by_unit()
    assert list(last) == ["甲局", "", "乙局"]
    assert BEFORE_ALL < last["甲局"] < last["乙局"] < last[""]
    assert [march.at(place) for place in last.values()] == [march[0], march[4], march[2]]
    assert [march.status_at(place) for place in last.values()] == ["doing", "", ""]
    part = march[1:3]
    assert list(part.placed()) == [(part.last_by_unit()[""], march[1]), (last["乙局"], march[2])]
    assert list(part.newest_first()) == [(last["乙局"], "乙局"), (part.last_by_unit()[""], "")]


def test_parts_are_compared_with_parts(march: Timeline) -> None:
    assert tasks(march.after(march[:3])) == ["3", ""]
    assert tasks(march[2:].after(march[:1])) == ["1", "3", ""]
    assert tasks(march.after(march[:0])) == tasks(march)
    assert tasks(march.less(march.of_unit(""))) == ["1", "1"]
    assert tasks(march[:2].less(march)) == []


def test_they_are_grouped_by_batch_and_by_the_day_recorded(march: Timeline) -> None:
    assert list(map(tasks, march.by_batch().values())) == [["1"], ["2"], ["1"], ["3"], [""]]
    assert tasks(march.by_batch()["b"]) == ["2"]
    assert march[:0].by_batch() == {}
    by_day = march.by_day_recorded()
    assert {day: tasks(part) for day, part in by_day.items()} == {
        "2023-03-01": ["1"],
        "2023-03-02": ["2", "1"],
        "2023-03-04": ["3"],
        "2023-03-06": [""],
    }
    assert march[2:].first_recorded() == "2023-03-02"
    assert march[:0].first_recorded() == ""


def test_the_latest_are_the_last_recorded_whatever_day_they_are_about() -> None:
    said = [
        record("1", "2023-09-01", at="2023-03-01T09:00:00+08:00"),
        record("2", "2023-01-01", at="2023-03-03T09:00:00+08:00"),
        record("3", "2023-02-01", at="2023-03-03T08:00:00+08:00"),
    ]
    events = Timeline.of(events_of(*said))
    assert [event.task for event in events.latest(2)] == ["2", "3"]
    assert [event.task for event in events.latest(9)] == ["2", "3", "1"]
    assert Timeline.of([]).latest(2) == []


def test_units_go_by_their_canonical_names_and_events_say_what_was_written() -> None:
    events = Timeline.of(events_of(record("1", unit="甲委"), record("2", unit="外单位")))
    named = events.named({"甲委": "甲局", "甲局": "甲局"})
    assert named.units() == {"甲局", "外单位"}
    assert named[0].unit == "甲委"
    assert events.named({"乙局": "乙局"}) is events


RECORDS = st.lists(
    st.builds(
        lambda number, day, at: {
            "id": f"r{number}",
            "at": f"2023-03-{at:02}T09:00:00+08:00",
            "on": f"2023-03-{day:02}",
            "task": str(number),
        },
        st.integers(1, 9),
        st.integers(1, 5),
        st.integers(1, 5),
    ),
    max_size=8,
)


def told(events: Timeline) -> list[Any]:
    columns = events.columns
    ids, batches = columns.ids(), columns.batches()
    return [
        (event.data, event.line, columns.day[row], columns.task[row], ids[row], batches[row])
        for row, event in zip(events.rows, events, strict=True)
    ]


@given(RECORDS, RECORDS, RECORDS)
def test_joining_is_putting_all_together(
    one: list[dict[str, Any]], other: list[dict[str, Any]], more: list[dict[str, Any]]
) -> None:
    made = [Event.of(item, line) for line, item in enumerate([*one, *other, *more], 1)]
    first, second = len(one), len(one) + len(other)
    whole = Timeline.of(made)
    joined = Timeline.of(made[:first]).joined(made[first:second]).joined(made[second:])
    assert told(joined) == told(whole)
