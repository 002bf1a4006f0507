"""The text of a filter → its words and signs, each with its place in the text.

Half and full width are alike. A connective is a word of its own; glued to a key (``且状态:推进中``)
or to a bracket (``推进中且(…)``) it is cut off, since there it cannot be anything else.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, TypeVar

from lawgov_cli.base.cells import cell_width, visible
from lawgov_cli.base.errors import FilterMistake, NotFound
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.filters.words import SEPARATORS

if TYPE_CHECKING:
    from collections.abc import Iterator

_Error = TypeVar("_Error", bound=NotFound)


class Sort(Enum):
    """What a token is."""

    WORD = "word"
    QUOTED = "quoted"
    SIGN = "sign"
    COMMA = "comma"
    OPEN = "("
    CLOSE = ")"
    AND = "and"
    OR = "or"
    NOT = "not"
    END = "end"


class Token(NamedTuple):
    """One word or sign: as typed, and where it begins. A quoted token is without its quotes."""

    sort: Sort
    text: str
    at: int


#: Full-width ASCII and the full-width blank → half width, one character for one.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20}

_CONNECTIVES = {
    **dict.fromkeys(("且", "并且", "而且", "并", "和", "与", "及", "and", "&", "&&"), Sort.AND),
    **dict.fromkeys(("或", "或者", "or", "|", "||"), Sort.OR),
    **dict.fromkeys(("非", "不是", "不", "not", "!"), Sort.NOT),
}
_SIGNS = {"==": "=", "<>": "!=", "≠": "!=", "≤": "<=", "≥": ">="}

_TOKEN = re.compile(
    rf"""(?P<blank>\s+)
    | "(?P<ascii>[^"]*)" | [“”](?P<double>[^“”]*)[“”] | ['‘’](?P<single>[^'‘’]*)['‘’]
    | (?P<quote>["“”'‘’])
    | (?P<open>\() | (?P<close>\)) | (?P<comma>[{SEPARATORS}])
    | (?P<sign><=|>=|==|!=|<>|[:=<>≠≤≥])
    | (?P<word>&&?|\|\|?|!|[^\s"“”'‘’():=<>≠≤≥&|!{SEPARATORS}]+)""",
    re.VERBOSE,
)
_SORTS = {
    **dict.fromkeys(("ascii", "double", "single"), Sort.QUOTED),
    "open": Sort.OPEN,
    "close": Sort.CLOSE,
    "comma": Sort.COMMA,
    "sign": Sort.SIGN,
}

_LINK = "并且|而且|(?<![并而])且|或者|或"
_BEFORE_SIGN = re.compile(rf"(?:(?P<head>.*)(?P<link>{_LINK}))?(?P<no>不是|非)?(?P<tail>.+)")
_BEFORE_OPEN = re.compile(rf"(?P<head>.*)(?P<link>{_LINK})(?P<no>不是|非)?(?P<tail>)")


class Source(NamedTuple):
    """The text of a filter; makes the errors that point into it."""

    text: str

    def wrong(self, at: int, sentence: str) -> FilterMistake:
        """An error at the place *at* (from 0)."""
        return FilterMistake(f"{self._pointer(at)}\n{visible(sentence)}")

    def placed(self, error: _Error, at: int) -> _Error:
        """*error* with the place *at* shown before its sentence."""
        error.args = (f"{self._pointer(at)}\n{visible(error.message)}",)
        return error

    def _pointer(self, at: int) -> str:
        """The text, or the part of it about *at*, and a caret below the place."""
        before, after = visible(self.text[:at]), visible(self.text[at:])
        if cell_width(before) > _MOST_BEFORE:
            while cell_width(before) > _MOST_BEFORE - 3:
                before = before[len(before) // 8 + 1 :]
            before = f"...{before}"
        room = _LINE - cell_width(before)
        if cell_width(after) > room:
            while cell_width(after) > room - 3:
                after = after[: -len(after) // 8]
            after = f"{after}..."
        line = f"  {before}{after}".rstrip()
        return f"筛选条件有误, 在第{at + 1}个字:\n{line}\n  {' ' * cell_width(before)}^"


#: Columns for the text in an error, and for what of it comes before the caret.
_LINE = 76
_MOST_BEFORE = 56


def tokenize(source: Source) -> list[Token]:
    """The tokens of the text, the last of them ``END``.

    Raises:
        FilterMistake: a quotation mark without its partner.
    """
    text = source.text.translate(_HALF_WIDTH)
    tokens: list[Token] = []
    matches = [match for match in _TOKEN.finditer(text) if match.lastgroup != "blank"]
    for match, following in zip(matches, [*matches[1:], None], strict=False):
        at, group = match.start(), match.lastgroup or ""
        typed = source.text[slice(*match.span(group))]
        if group == "quote":
            raise source.wrong(at, "这个引号没有配对。请补上另一半, 或去掉它。")
        if group == "word":
            tokens += _words(Token(Sort.WORD, typed, at), following)
        else:
            plain = match[group]
            kept = _SIGNS.get(plain, plain) if group == "sign" else typed
            tokens.append(Token(_SORTS[group], kept, at))
    return [*tokens, Token(Sort.END, "", len(source.text.rstrip()))]


def _words(word: Token, following: re.Match[str] | None) -> Iterator[Token]:
    """*word*, or the parts it is glued together from, seen from what follows it."""
    patterns = {"sign": _BEFORE_SIGN, "open": _BEFORE_OPEN}
    pattern = patterns.get((following and following.lastgroup) or "")
    match = pattern.fullmatch(word.text) if pattern else None
    if match is None:
        yield _word(word.text, word.at)
        return
    for group in ("head", "link", "no", "tail"):
        if match[group]:
            yield _word(match[group], word.at + match.start(group))


def _word(text: str, at: int) -> Token:
    plain = text.translate(_HALF_WIDTH).casefold()
    return Token(_CONNECTIVES.get(plain, Sort.WORD), text, at)


def glued_connective(text: str) -> str:
    """The connective that *text* begins or ends with; empty where it is a word in its own right.

    No Chinese word begins with 且 or 或者 and none ends with 且: somebody forgot a blank.
    """
    match = re.match(rf"(?:{_LINK})", text) or re.search(rf"(?:{_LINK})\Z", text)
    return match[0] if match else ""
