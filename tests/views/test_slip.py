from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from lawgov_cli.domain.slips import Slip, series_of
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.views.slip import SlipView, register_view, slip_view
from tests.helpers import SMALL_PLAN, events_of, folded_on, plan_of, record

TODAY = date(2023, 9, 3)
SLIP = Slip("督", 2023, 7, "黄", "甲局", "2023-09-10")
PLAN = plan_of(SMALL_PLAN.replace("{abbr: yj}", "{abbr: yj, letter: true}"))


def seen(task: str, *records: dict[str, Any], level: str = "黄", unit: str = "甲局") -> SlipView:
    slip = SLIP._replace(series=series_of(unit, PLAN), level=level, unit=unit)
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
        ("2", [], "8月31日到期，已逾期3天"),
        ("2", [record("2", due="2023-09-10", reason="推迟")], "9月10日到期，剩7天"),
        ("2", [record("2", due="2023-09-03", reason="推迟")], "9月3日到期，剩0天"),
        ("4", [record("4", percent=40)], "进度40%，落后序时进度27.4个百分点"),
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
        ("4", [], "没有时限，尚未报送进展"),
        ("4", [record("4", status="doing")], "没有时限，本级3月1日登记为推进中"),
        ("4", [record("4", unit="丙镇", percent=60)], "没有时限，尚未报送进展"),
        ("4", [record("4", unit="甲局", note="已办")], "没有时限，3月1日已报送进展"),
        ("4", [record("4", unit="甲局", status="done")], "没有时限，3月1日已报完成"),
        ("4", [record("4", due="2023-10-31")], "尚未亮灯：10月31日到期，剩58天"),
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


def test_a_late_measure_of_others_is_no_fault_of_the_unit_s() -> None:
    late = "举措1.3 8月31日到期，已逾期3天"
    assert seen("1", ADDED[0]).grounds == "尚未报送进展"
    assert seen("1", ADDED[0], unit="乙局").grounds == late


def test_a_unit_s_own_late_measure_goes_before_an_earlier_one_of_others() -> None:
    assert seen("1", *ADDED).grounds == "举措1.4 9月1日到期，已逾期2天"


def test_what_is_late_as_a_whole_concerns_those_too_who_do_not_lead_it() -> None:
    assert seen("2", unit="甲局").grounds == "8月31日到期，已逾期3天"


def test_the_last_note_is_the_unit_s_own_and_none_where_only_others_have_spoken() -> None:
    own = record("1.1", on="2023-08-01", unit="甲委", note="已开展")
    others = record("1", on="2023-08-02", unit="乙局", note="乙局的话")
    office = record("1", on="2023-08-03", note="本级的话")
    view = seen("1", own, others, office)
    assert view.last is not None
    assert (view.last.date, view.last.text, view.last.measure) == ("8月1日", "已开展", "1.1")
    assert seen("1", others, office).last is None


def slip(number: int, unit: str = "甲局", **more: Any) -> dict[str, Any]:  # noqa: ANN401
    made = SLIP._replace(series=series_of(unit, PLAN), number=number, level="蓝", unit=unit)
    return record("1", "2023-08-01", slip=made._asdict(), **more)


def reply(number: int, unit: str = "甲局") -> dict[str, Any]:
    said = {"series": series_of(unit, PLAN), "year": 2023, "number": number}
    return record("1", "2023-09-14", unit=unit, reply=said, note="已整改")


CHASED = {"unit": "甲局", "how": "电话", "who": "张三", "answer": "月底报"}


def test_earlier_slips_and_chases_are_the_unit_s_own_and_the_slip_itself_is_not_one() -> None:
    chases = [record("1", "2023-08-05", chase=CHASED | {"unit": unit}) for unit in ("甲局", "丙镇")]
    view = seen("1", slip(3), slip(5), slip(7), slip(4, "丙镇"), slip(2, "乙局"), *chases)
    assert view.earlier == 2
    assert [earlier.code for earlier in view.earlier_slips] == ["督〔2023〕3号", "督〔2023〕5号"]
    assert [chase.words for chase in view.chases] == ["电话催办甲局, 张三答: 月底报"]
    assert seen("2", slip(3)).earlier == 0


def test_a_preview_has_no_number() -> None:
    view = slip_view(SLIP._replace(number=0), "1", folded_on(TODAY, plan=PLAN))
    assert (view.code, view.preview) == ("督〔2023〕第〔〕号", True)
    assert not seen("1").preview


def test_the_register_says_what_came_of_each_slip() -> None:
    records = [slip(1), slip(2, batch="b"), record(undo="b"), slip(3), slip(1, "乙局"), reply(1)]
    events = Timeline.of(events_of(*records))
    view = register_view(events, PLAN, date(2023, 9, 15))
    assert [(row.code, row.outcome) for row in view.rows] == [
        ("督〔2023〕1号", "9月14日答复, 迟4天"),
        ("督〔2023〕2号", "已撤销"),
        ("督〔2023〕3号", "未答复, 已逾期5天"),
        ("函〔2023〕1号", "未答复, 已逾期5天"),
    ]
    assert view.rows[0].reply == "已整改"
    open_ = register_view(events, PLAN, TODAY, unit="甲局", unanswered=True)
    assert [(row.number, row.outcome) for row in open_.rows] == [(3, "未答复")]
