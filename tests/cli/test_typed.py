"""What is typed is understood: notes from elsewhere, odd signs, options before the command."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from lawgov_cli.cli.commands import SUMMARIES
from lawgov_cli.cli.keyboard import behind_the_command, straightened
from lawgov_cli.cli.topics import _TOPICS, commands_about
from lawgov_cli.domain.status_words import LAGGING_WORDS, OTHER_STATUS_WORDS
from lawgov_cli.domain.vocabulary import STATUS_WORDS
from lawgov_cli.filters.words import read_status
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.texts import LONGEST
from tests.helpers import plan_of, tab

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke


def last(desk: Desk) -> dict[str, Any]:
    """The last record of the journal."""
    found: dict[str, Any] = json.loads(desk.lines[-1][2:])
    return found


# ---------------------------------------------------------------- notes


@pytest.mark.parametrize("words", [["-n", "-"], ["-"]])
def test_a_note_comes_from_standard_input(words: list[str], desk: Desk, invoke: Invoke) -> None:
    invoke("note", "15", *words, typed="第一行\r\n第二行\n")
    assert last(desk)["note"] == "第一行\n第二行"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_a_note_comes_from_a_file_in_any_encoding_of_an_office(
    encoding: str, desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "回复.txt").write_bytes("已抽查\n案卷20件\n".encode(encoding))
    invoke("note", "15", "-n", "@回复.txt", "--unit", "市公安局")
    assert last(desk)["note"] == "已抽查\n案卷20件"
    invoke("done", "15", "@回复.txt")
    assert last(desk)["note"] == "已抽查\n案卷20件"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "里没有文字。没有登记任何内容。"),
        (b" \n", "里没有文字。"),
        (b"\x89PNG\r\n\x00\x00", "不是文本(应为 UTF-8 或 GB18030 编码)。"),
        (b"\xff" * 5, "不是文本"),
        (b"a" * (LONGEST + 1), "太长(超过100KB), 不像一条进展。"),
    ],
)
def test_what_is_no_note_is_not_recorded(
    data: bytes, said: str, desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "a.txt").write_bytes(data)
    assert said in invoke("note", "15", "-n", "@a.txt", code=2).stderr
    assert not desk.journal.exists()


def test_a_note_from_what_is_no_file_ends_and_says_why(desk: Desk, invoke: Invoke) -> None:
    assert "读不出文件 ~甲/a.txt: 没有这个文件" in invoke("note", "8", "@~甲/a.txt", code=2).stderr
    if hasattr(os, "mkfifo"):
        os.mkfifo(desk.folder / "管道")  # read, it would wait for a writer without end
        assert "那不是普通文件" in invoke("note", "8", "@管道", code=2).stderr
    assert not desk.journal.exists()


def test_what_is_not_seen_is_not_recorded_and_never_printed_in_a_report(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "1", "巡查\u200b完成\u00a0100件\ufeff其中\u00ad一", "--by", "张\u200b三")
    record = last(desk)
    assert record["note"] == "巡查完成\u00a0100件其中一"
    assert record["by"] == "张三"
    old = desk.lines[0].replace("巡查完成", "巡查\u200b完成")
    desk.journal.write_text(f"{old}\n", encoding="utf-8")
    assert invoke("list", "--grep", "巡查完成", "--format", "ids").stdout == "1\n"
    report = invoke("report", "--month", "9月", "-o", "-").stdout
    assert "巡查完成\u00a0100件其中一" in report
    assert "u200b" not in report


@pytest.mark.parametrize(
    ("words", "note"),
    [
        (["done", "8", "已完成"], "已完成"),
        (["start", "8", "已部署到各镇"], "已部署到各镇"),
        (["mark", "长期坚持", "8", "转入日常"], "转入日常"),
        (["done", "--where", "序号:8", "--yes", "全部完成"], "全部完成"),
    ],
)
def test_a_last_word_that_is_no_number_is_the_note_and_is_said(
    words: list[str], note: str, desk: Desk, invoke: Invoke
) -> None:
    assert f"提示: “{note}”按说明文字(--note)登记。\n" in invoke(*words).stderr
    assert (last(desk)["task"], last(desk)["note"]) == ("8", note)


@pytest.mark.parametrize("verb", [["done"], ["start"], ["note"], ["mark", "推进中"]])
@pytest.mark.parametrize("word", ["第q项", "8q", "第八顶", "1-", "两点", "市司法局", "9月1日"])
def test_a_number_mistyped_a_unit_and_a_day_are_no_notes(
    verb: list[str], word: str, desk: Desk, invoke: Invoke
) -> None:
    assert "没有登记任何内容。" in invoke(*verb, "8", word, code=2).stderr
    assert not desk.journal.exists()


# ---------------------------------------------------------------- the command line


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (["—unit", "甲"], ["--unit", "甲"]),
        (["－－ｕｎｉｔ＝甲"], ["--unit=甲"]),
        (["--unit＝甲"], ["--unit=甲"]),
        (["-unit", "甲"], ["--unit", "甲"]),
        (["–u", "甲"], ["-u", "甲"]),
        (["-n", "—unit"], ["-n", "—unit"]),
        (["8", "-已开展", "--unit", "甲"], ["8", "--unit", "甲", "--", "-已开展"]),
        (["-已开展", "--", "-再说"], ["--", "-已开展", "-再说"]),
        (["—VPN建设完成", "--", "—unit"], ["—VPN建设完成", "--", "—unit"]),
        (["-nunit", "-x", "--unti"], ["-nunit", "-x", "--unti"]),
    ],
)
def test_dashes_of_input_methods_are_put_straight(typed: list[str], meant: list[str]) -> None:
    known = {"--unit", "-u", "--note", "-n"}
    assert straightened(typed, known, known).words == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("--as-of 9月1日 list --json", "list --as-of 9月1日 --json"),
        ("--plan=a.yaml --year 2023 list 8", "list --plan=a.yaml --year 2023 8"),
        ("—year 2023 list", "list --year 2023"),
        ("--year 2023", "--year 2023"),
        ("--year 2023 --help", "--year 2023 --help"),
        ("--version list", "--version list"),
        ("list --year 2023", "list --year 2023"),
    ],
)
def test_options_before_the_command_are_the_commands(typed: str, meant: str) -> None:
    assert behind_the_command(typed.split()) == meant.split()


@pytest.mark.usefixtures("busy")
def test_options_mean_the_same_before_and_behind_the_command(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_PLAN", "nowhere.yaml")
    options = ["--plan", "workpoints-2023.yaml", "--as-of", "8月1日", "--known-at", "9月1日"]
    assert invoke(*options, "list").stdout == invoke("list", *options).stdout
    assert "截至 2023年8月1日" in invoke(*options, "stats").stdout
    later = invoke(*options, "list", "--as-of", "8月2日").stdout
    assert "截至 2023年8月2日" in later


def test_completion_looks_into_the_plan_that_was_chosen(desk: Desk) -> None:
    text = desk.plan.read_text(encoding="utf-8").replace("市公安局", "市测试局")
    other = desk.folder / "other.yaml"
    other.write_text(text, encoding="utf-8")
    assert tab("list", "--plan", str(other), "--unit", "市测") == [("市测试局", "")]
    assert tab("list", "--unit", "市测") == []


def test_every_matter_leads_to_a_command_that_there_is(invoke: Invoke) -> None:
    assert _TOPICS.keys() <= SUMMARIES.keys()
    for name, words in _TOPICS.items():
        for word in words.split():
            assert name in commands_about(word, SUMMARIES), word
    assert invoke("help").stdout == invoke("--help").stdout
    assert invoke("help", "slip").stdout == invoke("slip", "--help").stdout
    assert "  missing  " in invoke("help", "催报").stdout


# ---------------------------------------------------------------- words of other offices


def test_words_of_other_offices_name_one_status_each() -> None:
    words = [word for names in OTHER_STATUS_WORDS.values() for word in names]
    assert len(words) == len(set(words))
    assert not {*words} & {*STATUS_WORDS.values(), *LAGGING_WORDS}
    for status, names in OTHER_STATUS_WORDS.items():
        assert {read_status(name, plan_of()) for name in names} == {status}


@pytest.mark.parametrize(
    ("word", "status", "own"),
    [("办结", "done", "已完成"), ("在办", "doing", "推进中"), ("常态化", "ongoing", "长期坚持")],
)
def test_a_status_of_another_office_is_recorded_as_ours_and_said(  # noqa: PLR0913, PLR0917
    word: str, status: str, own: str, desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    assert f"“{word}”按“{own}”登记。" in invoke("mark", word, "8").stderr
    assert last(desk)["status"] == status
    found = invoke("list", "--status", word, "--format", "ids")
    assert (found.stdout, found.stderr) == ("8\n", f"提示: “{word}”按“{own}”查找。\n")


#: The words of tables and reports that were seen, by what they are taken for.
SEEN = {
    "未启动": "暂未开启 尚未启动 尚未正式启动 起步阶段 待确认",
    "推进中": "正在办理 进行中 有序推进 按计划进行 达进度 超进度 进度超前 按序时 已开工",
    "待核验": "已报完成 申请销号",
    "已完成": "已办结 提前完成 已提前完成 已经完成 已整改 已销号",
    "长期坚持": "持续推进 持续整改 阶段性成果并持续推进 转入常态化",
    "已调整": "指标调整 申请变更 申请终止 待调整",
}


@pytest.mark.parametrize(("named", "words"), SEEN.items())
@pytest.mark.usefixtures("desk")
def test_what_statuses_are_called_elsewhere_is_understood(
    named: str, words: str, invoke: Invoke
) -> None:
    for word in words.split():
        assert f"“{word}”按“{named}”查找。" in invoke("list", "--status", word).stderr


@pytest.mark.parametrize(
    "word", ["欠进度", "慢序时", "进展缓慢", "严重滞后", "拖延", "停顿", "已延期"]
)
@pytest.mark.usefixtures("desk")
def test_what_lagging_is_called_elsewhere_is_understood(word: str, invoke: Invoke) -> None:
    assert f"“{word}”按“滞后”登记。" in invoke("mark", word, "8", "--dry-run").stderr


@pytest.mark.usefixtures("desk")
def test_nearly_finished_is_asked_about(invoke: Invoke) -> None:
    said = "“基本完成”没有说明是否已经完成: 已经完成的写“已完成”, 还在办的写“推进中”。"
    assert invoke("mark", "基本完成", "8", code=2).stderr == f"{said}没有登记任何内容。\n"
    assert said in invoke("list", "--status", "基本完成", code=2).stderr
    assert said in invoke("list", "--where", "状态:基本完成", code=2).stderr


# ---------------------------------------------------------------- the plan's own words

OWN = "statuses: {基本完成: 推进中, 滞后: 未启动, 办结: 待核验, ＯＫ: 已完成}\n"


@pytest.fixture
def own(desk: Desk) -> Desk:
    """A desk whose plan has words of its own for the statuses."""
    text = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(text.replace("\nunits:\n", f"\n{OWN}units:\n", 1), encoding="utf-8")
    return desk


@pytest.mark.parametrize(
    ("word", "status", "named"),
    [
        ("基本完成", "doing", "推进中"),
        ("办结", "claimed", "待核验"),
        ("ok", "done", "已完成"),
        ("滞后", None, "未启动"),
    ],
)
def test_the_plan_s_own_words_are_understood_wherever_a_status_is_typed(
    word: str, status: str | None, named: str, own: Desk, invoke: Invoke
) -> None:
    ran = invoke("mark", word, "8", "-n", "x", "--yes")
    assert f"提示: “{word}”按“{named}”登记。" in ran.stderr
    assert last(own).get("status") == (status or "todo")
    assert f"“{word}”按“{named}”查找。" in invoke("list", "--status", word).stderr
    by_flag = invoke("list", "--status", word, "--format", "ids").stdout
    assert invoke("list", "--where", f"状态:{word}", "--format", "ids").stdout == by_flag
    assert "8\n" in by_flag
    assert invoke("check").stdout == "没有发现问题: workpoints-2023.yaml\n"


@pytest.mark.usefixtures("own")
def test_tab_offers_the_plan_s_own_words_too() -> None:
    assert tab("mark", "基") == [("基本完成", "推进中")]
    assert tab("mark", "已") == [("已完成", ""), ("已调整", "")]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{办结: 完结}", "5:16  错误  不认识的值“完结”  可用: 未启动、推进中"),
        ("{办结: {a: b}}", "5:16  错误  这里应是一段文字"),
        ("[办结]", "5:11  错误  这里应是“键: 值”"),
        ("{已完成: 推进中}", "5:12  错误  “已完成”是程序自己的字样, 不能另有所指"),
    ],
)
def test_a_word_for_no_status_is_told_with_its_place(entry: str, said: str) -> None:
    head = "schema: 1\nid: x\ntitle: x\nyear: 2024\n"
    text = f"{head}statuses: {entry}\nunits: {{}}\ntasks: [{{id: 1, title: x}}]\n"
    (problem,) = read_plan(text.encode(), "p.yaml").problems
    assert problem.line_text().startswith(f"p.yaml:{said}")


def test_a_word_for_lagging_is_lagging(desk: Desk, invoke: Invoke) -> None:
    invoke("mark", "进展缓慢", "8")
    assert (last(desk)["status"], last(desk)["lags"]) == ("doing", True)


def test_number_and_status_may_change_places(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("mark", "8", "9", "办结", "全部办好了")
    assert "提示: 按 lawgov mark 办结 8 9 全部办好了 理解。\n" in ran.stderr
    assert (last(desk)["task"], last(desk)["status"]) == ("9", "done")
    assert "缺少“状态”, 请写: lawgov mark 状态 8 9。" in invoke("mark", "8", "9", code=2).stderr


# ---------------------------------------------------------------- taking away


def test_units_and_a_time_limit_are_taken_away_with_a_reason(desk: Desk, invoke: Invoke) -> None:
    invoke("set", "26", "--due", "10月31日")
    for words in (["1", "--responsible", "无"], ["26", "--due", "无"]):
        assert "需要说明理由" in invoke("set", *words, code=2).stderr
    ran = invoke("set", "1", "--responsible", "无", "--reason", "改由牵头单位负责")
    assert "  不再列责任单位, 状态仍为未启动" in ran.stdout
    assert last(desk)["responsible"] == []
    assert invoke("list", "--where", "责任:无 且 序号:1", "--format", "ids").stdout == "1\n"
    ran = invoke("set", "26", "--due", "取消", "--reason", "转为长期任务")
    assert "  取消时限, 状态仍为未启动" in ran.stdout
    assert last(desk)["due"] == ""
    shown = invoke("show", "26").stdout
    assert "时限 - (原定10月31日)" in shown
    assert "取消时限" in shown
    assert "没有发现问题" in invoke("check").stdout
    invoke("undo")
    assert "时限 10月31日" in invoke("show", "26").stdout


def test_what_is_not_there_is_not_taken_away_unasked(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("set", "1", "--due", "无", "--reason", "取消", code=2)
    assert ran.stderr.startswith("第1项: 取消时限没有作用, 时限本来就没有\n")
    ran = invoke("set", "29", "--due", "无", "--reason", "取消", code=2)
    assert ran.stderr.startswith("第29项: 取消时限没有作用, 时限由举措而定\n")
    assert not desk.journal.exists()
    invoke("add", "8", "巡查", "--due", "无")
    assert last(desk)["add"] == {"id": "8.4", "text": "巡查"}


# ---------------------------------------------------------------- printed numbers


def test_a_printed_number_that_moved_is_shown_beside_the_id(desk: Desk, invoke: Invoke) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    for number, label in (("8", "九"), ("9", "八")):
        text = text.replace(
            f'id: "{number}"\n        label: ', f'id: "{number}"\n        label: ', 1
        )
        old = "八" if number == "8" else "九"
        text = text.replace(
            f'id: "{number}"\n        label: {old}', f'id: "{number}"\n        label: {label}'
        )
    desk.plan.write_text(text, encoding="utf-8")
    ran = invoke("done", "（八）", "-n", "完成")
    assert ran.stdout.startswith("第9(八)项 健全依法决策机制\n")
    assert last(desk)["task"] == "9"
    listed = invoke("list", "--unit", "市司法局").stdout
    assert "8(九)" in listed
    assert "序号8(九): 编号是8, 括号内是文件现在所印的序号" in listed
    assert invoke("show", "9").stdout.startswith("第9(八)项")
    assert "第9(八)项 健全依法决策机制" in invoke("report", "--month", "9月", "-o", "-").stdout
