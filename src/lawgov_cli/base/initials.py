"""Pinyin initials of a name: ``sfj`` of 司法局, by the order of GB 2312.

Its common characters are sorted by their sound. A character with several sounds has the one that
it is sorted under; one that is not common has none.
"""

from __future__ import annotations

from bisect import bisect_right
from functools import lru_cache

#: The first character of each initial in the part of GB 2312 that is sorted by sound.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_LAST = "座"


def initials(name: str) -> str:
    """The initials of *name*; empty where one of its characters has none."""
    letters = [_initial(char) for char in name]
    return "".join(letters) if all(letters) else ""


def _initial(char: str) -> str:
    if char.isascii():
        return char.lower() if char.isalnum() else ""
    try:
        code = char.encode("gb2312")
    except UnicodeEncodeError:
        return ""
    starts = _codes(_FIRST)
    if len(code) != 2 or not starts[0] <= code <= _codes(_LAST)[0]:
        return ""
    return _LETTERS[bisect_right(starts, code) - 1]


@lru_cache(maxsize=2)  # most commands ask for no initials, and do without the table
def _codes(characters: str) -> list[bytes]:
    return [char.encode("gb2312") for char in characters]
