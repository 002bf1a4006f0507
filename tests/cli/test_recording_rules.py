"""What the recording commands ask for, question, preview and keep."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

pytestmark = pytest.mark.usefixtures("desk")

NOTHING = "没有登记任何内容。\n"


def last(desk: Desk) -> dict[str, Any]:
    """The fields of the journal's last record that say something."""
    found: dict[str, Any] = json.loads(desk.lines[-1][2:])
    head = {"id", "at", "by", "batch", "plan", "prev"}
    return {name: value for name, value in found.items() if name not in head}


# ---------------------------------------------------------------- reasons

REASONS = [
    (("mark", "退回", "21", "--unit", "市公安局"), "第21项: 退回单位的报送需要说明理由"),
    (("mark", "已调整", "8"), "第8项: 登记“已调整”需要说明理由"),
    (("mark", "回头看", "9"), "第9项: 把已完成的任务重新打开(回头看)需要说明理由"),
    (("start", "9"), "第9项: 把已完成的任务重新打开(回头看)需要说明理由"),
    (("mark", "滞后", "9"), "第9项: 把已完成的任务重新打开(回头看)需要说明理由"),
    (("mark", "未启动", "9"), "第9项: 把已完成的任务重新打开(回头看)需要说明理由"),
    (("start", "7-9"), "第9项: 把已完成的任务重新打开(回头看)需要说明理由"),
]


@pytest.mark.parametrize(("words", "said"), REASONS)
def test_without_a_reason_it_is_refused_and_nothing_is_written(
    words: tuple[str, ...], said: str, desk: Desk, invoke: Invoke
) -> None:
    invoke("done", "9", "--note", "完成")
    before = desk.lines
    ran = invoke(*words, code=2)
    assert said in ran.stderr
    assert '请加 --reason "…"。' in ran.stderr
    assert ran.stderr.endswith(NOTHING)
    assert (ran.stdout, desk.lines) == ("", before)


def test_with_a_reason_it_is_recorded_and_kept(desk: Desk, invoke: Invoke) -> None:
    invoke("done", "9", "--note", "完成")
    ran = invoke("mark", "回头看", "9", "--reason", "抽查不合格")
    assert last(desk) == {"task": "9", "status": "doing", "reason": "抽查不合格"}
    assert "  已完成 → 推进中   2023年9月20日   理由: 抽查不合格\n" in ran.stdout
    invoke("mark", "已调整", "8", "--reason", "并入第9项")
    assert last(desk)["reason"] == "并入第9项"


def test_a_unit_speaking_for_itself_gives_no_reasons(desk: Desk, invoke: Invoke) -> None:
    invoke("done", "21", "--note", "完成", "--yes")
    invoke("start", "21", "--unit", "市公安局", "--note", "还在做")
    assert last(desk)["unit"] == "市公安局"
    assert "已完成" in invoke("list", "--grep", "非诉工作体系").stdout


