"""Where in a paragraph an attribution stands: in brackets, behind a label, or as last sentence."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.attribution import Note
from lawgov_cli.importer.language.bodies import (
    are_offices,
    is_collective,
    is_office,
    is_prose,
    is_unit_name,
)
from lawgov_cli.importer.language.deadlines import opens_with_date
from lawgov_cli.importer.language.labels import Label, Word, labels, meaning
from lawgov_cli.importer.language.legends import legend
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.persons import is_person
from lawgov_cli.importer.language.point_rules import point_rules
from lawgov_cli.importer.language.roles import read
from lawgov_cli.importer.language.rolls import is_roll
from lawgov_cli.importer.language.saying import (
    CLOSERS,
    anybody_acts,
    names_only,
    only_helps,
    said_in,
    says_what,
    says_who,
    shares_out,
)
from lawgov_cli.importer.language.wording import HIDDEN, Pair, inner_pairs, masked, pairs
from lawgov_cli.importer.language.words import MARK_LEADS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.importer.language.attribution import Attribution

_BRACKETS = frozenset({"round", "square", "lens"})
_ENDS = frozenset("。！？；;.．）)〕］】" + HIDDEN)
_NOT_A_LIST = re.compile("^[含除即原如]|[谁您我]|以下简称|不超过|不含|包括|例如|详见|[？?！!]")
#: One name alone in brackets that says whose task it is: 各镇街, 市科协, but not 市区.
_ONE = re.compile("(?:各|有关|相关|属地).+|[市区县省州].+[^区县镇乡市村道园口场级业企]")
_DONE = re.compile("完成|前$|底$|末$")
#: An opening bracket that nothing hides has lost its partner.
_HALVES = frozenset("（(〔［【[")
_BULLETS = " \t\u3000\u00a0●•◆■▪·◇—-*"
_LONGEST_HEADING = 60
#: What a heading in front of a label does not have: 明确责任单位：… is a sentence.
_SENTENCE = re.compile("[，,。；;：:！？]|(?:明确|确定|压实|各|由|的|是|和|与|及|其|作为|落实|、)$")
_BY = re.compile("[，,]由")
#: What announces who does what, whatever is divided: 片区分工：.
_DIVIDED = re.compile("[^，。；：:！？]{1,8}(?:分工|划分)[：:]\\s*$")
#: A sign before the first of a list of names.
_SIGNED = re.compile("[★☆▲△※*＊◎●○◆◇■□]")
#: A sign or a role behind one of them.
_MARKED = re.compile(f"[★☆▲△※*]|[（(〔［【\\[](?:{MARK_LEADS})(?:单位|部门)?[）)〕］】\\]]")
_COMMA = re.compile("[，。；]")
#: The last of several persons, each before a bracket: 钱一（县教育局）、孙二.
_PERSONS = re.compile("[（(](?P<of>[^（）()]+)[）)][、，,；; 和及]{1,2}[\u4e00-\u9fff]{2,3}$")
_CLAUSE = re.compile("[：:，。；、,;\\s]")
_NEAR = 60
#: So wide a blank parts what is to be done from who does it.
_WIDE = re.compile("[ \t\u00a0]{2}|\u3000")
#: What parts a heading from who does it: ——, ……, ：, a wide blank.
_DASHES = re.compile("[—–]{1,2}")
_DASH = re.compile("[—－–-]{1,2}|…{1,2}|[：:]|[ \u00a0]{2,}|\u3000+")
#: A role before a list in brackets, and what may stand between two of these.
_ROLE_BEFORE = re.compile("(?:^|(?<=[。；;，,、：:！？）)\\s]))(?P<role>[\u4e00-\u9fff]{2,8})$")
#: A title in front of what is said.
_TITLE = re.compile("[^，。；;：:、]{2,16}[：:]")
_TITLE_ONLY = re.compile("[^，。；;：:、—–]{2,16}(?:[：:]|[—–]{1,2})")
_STOP = re.compile("[。；;]")
_STOPS = re.compile("[。；;]|$")
_JOINS = re.compile("[、，,；;和 ]{0,2}")
#: No more letters than this name the persons behind one label.
_MOST_PEOPLE = 24
#: A sentence about all that stands above it is not the last item's alone.
_ABOVE = re.compile("以上|上述|前述")


class Place(NamedTuple):
    """An attribution and where in its paragraph it stands."""

    start: int
    end: int
    attribution: Attribution


@lru_cache(maxsize=4096)
def places(paragraph: str, *, numbered: bool = False) -> tuple[Place, ...]:
    """The attributions in *paragraph*, in order.

    Parameters:
        numbered: whether it follows a number, so that its first sentence is a heading.
    """
    if not numbered and is_roll(paragraph):
        return ()
    found = _in_brackets(paragraph)
    hidden = list(masked(paragraph))
    for place in found:
        hidden[place.start : place.end] = HIDDEN * (place.end - place.start)
    cover = "".join(hidden)
    behind = _behind_labels(paragraph, cover, numbered=numbered)
    within = bytearray(len(paragraph))
    for place in behind:
        within[place.start : place.end] = b"\1" * (place.end - place.start)
    found = [place for place in found if not within[place.start]] + behind
    if not found:
        found += _in_half_a_bracket(paragraph, cover)
    if not found:
        found += _as_sentence(paragraph, cover, numbered=numbered)
    about = point_rules(paragraph)
    apart = [p for p in found if all(p.end <= r.start or r.end <= p.start for r in about)]
    return tuple(sorted(apart, key=lambda place: place.start))


def starts_with_role(text: str, *, known: bool = False) -> bool:
    """Whether *text* begins with a label such as ``责任单位：``.

    Parameters:
        known: whether only one counts whose words are all known.
    """
    head = text[:24].lstrip(_BULLETS)
    return any(label.start == 0 and (label.sure or not known) for label in labels(head, head))


def is_role_label(text: str) -> bool:
    """Whether *text* is a label and nothing more."""
    return len(text) < 24 and any(not x.start and x.end == len(text) for x in labels(text, text))


def _in_brackets(paragraph: str) -> list[Place]:
    found = _behind_roles(paragraph)
    taken = {at for place in found for at in range(place.start, place.end)}
    for pair in inner_pairs(paragraph):
        inside = paragraph[pair.start + 1 : pair.end - 1]
        free = pair.start not in taken
        if free and pair.kind in _BRACKETS and len(inside) > 2 and _attributes(paragraph, pair):
            attribution = read(inside, paragraph[pair.start : pair.end])
            if not attribution.is_empty:
                found.append(Place(pair.start, pair.end, attribution))
                taken.update(range(pair.start, pair.end))
    return found


def _behind_roles(paragraph: str) -> list[Place]:
    """Lists in brackets, each behind the role that it is for: ``牵头（A），配合（B、C）``."""
    found: list[Place] = []
    said = ""
    start = end = 0
    for pair in [*pairs(paragraph), Pair(len(paragraph) + 1, 0, "")]:
        inside = paragraph[pair.start + 1 : pair.end - 1]
        names = split_names(inside)
        bodies = bool(names) and all(map(is_unit_name, names))
        role = _role_before(paragraph, pair) if bodies else ""
        begin = pair.start - len(role)
        if said and not (role and _JOINS.fullmatch(paragraph, end, begin)):
            words = paragraph[start:end]
            if _STOPS.match(paragraph, end):
                found.append(Place(start, end, read(said, words)))
            said = ""
        if role:
            said, start = f"{said}{role}：{inside}；", start if said else begin
            end = pair.end
    return found


def _role_before(paragraph: str, pair: Pair) -> str:
    """The role that stands right before a pair of brackets, where a clause can begin."""
    match = _ROLE_BEFORE.search(paragraph, max(0, pair.start - 9), pair.start)
    known = meaning(match["role"]) if match and pair.kind in _BRACKETS else None
    bodies = {Word.LEAD, Word.RESPONSIBLE, Word.SUPPORT}
    return match["role"] if match and known and known.sure and known.word in bodies else ""


def _attributes(paragraph: str, pair: Pair) -> bool:
    """Whether what stands in a pair of brackets is an attribution and not a gloss."""
    inside = paragraph[pair.start + 1 : pair.end - 1]
    known = meaning(inside)
    if known and known.sure and not inside.endswith("主管部门"):
        return False
    if any(_heads(inside, label) for label in labels(inside, masked(inside))):
        return True
    if _NOT_A_LIST.search(inside):
        return False
    behind_sentence = pair.start > 0 and paragraph[pair.start - 1] in _ENDS
    names, verb = said_in(inside.split("。")[0])
    if verb:
        return any(map(is_unit_name, names)) and (behind_sentence or _closes(paragraph, pair))
    if names and _mostly_bodies(names):
        return behind_sentence or _lists(paragraph, pair, names)
    dated = opens_with_date(inside) and len(inside) <= 20 and bool(_DONE.search(inside))
    return dated and (behind_sentence or pair.end == len(paragraph.rstrip("。；; ")))


def _mostly_bodies(names: Sequence[str]) -> bool:
    """Whether names are bodies, but for one in a list of several offices that may be one too."""
    odd = [name for name in names if not is_unit_name(name)]
    several = len(odd) == 1 and sum(map(is_office, names)) > 2 and not is_prose(odd[0])
    return not odd or (several and 2 < len(odd[0]) < 16)


def _lists(paragraph: str, pair: Pair, names: Sequence[str]) -> bool:
    """Whether names alone in brackets at a sentence's end say whose task it is.

    A single one behind the name of a body is another name for that body; in a list of persons
    it is where the last of them works.
    """
    persons = _PERSONS.search(paragraph, max(0, pair.start - _NEAR), pair.start)
    if persons and all(map(is_unit_name, split_names(persons["of"]))):
        return False
    if is_person(_CLAUSE.split(paragraph[max(0, pair.start - _NEAR) : pair.start])[-1]):
        return False
    following = paragraph[pair.end : pair.end + 1]
    before = re.split("[，。、；]|由|和|向", paragraph[max(0, pair.start - 24) : pair.start])[-1]
    gloss = is_unit_name(before) and (is_office(before) or is_collective(before))
    if following in {"，", ","}:
        return len(names) > 1 and all(map(is_office, names)) and not gloss
    ends = following in {"", "。", "；", ";"}
    closes = pair.end >= len(paragraph.rstrip("。；; "))
    alone = len(names) == 1 and bool(_ONE.fullmatch(names[0])) and closes
    return ends and (alone or are_offices(names)) and (len(names) > 1 or not gloss)


def _closes(paragraph: str, pair: Pair) -> bool:
    """Whether a pair of brackets ends a sentence, or stands behind a heading."""
    rest = paragraph[pair.end : pair.end + 1]
    return not rest or rest in "。；;（(〔" or not _COMMA.search(paragraph, 0, pair.start)


def _heads(inside: str, label: Label) -> bool:
    """Whether a label heads a list in brackets, and is not a word of a sentence there."""
    before = inside[: label.start].strip()
    return label.word is not Word.PERSON and (
        not before or before[-1] in "，,；;。、）)" or len(before) <= 40
    )


def _behind_labels(paragraph: str, cover: str, *, numbered: bool) -> list[Place]:
    """Attributions that a label opens, each up to the end of its sentence."""
    found: list[Place] = []
    every = list(labels(paragraph, cover))
    opens = [label for label in every if _may_open(cover, label)]
    bullets = len(cover) - len(cover.lstrip(_BULLETS))
    starts = [
        x.start
        for x in opens
        if x.word is not Word.PERSON
        or _names_people(cover, x, bullets)
        or _names_bodies_too(cover, x, every)
    ]
    known = frozenset(starts)
    for label_start in starts:
        if found and label_start < found[-1].end:
            continue
        end = _end_of_labelled(cover, known, label_start)
        start = 0 if label_start == bullets else label_start
        start -= cover[start - 1 : start] in _HALVES
        start -= cover[start - 1 : start] in {"，", ","}
        start = _with_sentence(paragraph, cover, start, numbered=numbered)
        words = paragraph[start:end]
        attribution = read(words, words)
        if not attribution.is_empty:
            found.append(Place(start, end, attribution))
    return found


def _with_sentence(paragraph: str, cover: str, start: int, *, numbered: bool) -> int:
    """Where the sentence begins that a label at *start* ends, if it too says who.

    ``A牵头，B配合；完成时限：6月底前``.
    """
    begin = max(cover.rfind(stop, 0, start) for stop in "。！？") + 1
    told = (begin or not numbered) and says_who(paragraph[begin:start].strip("；;，, "))
    return begin if told else start


def _may_open(cover: str, label: Label) -> bool:
    """Whether a label opens an attribution.

    It begins a sentence, or stands behind a wide blank or a heading that has lost its stop or
    line break.
    """
    at = label.start
    if _WIDE.search(cover, max(0, at - 2), at):
        return True
    while at and cover[at - 1] in _BULLETS:
        at -= 1
    head = cover[:at]
    short = at < 4 and head[-1:] not in {"：", ":"}
    headed = (
        not short
        and at <= _LONGEST_HEADING
        and not _SENTENCE.search(head[:-1] + head[-1:].strip("，,：:"))
    )
    return not at or head[-1] in _ENDS or head[-1] in _HALVES or headed


def _names_people(cover: str, label: Label, start: int) -> bool:
    """Whether a label of persons begins a line that names them: 牵头领导：李某, and no sentence."""
    people = _COMMA.split(cover[label.end :], maxsplit=1)[0].strip()
    return label.start == start and 0 < len(people) <= _MOST_PEOPLE and not is_prose(people)


def _names_bodies_too(cover: str, label: Label, every: Sequence[Label]) -> bool:
    """Whether a label of bodies follows one of persons in its sentence."""
    end = _STOP.search(cover, label.end)
    within = [x for x in every if label.end <= x.start < (end.start() if end else len(cover))]
    return any(x.word in {Word.LEAD, Word.RESPONSIBLE, Word.SUPPORT} for x in within)


def _end_of_labelled(cover: str, starts: frozenset[int], start: int) -> int:
    """Where the list that begins at *start* ends: a full stop that no further label follows."""
    end = cover.find("。", start)
    while end >= 0:
        behind = end + 1
        while behind < len(cover) and cover[behind].isspace():
            behind += 1
        if behind not in starts:
            return end + 1
        end = cover.find("。", behind)
    return len(cover)


def _in_half_a_bracket(paragraph: str, cover: str) -> list[Place]:
    """An attribution at a paragraph's end whose closing bracket was lost."""
    start = max(cover.rfind(mark) for mark in _HALVES)
    words = paragraph[start + 1 :].rstrip("。；; ")
    if start < 0 or not (says_who(words) or names_only(words)):
        return []
    return [Place(start, len(paragraph), read(words, paragraph[start:]))]


