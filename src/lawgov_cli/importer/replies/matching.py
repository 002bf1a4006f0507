"""Which task a row is about: by its hidden key, else by its number, else by its words.

A key that contradicts both number and words is not believed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.answers import split_key
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.importer.language.likeness import likeness
from lawgov_cli.importer.language.wording import bare, simplified

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.plan import Plan, Task

#: From this likeness on, words name a task, if no other comes near.
_ALIKE, _APART = 0.75, 0.12
#: Below this, a number and the words beside it are not of one task.
_STRANGE = 0.35
_LABEL = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十百\d]+[）)]|第?[一二三四五六七八九十百\d]+[项条、.．]|\d+(?:\.\d+)+)\s*"
)


class Match(NamedTuple):
    """The task found, and by what; or why none was."""

    task: str = ""
    by: str = ""
    doubt: str = ""


class Matcher:
    """Finds the tasks of one plan by what a row says of them."""

    def __init__(self, plan: Plan) -> None:
        self._plan = plan
        self._tasks = [task for task in plan.walk() if not task.level.is_heading]
        self._titles = {bare(words): task.id for task in self._tasks for words in _words(task)}
        self._spans = [(task.id, words) for task in self._tasks for words in _words(task)]
        self._known: dict[tuple[str, str, str], Match] = {}

    def find(self, key: str, number: str, title: str) -> Match:
        """The task that *key*, *number* and *title* name."""
        asked = (key, number, title)
        if asked not in self._known:
            self._known[asked] = self._alone(self._find(*asked), number)
        return self._known[asked]

    def _alone(self, match: Match, number: str) -> Match:
        """The *match*, with a doubt where the number is of several tasks."""
        if not match.task or len(self._meant(number)) < 2:
            return match
        told = f"序号写了“{number}”, 只归入{nth(match.task)}, 其余各项请另记"
        return match._replace(doubt=told)

    def _find(self, key: str, number: str, title: str) -> Match:
        plan, task = split_key(key)
        if task and plan != self._plan.id:
            return Match(doubt=f"这一行属于另一份要点({plan})")
        title = _LABEL.sub("", simplified(title))
        if task in self._plan.by_id:
            return self._keyed(task, number, title)
        return self._said(number, title)

    def _keyed(self, task: str, number: str, title: str) -> Match:
        """By the hidden key, unless number and words are another's: only they were sorted."""
        numbered, named = self._numbered(number), self._titles.get(bare(title), "")
        if named and named != task != numbered:
            told = f"隐藏的标识是{nth(task)}, 看得见的是{nth(named)}, 按看得见的归入"
            return Match(named, "文字", f"{told}; 是否排序或复制时漏了隐藏的一栏")
        if numbered and numbered != task and not bare(title):
            return Match(task, "标识", f"序号写的是“{number}”, 按隐藏的标识归入{nth(task)}")
        return Match(task, "标识")

    def _said(self, number: str, title: str) -> Match:
        """The task that the unit's eyes see: by its number, else by its words."""
        by_number = self._numbered(number)
        if by_number and (not bare(title) or self._fits(by_number, title)):
            return Match(by_number, "序号")
        if by_words := self._worded(title):
            told = f"序号“{number}”与任务不符, 按文字归入{nth(by_words)}" if by_number else ""
            return Match(by_words, "文字", told)
        if by_number:
            return Match(doubt=f"序号“{number}”与任务“{_short(title)}”不符")
        if name := _short(title) or number:
            return Match(doubt=f"找不到“{name}”是哪一项")
        return Match(doubt="这一行没有序号和任务, 不知是哪一项")

    def _numbered(self, number: str) -> str:
        """The one task that the number as typed means; empty where it means none or several."""
        found = self._meant(number)
        return found[0].id if len(found) == 1 and not found[0].level.is_heading else ""

    def _meant(self, number: str) -> Sequence[Task]:
        """The tasks that the number as typed means."""
        try:
            return resolve_tasks([number.rstrip("、.．:：")], self._plan) if number else []
        except LawgovError:
            return []

    def _fits(self, task: str, title: str) -> bool:
        """Whether *title* may be that of *task*, perhaps shortened, lengthened or reworded."""
        spans = _words(self._plan.by_id[task])
        return any(_alike(title, words) >= _STRANGE for words in spans)

    def _worded(self, title: str) -> str:
        """The one task whose words these are, or nearly; empty where none stands out."""
        plain = bare(title)
        if len(plain) < 2:
            return ""
        if plain in self._titles:
            return self._titles[plain]
        scores: dict[str, float] = {}
        for task, words in self._spans:
            scores[task] = max(scores.get(task, 0), _alike(title, words))
        best = sorted(scores, key=scores.__getitem__, reverse=True)[:2]
        if not best or scores[best[0]] < _ALIKE:
            return ""
        clear = len(best) == 1 or scores[best[0]] - scores[best[1]] >= _APART
        return best[0] if clear else ""


def _words(task: Task) -> list[str]:
    """The texts by which a task may be named."""
    return [text for text in (task.title, task.text, task.title + task.text) if text]


def _alike(one: str, other: str) -> float:
    """How alike two texts are; one that holds the whole other is the same, if long enough."""
    first, second = bare(one), bare(other)
    short, long = sorted((first, second), key=len)
    if len(short) >= 6 and short in long:
        return 0.9 + 0.1 * len(short) / len(long)
    return likeness(one, other)


def _short(text: str) -> str:
    text = bare(text)
    return f"{text[:20]}…" if len(text) > 20 else text
