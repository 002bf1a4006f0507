"""Rules: where a document says once for all which of several bodies leads."""

from __future__ import annotations

import re
from enum import Enum

_STOP = re.compile("[。；;（()）\n|｜\t]")
_LEADS = re.compile("牵头|主办|主责|汇总|总负责|负总责")
_BEFORE = re.compile('(?:逗号|分号|“[，,；;]”|[“"][，,；;][”"])之?前')
_BEFORE_LISTED = re.compile("顿号之?前")
#: Whoever is responsible leads where nobody else is said to.
_ALL = re.compile(
    "(?:无|没有|未[列写注]?明?确?)[^，。；]{0,4}(?:牵头|主办)(?:单位|部门)[^，。；]{0,4}[，,]?"
    "[^，。；]{0,4}(?:责任|承办)(?:单位|部门)[^，。；]{0,6}[为是](?:该项)?(?:牵头|主办)"
)
_FIRST = re.compile(
    "(?:第[一1１]|头一)(?:[位个名家列]|顺位|(?:责任|承办)?(?:单位|部门|科室|处室))|首[位个名家列]"
    "|(?:[列排居写放打]|[处位]于)[^，。]{0,4}(?:第[一1１]|首(?!季|批|次|月|期)|(?<!牵)头|最前|前列)[位个名家边面]?"
    "|(?:[顺次]序|序列)第[一1]|前面第[一1][个家位]|最前(?:[面边列]|的)|排头|[排列][^，。]{0,4}前"
)
#: Other bodies that are called the first.
_OTHER_FIRST = re.compile("首[问接诊批创]")
#: All that may stand between the first of the list and that it leads; a body there is no rule.
_BETWEEN = re.compile(
    "(?:[的者个家位名列排居放在于写中里栏由对其各本该项为是系即均总以负]|[单首]位|部门|科室|处室|机构|主体"
    '|责任|承办|作为|担任|负责|承担|履行|负有|工作|任务|明确|指定|原则上|[“”"、*＊★])*'
)
#: What may stand behind 牵头单位列在首位.
_END = re.compile("[的者位]?(?:[，,]|$)")
#: What a rule speaks of: places in the list, marks, type.
_PLACES = re.compile(
    "逗号|顿号|分号|冒号|句号|第一[位个名家列]|首[位个名家列]|[列排居][在第首名]|排名|居首|末位|最后一"
    "|前[一二两三四]|标[注记有]|加粗|黑体|粗体|下划线|斜体|括号|打[★☆*＊#]|带[★☆*＊#“]|[★☆*＊#]号?(?:的|为|者)"
)
#: Who is meant, and by what, and what that makes of them.
_MEANT = re.compile(
    f"(?:{_PLACES.pattern}|加黑|划线|标红|红[色字]|蓝[色字]|底纹|底色|字体|[①-⑳])"
    f"{_BETWEEN.pattern}(?:牵头|主办|主责|配合|协办)(?:单位|部门|$)"
    "|(?<!(?:明确|确定|指定)一)[的者个](?:单位|部门)?(?:为|是|系|即|均为|作为)[^，。]{0,3}"
    "(?:牵头|主办|主责)(?:单位|部门|$)"
)
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
    if not leads or _OTHER_FIRST.search(sentence):
        return None
    if _ALL.search(sentence):
        return LeadRule.ALL
    if _BEFORE.search(sentence):
        return LeadRule.BEFORE_COMMA
    if _BEFORE_LISTED.search(sentence):
        return LeadRule.FIRST
    for match in _FIRST.finditer(sentence):
        (_, begin), (end, _) = sorted([match.span(), leads.span()])
        ends = match.start() < leads.start() or _END.match(sentence, match.end())
        if ends and _BETWEEN.fullmatch(sentence, begin, max(begin, end)):
            return LeadRule.FIRST
    return None


def may_be_rule(text: str) -> bool:
    """Whether *text* speaks of places in a list, or of marks, and of what they mean."""
    spoken = bool(_PLACES.search(text)) and bool(_SAYS.search(text))
    return spoken or bool(_REST.search(text)) or _rule(text) is not None


def unread_rule(text: str) -> str:
    """The sentence of *text* that says of bodies by what they look like who leads, unread.

    By their place (末位的为牵头单位), by the look of letters (划线的为牵头单位), or by what else
    names none of them.
    """
    told = (s.strip() for s in _STOP.split(text) if _MEANT.search(s) and not _rule(s))
    return next((s for s in told if not _ALL.search(s)), "")
