"""The documentation says what the program does: every command shown is run, every page is fresh."""

from __future__ import annotations

import os
import re
from typing import TYPE_CHECKING

import pytest

from lawgov_cli.cli.commands import COMMANDS
from lawgov_cli.cli.typer_commands import load_command
from tests.pictures import PICTURES, pictures
from tests.rollup_doc import rollup_doc
from tests.update_docs import REFERENCE, ROLLUP, ROOT, SESSIONS, reference, run_session

if TYPE_CHECKING:
    from pathlib import Path

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name in SESSIONS if (ROOT / name).exists()])
def test_every_command_shown_prints_what_the_page_says(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert run_session(text) == text, "refresh with: python3 tasks.py docs --update"


def test_every_page_that_shows_a_session_is_run() -> None:
    pages = {path for path in ROOT.glob("docs/*.md") if "```console" in path.read_text("utf-8")}
    assert {page.relative_to(ROOT).as_posix() for page in pages} <= set(SESSIONS)


def test_the_reference_of_commands_is_fresh() -> None:
    assert REFERENCE.read_text(encoding="utf-8") == reference()


def test_the_page_of_the_roll_up_is_fresh() -> None:
    assert ROLLUP.read_text(encoding="utf-8") == rollup_doc()


@pytest.mark.skipif(os.name == "nt", reason="skipped: Windows has no pty")
def test_the_pictures_are_of_what_the_program_shows_and_fetch_nothing() -> None:
    for path, drawn in pictures().items():
        assert path.read_text(encoding="utf-8") == drawn, "python3 tasks.py docs --update"
        assert re.findall(r"@import|url\((?!#)|href", drawn) == []
    shown = "".join(page.read_text(encoding="utf-8") for page in ROOT.glob("docs/*.md"))
    assert set(re.findall(r"\((pictures/[^)]*)\)", shown)) == {
        f"pictures/{n}.svg" for n in PICTURES
    }


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_in_the_readme(name: str) -> None:
    assert re.search(rf"`{name}`", README)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_and_option_is_explained_in_chinese(name: str) -> None:
    command = load_command(name)
    assert re.search("[一-鿿]", command.help or "")
    for param in command.params:
        assert re.search("[一-鿿]", param.help or ""), f"{name}: {param.name}"


def test_both_set_up_commands_of_the_readme_are_run_by_ci() -> None:
    shown = re.findall(r"^```sh\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
    assert [block.strip() for block in shown] == [
        "python3 tasks.py install && . .venv/bin/activate && lawgov list --unit 市司法局",
        "python3 tasks.py test",
    ]
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for step in (
        "tasks.py install",
        "bin/activate",
        "lawgov list --unit 市司法局",
        "tasks.py test",
    ):
        assert step in ci


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "README.zh-CN.md", *ROOT.glob("docs/*.md")]
)
def test_every_link_within_the_project_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#:]+)\)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), f"{page.name}: {target}"
