"""The title at the head of a paragraph: up to its first full stop, colon or wide blank."""

from __future__ import annotations

import re

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.wording import masked

#: A full stop, also one typed in half width behind a Chinese character and before one.
_STOP = re.compile("[。！？]|(?<=[\u4e00-\u9fff”）)])[.．](?=[\u4e00-\u9fff“（(〔［【□]|$)")
_COLON = re.compile("[：:]")
_COMMA = re.compile("[，,]")
_WIDE = re.compile(r"(?:[\u3000\t]| {1,8}(?=[^ A-Za-z0-9]))[ \u3000\t]{0,8}")
_PUNCTUATION = re.compile("[，。；！？,;]")
_LONGEST_LEAD_IN = 30
_SHORTEST_BODY = 12
_SHORTEST_WIDE = 6
#: Headings that most documents have, with prose right behind them.
_USUAL = re.compile(
    "(?P<heading>总体要求|指导思想|总体思路|基本原则|工作原则|(?:工作|总体|主要|发展|行动)目标|工作要求|保障措施"
    "|组织(?:保障|实施)|附则|适用范围|支持对象)(?![和与及、的：:（(]).{12}"
)


class Heading(NamedTuple):
    """A title, and the marks printed between it and what follows.

    ``title + after`` is the beginning of the paragraph.
    """

    title: str
    after: str

    @property
    def end(self) -> int:
        """Where the title and the marks behind it end."""
        return len(self.title) + len(self.after)


def heading(text: str, limit: int | None = None) -> Heading:
    """The title that *text* begins with.

    Parameters:
        limit: where an attribution begins; the title ends before it.
    """
    region = text if limit is None else text[:limit]
    hidden = masked(region)
    stop = _STOP.search(hidden)
    end = stop.start() if stop else len(region.rstrip("；;：: \u3000\t—–…"))
    colon = _COLON.search(hidden, 0, min(end, _LONGEST_LEAD_IN))
    if colon and not _PUNCTUATION.search(hidden, 0, colon.start()):
        end = colon.start()
    elif blank := _wide_blank(region, hidden, end):
        end = blank
    if not end:
        return Heading("", "")
    return Heading(region[:end], _marks(region, end))


def known_heading(found: Heading) -> Heading:
    """*found*, cut behind a usual heading where the line break behind it was lost."""
    match = _USUAL.match(found.title)
    return Heading(match["heading"], "") if match else found


def _marks(region: str, end: int) -> str:
    """What stands between a title and the text: one stop or colon, and blanks."""
    at = end
    while at < len(region) and (region[at] in "。！？；;：:.．—–…" or region[at].isspace()):
        at += 1
    return region[end:at]


def _wide_blank(region: str, hidden: str, end: int) -> int:
    """Where a blank parts a short title from its text; 0 where none does."""
    for match in _WIDE.finditer(hidden, 0, min(end, _LONGEST_LEAD_IN + 1)):
        title, body = hidden[: match.start()], hidden[match.end() : end]
        if _PUNCTUATION.search(title):
            break
        wide = match[0] != " "
        if (
            len(title) >= 4
            and len(body) >= (_SHORTEST_WIDE if wide else _SHORTEST_BODY)
            and (wide or (_COMMA.search(body) and not region[match.start() - 1].isascii()))
        ):
            return match.start()
    return 0
