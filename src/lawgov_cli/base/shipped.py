"""Where the shipped plan and templates are: in the installed package, or in the checkout.

A wheel carries the top-level ``data/`` and ``templates/`` inside the package. An editable
install has only the checkout, where they lie two levels above the package.
"""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).parents[1]


def shipped(folder: str) -> Path:
    """The shipped *folder* (``data`` or ``templates``)."""
    inside = _PACKAGE / folder
    return inside if inside.is_dir() else _PACKAGE.parents[1] / folder
