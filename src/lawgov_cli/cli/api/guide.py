"""What an assistant reads once to work with lawgov: at most 600 tokens."""

from __future__ import annotations

GUIDE = """\
lawgov: 政府年度工作要点 → 任务树, 台账, 报表。要点文件不改写, 台账只增不减。
每个命令都可加 --json: 成功时 stdout 一个 JSON(kind, warnings), 失败时 stderr 一个 JSON
(code, exit, message, remedy)。不提问; 要确认的返回 2。
exit: 0 成功 1 程序错误 2 用法 3 数据读不出 4 没有这项或单位 5 写不了 6 check 有错误
序号: 8, 1-3,7; 8.2 是举措。单位: 全称、别名、首字母。日期: 2023-09-20。
看: list --unit U --status S --light 红 --where "牵头:U 且 状态:未完成"; show 8; why 8; due;
  missing --month 9月; stats; units; log 8; diff 6月30日 9月30日; slip --list; report --month 9月
记: note 15 "已抽查" --unit U (单位报的); done|start 8 -n T; mark 状态 8; set 8 --due D;
  chase U 15; collect FILE; undo
规矩:
- 先 --dry-run --json, 把 items(将写的记录)给人看, 同意后再登记; 未经同意不加 --yes。
- 不写 --unit 是本级结论, 只由人定; 单位报完成只是“待核验”。
- 数字照抄 JSON, 不自己算; 原因用 why; 某日情况用 --as-of。
格式: lawgov api schema KIND; 用法: lawgov CMD --help; MCP: lawgov api mcp, 其中 propose 不写入。
"""
