"""Import of ten times as many points is ten times as much work: counted by calls, not by time.

By time: ``python -m tests.importer.test_linear``.
"""

from __future__ import annotations

import gc
import math
import sys
import time
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language import attribution, deadlines, labels, places, wording

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

FEW, MANY = 300, 3000
MOST = 1.1

_BODIES = ("教育局", "财政局", "水利局", "民政局", "司法局", "审计局", "商务局", "统计局", "林业局")


def prose(points: int) -> str:
    """A plan with as many points in sections of ten; every one has words of its own."""
    lines = ["白鹭市2025年工作要点", "为做好工作，制定本要点。"]
    for n in range(1, points + 1):
        if n % 10 == 1:
            lines.append(f"第{n // 10 + 1}章　任务{n}")
        own = f"完成第{n}批{n}户，" * (n % 4 + 1)
        one, other = (f"市{_BODIES[(n + k) % len(_BODIES)]}" for k in (0, 4))
        said = (
            f"（牵头单位：{one}；责任单位：{other}、第{n}小组办公室；完成时限：{n % 12 + 1}月底前）"
        )
        lines.append(f"（{n}）推进事项{n}。{own}逐项销号{said}。")
    return "\n".join(lines)


def table(points: int) -> str:
    """The same as a table between bars."""
    rows = [
        f"| {n} | 推进事项{n} | 完成批次 | 市{_BODIES[n % 9]} | 市{_BODIES[n % 7]}、各镇 | 年底前 |"
        for n in range(1, points + 1)
    ]
    head = "| 序号 | 工作任务 | 具体措施 | 牵头单位 | 配合单位 | 完成时限 |"
    return "\n".join(["白鹭市2025年任务分解表", head, "|---|---|---|---|---|---|", *rows])


def listed(points: int) -> str:
    """The same below its table of contents."""
    entries = [f"（{n}）推进事项{n} …… {n % 300}" for n in range(1, points + 1)]
    title, preamble, *lines = prose(points).splitlines()
    return "\n".join([title, "目录", *entries, preamble, *lines])


def calls(text: str) -> int:
    """How many functions, built-in ones among them, an import of *text* calls."""
    count = 0

    def seen(_frame: FrameType, event: str, _argument: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    for module in (attribution, deadlines, labels, places, wording):
        for each in vars(module).values():
            if hasattr(each, "cache_clear"):
                each.cache_clear()
    sys.setprofile(seen)
    try:
        import_text(text, name="x")
    finally:
        sys.setprofile(None)
    return count


def exponent(few: float, many: float) -> float:
    """The power of the number of points that the work grows by, from few to ten times as many."""
    return math.log10(many / few)


@pytest.mark.parametrize(
    ("make", "points"),
    [(prose, FEW), (table, 100), (listed, 100)],
    ids=["prose", "table", "contents"],
)
def test_ten_times_as_many_points_are_ten_times_as_much_work(
    make: Callable[[int], str], points: int
) -> None:
    assert exponent(calls(make(points)), calls(make(10 * points))) <= MOST


def main() -> None:
    """Print calls and seconds, the median of five, for both kinds of document."""
    for make in (prose, table):
        seconds = []
        for points in (FEW, MANY):
            text, times = make(points), []
            for _ in range(5):
                gc.collect()
                start = time.perf_counter()
                import_text(text, name="x")
                times.append(time.perf_counter() - start)
            seconds.append(sorted(times)[2])
        counted = [calls(make(points)) for points in (FEW, MANY)]
        print(  # noqa: T201 - what it is for
            f"{make.__name__}: {counted[0]} → {counted[1]} calls, power {exponent(*counted):.3f};"
            f" {seconds[0]:.2f} → {seconds[1]:.2f} s, power {exponent(*seconds):.3f}"
        )


if __name__ == "__main__":
    main()
