"""``lawgov init``: a folder of one's own, and what is kept for it and for its user."""

from __future__ import annotations

import re
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import CannotWrite, FileExists, UsageMistake, why
from lawgov_cli.base.shipped import shipped
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import hint, is_yes, on_terminal
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.finding import now
from lawgov_cli.cli.founding import (
    Answers,
    asked_about,
    plan_of_document,
    said_later,
    said_of,
    with_answers,
)
from lawgov_cli.cli.output import say, say_each, short_path
from lawgov_cli.cli.recording import user
from lawgov_cli.domain.office_time import office_day
from lawgov_cli.store.files import write_file
from lawgov_cli.store.folders import copy_new, data_folder
from lawgov_cli.store.git import top_of
from lawgov_cli.store.plan_writing import write_plan
from lawgov_cli.store.plan_yaml import plan_yaml
from lawgov_cli.store.syncing import begin_repository

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.store.taking import Ledger

#: git puts the lines of two offices' journals together by itself.
_UNION = "*.journal.yaml merge=union"
_HAS_UNION = re.compile(rb"^[ \t]*\*\.journal\.yaml[ \t].*\bmerge=union\b", re.MULTILINE)

_Use = Annotated[
    str | None,
    Option("--use", metavar="编号", help="有几份工作要点时记住用哪一份: 编号、文件名或标题一部分"),
]
_By = Annotated[str | None, Option("--by", metavar="姓名", help="记住登记人, 以后不必写 --by")]
_From = Annotated[
    Path | None,
    Option(
        "--from",
        metavar="文件",
        help="用这份文件(Word、PDF、文本…)编成工作要点; 或接手移交包(.zip)",
    ),
]
_Yes = Annotated[bool, Option("--yes", "-y", help="不再询问(供脚本使用)")]
_Take = Annotated[
    bool | None,
    Option("--take/--no-take", help="本机别处已有的台账, 一起带来/不带(默认在终端上询问)"),
]
_Git = Annotated[
    bool, Option("--git", help="同时建成 git 仓库并提交, 以后用 lawgov sync 与别处同步")
]


def init(
    folder: Annotated[
        Path | None, Argument(metavar="文件夹", help="建在这里(默认当前文件夹)")
    ] = None,
    use: _Use = None,
    by: _By = None,
    take: _Take = None,
    from_: _From = None,
    yes: _Yes = False,
    git: _Git = False,
    *,
    answers: Answers,
) -> None:
    """建立自己的工作目录: 工作要点、报表模板、报表文件夹。已有的文件一律不动。

    不写 --from 用自带的工作要点; 写了, 用本单位的文件编成的。在终端上会问编报单位、乡镇和报送日。
    只写 --use、--by 时只记住这些, 不建目录。例如: lawgov init --by 张三
          lawgov init 法治要点 --from 工作要点.docx --office 市司法局 --report-day 25
    """
    if by is not None:
        _keep_name(by)
    if use is not None:
        _keep_choice(use, folder or Path.cwd())
    elif folder or from_ or any(answers) or git or by is None:
        around = top_of(_nearest(folder or Path())) if git else None
        is_package = bool(from_ and from_.suffix.lower() == ".zip")
        begun = Beginning(None if is_package else from_, answers, yes=yes)
        _make(folder or Path(), begun, take=take, handed=from_ if is_package else None)
        if git:
            _begin_repository(folder or Path(), around)


def _keep_name(by: str) -> None:
    from lawgov_cli.store.settings import BY, keep_setting

    name = " ".join(clean(by).split())
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


def _make(folder: Path, begun: Beginning, *, take: bool | None, handed: Path | None = None) -> None:
    from lawgov_cli.store.plans import plans_in
    from lawgov_cli.store.taking import ledgers_around, take_plan

    existing = {path for path in folder.rglob("*") if path.is_file()} if folder.is_dir() else set()
    if handed:
        from lawgov_cli.cli.handing_over import take_up

        take_up(handed, folder)
    around = ledgers_around(Path.cwd(), folder, data_folder())
    taken = [ledger for ledger in around if _wanted(ledger, folder, take=take)]
    has_plan = bool(taken or plans_in((folder, folder / "data")))
    if has_plan and begun.document:
        raise UsageMistake(
            f"{folder} 里已有工作要点。编入新文件: lawgov import {as_typed(str(begun.document))}"
        )
    new = None if has_plan else begun.plan()
    try:
        (folder / "reports").mkdir(parents=True, exist_ok=True)
        other = [ledger for ledger in taken if take_plan(ledger.plan, folder)]
        added = _write_files(folder, new)
    except OSError as error:
        raise CannotWrite(folder, why(error)) from error
    _tell_files(folder, existing)
    if added:
        say(f"已在 .gitattributes 里加上“{_UNION}”, git 会自动合并两处的台账")
    (there, *_) = plans_in((folder, folder / "data"))
    today = office_day(now())
    told = said_of(new.plan, new.answers, today) if new else begun.answers_later(there.path, today)
    say_each(told)
    _remember(folder)
    _take_records(taken, folder)
    hint(
        f"{short_path(ledger.plan.path)} 与这里的不同, 没有换; 请核对单位和要点有没有改过"
        for ledger in other
    )
    if take is None:
        left = [ledger for ledger in around if ledger not in taken]
        hint(f"{_described(ledger)}; 没有带来, 要带来: {_again(folder)}" for ledger in left)
    if not _warn_of_programs_folder(folder):
        _tell_of_workspace_above(folder)
    inside = "" if folder.resolve() == Path.cwd().resolve() else f"cd {as_typed(str(folder))} 后 "
    say(f"可以开始了: {inside}lawgov list{_first_unit(new, begun)}")


