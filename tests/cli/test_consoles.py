"""Consoles of other encodings, files and pipes, a terminal's pager, characters that are wide."""

from __future__ import annotations

import io
import json
import os
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.cells import cell_width, tell_ambiguous
from lawgov_cli.cli import output, pager, streams

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.conftest import Desk, Invoke

#: Not in GBK: a Chinese character beyond it, one beyond the first plane, and a mark.
RARE = "㙘𠮷✓"
PLAIN = {"PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "LC_ALL": "C"}


def lawgov(*words: str | bytes, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The program in a process of its own, both streams piped."""
    command = [sys.executable, "-m", "lawgov_cli", *words]
    return subprocess.run(command, capture_output=True, check=False, env={**os.environ, **env})


# ---------------------------------------------------------------- encodings


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("encoding", ["utf-8", "gbk", "cp936", "gb2312", "gb18030", "ascii"])
def test_nothing_is_lost_in_what_goes_to_a_file(encoding: str) -> None:
    """A pipe of a Chinese code page gets GB 18030: the same bytes, and every other character."""
    lawgov("note", "8", RARE)
    ran = lawgov("log", PYTHONIOENCODING=encoding, **PLAIN)
    written = "utf-8" if encoding in {"utf-8", "ascii"} else "gb18030"
    text = ran.stdout.decode(written)
    assert RARE in text
    assert "第8项" in text
    assert (ran.returncode, ran.stderr) == (0, b"")


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("encoding", ["gbk", "ascii", "utf-8"])
@pytest.mark.parametrize(
    "words",
    [
        "list --format json",
        "list --format csv",
        "list --format md",
        "log --json",
        "document",
        "export --format yaml",
        "report --month 9月 -o -",
    ],
)
def test_machine_formats_and_documents_are_utf8_whatever_the_console(
    words: str, encoding: str
) -> None:
    lawgov("note", "8", RARE)
    ran = lawgov(*words.split(), PYTHONIOENCODING=encoding, **PLAIN)
    text = ran.stdout.decode("utf-8")
    assert re.search("[\u4e00-\u9fff]", text)
    assert ran.returncode == 0


@pytest.mark.usefixtures("desk")
@pytest.mark.parametrize("words", [["--help"], ["list", "--help"], ["help", "催报"], ["list"]])
def test_what_a_person_reads_is_in_the_encoding_of_the_stream(words: list[str]) -> None:
    wanted = lawgov(*words, PYTHONIOENCODING="utf-8").stdout.decode()
    assert lawgov(*words, PYTHONIOENCODING="gbk").stdout.decode("gb18030") == wanted


def test_a_file_is_utf8_whatever_the_console(desk: Desk) -> None:
    lawgov("note", "8", RARE)
    lawgov("report", "--month", "9月", PYTHONIOENCODING="gbk", **PLAIN)
    assert RARE in (desk.folder / "reports" / "2023-09.md").read_text(encoding="utf-8")


@pytest.mark.skipif(os.name == "nt", reason="arguments there are Unicode")
@pytest.mark.usefixtures("desk")
def test_arguments_in_gbk_are_read_as_that() -> None:
    ran = lawgov("list", "--unit", "市司法局".encode("gbk"), "--format", "ids", PYTHONUTF8="1")
    assert ran.stdout.decode().startswith("7\n8\n9")
    note = lawgov("note", "8", "已抽查案卷".encode("gbk"), "--json", PYTHONUTF8="1")
    assert json.loads(note.stdout)["items"][0]["record"]["note"] == "已抽查案卷"


def test_words_that_are_neither_stay_as_they_are() -> None:
    odd = os.fsdecode(b"\xff\xff\xff")
    assert streams.readable(["a", "市司法局", odd]) == ["a", "市司法局", odd]


class Tty(io.TextIOWrapper):
    """A stream that says it is a terminal."""

    def __init__(self, encoding: str) -> None:
        super().__init__(io.BytesIO(), encoding=encoding)

    def isatty(self) -> bool:
        return True

    @property
    def text(self) -> str:
        """What was written."""
        self.flush()
        data: bytes = self.buffer.getvalue()  # type: ignore[attr-defined]
        return data.decode(self.encoding)


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> Callable[[], Tty]:
    """Sits down at a terminal of code page 936; in the test, since pytest changes the streams."""
    stream = Tty("gbk")

    def sit_down() -> Tty:
        monkeypatch.setattr(sys, "stdout", stream)
        monkeypatch.setattr(sys, "stdin", Tty("utf-8"))
        streams.prepare_streams()
        return stream

    return sit_down


def test_a_terminal_gets_stand_ins_as_wide_as_what_it_cannot_show(
    terminal: Callable[[], Tty],
) -> None:
    shown = terminal()
    output.say(f"|{RARE}|")
    assert shown.text == "|〓〓.|\n"
    assert cell_width(RARE) == cell_width("〓〓.")
    said = streams.not_shown()
    assert "以“〓”代替(U+3658、U+20BB7、U+2713)" in said
    assert streams.not_shown() == ""


def test_a_terminal_shows_machine_formats_in_what_it_can(terminal: Callable[[], Tty]) -> None:
    shown = terminal()
    output.emit("序号,要点\n")
    assert shown.text == "序号,要点\n"


def test_lines_are_not_ended_twice_where_the_stream_ends_them(
    terminal: Callable[[], Tty], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = terminal()
    monkeypatch.setattr(os, "linesep", "\r\n")
    output.emit("序号\r\n")
    assert shown.text == "序号\n"


# ---------------------------------------------------------------- wide characters


@pytest.fixture
def _ambiguous_wide() -> Iterator[None]:
    tell_ambiguous(wide=True)
    yield
    tell_ambiguous(wide=False)


@pytest.mark.usefixtures("_ambiguous_wide")
def test_where_ambiguous_characters_are_wide_they_are_counted_so() -> None:
    assert cell_width("“一”·…") == 10


def test_else_they_are_narrow() -> None:
    assert cell_width("“一”·…") == 6


# ---------------------------------------------------------------- the pager


@pytest.fixture
def long_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """A terminal of ten lines with a pager that keeps what it is given."""
    kept = tmp_path / "paged.txt"
    script = tmp_path / "my pager"
    script.write_text(f"#!/bin/sh\ncat > '{kept}'\n")
    script.chmod(0o755)
    monkeypatch.setenv("LAWGOV_PAGER", f"'{script}'")
    monkeypatch.setenv("LINES", "10")
    return kept


LONG = "第一行\n" * 12


@pytest.mark.skipif(os.name == "nt", reason="its pager is a shell script")
def test_what_is_longer_than_the_terminal_goes_through_the_pager(
    long_terminal: Path, terminal: Callable[[], Tty]
) -> None:
    shown = terminal()
    output.emit_screen(LONG)
    assert (long_terminal.read_bytes().decode("gbk"), shown.text) == (LONG, "")


@pytest.mark.usefixtures("long_terminal")
def test_what_fits_does_not(terminal: Callable[[], Tty]) -> None:
    shown = terminal()
    output.emit_screen("一行\n")
    assert shown.text == "一行\n"


@pytest.mark.usefixtures("long_terminal")
@pytest.mark.parametrize("named", ["", "cat", "no-such-program -x"])
def test_nor_where_there_is_none(
    named: str, terminal: Callable[[], Tty], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = terminal()
    monkeypatch.setenv("LAWGOV_PAGER", named)
    output.emit_screen(LONG)
    assert shown.text == LONG


@pytest.mark.usefixtures("long_terminal")
def test_nor_where_it_does_not_start(
    terminal: Callable[[], Tty], monkeypatch: pytest.MonkeyPatch
) -> None:
    shown = terminal()
    monkeypatch.setattr(pager, "pager", lambda: ["/nowhere/at/all"])
    output.emit_screen(LONG)
    assert shown.text == LONG


@pytest.mark.usefixtures("desk")
def test_nor_where_the_output_is_no_terminal(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_PAGER", "no-pager-may-start")
    monkeypatch.setenv("LINES", "3")
    assert invoke("list").stdout.count("\n") > 30


@pytest.mark.skipif(os.name == "nt", reason="skipped: Windows has no pty")
@pytest.mark.parametrize(
    ("clock", "said"),
    [("2023-09-20T10:12:33+08:00", "“今天”当作2023-09-20。"), ("", "(没有提示)")],
)
def test_a_clock_that_was_set_is_said_to_whoever_sits_at_the_terminal(
    clock: str, said: str, desk: Desk
) -> None:
    ours, theirs = os.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "lawgov_cli", "list", "--json"],
        cwd=desk.folder,
        env={**os.environ, "LAWGOV_NOW": clock},
        stdout=subprocess.PIPE,
        stderr=theirs,
        check=True,
    )
    os.write(theirs, "(没有提示)".encode())
    seen = os.read(ours, 4096).decode()
    os.close(ours)
    os.close(theirs)
    assert seen.startswith("练习: 设着 LAWGOV_NOW, ") is bool(clock)
    assert said in seen
    assert b"LAWGOV_NOW" not in done.stdout
