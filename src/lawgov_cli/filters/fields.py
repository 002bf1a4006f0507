"""The keys of the filter language, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.base.words import folded
from lawgov_cli.domain.task_numbers import resolve_section as read_section
from lawgov_cli.filters import ordered_keys as ordered
from lawgov_cli.filters import plain_keys as plain
from lawgov_cli.filters import predicates as ask
from lawgov_cli.filters.plain_keys import named_test
from lawgov_cli.filters.terms import ORDERING
from lawgov_cli.filters.words import (
    ROLE_NAMES,
    STATUSES,
    lights_by_word,
    nearest,
    read_light,
    read_statuses,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from lawgov_cli.domain.event import Event
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.filters.predicates import Test
    from lawgov_cli.filters.terms import Term
    from lawgov_cli.filters.tokens import Source, Token


class Field(NamedTuple):
    """A key: its names (the first is the one shown), an example, and what makes the test.

    ``ordered``: its values can be compared with ``<`` and ``>``.
    """

    names: tuple[str, ...]
    example: str
    build: Callable[[Term], Test]
    ordered: bool = False


def record_field(
    names: tuple[str, ...],
    example: str,
    *,
    texts: Callable[[Event], Iterable[str]] | None = None,
    number: Callable[[Event], float | None] | None = None,
) -> Field:
    """The key of something that records hold.

    Parameters:
        texts: what a record says there; all records are searched.
        number: what it gives there; the last that was given counts.
    """
    if number is not None:
        return Field(names, example, ordered.last_test(number), ordered=True)
    return Field(names, example, plain.said_test(texts or (lambda _event: ())))


FIELDS = (
    Field(("单位", "unit"), "单位:市司法局", plain.units_test()),
    *(
        Field(names, f"{names[0]}:市司法局", plain.units_test(role))
        for role, names in ROLE_NAMES.items()
    ),
    Field(("涉及", "单位组", "via"), "涉及:娄东街道", plain.units_test(through_groups=True)),
    Field(("部分", "章节", "section"), "部分:三", named_test(read_section, ask.in_sections)),
    Field(("序号", "编号", "id"), "序号:1-3,7", ordered.number_test, ordered=True),
    Field(
        ("状态", "办理状态", "status"),
        "状态:推进中",
        named_test(read_statuses, ask.with_status),
    ),
    Field(("亮灯", "灯", "light"), "亮灯:红,黄", named_test(read_light, ask.with_light)),
    Field(("类型", "任务类型", "kind"), "类型:限时", plain.kind_test),
    Field(("时限", "完成时限", "due"), "时限<2023-10-01", ordered.due_test, ordered=True),
    Field(("进度", "percent"), "进度>=50", ordered.percent_test, ordered=True),
    Field(("举措", "measures"), "举措>=50%", ordered.measures_test, ordered=True),
    Field(("报送", "filed"), "报送<2", ordered.filed_test, ordered=True),
    Field(("更新", "登记", "updated"), "更新<9月", ordered.updated_test, ordered=True),
    Field(("文字", "text"), "文字:执法", named_test(lambda text, _: text, ask.with_text)),
    Field(("标题", "title"), "标题:监督", plain.title_test),
    record_field(("进展", "note"), "进展:案卷", texts=lambda event: [event.note]),
    record_field(
        ("问题", "存在问题", "problem"),
        "问题:有",
        texts=lambda event: [str(event.get("problem") or "")],
    ),
    record_field(
        ("佐证", "evidence"), "佐证:无", texts=lambda event: [item.name for item in event.evidence]
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
    typed = folded(word)
    if typed in STATUSES:
        return f"状态:{word}"
    if typed in lights_by_word(plan):
        return f"亮灯:{word}"
    if typed in {folded(name) for name in plan.canonical}:
        return f"单位:{word}"
    return _BY_NAME[typed].example if typed in _BY_NAME else ""
