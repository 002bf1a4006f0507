"""``lawgov check``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

from lawgov_cli.base.errors import CheckFailed, DataUnreadable
from lawgov_cli.cli.answer import for_program, give
from lawgov_cli.cli.declared import Argument
from lawgov_cli.cli.failure import problem_object
from lawgov_cli.cli.finding import located, now
from lawgov_cli.cli.options import Files
from lawgov_cli.cli.output import say, say_each, short_path
from lawgov_cli.domain.office_time import office_day
from lawgov_cli.store.check import check_files
from lawgov_cli.store.folders import cache_folder
from lawgov_cli.store.plans import plan_at

if TYPE_CHECKING:
    from lawgov_cli.render.report_reading import Written

_JOURNAL = ".journal.yaml"


def check(
    file: Annotated[
        Path | None,
        Argument(metavar="文件", help="工作要点、台账或生成的报告(默认当前的工作要点和台账)"),
    ] = None,
    *,
    files: Files,
) -> None:
    """检查工作要点和台账, 一次列出全部问题; 或核验一份报告是否仍与台账一致。只看不改。

    有错误、不一致时退出码为6。
    """
    if file and not file.exists() and file.suffix.lower() in _PAPERS:
        raise DataUnreadable(f"没有这个文件: {file}。请核对文件名和它所在的文件夹。")
    if file and file.is_file() and (report := _report(file)):
        _check_report(file, report, files)
    else:
        _check_files(_plan_of(file) if file else None, files)


def _report(file: Path) -> Written | None:
    """The report that *file* holds; none where it holds a plan or a journal."""
    from lawgov_cli.cli.proving import report_in

    report = report_in(file.read_bytes(), file)
    if report is None and file.suffix.lower() in _PAPERS:
        what = "没有核验码: 不是 lawgov 生成的报告, 或是早先版本生成的, 或核验码被删去了"
        raise DataUnreadable(f"{file}: {what}。要核验请先用 lawgov report 重新生成。")
    if report is None and file.suffix.lower() not in _PLANS and not plan_at(file):
        raise DataUnreadable(f"{file}: 不是工作要点、台账, 也不是 lawgov 生成的报告。请核对路径。")
    return report


_PLANS = (".yaml", ".yml")
#: Files that are no plan and no journal, whatever they hold.
_PAPERS = frozenset({".md", ".docx", ".html", ".htm", ".xlsx", ".json"})


def _plan_of(file: Path) -> Path:
    """The plan that *file* is, or the one that the journal *file* lies beside."""
    if file.name.endswith(_JOURNAL):
        return file.with_name(f"{file.name.removesuffix(_JOURNAL)}.yaml")
    return file


def _check_report(file: Path, report: Written, files: Files) -> None:
    from lawgov_cli.cli.proving import proved, request_in
    from lawgov_cli.views.proof import proof_facts, proof_lines

    plan, request = request_in(report, file)
    chosen = files if files.plan or files.year else Files(Path(plan))
    verdict = proved(chosen.opened(), request, report)
    say_each(proof_lines(short_path(file), verdict))
    give("proof", file=file, **proof_facts(verdict))
    if not verdict.holds:
        raise CheckFailed(*(["报告与台账不一致。"] if for_program() else []))


def _check_files(file: Path | None, files: Files) -> None:
    location = located(file or files.plan, files.year)
    files_ = (location.plan, location.journal, location.root)
    number, errors, told = 0, 0, []
    for problem in check_files(*files_, office_day(now()), cache_folder()):
        number, errors = number + 1, errors + problem.is_error
        say(problem.line_text())
        if for_program():
            told.append(problem_object(problem))
    give("check", file=location.plan, errors=errors, problems=told)
    if number:
        say(f"{errors}个错误, {number - errors}个警告")
    else:
        say(f"没有发现问题: {location.plan.name}")
    if location.others:
        options = "、".join(other.option for other in location.others)
        say(f"只查了这一份, 旁边还有{len(location.others)}份: {options}")
    if errors:
        raise CheckFailed(*([f"有{errors}个错误。"] if for_program() else []))
