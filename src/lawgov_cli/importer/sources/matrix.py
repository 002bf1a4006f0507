"""A table with a column for each body, and marks in it: put as columns of who leads, who helps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.grid import is_section_row, lists_bodies
from lawgov_cli.importer.language.bodies import is_collective, is_unit_name
from lawgov_cli.importer.language.labels import Word, meaning
from lawgov_cli.importer.language.legends import legend

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_FEWEST = 2
_LONGEST = 12
#: Signs that mean by themselves that a body leads, or beside those that it helps.
_FULL, _HOLLOW = frozenset("★●◆■▲※"), frozenset("☆○◇□△◎")
#: One that only says: this body.
_TICKS = frozenset("√✓✔")
_HEADS = {Word.LEAD: "牵头单位", Word.SUPPORT: "配合单位", Word.RESPONSIBLE: "责任单位"}
#: Rows that may stand above the head.
_MOST_ABOVE = 6


class Matrix(NamedTuple):
    """Where the head of such a table is, which columns are bodies, and the marks below them."""

    head: int
    bodies: tuple[int, ...]
    marks: frozenset[str]


def matrix_in(rows: Sequence[Sequence[str]]) -> Matrix | None:
    """What of *rows*, all of one length, makes them such a table; ``None`` where they are none.

    Each mark must be a sign, or a word of a role.
    """
    for at, head in enumerate(rows[:_MOST_ABOVE]):
        bodies = tuple(column for column, cell in enumerate(head) if _is_body(cell))
        if len(bodies) < _FEWEST or not any(lists_bodies(head[column]) for column in bodies):
            continue
        below = [r for r in rows[at + 1 :] if len(r) == len(head) and not is_section_row(r)]
        marks = frozenset(row[column].strip() for row in below for column in bodies) - {""}
        if marks and all(mark in _FULL | _HOLLOW | _TICKS or _role(mark) for mark in marks):
            return Matrix(at, bodies, marks)
    return None


def by_roles(
    rows: Sequence[Sequence[str]], found: Matrix, meant: Mapping[str, Word]
) -> list[list[str]]:
    """*rows* with a column for each role in place of those of the bodies.

    Parameters:
        meant: what the document says that signs mean.
    """
    means = {mark: _meaning(mark, found.marks, meant) for mark in found.marks}
    above, head = rows[found.head - 1] if found.head else [], rows[found.head]
    kept = [at for at in range(len(head)) if at not in found.bodies]
    upper = (
        bool(above)
        and any(above[at] for at in kept)
        and all(head[at] in {"", above[at]} for at in kept)
    )
    names = [head[at] or (above[at] if upper else "") for at in kept]
    roles = [word for word in _HEADS if word in means.values()]
    signs = {word: "、".join(m for m, w in sorted(means.items()) if w is word) for word in roles}
    heads = [f"{_HEADS[word]}（标{signs[word]}的）" for word in roles]
    turned = [[*names, *heads]]
    for row in rows[found.head + 1 :]:
        if is_section_row(row):
            turned.append([next(filter(None, row))] * len(turned[0]))
            continue
        named = (
            "、".join(
                "".join(head[at].split())
                for at in found.bodies
                if row[at].strip() and means[row[at].strip()] is word
            )
            for word in roles
        )
        turned.append([*(row[at] for at in kept), *named])
    return [*map(list, rows[: found.head - upper]), *turned]


def _is_body(cell: str) -> bool:
    name = "".join(cell.split())
    return 1 < len(name) <= _LONGEST and (is_unit_name(name) or is_collective(name))


def _role(mark: str) -> Word | None:
    known = meaning(mark)
    return known.word if known and known.word in _HEADS else None


def _meaning(mark: str, marks: frozenset[str], meant: Mapping[str, Word]) -> Word:
    """What a mark says of a body: as the document has it, else as its look has it."""
    if said := meant.get(mark) or _role(mark):
        return said
    if mark in _FULL:
        return Word.LEAD
    return Word.SUPPORT if mark in _HOLLOW and marks & _FULL else Word.RESPONSIBLE


def matrix_meanings(text: str) -> dict[str, Word]:
    """What *text* says that marks mean, as far as a column can have that role."""
    return {sign: word for sign, word in legend(text).items() if word in _HEADS}
