"""The keys of the filter language, in one table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import folded
from lawgov_cli.domain.fields import FIELDS
from lawgov_cli.filters import ordered_keys as ordered
from lawgov_cli.filters import plain_keys as plain
from lawgov_cli.filters import predicates as ask
from lawgov_cli.filters.plain_keys import named_test
from lawgov_cli.filters.terms import ORDERING
from lawgov_cli.filters.words import (
    ROLE_NAMES,
    lights_by_word,
    nearest,
    read_light,
    read_section,
    read_statuses,
    statuses_of,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from lawgov_cli.domain.fields import Field
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.filters.predicates import Test
    from lawgov_cli.filters.terms import Term
    from lawgov_cli.filters.tokens import Source, Token


class Key(NamedTuple):
    """A key: its names (the first is the one shown), an example, and what makes the test.

    ``ordered``: its values can be compared with ``<`` and ``>``.
    """

    names: tuple[str, ...]
    example: str
    build: Callable[[Term], Test]
    ordered: bool = False


def record_key(field: Field) -> Key:
    """The key of a field of records: of numbers the last one given counts, texts are searched."""
    word = field.filters[0]
    if float in field.sort.types:
        return Key(field.filters, f"{word}>=50", ordered.last_test(field.name), ordered=True)
    return Key(field.filters, f"{word}:有", plain.said_test(field))


KEYS = (
    Key(("单位", "unit"), "单位:市司法局", plain.units_test()),
    *(
        Key(names, f"{names[0]}:市司法局", plain.units_test(role))
        for role, names in ROLE_NAMES.items()
    ),
    Key(("涉及", "单位组", "via"), "涉及:娄东街道", plain.units_test(through_groups=True)),
    Key(("部分", "章节", "section"), "部分:三", named_test(read_section, ask.in_sections)),
    Key(("序号", "编号", "id"), "序号:1-3,7", ordered.number_test, ordered=True),
    Key(
        ("状态", "办理状态", "status"),
        "状态:推进中",
        named_test(read_statuses, ask.with_status),
    ),
    Key(("亮灯", "灯", "light"), "亮灯:红,黄", named_test(read_light, ask.with_light)),
    Key(("类型", "任务类型", "kind"), "类型:限时", plain.kind_test),
    Key(("时限", "完成时限", "due"), "时限<2023-10-01", ordered.due_test, ordered=True),
    Key(("进度", "percent"), "进度>=50", ordered.percent_test, ordered=True),
    Key(("举措", "measures"), "举措>=50%", ordered.measures_test, ordered=True),
    Key(("报送", "filed"), "报送<2", ordered.filed_test, ordered=True),
    Key(("更新", "登记", "updated"), "更新<9月", ordered.updated_test, ordered=True),
    Key(("文字", "text"), "文字:执法", named_test(lambda text, _: text, ask.with_text)),
    Key(("标题", "title"), "标题:监督", plain.title_test),
    *(record_key(field) for field in FIELDS if field.filters),
)

_BY_NAME = {name: key for key in KEYS for name in key.names}


def key_of(word: Token, source: Source) -> Key:
    """The key that *word* names.

    Raises:
        FilterMistake: there is none; the nearest are given.
    """
    key = _BY_NAME.get(folded(word.text))
    if key is None:
        listed = "、".join(known.names[0] for known in KEYS)
        hint = nearest(word.text, _BY_NAME)
        raise source.wrong(word.at, f"没有“{word.text}”这种条件。{hint}可用: {listed}")
    return key


def build_test(key: Key, term: Term) -> Test:
    """The test for one term.

    Raises:
        FilterMistake: an unknown value, or a sign that the key does not take.
        NotFound: a unit, section or task that the plan does not have.
    """
    typed, example = term.key, key.example
    if term.sign in ORDERING:
        if not key.ordered:
            sentence = f"“{typed.text}”不能比大小, 请用 : 或 !=。例如: {example}"
            raise term.source.wrong(typed.at + len(typed.text), sentence)
        if len(term.values) > 1:
            raise term.source.wrong(term.values[1].at, f"比大小只能写一个值。例如: {example}")
        if not term.proper():
            value = term.values[0]
            raise term.source.wrong(value.at, f"“{value.text}”不能比大小。例如: {example}")
    return key.build(term)


def meaning_of(word: str, plan: Plan) -> str:
    """The term that a bare *word* was probably meant as; empty where it is text to search."""
    typed = folded(word)
    if typed in statuses_of(plan):
        return f"状态:{word}"
    if typed in lights_by_word(plan):
        return f"亮灯:{word}"
    if typed in {folded(name) for name in plan.canonical}:
        return f"单位:{word}"
    return _BY_NAME[typed].example if typed in _BY_NAME else ""
