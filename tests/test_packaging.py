"""The wheel: what is in it, what is not, and that it works far from the checkout."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).resolve().parents[1]
BUILT_FROM = ("pyproject.toml", "README.md", "LICENSE", "src", "data", "templates")

pytestmark = pytest.mark.skipif(
    importlib.util.find_spec("hatchling") is None, reason="hatchling is not installed"
)


@pytest.fixture(name="wheel", scope="module")
def _wheel(tmp_path_factory: pytest.TempPathFactory) -> Iterator[zipfile.ZipFile]:
    """Build from a copy of the checkout in which an office has already worked."""
    copy = tmp_path_factory.mktemp("checkout")
    for name in BUILT_FROM:
        if (ROOT / name).is_dir():
            ignore = shutil.ignore_patterns("__pycache__")
            shutil.copytree(ROOT / name, copy / name, ignore=ignore)
        else:
            shutil.copy(ROOT / name, copy)
    for name in ("data/workpoints-2023.journal.yaml", "data/reports/2023-09.md"):
        (copy / name).parent.mkdir(exist_ok=True)
        (copy / name).write_text("an office's own\n", encoding="utf-8")
    target = copy / "dist"
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(target)]
    subprocess.run(build, cwd=copy, check=True, capture_output=True)
    (path,) = target.glob("*.whl")
    with zipfile.ZipFile(path) as wheel:
        yield wheel


def test_everything_shipped_is_in_the_wheel(wheel: zipfile.ZipFile) -> None:
    names = set(wheel.namelist())
    shipped = [path for folder in ("data", "templates") for path in (ROOT / folder).rglob("*")]
    expected = {
        f"lawgov_cli/{path.relative_to(ROOT).as_posix()}"
        for path in shipped
        if path.is_file() and ".journal.yaml" not in path.name and "reports" not in path.parts
    }
    assert expected <= names
    assert {
        "lawgov_cli/data/workpoints-2023.yaml",
        "lawgov_cli/data/source/workpoints-2023.txt",
        "lawgov_cli/templates/monthly.md.j2",
        "lawgov_cli/__main__.py",
    } <= names


def test_an_office_s_own_files_and_the_tests_are_not(wheel: zipfile.ZipFile) -> None:
    names = wheel.namelist()
    assert [name for name in names if ".journal.yaml" in name or "reports/" in name] == []
    assert {name.split("/")[0] for name in names} == {"lawgov_cli", "lawgov-0.1.0.dist-info"}


def test_the_wheel_names_the_command(wheel: zipfile.ZipFile) -> None:
    entry_points = wheel.read("lawgov-0.1.0.dist-info/entry_points.txt").decode()
    assert "lawgov = lawgov_cli.__main__:main" in entry_points


def test_the_wheel_works_in_an_empty_folder(wheel: zipfile.ZipFile, tmp_path: Path) -> None:
    site, empty, home = (tmp_path / name for name in ("site", "empty", "home"))
    empty.mkdir()
    home.mkdir(exist_ok=True)
    wheel.extractall(site)
    own = ("LAWGOV_", "XDG_", "COVERAGE_", "COV_CORE_")
    env = {name: value for name, value in os.environ.items() if not name.startswith(own)}
    env |= {name: str(home) for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
    env |= {"PYTHONPATH": str(site), "PYTHONUTF8": "1"}

    def python(*args: str) -> str:
        command = [sys.executable, *args]
        ran = subprocess.run(
            command, cwd=empty, env=env, capture_output=True, encoding="utf-8", check=True
        )
        assert ran.stderr == ""
        return ran.stdout

    where = python("-c", "import lawgov_cli; print(lawgov_cli.__file__)")
    assert Path(where.strip()) == site / "lawgov_cli" / "__init__.py"
    assert "19" in python("-m", "lawgov_cli", "list", "--unit", "市司法局").splitlines()[0]
    assert list(empty.iterdir()) == []
