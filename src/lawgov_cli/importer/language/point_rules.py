"""Sentences that say of other points who does them.

``第1—3项由甲牵头，乙配合`` ``以上三项由甲负责`` ``本部分由甲牵头``. They name
nobody for the point that they stand in. Where what they say is not wholly understood, they give
nobody anything, and are told.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.roles import read
from lawgov_cli.importer.language.wording import masked

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.importer.language.attribution import Attribution

_ONE = "(?:[0-9０-９]{1,3}|[一二两三四五六七八九十]{1,3})"
_TO = "[-—–~～－至到]{1,2}"
_ITEM = "[项条](?:重点|主要)?(?:任务|工作|事项)?"
_AND = f"(?:[、,，和及与]|{_TO})"
_MANY = f"{_ONE}(?:{_ITEM})?(?:{_AND}第?{_ONE}(?:{_ITEM})?)*"
#: The same, with 项 behind the last: 1、2项, 1项和3项任务, 1、2两项.
_LIST = f"(?:{_ONE}(?:{_ITEM})?{_AND}第?)*{_ONE}(?:(?<=[0-9])[两二三四五六七八九])?{_ITEM}"
_MARK = f"(?:[（(]{_ONE}[）)]|[①-⑳])"
_CALLED = f"(?:任务|序号|事项){_ONE}"
_WHICH = (
    f"除第?(?P<but>{_MANY})(?:以|之)?外[，,]?(?:其余|其他|余下|剩余)?"
    f"|(?:以上|上述|前述)(?P<above>{_ONE})[项条]|前(?P<first>{_ONE})[项条]"
    f"|(?:以上|上述)?第(?P<numbers>{_LIST})|(?:以上|上述)(?P<these>{_LIST})"
    f"|(?P<bare>{_ONE}{_AND}{_LIST})"
    f"|(?P<called>{_CALLED}(?:[、和及与](?:任务|序号|事项)?{_ONE})*)(?![：:\\d])"
    f"|(?:以下|下列|下述)(?P<below>{_ONE})[项条]"
    "|(?:(?P<all_above>以上|上述|前述)|(?P<all_below>以下|下列|下述))"
    "(?=[^。：:；]{0,12}(?:由|请|[为是]|牵头|负责))"
    f"|第?(?P<marks>{_MARK}(?:(?:[、和及与]|{_TO})?{_MARK})*)[项条]?"
    "|(?P<part>本(?:部分|节|章|大类|板块))"
)
#: What may stand between the points and who does them.
_BETWEEN = (
    "(?:各[项条]|所列|重点|主要|工作|任务|事项|内容|[措举][施措]|的|[，,]|统一|全部|均|都){0,4}"
)
_NOUN = "(?:单位|部门|科室|处室)"
_SAYS = f"(?=由(?![来此于衷])|请(?=[市区县省州])|[^，。；：、]{{2,6}}{_NOUN}(?:为|是|均为|[：:])"
_SAYS += "|[：:]|分别由|[市区县省州国各][^，。；：]{1,40}?(?:牵头|负责|主办|承办|配合))"
_BEGINS = r"(?:^|(?<=[。；;，,：:（(\s]))(?:其中[，,]?)?"
_HEAD = re.compile(f"{_BEGINS}(?:{_WHICH}){_BETWEEN}{_SAYS}[：:]?")
#: A label over what is said of each point: 责任单位：第1项甲，第2项乙.
_LABEL = re.compile(f"(?P<label>[^，。；：:、（）()]{{2,8}}{_NOUN})[：:](?={_WHICH})")
_BARE_HEAD = re.compile(f"{_BEGINS}(?:{_WHICH})[：:]?")
#: The same the other way round: 甲负责第1、2项.
_BEHIND = re.compile(
    f"{_BEGINS}(?P<who>[^，。；;：:]{{2,60}}?(?:负责|牵头|承办|配合|协助))(?:完成|落实|推进|抓好)?"
    f"(?:{_WHICH})(?:重点|工作|任务|事项)*(?=[，,。；;]|$)"
)
_STOP = re.compile("[。；;\n]|$")
_FULL_STOP = re.compile("[。\n]|$")
#: Behind the stop there is more about who does it.
_GOES_ON = re.compile("由|牵头|负责|配合|责任|单位")
#: How it holds for them, before the names: 分别由, 均为.
_MANNER = re.compile("分别(?=[由为是])|[均都](?=[由为是])")
_AROUND = "，,；;。：: \u3000）)"
#: What was not understood of a sentence: then it is given to nobody.
_UNSURE = frozenset({"remark", "rule-unread", "label-empty", "object", "watch", "person"})


class Which(NamedTuple):
    """The points that a sentence is about.

    Attributes:
        how: ``numbers`` ``but`` (all others) ``first`` ``above`` ``below`` ``marks`` (below)
            ``part`` (all).
        values: their numbers; of ``first``, ``above`` and ``below`` how many, or none for all.
        notation: that of ``marks``.
    """

    how: str
    values: tuple[int, ...] = ()
    notation: str = ""


class PointRule(NamedTuple):
    """What a text says of points: where, of which, and who.

    Attributes:
        said: one for all of them; one for each where they are shared out (分别); none where the
            text was not understood.
    """

    start: int
    end: int
    which: Which
    said: tuple[Attribution, ...]


@lru_cache(maxsize=4096)
def point_rules(text: str) -> tuple[PointRule, ...]:
    """The sentences of *text* that say of other points who does them, in order."""
    label = _LABEL.match(text)
    heads = list((_BARE_HEAD if label else _HEAD).finditer(text))
    if not heads:
        return tuple(_behind(text, 0, len(text)))
    if len(heads) == 1 and _is_item(heads[0]):
        return ()
    return tuple(_rules(text, heads, label["label"] if label else ""))


def _is_item(head: re.Match[str]) -> bool:
    """Whether *head* is but the number of an item: （1）由…."""
    marks = head["marks"]
    single = bool(marks) and len(re.findall(_MARK, marks)) == 1
    return single and not head[0].lstrip("其中，,").startswith("第")


def _rules(text: str, heads: list[re.Match[str]], label: str) -> Iterator[PointRule]:
    """A rule for each of *heads*; what stands behind its stop, and who is named there, with it."""
    starts = [head.start() for head in heads[1:]]
    hidden = masked(text)
    for at, (head, following) in enumerate(zip(heads, [*starts, len(text)], strict=True)):
        start = 0 if label and not at else head.start()
        whole, clause = (
            min(following, match.start() if match else len(text))
            for match in (stop.search(hidden, head.end()) for stop in (_FULL_STOP, _STOP))
        )
        said = _said(text, head, whole, label)
        end = whole if said else clause
        said = said or _said(text, head, clause, label)
        yield PointRule(start, end, _which(head), said)
        if said and _GOES_ON.search(text, end, whole):
            rest = list(_behind(text, end, whole))
            yield from rest or [PointRule(end, whole, _which(head), ())]


def _behind(text: str, start: int, end: int) -> Iterator[PointRule]:
    """A rule for each clause from *start* to *end* that ends with the points: 甲负责第1、2项."""
    for match in _BEHIND.finditer(text, start, end):
        said = read(match["who"], match[0])
        if _is_sure(said):
            yield PointRule(*match.span(), _which(match), (said,))


def _said(text: str, head: re.Match[str], end: int, label: str) -> tuple[Attribution, ...]:
    """What stands behind *head* up to *end*, if all of it was understood."""
    words, raw = (text[at:end].strip(_AROUND) for at in (head.end(), head.start()))
    plain = _MANNER.sub("", words)
    said = read(f"{label}：{plain}" if label else plain, raw)
    if not _is_sure(said):
        return ()
    return _each(said) if "分别" in head[0] + words else (said,)


def _each(said: Attribution) -> tuple[Attribution, ...]:
    """*said* for each of those that it shares points out to; none where two lists could be."""
    names, others = (said.lead, said.responsible) if said.lead else (said.responsible, ())
    if len(names) < 2 or len(others) > 1:
        return ()
    return tuple(
        said._replace(
            lead=(name,) if said.lead else (),
            responsible=others if said.lead else (name,),
            steps=tuple(
                step._replace(names=(name,)) if name in step.names else step
                for step in said.steps
                if name in step.names or not set(step.names) & set(names)
            ),
        )
        for name in names
    )


def _is_sure(said: Attribution) -> bool:
    names = (*said.lead, *said.responsible)
    told = {note.code for note in said.notes}
    return bool(names) and all(map(is_unit_name, names)) and not told & _UNSURE


def _which(head: re.Match[str]) -> Which:
    if marks := head["marks"]:
        found = [leading_mark(f"{each} 项") for each in re.findall(_MARK, marks)]
        values = tuple(mark.value for mark in found if mark)
        if re.search(_TO, marks):
            values = tuple(range(values[0], values[-1] + 1))
        return Which("marks", values, next((mark.kind for mark in found if mark), ""))
    if head["part"]:
        return Which("part")
    for how in ("above", "below", "first"):
        if head[how]:
            return Which(how, (parse_number(head[how]) or 0,))
    if head["all_above"] or head["all_below"]:
        return Which("above" if head["all_above"] else "below")
    numbers = head["numbers"] or head["these"] or head["bare"] or head["called"]
    return Which("but", _values(head["but"])) if head["but"] else Which("numbers", _values(numbers))


def _values(words: str) -> tuple[int, ...]:
    """The numbers in a list such as 1、3—5; none where a span runs backwards, or too far."""
    found: list[int] = []
    for part in re.split("[、,，和及与]", words):
        ends = [parse_number(n) or 0 for n in re.findall(_ONE, part)]
        ends = ends if re.search(_TO, part) else ends[:1]
        found += range(ends[0], ends[-1] + 1) if ends[-1] - ends[0] < 1000 else ()
    return tuple(found)
