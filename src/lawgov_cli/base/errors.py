"""Every failure a user can cause: one base class with an exit code, one small class each.

A *request* that cannot be met is an exception from this module. Bad *data* is not: loaders
return it as :class:`lawgov_cli.base.problems.Problem` values, so that one run can report all of it.

Messages are Chinese sentences for a clerk: what was wrong, the value, and what to do.
"""

from __future__ import annotations

import errno
import os
import sys
from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.words import brief

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

    from lawgov_cli.base.problems import Problem


class LawgovError(Exception):
    """A failure with a sentence for the user and a documented exit code."""

    exit_code = 1
    #: Added to the sentence by commands that record: what did not happen because of it.
    consequence = ""

    @property
    def message(self) -> str:
        """The Chinese sentence shown on standard error."""
        said = brief(str(self.args[0])) if self.args else ""
        gap = "" if said.endswith(("。", "\n")) or not self.consequence else "  "
        return f"{said}{gap}{self.consequence}"


_SYSTEM = {
    **dict.fromkeys((errno.EACCES, errno.EPERM), "没有权限"),
    errno.EROFS: "所在位置是只读的",
    errno.ENOSPC: "磁盘空间不足",
    errno.EBADF: "已经关闭",
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "上级不是文件夹",
    errno.EEXIST: "那里已有同名的文件",
    errno.EISDIR: "那是一个文件夹",
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "链接绕成了圈",
}


def why(error: OSError) -> str:
    """What the system refused, in words."""
    said = _SYSTEM.get(error.errno or 0) or error.strerror or str(error)
    if os.name == "nt" and error.errno == errno.EACCES:  # so it calls one that is open, too
        return f"{said}, 或者它正开着(在 WPS、Excel 里的请先关掉)"
    return said


class UsageMistake(LawgovError):
    """The words of the command do not fit (exit code 2)."""

    exit_code = 2


class UnreadableDate(UsageMistake):
    """A date or a month that cannot be read."""

    def __init__(self, text: str, expected: str) -> None:
        super().__init__(f"看不懂日期“{text}”。请写成: {expected}")


class UnreadableReference(UsageMistake):
    """A task reference that is not a number in any accepted notation."""

    def __init__(self, text: str, so: str = "可以写: 8、八、(八)、第8项、8.2、1-3,7。") -> None:
        super().__init__(f"看不懂序号“{text}”。{so}")


class FilterMistake(UsageMistake):
    """A filter that cannot be read; the message repeats the text and points into it."""


class BadFilterName(UsageMistake):
    """A name that a saved filter cannot have."""

    def __init__(self, why: str) -> None:
        super().__init__(f"{why}。没有存下。")


class SavedFilterExists(UsageMistake):
    """A saved filter of that name with another condition."""

    def __init__(self, name: str, expression: str) -> None:
        super().__init__(f"已有“{name}”: {expression}\n没有改动。要换成新的条件请加 --force。")


class NotRecordable(UsageMistake):
    """A heading: it has no status of its own."""

    def __init__(self, number: str, title: str) -> None:
        super().__init__(f"“{number} {title}”是一个部分, 没有办理状态。请写其中要点的序号。")


class UnknownWord(UsageMistake):
    """A word outside a closed set such as the statuses, with the nearest words as a hint."""

    def __init__(self, text: str, what: str, words: Collection[str], hint: str) -> None:
        super().__init__(f"没有“{text}”这种{what}。{hint}可用: {'、'.join(words)}")


class MissingReason(UsageMistake):
    """A change that must say why."""

    def __init__(self, what: str) -> None:
        super().__init__(f'{what}需要说明理由: 请加 --reason "…"。')


class PlanUnclear(UsageMistake):
    """Several plans that may be meant.

    Parameters:
        said: what there are several of.
        plans: each with what to type for it.
        example: the id of one of them.
    """

    def __init__(self, said: str, plans: Sequence[str], example: str) -> None:
        listed, typed = "\n".join(f"  {line}" for line in plans), as_typed(example)
        super().__init__(
            f"{said}{len(plans)}份, 请写明用哪一份:\n{listed}\n"
            f"只用这一次: lawgov --plan {typed} 命令; 以后都用它: lawgov init --use {typed}"
        )


class PlanTwice(UsageMistake):
    """Several files that are one plan, and none of them is the one that counts."""

    def __init__(self, own: str, files: Sequence[str]) -> None:
        listed = "、".join(files)
        super().__init__(
            f"{len(files)}个文件都是工作要点 {own}: {listed}。请把不用的移走, "
            f"或把要用的改名为 {own}.yaml; 只用这一次: --plan 文件"
        )


class DataUnreadable(LawgovError):
    """Files that cannot be loaded (exit code 3)."""

    exit_code = 3


class FolderGone(DataUnreadable):
    """The folder that the shell stands in has been removed, or is out of reach."""

    def __init__(self) -> None:
        super().__init__("当前文件夹已被删除、改名或无法访问。请先 cd 到别的文件夹, 再运行。")


class JournalShut(DataUnreadable):
    """A journal that cannot be read as a whole, or to which nothing may be added.

    Parameters:
        problem: what is wrong with it.
    """

    def __init__(self, problem: Problem) -> None:
        from lawgov_cli.base.problems import Severity

        self.problem = problem
        line = problem._replace(severity=Severity.ERROR).line_text()
        super().__init__(f"{line}\n台账没有改动。")


