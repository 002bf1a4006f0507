"""The words that say who does what, by kind: one table for labels, lists and sentences.

Nothing here reads a text. A word of a role stands in the table once, as short as it can be: what
is put together of several (牵头负责, 协同推进) is read word by word.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

# fmt: off
#: Who does this leads …
LEADS = (
    *("牵头", "总牵头", "双牵头", "主办", "主责", "主抓", "主理", "主导", "领办", "领衔", "挂帅"),
    *("抓总", "牵总", "挑头", "负总责", "扛总责", "总负责", "为主", "为主体"),
)
#: … this helps …
HELPS = (
    *("配合", "打配合", "协助", "协办", "协管", "协同", "协作", "协抓", "协同抓", "参与", "参加"),
    *("支持", "会办", "联办", "参建", "帮办", "辅助", "为辅", "参演", "响应", "助力", "支撑"),
    *("参办", "次责"),
)
#: … this answers for it …
ANSWERS = (
    *("负责", "承办", "承担", "承接", "承制", "承建", "落实", "实施", "执行", "办理", "办结"),
    *("统筹", "协调", "组织", "推进", "推动", "完成", "贯彻", "制定", "做好", "抓好", "抓实"),
    *("抓落实", "具体抓", "抓推进", "跟进", "兜底", "各负其责", "各司其职", "齐抓共管", "收口"),
    *("攻坚", "保障", "包干", "发起", "协力", "应用", "运营", "建设运营", "使用", "把关", "提供"),
    *("主推", "经办"),
)
#: … and this only watches.
WATCHES = ("指导", "督促", "督导", "督办", "监督", "督查", "检查", "审核", "考核", "评估")
#: What is done, with something behind it that it is done to; in sentences only.
ACTS = (
    *("归口", "维护", "管护", "管理", "建设", "开展", "建立", "起草", "编制", "研究"),
    *("提出", "安排", "补充", "储备", "备足", "配备", "配齐", "受理", "处理", "查处", "排查"),
    *("摸底", "整治", "治理", "清理", "审批", "登记", "备案", "拨付", "下达", "兑现", "核实"),
    *("发放", "发布", "公布", "印发", "出台", "举办", "评选", "汇总", "收集", "统计", "上报"),
    *("报送", "验收", "监测", "筛查", "调度", "加强", "强化", "健全", "完善", "优化", "细化"),
    *("深化", "拓展", "推广", "培育", "选派", "设立", "设置", "组建", "召开", "梳理", "修订"),
    *("新建", "改建", "改造", "抓", "开发", "筹措", "拿出"),
)
#: What somebody is said to be, before 单位, 部门, 主体.
AS_LEADS = ("第一责任", "组长", "牵头", "主办", "主责", "领办")
AS_ANSWERS = ("责任", "承办", "落实", "实施", "承接", "建设", "运营", "执行")
AS_HELPS = (
    *("配合", "协办", "协同", "副组长", "成员", "参与", "参加", "支撑", "技术支撑", "技术支持"),
    *("保障", "协助", "会办"),
)
#: Verbs that also end names: 市委组织, cut short.
NOUNS_TOO = frozenset({"组织", "统筹", "协调", "保障", *WATCHES})
#: That it is to be done: words of a sentence, and of no list.
MODALS = ("应当", "必须", "要", "应", "须", "需", "将", "可")
#: How it is done, between the names and the verb …
HOW = (
    *("分工", "分头", "分片", "分级", "分别"),
    *("分领域", "属地", "对口", "适时"),
    *("逐级", "逐项", "逐一", "共同", "联合", "各自", "率先", "主动", "切实", "积极", "密切"),
    *("认真", "全力", "合力", "具体", "直接", "主要", "统一", "同步", "优先", "足额"),
    *("全面", "重点", "持续", "及时", "尽快", "加快", "抓紧", "进一步", "定期", "依法", "履行"),
    *("予以", "给予", "派员", "派出", "派人"),
)
#: … and bodies that are made or asked to do it, before the names.
ASKS = ("请", "责成", "委托", "明确", "确定", "指定", "交由")
# fmt: on
#: A role beside a name, in brackets: 市数据局（牵头）, （配合单位）市公安局.
MARK_LEADS = "(?:总|共同|联合|双)?(?:牵头|主办|主责)|主要?"
MARK_HELPS = "配合|协办|协助|参与|责任|会办|参办|次责|辅|协|次"
#: Bodies, by the word that says what they are …
BODY = "(?:单位|部门|主体|科室|处室|机构)"
#: … and what makes a noun of the verb before it: 牵头单位, 负责人, 主办方.
NOUN = f"{BODY}|作用|的|人(?!员)|领导|机制|事项|同志|方(?!案)|制(?!定)"


def any_of(words: Iterable[str]) -> str:
    """The pattern of any of *words*, the longest that fits."""
    return "|".join(map(re.escape, sorted(words, key=len, reverse=True)))
