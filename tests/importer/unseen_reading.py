"""How documents that nobody has seen are read: which names stand in the right role, what is told.

    python -m tests.importer.unseen_reading [SEEDS [FIRST]]

prints each document that is not read rightly, with its seed, and the share of names in their role.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.sources.files import read_source
from lawgov_cli.importer.structure.particulars import Said
from tests.importer.unseen_files import unseen

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from tests.importer.unseen_files import Unseen


class Wrong(NamedTuple):
    """A name that a point lacks in a role, or has there and should not."""

    title: str
    role: str
    name: str
    missing: bool


class Read(NamedTuple):
    """How a document was read.

    Attributes:
        there: how many names a reader gives a role; ``found``: how many were given one.
        right: how many of them stand in that role.
        wrong: what is not right; ``silent``: that of it on whose point no doubt stands.
    """

    there: int
    found: int
    right: int
    wrong: list[Wrong]
    silent: list[Wrong]
    imported: Imported
    text: str


def read(document: Unseen) -> Read:
    """*document* imported and compared with what a reader finds in it."""
    with TemporaryDirectory() as folder:
        file = Path(folder) / f"x{document.suffix}"
        file.write_bytes(document.data)
        source = read_source(file)
    imported = import_text(source.text, name="x", said=Said("x", page_title=source.title))
    wanted, got = Counter(_roles(document.plan.items)), Counter(_roles(imported.plan.points))
    wrong = [Wrong(*key, missing=True) for key in wanted - got]
    wrong += [Wrong(*key, missing=False) for key in got - wanted]
    told = _told([item.title for item in document.plan.items], source.text, imported)
    said = "".join(doubt.what for doubt in imported.doubts)
    silent = [w for w in wrong if w.title not in told and (w.missing or w.name not in said)]
    right = sum((wanted & got).values())
    return Read(wanted.total(), got.total(), right, wrong, silent, imported, source.text)


def _roles(items: Iterable[object]) -> Iterator[tuple[str, str, str]]:
    for item in items:
        for role in ("lead", "responsible"):
            yield from ((item.title, role, name) for name in getattr(item, role))  # type: ignore[attr-defined]


#: Doubts that say nothing about who does what.
_OTHER = frozenset({"wrapped", "misprint", "numbering", "closing", "annex", "near-name", "year"})


def _told(titles: Sequence[str], text: str, imported: Imported) -> set[str]:
    """The titles of the points on whose lines a doubt stands."""
    lines = text.splitlines()
    starts = [next((n for n, line in enumerate(lines, 1) if t in line), 0) for t in titles]
    doubted = {n for d in imported.doubts if d.code not in _OTHER for n in d.lines}
    told = set()
    for title, start in zip(titles, starts, strict=True):
        end = min((s for s in starts if s > start), default=len(lines) + 1)
        if doubted & set(range(start, end)):
            told.add(title)
    return told


def report(seeds: Iterable[int]) -> Iterator[str]:
    """A line for each document of *seeds* that is not read rightly, and one for all."""
    total, bad = Counter[str](), 0
    for seed in seeds:
        document = unseen(seed)
        found = read(document)
        total.update(there=found.there, found=found.found, right=found.right, documents=1)
        total.update(doubts=len(found.imported.doubts), silent=len(found.silent))
        bad += bool(found.wrong)
        if found.wrong:
            head = f"{seed} {document.layout} {document.wording}"
            shown = [f"{w.title} {w.role} {'-+'[not w.missing]}{w.name}" for w in found.wrong[:3]]
            yield f"{head}: {len(found.wrong)} wrong, {len(found.silent)} silent; {shown}"
    yield (
        f"{total['documents']} documents, {bad} not right; {total['there']} names: "
        f"P {total['right'] / total['found']:.2%} R {total['right'] / total['there']:.2%}; "
        f"{total['silent']} silent; {total['doubts'] / total['documents']:.1f} doubts each"
    )


if __name__ == "__main__":
    count, first = (*map(int, sys.argv[1:]), *(100, 0)[len(sys.argv) - 1 :])
    for line in report(range(first, first + count)):
        print(line)  # noqa: T201 - what it is for
