"""Sentences of a text that say who does what: read by kind, and never without a doubt."""

from __future__ import annotations

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.prose import prose

#: Sentences with what is done in them, who leads, and who answers.
SAYING = [
    ("由A局牵头，对全市文件开展清理。", "A局", ""),
    ("由A局牵头，B局、C局配合，开展清理。", "A局", "B局 C局"),
    ("由A局会同B局、C局开展清理。", "A局", "B局 C局"),
    ("由A局牵头会同B局研究制定办法。", "A局", "B局"),
    ("A局要会同有关部门建立台账。", "A局", "有关部门"),
    ("A局、B局等部门要会同C局开展核查。", "A局 B局等部门", "C局"),
    ("A局要牵头制定方案，B局要配合做好保障。", "A局", "B局"),
    ("A局要切实履行牵头职责，B局要积极配合，形成合力。", "A局", "B局"),
    ("A局牵头开展清理，B局、C局参与。", "A局", "B局 C局"),
    ("A局负责培训教材，B局负责培训场地。", "", "A局 B局"),
    ("A局牵头，各镇（街道）具体落实，B局保障经费。", "A局", "各镇（街道） B局"),
    ("请A局牵头，B局参加，编写教材。", "A局", "B局"),
    ("此项工作由A局牵头组织，B局协助开展。", "A局", "B局"),
    ("日常工作由A局承担。", "", "A局"),
    ("以A局为主，B局配合，排查隐患。", "A局", "B局"),
    ("以市A局为主，B局配合，排查隐患。", "市A局", "B局"),
    ("A局为牵头单位，B局为责任单位，每季度会商。", "A局", "B局"),
    ("A局、B局联合开展检查。", "", "A局 B局"),
    ("A局、B局按照各自职责做好宣传。", "", "A局 B局"),
    ("A局具体负责登记，B局督促指导。", "", "A局"),
    ("由分管副县长牵头，A局、B局参加，开展督查。", "", "A局 B局"),
    ("工作分工：A局牵头编制，B局组织印发。", "A局", "B局"),
    ("A局牵头抓、B局协同抓好宣传。", "A局", "B局"),
    ("对违规的，由A局依法处罚。", "", "A局"),
    ("由A局牵头，定期通报进展。", "A局", ""),
    ("由A局牵头，组建工作专班。", "A局", ""),
    ("A局，B局，各镇街负责登记。", "", "A局 B局 各镇街"),
    ("A局要尽快牵头出台细则，B局同步落实经费。", "A局", "B局"),
    ("A局主责，派出所配合抓好巡查。", "A局", "派出所"),
    ("涉及资金的由A局负责，涉及人员的由B局负责。", "", "A局 B局"),
    ("A局牵头巡查堤防，水利站、供水企业协助，汛前完成。", "A局", "水利站 供水企业"),
    ("A局、B局配合做好宣传。", "", "A局 B局"),
    ("A局牵头组建队伍，B局、供电所派员参加。", "A局", "B局 供电所"),
    ("由A局组织清理，县林场予以支持。", "", "A局 县林场"),
    ("各村具体落实，水利站巡查督促。", "", "各村"),
    ("A局统筹，各县B局落实。", "", "A局 各县B局"),
    ("A局主抓、B局承办、各镇参与，按期开幕。", "A局", "B局 各镇"),
    ("水利站牵头巡查堤防，文化站配合。", "水利站", "文化站"),
    ("以河管中心为主体，B局参与，清理河道。", "河管中心", "B局"),
    ("A局会同B局、河管中心于5月前制定办法。", "A局", "B局 河管中心"),
    ("由A局牵头，鼓励社会组织参与，加强社区协助，开展关爱。", "A局", ""),
    ("责成A局拿出方案，B局组织试点。", "", "A局 B局"),
    ("明确A局为牵头部门，B局为成员单位。", "A局", "B局"),
    ("科研科会商市A局、B局确定选题。", "科研科", "市A局 B局"),
    ("由A局商市B局办理。", "A局", "市B局"),
    ("A局商请市B局确定清单。", "A局", "市B局"),
    ("交由A局承制，B局参演。", "", "A局 B局"),
    ("A局主抓，各镇街跟进兜底。", "A局", "各镇街"),
    ("A局扛总责，B局打配合。", "A局", "B局"),
    ("A局负主体责任，B局负监管责任。", "", "A局 B局"),
    ("由A局牵头，财务科筹措资金，9月前全部完成。", "A局", "财务科"),
    ("质监站牵头，邀请行业专家参加。", "质监站", ""),
    ("A局牵头，各级各部门高度重视。", "A局", ""),
    ("A局牵头，财务科筹措资金。", "A局", "财务科"),
    ("由市委组织部牵头选派，市委统战部协助管理。", "市委组织部", "市委统战部"),
]
#: Sentences that give nobody a task of the point's.
SILENT = [
    "配合市中级人民法院做好提级执行工作。",
    "加强行业性、专业性调解组织建设，深化特色调解工作室建设。",
    "A局牵头、B局参与的工作机制要加快建立。",
    "A局要充分发挥牵头作用，推动任务落实。",
    "建立由A局牵头、B局等部门参与的联席会议制度。",
    "成立由A局牵头的专班，统筹推进。",
    "对A局、B局牵头的任务实行清单管理。",
    "A局牵头建设的平台已经上线。",
    "本办法由A局负责解释。",
    "所需经费由A局统筹安排。",
    "由A局分管领导任组长。",
    "各级各部门要高度重视，加强协调配合。",
    "请各单位认真抓好落实。",
    "A局要加强组织领导，明确专人。",
    "及时向A局报送进展，由专人负责。",
    "坚持党委领导、政府负责、社会协同。",
    "落实企业负责人责任，健全制度。",
    "牵头单位要加强统筹，配合单位要主动作为。",
    "各镇街、各部门配合做好宣传。",
    "支持A局参与国际交流，引导各类协会参加。",
    "加强与A局的协作配合。",
    "申报单位负责提交材料，审核单位负责审核。",
]
DOCUMENT = """云桥市2025年行政执法监督工作要点
一、规范执法
1.清理文件。逐件审查。（责任单位：市司法局）
2.健全台账。逐件登记。{}
3.公布结果。公开清单。（责任单位：市政务办）
"""


