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
        ("2", [], "8月31日到期, 已逾期3天"),
        ("2", [record("2", due="2023-09-10", reason="推迟")], "9月10日到期, 剩7天"),
        ("2", [record("2", due="2023-09-03", reason="推迟")], "9月3日到期, 剩0天"),
        ("4", [record("4", percent=40)], "进度40%, 落后序时进度27个百分点"),
        ("4", [record("4", status="doing", lags=True)], "登记为滞后"),
    ],
)
def test_the_grounds_are_the_rule_that_fired_with_its_numbers(
    task: str, records: list[dict[str, Any]], said: str
) -> None:
    assert seen(task, *records).grounds == said


@pytest.mark.parametrize(
    ("task", "records", "said"),
    [
        ("4", [], "没有时限, 尚未报送进展"),
        ("4", [record("4", status="doing")], "没有时限, 本级3月1日登记为推进中"),
        ("4", [record("4", unit="丙镇", percent=60)], "没有时限, 丙镇已报送进展"),
        ("4", [record("4", due="2023-10-31")], "尚未亮灯: 10月31日到期, 剩58天"),
        ("2", [record("2", status="done")], "本级3月1日登记为已完成"),
    ],
)
def test_the_grounds_of_what_is_not_lit_are_what_is_true_of_it(
    task: str, records: list[dict[str, Any]], said: str
) -> None:
    assert seen(task, *records).grounds == said


ADDED = [
    record("1", add={"id": "1.3", "text": "甲", "due": "2023-08-31", "lead": ["乙局"]}),
    record("1", add={"id": "1.4", "text": "乙", "due": "2023-09-01", "lead": ["甲局"]}),
]


def test_who_does_not_answer_for_the_late_measure_is_told_who_does() -> None:
    late = "举措1.3 8月31日到期, 已逾期3天"
    assert seen("1", ADDED[0]).grounds == f"{late}, 乙局牵头"
    assert seen("1", ADDED[0], unit="乙局").grounds == late


def test_a_unit_s_own_late_measure_goes_before_an_earlier_one_of_others() -> None:
    assert seen("1", *ADDED).grounds == "举措1.4 9月1日到期, 已逾期2天"


def test_the_last_note_is_quoted_with_its_day_and_unit() -> None:
    view = seen("1", record("1", on="2023-08-01", unit="乙局", note="已开展"))
    assert view.last is not None
    assert (view.last.date, view.last.who, view.last.text) == ("8月1日", "乙局", "已开展")
    assert seen("1").last is None


def test_earlier_slips_on_the_task_are_counted_and_the_slip_itself_is_not() -> None:
    slips = [record("1", slip=SLIP._replace(number=number)._asdict()) for number in (3, 5, 7)]
    assert seen("1", *slips).earlier == 2
    assert seen("2", *slips).earlier == 0
