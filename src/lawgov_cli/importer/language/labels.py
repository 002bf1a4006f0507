"""Labels: what stands before a list and says whose it is. ``牵头单位：`` ``责任科室：`` ``时限：``.

Any words in front of 单位, 部门, 科室 … at the head of a list are a label; its role is read from
the words in it. What those words do not fully explain is read all the same, and said.
"""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_office, is_unit_name
from lawgov_cli.importer.language.deadlines import is_time
from lawgov_cli.importer.language.likeness import is_near
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.persons import without_person
from lawgov_cli.importer.language.wording import HIDDEN, masked, simplified
from lawgov_cli.importer.language.words import HELPS, LEADS, WATCHES, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator


class Word(str, Enum):
    """What a label announces; ``BEGIN``: when it begins; ``NONE``: bodies without a role."""

    LEAD = "lead"
    RESPONSIBLE = "responsible"
    SUPPORT = "support"
    DEADLINE = "deadline"
    BEGIN = "begin"
    PERSON = "person"
    NONE = "none"


#: What the importer calls the roles, to people.
WORDS = {
    Word.LEAD: "牵头",
    Word.RESPONSIBLE: "责任",
    Word.SUPPORT: "责任(配合)",
    Word.DEADLINE: "时限",
    Word.BEGIN: "",
    Word.PERSON: "人员",
    Word.NONE: "",
}


class Meaning(NamedTuple):
    """What a label means, and whether every word of it is known to mean that."""

    word: Word
    sure: bool = True


class Label(NamedTuple):
    """A label in a text: what it announces, where it stands, and where what it announces begins."""

    word: Word
    start: int
    end: int
    sure: bool = True
    printed: str = ""


