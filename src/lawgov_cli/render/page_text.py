"""The text of a page: what its code is over, and the code itself, put into it and found again."""

from __future__ import annotations

import re
from html import escape, unescape
from typing import TYPE_CHECKING

from lawgov_cli.render.proof import CODE, code_for, code_line, properties_of

if TYPE_CHECKING:
    from lawgov_cli.render.proof import Seal
    from lawgov_cli.views.report import Report

#: How a page looks and what it can do; its data, in an element of the same name, is text.
_LOOKS = re.compile(
    r"<style\b.*?</style>|<script\b(?![^>]*application/json).*?</script>|<head\b.*?</head>",
    re.DOTALL | re.IGNORECASE,
)
_TAG = re.compile(r"<[^>]*>")
_META = re.compile(r'<meta name="([^"]*)" content="([^"]*)"', re.IGNORECASE)


def sealed_page(page: str, report: Report, seal: Seal) -> str:
    """*page* with its code: for a reader at its foot, for a program in its head."""
    code = code_for(report, page_lines(page), seal)
    named = "".join(
        f'<meta name="{name}" content="{escape(value)}">\n'
        for name, value in properties_of(code, seal).items()
    )
    foot, end = ("</footer>", "") if "</footer>" in page else ("</body>", "\n")
    head, _, rest = page.rpartition(foot)
    page = f"{head}<p>{code_line(code)}</p>{end}{foot}{rest}" if foot in page else page
    return page.replace("</head>", f"{named}</head>", 1)


def page_lines(page: str) -> list[str]:
    """What the page in *page* says, without its code."""
    lines = (line.strip() for line in _TAG.sub("\n", _LOOKS.sub("\n", page)).split("\n"))
    return [unescape(line) for line in lines if line and not line.startswith(f"{CODE}：")]


def page_properties(page: str) -> dict[str, str]:
    """What the head of the page names."""
    return {name: unescape(value) for name, value in _META.findall(page)}
