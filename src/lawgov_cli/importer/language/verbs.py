"""Verbs: what stands behind names and says what they do. ``A牵头`` ``B、C按职责分工负责``."""

from __future__ import annotations

import re

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.rules import may_be_rule
from lawgov_cli.importer.language.wording import masked, simplified

# fmt: off
#: Behind the names of those who lead, and of those who answer.
LEADING = (
    *("牵头", "主办", "抓总", "总牵头", "牵头抓总", "主抓", "主责", "负总责", "总负责", "牵总"),
    *("负责牵头", "统筹牵头", "双牵头", "牵头抓", "为主体"),
    *("挂帅", "为主", "牵头负责", "牵头组织", "牵头实施", "牵头落实", "牵头推进", "牵头办理"),
)
ANSWERING = (
    *("负责", "配合", "协助", "参与", "参加", "落实", "实施", "协同", "承办", "协办"),
    *("推进", "组织实施", "组织落实", "组织推进", "抓好落实", "配合实施", "配合落实"),
    *("支持", "会办", "负责落实", "负责实施", "负责推进", "协同推进", "协同配合"),
    *("密切配合", "积极配合", "承担", "办理", "分工负责", "统筹", "协同抓", "具体抓"),
    *("协调", "组织", "完成", "贯彻落实", "统筹协调", "统筹推进", "做好落实"),
    *("抓落实", "推动落实", "推动", "分工落实", "执行", "做好", "抓好", "做好配合"),
    *("各负其责", "各司其职", "参与配合", "办结", "制定", "会办落实", "为辅"),
)
#: Behind the names of those who only watch: they have no role.
WATCHING = ("指导", "督促", "督导", "督办", "监督", "督促指导", "监督指导", "督促检查")
#: Of those who answer, the verbs of those who only support.
SUPPORTING = (
    *("配合", "协助", "协办", "参与", "参加", "协同", "支持", "协同配合", "配合实施"),
    *("配合落实", "密切配合", "积极配合", "做好配合", "参与配合", "为辅"),
    "协同抓",
)
#: Between names and verb: how it is done.
MANNERS = (
    *("分别", "共同", "具体", "联合", "分头", "各自", "主要", "全力"),
    *("密切", "积极", "认真", "予以", "给予", "主动", "切实"),
)
# fmt: on
#: What is done, behind the verb: 做好配合工作.
_WORK = re.compile("(?<=配合|协助|协同|支持|保障|落实)(?:有关|相关)?工作$")
#: What is done in words of the office's own: 抓好属地落实.
_DOES = re.compile("(?:抓好|做好|抓)[\u4e00-\u9fff]{1,6}(?:落实|实施|推进|保障|配合)$")
#: How something is done, said between names and verb in words of the office's own.
_MANNER = re.compile(
    "[于在](?:20[0-9]{2}年)?[^、，,（）()]{1,8}[前底末内]$|"
    "(?:按照?|依照|依据|根据|结合|在(?=[^、，]{0,8}范围)|依法(?!治))[^、，,（）()]{0,14}$"
)
#: The same, where it stands for the verb too: A、B按职责分工.
_BY_DUTY = re.compile(
    "(?:按照?|依照?|根据)(?:各自)?(?:工作)?(?:职责|职能|分工)(?:职责|范围|分工)?$"
)
#: Names that end as verbs do: 市政协办, 市安委会办.
_ENDS_NAME = re.compile("政协办$|[委员工残指]会办$")
#: What somebody is, as a verb: 为牵头单位.
_IS = re.compile(
    "(?:作为|为|是)(?:主要|直接|具体)?(?P<what>第一责任|牵头|主办|主责|责任|承办|配合|协办|成员|参与|保障|支撑)(?:责任)?"
    "(?:单位|部门|主体)$"
)
_AS_VERB = {
    **dict.fromkeys(("第一责任", "牵头", "主办", "主责"), "牵头"),
    **dict.fromkeys(("责任", "承办"), "负责"),
    **dict.fromkeys(("配合", "协办", "成员", "参与", "保障", "支撑"), "配合"),
}
_VERBS = frozenset(LEADING + ANSWERING + WATCHING)
_TAILS = _VERBS.union(MANNERS)
_LONGEST_MANNER = 40
_LONGEST_TAIL = max(map(len, _TAILS))