@pytest.mark.parametrize(("sentence", "lead", "responsible"), SAYING)
def test_a_sentence_says_who_leads_and_who_answers(
    sentence: str, lead: str, responsible: str
) -> None:
    said = [place.attribution for place in prose(sentence)]
    names = [" ".join(n for a in said for n in part(a)) for part in (_lead, _others)]
    assert names == [lead, responsible]


def _lead(said: object) -> tuple[str, ...]:
    return said.lead  # type: ignore[attr-defined,no-any-return]


def _others(said: object) -> tuple[str, ...]:
    return said.responsible  # type: ignore[attr-defined,no-any-return]


@pytest.mark.parametrize("sentence", SILENT)
def test_a_sentence_that_gives_no_task_names_nobody(sentence: str) -> None:
    assert prose(sentence) == ()
    point = import_text(DOCUMENT.format(sentence), name="x").plan.points[1]
    assert (point.lead, point.responsible) == ((), ())


@pytest.mark.parametrize(
    "sentence", [each[0] for each in SAYING if any(each[1:]) and "分工" not in each[0]]
)
def test_what_was_read_from_a_sentence_is_told_and_the_sentence_stays(sentence: str) -> None:
    sentence = sentence.replace("A局", "市卫健局").replace("B局", "市体育局")
    found = import_text(DOCUMENT.format(f"{sentence}期满验收。"), name="x")
    assert (4, "prose") in {(doubt.line, doubt.code) for doubt in found.doubts}
    assert [task.text for task in found.plan.points[1].tasks][1:] == [sentence, "期满验收。"]


@pytest.mark.parametrize("words", ["组建工作专班", "逐步列为预算单位", "召开动员大会"])
def test_words_behind_a_verb_that_end_like_a_body_are_no_unit(words: str) -> None:
    found = import_text(DOCUMENT.format(f"由市卫健局牵头，{words}。"), name="x")
    point = found.plan.points[1]
    assert (point.lead, point.responsible) == (("市卫健局",), ())


def test_a_point_with_an_attribution_of_its_own_is_not_read_but_told() -> None:
    words = "由市卫健局牵头，开展体检。（责任单位：市体育局）"
    found = import_text(DOCUMENT.format(words), name="x")
    point = found.plan.points[1]
    assert (point.lead, point.responsible) == ((), ("市体育局",))
    assert [(d.line, d.code) for d in found.doubts] == [(4, "prose-left")]


