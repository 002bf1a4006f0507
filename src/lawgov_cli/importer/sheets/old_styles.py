"""What an old .xls file strikes out: forms of cells by their fonts, and stretches of its texts."""

from __future__ import annotations

import struct
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_FONT, _FORM, _TEXTS, _MORE = 0x31, 0xE0, 0xFC, 0x3C
_STRIKES = 0x08
#: A text's flags: two bytes a character, more about it for Asian scripts, stretches of other fonts.
_WIDE, _EXTENDED, _RICH = 1, 4, 8


class OldStyles:
    """Collects from the records of the workbook's stream as they pass."""

    def __init__(self) -> None:
        self._fonts: list[bool] = []
        self._forms: list[int] = []
        self._segments: list[bytes] = []
        self._last = 0
        self._struck_texts: frozenset[int] | None = None

    def take(self, kind: int, body: bytes) -> None:
        """Note a record; *body* is exactly what is in it."""
        if kind == _FONT:
            (options,) = struct.unpack_from("<H", body, 2)
            self._fonts.append(bool(options & _STRIKES))
        elif kind == _FORM:
            self._forms.append(struct.unpack_from("<H", body)[0])
        elif kind == _TEXTS or (kind == _MORE and self._last == _TEXTS):
            self._segments.append(body)
        self._last = self._last if kind == _MORE else kind

    def strikes_form(self, form: int) -> bool:
        """Whether cells of this *form* are struck out."""
        return form < len(self._forms) and self._strikes(self._forms[form])

    def strikes_text(self, text: int) -> bool:
        """Whether a stretch of the shared *text* is struck out."""
        if self._struck_texts is None:
            struck = any(self._fonts) and self._segments
            found = _fonts_of_texts(self._segments) if struck else ()
            self._struck_texts = frozenset(
                at for at, fonts in enumerate(found) if any(map(self._strikes, fonts))
            )
        return text in self._struck_texts

    def _strikes(self, font: int) -> bool:
        """By the number that forms and texts give it: none is numbered 4."""
        at = font if font < 4 else font - 1
        return at < len(self._fonts) and self._fonts[at]


def _fonts_of_texts(segments: Sequence[bytes]) -> Iterator[list[int]]:
    """The fonts of the stretches of each shared text; ends where the records end."""
    reader = _Segments(segments)
    try:
        reader.skip(4)
        for _ in range(reader.number(4)):
            length, flags = reader.number(2), reader.number(1)
            runs = reader.number(2) if flags & _RICH else 0
            more = reader.number(4) if flags & _EXTENDED else 0
            reader.skip_characters(length, wide=bool(flags & _WIDE))
            yield [reader.number(4) >> 16 for _ in range(runs)]
            reader.skip(more)
    except IndexError:
        return


class _Segments:
    """A record and those that continue it, read as one.

    Raises:
        IndexError: read beyond the last.
    """

    def __init__(self, segments: Sequence[bytes]) -> None:
        self._segments, self._segment, self._at = segments, 0, 0

    def number(self, size: int) -> int:
        found = bytearray()
        while len(found) < size:
            found += self._some(size - len(found))
        return int.from_bytes(found, "little")

    def skip(self, size: int) -> None:
        while size:
            size -= len(self._some(size))

    def skip_characters(self, count: int, *, wide: bool) -> None:
        """Each segment that continues a text says anew how wide its characters are."""
        while count:
            width = 2 if wide else 1
            left = len(self._segments[self._segment]) - self._at
            if left < width:
                self._segment, self._at = self._segment + 1, 1
                wide = bool(self._segments[self._segment][0] & _WIDE)
            else:
                here = min(count, left // width)
                self._at, count = self._at + here * width, count - here

    def _some(self, size: int) -> bytes:
        """Up to *size* bytes, at least one, of the segment in hand or the next."""
        while self._at >= len(self._segments[self._segment]):
            self._segment, self._at = self._segment + 1, 0
        found = self._segments[self._segment][self._at : self._at + size]
        self._at += len(found)
        return found
