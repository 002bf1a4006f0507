"""What the plan says about the document as a whole: title, number, issuer, dates, years."""

from __future__ import annotations

import re
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan import Plan
from lawgov_cli.importer.structure.frame import (
    day_in,
    is_date,
    is_day_of_issue,
    is_issue,
    is_signature,
    number_in,
    says_of_document,
    signer_in,
    years_in,
)
from lawgov_cli.importer.structure.front import (
    is_half_a_name,
    issuer_above,
    issuer_at_head,
    issuer_in_title,
)
from lawgov_cli.importer.structure.numbering import printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.importer.sources.source import Note, Source
    from lawgov_cli.importer.structure.front import Front
    from lawgov_cli.importer.structure.numbering import Block

#: The year of a plan whose text names none.
NO_YEAR = 2000
_ID = re.compile(r"[^0-9A-Za-z.\-]+")
_LONGEST_LINE = 30
_END = re.compile("(?:委员会|领导小组|指挥部|联席会议)?(?:办公室|办公厅|秘书处)|委员会|领导小组")
#: Between the names of several who sign on one line.
_WIDE = re.compile("[ \u3000]+")


class Said(NamedTuple):
    """What is known of a document besides its text: by a person, or from the page around it.

    Attributes:
        name: the plan's id; also its title where nobody knows one.
        title: its title, as a person gives it; ``page_title`` where the text shows none.
        year: its year, whatever the text says.
        notes: what the file holds besides its text.
    """

    name: str
    title: str = ""
    page_title: str = ""
    year: int = 0
    issued: date | None = None
    number: str = ""
    notes: tuple[Note, ...] = ()

    @classmethod
    def of(cls, source: Source, name: str, *, title: str = "", year: int = 0) -> Said:
        """What *source* says of the document besides its text, and what a person says."""
        around = (source.issued, source.number, source.notes)
        return cls(name, title, source.title, year, *around)


def years(
    before: Front, closing: Sequence[Block], blocks: Sequence[Block], said: Said
) -> tuple[int, int]:
    """The first and last year: as said, else those the title names, else of issue, else any."""
    if said.year:
        titled = years_in(before.title)
        return titled if titled and titled[0] == said.year else (said.year, said.year)
    titled = years_in(said.title or before.title or said.page_title)
    if titled:
        return titled
    day = issued(before, closing, blocks) or said.issued
    if day:
        return day.year, day.year
    return next(filter(None, (years_in(block.text) for block in blocks)), (NO_YEAR, NO_YEAR))


def particulars(
    before: Front, closing: Sequence[Block], blocks: Sequence[Block], said: Said
) -> Plan:
    """The plan without its tasks.

    Parameters:
        before: what stands before the first task.
        closing: what stands after the last.
        blocks: the whole text.
        said: what is known of it besides its text.
    """
    first, last = years(before, closing, blocks, said)
    above = [
        line
        for line in before.preamble.split("\n")
        if number_in(line) == line.strip("（()）") or says_of_document(line)
    ]
    numbers = map(number_in, [*before.notice.values(), *above, *(b.text for b in closing)])
    return Plan(
        id=_ID.sub("-", said.name).strip("-.") or "plan",
        title=said.title or before.title or said.page_title or said.name,
        year=first,
        tasks=(),
        units={},
        groups={},
        starts=date(first, 1, 1),
        ends=date(last, 12, 31),
        issuer=_issuer(before, closing, [block.printed for block in blocks]),
        number=next(filter(None, numbers), "") or said.number,
        issued=issued(before, closing, blocks) or said.issued,
        notice=before.notice,
        preamble=before.preamble,
        closing=printed(closing),
    )


def issued(before: Front, closing: Sequence[Block], blocks: Sequence[Block]) -> date | None:
    """The day on a line of its own, behind the issuer, or beside the number in the head."""
    texts = [block.text for block in blocks if block.mark is None and not block.row]
    head = "\n".join([*before.notice.values(), before.preamble]).split("\n")
    around = {*head, *(block.text for block in closing)}  # below an item: who does it, and when
    alone = [text for text in texts if is_date(text) or (text in around and is_issue(text))]
    dated = [*alone, *filter(is_day_of_issue, texts)]
    return next(filter(None, map(day_in, dated)), None)


def _issuer(before: Front, closing: Sequence[Block], texts: Sequence[str]) -> str:
    """The bodies that sign; else those at the head: above 文件, in brackets, or before 关于."""
    said = before.notice.get("issuer", "").split("\n")
    signed = list(filter(is_signature, said)) or [
        name for block in closing if (name := signer_in(block.text))
    ]
    signed = signed or [a for a, b in pairwise(texts) if is_signature(a) and is_date(b)][-1:]
    if said[0] or signed:
        lines = _with_ends(signed or said[:1])
        names = [_whole(name, texts) for line in lines for name in _WIDE.split(line)]
        return "、".join(dict.fromkeys(names))
    labelled = filter(says_of_document, before.preamble.split("\n"))
    said = [*before.notice.values(), *labelled, before.title]
    above = "、".join(_WIDE.split(issuer_above(before)))
    return issuer_at_head(said) or above or issuer_in_title(before.title)


def _with_ends(lines: Sequence[str]) -> list[str]:
    """*lines*, one that is only the end of a name put to the one above: 领导小组 | 办公室."""
    found: list[str] = []
    for line in lines:
        if found and _END.fullmatch(line):
            found[-1] += line
        else:
            found.append(line)
    return found


def _whole(name: str, texts: Sequence[str]) -> str:
    """*name* with the line above it, where a long name was set over two lines."""
    for above in (above for above, text in pairwise(texts) if text == name):
        twice = "".join(texts).count(above + name) > 1
        long = twice and len(above) <= _LONGEST_LINE and not is_signature(above)
        if long or is_half_a_name(above, name):
            return above + name
    return name
