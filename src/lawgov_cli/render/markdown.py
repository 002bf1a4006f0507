"""Text from the data inside Markdown: it stays text."""

from __future__ import annotations

import re

from lawgov_cli.base.cells import visible
from lawgov_cli.base.words import clean

#: Emphasis, code, HTML, table bars; links; entities; underscores outside a word.
_MARKUP = re.compile(
    r"[*`<>|~\\]|\[(?=[^\]]*\][(\[:])|&(?=#?\w+;)|_(?=\S)(?<=_)(?<![^\W_]_)",
)
#: What at the beginning of a line makes a heading, a list, a quotation or a rule.
_START = re.compile(r"(\s*(?:\d{1,9}(?=[.)](?:\s|\Z)))?)([#+=.)-])(?=\s|[#=-]*\s*(?:\Z|#* ))")


def escaped(text: str) -> str:
    """*text* on one line in which nothing is markup: safe in a paragraph and in a table cell."""
    if text.isalnum():
        return text
    line = _MARKUP.sub(lambda match: f"\\{match[0]}", visible(clean(text)))
    begun = _START.match(line)
    return f"{begun[1]}\\{line[begun.end(1) :]}" if begun else line
