"""The lines of a cell of bodies below one with a label: with a role of their own, or with none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.importer.language.bodies import is_unit_name
from lawgov_cli.importer.language.labels import Word, labels
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.verbs import without_verbs
from lawgov_cli.importer.language.wording import masked

if TYPE_CHECKING:
    from collections.abc import Sequence


def parted_lines(lines: Sequence[str]) -> dict[int, bool]:
    """Which of *lines* the label above may not be meant for, and whether surely not.

    ``牵头：县水利局`` above ``各乡镇配合``, which has its own role; above ``各乡镇``, which may
    lead too. Not where the line above goes on, nor within a name.
    """
    found: dict[int, bool] = {}
    above: Word | None = None
    for at, line in enumerate(lines):
        said = list(labels(line, masked(line)))
        names = split_names(line)
        if said:
            above = said[-1].word
        elif above and without_verbs(line).role:
            found[at] = True
        elif above is Word.LEAD and names and _ends(lines[at - 1]) and is_unit_name(names[0]):
            found[at] = False
    return found


def one_line(lines: Sequence[str]) -> str:
    """*lines* as one, with a stop before each that has a role of its own."""
    own = parted_lines(lines)
    return "".join(
        f"{'；' if own.get(at) else ' ' * (at > 0)}{line}" for at, line in enumerate(lines)
    )


def _ends(line: str) -> bool:
    """Whether a line ends with a whole name."""
    said = list(labels(line, masked(line)))
    names = split_names(line[said[-1].end :] if said else line)
    return line.strip()[-1:] not in set("、，,和及") and bool(names) and is_unit_name(names[-1])
