"""The repository as a whole: versions agree, and no file says where it was written."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

import lawgov_cli

ROOT = Path(__file__).resolve().parents[1]

#: Files whose bytes are given: documents as they were published, and deliberately bad inputs.
BYTE_EXACT = ("data/source/", "tests/broken/", "tests/golden/", "tests/importer/samples/")

#: Package registries, and folders that exist only on somebody's machine.
ADDRESS = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|debian|crates)\.(?:org|com|io|net)\b"
    r"|(?<![\w.~-])/(?:home|root|Users|work|opt)/[\w.]"
)


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def project_version() -> str:
    found = re.search(r'^version = "(.+)"$', read("pyproject.toml"), re.MULTILINE)
    assert found
    return found[1]


@pytest.fixture(name="files", scope="module")
def _files() -> dict[str, bytes]:
    """Return the content of every file of the repository, added or about to be."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout
    names = [name for name in listed.decode().split("\0") if name and (ROOT / name).is_file()]
    assert "pyproject.toml" in names
    return {name: (ROOT / name).read_bytes() for name in names}


def test_the_version_is_the_same_everywhere() -> None:
    assert project_version() == lawgov_cli.__version__
    assert f"## [{lawgov_cli.__version__}] - 20" in read("CHANGELOG.md")


def test_no_file_names_a_registry_or_a_machine(files: dict[str, bytes]) -> None:
    found = [
        f"{name}: {match[0]}"
        for name, content in files.items()
        for match in ADDRESS.finditer(content.decode("utf-8", errors="replace"))
    ]
    assert found == []


@pytest.mark.parametrize(
    "text",
    [
        "see https://pypi" + ".org/simple",
        "files.pythonhosted" + ".org",
        "cd /work" + "/x",
        '"/root' + '/.x"',
    ],
)
def test_an_address_would_be_found(text: str) -> None:
    assert ADDRESS.search(text)


@pytest.mark.parametrize(
    "text", ["data/work/x", "https://example.org/home/x", "a/root/b", "/etc/x"]
)
def test_what_is_no_address_is_let_pass(text: str) -> None:
    assert not ADDRESS.search(text)


def test_every_text_ends_with_one_line_break(files: dict[str, bytes]) -> None:
    texts = {
        name: content
        for name, content in files.items()
        if content and b"\0" not in content and not name.startswith(BYTE_EXACT)
    }
    assert [name for name, content in texts.items() if not content.endswith(b"\n")] == []
    assert [name for name, content in texts.items() if content.endswith(b"\n\n")] == []
    assert [name for name, content in texts.items() if b"\r" in content] == []


def test_the_constraints_are_exact_and_without_addresses() -> None:
    pin = re.compile(
        r"[A-Za-z0-9._-]+==[0-9][0-9A-Za-z.]*(?: ; (?:python_version|sys_platform) .+)?"
    )
    lines = [line for line in read("constraints.txt").splitlines() if line and line[0] != "#"]
    assert [line for line in lines if not pin.fullmatch(line)] == []


def test_every_dependency_is_pinned() -> None:
    needed = re.findall(r'^    "([A-Za-z0-9-]+)[><=]', read("pyproject.toml"), re.MULTILINE)
    pinned = {line.partition("==")[0].lower() for line in read("constraints.txt").splitlines()}
    assert {"typer", "pytest"} <= set(needed)
    assert [name for name in needed if name.lower() not in pinned] == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no executable bit")
def test_the_script_of_ci_is_executable() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)
