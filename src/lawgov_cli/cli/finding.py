"""The clock, and which plan a command is about: what was not typed is found, and said."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import FolderGone, UnreadableDate
from lawgov_cli.domain.office_time import office_day
from lawgov_cli.store.locating import locate

if TYPE_CHECKING:
    from lawgov_cli.store.locating import Location


def now() -> datetime:
    """The clock: ``LAWGOV_NOW`` where set (to make a report again, and in tests)."""
    given = os.environ.get("LAWGOV_NOW")
    try:
        moment = datetime.fromisoformat(given) if given else datetime.now().astimezone()
    except ValueError:
        raise UnreadableDate(str(given), "LAWGOV_NOW=2023-09-20T10:00:00+08:00") from None
    return moment if moment.tzinfo else moment.astimezone()


def located(plan: Path | None, year: int | None) -> Location:
    """Where the plan lies that a command is about."""
    return locate(plan, year=year, folder=Path.cwd(), today=office_day(now()))


def elsewhere(location: Location) -> list[str]:
    """That one's own workspace lies elsewhere, where a command goes to lawgov's own folder."""
    folder = workspace_made() if location.is_own else None
    if folder is None:
        return []
    there = f"您的工作目录在 {folder}: cd {as_typed(str(folder))}"
    return [f"这里不是工作目录, 用的是 {location.folder} 的台账; {there}"]


def astray(location: Location) -> str:
    """What to do where a record went to lawgov's own folder although there is a workspace."""
    folder = workspace_made() if location.is_own else None
    if folder is None:
        return ""
    return (
        f"\n(没有记到工作目录 {folder}: 登记请先 cd {as_typed(str(folder))}; "
        f"已记的在那里用 lawgov sync {as_typed(str(location.journal))} 收过去)"
    )


def workspace_made() -> Path | None:
    """The workspace that this user made last, where it is still there."""
    from lawgov_cli.store.settings import WORKSPACE, setting

    kept = setting(WORKSPACE)
    return Path(kept) if kept and Path(kept).is_dir() else None


def require_folder() -> None:
    """Every command looks around itself, so there must be a place to look around in.

    Raises:
        FolderGone: somebody has removed the current folder.
    """
    try:
        os.getcwd()  # noqa: PTH109 - pathlib would have to be asked to do the same
    except OSError:
        raise FolderGone from None
