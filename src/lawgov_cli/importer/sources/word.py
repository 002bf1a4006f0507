"""A Word document (.docx) → its text, numbers that Word counts itself among it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.sources.tables import table_lines
from lawgov_cli.importer.sources.word_numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
#: Columns that a table of Word can have.
_MOST_COLUMNS = 63
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def docx_text(data: bytes, path: Path) -> str:
    """The text of the .docx file in *data*, a line for each paragraph and each row.

    Raises:
        ExtraMissing: the library that reads it is not installed.
        SourceUnreadable: the file is damaged.
    """
    try:
        import docx
    except ImportError:
        raise ExtraMissing(path, ".docx", "docx") from None
    try:
        document = docx.Document(BytesIO(data))
        numbering = Numbering(document)
        return "\n".join(_lines(document.element.body, numbering))
    except Exception as error:
        raise SourceUnreadable(
            path, "Word 文件已损坏或不完整", "请用 Word 或 WPS 打开, 另存为 .docx 后再导入"
        ) from error


def docx_tables(data: bytes) -> list[list[list[str]]]:
    """The cells of each table of the .docx file in *data*, merged ones repeated.

    Raises:
        ImportError: the library that reads it is not installed.
        ValueError: the file is damaged.
    """
    return docx_parts(data)[0]


def docx_parts(data: bytes) -> tuple[list[list[list[str]]], list[str]]:
    """The same, and the lines of the paragraphs outside the tables."""
    import docx

    try:
        document = docx.Document(BytesIO(data))
        numbering = Numbering(document)
        body = document.element.body
        tables = [list(_rows(table, numbering)) for table in body.iter(f"{_W}tbl")]
        lines = [_text(paragraph) for paragraph in _own(body, f"{_W}p")]
    except Exception as error:
        raise ValueError("damaged") from error
    return tables, [line for line in lines if line.strip()]


def _lines(container: Any, numbering: Numbering) -> Iterator[str]:  # noqa: ANN401 - lxml element
    for element in container:
        if element.tag == f"{_W}p":
            text = _text(element)
            yield f"{numbering.label(element)}{text}" if text.strip() else ""
        elif element.tag == f"{_W}tbl":
            yield from table_lines(list(_rows(element, numbering)))
        elif element.tag in {f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}smartTag"}:
            yield from _lines(element, numbering)


def _rows(table: Any, numbering: Numbering) -> Iterator[list[str]]:  # noqa: ANN401
    """The rows of a table; a cell merged with the one above repeats its text."""
    above: list[str] = []
    for row in _own(table, f"{_W}tr"):
        cells: list[str] = []
        for cell in _own(row, f"{_W}tc"):
            span = cell.find(f"{_W}tcPr/{_W}gridSpan")
            merged = cell.find(f"{_W}tcPr/{_W}vMerge")
            text = "\n".join(_lines(cell, numbering)).strip()
            if merged is not None and merged.get(f"{_W}val") != "restart" and not text:
                text = above[len(cells)] if len(cells) < len(above) else ""
            columns = int(span.get(f"{_W}val") if span is not None else 1)
            cells += [text] * min(columns, _MOST_COLUMNS)
        above = cells
        yield cells


def _own(container: Any, tag: str) -> Iterator[Any]:  # noqa: ANN401 - lxml elements
    """The rows of a table or the cells of a row, but not those of a table within a cell."""
    for element in container:
        if element.tag == tag:
            yield element
        elif element.tag not in {f"{_W}tbl", f"{_W}tr", f"{_W}tc", f"{_W}p"}:
            yield from _own(element, tag)


def _text(paragraph: Any) -> str:  # noqa: ANN401
    """The text of a paragraph as it stands now: insertions in, deletions out."""
    parts: list[str] = []
    for element in paragraph.iter():
        if element.tag == f"{_W}t":
            if next(element.iterancestors(_FALLBACK, f"{_W}del"), None) is None:
                parts.append(element.text or "")
        elif element.tag in _BREAKS and element.getparent().tag == f"{_W}r":
            parts.append(_BREAKS[element.tag])
    return "".join(parts)
