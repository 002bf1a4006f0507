"""``lawgov check``."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from lawgov_cli.base.errors import CheckFailed
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.command import command
from lawgov_cli.cli.failure import problem_object
from lawgov_cli.cli.finding import located, now
from lawgov_cli.cli.options import Files
from lawgov_cli.cli.output import say, say_each
from lawgov_cli.domain.office_time import office_day
from lawgov_cli.store.check import check_files
from lawgov_cli.store.folders import cache_folder


@command
def check(
    file: Annotated[
        Path | None, typer.Argument(metavar="文件", help="工作要点文件(默认当前的)")
    ] = None,
    *,
    files: Files,
) -> None:
    """检查工作要点和台账, 一次列出全部问题; 只看不改。有错误时退出码为6。"""
    location = located(file or files.plan, files.year)
    files_ = (location.plan, location.journal, location.root)
    problems = check_files(*files_, office_day(now()), cache_folder())
    say_each(problem.line_text() for problem in problems)
    told = [problem_object(problem) for problem in problems]
    errors = sum(problem.is_error for problem in problems)
    give("check", file=location.plan, errors=errors, problems=told)
    if problems:
        say(f"{errors}个错误, {len(problems) - errors}个警告")
    else:
        say(f"没有发现问题: {location.plan.name}")
    if location.others:
        options = "、".join(other.option for other in location.others)
        say(f"只查了这一份, 旁边还有{len(location.others)}份: {options}")
    if errors:
        raise CheckFailed(*([f"有{errors}个错误。"] if for_program() else []))
