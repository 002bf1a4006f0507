from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.base.errors import CannotWrite, DataUnreadable
from lawgov_cli.store import journal_lines, locking
from lawgov_cli.store.appending import append
from lawgov_cli.store.journal import (
    decode_together,
    format_record,
    new_records,
    new_stamp,
    parse_journal,
    read_journal,
)
from tests.helpers import record

if TYPE_CHECKING:
    from tests.conftest import Desk

FIRST = '- {"id":"r1","at":"2023-09-05T10:12:33+08:00","by":"张三","task":"8","status":"done"}\n'
SECOND = '- {"id":"r2","at":"2023-09-06T10:12:33+08:00","task":"9","note":"已开展"}\n'


def ids(data: str) -> list[str]:
    return [event.id for event in parse_journal(data.encode(), "j.yaml").events]


def complaints(data: str | bytes) -> list[str]:
    data = data.encode() if isinstance(data, str) else data
    return [problem.line_text() for problem in parse_journal(data, "j.yaml").problems]


# ---------------------------------------------------------------- text comes back as it was

#: What JSON allows and YAML does not, what breaks lines in one and not the other, and the rest.
TEXT = st.text() | st.text(
    st.sampled_from(
        "\x00\x1b\n\r\t\x7f\x85\x9f\u2028\u2029\ufeff\ufffe\uffff\ufffd\xa0\"\\'：#-{}[]😀𠮷"
    )
)
FIELDS = st.fixed_dictionaries(
    {"task": st.just("8")},
    optional={
        "note": TEXT,
        "by": TEXT,
        "evidence": st.lists(TEXT),
        "percent": st.integers(0, 100),
        "lags": st.booleans(),
        "later": st.dictionaries(TEXT, TEXT | st.integers() | st.none() | st.booleans()),
    },
)


@given(st.lists(FIELDS, min_size=1, max_size=4))
def test_what_is_appended_is_read_back_by_this_reader_and_by_any_yaml_reader(
    bodies: list[dict[str, Any]],
) -> None:
    records = new_records(bodies, at="2023-09-20T10:00:00+08:00", by="张三", stamp="s")
    text = "".join(f"{format_record(item)}\n" for item in records)
    assert text.count("\n") == len(records)
    read = parse_journal(text.encode(), "j.yaml")
    assert read.problems == []
    assert [event.data for event in read.events] == records
    for loader in (yaml.SafeLoader, getattr(yaml, "CSafeLoader", yaml.SafeLoader)):
        assert yaml.load(text, Loader=loader) == records  # noqa: S506 - both are safe


def test_half_a_character_from_a_broken_terminal_is_kept_and_encodable() -> None:
    line = format_record({"note": "残\udcff"})
    assert line == '- {"note":"残\\udcff"}'
    line.encode()


def test_characters_beyond_the_bmp_stay_as_they_are() -> None:
    assert format_record({"note": "😀𠮷"}) == '- {"note":"😀𠮷"}'
    assert format_record({"note": "\x85\ufeff\u2028"}) == '- {"note":"\\u0085\\ufeff\\u2028"}'


@given(st.lists(FIELDS, max_size=5))
def test_reading_all_at_once_and_line_by_line_is_the_same(bodies: list[dict[str, Any]]) -> None:
    records = new_records(bodies, at="2023-09-20T10:00:00+08:00", by="张三", stamp="s")
    text = "".join(f"{format_record(item)}\n" for item in records)
    at_once = parse_journal(text.encode(), "j.yaml")
    line_by_line = parse_journal(f"{text}# 备注\n".encode(), "j.yaml")
    assert [e.data for e in at_once.events] == [e.data for e in line_by_line.events]
    assert [e.line for e in at_once.events] == [e.line for e in line_by_line.events]


# ---------------------------------------------------------------- reading what is damaged


def test_an_absent_or_empty_journal_has_no_records(tmp_path: Path) -> None:
    assert read_journal(tmp_path / "j.yaml") == ([], [])
    (tmp_path / "j.yaml").touch()
    assert read_journal(tmp_path / "j.yaml") == ([], [])


def test_a_journal_that_cannot_be_read_is_no_empty_journal(tmp_path: Path) -> None:
    with pytest.raises(DataUnreadable, match=f"无法读取台账 {tmp_path}"):
        read_journal(tmp_path)


