"""lawgov in one file: a zip archive that any Python from 3.10 on runs, nothing compiled in it.

What is compiled has a slower twin in pure Python (YAML, MarkupSafe) or is left out with the
commands that need it: filled forms, Word files and pages are read after an installation.
"""

from __future__ import annotations

import hashlib
import io
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

from distribution.packages import resolved

if TYPE_CHECKING:
    from collections.abc import Iterable

#: Extras that go along, but for the packages that are compiled or stand on one that is.
EXTRAS = ("office", "pdf")
_LEFT_TO_WHEELS = {"lxml", "python-calamine", "python-docx"}
_COMPILED = {".so", ".pyd", ".dll", ".dylib"}
_LEFT_OUT = {"__pycache__", "bin", "Scripts"}
#: The same in every archive, so that the same content has the same bytes.
_DAY = (1980, 1, 1, 0, 0, 0)
_SHEBANG = b"#!/usr/bin/env python3\n"


def build_pyz(target: Path, own: Path) -> None:
    """Write *target*, the archive, from the wheel *own* and the packages that it needs."""
    with tempfile.TemporaryDirectory() as scratch:
        stage = Path(scratch) / "stage"
        # those of Windows: colorama, which only that needs, is among them
        needed = resolved("x86_64-pc-windows-msvc", "3.10", EXTRAS)
        _install(stage, [one for one in needed if one.split("==")[0] not in _LEFT_TO_WHEELS])
        _install(stage, [str(own)])
        _write(target, stage)


def _install(stage: Path, names: list[str]) -> None:
    command = [sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps"]
    command += ["--target", str(stage), "--upgrade", *names]
    if code := subprocess.run(command, check=False).returncode:
        sys.exit(code)


def _write(target: Path, stage: Path) -> None:
    files = sorted(path for path in stage.rglob("*") if path.is_file() and _goes(path, stage))
    digest = hashlib.sha256()
    for path in files:
        digest.update(path.relative_to(stage).as_posix().encode() + path.read_bytes())
    start = Path(__file__).with_name("pyz_main.py").read_text(encoding="utf-8")
    with target.open("wb") as out:
        out.write(_SHEBANG)
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            _put(archive, "lib.zip", _packed(files, stage))
            _put(archive, "build.txt", digest.hexdigest()[:16].encode())
            _put(archive, "__main__.py", start.encode())
    target.chmod(0o755)


def _packed(files: Iterable[Path], stage: Path) -> bytes:
    """The modules in an archive of their own: Python reads the list of the outer one every time."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in files:
            _put(archive, path.relative_to(stage).as_posix(), path.read_bytes())
    return packed.getvalue()


def _goes(path: Path, stage: Path) -> bool:
    parts = path.relative_to(stage).parts
    return path.suffix not in _COMPILED and not _LEFT_OUT & set(parts)


def _put(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
