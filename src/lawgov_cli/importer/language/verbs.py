"""Clauses: names, how it is done, the verb that gives them a role, and what it is done to.

``A牵头`` ``B、C按职责分工负责`` end with the verb; ``A负责资金保障`` goes on behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language import words
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.clauses import without_opening
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.rules import may_be_rule
from lawgov_cli.importer.language.wording import masked, simplified
from lawgov_cli.importer.language.words import any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_NAMES = 90
_LONGEST_TAIL = 40
#: But for names that hold such a word: 市政协办, 市安委会办公室.
_HELPS = f"(?!(?<=政)协办|(?<=[委员工残指])会办)(?:{any_of(words.HELPS)})"
#: What somebody is, as a verb: 为牵头单位.
_AS = any_of((*words.AS_LEADS, *words.AS_ANSWERS, *words.AS_HELPS))
_IS = (
    "(?:作为|为|是|任)(?:[此该本这]项)?(?:工作|任务)?的?(?:第一(?!责任)|主要|直接|具体)?"
    f"(?P<what>{_AS})(?:责任)?{words.BODY}"
)
_ROLES = (
    "(?:(?:负责|抓好|做好|承担起?|担负起?|担起|扛起|履行)(?=牵头|主办|主责))?"
    f"(?P<lead>{any_of(words.LEADS)})(?!{words.NOUN})"
    f"|(?P<support>{_HELPS})(?!单位|部门)"
    f"|(?P<watch>{any_of(words.WATCHES)}|(?:加强|强化)[^，。、]{{0,6}}(?:指导|督导|监督|督查|检查))"
    f"|(?P<answer>(?:负责|承[办担])(?!{words.NOUN})|(?:负|履行|承担)(?=[^，。]{{0,6}}责任)"
)
_WITH = "(?P<meets>(?:牵头)?会同|联合(?=[市区县省州国有相各])|会?商请?(?=[市区县省州国有各相]))"
_ROLE_VERB = re.compile(f"{_IS}|{_ROLES}|{any_of(words.ANSWERS)})")
#: What bodies do: with others, as leaders, as helpers, as those who watch, as those who answer.
VERB = re.compile(f"{_WITH}|{_IS}|{_ROLES}|{any_of((*words.ANSWERS, *words.ACTS))}|包[片保抓])")
#: Names that have a verb within them: 市委组织部, 市医疗保障局, 市督查考核办.
_IN_NAME = re.compile(
    "(?<=组织|统计|审批|登记|监测|调度|指导|协调|督促|统筹|保障|推进|推动|监督|检查|督查|督导|督办|建设|管理|考核|评估|研究|编制|执行)"
    "(?:管理|检查|检察|指导|协调|考核|保障|服务|执法|监察|工作)*"
    "(?:[局委厅]|科(?![普技学研])|股(?!份)|部(?![分署门])|处(?![理置罚于])|办(?![理学好法])|室|中心(?!城)"
    "|[支大]队|组(?!织)|站(?!点)|所(?!有)|院(?![落校]))"
)
#: Bodies that are called organisations: 各级党组织, and not what is done.
_ORGANISED = re.compile(
    "(?:党|团|社会|群团|经济|自治|志愿|基层|中介|行业|公益|工会|各类|专业)组织$"
)
#: Behind a verb, where the clause tells whose work a thing is, or was: 牵头建设的平台已经上线;
#: or of persons, or who was at a meeting: 负责同志参加会议.
_RELATES = re.compile(
    "(?:建设|制定|起草|开展|组织|实施|推进|承办|编制|研发|打造)?(?:的|[^，。]{0,12}已经)"
    "|(?<=负责)(?:同志|人(?=[参出列]))|(?<=参加)[^，。；]{0,8}会议"
)
_AT_END = re.compile(
    f"(?:(?P<lead>{any_of(words.LEADS)}|牵头抓)|(?P<support>{_HELPS})"
    f"|(?P<watch>{any_of(words.WATCHES)})|{any_of(words.ANSWERS)}|{_IS}"
    "|(?:抓好|做好|抓)[\u4e00-\u9fff]{1,6}(?:落实|实施|推进|保障|配合))$"
)
#: What is done, behind the verb: 做好配合工作.
_WORK = re.compile("(?<=配合|协助|协同|支持|保障|落实)(?:有关|相关)?工作$")
#: How it is done, at the end of what stands before a verb: 分别, 按各自职责, 于10月底前.
_MANNER = (
    f"{any_of(words.HOW)}|[自从][^、，,（）()]{{1,14}}起|每(?:年|季度?|月|周|半年)"
    "|[于在](?:20[0-9]{2}年)?[^、，,（）()]{1,10}[前底末内]"
    "|对(?:本|所|各自|自身|分管)[^，。、（）()]{1,10}"
    "|(?:按照?|依照|依据|根据|结合|依(?=[职权责])|在(?=[^、，]{0,8}范围)|依法(?!治))[^、，,（）()]{0,14}"
)
_HOW = re.compile(f"(?:{_MANNER})$")
#: In a sentence also that it is to be done: 要切实.
_HOW_TO = re.compile(f"(?:{any_of(words.MODALS)}|{_MANNER}|对[^、，,（）()]{{2,14}})$")
#: The same, where it stands for the verb too: A、B按职责分工.
_BY_DUTY = re.compile(
    "(?:按照?|依照?|根据)(?:各自)?(?:工作)?(?:职责|职能|分工)(?:职责|范围|分工)?$"
)
_KINDS = {"meets": Word.LEAD, "lead": Word.LEAD, "support": Word.SUPPORT, "watch": Word.NONE}


class Said(NamedTuple):
    """A clause without the words behind its names, and the role that these give; ``None``: none."""

    names: str
    role: Word | None = None


class Doing(NamedTuple):
    """A clause cut before a verb: the names, how it is done, the verb, and the role it gives."""

    names: str
    how: str
    verb: re.Match[str]
    role: Word


def without_verbs(clause: str) -> Said:
    """*clause* without 按职责分工负责 and its like at its end."""
    rest = _WORK.sub("", clause.strip().rstrip("。.，,；; "))
    plain = simplified(rest)
    end = len(rest)
    roles: list[Word] = []
    while match := _verb_before(plain, end) or _how_before(plain, end, behind_verb=bool(roles)):
        roles += [] if match.re is _HOW else [_role(match)]
        end = len(plain[: match.start()].rstrip("、，, "))
    return Said(rest[:end], _together(roles))


def _together(roles: list[Word]) -> Word | None:
    """The role that several verbs give together: 牵头负责, 协同推进, 督促落实."""
    for role in (Word.LEAD, Word.SUPPORT, Word.RESPONSIBLE, Word.NONE):
        if role in roles:
            return role
    return None


def _role(verb: re.Match[str]) -> Word:
    if verb.lastgroup != "what":
        return _KINDS.get(verb.lastgroup or "", Word.RESPONSIBLE)
    if verb["what"] in words.AS_LEADS:
        return Word.LEAD
    return Word.SUPPORT if verb["what"] in words.AS_HELPS else Word.RESPONSIBLE


def _verb_before(plain: str, end: int) -> re.Match[str] | None:
    """The verb that *plain* up to *end* ends with."""
    match = _AT_END.search(plain, max(0, end - _LONGEST_TAIL), end)
    if match and _ORGANISED.search(plain, 0, end):
        return None
    return None if match and match["what"] and may_be_rule(plain) else match


def _how_before(plain: str, end: int, *, behind_verb: bool) -> re.Match[str] | None:
    """What *plain* up to *end* ends with that says how: 按职责分工, 在各自职责范围内."""
    match = (_HOW if behind_verb else _BY_DUTY).search(plain, max(0, end - _LONGEST_TAIL), end)
    return match if match and (match.start() or behind_verb) else None


def doings(clause: str, begin: int = 0, *, verbs: re.Pattern[str] = VERB) -> Iterator[Doing]:
    """The ways to cut *clause*, from *begin* on, before one of its *verbs*."""
    plain = simplified(masked(clause))
    for match in verbs.finditer(plain, begin + 1, begin + _LONGEST_NAMES):
        if _RELATES.match(plain, match.end()):
            return
        if _IN_NAME.match(plain, match.end()) or plain[match.start() - 1] in "、，,；;和及与":
            continue
        end = match.start()
        while how := _HOW_TO.search(plain, max(begin, end - _LONGEST_TAIL), end):
            end = how.start()
        yield Doing(clause[begin:end], clause[end : match.start()], match, _role(match))


def divided(clause: str) -> Said | None:
    """*clause* cut before a verb that has an object: names, and what the verb makes of them."""
    for doing in doings(clause, verbs=_ROLE_VERB):
        names = split_names(without_opening(doing.names))
        goes_on = not doing.how and doing.verb.end() < len(clause)
        if goes_on and names and all(map(is_unit_name, names)):
            return Said(doing.names, doing.role)
    return None
