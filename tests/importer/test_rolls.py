"""Lines of a meeting and of a form are nobody's tasks; others that begin alike are."""

from __future__ import annotations

import pytest

from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.rolls import is_form_line, is_roll

MINUTES = (
    "青禾市联席会议纪要\n2025年3月1日\n1.清查资产。\n2.修缮道路。由市住建局牵头，市城管局配合。"
)


@pytest.mark.parametrize(
    "line",
    [
        "列席：张一（市教育局）、孙二（市公安局）",
        "出　席：市教育局　孙二",
        "出席（12人）：张一（市教育局）",
        "【列席】张一（市教育局）、孙二（市公安局）",
        "参会人员　张一（市教育局）、孙二（市公安局）",
        "参加：张一（市教育局）",
        "会议主持人：张一",
        "纪要整理：张一（市教育局）",
        "请假：张一（市教育局，出差）",
        "发送范围：市教育局、市公安局",
        "市教育局、市公安局主要负责同志列席会议。",
    ],
)
def test_who_was_there_closes_the_list_and_has_no_task(line: str) -> None:
    found = import_text(f"{MINUTES}\n{line}", name="x")
    last = found.plan.points[-1]
    assert (last.lead, last.responsible) == (("市住建局",), ("市城管局",))
    assert found.plan.closing.strip() == line
    assert {doubt.code for doubt in found.doubts} == {"no-units"}


@pytest.mark.parametrize(
    "line",
    [
        "参加：市教育局、市公安局",
        "整理　档案室",
        "记录档案：由市档案局负责",
        "报送：每月5日前",
        "市教育局负责同志抓落实。",
    ],
)
def test_what_only_begins_alike_is_no_such_line(line: str) -> None:
    assert not is_roll(line)


@pytest.mark.parametrize(
    "line", ["填报单位（章）：市教育局　填报日期：2025年3月1日", "制 表 人：张一"]
)
def test_who_filled_a_form_in(line: str) -> None:
    assert is_form_line(line)
    assert not is_form_line("责任单位：市教育局")
