"""Whatever is in a note, the exported YAML reads back to it, and says what the JSON says."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from lawgov_cli.filters.flags import Selection
from lawgov_cli.render.export import tree_json, tree_yaml
from lawgov_cli.views.task import TreeView, tree_view
from tests.helpers import folded_on, record

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
