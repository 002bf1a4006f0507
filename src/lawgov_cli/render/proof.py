"""The code at the end of a report: over its figures, its sentences and the records under it.

It says nothing of when it was made nor of what a person wrote between the marks, so the same
report made again has the same code. How the report was asked for stands beside it, so that it can
be made again.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from lawgov_cli.base.codes import code_of, words_code
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.views.figures import figures_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from lawgov_cli.views.report import Report

#: What the code is called, in a report and in a file's properties; and how it was asked for.
CODE, HOW = "核验码", "核验方法"
#: Characters for the figures, and for the sentences; those for the records stand behind them.
_FIGURES, _SENTENCES, _GROUP = 4, 4, 4
#: So many characters a property of any kind of file holds.
_PIECE = 200


class Seal(NamedTuple):
    """What the code is over besides the report: the code of the records, and how it was asked."""

    records: str
    how: str


class Code(NamedTuple):
    """A code in its parts."""

    figures: str
    sentences: str
    records: str

    def __str__(self) -> str:
        """As it is printed: ``K7Q2-9XF3-P4WQ-D8MN``."""
        text = "".join(self)
        return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def read_code(text: str) -> Code:
    """The parts of a code as it was printed."""
    letters = text.replace("-", "").strip()
    end = _FIGURES + _SENTENCES
    return Code(letters[:_FIGURES], letters[_FIGURES:end], letters[end:])


def sentences_code(lines: Iterable[str]) -> str:
    """The part that stands for the sentences."""
    return words_code(lines, _SENTENCES)


def code_for(report: Report, lines: Iterable[str], seal: Seal) -> Code:
    """The code of *report*, printed as *lines*."""
    figures = json.dumps(figures_of(report), ensure_ascii=False)
    return Code(
        code_of(figures.encode("utf-8", "replace"), _FIGURES), sentences_code(lines), seal.records
    )


def properties_of(code: Code, seal: Seal) -> dict[str, str]:
    """What a file says of it beside its text: how it was asked for in pieces that any keeps."""
    pieces = [seal.how[at : at + _PIECE] for at in range(0, len(seal.how), _PIECE)]
    return {CODE: str(code)} | {f"{HOW}{number}": text for number, text in enumerate(pieces, 1)}


def how_of(properties: Mapping[str, str]) -> str:
    """How a report was asked for, by the properties of its file."""
    pieces = [name for name in properties if name.startswith(HOW)]
    return "".join(properties[name] for name in sorted(pieces, key=_number))


def _number(name: str) -> int:
    number = name.removeprefix(HOW)
    return int(number) if number.isdecimal() else 0


def code_line(code: Code) -> str:
    """The last line of a report."""
    return f"{CODE}：{code}"
