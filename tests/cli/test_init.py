"""`init`: what an office says of itself when it begins, typed or asked; from its own document."""

from __future__ import annotations

import sys
from datetime import date
from typing import TYPE_CHECKING

import pytest
import typer

from lawgov_cli.cli import founding
from lawgov_cli.cli.founding import Answers, asked_about
from lawgov_cli.domain.places import places
from lawgov_cli.store.plan_file import load_plan
from tests.helpers import SHIPPED_PLAN, plan_of

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_cli.domain.plan import Plan
    from tests.conftest import Desk, Invoke

#: The shipped plan's year is over: nobody begins to report.
OVER = date(2026, 11, 28)
DOCUMENT = """某市2024年法治政府建设工作要点

一、健全制度
1. 加强合法性审查。开展档案巡查。(牵头单位:市司法局;责任单位:各镇(街道))
2. 加强备案审查,6月底前完成。(牵头单位:市政府办公室)
"""


def plan_in(folder: Path, name: str = "workpoints-2023") -> Plan:
    loaded = load_plan(folder / "data" / f"{name}.yaml")
    assert (loaded.problems, loaded.plan is None) == ([], False)
    assert loaded.plan
    return loaded.plan


def test_what_is_typed_stands_in_the_plan_that_is_made(empty: Path, invoke: Invoke) -> None:
    words = ["--office", "市法治办", "--towns", "沙溪镇、浏河镇", "--towns", "娄东街道"]
    ran = invoke("init", *words, "--report-day", "28")
    plan = plan_in(empty)
    assert (plan.office.name, plan.filing.day) == ("市法治办", 28)
    assert plan.groups["各区镇"].members[-3:] == ("陆渡街道", "沙溪镇", "浏河镇")
    assert "“各区镇”共8个" in ran.stdout
    assert "每月报送截止: 28日" in ran.stdout
    assert invoke("list", "--unit", "沙溪镇", "--group", "--format", "ids").stdout.count("\n") == 25
    assert invoke("check").stdout.startswith("没有发现问题")


def test_without_answers_the_plan_is_the_shipped_one(empty: Path, invoke: Invoke) -> None:
    ran = invoke("init")
    made = (empty / "data" / "workpoints-2023.yaml").read_bytes()
    assert made == SHIPPED_PLAN.read_bytes()
    assert "编报单位还没有登记: lawgov units office --name 单位名称" in ran.stdout
    assert "lawgov units group add 各区镇 名称 …" in ran.stdout
    later = (
        "从2023年6月起报送; 以前各月不算未报的, 在工作要点文件里写 filing: {since: 2023-09-01}\n"
    )
    assert later in ran.stdout
    assert "以前各月不算" not in invoke("init", "甲", "--since", "6月").stdout


def test_a_plan_that_is_there_is_not_changed_and_each_answer_is_told_how(
    desk: Desk, invoke: Invoke
) -> None:
    before = desk.plan.read_bytes()
    ran = invoke("init", "--office", "甲", "--towns", "沙溪镇", "--report-day", "3")
    assert desk.plan.read_bytes() == before
    assert "lawgov units office --name 甲" in ran.stdout
    assert "lawgov units group add 各区镇 沙溪镇" in ran.stdout
    assert "filing: {day: 3}" in ran.stdout


def test_where_the_rules_of_filing_stand_already_the_line_is_told_whole(
    desk: Desk, invoke: Invoke
) -> None:
    text = desk.plan.read_text(encoding="utf-8")
    desk.plan.write_text(
        text.replace("tasks:", "filing: {since: 2023-09-01}\ntasks:", 1), encoding="utf-8"
    )
    line = text[: text.index("tasks:")].count("\n") + 1
    ran = invoke("init", "--report-day", "28")
    assert f"第{line}行起的 filing 改成: filing: {{day: 28, since: 2023-09-01}}\n" in ran.stdout
    assert "看不懂" in invoke("init", "--since", "某月", code=2).stderr


