"""A saved web page → the text of its article, menus and footers left out."""

from __future__ import annotations

import logging
import re
from collections import Counter
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.grid import lists_bodies
from lawgov_cli.importer.language.places import places
from lawgov_cli.importer.language.wording import bare
from lawgov_cli.importer.sources.source import Note, Source, day_said
from lawgov_cli.importer.sources.tables import table_lines
from lawgov_cli.importer.sources.web_numbering import (
    LEVEL,
    before_each,
    without_levels,
    without_signs,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_BLOCKS = frozenset(
    {
        "p",
        "div",
        "li",
        "ul",
        "ol",
        "section",
        "article",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "dd",
        "dt",
    }
    | {"blockquote", "pre", "center", "body", "html", "header", "footer", "main", "form", "figure"}
)
_HIDDEN = frozenset(
    {"script", "style", "noscript", "template", "head", "select", "button", "input"}
) | {"del", "s", "strike"}
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
#: More than any table has; a page may say anything.
_WIDEST_SPAN = 200
#: Behind these a page names itself, not the document.
_TITLE_END = re.compile("[-_|—–]")
_ISSUED = re.compile(
    "(?:成文日期|印发日期|发文日期|发布日期|发布时间|日期)[：:\\s]{1,4}([0-9年月日./-]{8,12})"
)
_NUMBERED = re.compile(
    "(?:发文字号|文件编号|文\\s{0,4}号)[：:\\s]{1,4}(\\S{2,20}〔20[0-9]{2}〕第?[0-9]{1,4}号)"
)
#: So near behind the article a line that names who does it belongs to it …
_NEAR = 3
#: … but for who runs the page.
_FOOT = re.compile("(?:主办|承办|协办|主管|指导|建设|维护|运维|来源|版权)")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]*\?>")
#: Signs that no tree of a page can hold, as they are or by their number: a form feed, a null.
_NO_TEXT = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f]|&#(?:0*(?:[0-8]|1[124-9]|2\d|3[01])|x0*(?:[0-8bcef]|1[\da-f]));?"
    r"(?![\da-f])",
    re.IGNORECASE,
)


def html_source(page: str, path: Path) -> Source:
    """The text of the article in *page*, and what the page around it says of the document.

    Raises:
        ExtraMissing: the library that finds the article is not installed.
        SourceUnreadable: there is no text in the page.
    """
    try:
        import lxml.html
        from readability import Document
    except ImportError:
        raise ExtraMissing(path, ".html", "html") from None
    logging.getLogger("readability").setLevel(logging.CRITICAL + 1)  # it would print a traceback
    page = _DECLARATION.sub("", _NO_TEXT.sub(" ", page))
    try:
        article = Document(page).summary(html_partial=True)
        whole = lxml.html.fromstring(page)
        lines = _with_tasks(_lines(lxml.html.fromstring(article)), _lines(whole))
        text, notes = without_levels(lines)
    except Exception as error:
        raise SourceUnreadable(
            path, "网页里没有找到正文", "请打开网页, 把正文复制到文本文件后再导入"
        ) from error
    if not bare(text):
        raise SourceUnreadable(
            path, "网页里没有找到正文", "请打开网页, 把正文复制到文本文件后再导入"
        )
    return _described(whole, text)._replace(notes=(*notes, *_notes(whole)))


def _notes(whole: Any) -> Iterator[Note]:  # noqa: ANN401 - lxml element
    """What of the page is not shown and names bodies, and what is struck out."""
    for element in whole.iter("del", "s", "strike"):
        if said := bare(element.text_content()):
            yield Note("tracked" if element.tag == "del" else "struck", said)
    for element in whole.iter():
        if isinstance(element.tag, str) and _is_unseen(element):
            cells = [bare(cell.text_content()) for cell in element.iter("td")]
            said = " ".join(cells) if element.tag == "tr" else bare(element.text_content())
            if any(map(lists_bodies, cells)) or places(said):
                yield Note("hidden", said)


def _is_unseen(element: Any) -> bool:  # noqa: ANN401
    return element.get("hidden") is not None or bool(_UNSEEN.search(element.get("style") or ""))


