"""A journal of a busy office, for screens and reports."""

from __future__ import annotations

from typing import Any

from lawgov_cli.store.journal import format_record

#: Everything in it that a screen could take for markup, a formula or a command to the terminal.
NASTY = (
    "[bold]粗[/bold] |竖线| =1+1 *星* `码` <b>标签</b> [链](http://x)\n"
    "第二行 \x1b[31m红\x1b[0m \x07铃 \\n"
)
#: The same with control characters shown, on one line.
NASTY_SHOWN = (
    "[bold]粗[/bold] |竖线| =1+1 *星* `码` <b>标签</b> [链](http://x) "
    "第二行 \\x1b[31m红\\x1b[0m \\x07铃 \\n"
)

RECORDS: list[dict[str, Any]] = [
    {
        "id": "0005-01",
        "at": "2023-07-03T09:00:00+08:00",
        "by": "张三",
        "task": "8",
        "status": "doing",
    },
    {
        "id": "0005-02",
        "at": "2023-08-10T09:00:00+08:00",
        "by": "李四",
        "task": "8.1",
        "status": "done",
    },
    {
        "id": "0005-03",
        "at": "2023-08-10T09:30:00+08:00",
        "by": "张三",
        "task": "21",
        "unit": "市公安局",
        "status": "done",
        "note": "治安调解衔接完成",
    },
    {
        "id": "0005-04",
        "at": "2023-09-01T10:00:00+08:00",
        "by": "张三",
        "task": "21",
        "unit": "市司法局",
        "status": "doing",
        "note": "召开联席会议1次",
        "problem": "调解员不足",
        "next": "9月底前招录",
    },
    {
        "id": "0005-05",
        "at": "2023-09-04T10:00:00+08:00",
        "by": "张三",
        "task": "15",
        "due": "2023-09-15",
        "reason": "会议确定",
    },
    {
        "id": "0005-06",
        "batch": "b6",
        "at": "2023-09-05T10:00:00+08:00",
        "by": "李四",
        "task": "7",
        "status": "ongoing",
    },
    {
        "id": "0005-07",
        "batch": "b6",
        "at": "2023-09-05T10:00:00+08:00",
        "by": "李四",
        "task": "12",
        "status": "ongoing",
    },
    {
        "id": "0005-08",
        "at": "2023-09-06T09:00:00+08:00",
        "by": "张三",
        "task": "24",
        "unit": "市司法局",
        "status": "done",
        "note": "复议决定书已全部公开",
        "evidence": ["公开清单.xlsx"],
    },
    {
        "id": "0005-09",
        "at": "2023-09-07T09:00:00+08:00",
        "by": "张三",
        "task": "3",
        "status": "done",
    },
    {"id": "0005-10", "at": "2023-09-08T09:00:00+08:00", "by": "张三", "undo": "0005-09"},
    {
        "id": "0005-11",
        "at": "2023-09-12T09:00:00+08:00",
        "on": "2023-08-30",
        "by": "王五",
        "task": "9",
        "status": "changed",
        "reason": "并入第10项",
    },
    {"id": "0005-12", "at": "2023-09-13T09:00:00+08:00", "by": "张三", "task": "18", "percent": 30},
    {
        "id": "0005-13",
        "at": "2023-09-14T09:00:00+08:00",
        "by": "张三",
        "task": "2",
        "status": "doing",
        "note": NASTY,
    },
    {
        "id": "0005-14",
        "at": "2023-09-19T16:00:00+08:00",
        "by": "张三",
        "task": "8",
        "status": "done",
        "note": "合法性审查档案巡查已完成",
    },
]

JOURNAL = "".join(f"{format_record(record)}\n" for record in RECORDS)
