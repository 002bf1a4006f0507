"""Words as people type them, made alike for comparing."""

from __future__ import annotations

import unicodedata


def folded(text: str) -> str:
    """*text* for comparing what people type: half width, trimmed, lower case."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
