"""Sentences of a text that say who does what beside what is done.

``由A牵头，对…开展清理`` ``A要会同B建立台账`` ``A具体负责，B督促指导``. They stay text: what they
say of roles is a guess, and is told as one.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.importer.language.attribution import Attribution, Note, Step
from lawgov_cli.importer.language.bodies import is_body, is_collective, is_unit_name
from lawgov_cli.importer.language.heading import heading
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.places import Place
from lawgov_cli.importer.language.wording import masked, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SENTENCE = re.compile("[^。！？]+[。！？]*")
_LONGEST = 240
_LONGEST_NAMES = 90
#: Without one of these a sentence says nothing of roles.
_SPEAKS = re.compile(
    "牵头|会同|为主|联合|共同|分别|负责|[要应须需]|承[办担]|主办|抓总|归口|由|请|具体|按|商(?=[市区县省州])|[为是][^，。]{0,4}(?:单位|部门|主体)"
)
#: Who explains a document, and what was done, is no task.
_TELLS = re.compile("解释|已经?(?:完成|建立|印发|出台)")
#: A sentence about all that stands above it, or about the whole document.
_ABOUT_ALL = re.compile(
    "(?:以上|上述|前述|各项(?:工作|任务)|本(?!项|任务|工作)[^，。、]{1,8})[^，。]{0,8}由"
)
#: Who pays is no task.
_OF_MONEY = re.compile("[^，。；]{0,12}(?:资金|经费|费用|补助|补贴|奖励)[^，。；]{0,4}由")
#: What may stand before the names.
_OPENING = re.compile(
    "(?:[^，。；：:]{2,10}[：:])?(?:(?:[^，。；：:、“”]{0,16}?(?<![建成组自理缘])(?<!建立|成立)(?P<by>由|责成)|(?P<please>请))"
    "|(?P<with>(?:会同|联合|商)(?=[市区县省州国有相各]))|以(?=[市区县省州国各])|同时|并|其中|另外)?"
)
#: Between clauses.
_CUT = re.compile("[，,；;。]|(?<=牵头|负责|配合|落实|参与)、|(?<=抓)、")
#: How it is done, between the names and the verb.
_HOW = re.compile(
    "(?:要|分工|应当|应|须|需|必须|将|可|分别|共同|联合|主动|切实|积极|全力|认真|加强|具体|直接|主要|统一|密切|及时|进一步"
    "|定期|依法|履行|结合(?:各自)?实际|按照?[^，。、]{0,12}(?:职责|职能|分工|规定|要求|权限)(?:范围|分工)?内?"
    "|各?(?:抽调|选派|明确)[^，。、]{1,8})$"
)
_BODY = "(?:责任)?(?:单位|部门|主体)"
_AS = "(?:作为|为|是)(?:第一|主要|直接|具体)?"
_VERB = re.compile(
    "(?P<meets>(?:牵头)?会同|联合(?=[市区县省州国有相])|商(?=[市区县省州国有各相]))"
    f"|(?P<lead>{_AS}(?:牵头|主办|主责){_BODY}|(?:作为|为|是)第一责任(?:单位|部门|主体)|(?:负责|抓好|做好)?牵头(?!单位|部门|作用|的|人|领导|机制|任务|事项)"
    "|主办(?!单位|方|的)|抓总|负总责|总负责|为主$)"
    f"|(?P<support>{_AS}(?:配合|协办|成员|参与|参加){_BODY}|配合|协助|参与|参加|协同|协办|协作|支持)"
    "|(?P<watch>督促|督导|督办|指导(?![处科股])|监督(?![管检局处科])|检查|考核|审核|评估)"
    f"|(?P<answer>{_AS}(?:责任|承办|落实|实施){_BODY}|负责(?!人|同志|制(?!定)|的)|承办(?!单位|的)|承担|归口|落实|实施|执行|完成"
    "|组织(?![部处科股室办])|统筹|协调(?![办处科])|推进(?![办组处科])|推动|抓|保障(?![局处科中厅])|做好|开展|建立|制定"
    "|起草|编制|研究|提出|安排|管理(?![局委处科中办所站])|受理|办理|处理|查处|举办|发布|公布|评选|排查|整治|清理|治理|管护|维护|审批|登记|发放|承建|实施|汇总|收集|统计|验收|监测|筛查|备案|备足|调度|出台|印发)"
)
#: How single bodies do what is then their task.
_SHARED = re.compile("具体|联合|共同|分别|按")
_ROLES = {
    "meets": Word.LEAD,
    "lead": Word.LEAD,
    "support": Word.SUPPORT,
    "watch": Word.NONE,
    "answer": Word.RESPONSIBLE,
}
#: Where the names behind 会同 may end: before what is done, or how.
_FOLLOWS = re.compile(
    "研究|提出|制定|建立|开展|组织(?![部处科股室办])|推[进动]|落实|实施|负责|抓|做|对|按|在|共同|定期|及时|进一步|加强|联合|出台|印发"
    "|起草|编制|健全|完善|强化|督促|指导|实行|明确|调度|梳理|统筹|要|应|切实|积极|严格|依法(?!治)|做好|每"
)
_MODAL = re.compile("[要应须需]")
#: Behind a verb, where the clause tells whose work a thing is, or was: 牵头建设的平台已经上线.
_RELATES = re.compile(
    "(?:建设|制定|起草|开展|组织|实施|推进|承办|编制|研发|打造)?(?:的|[^，。]{0,12}已经)"
)
#: By whom anything is done; not who chairs it.
_BY = re.compile("(?:[^，。；]*的)?由(?!.*(?:领导|同志|负责人|组长|主任|兼任))")
_PERSON = re.compile(
    "(?:市|县|区|省|州|镇|乡|局|院|处|科|部)长$|领导$|同志$|书记$|主任$|主席$|负责人$"
)
#: With these a name goes on that could end before them: 市委|办公室, 镇政府|办.
_GOES_ON = frozenset("办室会门员局委部院组政机工队所站中、和及与（(等")
#: Verbs that by themselves give a task.
_STRONG = re.compile("负责|承[办担]|归口|(?:作为|为|是).*(?:单位|部门|主体)$")


class _Act(NamedTuple):
    """What one clause says: whose role, what it is, the verb, and with whom they do it."""

    names: list[str]
    role: Word
    verb: str
    strong: bool
    others: Sequence[str] = ()


@lru_cache(maxsize=4096)
def prose(text: str) -> tuple[Place, ...]:
    """The sentences of *text* that say who does what; each is a place, and stays text.

    Of bodies only, and only where one is said to lead, to do it with others, or to answer for it:
    ``发挥牵头作用`` and ``加强协调配合`` say nothing.
    """
    if not _SPEAKS.search(text):
        return ()
    return tuple(_places(text))


def titled_by_body(text: str) -> Place | None:
    """The title of *text*, where it is a body, and what follows what it does: 市林业局：负责…."""
    end = heading(text).end
    title = text[:end].rstrip("：:。 \u3000")
    names = split_names(title)
    if end >= len(text) or not names or not all(is_unit_name(n) and is_body(n) for n in names):
        return None
    notes = (Note("title-unit", (), title),)
    steps = (Step(title, Word.RESPONSIBLE, tuple(names)),)
    return Place(0, end, Attribution(title, responsible=tuple(names), notes=notes, steps=steps))


def is_about_all(place: Place) -> bool:
    """Whether a sentence speaks of more than the point it stands in: 以上任务由A牵头."""
    return bool(_ABOUT_ALL.match(place.attribution.raw.strip()))


def _places(text: str) -> Iterator[Place]:
    for match in _SENTENCE.finditer(masked(text)):
        words = text[match.start() : match.end()]
        if len(words) > _LONGEST or not _SPEAKS.search(words) or _TELLS.search(words):
            continue
        acts = [act for clause in _clauses(words) if (act := _act(clause))]
        if any(act.strong for act in acts):
            said = _attribution(words, acts)
            if said.names_bodies:
                yield Place(match.start(), match.end(), said)


def _clauses(sentence: str) -> Iterator[str]:
    """*sentence* cut at commas outside brackets, and behind a verb inside a list: A牵头、B配合."""
    hidden, begin = masked(sentence), 0
    for cut in (*_CUT.finditer(hidden), None):
        yield sentence[begin : cut.start() if cut else None].strip()
        begin = cut.end() if cut else begin


def _act(clause: str) -> _Act | None:
    """What *clause* says of bodies that it begins with; nothing where it begins otherwise."""
    opening = _OPENING.match(clause)
    if opening is None or _OF_MONEY.match(clause):
        return None
    begin = opening.end()
    by = opening["by"] or opening["please"] or ""
    if opening["with"]:
        others = _with_whom(clause[begin:])
        return _Act(others, Word.RESPONSIBLE, opening["with"], strong=False) if others else None
    plain = simplified(masked(clause))
    for match in _VERB.finditer(plain, begin + 1, begin + _LONGEST_NAMES):
        before, how = _without_how(clause[begin : match.start()])
        names = split_names(before)
        if by and names and _PERSON.search(names[-1]):
            return _Act([], Word.PERSON, names[-1], strong=True)
        if names and all(map(is_unit_name, names)) and any(map(is_body, names)):
            if _RELATES.match(plain, match.end()):
                return None
            others = _with_whom(clause[match.end() :]) if match["meets"] else []
            strong = _gives_task(names, by, how, match)
            return _Act(names, _ROLES[match.lastgroup or "answer"], match[0], strong, others)
    names = _with_whom(clause[begin:]) if _BY.match(clause) else []
    return _Act(names, Word.RESPONSIBLE, opening["by"], strong=True) if names else None


def _gives_task(names: Sequence[str], by: str, how: str, verb: re.Match[str]) -> bool:
    """Whether a clause gives a task by itself, and does not only ask all to help: 请各部门落实."""
    if verb["lead"] or verb["meets"]:
        return True
    if all(map(is_collective, names)):
        return by not in {"", "请"} or (not _MODAL.search(how) and bool(_STRONG.match(verb[0])))
    return bool(by or _SHARED.search(how) or _MODAL.search(how) or _STRONG.match(verb[0]))


def _without_how(text: str) -> tuple[str, str]:
    """*text* without the words at its end that say how it is done, and these."""
    names = text
    while how := _HOW.search(names, max(0, len(names) - 24)):
        names = names[: how.start()]
    return names, text[len(names) :]


def _with_whom(text: str) -> list[str]:
    """The bodies that *text* begins with, up to what they do, or up to its end."""
    plain = simplified(masked(text))
    ends = [m.start() for m in _FOLLOWS.finditer(plain, 0, _LONGEST_NAMES)]
    for end in [*ends, len(text)]:
        names = split_names(text[:end])
        if names and all(map(is_unit_name, names)) and any(map(is_body, names)):
            return names
    for end in range(3, min(len(text), _LONGEST_NAMES)):
        names = split_names(text[:end])
        if all(map(is_unit_name, names)) and is_body(names[-1]) and text[end] not in _GOES_ON:
            return names
    return []


def _attribution(words: str, acts: Sequence[_Act]) -> Attribution:
    """What *acts* say together; whoever leads in one of them is not listed again."""
    lead: list[str] = []
    others: list[str] = []
    steps: list[Step] = []
    notes = [Note("prose", (), words)]
    for act in acts:
        if act.role is Word.PERSON:
            notes.append(Note("person", (), act.verb))
            continue
        if act.role is Word.NONE:
            notes.append(Note("watch", (act.verb,), "、".join(act.names)))
            continue
        (lead if act.role is Word.LEAD else others).extend(act.names)
        others += act.others
        steps.append(Step(act.verb, act.role, tuple(act.names)))
        steps += [Step(act.verb, Word.RESPONSIBLE, tuple(act.others))] if act.others else []
    first = tuple(dict.fromkeys(lead))
    rest = tuple(name for name in dict.fromkeys(others) if name not in first)
    return Attribution(words, first, rest, notes=tuple(notes), steps=tuple(steps))
