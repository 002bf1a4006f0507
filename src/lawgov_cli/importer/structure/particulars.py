"""What the plan says about the document as a whole: title, number, issuer, dates, years."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

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


def years(before: Front, blocks: Sequence[Block]) -> tuple[int, int]:
    """The first and last year: those the title names, else the year of issue, else any named."""
    titled = years_in(before.title)
    if titled:
        return titled
    day = issued(blocks)
    if day:
        return day.year, day.year
    return next(filter(None, (years_in(block.text) for block in blocks)), (NO_YEAR, NO_YEAR))


def particulars(
    before: Front, closing: Sequence[Block], blocks: Sequence[Block], name: str
) -> Plan:
    """The plan without its tasks.

    Parameters:
        before: what stands before the first task.
        closing: what stands after the last.
        blocks: the whole text.
        name: the plan's id; also its title where the text shows none.
    """
    first, last = years(before, blocks)
    numbers = map(number_in, [*before.notice.values(), *(block.text for block in closing)])
    return Plan(
        id=_ID.sub("-", name).strip("-.") or "plan",
        title=before.title or name,
        year=first,
        tasks=(),
        units={},
        groups={},
        starts=date(first, 1, 1),
        ends=date(last, 12, 31),
        issuer=_issuer(before, closing),
        number=next(filter(None, numbers), ""),
        issued=issued(blocks),
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
    if "issuer" in before.notice:
        return before.notice["issuer"].split("\n")[0]
    signed = [block.text for block in closing if is_signature(block.text)]
    if signed:
        return signed[0]
    match = _ISSUER.match(before.notice.get("heading", before.title))
    return match["issuer"] if match else ""
