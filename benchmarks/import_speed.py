"""How the time to import a document grows with its length: python -m benchmarks.import_speed."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from lawgov_cli.base.numerals import chinese_number
from lawgov_cli.importer.importing import import_text

SOURCE = Path(__file__).resolve().parents[1] / "data" / "source" / "workpoints-2023.txt"
SIZES = (1, 10, 100)
ROUNDS = 3


def document(times: int) -> str:
    """The shipped document with all its sections *times* over, numbered through."""
    head, *lines = SOURCE.read_text("utf-8").split("\n一、")
    body = f"一、{lines[0]}"
    sections, points, out = 0, 0, [head]
    for _ in range(times):
        for line in body.split("\n"):
            if line[0] == "(" and ")" in line[:6]:
                points += 1
                out.append(f"({chinese_number(points)}){line.split(')', 1)[1]}")
            elif "、" in line[:3]:
                sections += 1
                out.append(f"{chinese_number(sections)}、{line.split('、', 1)[1]}")
            else:
                out.append(line)
    return "\n".join(out)


def seconds(text: str) -> float:
    """The best of a few rounds."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = time.perf_counter()
        import_text(text, name="x")
        best = min(best, time.perf_counter() - start)
    return best


def main() -> int:
    """Print the times and how each compares with the shortest document, letter for letter."""
    first = 0.0
    for size in SIZES:
        text = document(size)
        took = seconds(text)
        first = first or took / len(text)
        ratio = took / len(text) / first
        print(f"{size:4}x  {len(text):9,} letters  {took:8.3f} s  {ratio:5.2f} per letter")
    return 0


if __name__ == "__main__":
    sys.exit(main())
