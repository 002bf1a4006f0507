"""Small inputs, a kind each: what is read, what closes the document, and every doubt."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.importing import Imported, import_text
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.files import read_source
from lawgov_cli.importer.structure.particulars import Said
from lawgov_cli.store.plan_file import read_plan
from lawgov_cli.store.plan_yaml import plan_yaml

if TYPE_CHECKING:
    from collections.abc import Iterator

CASES = sorted(
    path for path in (Path(__file__).parent / "cases").iterdir() if path.suffix != ".expected"
)


def imported(source: Path) -> Imported:
    found = read_source(source)
    said = Said.of(found, "x")
    return import_text(found.text, name="x", said=said)


def told(found: Imported) -> Iterator[str]:
    """A line for each heading, point and measure, then the closing, then each doubt."""
    plan = found.plan
    yield f"{plan.title} | {plan.year}"
    for task in plan.walk():
        shown = {Level.SECTION: "#", Level.GROUP: "##", Level.POINT: "-", Level.MEASURE: "  ."}
        line = f"{shown[task.level]} {task.label} {task.title or task.text}".replace("  ", " ")
        if task.title and task.text:
            line += f" / {' '.join(task.text.split())}"
        for word, names in (("牵头", task.lead), ("责任", task.responsible)):
            line += f" | {word} {' '.join(names)}" if names else ""
        yield line + (f" | {task.due_words} {task.due or ''}".rstrip() if task.due_words else "")
    if plan.closing:
        yield f"结尾 {' / '.join(plan.closing.split())}"
    for doubt in found.doubts:
        yield f"? {doubt.code} {','.join(map(str, doubt.lines))} {doubt.what}"


@pytest.mark.parametrize("source", CASES, ids=lambda source: source.name)
def test_what_is_read_and_what_is_doubted(source: Path, request: pytest.FixtureRequest) -> None:
    expected = source.with_name(f"{source.name}.expected")
    text = "\n".join(told(imported(source))) + "\n"
    if request.config.getoption("--update-golden"):
        expected.write_text(text, "utf-8")
    assert text == expected.read_text("utf-8")


@pytest.mark.parametrize("source", CASES, ids=lambda source: source.name)
def test_the_plan_prints_the_text_and_its_file_loads_back(source: Path) -> None:
    text, plan = read_source(source).text, imported(source).plan
    assert bare(document_text(plan)) == bare(text)
    assert plan.layout.document != "{preamble}", "kept whole: a step lost something"
    assert read_plan(plan_yaml(plan).encode(), "x.yaml").plan == plan
