"""Laws: a printed tree imports back to itself; no text crashes the importer or loses a letter."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lawgov_cli.base.numerals import chinese_number
from lawgov_cli.domain.plan import Layout, Plan, Task, Unit
from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.plan_yaml import plan_yaml

WORDS = st.sampled_from(
    ["健全工作机制", "推进数字改革", "完善服务体系", "强化监督检查", "优化营商环境", "提升基层能力"]
)
TITLES = st.lists(WORDS, min_size=1, max_size=3).map("、".join)
SENTENCES = st.lists(WORDS, min_size=1, max_size=4).map(lambda words: "，".join(words) + "。")
NAMES = st.sampled_from(
    [
        "市发改委",
        "市司法局",
        "省财政厅",
        "区政务办",
        "各区、县（市）政府",
        "市工业和信息化局",
        "市税务局等部门",
    ]
)
LISTS = st.lists(NAMES, min_size=1, max_size=4, unique=True).map(tuple)
ROLES = st.one_of(
    st.tuples(LISTS, LISTS), st.tuples(LISTS, st.just(())), st.tuples(st.just(()), LISTS)
)

#: Heads and points as documents print them; units with both roles, with the lead only, without.
HEADS = ("\n{label}、{title}{tasks}", "\n第{label}章　{title}{tasks}")
POINTS = (
    "\n（{label}）{title}。{tasks}{units}",
    "\n({label}){title}\n{tasks}{units}",
    "\n（{label}）{title}。{tasks}\n{units}",
)
UNITS = (
    (
        "（牵头单位：{lead}，责任单位：{responsible}）",
        "（牵头单位：{lead}）",
        "（责任单位：{responsible}）",
    ),
    ("〔{lead}牵头，{responsible}配合〕", "〔{lead}牵头〕", "〔{responsible}按职责分工负责〕"),
    ("牵头单位：{lead}\n配合单位：{responsible}", "牵头单位：{lead}", "配合单位：{responsible}"),
    (
        "【主办单位：{lead}；协办单位：{responsible}】",
        "【主办单位：{lead}】",
        "【协办单位：{responsible}】",
    ),
)


@st.composite
def plans(draw: st.DrawFn) -> Plan:
    """A plan in one of the layouts, its points numbered through."""
    unit_forms = draw(st.sampled_from(UNITS))
    own_line = unit_forms[0].startswith("牵头")
    point_form = draw(st.sampled_from([p for p in POINTS if not own_line or "\n{units}" in p]))
    counter = iter(range(1, 99))
    sections = []
    for place in range(1, draw(st.integers(1, 4)) + 1):
        points = [
            _point(draw, str(next(counter)), unit_forms) for _ in range(draw(st.integers(1, 4)))
        ]
        section = Task(f"S{place}", Level.SECTION, chinese_number(place), draw(TITLES))
        sections.append(section._replace(tasks=tuple(points)))
    layout = Layout(
        document="{title}{tasks}", section=draw(st.sampled_from(HEADS)), point=point_form
    )
    return _plan(tuple(sections), layout)


def _point(draw: st.DrawFn, number: str, forms: tuple[str, str, str]) -> Task:
    lead, responsible = draw(ROLES)
    form = forms[0] if lead and responsible else forms[1] if lead else forms[2]
    printed = form.format(lead="、".join(lead), responsible="、".join(responsible))
    sentences = draw(st.lists(SENTENCES, min_size=1, max_size=3))
    measures = tuple(
        Task(f"{number}.{place}", Level.MEASURE, text=text)
        for place, text in enumerate(sentences, 1)
    )
    return Task(
        number,
        Level.POINT,
        chinese_number(int(number)),
        draw(TITLES),
        lead=lead,
        responsible=tuple(name for name in responsible if name not in lead),
        printed_units=printed,
        tasks=measures,
    )


def _plan(tasks: tuple[Task, ...], layout: Layout) -> Plan:
    names = {n for s in tasks for p in s.tasks for n in (*p.lead, *p.responsible)}
    units = {name: Unit(name) for name in names}
    day = date(2024, 1, 1)
    title = "某市2024年工作要点"
    return Plan("x", title, 2024, tasks, units, {}, day, date(2024, 12, 31), layout=layout)


def essence(task: Task) -> tuple[object, ...]:
    """What a task is, however it is printed."""
    own = (task.id, task.level, task.label, task.title, task.text, task.lead, task.responsible)
    return (*own, tuple(map(essence, task.tasks)))


@given(plans())
def test_a_printed_tree_imports_back_to_itself(plan: Plan) -> None:
    imported = import_text(document_text(plan), name="x").plan
    assert imported.title == plan.title
    assert list(map(essence, imported.tasks)) == list(map(essence, plan.tasks))
    assert document_text(imported) == document_text(plan)


#: What documents are made of, and what breaks them.
FRAGMENTS = st.sampled_from(
    [
        *("一、", "（一）", "(二)", "1.", "1．", "2、", "（1）", "①", "第一条 ", "第一章"),
        *("1.1 ", "★1.", "3.2020年底前"),
        *("。", "；", "，", "、", "：", "\n", "\n\n", "　　", " ", "\t", "\r\n", "\u2028"),
        *("\x0b", "\ufeff", "\x00"),
        *("（", "）", "(", ")", "〔", "〕", "【", "】", "《", "》", "“", "”", "\x22"),
        *("{title}", "{tasks}", "{units}", "{"),
        *("牵头单位：", "责任单位:", "配合单位：", "完成时限：", "市发改委"),
        *("各区、县（市）政府", "各部门及各地区"),
        *("按职责分工负责", "牵头", "配合", "等", "下同", "列第一位者为牵头单位", "由"),
        *("会同", "2024年6月底前"),
        *("附件1", "附件：", "某市人民政府", "2024年3月1日", "（此件公开发布）"),
        *("某市2024年工作要点", "抄送："),
        *("关于印发", "的通知", "各单位：", "加强领导", "推进改革，完善制度", "一是"),
        *("2.5亿元", "a b"),
    ]
)


@example("牵头单位：1.1.1 一、")
@example("责任单位：一、1.1.1.1 二、")
@given(st.one_of(st.lists(FRAGMENTS, max_size=60).map("".join), st.text(max_size=200)))
def test_no_text_crashes_the_importer_or_loses_a_letter(text: str) -> None:
    plan = import_text(text, name="x").plan
    assert bare(document_text(plan)) == bare(text.removeprefix("\ufeff"))
    assert plan.layout.document != "{preamble}", "kept whole: a step lost something"
    if plan.tasks:
        assert read_plan(plan_yaml(plan).encode(), "x.yaml").plan == plan


HOSTILE = (
    "（" * 20_000,
    ("（" * 200 + "甲" + "）" * 200) * 40,
    "“" * 10_000 + "”" * 10_000,
    "责任单位：市局。" * 2_000,
    "1.和" * 10_000,
    "甲。（责任单位：市局）" * 1_500,
    "1." * 10_000,
    "一" * 20_000,
    "一" + " " * 20_000 + "、",
    "责任单位负责牵头" * 2_500,
    "（市局牵头，" + "市局、" * 5_000 + "负责）",
    "★" * 20_000,
    "1.责任单位：" + "分别牵头" * 5_000,
    "1.责任单位：" + "各县、" * 5_000,
    "【责任单位】市局" * 2_000,
)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_no_text_takes_long(text: str) -> None:
    start = time.process_time()
    import_text(text, name="x")
    assert time.process_time() - start < 8
