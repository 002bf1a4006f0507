"""Inputs broken in every way: a reader may name what is wrong, and must end without a bug."""

from __future__ import annotations

import json
import resource
import signal
import time
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, NoReturn

from lawgov_cli.base.errors import LawgovError
from lawgov_cli.domain.days import resolve_day
from lawgov_cli.domain.fields import BY_NAME, fault_of
from lawgov_cli.domain.plan_life import Life, Purpose
from lawgov_cli.domain.progress import fold
from lawgov_cli.filters.grammar import parse_filter
from lawgov_cli.store.journal import parse_journal
from lawgov_cli.store.plan_file import read_plan
from tests.helpers import SHIPPED_PLAN, plan_of, record

if TYPE_CHECKING:
    import random
    from collections.abc import Callable

#: Seconds and bytes that reading one input may take.
MOST_SECONDS, MOST_MEMORY = 30, 4 << 30
PLAN = plan_of()
TODAY = date(2023, 9, 20)
_BITS = [
    "",
    "\0",
    "\x1b",
    "\u202e",
    "[",
    "{",
    "}",
    "]",
    ":",
    "：",
    "- ",
    "\t",
    '"',
    "\\",
    "２",
    "NaN",
]
_BITS += [
    "1e999",
    "null",
    "true",
    "&a ",
    "*a",
    "!!x",
    "---",
    "\n",
    "\r",
    "\ufeff",
    "9" * 400,
    "甲局",
]
_WORDS = ["状态", "亮灯", "牵头", "责任", "单位", "时限", "进展", "逾期", ":", "=", "<", ">=", "且"]
_WORDS += [
    "或",
    "非",
    "(",
    ")",
    "（",
    "）",
    '"',
    "'",
    "~",
    "完成",
    "红",
    "甲局",
    "2023-09-01",
    "9月",
]
_WORDS += [
    "本月",
    "上月",
    "月底",
    "第3季度",
    "周五",
    "前天",
    "2月30日",
    "29",
    "2024",
    "年",
    "月",
    "日",
]


def mangled(data: bytes, chance: random.Random) -> bytes:
    """*data* with some of it gone, doubled, or something else in its place."""
    made = bytearray(data)
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(made))
        end = start + chance.choice([0, 1, 3, 40])
        piece = chance.choice([*_BITS, "x"]).encode()
        made[start:end] = chance.choice(
            [piece, bytes([chance.randrange(256)]), made[start:end] * 2]
        )
    return bytes(made)


class Kind(NamedTuple):
    """How inputs of one kind are made, and what reads them."""

    make: Callable[[random.Random], bytes]
    read: Callable[[bytes], object]


class _Endless(BaseException):
    """Reading took too long; no reader catches it."""


def _plan(data: bytes) -> None:
    loaded = read_plan(data, "plan.yaml")
    assert loaded.plan or loaded.problems


def _records(chance: random.Random) -> bytes:
    lines = []
    for number in range(chance.randint(1, 5)):
        names = chance.sample(sorted(BY_NAME), 3)
        body: dict[str, Any] = {
            name: chance.choice([1, None, [], {}, "x", 1.5, "2023-09-01"]) for name in names
        }
        lines.append(f"- {json.dumps({**record('1', number=number), **body})}\n")
    data = "".join(lines).encode()
    return mangled(data, chance) if chance.random() < 0.7 else data


def _journal(data: bytes) -> None:
    read = parse_journal(data, "j.yaml")
    assert not any(fault_of(event.data) for event in read.events)
    fold(PLAN, read.events, TODAY)


def _typed(chance: random.Random) -> bytes:
    words = [chance.choice([*_WORDS, *_BITS]) for _ in range(chance.randint(1, 9))]
    return chance.choice(["", " "]).join(words).encode()


def _days(data: bytes) -> None:
    for purpose in Purpose:
        with suppress(LawgovError):
            resolve_day(data.decode(), purpose, Life.of(PLAN), TODAY)


KINDS = {
    "plan": Kind(lambda chance: mangled(SHIPPED_PLAN.read_bytes(), chance), _plan),
    "journal": Kind(_records, _journal),
    "filter": Kind(_typed, lambda data: parse_filter(data.decode(), PLAN, TODAY)),
    "days": Kind(_typed, _days),
}


def fuzz(kind: Kind, chance: random.Random, end: float) -> int:
    """Try inputs of one kind until the time is over; how many there were.

    Raises:
        AssertionError: an input was found; it is kept in a file of the current folder.
    """
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, resource.RLIM_INFINITY))
    signal.signal(signal.SIGALRM, _stop)
    tries = 0
    while time.monotonic() < end:
        data = kind.make(chance)
        try:
            signal.alarm(MOST_SECONDS)
            kind.read(data)
        except LawgovError:
            pass
        except (Exception, _Endless) as error:
            found = Path(f"find-{time.time_ns()}").absolute()
            found.write_bytes(data)
            raise AssertionError(f"try {tries}, kept as {found}: {error!r}") from error
        finally:
            signal.alarm(0)
        tries += 1
    return tries


def _stop(*_: object) -> NoReturn:
    raise _Endless
