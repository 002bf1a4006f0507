"""Rules: where a document says once for all which of several bodies leads."""

from __future__ import annotations

import re
from enum import Enum

_STOP = re.compile("[。；;（()）\n]")
_LEADS = re.compile("牵头|主办|主责|汇总|总负责|负总责")
_BEFORE = re.compile('(?:逗号|分号|“[，,；;]”|[“"][，,；;][”"])之?前')
_BEFORE_LISTED = re.compile("顿号之?前")
#: Whoever is responsible leads where nobody else is said to.
_ALL = re.compile(
    "(?:无|没有|未[列写注]?明?确?)[^，。；]{0,4}(?:牵头|主办)(?:单位|部门)[^，。；]{0,4}[，,]?"
    "[^，。；]{0,4}(?:责任|承办)(?:单位|部门)[^，。；]{0,6}[为是](?:该项)?(?:牵头|主办)"
)
_FIRST = re.compile(
    "(?:第一|首)(?:位|个|名|家|列)?|[列排居][^，。]{0,4}(?:第一|首|最前|前列)|(?:排|列)[^，。]{0,4}前"
)
_LISTED = re.compile("[列排居首位名个家]")
#: What a rule speaks of: places in the list, marks, type.
_PLACES = re.compile(
    "逗号|顿号|分号|冒号|句号|第一[位个名家列]|首[位个名家列]|[列排居][在第首名]|排名|居首|末位|最后一"
    "|前[一二两三四]|标[注记有]|加粗|黑体|粗体|下划线|斜体|括号|打[★☆*＊#]|带[★☆*＊#“]|[★☆*＊#]号?(?:的|为|者)"
)
#: Of these how letters look, which no text keeps.
_TYPE = re.compile("加粗|加黑|黑体|粗体|划线|斜体|标红|红[色字]|蓝[色字]|底纹|底色|字体")
_SAYS = re.compile("为|是|系|即|作为|担任|负责")
_REST = re.compile("^(?:其余|其他|其它|余下|其后|后面|之后)[^、]*(?:为|是|均|配合|责任|参与)")


class LeadRule(Enum):
    """Which of several responsible bodies leads, where the document says so once for all."""

    FIRST = "first"
    BEFORE_COMMA = "comma"
    ALL = "all"


def lead_rule(text: str) -> LeadRule | None:
    """The rule that *text* states about who leads."""
    return next(filter(None, map(_rule, _STOP.split(text))), None)


def rule_words(text: str) -> str:
    """The sentence of *text* that states the rule."""
    sentence = next((each for each in _STOP.split(text) if _rule(each)), "")
    clauses = re.split("[，,]", sentence)
    first = next((at for at, each in enumerate(clauses) if _speaks(each)), 0)
    return "，".join(clauses[first:]).strip()


def _speaks(clause: str) -> bool:
    if _ALL.match(clause) or re.match("(?:无|没有|未).*(?:牵头|主办)(?:单位|部门)", clause):
        return True
    return bool(_BEFORE.search(clause) or _BEFORE_LISTED.search(clause) or _FIRST.search(clause))


def _rule(sentence: str) -> LeadRule | None:
    """The rule in one clause of *sentence*, or in all of it together."""
    clauses = [*re.split("[，,]", sentence), sentence]
    return next(filter(None, map(_rule_in, clauses)), None)


def _rule_in(sentence: str) -> LeadRule | None:
    leads = _LEADS.search(sentence)
    if not leads:
        return None
    if _ALL.search(sentence):
        return LeadRule.ALL
    if _BEFORE.search(sentence):
        return LeadRule.BEFORE_COMMA
    if _BEFORE_LISTED.search(sentence):
        return LeadRule.FIRST
    for match in _FIRST.finditer(sentence):
        near = abs(match.start() - leads.start()) <= 16
        if near and _LISTED.search(sentence, max(0, match.start() - 6), match.end() + 2):
            return LeadRule.FIRST
    return None


def may_be_rule(text: str) -> bool:
    """Whether *text* speaks of places in a list, or of marks, and of what they mean."""
    spoken = bool(_PLACES.search(text)) and bool(_SAYS.search(text))
    return spoken or bool(_REST.search(text))


def unread_rule(text: str) -> str:
    """The sentence of *text* that says by the look of letters who leads: 划线的为牵头单位."""
    told = (s for s in _STOP.split(text) if _TYPE.search(s) and _LEADS.search(s))
    return next((s.strip() for s in told if _SAYS.search(s) and not _rule(s)), "")
