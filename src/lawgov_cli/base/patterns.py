"""Regular expressions that are compiled when they are first used.

A command uses a few of the hundred that its modules name, and compiling one takes as long as
loading a small module.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr, cast


class _Pattern:
    """Stands for the compiled one, whose methods it has from the first use on."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self._text, self._flags = text, flags

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever a pattern has
        value = self.__dict__[name] = getattr(re.compile(self._text, self._flags), name)
        return value


def pattern(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """As ``re.compile``, done when it is first used."""
    return cast("re.Pattern[AnyStr]", _Pattern(text, flags))
