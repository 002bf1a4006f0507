"""Sentences of a text that say who does what beside what is done.

``由A牵头，对…开展清理`` ``A要会同B建立台账`` ``A具体负责，B督促指导``. They stay text: what they
say of roles is a guess, and is told as one.
"""

from __future__ import annotations

import operator
import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language import prose_words as words
from lawgov_cli.importer.language.attribution import Attribution, Note, Step
from lawgov_cli.importer.language.bodies import (
    is_body,
    is_by_role,
    is_collective,
    is_prose,
    is_unit_name,
)
from lawgov_cli.importer.language.clauses import clauses
from lawgov_cli.importer.language.heading import heading
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.places import Place
from lawgov_cli.importer.language.point_rules import point_rules
from lawgov_cli.importer.language.saying import only_helps
from lawgov_cli.importer.language.verbs import doings
from lawgov_cli.importer.language.wording import masked, simplified
from lawgov_cli.importer.language.words import ANSWERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.importer.language.verbs import Doing

_SENTENCE = re.compile("[^。！？]+[。！？]*")
_COLON = re.compile("[：:]")
_LONGEST = 240
_LONGEST_NAMES = 90
#: What may be a body of a name like no other's, beside one that surely is.
_FEW = re.compile("[^的和与是为均已并]{2,8}")


class _Act(NamedTuple):
    """What one clause says: whose role, what it is, the verb, and with whom they do it."""

    names: list[str]
    role: Word
    verb: str
    strong: bool
    others: Sequence[str] = ()


@lru_cache(maxsize=4096)
def prose(text: str, *, numbered: bool = False) -> tuple[Place, ...]:
    """The sentences of *text* that say who does what; each is a place, and stays text.

    Of bodies only, and only where one is said to lead, to do it with others, or to answer for it:
    ``发挥牵头作用`` and ``加强协调配合`` say nothing.

    Parameters:
        numbered: whether it follows a number, so that its first sentence is a heading.
    """
    if not words.SPEAKS.search(text):
        return ()
    return tuple(_places(text, numbered=numbered))


def prose_beside(text: str, taken: Iterable[tuple[int, int]], *, numbered: bool) -> Iterator[Place]:
    """The same of what stands in *text* around the spans *taken*."""
    begin = 0
    for start, end in [*sorted(taken), (len(text), len(text))]:
        first = numbered and not begin
        for place in prose(text[begin:start], numbered=first) if begin < start else ():
            yield place._replace(start=place.start + begin, end=place.end + begin)
        begin = max(begin, end)


def hinted(text: str, *, numbered: bool) -> Iterator[str]:
    """The sentences of *text* that begin with bodies, but do not surely give them a task."""
    for match in _SENTENCE.finditer(masked(text)):
        said = text[match.start() : match.end()]
        if words.TELLS.search(said) or (numbered and not match.start() and only_helps(said)):
            continue
        acts = list(_acts(clauses(said))) if len(said) <= _LONGEST else []
        single = any(not is_collective(name) for act in acts for name in act.names)
        if single and not any(act.strong for act in acts):
            yield said


def titled_by_body(text: str) -> Place | None:
    """The title of *text*, where it is a body, and what follows what it does: 市林业局：负责…."""
    end = heading(text).end
    title = text[:end].rstrip("：:。 \u3000")
    names = split_names(title)
    if end >= len(text) or not _are_bodies(names) or not all(map(words.SURELY.match, names)):
        return None
    notes = (Note("title-unit", (), title),)
    steps = (Step(title, Word.RESPONSIBLE, tuple(names)),)
    return Place(0, end, Attribution(title, responsible=tuple(names), notes=notes, steps=steps))


def is_about_all(place: Place) -> bool:
    """Whether a sentence speaks of more than the point it stands in: 以上任务由A牵头."""
    return bool(words.ABOUT_ALL.match(place.attribution.raw.strip()))


def _places(text: str, *, numbered: bool) -> Iterator[Place]:
    about = point_rules(text)
    for match in _SENTENCE.finditer(masked(text)):
        said = text[match.start() : match.end()]
        if any(match.start() < rule.end and rule.start < match.end() for rule in about):
            continue
        if len(said) > _LONGEST or not words.SPEAKS.search(said) or words.TELLS.search(said):
            continue
        if numbered and not match.start() and only_helps(said):
            continue
        acts = list(_acts(clauses(said)))
        if any(act.strong for act in acts):
            read = _attribution(said, acts)
            if read.names_bodies or read.notes:
                yield Place(match.start(), match.end(), read)


def _acts(parts: Iterable[str]) -> Iterator[_Act]:
    """What *parts* of a sentence say; bodies without a verb do what the next do: A，B，C负责."""
    pending: list[str] = []
    printed = list(parts)
    plain = list(map(_without_colon, printed))
    several = sum(map(operator.ne, printed, plain)) > 1  # one alone is a title
    for clause in plain if several else printed:
        act = _act(clause) or _help(clause) or _in_other_words(clause)
        names = [] if act else split_names(clause)
        if act:
            yield act._replace(names=[*pending, *act.names])
        pending = [*pending, *names] if _are_bodies(names) else []