_LEAD = any_of((*LEADS, "总责", "首责", "主管", "第一责任", "首要责任", "主要责任", "主要负责"))
_LEAD += "|(?<!副)组长"
_SUPPORT = any_of((*HELPS, "会同", "协调", "副组长"))
_ANSWER = (
    "责任|负责|承办|承担|落实|实施|执行|完成|推进|建设|成员|经办|办理|分工|承接|整改|跟进|兜底"
    "|(?<=牵头)组织"
)
_WATCH = any_of(WATCHES) + (
    "|监管|评价|验收|审批|核查|抽查|申报|受理|归档|报送|填报|填表|制表|编制|印发|签发|发文|发布|主送"
    "|抄送|联系|联络|来源"
)
#: Words that say nothing about the role.
_EMPTY = (
    "主要|具体|直接|主体|属地|行业|组织|归口|相关|有关|其他|工作|任务|职责|项目|共同|"
    "[省市县区]级|第一|[总的及和与、/（）()]"
)
_ROLE = re.compile(
    f"(?P<lead>{_LEAD})|(?P<support>{_SUPPORT})|(?P<answer>{_ANSWER})|(?P<watch>{_WATCH})"
)
_KNOWN = re.compile(f"(?:{_LEAD}|{_SUPPORT}|{_ANSWER}|{_EMPTY})+")
#: Words of roles and nothing else: a label only before names, and told.
_MAYBE = re.compile(f"(?:{_LEAD}|{_SUPPORT}|{_ANSWER}|监管|指导|{_EMPTY})+")
#: A label over those who lead and those who help alike: who of them leads it does not say.
BOTH = re.compile(
    "(?:牵头|主办|主责)(?:单位|部门)?(?:[及和与、/／]{1,2}|以及)(?:配合|协办|协同|参与|协助|责任|承办)(?!人|领导|分工)"
)
#: Nouns that make a label of any words before them …
_BODY = "单位|部门|主体|机构|科室|处室|股室"
#: … and those that need a role among these words.
_PLACE = (
    "站所|支部|[大中支]队|地区|镇街|乡镇|街镇|街道|区县|县区|板块|园区|社区|中心"
    "|[局委办处科室股站所镇乡街村方]"
)
#: Words of a role that no body has in its name: 责任股, but 建设局 and 推进办 are bodies.
_STRONG = re.compile(
    "牵头|主责|主办|责任|承办|承担|配合|协办|协同|参与|负责|首责|领办|督办|监督|指导"
)
_HEAD = re.compile(
    rf"(?P<words>.*?)(?P<body>{_BODY}|{_PLACE})(?:[（(/及和或与、]{{1,2}}(?:{_BODY})[）)]?)?"
    "(?P<person>[（(及和与、/]{1,2}[^（）()]{0,3}人[）)]?)?"
    "(?:[（(]?[及和与、](?:责任|任务|工作|职责)?(?:分工|职责)(?:安排|情况)?[）)]?|名称|名单)?"
)
_PERSON = re.compile(
    ".{0,8}(?:领导|责任人|负责人|联系人|联络员|牵头人|经办人|承办人|主办人|包保人|包抓人|人员|同志)"
)
#: What may stand before a blank in a label of persons: 分管 领导; all else is no part of it.
_OF_PERSONS = re.compile(f"(?:{_LEAD}|{_SUPPORT}|{_ANSWER}|{_EMPTY}|分管|主管|包[保抓联案])+")
_TIME = re.compile(
    "(?P<words>.{0,8}?)(?:(?:时限|期限|时间|日期|节点|时序|进度)(?:安排|要求|节点|计划|进度|时限)?)"
)
_KNOWN_TIME = re.compile(
    "(?:计划|完成|办理|办结|推进|实施|整改|工作|责任|落实|年度|起止|目标|时间|进度|任务|要求"
    "|预计|完工|竣工|截止|结束|举办|开展|交付|投用|上线|销号)*"
)
#: Dates of the document itself, or of an event, are no deadlines.
OTHER_TIME = re.compile(
    "交办|下达|受理|批示|立项|发现|登记|录入|[收来]文|发布|成文|印发|发文|签发|会议|公开|制定|生成|更新|生效|施行|截至|统计|活动|服务|办公|工作时间|有效"
)
#: Dates from which something is done.
_BEGINS = re.compile("(?:计划|预计|项目|工程)*(?:开工|动工|开始|起始|启动)")
#: Labels only where a list can begin: elsewhere they are words of a sentence.
_SHORT = frozenset(
    {"谁牵头", "谁负责", "谁配合", "总牵头", "牵头", "主办", "主责", "主抓", "领办", "责任"}
    | {"负责", "承办", "承担", "经办", "落实", "配合", "协办", "会办", "联办", "参办", "次责"}
    | {"参与", "参加"}
)
_DIVIDED = re.compile(
    "(?:责任|任务|职责|工作|具体|部门|单位|落实|推进|组织)*分工(?:安排|情况|如下)?|责任(?:落实|安排|划分)"
)
#: Bodies that are addressed, not named: 各有关单位：; but 相关责任单位： is a label.
_ADDRESSED = re.compile("各|有关|相关|[省市县区州]直")
_ANY = re.compile("各|有关|相关")
#: A gloss in brackets behind a label: 责任单位（排第一的牵头）.
_GLOSS = re.compile("(?<=[^（(])[（(][^（）()]{3,40}[）)]$")

