"""A Word document (.docx) → its text, numbers that Word counts itself among it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import ExtraMissing, SourceUnreadable
from lawgov_cli.importer.sources.source import Source
from lawgov_cli.importer.sources.tables import table_lines
from lawgov_cli.importer.sources.word_notes import FALLBACK, is_hidden, take_out_struck, word_notes
from lawgov_cli.importer.sources.word_notes import W as _W
from lawgov_cli.importer.sources.word_numbering import Numbering

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

#: What stands in a paragraph and is no word of it: taken out, moved away, or in a box.
_NOT_HERE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}txbxContent", FALLBACK})
#: Columns that a table of Word can have.
_MOST_COLUMNS = 63
_BREAKS = {f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}tab": "\t", f"{_W}noBreakHyphen": "-"}


def docx_source(data: bytes, path: Path) -> Source:
    """The text of the .docx file in *data*, a line for each paragraph and each row.

    Raises:
        ExtraMissing: the library that reads it is not installed.
        SourceUnreadable: the file is damaged.
    """
    try:
        import docx
        from docx.oxml import parse_xml
    except ImportError:
        raise ExtraMissing(path, ".docx", "docx") from None
    try:
        document = docx.Document(BytesIO(data))
        numbering = Numbering(document)
        notes = tuple(word_notes(document, parse_xml))
        take_out_struck(document.element.body)
        return Source("\n".join(_lines(document.element.body, numbering)), notes=notes)
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
            for box in _boxes(element):
                yield from _lines(box, numbering)
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
    """The text of a paragraph as it stands now: insertions in, deletions and hidden words out."""
    return "".join(_signs(paragraph))


def _signs(element: Any) -> Iterator[str]:  # noqa: ANN401
    for child in element:
        if child.tag == f"{_W}t":
            yield child.text or ""
        elif child.tag in _BREAKS and element.tag == f"{_W}r":
            yield _BREAKS[child.tag]
        elif child.tag not in _NOT_HERE and not (child.tag == f"{_W}r" and is_hidden(child)):
            yield from _signs(child)


def _boxes(paragraph: Any) -> Iterator[Any]:  # noqa: ANN401
    """The text boxes that hang on a paragraph."""
    for box in paragraph.iter(f"{_W}txbxContent"):
        within = next(box.iterancestors(FALLBACK, f"{_W}txbxContent", f"{_W}p"), None)
        if within is paragraph:
            yield box