def _as_sentence(paragraph: str, cover: str, *, numbered: bool) -> list[Place]:
    """A last sentence that is nothing but bodies and what they do: ``由A牵头，B配合。``."""
    end = len(cover.rstrip()) - 1
    whole, sentence = (
        max(cover.rfind(s, 0, end) for s in stops) + 1 for stops in ("。！？", "。！？；;")
    )
    titled = _TITLE.match(cover, whole, sentence) or _DASHES.match(cover, whole, sentence)
    whole = titled.end() if titled else whole
    if anybody_acts(paragraph[whole:sentence]):
        if not (says_who(paragraph[whole:]) or says_what(paragraph[whole:])):
            return []
        sentence = whole
    signs = paragraph[sentence:].strip()
    marked = _SIGNED.match(signs) or _MARKED.search(signs)
    if marked and names_only(signs.rstrip("。；; ")) and not legend(signs):
        return [Place(sentence, len(paragraph), read(signs.rstrip("。；; "), paragraph[sentence:]))]
    title = _TITLE_ONLY.match(cover) if numbered else None
    if title and (alone := _listed(paragraph, title.end())):
        return [alone]
    by = _BY.search(cover, sentence) if sentence else None
    starts = [sentence, *([by.start() + 1] if by else []), *_behind_dashes(cover, sentence)]
    starts = [start for start in starts if start or not numbered]
    start = next((start for start in starts if says_who(paragraph[start:])), None)
    dash = _DASHES.match(paragraph, sentence)
    if start is None and dash and names_only(paragraph[dash.end() :].rstrip("。；; ")):
        words = paragraph[sentence:]
        return [Place(sentence, len(paragraph), read(words.lstrip("—–").rstrip("。；; "), words))]
    helps = numbered and not sentence and only_helps(paragraph)
    if start is None and not helps and says_what(paragraph[sentence:]):
        start = sentence
    above = start is not None and _ABOVE.match(paragraph, start)
    if start is None or above or (start and not shares_out(paragraph[start:])):
        return []
    words = paragraph[start:]
    divided = _DIVIDED.search(paragraph, 0, start)
    start = divided.start() if divided and divided.start() >= sentence else start
    attribution = read(words.strip().rstrip(f"。{CLOSERS}"), paragraph[start:])
    return [] if attribution.is_empty else [Place(start, len(paragraph), attribution)]


def _listed(paragraph: str, start: int) -> Place | None:
    """Bodies and nothing else from *start*, behind a title: whose task it is, as a guess."""
    words = paragraph[start:].strip().rstrip("。；; ")
    if not names_only(words):
        return None
    said = read(words, paragraph[start:])
    notes = (*said.notes, Note("listed", (), paragraph))
    return Place(start, len(paragraph), said._replace(notes=notes))


def _behind_dashes(cover: str, start: int) -> list[int]:
    """Where words stand in the last sentence behind a dash, dots, a colon or a wide blank."""
    return [match.end() for match in _DASH.finditer(cover.rstrip("。；; "), max(start, 1))]
