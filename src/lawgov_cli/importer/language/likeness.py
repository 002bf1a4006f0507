"""How alike two texts, or two names, are; only ever used to suggest, never to decide."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_BRACKET = re.compile(r"[（(][^（）()]*[）)]")
#: What an office leaves off the end of a name, and off its beginning.
_ENDINGS = ("公室", "公厅", "室", "厅", "员会")
_BEGINNINGS = ("国家", "省", "市", "区", "县", "自治区", "镇", "全国", "旗", "州")
_LARGEST_BUCKET = 80
#: Bodies within the body that they are named behind: 市国资委党委, 东湖区委, 市政府办.
_WITHIN = re.compile(
    "(?:(?:机关)?党(?:委|组|工委|总支|支部)|(?<=[省市区县州旗镇乡])委|(?<=[府委局厅])办|[纪团]委|工会)"
)


def likeness(one: str, other: str) -> float:
    """From 0 (nothing in common) to 1 (the same): the share of pairs of letters in common."""
    first, second = _pairs(one), _pairs(other)
    total = sum(first.values()) + sum(second.values())
    return 2 * sum((first & second).values()) / total if total else float(one == other)


def is_near(one: str, other: str) -> bool:
    """Whether one letter, changed, left out or put in, makes *other* of *one*."""
    if abs(len(one) - len(other)) > 1:
        return False
    same = [a == b for a, b in zip(one, other, strict=False)]
    at, longer = (*same, False).index(False), len(one) - len(other)
    return one[at + (longer >= 0) :] == other[at + (longer <= 0) :]


def _pairs(text: str) -> Counter[str]:
    text = bare(text)
    return Counter(text[at : at + 2] for at in range(len(text) - 1))


def near_names(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """Names that may be other spellings: (the spelling, the full name), each spelling once.

    The longer of two is the full name, unless all it has more is in brackets; of two as long,
    the commoner.
    """
    told: set[str] = set()
    single = [name for name in counts if "等" not in name]
    for one, other in _candidates(single):
        rank = sorted((one, other), key=lambda name: (len(name), counts[name], name == one))
        if _BRACKET.sub("", rank[1]) == rank[0]:
            rank.reverse()
        within = rank[1].startswith(rank[0]) and _WITHIN.fullmatch(rank[1], len(rank[0]))
        if rank[0] not in told and not within:
            told.add(rank[0])
            yield rank[0], rank[1]


def _candidates(names: list[str]) -> Iterator[tuple[str, str]]:
    known = set(names)
    letters: dict[str, str] = {}
    plain: dict[str, str] = {}
    for name in names:
        for table, key in ((letters, "".join(sorted(name))), (plain, _BRACKET.sub("", name))):
            if table.setdefault(key, name) != name:
                yield name, table[key]
        for whole in (*(name + e for e in _ENDINGS), *(b + name for b in _BEGINNINGS)):
            if whole in known:
                yield name, whole
    for name in names:
        less = {name[:at] + name[at + 1 :] for at in range(len(name))} & known
        yield from ((short, name) for short in less if len(short) > 2)
    yield from _shortened(names)


def _shortened(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """A short form and the full name whose letters it takes in order: 市发改委, 市发展改革委."""
    buckets: dict[tuple[str, str], list[str]] = {}
    for name in names:
        if len(name) > 3:
            buckets.setdefault((name[0], name[-1]), []).append(name)
    for bucket in buckets.values():
        for short in bucket[:_LARGEST_BUCKET]:
            for full in bucket[:_LARGEST_BUCKET]:
                if len(short) < len(full) and _in_order(short, full):
                    yield short, full


def _in_order(short: str, full: str) -> bool:
    letters = iter(full)
    return all(letter in letters for letter in short)


def misprints(title: str, body: str, everywhere: Counter[str]) -> Iterator[tuple[str, str]]:
    """Letters in *title* that stand where *body* has another: (as printed, as in the text).

    A letter counts if the letters on both sides are the same several times in the body, and the
    title's version stands nowhere else.

    Parameters:
        everywhere: how often each run of three letters stands in the whole document.
    """
    usual: dict[tuple[str, str], Counter[str]] = {}
    for at in range(len(body) - 2):
        usual.setdefault((body[at], body[at + 2]), Counter())[body[at + 1]] += 1
    for at in range(len(title) - 2):
        left, letter, right = title[at], title[at + 1], title[at + 2]
        common = usual.get((left, right), Counter()).most_common(1)
        if common and common[0][0] != letter and common[0][1] > 1:
            run = left + letter + right
            if everywhere[run] == 1 and run.isalpha() and common[0][0].isalpha():
                yield left + letter, left + common[0][0]
