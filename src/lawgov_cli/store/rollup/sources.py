"""What a roll-up is made of: the workspaces and snapshot files among the paths that were typed."""

from __future__ import annotations

import glob
import os
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.cells import visible
from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.locating import Place
from lawgov_cli.store.plans import plans_in
from lawgov_cli.store.rollup import archives, tables

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from lawgov_cli.store.locating import Location

#: So deep is looked into a folder, and at so many folders in all.
_DEPTH, _FOLDERS = 8, 100_000
#: So many files are named in one line.
_LISTED = 20
#: Folders of a workspace in which no other lies.
_PASSED = {"reports", "source", "templates", "__pycache__", "node_modules"}


class Source(NamedTuple):
    """One place's files: a plan with its journal, or a snapshot. ``name`` is what it is called."""

    name: str
    path: Path
    location: Location | None = None


class Broken(NamedTuple):
    """What could not be read, and why."""

    name: str
    why: str


class Sources(NamedTuple):
    """What was found, what could not be read, and what is to be said about the rest."""

    found: list[Source]
    broken: list[Broken]
    notes: list[str]


def find_sources(paths: Iterable[str], scratch: Path) -> Sources:
    """Everything that counts at *paths*: folders, files, patterns with ``*``, archives.

    Parameters:
        scratch: an empty folder, for what archives hold.
    """
    sources = Sources([], [], [])
    seen: set[Path] = set()
    for typed in paths:
        for path in _matching(typed):
            here = Path(os.path.realpath(path))  # unlike resolve() it knows links in a circle
            if here not in seen:
                seen.add(here)
                _look_at(path, visible(str(path)), sources, scratch)
    return sources


def _matching(typed: str) -> list[Path]:
    if not os.path.lexists(typed) and any(mark in typed for mark in "*?["):
        # A pattern may begin at a drive or a root, which that of a path may not.
        found = sorted(glob.glob(typed, recursive=True))  # noqa: PTH207
        return [Path(match) for match in found] or [Path(typed)]
    return [Path(typed)]


def _look_at(path: Path, name: str, sources: Sources, scratch: Path) -> None:
    if path.is_dir():
        _in_tree(path, name, sources, scratch)
    elif not path.is_file():
        sources.broken.append(Broken(name, "没有这个文件或文件夹"))
    elif archives.is_archive(path):
        _in_archive(path, name, sources, scratch)
    elif path.suffix.lower() in tables.ENDINGS:
        sources.found.append(Source(name, path))
    else:
        _plans_at(path.parent, name, sources, only=path)


def _in_tree(top: Path, name: str, sources: Sources, scratch: Path) -> None:
    """What counts in the folder *top* and below it. What lies in it and does not is told."""
    so_far = len(sources.found), len(sources.broken)
    for folder in _folders(top, sources):
        _in_folder(folder, _named(folder, top, name), sources, scratch)
    names = [one.name for one in sources.found[so_far[0] :]]
    names += [one.name for one in sources.broken[so_far[1] :]]
    if not names:
        sources.broken.append(Broken(name, "里面没有工作要点, 也没有快照"))
    elif not _holds_plan(top):
        used = {each.removeprefix(f"{name}/").partition("/")[0] for each in names}
        _tell_unused(top, name, used, sources)


def _tell_unused(top: Path, name: str, used: set[str], sources: Sources) -> None:
    """Name each folder of *top* of which nothing is *used*, and the files that nothing reads."""
    files = []
    for path in _entries(top):
        shown = visible(path.name)
        if shown in used or path.name[:1] == "." or path.name in _PASSED:
            continue
        if path.is_dir():
            sources.broken.append(Broken(f"{name}/{shown}", "里面没有工作要点, 也没有快照"))
        else:
            files.append(shown)
    if files:
        listed = "、".join(files[:_LISTED]) + (f"等{len(files)}个" if files[_LISTED:] else "")
        sources.notes.append(f"{name} 里没有读的文件(不是快照、工作要点或压缩包): {listed}")


def _named(folder: Path, top: Path, name: str) -> str:
    """What *folder* is called; where a plan lies in ``data``, by the folder around it."""
    inside = folder.relative_to(top).as_posix()
    shown = name if inside == "." else f"{name}/{visible(inside)}"
    return shown.removesuffix("/data")


def _entries(folder: Path) -> list[Path]:
    """What lies in *folder*, by name; nothing where it cannot be opened (`_folders` tells)."""
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _holds_plan(folder: Path) -> bool:
    return bool(plans_in((folder, folder / "data")))


def _in_archive(path: Path, name: str, sources: Sources, scratch: Path) -> None:
    folder = scratch / str(len(list(scratch.iterdir())))
    folder.mkdir()
    try:
        archives.unpack(path, folder)
    except (LawgovError, OSError) as error:
        why = error.message if isinstance(error, LawgovError) else f"压缩包读不出({error.strerror})"
        sources.broken.append(Broken(name, why))
        return
    _look_at(folder, name, sources, scratch)


def _folders(top: Path, sources: Sources) -> Iterator[Path]:
    """*top* and the folders below it, the nearest first; a link is not followed."""
    waiting, count = [(top, 0)], 0
    while waiting:
        folder, depth = waiting.pop(0)
        yield folder
        count += 1
        if count > _FOLDERS:
            sources.notes.append(f"{visible(str(top))} 里文件夹太多, 只看了前{_FOLDERS}个")
            return
        try:
            below = sorted(e.path for e in os.scandir(folder) if e.is_dir(follow_symlinks=False))
        except OSError:
            sources.broken.append(Broken(visible(str(folder)), "文件夹打不开"))
            continue
        names = [Path(each) for each in below]
        if depth < _DEPTH:
            waiting += [
                (p, depth + 1) for p in names if p.name not in _PASSED and p.name[:1] != "."
            ]


def _in_folder(folder: Path, name: str, sources: Sources, scratch: Path) -> None:
    _plans_at(folder, name, sources)
    files = [path for path in _entries(folder) if path.is_file()]
    packed = [path for path in files if archives.is_archive(path)]
    endings = tables.ENDINGS
    snapshots = [p for p in files if p.suffix.lower() in endings and tables.looks_like_one(p)]
    if (snapshots or packed) and _holds_plan(folder):
        listed = "、".join(visible(path.name) for path in (*snapshots, *packed))
        sources.notes.append(f"{name} 有工作要点和台账, 旁边的快照和压缩包没有再计: {listed}")
        return
    sources.found.extend(Source(f"{name}/{visible(path.name)}", path) for path in snapshots)
    for path in packed:
        _in_archive(path, f"{name}/{visible(path.name)}", sources, scratch)


def _plans_at(folder: Path, name: str, sources: Sources, only: Path | None = None) -> None:
    """Add the plans that lie in *folder*."""
    plans = Place(folder, (folder,)).plans()
    for own in plans.by_id:
        if only and only not in (file.path for file in plans.by_id[own]):
            continue
        try:
            file = plans.file(own)
        except LawgovError as error:
            sources.broken.append(Broken(name, error.message))
            continue
        if copies := plans.copies(file):
            listed = "、".join(copy.name for copy in copies)
            sources.notes.append(
                f"{name} 里 {listed} 也是 {visible(own)}, 没有用; 用的是 {file.name}"
            )
        shown = name if len(plans.by_id) == 1 or only else f"{name}/{file.name}"
        sources.found.append(Source(shown, file.path, plans.location(file, typed=True)))
    if only and not any(source.path == only for source in sources.found):
        sources.broken.append(Broken(name, "不是工作要点, 也不是快照或压缩包"))
