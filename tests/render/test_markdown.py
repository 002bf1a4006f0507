"""Data inside Markdown stays text, as a Markdown reader sees it."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from lawgov_cli.base.cells import visible
from lawgov_cli.render.machine import markdown_table
from lawgov_cli.render.markdown import escaped
from tests.records import NASTY

READER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
MARKUP = st.text(
    st.sampled_from("甲乙a1 *_`<>|~\\[]()!#&;:-+=.\"'/@^{}\n\t"), min_size=1, max_size=14
)
KNOWN = [
    *("**a**", "_a_", "a_b_c", "`a`", "~~a~~", "<b>", "<http://x>", "[a](b)", "![a](b)", "[a][b]"),
    *("[a]: b", "&amp;", "&#35;", "1. x", "1.", "- x", "-", "+ x", "# x", "#", "> x", "---", "==="),
    *("```", "~~~", "| a |", "<!-- x -->", "a\\", "\\*", NASTY),
]
TEXTS = MARKUP | st.sampled_from(KNOWN)


def shown(markdown: str) -> str:
    """The text a reader sees, with tags as they are."""
    return " ".join(html.unescape(READER.render(markdown)).split())


def plain(text: str) -> str:
    return " ".join(visible(text).split())


@settings(max_examples=300)
@given(TEXTS)
def test_in_a_sentence_it_is_text(text: str) -> None:
    assert shown(f"说：{escaped(text)}。") == " ".join(f"<p>说：{visible(text)}。</p>".split())


@settings(max_examples=300)
@given(TEXTS)
def test_in_a_cell_it_is_text(text: str) -> None:
    rendered = READER.render(markdown_table(["a", "b"], [[text, "x"]]))
    cells = re.findall(r"<td>(.*?)</td>", rendered, re.DOTALL)
    assert len(cells) == 2
    assert " ".join(html.unescape(cells[0]).split()) == plain(text)


@settings(max_examples=300)
@given(TEXTS.filter(lambda text: not text[:1].isspace()))
def test_at_the_beginning_of_an_item_it_is_text(text: str) -> None:
    assert shown(f"- {escaped(text)}") == f"<ul> <li>{plain(text)}</li> </ul>"


@pytest.mark.parametrize(
    "text", ["[bold]粗[/bold]", "a_b", "2023-09", "第8项", "=1+1", "(x)", "1.5"]
)
def test_what_is_no_markup_is_left_readable(text: str) -> None:
    assert escaped(text) == text
