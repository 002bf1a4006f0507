"""``units``: what a reform changes, recorded and taken back."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.helpers import tab

if TYPE_CHECKING:
    from tests.conftest import Desk, Invoke

PLAN = """\
schema: 1
id: workpoints-2023
title: 某市2023年工作要点
year: 2023
issued: 2023-01-10
starts: 2023-01-01
ends: 2023-12-31
units:
  市甲局: {}
  市乙局: {}
  市丙局: {}
groups:
  市财政局等部门: {members: []}
tasks:
  - id: "S1"
    label: 一
    title: 部分一
    tasks:
      - {id: "1", label: 一, title: 要点一, lead: [市甲局, 市乙局], responsible: [市丙局]}
      - {id: "2", label: 二, title: 要点二, lead: [市乙局], responsible: [市甲局]}
      - {id: "3", label: 三, title: 要点三, lead: [市丙局], responsible: [市甲局], due: 2023-12-31}
"""


@pytest.fixture
def small(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk with the small plan, in October."""
    desk.plan.write_text(PLAN, encoding="utf-8")
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-08T10:00:00+08:00")
    return desk


def leads(invoke: Invoke, *options: str) -> list[str]:
    items = json.loads(invoke("list", "--json", *options).stdout)["items"]
    return ["、".join(item["lead"]) for item in items]


def test_two_units_made_one_by_an_alias_in_the_file_count_once(small: Desk, invoke: Invoke) -> None:
    merged = PLAN.replace("  市乙局: {}\n", "").replace("市甲局: {}", "市甲局: {aliases: [市乙局]}")
    small.plan.write_text(merged, encoding="utf-8")
    invoke("note", "1", "在办", "--unit", "市乙局")
    assert leads(invoke) == ["市甲局", "市甲局", "市丙局"]
    shown = json.loads(invoke("stats", "--json").stdout)
    (row,) = [unit for unit in shown["units"] if unit["name"] == "市甲局"]
    assert row["total"] == 2
    assert invoke("list", "--where", "报送:齐", "--format", "ids").stdout == "1\n"