class Said(NamedTuple):
    """A clause without the words behind the names: what is left, and what the words were."""

    names: str
    verb: bool = False
    leads: bool = False
    supports: bool = False
    watches: bool = False


def without_verbs(clause: str) -> Said:
    """*clause* without 按职责分工负责 and its like at its end."""
    rest = _WORK.sub("", clause.strip().rstrip("。.，,；; "))
    plain = simplified(rest)
    end = len(rest)
    tails: list[str] = []
    if (is_one := _IS.search(plain)) and not may_be_rule(plain):
        tails.append(_AS_VERB[is_one["what"]])
        end = is_one.start()
    while tail := _tail(plain, end) or _manner(plain, end, behind_verb=bool(tails)):
        end -= len(tail)
        while end and plain[end - 1] in "、，, ":
            end -= 1
        tails.append(tail)
    verbs = [tail for tail in tails if tail not in MANNERS]
    return Said(
        rest[:end],
        bool(verbs),
        any(tail in LEADING for tail in verbs),
        bool(verbs) and verbs[0] in SUPPORTING,
        bool(verbs) and all(tail in WATCHING for tail in verbs),
    )


def _manner(text: str, end: int, *, behind_verb: bool) -> str:
    """What *text* up to *end* ends with that says how: 按职责分工, 在各自职责范围内."""
    match = (_MANNER if behind_verb else _BY_DUTY).search(text[max(0, end - _LONGEST_MANNER) : end])
    return match[0] if match and len(match[0]) < end else ""


def _tail(text: str, end: int) -> str:
    """The longest word at the end of *text* up to *end* that stands behind names."""
    if does := _DOES.search(text, max(0, end - _LONGEST_MANNER), end):
        return does[0]
    for size in range(min(_LONGEST_TAIL, end), 1, -1):
        if text[end - size : end] in _TAILS and not _ENDS_NAME.search(text[:end]):
            return text[end - size : end]
    return ""


#: Verbs that have an object behind them: A负责资金保障, B牵头组织验收.
_INSIDE = re.compile(
    "牵头负责|牵头|主办|负责|承担|配合|协助|参与|落实|统筹|组织|指导|督促|做好|承办|协调|保障|安排"
)


#: Verbs that names have inside them: 市委组织部.
IN_NAMES = frozenset({"组织", "指导", "协调", "督促", "统筹", "保障"})


def _in_name(clause: str, plain: str, match: re.Match[str]) -> bool:
    """Whether a verb is part of a name, that of the whole item or one that ends behind it."""
    at = match.start()
    end = next((i for i in range(at, len(plain)) if plain[i] in "、，,；; "), len(plain))
    begin = max(plain.rfind(mark, 0, at) for mark in "、，,；; ") + 1
    near = range(match.end() + 1, min(match.end() + 3, end + 1))
    return any(is_unit_name(clause[begin:stop]) for stop in (end, *near))


def divided(clause: str) -> Said | None:
    """*clause* cut before a verb that has an object: names, and what the verb makes of them."""
    plain = simplified(masked(clause))
    for match in _INSIDE.finditer(plain):
        of = plain[match.end() : match.end() + 1] == "的"
        if of or (match[0] in IN_NAMES and _in_name(clause, plain, match)):
            continue
        names = split_names(clause[: match.start()].removeprefix("由"))
        if names and all(map(is_unit_name, names)) and match.end() < len(clause):
            verb = match[0]
            leads = verb.startswith(("牵头", "主办"))
            return Said(
                clause[: match.start()], verb=True, leads=leads, supports=verb in SUPPORTING
            )
    return None
