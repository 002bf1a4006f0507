"""``lawgov init``: a folder of one's own, and what is kept for it and for its user."""

from __future__ import annotations

import re
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from lawgov_cli.base.errors import CannotWrite, FileExists, UsageMistake, why
from lawgov_cli.base.shipped import shipped
from lawgov_cli.base.words import clean
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import hint, on_terminal
from lawgov_cli.cli.output import say, say_each, short_path
from lawgov_cli.store.files import write_file
from lawgov_cli.store.folders import copy_new, data_folder

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.store.taking import Ledger

#: git puts the lines of two offices' journals together by itself.
_UNION = "*.journal.yaml merge=union"
_HAS_UNION = re.compile(rb"^[ \t]*\*\.journal\.yaml[ \t].*\bmerge=union\b", re.MULTILINE)

_Use = Annotated[
    str | None,
    typer.Option(
        "--use", metavar="编号", help="有几份工作要点时记住用哪一份: 编号、文件名或标题一部分"
    ),
]
_By = Annotated[
    str | None, typer.Option("--by", metavar="姓名", help="记住登记人, 以后不必写 --by")
]
_Take = Annotated[
    bool | None,
    typer.Option("--take/--no-take", help="本机别处已有的台账, 一起带来/不带(默认在终端上询问)"),
]


def init(
    folder: Annotated[
        Path | None, typer.Argument(metavar="文件夹", help="建在这里(默认当前文件夹)")
    ] = None,
    use: _Use = None,
    by: _By = None,
    take: _Take = None,
    office: Annotated[
        str | None,
        typer.Option("--office", metavar="单位名称", help="编报单位: 印在报表的刊头和落款"),
    ] = None,
    from_: Annotated[
        Path | None,
        typer.Option("--from", metavar="文件", help="接手移交包(export --handover 写出的 .zip)"),
    ] = None,
) -> None:
    """建立自己的工作目录: 工作要点、报表模板、报表文件夹。已有的文件一律不动。

    只写 --use、--by 时只记住这些, 不建目录。例如: lawgov init --by 张三
    """
    if by is not None:
        _keep_name(by)
    if use is not None:
        _keep_choice(use, folder or Path.cwd())
    elif folder or office or from_ or by is None:
        _make(folder or Path(), office, take=take, handed=from_)


def _keep_name(by: str) -> None:
    from lawgov_cli.store.settings import BY, keep_setting

    name = " ".join(clean(by).split())
    if not name:
        raise UsageMistake("请写明姓名: lawgov init --by 张三")
    path = keep_setting(BY, name)
    give("written", files=[path])
    say(f"已记住登记人“{name}”, 记在 {short_path(path)}; 写 --by 或设 LAWGOV_BY 的, 以它为准")


def _keep_choice(asked: str, folder: Path) -> None:
    from lawgov_cli.store.locating import find_plan, keep_choice

    found, named = find_plan(asked, None, folder, data_folder())
    plan = found.file(named.id)
    if found.place.home is not None:
        raise UsageMistake(f"{plan.id} 是自带的工作要点, 不必选。建立工作目录: lawgov init 文件夹")
    path = keep_choice(plan)
    give("written", files=[path])
    say(f"已记住: 不写 --plan 时用 {plan.id}  {plan.title}, 记在 {short_path(path)}")
    say("改用别的: lawgov init --use 编号; 只这一次: --plan 编号")


