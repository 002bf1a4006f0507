"""Which commands there are; the module of each is imported when it is called."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable


class Entry(NamedTuple):
    """Where a command lives and how the overview of commands presents it."""

    module: str
    function: str
    panel: str
    summary: str


COMMANDS: dict[str, Entry] = {
    "list": Entry("list_", "list_", "查看", "列出要点: 按单位、部分、角色、状态、文字筛选"),
    "show": Entry("show", "show", "查看", "一项的全文、单位、举措和全部进展"),
    "why": Entry("why", "why", "查看", "为什么是这种状态、亮这种灯, 怎样才会变"),
    "stats": Entry("stats", "stats", "查看", "按部分、单位、状态计数"),
    "units": Entry("units", "units", "查看", "单位和单位组: 牵头、责任各几项, 别名, 成员"),
    "due": Entry("due", "due", "查看", "已逾期和即将到期的要点"),
    "missing": Entry("missing", "missing", "查看", "本月谁没有报送, 附催报文字"),
    "log": Entry("log", "log", "查看", "台账: 谁在哪天登记了什么"),
    "diff": Entry("diff", "diff", "查看", "两个日期之间有什么变化: 按要点、按单位"),
    "done": Entry("record", "done", "登记", "登记完成"),
    "start": Entry("record", "start", "登记", "登记启动(推进中)"),
    "note": Entry("record", "note", "登记", "登记进展, 不改状态"),
    "mark": Entry("mark", "mark", "登记", "登记其他状态: 待核验、长期坚持、已调整…"),
    "set": Entry("amend", "set_", "登记", "设时限、类型、牵头单位、责任单位"),
    "add": Entry("amend", "add", "登记", "在要点下增加一项举措(细化工作项目)"),
    "collect": Entry("collect", "collect", "登记", "收回各单位的报表, 核对后一次登记"),
    "chase": Entry("chase", "chase", "登记", "登记催办: 催了谁、怎么催、怎么答"),
    "correct": Entry("correct", "correct", "登记", "更正一条记录的文字; 删除其中的个人信息"),
    "undo": Entry("undo", "undo", "登记", "撤销自己上一次登记; 再撤再往前, --redo 恢复"),
    "report": Entry("report", "report", "报表", "生成月报、季报、年度报告"),
    "slip": Entry("slip", "slip", "报表", "督办单、函: 一事一单, 编号入台账; 登记簿"),
    "export": Entry("export", "export", "报表", "导出: 各单位的填报表、总表、网页、移交包、任务树"),
    "document": Entry("document", "document", "报表", "按原文印出文件"),
    "init": Entry("init", "init", "文件", "建立自己的工作目录"),
    "import": Entry("import_", "import_", "文件", "把新文件编成工作要点; 更正后再导入; 接续去年"),
    "view": Entry("view", "view", "文件", "存下常用的筛选条件"),
    "sync": Entry("sync", "sync", "文件", "经 git 与别处同步, 或把台账副本里还没有的记录收进来"),
    "rollup": Entry("rollup", "rollup", "文件", "汇总许多地方: 谁最差, 谁没有报"),
    "check": Entry("check", "check", "文件", "检查工作要点和台账, 列出全部问题"),
    "ui": Entry("ui.command", "ui", "其他", "在一屏上看和登记(需另装组件)"),
    "api": Entry("api.command", "api", "其他", "给程序和智能助手用: 说明、JSON 的格式、MCP 服务"),
}


SUMMARIES = {name: entry.summary for name, entry in COMMANDS.items()}


def function_of(name: str) -> Callable[..., Any]:
    """The function of the command *name*."""
    entry = COMMANDS[name]
    found: Callable[..., Any] = getattr(
        importlib.import_module(f"lawgov_cli.cli.{entry.module}"), entry.function
    )
    return found
