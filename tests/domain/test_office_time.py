"""Moments are compared as moments, and days are the office's."""

from __future__ import annotations

from datetime import date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.domain.event import Event
from lawgov_cli.domain.office_time import OFFICE, office_moment
from lawgov_cli.domain.timeline import Timeline
from tests.helpers import folded_on, record


@pytest.mark.parametrize(
    ("at", "moment"),
    [
        ("2023-09-20T10:12:33+08:00", "2023-09-20T10:12:33+08:00"),
        ("2023-09-20T10:12:33", "2023-09-20T10:12:33+08:00"),
        ("2023-09-20T02:12:33Z", "2023-09-20T10:12:33+08:00"),
        ("2023-09-20T02:12:33.5Z", "2023-09-20T10:12:33.5+08:00"),
        ("2023-09-19T22:12:33.123456789-04:00", "2023-09-20T10:12:33.123456789+08:00"),
        ("2023-09-20T00:30:00+09:00", "2023-09-19T23:30:00+08:00"),
        ("1000-01-01T00:00:00+23:59", "0999-12-31T08:01:00+08:00"),
    ],
)
def test_a_moment_is_what_the_office_s_clock_showed(at: str, moment: str) -> None:
    assert office_moment(at) == moment


MOMENTS = st.datetimes(datetime(1001, 1, 1), datetime(2998, 12, 31), timezones=st.timezones())  # noqa: DTZ001


@given(st.lists(MOMENTS, min_size=2, max_size=5))
def test_their_texts_are_ordered_as_the_moments_are(moments: list[object]) -> None:
    texts = {office_moment(m.isoformat(timespec="seconds")): m for m in moments}  # type: ignore[attr-defined]
    seconds = [m.replace(microsecond=0).astimezone(OFFICE) for _, m in sorted(texts.items())]  # type: ignore[attr-defined]
    assert seconds == sorted(seconds)


def test_of_two_words_on_one_day_the_later_counts_whatever_the_zone_of_the_computer() -> None:
    done = record("1", at="2023-03-01T10:00:00+08:00", status="done", number=1)
    reopened = record("1", at="2023-03-01T03:00:00+00:00", status="doing", number=2)
    day = Event.of(done).day
    assert day == "2023-03-01"
    for records in ((done, reopened), (reopened, done)):
        state = folded_on(date(2023, 3, 1), *records).states["1"]
        assert state.stated is not None
        assert state.status.value == "doing"


def test_the_day_of_a_record_and_of_its_recording_is_the_office_s() -> None:
    event = Event.of({"id": "r", "at": "2023-09-19T20:00:00+00:00", "task": "1"})
    assert event.day == "2023-09-20"
    assert Timeline.of([event]).first_recorded() == "2023-09-20"
