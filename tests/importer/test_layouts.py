"""Documents in layouts of every kind, each beside the outline that should come of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.plan_yaml import plan_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.domain.plan import Plan

LAYOUTS = sorted((Path(__file__).parent / "layouts").glob("*.txt"))


def outline(plan: Plan) -> Iterator[str]:
    """One line for each heading, point and numbered measure."""
    for task in plan.walk():
        if task.level is Level.MEASURE:
            if task.label:
                yield f"measure {task.label}"
            continue
        line = f"{task.level.value} {task.label} {task.title}"
        for word, names in (("牵头", task.lead), ("责任", task.responsible)):
            line += f" | {word} {' '.join(names)}" if names else ""
        timed = task.level is Level.POINT and task.due_words
        yield line + (f" | 时限 {task.due_words}" if timed else "")


@pytest.mark.parametrize("source", LAYOUTS, ids=lambda source: source.stem)
def test_the_outline_is_what_a_reader_sees(source: Path) -> None:
    plan = import_text(source.read_text("utf-8"), name="x").plan
    assert list(outline(plan)) == source.with_suffix(".outline").read_text("utf-8").splitlines()


@pytest.mark.parametrize("source", LAYOUTS, ids=lambda source: source.stem)
def test_the_plan_prints_the_document_and_its_file_loads_back(source: Path) -> None:
    text = source.read_text("utf-8")
    plan = import_text(text, name="x").plan
    assert bare(document_text(plan)) == bare(text)
    assert read_plan(plan_yaml(plan).encode(), "x.yaml").plan == plan
