"""A table with a column for each body, and marks in it: put as columns of who leads, who helps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.grid import lists_bodies
from lawgov_cli.importer.language.bodies import is_collective, is_unit_name
from lawgov_cli.importer.language.labels import Word, meaning

if TYPE_CHECKING:
    from collections.abc import Sequence

_FEWEST = 2
_LONGEST = 12
#: Signs that mean nothing by themselves, and one that only says: this body.
_SIGNS = "△▲○●◎◇◆□■☆★※＊*"
_TICKS = frozenset("√✓✔")
_LEGEND = re.compile(
    f"([{_SIGNS}√✓✔])[^{_SIGNS}√✓✔，；。、]{{0,6}}?(牵头|主办|主责|责任|配合|协办|参与)"
)
_HEADS = {Word.LEAD: "牵头单位", Word.SUPPORT: "配合单位", Word.RESPONSIBLE: "责任单位"}


def by_roles(rows: Sequence[Sequence[str]]) -> Sequence[Sequence[str]]:
    """*rows* with a column for each role in place of those of the bodies; else as they are.

    What a sign means must be said in the table; a tick is of a body that is responsible.
    """
    for start, head in enumerate(rows[:6]):
        bodies = [at for at, cell in enumerate(head) if _is_body(cell)]
        if len(bodies) < _FEWEST or not any(lists_bodies(head[at]) for at in bodies):
            continue
        below = [row for row in rows[start + 1 :] if len(row) == len(head)]
        marks = {row[at].strip() for row in below for at in bodies} - {""}
        means = _meanings(marks, "\n".join(cell for row in rows for cell in row))
        if marks and means.keys() >= marks:
            kept = [at for at in range(len(head)) if at not in bodies]
            return [*rows[:start], *_turned(rows[start:], bodies, kept, means)]
    return rows


def _is_body(cell: str) -> bool:
    name = "".join(cell.split())
    return 1 < len(name) <= _LONGEST and (is_unit_name(name) or is_collective(name))


def _meanings(marks: set[str], text: str) -> dict[str, Word]:
    """What each mark says of a body, as far as it is known."""
    said: dict[str, str] = dict(_LEGEND.findall(text))
    found = {}
    for mark in marks:
        words = said.get(mark) or ("责任" if mark in _TICKS else mark)
        known = meaning(words) if words not in _SIGNS else None
        if known and known.word in _HEADS:
            found[mark] = known.word
    return found


def _turned(
    rows: Sequence[Sequence[str]],
    bodies: Sequence[int],
    kept: Sequence[int],
    means: dict[str, Word],
) -> list[list[str]]:
    """The head and the rows below it, the bodies of each row under the roles they have there."""
    head = rows[0]
    roles = [word for word in _HEADS if word in means.values()]
    signs = {word: "、".join(m for m, w in sorted(means.items()) if w is word) for word in roles}
    heads = [f"{_HEADS[word]}（标{signs[word]}的）" for word in roles]
    found = [[*(head[at] for at in kept), *heads]]
    for row in rows[1:]:
        if len(row) != len(head):
            found.append(list(row))
            continue
        named = (
            "、".join(
                "".join(head[at].split()) for at in bodies if means.get(row[at].strip()) is word
            )
            for word in roles
        )
        found.append([*(row[at] for at in kept), *named])
    return found
