"""The number at the head of a line: ``一、`` ``（一）`` ``1.`` ``①`` ``1.1`` ``第一条`` ``壹、``.

Variants in half and full width count as one; quantities and dates are no numbers of items.
"""

from __future__ import annotations

import re
import unicodedata

from lawgov_cli.base.numerals import parse_number
from lawgov_cli.base.tuples import NamedTuple

#: A Chinese numeral.
CHINESE = "[一二三四五六七八九十百千零〇]{1,8}"
#: A number of an item in digits, up to four; a year is none.
_NUMBER = "(?!(?:19|20)[0-9]{2})[1-9][0-9]{3}|[0-9０-９]{1,3}(?![0-9])"
_BLANKS = r"[ \t\u3000\u00a0]{0,4}"
_FORMAL = "[壹贰貳叁參叄肆伍陆陸柒捌玖拾]{1,3}"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_ROMAN = "[Ⅰ-Ⅻ]{1,2}|X?(?:IX|IV|VI{0,3}|I{1,3})|X"
#: Behind the number of a heading, a point or only a blank.
_BEHIND = rf"(?:{_BLANKS}[、．.﹒]|(?=[ \t\u3000]{{1,4}}[\u4e00-\u9fff]))"
#: What items are called before their number: 任务1：, 重点任务一：.
_NAMED = (
    "(?:重点|主要|专项)?(?:任务|事项|项目|举措|措施|工程|行动|课题|专题|板块"
    "|目标|方向|路径|模块|领域|环节|阶段|步骤|场景|主题)"
)
#: Behind it nothing, or a blank before a title.
_ALONE = r"(?=[ \t\u3000]{1,4}[\u4e00-\u9fff“《]|[ \t\u3000]*$)"
_MARK = re.compile(
    rf"""(?P<star>[★☆▲△※*＊]?{_BLANKS})
    (?: {_NAMED}(?:(?P<item_cn>{CHINESE})|(?P<item>{_NUMBER}))(?:{_BLANKS}[：:、．.]|{_ALONE})
    | {_NAMED}[（(](?P<item_round>{CHINESE}|{_NUMBER})[）)][：:、．.]?
    | 第(?P<nth>{CHINESE}|{_NUMBER})[项类步]{_BLANKS}[：:、．.]
    | 序号[：:]{_BLANKS}(?P<record>{_NUMBER})(?!\S)
    | 第(?P<word>{CHINESE}|{_FORMAL}|{_NUMBER}){_BLANKS}(?P<of>章|节|条|部分|篇)
      (?:[、：:．.]|{_BLANKS})
    | (?P<cn>{CHINESE}){_BLANKS}(?P<cn_sep>[、．.﹒・，,])
    | [（(〔]{_BLANKS}(?P<cn_round>{CHINESE}){_BLANKS}[）)〕]、?
    | [【\[［]{_BLANKS}(?:(?P<cn_square>{CHINESE})|(?P<num_square>{_NUMBER})){_BLANKS}[】\]］]、?
    | (?P<dashed>[0-9]{{1,2}}[-－—][0-9]{{1,2}})(?=[ \t\u3000]{{1,4}}[\u4e00-\u9fff“])
    | (?P<dotted>[0-9]{{1,2}}(?:[.．][0-9]{{1,2}}){{1,3}})(?![0-9])[、.．]?
    | (?P<num>{_NUMBER}){_BLANKS}(?P<num_sep>[、．.﹒・，,])
    | [（(〔]{_BLANKS}(?P<num_round>{_NUMBER}){_BLANKS}[）)〕]、?
    | (?P<num_half>[0-9０-９]{{1,2}})[）)]、?
    | (?P<num_blank>[0-9０-９]{{1,2}})(?=[ \t\u3000]{{1,4}}[\u4e00-\u9fff“])
    | (?P<cn_one>[㈠-㈩]) | (?P<num_one>[⑴-⒇]) | (?P<num_dot>[⒈-⒛])
    | (?P<circle>[①-⑳])[、．.]?
    | (?P<formal>{_FORMAL}){_BEHIND}
    | [（(〔]{_BLANKS}(?P<formal_round>{_FORMAL}){_BLANKS}[）)〕]、?
    | (?P<stem>[{_STEMS}]){_BLANKS}[、．.] | (?P<roman>{_ROMAN}){_BEHIND}
    | (?P<letter>[A-HJ-UWYZ]){_BLANKS}[、．.）)]
    | (?P<small>[a-z]){_BLANKS}[、．.）)]
    | (?P<bullet1>[◆❖■◇▶►➢]) | (?P<bullet2>[●○•▪])
    ){_BLANKS}""",
    re.VERBOSE,
)
_KINDS = (
    *("item_cn", "item", "item_round", "nth", "record", "dashed"),
    *("cn", "cn_round", "cn_square", "num_square", "dotted", "num", "num_round", "num_half"),
    *("cn_one", "num_one", "num_dot", "num_blank", "circle"),
    *("formal", "formal_round", "stem", "roman", "letter", "small", "bullet1", "bullet2"),
)
_SAME = {
    "record": "item",
    "item_round": "item_cn",
    "nth": "item_cn",
    "dashed": "dotted1",
    "cn_one": "cn_round",
    "num_one": "num_round",
    "num_dot": "num",
    "num_blank": "num",
}
#: After these a number is a quantity or a date, not a label.
_QUANTITY = re.compile(
    r"[0-9０-９.．,，]{0,9}\s?(?:[亿万倍吨米℃岁%％‰]|[千百](?=[瓦克米万亿])|公[里斤顷]|平方|立方"
    "|个(?![人性体])|家(?!庭)|项(?!目)|元(?!素)|年(?!度)|月|日(?!常)|周[年岁]|至|-|~|～|—)"
)
_VALUES = {sign: n for n, sign in enumerate("ABCDEFGHIJKLMNOPQRSTUVWXYZ", 1)} | {
    sign: n
    for signs in (
        _STEMS,
        ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII"),
    )
    for n, sign in enumerate(signs, 1)
}
_LONG_NUMBER = re.compile(r"\d{3,}|\d{1,2}(?:月|[A-Z])")
_ENUMERATION = re.compile(rf"{CHINESE}、")
#: Behind one of these that only looks like a number: 甲、乙双方, A.I., 甲、方案.
_LISTED = re.compile(rf"[A-Za-z0-9{_STEMS}壹贰貳叁參叄肆伍陆陸柒捌玖拾Ⅰ-Ⅻ]|$")
_WEAK = frozenset("，,")
_DOT = re.compile("[.．]")
_PARTS = re.compile("[-.—]")
_DIGITS_ONLY = re.compile(rf"(?P<num>[0-9]{{1,2}}){_BLANKS}(?P<num_sep>[.．])")
#: A number of an item that could be a year, where items run on so far.
_YEAR_NUMBER = re.compile(rf"((?:19|20)[0-9]{{2}}){_BLANKS}[、．.]{_BLANKS}(?=\D)")
_COMMA = re.compile("[，。；：、]")
#: Notations by rank, as the rules for official documents give them; the first are headings.
RANKS = (
    *("部分", "篇", "章", "节", "formal", "stem", "roman", "cn_square", "cn", "条"),
    *("cn_round", "formal_round", "item_cn", "item", "num_square", "num"),
    *("dotted1", "dotted2", "dotted3", "num_half", "num_round", "circle"),
    *("letter", "small", "bullet1", "bullet2", "name", "row"),
)
#: Signs, and a label, that count nothing.
BULLETS = frozenset({"bullet1", "bullet2", "name"})
#: Notations without a rank of their own: they lie below what they are first met below.
RANKLESS = frozenset({"formal", "formal_round", "stem", "roman", "letter", "small"}) | BULLETS
HEADINGS = frozenset(RANKS[: RANKS.index("cn_round") + 1])
#: The rank of （一）: what is numbered so, or lower, may lie below a heading without a number.
GROUP_RANK = RANKS.index("cn_round")


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
        return RANKS.index(self.kind)

    @property
    def form(self) -> str:
        """``（{label}）``: how the label is printed."""
        before, _, after = self.raw.partition(self.label)
        return f"{before}{{label}}{after}"


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


