"""What a file holds besides the words in its cells: it is not read, so it is told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class _Kind(NamedTuple):
    """A kind of thing: its word, in which parts it lies, and what is one of it there.

    Where ``mark`` is empty each part is one.
    """

    word: str
    parts: re.Pattern[str]
    mark: re.Pattern[bytes] | None = None


_KINDS = (
    _Kind(
        "处批注",
        re.compile(r"^(xl|word)/(comments/)?comments?\d*\.xml$"),
        re.compile(rb"<(?:\w+:)?comment "),
    ),
    _Kind("处批注", re.compile(r"^content\.xml$"), re.compile(rb"<office:annotation[ >]")),
    _Kind(
        "个文本框",
        re.compile(r"^xl/drawings/[^/]*\.xml$"),
        re.compile(rb"<(?:\w+:)?sp[ >](?:(?!</(?:\w+:)?sp>).)*?<a:t>\s*[^\s<]", re.DOTALL),
    ),
    _Kind("个文本框", re.compile(r"^content\.xml$"), re.compile(rb"<draw:text-box[ >]")),
    _Kind("张图片", re.compile(r"^(xl|word)/media/|^Pictures/", re.IGNORECASE)),
)


def unread(parts: Mapping[str, bytes]) -> list[str]:
    """``2处批注``, ``1张图片``: what of each kind the file of these *parts* holds."""
    return [f"{count}{kind.word}" for kind in _KINDS if (count := sum(_counts(parts, kind)))]


def _counts(parts: Mapping[str, bytes], kind: _Kind) -> Iterator[int]:
    for name, content in parts.items():
        if kind.parts.search(name):
            yield len(kind.mark.findall(content)) if kind.mark else 1
