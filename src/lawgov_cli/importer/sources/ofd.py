"""A fixed-layout document (.ofd, GB/T 33190) → its text, line by line as it stands on the pages."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from lawgov_cli.base.errors import SourceUnreadable
from lawgov_cli.importer.sources.pages import rejoined

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGE = re.compile(r"(?:^|/)Pages/Page_(\d+)/Content\.xml$")
#: Text on one line stands no further apart than this, in millimetres.
_SAME_LINE = 1.5


def ofd_text(data: bytes, path: Path) -> str:
    """The text of the .ofd file in *data*.

    Raises:
        SourceUnreadable: the file is damaged, or holds only pictures of pages.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            names = sorted(
                (int(found[1]), name)
                for name in package.namelist()
                if (found := _PAGE.search(name))
            )
            pages = [list(_lines(package.read(name))) for _, name in names]
    except (ET.ParseError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise SourceUnreadable(path, "OFD 已损坏或无法读取", "请重新取得原文件") from error
    if not any(pages):
        raise SourceUnreadable(
            path, "OFD 里没有文字(可能是扫描件)", "请用文字识别软件转成 .docx 或 .txt 后再导入"
        )
    return rejoined(pages)


def _lines(content: bytes) -> Iterator[str]:
    """The lines of one page, from the top down, each from left to right."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise ValueError
    placed: list[tuple[float, float, str]] = []
    for item in ET.fromstring(content).iter():  # noqa: S314 - no entities, see above
        if item.tag.rpartition("}")[2] != "TextObject":
            continue
        left, top, *_ = map(float, item.get("Boundary", "0 0 0 0").split())
        codes = [c.text or "" for c in item.iter() if c.tag.rpartition("}")[2] == "TextCode"]
        placed.append((top, left, "".join(codes)))
    line: list[tuple[float, str]] = []
    at = None
    for top, left, text in sorted(placed):
        if at is not None and top - at > _SAME_LINE:
            yield "".join(text for _, text in sorted(line))
            line = []
        at = top if not line else at
        line.append((left, text))
    if line:
        yield "".join(text for _, text in sorted(line))
