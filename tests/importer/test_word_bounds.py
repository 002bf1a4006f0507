"""Word files made to be endless: tables within tables, cells over a hundred million columns."""

from __future__ import annotations

import zipfile
from io import BytesIO
from pathlib import Path

import pytest

from lawgov_cli.importer.sources import word_notes
from lawgov_cli.importer.sources.word import docx_source, docx_tables

pytest.importorskip("docx")

_TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_PACKAGES = "http://schemas.openxmlformats.org/package/2006"
_WORDS = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def word(body: str) -> bytes:
    """A Word file of nothing but *body*."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        part = f'<Override PartName="/word/document.xml" ContentType="{_TYPES}"/>'
        types = f'<Types xmlns="{_PACKAGES}/content-types">{part}</Types>'
        package.writestr("[Content_Types].xml", types)
        link = f'<Relationship Id="r" Type="{_RELATED}" Target="word/document.xml"/>'
        links = f'<Relationships xmlns="{_PACKAGES}/relationships">{link}</Relationships>'
        package.writestr("_rels/.rels", links)
        text = f'<w:document xmlns:w="{_WORDS}"><w:body>{body}</w:body></w:document>'
        package.writestr("word/document.xml", text)
    return made.getvalue()


TEXT = "<w:p><w:r><w:t>一、甲工作</w:t></w:r></w:p>"


@pytest.mark.parametrize("depth", [1, 2, 3, 20, 40])
def test_a_table_within_a_table_says_its_text_once(depth: int) -> None:
    body = TEXT
    for _ in range(depth):
        body = f"<w:tbl><w:tr><w:tc>{body}<w:p/></w:tc></w:tr></w:tbl>"
    assert docx_source(word(body), Path("a.docx")).text.split() == ["一、甲工作"]
    assert len(docx_tables(word(body))) == depth


def test_a_cell_spans_no_more_columns_than_word_has() -> None:
    span = '<w:tcPr><w:gridSpan w:val="100000000"/></w:tcPr>'
    body = f"<w:tbl><w:tr><w:tc>{span}{TEXT}</w:tc></w:tr></w:tbl>"
    assert docx_tables(word(body)) == [[["一、甲工作"] * 63]]


def test_rows_and_cells_within_controls_are_the_tables_own() -> None:
    cell = f"<w:sdt><w:sdtContent><w:tc>{TEXT}</w:tc></w:sdtContent></w:sdt>"
    body = f"<w:tbl><w:sdt><w:sdtContent><w:tr>{cell}</w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert docx_tables(word(body)) == [[["一、甲工作"]]]


def test_a_paragraph_of_thousands_of_marked_changes_is_looked_at_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    looked: list[object] = []
    monkeypatch.setattr(word_notes, "_longest_word", looked.append)
    changes = "<w:ins><w:r><w:t>1.推进工作。</w:t></w:r></w:ins>" * 300
    source = docx_source(word(f"<w:p>{changes}</w:p>"), Path("a.docx"))
    assert [note.code for note in source.notes] == ["inserted"] * 300
    assert len(looked) == 1
