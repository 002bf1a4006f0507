"""``lawgov view``: filters kept under a name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.cells import cell_width, pad
from lawgov_cli.base.commands import as_typed, quoted
from lawgov_cli.base.errors import SavedFilterUnreadable, UsageMistake
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import say, say_beside, short_path
from lawgov_cli.filters.grammar import Filter, parse_filter
from lawgov_cli.store.saved_filters import FILE_NAME, delete_filter, save_filter

if TYPE_CHECKING:
    from lawgov_cli.store.saved_filters import SavedFilter
    from lawgov_cli.store.workspace import Workspace

ACTIONS = ("list", "show", "save", "delete")


def view(
    action: Annotated[
        str, Argument(metavar="动作", help="list 列出、show 查看、save 存下、delete 删除")
    ] = "list",
    name: Annotated[str | None, Argument(metavar="名称", help="筛选条件的名称")] = None,
    expression: Annotated[
        str | None, Argument(metavar="条件", help="写法同 --where, 整个加引号")
    ] = None,
    force: Annotated[bool, Option("--force", help="换掉同名的条件")] = False,
    *,
    files: opt.Files,
) -> None:
    """存下常用的筛选条件, 各命令用 --view 名称 调用。

    例如: lawgov view save 我局未完 "牵头:市司法局 且 状态:未完成"
    """
    if action not in ACTIONS:
        raise UsageMistake(f"没有“{action}”这个动作。可用: {'、'.join(ACTIONS)}")
    found = files.opened()
    if action == "list":
        _list(found)
        return
    if not name:
        raise UsageMistake(f"请写明名称: lawgov view {action} 名称。已存下的: lawgov view list")
    if action == "save":
        _save(found, name, expression, force=force)
    elif action == "show":
        _show(opt.saved_filters(found).find(name), found)
    else:
        _delete(found, name)


def _list(found: Workspace) -> None:
    kept = list(opt.saved_filters(found).by_name.values())
    if for_program():
        give("views", items=[saved._asdict() for saved in kept])
        return
    if not kept:
        example = '存一个: lawgov view save 我局未完 "牵头:市司法局 且 状态:未完成"'
        say_beside("", f"还没有存下筛选条件。{example}")
        return
    widest = max(cell_width(saved.name) for saved in kept)
    for saved in kept:
        said = f"{saved.expression}{_complaint(saved, found)}"
        say_beside(f"{pad(saved.name, widest)}  ", said)
    say(f"用法: lawgov list --view {as_typed(kept[0].name)}")


def _complaint(saved: SavedFilter, found: Workspace) -> str:
    try:
        opt.condition_of(saved, found)
    except SavedFilterUnreadable:
        return f"  (无法使用, 原因见 lawgov view show {as_typed(saved.name)})"
    return ""


def _show(saved: SavedFilter, found: Workspace) -> None:
    condition = opt.condition_of(saved, found)
    path = short_path(found.location.folder / FILE_NAME)
    _given(saved, condition, found)
    say(f"{saved.name} = {saved.expression}")
    say(f"存在 {path} 第{saved.line}行。{_kept(condition, saved.name, found)}")


def _save(found: Workspace, name: str, expression: str | None, *, force: bool) -> None:
    if expression is None:
        raise UsageMistake(
            f'请写明条件: lawgov view save {as_typed(name)} "状态:推进中 且 亮灯:红"'
        )
    condition = parse_filter(expression, found.plan, found.today)
    path = found.location.folder / FILE_NAME
    earlier = save_filter(path, name, expression, force=force)
    _given(opt.saved_filters(found).find(name), condition, found)
    if earlier:
        say(f"“{earlier.name}”原为: {earlier.expression}")
    say(f"已存下“{name.strip()}”: {condition.text}")
    say(f"存在 {short_path(path)}。{_kept(condition, name.strip(), found)}")


def _given(saved: SavedFilter, condition: Filter, found: Workspace) -> None:
    give("view", **saved._asdict(), kept=True, points=_number(condition, found))


def _number(condition: Filter, found: Workspace) -> int:
    """How many points the condition keeps today."""
    snapshot = found.snapshot()
    return sum(condition.matches(state, snapshot) for state in snapshot.points)


def _kept(condition: Filter, name: str, found: Workspace) -> str:
    """How many points the condition keeps today, and how to see them."""
    number = _number(condition, found)
    return f"今天有{number}项符合, 查看: lawgov list --view {as_typed(name)}"


def _delete(found: Workspace, name: str) -> None:
    deleted = delete_filter(found.location.folder / FILE_NAME, name)
    give("view", **deleted._asdict(), kept=False, points=None)
    say(f"已删除“{deleted.name}”: {deleted.expression}")
    again = f"{as_typed(deleted.name)} {quoted(deleted.expression)}"
    say(f"要恢复: lawgov view save {again}")
