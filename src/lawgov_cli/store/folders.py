"""The user's own folders, and copying a folder without touching what is there."""

from __future__ import annotations

import os
import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.errors import FileExists

if TYPE_CHECKING:
    from collections.abc import Callable

#: What a plan is called that this program made.
PLAN_NAME = re.compile(r"workpoints-(\d{4})\.ya?ml\Z")


def data_folder() -> Path:
    """The user's own folder for lawgov's data, by the system's custom."""
    if plain := _plain_folder("XDG_DATA_HOME", ".local/share"):
        return plain
    from platformdirs import user_data_path

    return user_data_path("lawgov", appauthor=False)


def cache_folder() -> Path | None:
    """The user's folder for what can be lost, or ``None`` where ``LAWGOV_CACHE=off``."""
    if os.environ.get("LAWGOV_CACHE") == "off":
        return None
    if plain := _plain_folder("XDG_CACHE_HOME", ".cache"):
        return plain
    from platformdirs import user_cache_path

    return user_cache_path("lawgov", appauthor=False)


def _plain_folder(named: str, usual: str) -> Path | None:
    """What platformdirs answers on Linux; ``None`` where it must be asked.

    Its import, with ``tempfile`` and ``random``, takes a twentieth of a short command.
    """
    if sys.platform != "linux" or "ANDROID_DATA" in os.environ:
        return None
    given, home = Path(os.environ.get(named, "")), Path(os.environ.get("HOME", ""))
    if given.is_absolute():
        return given / "lawgov"
    return home / usual / "lawgov" if home.is_absolute() else None


def copy_new(
    source: Path, target: Path, plan: Callable[[bytes], bytes] = lambda text: text
) -> None:
    """Copy a folder without touching what exists; journals stay where they are.

    Each file is whole or not there. A plan, by which the folder counts, comes when all others are
    there.

    Parameters:
        plan: what is made of a plan's text.
    """
    from lawgov_cli.store.files import write_file

    target.mkdir(parents=True, exist_ok=True)
    for item in sorted(source.iterdir(), key=lambda item: bool(PLAN_NAME.match(item.name))):
        if item.is_dir():
            copy_new(item, target / item.name, plan)
        elif ".journal." not in item.name:
            with suppress(FileExists):
                text = item.read_bytes()
                made = plan(text) if PLAN_NAME.match(item.name) else text
                write_file(target / item.name, made)
