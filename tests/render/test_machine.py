from __future__ import annotations

import csv
import io
import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.render.machine import (
    SCHEMA_VERSION,
    csv_cell,
    csv_text,
    envelope,
    json_text,
    markdown_table,
)


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "＋", "－", "＠", "\t=", "\r=", "\n="])
def test_a_cell_never_begins_a_formula(start: str) -> None:
    cell = csv_cell(f"{start}1+1")
    assert cell[0] not in "=+-@＝＋－＠\t\r\n"
    assert cell.endswith("1+1")


@given(st.text())
def test_no_text_at_all_begins_a_formula_or_steers_a_terminal(text: str) -> None:
    cell = csv_cell(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r"))
    assert not any(ord(char) < 32 and char != "\n" for char in cell)


def test_ordinary_cells_are_left_alone() -> None:
    assert [csv_cell(text) for text in ("市司法局", "2023-09-30", "1/3", "", "a=b")] == [
        "市司法局",
        "2023-09-30",
        "1/3",
        "",
        "a=b",
    ]


def test_line_breaks_stay_within_their_cell() -> None:
    text = csv_text(("甲", "乙"), [["一\n二", '三,"四"']])
    assert text.startswith("\ufeff甲,乙\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline="")))
    assert rows == [["甲", "乙"], ["一\n二", '三,"四"']]


def test_a_markdown_table_has_a_rule_below_its_heading() -> None:
    assert markdown_table(["甲", "乙"], [["a|b", "c\nd"]]) == (
        "| 甲 | 乙 |\n| --- | --- |\n| a\\|b | c d |\n"
    )


def test_a_document_has_its_version_and_kind_and_chinese_unescaped() -> None:
    text = json_text(envelope("list", as_of=date(2023, 9, 20), items=["市司法局"]))
    assert json.loads(text) == {
        "schema_version": SCHEMA_VERSION,
        "kind": "list",
        "as_of": "2023-09-20",
        "items": ["市司法局"],
    }
    assert "市司法局" in text
    assert text.endswith("}\n")
    assert "as_of" not in envelope("log", as_of=None)


def test_half_a_character_can_be_written_to_a_file() -> None:
    text = json_text(envelope("list", as_of=None, items=["残\udcff😀"]))
    assert "😀" in text
    text.encode()
    assert json.loads(text)["items"] == ["残\udcff😀"]
