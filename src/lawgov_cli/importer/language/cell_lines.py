"""The lines of a cell of bodies: which, below one with a label, have a role of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.importer.language.labels import labels
from lawgov_cli.importer.language.verbs import without_verbs
from lawgov_cli.importer.language.wording import masked

if TYPE_CHECKING:
    from collections.abc import Sequence


def own_roles(lines: Sequence[str]) -> list[int]:
    """Which of *lines* say what their bodies do, below a label that is not meant for them.

    ``各乡镇配合`` below ``牵头：县水利局``.
    """
    labelled = [bool(list(labels(line, masked(line)))) for line in lines]
    return [
        at
        for at, line in enumerate(lines)
        if any(labelled[:at]) and not labelled[at] and without_verbs(line).role
    ]


def one_line(lines: Sequence[str]) -> str:
    """*lines* as one, with a stop before each that has a role of its own."""
    own = own_roles(lines)
    return "".join(
        f"{'；' if at in own else ' ' * (at > 0)}{line}" for at, line in enumerate(lines)
    )
