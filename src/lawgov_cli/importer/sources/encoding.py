"""The bytes of a text file → text, whatever encoding a program saved it in."""

from __future__ import annotations

import re

_CONTROL = re.compile("[\x00-\x08\x0e-\x1f]")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
#: Pages say gb2312 and use characters that only its successor has.
_SUPERSETS = {"gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030"}


def _wide(data: bytes) -> str:
    """UTF-16 without a mark, told by its line breaks and blanks."""
    if len(data) % 2:
        return ""
    if b"\n\x00" in data[::1] and data.count(b"\x00") * 20 > data.count(b"\n"):
        return "utf-16-le" if data.find(b"\n\x00") % 2 == 0 else "utf-16-be"
    return ""


def decoded(data: bytes, declared: str = "") -> str | None:
    """*data* as text: by its byte order mark, as declared, as UTF-8, as GB18030, as UTF-16."""
    marked = [name for bom, name in _BOMS if data.startswith(bom)]
    wide = _wide(data)
    for encoding in marked or filter(None, (declared, wide, "utf-8", "gb18030")):
        try:
            text = data.decode(_SUPERSETS.get(encoding.lower(), encoding))
        except (UnicodeDecodeError, LookupError):
            continue
        if len(_CONTROL.findall(text)) <= len(text) // 200:
            return text
    return None
