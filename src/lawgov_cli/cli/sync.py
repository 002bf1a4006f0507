"""``lawgov sync``: the records of a copy, or of everybody through git, come into the journal."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.cli import options as opt
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import hint
from lawgov_cli.cli.declared import Argument
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.cli.recording import DryRunOption, user
from lawgov_cli.store.sync import Taken, take_over

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lawgov_cli.store.workspace import Workspace

#: So many files that were left alone are named.
_MOST_NAMED = 10


def sync(
    copies: Annotated[
        list[Path] | None,
        Argument(metavar="副本", help="台账的副本, 可写多个; 不写则经 git 与别处同步"),
    ] = None,
    dry_run: DryRunOption = False,
    *,
    files: opt.Files,
) -> None:
    """把台账副本(“- 副本”“冲突副本”、U盘带回的)里还没有的记录收进来, 原样照录。

    不写副本: 经 git 提交自己的台账、要点、报表和模板, 取来别处的, 合并, 再送出去。别的文件不动。
    例如: lawgov sync "workpoints-2023.journal - 副本.yaml"
          lawgov sync
    """
    found = files.opened()
    if not copies:
        _through_git(found, dry_run=dry_run)
        return
    items: list[dict[str, Any]] = []
    give("recorded", recorded=not dry_run, journal=found.location.journal, items=items)
    for copy in copies:
        taken = take_over(found.location.journal, copy, found.base.id, dry_run=dry_run)
        say("\n".join(_told(copy, taken, dry_run=dry_run)))
        items += _objects(taken)
        if taken.line:
            _tell_added_twice(found)
    if dry_run:
        say("以上是预览, 没有写入。去掉 --dry-run 即收进来。")


def _through_git(found: Workspace, *, dry_run: bool) -> None:
    from lawgov_cli.store.syncing import own_changes, sync_through_git

    if dry_run:
        _, own = own_changes(found.location)
        say(f"将提交: {'、'.join(own) or '没有改动'}。以上是预览, 没有写入。")
        return
    done = sync_through_git(found.location, user())
    items = [{"line": None, "record": json.loads(line[2:])} for line in done.lines]
    give("recorded", recorded=True, journal=found.location.journal, items=items)
    say(f"已提交: {'、'.join(done.committed) or '没有改动'}")
    if done.remote:
        say(f"已与“{done.remote}”同步: 收进{len(items)}条")
    else:
        hint(["没有设远程仓库, 只在本机提交。要与别处同步: git remote add origin 地址"])
    if done.restored:
        hint([f"台账里少了{done.restored}条已经提交过的记录, 已从 git 里找回"])
    hint(_of_left(done.left))
    if items:
        _tell_added_twice(found)


def _of_left(files: list[str]) -> Iterator[str]:
    """The files that had changed and were not committed."""
    if files:
        more = f"等{len(files)}个文件" if len(files) > _MOST_NAMED else ""
        yield f"没有动、也没有提交: {'、'.join(files[:_MOST_NAMED])}{more}"
        yield "要一起送去的(如佐证), 用 git add、git commit 提交"


def _objects(taken: Taken) -> Iterator[dict[str, Any]]:
    """The records of one copy for a program."""
    for n, line in enumerate(taken.missing.lines):
        record = json.loads(line.removeprefix(b"- "))
        yield {"line": taken.line + n if taken.line else None, "record": record}


def _told(copy: Path, taken: Taken, *, dry_run: bool) -> Iterator[str]:
    """What came from one copy."""
    missing = taken.missing
    number = len(missing.lines)
    if dry_run or not number:
        place = ""
    else:
        last = taken.line + number - 1
        place = f"(第{taken.line}行)" if number == 1 else f"(第{taken.line}-{last}行)"
    word = "将收进" if dry_run else "收进"
    yield f"{short_path(copy)}: {word}{number}条{place}, 已有{missing.known}条"
    for here, there in missing.different:
        yield f"  副本第{there}行与台账第{here}行编号相同而内容不同, 没有收进, 请核对"
    for problem in missing.problems:
        yield f"  副本里: {problem.line_text()}"


def _tell_added_twice(found: Workspace) -> None:
    """Measures that both copies added under one number: which has which number from now on."""
    from lawgov_cli.store.check import additions_have_their_own_ids
    from lawgov_cli.store.journal import read_journal

    journal = found.location.journal
    events = read_journal(journal).events
    for problem in additions_have_their_own_ids(found.base, events, journal.name):
        say(f"  {problem.line_text()}")
