"""The drawings of the page: a ring, bars and a curve, as the numbers that SVG takes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.views.numbers import Tally
    from lawgov_cli.views.page import CurveMonth, SectionBar

#: White between two arcs of the ring, in hundredths of its round.
_GAP = 0.7
#: The room of the curve: width, height, and what is kept free of it on each side.
_WIDTH, _HEIGHT = 480, 240
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 16, 14, 30
#: So many lines and names of months at most.
_LINES, _NAMES = 4, 8


class Arc(NamedTuple):
    """A part of the ring, in hundredths of its round, from the top clockwise."""

    code: str
    length: float
    rest: float
    offset: float


class Bar(NamedTuple):
    """A section's bar: how wide of the widest, and its statuses with their numbers."""

    width: float
    parts: tuple[tuple[str, int], ...]
    words: tuple[tuple[str, int], ...]


class Spot(NamedTuple):
    """A place in the curve and what stands there."""

    x: float
    y: float
    number: str


class Chart(NamedTuple):
    """The curve: its three lines as SVG takes them, its scale, dots and names of months."""

    width: int
    height: int
    left: int
    right: int
    done: str
    due: str
    pace: str
    scale: tuple[Spot, ...]
    dots: tuple[Spot, ...]
    labels: tuple[Spot, ...]


def ring(tallies: Sequence[Tally]) -> tuple[Arc, ...]:
    """An arc for each status that any point has."""
    total = sum(tally.number for tally in tallies)
    held = [tally for tally in tallies if tally.number]
    gap = _GAP if len(held) > 1 else 0
    arcs, begun = [], 0.0
    for tally in held:
        share = 100 * tally.number / total
        length = round(max(share - gap, 0.2), 2)
        arcs.append(Arc(tally.code, length, round(100 - length, 2), round(25 - begun, 2)))
        begun += share
    return tuple(arcs)


def bars(sections: Sequence[SectionBar], tallies: Sequence[Tally]) -> tuple[Bar, ...]:
    """A bar for each section, as wide as it has points; the statuses are those of *tallies*."""
    widest = max((section.total for section in sections), default=1)
    return tuple(
        Bar(
            round(100 * section.total / widest, 1),
            tuple((t.code, n) for t, n in zip(tallies, section.numbers, strict=True) if n),
            tuple((t.word, n) for t, n in zip(tallies, section.numbers, strict=True) if n),
        )
        for section in sections
    )


def chart(months: Sequence[CurveMonth], total: int) -> Chart:
    """The curve over *months* on a scale that ends at *total*."""
    step = (_WIDTH - _LEFT - _RIGHT) / max(len(months) - 1, 1)
    xs = [round(_LEFT + step * place, 1) for place in range(len(months))]
    done = [Spot(x, _y(m.done, total), str(m.done)) for x, m in _told(xs, months)]
    every = -(-len(months) // _NAMES)
    return Chart(
        width=_WIDTH,
        height=_HEIGHT,
        left=_LEFT,
        right=_WIDTH - _RIGHT,
        done=_line((spot.x, spot.y) for spot in done),
        due=_line((x, _y(m.due, total)) for x, m in zip(xs, months, strict=True)),
        pace=_line((x, _y(m.pace, total)) for x, m in zip(xs, months, strict=True)),
        scale=tuple(Spot(_LEFT, _y(number, total), str(number)) for number in _scale(total)),
        dots=tuple(done),
        labels=tuple(Spot(x, 0, m.word) for x, m in list(zip(xs, months, strict=True))[::every]),
    )


def _told(xs: Sequence[float], months: Sequence[CurveMonth]) -> Iterator[tuple[float, CurveMonth]]:
    return ((x, m) for x, m in zip(xs, months, strict=True) if m.done is not None)


def _line(spots: Iterator[tuple[float, float]]) -> str:
    return " ".join(f"{x:g},{y:g}" for x, y in spots)


def _y(number: float | None, total: int) -> float:
    height = _HEIGHT - _TOP - _BOTTOM
    return round(_TOP + height * (1 - (number or 0) / max(total, 1)), 1)


def _scale(total: int) -> list[int]:
    """Round numbers from nought, few, and the total at the top."""
    step = next(
        size * 10**power
        for power in range(9)
        for size in (1, 2, 5)
        if size * 10**power * _LINES >= total
    )
    below = [number for number in range(0, total, step) if total - number > step / 2]
    return [*below, total]
