"""Whether words say who does something: bodies and what they do, or bodies only."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.bodies import (
    are_offices,
    is_body,
    is_collective,
    is_office,
    is_target,
    is_unit_name,
)
from lawgov_cli.importer.language.clauses import (
    clauses,
    is_deadline,
    is_remark,
    without_opening,
)
from lawgov_cli.importer.language.deadlines import time_behind
from lawgov_cli.importer.language.labels import Word
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.verbs import divided, without_verbs
from lawgov_cli.importer.language.wording import HIDDEN, masked

if TYPE_CHECKING:
    from lawgov_cli.importer.language.verbs import Said

CLOSERS = "）)〕］】]"
#: With these a sentence about 各部门 shares out the task and is no general exhortation.
_SHARED_OUT = re.compile("分工|职责|牵头|分别|共同负责")
_LONGEST_SENTENCE = 120
#: How names of bodies of a level begin: 县政府督查室.
_OF_LEVEL = re.compile("[市区县省州镇乡国]")
#: How sections of a body end.
_SECTIONS = ("科", "处", "室", "部", "车间")
#: The name of a body as a title, and what it does: 市林业局：负责….
_TITLE = re.compile("[^，。；：]{2,30}[：:]")


def said_in(text: str, *, objects: bool = True) -> tuple[list[str], bool]:
    """The names in *text*, and whether verbs stand behind any of them.

    Parameters:
        objects: whether a verb may have an object behind it, as in brackets.
    """
    named = [c for c in clauses(text) if not (is_deadline(c) or is_remark(c))]
    said = [_acts(clause) if objects else without_verbs(clause) for clause in named]
    names = [n for part in said for n in split_names(without_opening(part.names))]
    return [n[: time_behind(n)] or n for n in names], any(part.role for part in said)


def _acts(clause: str) -> Said:
    """Who does something in a clause: the verb ends it, or has an object behind it."""
    said = without_verbs(clause)
    return said if said.role else divided(clause) or said


def anybody_acts(words: str) -> bool:
    """Whether any clause of *words* says what bodies do."""
    said = [_acts(clause) for clause in clauses(words)]
    lists = [split_names(without_opening(each.names)) for each in said if each.role]
    return any(names and all(map(is_unit_name, names)) for names in lists)


def only_helps(words: str) -> bool:
    """Whether all that *words* say is that somebody helps, as headings do: 推进医院协作."""
    said = [without_verbs(clause) for clause in clauses(words)]
    return len(said) == 1 and said[0].role is Word.SUPPORT


def names_only(words: str) -> bool:
    """Whether *words* are a list of bodies and nothing more."""
    names = split_names(words)
    return bool(names) and all(map(is_unit_name, names)) and are_offices(names)


def says_who(words: str) -> bool:
    """Whether *words* are nothing but bodies and what they do."""
    words = words.rstrip("。；; ")
    if words.endswith(tuple(CLOSERS)) and masked(words)[-1] != HIDDEN:
        words = words.rstrip(CLOSERS)
    short = len(words) <= _LONGEST_SENTENCE
    names, verb = said_in(words, objects=False) if short else ([], False)
    units = bool(names) and all(is_unit_name(n) and not is_target(n) for n in names)
    return verb and units and not any(map(_is_no_list, clauses(words)))


def _is_no_list(clause: str) -> bool:
    """Whether a clause without a verb names nobody, though it ends as a name does: 定期通报."""
    said = without_verbs(clause)
    bare = not (said.role or is_deadline(clause) or is_remark(clause))
    names = split_names(without_opening(clause))
    return bare and not any(
        is_body(name) or _OF_LEVEL.match(name) or name.endswith(_SECTIONS) for name in names
    )


def says_what(words: str) -> bool:
    """Whether each clause says which offices do what: 县公安局负责车道，县城管局负责人行道."""
    told = len(words) <= _LONGEST_SENTENCE and not _TITLE.match(masked(words))
    said = [_acts(clause) for clause in clauses(words)] if told else []
    lists = [split_names(without_opening(each.names)) for each in said if each.role]
    named = [name for names in lists for name in names]
    return (
        len(lists) == len(said) > 0
        and "解释" not in words
        and all(lists)
        and all(map(is_unit_name, named))
        and all(is_office(name) and is_body(name) for name in lists[0])
    )


def shares_out(words: str) -> bool:
    """Whether a sentence gives a task to bodies that it names, or says how it is shared out."""
    return bool(_SHARED_OUT.search(words)) or not all(map(is_collective, said_in(words)[0]))


def may_share_out(paragraph: str) -> str:
    """The last sentence of *paragraph*, if it says only that all are to help: 各镇街密切配合."""
    cover = masked(paragraph).rstrip("。；; ")
    words = paragraph[max(map(cover.rfind, "。！？；;")) + 1 :]
    asked = words.startswith("请")
    return words if not asked and says_who(words) and not shares_out(words) else ""