@pytest.mark.usefixtures("empty")
def test_questions_that_are_not_asked_since_nobody_would_see_them_are_named(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(founding, "is_piped", lambda: True)
    assert "没有问编报单位、乡镇和报送日" in invoke("init").stderr
    assert "没有问" not in invoke("init", "甲", "--yes").stderr


@pytest.mark.parametrize("words", [[], ["--git"]])
def test_a_folder_that_no_system_has_is_refused(
    words: list[str], empty: Path, invoke: Invoke
) -> None:
    assert "长长: 名称太长" in invoke("init", "长" * 300, *words, code=3).stderr
    assert list(empty.iterdir()) == []


def test_from_an_office_s_own_document(empty: Path, invoke: Invoke) -> None:
    (empty / "要点.txt").write_text(DOCUMENT, encoding="utf-8")
    ran = invoke("init", "工作", "--from", "要点.txt", "--towns", "甲镇,乙街道")
    plan = plan_in(empty / "工作", "workpoints-2024")
    assert (plan.id, plan.title) == ("workpoints-2024", "某市2024年法治政府建设工作要点")
    assert plan.groups["各镇(街道)"].members == ("甲镇", "乙街道")
    assert "2项要点" in ran.stdout
    assert not (empty / "工作" / "data" / "workpoints-2023.yaml").exists()
    assert (empty / "工作" / "data" / "source" / "workpoints-2024.txt").exists()
    assert "可以开始了: cd 工作 后 lawgov list --unit 市司法局" in ran.stdout


def test_what_is_to_be_typed_is_quoted_where_a_shell_would_take_it_apart(
    empty: Path, invoke: Invoke
) -> None:
    (empty / "要点.txt").write_text(DOCUMENT, encoding="utf-8")
    said = invoke("init", "法治 要点", "--from", "要点.txt").stdout
    assert 'lawgov units group add "各镇(街道)" 名称 …' in said
    assert '可以开始了: cd "法治 要点" 后 lawgov list' in said


@pytest.mark.parametrize(
    ("text", "words", "said"),
    [
        ("没有任务。", [], "没有找到任务"),
        (DOCUMENT.replace("2024年", ""), [], "文中没有写明年份, 没有写出任何文件"),
        (DOCUMENT.replace("各镇(街道)", "市公安局"), ["--towns", "甲镇"], "不用写 --towns"),
    ],
)
def test_from_a_document_that_does_not_do_nothing_is_made(
    text: str, words: list[str], said: str, empty: Path, invoke: Invoke
) -> None:
    (empty / "要点.txt").write_text(text, encoding="utf-8")
    code = 3 if said == "没有找到任务" else 2
    assert said in invoke("init", "工作", "--from", "要点.txt", *words, code=code).stderr
    assert not (empty / "工作").exists()


def test_where_there_is_a_plan_a_document_is_imported(desk: Desk, invoke: Invoke) -> None:
    (desk.folder / "要点.txt").write_text(DOCUMENT, encoding="utf-8")
    said = invoke("init", "--from", "要点.txt", code=2).stderr
    assert "已有工作要点。编入新文件: lawgov import 要点.txt" in said


def test_init_and_then_import_says_that_there_are_two(empty: Path, invoke: Invoke) -> None:
    invoke("init")
    (empty / "要点.txt").write_text(DOCUMENT, encoding="utf-8")
    said = invoke("import", "要点.txt").stdout
    assert "旁边还有1份工作要点: data/workpoints-2023.yaml" in said
    assert "lawgov init --use workpoints-2024" in said


# ---------------------------------------------------------------- asked


@pytest.fixture
def shipped() -> Plan:
    plan = load_plan(SHIPPED_PLAN).plan
    assert plan
    return plan


def answered(monkeypatch: pytest.MonkeyPatch, *typed: str) -> list[str]:
    """Somebody who sits there and types; the questions that were asked."""
    asked: list[str] = []
    waiting = list(typed)

    def prompt(question: str, **_: object) -> str:
        asked.append(question)
        return waiting.pop(0)

    monkeypatch.setattr(founding, "on_terminal", lambda: True)
    monkeypatch.setattr(typer, "prompt", prompt)
    return asked


def test_at_a_terminal_what_was_not_typed_is_asked(
    shipped: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answered(monkeypatch, "市法治办", "沙溪镇 浏河镇", "卅", "32", "20")
    answers = asked_about(shipped, Answers(), OVER, yes=False)
    assert (answers.office, answers.names, answers.report_day) == (
        "市法治办",
        ["沙溪镇", "浏河镇"],
        20,
    )
    assert "“各区镇”还包括哪些地方" in asked[1]
    assert len(asked) == 5


def test_enter_leaves_each_for_later(shipped: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    answered(monkeypatch, "", "", "")
    answers = asked_about(shipped, Answers(), OVER, yes=False)
    assert founding.with_answers(shipped, answers, OVER) == shipped


def test_what_was_typed_is_not_asked_again(shipped: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answered(monkeypatch)
    given = Answers("甲", ["乙镇"], 5)
    assert asked_about(shipped, given, OVER, yes=False) == given
    assert asked_about(shipped, Answers(), OVER, yes=True) == Answers()
    assert asked == []


@pytest.mark.parametrize("typed", ["28", "28号", "28日"])
def test_a_day_of_the_month_is_read_as_it_is_said(
    typed: str, shipped: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, "月底", typed)
    answers = asked_about(shipped, Answers("甲", ["乙镇"]), OVER, yes=False)
    assert answers.report_day == 28
    assert "看不懂“月底”: 请写1至31的数, 如 28" in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "first"), [("", 9), ("7月", 7)])
def test_an_older_document_is_reported_on_from_this_month_unless_another_is_said(
    typed: str, first: int, shipped: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = answered(monkeypatch, typed)
    today = date(2023, 9, 20)
    answers = asked_about(shipped, Answers("甲", ["乙镇"], 5), today, yes=False)
    assert "回车为2023年9月" in asked[0]
    filing = founding.with_answers(shipped, answers, today).filing
    assert filing.since == date(2023, first, 1)


def test_a_month_that_cannot_be_read_is_asked_for_again(
    shipped: Plan, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answered(monkeypatch, "13", "某月", "8月")
    answers = asked_about(shipped, Answers("甲", ["乙镇"], 5), date(2023, 9, 20), yes=False)
    assert answers.since == "8月"
    said = capsys.readouterr().err
    assert "没有“13”: 月份只有1至12月" in said
    assert "看不懂日期“某月”" in said


def test_before_the_first_month_to_report_for_nobody_is_missing(
    empty: Path, invoke: Invoke
) -> None:
    invoke("init", "--since", "8月")
    assert plan_in(empty).filing.since == date(2023, 8, 1)
    assert invoke("why", "--filing", "市公安局", "--month", "8月").code == 0
    assert "连续" not in invoke("missing", "--month", "8月").stdout
    before = invoke("missing", "--month", "7月").stdout
    assert before == "报送从2023年8月起, 2023年7月不需报送。\n"
    assert "看不懂" in invoke("init", "x", "--since", "某月", code=2).stderr
    assert not (empty / "x" / "data").exists()


def test_a_workspace_in_the_program_s_own_folder_is_advised_against(
    empty: Path, invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    (empty / "tasks.py").write_text("")
    monkeypatch.setattr(sys, "prefix", str(empty / ".venv"))
    assert "最好把它移到别处" in invoke("init", "法治要点").stderr
    monkeypatch.setattr(sys, "prefix", str(empty / "elsewhere" / ".venv"))
    assert "最好把它移到别处" not in invoke("init", "法治要点二").stderr


def test_the_group_of_places_is_the_one_named_most() -> None:
    found = places(plan_of())
    assert found
    assert found.name == "各镇"


def test_towns_belong_to_the_districts_and_not_to_the_development_zones(
    empty: Path, invoke: Invoke
) -> None:
    both = DOCUMENT.replace("各镇(街道)", "各开发区管委会、各区县（市）人民政府")
    (empty / "要点.txt").write_text(both, encoding="utf-8")
    invoke("init", "工作", "--from", "要点.txt", "--towns", "金水区、中原区")
    groups = plan_in(empty / "工作", "workpoints-2024").groups
    assert groups["各区县（市）人民政府"].members == ("金水区", "中原区")
    assert groups["各开发区管委会"].members == ()


@pytest.mark.usefixtures("empty")
def test_bare_lawgov_on_a_fresh_machine_offers_three_steps(invoke: Invoke) -> None:
    said = invoke().stdout
    assert "第一次用? 三步:" in said
    assert "lawgov init 法治要点" in said
    invoke("note", "8", "试")
    assert "第一次用" not in invoke().stdout


def test_a_workspace_within_another_is_said_to_have_a_ledger_of_its_own(
    empty: Path, invoke: Invoke
) -> None:
    assert "已是工作目录" not in invoke("init", "外").stderr
    said = invoke("init", "外/里").stderr
    assert f"上面的 {empty / '外'} 已是工作目录; 在 外/里 里登记的, 那里看不到。" in said
