"""Text from the data inside Markdown: it stays text."""

from __future__ import annotations

import re

from lawgov_cli.text import visible

_MARKUP = re.compile(r"[*`<>|~\\]|\[(?=[^\]]*\]\()|_(?=\S)(?<=_)(?<![^\W_]_)|^(?=[#>+-]\s)")


def escaped(text: str) -> str:
    """*text* on one line in which nothing is markup: safe in a paragraph and in a table cell."""
    return _MARKUP.sub(lambda match: f"\\{match[0]}", visible(text))
