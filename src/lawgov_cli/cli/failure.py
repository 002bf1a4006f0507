"""A failure as a program reads it: a stable word, the exit code, what was wrong and what to do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.remedies import remedy_in
from lawgov_cli.cli.answer import current

if TYPE_CHECKING:
    from lawgov_cli.base.errors import LawgovError
    from lawgov_cli.base.problems import Problem

#: What to do where the message itself says nothing of it, by exit code.
_USUAL = {
    1: "这是程序的错误, 请把完整的输出发给维护者",
    2: "用法: lawgov {command} --help",
    3: "用 lawgov check 检查文件, 按所列的行改正",
    4: "用 lawgov list、lawgov units 查看有哪些",
    5: "核对位置和权限, 或用 -o 写到别处",
    6: "按所列的逐处改正, 再运行 lawgov check; 报告也可以加 --force 重新生成",
}


def failure_of(error: LawgovError) -> dict[str, Any]:
    """What there is to say of a failure of this program's own.

    ``place``: the file, line and column that it is about, 0 for the whole.
    """
    problems = [*getattr(error, "problems", ())]
    if one := getattr(error, "problem", None):
        problems.append(one)
    file, line, column = getattr(error, "place", ("", 0, 0))
    if problems and not file:
        file, line, column = problems[0][:3]
    told = failure(code_of(error), error.exit_code, error.message)
    told["place"] = {"file": file, "line": line, "column": column} if file else None
    told["problems"] = [problem_object(problem) for problem in problems]
    return told


def failure(code: str, exit_: int, message: str, remedy: str = "") -> dict[str, Any]:
    """One failure; its remedy is the one that *message* holds where none is given."""
    if not (remedy := remedy or remedy_in(message)):
        answer = current()
        typed = answer.command if answer else ""
        remedy = _USUAL.get(exit_, "").format(command=typed or "命令")
    what = {"code": code, "exit": exit_, "message": message, "remedy": remedy}
    return {**what, "place": None, "problems": []}


def code_of(error: Exception) -> str:
    """The stable word for a class of errors: ``NoSuchTask`` → ``no_such_task``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", type(error).__name__).lower()


def problem_object(problem: Problem) -> dict[str, Any]:
    """One fault in a file as a JSON object."""
    return {**problem._asdict(), "severity": problem.severity.value}
