"""A workspace through git: its own files committed, the others' merged in, all taken there."""

from __future__ import annotations

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.store.appending import append_lines, require_ours
from lawgov_cli.store.git import TRIES, Conflict, Repository, SyncStopped, begin, repository
from lawgov_cli.store.locating import Place
from lawgov_cli.store.locking import held
from lawgov_cli.store.sync import missing_from

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.store.locating import Location


class Synced(NamedTuple):
    """What was done.

    Attributes:
        committed: the files of one's own that had changed.
        restored: how many records had been committed and were no longer in the journal.
        lines: the records that came.
        remote: where it went; empty where there is no other place.
        left: files that had changed and are none of the workspace's: as they were.
    """

    committed: list[str]
    restored: int
    lines: list[bytes]
    remote: str
    left: list[str]


def own_changes(location: Location) -> tuple[Repository, list[str]]:
    """The repository, and what is to be committed: journal, plan, its text, reports, templates.

    Raises:
        SyncStopped: there is no repository, or it is not in a state to be synced.
        JournalShut: another program saved the journal in a form of its own.
    """
    if location.home is not None:  # the program's own folder is not the office's to commit
        raise SyncStopped("这里还没有自己的工作目录, 没有可以同步的。建立: lawgov init 文件夹")
    made = repository(location.plan.parent)
    require_ours(_bytes(location.journal), location.journal.name, "")
    if (journal := _name_in(made.top, location.journal)) and made.ignores(journal):
        raise SyncStopped(
            f"{journal} 写在 .gitignore 里, 不会提交。请从 .gitignore 里去掉后再运行。"
        )
    plan, root = location.plan, location.root
    own = [location.journal, plan, plan.parent / "source", location.reports]
    own += [*plan.parent.glob("*.schema.json"), plan.parent / "templates", root / "templates"]
    own += [root / ".gitattributes", root / ".gitignore"]
    inside = {name for path in own if (name := _name_in(made.top, path))}
    return made, made.changed(*sorted(inside))


def begin_repository(folder: Path, by: str) -> int:
    """Make the workspace *folder* a repository with its own files committed; how many they are.

    Raises:
        SyncStopped: git would not.
    """
    begin(folder)
    plans = Place(folder, (folder, folder / "data")).plans()
    found = [own_changes(plans.location(plan)) for plan in plans.each()]
    names = sorted({name for _, own in found for name in own})
    found[0][0].commit(names, f"lawgov init: {by}")
    return len(names)


def sync_through_git(location: Location, by: str) -> Synced:
    """Commit what is one's own, take what others have, and take it all there.

    Raises:
        SyncStopped: something is in the way; what was recorded is all there.
    """
    made, _ = own_changes(location)
    restored = _restore(made, location.journal)
    before = _bytes(location.journal)
    with _alone(location.journal):
        _, own = own_changes(location)  # as it is while nobody else syncs
        if own:
            made.commit(own, f"lawgov sync: {by}")
    left = made.changed()
    for _ in range(TRIES if made.remote else 0):
        if commit := made.fetched():
            _merge(made, commit, location)
        if made.push():
            break
    else:
        if made.remote:
            raise SyncStopped(
                f"别人一直在先, 试了{TRIES}次。记录都已提交, 请稍后再运行 lawgov sync。"
            )
    came = missing_from(before, _bytes(location.journal)).lines
    return Synced(own, restored, came, made.remote, left)


def _restore(made: Repository, journal: Path) -> int:
    """Bring back what was committed and is no longer in the journal; how many records.

    Whatever cut it (an old copy saved over it, a git that was stopped while it wrote the file):
    committed, the gap would be taken out of everybody's journal by the next merge.
    """
    committed, now = made.committed(_name_in(made.top, journal)), _bytes(journal)
    if now.startswith(committed):
        return 0
    name = f"{journal.name}(git 里的)"
    missing = missing_from(now, committed, name).lines
    if missing:
        append_lines(journal, lambda there: missing_from(there.content(), committed, name).lines)
    return len(missing)


def _name_in(top: Path, path: Path) -> str:
    """The name of *path* below *top*; empty where it lies outside."""
    full, top = path.resolve(), top.resolve()
    return full.relative_to(top).as_posix() if full.is_relative_to(top) else ""


def _merge(made: Repository, commit: str, location: Location) -> None:
    try:
        with _alone(location.journal):
            made.merge(commit)
    except Conflict as conflict:
        told = [line for name in conflict.files for line in _told(name, conflict.files[name])]
        raise SyncStopped(
            "\n".join(["两处都改了同一个地方, 没有合并, 两边都原样保留:", *told])
        ) from None


def _told(name: str, stages: tuple[bytes, bytes, bytes]) -> Iterator[str]:
    """What both sides changed in the file *name*: of a plan, which tasks."""
    if name.endswith(".journal.yaml"):
        yield f"  {name}: .gitattributes 里缺“*.journal.yaml merge=union”, 运行 lawgov init 补上"
        return
    plans = [_plan(data) for data in stages]
    if not all(plans):
        yield f"  {name}: 请与对方商定一种写法后再运行"
        return
    base, ours, theirs = (_alone_by_id(plan) for plan in plans if plan)
    for own in dict.fromkeys((*ours, *theirs)):
        here, there = ours.get(own), theirs.get(own)
        if here != there and base.get(own) not in {here, there}:
            title = (here or there or base[own]).title
            yield f"  {name}: {nth(own)}“{title}”两处改得不同"
    yield f"  请把 {name} 里这几处改成与对方一样, 再运行 lawgov sync"


def _alone_by_id(plan: Plan) -> dict[str, Task]:
    """Each task without those below it, which are told themselves."""
    return {task.id: task._replace(tasks=()) for task in plan.walk()}


def _plan(data: bytes) -> Plan | None:
    from lawgov_cli.store.plan_file import load_plan

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "plan.yaml"
        path.write_bytes(data)
        return load_plan(path).plan


@contextmanager
def _alone(journal: Path) -> Iterator[None]:
    """Nobody records while git looks at the journal; who waits then writes to the new file."""
    if os.name == "nt" or not journal.exists():  # Windows replaces no file that is open
        yield
        return
    with held(journal) as file:
        os.set_inheritable(file.descriptor, True)  # noqa: FBT003 - git holds it too, and outlives a kill
        yield


def _bytes(path: Path) -> bytes:
    return path.read_bytes() if path.exists() else b""
