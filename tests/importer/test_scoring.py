"""The importer against real documents and what a careful reader found in each."""

from __future__ import annotations

from pathlib import Path

import pytest

from lawgov_cli.domain.printing import document_text
from lawgov_cli.importer.importing import import_text
from lawgov_cli.importer.language.wording import bare
from tests.importer.scoring import Score, scores, table, truth_of

SAMPLES = sorted((Path(__file__).parent / "samples").glob("*.txt"))


def scored(sample: Path) -> dict[str, Score]:
    plan = import_text(sample.read_text("utf-8"), name=sample.stem).plan
    return scores(plan, truth_of(sample))


def test_the_scores_of_all_samples_as_a_table(capsys: pytest.CaptureFixture[str]) -> None:
    rows = [(sample.stem, scored(sample)) for sample in SAMPLES]
    with capsys.disabled():
        print(f"\n{table(rows)}")  # noqa: T201 - the table is what this test is for
    assert len(rows) == 7


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_every_section_and_point_is_found_and_nothing_else(sample: Path) -> None:
    found = scored(sample)
    for kind in ("sections", "groups", "points"):
        assert found[kind].right == found[kind].found == found[kind].there, kind


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_units_are_in_the_right_role(sample: Path) -> None:
    found = scored(sample)
    for role in ("lead", "responsible"):
        assert min(found[role].precision, found[role].recall) >= 0.98, role


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_the_plan_prints_the_document_again(sample: Path) -> None:
    text = sample.read_text("utf-8")
    assert bare(document_text(import_text(text, name="x").plan)) == bare(text)


def attributions(sample: Path) -> list[tuple[str, dict[str, list[str] | str]]]:
    points = truth_of(sample)["points"]
    return [(p["title"], each) for p in points for each in p.get("attributions", ())]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_each_of_several_attributions_is_for_the_sentences_before_it(sample: Path) -> None:
    plan = import_text(sample.read_text("utf-8"), name="x").plan
    points = {point.title: point for point in plan.points}
    for title, wanted in attributions(sample):
        measure = next(m for m in points[title].tasks if m.text.endswith(str(wanted["after"])))
        assert list(measure.lead) == wanted["lead"]
        assert list(measure.responsible) == wanted["responsible"]


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda sample: sample.stem)
def test_dates_that_open_a_measure_are_its_deadline(sample: Path) -> None:
    plan = import_text(sample.read_text("utf-8"), name="x").plan
    points = {point.title: point for point in plan.points}
    for point in truth_of(sample)["points"]:
        if "body_deadline" in point:
            assert points[point["title"]].due_words == point["body_deadline"]
