"""Who leads and who answers, as one attribution says it: its names, its words, what was guessed."""

from __future__ import annotations

import re

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_collective
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.rules import LeadRule
from lawgov_cli.importer.language.words import ACTS, ANSWERS, BODY, any_of

#: A verb, and no label; what is done by several, each its part, has no leader.
_DOES = re.compile(
    f"^(?!.*(?:{BODY}|[职责]责|分[工别]|共同|各)).*(?:{any_of((*ANSWERS, *ACTS))})", re.DOTALL
)


#: Who does it, beside others who only help.
_UNDERTAKES = re.compile("[承经]办")


class Note(NamedTuple):
    """Something about an attribution that a person should know: its kind, whose, and the words."""

    code: str
    about: tuple[str, ...] = ()
    shown: str = ""


class Step(NamedTuple):
    """Which words of an attribution gave which names a role; a deadline, and 无, have no names."""

    words: str
    role: Word
    names: tuple[str, ...] = ()


class Attribution(NamedTuple):
    """One attribution as printed and as read.

    Attributes:
        raw: the words as printed, brackets and labels among them.
        lead: the bodies that lead.
        responsible: the others, in order.
        first: how many of them stand before the first comma.
        ruled: whether a rule about who leads applies (supporting bodies never lead).
        deadline: words that say by when.
        persons: words that name people, who are no bodies.
        notes: what was guessed, and sentences that name no body.
        steps: which words were read as what, in order.
    """

    raw: str
    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    first: int = 0
    ruled: bool = False
    deadline: str = ""
    persons: str = ""
    notes: tuple[Note, ...] = ()
    steps: tuple[Step, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether it names no body, no time and nobody, and does not say that there are none."""
        other = any(note.code in {"begin", "label-none"} for note in self.notes)
        return not (self.names_bodies or self.steps or self.persons or other)

    @property
    def names_bodies(self) -> bool:
        """Whether anybody leads or is responsible."""
        return bool(self.lead or self.responsible)

    def under(self, rule: LeadRule | None) -> Attribution:
        """The attribution with *rule* applied where nobody is said to lead."""
        if rule is None or self.lead or not self.ruled:
            return self
        whole = len(self.responsible) if rule is LeadRule.ALL else self.first
        count = 1 if rule is LeadRule.FIRST else whole
        return self._replace(lead=self.responsible[:count], responsible=self.responsible[count:])

    def undertaken(self, *, always: bool = False) -> Attribution:
        """The attribution with those leading who undertake (承办, 经办) what others only help with.

        Beside 协办 or 配合 it says what 主办 does; alone, or beside who leads, only who does it.

        Parameters:
            always: whether that is what the document means by the word, also where it stands alone.
        """
        helped = always or any(step.role is Word.SUPPORT for step in self.steps)
        does = [n for step in self.steps if _UNDERTAKES.search(step.words) for n in step.names]
        if self.lead or not (helped and does):
            return self
        others = tuple(name for name in self.responsible if name not in does)
        return self._replace(lead=tuple(dict.fromkeys(does)), responsible=others)

    def helped(self) -> Attribution:
        """The attribution with the one body leading that does what others help with: A负责，B配合.

        Only where a verb says what it does: behind a label such as 责任单位 it answers for it.
        """
        doing = [step for step in self.steps if step.role is Word.RESPONSIBLE and step.names]
        helped = any(step.role is Word.SUPPORT for step in self.steps)
        if self.lead or not helped or len(doing) != 1 or len(doing[0].names) != 1:
            return self
        name = doing[0].names[0]
        if is_collective(name) or not _DOES.search(doing[0].words):
            return self
        others = tuple(other for other in self.responsible if other != name)
        return self._replace(lead=(name,), responsible=others)

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
            self.persons or other.persons,
            (*self.notes, *other.notes),
            (*self.steps, *other.steps),
        )
