"""What the plan says about the document as a whole: title, number, issuer, dates, years."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.domain.plan import Plan
from lawgov_cli.importer.structure.frame import (
    day_in,
    is_date,
    is_issue,
    is_signature,
    number_in,
    years_in,
)
from lawgov_cli.importer.structure.numbering import printed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.importer.structure.front import Front
    from lawgov_cli.importer.structure.numbering import Block

#: The year of a plan whose text names none.
NO_YEAR = 2000
_ID = re.compile(r"[^0-9A-Za-z.\-]+")
_ISSUER = re.compile("(?P<issuer>[^，。；：]{2,40}?)关于")


class Said(NamedTuple):
    """What is known of a document besides its text: by a person, or from the page around it.

    Attributes:
        name: the plan's id; also its title where nobody knows one.
        title: its title, as a person gives it; ``page_title`` where the text shows none.
        year: its year, whatever the text says.
    """

    name: str
    title: str = ""
    page_title: str = ""
    year: int = 0
    issued: date | None = None
    number: str = ""


def years(before: Front, blocks: Sequence[Block], said: Said) -> tuple[int, int]:
    """The first and last year: as said, else those the title names, else of issue, else any."""
    if said.year:
        titled = years_in(before.title)
        return titled if titled and titled[0] == said.year else (said.year, said.year)
    titled = years_in(said.title or before.title or said.page_title)
    if titled:
        return titled
    day = issued(blocks) or said.issued
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
    first, last = years(before, blocks, said)
    numbers = map(number_in, [*before.notice.values(), *(block.text for block in closing)])
    return Plan(
        id=_ID.sub("-", said.name).strip("-.") or "plan",
        title=said.title or before.title or said.page_title or said.name,
        year=first,
        tasks=(),
        units={},
        groups={},
        starts=date(first, 1, 1),
        ends=date(last, 12, 31),
        issuer=_issuer(before, closing),
        number=next(filter(None, numbers), "") or said.number,
        issued=issued(blocks) or said.issued,
        notice=before.notice,
        preamble=before.preamble,
        closing=printed(closing),
    )


def issued(blocks: Sequence[Block]) -> date | None:
    """The day that stands on a line of its own, or ends the line that names the issuer."""
    texts = [block.text for block in blocks if block.mark is None]
    dated = [text for text in texts if is_date(text) or is_issue(text)]
    return next(filter(None, map(day_in, dated)), None)


def _issuer(before: Front, closing: Sequence[Block]) -> str:
    said = before.notice.get("issuer", "").split("\n")
    signed = list(filter(is_signature, said)) or [
        block.text for block in closing if is_signature(block.text)
    ]
    if said[0] or signed:
        return "、".join(dict.fromkeys(signed or said[:1]))
    match = _ISSUER.match(before.notice.get("heading", before.title))
    return match["issuer"] if match else ""
