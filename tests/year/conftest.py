from __future__ import annotations

import pytest

from tests.year.office import Office, returns
from tests.year.script import live


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office after its year. Lived once; the tests read it and write elsewhere."""
    folder = tmp_path_factory.mktemp("year")
    with pytest.MonkeyPatch.context() as monkeypatch:
        for name in ("HOME", "USERPROFILE", "XDG_DATA_HOME", "APPDATA", "LOCALAPPDATA"):
            monkeypatch.setenv(name, str(folder / "home"))
        monkeypatch.setenv("XDG_CACHE_HOME", str(folder / "cache"))
        for name in ("LAWGOV_PLAN", "LAWGOV_CACHE", "NO_COLOR", "FORCE_COLOR", "TERM"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LAWGOV_BY", "张三")
        monkeypatch.setenv("COLUMNS", "100")
        desk = folder / "desk"
        desk.mkdir()
        monkeypatch.chdir(desk)
        office = Office(desk, monkeypatch, returns())
        live(office)
    return office
