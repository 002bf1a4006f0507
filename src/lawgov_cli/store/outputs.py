"""Writing what is made from the plan and its journal: never over them, whatever is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.errors import FileExists
from lawgov_cli.store.files import write_file
from lawgov_cli.store.plans import plan_at

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_NEVER = "加 --force 也不会覆盖。请用 -o 写到别处。"


def write_output(path: Path, content: str | bytes | Iterable[str], *, force: bool = False) -> None:
    """Write *content* to *path*, as :func:`write_file` does.

    Raises:
        FileExists: the file is a plan or a journal, or exists and *force* is not given.
        CannotWrite: the folder or disk refused; nothing changed.
    """
    spare(path)
    write_file(path, content, force=force)


def spare(path: Path) -> None:
    """Refuse to write over a plan or a journal: everything else can be made again from them.

    Raises:
        FileExists: *path* is one.
    """
    spare_journal(path)
    if plan_at(path):
        raise FileExists(path, f"这是工作要点, {_NEVER}")


def spare_journal(path: Path) -> None:
    """Refuse to write over a journal, whatever is in it.

    Raises:
        FileExists: *path* is one.
    """
    if path.name.lower().endswith(".journal.yaml") and path.exists():
        raise FileExists(path, f"这是台账, {_NEVER}")
