"""Which words of the document gave a point its units, its roles and its date."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.importer.language.labels import WORDS, Word

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.plan import Task
    from lawgov_cli.importer.assembling import Source
    from lawgov_cli.importer.importing import Imported

_LONGEST = 60


def explanation(imported: Imported, tasks: Sequence[Task]) -> Iterator[str]:
    """For each of *tasks*: the attributions at it and below it, and what each part was read as."""
    for task in tasks:
        yield f"{nth(task.id)}  {task.title or task.text}"
        for source in imported.sources.get(task.id, ()):
            yield from _read(source)
        yield from _roles(task)
        if task.due_words:
            day = long_date(task.due) if task.due else "没有读成日期"
            yield f"  时限: “{task.due_words}” -> {day}"


def _read(source: Source) -> Iterator[str]:
    said = " ".join(source.said.raw.split())
    yield f"  第{source.line}行 “{said[:_LONGEST]}{'...' if len(said) > _LONGEST else ''}”"
    for step in source.said.steps:
        words = step.words.strip("，,；;。 （）()") or "只列出名称"
        if step.role is not Word.DEADLINE:
            yield f"    “{words}” -> {WORDS[step.role]}: {'、'.join(step.names) or '无'}"
    if source.rule:
        yield f"    按“{source.rule}” -> 牵头: {'、'.join(source.leads)}"


def _roles(task: Task) -> Iterator[str]:
    for word, names in (("牵头", task.lead), ("责任", task.responsible)):
        if names:
            yield f"  {word}: {'、'.join(names)}"
    if not (task.lead or task.responsible):
        yield "  没有读到单位"
