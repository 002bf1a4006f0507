"""What mkdocs calls while it builds the handbook: the text of every section, for its search.

The page's own search (``docs/search/search.js``) looks for words as they stand, so Chinese needs no
dictionary; the sections are a script and not data, so it works from a folder, without a server.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

#: Page by page: address, title, text of each section. Filled while one site is built.
_sections: list[dict[str, str]] = []
_HEADINGS = {"h1", "h2", "h3"}


class _Sections(HTMLParser):
    """The sections of a page: a new one begins at each heading that has an address."""

    def __init__(self, page: str, title: str) -> None:
        super().__init__()
        self._page, self._title = page, title
        self.found = [{"url": page, "page": title, "title": title, "text": ""}]
        self._heading = self._mark = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """A heading begins a section; the sign that links to it is no text."""
        given = dict(attrs)
        if tag in _HEADINGS and given.get("id"):
            url = f"{self._page}#{given['id']}"
            self.found.append({"url": url, "page": self._title, "title": "", "text": ""})
            self._heading = True
        self._mark = self._mark or given.get("class") == "headerlink"

    def handle_endtag(self, tag: str) -> None:
        """A heading ends."""
        if tag in _HEADINGS:
            self._heading = False
        if tag == "a":
            self._mark = False

    def handle_data(self, data: str) -> None:
        """Text of the heading, or below it."""
        if not self._mark:
            self.found[-1]["title" if self._heading else "text"] += data


def on_pre_build(**_: Any) -> None:  # noqa: ANN401 - mkdocs' own
    """Begin anew: `mkdocs serve` builds more than once."""
    _sections.clear()


def on_page_content(html: str, *, page: Any, **_: Any) -> str:  # noqa: ANN401 - mkdocs' own
    """Take the sections of a page; the page stays as it is."""
    reader = _Sections(page.url, page.title)
    reader.feed(html)
    for section in reader.found:
        section["text"] = " ".join(section["text"].split())
    _sections.extend(section for section in reader.found if section["title"] and section["text"])
    return html


def on_post_build(*, config: Any, **_: Any) -> None:  # noqa: ANN401 - mkdocs' own
    """Write the sections where the page's script finds them."""
    text = json.dumps(_sections, ensure_ascii=False, separators=(",", ":"))
    file = Path(config["site_dir"]) / "search" / "sections.js"
    file.write_text(f"const SECTIONS = {text};\n", encoding="utf-8")
