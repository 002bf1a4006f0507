"""Reading the words of an attribution: labels before the names, or verbs behind them.

``牵头单位：A`` ``A牵头，B配合``. What names no body (a deadline, a remark) is kept apart; the words
as printed are always kept.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.attribution import Attribution, Note, Step
from lawgov_cli.importer.language.bodies import is_prose, is_target, is_unit_name
from lawgov_cli.importer.language.clauses import (
    AROUND,
    COMMA,
    MAYBE_REMARK,
    REMARK,
    clauses,
    is_deadline,
    is_remark,
    meeting_in,
    without_opening,
)
from lawgov_cli.importer.language.deadlines import opens_with_date, time_behind
from lawgov_cli.importer.language.labels import WORDS, Label, Word, labels
from lawgov_cli.importer.language.marked import as_usual
from lawgov_cli.importer.language.names import named, signs, split_names
from lawgov_cli.importer.language.persons import without_person
from lawgov_cli.importer.language.rules import LeadRule, lead_rule, may_be_rule
from lawgov_cli.importer.language.saying import names_only
from lawgov_cli.importer.language.verbs import divided, without_verbs
from lawgov_cli.importer.language.wording import is_nothing, masked, pairs
from lawgov_cli.importer.language.words import MARK_HELPS, MARK_LEADS, NOUNS_TOO, WATCHES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.importer.grid import Column
from lawgov_cli.importer.language.verbs import Said

#: A role given to one name: 市财政局（牵头）.
_MARKED = re.compile(f"[（(](?:(?P<lead>{MARK_LEADS})|{MARK_HELPS})(?:单位|部门)?[）)]$")
#: Others in brackets behind a name, and what they do: 办公室（法规科配合）.
_OTHERS_ASIDE = re.compile("(?<=..)[（(](?P<said>[^（）()]{3,60})[）)]$")
#: The same, given to all names up to it: 市教育局、市民政局（共同牵头）.
_JOINTLY = re.compile(
    "[（(](?:共同|联合|双|(?:以上)?(?:[均同皆都]为?|为))(?:牵头|主办)(?:单位|部门)?[）)]$"
)
#: What may be meant for 牵头 beside those who only help; 按职责分工负责 is not.
_ANSWERS = re.compile("(?:具体|主要|全面)?负责(?:组织|实施|落实|推进)?")
_OF_BODIES = frozenset({Word.LEAD, Word.RESPONSIBLE, Word.SUPPORT})
#: Signs that are not filled.
_HOLLOW = "☆△◇□○◎"
#: Where a cell's lines were joined.
_BLANK = re.compile(r"(?<![、，,])\s")
_SEMICOLON = re.compile("[；;]")
_ASIDES = frozenset({"round", "angle"})


def read(words: str, raw: str, *, column: Column | None = None) -> Attribution:
    """The attribution that *words* make; *raw* is how they are printed, brackets and all.

    Parameters:
        column: the column of a table whose head stands before *words* as their label.
    """
    reading = _Reading()
    begin = len(column.head) + 1 if column else 0
    reading.in_cell = column is not None
    words = words[:begin] + reading.without_asides(words[begin:])
    found = list(labels(words, masked(words)))
    if column:
        own = Label(column.word, 0, begin, column.sure, column.head)
        inside = [label for label in found if label.start >= begin]
        begins = bool(inside) and not words[begin : inside[0].start].strip(AROUND)
        found = inside if begins else [own, *inside]
    behind = [*found[1:], None]
    head = words[begin : found[0].start] if found else words
    reading.rule = lead_rule(raw)
    reading.unlabelled(head)
    for label, other in zip(found, behind, strict=True) if found else ():
        text = words[label.end : other.start if other else len(words)]
        over = other and other.word in _OF_BODIES and not text.strip(AROUND)
        if not over:  # else it is a word over those that follow
            reading.labelled(label, text)
    return reading.attribution(raw)


def _before_bodies(text: str) -> tuple[str, str]:
    """*text* behind a label of dates or persons, cut where a clause about bodies begins."""
    for match in COMMA.finditer(masked(text)):
        clause = COMMA.split(text[match.end() :], maxsplit=1)[0]
        said = without_verbs(clause)
        if said.role and any(map(is_unit_name, split_names(said.names))):
            return text[: match.start()], text[match.end() :]
    return text, ""


def _without_role(text: str) -> bool:
    """Whether bodies stand in *text* behind a semicolon, and nothing says what they do."""
    parts = _SEMICOLON.split(text.strip(AROUND))
    return len(parts) > 1 and names_only(parts[-1])


class _Reading:
    """Collects what the parts of one attribution say."""

    def __init__(self) -> None:
        self.lead: list[str] = []
        self.responsible: list[str] = []
        self.first = 0
        self.ruled = False
        self.deadlines: list[str] = []
        self.persons: list[str] = []
        self.notes: list[Note] = []
        self.steps: list[Step] = []
        self.words = ""
        self.aside: list[Said] = []
        self.rule: LeadRule | None = None
        self.in_cell = False

    def attribution(self, raw: str) -> Attribution:
        """Everything collected."""
        lead = tuple(dict.fromkeys(self.lead))
        others = tuple(dict.fromkeys(name for name in self.responsible if name not in lead))
        notes = tuple(n for n in dict.fromkeys(self.notes) if n.code != "grouped" or not lead)
        deadline = "；".join(self.deadlines)
        persons = "；".join(filter(None, self.persons))
        said = Attribution(
            raw, lead, others, self.first, self.ruled, deadline, persons, notes, tuple(self.steps)
        )
        unsure = not lead and said.helped() is said
        return said._replace(notes=(*notes, *self._may_lead())) if unsure else said

    def _may_lead(self) -> Iterator[Note]:
        """Who may be meant to lead, where nobody is said to: A负责，B配合; 各单位，A统筹."""
        helped = any(step.role is Word.SUPPORT for step in self.steps)
        for step in self.steps:
            words = step.words.strip(AROUND)
            answers = helped and bool(_ANSWERS.fullmatch(words))
            if answers or ("统筹" in words and len(self.responsible) > 1):
                yield Note("may-lead", (words,), "、".join(step.names))

    def without_asides(self, words: str) -> str:
        """*words* without brackets that say by when or how to read; what they say is noted."""
        words = as_usual(words)
        kept, at = [], 0
        for pair in pairs(words):
            inside = words[pair.start + 1 : pair.end - 1]
            if pair.kind not in _ASIDES or not pair.start:
                continue
            if _JOINTLY.fullmatch(words, pair.start, pair.end):
                continue
            if is_deadline(inside):
                self._due(inside)
            elif REMARK.search(inside) or may_be_rule(inside):
                self._remark(inside)
            else:
                continue
            kept.append(words[at : pair.start])
            at = pair.end
        return "".join([*kept, words[at:]])

    def unlabelled(self, text: str) -> None:
        """Read names that only verbs, or nothing, give a role."""
        self._list(text, Word.RESPONSIBLE)

    def labelled(self, label: Label, text: str) -> None:
        """Read what stands behind a label."""
        if is_nothing(text):
            self.steps.append(Step(label.printed, label.word))
            return
        self.words = label.printed
        if not label.sure and label.word is not Word.NONE:
            self.notes.append(Note("label", (label.printed, WORDS[label.word])))
        if label.word is Word.NONE:
            self.notes.append(Note("label-none", (label.printed,), text.strip(AROUND)))
        elif label.word is Word.BEGIN:
            self.notes.append(Note("begin", (label.printed,), text.strip(AROUND)))
        elif label.word in {Word.DEADLINE, Word.PERSON}:
            own, others = _before_bodies(text)
            if label.word is Word.DEADLINE:
                self._due(own.strip(AROUND))
            else:
                self.persons.append(own.strip(AROUND))
            if others:
                self.words = ""
                self._list(others, Word.RESPONSIBLE)
        else:
            lines = self.in_cell and label.start and _BLANK.search(text.strip())
            if label.word is Word.LEAD and (lines or _without_role(text)):
                self.notes.append(Note("lines", (label.printed,), text.strip(AROUND)))
            before = len(self.lead) + len(self.responsible)
            self._list(text, label.word, persons="人" in label.printed)
            if len(self.lead) + len(self.responsible) == before:
                self.notes.append(Note("label-empty", (label.printed,), text.strip(AROUND)))

    def _due(self, text: str) -> None:
        if text:
            self.deadlines.append(text)
            self.steps.append(Step(text, Word.DEADLINE))

    def _remark(self, text: str) -> None:
        """Note a sentence that names no body; a rule that was understood is told where it holds."""
        ruled = lead_rule(text) or (self.rule and may_be_rule(text))
        if not ruled and text.strip(AROUND) != "下同":
            self.notes.append(Note("rule-unread" if may_be_rule(text) else "remark", (), text))

    def _list(self, text: str, word: Word, *, persons: bool = False) -> None:
        pending: list[list[str]] = []
        for clause in clauses(text):
            if is_deadline(clause):
                self._due(clause)
                continue
            said, behind = self._said(clause)
            names = self._names(without_opening(said.names), alone=not said.role)
            names = self._without_persons(names, labelled=persons)
            if said.role is Word.NONE and word is Word.RESPONSIBLE:
                self.notes.append(Note("watch", (behind.strip(AROUND),), "、".join(names)))
                continue
            if said.role and any(verb in behind for verb in WATCHES):
                self.notes.append(Note("object", (), clause))
            role = self._role(word, said)
            if role is Word.SUPPORT and word is Word.LEAD:
                self._give(pending, word)
                pending = []
            pending.append(names)
            if said.role:
                self._give(pending, role, behind)
                pending = []
        if self.steps and not self.words:
            pending = [self._bodies_in(names) for names in pending]
        self._give(pending, word)
        for said in self.aside:
            names = split_names(without_opening(said.names))
            self._give([names], said.role or Word.SUPPORT, "配合")
        self.aside.clear()

    def _said(self, clause: str) -> tuple[Said, str]:
        """What a clause says, and its words behind the names."""
        said = without_verbs(clause)
        names = split_names(without_opening(said.names))
        whole = said.role and all(map(is_unit_name, names))
        if not whole and (inner := divided(clause)):
            self.notes.append(Note("object", (), clause))
            said = inner
        behind = clause.removeprefix(said.names)
        if opens_with_date(behind):
            self._due(behind.strip(AROUND))
        if self.words and behind in NOUNS_TOO:
            self.notes.append(Note("object", (), clause))
        return said, behind

    def _bodies_in(self, names: list[str]) -> list[str]:
        """*names* behind the last verb without what is no body: 市水务局牵头，立行立改."""
        others = [name for name in names if not is_unit_name(name)]
        for words in others:
            self._remark(words)
        return [name for name in names if name not in others]

    def _without_persons(self, names: list[str], *, labelled: bool) -> list[str]:
        """*names* without persons; *labelled*: where a label says that persons follow."""
        found = [without_person(name, labelled=labelled) for name in names]
        self.notes += [Note("person", (), each.person) for each in found if each.person]
        return [each.body for each in found if each.body]

    def _role(self, word: Word, said: Said) -> Word:
        """The role that a verb gives behind a label; those who only support never lead."""
        if said.role in {Word.LEAD, Word.SUPPORT}:
            return said.role
        return Word.RESPONSIBLE if word is Word.LEAD and self.lead else word

    def _names(self, text: str, *, alone: bool) -> list[str]:
        """The names in one clause; a remark has none."""
        if is_remark(text) or (MAYBE_REMARK.search(text) and not is_unit_name(text)):
            self._remark(text)
            return []
        meeting = meeting_in(text)
        others = text[meeting.end() :] if meeting else text
        if meeting:
            before = named(text[: meeting.start()])
            self._note(before.notes)
            self._lead(meeting[0], before.names)
            self.notes.append(Note("role", (meeting[0],), before.names[0] if before.names else ""))
        self._signed(signs(others))
        found = named(others)
        self._note(found.notes)
        marked = [self._without_others(name) for name in self._jointly(found.names)]
        names = [self._unmarked(self._without_time(name)) for name in marked]
        prose = [n for n in names if len(n) == 1 or is_target(n) or (alone and is_prose(n))]
        for words in prose:
            (self._due if is_deadline(words) else self._remark)(words)
        return [name for name in names if name not in prose]

    def _signed(self, found: dict[str, list[str]]) -> None:
        """Give names that carry a sign their role: a hollow one beside a full one only helps."""
        full = any(sign not in _HOLLOW for sign in found) or bool(self.lead)
        for sign, names in found.items():
            if full and sign in _HOLLOW:
                self.steps.append(Step(sign, Word.SUPPORT, tuple(names)))
                self.notes.append(Note("sign", (sign,), names[0]))
            else:
                self._lead(sign, names)
                self.notes.append(Note("star", (sign,), names[0]))

    def _note(self, notes: list[tuple[str, str]]) -> None:
        self.notes += [Note(code, (), shown) for code, shown in notes]

    def _jointly(self, names: list[str]) -> list[str]:
        """*names* without a mark for several that only one has: all up to that one lead.

        How many it is for is sure only of two.
        """
        marked = [at for at, name in enumerate(names) if _JOINTLY.search(name)]
        if len(marked) != 1 or not marked[0]:
            return names
        end = marked[0] + 1
        together = [_JOINTLY.sub("", _MARKED.sub("", name)) for name in names[:end]]
        sign = names[end - 1].removeprefix(together[-1])
        self._lead(sign, together)
        if end > 2:
            self.notes.append(Note("role", (sign.strip("（()）"),), "、".join(together)))
        return together + names[end:]

    def _without_others(self, name: str) -> str:
        """*name* without others in brackets behind it who help; they are kept for the end.

        Before them may stand its own role: 县商务局（牵头，县财政局配合）.
        """
        aside = _OTHERS_ASIDE.search(name)
        first, *rest = clauses(aside["said"]) if aside else [""]
        own = without_verbs(first)
        leads = bool(rest) and not own.names and own.role is Word.LEAD
        said = [
            without_verbs(without_opening(each)) for each in (rest if leads else (first, *rest))
        ]
        helps = all(each.role is Word.SUPPORT for each in said)
        others = [name for each in said for name in split_names(each.names)]
        if not (aside and helps and all(map(is_unit_name, [name[: aside.start()], *others]))):
            return name
        self.aside += said
        if leads:
            self._lead(first, [name[: aside.start()]])
        return name[: aside.start()]

    def _without_time(self, name: str) -> str:
        """*name* without a time that only names an occasion behind it: 市民政局春节前."""
        at = time_behind(name)
        if not at or not is_unit_name(name[:at]):
            return name
        self._due(name[at:])
        return name[:at]

    def _unmarked(self, name: str) -> str:
        """*name* without a role in brackets behind it; if it leads, that is noted."""
        match = _MARKED.search(name)
        if match is None or not match.start():
            return name
        bare = name[: match.start()]
        if match["lead"]:
            self._lead(match[0], [bare])
        return bare

    def _lead(self, words: str, names: list[str]) -> None:
        self.lead += names
        if names:
            self.steps.append(Step(words, Word.LEAD, tuple(names)))

    def _give(self, groups: list[list[str]], word: Word, words: str = "") -> None:
        names = [name for group in groups for name in group]
        if word is Word.LEAD:
            self._lead(words or self.words, names)
            return
        if names:
            self.steps.append(Step(words or self.words, word, tuple(names)))
        if len(groups) > 1 and len(names) > len(groups) and word is Word.RESPONSIBLE:
            self.notes.append(Note("grouped", (), "；".join("、".join(g) for g in groups)))
        if names and word is Word.RESPONSIBLE and not self.responsible:
            self.ruled = True
            self.first = next(len(group) for group in groups if group)
        self.responsible += names
