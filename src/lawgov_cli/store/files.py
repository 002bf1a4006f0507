"""Writing a whole file: either all of it is there afterwards, or what was there before."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

from lawgov_cli.base.errors import CannotWrite, FileExists, why


def write_file(path: Path, content: str | bytes, *, force: bool = False) -> None:
    """Write *content* to *path* by way of a temporary file beside it.

    Raises:
        FileExists: the file exists and *force* is not given.
        CannotWrite: the folder or disk refused; nothing changed.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.exists() and not force:
            raise FileExists(path)
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            Path(name).chmod(_mode_for(path))
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise CannotWrite(path, why(error)) from error


def _mode_for(path: Path) -> int:
    """The permissions the file has, or those a new file gets here."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
