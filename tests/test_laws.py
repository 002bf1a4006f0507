"""Laws of the fold and of the ways to read a journal, on random journals of the small plan."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from lawgov_cli.base.dates import month
from lawgov_cli.domain.counts import count_lights, count_statuses
from lawgov_cli.domain.event import Event
from lawgov_cli.domain.filings import Filings
from lawgov_cli.domain.progress import States, fold
from lawgov_cli.domain.proposal import When, propose
from lawgov_cli.domain.records import Few, Records
from lawgov_cli.domain.resting import resting
from lawgov_cli.domain.task_state import TaskState
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective, steps
from lawgov_cli.domain.vocabulary import FINISHED, Level, Light, Role, Status
from lawgov_cli.filters.flags import select
from lawgov_cli.views.numbers import stats_view
from lawgov_cli.views.records import proposal_lines
from tests.helpers import plan_of
from tests.one_by_one import counting, derived, recorded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.progress import Snapshot

PLAN = plan_of()
DAYS = st.dates(date(2023, 1, 1), date(2023, 12, 31))
TODAY = date(2023, 9, 20)
UNITS = st.sampled_from(["甲局", "甲委", "乙局", "丙镇"])
IDS = [task.id for task in PLAN.walk() if task.level in {Level.POINT, Level.MEASURE}]

UNDOS = st.fixed_dictionaries({"undo": st.integers(0, 9).map("b{}".format)})
REWORDINGS = st.fixed_dictionaries(
    {"correct": st.integers(0, 11).map("r{:02}".format)},
    optional={"note": st.sampled_from(["改甲", "改乙"]), "problem": st.just("人手不足")},
) | st.fixed_dictionaries({"redact": st.integers(0, 11).map("r{:02}".format)})
REPORTS = st.fixed_dictionaries(
    {"task": st.sampled_from(IDS)},
    optional={
        "status": st.sampled_from([status.value for status in Status]),
        "note": st.sampled_from(["已开展", "已完成"]),
        "percent": st.integers(0, 100),
        "unit": UNITS,
        "lags": st.booleans(),
        "zero": st.sampled_from([True]),
        "period": st.sampled_from(["2023-05", "2023-06", "2023-07"]),
        "received": DAYS.map(date.isoformat),
    },
)
AMENDMENTS = st.fixed_dictionaries(
    {"task": st.sampled_from(["1", "2", "3", "4"])},
    optional={
        "due": DAYS.map(date.isoformat),
        "kind": st.sampled_from(["deadline", "annual", "standing"]),
        "lead": st.lists(UNITS, min_size=1, max_size=2, unique=True),
        "returned": st.lists(UNITS, min_size=1, max_size=1),
        "add": st.fixed_dictionaries(
            {"id": st.sampled_from(["1.3", "2.1", "4.1"]), "text": st.just("新增")},
            optional={"due": DAYS.map(date.isoformat)},
        ),
    },
)


@st.composite
def journals(draw: st.DrawFn, *, undos: bool = True) -> list[dict[str, Any]]:
    """At most a dozen records; some share a batch, some are about a day before they were made."""
    kinds = REPORTS | AMENDMENTS | UNDOS | REWORDINGS if undos else REPORTS | AMENDMENTS
    bodies: list[dict[str, Any]] = draw(st.lists(kinds, max_size=12))
    records = []
    for number, body in enumerate(bodies):
        recorded = draw(DAYS)
        record: dict[str, Any] = {
            "id": f"r{number:02}",
            "batch": f"b{draw(st.integers(0, 9))}",
            "at": f"{recorded.isoformat()}T{draw(st.integers(8, 17)):02}:00:00+08:00",
            **body,
        }
        if "undo" not in body and draw(st.booleans()):
            record["on"] = (recorded - timedelta(days=draw(st.integers(0, 60)))).isoformat()
        records.append(record)
    return records


_NAMES = st.sampled_from(["甲局", "乙局", "丙镇", "丁局", "新局"])
CHANGES = st.one_of(
    st.fixed_dictionaries({"do": st.just("add"), "unit": _NAMES}),
    st.fixed_dictionaries({"do": st.just("rename"), "unit": _NAMES, "to": _NAMES}),
    st.fixed_dictionaries({"do": st.just("end"), "unit": _NAMES}, optional={"to": _NAMES}),
    st.fixed_dictionaries(
        {"do": st.just("merge"), "from": st.lists(_NAMES, min_size=1, max_size=2), "to": _NAMES}
    ),
    st.fixed_dictionaries(
        {
            "do": st.sampled_from(["group-add", "group-remove"]),
            "group": st.sampled_from(["各镇", "新组"]),
            "members": st.lists(_NAMES, min_size=1, max_size=2),
        }
    ),
)


@st.composite
def reforms(draw: st.DrawFn) -> list[dict[str, Any]]:
    """A few changes of the units, possible or not, each on a day of its own."""
    changes = draw(st.lists(CHANGES, max_size=6))
    days = [draw(DAYS) for _ in changes]
    return [
        {"id": f"u{number}", "at": f"{day}T09:00:00+08:00", "units": change}
        for number, (day, change) in enumerate(zip(days, changes, strict=True))
    ]


def events(records: Sequence[dict[str, Any]]) -> list[Event]:
    return [Event.of(record, line) for line, record in enumerate(records, 1)]


def told(snapshot: Snapshot) -> dict[str, Any]:
    """What a snapshot says, without the lines on which its records stand."""
    other = {"notes", "last_notes", "resting"}  # iterators, and what need not be the same
    facts = [name for name in vars(TaskState) if not name.startswith("_") and name not in other]
    return {
        name: said({fact: getattr(state, fact) for fact in facts})
        for name, state in snapshot.states.items()
    }


def said(value: Any) -> Any:  # noqa: ANN401 - anything a state holds
    """*value* with each record as it was written, wherever one stands in it."""
    if isinstance(value, Event):
        return value.data
    if isinstance(value, Timeline):
        return [event.data for event in value]
    if isinstance(value, Mapping):
        return {name: said(item) for name, item in value.items()}
    if isinstance(value, tuple | list):
        return [said(item) for item in value]
    return value


@given(journals(), st.data())
def test_the_order_and_the_number_of_copies_of_records_do_not_matter(
    records: list[dict[str, Any]], data: st.DataObject
) -> None:
    shuffled = data.draw(st.permutations([*records, *records]))
    folded = fold(PLAN, events(records), TODAY)
    assert told(fold(PLAN, events(shuffled), TODAY)) == told(folded)
    known = data.draw(DAYS)
    assert told(fold(PLAN, events(shuffled), TODAY, known)) == told(
        fold(PLAN, events(records), TODAY, known)
    )


@st.composite
def crowded(draw: st.DrawFn) -> list[dict[str, Any]]:
    """Many records of few units on one point and its measure, a day after the other."""
    bodies = st.fixed_dictionaries(
        {"task": st.sampled_from(["1", "1", "1.1"])},
        optional={
            "unit": st.sampled_from(["甲局", "乙局"]),
            "status": st.sampled_from(["doing", "claimed"]),
            "percent": st.integers(0, 100),
            "note": st.just("已开展"),
            "lags": st.sampled_from([True]),
            "zero": st.sampled_from([True]),
            "returned": st.just(["甲局"]),
        },
    )
    held = draw(st.lists(bodies, min_size=4, max_size=9))
    days = (date(2023, 2, 1) + timedelta(days=20 * number) for number in range(9))
    return [
        {"id": f"r{number:02}", "batch": "b", "at": f"{day}T09:00:00+08:00", **body}
        for number, (day, body) in enumerate(zip(days, held, strict=False))
    ]


@given(journals() | crowded(), reforms(), DAYS, DAYS, st.data())
def test_a_state_is_the_same_from_the_few_records_that_it_rests_on(
    records: list[dict[str, Any]],
    changes: list[dict[str, Any]],
    kept: date,
    as_of: date,
    data: st.DataObject,
) -> None:
    records = [record for record in [*records, *changes] if "lead" not in record]
    held, new = records[: data.draw(st.integers(0, 12))], records
    known = Timeline.of(events(held))
    added = Timeline.of([event for event in events(new) if event.id not in known.ids()])
    few = resting(known, kept)
    if few is None:  # an addition was taken back
        return

    def of_task(task: str) -> Timeline:
        return Timeline.of(list(effective(known).events.of_tasks([task])))

    all_ = known.joined(added)
    from_few = Records(lambda: known, Few(few, of_task)).joined(added)
    as_of = min(max(as_of, kept), few.until)
    folded, told_few = fold(PLAN, all_, as_of), fold(PLAN, from_few, as_of)
    assert told(told_few) == told(folded)
    assert told_few.resting.units() == folded.resting.units()
    assert folded.plan == told_few.plan
    for name, state in told_few.states.items():
        whole = [event.data for event in folded.states[name].last_notes]
        assert [event.data for event in state.last_notes][:1] == whole[:1]


@given(journals(), reforms(), DAYS, st.data())
def test_changes_of_the_units_merge_in_any_order(
    records: list[dict[str, Any]],
    changes: list[dict[str, Any]],
    day: date,
    data: st.DataObject,
) -> None:
    both = [*records, *changes]
    folded = fold(PLAN, events(both), day)
    other = fold(PLAN, events(data.draw(st.permutations([*both, *changes]))), day)
    assert told(other) == told(folded)
    assert (other.plan.bodies, other.plan.canonical, other.plan.ended) == (
        folded.plan.bodies,
        folded.plan.canonical,
        folded.plan.ended,
    )


@given(journals(), DAYS, DAYS)
def test_a_new_name_changes_no_count(
    records: list[dict[str, Any]], renamed: date, day: date
) -> None:
    change = {"id": "z", "at": f"{renamed}T09:00:00+08:00", "units": {"do": "rename"}}
    change["units"] |= {"unit": "乙局", "to": "新局"}  # type: ignore[operator]
    old, new = fold(PLAN, events(records), day), fold(PLAN, events([*records, change]), day)
    assert count_statuses(old.points) == count_statuses(new.points)
    assert count_lights(old.points) == count_lights(new.points)
    name = "新局" if renamed <= day else "乙局"
    for was, now in zip(old.states.values(), new.states.values(), strict=True):
        assert (was.status, was.light, was.due, was.percent) == (
            *(now.status, now.light),
            *(now.due, now.percent),
        )
        assert [name if unit == "乙局" else unit for unit in was.lead] == list(now.lead)
        assert was.leads_reported == now.leads_reported


@given(journals(), DAYS)
def test_the_columns_come_to_what_one_record_after_the_other_does(
    records: list[dict[str, Any]], day: date
) -> None:
    snapshot = fold(PLAN, events(records), day)
    for state in snapshot.states.values():
        counted = counting(state.events, snapshot.events, snapshot.plan)
        holds = recorded(state.task, counted, snapshot.plan.canonical)
        below = [snapshot.states[child.id].status for child in state.task.tasks]
        assert state.status is derived(holds, below, FINISHED)
        assert (list(state.lead), list(state.responsible)) == (holds.lead, holds.responsible)
        assert (state.kind and state.kind.value, state.stated) == (holds.kind, holds.stated)
        assert (state.reports, set(state.returned)) == (holds.reports, holds.returned)
        assert (state.lags, state.claimed) == (bool(holds.lagging), holds.claimed)
        if holds.percent is not None:
            assert state.percent == holds.percent
        if holds.due is not None:
            due, first = state.due, state.first_due
            assert (str(due), str(first)) == (holds.due, holds.first_due)


@given(journals(), st.integers(0, 12))
def test_two_copies_of_a_journal_that_went_apart_merge_in_either_order(
    records: list[dict[str, Any]], fork: int
) -> None:
    mine, theirs = records[:fork] + records[fork::2], records[:fork] + records[fork + 1 :: 2]
    merged = fold(PLAN, events([*mine, *theirs]), TODAY)
    assert told(merged) == told(fold(PLAN, events([*theirs, *mine]), TODAY))
    assert told(merged) == told(fold(PLAN, events(records), TODAY))


@given(journals(), DAYS)
def test_a_silent_task_is_as_if_all_below_it_had_been_asked(
    records: list[dict[str, Any]], day: date
) -> None:
    short = told(fold(PLAN, events(records), day))
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(States, "is_silent", lambda *_: False)
        assert short == told(fold(PLAN, events(records), day))


@given(journals(), DAYS, DAYS)
def test_a_later_day_never_forgets(records: list[dict[str, Any]], one: date, other: date) -> None:
    early, late = (fold(PLAN, events(records), day) for day in sorted([one, other]))
    before = [event.data for event in early.events]
    assert [event.data for event in late.events][: len(before)] == before
    assert set(early.states) <= set(late.states)
    for name, state in early.states.items():
        assert set(state.reports) <= set(late.states[name].reports)
        assert not state.stated or late.states[name].stated


@given(journals(undos=False), DAYS, DAYS)
def test_without_undos_what_was_known_stays_known(
    records: list[dict[str, Any]], one: date, other: date
) -> None:
    ids = [
        {event.id for event in effective(events(records), day).events}
        for day in sorted([one, other])
    ]
    assert ids[0] <= ids[1]


@given(journals(), st.integers(0, 9))
def test_an_undo_undone_is_nothing(records: list[dict[str, Any]], batch: int) -> None:
    undo = {"id": "u1", "at": "2023-12-31T20:00:00+08:00", "undo": f"b{batch}"}
    redo = {"id": "u2", "at": "2023-12-31T20:01:00+08:00", "undo": "u1"}
    snapshot = fold(PLAN, events(records), TODAY)
    assert told(fold(PLAN, events([*records, undo, redo]), TODAY)) == told(snapshot)


@given(journals(undos=False), st.integers(0, 9))
def test_an_undo_is_as_if_its_batch_had_never_been_recorded(
    records: list[dict[str, Any]], batch: int
) -> None:
    undo = {"id": "u1", "at": "2023-12-31T20:00:00+08:00", "undo": f"b{batch}"}
    without = [record for record in records if record["batch"] != f"b{batch}"]
    snapshot = fold(PLAN, events(without), TODAY)
    assert told(fold(PLAN, events([*records, undo]), TODAY)) == told(snapshot)


FLAGS = st.fixed_dictionaries(
    {},
    optional={
        "unit": st.lists(UNITS | st.sampled_from(["各镇"]), max_size=2),
        "section": st.lists(st.sampled_from(["一", "二"]), max_size=1),
        "role": st.sampled_from([role.value for role in Role]),
        "status": st.lists(st.sampled_from([status.word for status in Status]), max_size=3),
        "light": st.lists(st.sampled_from([light.value for light in Light]), max_size=3),
        "grep": st.sampled_from(["", "法", "已"]),
        "group": st.booleans(),
    },
)


@given(journals(), FLAGS)
def test_the_counts_of_any_selection_add_up_to_its_number(
    records: list[dict[str, Any]], flags: dict[str, Any]
) -> None:
    snapshot = fold(PLAN, events(records), TODAY)
    selection = select(PLAN, **flags)
    kept = selection.apply(snapshot)
    assert sum(count.number for count in count_statuses(kept).values()) == len(kept)
    assert sum(count.number for count in count_lights(kept).values()) == len(kept)
    view = stats_view(selection, snapshot)
    assert view.total.total == len(kept)
    assert sum(section.total for section in view.sections) == len(kept)
    for row in (view.total, *view.sections, *view.units):
        assert sum(row.numbers) == row.total


@given(journals(), FLAGS)
def test_a_selection_and_the_rest_make_up_the_whole(
    records: list[dict[str, Any]], flags: dict[str, Any]
) -> None:
    snapshot = fold(PLAN, events(records), TODAY)
    flags["status"] = []
    kept = {state.task.id for state in select(PLAN, **flags).apply(snapshot)}
    by_status = [
        {
            state.task.id
            for state in select(PLAN, **{**flags, "status": [status.word]}).apply(snapshot)
        }
        for status in Status
    ]
    assert set().union(*by_status) == kept
    assert sum(map(len, by_status)) == len(kept)


@given(journals(), st.integers(1, 12))
def test_each_unit_has_one_filing_a_month_at_most(
    records: list[dict[str, Any]], number: int
) -> None:
    found = Filings(PLAN, Timeline.of(events(records))).of(month(2023, number))
    assert len({filing.unit for filing in found}) == len(found)
    for filing in found:
        assert bool(filing.missed) is (filing.status.value == "missing")
        assert filing.tasks


# ---------------------------------------------------------------- what a command says it did

COMMANDS = REPORTS | AMENDMENTS.map(
    lambda fields: {name: value for name, value in fields.items() if name != "add"}
)


@given(journals(), COMMANDS, DAYS)
def test_the_status_and_the_light_that_a_command_tells_are_those_of_the_next_list(
    records: list[dict[str, Any]], command: dict[str, Any], day: date
) -> None:
    day = min(day, TODAY)
    fields = {name: value for name, value in command.items() if name != "task"}
    fields |= {"on": day.isoformat()} if day != TODAY else {}
    known = Timeline.of(events(records))
    now = datetime.fromisoformat(f"{TODAY}T18:00:00+08:00")
    proposal = propose(PLAN, known, [PLAN.by_id[command["task"]]], fields, When(now, day))
    written = [{"id": f"s{n}", "at": now.isoformat(), **c} for n, c in enumerate(proposal.contents)]
    listed = fold(PLAN, events([*records, *written]), TODAY)
    before = fold(PLAN, events(records), TODAY)
    told = "\n".join(proposal_lines(proposal))
    for change in (*proposal.changes, *proposal.follows):
        was, now_ = before.states[change.task.id], listed.states[change.task.id]
        assert (change.before.status, change.before.light) == (was.status, was.light)
        assert (change.after.status, change.after.light) == (now_.status, now_.light)
    (change,) = proposal.changes
    assert change.after.status.word in told
    if was_relit := change.before.light is not change.after.light:
        lights = PLAN.lights
        assert f"{lights.word(change.before.light)} → {lights.word(change.after.light)}: " in told
    assert was_relit or "亮灯" not in "\n".join(told.splitlines()[:2])


@given(journals(), COMMANDS)
def test_a_command_given_twice_is_asked_about_the_second_time(
    records: list[dict[str, Any]], command: dict[str, Any]
) -> None:
    fields = {name: value for name, value in command.items() if name not in {"task", "returned"}}
    assume("lags" not in fields or "status" in fields)  # no command writes it alone
    now = datetime.fromisoformat(f"{TODAY}T18:00:00+08:00")
    task = PLAN.by_id[command["task"]]
    first = {"id": "s1", "at": now.isoformat(), "task": task.id, **fields}
    known = Timeline.of(events([*records, first]))
    assert propose(PLAN, known, [task], fields, When(now, TODAY)).questions()


@given(journals(undos=False), st.integers(1, 5))
def test_so_many_steps_back_and_as_many_forth_are_nothing(
    records: list[dict[str, Any]], number: int
) -> None:
    grown = list(records)
    taken = 0
    for forth in (False, True):
        for _ in range(taken if forth else number):
            if not (found := steps(events(grown), "", forth=forth)):
                break
            taken += not forth
            for batch in found[0].taken:
                name = f"u{len(grown):03}"
                grown.append({"id": name, "at": "2023-12-31T18:00:00+08:00", "undo": batch.id})
        else:
            continue
        assert not forth
    assert told(fold(PLAN, events(grown), TODAY)) == told(fold(PLAN, events(records), TODAY))
    assert len(grown) - len(records) == 2 * taken