def _first_unit(new: New | None, begun: Beginning) -> str:
    """Whose points to look at first; of a plan that was there already, all of them."""
    if not new:
        return ""
    unit = next(iter(new.plan.units), "市司法局") if begun.document else "市司法局"
    return f" --unit {as_typed(unit)}"


class New(NamedTuple):
    """A plan that is to be written, and the files beside it."""

    plan: Plan
    answers: Answers
    text: str = ""


class Beginning(NamedTuple):
    """What the plan is made of, and what the office says of itself."""

    document: Path | None
    answers: Answers
    yes: bool

    def plan(self) -> New:
        """The plan of the document, else the shipped one, with the answers in it."""
        if self.document:
            found = plan_of_document(self.document)
            say_each(found.lines)
            plan, text = found.plan, found.text
        else:
            plan, text = _shipped_plan(), ""
        today = office_day(now())
        answers = asked_about(plan, self.answers, today, yes=self.yes)
        return New(with_answers(plan, answers, today), answers, text)

    def answers_later(self, path: Path, today: date) -> Iterable[str]:
        """How to say what was answered where a plan stands at *path*, which is not changed."""
        return said_later(self.answers, path, today) if any(self.answers) else ()


def _shipped_plan() -> Plan:
    from lawgov_cli.store.plan_file import load_plan

    (file,) = shipped("data").glob("*.yaml")
    plan = load_plan(file).plan
    assert plan is not None  # noqa: S101 - it ships, and is tested
    return plan


def _write_files(folder: Path, new: New | None) -> bool:
    """Write what a workspace has; whether a line was added to the user's own file for git."""
    with suppress(FileExists):
        write_file(folder / ".gitignore", "reports/\n")
    added = _add_union(folder / ".gitattributes")
    copy_new(shipped("templates"), folder / "templates")
    (folder / "data").mkdir(parents=True, exist_ok=True)
    for item in shipped("data").glob("*.json"):
        with suppress(FileExists):
            write_file(folder / "data" / item.name, item.read_bytes())
    if new and new.text:
        # the plan last: by it the folder counts
        write_plan(folder / "data" / f"{new.plan.id}.yaml", new.text, new.plan)
    elif new:
        copy_new(shipped("data"), folder / "data", lambda _: plan_yaml(new.plan).encode())
    return added


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


def _warn_of_programs_folder(folder: Path) -> bool:
    """Whether it had to be said that a workspace inside the program's folder goes with it."""
    home = Path(sys.prefix).parent.resolve()
    is_inside = (home / "tasks.py").is_file() and folder.resolve().is_relative_to(home)
    if is_inside:
        hint([f"{folder} 在程序的文件夹 {home} 里, 换新版本时容易一起删掉; 最好把它移到别处"])
    return is_inside


def _tell_of_workspace_above(folder: Path) -> None:
    """A workspace within another has a ledger of its own, which may not be what was meant."""
    from lawgov_cli.store.plans import plans_in

    above = (path for path in folder.resolve().parents if plans_in((path, path / "data")))
    hint(
        f"上面的 {path} 已是工作目录; 在 {folder} 里登记的, 那里看不到。不想另起一份的, 回那里登记"
        for path in list(above)[:1]
    )


def _nearest(folder: Path) -> Path:
    """The folder that *folder* is, or is going to be made in."""
    return next(path for path in (folder.absolute(), *folder.absolute().parents) if path.is_dir())


def _begin_repository(folder: Path, around: Path | None) -> None:
    if around:
        hint([f"{around} 已是 git 仓库, 没有再建。提交和同步: lawgov sync"])
        return
    number = begin_repository(folder, user())
    say(f"已建成 git 仓库, 提交了{number}个文件")
    say("与别处同步: git remote add origin 地址, 再 lawgov sync")


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
    return is_yes(f"{_described(ledger)}。一起带到{place}吗?", usual=True)


def _described(ledger: Ledger) -> str:
    if ledger.fault:
        return f"另有台账 {ledger.plan.journal}, 读不出: {ledger.fault}"
    return f"{ledger.plan.journal} 已有{ledger.records}条记录"


def _again(folder: Path) -> str:
    here = folder.resolve() == Path.cwd().resolve()
    return "lawgov init --take" if here else f"lawgov init {as_typed(str(folder))} --take"


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