def test_a_report_sent_back_opens_what_the_units_had_finished(desk: Desk, invoke: Invoke) -> None:
    invoke("done", "8", "--unit", "市司法局", "--note", "完成")
    assert "待核验" in invoke("list", "--grep", "合法性审查工作").stdout
    ran = invoke("mark", "退回", "8", "--unit", "sfj", "--reason", "无佐证")
    assert last(desk) == {
        "task": "8",
        "reason": "无佐证",
        "returned": ["市司法局"],
        "period": "2023-09",
    }
    assert "退回市司法局的报送, 状态为推进中" in ran.stdout


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("mark", "退回", "21", "--reason", "无"), 2, "退回要写明单位"),
        (("mark", "退回", "21", "--unit", "市环保局", "--reason", "无"), 4, "没有“市环保局”"),
        (("mark", "完结", "21"), 2, "没有“完结”这种办理状态。可用: 未启动、推进中、待核验、"),
        (("mark", "完结", "21"), 2, "滞后、退回、回头看"),
        (("mark", "已完成"), 2, "缺少“序号”"),
        (("done",), 2, "缺少“序号”"),
        (("note", "8"), 2, "请写明进展"),
        (("note", "8", "   "), 2, "请写明进展"),
        (("note", "8", "\u200b \ufeff"), 2, "请写明进展"),
        (("done", "8", "--percent", "101"), 2, "--percent"),
        (("done", "8", "--percent", "-1"), 2, "--percent"),
        (("done", "8", "--percent", "一半"), 2, "--percent"),
        (("done", "8", "31"), 4, "没有第31项"),
        (("done", "8", "--unit", "街道"), 4, "可以指2个单位"),
        (("done", "8", "--on", "某日"), 2, "看不懂日期“某日”"),
    ],
)
def test_a_mistake_is_said_with_its_exit_code_and_nothing_is_written(
    words: tuple[str, ...], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    ran = invoke(*words, code=code)
    assert said in ran.stderr
    assert ran.stdout == ""
    assert not desk.journal.exists()


# ---------------------------------------------------------------- doubts


def test_a_completion_with_nothing_behind_it_is_recorded_and_questioned(
    desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("done", "8")
    assert ran.stderr == "提示: 第8项: 没有写完成情况(--note), 也没有佐证(--evidence)\n"
    assert last(desk) == {"task": "8", "status": "done"}


def test_in_an_office_where_units_report_silent_leads_are_named(invoke: Invoke) -> None:
    assert invoke("done", "18", "--note", "完成").stderr == ""
    invoke("note", "21", "已开展", "--unit", "市公安局")
    ran = invoke("done", "4", "--note", "完成")
    assert ran.stderr == "提示: 第4项: 牵头单位市行政审批局、市综合指挥中心尚未报送\n"


def test_yes_keeps_quiet(desk: Desk, invoke: Invoke) -> None:
    assert invoke("done", "8", "--yes").stderr == ""
    assert len(desk.lines) == 1


def test_a_report_that_was_sent_back_is_recalled_when_the_office_finishes(invoke: Invoke) -> None:
    invoke("done", "8", "--unit", "市司法局", "--note", "完成")
    invoke("mark", "退回", "8", "--unit", "市司法局", "--reason", "无佐证")
    assert "市司法局的报送已退回, 尚未重报" in invoke("done", "8", "--note", "完成").stderr


@pytest.fixture(name="terminal")
def _terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """The program believes that somebody sits before it."""
    monkeypatch.setattr("lawgov_cli.cli.recording.on_terminal", lambda: True)


@pytest.mark.parametrize(
    ("typed", "code", "lines"),
    [
        *[("y\n", 0, 1), ("n\n", 2, 0), ("\n", 2, 0)],
        *[("是\n", 0, 1), ("ｙ\n", 0, 1), ("lawgov\n否\n", 2, 0)],
    ],
)
@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_it_asks_and_no_is_the_default(
    typed: str, code: int, lines: int, desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("done", "8", typed=typed, code=code)
    assert "仍要登记吗?(y: 是, 回车: 不是)" in ran.stderr
    assert ("没有看懂。请打 y 或 n, 再按回车。" in ran.stderr) == ("lawgov" in typed)
    assert (len(desk.lines) if desk.journal.exists() else 0) == lines
    if code:
        assert ran.stderr.endswith(f"已取消。{NOTHING}")


# ---------------------------------------------------------------- tasks chosen by a condition


def test_without_yes_the_tasks_are_shown_and_nothing_is_recorded(
    desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("start", "--where", "部分:三", code=2)
    assert ran.stdout == ""
    assert ran.stderr.startswith("第7项 健全完善立法参与机制\n  未启动 → 推进中   2023年9月20日\n")
    assert ran.stderr.endswith(f"以上2项符合条件。核对后加 --yes 登记。{NOTHING}")
    assert not desk.journal.exists()


def test_with_yes_they_are_recorded_as_one_batch(desk: Desk, invoke: Invoke) -> None:
    invoke("start", "--where", "部分:三", "--yes")
    assert [json.loads(line[2:])["task"] for line in desk.lines] == ["7", "8"]
    assert len({json.loads(line[2:])["batch"] for line in desk.lines}) == 1
    invoke("undo")
    assert "推进中" not in invoke("list", "--section", "三").stdout


def test_a_dry_run_shows_them_and_records_nothing(desk: Desk, invoke: Invoke) -> None:
    ran = invoke("start", "--where", "部分:三", "--dry-run")
    assert ran.stdout.count("未启动 → 推进中") == 2
    assert ran.stdout.endswith("以上是预览, 没有登记。去掉 --dry-run 即登记。\n")
    assert not desk.journal.exists()


@pytest.mark.parametrize(("typed", "code", "lines"), [("y\n", 0, 2), ("n\n", 2, 0)])
@pytest.mark.usefixtures("terminal")
def test_on_a_terminal_it_asks_about_all_of_them_once(
    typed: str, code: int, lines: int, desk: Desk, invoke: Invoke
) -> None:
    ran = invoke("start", "--where", "部分:三", typed=typed, code=code)
    assert ran.stderr.count("以上2项都要登记吗?") == 1
    assert (len(desk.lines) if desk.journal.exists() else 0) == lines


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (("start", "7", "--where", "部分:三"), 2, "序号和 --where/--view 只能写一样。"),
        (("start", "--where", "状态:已完成", "--yes"), 2, "没有符合条件的要点。"),
        (("start", "--where", "部分:九", "--yes"), 4, "部分"),
        (("start", "--where", "状态=", "--yes"), 2, "状态="),
        (("start", "--view", "无此名", "--yes"), 4, "没有存下名为“无此名”的筛选条件。"),
        (("mark", "已调整", "--where", "部分:三", "--yes"), 2, "第7项: 登记“已调整”需要说明理由"),
    ],
)
def test_a_mistake_in_the_condition_records_nothing(
    words: tuple[str, ...], code: int, said: str, desk: Desk, invoke: Invoke
) -> None:
    ran = invoke(*words, code=code)
    assert said in ran.stderr
    assert not desk.journal.exists()


def test_a_saved_condition_chooses_as_well(desk: Desk, invoke: Invoke) -> None:
    invoke("view", "save", "本季", "部分:三")
    invoke("note", "--view", "本季", "--note", "已布置", "--yes")
    assert [json.loads(line[2:])["task"] for line in desk.lines] == ["7", "8"]


# ---------------------------------------------------------------- what is kept beside the status


def test_problem_next_step_and_percent_are_kept_and_shown(desk: Desk, invoke: Invoke) -> None:
    invoke(
        "start", "8", "--problem", "缺少人手", "--next", "抽调2人", "--percent", "40", "-n", "开展"
    )
    assert last(desk) == {
        "task": "8",
        "status": "doing",
        "note": "开展",
        "problem": "缺少人手",
        "next": "抽调2人",
        "percent": 40,
    }
    shown = invoke("show", "8").stdout
    assert "问题: 缺少人手" in shown
    assert "下一步: 抽调2人" in shown
    assert "40%" in shown


@pytest.mark.parametrize(("typed", "kept"), [("0", 0), ("100", 100), ("62.5", 62.5), ("40.0", 40)])
def test_a_percentage_is_kept_as_it_would_be_written(
    typed: str, kept: float, desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "8", "--percent", typed)
    assert last(desk) == {"task": "8", "percent": kept}
    assert type(last(desk)["percent"]) is type(kept)


def test_a_percentage_far_behind_lights_red_and_one_a_little_behind_yellow(invoke: Invoke) -> None:
    for task, percent in (("7", "30"), ("8", "55"), ("9", "70")):
        invoke("note", task, "--percent", percent)
    lights = [
        invoke("list", "--light", light, "--format", "ids").stdout.split() for light in "红黄"
    ]
    assert lights == [["7"], ["8"]]


def test_only_the_collecting_unit_s_percentage_is_the_task_s(invoke: Invoke) -> None:
    invoke("note", "21", "--percent", "10", "--unit", "市公安局")
    assert "10%" not in invoke("show", "21").stdout.split("进展")[0]
    invoke("note", "21", "--percent", "20", "--unit", "市司法局")
    assert invoke("list", "--light", "红", "--format", "ids").stdout.split() == ["21"]


def test_evidence_is_kept_with_the_sum_of_its_file_and_check_sees_a_change(
    desk: Desk, invoke: Invoke
) -> None:
    (desk.folder / "报告.txt").write_bytes(b"x")
    invoke("done", "8", "-e", "报告.txt", "-e", "照片3张", "-e", "https://example.gov.cn/a")
    digest = hashlib.sha256(b"x").hexdigest()
    assert last(desk)["evidence"] == [
        {"file": "报告.txt", "sha256": digest},
        "照片3张",
        "https://example.gov.cn/a",
    ]
    assert "佐证" not in invoke("check").stdout
    (desk.folder / "报告.txt").write_bytes(b"y")
    assert "第8项的佐证“报告.txt”内容已改变" in invoke("check").stdout
    (desk.folder / "报告.txt").unlink()
    assert "第8项的佐证“报告.txt”已不在原处" in invoke("check").stdout


def test_a_unit_s_completion_is_a_claim_until_the_office_confirms_it(invoke: Invoke) -> None:
    ran = invoke("done", "21", "--unit", "市公安局", "--note", "完成")
    assert "市公安局 已报完成, 本项推进中" in ran.stdout
    for unit in ("市司法局", "市法院", "市检察院"):
        invoke("done", "21", "--unit", unit, "--note", "完成")
    assert "推进中 4/5" in invoke("list", "--grep", "非诉工作体系").stdout
    ran = invoke("done", "21", "--unit", "市信访局", "--note", "完成")
    assert "市信访局 已报完成, 本项待核验" in ran.stdout
    assert "待核验 → 已完成" in invoke("done", "21", "--note", "核验通过").stdout


def test_a_unit_that_reports_progress_has_begun(invoke: Invoke) -> None:
    invoke("note", "21", "已开展", "--unit", "市公安局")
    assert "推进中" in invoke("list", "--grep", "非诉工作体系").stdout


# ---------------------------------------------------------------- what is said of what was recorded


@pytest.mark.usefixtures("desk")
def test_the_echo_says_all_that_was_recorded_and_a_light_that_changed(invoke: Invoke) -> None:
    def effect(*words: str) -> str:
        return invoke(*words).stdout.splitlines()[1].strip()

    assert effect("mark", "滞后", "5") == (
        "登记为滞后, 未启动 → 推进中   2023年9月20日   亮灯绿 → 黄: 登记为滞后"
    )
    assert "登记为滞后" in invoke("undo", "--list").stdout
    assert effect("mark", "推进中", "5") == (
        "滞后解除, 登记为推进中, 状态仍为推进中   2023年9月20日   亮灯黄 → 绿: 不再算作滞后"
    )
    assert effect("note", "25", "应诉进展", "--percent", "10", "-e", "清单") == (
        "登记进展, 状态仍为未启动   2023年9月20日   应诉进展   进度10%   佐证: 清单   "
        "亮灯绿 → 红: 进度10%, 落后序时进度62.1个百分点"
    )
    assert effect("note", "25", "--percent", "70").endswith(
        "亮灯红 → 绿: 进度70%, 落后序时进度不到10个百分点"
    )
    assert effect("note", "25", "--percent", "10").endswith("个百分点")
    assert effect("note", "25", "--percent", "100").endswith(
        "亮灯红 → 绿: 进度100%, 不落后于序时进度"
    )


def test_a_percentage_that_moves_no_light_is_said_with_the_way_to_count_it(invoke: Invoke) -> None:
    told = "  这个进度只作显示: 亮灯只按汇总单位(市司法局)或本级登记的进度; 要计入: {}"
    asked = told.format("lawgov note 21 --percent 20")
    for way in (("note", "21", "x"), ("done", "21", "-n", "x"), ("start", "21")):
        ran = invoke(*way, "--unit", "市公安局", "--percent", "20", "--yes")
        assert asked in ran.stdout.splitlines()
    assert "只作显示" not in invoke("note", "21", "x", "-u", "市司法局", "--percent", "20").stdout
    assert "只作显示" not in invoke("note", "21", "--percent", "30").stdout
    invoke("done", "21", "-n", "办结")
    assert "只作显示" not in invoke("note", "21", "y", "-u", "市公安局", "--percent", "40").stdout


def test_a_record_of_a_day_before_the_offices_last_word_is_asked_about(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("done", "1", "-n", "完成")
    late = ("mark", "推进中", "1", "--reason", "核查", "--on", "9月15日")
    ran = invoke(*late, code=2)
    assert ran.stderr.startswith("第1项: 9月20日已登记已完成(第1行), 以后者为准, 今天仍为已完成; ")
    assert (ran.stdout, len(desk.lines)) == ("", 1)
    ran = invoke(*late, "--yes")
    assert "  登记为推进中, 状态仍为已完成   2023年9月15日   理由: 核查\n" in ran.stdout
    assert invoke("list", "--status", "done", "--format", "ids").stdout == "1\n"
    invoke("done", "15", "--unit", "市公安局", "-n", "办完")
    ran = invoke("start", "15", "--unit", "市公安局", "-n", "在办", "--on", "9月1日", code=2)
    assert ran.stderr.startswith("第15项: 9月20日市公安局已报送已完成(第3行), 以后者为准, ")


@pytest.mark.parametrize(
    ("today", "said"),
    [
        ("2033-09-21", "提示: 今天(2033年9月21日)已超过本要点截止(2023年12月31日)后四个月。"),
        ("2013-01-01", "提示: 今天(2013年1月1日)在本要点起始(2023年1月1日)以前。"),
        ("2024-04-30", ""),
    ],
)
def test_outside_of_the_plan_s_life_one_line_says_so_and_it_is_recorded(
    today: str, said: str, desk: Desk, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", f"{today}T10:00:00+08:00")
    ran = invoke("done", "1", "-n", "完成")
    assert len(desk.lines) == 1
    if said:
        assert ran.stdout.splitlines()[-1] == f"{said}如果不是, 请核对电脑的时钟。"
    else:
        assert "提示" not in ran.stdout


@pytest.mark.parametrize("again", ["ＡＢ文书20件", "AB⽂书20件", "AB文\u200b书20件 ", "ab文书20件"])
def test_the_same_words_in_other_signs_are_the_same_words(
    again: str, desk: Desk, invoke: Invoke
) -> None:
    invoke("note", "15", "AB文书20件", "--unit", "市公安局")
    ran = invoke("note", "15", again, "--unit", "市公安局", code=2)
    assert ran.stderr.startswith("第15项: 与第1行相同(9月20日)\n")
    assert len(desk.lines) == 1


def test_what_is_done_already_is_asked_about_and_looking_again_at_what_is_open(
    desk: Desk, invoke: Invoke
) -> None:
    invoke("done", "1", "-n", "完成")
    assert invoke("done", "1", "-n", "完成", code=2).stderr.startswith("第1项: 与第1行相同(")
    ran = invoke("mark", "回头看", "2", "--reason", "x", code=2)
    assert ran.stderr.startswith("第2项: 本项是未启动, 还没有办结, 不用回头看\n")
    assert len(desk.lines) == 1
    invoke("mark", "回头看", "1", "--reason", "核查未完成")


def test_a_percentage_of_what_has_not_begun_is_answered_with_how_to_begin_it(
    invoke: Invoke,
) -> None:
    told = "  已经动手的, 把状态改为推进中: lawgov start 8\n"
    assert told in invoke("note", "8", "甲", "--percent", "50").stdout
    assert told not in invoke("note", "8", "乙", "--percent", "0").stdout
    invoke("start", "8")
    assert told not in invoke("note", "8", "丙", "--percent", "60").stdout
