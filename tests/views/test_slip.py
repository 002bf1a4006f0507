from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lawgov_cli.domain.slips import Slip
from lawgov_cli.views.chasing import SlipView, slip_view
from tests.helpers import SMALL_PLAN, folded_on, plan_of, record

TODAY = date(2023, 9, 3)
SLIP = Slip(7, 2023, "黄", "甲局", "2023-09-10")
PLAN = plan_of(SMALL_PLAN.replace("{abbr: yj}", "{abbr: yj, letter: true}"))


def seen(task: str, *records: dict[str, Any], level: str = "黄", unit: str = "甲局") -> SlipView:
    slip = SLIP._replace(level=level, unit=unit)
    return slip_view(slip, task, folded_on(TODAY, *records, plan=PLAN))


@pytest.mark.parametrize(
    ("level", "unit", "code", "form"),
    [
        ("蓝", "甲局", "督〔2023〕7号", "提醒单"),
        ("黄", "甲局", "督〔2023〕7号", "督办单"),
        ("红", "甲局", "督〔2023〕7号", "督办单"),
        ("黄", "乙局", "函〔2023〕7号", "函"),
    ],
)
def test_the_form_is_that_of_the_level_or_a_letter(
    level: str, unit: str, code: str, form: str
) -> None:
    view = seen("1", level=level, unit=unit)
    assert (view.code, view.form, view.is_letter) == (code, form, form == "函")


def test_it_says_by_when_to_answer_and_from_when_it_is() -> None:
    view = seen("1")
    assert (view.reply_by, view.date) == ("2023年9月10日", "2023年9月3日")


def test_the_other_units_of_the_task_are_named_beside_the_addressee() -> None:
    assert seen("1").others == ("乙局", "各镇")
    assert seen("1", unit="乙局").others == ("甲局", "各镇")


def test_the_text_is_the_task_s_own_with_its_measures() -> None:
    assert seen("1").text == "举措甲。举措乙。"
    assert seen("3.1").text == "上半年完成。"
    assert seen("4").text == ""


@pytest.mark.parametrize(
    ("task", "records", "said"),
    [
        ("2", [], "时限为8月31日，已逾期3天"),
        ("2", [record("2", due="2023-09-10", reason="推迟")], "时限为9月10日，剩7天"),
        ("2", [record("2", due="2023-09-03", reason="推迟")], "时限为9月3日，剩0天"),
        ("4", [], "办理状态为未启动"),
        ("4", [record("4", status="doing")], "办理状态为推进中"),
        ("4", [record("4", percent=40)], "进度40%，落后序时进度27个百分点"),
        ("4", [record("4", percent=60)], "办理状态为推进中"),
    ],
)
def test_the_grounds_are_the_rule_that_fired_with_its_numbers(
    task: str, records: list[dict[str, Any]], said: str
) -> None:
    if said.endswith("推进中"):
        records = [*records, record(task, status="doing")]
    assert seen(task, *records).grounds == said


def test_a_task_that_was_said_to_lag_has_that_for_grounds() -> None:
    assert "滞后" in seen("4", record("4", status="doing", lags=True)).grounds


def test_the_last_note_is_quoted_with_its_day_and_unit() -> None:
    view = seen("1", record("1", on="2023-08-01", unit="乙局", note="已开展"))
    assert view.last is not None
    assert (view.last.date, view.last.who, view.last.text) == ("8月1日", "乙局", "已开展")
    assert seen("1").last is None


def test_earlier_slips_on_the_task_are_counted_and_the_slip_itself_is_not() -> None:
    slips = [record("1", slip=SLIP._replace(number=number)._asdict()) for number in (3, 5, 7)]
    assert seen("1", *slips).earlier == 2
    assert seen("2", *slips).earlier == 0
