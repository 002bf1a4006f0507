"""The words by which a document says who leads, who answers and by when.

``牵头单位：`` and its like stand before names; ``牵头`` ``配合`` ``按职责分工负责`` stand behind them.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.document.wording import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(str, Enum):
    """What a label announces."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    DEADLINE = "deadline"
    PERSON = "person"


_BODY = ("单位", "部门", "主体", "机构", "处室", "科室", "股室", "地区")
_BEFORE_BODY = {
    Word.LEAD: (
        *(
            "牵头",
            "总牵头",
            "主办",
            "主责",
            "主要责任",
            "第一责任",
            "牵头责任",
            "牵头负责",
            "责任牵头",
        ),
        *("牵头（责任）", "牵头(责任)", "牵头实施", "牵头主办", "主要负责", "主管", "抓总"),
    ),
    Word.RESPONSIBLE: (
        *(
            "责任",
            "负责",
            "承办",
            "落实",
            "实施",
            "执行",
            "完成",
            "推进",
            "责任（配合）",
            "责任(配合)",
        ),
        *(
            "责任落实",
            "组织实施",
            "具体责任",
            "具体实施",
            "建设",
            "推进实施",
            "主要承办",
            "直接责任",
        ),
    ),
    Word.SUPPORT: (
        *(
            "配合",
            "协办",
            "协同",
            "协同配合",
            "配合责任",
            "责任配合",
            "协作",
            "协助",
            "参加",
            "参与",
        ),
        *(
            "参建",
            "联办",
            "会办",
            "会同",
            "支持",
            "协作配合",
            "主要配合",
            "配合实施",
            "协调",
            "协管",
        ),
    ),
}
_WHOLE = {
    Word.LEAD: ("牵头单位及责任人", "牵头部门及责任人"),
    Word.RESPONSIBLE: (
        *("责任分工", "任务分工", "职责分工", "工作分工", "责任单位及责任人", "责任单位和责任人"),
        *("责任部门及责任人", "责任单位（人）", "责任单位(人)"),
    ),
    Word.DEADLINE: (
        *(
            "完成时限",
            "完成时间",
            "完成期限",
            "完成日期",
            "时间节点",
            "时限要求",
            "时间要求",
            "时间安排",
        ),
        *(
            "进度安排",
            "进度要求",
            "推进时限",
            "推进时间",
            "实施时间",
            "实施期限",
            "办理时限",
            "工作时限",
        ),
        *(
            "整改时限",
            "责任时限",
            "落实时限",
            "年度时限",
            "时限",
            "计划完成时间",
            "完成节点",
            "办结时限",
        ),
    ),
    Word.PERSON: (
        *(
            "牵头领导",
            "责任领导",
            "分管领导",
            "包保领导",
            "联系领导",
            "挂钩领导",
            "市领导",
            "区领导",
        ),
        *(
            "县领导",
            "责任人",
            "负责人",
            "联系人",
            "联络员",
            "牵头人",
            "第一责任人",
            "具体责任人",
            "责任校领导",
        ),
    ),
}


def _labels() -> dict[str, Word]:
    labels = {word: role for role, words in _WHOLE.items() for word in words}
    for role, heads in _BEFORE_BODY.items():
        labels.update({head + body: role for head in heads for body in _BODY})
    return labels


_LABELS = _labels()
#: Labels only where a list can begin: elsewhere they are words of a sentence.
_SHORT = {
    **dict.fromkeys(("牵头", "主办"), Word.LEAD),
    **dict.fromkeys(("责任", "负责", "承办", "落实"), Word.RESPONSIBLE),
    **dict.fromkeys(("配合", "协办", "参与", "参加"), Word.SUPPORT),
}
_BEGINNINGS = frozenset("，,；;。、（(［[〔【 \t\n\u3000")
_LETTERS = "".join(sorted({char for label in _LABELS for char in label}))
#: A run that may be a label, blanks between its letters or not, and the colon behind it.
_LABEL = re.compile(
    rf"(?P<label>[{re.escape(_LETTERS)}](?:[ \u3000]{{0,2}}[{re.escape(_LETTERS)}]){{1,11}})"
    r"(?P<colon>\s{0,2}[：:]|[ \u3000]{1,4}(?=[^\s]))"
)


