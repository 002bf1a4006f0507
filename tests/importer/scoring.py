"""How well a document was read, against what a careful reader found: precision and recall."""

from __future__ import annotations

import json
import re
from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path
    from typing import Any

    from lawgov_cli.domain.plan import Plan

_AROUND_LABEL = re.compile(r"[（()）.．、\s]")


class Score(NamedTuple):
    """How many were found rightly, found in all, and there to be found."""

    right: int
    found: int
    there: int

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.found if self.found else 1.0

    @property
    def recall(self) -> float:
        """The share of what is there that was found."""
        return self.right / self.there if self.there else 1.0

    def __str__(self) -> str:
        return f"{self.right:3}/{self.there:<3} P{self.precision:6.1%} R{self.recall:6.1%}"


def scores(plan: Plan, truth: dict[str, Any]) -> dict[str, Score]:
    """The score of *plan* for each kind of thing in *truth*."""
    points = plan.points
    texts = _texts(plan)
    groups = [heading for heading in _headings(plan, Level.GROUP) if heading not in texts]
    items = [*((_bare(point.label), point.title) for point in points), *texts]
    return {
        "sections": _score(_headings(plan, Level.SECTION), _labelled(truth["sections"])),
        "groups": _score(groups, _labelled(truth.get("groups", []))),
        "points": _score(items, _labelled(truth["points"])),
        "lead": _score(
            ((p.title, name) for p in points for name in p.lead),
            ((p["title"], name) for p in truth["points"] for name in p["lead"]),
        ),
        "responsible": _score(
            ((p.title, name) for p in points for name in p.responsible),
            ((p["title"], name) for p in truth["points"] for name in p["responsible"]),
        ),
    }


def truth_of(sample: Path) -> dict[str, Any]:
    """What a careful reader found in *sample*."""
    loaded: dict[str, Any] = json.loads(sample.with_suffix(".truth.json").read_text("utf-8"))
    return loaded


def table(rows: Iterable[tuple[str, dict[str, Score]]]) -> str:
    """The scores as a table, one document a line."""
    return "\n".join(_table_lines(rows))


def _table_lines(rows: Iterable[tuple[str, dict[str, Score]]]) -> Iterator[str]:
    head = ("sections", "groups", "points", "lead", "responsible")
    yield f"{'document':42}" + "".join(f"{name:27}" for name in head)
    for name, found in rows:
        yield f"{name:42}" + "".join(f"{found[key]!s:27}" for key in head)


def _score(found: Iterable[tuple[str, str]], there: Iterable[tuple[str, str]]) -> Score:
    got, want = Counter(found), Counter(there)
    return Score(sum((got & want).values()), sum(got.values()), sum(want.values()))


def _texts(plan: Plan) -> list[tuple[str, str]]:
    """Headings without points, such as 指导思想.

    They are text and nobody reports on them; a reader numbers them with the points, so each must
    be found, and one that a reader does not see counts against the plan.
    """
    return [
        (_bare(task.label), task.title)
        for task in plan.walk()
        if task.level is Level.GROUP and not task.tasks
    ]


def _headings(plan: Plan, level: Level) -> list[tuple[str, str]]:
    return [(_bare(task.label), task.title) for task in plan.walk() if task.level is level]


def _labelled(items: Iterable[dict[str, Any]]) -> list[tuple[str, str]]:
    return [(_bare(item["label"]), item["title"]) for item in items]


def _bare(label: str) -> str:
    return _AROUND_LABEL.sub("", label)
