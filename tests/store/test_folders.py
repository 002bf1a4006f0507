from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import platformdirs
import pytest

from lawgov_cli.store.folders import cache_folder, copy_new, data_folder

if TYPE_CHECKING:
    from pathlib import Path


def test_the_user_s_folders_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    assert data_folder().name == "lawgov"
    assert data_folder().is_relative_to(os.environ["XDG_DATA_HOME"])
    assert cache_folder() is None
    monkeypatch.delenv("LAWGOV_CACHE")
    folder = cache_folder()
    assert folder is not None
    assert folder.is_relative_to(os.environ["XDG_CACHE_HOME"])


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere platformdirs is asked itself")
@pytest.mark.parametrize("given", [None, "", "rel", "/somewhere", "/with space/甲"])
@pytest.mark.parametrize("home", ["/h/jia", "/", "rel", None])
def test_the_folders_are_those_that_platformdirs_names(
    given: str | None, home: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("LAWGOV_CACHE")
    for name, value in (("XDG_DATA_HOME", given), ("XDG_CACHE_HOME", given), ("HOME", home)):
        monkeypatch.delenv(name, raising=False)
        if value is not None:
            monkeypatch.setenv(name, value)
    assert data_folder() == platformdirs.user_data_path("lawgov", appauthor=False)
    assert cache_folder() == platformdirs.user_cache_path("lawgov", appauthor=False)


def test_journals_are_not_copied_along(tmp_path: Path) -> None:
    (tmp_path / "from" / "inner").mkdir(parents=True)
    (tmp_path / "from" / "p.journal.yaml").touch()
    (tmp_path / "from" / "inner" / "a.txt").write_text("甲", encoding="utf-8")
    copy_new(tmp_path / "from", tmp_path / "to")
    names = {path.relative_to(tmp_path / "to").as_posix() for path in (tmp_path / "to").rglob("*")}
    assert names == {"inner", "inner/a.txt"}
    (tmp_path / "to" / "inner" / "a.txt").write_text("乙", encoding="utf-8")
    copy_new(tmp_path / "from", tmp_path / "to")
    assert (tmp_path / "to" / "inner" / "a.txt").read_text(encoding="utf-8") == "乙"
