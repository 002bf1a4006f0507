"""An archive of parts (.xlsx .xlsb .ods .docx): what is in it, and what must not be."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

from lawgov_cli.base.archives import BROKEN
from lawgov_cli.importer.sheets.grid import Refused

if TYPE_CHECKING:
    from collections.abc import Mapping

#: All parts together, unpacked: far above a form with pictures, far below what hurts.
LARGEST_UNPACKED = 256 * 1024 * 1024
_MOST_PARTS = 5000

_DAMAGED = "文件已损坏或不完整"
AGAIN = "请用 Excel 或 WPS 打开, 另存为 .xlsx 后再试"

#: What a part's name gives away, and what to do about it.
_UNWANTED = (
    (r"vbaproject|(^|/)macrosheets/|^basic/|^scripts/", "含有宏", "请另存为不带宏的 .xlsx"),
    (r"(^|/)activex/|(^|/)ctrlprops/", "含有控件", "请删去表中的控件后另存"),
    (
        r"(^|/)embeddings/|^object \d+/|^objectreplacements/",
        "嵌有别的文件或对象",
        "请删去嵌入的对象; 佐证材料另附文件",
    ),
    (
        r"(^|/)connections\.(xml|bin)$|(^|/)querytables/|(^|/)externallinks/",
        "",
        "请在“数据—编辑链接”中断开链接后另存",
    ),
)
_LINKS = ((b"ddeLink", "含有 DDE 链接"), (b"oleLink", "含有对外部对象的链接"))


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of the archive in *data*, each read to its end and checked.

    Raises:
        Refused: damaged, locked, or more than an archive of its kind can hold.
    """
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if len(entries) > _MOST_PARTS or size > LARGEST_UNPACKED:
                said = f"解开后有{size // 2**20} MB、{len(entries)}个部分, 远超一份表格"
                raise Refused(said, "请核对文件来源; 去掉图片后重新保存")
            if any(entry.flag_bits & 1 for entry in entries):
                raise Refused("压缩包设有密码", AGAIN)
            return {entry.filename: archive.read(entry) for entry in entries}
    except (*BROKEN, OSError, RuntimeError) as error:
        raise Refused(_DAMAGED, "请重新取得原文件") from error


def repacked(parts: Mapping[str, bytes], packing: int = zipfile.ZIP_STORED) -> BytesIO:
    """An archive of exactly *parts*, so that a reader meets only bytes that were counted."""
    made = BytesIO()
    with zipfile.ZipFile(made, "w", packing) as archive:
        for name, content in parts.items():
            archive.writestr(zipfile.ZipInfo(name), content, packing)
    made.seek(0)
    return made


def check_parts(parts: Mapping[str, bytes]) -> None:
    """Refuse what runs, reaches outside or hides another file.

    Raises:
        Refused: the reason, and what to do about it.
    """
    for name in parts:
        for pattern, what, remedy in _UNWANTED:
            if re.search(pattern, name, re.IGNORECASE):
                raise Refused(what or _link_kind(parts), remedy)
    if b"macroEnabled" in parts.get("[Content_Types].xml", b""):
        raise Refused("含有宏", "请另存为不带宏的 .xlsx")
    for name, content in parts.items():
        if name.endswith((".xml", ".rels")) and b"<!DOCTYPE" in content[:4096]:
            raise Refused("含有不该有的声明(DOCTYPE)", AGAIN)


def _link_kind(parts: Mapping[str, bytes]) -> str:
    """What kind of link leads out."""
    links = [content for name, content in parts.items() if "externallinks/" in name.lower()]
    for mark, word in _LINKS:
        if any(mark in content for content in links):
            return word
    return "含有指向其他工作簿的链接" if links else "含有外部数据连接"
