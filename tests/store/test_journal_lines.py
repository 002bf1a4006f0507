"""A journal that another program rewrote, and one with damaged lines, are told apart and read."""

from __future__ import annotations

import json
import re
from typing import Any

import pytest
import yaml

from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.store import journal_lines
from lawgov_cli.store.journal import format_record, parse_journal
from lawgov_cli.store.journal_form import (
    LOST,
    MAX_LINE,
    REWRITTEN,
    SHUT,
    UNREADABLE,
    another_plan,
)

RECORDS: list[dict[str, Any]] = [
    {
        "id": "a1",
        "at": "2023-09-20T10:00:00+08:00",
        "by": "张三",
        "task": "1",
        "status": "done",
        "note": "甲已办完, 共3件: 见附件#1 - “好”",
        "evidence": ["巡查.pdf", {"file": "b.pdf", "sha256": "0" * 64}],
    },
    {"id": "a2", "at": "2023-09-20T10:00:01+08:00", "task": "2.1", "percent": 40, "lags": True},
    {
        "id": "a3",
        "at": "2023-09-20T10:00:02+08:00",
        "task": "3",
        "note": "true",
        "add": {"id": "3.1", "text": "新增", "due": "2023-09-30", "lead": ["市甲局"]},
        "later": {"deep": [1, 2.5, None, "9"]},
    },
]
PLAIN = "".join(f"{format_record(record)}\n" for record in RECORDS)
LINES = PLAIN.splitlines()


def prettier() -> str:
    """As a formatter wraps what is longer than a line."""
    items = [
        "".join(f"    {name}: {json.dumps(value)},\n" for name, value in record.items())
        for record in RECORDS
    ]
    return "".join(f"- {{\n{item}  }}\n" for item in items)


def unquoted() -> str:
    """With the names bare, as some formatters like them."""
    items = [[f"{name}: {json.dumps(value)}" for name, value in r.items()] for r in RECORDS]
    return "".join(f"- {{{', '.join(item)}}}\n" for item in items)


def dumped(**options: Any) -> str:  # noqa: ANN401 - PyYAML's
    return str(yaml.safe_dump(RECORDS, allow_unicode=True, **options))


