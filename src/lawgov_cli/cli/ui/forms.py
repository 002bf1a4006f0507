"""What each key that records asks: the command, its heading, its fields."""

from __future__ import annotations

from lawgov_cli.base.tuples import NamedTuple


class Field(NamedTuple):
    """One thing to be typed: the option that it becomes, its word, an example.

    ``leads``: it is no option but stands before the number (``mark 状态 8``).
    """

    name: str
    word: str
    example: str = ""
    leads: bool = False


class Asked(NamedTuple):
    """What is asked for one command."""

    heading: str
    fields: tuple[Field, ...]


#: A unit named here would be none of another office's.
_ANY_SPELLING = "全称、拼音首字母或一部分"
_NOTE = Field("note", "进展或完成情况", "如 已抽查案卷20件")
_UNIT = Field("unit", "哪个单位报的(不写是本级的结论)", _ANY_SPELLING)
_ON = Field("on", "日期(不写是今天)", "如 昨天、9月20日")
_REASON = Field("reason", "理由(改动已定的要写)", "如 系统升级推迟")
_STATUSES = "状态(待核验、长期坚持、已调整、滞后、退回、回头看)"

#: Command → what it asks.
FORMS = {
    "note": Asked("登记进展", (_NOTE, _UNIT, _ON)),
    "done": Asked("登记完成", (_NOTE, _UNIT, _ON)),
    "start": Asked("登记启动", (_NOTE, _UNIT, _ON)),
    "mark": Asked(
        "登记状态",
        (
            Field("status", _STATUSES, "如 长期坚持", leads=True),
            _UNIT._replace(word="哪个单位的(退回时写; 不写是本级的结论)"),
            _REASON._replace(word="理由(退回、回头看、调整时写)", example="如 佐证不足"),
            _ON,
        ),
    ),
    "set": Asked(
        "设时限、单位",
        (
            Field("due", "完成时限(或每月、每季度; 取消写 无)", "如 10月31日、月底"),
            Field("lead", "牵头单位(几个用顿号隔开; 不改不写)", _ANY_SPELLING),
            Field("responsible", "责任单位(不改不写)", _ANY_SPELLING),
            _REASON,
        ),
    ),
    "slip": Asked(
        "开督办单",
        (
            Field("reply-by", "要求何时反馈", "如 下周五"),
            Field("unit", "发给哪个单位(不写是汇总单位)", _ANY_SPELLING),
            Field("level", "级别(不写是对该单位的下一级)", "蓝、黄、红"),
            Field("reason", "理由(越级发单时写)"),
        ),
    ),
}
