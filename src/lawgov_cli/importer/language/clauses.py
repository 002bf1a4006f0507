"""The clauses of an attribution: where one ends, what stands before names, what names nobody."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language import words
from lawgov_cli.importer.language.bodies import is_office, is_unit_name
from lawgov_cli.importer.language.deadlines import is_by_occasion, opens_with_date
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.rules import may_be_rule
from lawgov_cli.importer.language.wording import HIDDEN, masked, simplified
from lawgov_cli.importer.language.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

#: From when on, before those who do it: 自8月1日起由市城管局负责.
_SINCE = re.compile("(?<=[日月年]起)(?=由[市区县省州国各])")
_VERBS = (*words.LEADS, *words.HELPS, *words.ANSWERS)
_GO_ON = any_of((*words.ANSWERS, *words.ACTS))
COMMA = re.compile("[，,；;。]")
#: What may stand around a clause and is no part of it.
AROUND = "，,；;。、：: \t\u3000\n"
#: Behind a date whose comma was lost: 年底前市司法局牵头.
_UNTIL = re.compile("(?<=[底日月年]前)(?=由?[市区县省州国各].{1,40}(?:牵头|负责|主办|配合|落实))")
#: 牵头 in the middle of a clause ends one: A牵头B配合, A牵头、B配合, A牵头会同B.
_TURN = re.compile(
    f"(?<=[^、，,；;：:和及与]牵头)(?!{_GO_ON}|{words.NOUN}|责任|成立|拟|$)"
    "[、和]?(?:会同)?"
    f"|(?<={any_of(verb for verb in _VERBS if len(verb) == 2)})(?<!政协办)(?<![委员工残指]会办)、"
    "|(?<=抓)、|(?<=负总责|总牵头|双牵头|扛总责|总负责)、"
    "|(?<=[为是](?:牵头|主办|主责|配合|协办|参与)(?:单位|部门))、"
)
_WITH = re.compile(
    "会同|会商|商请|(?:(?<=[局办厅部])|(?<=[改健资信教农]委))会(?=[市区县省州国])|联合|商(?=[市区县省州国有各相])"
)
#: Before the names: 由A牵头, 会同B、C.
_OPENING = re.compile(
    f"^(?:(?:建议|拟|原则上|具体)?(?:(?:此|该|本|这)项(?:工作|任务)?)?(?:由|{any_of(words.ASKS)})|以(?=[市区县省州国各])|会(?=[市区县省州国有各])|并?会同|并?會同|以及|其中|[此该本这]项(?:工作|任务)(?=[市区县省州国各]))+"
)
#: Sentences beside the names: who is listed first leads, the same below, not repeated.
REMARK = re.compile(
    "下同|不再|均为|均需|均由|均要|[列排居]第一|[列排居]首|排名|第一位|首位|首个|顿号|逗号|另有|除外|详见"
)
#: Clauses about bodies that are not listed.
_SPEAKS = re.compile("(?:以下|以上|上述|其余|下列|凡|由?[所上前]列)")
MAYBE_REMARK = re.compile("以下|以上|涉及|原则|名单")
_ONGOING = re.compile(
    "(?:并?(?:长期|持续|常态)|全年|贯穿|每年|每月|每季|每半年|立即|即时|按(?!.{0,4}(?:职|分工|权限))).{0,16}$"
)


def clauses(text: str) -> Iterator[str]:
    """*text* cut at commas outside brackets, and behind 牵头 in the middle."""
    hidden = simplified(masked(text))
    cuts = [
        *COMMA.finditer(hidden),
        *_TURN.finditer(hidden),
        *_SINCE.finditer(hidden),
        *_UNTIL.finditer(hidden),
    ]
    begin = 0
    for start, end in [*sorted(cut.span() for cut in cuts), (len(text), len(text))]:
        if clause := text[begin:start].strip(AROUND):
            yield clause
        begin = max(begin, end)


def without_opening(names: str) -> str:
    """*names* without what may stand before them: 由, 会同, 此项工作由."""
    return _OPENING.sub("", names)


def is_deadline(clause: str) -> bool:
    """Whether a clause says by when and names nobody."""
    timed = opens_with_date(clause) or bool(_ONGOING.match(clause))
    if not timed and is_by_occasion(clause):
        return not any(is_office(clause[:at]) for at in range(2, len(clause)))
    return timed and not is_unit_name(clause)


def is_remark(clause: str) -> bool:
    """Whether a clause says how to read the names beside it and names nobody."""
    plain = masked(clause).strip(HIDDEN) and masked(clause)
    return bool(REMARK.search(plain or clause) or _SPEAKS.match(clause) or may_be_rule(clause))


def meeting_in(text: str) -> re.Match[str] | None:
    """Where in *text* one body does something with another: A会同B, A商B."""
    plain = simplified(masked(text))
    for match in _WITH.finditer(plain):
        before = split_names(text[: match.start()])
        if match[0] == "会同" or (before and all(map(is_unit_name, before))):
            return match
    return None