#: A label in a box of its own, 【责任单位】, by what closes it.
_CLOSING = {"】": "【", "］": "［", "〕": "〔", "]": "[", "）": "（", ")": "("}
#: Behind a role in a box that belongs to the name before it: 市数据局【牵头】、市公安局.
_AFTER_MARK = re.compile("[、，,；;。）)]|$")
_BEGINNINGS = frozenset("，,；;。、（(［[〔【】］〕] \t\n\u3000●•◆■▪·◇—-*")
_STOPS = _BEGINNINGS.difference(" \u3000（(").union('！？!?：:∶“”"《》')
_COLON = re.compile(
    r"\s{0,2}[：:∶︰﹕→]|(?<=[位门头合任])\s?[—－–-]{1,2}(?=[市区县省州国各中])"
    r"|(?<=牵头|主办|主责|责任|配合|协办|负责)[ \u3000]{1,4}(?=[市区县省州国各中]\S)"
    r"|[】］〕\]][：:]?|(?<=[头办责合助与位门])[）)](?=[市区县省州国各中])|(?<=[位门构体室局限间）)])[为是]"
    r"|(?<=[位门构体室）)])(?:[ \u3000]{1,4}(?=\S))"
)
#: Between a label and names in a sentence: 责任单位为市司法局.
_IS = frozenset("为是")
#: What stands for a body in a sentence about roles: 第一个单位为牵头单位.
_LABEL_AS_NAME = re.compile("(?:牵头|责任|主办|配合|协办|汇总|第一)(?:单位|部门|主体)$")
#: Two blanks part a name from the label behind it; one stands inside many a label.
_WIDE = re.compile("[ \t\u00a0]{2}|\u3000")
_LONGEST = 24
#: So many letters has a role without 单位.
_ROLE_ALONE = 2
#: Where the colon was lost: a whole label, or a role, and the name of a body right behind it.
_BARE = re.compile(
    f"(?:主要|具体|直接|第一)?(?:牵头|主办|主责|责任|配合|协办|承办|落实|参与)(?:责任)?(?:{_BODY})(?=[\u4e00-\u9fff])(?!为|和|及|的|是|名|[与要应须将])"
    "|(?:(?P<leads>牵头|主办|主责)|配合|协办)(?=[市区县省州][\u4e00-\u9fff])"
)
#: Slips of the pen are looked for in these.
_USUAL = {
    head + body: word
    for word, heads in (
        (Word.LEAD, ("牵头", "主办", "主责")),
        (Word.RESPONSIBLE, ("责任", "承办", "落实")),
        (Word.SUPPORT, ("配合", "协办", "参与")),
    )
    for head in heads
    for body in ("单位", "部门", "科室", "处室")
} | dict.fromkeys(("完成时限", "完成时间", "时间节点"), Word.DEADLINE)


def labels(text: str, hidden: str) -> Iterator[Label]:
    """The labels of *text* outside brackets (*hidden* is *text* masked).

    One whose words are not all known counts only where bodies stand behind it.
    """
    plain = simplified(text)
    last = 0
    for match in _colons(plain):
        label = _label_before(plain, hidden, match)
        if label and label.start >= last and _counts(text, label, match[0]):
            last = label.end
            end = match.end() if match.re is _BARE else match.start()
            printed = "".join(text[label.start : end].split()).lstrip("【［〔[")
            yield _for_bodies(text, label._replace(printed=printed))


def _for_bodies(text: str, label: Label) -> Label:
    """*label*, one of bodies where it says persons but offices follow: 牵头人：市司法局."""
    role = _role(label.printed) if label.printed.endswith("人") else None
    if label.word is not Word.PERSON or role is None:
        return label
    bodies = label._replace(word=role, sure=False)
    first = _first(text[label.end :].strip())
    offices = is_office(first) and without_person(first).body
    return bodies if offices and _announces(text, bodies, all_of=True) else label


def _counts(text: str, label: Label, sign: str) -> bool:
    """Whether what a label that is not known, or that is part of a sentence, announces is there."""
    if sign in _IS:
        return _announces(text, label, all_of=True)
    if sign in _CLOSING and label.start:
        first = text[label.start - 1] not in _STOPS and text[label.start] not in text[: label.start]
        blank = first and text[label.end : label.end + 1].isspace()
        if blank or _AFTER_MARK.match(text, label.end):
            return False
    if sign in "）)" and label.start and text[label.start - 1] not in _STOPS:
        return False
    return label.sure or _announces(text, label)


def meaning(label: str) -> Meaning | None:
    """What *label*, a label without its colon or the head of a column, means."""
    return _meaning("".join(simplified(label).split()))


