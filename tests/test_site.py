"""The handbook as a site: every page is in its menu, and no page asks anything of the network."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from tests.cli.test_page_in_chromium import CHROMIUM
from tests.update_docs import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

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


@pytest.fixture(name="browser", scope="module")
def _browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM)
        yield browser
        browser.close()


def test_every_page_of_the_handbook_is_in_the_menu(site: Path) -> None:
    menu = (site / "index.html").read_text(encoding="utf-8")
    pages = {path.stem for path in ROOT.glob("docs/*.md")} - {"architecture", "windows"}
    assert [page for page in sorted(pages) if f'href="{page}.html"' not in menu] == []


def test_the_pages_fetch_nothing_from_the_network(site: Path) -> None:
    files = [*site.rglob("*.html"), *site.rglob("*.css"), *site.rglob("*.svg")]
    fetched = {
        (file.name, "".join(match))
        for file in files
        for match in FETCHED.findall(file.read_text(encoding="utf-8"))
    }
    assert fetched == set()


def test_the_search_holds_every_section_of_every_page(site: Path) -> None:
    script = (site / "search" / "sections.js").read_text(encoding="utf-8")
    sections = json.loads(script.removeprefix("const SECTIONS = ").rstrip(";\n"))
    pages = {path.name for path in site.glob("*.html")} - {"404.html"}
    assert {section["url"].partition("#")[0] for section in sections} == pages
    assert all("¶" not in section["title"] for section in sections)
    chase = next(one for one in sections if one["url"] == "month.zh-CN.html#催")
    assert (chase["page"], chase["title"]) == ("每个月", "催")
    assert "没有可报的" in chase["text"]


@pytest.mark.skipif(CHROMIUM is None, reason="skipped: Chromium is not installed")
@pytest.mark.parametrize(
    ("typed", "first", "found"),
    [
        ("催报", "催报", True),
        ("改期 理由", "", True),
        ("零报告", "", True),
        ("ｌａｗｇｏｖ　SYNC", "", True),
        ("<img src=x onerror=alert(1)>", "", False),
        ("天上的星星", "", False),
    ],
)
def test_the_search_finds_chinese_in_a_page_opened_from_a_folder(
    typed: str, first: str, *, found: bool, site: Path, browser: Browser
) -> None:
    asked: list[str] = []
    page = browser.new_page()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((site / "index.html").as_uri())
    page.get_by_label("在手册里找").fill(typed)
    listed = page.locator(".find-list")
    assert (listed.locator("a").count() > 0) is found
    if not found:
        assert "没有找到" in listed.inner_text()
    elif first:
        assert first in listed.locator("mark").first.inner_text()
        with page.expect_navigation():
            listed.locator("a").first.click()
        assert "#" in page.url or page.url.endswith(".html")
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    page.close()
