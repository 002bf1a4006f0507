"""Spellings of a typed day brought into one: ``20230920``, ``上月20号`` → ``2023年9月20日``."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta

from lawgov_cli.base.dates import long_date

_NUMERALS = str.maketrans("零〇○◯o一二三四五六七八九", "00000123456789")
_CHINESE = re.compile("[零〇○◯一二三四五六七八九十廿卅][零〇○◯o一二三四五六七八九十廿卅]*")
_TEN = re.compile(r"(?<![0-9十])([1-9]?)十([1-9]?)(?![0-9十])")


def plainly(text: str) -> str:
    """Half width, digits, one spelling of each sign, no blanks."""
    text = unicodedata.normalize("NFKC", text).strip().lower()
    text = "".join(char for char in text if unicodedata.category(char) != "Cf")
    text = re.sub("[‐‑‒–−]", "-", text.replace("。", ".").replace("元月", "1月"))
    text = _CHINESE.sub(lambda match: _digits(match[0]), text)
    return re.sub(r"\s+", "", re.sub(r"(?<=[0-9])\s+(?=[0-9])", "-", text))


def _digits(numeral: str) -> str:
    """二〇二三 → 2023, 二十一 → 21, 廿 → 20."""
    digits = numeral.replace("廿", "二十").replace("卅", "三十").translate(_NUMERALS)
    return _TEN.sub(lambda match: f"{match[1] or 1}{match[2] or 0}", digits)


#: Spellings in signs and digits → the one in words.
_SIGNS = [
    (re.compile(pattern, re.ASCII), words)
    for pattern, words in (
        (r"([12]\d{3}|\d\d)([-/.])(\d{1,2})\2(\d{1,2})[日号]?\Z", r"\1年\3月\4日"),
        (r"((?:[12]\d{3}|\d\d)年)?(\d{1,2})[-/.](\d{1,2})[日号]?\Z", r"\1\2月\3日"),
        (r"([12]\d{3})(\d\d)(\d\d)\Z", r"\1年\2月\3日"),
        (r"([12]\d{3})(?:[-/.](\d{1,2})|年(\d{1,2})|(\d\d))\Z", r"\1年\2\3\4月"),
        (r"([12]\d{3})\Z", r"\1年"),
        (r"([12]\d{3})[-/.]?(?=q|h|第|\d季|[上下]半)", r"\1年"),
    )
]
_LETTERED = re.compile(r"(?:q(\d)|h([12]))\Z", re.ASCII)


def spelled(plain: str, today: date) -> str:
    """*plain* in words, its year still missing where none was typed.

    Parameters:
        today: the clock's day, on which 今年, 上月, 昨天 and 上周五 mean what they mean.
    """
    text = _on_the_clock(plain, today)
    for pattern, words in _SIGNS:
        text = pattern.sub(words, text, count=1) if pattern.match(text) else text
    return _LETTERED.sub(_lettered, text)


def _lettered(match: re.Match[str]) -> str:
    return f"{match[1]}季度" if match[1] else f"{'上下'[int(match[2]) - 1]}半年"


_DAYS = {
    "大前天": -3,
    "前天": -2,
    "昨天": -1,
    "昨日": -1,
    "yesterday": -1,
    "今天": 0,
    "今日": 0,
    "今": 0,  # 9月1日至今
    "today": 0,
    "明天": 1,
    "明日": 1,
    "tomorrow": 1,
    "后天": 2,
    "大后天": 3,
}
_YEARS = {"今": 0, "本": 0, "当": 0, "去": -1, "上": -1, "前": -2, "明": 1, "次": 1}
_TURNS = {"上": -1, "本": 0, "这": 0, "当": 0, "下": 1, "": 0}
_TURN_YEAR = re.compile("([今本当去上前明次])年")
_TURN_PART = re.compile("([上本这当下])个?(月|季度?)|(月|季度?)(?=[底末])")
_WEEK = re.compile(r"([上本这下])个?(?:周|星期|礼拜)([1-6日天])?\Z")


def _on_the_clock(text: str, today: date) -> str:
    """今年, 上月, 昨天 and 上周五 as what they mean on the clock's day."""
    if text in _DAYS:
        return long_date(today + timedelta(days=_DAYS[text]))
    if match := _TURN_YEAR.match(text):
        return f"{today.year + _YEARS[match[1]]}年{text[match.end() :]}"
    if match := _TURN_PART.match(text):
        turn, size = _TURNS[match[1] or ""], 1 if (match[2] or match[3]) == "月" else 3
        year, part = divmod((today.year * 12 + today.month - 1) // size + turn, 12 // size)
        return f"{year}年{part + 1}{'月' if size == 1 else '季度'}{text[match.end() :]}"
    match = _WEEK.match(text)
    if match and match[2]:
        weekday = "123456日".index(match[2].replace("天", "日"))
        return long_date(_monday(match, today) + timedelta(days=weekday))
    return text


def week(text: str, today: date) -> date | None:
    """The Monday of the whole week that *text* names, such as 上周; ``None`` where it does not."""
    match = _WEEK.match(text)
    return _monday(match, today) if match and not match[2] else None


def _monday(match: re.Match[str], today: date) -> date:
    return today + timedelta(days=7 * _TURNS[match[1]] - today.weekday())