#: Name → the file, and the codes of what is said of it.
REWRITES: dict[str, tuple[bytes, set[str]]] = {
    "as it was": (PLAIN.encode(), set()),
    "a mark of UTF-8": (b"\xef\xbb\xbf" + PLAIN.encode(), set()),
    "line ends of Windows": (PLAIN.replace("\n", "\r\n").encode(), set()),
    "line ends of old Macs": (PLAIN.replace("\n", "\r").encode(), set()),
    "keys sorted, with blanks": (
        "".join(f"- {json.dumps(record, sort_keys=True)}\n" for record in RECORDS).encode(),
        set(),
    ),
    "GBK": (PLAIN.encode("gbk"), {SHUT}),
    "UTF-16": (PLAIN.encode("utf-16"), {SHUT}),
    "UTF-16 without its mark": (PLAIN.encode("utf-16-le"), {SHUT}),
    "UTF-16 the other way round": (PLAIN.encode("utf-16-be"), {SHUT}),
    "UTF-16 with Windows line ends": (PLAIN.replace("\n", "\r\n").encode("utf-16"), {SHUT}),
    "UTF-32": (PLAIN.encode("utf-32"), {SHUT}),
    "GBK, then a line in UTF-8": (
        "\n".join(LINES[1:] + LINES[:1]).encode("gbk") + b"\n" + f"{LINES[0]}\n".encode(),
        {REWRITTEN},
    ),
    "UTF-8, then a line in GBK": (
        f"{LINES[1]}\n{LINES[2]}\n".encode() + f"{LINES[0]}\n".encode("gbk"),
        {REWRITTEN},
    ),
    "YAML in blocks": (dumped().encode(), {REWRITTEN}),
    "YAML in blocks, the dashes on lines of their own": (
        re.sub("^- ", "-\n  ", dumped(), flags=re.MULTILINE).encode(),
        {REWRITTEN},
    ),
    "YAML in blocks, escaped": (yaml.safe_dump(RECORDS).encode(), {REWRITTEN}),
    "YAML in blocks, saved as GBK": (dumped().encode("gbk"), {REWRITTEN, SHUT}),
    "YAML, the inner lists in brackets": (dumped(default_flow_style=None).encode(), {REWRITTEN}),
    "YAML, all in brackets": (dumped(default_flow_style=True).encode(), {REWRITTEN, SHUT}),
    "YAML with marks of a document": (
        dumped(explicit_start=True, explicit_end=True, indent=4).encode(),
        {REWRITTEN},
    ),
    "lines between marks of documents": (
        f"%YAML 1.2\n---\n{LINES[0]}\n---\n{LINES[1]}\n{LINES[2]}\n...\n".encode(),
        {REWRITTEN},
    ),
    "wrapped by a formatter": (prettier().encode(), {REWRITTEN}),
    "names without quotation marks": (unquoted().encode(), {REWRITTEN}),
    "a comma after each": (PLAIN.replace("}\n", "},\n").encode(), {REWRITTEN}),
    "a comma within each": (PLAIN.replace("}\n", ",}\n").encode(), {REWRITTEN}),
    "indented": ("".join(f"  {line}\n" for line in LINES).encode(), {REWRITTEN}),
    "lines of JSON": ("".join(f"{line[2:]}\n" for line in LINES).encode(), {REWRITTEN}),
    "a line end of old Macs in a record": (
        PLAIN.replace(',"by"', ',\r"by"').encode(),
        {REWRITTEN},
    ),
    "JSON": (json.dumps(RECORDS).encode(), {SHUT}),
    "JSON, indented": (json.dumps(RECORDS, indent=2).encode(), {REWRITTEN, SHUT}),
    "all on one line": (PLAIN.replace("\n", "").encode(), {REWRITTEN}),
    "two glued": (f"{LINES[0]}{LINES[1]}\n{LINES[2]}\n".encode(), {REWRITTEN}),
    "glued after a mark of UTF-8": (
        f"{LINES[0]}\n\ufeff{LINES[1]}\ufeff{LINES[2]}\n".encode(),
        {REWRITTEN},
    ),
    "glued to a torn one": (PLAIN.encode()[:-20] + PLAIN.encode(), {LOST}),
}


@pytest.mark.parametrize("name", REWRITES)
def test_what_another_program_made_of_it_is_read_as_it_was_meant(name: str) -> None:
    data, codes = REWRITES[name]
    read = parse_journal(data, "j.yaml")
    assert {event.id: event.data for event in read.events} == {r["id"]: r for r in RECORDS}
    assert {problem.code for problem in read.problems} == codes
    assert all(problem.line > 0 and problem.column == 1 for problem in read.problems)
    assert all(problem.line == 1 for problem in read.problems if problem.code == SHUT)


@pytest.mark.parametrize("encoding", ["GBK", "UTF-16", "UTF-32"])
def test_the_encoding_that_it_was_saved_in_is_named(encoding: str) -> None:
    (problem,) = parse_journal(PLAIN.encode(encoding), "j.yaml").problems
    assert problem.message == (f"台账被存成了 {encoding} 编码, 已按 {encoding} 读出, 但不能再登记")


def test_a_word_in_gbk_that_passes_for_utf_8_is_read_as_the_rest_is() -> None:
    assert "一".encode("gbk").decode() == "һ"
    one = format_record(RECORDS[1] | {"note": "一"})
    read = parse_journal(f"{LINES[0]}\n{one}\n".encode("gbk"), "j.yaml")
    assert [event.note for event in read.events] == [RECORDS[0]["note"], "一"]


