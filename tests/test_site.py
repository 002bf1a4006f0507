"""The handbook as a site: every page is in its menu, and no page asks anything of the network."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.update_docs import ROOT

if TYPE_CHECKING:
    from pathlib import Path

pytest.importorskip("material", reason="skipped: mkdocs-material needs Python 3.11")

#: What a browser fetches of its own accord; a link is only followed by the reader.
FETCHED = re.compile(
    r"""<(?!a\b)[^>]*\b(?:src|href|srcset)=["']?((?:https?:)?//[^"'\s>]*)"""
    r"""|url\(["']?((?:https?:)?//[^)"']*)|@import\s+["']((?:https?:)?//[^"']*)"""
)


@pytest.fixture(name="site", scope="module")
def _site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("site")
    build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return folder


def test_every_page_of_the_handbook_is_in_the_menu(site: Path) -> None:
    menu = (site / "index.html").read_text(encoding="utf-8")
    pages = {path.stem for path in ROOT.glob("docs/*.md")} - {"architecture", "windows"}
    assert [page for page in sorted(pages) if f'href="{page}.html"' not in menu] == []


def test_the_pages_fetch_nothing_from_the_network(site: Path) -> None:
    files = [*site.rglob("*.html"), *site.rglob("*.css")]
    fetched = {
        (file.name, "".join(match))
        for file in files
        for match in FETCHED.findall(file.read_text(encoding="utf-8"))
    }
    assert fetched == set()
