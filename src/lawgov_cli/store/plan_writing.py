"""Writing a plan that was made of a document, with the document's text beside it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from lawgov_cli.domain.plan import SourceText
from lawgov_cli.store.files import write_file
from lawgov_cli.store.plan_yaml import plan_yaml

if TYPE_CHECKING:
    from pathlib import Path

    from lawgov_cli.domain.plan import Plan


def write_plan(target: Path, text: str, plan: Plan, *, force: bool = False) -> None:
    """Write *plan*, made of *text*, to *target* under its name, and the text beside it.

    Raises:
        FileExists: the file exists and *force* is not given.
        CannotWrite: it cannot be written.
    """
    plan = plan._replace(source=source_of(target, text), id=target.stem)
    keep_text(target, text)
    write_file(target, plan_yaml(plan), force=force)


def keep_text(target: Path, text: str) -> None:
    """Keep *text*, which the plan at *target* is made of; a former text gets a number."""
    file = target.parent / source_of(target, text).file
    data = text.encode("utf-8", "surrogatepass")
    if file.is_file() and file.read_bytes() != data:
        set_aside(file)
    write_file(file, data, force=True, like=file if file.exists() else target)


def set_aside(path: Path) -> Path:
    """Keep a copy of *path* under the first free number: ``.bak1`` and so on."""
    count = 1
    while (backup := path.with_name(f"{path.name}.bak{count}")).exists():
        count += 1
    write_file(backup, path.read_bytes(), like=path)
    return backup


def source_of(target: Path, text: str) -> SourceText:
    """The text file kept beside the plan at *target*."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return SourceText(f"source/{target.stem}.txt", digest)
