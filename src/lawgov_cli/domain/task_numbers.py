"""Task numbers as people type them: ``8`` ``八`` ``(八)`` ``第8项`` ``8.2`` ``1-3,7`` ``S3``."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import NoSuchSection, NoSuchTask, UnreadableReference
from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.words import folded
from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.plan import Plan, Task

_RANGE = re.compile(r"(.+?)(?:-|~|—|–|至|到)(.+)\Z")
_ORNAMENT = re.compile(r"^第|[项条点]$|[()\[\]〔〕【】]|[、.]$")


def resolve_tasks(words: Iterable[str], plan: Plan) -> list[Task]:
    """The tasks that *words* name, each once, in the order named.

    All are resolved before anything is returned: one wrong number and nothing is.

    Raises:
        UnreadableReference: a word in no accepted notation.
        NoSuchTask: numbers that are not in the plan, all of them.
        NoSuchSection: a section's id that is not in the plan.
    """
    found: dict[str, Task] = {}
    missing: list[str] = []
    for word in words:
        for part in re.split(r"[,、;\s]+", unicodedata.normalize("NFKC", word).strip()):
            if part:
                for name in _names(part, plan):
                    if name in plan.by_id:
                        found[name] = plan.by_id[name]
                    else:
                        missing.append(name)
    if missing:
        raise NoSuchTask(missing, known_numbers(plan))
    if not found:
        raise UnreadableReference(" ".join(words))
    return list(found.values())


def with_all_below(tasks: Iterable[Task]) -> frozenset[str]:
    """The ids of *tasks* and of everything below them."""
    stack, ids = list(tasks), set()
    while stack:
        task = stack.pop()
        ids.add(task.id)
        stack.extend(task.tasks)
    return frozenset(ids)


def is_reference(word: str, plan: Plan) -> bool:
    """Whether *word* is a task number in any accepted notation, existing or not."""
    try:
        resolve_tasks([word], plan)
    except UnreadableReference:
        return False
    except (NoSuchTask, NoSuchSection):
        return True
    return True


def known_numbers(plan: Plan) -> str:
    """``本要点共30项(1-30)``."""
    points = plan.points
    if not points:
        return "本要点没有要点"
    return f"本要点共{len(points)}项({points[0].id}-{points[-1].id})"


def _names(part: str, plan: Plan) -> list[str]:
    """The task ids one word stands for: an id, a number, or a range of numbers."""
    if part in plan.by_id:
        return [part]
    if match := _RANGE.match(part):
        first, last = _number(match[1]), _number(match[2])
        if first is not None and last is not None:
            if first > last:
                raise UnreadableReference(part)
            return [str(n) for n in range(first, min(last, first + 9999) + 1)]
    bare = _ORNAMENT.sub("", _ORNAMENT.sub("", part))
    if bare.upper() in plan.by_id:
        return [bare.upper()]
    if bare in plan.by_id:
        return [bare]
    number = _number(bare)
    if number is not None:
        return [str(number)]
    if re.fullmatch(r"\d+(\.\d+)+|\d+-\d+", bare):
        return [bare]
    if re.fullmatch(r"[Ss]\d+(\.\d+)*", bare):
        raise NoSuchSection(bare, _section_names(plan))
    raise UnreadableReference(part)


def _number(text: str) -> int | None:
    return parse_number(_ORNAMENT.sub("", _ORNAMENT.sub("", text.strip())))


def resolve_section(word: str, plan: Plan) -> Task:
    """The section or group that *word* names: by id, number, label or part of its title.

    Raises:
        NoSuchSection: none, or several.
    """
    headings = [t for t in plan.walk() if t.level.is_heading]
    sections = [t for t in headings if t.level is Level.SECTION]
    plain = folded(word)
    bare = re.sub(r"^第|(部分|章|节)$|[、.()]", "", plain)
    number = parse_number(bare) if bare else None
    for task in headings:
        if plain == folded(task.id):
            return task
    for position, task in enumerate(sections, 1):
        label = re.sub(r"[、.()第部分章节]", "", folded(task.label))
        if (number is not None and number == (parse_number(label) if label else position)) or (
            plain == folded(task.title)
        ):
            return task
    matching = [t for t in headings if plain and plain in folded(t.title)]
    if len(matching) == 1:
        return matching[0]
    raise NoSuchSection(word, _section_names(plan))


def _section_names(plan: Plan) -> list[str]:
    """``一 加强党对法治政府建设的领导``: each section as an error lists it."""
    return [f"{t.label} {t.title}".strip() for t in plan.walk() if t.level is Level.SECTION]
