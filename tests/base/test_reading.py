"""A file read piece by piece: cut behind line breaks, whatever the length of a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from lawgov_cli.base import reading

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("content", "parts"),
    [
        (b"", []),
        (b"ab\ncd\n", [b"ab\n", b"cd\n"]),
        (b"a\n" + b"x" * 11 + b"\nb\n", [b"a\n", b"x" * 11 + b"\nb\n"]),
        (b"x" * 9, [b"x" * 9]),
        (b"a\n\n\nb", [b"a\n\n\n", b"b"]),
    ],
)
def test_pieces_end_behind_a_line_break_and_a_long_line_is_whole(
    content: bytes, parts: list[bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "_PIECE", 4)
    (tmp_path / "f").write_bytes(content)
    assert list(reading.OpenFile(tmp_path / "f").lines()) == parts
