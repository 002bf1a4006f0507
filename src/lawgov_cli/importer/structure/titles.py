"""Titles that were set on several lines, put together."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.wording import bare, simplified
from lawgov_cli.importer.structure.frame import is_date, is_signature, is_title, number_in

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_PUNCTUATION = re.compile("[，。；！？：:;,]")
#: How a notice names the document it brings: all of 《…》, or the words up to 印发, 的通知.
_NAMED = re.compile(
    "《(?P<quoted>(?:[^《》]|《[^《》]{1,40}》){6,100})》"
    "|印发(?!《)(?P<heading>[^，。]{6,100}?)的通知|现将(?P<body>[^，。]{6,100}?)(?:印发|下发|转发)"
)
_SHORT_NAME = re.compile("[（(]以下(?:简|統|统)?[称稱][^（）()]{1,40}[）)]")
_ISSUING = re.compile("印发|下发|转发|制定")
_MARKS = re.compile(r"[《》〈〉“”\"'‘’\s]")
_YEAR = re.compile(r"20\d\d年")
_HEAD = 60
#: A line shorter than this is no half of a title, unless it says 关于.
_LONG = 10
_MOST = 4


def key(title: str) -> str:
    """*title* without marks and blanks: what stays the same inside 《》 and outside."""
    return simplified(_MARKS.sub("", title))


def named_titles(texts: Sequence[str]) -> set[str]:
    """The keys of the titles that *texts* name."""
    return {key(name) for text in texts for name in _names(text)}


def _names(text: str) -> Iterator[str]:
    for match in _NAMED.finditer(simplified(_SHORT_NAME.sub("", text))):
        name = match[match.lastgroup or 0].strip()
        whole = name[:1] == "《" and name.find("》") == len(name) - 1
        yield name[1:-1] if whole else name


def quoted_title(text: str) -> str:
    """The title of the document that *text*, a paragraph of a notice, brings."""
    return next(_names(text), "") if _ISSUING.search(text) else ""


def title_lines(texts: Sequence[str]) -> list[int]:
    """For each line, how many lines from it on make one title; 1 where it stands alone."""
    end = next((at for at, text in enumerate(texts) if leading_mark(text)), len(texts))
    end = min(end, _HEAD)
    quoted = named_titles(texts[:end])
    counts = [1] * len(texts)
    at = 0
    while at < end:
        counts[at] = _count(texts, at, end, quoted)
        at += counts[at]
    return counts


def _count(texts: Sequence[str], at: int, end: int, quoted: set[str]) -> int:
    """How many lines from *at* on make one title."""
    for count in range(_MOST, 1, -1):
        part = texts[at : min(at + count, end)]
        if len(part) == count and not any(map(_stands_alone, part)):
            whole = bare("".join(part))
            if key(whole) in quoted or (_is_open(part) and is_title(whole)):
                return count
    return 1


def _stands_alone(text: str) -> bool:
    """Whether a line is no part of a title; that of a row of a table is empty here."""
    return not text or len(text) > 60 or bool(_PUNCTUATION.search(text)) or is_date(text)


def _is_open(part: Sequence[str]) -> bool:
    """Whether no line but the last could be a title, a number or a signature of its own.

    ``某市人民政府`` above ``关于…的意见`` is the beginning of the title, not a signature.
    """
    first, *others = part
    names_body = is_signature(first) and others[0].startswith("关于")
    alone = [text for text in part[:-1] if is_title(text) or number_in(text)]
    signed = [text for text in part[:-1] if is_signature(text)]
    opens = names_body or "关于" in first or len(first) >= _LONG
    bracket = first[:1] in "（(【" or first.endswith("文件") or bool(_YEAR.search(part[-1]))
    return (
        opens and not alone and not bracket and (not signed or (names_body and signed == [first]))
    )
