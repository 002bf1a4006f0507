"""Whatever is in a note, the exported YAML reads back to it, and says what the JSON says."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.filters.flags import Selection
from lawgov_cli.render.export import tree_csv, tree_json, tree_pieces, tree_yaml
from lawgov_cli.render.machine import json_text
from lawgov_cli.views.task import Notes, TreeNode, TreeView, tree_view
from tests.helpers import folded_on, record

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.views.records import NoteRow

TEXT = st.text() | st.text(
    st.sampled_from("\x00\x1b\n\t\x7f\x85\u2028\ufeff\ufffe😀: #-'\"[]{}~甲")
)


def tree(note: str) -> TreeView:
    snapshot = folded_on(date(2023, 9, 20), record("2", note=note, number=1))
    return tree_view(Selection(), snapshot)


@pytest.mark.skipif(not hasattr(yaml, "CSafeDumper"), reason="PyYAML's own emitter has a fault")
@given(TEXT)
def test_yaml_reads_back_to_what_json_says(note: str) -> None:
    view = tree(note)
    assert yaml.safe_load(tree_yaml(view)) == tree_json(view)


@given(TEXT)
def test_pieces_are_together_what_is_written_at_once(note: str) -> None:
    view = tree(note)
    for one in (view, view._replace(tasks=()), view._replace(tasks=view.tasks[0].tasks)):
        assert "".join(tree_pieces(one, "json")) == json_text(tree_json(one))
        assert "".join(tree_pieces(one, "csv")) == tree_csv(one)
        assert "".join(tree_pieces(one, "yaml")) == tree_yaml(one)


@pytest.mark.parametrize("format_", ["json", "csv"])
def test_of_two_points_only_one_has_its_notes_made_at_a_time(format_: str) -> None:
    view = tree("进展")
    point = view.tasks[0].tasks[1]
    made: list[str] = []

    def told(name: str) -> TreeNode:
        def notes() -> Iterator[NoteRow]:
            made.append(name)
            yield from point.notes

        return point._replace(notes=Notes(notes))

    pieces = tree_pieces(view._replace(tasks=(told("甲"), told("乙"))), format_)
    assert any("进展" in piece for piece in pieces if made)
    assert made == ["甲"]


def test_half_a_character_is_marked_in_yaml_and_kept_in_json() -> None:
    view = tree("残\udcff")
    assert "残\ufffd" in tree_yaml(view)
    assert tree_json(view)["tasks"][0]["tasks"][1]["notes"][0]["note"] == "残\udcff"


def test_without_libyaml_it_is_written_too(monkeypatch: pytest.MonkeyPatch) -> None:
    view = tree("普通的进展")
    with_libyaml = yaml.safe_load(tree_yaml(view))
    monkeypatch.delattr(yaml, "CSafeDumper", raising=False)
    assert yaml.safe_load(tree_yaml(view)) == with_libyaml


def test_only_what_says_something_is_written() -> None:
    found = tree_json(tree("x"))
    assert found["tasks"][1]["tasks"][1] == {
        "id": "4",
        "level": "point",
        "title": "普法",
        "lead": ["甲局"],
        "responsible": ["丙镇"],
        "status": "todo",
        "light": "green",
    }
    assert "status" not in found["tasks"][0]
