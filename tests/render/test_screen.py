"""Screens made of lines: a task in full, the overview, the journal."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.progress import fold
from lawgov_cli.render.screen import detail_text, log_text, overview_text, tasks_text
from lawgov_cli.views.history import LogQuery, log_view
from lawgov_cli.views.numbers import overview_view
from lawgov_cli.views.task import detail_view, tasks_view
from tests.helpers import columns, events_of, folded_on, plan_of, record
from tests.records import NASTY, NASTY_SHOWN

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.domain.progress import Snapshot

DAY = date(2023, 9, 20)


@pytest.fixture(name="snapshot")
def _snapshot() -> Snapshot:
    """The first point has all that a line of facts can hold; the second a note of markup."""
    return folded_on(
        DAY,
        record("1", "2023-02-01", due="2023-09-10", by="张三"),
        record("1", "2023-03-01", due="2023-12-20", reason="会议推迟", by="张三"),
        record("1", "2023-03-02", unit="甲局", status="done", note="甲局完成", by="张三"),
        record("1.1", "2023-03-03", status="done", by="张三"),
        record("1", "2023-03-04", percent=40, problem="缺人", next="增派", by="张三"),
        record("2", "2023-09-19", note=NASTY, evidence=["报告.pdf"], by="李四"),
        record("4", "2023-09-20", unit="丙镇", status="done", note="丙镇完成", by="李四"),
    )


def screen(name: str, snapshot: Snapshot, width: int) -> str:
    if name == "overview":
        return overview_text(overview_view(snapshot, DAY), width=width, colour=False)
    if name == "log":
        view = log_view(LogQuery(), snapshot.plan, snapshot.events)
        return log_text(view, width=width, colour=False)
    return detail_text(detail_view(name, snapshot), width=width, colour=False)


@pytest.mark.parametrize("width", [40, 60, 80, 120])
@pytest.mark.parametrize("name", ["1", "2", "3.1", "overview", "log"])
def test_no_line_is_wider_than_the_terminal(name: str, width: int, snapshot: Snapshot) -> None:
    shown = screen(name, snapshot, width)
    assert [line for line in shown.splitlines() if columns(line) > width] == []
    shown.encode("gbk")


@pytest.mark.parametrize("width", [60, 80, 120])
@pytest.mark.parametrize("name", ["1", "overview", "log"])
def test_the_screen(
    name: str, width: int, snapshot: Snapshot, golden: Callable[[str, str], None]
) -> None:
    golden(f"render/{'show' if name == '1' else name}-{width}.txt", screen(name, snapshot, width))


@pytest.mark.parametrize("name", ["2", "overview", "log"])
def test_a_note_of_markup_is_plain_text(name: str, snapshot: Snapshot) -> None:
    shown = screen(name, snapshot, 300)
    assert "\x1b" not in shown
    assert NASTY_SHOWN in " ".join(shown.split())


def test_the_facts_of_a_task_are_broken_between_facts(snapshot: Snapshot) -> None:
    facts = [
        "状态 推进中 (2个牵头单位报送1个)",
        "亮灯 红 (进度40%, 落后序时进度34.3个百分点)",
        "时限 12月20日 (原定9月10日)",
        "举措 1/2",
        "进度 40%",
    ]
    assert "  ".join(facts) in screen("1", snapshot, 130)
    narrow = screen("1", snapshot, 46)
    assert all(fact in narrow for fact in facts)


def test_a_reason_too_long_for_a_line_stands_below_its_light(snapshot: Snapshot) -> None:
    lines = screen("1", snapshot, 30).splitlines()
    assert lines[2:5] == ["个)  亮灯 红", "(进度40%, 落后序时进度34.3个百", "分点)"]
    assert max(map(columns, lines)) <= 30


def test_a_task_names_its_units_by_role_and_what_each_reported(snapshot: Snapshot) -> None:
    lines = screen("1", snapshot, 100).splitlines()
    assert "牵头  甲局(汇总) 已报完成 3月2日 · 乙局 未报" in lines
    assert "责任  各镇(1个)" in lines
    assert "  3月4日  本级  进度40%" in lines
    assert "    问题: 缺人" in lines
    assert "    下一步: 增派" in lines
    assert "    理由: 会议推迟" in lines
    assert "    佐证: 报告.pdf" in screen("2", snapshot, 100).splitlines()


def test_a_record_of_nothing_but_a_problem_has_no_empty_line() -> None:
    snapshot = folded_on(DAY, record("3", "2023-03-04", problem="缺人"))
    assert screen("3", snapshot, 100).endswith("进展\n  3月4日  本级  登记\n    问题: 缺人\n")


def test_a_measure_shows_its_text_once(snapshot: Snapshot) -> None:
    assert screen("1.1", snapshot, 80).count("举措甲。") == 1


GROUPED_PLAN = """\
schema: 1
id: grouped
title: 有小标题的计划
year: 2023
starts: 2023-01-01
ends: 2023-12-31
units:
  甲局: {}