def _with_tasks(article: list[str], whole: list[str]) -> list[str]:
    """*article*, or of the *whole* page what it lost of lines that name who does it.

    All of the page where most such lines stand outside; else what stands between its own, or
    right behind: a short last item may be taken for no part of it.
    """
    found, left = Counter(article), Counter(whole)
    left.subtract(found)
    lost = {line for line, count in left.items() if count > 0 and _names_units(line)}
    kept = sum(count for line, count in found.items() if _names_units(line))
    if sum(left[line] for line in lost) > kept:
        return whole
    own = [at for at, line in enumerate(whole) if found[line]]
    end = own[-1] + 1 if own else 0
    while near := [at for at in range(end, min(end + _NEAR, len(whole))) if whole[at] in lost]:
        end = near[0] + 1
    between = whole[own[0] : end] if own else []
    return between if lost.intersection(between) else article


def _names_units(line: str) -> bool:
    named = line.startswith("| ") or bool(places(line.lstrip(LEVEL)))
    return named and not _FOOT.match(line)


def _described(root: Any, text: str) -> Source:  # noqa: ANN401
    """*text* with the title, the day and the number that stand elsewhere in the page."""
    heads = [bare(head.text_content()) for head in root.iter("h1", "h2")]
    metas = {
        str(m.get("name")).lower(): (m.get("content") or "").strip() for m in root.iter("meta")
    }
    named = (
        *heads,
        metas.get("articletitle", ""),
        _TITLE_END.split(root.findtext(".//title") or "")[0],
    )
    title = next((name for name in named if len(name) > 5), "")
    around = "\n".join([metas.get("pubdate", ""), *map(without_signs, _lines(root))])
    issued = next(filter(None, (day_said(found[1]) for found in _ISSUED.finditer(around))), None)
    issued = issued or day_said(metas.get("pubdate", ""))
    number = _NUMBERED.search(around)
    return Source(text, title, issued, number[1] if number else "")


def _lines(root: Any) -> list[str]:  # noqa: ANN401 - lxml element
    """The text below *root*, a line for each block, each break and each row."""
    parts: list[str] = []
    _collect(root, parts)
    return [line for line in "".join(parts).split("\n") if line.strip()]


def _collect(root: Any, parts: list[str]) -> None:  # noqa: ANN401
    """Walk the tree without recursion: saved pages can be nested very deep."""
    stack: list[tuple[Any, bool, str]] = [(root, False, "")]
    while stack:
        element, done, before = stack.pop()
        tag = element.tag if isinstance(element.tag, str) else ""
        if done:
            parts.append("\n" if tag in _BLOCKS else "")
            parts.append(_flat(element.tail))
            continue
        if tag == "table":
            parts.append("\n" + "\n".join(table_lines(_rows(element))) + "\n")
        elif tag and tag not in _HIDDEN and not _is_unseen(element):
            parts.append("\n" if tag in _BLOCKS or tag == "br" else "")
            parts += [before, _flat(element.text)]
            stack.append((element, True, ""))
            below = zip(element, before_each(element, tag), strict=True)
            stack.extend((child, False, label) for child, label in reversed(list(below)))
            continue
        parts.append(_flat(element.tail))


def _rows(table: Any) -> list[list[str]]:  # noqa: ANN401
    """The rows of a table, cells that span rows or columns repeated."""
    found: list[list[str]] = []
    spanning: dict[int, tuple[int, str]] = {}
    for row in _own_rows(table):
        cells: list[str] = []
        waiting = [cell for cell in row if cell.tag in {"td", "th"}]
        while waiting or any(at >= len(cells) for at in spanning):
            left, text = spanning.get(len(cells), (0, ""))
            if left:
                if left == 1:
                    del spanning[len(cells)]
                else:
                    spanning[len(cells)] = left - 1, text
                cells.append(text)
                continue
            if not waiting:
                cells.append("")
                continue
            cell = waiting.pop(0)
            text = without_signs("\n".join(_lines(cell))).strip()
            down = _span(cell, "rowspan")
            for _ in range(_span(cell, "colspan")):
                if down > 1:
                    spanning[len(cells)] = down - 1, text
                cells.append(text)
        found.append(cells)
    return found


def _own_rows(table: Any) -> list[Any]:  # noqa: ANN401
    """The rows of *table* itself, not of tables inside it."""
    rows = (row for row in table.iter("tr") if not _is_unseen(row))
    return [row for row in rows if next(row.iterancestors("table")) is table]


def _span(cell: Any, name: str) -> int:  # noqa: ANN401
    said = (cell.get(name) or "1").strip()
    return max(1, min(int(said), _WIDEST_SPAN)) if said.isdigit() else 1


def _flat(text: str | None) -> str:
    """Text of a page: line breaks in its source mean nothing."""
    return re.sub(r"[\r\n\t]+ *", "", text or "").replace("\xa0", " ")
