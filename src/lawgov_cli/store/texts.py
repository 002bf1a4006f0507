"""A text that a person has in a file, or hands over on standard input."""

from __future__ import annotations

from typing import IO

from lawgov_cli.base.errors import UsageMistake

#: Bytes: thirty pages, more than any note.
LONGEST = 100_000


def read_text(file: IO[bytes], name: str) -> str:
    """What *file* holds, in UTF-8 or as 记事本 saves it.

    Raises:
        UsageMistake: it holds nothing, too much, or no text.
    """
    data = file.read(LONGEST + 1)
    if len(data) > LONGEST:
        raise UsageMistake(
            f"{name}太长(超过{LONGEST // 1000}KB), 不像一条进展。请只取要登记的部分。"
        )
    wide = data[:2] in {b"\xff\xfe", b"\xfe\xff"}
    for encoding in ("utf-16",) if wide else ("utf-8-sig", "gb18030"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            if not text.strip():
                raise UsageMistake(f"{name}里没有文字。")
            return text
    raise UsageMistake(f"{name}不是文本(应为 UTF-8 或 GB18030 编码)。")
