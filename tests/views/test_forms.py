"""What a form asks a unit, and what it tells it of before."""

from __future__ import annotations

from datetime import date

from lawgov_cli.base.dates import month
from lawgov_cli.domain.answers import split_key
from lawgov_cli.views.forms import FormSources, FormView, due_words, form_view, last_words
from tests.helpers import folded_on, record

JUNE = month(2023, 6)
SAID = (
    record("1", on="2023-04-05", unit="甲局", note="四月的话", number=1),
    record("1", on="2023-05-05", unit="甲局", note="五月的话", number=2),
    record("1", on="2023-05-06", unit="甲局", note="内部的话", internal=True, number=3),
    record("1", on="2023-05-07", unit="乙局", note="别人的话", number=4),
    record("1", on="2023-06-05", unit="甲局", note="本月的话", number=5),
    record("4.1", on="2023-05-05", unit="甲局", note="举措的话", number=7),
    record("4", on="2023-05-01", add={"id": "4.1", "text": "甲局自办", "lead": ["甲局"]}, number=6),
)


def form(unit: str) -> FormView:
    sources = FormSources(asked=lambda task: task == "1")
    snapshot = folded_on(date(2023, 6, 20), *SAID)
    return form_view(snapshot, unit, JUNE, sources, office="法治办", deadline="2023年6月25日")


def test_a_form_lists_what_the_unit_leads_and_answers_for_and_the_measures_that_name_it() -> None:
    assert [(row.task, row.part) for row in form("甲局").rows] == [
        ("1", "牵头·汇总"),
        ("2", "责任"),
        ("4", "牵头·汇总"),
        ("4.1", "牵头·汇总"),
    ]


def test_what_comes_through_a_group_says_so() -> None:
    assert [(row.task, row.part) for row in form("丙镇").rows] == [
        ("1", "责任(各镇)"),
        ("3", "牵头(各镇)"),
        ("4", "责任"),
    ]


def test_the_words_before_are_the_units_own_of_an_earlier_month_and_never_internal() -> None:
    rows = {row.task: row.last for row in form("甲局").rows}
    assert rows == {"1": "五月的话", "2": "", "4": "举措4.1: 举措的话", "4.1": "举措的话"}
    kept = last_words(folded_on(date(2023, 6, 20), *SAID), "甲局", JUNE)
    assert kept == {task: text for task, text in rows.items() if text}


def test_time_limits_are_as_printed() -> None:
    assert due_words(folded_on(date(2023, 6, 20)), "乙局") == {"1": "", "2": "8月31日"}


def test_a_row_knows_its_plan_and_task() -> None:
    assert split_key(form("甲局").rows[0].key) == ("small", "1")
    assert split_key("no key") == ("", "")


def test_how_many_are_asked_is_said() -> None:
    made = form("甲局")
    assert (made.asked, made.filled) == (1, 0)
    assert "4项任务, 请填写其中标“请填”的1项, 于2023年6月25日前报法治办" in made.how_to[0]
    late = made._replace(past=True)
    assert "标“请填”的1项, 尽快报法治办(截止日期2023年6月25日已过)。" in late.how_to[0]
    everything = made._replace(rows=made.rows[:1], deadline="")
    assert everything.how_to[0].startswith("请填写本单位的1项任务。没有进展的")
