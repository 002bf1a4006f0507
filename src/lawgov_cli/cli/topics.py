"""Which command a matter belongs to: what a clerk calls it → the command."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.words import folded

if TYPE_CHECKING:
    from collections.abc import Mapping

_TOPICS = {
    "list": (
        "搜 任务 要点 清册 查询 查找 搜索 筛选 清单 列表 红灯 黄灯 亮灯 ls find search grep "
        "谁牵头 牵头 挂图作战"
    ),
    "show": "查看 详情 全文 举措 原文",
    "why": "为什么 原因 依据 为何 怎么算 为什么红 亮灯 口径 序时进度 红灯",
    "stats": "统计 计数 汇总 数量 几项 完成率 口径 考核 进度",
    "units": (
        "单位改名 机构改革 撤并 乡镇 各区镇 联络员 编报单位 落款 部门 成员 别名 单位组 分工 "
        "更名 改名 单位更名 牵头 设置 联系人 加单位 加乡镇"
    ),
    "due": "到期 逾期 超期 临期 时限 提醒 时间 快到了",
    "missing": "没报 谁没报 报送日 催报 催办 未报 漏报 迟报 报送 报送情况 零报告 补报 没交",
    "log": "查记录 台账 记录 历史 流水 谁登记的 日志",
    "diff": "对比 比较 变化 区别",
    "done": "完成 办结 销号 已完成 finish close",
    "start": "启动 开始 开工 在办",
    "note": "进展 登记 填报 录入 报送 备注 补录 补记 补报 上报 反馈 佐证 证明材料",
    "mark": "退回 滞后 长期坚持 待核验 核验 调整 回头看 重新打开 状态 删任务 不做了",
    "set": "改期 延期 时限 时间 换单位 责任单位 牵头单位 类型 取消时限",
    "add": "细化 举措 新增 增加 分解",
    "correct": "更正 改错 改字 修改 错别字 打错 写错 删除 个人信息 隐私 edit",
    "collect": "收表 收回 回收 汇总 填报 报表 表格 导入报表 EXCEL WPS 批量 回执 上报 反馈",
    "chase": "催办 电话 催报 催促 电话记录 反馈 回复",
    "undo": "撤销 撤回 撤消 改错 记错 登记错 删除 反悔 恢复 delete remove redo",
    "report": (
        "公开版 网页 大屏 WORD 月报 季报 半年报 年报 年度报告 通报 简报 报告 汇报 图表 格式 "
        "考核 述职 口径 打印 总结 年底 年终"
    ),
    "slip": "督办 督办单 催办 催办函 函 发单 督查 回执 反馈",
    "export": (
        "发表 发放 下发 填表 移交 交接 换人 离职 看板 领导 大屏 网页 WPS 总表 空表 填报表 打印 "
        "导出 表格 EXCEL CSV 附件 任务树 换电脑 图表 挂图作战 格式 备份"
    ),
    "document": "原文 打印 印发 文件",
    "init": (
        "移交 接手 换人 登记人 编报单位 报送日 第一次 新手 入门 新建 安装 工作目录 建立 开始使用 "
        "换电脑 设置"
    ),
    "import": "扫描件 导入 新文件 更正文件 接续 换年度 明年 下一年 新一年 PDF WORD",
    "view": "常用条件 存条件 筛选条件",
    "sync": "备份 git 合并 副本 同步 冲突 两台电脑 merge 换电脑 U盘 网盘 拷贝",
    "rollup": "汇总各区 各区镇汇总 排名 全市 全省 上级",
    "ui": "界面 图形 窗口 屏幕 鼠标",
    "api": "接口 程序 智能助手 机器人 AI JSON MCP",
    "check": "检查 核对 校验 出错 损坏 打不开 没反应 读不出",
}
_WORDS = {name: frozenset(folded(words).split()) for name, words in _TOPICS.items()}


def commands_about(topic: str, summaries: Mapping[str, str]) -> list[str]:
    """The commands that *topic* may be about, in the order of *summaries*.

    Parameters:
        summaries: every command with what it does in a line.
    """
    wanted = folded(topic)
    if not wanted:
        return []
    called = [name for name in summaries if wanted in _WORDS.get(name, ())]
    return called or [name for name, said in summaries.items() if wanted in folded(said)]


def commands_near(topic: str) -> list[str]:
    """The commands a word of which is a part of *topic*, or the other way round."""
    wanted = folded(topic)
    return [
        name
        for name, words in _WORDS.items()
        if len(wanted) > 1 and any(w in wanted or wanted in w for w in words if len(w) > 1)
    ]