class PlanNotFound(DataUnreadable):
    """No plan where one was asked for.

    Parameters:
        known: the plans that there are, where one was asked for by name.
    """

    def __init__(self, where: Path | str, known: Sequence[str] = ()) -> None:
        listed = f"这里有: {'; '.join(known)}。" if known else ""
        super().__init__(
            f"没有找到工作要点文件: {where}。{listed}"
            "请核对路径, 或用 lawgov init 建立一个工作目录。"
        )


class PlanBroken(DataUnreadable):
    """A plan with errors; carries every problem found.

    Parameters:
        problems: all problems, errors first come as found.
    """

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        errors = sum(p.is_error for p in self.problems)
        lines = "\n".join(p.line_text() for p in self.problems if p.is_error)
        super().__init__(
            f"{lines}\n工作要点文件有{errors}个错误, 未作任何改动。改好后用 lawgov check 复查。"
        )


class SavedFiltersBroken(DataUnreadable):
    """A file of saved filters with faults; every one is in the message."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        self.problems = tuple(problems)
        lines = "\n".join(problem.line_text() for problem in problems)
        super().__init__(f"{lines}\n存下的筛选条件没有读出。改好后再试。")


class SavedFilterUnreadable(DataUnreadable):
    """A saved filter whose condition cannot be read."""

    def __init__(self, place: str, name: str, why: str) -> None:
        super().__init__(f"{place}  存下的筛选“{name}”无法使用\n{why}")


class SourceUnreadable(DataUnreadable):
    """A document to import that cannot be read."""

    def __init__(self, path: Path | str, what: str, remedy: str) -> None:
        self.place = (str(path), 0, 0)
        super().__init__(f"{path}: {what}。{remedy}。没有写出任何文件。")


def _how_to_add(extra: str) -> str:
    if getattr(sys, "lawgov_pyz", False):  # distribution/pyz_main.py
        return "lawgov.pyz 不带这个组件, 请用离线安装包里的 install.py 安装"
    return (
        "请重新安装: 在 lawgov 的文件夹里运行 python3 tasks.py install"
        f'(用 pip 装的: pip install "lawgov[{extra}]")'
    )


class ExtraMissing(SourceUnreadable):
    """A kind of document that needs a library which is not installed."""

    def __init__(self, path: Path | str, kind: str, extra: str) -> None:
        remedy = f"{_how_to_add(extra)}; 或把内容另存为 .txt 后再导入"
        super().__init__(path, f"读取 {kind} 需要另装组件", remedy)


class SheetsMissing(DataUnreadable):
    """Spreadsheets need libraries which are not installed."""

    def __init__(self, what: str) -> None:
        super().__init__(f"{what}需要另装组件。{_how_to_add('office')}")


class TemplateBroken(DataUnreadable):
    """A report template that does not exist, does not parse or names something unknown."""

    def __init__(self, name: str, line: int | None, detail: str) -> None:
        self.place = (name, line or 0, 0)
        place = f"{name} 第{line}行" if line else name
        super().__init__(f"报表模板 {place}: {detail}。没有写出任何文件。")


class NotFound(LawgovError):
    """No such task, unit or section (exit code 4)."""

    exit_code = 4


#: What may be done where the system keeps a file from being written.
_WAYS_ON = {
    "没有权限": "请核对它和所在文件夹的权限, 或换一个自己能写的文件夹。",
    "所在位置是只读的": "请换一个能写的文件夹。",
    "磁盘空间不足": "请先腾出空间, 再做一次。",
}


class CannotWrite(LawgovError):
    """A file that could not be written (exit code 5)."""

    exit_code = 5

    def __init__(self, path: Path | str, why: str) -> None:
        self.place = (str(path), 0, 0)
        way_on = next((way for said, way in _WAYS_ON.items() if why.startswith(said)), "")
        super().__init__(f"无法写入 {path}: {why}。原有内容未受影响。{way_on}")


class FileExists(CannotWrite):
    """A file of the user's that would be overwritten."""

    def __init__(
        self, path: Path | str, remedy: str = "要重新生成请加 --force, 或用 -o 写到别处。"
    ) -> None:
        self.place = (str(path), 0, 0)
        LawgovError.__init__(self, f"{path} 已存在, 没有覆盖。{remedy}")


class PassageUnclosed(CannotWrite):
    """A hand-written passage whose closing mark is gone: where it ends is not to be guessed."""

    def __init__(self, path: Path | str, name: str) -> None:
        LawgovError.__init__(
            self,
            f"{path} 中手写段落“{name}”缺少结束标记, 没有覆盖。"
            "在它后面补一行 <!-- 手写结束 --> 再生成。",
        )


class CheckFailed(LawgovError):
    """``lawgov check`` found errors (exit code 6)."""

    exit_code = 6


class ImportDoubtful(CheckFailed):
    """``lawgov import --strict`` met something it was not sure of."""

    def __init__(self, count: int) -> None:
        super().__init__(
            f"有{count}处存疑, 按 --strict 不予导入。没有写出任何文件。"
            "逐条核对后去掉 --strict 再导入。"
        )
