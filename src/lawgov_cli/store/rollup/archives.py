"""Archives that places send: unpacked into a folder of this run's own, bounded, nothing trusted.

Of a name in an archive only its plain parts count, so that nothing is written outside; links and
devices are passed over; what is not a plan, a journal or a snapshot stays packed.
"""

from __future__ import annotations

import tarfile
import zipfile
import zlib
from typing import TYPE_CHECKING, BinaryIO

from lawgov_cli.base.archives import LZMAError
from lawgov_cli.base.errors import DataUnreadable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ENDINGS = (".zip", ".tar", ".tar.gz", ".tgz", ".tar.bz2", ".tar.xz")
_WANTED = (".yaml", ".yml", ".csv", ".json", ".parquet")
_MAX_FILES = 50_000
_MAX_BYTES = 4 * 1024**3
_CHUNK = 1024 * 1024
_UTF8_NAME = 0x800


class ArchiveBroken(DataUnreadable):
    """An archive that cannot be read, or is larger than any honest one."""


def is_archive(path: Path) -> bool:
    """Whether *path* is named as an archive is."""
    return path.name.lower().endswith(ENDINGS)


def unpack(path: Path, folder: Path) -> None:
    """Put what counts of the archive at *path* into *folder*.

    Raises:
        ArchiveBroken: it cannot be read, is encrypted or too large.
    """
    left = _MAX_BYTES
    try:
        for count, (name, opened) in enumerate(_members(path), 1):
            _require_few(count)
            target = folder.joinpath(*_parts(name))
            target.parent.mkdir(parents=True, exist_ok=True)
            with opened, target.open("xb") as file:
                while chunk := opened.read(_CHUNK):
                    left -= len(chunk)
                    if left < 0:
                        raise ArchiveBroken(f"压缩包解开超过{_MAX_BYTES // 1024**3}GB, 没有读")
                    file.write(chunk)
    except FileExistsError as error:
        raise ArchiveBroken("压缩包里有两个同名的文件") from error
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, LZMAError, EOFError) as error:
        raise ArchiveBroken("压缩包已损坏, 请重新打包") from error
    except (RuntimeError, NotImplementedError) as error:
        raise ArchiveBroken("压缩包有密码或压缩方式不常见, 请另打一个 zip") from error


def _require_few(count: int) -> None:
    if count > _MAX_FILES:
        raise ArchiveBroken(f"压缩包里超过{_MAX_FILES}个文件, 没有读")


def _members(path: Path) -> Iterator[tuple[str, BinaryIO]]:
    if path.name.lower().endswith(".zip"):
        with zipfile.ZipFile(path) as archive:
            named = [(_zip_name(info), info) for info in archive.infolist() if not info.is_dir()]
            wanted = [(name, info) for name, info in named if name.lower().endswith(_WANTED)]
            _require_few(len(wanted))  # before the first of them is written
            for name, info in wanted:
                yield name, archive.open(info)  # type: ignore[misc]
        return
    with tarfile.open(path) as packed:
        for member in packed:
            if member.isreg() and member.name.lower().endswith(_WANTED):
                opened = packed.extractfile(member)
                if opened is not None:
                    yield member.name, opened  # type: ignore[misc]


def _zip_name(info: zipfile.ZipInfo) -> str:
    """The name as it was meant: Windows writes Chinese ones in GBK and does not say so."""
    if info.flag_bits & _UTF8_NAME:
        return info.filename
    try:
        return info.filename.encode("cp437").decode("gbk")
    except UnicodeError:
        return info.filename


def _parts(name: str) -> list[str]:
    """The plain parts of a name; a drive, a root and steps upwards are left out."""
    parts = name.replace("\\", "/").split("/")
    return [
        part.replace(":", "_").replace("\0", "_")[:200]
        for part in parts
        if part not in {"", ".", ".."}
    ]
