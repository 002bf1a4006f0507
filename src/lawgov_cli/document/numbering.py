"""Lines → blocks: where a number stands at the head of a heading or an item.

Understood: ``一、`` ``（一）`` ``1.`` ``1．`` ``1、`` ``（1）`` ``1）`` ``①`` ``1.1``
``第一条`` and their variants in half and full width. A number inside a line counts only where the
document has lost its line breaks, and only in sequence.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.document.frame import ends_as_title
from lawgov_cli.document.places import starts_with_role
from lawgov_cli.document.wording import HIDDEN, masked, pairs
from lawgov_cli.text import parse_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_cli.document.lines import Line

_CN = "[一二三四五六七八九十百零〇]{1,5}"
_BLANKS = r"[ \t\u3000\u00a0]{0,4}"
_MARK = re.compile(
    rf"""(?P<star>[★☆▲△※*＊]?{_BLANKS})
    (?: 第(?P<word>{_CN}|[0-9０-９]{{1,3}}){_BLANKS}(?P<of>章|节|条|部分|篇)(?:[、：:．.]|{_BLANKS})
    | (?P<cn>{_CN}){_BLANKS}(?P<cn_sep>[、．.﹒・，,])
    | [（(〔]{_BLANKS}(?P<cn_round>{_CN}){_BLANKS}[）)〕]、?
    | (?P<dotted>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,3}})(?![0-9])[、.．]?
    | (?P<num>[0-9０-９]{{1,3}}){_BLANKS}(?P<num_sep>[、．.﹒・，,])
    | [（(〔]{_BLANKS}(?P<num_round>[0-9０-９]{{1,3}}){_BLANKS}[）)〕]、?
    | (?P<num_half>[0-9０-９]{{1,2}})[）)]、?
    | (?P<num_blank>[0-9０-９]{{1,2}})(?=[ \t\u3000]{{1,4}}[\u4e00-\u9fff“])
    | (?P<cn_one>[㈠-㈩]) | (?P<num_one>[⑴-⒇]) | (?P<num_dot>[⒈-⒛])
    | (?P<circle>[①-⑳])[、．.]?
    ){_BLANKS}""",
    re.VERBOSE,
)
_KINDS = (
    *("cn", "cn_round", "dotted", "num", "num_round", "num_half"),
    *("cn_one", "num_one", "num_dot", "num_blank", "circle"),
)
_SAME = {"cn_one": "cn_round", "num_one": "num_round", "num_dot": "num", "num_blank": "num"}
#: After these a number is a quantity or a date, not a label.
_QUANTITY = re.compile(
    r"[0-9０-９.．,，]{0,9}\s?(?:[亿万倍吨米℃岁%％‰]|[千百](?=[瓦克米万亿])|公[里斤顷]|平方|立方"
    "|个(?![人性体])|家(?!庭)|项(?!目)|元(?!素)|年(?!度)|月|日(?!常)|周[年岁]|至|-|~|～|—)"
)
_LONG_NUMBER = re.compile(r"\d{3,}|\d{1,2}月")
_ENUMERATION = re.compile(rf"{_CN}、")
_WEAK = frozenset("，,")
_DOT = re.compile("[.．]")
_STOP = re.compile("[。；！？]")
_COMMA = re.compile("[，。；：、]")
_DIGITS_ONLY = re.compile(rf"(?P<num>[0-9]{{1,2}}){_BLANKS}(?P<num_sep>[.．])")
_CANDIDATE = re.compile(rf"第{_CN}[章节条]|[（(〔]?(?:{_CN}|[0-9]{{1,3}})[）)〕、．.﹒]|[①-⑳]")
#: Notations by rank, as the rules for official documents give them; the first are headings.
_RANKS = (
    *("部分", "篇", "章", "节", "cn", "条", "cn_round", "num"),
    *("dotted1", "dotted2", "dotted3", "num_half", "num_round", "circle"),
)
_HEADINGS = frozenset(_RANKS[:7])
#: The rank of （一）: what is numbered so, or lower, may lie below a heading without a number.
GROUP_RANK = _RANKS.index("cn_round")

#: A line longer than this has lost its line breaks if headings stand inside it.
_RUN_TOGETHER = 800
#: A document with no more lines than this has lost them.
_FEW_LINES = 3
#: How far back a sentence that names units may begin.
_FAR = 160
_CLOSED = re.compile("[。；！？）)】〕］]")
_SENTENCE_END = frozenset("。！？；;：:）)〕］】]”" + HIDDEN)


class Mark(NamedTuple):
    """A number at the head of a block.

    Attributes:
        raw: as printed, with what surrounds it: ``（一）`` ``1． `` ``第三条　``.
        label: the number as printed: ``一`` ``1`` ``三``.
        kind: the notation; marks of one kind are of one rank.
        value: the number meant.
    """

    raw: str
    label: str
    kind: str
    value: int

    @property
    def rank(self) -> int:
        """0 for the highest notation, more for those below it."""
        return _RANKS.index(self.kind)

    @property
    def form(self) -> str:
        """``（{label}）``: how the label is printed."""
        before, _, after = self.raw.partition(self.label)
        return f"{before}{{label}}{after}"


class Block(NamedTuple):
    """A numbered item's first paragraph, or a paragraph without a number.

    Attributes:
        mark: its number; ``None`` for a paragraph.
        text: what follows the number.
        line: the line it begins on.
        newline: whether it begins a line; ``False`` where line breaks were lost.
    """

    mark: Mark | None
    text: str
    line: int
    newline: bool = True

    @property
    def printed(self) -> str:
        """Number and text, without the line break before them."""
        return f"{self.mark.raw}{self.text}" if self.mark else self.text


def printed(blocks: Iterable[Block]) -> str:
    """The text that *blocks* were cut from: wrapped lines joined, empty lines gone."""
    return "".join(f"\n{b.printed}" if b.newline else b.printed for b in blocks)


def leading_mark(text: str, at: int = 0) -> Mark | None:
    """The number at the head of *text*, if it is a label and not a quantity."""
    match = _MARK.match(text, at)
    if match and match["dotted"] and _is_quantity(text, match.end()):
        match = _DIGITS_ONLY.match(text, at)
    if match is None:
        return None
    parts = match.groupdict()
    if parts.get("word"):
        return _mark(match, match["word"], match["of"])
    kind = next(kind for kind in _KINDS if parts.get(kind))
    if not _is_label(kind, match, text):
        return None
    dots = len(_DOT.findall(match[kind])) if kind == "dotted" else ""
    return _mark(match, match[kind], f"{_SAME.get(kind, kind)}{dots}")


def _is_quantity(text: str, at: int) -> bool:
    """Whether what stands at *at* makes the number before it a quantity or a date."""
    return at >= len(text) or bool(_QUANTITY.match(text, at))


def _is_label(kind: str, match: re.Match[str], text: str) -> bool:
    """Whether a number with a separator is a label: not ``2.5亿``, ``1、2号``, ``3,000``."""
    end = match.end()
    if kind == "cn":
        return not _ENUMERATION.match(text, end) and match["cn_sep"] not in _WEAK
    if kind == "num" and text[end : end + 1].isdigit():
        return match["num_sep"] in ".．﹒" and bool(_LONG_NUMBER.match(text, end))
    if kind == "num":
        return end < len(text) or match["num_sep"] not in _WEAK
    return kind != "num_blank" or (not _is_quantity(text, end) and _is_short(text[end:]))


def _is_short(rest: str) -> bool:
    """Whether what follows a number without a separator is a heading: ``2 重点任务``."""
    return len(rest) <= 30 and not _COMMA.search(rest)


def _mark(match: re.Match[str], label: str, kind: str) -> Mark | None:
    plain = unicodedata.normalize("NFKC", label)
    value = parse_number(_DOT.split(plain.strip("()."))[-1])
    return Mark(match[0], label, kind, value) if value else None


def blocks(lines: Iterable[Line]) -> list[Block]:
    """Every line as a block, or as several where line breaks were lost."""
    lines = list(lines)
    cutter = _Cutter(_RUN_TOGETHER if len(lines) > _FEW_LINES else 0)
    return list(_filled(block for line in lines for block in cutter.cut(line)))


def _filled(found: Iterable[Block]) -> Iterator[Block]:
    """The blocks, with a number that stands alone on its line put before the line below."""
    lone: Block | None = None
    for block in found:
        if lone and lone.mark:
            if block.mark is None:
                mark = lone.mark._replace(raw=f"{lone.mark.raw}\n")
                yield Block(mark, block.text, lone.line, lone.newline)
                lone = None
                continue
            yield _unmarked(lone)
        lone = block if block.mark and not block.text else None
        if lone is None:
            yield block
    if lone:
        yield _unmarked(lone)


def _unmarked(block: Block) -> Block:
    return block._replace(mark=None, text=block.mark.raw.strip() if block.mark else block.text)


class _Cutter:
    """Cuts lines into blocks; remembers the numbers seen, since inside a line only the next counts.

    Parameters:
        shortest: how long a line must be to have lost its line breaks.
    """

    def __init__(self, shortest: int) -> None:
        self.shortest = shortest
        self.last: dict[str, int] = {}
        self.ran: dict[str, int] = {}

    def cut(self, line: Line) -> Iterator[Block]:
        """The blocks of one line."""
        mark = leading_mark(line.text)
        if mark:
            self._seen(mark)
        starts = self._inside(line.text, mark)
        begin = 0
        for at, inner in [*starts, (len(line.text), None)]:
            text = line.text[begin + len(mark.raw if mark else "") : at]
            if mark or text:
                yield Block(mark, text, line.number, newline=begin == 0)
            begin, mark = at, inner

    def _seen(self, mark: Mark) -> None:
        """Take note of a number; those of lower rank begin again below it, or run on."""
        self.last[mark.kind] = self.ran[mark.kind] = mark.value
        if mark.kind in _RANKS:
            for lower in _RANKS[_RANKS.index(mark.kind) + 1 :]:
                self.last.pop(lower, None)

    def _inside(self, text: str, first: Mark | None) -> list[tuple[int, Mark]]:
        """Where blocks begin inside *text*, which itself begins with *first*."""
        before = dict(self.last), dict(self.ran)
        found = list(self._sequence(text, first))
        headings = [mark for _, mark in found if mark.kind in _HEADINGS]
        if len(text) >= self.shortest and (len(headings) >= 2 or len(found) >= 3):
            return found
        self.last, self.ran = before
        if found and first and first.kind in _HEADINGS and _follows_heading(text, first, found[0]):
            self._seen(found[0][1])
            return found[:1]
        return []

    def _sequence(self, text: str, first: Mark | None) -> Iterator[tuple[int, Mark]]:
        """The numbers inside *text* that stand where a block can begin and come next in order."""
        outer = pairs(text)
        hidden = masked(text)
        opens = {pair.start for pair in outer}
        current = (0, first) if first else None
        for match in _CANDIDATE.finditer(text):
            at = match.start()
            if not at or (hidden[at] == HIDDEN and at not in opens):
                continue
            mark = leading_mark(text, at)
            if mark is None or mark.kind not in _RANKS:
                continue
            here = (at, mark)
            before = text[max(0, at - _FAR) : at].rstrip()
            if self._is_next(mark) and (
                _ends(before)
                or (current is None and ends_as_title(before))
                or (
                    current is not None
                    and _follows_heading(text[current[0] :], current[1], (at - current[0], mark))
                )
            ):
                self._seen(mark)
                current = here
                yield here

    def _is_next(self, mark: Mark) -> bool:
        """Whether a number comes next in order, in its own list or through the document."""
        return mark.value in {1, *(d.get(mark.kind, 0) + 1 for d in (self.last, self.ran))}


def _ends(before: str) -> bool:
    """Whether a block can begin behind *before*: behind a sentence or a list of units."""
    return before[-1:] in _SENTENCE_END or any(
        starts_with_role(stop.split(before)[-1]) for stop in (_STOP, _CLOSED)
    )


def _follows_heading(text: str, heading: Mark, inner: tuple[int, Mark]) -> bool:
    """Whether a number stands right behind a heading: ``一、总体要求（一）指导思想``."""
    at, mark = inner
    title = text[len(heading.raw) : at]
    lower = mark.kind in _RANKS and heading.kind in _RANKS[: _RANKS.index(mark.kind)]
    return lower and 0 < len(title) <= 60 and not _STOP.search(title)
