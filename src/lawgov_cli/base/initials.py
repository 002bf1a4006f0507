"""Pinyin initials of a name: ``sfj`` of 司法局, by the order of GB 2312.

Its common characters are sorted by their sound. A character with several sounds has the one that
it is sorted under; one that is not common has none.
"""

from __future__ import annotations

from bisect import bisect_right

#: The first character of each initial in the part of GB 2312 that is sorted by sound.
_FIRST = "啊芭擦搭蛾发噶哈击喀垃妈拿哦啪期然撒塌挖昔压匝"
_LETTERS = "abcdefghjklmnopqrstwxyz"
_STARTS = [char.encode("gb2312") for char in _FIRST]
_END = "座".encode("gb2312")


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
    if len(code) != 2 or not _STARTS[0] <= code <= _END:
        return ""
    return _LETTERS[bisect_right(_STARTS, code) - 1]