def _colons(plain: str) -> Iterator[re.Match[str]]:
    """What may close a label, and where a label has lost it; 配合 without 单位 only behind 牵头."""
    bare = [
        m
        for m in _BARE.finditer(plain)
        if not m.start() or plain[m.start() - 1] in _BEGINNINGS or plain[m.start() - 1] in "：:"
    ]
    led = next((m.start() for m in bare if m["leads"]), len(plain))
    kept = (m for m in bare if len(m[0]) > _ROLE_ALONE or m.start() >= led)
    yield from sorted([*_COLON.finditer(plain), *kept], key=lambda m: (m.end(), m.start()))


def _label_before(plain: str, hidden: str, colon: re.Match[str]) -> Label | None:
    """The label that ends where *colon* begins; or that *colon* is, where a colon was lost."""
    if colon.re is _BARE:
        found = _meaning(colon[0])
        lost = hidden[colon.start()] != HIDDEN and is_unit_name(_first(plain[colon.end() :]))
        return Label(found.word, colon.start(), colon.end(), sure=False) if lost and found else None
    sign = colon[0].strip()[:1]
    begin = parted = _run(plain, colon.start())
    for start in range(begin, colon.start() - 1):
        if (
            start < parted
            or plain[start].isspace()
            or (hidden[start] == HIDDEN and sign not in _CLOSING)
        ):
            continue
        printed = "".join(plain[start : colon.start()].split())
        found = _meaning(printed)
        if found and (blank := _parting(plain, start, colon.start(), found)) is not None:
            parted = blank
            continue
        opens = start == begin or plain[start - 1] in _BEGINNINGS
        behind = found and not found.sure and _sure_behind(plain, start, colon.start())
        if found and not behind and _may_stand(printed, found, sign, opens=opens):
            boxed = plain[start - 1 : start] == _CLOSING.get(sign, plain[start - 1 : start])
            alone = boxed or (found.sure and hidden[start] != HIDDEN)
            first = start - (boxed and sign in _CLOSING)
            return Label(found.word, first, colon.end(), found.sure) if alone else None
    return None


def _parting(plain: str, start: int, end: int, found: Meaning) -> int | None:
    """The blank inside what may be a label that parts it from a name before it; none if none does.

    ``建设局 配合部门：`` is a name and a label, as is ``王丽 联系人：``; ``责 任 单 位：`` is a
    label set wide.
    """
    if not found.sure and (wide := _WIDE.search(plain, start, end)):
        return wide.start()
    if all(len(part) == 1 for part in plain[start:end].split()):
        return None
    for at in range(start, end):
        words = "".join(plain[start:at].split())
        rest = _meaning("".join(plain[at:end].split())) if plain[at].isspace() else None
        if rest and rest.sure and not found.sure:
            return at
        named = not _OF_PERSONS.fullmatch(words) if found.word is Word.PERSON else _is_body(words)
        if plain[at].isspace() and named:
            return at
    return None


def _sure_behind(plain: str, start: int, end: int) -> bool:
    """Whether a body, and then a known label, is all that stands from *start* to *end*."""
    return any(
        is_unit_name(plain[start:at]) and (found := _meaning(plain[at:end])) and found.sure
        for at in range(start + 2, end - 1)
    )


def _may_stand(printed: str, found: Meaning, sign: str, *, opens: bool) -> bool:
    """Whether a label can stand where it does: only a whole known one stands inside a line."""
    if printed in _SHORT or not found.sure:
        return opens and (bool(sign) or printed in _SHORT)
    return opens or (bool(sign) and sign not in _IS)


def _run(plain: str, end: int) -> int:
    """Where the words that end at *end* begin: behind a stop, or an opening bracket."""
    begin, depth = end, 0
    while begin > max(0, end - _LONGEST):
        char = plain[begin - 1]
        if char in "）)":
            depth += 1
        elif char in "（(":
            if not depth:
                break
            depth -= 1
        elif not depth and char in _STOPS:
            break
        begin -= 1
    return begin


