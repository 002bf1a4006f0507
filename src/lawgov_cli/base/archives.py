"""What reading an archive raises where it is damaged, however its parts are packed."""

from __future__ import annotations

import zlib
from zipfile import BadZipFile

try:
    from lzma import LZMAError
except ImportError:  # a Python that was built without it reads no such part
    LZMAError = zlib.error  # type: ignore[misc,assignment]

__all__ = ["BROKEN", "LZMAError"]

BROKEN = (BadZipFile, zlib.error, LZMAError, EOFError, ValueError, NotImplementedError)