def test_a_torn_last_line_is_reported_and_passed_over() -> None:
    torn = FIRST + SECOND[:40]
    assert ids(torn) == ["r1"]
    assert complaints(torn) == [
        "j.yaml:2:1  警告  最后一行不完整, 已跳过  可能是写入时中断; 核对后补记, 再删去该行"
    ]


def test_a_last_line_that_only_lacks_its_line_break_counts() -> None:
    whole = FIRST + SECOND.rstrip("\n")
    assert ids(whole) == ["r1", "r2"]
    assert complaints(whole) == []


def test_editors_may_leave_a_mark_windows_line_ends_blank_lines_and_comments() -> None:
    edited = "\ufeff" + "# 台账\r\n\r\n" + FIRST.replace("\n", "\r\n") + "\n  \n" + SECOND
    assert ids(edited) == ["r1", "r2"]
    assert complaints(edited) == []
    assert [event.line for event in parse_journal(edited.encode(), "j.yaml").events] == [3, 6]


def damaged(**changes: object) -> str:
    fields = {"id": "r2", "at": "2023-09-06T10:00:00+08:00", "task": "9"} | changes
    return f"- {json.dumps({k: v for k, v in fields.items() if v is not None}, ensure_ascii=False)}"


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("<<<<<<< HEAD", "版本合并留下的标记"),
        ("=======", "版本合并留下的标记"),
        (">>>>>>> theirs", "版本合并留下的标记"),
        ("||||||| base", "版本合并留下的标记"),
        ("随手写的一行", "不是一条记录"),
        ("- 随手写的一行", "不完整或被改动"),
        ('- ["r2"]', "不是一条记录"),
        ('- {"id":"r2"', "不完整或被改动"),
        ('- {"id":"r2"},{"id":"r3"}', "缺少“at”"),
        (f"- {'[' * 100000}", "不完整或被改动"),
        (damaged(id=None), "缺少“id”"),
        (damaged(at=None), "缺少“at”"),
        (damaged(task=None), "缺少“task”"),
        (damaged(id=""), "缺少“id”"),
        (damaged(task=""), "缺少“task”"),
        (damaged(note=5), "“note”的值“5”类型不对"),
        (damaged(percent="50"), "“percent”的值“50”类型不对"),
        (damaged(percent=True), "“percent”的值“True”类型不对"),
        (damaged(evidence="a.pdf"), "“evidence”的值“a.pdf”类型不对"),
        (damaged(add=[]), "“add”的值“[]”类型不对"),
        (damaged(status="finished"), "不认识的办理状态“finished”"),
        (damaged(kind="weekly"), "不认识的任务类型“weekly”"),
        (damaged(at="2023-09-06"), "时间“2023-09-06”写法不对"),
        (damaged(at="2023-02-30T10:00:00+08:00"), "时间“2023-02-30T10:00:00+08:00”写法不对"),
        (damaged(on="9月6日"), "日期“9月6日”写法不对"),
        (damaged(on="2023-02-29"), "日期“2023-02-29”写法不对"),
        (damaged(due="2023-04-31"), "日期“2023-04-31”写法不对"),
        (damaged(percent=101), "进度“101”不在0至100之间"),
        (damaged(percent=float("nan")), "不完整或被改动"),
        (damaged(lead=[5]), "“lead”里不都是单位名称"),
        (damaged(responsible=[""]), "“responsible”里不都是单位名称"),
        (damaged(returned=[None]), "“returned”里不都是单位名称"),
        (damaged(add={"id": "9.1"}), "新增的举措缺少编号或文字"),
        (damaged(add={"id": 9, "text": "x"}), "新增的举措缺少编号或文字"),
        (damaged(add={"id": "9.1", "text": "x", "due": "2023-13-01"}), "日期“2023-13-01”写法不对"),
        (damaged(add={"id": "9.1", "text": "x", "lead": "甲局"}), "新增举措的单位写法不对"),
    ],
)
def test_a_damaged_line_is_reported_with_its_number_and_the_others_are_kept(
    line: str, why: str
) -> None:
    journal_ = FIRST + line + "\n" + SECOND
    assert ids(journal_) == ["r1", "r2"]
    assert complaints(journal_) == [
        f"j.yaml:2:1  警告  第2行: {why}, 已跳过  核对后补记, 再删去该行"
    ]


