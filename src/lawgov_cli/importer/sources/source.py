"""What a file gives: the document's text, and what is said of it elsewhere in the file."""

from __future__ import annotations

import re
from datetime import date

from lawgov_cli.base.tuples import NamedTuple

_DAY = re.compile(r"(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})")


class Source(NamedTuple):
    """A document's text, and its title, day and number as the file says them around it."""

    text: str
    title: str = ""
    issued: date | None = None
    number: str = ""


def day_said(text: str) -> date | None:
    """The day that *text* names, in whatever way a page writes it."""
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
