"""What ``--json`` makes of a command: one document for a program instead of lines for a person.

Every command takes it. What the command would have printed is kept here while it runs, and given
at its end: on success one document on standard output and nothing on standard error, on failure
one error on standard error. Nothing is asked. Both are UTF-8, whatever the console.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

_CURRENT: ContextVar[Answer | None] = ContextVar("answer", default=None)


class Answer:
    """What a command has given and said so far.

    Attributes:
        content: the document: its kind and what belongs to it.
        said: the lines that a person would have seen.
        warnings: what a person would have been told beside them.
        text: a paper or page that would have been printed as it is.
        damaged: how many lines of the journal could not be read.
        error: why the command failed, where it did.

    Parameters:
        command: which command it is, where one was typed.
    """

    def __init__(self, command: str = "") -> None:
        self.command = command
        self.content: dict[str, Any] = {}
        self.said: list[str] = []
        self.warnings: list[str] = []
        self.text = ""
        self.damaged = 0
        self.error: dict[str, Any] | None = None

    @property
    def document(self) -> dict[str, Any] | None:
        """What standard output gets: what was done is told even where the command then failed."""
        if self.error and not self.content:
            return None
        from lawgov_cli.render.machine import SCHEMA_VERSION

        head = {"schema_version": SCHEMA_VERSION, "kind": "text"}
        text = {"text": self.text} if self.text else {}
        is_view = "schema_version" in self.content  # a table says itself what there is to say
        said = {} if is_view and not self.said else {"said": self.said}
        damaged = {"damaged": self.damaged} if self.damaged else {}
        return {**head, **text, **self.content, **said, **damaged, "warnings": self.warnings}

    @property
    def failure(self) -> dict[str, Any] | None:
        """What standard error gets; ``None`` where the command did what it was asked."""
        if not self.error:
            return None
        from lawgov_cli.render.machine import SCHEMA_VERSION

        head = {"schema_version": SCHEMA_VERSION, "kind": "error"}
        return {**head, **self.error, "warnings": self.warnings}


@contextmanager
def answering(command: str = "") -> Iterator[Answer]:
    """While this lasts, what is printed is collected in the answer."""
    answer = Answer(command)
    token = _CURRENT.set(answer)
    try:
        yield answer
    finally:
        _CURRENT.reset(token)


def current() -> Answer | None:
    """The answer being collected; ``None`` where a person reads what is printed."""
    return _CURRENT.get()


def for_program() -> bool:
    """Whether a program reads what is printed, so that nothing is asked."""
    return _CURRENT.get() is not None


def give(kind: str, **content: Any) -> None:  # noqa: ANN401 - whatever JSON can hold
    """Add to the document, and say what kind it is; for a person it is nothing."""
    if answer := _CURRENT.get():
        answer.content.update(kind=kind, **content)