def test_an_item_of_many_lines_beyond_the_bound_is_passed_over(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    laid_out = "- id: b1\n  at: 2023-09-20T10:00:03+08:00\n  task: '4'\n"
    ids = [event.id for event in parse_journal((PLAIN + laid_out).encode(), "j").events]
    assert ids == ["a1", "a2", "a3", "b1"]
    monkeypatch.setattr(journal_lines, "_MAX_ITEM", len(laid_out) - 2)
    read = parse_journal((PLAIN + laid_out).encode(), "j")
    assert [event.id for event in read.events] == ids[:3]
    assert [(problem.line, problem.code) for problem in read.problems] == [
        (line, LOST) for line in (4, 5, 6)
    ]


WHOLE: dict[str, bytes] = {
    "a page of a sync client": b"<!DOCTYPE html>\n<html><body>\n<p>login</p>\n</body></html>\n",
    "nothing but NUL": b"\0" * 500,
    "another YAML": b"schema: 1\nid: p\n",
    "prose": "会议纪要\n".encode(),
    "a picture": bytes(range(128, 256)) * 9,
    "every line cut": PLAIN.encode().replace(b'"task"', b"task").replace(b"}\n", b"\n"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_a_file_that_is_no_journal_is_no_empty_journal(name: str) -> None:
    read = parse_journal(WHOLE[name], "j.yaml")
    assert read.events == []
    (problem,) = read.problems
    assert problem.is_error
    assert problem.code == UNREADABLE
    assert (problem.line, problem.column) == (1, 1)
    assert "恢复" in problem.remedy


def test_more_lines_of_something_else_than_records_make_it_another_file() -> None:
    prose = "".join(f"第{number}段文字\n" for number in range(4))
    assert parse_journal((LINES[0] + "\n" + prose).encode(), "j").problems[0].code == UNREADABLE
    few = parse_journal((LINES[0] + "\n" + prose[6:]).encode(), "j")
    assert [problem.code for problem in few.problems] == [LOST] * 3
    assert [event.id for event in few.events] == ["a1"]


@pytest.mark.parametrize("length", range(1, len(LINES[1])))
def test_a_first_line_cut_anywhere_is_torn_and_stops_nothing(length: int) -> None:
    read = parse_journal(LINES[1].encode()[:length], "j.yaml")
    assert read.events == []
    assert [problem.code for problem in read.problems] == [LOST]


def test_a_journal_of_another_plan_is_named_at_its_first_line() -> None:
    assert another_plan("j.yaml", "甲", "乙").line_text() == (
        "j.yaml:1:1  警告  这份台账是“甲”的, 不是工作要点“乙”的  "
        "把台账放回它自己的工作要点旁边; 若改过工作要点的 id, 请改回"
    )


def test_only_remarks_are_an_empty_journal() -> None:
    assert parse_journal("# 台账\n\n  \n".encode(), "j.yaml") == ([], [])


def test_a_spoilt_byte_in_utf_8_is_a_damaged_line_and_no_gbk() -> None:
    data = PLAIN.encode().replace("甲".encode(), "甲".encode()[:2], 1)
    read = parse_journal(data, "j.yaml")
    assert [event.id for event in read.events] == ["a2", "a3"]
    assert [problem.line_text() for problem in read.problems] == [
        "j.yaml:1:1  警告  第1行: 不完整或被改动, 已跳过  核对后补记, 再删去该行"
    ]


def test_a_spoilt_byte_is_no_gbk_although_gbk_could_be_made_of_the_line() -> None:
    line = format_record(RECORDS[1] | {"note": "甲乙丙"}).encode()
    spoilt = line.replace("乙".encode(), "乙".encode()[:2])
    assert "甲" not in spoilt.decode("gb18030")
    read = parse_journal(LINES[0].encode() + b"\n" + spoilt + b"\n", "j.yaml")
    assert [event.id for event in read.events] == ["a1"]
    assert [problem.code for problem in read.problems] == [LOST]


def test_what_follows_a_spoilt_byte_is_not_read() -> None:
    line = LINES[0].encode() + b'- {"id":"\xe4bc"}\n'
    (problem,) = parse_journal(line, "j.yaml").problems
    assert problem.message == "第1行: 读出1条记录, 其余8个字符不完整, 已跳过"


@pytest.mark.parametrize("ending", ["\n", ""])
def test_two_glued_lines_are_named_with_the_number_of_records(ending: str) -> None:
    (problem,) = parse_journal((LINES[0] + LINES[1] + ending).encode(), "j.yaml").problems
    assert problem.line_text() == (
        "j.yaml:1:1  警告  第1行: 这一行里有2条记录, 都已读出  "
        "可能是两个文件拼接时少了换行; 在每条的“- {”前换行"
    )


def odd(**fields: object) -> str:
    return json.dumps({"id": "x", "at": "2023-09-06T10:00:00+08:00", "task": "9"} | fields)


def nested(depth: int, opening: str = "[", closing: str = "]") -> str:
    return odd(later="HERE").replace('"HERE"', opening * depth + closing * depth)


SLIP = {"number": 1, "year": 2023, "level": "黄", "unit": "市甲局", "reply_by": "2023-09-29"}
UNFIT = {
    "a slip of nothing": odd(slip={}),
    "a slip to be answered on no day": odd(slip=SLIP | {"reply_by": "x"}),
    "a slip of a level that is a list": odd(slip=SLIP | {"level": ["黄"]}),
    "a slip whose number is a word": odd(slip=SLIP | {"number": "1"}),
    "a slip whose number is a truth": odd(slip=SLIP | {"number": True}),
    "a measure due on null": odd(add={"id": "9.1", "text": "x", "due": None}),
    "a due date of null": odd(due=None),
    "digits of another script": odd(on="２０２３-09-01"),
    "digits of another script in the moment": odd(at="2023-09-0６T10:00:00+08:00"),
    "an offset beyond a day": odd(at="2023-09-06T10:00:00+99:00"),
    "NaN": odd(later=float("nan")),
    "infinity": odd(percent=float("-inf")),
    "a number beyond all": odd(later="HERE").replace('"HERE"', "1e999"),
    "a number of 9,000 digits": odd(later="HERE").replace('"HERE"', "9" * 9000),
    "a number of 400 digits": odd(later="HERE").replace('"HERE"', "9" * 400),
    "30 levels deep": nested(30),
    "900 levels deep": nested(900),
    "900 levels deep, of objects": nested(900, '{"a":[', "]}").replace("[]", "[1]"),
    "100,000 levels deep": nested(100_000),
    "evidence 30 levels deep": odd(evidence=["HERE"]).replace(
        '"HERE"', '{"file":' + "[" * 30 + "]" * 30 + "}"
    ),
    "longer than a line may be": odd(note="长" * (MAX_LINE // 3)),
}


@pytest.mark.parametrize("name", UNFIT)
def test_one_odd_record_is_passed_over_and_named_and_the_others_are_kept(name: str) -> None:
    read = parse_journal(f"{LINES[0]}\n- {UNFIT[name]}\n{LINES[1]}\n".encode(), "j.yaml")
    assert [event.id for event in read.events] == ["a1", "a2"]
    (problem,) = read.problems
    assert (problem.line, problem.code) == (2, LOST)
    assert len(problem.line_text()) < 300


@pytest.mark.parametrize(
    "fields",
    [
        {"note": "长" * 400_000},
        {"slip": SLIP | {"later": 1}},
        {"later": [[[[{"a": [1]}]]]]},
        {"later": 10**250},
        {"note": "\x00\ud800"},
    ],
    ids=["a note of a megabyte", "a slip with more", "a list of lists", "a number", "no text"],
)
def test_what_is_unusual_and_right_is_kept(fields: dict[str, Any]) -> None:
    read = parse_journal(f"- {odd(**fields)}\n".encode(), "j.yaml")
    assert read.problems == []
    assert read.events[0].get(next(iter(fields))) == next(iter(fields.values()))


def test_of_two_records_with_one_id_the_smaller_in_bytes_counts_whichever_comes_first() -> None:
    one, other = (format_record(RECORDS[1] | {"note": note}) + "\n" for note in ("甲", "乙"))

    def smaller(text: str) -> list[str]:
        return [event.note for event in Timeline.of(parse_journal(text.encode(), "j").events)]

    assert smaller(one + other) == smaller(other + one) == [min("甲", "乙")]


def test_records_that_only_together_would_be_json_are_none() -> None:
    spanning = '- {"id":"1","at":"2023-09-20T10:00:00+08:00","task":"1"},{"b":[{}\n- {}]}\n'
    read = parse_journal(spanning.encode(), "j.yaml")
    assert [event.id for event in read.events] == ["1"]
    assert {problem.line for problem in read.problems} == {1, 2}
