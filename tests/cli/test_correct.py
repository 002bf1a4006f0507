"""`lawgov correct`: other words for a record; words taken out of the file for good."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base.reading import OpenFile
from lawgov_cli.store.cache.file import Cache

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

PERSONAL = "来访人身份证号000000000000000000"
WHERE_WORDS_STAND = (
    ("show", "8"),
    ("show", "8", "--json"),
    ("log",),
    ("log", "--json"),
    ("export",),
    ("export", "--format", "csv"),
    ("report", "--month", "9月", "-o", "-"),
    ("undo", "--list"),
)


def noted(invoke: Invoke) -> None:
    invoke("note", "8", PERSONAL, "--unit", "市司法局", "--on", "9月5日", "-e", "000000.pdf")


def test_corrected_words_stand_in_every_view_and_the_log_shows_both(
    desk: Desk, invoke: Invoke
) -> None:
    noted(invoke)
    ran = invoke("correct", "1", "来访人已接待", "--problem", "人手不足")
    assert f"    原为: {PERSONAL}\n    改为: 来访人已接待\n" in ran.stdout
    for words in WHERE_WORDS_STAND:
        shown = invoke(*words).stdout
        assert "来访人已接待" in shown
        assert (PERSONAL in shown) is (words[0] == "log")
    shown = invoke("show", "8").stdout
    assert "9月5日  市司法局  来访人已接待\n    问题: 人手不足\n    佐证: 000000.pdf" in shown
    fields = set(json.loads(desk.lines[1][2:]))
    assert fields == {"id", "at", "by", "correct", "note", "problem", "prev"}
    log = invoke("log", "8").stdout
    assert "进展(已更正, 见第2行)" in log
    assert "更正第1行的文字  来访人已接待" in log


@pytest.mark.usefixtures("desk")
def test_a_correction_is_corrected_and_taken_back_like_any_record(invoke: Invoke) -> None:
    invoke("note", "8", "初稿")
    invoke("correct", "1", "二稿")
    invoke("correct", "2", "三稿")
    assert "本级  三稿" in invoke("show", "8").stdout
    assert invoke("undo").stdout.startswith("已撤销: 第3行  更正文字  三稿  ")
    assert "本级  二稿" in invoke("show", "8").stdout
    invoke("undo")
    assert "本级  初稿" in invoke("show", "8").stdout
    invoke("undo", "--redo")
    assert "本级  二稿" in invoke("show", "8").stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["9", "x"], 4, "台账第9行没有记录。"),
        (["1"], 2, "请写新的文字: lawgov correct 1 "),
        (["1", " "], 2, "新的文字是空的。"),
        (["1", PERSONAL], 2, "与第1行现在的文字相同。"),
        (["1", "x", "--note", "y"], 2, "新的文字和 --note 只写一样。"),
        (["1", "x", "--reason", "y"], 2, "--reason 只用于 --redact。"),
        (["1", "--redact"], 2, "删除内容要写理由: "),
        (["1", "x", "--redact", "--reason", "y"], 2, "--redact 删除文字, 不能同时写新的文字"),
        (["2", "x"], 2, "第2行不是进展, 没有可以更正的文字。"),
        (["2", "--redact", "--reason", "y"], 2, "第2行没有可以删除的文字(可能已删除)。"),
    ],
)
def test_what_cannot_be_corrected_is_said_and_nothing_is_written(
    words: list[str], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    noted(invoke)
    invoke("undo")
    invoke("undo", "--redo")
    ran = invoke("correct", *words, code=code)
    assert ran.stderr.startswith(said)
    assert ran.stderr.endswith("没有更正任何内容。\n")
    assert len(desk.lines) == 3


def test_a_dry_run_writes_nothing(desk: Desk, invoke: Invoke) -> None:
    noted(invoke)
    invoke("correct", "1", "x", "--dry-run")
    invoke("correct", "1", "--redact", "--reason", "x", "--dry-run")
    assert len(desk.lines) == 1


def test_redacted_words_are_nowhere_and_their_line_stays(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(invoke)
    invoke("undo")
    monkeypatch.setenv("LAWGOV_NOW", "2023-09-21T09:00:00+08:00")
    ran = invoke("correct", "1", "--redact", "--reason", "含个人信息", "--yes", "--by", "乙")
    assert ran.stdout.startswith("第1行的内容已删除: 进展、佐证\n")
    assert "第3行。删除不能撤销。\n" in ran.stdout
    assert "够不着的: git 等版本历史" in ran.stdout
    invoke("undo", "--redo")
    assert "000000" not in desk.journal.read_text(encoding="utf-8")
    for words in WHERE_WORDS_STAND:
        assert "000000" not in invoke(*words).stdout
    assert "内容已删除, 乙, 2023-09-21" in invoke("log", "8").stdout
    assert "含个人信息" in invoke("log", "8").stdout
    assert "删除不能撤销" in invoke("undo", "3", code=4).stderr
    assert json.loads(desk.lines[0][2:])["on"] == "2023-09-05"
    assert invoke("check").stdout.startswith("没有发现问题")


def test_words_that_come_back_with_a_copy_are_hidden_and_blanked_by_the_next_record(
    desk: Desk, invoke: Invoke
) -> None:
    noted(invoke)
    whole = desk.journal.read_text(encoding="utf-8")
    invoke("correct", "1", "--redact", "--reason", "含个人信息", "--yes")
    ours = desk.journal.read_text(encoding="utf-8")
    for merged in (ours + whole, whole + ours, whole + ours.splitlines(keepends=True)[1]):
        desk.journal.write_text(merged, encoding="utf-8")
        for words in WHERE_WORDS_STAND:
            assert "000000" not in invoke(*words).stdout
        invoke("start", "8", "--yes")
        text = desk.journal.read_text(encoding="utf-8")
        assert "000000" not in text
        assert text.count("\n") == merged.count("\n") + 1


def test_the_redacted_line_of_a_corrected_record_keeps_the_corrected_words(
    desk: Desk, invoke: Invoke
) -> None:
    noted(invoke)
    invoke("correct", "1", "来访人已接待")
    ran = invoke("correct", "1", "--redact", "--reason", "含个人信息", "--yes")
    assert "第2行是对它的更正, 文字还在" in ran.stdout
    assert "来访人已接待" in invoke("show", "8").stdout
    invoke("correct", "2", "--redact", "--reason", "含个人信息", "--yes")
    assert "来访人已接待" not in desk.journal.read_text(encoding="utf-8")
    assert "来访人已接待" not in invoke("show", "8").stdout


def test_what_was_kept_of_the_journal_is_dropped_with_the_words(
    desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(invoke)
    kept = desk.folder / "kept"
    monkeypatch.setattr("lawgov_cli.store.workspace.cache_folder", lambda: kept)
    cache = Cache(desk.journal.absolute(), kept)
    cache.keep(OpenFile(desk.journal), {})
    assert cache.load(OpenFile(desk.journal))
    before = set(kept.iterdir())
    invoke("correct", "1", "--redact", "--reason", "含个人信息", "--yes")
    assert before - set(kept.iterdir())


def test_who_was_urged_and_what_they_said_is_taken_out_of_a_chase_too(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("chase", "市公安局", "15", "--who", "李小四", "-n", "家里有事")
    invoke("correct", "1", "--redact", "--reason", "含个人信息", "--yes")
    text = desk.journal.read_text(encoding="utf-8")
    assert "李小四" not in text
    assert "家里有事" not in text
    assert "电话催办市公安局" in invoke("log", "15").stdout
    assert invoke("check").stdout.startswith("没有发现问题")


def test_check_knows_a_line_that_was_blanked_from_one_that_was_changed(
    desk: Desk, invoke: Invoke
) -> None:
    noted(invoke)
    invoke("start", "9")
    invoke("correct", "1", "--redact", "--reason", "含个人信息", "--yes")
    assert "第1行" not in invoke("check").stdout
    text = desk.journal.read_text(encoding="utf-8")
    desk.journal.write_text(text.replace('"task":"9"', '"task":"10"'), encoding="utf-8")
    assert "第2行在登记之后被改动过" in invoke("check", code=6).stdout


def test_the_text_of_a_measure_is_added_anew_and_not_corrected(desk: Desk, invoke: Invoke) -> None:
    invoke("add", "8", "组织巡察")
    ran = invoke("correct", "1", "组织巡查", code=2)
    assert "先 lawgov undo 1, 再 lawgov add 8 重新增加。没有更正任何内容。" in ran.stderr
    assert len(desk.lines) == 1