class Label(NamedTuple):
    """A label in a text: what it announces, where it stands, and where what it announces begins."""

    word: Word
    start: int
    end: int


def labels(text: str, hidden: str) -> Iterator[Label]:
    """The labels of *text* outside brackets (*hidden* is *text* masked)."""
    for match in _LABEL.finditer(text):
        end = match.end("label")
        found = _longest(match["label"], colon=not match["colon"].isspace())
        if found is None or hidden[end - 1] == HIDDEN:
            continue
        word, size, short = found
        start = end - size
        begins = start == 0 or text[start - 1] in _BEGINNINGS
        if begins or not (short or match["colon"].isspace()):
            yield Label(word, start, match.end())


def label_word(text: str) -> Word | None:
    """What *text*, the head of a column, announces as a label."""
    plain = "".join(text.split())
    return _LABELS.get(plain) or _LABELS.get(plain.partition("（")[0].partition("(")[0])


def _longest(run: str, *, colon: bool) -> tuple[Word, int, bool] | None:
    """The longest label that *run* ends with, its length as printed, and whether it is a short one."""
    for begin in range(len(run)):
        label = run[begin:].replace(" ", "").replace("\u3000", "")
        if run[begin].isspace():
            continue
        if label in _LABELS:
            return _LABELS[label], len(run) - begin, False
        if colon and label in _SHORT:
            return _SHORT[label], len(run) - begin, True
    return None


#: Words behind names, longest first so that 按职责分工负责 goes as a whole; ``True`` = leads.
_VERBS = {
    **dict.fromkeys(("牵头", "主办", "抓总", "总牵头", "牵头抓总", "主抓"), True),
    **dict.fromkeys(
        (
            *(
                "负责",
                "配合",
                "协助",
                "参与",
                "参加",
                "落实",
                "实施",
                "协同",
                "承办",
                "协办",
                "推进",
            ),
            *(
                "组织实施",
                "组织落实",
                "组织推进",
                "抓好落实",
                "配合实施",
                "配合落实",
                "支持",
                "会办",
            ),
            *(
                "负责落实",
                "负责实施",
                "负责推进",
                "协同推进",
                "协同配合",
                "密切配合",
                "积极配合",
                "承担",
                "办理",
            ),
            *(
                "分工负责",
                "指导",
                "督促",
                "统筹",
                "协调",
                "组织",
                "完成",
                "贯彻落实",
                "统筹协调",
                "统筹推进",
                "做好落实",
            ),
        ),
        False,
    ),
}
_MANNERS = (
    "分别",
    "共同",
    "具体",
    "联合",
    "分头",
    "各自",
    "各负其责",
    "主要",
    "全力",
    "密切",
    "积极",
    "认真",
)
_MANNER = re.compile(
    "(?:按照?|依照?|依据|根据|结合|在(?=[^、，]{0,8}范围)|依法)[^、，,（）()]{0,14}$"
)
_TAIL = {**dict.fromkeys(_MANNERS, False), **_VERBS}
_LONGEST_TAIL = max(map(len, _TAIL))


class Said(NamedTuple):
    """A clause without the words behind the names: what is left, and what the words were."""

    names: str
    verb: bool
    leads: bool


def without_verbs(clause: str) -> Said:
    """*clause* without 按职责分工负责 and its like at its end."""
    rest = clause.strip().rstrip("。.，,；; ")
    verb = False
    while tail := _tail(rest) or (verb and _manner(rest)):
        rest = rest[: -len(tail)].rstrip("、，, ")
        verb = verb or tail in _VERBS
        if _TAIL.get(tail):
            return Said(rest, verb=True, leads=True)
    return Said(rest, verb, leads=False)


def _manner(text: str) -> str:
    """What *text* ends with that says how: 按职责分工, 在各自职责范围内."""
    match = _MANNER.search(text)
    return match[0] if match and match.start() else ""


def _tail(text: str) -> str:
    for size in range(min(_LONGEST_TAIL, len(text)), 1, -1):
        if text[-size:] in _TAIL:
            return text[-size:]
    return ""
