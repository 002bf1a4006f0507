from __future__ import annotations

import pytest

from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.domain.event import Event, Evidence
from lawgov_cli.domain.plan import LightRules, Task, inferred_level
from lawgov_cli.domain.vocabulary import Level, Light, Status
from tests.helpers import SHIPPED_PLAN, plan_of

PLAN = plan_of()
SHIPPED = plan_of(SHIPPED_PLAN.read_text(encoding="utf-8"))


def test_statuses_have_their_words() -> None:
    words = ["未启动", "推进中", "待核验", "已完成", "长期坚持", "已调整"]
    assert [status.word for status in Status] == words


def test_lights_have_their_words_and_an_office_may_choose_others() -> None:
    assert [LightRules().word(light) for light in Light] == ["红", "黄", "蓝", "绿", "-"]
    assert LightRules(red="红灯").word(Light.RED) == "红灯"


def test_a_problem_is_one_line_that_an_editor_can_follow() -> None:
    problem = Problem("a.yaml", 41, 15, "未登记", "改正")
    assert problem.line_text() == "a.yaml:41:15  错误  未登记  改正"
    assert problem.is_error
    warning = problem._replace(line=0, severity=Severity.WARNING, remedy="")
    assert warning.line_text() == "a.yaml  警告  未登记"
    assert not warning.is_error


def test_the_tree_is_walked_in_document_order() -> None:
    ids = ["S1", "1", "1.1", "1.2", "2", "S2", "3", "3.1", "3.2", "4"]
    assert [task.id for task in PLAN.walk()] == ids
    assert [task.id for task in PLAN.points] == ["1", "2", "3", "4"]
    assert list(PLAN.by_id) == ids
    above = PLAN.above("1.1")
    assert (above and above.id, PLAN.above("S1"), PLAN.above("9")) == ("1", None, None)


def test_sections_and_points_above_a_task() -> None:
    section, point = PLAN.section_of("1.2"), PLAN.point_of("1.2")
    assert (section and section.id, point and point.id) == ("S1", "1")
    assert PLAN.point_of("S1") is None
    own = PLAN.point_of("2")
    assert own is not None
    assert own.id == "2"


def test_a_point_without_a_section_has_none() -> None:
    plan = PLAN._replace(tasks=(PLAN.by_id["2"],))
    assert type(PLAN)(*plan).section_of("2") is None


def test_measures_are_the_tasks_below_a_point() -> None:
    assert [task.id for task in PLAN.by_id["1"].measures] == ["1.1", "1.2"]
    assert PLAN.by_id["S1"].measures == ()


def test_every_spelling_leads_to_one_name() -> None:
    assert PLAN.canonical["甲委"] == PLAN.canonical["甲局"] == "甲局"
    assert PLAN.canonical["镇街"] == "各镇"
    assert [body.name for body in PLAN.bodies] == ["甲局", "乙局", "丙镇", "各镇", "各部门"]


def test_groups_within_groups_are_expanded() -> None:
    groups = {
        **PLAN.groups,
        "全市": PLAN.groups["各部门"]._replace(name="全市", members=("镇街", "甲局", "丙镇")),
    }
    plan = type(PLAN)(*PLAN._replace(groups=groups))
    assert plan.members_of("全市") == ("丙镇", "甲局")
    assert plan.groups_of["丙镇"] == ("各镇", "全市")
    assert plan.members_of("各部门") == ()


def test_a_group_that_holds_itself_does_not_hang() -> None:
    groups = {"甲": PLAN.groups["各镇"]._replace(name="甲", members=("甲", "丙镇"))}
    assert type(PLAN)(*PLAN._replace(groups=groups)).members_of("甲") == ("丙镇",)


def test_the_members_of_the_districts_are_those_the_notice_names() -> None:
    assert SHIPPED.members_of("各镇区") == (
        "太仓港经济技术开发区",
        "太仓高新区",
        "旅游度假区",
        "科教新城",
        "娄东街道",
        "陆渡街道",
    )


HEADING = Task("x", Level.MEASURE, title="甲")
LED = HEADING._replace(lead=("甲局",))


@pytest.mark.parametrize(
    ("parent", "task", "level"),
    [
        (None, HEADING, Level.SECTION),
        (None, HEADING._replace(lead=("甲局",)), Level.POINT),
        (None, HEADING._replace(responsible=("甲局",)), Level.POINT),
        (None, HEADING._replace(title="", text="甲"), Level.MEASURE),
        (Level.SECTION, HEADING, Level.POINT),
        (Level.SECTION, HEADING._replace(tasks=(HEADING,)), Level.GROUP),
        (Level.SECTION, HEADING._replace(tasks=(HEADING._replace(title=""),)), Level.POINT),
        (Level.GROUP, HEADING, Level.POINT),
        (None, LED._replace(tasks=(LED,)), Level.SECTION),
        (Level.SECTION, LED._replace(tasks=(HEADING, LED)), Level.GROUP),
        (Level.SECTION, LED._replace(tasks=(HEADING,)), Level.POINT),
        (Level.SECTION, LED._replace(tasks=(LED._replace(title="", text="甲"),)), Level.POINT),
        (Level.POINT, HEADING._replace(lead=("甲局",)), Level.MEASURE),
        (Level.MEASURE, HEADING, Level.MEASURE),
    ],
)
def test_the_level_of_a_node_that_states_none(
    parent: Level | None, task: Task, level: Level
) -> None:
    assert inferred_level(parent, task) is level


FULL = {
    "id": "r1",
    "batch": "b",
    "at": "2023-09-06T09:00:00+08:00",
    "on": "2023-08-30",
    "by": "张三",
    "task": "15",
    "unit": "市公安局",
    "status": "doing",
    "note": "抽查20件",
    "evidence": ["a.pdf", {"file": "b.pdf", "sha256": "00"}],
    "returned": ["市公安局"],
    "colour": {"of": "later versions"},
}


def test_an_event_gives_its_fields() -> None:
    event = Event.of(FULL, 7)
    assert (event.id, event.batch, event.at, event.day) == ("r1", "b", FULL["at"], "2023-08-30")
    assert (event.by, event.task, event.unit, event.note) == ("张三", "15", "市公安局", "抽查20件")
    assert (event.status, event.undo, event.line) == (Status.DOING, "", 7)
    assert event.evidence == (Evidence("a.pdf"), Evidence("b.pdf", "00"))
    assert event.returned == ("市公安局",)
    assert event.sort_key == ("2023-08-30", FULL["at"], "r1")
    assert event.get("colour") == {"of": "later versions"}
    assert event.data == FULL


def test_an_event_without_the_fields_that_may_be_absent() -> None:
    event = Event.of({"id": "r1", "at": "2023-09-06T09:00:00+08:00", "undo": "b"})
    assert (event.batch, event.day, event.undo) == ("r1", "2023-09-06", "b")
    assert (event.task, event.unit, event.by, event.note, event.status) == ("", "", "", "", None)
    assert (event.evidence, event.returned, event.get("due"), event.line) == ((), (), None, 0)
    assert repr(event).startswith("Event")
