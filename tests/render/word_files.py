"""Looking into Word files: their XML, and their text as python-docx reads it."""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET
from zipfile import ZIP_DEFLATED, ZipFile

import docx
from docx.text.paragraph import Paragraph

GOLDEN = Path(__file__).parents[1] / "golden"
REPORTS = sorted([*GOLDEN.glob("report/*.md"), *GOLDEN.glob("year/**/*.md")])
MONTH = (GOLDEN / "report" / "2023-09.md").read_text(encoding="utf-8")
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"

#: A paper with everything a template makes.
PAPER = """\
# 工作月报

2023年9月　　太仓市人民政府办公室　　截至2023年9月30日

## 一、总体情况

共30项。
已完成1项“甲”——完。

### （一）第一部分

- 第1项 立法
  - 9月1日 甲局：已开会
    - 其中乙局
      - 其中丙局

1. 逾期：
   - 第2项

## 附件1：总表

| 序号 | 说明 |
| ---: | --- |
| 1 | 甲 |
"""


def parts(data: bytes) -> dict[str, bytes]:
    """Every part of the archive."""
    with ZipFile(BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def zipped(contents: dict[str, bytes]) -> bytes:
    """An archive of such parts."""
    stream = BytesIO()
    with ZipFile(stream, "w", ZIP_DEFLATED) as archive:
        for name, content in contents.items():
            archive.writestr(name, content)
    return stream.getvalue()


def xml(data: bytes, part: str = BODY) -> ET.Element:
    """One part as a tree."""
    return ET.fromstring(parts(data)[part])  # noqa: S314 - made by the test


def changed(data: bytes, part: str, old: str, new: str) -> bytes:
    """The file with *old* replaced in one part, as if by Word; it must be there."""
    contents = parts(data)
    text = contents[part].decode()
    assert old in text
    return zipped({**contents, part: text.replace(old, new).encode()})


def value(element: ET.Element, path: str, name: str = "val") -> str | None:
    """An attribute of what *path* (tags without their namespace) leads to, if it is there."""
    found = element.find("/".join(f"{W}{tag}" for tag in path.split("/")))
    return None if found is None else found.get(f"{W}{name}")


def styled(data: bytes) -> list[tuple[str, str]]:
    """Each paragraph outside the tables that says something: the id of its style, its text."""
    body = xml(data).find(f"{W}body")
    assert body is not None
    return [
        (value(paragraph, "pPr/pStyle") or "", "".join(paragraph.itertext()))
        for paragraph in body.findall(f"{W}p")
        if "".join(paragraph.itertext())
    ]


def text_of(data: bytes) -> list[str]:
    """The text that python-docx finds: paragraphs that say something, tables cell by cell."""
    found: list[str] = []
    for item in docx.Document(BytesIO(data)).iter_inner_content():
        if isinstance(item, Paragraph):
            found.append(item.text)
        else:
            cells: Any = (cell for row in item.rows for cell in row.cells)
            found += [cell.text for cell in cells]
    return [text.strip() for text in found if text.strip()]


_MARK = re.compile(r"\s*<!--.*-->\s*\Z")
_ITEM = re.compile(r"\s*(?:- |(\d+\.) )")


def text_of_markdown(markdown: str) -> list[str]:
    """The same of the Markdown of our templates, told line by line, knowing no Markdown."""
    found: list[str] = []
    goes_on = False
    for line in markdown.splitlines():
        plain = False
        if line.startswith("|"):
            found += [] if line.startswith(("| ---", "| -")) and "---" in line else _cells(line)
        elif line.startswith("#"):
            heading = line.lstrip("# ")
            annex = re.fullmatch(r"(附件\d*)：(.*)", heading)
            found += annex.groups() if annex else [heading]
        elif item := _ITEM.match(line):
            found.append(f"{item[1] or ''}{line[item.end() :]}")
        elif line.strip() and not _MARK.match(line):
            plain = True
            if goes_on:
                found[-1] += line
            else:
                found.append(line)
        goes_on = plain
    return [_unescaped(text).strip() for text in found if text.strip()]


def _cells(line: str) -> list[str]:
    return re.split(r"(?<!\\)\|", line)[1:-1]


def _unescaped(text: str) -> str:
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)
