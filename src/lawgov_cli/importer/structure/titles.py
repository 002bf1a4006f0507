"""Titles that were set on several lines, put together."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.wording import bare, simplified
from lawgov_cli.importer.structure.frame import is_date, is_issue, is_signature, is_title, number_in

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
#: A line that breaks off in the name of what a notice brings.
_BRINGING = re.compile("关于(?:印发|下发|转发|做好|开展|认真)[^》]*$")
_YEAR = re.compile(r"20\d\d年")
#: The years of a document in brackets below its title.
_PERIOD = re.compile(
    r"[（(〔]\s?20\d\d\s?年?(?:\s?[-—–~～至]{1,2}\s?20\d\d\s?年)?(?:度|[1-9]\d?月|[上下]半年)?\s?[）)〕]"
)
#: Words that titles end with and that may be the middle of one: 工作 above 实施方案.
_MIDDLE = re.compile("(?:工作|任务|目标|实施|行动|建设|要求|部署|举措|政策|事项|措施|计划|规划)$")
#: A line that goes on with a title that could end before it: 实施方案 above 重点任务分工.
_GOES_ON = re.compile(
    "(?:重点|主要|年度|工作|目标|任务){0,3}(?:任务|责任|工作)(?:分工|分解|责任)(?:方案|表|清单|台账)?"
)
#: A title and a number, each of which might stand on a line of its own.
_WITH_NUMBER = re.compile(
    r"(?P<title>[^（(]{6,60})(?P<behind>[（(][^（()）]{1,16}[〔\[［]20\d\d[〕\]］]\d{1,4}号[）)])"
    r"|(?P<before>[^\s（(]{1,16}[〔\[［]20\d\d[〕\]］]\d{1,4}号)[ \u3000\t]+(?P<below>\S.{5,60})"
)
#: Characters set apart by blanks: 工 作 要 点.
_APART = re.compile(r"\S(?:[ \u3000]+\S){5,}")
_HEAD = 60
_PLACE = re.compile("[\u4e00-\u9fff]{2,4}[省市县区州旗].{2}")
#: A line shorter than this is no half of a title, unless it says 关于 or names a place.
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


def parted(text: str) -> list[str]:
    """A line of the head as the lines it might have been: a title and a number beside it apart."""
    together = "".join(text.split())
    if _APART.fullmatch(text) and is_title(together):
        return [together]
    match = _WITH_NUMBER.fullmatch(text)
    if match is None:
        return [text]
    parts = [match["title"] or match["before"], match["behind"] or match["below"]]
    return parts if any(is_title(part) for part in parts) else [text]


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
            if is_title(part[0]) and _GOES_ON.fullmatch(part[1]) and count == 2:
                return count
            if _PERIOD.fullmatch(part[-1]) and (count == 2 or _is_open(part[:-1])):
                return count if is_title("".join(part[:-1])) else 1
    return 1


def _stands_alone(text: str) -> bool:
    """Whether a line is no part of a title; that of a row of a table is empty here."""
    dated = is_date(text) or is_issue(text)
    return not text or len(text) > 60 or bool(_PUNCTUATION.search(text)) or dated


def _ends(text: str, following: str) -> bool:
    """Whether a line is a title of its own, and no beginning of one that *following* goes on."""
    middle = _MIDDLE.search(text) and not _MIDDLE.search(following) and not following[0].isdigit()
    return is_title(text) and not (middle and not following.startswith("关于"))


def _is_open(part: Sequence[str]) -> bool:
    """Whether no line but the last could be a title, a number or a signature of its own.

    ``某市人民政府`` above ``关于…的意见`` is the beginning of the title, not a signature.
    """
    first, *others = part
    names_body = is_signature(first) and others[0].startswith("关于")
    ends = [_ends(text, following) for text, following in pairwise(part)]
    alone = [text for text, end in zip(part, ends, strict=False) if end or number_in(text)]
    signed = [text for text in part[:-1] if is_signature(text)]
    opens = names_body or "关于" in first or len(first) >= _LONG or bool(_PLACE.match(first))
    own = names_body and " " not in first and not _ISSUING.search(part[-1])
    goes_on = _BRINGING.search(part[-2]) and part[-1].endswith("的通知")
    dated = bool(_YEAR.search(part[-1])) and not (own or goes_on)
    bracket = first[:1] in "（(【" or first.endswith("文件") or dated
    return (
        opens and not alone and not bracket and (not signed or (names_body and signed == [first]))
    )
