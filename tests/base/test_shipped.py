from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base import shipped as resources
from lawgov_cli.base.shipped import shipped
from tests.helpers import ROOT

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_in_a_checkout_they_lie_above_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "lawgov_cli"
    package.mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert shipped("data") == tmp_path / "data"


def test_in_a_wheel_they_lie_in_the_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "src" / "lawgov_cli"
    (package / "data").mkdir(parents=True)
    monkeypatch.setattr(resources, "_PACKAGE", package)
    assert shipped("data") == package / "data"


def test_what_ships_is_there() -> None:
    assert (shipped("data") / "workpoints-2023.yaml").is_file()
    assert (shipped("templates") / "monthly.md.j2").is_file()
    assert (ROOT / "data").is_dir()
