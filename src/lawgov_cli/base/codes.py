"""Short codes over data: letters and digits that no one mistakes for each other."""

from __future__ import annotations

import re
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Without 0 and O, 1 and I.
_ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
_BITS = 5
_WORD = re.compile(r"[^\W_]+")


def code_of(data: bytes, length: int) -> str:
    """*length* characters that stand for *data*: the same for the same data."""
    return spelled(int.from_bytes(sha256(data).digest(), "big"), length)


def spelled(number: int, length: int) -> str:
    """The lowest ``5 × length`` bits of *number* as *length* characters."""
    places = range(_BITS * (length - 1), -1, -_BITS)
    return "".join(_ALPHABET[number >> place & (1 << _BITS) - 1] for place in places)


def number_of(code: str) -> int:
    """The number that *code* spells.

    Raises:
        ValueError: it is no code.
    """
    number = 0
    for letter in code:
        number = number << _BITS | _ALPHABET.index(letter)
    return number


def words_code(lines: Iterable[str], length: int) -> str:
    """A code over the letters and digits of *lines*: marks and spaces may be set otherwise."""
    return code_of("".join(_WORD.findall("\n".join(lines))).encode("utf-8", "replace"), length)
