"""Colour for lights and statuses; the word is always there, colour only repeats it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

#: Light or status code, or what else is painted → Rich style.
STYLES = {
    "heading": "bold",
    "red": "bold red",
    "yellow": "yellow",
    "blue": "blue",
    "green": "green",
    "done": "green",
    "claimed": "magenta",
    "doing": "cyan",
    "todo": "dim",
    "none": "dim",
}


def painter(*, colour: bool) -> Callable[[str, str], str]:
    """A function that paints a word by its code, or leaves it alone where colour is off."""
    if not colour:
        return lambda word, code: word  # noqa: ARG005
    from rich.style import Style

    return lambda word, code: Style.parse(STYLES.get(code, "")).render(word)
