from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.year import crossing, script
from tests.year.office import Office, Return, returns

if TYPE_CHECKING:
    from collections.abc import Callable


@pytest.fixture(scope="session")
def year(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The office after its year. Lived once; the tests read it and write elsewhere."""
    return _lived(tmp_path_factory, returns(), script.live)


@pytest.fixture(scope="session")
def crossed(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """Another office, where replies, returns, copies and a reform cross the months' ends."""
    return _lived(tmp_path_factory, [], crossing.live)


def _lived(
    paths: pytest.TempPathFactory, sent: list[Return], live: Callable[[Office], None]
) -> Office:
    folder = paths.mktemp("year")
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
        office = Office(desk, monkeypatch, sent)
        live(office)
    return office
