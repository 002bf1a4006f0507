"""The words by which a document says who leads, who answers and by when.

``牵头单位：`` and its like stand before names; ``牵头`` ``配合`` ``按职责分工负责`` behind them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.importer.language import role_words as words
from lawgov_cli.importer.language.wording import HIDDEN, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.importer.language.role_words import Word

_LABELS = {label: word for word, listed in words.WHOLE.items() for label in listed} | {
    head + body: word
    for word, heads in words.BEFORE_BODY.items()
    for head in heads
    for body in words.BODY
}
_SHORT = {label: word for word, listed in words.SHORT.items() for label in listed}
#: A label in a box of its own, 【责任单位】, by what closes it.
_CLOSING = {"】": "【", "］": "［", "〕": "〔", "]": "["}
_BEGINNINGS = frozenset("，,；;。、（(［[〔【】］〕] \t\n\u3000●•◆■▪·◇—-*")
_LETTERS = "".join(sorted({char for label in _LABELS for char in label}))
#: A run that may be a label, blanks between its letters or not, and the colon behind it.
_LABEL = re.compile(
    rf"(?P<label>[{re.escape(_LETTERS)}](?:[ \u3000]{{0,2}}[{re.escape(_LETTERS)}]){{1,11}})"
    r"(?P<colon>\s{0,2}[：:∶︰﹕]|[】］〕\]][：:]?|为|[ \u3000]{1,4}(?=[^\s]))"
)


class Label(NamedTuple):
    """A label in a text: what it announces, where it stands, and where what it announces begins."""

    word: Word
    start: int
    end: int


def labels(text: str, hidden: str) -> Iterator[Label]:
    """The labels of *text* outside brackets (*hidden* is *text* masked)."""
    for match in _LABEL.finditer(simplified(text)):
        end = match.end("label")
        colon = match["colon"].strip()[:1]
        boxed = colon in _CLOSING
        found = _longest(match["label"], colon=bool(colon) and colon != "为")
        if found is None or (hidden[end - 1] == HIDDEN) != boxed:
            continue
        word, size, short = found
        start = end - size - boxed
        if boxed and (start < 0 or text[start] not in _CLOSING[colon]):
            continue
        begins = start == 0 or text[start - 1] in _BEGINNINGS
        if begins or not (short or colon in {"", "为"}):
            yield Label(word, start, match.end())


def label_word(text: str) -> Word | None:
    """What *text*, the head of a column, announces as a label."""
    plain = simplified("".join(text.split()))
    return _LABELS.get(plain) or _LABELS.get(plain.partition("（")[0].partition("(")[0])


def _longest(run: str, *, colon: bool) -> tuple[Word, int, bool] | None:
    """The longest label that *run* ends with, its length, and whether it is a short one."""
    for begin in range(len(run)):
        label = run[begin:].replace(" ", "").replace("\u3000", "")
        if run[begin].isspace():
            continue
        if label in _LABELS:
            return _LABELS[label], len(run) - begin, False
        if colon and label in _SHORT:
            return _SHORT[label], len(run) - begin, True
    return None


#: How something is done, said between names and verb in words of the office's own.
_MANNER = re.compile(
    "(?:按照?|依照?|依据|根据|结合|在(?=[^、，]{0,8}范围)|依法)[^、，,（）()]{0,14}$"
)
#: The same, where it stands for the verb too: A、B按职责分工.
_BY_DUTY = re.compile(
    "(?:按照?|依照?|根据)(?:各自)?(?:工作)?(?:职责|职能|分工)(?:职责|范围|分工)?$"
)
_VERBS = frozenset(words.LEADING + words.ANSWERING)
_TAILS = _VERBS.union(words.MANNERS)
_LONGEST_MANNER = 40
_LONGEST_TAIL = max(map(len, _TAILS))


class Said(NamedTuple):
    """A clause without the words behind the names: what is left, and what the words were."""

    names: str
    verb: bool = False
    leads: bool = False
    supports: bool = False


def without_verbs(clause: str) -> Said:
    """*clause* without 按职责分工负责 and its like at its end."""
    rest = clause.strip().rstrip("。.，,；; ")
    plain = simplified(rest)
    end = len(rest)
    tails: list[str] = []
    while tail := _tail(plain, end) or _manner(plain, end, behind_verb=bool(tails)):
        end -= len(tail)
        while end and plain[end - 1] in "、，, ":
            end -= 1
        tails.append(tail)
    verbs = [tail for tail in tails if tail not in words.MANNERS]
    return Said(
        rest[:end],
        bool(verbs),
        any(tail in words.LEADING for tail in verbs),
        bool(verbs) and verbs[0] in words.SUPPORTING,
    )


def _manner(text: str, end: int, *, behind_verb: bool) -> str:
    """What *text* up to *end* ends with that says how: 按职责分工, 在各自职责范围内."""
    match = (_MANNER if behind_verb else _BY_DUTY).search(text[max(0, end - _LONGEST_MANNER) : end])
    return match[0] if match and len(match[0]) < end else ""


def _tail(text: str, end: int) -> str:
    """The longest word at the end of *text* up to *end* that stands behind names."""
    for size in range(min(_LONGEST_TAIL, end), 1, -1):
        if text[end - size : end] in _TAILS:
            return text[end - size : end]
    return ""