def year_mark(text: str, before: int) -> Mark | None:
    """The number at the head of *text* that reads like a year, if it comes next behind *before*."""
    match = _YEAR_NUMBER.match(text)
    found = _mark(match, match[1], "num") if match else None
    return found if found and found.value == before + 1 else None


def as_letter(mark: Mark, before: int) -> Mark:
    """*mark*, a letter where that comes next behind *before*: I behind H is no number one."""
    follows = mark.kind == "roman" and len(mark.label) == 1 and ord(mark.label) - 64 == before + 1
    return mark._replace(kind="letter", value=before + 1) if follows else mark


def may_be_year_mark(text: str) -> bool:
    """Whether *text* begins with a number of an item that could be a year."""
    return bool(_YEAR_NUMBER.match(text))


def _is_quantity(text: str, at: int) -> bool:
    """Whether what stands at *at* makes the number before it a quantity or a date."""
    return at >= len(text) or "A" <= text[at] <= "Z" or bool(_QUANTITY.match(text, at))


def _is_label(kind: str, match: re.Match[str], text: str) -> bool:
    """Whether a number with a separator is a label: not ``2.5亿``, ``1、2号``, ``3,000``."""
    end = match.end()
    if kind in BULLETS:
        return end < len(text)
    if kind == "cn":
        return not _ENUMERATION.match(text, end) and match["cn_sep"] not in _WEAK
    if kind == "num" and text[end : end + 1].isdigit():
        return match["num_sep"] in ".．﹒" and bool(_LONG_NUMBER.match(text, end))
    if kind == "num":
        return end < len(text) or match["num_sep"] not in _WEAK
    if kind in RANKLESS or kind.startswith("item"):
        blank = match[0].rstrip().endswith(match[kind])
        listed = kind in RANKLESS and _LISTED.match(text, end)
        return not listed and (not blank or _is_short(text[end:]))
    return kind not in {"num_blank", "dashed"} or (
        not _is_quantity(text, end) and _is_short(text[end:])
    )


def _is_short(rest: str) -> bool:
    """Whether what follows a number without a separator is a heading: ``2 重点任务``."""
    return len(rest) <= 30 and not _COMMA.search(rest)


def _mark(match: re.Match[str], label: str, kind: str) -> Mark | None:
    if kind in BULLETS:
        return Mark(match[0], label, kind, 1)
    plain = unicodedata.normalize("NFKC", label)
    value = _VALUES.get(plain.upper()) or parse_number(_PARTS.split(plain.strip("()."))[-1])
    return Mark(match[0], label, kind, value) if value else None
