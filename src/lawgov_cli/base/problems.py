"""Faults in data, as values: one run reports all of them."""

from __future__ import annotations

from enum import Enum

from lawgov_cli.base.tuples import NamedTuple


class Severity(str, Enum):
    """How much a problem matters."""

    ERROR = "error"
    WARNING = "warning"


class Problem(NamedTuple):
    """One fault in the data: where, what was read, and what to do.

    ``line`` and ``column`` count from 1; 0 means the file as a whole.
    """

    file: str
    line: int
    column: int
    message: str
    remedy: str
    severity: Severity = Severity.ERROR
    code: str = ""

    @property
    def is_error(self) -> bool:
        """Whether this problem stops the data from being used."""
        return self.severity is Severity.ERROR

    def line_text(self) -> str:
        """``file:line:column  错误  what  remedy`` on one line, as editors understand it."""
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        word = "错误" if self.is_error else "警告"
        return f"{place}  {word}  {self.message}  {self.remedy}".rstrip()
