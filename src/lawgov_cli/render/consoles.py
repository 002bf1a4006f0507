"""Consoles of Rich, made in the one way there is."""

from __future__ import annotations

from io import StringIO

from rich.console import Console


def new_console(width: int, *, colour: bool) -> Console:
    """The one way consoles are made: fixed width, no markup, nothing guessed from the system."""
    return Console(
        file=StringIO(),
        width=max(width, 20),
        force_terminal=colour,
        color_system="standard" if colour else None,
        markup=False,
        emoji=False,
        highlight=False,
        legacy_windows=False,
    )


def printed(console: Console) -> str:
    """What was printed, without blanks at the ends of lines."""
    assert isinstance(console.file, StringIO)  # noqa: S101 - made by new_console
    return "".join(f"{line.rstrip()}\n" for line in console.file.getvalue().splitlines())
