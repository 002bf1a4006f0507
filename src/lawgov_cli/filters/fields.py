"""The keys of the filter language, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.words import folded
from lawgov_cli.filters import amounts, choices, naming, saying
from lawgov_cli.filters.terms import ORDERING, Term, Test, nearest

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.filters.tokens import Source, Token


class Field(NamedTuple):
    """A key: its names (the first is the one shown), an example, and what makes the test.

    ``ordered``: its values can be compared with ``<`` and ``>``.
    """

    names: tuple[str, ...]
    example: str
    build: Callable[[Term], Test]
    ordered: bool = False


FIELDS = (
    Field(
        ("单位", "unit"),
        "单位:市司法局",
        naming.units_test(lambda state: (*state.lead, *state.responsible)),
    ),
    Field(
        ("牵头", "牵头单位", "lead"), "牵头:市司法局", naming.units_test(lambda state: state.lead)
    ),
    Field(
        ("责任", "责任单位", "responsible"),
        "责任:市司法局",
        naming.units_test(lambda state: state.responsible),
    ),
    Field(
        ("汇总", "汇总单位", "collector"),
        "汇总:市司法局",
        naming.units_test(lambda state: state.lead[:1]),
    ),
    Field(("涉及", "单位组", "via"), "涉及:娄东街道", naming.involved_test),
    Field(("部分", "章节", "section"), "部分:三", naming.section_test),
    Field(("序号", "编号", "id"), "序号:1-3,7", naming.number_test, ordered=True),
    Field(("状态", "办理状态", "status"), "状态:推进中", choices.status_test),
    Field(("亮灯", "灯", "light"), "亮灯:红,黄", choices.light_test),
    Field(("类型", "任务类型", "kind"), "类型:限时", choices.kind_test),
    Field(("时限", "完成时限", "due"), "时限<2023-10-01", amounts.due_test, ordered=True),
    Field(("进度", "percent"), "进度>=50", amounts.percent_test, ordered=True),
    Field(("举措", "measures"), "举措>=50%", amounts.measures_test, ordered=True),
    Field(("报送", "filed"), "报送<2", amounts.filed_test, ordered=True),
    Field(("更新", "登记", "updated"), "更新<9月", amounts.updated_test, ordered=True),
    Field(("文字", "text"), "文字:执法", saying.text_test),
    Field(("标题", "title"), "标题:监督", saying.title_test),
    Field(("进展", "note"), "进展:案卷", saying.said_test(lambda event: [event.note])),
    Field(
        ("问题", "存在问题", "problem"),
        "问题:有",
        saying.said_test(lambda event: [str(event.get("problem") or "")]),
    ),
    Field(
        ("佐证", "evidence"),
        "佐证:无",
        saying.said_test(lambda event: [item.name for item in event.evidence]),
    ),
)

_BY_NAME = {name: field for field in FIELDS for name in field.names}


def field_of(key: Token, source: Source) -> Field:
    """The field that *key* names.

    Raises:
        FilterMistake: there is none; the nearest are given.
    """
    field = _BY_NAME.get(folded(key.text))
    if field is None:
        listed = "、".join(known.names[0] for known in FIELDS)
        hint = nearest(key.text, _BY_NAME)
        raise source.wrong(key.at, f"没有“{key.text}”这种条件。{hint}可用: {listed}")
    return field


def build_test(field: Field, term: Term) -> Test:
    """The test for one term.

    Raises:
        FilterMistake: an unknown value, or a sign that the field does not take.
        NotFound: a unit, section or task that the plan does not have.
    """
    key = term.key
    if term.sign in ORDERING:
        if not field.ordered:
            sentence = f"“{key.text}”不能比大小, 请用 : 或 !=。例如: {field.example}"
            raise term.source.wrong(key.at + len(key.text), sentence)
        if len(term.values) > 1:
            raise term.source.wrong(term.values[1].at, f"比大小只能写一个值。例如: {field.example}")
        if not term.proper():
            value = term.values[0]
            sentence = f"“{value.text}”不能比大小。例如: {field.example}"
            raise term.source.wrong(value.at, sentence)
    return field.build(term)


def meaning_of(word: str, plan: Plan) -> str:
    """The term that a bare *word* was probably meant as; empty where it is text to search."""
    plain = folded(word)
    if plain in choices.STATUSES:
        return f"状态:{word}"
    if plain in choices.lights_by_word(plan):
        return f"亮灯:{word}"
    if plain in {folded(name) for name in plan.canonical}:
        return f"单位:{word}"
    return _BY_NAME[plain].example if plain in _BY_NAME else ""
