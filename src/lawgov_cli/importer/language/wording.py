"""Chinese prose: what is inside brackets and quotes, and where sentences end."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from lawgov_cli.base.tuples import NamedTuple

#: Opening mark → its kind. Half and full width count as one kind: documents mix them.
_OPENING = {
    "(": "round",
    "（": "round",
    "﹙": "round",
    "[": "square",
    "［": "square",
    "〔": "square",
    "【": "lens",
    "《": "title",
    "〈": "angle",
    "“": "quote",
    "‘": "single",
    "「": "corner",
    "『": "white",
}
_CLOSING = {
    ")": "round",
    "）": "round",
    "﹚": "round",
    "]": "square",
    "］": "square",
    "〕": "square",
    "】": "lens",
    "》": "title",
    "〉": "angle",
    "”": "quote",
    "’": "single",
    "」": "corner",
    "』": "white",
}
_STRAIGHT = '"'
_MARKS = re.compile(f"[{re.escape(''.join((*_OPENING, *_CLOSING, _STRAIGHT)))}]")

#: Pairs wider than this are taken for slips of the pen, so that one stray mark cannot swallow
#: a paragraph.
_WIDEST = {"round": 900, "square": 900, "lens": 900}
_WIDEST_QUOTE = 240
_DEEPEST = 6

#: Stands for every character inside a pair in :func:`masked`.
HIDDEN = "□"

#: Traditional characters of the words that the importer looks for, as some mirrors serve them.
_SIMPLIFIED = str.maketrans(
    "牽頭單責負門辦協參與導領實進時間節點務職區縣鎮鄉廳會黨員機構體關發農業財稅總團聯處廠場館學園"
    "開銀電網鐵郵險條應統籌組織規報資產衛煙運輸號屬貫徹現將於見給請書圍據權範個並後營標準環貿審檢監證"
    "狀態題難況階問動預轉設練執決調訴議訪隱誠隊訓辦類評識",
    "牵头单责负门办协参与导领实进时间节点务职区县镇乡厅会党员机构体关发农业财税总团联处厂场馆学园"
    "开银电网铁邮险条应统筹组织规报资产卫烟运输号属贯彻现将于见给请书围据权范个并后营标准环贸审检监证"
    "状态题难况阶问动预转设练执决调诉议访隐诚队训办类评识",
)

_SIMPLIFIED |= {
    code: plain
    for code in (*range(0x2E80, 0x2FD6), *range(0xF900, 0xFB00))
    if len(plain := unicodedata.normalize("NFKC", chr(code))) == 1 and ord(plain) != code
}

_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff\u00ad"))
#: What says that there are none.
_NOTHING = re.compile(r"(?:暂?无|不涉及|[/\\－—-]{1,3})")
_DITTO = re.compile(r"[同见如]上(?:一?[项行条栏格])?|[同见如]前|[〃″”\"]")
_SENTENCE = re.compile("[^。！？；;]*[。！？；;]+|[^。！？；;]+")


class Pair(NamedTuple):
    """A matched pair of brackets or quotes: where it opens, and the position after it closes."""

    start: int
    end: int
    kind: str


@lru_cache(maxsize=4096)
def pairs(text: str) -> list[Pair]:
    """The matched pairs that lie in no other, in order; marks without a partner are passed over."""
    found: list[Pair] = []
    for pair in sorted(_matched(text)):
        if not found or pair.start >= found[-1].end:
            found.append(pair)
    return found


def inner_pairs(text: str) -> list[Pair]:
    """The matched pairs, outer ones before those inside them; none nested deeper than people do."""
    found: list[Pair] = []
    around: list[int] = []
    for pair in sorted(_matched(text), key=lambda pair: (pair.start, -pair.end)):
        while around and around[-1] <= pair.start:
            around.pop()
        if len(around) < _DEEPEST:
            found.append(pair)
        around.append(pair.end)
    return found


@lru_cache(maxsize=4096)
def _matched(text: str) -> list[Pair]:
    """Every matched pair; kept, since one text is asked about many times (never changed)."""
    found: list[Pair] = []
    open_at: list[tuple[int, str]] = []
    waiting: dict[str, int] = {}
    for mark in _MARKS.finditer(text):
        at, char = mark.start(), mark[0]
        kind = _OPENING.get(char, "")
        closes = _CLOSING.get(char, "")
        if char == _STRAIGHT:
            kind, closes = ("", "straight") if waiting.get("straight") else ("straight", "")
        if kind:
            open_at.append((at, kind))
            waiting[kind] = waiting.get(kind, 0) + 1
        elif closes and waiting.get(closes):
            start = _popped(open_at, waiting, closes)
            if at - start <= _WIDEST.get(closes, _WIDEST_QUOTE):
                found.append(Pair(start, at + 1, closes))
    return found


def _popped(open_at: list[tuple[int, str]], waiting: dict[str, int], kind: str) -> int:
    """Where the innermost open *kind* stands; what was opened after it has no partner."""
    while True:
        start, opened = open_at.pop()
        waiting[opened] -= 1
        if opened == kind:
            return start


def unmatched(text: str) -> list[int]:
    """Where brackets stand that have no partner (quotes are not looked at)."""
    kinds = {"round", "square", "lens"}
    open_at: list[tuple[int, str]] = []
    found: list[int] = []
    for mark in _MARKS.finditer(text):
        at, char = mark.start(), mark[0]
        if _OPENING.get(char) in kinds:
            open_at.append((at, _OPENING[char]))
        elif (closes := _CLOSING.get(char)) in kinds:
            if any(kind == closes for _, kind in open_at[-3:]):
                while open_at[-1][1] != closes:
                    found.append(open_at.pop()[0])
                open_at.pop()
            else:
                found.append(at)
    return sorted([*found, *(at for at, _ in open_at)])


@lru_cache(maxsize=4096)
def masked(text: str) -> str:
    """*text* with each character inside a pair, its marks too, replaced by :data:`HIDDEN`."""
    parts, at = [], 0
    for pair in pairs(text):
        parts += [text[at : pair.start], HIDDEN * (pair.end - pair.start)]
        at = pair.end
    return "".join([*parts, text[at:]])


def sentences(text: str) -> list[str]:
    """*text* cut after 。！？；; outside quotes and brackets; joined they are *text* again."""
    return [text[m.start() : m.end()] for m in _SENTENCE.finditer(masked(text))]


def is_ditto(text: str) -> bool:
    """Whether a cell's *text* only points to the row above: 同上, 〃."""
    return bool(_DITTO.fullmatch(text.strip(" 。.！!；;，,、…")))


def is_nothing(text: str) -> bool:
    """Whether *text* stands where names or a date could, and says that there are none: 无, /."""
    return bool(_NOTHING.fullmatch(text.strip(" \t\n\u3000\u00a0。；;，,、")))


def simplified(text: str) -> str:
    """*text*, character for character, with the importer's words in simplified characters."""
    return text.translate(_SIMPLIFIED)


def seen(text: str) -> str:
    """*text* without the characters of no width that web pages leave between others."""
    return text.translate(_NO_WIDTH)


def folded(text: str) -> str:
    """*text* as compared: look-alike characters, widths, blanks and brackets made one."""
    return unicodedata.normalize("NFKC", simplified(bare(text)))


def bare(text: str) -> str:
    """*text* without white space: what stays the same however a document is laid out."""
    return "".join(seen(text).split())