@pytest.mark.parametrize(
    "record_",
    [
        damaged(on="2024-02-29"),
        damaged(at="2023-09-06T10:00:00"),
        damaged(at="2023-09-06T10:00:00.5Z"),
        damaged(percent=0.5),
        damaged(percent=0),
        damaged(percent=100),
        damaged(task=None, undo="r1"),
        damaged(colour="a later version's"),
        damaged(add={"id": "9.1", "text": "x", "due": "2023-12-31", "lead": ["甲局"]}),
    ],
)
def test_a_line_that_is_right_is_not_reported(record_: str) -> None:
    assert complaints(FIRST + record_ + "\n") == []


def test_a_field_left_empty_is_noticed_though_the_line_before_has_the_same_shape() -> None:
    again = SECOND.replace('"r2"', '""')
    assert complaints(SECOND + again) == [
        "j.yaml:2:1  警告  第2行: 缺少“id”, 已跳过  核对后补记, 再删去该行"
    ]


def test_the_end_of_a_journal_is_numbered_from_where_it_begins() -> None:
    read = parse_journal((SECOND + "x\n").encode(), "j.yaml", first_line=101)
    assert [event.line for event in read.events] == [101]
    assert [problem.line for problem in read.problems] == [102]
    assert parse_journal(SECOND.encode(), "j.yaml", first_line=7).events[0].line == 7


def test_a_journal_as_this_program_writes_it_is_never_read_line_by_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(journal_lines, "read_singly", lambda *_: pytest.fail("it was"))
    assert ids(FIRST + SECOND) == ["r1", "r2"]
    assert ids(FIRST + SECOND.replace("\n", "\r\n")) == ["r1", "r2"]
    assert ids("") == []


# ---------------------------------------------------------------- writing


def test_a_record_is_one_line_and_the_first_makes_the_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "folders" / "j.yaml"
    assert append(path, [{"id": "r1", "task": "8"}], "p").line == 1
    assert append(path, [{"id": "r2"}, {"id": "r3"}], "p").line == 2
    assert append(path, [{"id": "r4"}], "p").line == 4
    assert path.read_text("utf-8") == (
        '- {"id":"r1","task":"8","plan":"p"}\n'
        '- {"id":"r2","prev":"r1:9a92afcf"}\n'
        '- {"id":"r3","prev":"r2:8106edbe"}\n'
        '- {"id":"r4","prev":"r3:5a868753"}\n'
    )


def test_a_torn_line_stays_and_the_next_record_goes_on_a_line_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    torn = FIRST + SECOND[:40]
    path.write_text(torn, "utf-8")
    assert append(path, [{"id": "r3"}]).line == 3
    assert path.read_text("utf-8") == f'{torn}\n- {{"id":"r3","prev":"r1:437898c4"}}\n'


def test_records_can_be_numbered_by_what_is_there_while_the_journal_is_held(tmp_path: Path) -> None:
    path = tmp_path / "j.yaml"
    path.write_text(FIRST + SECOND, "utf-8")
    written = append(path, lambda events: [record("8", number=len(events) + 1)])
    assert written.line == 3
    assert [item["id"] for item in written.records] == ["r00003"]
    assert ids(path.read_text("utf-8")) == ["r1", "r2", "r00003"]


