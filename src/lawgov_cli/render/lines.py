"""Lines that several screens are made of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.cells import cell_width, packed, pad, visible, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.views.records import NoteRow


#: Blanks between two columns of a table.
GAP = 2


def top_lines(left: str, right: str, width: int) -> list[str]:
    """What a screen is about, and its day at the right end; below where there is no room."""
    gap = width - cell_width(left) - cell_width(right)
    return [left + " " * gap + right] if gap >= 3 else [*wrapped(left, width), right]


def joined(head: str, parts: Sequence[str], width: int) -> list[str]:
    """Parts joined by `` · ``, broken between parts, hanging under the first."""
    indent = cell_width(head)
    lines = packed(parts, width - indent, " · ")
    return [(head if n == 0 else " " * indent) + text for n, text in enumerate(lines)]


def hanging(head: str, text: str, width: int) -> list[str]:
    """*text* after *head*, its further lines under its first."""
    indent = cell_width(head)
    if width - indent < 20:
        return [head.rstrip(), *(f"    {line}" for line in wrapped(text, max(width - 4, 10)))]
    lines = wrapped(text, width - indent)
    return [head + lines[0], *(" " * indent + line for line in lines[1:])]


def note_lines(note: NoteRow, dates: int, width: int) -> Iterator[str]:
    """One note: when, who, what; then what stands on lines of its own."""
    head = f"  {pad(note.date, dates)}  {visible(note.who)}  "
    said = " ".join(visible(part, "\n") for part in note.said)
    yield from hanging(head, said or "登记", width)
    for word, text in note.lines:
        yield from hanging(f"    {visible(word)}: ", visible(text, "\n"), width)
