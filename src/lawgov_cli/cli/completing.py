"""Tab: ``lawgov --complete SHELL WORD…`` prints what may stand for the last word, one a line.

A line is the word, a tab, and what is said of it; ``:files`` alone asks the shell for files. It is
quiet whatever happens: a person who presses Tab is in the middle of something else. Typer, which
takes longest to load, is not needed for it.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cut, visible
from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.reading import OpenFile
from lawgov_cli.cli.finding import located, now
from lawgov_cli.cli.offer import FILES, Candidate, Here, offered
from lawgov_cli.cli.tab import COMMAND, Asked, asked, surface
from lawgov_cli.domain.office_time import office_day
from lawgov_cli.store.cache.file import Cache
from lawgov_cli.store.cache.plan import cached_plan
from lawgov_cli.store.folders import cache_folder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.store.locating import Location

#: Columns of what is said of a word; a shell gives each word a line.
_SAID = 56
FILES_MARK = ":files"
#: The options of a command line that has none yet.
NOTHING_CHOSEN: Mapping[str, str] = MappingProxyType({})
#: Shells that look for what stands behind the ``=`` of ``--unit=`` by itself.
_BEHIND_EQUALS = ("bash", "zsh")


def complete(arguments: Sequence[str]) -> str:
    """What is printed for the words of a line.

    Parameters:
        arguments: the shell's name, then the words behind the program's, the last one unfinished.
    """
    shell, *words = arguments or [""]
    commands = surface()
    words = [_unquoted(word) for word in (_joined(words) if shell == "bash" else words)]
    is_help = words[:1] == ["help"]
    question = Asked(COMMAND, words[-1]) if is_help else asked(words, commands)
    here = Here(
        commands,
        location=lambda: _location(question.chosen),
        plan=lambda: plan_here(question.chosen),
        today=office_day(now()),
    )
    found = offered(question, here)
    head = "" if shell in _BEHIND_EQUALS else question.head
    if not found and question.kind in FILES:
        return f"{FILES_MARK}\n"
    return "".join(f"{_line(head, each, shell, len(found))}\n" for each in found)


def _line(head: str, candidate: Candidate, shell: str, number: int) -> str:
    """The word and what is said of it.

    In bash that is part of what is shown of several words, and is left out where there is one.
    """
    word = f"{head}{visible(candidate.word)}"
    said = cut(visible(candidate.said), _SAID)
    if shell == "bash":
        return f"{word}  {said}" if said and number > 1 else word
    return f"{word}\t{said}" if said else word


def _joined(words: Sequence[str]) -> list[str]:
    """*words* as they were typed; bash takes ``--unit=市`` for three."""
    whole: list[str] = []
    for word in words:
        behind = bool(whole) and whole[-1].endswith("=") and whole[-1].startswith("-")
        if whole and (behind or (word == "=" and whole[-1].startswith("-"))):
            whole[-1] += word
        else:
            whole.append(word)
    return whole


def _unquoted(word: str) -> str:
    """*word* without the quotes around it, the closing one of which may not be typed yet."""
    if word[:1] in {'"', "'"}:
        return word[1:].removesuffix(word[0])
    return word.replace("\\", "") if os.sep == "/" else word


def _location(chosen: Mapping[str, str]) -> Location | None:
    """Where the plan lies that the line names, or the environment, or the usual one."""
    plan = chosen.get("--plan") or os.environ.get("LAWGOV_PLAN")
    year = chosen.get("--year")
    with suppress(LawgovError, OSError, ValueError):
        return located(Path(plan) if plan else None, int(year) if year else None)
    return None


def plan_here(chosen: Mapping[str, str] = NOTHING_CHOSEN) -> Plan | None:
    """The plan that the options *chosen* name; ``None`` where none can be read."""
    place = _location(chosen)
    with suppress(LawgovError, OSError):
        return _plan(place) if place else None
    return None


#: What stands in a journal that has changed the plan's units, or added to its measures.
_GROWN = (b'"units"', b'"add"')


def _plan(place: Location) -> Plan:
    """The plan as it stands today; from the cache alone where no record has changed it."""
    known = cached_plan(Cache(place.plan, cache_folder()), OpenFile(place.plan))
    journal = OpenFile(place.journal) if place.journal.is_file() else None
    if known and not (journal and any(map(journal.holds, _GROWN))):
        return known
    from lawgov_cli.store.workspace import open_workspace

    return open_workspace(place, now()).plan


def main(arguments: Sequence[str]) -> None:
    """Print what may stand for the last word; nothing where something is wrong."""
    with suppress(Exception):
        text = complete(arguments)
        if arguments[:1] == ["powershell"]:  # its script reads UTF-8
            sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
        sys.stdout.write(text)
        sys.stdout.flush()