@lru_cache(maxsize=8192)
def _meaning(plain: str) -> Meaning | None:
    """What *plain*, a label without blanks, means."""
    if plain in _SHORT or _DIVIDED.fullmatch(plain):
        return Meaning(_role(plain) or Word.RESPONSIBLE)
    whole = _GLOSS.sub("", plain)
    head = _HEAD.fullmatch(whole)
    role = _role(head["words"]) if head else None
    kind = role is None or whole[0] == "各" or "主管" in whole
    if head and not (_ADDRESSED.match(whole) and kind):
        known = bool(_KNOWN.fullmatch(head["words"])) and not BOTH.search(whole)
        rest = _ROLE.sub("", head["words"])
        named = _is_body(rest) or len(head["words"]) > 8
        place = not re.fullmatch(_BODY, head["body"]) and not _STRONG.search(head["words"])
        if role and (known or not named) and not place:
            return Meaning(role, known)
        if not (role or named or _ANY.search(whole)) and re.fullmatch(_BODY, head["body"]):
            return Meaning(_misspelt(whole) or Word.RESPONSIBLE, sure=False)
    if _PERSON.fullmatch(whole):
        return Meaning(Word.PERSON)
    time = _TIME.fullmatch(whole)
    if time and not OTHER_TIME.search(whole):
        begins = _BEGINS.fullmatch(time["words"])
        sure = bool(begins or _KNOWN_TIME.fullmatch(time["words"]))
        return Meaning(Word.BEGIN if begins else Word.DEADLINE, sure)
    spoken = _role(whole) if _MAYBE.fullmatch(whole) else None
    word = spoken or _misspelt(whole)
    return Meaning(word, sure=False) if word else None


def _is_body(words: str) -> bool:
    """Whether *words* of a label name a body; two letters only with their level: 市委, not 关联."""
    return is_unit_name(words) and (len(words) > 2 or words[0] in "市区县省州")


def _role(words: str) -> Word | None:
    """The role that *words* give: any that leads; else the last if it watches; else the first."""
    found = list(_ROLE.finditer(words))
    kinds = [match.lastgroup for match in found]
    if not kinds:
        return None
    if "lead" in kinds:
        return Word.RESPONSIBLE if BOTH.search(words) else Word.LEAD
    if kinds[-1] == "watch":
        return Word.NONE
    first = next(kind for kind in kinds if kind != "watch")
    return Word.SUPPORT if first == "support" else Word.RESPONSIBLE


def _misspelt(plain: str) -> Word | None:
    """The role of the usual labels that *plain* is but for one letter; none where they differ."""
    words = {word for usual, word in _USUAL.items() if is_near(plain, usual)}
    return words.pop() if len(words) == 1 else None


def _announces(text: str, label: Label, *, all_of: bool = False) -> bool:
    """Whether what a label may be for stands behind it: a date, persons, or bodies.

    Parameters:
        all_of: whether all must read like bodies; else half of them is enough.
    """
    rest = text[label.end :]
    if label.word in {Word.DEADLINE, Word.BEGIN} and all_of:
        return is_time(re.split("[，,；;。]", rest, maxsplit=1)[0])
    if label.word in {Word.DEADLINE, Word.PERSON}:
        return bool(rest.strip())
    hidden = masked(rest := rest.strip())
    end = next((m.start() for m in re.finditer("[，,；;。\n]", hidden)), len(rest))
    clause = rest[:end] if all_of else rest[:end].rstrip("）)")
    names = split_names(clause)
    if all_of and any(_LABEL_AS_NAME.search(name) for name in names):
        return False
    return bool(names) and sum(map(is_unit_name, names)) * (1 if all_of else 2) >= len(names)


def _first(text: str) -> str:
    return re.split("[，,；;。、 \u3000）)\n]", text, maxsplit=1)[0]
