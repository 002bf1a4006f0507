"""Measures that two offices added under one number: both kept, told apart, never confused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.domain.additions import added_by, is_unclear, told_apart
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.progress import fold, with_added
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.domain.timeline import Timeline
from tests.helpers import SMALL_PLAN, plan_of

if TYPE_CHECKING:
    from collections.abc import Sequence

PLAN = plan_of()


def record(name: str, day: int, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 - any JSON
    return {"id": name, "at": f"2023-09-{day:02}T10:00:00+08:00", **fields}


HERE = record("here", 1, task="2", add={"id": "2.1", "text": "此处增加"})
THERE = record("there", 2, task="2", add={"id": "2.1", "text": "彼处增加"})
DONE_HERE = record("done here", 5, task="2.1", status="done", added="here")
DONE_THERE = record("done there", 3, task="2.1", status="done", added="there")


def measures(*records: dict[str, Any]) -> dict[str, tuple[str, str]]:
    """Number → text and status of each measure below the second point."""
    events = told_apart(PLAN, Timeline.of(map(Event.of, records)))
    snapshot = fold(PLAN, events, PLAN.ends)
    below = snapshot.states["2"].task.tasks
    return {task.id: (task.text, snapshot.states[task.id].status.word) for task in below}


def test_both_are_kept_under_numbers_of_their_own() -> None:
    assert measures(HERE, THERE) == {
        "2.1": ("此处增加", "未启动"),
        "2.1a": ("彼处增加", "未启动"),
    }


@pytest.mark.parametrize(
    ("records", "here", "there"),
    [
        ([HERE, THERE, DONE_HERE], "已完成", "未启动"),
        ([HERE, THERE, DONE_THERE], "未启动", "已完成"),
        ([DONE_THERE, THERE, HERE, DONE_HERE], "已完成", "已完成"),
        ([THERE, DONE_THERE, HERE, THERE, DONE_THERE], "未启动", "已完成"),
    ],
)
def test_what_finishes_one_does_not_finish_the_other_however_they_are_merged(
    records: Sequence[dict[str, Any]], here: str, there: str
) -> None:
    for merged in (records, records[::-1]):
        found = measures(*merged)
        assert dict(found.values()) == {
            "此处增加": here,
            "彼处增加": there,
        }


def test_before_the_merge_each_copy_says_what_it_says_after_it() -> None:
    assert measures(THERE, DONE_THERE) == {"2.1": ("彼处增加", "已完成")}
    assert measures(THERE, DONE_THERE, HERE)["2.1a"] == ("彼处增加", "已完成")


def test_a_third_gets_the_next_letter_and_the_one_recorded_first_keeps_the_number() -> None:
    earlier = record("z", 1, on="2023-08-01", task="2", add={"id": "2.1", "text": "最早一天"})
    found = measures(THERE, earlier, HERE)
    assert [(number, text) for number, (text, _) in sorted(found.items())] == [
        ("2.1", "此处增加"),
        ("2.1a", "最早一天"),
        ("2.1b", "彼处增加"),
    ]


def test_a_number_that_the_document_has_stays_the_document_s() -> None:
    added = record("mine", 1, task="1", add={"id": "1.1", "text": "自己增加"})
    about = record("done", 2, task="1.1", status="done", added="mine")
    plain = record("theirs", 2, task="1.2", status="done")
    events = told_apart(PLAN, Timeline.of(map(Event.of, [added, about, plain])))
    states = fold(PLAN, events, PLAN.ends).states
    statuses = {name: states[name].status.word for name in ("1.1", "1.1a", "1.2")}
    assert statuses == {"1.1": "未启动", "1.1a": "已完成", "1.2": "已完成"}


@pytest.mark.parametrize(
    "records",
    [
        [HERE, THERE, record("old", 4, task="2.1", status="done")],
        [HERE, record("lost", 4, task="2.1", status="done", added="nowhere")],
    ],
)
def test_what_does_not_say_which_of_them_or_names_one_not_here_finishes_none(
    records: list[dict[str, Any]],
) -> None:
    assert {status for _, status in measures(*records).values()} == {"未启动"}
    events = told_apart(PLAN, Timeline.of(map(Event.of, records)))
    assert [event.id for event in events if is_unclear(event.task)] == [records[-1]["id"]]


def test_an_older_record_is_about_the_one_measure_of_its_number() -> None:
    assert measures(HERE, record("old", 4, task="2.1", status="done"))["2.1"][1] == "已完成"


def test_told_apart_once_more_they_stay_as_they_are() -> None:
    records = [HERE, THERE, DONE_HERE, DONE_THERE, record("old", 4, task="2.1", note="旧")]
    once = told_apart(PLAN, Timeline.of(map(Event.of, records)))
    twice = told_apart(PLAN, once)
    assert [event.data for event in twice] == [event.data for event in once]
    assert added_by(once) == {"2.1": "here", "2.1a": "there"}


# ---------------------------------------------------------------- as a law

_COPIES = st.sampled_from(["甲", "乙", "丙"])


@st.composite
def copies(draw: st.DrawFn) -> list[dict[str, Any]]:
    """What up to three copies recorded that each added measures of the same numbers."""
    made: list[dict[str, Any]] = []
    for number in range(draw(st.integers(0, 10))):
        copy, day = draw(_COPIES), draw(st.integers(1, 28))
        own = [r for r in made if "add" in r and r["id"].startswith(copy)]
        name = f"{copy}{number}"
        if not own or draw(st.booleans()):
            point = draw(st.sampled_from(["1", "2"]))
            given_out = {"id": f"{point}.{draw(st.integers(1, 3))}", "text": name}
            made.append(record(name, day, task=point, add=given_out))
        else:
            added = draw(st.sampled_from(own))
            fields = {"task": added["add"]["id"], "status": "done", "added": added["id"]}
            made.append(record(name, day, **fields))
    return made


@given(copies(), st.data())
def test_no_completion_moves_to_another_measure_however_copies_are_merged(
    records: list[dict[str, Any]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([*records, *records]))
    added = {r["id"]: r for r in records if "add" in r}
    finished = {r["added"] for r in records if "added" in r}
    first: dict[str, str] = {}
    for merged in (records, shuffled):
        events = told_apart(PLAN, Timeline.of(map(Event.of, merged)))
        snapshot = fold(PLAN, events, PLAN.ends)
        numbers = added_by(events)
        assert set(numbers.values()) == set(added)  # all are kept
        assert PLAN.by_id.keys().isdisjoint(numbers)
        for number, name in numbers.items():
            task = snapshot.states[number]
            assert task.task.text == added[name]["add"]["text"]
            assert (task.status.word == "已完成") is (name in finished)
        first = first or numbers
        assert numbers == first
        assert {snapshot.states[name].status.word for name in ("1.1", "1.2")} == {"未启动"}


@pytest.mark.parametrize(
    "word", ["2.1a", "第2.1a项", "2.1A", "２.１ａ", "(2.1a)", "（2.1a）", "二.1a"]
)
def test_it_is_named_as_the_program_prints_it(word: str) -> None:
    plan = plan_of(SMALL_PLAN.replace('- id: "2"\n', '- id: "2"\n        label: 二\n'))
    events = told_apart(plan, Timeline.of(map(Event.of, [HERE, THERE])))
    grown = with_added(plan, events)
    assert [task.text for task in resolve_tasks([word], grown)] == ["彼处增加"]
