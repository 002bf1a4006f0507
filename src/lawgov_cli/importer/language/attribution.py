"""Who leads and who answers: reading the words of an attribution.

The words have labels before the names (``牵头单位：A``) or verbs behind them (``A牵头，B配合``).
What names no body (a deadline, a remark) is kept apart; the words as printed are always kept.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.importer.language.deadlines import opens_with_date
from lawgov_cli.importer.language.names import is_prose, is_unit_name, split_names, starred
from lawgov_cli.importer.language.role_words import Word
from lawgov_cli.importer.language.roles import labels, without_verbs
from lawgov_cli.importer.language.wording import masked, pairs, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.importer.language.roles import Said

_COMMA = re.compile("[，,；;。]")
_AROUND = "，,；;。、：: \t\u3000\n"
#: 牵头 in the middle of a clause ends one: A牵头B配合, A牵头、B配合, A牵头会同B.
_TURN = re.compile(
    "(?<=牵头)(?!单位|部门|责任|负责|组织|实施|落实|推进|抓|办理|协调|制定|做好|的|人|领导|$)[、和]?(?:会同)?"
    "|(?<=负责)、|(?<=配合)、|(?<=落实)、"
)
_WITH = re.compile("会同")
#: Before the names: 由A牵头, 会同B、C.
_OPENING = re.compile("^(?:由|并?会同|并?會同|以及|其中)+")
#: Sentences beside the names: who is listed first leads, the same below, not repeated.
_REMARK = re.compile(
    "下同|不再|均为|均需|均由|均要|[列排居]第一|[列排居]首|排名|第一位|首位|首个|顿号|逗号|另有|除外|详见"
)
_MAYBE_REMARK = re.compile("以下|以上|涉及|原则|名单")
#: A role given to one name: 市财政局（牵头）.
_MARKED = re.compile(
    "[（(](?:(?P<lead>总?牵头|主办|主责)|配合|协办|协助|参与|责任)(?:单位|部门)?[）)]$"
)
_ONGOING = re.compile(
    "(?:并?(?:长期|持续|常态)|全年|贯穿|每年|每月|每季|每半年|立即|即时|按(?!.{0,4}(?:职|分工|权限))).{0,16}$"
)
_FIRST_RULE = re.compile(
    "(?:第一|首)(?:位|个|名|家)?[^。；）)]{0,12}牵头|牵头[^。；）)]{0,6}[列排居][^。；）)]{0,3}(?:第一|首)"
)
_LISTED = re.compile("[列排居首位名个]")
_COMMA_RULE = re.compile("(?:逗号|分号)之?前[^。；）)]{0,12}牵头")


class LeadRule(Enum):
    """Which of several responsible bodies leads, where the document says so once for all."""

    FIRST = "first"
    BEFORE_COMMA = "comma"


class Attribution(NamedTuple):
    """One attribution as printed and as read.

    Attributes:
        raw: the words as printed, brackets and labels among them.
        lead: the bodies that lead.
        responsible: the others, in order.
        first: how many of them stand before the first comma.
        ruled: whether a rule about who leads applies (supporting bodies never lead).
        deadline: words that say by when.
        remark: sentences that name no body.
    """

    raw: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    first: int = 0
    ruled: bool = False
    deadline: str = ""
    remark: str = ""

    @property
    def is_empty(self) -> bool:
        """Whether it names no body and no deadline."""
        return not (self.lead or self.responsible or self.deadline)

    def under(self, rule: LeadRule | None) -> Attribution:
        """The attribution with *rule* applied where nobody is said to lead."""
        if rule is None or self.lead or not self.ruled:
            return self
        count = 1 if rule is LeadRule.FIRST else self.first
        return self._replace(lead=self.responsible[:count], responsible=self.responsible[count:])

    def joined(self, other: Attribution, between: str) -> Attribution:
        """Both as one: they stand together, *between* them what is printed there."""
        lead = dict.fromkeys(self.lead + other.lead)
        others = dict.fromkeys(self.responsible + other.responsible)
        return Attribution(
            self.raw + between + other.raw,
            tuple(lead),
            tuple(name for name in others if name not in lead),
            self.first or other.first,
            self.ruled or other.ruled,
            self.deadline or other.deadline,
            self.remark or other.remark,
        )


def lead_rule(text: str) -> LeadRule | None:
    """The rule that *text* states about who leads."""
    for match in _FIRST_RULE.finditer(text):
        if _LISTED.search(text, max(0, match.start() - 6), match.end()):
            return LeadRule.FIRST
    return LeadRule.BEFORE_COMMA if _COMMA_RULE.search(text) else None


def read(words: str, raw: str) -> Attribution:
    """The attribution that *words* make; *raw* is how they are printed, brackets and all."""
    reading = _Reading()
    words = reading.without_asides(words)
    found = list(labels(words, masked(words)))
    ends = [label.start for label in found[1:]] + [len(words)]
    head = words[: found[0].start] if found else words
    reading.unlabelled(head)
    for label, end in zip(found, ends, strict=True) if found else ():
        reading.labelled(label.word, words[label.end : end])
    return reading.attribution(raw)


def clauses(text: str) -> Iterator[str]:
    """*text* cut at commas outside brackets, and behind 牵头 in the middle."""
    hidden = simplified(masked(text))
    cuts = [*_COMMA.finditer(hidden), *_TURN.finditer(hidden)]
    begin = 0
    for start, end in [*sorted(cut.span() for cut in cuts), (len(text), len(text))]:
        if clause := text[begin:start].strip(_AROUND):
            yield clause
        begin = max(begin, end)


def is_deadline(clause: str) -> bool:
    """Whether a clause says by when and names nobody."""
    return (opens_with_date(clause) or bool(_ONGOING.match(clause))) and not is_unit_name(clause)


def is_remark(clause: str) -> bool:
    """Whether a clause says how to read the names beside it and names nobody."""
    return bool(_REMARK.search(clause))


class _Reading:
    """Collects what the parts of one attribution say."""

    def __init__(self) -> None:
        self.lead: list[str] = []
        self.responsible: list[str] = []
        self.first = 0
        self.ruled = False
        self.deadlines: list[str] = []
        self.remarks: list[str] = []

    def attribution(self, raw: str) -> Attribution:
        """Everything collected."""
        lead = tuple(dict.fromkeys(self.lead))
        others = tuple(dict.fromkeys(name for name in self.responsible if name not in lead))
        deadline, remark = "；".join(self.deadlines), "；".join(self.remarks)
        return Attribution(raw, lead, others, self.first, self.ruled, deadline, remark)

    def without_asides(self, words: str) -> str:
        """*words* without brackets that say by when or how to read; what they say is noted."""
        kept, at = [], 0
        for pair in pairs(words):
            inside = words[pair.start + 1 : pair.end - 1]
            if pair.kind != "round" or not pair.start:
                continue
            if is_deadline(inside):
                self.deadlines.append(inside)
            elif _REMARK.search(inside):
                self.remarks.append(inside)
            else:
                continue
            kept.append(words[at : pair.start])
            at = pair.end
        return "".join([*kept, words[at:]])

    def unlabelled(self, text: str) -> None:
        """Read names that only verbs, or nothing, give a role."""
        self._list(text, Word.RESPONSIBLE)

    def labelled(self, word: Word, text: str) -> None:
        """Read what stands behind a label."""
        if word is Word.DEADLINE:
            self.deadlines += filter(None, [text.strip(_AROUND)])
        elif word is not Word.PERSON:
            self._list(text, word)

    def _list(self, text: str, word: Word) -> None:
        pending: list[list[str]] = []
        for clause in clauses(text):
            if is_deadline(clause):
                self.deadlines.append(clause)
                continue
            said = without_verbs(clause)
            names = self._names(_OPENING.sub("", said.names), alone=not said.verb)
            role = self._role(word, said)
            if role is Word.SUPPORT and word is Word.LEAD:
                self._give(pending, word)
                pending = []
            pending.append(names)
            if said.verb:
                self._give(pending, role)
                pending = []
        self._give(pending, word)

    def _role(self, word: Word, said: Said) -> Word:
        """The role that a verb gives behind a label; those who only support never lead."""
        if said.leads:
            return Word.LEAD
        if said.supports:
            return Word.SUPPORT
        return Word.RESPONSIBLE if word is Word.LEAD and self.lead else word

    def _names(self, text: str, *, alone: bool) -> list[str]:
        """The names in one clause; a remark has none."""
        if is_remark(text) or (_MAYBE_REMARK.search(text) and not is_unit_name(text)):
            self.remarks.append(text)
            return []
        meeting = _WITH.search(simplified(masked(text)))
        others = text[meeting.end() :] if meeting else text
        if meeting:
            self.lead += split_names(text[: meeting.start()])
        self.lead += starred(others)
        names = [self._unmarked(name) for name in split_names(others)]
        prose = [n for n in names if is_prose(n)] if alone else []
        self.remarks += prose
        return [name for name in names if name not in prose]

    def _unmarked(self, name: str) -> str:
        """*name* without a role in brackets behind it; if it leads, that is noted."""
        match = _MARKED.search(name)
        if match is None or not match.start():
            return name
        bare = name[: match.start()]
        self.lead += [bare] if match["lead"] else []
        return bare

    def _give(self, groups: list[list[str]], word: Word) -> None:
        names = [name for group in groups for name in group]
        if word is Word.LEAD:
            self.lead += names
            return
        if names and word is Word.RESPONSIBLE and not self.responsible:
            self.ruled = True
            self.first = next(len(group) for group in groups if group)
        self.responsible += names