def test_a_sentence_that_repeats_the_bodies_of_its_point_is_no_doubt() -> None:
    words = "市卫健局、市体育局联合开展体检。（市卫健局牵头，市体育局配合）"
    assert import_text(DOCUMENT.format(words), name="x").doubts == []


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("本政策措施由市卫健局牵头实施。", "prose-left"),
        ("上述任务由市卫健局牵头。", "points-unread"),
    ],
)
def test_a_sentence_about_the_whole_is_nobodys_and_told(words: str, code: str) -> None:
    found = import_text(DOCUMENT.format(words), name="x")
    point = found.plan.points[1]
    assert (point.lead, point.responsible) == ((), ())
    assert (4, code) in {(doubt.line, doubt.code) for doubt in found.doubts}


def test_a_title_that_is_a_body_says_who_does_what_follows() -> None:
    text = """云桥市2025年城市环境整治方案
一、主要任务
1.整治占道。（责任单位：市城管局）
二、职责分工
1.市卫健局：负责医院周边整治，配合市城管局做好宣传。
2.各县区政府：落实属地责任。
"""
    found = import_text(text, name="x")
    assert [point.responsible for point in found.plan.points[1:]] == [
        ("市卫健局",),
        ("各县区政府",),
    ]
    assert ((5, 6), "title-unit") in {(doubt.lines, doubt.code) for doubt in found.doubts}


@pytest.mark.parametrize("title", ["动员部署", "总结大会", "加强领导", "市场秩序"])
def test_a_title_that_only_ends_as_a_body_does_is_none(title: str) -> None:
    text = DOCUMENT.replace("健全台账", title).format("")
    assert import_text(text, name="x").plan.points[1].responsible == ()


def test_provisions_are_told_with_the_way_to_take_them_out() -> None:
    text = DOCUMENT.format("（责任单位：市司法局）") + "4.本要点自印发之日起施行。\n"
    found = import_text(text, name="x")
    doubt = next(doubt for doubt in found.doubts if doubt.code == "provision")
    assert (doubt.lines, "level 写成 group" in doubt.suggestion) == ((6,), True)
    form = doubt.suggestion.partition('form: "')[2].rstrip('"').replace("\\n", "\n")
    *others, provision = (section := found.plan.tasks[0]).tasks
    out = provision._replace(level=Level.GROUP, form=form)
    plan = found.plan._replace(tasks=(section._replace(tasks=(*others, out)),))
    assert document_text(plan) == document_text(found.plan)
    assert len(plan.points) == len(found.plan.points) - 1


def test_those_who_only_watch_are_told_where_nobody_else_is_named() -> None:
    found = import_text(DOCUMENT.format("方案拟定后，由市审计局审核。"), name="x")
    assert found.plan.points[1].responsible == ()
    assert (4, "watch") in {(doubt.line, doubt.code) for doubt in found.doubts}


def test_what_only_the_measures_of_a_point_say_is_said_of_the_point_too() -> None:
    text = """云桥市2025年行政执法监督工作要点
1.清理文件。（责任单位：市司法局）
（1）逐件审查。
2.健全台账。
（1）由市卫健局牵头，开展登记。
（2）市体育局负责统计，按月报送。
3.公布结果。（责任单位：市政务办）
"""
    point = import_text(text, name="x").plan.points[1]
    assert (point.lead, point.responsible) == (("市卫健局",), ("市体育局",))


@pytest.mark.parametrize(
    "behind", ["（时限：6月底）", "完成时限：6月底。", "\n完成时限：6月底", "（责任人：李某）"]
)
def test_what_stands_behind_a_sentence_that_says_who_is_printed_once(behind: str) -> None:
    text = DOCUMENT.format(f"由市卫健局负责。{behind}")
    found = import_text(text, name="x")
    assert document_text(found.plan).split() == text.split()
    assert [point.responsible[0] for point in found.plan.points] == [
        "市司法局",
        "市卫健局",
        "市政务办",
    ]


@pytest.mark.parametrize(
    "sentence",
    ["各责任单位要抓好落实。", "各部门要切实抓好落实。", "各镇街应主动配合。"],
)
def test_an_exhortation_on_a_line_of_its_own_gives_nobody_a_task(sentence: str) -> None:
    point = import_text(DOCUMENT.format(f"\n{sentence}"), name="x").plan.points[1]
    assert (point.lead, point.responsible) == ((), ())
