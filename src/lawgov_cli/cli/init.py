"""``lawgov init``."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_cli.base.errors import CannotWrite, FileExists, why
from lawgov_cli.base.shipped import shipped
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.store.files import write_file
from lawgov_cli.store.plan_yaml import scalar
from lawgov_cli.store.workspace import copy_new, is_plan

if TYPE_CHECKING:
    from collections.abc import Callable

#: git puts the lines of two offices' journals together by itself.
_UNION = "*.journal.yaml merge=union"
_GIT_FILES = {".gitignore": "reports/\n", ".gitattributes": f"{_UNION}\n"}


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="建在这里(默认当前文件夹)")
    ] = Path(),
    office: Annotated[
        str | None,
        typer.Option("--office", metavar="单位名称", help="编报单位: 印在报表的刊头和落款"),
    ] = None,
) -> None:
    """建立自己的工作目录: 工作要点、报表模板、报表文件夹。已有的文件一律不动。"""
    existing = {path for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()
    try:
        (folder / "reports").mkdir(parents=True, exist_ok=True)
        for name, text in _GIT_FILES.items():
            with suppress(FileExists):
                write_file(folder / name, text)
        for name in ("templates", "data"):  # the plan last: by it the folder counts
            copy_new(shipped(name), folder / name, _signed(office))
    except OSError as error:
        raise CannotWrite(folder, why(error)) from error
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path not in existing and ".git/" not in path.as_posix():
            say(f"新建 {short_path(path)}")
    kept = [path for path in existing if path.suffix in {".yaml", ".j2"}]
    if kept:
        say(f"已有{len(kept)}个文件未动")
    plans = [path for path in existing if is_plan(path)]
    if office and plans:
        said = f"{short_path(plans[0])} 已有, 没有改动。登记编报单位: "
        say(f"{said}lawgov units office --name {office}")
    if _lacks_union(folder / ".gitattributes"):
        say(f"提示: .gitattributes 里没有“{_UNION}”; 加上这一行, git 才会自动合并两处的台账。")
    inside = "" if folder.resolve() == Path.cwd().resolve() else f"cd {folder} 后 "
    say(f"可以开始了: {inside}lawgov list --unit 市司法局")


def _signed(office: str | None) -> Callable[[bytes], bytes]:
    """What writes the office's name into a plan that is made, above its units."""
    name = (office or "").strip()
    line = f"office:\n  name: {scalar(name)}\n" if name else ""
    return lambda plan: plan.replace(b"\nunits:", f"\n{line}units:".encode(), 1)


def _lacks_union(path: Path) -> bool:
    return _UNION.encode() not in path.read_bytes()
