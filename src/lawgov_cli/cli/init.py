"""``lawgov init``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawgov_cli.base.errors import CannotWrite, why
from lawgov_cli.base.shipped import shipped
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.store.workspace import copy_new

_GITIGNORE = "reports/\n"


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="文件夹", help="建在这里(默认当前文件夹)")
    ] = Path(),
) -> None:
    """建立自己的工作目录: 工作要点、报表模板、报表文件夹。已有的文件一律不动。"""
    existing = {path for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()
    try:
        for name in ("data", "templates"):
            (folder / name).mkdir(parents=True, exist_ok=True)
            copy_new(shipped(name), folder / name)
        (folder / "reports").mkdir(exist_ok=True)
        if not (folder / ".gitignore").exists():
            (folder / ".gitignore").write_text(_GITIGNORE, encoding="utf-8")
    except OSError as error:
        raise CannotWrite(folder, why(error)) from error
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        if path not in existing and ".git/" not in path.as_posix():
            say(f"新建 {short_path(path)}")
    kept = [path for path in existing if path.suffix in {".yaml", ".j2"}]
    if kept:
        say(f"已有{len(kept)}个文件未动")
    inside = "" if folder.resolve() == Path.cwd().resolve() else f"cd {folder} 后 "
    say(f"可以开始了: {inside}lawgov list --unit 市司法局")