def _make(
    folder: Path, office: str | None, *, take: bool | None, handed: Path | None = None
) -> None:
    from lawgov_cli.store.taking import ledgers_around, take_plan

    existing = {path for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()
    if handed:
        from lawgov_cli.cli.handing_over import take_up

        take_up(handed, folder)
    around = ledgers_around(Path.cwd(), folder, data_folder())
    taken = [ledger for ledger in around if _wanted(ledger, folder, take=take)]
    try:
        (folder / "reports").mkdir(parents=True, exist_ok=True)
        other = [ledger for ledger in taken if take_plan(ledger.plan, folder)]
        added = _write_files(folder, office)
    except OSError as error:
        raise CannotWrite(folder, why(error)) from error
    _tell_files(folder, existing)
    if added:
        say(f"已在 .gitattributes 里加上“{_UNION}”, git 会自动合并两处的台账")
    _remember(folder)
    _take_records(taken, folder)
    hint(
        f"{short_path(ledger.plan.path)} 与这里的不同, 没有换; 请核对单位和要点有没有改过"
        for ledger in other
    )
    if take is None:
        left = [ledger for ledger in around if ledger not in taken]
        hint(f"{_described(ledger)}; 没有带来, 要带来: {_again(folder)}" for ledger in left)
    inside = "" if folder.resolve() == Path.cwd().resolve() else f"cd {folder} 后 "
    say(f"可以开始了: {inside}lawgov list --unit 市司法局")


def _write_files(folder: Path, office: str | None) -> bool:
    """Write what a workspace has; whether a line was added to the user's own file for git."""
    from lawgov_cli.store.plans import plans_in

    with suppress(FileExists):
        write_file(folder / ".gitignore", "reports/\n")
    added = _add_union(folder / ".gitattributes")
    copy_new(shipped("templates"), folder / "templates")
    if plans_in((folder, folder / "data")):  # it has one: the shipped plan would be a second
        for item in shipped("data").glob("*.json"):
            with suppress(FileExists):
                write_file(folder / "data" / item.name, item.read_bytes())
        if office:
            say(f"已有工作要点, 没有改动。登记编报单位: lawgov units office --name {office}")
    else:
        # the plan last: by it the folder counts
        copy_new(shipped("data"), folder / "data", lambda plan: _signed(plan, office))
    return added


def _signed(plan: bytes, office: str | None) -> bytes:
    """The text of a plan with the office's name above its units."""
    from lawgov_cli.store.plan_yaml import scalar

    name = clean(office or "").strip()
    line = f"office:\n  name: {scalar(name)}\n" if name else ""
    return plan.replace(b"\nunits:", f"\n{line}units:".encode(), 1)


def _add_union(path: Path) -> bool:
    """Have git put journals together; whether a line was added to a file that was there."""
    try:
        write_file(path, f"{_UNION}\n")
    except FileExists:
        old = path.read_bytes()
        if _HAS_UNION.search(old):
            return False
        gap = b"" if not old or old.endswith(b"\n") else b"\n"
        write_file(path, old + gap + f"{_UNION}\n".encode(), force=True)
        return True
    return False


def _tell_files(folder: Path, existing: Iterable[Path]) -> None:
    there = sorted(path for path in folder.rglob("*") if path.is_file())
    new = [path for path in there if path not in existing and ".git/" not in path.as_posix()]
    give("written", files=new)
    say_each(f"新建 {short_path(path)}" for path in new)
    kept = [path for path in existing if path.suffix in {".yaml", ".j2"}]
    if kept:
        say(f"已有{len(kept)}个文件未动")


def _remember(folder: Path) -> None:
    """So that a command run elsewhere can say where the workspace is; losing it loses nothing."""
    from lawgov_cli.store.settings import WORKSPACE, keep_setting

    with suppress(CannotWrite, OSError):
        keep_setting(WORKSPACE, str(folder.resolve()))


# ---------------------------------------------------------------- what lies elsewhere


def _wanted(ledger: Ledger, folder: Path, *, take: bool | None) -> bool:
    """Whether *ledger* is to be taken along; asked where it was not typed and somebody is there."""
    if take is not None or not on_terminal():
        return bool(take)
    place = "这里" if folder.resolve() == Path.cwd().resolve() else str(folder)
    return typer.confirm(f"{_described(ledger)}。一起带到{place}吗?", default=True, err=True)


def _described(ledger: Ledger) -> str:
    if ledger.fault:
        return f"另有台账 {ledger.plan.journal}, 读不出: {ledger.fault}"
    return f"{ledger.plan.journal} 已有{ledger.records}条记录"


def _again(folder: Path) -> str:
    here = folder.resolve() == Path.cwd().resolve()
    return "lawgov init --take" if here else f"lawgov init {folder} --take"


def _take_records(taken: Iterable[Ledger], folder: Path) -> None:
    from lawgov_cli.store.taking import take_evidence, take_records

    for ledger in taken:
        journal, got = take_records(ledger.plan, folder)
        copied, left = take_evidence(ledger.plan, folder)
        say(
            f"已带来{len(got.missing.lines)}条记录: {short_path(journal)}。"
            f"原来的 {ledger.plan.journal} 没有动, 以后请在这里登记"
        )
        if copied:
            say(f"已带来{copied}份佐证文件")
        hint(f"佐证“{name}”在原来的地方已找不到, 没有带来" for name in left)
