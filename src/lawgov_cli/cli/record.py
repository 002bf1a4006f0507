"""``lawgov done``, ``start`` and ``note``: one record a task, one batch a command."""

from __future__ import annotations

from typing import Annotated

from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.recording import (
    Care,
    Entry,
    ReasonOption,
    Saying,
    TasksArgument,
    noted,
    record,
)
from lawgov_cli.domain.vocabulary import Status


def done(tasks: TasksArgument = None, *, said: Saying, care: Care) -> None:
    """登记完成。例如: lawgov done 8 --note "档案巡查完成" --on 2023-09-20"""
    found = care.files.opened()
    words, said = noted(tasks, said, care, found)
    record(found, words, Entry(said, care, Status.DONE))


def start(
    tasks: TasksArgument = None, *, said: Saying, reason: ReasonOption = None, care: Care
) -> None:
    """登记启动(推进中)。例如: lawgov start 1-3,7"""
    found = care.files.opened()
    words, said = noted(tasks, said, care, found)
    record(found, words, Entry(said, care, Status.DOING, reason))


def note(
    tasks: Annotated[
        list[str] | None,
        Argument(metavar="序号", help="序号, 最后可直接写进展文字; 或用 --note 写"),
    ] = None,
    *,
    said: Saying,
    zero: Annotated[
        bool, Option("--zero", help="零报告: 单位没有可报的; 不写序号即尚未报送的各项")
    ] = False,
    internal: Annotated[
        bool,
        Option("--internal", help="内部备注: 只在 log、show 里看到, 不进报表、单子和导出"),
    ] = False,
    care: Care,
) -> None:
    """登记进展, 不改状态。例如: lawgov note 15 "已抽查案卷20件" --unit 市公安局"""
    found = care.files.opened()
    words, said = noted(tasks, said, care, found, usual=True)
    if said.says_nothing and not zero:
        raise UsageMistake('请写明进展: lawgov note 15 "已抽查案卷20件"。没有登记任何内容。')
    if internal and (said.unit or zero):
        raise UsageMistake("内部备注是本单位自己的, 不写 --unit 和 --zero。没有登记任何内容。")
    settled = {"zero": zero, "internal": internal}
    record(
        found, words, Entry(said, care, settled={n: True for n, is_so in settled.items() if is_so})
    )
