"""A corrected document over a plan in use; next year's document beside last year's plan."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.vocabulary import Status
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.revision.reimport import Correction, acknowledged, corrected
from lawgov_cli.importer.revision.rollover import continuations, left_open
from lawgov_cli.store.plan_file import load_plan, read_plan
from lawgov_cli.store.plan_yaml import plan_yaml
from tests.helpers import SHIPPED_PLAN, SHIPPED_TEXT

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan

TEXT = SHIPPED_TEXT.read_text("utf-8")
DAY = "2023-07-01"


@pytest.fixture(name="plan", scope="module")
def _plan() -> Plan:
    loaded = load_plan(SHIPPED_PLAN).plan
    assert loaded
    return loaded


def correct(plan: Plan, text: str, *recorded: str) -> Correction:
    new = import_text(text, name="x", like=plan).plan
    return corrected(plan, new, recorded=recorded, day=DAY)


def without_point(text: str, label: str) -> str:
    return "\n".join(line for line in text.splitlines() if not line.startswith(f"({label})"))


def test_the_same_document_changes_nothing(plan: Plan) -> None:
    correction = correct(plan, TEXT)
    assert not correction.differs
    assert correction.plan._replace(units={}, groups={}) == plan._replace(units={}, groups={})
    assert correction[1:5] == ([], [], [], [])


def test_a_changed_sentence_keeps_its_id_and_is_marked_until_acknowledged(plan: Plan) -> None:
    text = TEXT.replace("落实好我市法治建设各项重点任务", "落实好全市法治建设各项重点任务")
    correction = correct(plan, text)
    assert [task.id for task in correction.changed] == ["2.1"]
    changed = correction.plan.by_id["2.1"]
    assert (changed.revised, changed.was) == (DAY, plan.by_id["2.1"].text)
    assert bare(document_text(correction.plan)) == bare(text)
    again = correct(correction.plan, text)
    assert not again.differs
    assert acknowledged(correction.plan, {"2"}).by_id["2.1"].revised == ""
    assert acknowledged(correction.plan, {"3"}).by_id["2.1"].revised == DAY
    assert acknowledged(correction.plan, None).by_id["2.1"].was == ""


def test_a_vanished_point_with_records_stays_where_it_was_and_prints_nothing(plan: Plan) -> None:
    text = without_point(TEXT, "十四")
    correction = correct(plan, text, "14")
    assert [task.id for task in correction.kept] == ["14"]
    sections = correction.plan.section_of("14"), plan.section_of("14")
    assert [section and section.id for section in sections] == ["S5", "S5"]
    assert bare(document_text(correction.plan)) == bare(text)
    assert correct(correction.plan, text, "14").plan.by_id["14"]


def test_a_vanished_point_without_records_is_dropped_and_reported(plan: Plan) -> None:
    correction = correct(plan, without_point(TEXT, "十四"))
    assert [task.id for task in correction.dropped] == ["14"]
    assert "14" not in correction.plan.by_id


def test_an_inserted_point_does_not_take_the_number_of_another(plan: Plan) -> None:
    new = "(八)全新的一项工作。做全新的事。(牵头单位:市司法局,责任单位:各区镇)\n(八)提高"
    correction = correct(plan, TEXT.replace("(八)提高", new))
    (added,) = [task for task in correction.added if task.title]
    assert added.id not in plan.by_id
    assert correction.plan.by_id["8"].title == plan.by_id["8"].title


def test_what_the_office_wrote_in_the_plan_survives(plan: Plan) -> None:
    own = plan._replace(report_day=20, lights=plan.lights._replace(due_soon_days=7))
    text = TEXT.replace("定期通报行政执法问题", "每月通报行政执法问题")
    kept = correct(own, text).plan
    assert (kept.report_day, kept.lights.due_soon_days) == (20, 7)
    assert kept.units == plan.units
    assert kept.groups == plan.groups


def test_the_corrected_plan_loads_back_from_its_file(plan: Plan) -> None:
    text = without_point(TEXT.replace("落实好我市", "落实好全市"), "十四")
    kept = correct(plan, text, "14").plan
    assert read_plan(plan_yaml(kept).encode(), "x.yaml").plan == kept


NEXT = """2024年太仓市法治政府建设工作要点
一、加强领导
(一)健全依法决策机制。落实重大行政决策程序规定,完善决策机制。(牵头单位:市司法局,责任单位:各镇区)
(二)建设数字法治政府。推进数据共享。(牵头单位:市数据局,责任单位:各区镇)
"""


def test_next_year_aliases_are_carried_and_continued_points_proposed(plan: Plan) -> None:
    new = import_text(NEXT, name="workpoints-2024", like=plan).plan
    assert new.groups["各区镇"] == plan.groups["各区镇"]
    assert set(new.units) >= {"市司法局", "市数据局"}
    first, *_ = continuations(plan, new)
    assert (first.old.id, first.new.id, first.same_title) == ("9", "1", True)
    assert not first.same_lead
    assert "2" not in {each.new.id for each in continuations(plan, new)}


def test_what_was_left_open_is_listed(plan: Plan) -> None:
    statuses = dict.fromkeys(plan.by_id, Status.DONE) | {"8": Status.DOING, "9": Status.ONGOING}
    assert [(task.id, status) for task, status in left_open(plan, statuses)] == [
        ("8", Status.DOING)
    ]
