"""Why a light or a status is what it is, in words. No other place puts a reason into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import short_date
from lawgov_cli.base.numerals import tenths
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.lights import LightRule
from lawgov_cli.domain.tally import StatusRule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.lights import LightReason
    from lawgov_cli.domain.plan import LightRules, Plan
    from lawgov_cli.domain.tally import StatusReason
    from lawgov_cli.domain.task_state import Change, TaskState
    from lawgov_cli.domain.turns import Turn

#: What stands for an office that has not said what it is called.
OWN = "本级"
#: The rules that go by a date.
_BY_DATE = frozenset({LightRule.OVERDUE, LightRule.DUE_SOON, LightRule.IN_ORDER})
#: So many units are named before the rest is only counted.
_NAMED = 3
_WIDE = str.maketrans(",:()", "，：（）")


class ReasonRow(NamedTuple):
    """Why a light is on.

    ``task`` is whose date or percentage it is and ``units`` who lead that; ``measure`` is the same
    number where it is a measure's of the task shown; ``record`` the id of the record behind it.
    """

    rule: str
    text: str
    task: str
    measure: str
    units: tuple[str, ...]
    due: str
    days_left: int | None
    percent: float | None
    behind: float | None
    record: str | None

    @property
    def dated(self) -> bool:
        """Whether the text says when it is due, where there is a date."""
        return self.rule in _BY_DATE

    @property
    def printed(self) -> str:
        """The text as a paper has it."""
        return on_paper(self.text)

    @property
    def answered(self) -> str:
        """The text, with the units where it is not the shown task's own date."""
        if self.measure and self.units:
            return f"{self.text}, {'、'.join(self.units)}牵头"
        return self.text


class StatusReasonRow(NamedTuple):
    """What a status follows from: the reports of ``units``, the measures ``parts``, the records."""

    rule: str
    text: str
    units: tuple[str, ...]
    parts: tuple[str, ...]
    records: tuple[str, ...]


def on_paper(text: str) -> str:
    """*text* of the program's own making with the marks of a paper; a screen's are narrow."""
    return text.translate(_WIDE).replace("， ", "，").replace("： ", "：")


def reason_row(reason: LightReason, year: int) -> ReasonRow:
    """Why the light is on, in words; a date outside *year* is printed with its own."""
    return ReasonRow(
        rule=reason.rule.value,
        text=_light_words(reason, year),
        task=reason.task,
        measure=reason.task if reason.below else "",
        units=reason.units,
        due=reason.due.isoformat() if reason.due else "",
        days_left=reason.days_left,
        percent=reason.percent,
        behind=reason.behind if reason.behind and reason.behind > 0 else None,
        record=reason.record.id if reason.record else None,
    )


def _light_words(reason: LightReason, year: int) -> str:
    if reason.rule is LightRule.ADJUSTED:
        return "已调整, 不再计时限"
    if reason.rule is LightRule.FINISHED:
        return _done_words(reason.turn, year) if reason.turn else "不再计时限"
    if reason.rule is LightRule.LAGS:
        return "登记为滞后"
    if reason.rule is LightRule.BEHIND:
        share, behind = tenths(reason.percent or 0), tenths(reason.behind or 0)
        return f"进度{share}%, 落后序时进度{behind}个百分点"
    if reason.due is None or reason.days_left is None:
        return "没有时限"
    left = reason.days_left
    days = f"已逾期{-left}天" if left < 0 else f"剩{left}天"
    measure = f"举措{reason.task} " if reason.below else ""
    turn = f"{_turn_word(reason.turn, year)}的" if reason.turn else ""
    return f"{measure}{turn}{short_date(reason.due, year)}到期, {days}"


def relit_words(change: Change, rules: LightRules, year: int) -> str:
    """Why a record has lit another light: what holds now, or what no longer does."""
    before, after = change.before.reason, change.after.reason
    now = reason_row(after, year).answered
    if after.rule not in {LightRule.IN_ORDER, LightRule.DUE_SOON, LightRule.LAGS}:
        return now
    dated = f", {now}" if after.rule is not LightRule.IN_ORDER else ""
    if before.rule is LightRule.BEHIND and after.percent is not None:
        behind = f"落后序时进度不到{rules.behind_yellow:g}个百分点"
        ahead = after.behind is None or after.behind <= 0
        return f"进度{tenths(after.percent)}%, {'不落后于序时进度' if ahead else behind}{dated}"
    return f"不再算作滞后{dated}" if before.rule is LightRule.LAGS else now


def counting_percents(state: TaskState) -> str:
    """Whose percentage moves the light of *state*."""
    if state.lead:
        return f"亮灯只按汇总单位({state.lead[0]})或{OWN}登记的进度"
    return f"没有写明谁牵头, 亮灯只按{OWN}登记的进度"


def _done_words(turn: Turn, year: int) -> str:
    """``每季度一次, 第三季度已办, 下次12月31日到期``."""
    again = f", 下次{short_date(turn.again, year)}到期" if turn.again else ""
    return f"{_turn_word(turn, year)}已办{again}"


def _turn_word(turn: Turn, year: int) -> str:
    """``每季度一次, 第三季度``; with its year outside of *year*."""
    return f"{turn.repeat.word}一次, {turn.period.word.removeprefix(f'{year}年')}"


def status_reason_row(reason: StatusReason, plan: Plan) -> StatusReasonRow:
    """What the status follows from, in words."""
    return StatusReasonRow(
        rule=reason.rule.value,
        text=_status_words(reason, plan),
        units=reason.units,
        parts=reason.parts,
        records=tuple(record.id for record in reason.records),
    )


def _status_words(reason: StatusReason, plan: Plan) -> str:
    rule, units = reason.rule, _listed(reason.units)
    if rule is StatusRule.NOTHING:
        return f"{units}报送尚未启动" if units else "尚未报送进展"
    if rule is StatusRule.REPORTED:
        return f"{units}已报送进展"
    if rule is StatusRule.PART_BEGUN:
        return f"举措{_listed(reason.parts, '条')}已启动"
    if rule is StatusRule.LEADS_FINISHED:
        return f"{units}已报完成"
    if rule is StatusRule.PARTS_FINISHED:
        return "各条举措均已办结"
    day = short_date(reason.records[0].day, plan.year)
    return f"{plan.office.called or OWN}{day}登记为{reason.status.word}"


def _listed(names: Sequence[str], counted: str = "个单位") -> str:
    more = f"等{len(names)}{counted}" if len(names) > _NAMED else ""
    return "、".join(names[:_NAMED]) + more
