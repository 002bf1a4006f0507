"""Every command that reads, at 40 to 120 columns, in UTF-8 and GBK: no line wider, tables align."""

from __future__ import annotations

import io
import re
import sys
import unicodedata
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.cells import tell_ambiguous
from lawgov_cli.cli import running as program
from lawgov_cli.cli.commands import COMMANDS
from tests.helpers import columns

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.conftest import Invoke

WIDTHS = (40, 60, 80, 120)
SCREENS = [
    "",
    "list",
    "list --unit 市司法局",
    "list --unit 陆渡街道 --group",
    "list --measures --section 三",
    "list --where 牵头:市司法局 --sort 单位",
    "show 15",
    "show 8 21 29",
    "show 三",
    "why 15",
    "why 8",
    "why --filing 市公安局 --month 9月",
    "stats",
    "stats --unit 市司法局",
    "units",
    "units 各区镇",
    "units 市司法局",
    "due",
    "due --within 200",
    "missing",
    "missing --month 8月",
    "log",
    "log --all",
    "diff 1月1日 9月20日",
    "diff 1月1日 9月20日 --unit 市司法局",
    "slip --list",
    "rollup .",
    "rollup . --by unit",
    "undo --list",
    "view",
    "check",
    "-h",
    "help 催报",
    *(f"{name} -h" for name in COMMANDS),
]


#: Tables and lines that a person compares by eye; the help pages have goldens of their own.
GOLDEN = [words for words in SCREENS if "-h" not in words and "help" not in words]


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("words", SCREENS)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(
    width: int, words: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = invoke(*words.split()).stdout
    assert [line for line in shown.splitlines() if columns(line) > width] == []


@pytest.mark.usefixtures("busy")
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("encoding", ["utf-8", "gbk"])
def test_the_screens(
    width: int,
    encoding: str,
    golden: Callable[[str, str], None],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The same in both encodings: nothing that a screen is made of is beyond GBK."""
    monkeypatch.setenv("COLUMNS", str(width))
    made = ""
    for words in GOLDEN:
        stream = io.TextIOWrapper(io.BytesIO(), encoding=encoding, errors="strict")
        monkeypatch.setattr(sys, "stdout", stream)
        assert program.run(words.split()) == 0
        stream.flush()
        data: bytes = stream.buffer.getvalue()
        made += f"$ lawgov {words}\n{data.decode(encoding)}\n"
    golden(f"screens/{width}.txt", made)


# ---------------------------------------------------------------- ambiguous characters two wide


def wide_columns(text: str) -> int:
    """Columns of *text* where “, ·, … take two."""
    return sum(2 if unicodedata.east_asian_width(char) in "WFA" else 1 for char in text)


@pytest.fixture
def _wide(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("LAWGOV_AMBIGUOUS", "2")
    tell_ambiguous(wide=True)
    yield
    tell_ambiguous(wide=False)


@pytest.mark.usefixtures("busy", "_wide")
@pytest.mark.parametrize("words", GOLDEN)
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_where_ambiguous_characters_are(
    width: int, words: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    shown = invoke(*words.split()).stdout
    assert [line for line in shown.splitlines() if wide_columns(line) > width] == []


@pytest.mark.usefixtures("busy", "_wide")
@pytest.mark.parametrize("width", [80, 120])
def test_columns_stay_in_line_where_ambiguous_characters_are_wide(
    width: int, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    invoke("units", "add", "市“一网通办”专班")
    invoke("set", "8", "--lead", "市“一网通办”专班", "--reason", "试")
    _, head, *lines = invoke("list", "--unit", "一网通办").stdout.splitlines()
    place = wide_columns(head[: head.index("状态")])
    row = next(line for line in lines if line.lstrip().startswith("8 "))
    cells = [wide_columns(row[:n]) for n in range(len(row)) if row[n] != " " and row[n - 1] == " "]
    assert place in cells


@pytest.mark.usefixtures("busy", "_wide")
@pytest.mark.parametrize("words", ["stats", "units"])
def test_figures_end_in_one_column_where_ambiguous_characters_are_wide(
    words: str, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    invoke("units", "add", "市“一网通办”专班", "--alias", "一网通办…专班")
    invoke("set", "8", "--lead", "市“一网通办”专班", "--reason", "试")
    lines = invoke(words).stdout.splitlines()
    head = next(n for n, line in enumerate(lines) if "责任" in line or "按牵头单位" in line)
    heading = lines[head + ("牵头单位" in lines[head])]
    right = wide_columns(heading[: re.search("其中汇总|未启动", heading).end()])  # type: ignore[union-attr]
    named = next(line for line in lines[head:] if line.startswith("市“一网通办”专班"))
    for line in (named, lines[head + 2]):
        ends = [wide_columns(line[: found.end()]) for found in re.finditer(r"\S+", line)]
        assert right in ends, line
