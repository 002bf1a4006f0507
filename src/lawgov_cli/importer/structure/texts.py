"""Parts that every such document has and nobody reports on: 总体要求, 基本原则, 保障措施.

Where they name no unit, what stands below them is text under headings, not points.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.heading import heading
from lawgov_cli.importer.structure.row_cells import is_row

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.importer.structure.node import Node

_ONE = "总体要求|(?:总体|基本|工作|指导|发展|主要|行动|年度)(?:思想|思路|原则|目标)|总则"
_SUPPORT = (
    "(?:强化|加强|完善|落实|严格)?(?:(?:组织|工作|政策|实施|服务)?保障(?:措施|机制)?|组织(?:领导|实施)|工作要求"
    "|有关要求|推进机制|督导考核|督查考核)"
)
_ONES = f"(?:{_ONE})(?:[和与及、，]?(?:{_ONE}|目标))*"
_TEXT = re.compile(f"{_ONES}|{_SUPPORT}(?:[和与及、，]?{_SUPPORT})*")


def keep_texts(roots: Sequence[Node]) -> None:
    """Make headings of all below such a part; nothing where the document names no unit at all."""
    if any(map(_is_named, roots)):
        _keep(roots)


def is_text(node: Node) -> bool:
    """Whether *node* is the heading of such a part."""
    heads = bool(node.children) or node.level.is_heading
    return heads and bool(_TEXT.fullmatch(heading(node.paragraphs[0].text).title))


def texts_like_points(roots: Iterable[Node], *, below: bool = False) -> Iterator[Node]:
    """Numbered headings with nothing below, but for those of 总体要求 and its kind.

    Parameters:
        below: whether they stand below such a part, so that each is one of a list.
    """
    for node in roots:
        title = heading(node.paragraphs[0].text).title
        if node.level.is_heading and not re.fullmatch(_ONES, title):
            alone = node.mark and not node.children and not is_row(node.paragraphs[-1].text)
            if alone and (below or not is_text(node)):
                yield node
            yield from texts_like_points(node.children, below=is_text(node))


def _keep(nodes: Iterable[Node]) -> None:
    for node in nodes:
        if is_text(node) and not _is_named(node):
            for each in node.walk():
                each.level = each.level if each.level is Level.SECTION else Level.GROUP
        elif node.level.is_heading:
            _keep(node.children)


def _is_named(node: Node) -> bool:
    """Whether anybody is named in it or below it."""
    return any(
        each.has_units or each.given or each.ruled or each.row or each.listed
        for each in node.walk()
    )
