"""Writing a whole file: either all of it is there afterwards, or what was there before."""

from __future__ import annotations

import os
import re
import time
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import CannotWrite, FileExists, why
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.written import note_written

if TYPE_CHECKING:
    from collections.abc import Iterable

#: What drafts are called. A run that was killed leaves one behind; the next clears it away.
_DRAFT = pattern(r"\.lawgov-[0-9a-f]{8}\.tmp\Z")
#: A draft older than this is nobody's any more.
_DRAFT_SECONDS = 600


def write_file(
    path: Path,
    content: str | bytes | Iterable[str],
    *,
    force: bool = False,
    like: Path | None = None,
) -> None:
    """Write *content* to *path* by way of a draft beside it.

    Parameters:
        content: all of it, or its pieces, which may be made as they are written.
        like: the file whose rights it gets, by default the one that it replaces.

    Raises:
        FileExists: the file exists and *force* is not given; whoever writes it first has it.
        CannotWrite: the folder or disk refused; nothing changed.
    """
    pieces = [content] if isinstance(content, (str, bytes)) else content
    data = (
        piece.encode(errors="backslashreplace") if isinstance(piece, str) else piece
        for piece in pieces
    )
    try:
        if not force and os.path.lexists(path):
            raise FileExists(path)
        place = path.resolve() if path.is_symlink() else path
        place.parent.mkdir(parents=True, exist_ok=True)
        clear_drafts(place)
        draft = _draft_of(place, data, like or place)
        try:
            _put(draft, place, force=force)
        except FileExistsError as error:
            raise FileExists(path) from error
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise CannotWrite(path, why(error)) from error
    note_written()


def _draft_of(path: Path, data: Iterable[bytes], like: Path) -> Path:
    """A draft with *data* in it, on the disk, beside *path*, with the rights that *like* has."""
    draft = path.with_name(f".lawgov-{os.urandom(4).hex()}.tmp")
    _create(draft, data)
    if like.exists():
        draft.chmod(like.stat().st_mode & 0o777)
    return draft


def _put(draft: Path, path: Path, *, force: bool) -> None:
    """Give *draft* the name *path*; unless *force* only where nothing has it by now."""
    if force:
        draft.replace(path)
        return
    if os.name == "nt":
        draft.rename(path)  # refuses there what it overwrites elsewhere
        return
    try:
        os.link(draft, path)
    except FileExistsError:
        raise
    except OSError:  # a file system without links: made by whoever comes first, then written
        with draft.open("rb") as written:
            _create(path, written)


def _create(path: Path, data: Iterable[bytes]) -> None:
    with path.open("xb") as file:
        try:
            file.writelines(data)
            file.flush()
            os.fsync(file.fileno())
        except BaseException:
            path.unlink(missing_ok=True)
            raise


def clear_drafts(path: Path) -> None:
    """Take away what killed runs left beside *path*, also those of earlier versions."""
    earlier = re.compile(rf"\.{re.escape(path.name)}\.[a-z0-9_]{{8}}\Z")
    with suppress(OSError), os.scandir(path.parent) as entries:
        for entry in entries:
            if entry.name.startswith(".") and (
                _DRAFT.match(entry.name) or earlier.match(entry.name)
            ):
                _clear_old(Path(entry.path))


def _clear_old(draft: Path) -> None:
    with suppress(OSError):
        if time.time() - draft.stat().st_mtime > _DRAFT_SECONDS:
            draft.unlink()