@pytest.mark.usefixtures("small")
def test_the_july_report_reads_as_it_did_after_a_renaming_in_october(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LAWGOV_NOW", "2023-08-01T10:00:00+08:00")
    invoke("note", "2", "七月进展", "--unit", "市乙局", "--on", "7月5日", "--yes")
    july = invoke("report", "--month", "7月", "-o", "-").stdout
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-31T10:00:00+08:00")
    invoke("units", "rename", "市乙局", "市新局", "--on", "10月8日")
    assert invoke("report", "--month", "7月", "-o", "-").stdout == july
    assert "市乙局" in july
    october = invoke("report", "--month", "10月", "-o", "-").stdout
    assert "市新局" in october
    assert "市乙局" not in october


@pytest.mark.usefixtures("small")
def test_a_report_for_one_unit_holds_what_it_said_under_its_old_name(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    invoke("note", "2", "十月进展", "--unit", "市乙局", "--on", "10月5日")
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-31T10:00:00+08:00")
    invoke("units", "rename", "市乙局", "市新局", "--on", "10月8日")
    report = invoke("report", "--month", "10月", "--unit", "市乙局", "-o", "-").stdout
    assert "市新局：十月进展" in report


def test_a_report_made_again_says_that_a_name_was_changed_in_the_file(
    small: Desk, invoke: Invoke
) -> None:
    invoke("note", "2", "七月进展", "--unit", "市乙局", "--on", "7月5日", "--yes")
    small.plan.write_text(
        PLAN.replace("市乙局: {}", "市新局: {aliases: [市乙局]}"), encoding="utf-8"
    )
    said = invoke("report", "--month", "7月", "--known-at", "10月8日", "-o", "a.md").stdout
    assert "lawgov units rename 市乙局 市新局 --on 日期" in said


def test_a_renaming_echoes_the_points_and_is_taken_back(small: Desk, invoke: Invoke) -> None:
    said = invoke("units", "rename", "市乙局", "市新局", "--on", "10月1日").stdout.splitlines()
    assert said == [
        "市乙局更名为市新局   2023年10月1日",
        "  市乙局: 牵头第1、2项",
        "  这一天以前的报表仍用原来的名称; 原来的名称仍可用来查询和登记。",
        "已记入 workpoints-2023.journal.yaml 第1行。撤销: lawgov undo",
    ]
    assert leads(invoke) == ["市甲局、市新局", "市新局", "市丙局"]
    assert leads(invoke, "--unit", "市乙局") == ["市甲局、市新局", "市新局"]
    assert leads(invoke, "--as-of", "9月30日") == ["市甲局、市乙局", "市乙局", "市丙局"]
    assert leads(invoke, "--as-of", "9月30日", "--unit", "市新局") == ["市甲局、市乙局", "市乙局"]
    undone = invoke("undo").stdout
    assert undone.startswith("已撤销: 第1行  市乙局更名为市新局")
    assert leads(invoke) == ["市甲局、市乙局", "市乙局", "市丙局"]
    assert small.plan.read_text(encoding="utf-8") == PLAN


def test_what_is_recorded_of_an_earlier_day_bears_the_name_of_that_day(
    small: Desk, invoke: Invoke
) -> None:
    invoke("units", "rename", "市乙局", "市新局", "--on", "10月1日")
    invoke("note", "2", "九月进展", "--unit", "市新局", "--on", "9月20日")
    invoke("set", "2", "--lead", "市新局", "--on", "9月20日", "--yes")  # as it was: only asked
    assert '"unit":"市乙局"' in small.lines[1]
    assert '"lead":["市乙局"]' in small.lines[2]


def test_tab_offers_the_names_of_today(small: Desk, invoke: Invoke) -> None:
    invoke("units", "rename", "市乙局", "市新局")
    assert tab("list", "--unit", "市新") == [("市新局", "")]
    assert tab("list", "--unit", "市乙") == [("市乙局", "市新局")]
    assert small.journal.exists()


@pytest.mark.usefixtures("small")
def test_a_merger_is_undone(invoke: Invoke) -> None:
    invoke("units", "merge", "市甲局", "市乙局", "--into", "市新局")
    assert leads(invoke) == ["市新局", "市新局", "市丙局"]
    invoke("undo")
    assert leads(invoke) == ["市甲局、市乙局", "市乙局", "市丙局"]


@pytest.mark.usefixtures("small")
def test_an_end_without_a_successor_lists_the_points_left_without_a_lead(invoke: Invoke) -> None:
    assert "撤销单位需要说明理由" in invoke("units", "end", "市乙局", code=2).stderr
    said = invoke("units", "end", "市乙局", "--reason", "机构改革").stdout
    assert "没有牵头单位了: 第2项。另定牵头单位: lawgov set 序号 --lead 单位" in said
    assert leads(invoke) == ["市甲局", "", "市丙局"]
    refused = invoke("note", "1", "已办", "--unit", "市乙局", code=4).stderr
    assert "“市乙局”已于2023年10月8日撤销" in refused
    assert "市乙局" in invoke("note", "1", "已办", "--unit", "市乙局", "--on", "10月7日").stdout
    assert "市乙局(2023年10月8日撤销)" in invoke("units", "市乙局").stdout
    assert "共2个单位" in invoke("units").stdout


@pytest.mark.usefixtures("small")
def test_a_successor_takes_over(invoke: Invoke) -> None:
    invoke("units", "end", "市乙局", "--successor", "市丙局", "--reason", "机构改革")
    assert leads(invoke) == ["市甲局、市丙局", "市丙局", "市丙局"]


def test_a_dry_run_writes_nothing(small: Desk, invoke: Invoke) -> None:
    said = invoke("units", "rename", "市乙局", "市新局", "--dry-run").stdout
    assert said.endswith("以上是预览, 没有登记。去掉 --dry-run 即登记。\n")
    assert not small.journal.exists()


def test_a_change_that_changes_nothing_is_asked_about(small: Desk, invoke: Invoke) -> None:
    refused = invoke("units", "rename", "市乙局", "市乙局", code=2).stderr
    assert "这样登记没有变化" in refused
    assert not small.journal.exists()


@pytest.mark.usefixtures("small")
def test_a_change_that_would_make_a_later_one_impossible_is_refused(invoke: Invoke) -> None:
    invoke("units", "add", "市新局", "--on", "10月5日")
    refused = invoke("units", "alias", "市甲局", "市新局", "--on", "10月1日", code=2).stderr
    assert "会使台账第1行的变动无法计入" in refused


@pytest.mark.usefixtures("small")
def test_diff_takes_no_new_name_for_a_change(invoke: Invoke) -> None:
    invoke("units", "rename", "市乙局", "市新局", "--on", "10月5日")
    assert "3项都没有变化" in invoke("diff", "9月30日", "10月8日").stdout


def test_towns_are_registered_with_their_group_in_one_go(small: Desk, invoke: Invoke) -> None:
    command = ("units", "group", "add", "各区镇", "沙溪镇、浏河镇", "市丙局")
    refused = invoke(*command, code=2).stderr
    assert "沙溪镇、浏河镇还没有登记, 将登记为新单位" in refused
    assert "单位组“各区镇”还没有登记, 将一并登记" in refused
    assert not small.journal.exists()
    invoke(*command, "--yes")
    assert "成员: 沙溪镇、浏河镇、市丙局" in invoke("units", "各区镇").stdout
    invoke("units", "group", "remove", "各区镇", "沙溪镇")
    assert "成员: 浏河镇、市丙局" in invoke("units", "各区镇").stdout
    invoke("undo", "1")
    assert invoke("check").code == 0


@pytest.mark.usefixtures("small")
def test_new_members_of_a_group_are_said_not_to_be_asked_where_the_month_was_due_before(
    invoke: Invoke, monkeypatch: pytest.MonkeyPatch
) -> None:
    command = ("units", "group", "add", "各镇", "沙溪镇", "--yes")
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-25T10:00:00+08:00")
    assert "截止" not in invoke(*command, "--dry-run").stdout
    monkeypatch.setenv("LAWGOV_NOW", "2023-10-26T10:00:00+08:00")
    said = "10月的报送已于25日截止, 没有算上新成员; 要算上, 撤销后加 --on 10月25日 再登记"
    assert f"  {said}\n" in invoke(*command, "--dry-run").stdout
    assert "截止" not in invoke(*command, "--on", "10月25日").stdout


@pytest.mark.usefixtures("desk")
def test_the_initials_by_which_a_unit_can_be_typed_are_shown(invoke: Invoke) -> None:
    (row,) = (line for line in invoke("units").stdout.splitlines() if "市公安局" in line)
    assert "gaj" in row
    assert invoke("list", "--unit", "gaj").stdout.startswith("市公安局 ")


@pytest.mark.usefixtures("small")
def test_contact_and_phone_are_shown(invoke: Invoke) -> None:
    invoke("units", "set", "市丙局", "--contact", "张三", "--phone", "0512-53500000")
    assert "联络员: 张三   电话: 0512-53500000" in invoke("units", "市丙局").stdout
    (unit,) = json.loads(invoke("units", "市丙局", "--json").stdout)["units"]
    assert (unit["contact"], unit["phone"]) == ("张三", "0512-53500000")


@pytest.mark.usefixtures("small")
def test_a_new_unit_gets_all_that_is_said_of_it(invoke: Invoke) -> None:
    said = ("--alias", "新局", "--abbr", "xj", "--letter", "--phone", "1")
    invoke("units", "add", "市新局", *said)
    assert "市新局" in invoke("units", "xj").stdout
    assert "市新局 报送进展" in invoke("note", "1", "在办", "--unit", "新局", "--yes").stdout


@pytest.mark.parametrize(
    ("command", "said"),
    [
        (("add",), "请写成: lawgov units add 单位"),
        (("rename", "市乙局"), "请写成: lawgov units rename 旧名 新名"),
        (("rename", "市乙局", "市甲局"), "lawgov units merge 市乙局 --into 市甲局"),
        (("rename", "市财政局等部门", "新"), "“市财政局等部门”是单位组, 不是单位"),
        (("merge", "市乙局"), "请写成: lawgov units merge 单位 单位 --into 单位"),
        (("set", "市乙局"), "请写成: lawgov units set 单位 --contact"),
        (("alias", "市乙局", "乙", "--phone", "1"), "units alias 不用 --phone"),
        (("group", "add", "各区镇"), "请写成: lawgov units group add 单位组 单位…"),
        (("市乙局", "市甲局"), "一次看一个单位"),
        (("rename", "市乙局", "市新局", "--on", "12月1日"), ""),
    ],
)
def test_what_cannot_be_read_is_answered_with_what_to_write(
    command: tuple[str, ...], said: str, small: Desk, invoke: Invoke
) -> None:
    assert said in invoke("units", *command, code=2).stderr
    assert not small.journal.exists()


@pytest.mark.parametrize(
    "command", [("note", "1", "在办", "--unit"), ("set", "1", "--reason", "改", "--lead")]
)
def test_recording_never_turns_a_unit_into_a_group_that_begins_alike(
    command: tuple[str, ...], small: Desk, invoke: Invoke
) -> None:
    refused = invoke(*command, "市财政局", code=4).stderr
    assert "没有“市财政局”这个单位, 名称相近的是单位组“市财政局等部门”" in refused
    assert "lawgov units add 市财政局" in refused
    assert not small.journal.exists()
    assert "市财政局等部门" in invoke("units", "市财政局").stdout  # to look it up is harmless


def test_check_names_a_change_that_cannot_be(small: Desk, invoke: Invoke) -> None:
    small.journal.write_text(
        '- {"id":"r1","at":"2023-10-01T10:00:00+08:00","units":'
        '{"do":"rename","unit":"市丁局","to":"市新局"}}\n',
        encoding="utf-8",
    )
    assert "单位变动没有计入: 没有“市丁局”这个单位" in invoke("check").stdout


def test_signs_that_are_not_seen_are_no_part_of_a_name(small: Desk, invoke: Invoke) -> None:
    invoke("units", "rename", "市丙\u200b局", "市\u200d新局", "--on", "9月1日")
    invoke("units", "add", "市戊\u200b局", "--alias", "戊\ufeff局", "--contact", "张\u2060三")
    assert "".join(small.lines).isprintable()
    assert "\\u" not in "".join(small.lines)
    assert "市新局" in invoke("units", "市新局").stdout


@pytest.mark.usefixtures("desk")
def test_a_change_before_the_unit_was_there_names_the_day(invoke: Invoke) -> None:
    invoke("units", "add", "市新局", "--on", "9月1日")
    for change in (["rename", "市新局", "市更新局"], ["end", "市新局", "--reason", "撤并"]):
        refused = invoke("units", *change, "--on", "8月1日", code=4).stderr
        assert refused.startswith("2023年8月1日还没有“市新局”。请改写日期。")
