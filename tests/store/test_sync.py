"""The records of a copy come into the journal as they stand, each once."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING, Any

import pytest
import yaml

from lawgov_cli.base.errors import DataUnreadable, JournalShut
from lawgov_cli.store.journal import format_record, read_journal
from lawgov_cli.store.sync import missing_from, take_over
from tests.helpers import record

if TYPE_CHECKING:
    from pathlib import Path


def line(number: int, **fields: Any) -> str:  # noqa: ANN401
    return format_record(record("8", number=number, **fields)) + "\n"


ONE, TWO, THREE, FOUR = (line(number, note=f"第{number}条") for number in (1, 2, 3, 4))


def test_what_is_missing_comes_in_its_order_and_as_it_stands() -> None:
    odd = TWO.replace('"id"', ' "id"').replace('"at"', '  "at"')
    found = missing_from((ONE + THREE).encode(), (FOUR + odd + ONE + FOUR).encode())
    assert found.lines == [FOUR.rstrip().encode(), odd.rstrip().encode()]
    assert (found.known, found.different, found.problems) == (2, [], [])
    assert missing_from(b"", odd.rstrip().encode()).lines == [odd.rstrip().encode()]


def test_a_last_line_without_its_break_comes_as_it_stands() -> None:
    odd = TWO.replace('"id"', ' "id"').rstrip()
    assert missing_from(ONE.encode(), odd.encode()).lines == [odd.encode()]


def test_what_has_one_id_and_other_words_is_named_and_not_taken() -> None:
    found = missing_from((ONE + TWO).encode(), TWO.replace("第2条", "第9条").encode())
    assert (found.lines, found.known, found.different) == ([], 0, [(2, 1)])


@pytest.mark.parametrize(
    "copy",
    [
        (ONE + TWO).encode("gbk"),
        (ONE + TWO).encode("utf-16"),
        (ONE + TWO).replace("\n", "\r\n").encode(),
        (ONE.rstrip() + TWO).encode(),
        yaml.safe_dump(yaml.safe_load(ONE + TWO)).encode(),
    ],
    ids=["GBK", "UTF-16", "CRLF", "glued", "YAML"],
)
def test_a_copy_that_another_program_saved_is_read_and_written_as_a_line(copy: bytes) -> None:
    (added,) = missing_from(ONE.encode(), copy).lines
    assert yaml.safe_load(added) == yaml.safe_load(TWO)
    assert added.startswith(b"- {")
    assert b"\r" not in added


def test_damaged_lines_of_the_copy_are_named_and_the_others_come() -> None:
    found = missing_from(b"", (ONE + '- {"id":\n' + TWO).encode(), "副本.yaml")
    assert found.lines == [ONE.rstrip().encode(), TWO.rstrip().encode()]
    assert [problem.line for problem in found.problems] == [2]


def test_a_copy_that_is_no_journal_or_another_plan_s_is_refused(tmp_path: Path) -> None:
    own, copy = tmp_path / "j.yaml", tmp_path / "copy.yaml"
    own.write_text(ONE, encoding="utf-8")
    copy.write_bytes(b"<html>\n</html>\n")
    with pytest.raises(JournalShut, match="读不出记录"):
        take_over(own, copy, "p")
    copy.write_text(line(5, plan="另一份"), encoding="utf-8")
    with pytest.raises(JournalShut, match="这份台账是“另一份”的"):
        take_over(own, copy, "p")
    with pytest.raises(DataUnreadable, match="没有这个文件"):
        take_over(own, tmp_path / "none", "p")
    with pytest.raises(JournalShut, match="读不出记录"):
        missing_from(ONE.encode(), b"<html>\n</html>\n")
    assert own.read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize("dry_run", [True, False])
def test_nothing_is_taken_over_into_a_journal_that_is_another_plan_s(
    tmp_path: Path, *, dry_run: bool
) -> None:
    own, copy = tmp_path / "j.yaml", tmp_path / "copy.yaml"
    own.write_text(line(1, plan="另一份"), encoding="utf-8")
    copy.write_text(TWO, encoding="utf-8")
    with pytest.raises(JournalShut, match="这份台账是“另一份”的"):
        take_over(own, copy, "p", dry_run=dry_run)
    assert own.read_text(encoding="utf-8") == line(1, plan="另一份")


def test_a_look_at_what_would_come_writes_nothing_and_names_no_line(tmp_path: Path) -> None:
    own, copy = tmp_path / "j.yaml", tmp_path / "copy.yaml"
    own.write_text(ONE, encoding="utf-8")
    copy.write_text(TWO, encoding="utf-8")
    taken = take_over(own, copy, "p", dry_run=True)
    assert (taken.line, len(taken.missing.lines)) == (0, 1)
    assert own.read_text(encoding="utf-8") == ONE


def test_a_copy_that_was_saved_in_another_encoding_is_taken_over_in_ours(tmp_path: Path) -> None:
    own, copy = tmp_path / "j.yaml", tmp_path / "copy.yaml"
    own.write_text(ONE, encoding="utf-8")
    copy.write_text(ONE + TWO, encoding="gbk")
    taken = take_over(own, copy, "p")
    assert (taken.line, taken.missing.known) == (2, 1)
    assert own.read_text(encoding="utf-8") == ONE + TWO


def test_two_that_take_over_one_copy_at_once_take_it_once(tmp_path: Path) -> None:
    own, copy = tmp_path / "j.yaml", tmp_path / "copy.yaml"
    own.write_text(ONE, encoding="utf-8")
    copy.write_text(TWO + THREE, encoding="utf-8")
    threads = [
        threading.Thread(target=take_over, args=(own, copy, "p"), daemon=True) for _ in range(6)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    assert own.read_text(encoding="utf-8") == ONE + TWO + THREE


def test_taking_over_either_way_and_again_makes_the_same_records(tmp_path: Path) -> None:
    one, other = tmp_path / "a.yaml", tmp_path / "b.yaml"
    one.write_text(ONE + TWO, encoding="utf-8")
    other.write_text(ONE + THREE + FOUR, encoding="utf-8")
    for _ in range(2):
        take_over(one, other, "p")
        take_over(other, one, "p")
    ids = [{event.id for event in read_journal(path).events} for path in (one, other)]
    assert ids[0] == ids[1] == {"r00001", "r00002", "r00003", "r00004"}
    assert len(one.read_text(encoding="utf-8").splitlines()) == 4
