"""Numbers in Chinese numerals and in digits of any width."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING

from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.words import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_DIGITS = "零一二三四五六七八九"
_ZEROS = "零〇○◯"
_DIGIT_VALUES = (
    {char: value for value, char in enumerate(_DIGITS)} | dict.fromkeys(_ZEROS, 0) | {"两": 2}
)
_UNITS = {"十": 10, "百": 100, "千": 1000}
#: Signs of another hand: 廿一 is 二十一, 捌 is 八 as cheques have it.
_OTHER_SIGNS = str.maketrans(
    {
        "廿": "二十",
        "卅": "三十",
        "卌": "四十",
        **dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True)),
        **dict(zip("貳參叄陸", "二三三六", strict=True)),
    }
)


def chinese_number(number: int) -> str:
    """1 → 一, 10 → 十, 21 → 二十一, 105 → 一百零五 (up to 9999)."""
    if not 0 <= number <= 9999:
        raise ValueError(number)
    if number < 10:
        return _DIGITS[number]
    if number < 20:
        return "十" + (_DIGITS[number - 10] if number > 10 else "")
    char = max((char for char in _UNITS if _UNITS[char] <= number), key=_UNITS.__getitem__)
    head, rest = divmod(number, _UNITS[char])
    zero = "零" if rest and rest < _UNITS[char] // 10 else ""
    one = "一" if 10 <= rest < 20 else ""
    return _DIGITS[head] + char + zero + one + (chinese_number(rest) if rest else "")


def ranges(ids: Sequence[str]) -> str:
    """Numbers in their order, three or more in a row as a range: ``1至26、28、4-9``."""
    runs: list[list[str]] = []
    for number in ids:
        last = runs[-1][-1] if runs else ""
        if number.isdecimal() and last.isdecimal() and int(number) == int(last) + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    return "、".join(f"{r[0]}至{r[-1]}" if len(r) > 2 else "、".join(r) for r in runs)


#: An id that counts within its section: 2-5, 2-5.1, and 2-5(6) where 6 is printed before it.
_IN_SECTION = pattern(r"([1-9]\d{0,2})-(\d.*)")


def nth(numbers: str | Iterable[str]) -> str:
    """Task numbers as a sentence cites them: ``第8、9项``, ``第二部分第1、5项、第三部分第2项``.

    ``第2-5项`` would be read as the items from 2 to 5.

    Parameters:
        numbers: one, several joined by ``、``, or a list of them.
    """
    ids = numbers.split("、") if isinstance(numbers, str) else numbers
    parted = [
        (m[1], m[2]) if "-" in one and (m := _IN_SECTION.fullmatch(one)) else ("", one)
        for one in ids
    ]
    return "、".join(
        f"{f'第{chinese_number(int(section))}部分' if section else ''}"
        f"第{'、'.join(number for _, number in inside)}项"
        for section, inside in groupby(parted, lambda one: one[0])
    )


def tenths(figure: float) -> str:
    """*figure*, not negative, half up to one decimal, a whole one without it: ``50.5`` ``12``."""
    whole, part = divmod(math.floor(figure * 10 + 0.5), 10)
    return f"{whole}.{part}" if part else str(whole)


def parse_number(text: str) -> int | None:
    """The number that *text* writes in digits of any width or in Chinese; ``None`` if none."""
    text = folded(text)
    if text.isascii():
        return int(text) if text.isdigit() and len(text) < 10 else None
    text = text.translate(_OTHER_SIGNS)
    if _is_digit_by_digit(text):
        return int("".join(str(_DIGIT_VALUES[char]) for char in text))
    total, digit, smallest = 0, None, 10_000
    for char in text:
        if char in _DIGIT_VALUES:
            if digit:
                return None
            digit = _DIGIT_VALUES[char]
        elif char in _UNITS and _UNITS[char] < smallest:
            smallest = _UNITS[char]
            total += (1 if digit is None else digit) * smallest
            digit = None
        else:
            return None
    return total + (digit or 0)


def _is_digit_by_digit(text: str) -> bool:
    """Whether *text* says its digits one by one: 二〇, 一〇五. Without a nought it is a guess."""
    return 1 < len(text) < 10 and set(text) <= set(_DIGIT_VALUES) and bool(set(text) & set(_ZEROS))