def _without_colon(clause: str) -> str:
    """*clause* without the colon behind the bodies that it begins with: 市教育局：负责督促整改."""
    colon = _COLON.search(clause)
    named = colon is not None and _are_bodies(split_names(clause[: colon.start()]))
    return _COLON.sub("", clause, count=1) if named else clause


def _act(clause: str) -> _Act | None:
    """What *clause* says of bodies that it begins with; nothing where it begins otherwise."""
    opening = words.OPENING.match(clause)
    if opening is None or words.OF_MONEY.match(clause):
        return None
    if opening["with"]:
        others = _with_whom(clause[opening.end() :])
        return _Act(others, Word.RESPONSIBLE, opening["with"], strong=False) if others else None
    return _doing(clause, opening.end(), opening["by"] or opening["please"] or "")


def _in_other_words(clause: str) -> _Act | None:
    """Bodies that *clause* begins with, whatever it says of them: 财务室筹措资金."""
    opening = words.OPENING.match(clause)
    if opening is None or opening["with"] or words.OF_MONEY.match(clause):
        return None
    if words.THINKS.search(clause):
        return None
    asked = bool(opening["please"] or words.BY.match(clause))
    begins = asked or words.BEGINS.match(clause, opening.end())
    names = _with_whom(clause[opening.end() :]) if begins else []
    if not names or (not asked and all(map(is_collective, names))):
        return None
    if watches := words.WATCH.search(clause):
        return _Act(names, Word.NONE, watches[0], strong=False)
    verb = opening["by"] or opening["please"] or ""
    strong = asked or bool(opening["by"] and words.DONE_BY.match(clause))
    return _Act(names, Word.RESPONSIBLE, verb, strong=strong)


def _help(clause: str) -> _Act | None:
    """Names that need not surely be those of bodies, where all that is said is that they help."""
    found = words.ONLY_HELPS.fullmatch(clause)
    names = split_names(found["names"]) if found else []
    odd = [name for name in names if not is_unit_name(name)]
    few = all(_FEW.fullmatch(name) and not is_prose(name) for name in odd)
    sure = any(map(_is_surely, names)) and few
    if found is None or not names or (odd and not sure):
        return None
    return _Act(names, Word.SUPPORT, found["verb"], strong=False)


def _doing(clause: str, begin: int, by: str) -> _Act | None:
    """What the bodies do that stand from *begin* on up to a verb."""
    for doing in doings(clause, begin):
        names, verb = split_names(doing.names), doing.verb
        if by and names and words.PERSON.search(names[-1]):
            return _Act([], Word.PERSON, names[-1], strong=True)
        leads = doing.role is Word.LEAD and all(map(words.SITE.fullmatch, names))
        if not (_are_bodies(names) or (names and leads)):
            continue
        others = _with_whom(clause[verb.end() :]) if verb["meets"] else []
        return _Act(names, doing.role, verb[0], _gives_task(names, by, doing), others)
    return None


def _are_bodies(names: Sequence[str]) -> bool:
    """Whether *names* are bodies, one of them surely; none by its role only, or with one behind."""
    odd = any(
        is_by_role(name) or words.MARKED.search(name) or words.DONE.match(name) for name in names
    )
    return any(map(_is_surely, names)) and not odd and all(map(is_unit_name, names))


def _is_surely(name: str) -> bool:
    return is_body(name) or bool(words.SECTION.search(name))


def _gives_task(names: Sequence[str], by: str, doing: Doing) -> bool:
    """Whether a clause gives a task by itself, and does not only ask all to help: 请各部门落实."""
    verb, how = doing.verb[0], doing.how
    if doing.role is Word.LEAD:
        return True
    if words.WEAK.match(verb):
        return False
    ends = doing.verb.end() == len(doing.verb.string)
    if all(map(is_collective, names)):
        shared = ends and words.SHARED.search(how)
        told = not words.MODAL.search(how) and (shared or words.STRONG.match(verb))
        return by not in {"", "请"} or bool(told)
    helps = doing.role is Word.SUPPORT and not words.FOR_OTHERS.match(verb)
    gives = ends or helps or verb in (*ANSWERS, "抓") or words.STRONG.match(verb)
    return bool(by or words.SHARED.search(how) or words.MODAL.search(how) or gives)


def _with_whom(text: str) -> list[str]:
    """The bodies that *text* begins with, up to what they do, or up to its end."""
    plain = simplified(masked(text))
    ends = [m.start() for m in words.FOLLOWS.finditer(plain, 0, _LONGEST_NAMES)]
    for end in [*ends, len(text)]:
        names = split_names(text[:end])
        if _are_bodies(names):
            return names
    for end in range(min(len(text) - 1, _LONGEST_NAMES), 1, -1):
        if plain[end - 1] in words.LAST and text[end] not in words.GOES_ON:
            names = split_names(text[:end])
            if _are_bodies(names):
                return names
    return []


def _attribution(sentence: str, acts: Sequence[_Act]) -> Attribution:
    """What *acts* say together; whoever leads in one of them is not listed again."""
    lead: list[str] = []
    others: list[str] = []
    steps: list[Step] = []
    notes = []
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
    notes = [Note("prose", (), sentence), *notes] if first or rest else notes
    return Attribution(sentence, first, rest, notes=tuple(notes), steps=tuple(steps))
