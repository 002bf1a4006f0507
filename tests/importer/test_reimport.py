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
    assert not any(correction[1:])


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


# ---------------------------------------------------------------- what the office put in, took out

OWN = """2024年某市法治政府建设工作要点
一、健全制度
1.加强合法性审查。开展档案巡查。（牵头单位：市司法局）
2.加强备案审查。按月通报情况。（牵头单位：市政府办公室）
3.规范执法行为。
（1）修订裁量基准。
（2）公布权责清单。
（牵头单位：市城管局）
二、加强保障
4.加强队伍建设。组织业务培训。（牵头单位：市人社局）
"""
OTHER = OWN.replace("组织业务培训", "每季度组织业务培训")


def edited(old: str, new: str) -> Plan:
    """The plan made of OWN, with *old* in its file changed to *new* by hand."""
    yaml = plan_yaml(import_text(OWN, name="x").plan)
    assert yaml.count(old) == 1
    loaded = read_plan(yaml.replace(old, new).encode(), "x.yaml")
    assert loaded.plan, loaded.problems
    return loaded.plan


def again(plan: Plan, text: str) -> Correction:
    """*plan*, made of OWN, brought up to *text*."""
    before, new = (import_text(each, name="x", like=plan).plan for each in (OWN, text))
    return corrected(plan, new, recorded=(), day=DAY, before=before)


def shape(plan: Plan) -> list[str]:
    """The ids, each with that of what it stands below."""
    above = {task.id: plan.above(task.id) for task in plan.walk()}
    return [f"{up.id}/{own}" if (up := above[own]) else own for own in above]


SECOND = '      - id: "2"\n'
EDITS = {
    "a point of its own": (SECOND, "      - {id: 1a, title: 自加的, lead: [市司法局]}\n" + SECOND),
    "a measure of its own": (
        '          - id: "3.2"\n',
        '          - {id: 3.1a, text: 自加的举措}\n          - id: "3.2"\n',
    ),
    "a section of its own": (
        SECOND,
        "  - id: S9\n    level: section\n    title: 自设\n    tasks:\n" + SECOND,
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_what_the_office_put_in_stays_where_it_stood(edit: str) -> None:
    plan = edited(*EDITS[edit])
    assert not again(plan, OWN).differs
    correction = again(plan, OTHER)
    assert shape(correction.plan) == shape(plan)
    assert [task.id for task in correction.changed] == ["4.1"]
    assert correction.dropped == []
    (own,) = correction.put_in
    assert own.title.startswith("自") or own.text.startswith("自")


def test_of_a_document_that_says_the_same_even_what_was_moved_stays_where_it_is() -> None:
    plan = import_text(OWN, name="x").plan
    first, second = plan.tasks
    moved = second._replace(tasks=(*second.tasks, first.tasks[1]))
    plan = plan._replace(tasks=(first._replace(tasks=(first.tasks[0], first.tasks[2])), moved))
    correction = again(plan, OWN)
    assert not correction.differs
    assert shape(correction.plan) == shape(plan)


def test_what_the_office_took_out_does_not_come_back() -> None:
    plan = import_text(OWN, name="x").plan
    first, second = plan.tasks
    third = first.tasks[2]
    fewer = third._replace(tasks=third.tasks[:1])
    plan = plan._replace(tasks=(first._replace(tasks=(first.tasks[0], fewer)), second))
    correction = again(plan, OTHER)
    assert shape(correction.plan) == ["S1", "S1/1", "1/1.1", "S1/3", "3/3.1", "S2", "S2/4", "4/4.1"]
    assert [task.title or task.text for task in correction.taken_out] == [
        "加强备案审查",
        "公布权责清单",
    ]
    assert correction.added == []
    dissolved = plan._replace(tasks=(*first.tasks, second))
    assert shape(again(dissolved, OTHER).plan) == shape(dissolved)


def test_what_the_document_changed_of_what_was_taken_out_comes_back_as_new() -> None:
    plan = import_text(OWN, name="x").plan
    first, second = plan.tasks
    plan = plan._replace(tasks=(first._replace(tasks=(first.tasks[0], first.tasks[2])), second))
    correction = again(plan, OWN.replace("按月通报情况", "按周通报情况"))
    assert [task.title for task in correction.added if task.title] == ["加强备案审查"]
    assert correction.taken_out == []


def test_a_heading_that_the_office_made_a_point_stays_one() -> None:
    text = OWN + "三、其他事项\n"
    plan = import_text(text, name="x").plan
    last = plan.tasks[-1]
    assert last.level.is_heading
    point = last._replace(id="5", level=plan.points[0].level, lead=("市司法局",))
    plan = plan._replace(tasks=(*plan.tasks[:-1], point))
    before, new = (
        import_text(each, name="x", like=plan).plan for each in (text, OTHER + "三、其他事项\n")
    )
    correction = corrected(plan, new, recorded=(), day=DAY, before=before)
    assert shape(correction.plan) == shape(plan)
    assert correction.plan.by_id["5"].lead == ("市司法局",)
    assert correction.dropped == correction.put_in == []
