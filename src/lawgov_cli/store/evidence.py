"""Evidence: a name, an address, or a file whose SHA-256 is recorded so that a change shows."""

from __future__ import annotations

import errno
import hashlib
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.errors import why

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.event import Event, Evidence

#: Bytes beyond which a file is named, and not read.
MOST_BYTES = 4 << 30
_FILE_NAME = re.compile(r"\.[A-Za-z]\w{1,4}\Z")


def evidence_field(words: list[str], folder: Path, root: Path) -> list[Any]:
    """What to record for evidence as typed: an existing file by its path and SHA-256.

    Parameters:
        folder: where relative paths were typed.
        root: the workspace; paths below it are kept relative, so that it can be moved.
    """
    return [_item(word.strip(), folder, root) for word in words if word.strip()]


def _item(word: str, folder: Path, root: Path) -> Any:  # noqa: ANN401 - a name or an object
    path = folder / word
    try:
        if "://" in word or not path.is_file():
            return word
        digest = file_sha256(path)
    except (OSError, ValueError):
        return word
    full = path.resolve()
    kept = full.relative_to(root.resolve()) if full.is_relative_to(root.resolve()) else full
    return {"file": kept.as_posix(), "sha256": digest}


def unfound(items: Iterable[Any]) -> list[str]:
    """Of evidence as recorded, the names that look like a file's and were not found as one."""
    names = [item for item in items if isinstance(item, str)]
    return [name for name in names if _FILE_NAME.search(name) and "://" not in name]


def outside(items: Iterable[Any]) -> list[str]:
    """Of evidence as recorded, the files that lie outside the workspace, links out of it too."""
    files = [item["file"] for item in items if isinstance(item, dict)]
    return [file for file in files if Path(file).is_absolute()]


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file, read piece by piece.

    Raises:
        OSError: it cannot be read, or is larger than any evidence.
    """
    digest = hashlib.sha256()
    if path.stat().st_size > MOST_BYTES:
        raise OSError(errno.EFBIG, f"超过{MOST_BYTES >> 30}GB, 不计算校验码")
    with path.open("rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def fault_of(item: Evidence, root: Path) -> str:
    """What has become of the file: empty where it is as recorded or was never a file."""
    if not item.sha256:
        return ""
    path = root / Path(item.name)
    try:
        if not path.is_file():
            return "已不在原处"
        return "" if file_sha256(path) == item.sha256 else "内容已改变"
    except (OSError, ValueError) as error:  # a name that no file can have, too large, no rights
        return f"读不出({why(error) if isinstance(error, OSError) else '不是文件名'})"


def in_workspace(events: Iterable[Event], root: Path) -> dict[str, Path]:
    """The files given as evidence that lie in the workspace as they were recorded, by their name.

    Parameters:
        root: the workspace; a link that leads out of it is left out.
    """
    root = root.resolve()
    items = {item for event in events for item in event.evidence if item.sha256}
    return {
        item.name: root / item.name
        for item in sorted(items)
        if root in (root / item.name).resolve().parents and not fault_of(item, root)
    }