tasks:
  - id: S1
    label: 一
    title: 深化改革
    tasks:
      - id: S1.1
        level: group
        label: (一)
        title: 放管服
        text: 以下各项由甲局汇总。
        tasks:
          - {id: "1", title: 减证, lead: [甲局]}
          - {id: "2", title: 便民, lead: [甲局], due: 2023-09-01}
      - {id: "3", title: 立法, lead: [甲局]}
"""


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (
            "S1",
            (
                "一、深化改革  共3项\n"
                "  绿      第1项 减证  已完成  甲局\n"
                "  红      第2项 便民  未启动  甲局\n"
                "  绿      第3项 立法  未启动  甲局\n"
                "看一项的全文: lawgov show 序号    列表: lawgov list --section S1\n"
            ),
        ),
        (
            "S1.1",
            (
                "(一)放管服  共2项\n"
                "  以下各项由甲局汇总。\n"
                "  绿      第1项 减证  已完成  甲局\n"
                "  红      第2项 便民  未启动  甲局\n"
                "看一项的全文: lawgov show 序号    列表: lawgov list --section S1.1\n"
            ),
        ),
    ],
)
def test_a_heading_shows_its_text_and_how_each_point_below_it_stands(
    heading: str, said: str
) -> None:
    plan = plan_of(GROUPED_PLAN)
    snapshot = fold(plan, events_of(record("1", "2023-09-01", status="done")), DAY)
    view = tasks_view([plan.by_id[heading]], snapshot)
    assert tasks_text(view, width=80, colour=False) == said


def test_a_task_without_a_record_says_how_to_make_one(snapshot: Snapshot) -> None:
    assert screen("3.1", snapshot, 100).endswith('进展  尚无登记。登记: lawgov note 3.1 "…"\n')


def test_the_overview_names_what_is_late_what_was_recorded_and_what_to_type(
    snapshot: Snapshot,
) -> None:
    lines = screen("overview", snapshot, 100).splitlines()
    assert "    红      第2项 执法  乙局  8月31日到期, 已逾期20天" in lines
    assert "    09-20 12:00  第4项  已报完成  丙镇完成(丙镇、李四)" in lines
    assert lines[-1] == (
        "  接着可以: lawgov list --unit 单位 · lawgov show 1 · lawgov report --month 月份"
    )


def test_the_overview_of_another_day_does_not_say_today(snapshot: Snapshot) -> None:
    assert screen("overview", snapshot, 100).splitlines()[0].endswith("截至 2023年9月20日(今天)")
    other = overview_text(overview_view(snapshot, date(2024, 1, 1)), width=100, colour=False)
    assert other.splitlines()[0].endswith("截至 2023年9月20日")


def test_the_log_says_how_much_it_leaves_out(snapshot: Snapshot) -> None:
    view = log_view(LogQuery(), snapshot.plan, snapshot.events, 2)
    shown = log_text(view, width=100, colour=False)
    assert shown.endswith("以上是最近2条, 共7条; 全部列出加 --all。\n")
    assert "丙镇 已报完成  丙镇完成" in shown
    assert "甲局完成" not in shown


def test_the_log_of_a_unit_has_what_was_recorded_under_another_name_of_its_own() -> None:
    events = events_of(record("1", unit="甲委", note="有"), record("2", unit="乙局", note="无"))
    view = log_view(LogQuery(unit="甲局"), plan_of(), events)
    assert [(row.task, row.unit) for row in view.rows] == [("1", "甲委")]


def test_the_log_names_what_was_taken_back_and_by_which_line() -> None:
    events = events_of(
        record("1", by="张三", status="done") | {"id": "a"},
        record(undo="a", by="张三") | {"id": "b", "at": "2023-03-02T12:00:00+08:00"},
    )
    shown = log_text(log_view(LogQuery(), plan_of(), events), width=100, colour=False)
    assert "    1  3月1日  已撤销 第1项  已完成\n" in shown
    assert "    2  3月2日  撤销第1行的登记\n" in shown
