"""What a file gives: the document's text, and what is said of it elsewhere in the file."""

from __future__ import annotations

import re
from datetime import date

from lawgov_cli.base.tuples import NamedTuple

_DAY = re.compile(r"(20\d\d)[年./-](\d{1,2})[月./-](\d{1,2})")


class Note(NamedTuple):
    """What a file holds besides its text, or what was done to read it: it becomes a doubt.

    Attributes:
        code: the kind of doubt.
        shown: the words it is about.
        near: words on the line of the text where it belongs; none where it belongs to the whole.
        about: as in a finding.
    """

    code: str
    shown: str
    near: str = ""
    about: tuple[str, ...] = ()


class Source(NamedTuple):
    """A document's text, and its title, day and number as the file says them around it.

    ``notes`` are what is to be told of the file besides.
    """

    text: str
    title: str = ""
    issued: date | None = None
    number: str = ""
    notes: tuple[Note, ...] = ()


def day_said(text: str) -> date | None:
    """The day that *text* names, in whatever way a page writes it."""
    match = _DAY.search(text)
    if match is None:
        return None
    try:
        return date(int(match[1]), int(match[2]), int(match[3]))
    except ValueError:
        return None
