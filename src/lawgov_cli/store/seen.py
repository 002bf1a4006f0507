"""What this machine wrote last into a journal, so that it is noticed when that is gone.

An editor that saves an old copy over the journal drops what came after, and nothing in the file
tells of it. A small file beside the cache does; losing it loses nothing.
"""

from __future__ import annotations

import zlib
from contextlib import suppress
from typing import TYPE_CHECKING

from lawgov_cli.base.problems import Problem, Severity
from lawgov_cli.base.reading import read_file
from lawgov_cli.store.journal_form import MISSING

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from lawgov_cli.base.reading import OpenFile


class Seen:
    """The id of the record that this machine wrote last into the journal at *path*.

    Parameters:
        folder: where it is kept; ``None`` keeps nothing.
    """

    def __init__(self, path: Path, folder: Path | None) -> None:
        place = zlib.crc32(str(path.absolute()).encode(errors="surrogatepass"))
        self._name = path.name
        self._file = folder / f"{path.stem}-{place:08x}.seen" if folder else None

    def missing_from(self, file: OpenFile | None, knows: Callable[[str], bool]) -> list[Problem]:
        """That the record is neither in the journal's *file* nor one of which an id is known."""
        seen = self._read()
        if not seen or (file and file.holds(seen.encode())) or knows(seen):
            return []
        what = f"本机上次写入的记录({seen})不在台账里了, 台账可能被旧副本盖掉或少了几行"
        remedy = f"用 lawgov sync 副本文件 找回; 确实不要的, 删去 {self._file} 即不再提示"
        return [Problem(self._name, 0, 0, what, remedy, Severity.WARNING, MISSING)]

    def keep(self, record_id: str) -> None:
        """Remember *record_id*; where that cannot be, nothing is said."""
        if self._file is None:
            return
        with suppress(OSError, UnicodeEncodeError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            self._file.write_text(record_id, encoding="utf-8")

    def _read(self) -> str:
        if self._file is None:
            return ""
        try:
            return read_file(self._file).decode().strip()
        except (OSError, UnicodeDecodeError):
            return ""
