"""What other offices call the six statuses, and what a plan says its own office calls them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.words import folded
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Status

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Plan

OTHER_STATUS_WORDS = {
    Status.TODO: (
        *("未办", "未开展", "未开始", "未开工", "尚未开展", "尚未启动", "尚未正式启动"),
        *("暂未开启", "未起步", "起步阶段", "处于起步阶段", "待确认"),
        *("暂未启动", "暂未开展"),
    ),
    Status.DOING: (
        *("在办", "正在办理", "办理中", "进行中", "正在进行", "正在推进", "有序推进", "开展中"),
        *("落实中", "按计划进行", "按计划正常执行", "按序时", "达进度", "达到序时进度"),
        *("超进度", "进度超前", "已启动", "已开展", "已开工", "推进", "正常推进", "稳步推进"),
        *("积极推进", "加快推进", "按计划推进", "正在落实", "正在开展", "正在实施", "进展顺利"),
        *("持续推进中", "持续进行中", "实施中"),
    ),
    Status.CLAIMED: ("已报完成", "申请销号", "待销号", "待验收"),
    Status.DONE: (
        *("办结", "已办结", "办毕", "已办", "完成", "全部完成", "已全部完成", "已经完成"),
        *("提前完成", "已提前完成", "销号", "已销号", "已整改", "办结销号", "已办结销号"),
        *("均已完成", "均已办结", "已全部办结", "全部办结"),
    ),
    Status.ONGOING: (
        *("持续推进", "持续整改", "长期", "长期推进", "常态", "常态化", "常态化推进"),
        *("转入常态化", "取得阶段性成果并持续推进", "阶段性成果并持续推进"),
    ),
    Status.CHANGED: ("已变更", "指标调整", "申请变更", "申请终止", "待调整"),
}
#: What other offices call an item that lags: it is under way, and its light is yellow.
LAGGING_WORDS = frozenset(
    (
        *("滞后", "进展滞后", "进度滞后", "进度相对滞后", "严重滞后", "推进缓慢", "进展缓慢"),
        *("欠进度", "慢序时", "未达序时", "未达到序时进度", "拖延", "停顿", "已延期"),
        *("需加快推进", "需要加快推进"),
    )
)
#: What does not say whether it is finished.
UNCLEAR_WORDS = frozenset(
    (*("基本完成", "已基本完成", "已经基本完成"), *("部分完成", "大部分完成", "阶段性完成"))
)

#: A status by its code, its own word, or what other offices call it.
STATUS_OF = {name: status for status, names in OTHER_STATUS_WORDS.items() for name in names} | {
    name: status for status, word in STATUS_WORDS.items() for name in (status.value, word)
}
_BY_WORD = {word: status for status, word in STATUS_WORDS.items()}


def own_words(plan: Plan) -> dict[str, Status]:
    """The status by each word that the plan says its office uses, as it is compared."""
    return {folded(word): _BY_WORD[named] for word, named in plan.statuses.items()}
