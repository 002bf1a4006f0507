"""Laws of what is typed, on random days: the echo is the next list, no day is taken unasked."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.app import app
from lawgov_cli.domain.days import resolve_day
from lawgov_cli.domain.plan_life import Life, Purpose
from tests.helpers import SMALL_PLAN

if TYPE_CHECKING:
    from pathlib import Path

LIFE = Life(date(2023, 1, 1), date(2023, 12, 31), date(2023, 6, 6))
ANY_DAY = st.dates(date(2012, 1, 1), date(2034, 12, 31))
CLOCKS = st.dates(date(2022, 11, 1), date(2025, 3, 31))
SPELLINGS = st.sampled_from(
    [
        "{0.year}-{0.month}-{0.day}",
        "{0.year}年{0.month}月{0.day}日",
        "{0:%Y%m%d}",
        "{0.month}月{0.day}日",
        "{0.month}/{0.day}",
        "{0.month}.{0.day}",
        "{0.month}月底",
        "{0.day}日",
    ]
)
WORDS = st.sampled_from(
    ["昨天", "前天", "上周五", "下周一", "明天", "年底", "月底", "上月底", "去年底"]
)
TYPED = st.builds(str.format, SPELLINGS, ANY_DAY) | WORDS


@settings(max_examples=400)
@given(TYPED, CLOCKS)
def test_no_typed_day_lies_outside_of_the_plan_s_life_without_a_question(
    text: str, today: date
) -> None:
    for purpose in (Purpose.HAPPENED, Purpose.DUE, Purpose.REPLY_BY):
        try:
            meant = resolve_day(text, purpose, LIFE, today)
        except UsageMistake:
            continue
        last = LIFE.ends if purpose is Purpose.DUE else LIFE.until
        asked = not LIFE.starts <= meant.day <= last
        if purpose is Purpose.DUE:
            asked = asked or meant.day < today
        if purpose is Purpose.HAPPENED:
            assert meant.day <= today
        if purpose is Purpose.REPLY_BY:
            assert meant.day >= today
            asked = False  # an answer may be asked for on any day to come; it is said
        assert meant.doubts or not asked
        if meant.day.year != LIFE.starts.year:
            assert long_date(meant.day) in meant.echo


# ---------------------------------------------------------------- what a command says it did

TASKS = st.sampled_from(["1", "1.1", "2", "4", "1,2"])
UNITS = st.sampled_from([(), (), ("--unit", "甲局"), ("--unit", "乙局")])
ON = st.integers(0, 60).map(lambda back: () if back < 20 else ("--on", _day(back)))


def _day(back: int) -> str:
    return (date(2023, 9, 20) - timedelta(days=back)).isoformat()


@st.composite
def commands(draw: st.DrawFn) -> tuple[str, ...]:
    """A command as it may be typed."""
    unit, reason = draw(UNITS), ("--reason", "核查")
    tail = (*unit, *draw(ON), "--yes")
    note = ("-n", draw(st.sampled_from(["已开展", "已办结", "在办"])))
    kind = draw(st.sampled_from(["done", "start", "note", "mark", "due", "lead", "undo", "redo"]))
    if kind in {"undo", "redo"}:
        return ("undo", *(["--redo"] if kind == "redo" else []))
    task = draw(TASKS)
    if kind == "mark":
        words = st.sampled_from(["待核验", "长期坚持", "已调整", "滞后", "回头看", "推进中"])
        return ("mark", draw(words), task, *note, *(() if unit else reason), *tail)
    if kind in {"due", "lead"}:
        value = draw(st.sampled_from(["2023-09-10", "2023-09-30", "2023-12-20"]))
        set_ = ("--due", value) if kind == "due" else ("--lead", "乙局")
        return ("set", task, *set_, *reason, "--yes")
    return (kind, task, *note, *tail)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small plan's folder, which is the current one."""
    (tmp_path / "workpoints-2023.yaml").write_text(SMALL_PLAN, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, list(words))
    assert not result.exception or isinstance(result.exception, SystemExit), (words, result)
    return result.exit_code, result.stdout


def listed() -> dict[str, str]:
    """Task → its status in words, as the list has it."""
    code, out = run("list", "--measures", "--json")
    assert code == 0
    found = {}
    for row in json.loads(out)["items"]:
        found[row["id"]] = row["status_word"]
        found |= {measure["id"]: measure["status_word"] for measure in row["measures"]}
    return found


#: ``第1项 立法`` and below it what becomes of its status.
_SAID = re.compile(r"^第([\d.]+)项 [^\n]*\n  ([^\n]*)", re.MULTILINE)
_STATUS = re.compile("→ (\\S+)|(?:状态仍?为|本项|仍为)([^\\s,，]+)")


@settings(max_examples=25)
@given(typed=st.lists(commands(), min_size=1, max_size=6))
def test_what_a_command_echoes_is_what_the_next_list_shows(
    typed: list[tuple[str, ...]], folder: Path
) -> None:
    journal = folder / "workpoints-2023.journal.yaml"
    journal.unlink(missing_ok=True)
    shown = listed()
    for words in typed:
        size = journal.stat().st_size if journal.exists() else 0
        code, said = run(*words)
        now = listed()
        grown = (journal.stat().st_size if journal.exists() else 0) > size
        assert grown is (code == 0), words
        if code:
            assert now == shown, words
        for task, line in _SAID.findall(said) if code == 0 and words[0] != "undo" else ():
            told = _STATUS.search(line)
            assert told, (words, line)
            assert now[task] == (told[1] or told[2]), (words, line)
        shown = now


@settings(max_examples=15)
@given(typed=st.lists(commands().filter(lambda words: words[0] != "undo"), min_size=1, max_size=5))
def test_undone_step_by_step_the_list_goes_back_as_it_came_and_forth_again(
    typed: list[tuple[str, ...]], folder: Path
) -> None:
    (folder / "workpoints-2023.journal.yaml").unlink(missing_ok=True)
    seen = [listed(), *(listed() for words in typed if run(*words)[0] == 0)]
    for before in reversed(seen[:-1]):
        assert run("undo")[0] == 0
        assert listed() == before
    for after in seen[1:]:
        assert run("undo", "--redo")[0] == 0
        assert listed() == after