def _half(descriptor: int, payload: bytes) -> int:
    return _write(descriptor, payload[: len(payload) // 2])


def _full(descriptor: int, payload: bytes) -> int:
    _write(descriptor, payload[:10])
    raise OSError(errno.ENOSPC, "No space left on device")


_write = os.write


@pytest.mark.parametrize("write", [_half, _full])
@pytest.mark.parametrize("before", ["", FIRST, FIRST + SECOND[:30]])
def test_a_full_disk_leaves_the_journal_as_it_was_to_the_byte(
    write: object, before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j.yaml"
    path.write_text(before, "utf-8")
    monkeypatch.setattr(os, "write", write)
    with pytest.raises(
        CannotWrite, match=r"(磁盘空间不足|No space left on device)。原有内容未受影响。"
    ):
        append(path, [{"id": "r3", "note": "长" * 100}])
    assert path.read_text("utf-8") == before


def test_a_record_that_did_not_reach_the_disk_is_taken_off_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j.yaml"
    path.write_text(FIRST, "utf-8")

    def refuse(descriptor: int) -> None:
        raise OSError(errno.EIO, "Input/output error", descriptor)

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(CannotWrite, match="Input/output error"):
        append(path, [{"id": "r3"}])
    assert path.read_text("utf-8") == FIRST


def test_a_record_and_the_name_of_a_new_file_are_synced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced: list[bool] = []
    sync = os.fsync

    def count(descriptor: int) -> None:
        synced.append(Path(f"/dev/fd/{descriptor}").is_dir())
        sync(descriptor)

    monkeypatch.setattr(os, "fsync", count)
    append(tmp_path / "j.yaml", [{"id": "r1"}])
    assert synced == [False, True]
    append(tmp_path / "j.yaml", [{"id": "r2"}])
    assert synced == [False, True, False]


def test_a_folder_in_the_way_is_said(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite, match=f"无法写入 {tmp_path}: "):
        append(tmp_path, [{"id": "r1"}])


def test_a_journal_held_too_long_is_not_waited_for_for_ever(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "j.yaml"
    path.write_text(FIRST, "utf-8")
    monkeypatch.setattr(locking, "LOCK_SECONDS", 0)
    waits = iter(range(100))
    monkeypatch.setattr(time, "sleep", lambda _: next(waits))  # so that no end of it shows
    with path.open("rb") as other:
        fcntl.flock(other, fcntl.LOCK_EX)
        with pytest.raises(CannotWrite, match="另一个程序正在写它, 等了0秒仍未结束, 请稍后再试"):
            append(path, [{"id": "r2"}])
        fcntl.flock(other, fcntl.LOCK_UN)
    assert path.read_text("utf-8") == FIRST
    append(path, [{"id": "r2"}])
    append(path, [{"id": "r3"}])  # the lock was given back
    assert len(path.read_text("utf-8").splitlines()) == 3


def test_twenty_writers_at_once_write_twenty_lines(desk: Desk) -> None:
    command = [sys.executable, "-m", "lawgov_cli", "note", "8", "--note"]
    writers = [
        subprocess.Popen(
            [*command, f"第{number}个" + "长" * 3000],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
        )
        for number in range(20)
    ]
    said = [writer.communicate()[1] for writer in writers]
    assert [writer.returncode for writer in writers] == [0] * 20, said
    read = read_journal(desk.journal)
    assert read.problems == []
    assert {event.note.rstrip("长") for event in read.events} == {f"第{n}个" for n in range(20)}
    assert len({event.id for event in read.events}) == len(desk.lines) == 20


# ---------------------------------------------------------------- new records


def test_one_record_is_its_own_batch_and_several_share_one() -> None:
    made = new_records([{"task": "8"}], at="T", by="张三", stamp="s")
    assert made == [{"id": "s-001", "at": "T", "by": "张三", "task": "8"}]
    made = new_records([{"task": "8"}, {"task": "9"}], at="T", by="张三", stamp="s")
    assert [(item["id"], item["batch"]) for item in made] == [("s-001", "s"), ("s-002", "s")]


def test_stamps_are_ordered_by_time_and_never_shared() -> None:
    stamps = [new_stamp(microseconds) for microseconds in (9, 10, 10**15, 1_700_000_000_000_000)]
    assert stamps == sorted(stamps)
    assert new_stamp(5) != new_stamp(5)


@pytest.mark.parametrize(
    "text",
    ['- {"id":"a"}\n', '- {"id":"a","note":"一"}\n- {"id":"b"}\r\n- {"id":"cc"}\n', ""],
)
def test_lines_in_order_are_decoded_together_and_measured(text: str) -> None:
    data = text.encode()
    read = decode_together(data)
    assert read
    assert [len(line) for line in data.splitlines(keepends=True)] == read[1]
    assert [record["id"] for record in read[0]] == re.findall('"id":"(.*?)"', text)


@pytest.mark.parametrize(
    "text",
    [
        '* {"id":"a"}\n',
        '- {"id":"a"}',
        '- {"id":"a"}\n ',
        '- {"id":"a"}\n\n',
        '- {"id":"a"},{"id":"b"}\n',
        '- {"id":"a"}],[{"id":"b"}\n',
        '- {"id":\n"a"}\n',
        '- {"id":"a"}\n# - {\n- {"id":"b"}\n',
        '- {"id":NaN}\n',
    ],
)
def test_lines_of_another_shape_are_not_decoded_together(text: str) -> None:
    assert decode_together(text.encode()) is None
