"""The form of a journal: what its lines may be, and the kinds of what is wrong with one."""

from __future__ import annotations

import json
import math
import re

from lawgov_cli.base.cells import visible
from lawgov_cli.base.problems import Problem, Severity

#: Codes of problems: a line passed over; one read although rewritten; a file that is read, but to
#: which nothing may be added until it is put right; one that cannot be read as a whole; one that
#: is of another plan; one from which records are gone.
LOST, REWRITTEN, SHUT = "journal-line", "journal-rewritten", "journal-shut"
UNREADABLE, FOREIGN, MISSING = "journal-unreadable", "journal-foreign", "journal-missing"

#: Bytes that a line may have; a longer one is named without being looked at.
MAX_LINE = 8 * 1024 * 1024
#: A number of more digits is none that other programs could hold.
_MAX_DIGITS = 300


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise ValueError(text)
    return value


def _whole(text: str) -> int:
    if len(text) > _MAX_DIGITS:
        raise ValueError(text)
    return int(text)


def _no_number(text: str) -> float:
    raise ValueError(text)


#: JSON without what Python alone takes for it: NaN, Infinity, numbers beyond all bounds.
DECODER = json.JSONDecoder(parse_float=_finite, parse_int=_whole, parse_constant=_no_number)


def split_lines(data: bytes) -> list[bytes]:
    """*data* at its line breaks, those of old Macs among them."""
    return re.split(rb"\r*\n|\r", data) if has_old_breaks(data) else data.split(b"\n")


def has_old_breaks(data: bytes) -> bool:
    """Whether a line ends as on old Macs."""
    return b"\r" in data and data.count(b"\r") > data.count(b"\r\n")


def another_plan(file: str, named: str, plan: str) -> Problem:
    """That the first record of a journal says it is of another plan."""
    what = f"这份台账是“{visible(named)}”的, 不是工作要点“{plan}”的"
    remedy = "把台账放回它自己的工作要点旁边; 若改过工作要点的 id, 请改回"
    return Problem(file, 1, 1, what, remedy, Severity.WARNING, FOREIGN)
