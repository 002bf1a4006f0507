"""The words by which a document says who leads, who answers and by when.

``牵头单位：`` and its like stand before names; ``牵头`` ``配合`` ``按职责分工负责`` behind them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.document import role_words as words
from lawgov_cli.document.wording import HIDDEN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.document.role_words import Word

_LABELS = {label: word for word, listed in words.WHOLE.items() for label in listed} | {
    head + body: word
    for word, heads in words.BEFORE_BODY.items()
    for head in heads
    for body in words.BODY
}
_SHORT = {label: word for word, listed in words.SHORT.items() for label in listed}
_BEGINNINGS = frozenset("，,；;。、（(［[〔【 \t\n\u3000")
_LETTERS = "".join(sorted({char for label in _LABELS for char in label}))
#: A run that may be a label, blanks between its letters or not, and the colon behind it.
_LABEL = re.compile(
    rf"(?P<label>[{re.escape(_LETTERS)}](?:[ \u3000]{{0,2}}[{re.escape(_LETTERS)}]){{1,11}})"
    r"(?P<colon>\s{0,2}[：:]|[ \u3000]{1,4}(?=[^\s]))"
)


class Label(NamedTuple):
    """A label in a text: what it announces, where it stands, and where what it announces begins."""

    word: Word
    start: int
    end: int


def labels(text: str, hidden: str) -> Iterator[Label]:
    """The labels of *text* outside brackets (*hidden* is *text* masked)."""
    for match in _LABEL.finditer(text):
        end = match.end("label")
        found = _longest(match["label"], colon=not match["colon"].isspace())
        if found is None or hidden[end - 1] == HIDDEN:
            continue
        word, size, short = found
        start = end - size
        begins = start == 0 or text[start - 1] in _BEGINNINGS
        if begins or not (short or match["colon"].isspace()):
            yield Label(word, start, match.end())


def label_word(text: str) -> Word | None:
    """What *text*, the head of a column, announces as a label."""
    plain = "".join(text.split())
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
_VERBS = frozenset(words.LEADING + words.ANSWERING)
_TAILS = _VERBS.union(words.MANNERS)
_LONGEST_TAIL = max(map(len, _TAILS))


class Said(NamedTuple):
    """A clause without the words behind the names: what is left, and what the words were."""

    names: str
    verb: bool
    leads: bool


def without_verbs(clause: str) -> Said:
    """*clause* without 按职责分工负责 and its like at its end."""
    rest = clause.strip().rstrip("。.，,；; ")
    verb = False
    while tail := _tail(rest) or (verb and _manner(rest)):
        rest = rest[: -len(tail)].rstrip("、，, ")
        verb = verb or tail in _VERBS
        if tail in words.LEADING:
            return Said(rest, verb=True, leads=True)
    return Said(rest, verb, leads=False)


def _manner(text: str) -> str:
    """What *text* ends with that says how: 按职责分工, 在各自职责范围内."""
    match = _MANNER.search(text)
    return match[0] if match and match.start() else ""


def _tail(text: str) -> str:
    for size in range(min(_LONGEST_TAIL, len(text)), 1, -1):
        if text[-size:] in _TAILS:
            return text[-size:]
    return ""
