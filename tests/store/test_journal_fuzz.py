"""Whatever a journal holds: no reader and no command ends in a traceback, and none hangs."""

from __future__ import annotations

import json
import random
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lawgov_cli.domain.fields import BY_NAME, fault_of
from lawgov_cli.domain.progress import fold
from lawgov_cli.store.journal import format_record, parse_journal
from lawgov_cli.store.journal_lines import read_singly
from tests.helpers import plan_of, record

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


def deep(levels: int) -> Any:  # noqa: ANN401
    value: Any = 1
    for level in range(levels):
        value = [value] if level % 2 else {"a": value}
    return value


SLIP = {"number": 3, "year": 2023, "level": "黄", "unit": "市公安局", "reply_by": "2023-09-29"}
ADD = {"id": "8.9", "text": "另办"}
ODD: list[Any] = [
    *(None, True, False, 0, -1, 5, 10**20, 10**290, 1.5, "", "x", "8", [], {}, [None], [[]], [{}]),
    *("２０２３-09-01", "2023-09-01", "2023-02-30", "9999-12-31", "1000-01-01", "2999-12-31"),
    *("2023-09-05T10:00:00+99:99", "2023-09-05T10:00:00Z", "2023-09-05T23:59:59-12:00"),
    *("1000-01-01T00:00:00-23:59", "2999-12-31T23:59:59.123456789-23:59", "2023-09-05T10:00:00"),
    *("\x1b[31m", "\u202e", "\ud800", "\x00", "a" * 3000, "市公安局", "done", "standing", "黄"),
    *([{"file": "../../x", "sha256": "0"}], [{"file": "a" * 400, "sha256": "0" * 64}]),
    *(
        [{"file": "a\0b", "sha256": "0" * 64}],
        ["市公安局"],
        {"a": 1},
        deep(15),
        deep(25),
        deep(900),
    ),
    *(
        ADD,
        ADD | {"due": None},
        ADD | {"due": "2023-09-01", "lead": ["市公安局"]},
        ADD | {"id": "8"},
    ),
    *(SLIP, SLIP | {"later": 1}, SLIP | {"level": ["黄"]}, SLIP | {"number": True}),
]
NAMES = [*(BY_NAME.keys() - {"plan"}), "later", "__x", "received", "period"]
NAMES.sort()

FIELDS = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(ODD), max_size=4)
LINES = st.one_of(
    FIELDS.map(lambda fields: f"- {json.dumps(record('1') | fields)}\n".encode()),
    FIELDS.map(lambda fields: f"{format_record(record('1') | {'note': str(fields)})}\n".encode()),
    st.binary(max_size=30),
    st.text(st.sampled_from('- {}[]"\\:,\r\n\ufeffa甲#=<>|&*'), max_size=30).map(str.encode),
)


@settings(max_examples=150)
@given(st.lists(LINES, max_size=6), st.data())
def test_any_bytes_are_read_and_what_is_read_is_sound(
    pieces: list[bytes], data: st.DataObject
) -> None:
    content = b"".join(pieces)
    cut = data.draw(st.integers(0, len(content)))
    for given_ in (content, content[:cut], content[cut:]):
        read = parse_journal(given_, "j.yaml")
        assert all(fault_of(event.data) == "" for event in read.events)
        assert all(len(problem.line_text()) < 400 for problem in read.problems)


@settings(max_examples=150)
@given(st.lists(LINES, max_size=6))
def test_reading_all_lines_at_once_and_each_by_itself_is_the_same(pieces: list[bytes]) -> None:
    content = b"".join(pieces)
    at_once = parse_journal(content, "j.yaml")
    events, problems = read_singly(content, "j.yaml")
    assert sorted((e.line, str(e.data)) for e in at_once.events) == sorted(
        (e.line, str(e.data)) for e in events
    )
    assert at_once.problems == problems


@settings(max_examples=60)
@given(st.lists(FIELDS, max_size=5))
def test_any_two_copies_put_together_either_way_make_one_state(
    bodies: list[dict[str, Any]],
) -> None:
    lines = [
        f"- {json.dumps(record('1', number=n % 2, at='2023-09-05T10:00:00Z') | b)}\n".encode()
        for n, b in enumerate(bodies)
    ]
    plan = plan_of()

    def state(parts: list[bytes]) -> object:
        read = parse_journal(b"".join(parts), "j.yaml")
        folded = fold(plan, read.events, date(2023, 12, 31))
        return [(s.task.id, s.status, s.light) for s in folded.states.values()]

    assert state(lines) == state(lines[::-1]) == state(lines[1:] + lines[:1] + lines)


COMMANDS = [
    *(["list"], ["list", "--json"], ["list", "--measures"], ["show", "8"], ["show", "8", "--json"]),
    *(["stats"], ["units"], ["due"], ["missing"], ["missing", "--json"], ["log", "--all"], []),
    *(["log", "--json"], ["diff", "2023-01-01", "2023-09-20"], ["report", "--month", "9月"]),
    *(["export"], ["export", "--format", "json"], ["export", "--format", "csv"], ["check"]),
    *(
        ["undo", "--list"],
        ["undo", "--yes"],
        ["undo", "--redo"],
        ["note", "8", "x"],
        ["add", "8", "新"],
    ),
    *(["list", "--where", "进展:x"], ["slip", "15", "--reply-by", "2023-09-30", "--level", "蓝"]),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_no_command_ends_in_a_traceback_whatever_a_record_holds(
    command: list[str], desk: Desk, invoke: Invoke
) -> None:
    chance = random.Random(" ".join(command))  # noqa: S311 - the same ones every day
    records = [
        {"id": f"r{number}", "at": "2023-09-05T10:00:00+08:00", "task": task}
        | {name: chance.choice(ODD) for name in chance.sample(NAMES, 3)}
        for number in range(60)
        for task in [chance.choice(["8", "8.1", "15", "8.9", "S1", "99"])]
    ]
    good = record("8", "2023-09-05", note="好")
    lines = [f"- {json.dumps(made)}\n" for made in [*records, good]]
    desk.journal.write_text("".join(lines), encoding="utf-8")
    try:
        invoke(*command)
    except AssertionError:  # another exit code than 0; a traceback is another exception
        assert command in (["check"], ["undo", "--redo"], ["report", "--month", "9月"]), command


@pytest.mark.parametrize("name", list(BY_NAME))
def test_whatever_length_a_wrong_value_has_it_is_named_in_one_short_line(name: str) -> None:
    for value in ("a" * 1000, ["b" * 1000], {"c" * 1000: 1}, 10**1000):
        line = f"- {json.dumps(record('1') | {name: value})}\n".encode()
        read = parse_journal(line, "j.yaml")
        assert all(len(problem.line_text()) < 300 for problem in read.problems)
