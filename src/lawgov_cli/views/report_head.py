"""The head of a report and its annexes: the title, whose it is, what it is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.views.rows import heading

if TYPE_CHECKING:
    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.domain.progress import Snapshot
    from lawgov_cli.filters.flags import Selection


class PeriodWords(NamedTuple):
    """How a period of one kind is spoken of; ``since`` is what its changes are counted from."""

    report: str
    this: str
    last: str
    since: str = ""


WORDS = {
    "month": PeriodWords("月报", "本月", "上月"),
    "quarter": PeriodWords("季报", "本季度", "上季度"),
    "half": PeriodWords("半年报", "本半年", "上个半年"),
    "year": PeriodWords("年度报告", "本年", "上年"),
    "months": PeriodWords("报告", "本期", "期初"),
    "free": PeriodWords("报告", "本期", "期初"),
    "day": PeriodWords("报告", "当日", "前一日"),
}


def period_words(period: Period, plan: Plan) -> PeriodWords:
    """The words for *period*; before the one in which *plan* was issued there is nothing."""
    words = WORDS[period.kind]
    is_first = plan.issued is not None and plan.issued >= period.first
    return words._replace(since="自印发以来" if is_first else f"较{words.last}")


class Head(NamedTuple):
    """What a report says of itself: ``subject`` opens its first sentence."""

    title: str
    issue: str
    scope: str
    subject: str


def head_of(selection: Selection, period: Period, after: Snapshot, issue: int | None) -> Head:
    """The head of the report of *period*; *issue* is the number asked for, if any."""
    plan = after.plan
    sections = tuple(heading(plan.by_id[name]) for name in selection.sections)
    return Head(
        title=_title(plan, period),
        issue=_issue(plan, period, issue),
        scope="、".join((*selection.units, *sections)),
        subject=_subject(selection, plan, sections),
    )


def _title(plan: Plan, period: Period) -> str:
    office = plan.office
    if period.kind == "year":
        written = office.annual or "{year}年度法治政府建设情况报告"
        return written.replace("{year}", str(period.first.year))
    return office.series or f"{plan.title}推进情况{WORDS[period.kind].report}"


def _issue(plan: Plan, period: Period, asked: int | None) -> str:
    """``第4期``: months are counted from the first of the plan, and from January of the next year.

    Only months count by themselves; what is asked for goes before.
    """
    written = plan.office.number or "第{n}期"
    first, begun = period.first, plan.issued or plan.starts
    number = first.month - (begun.month - 1 if first.year == begun.year else 0)
    by_itself = plan.office.number and period.kind == "month" and number > 0
    if asked is None and not by_itself:
        return ""
    return written.replace("{n}", str(number if asked is None else asked))


def _subject(selection: Selection, plan: Plan, sections: tuple[str, ...]) -> str:
    """``《要点》“五、规范执法”部分中涉及市司法局的要点``."""
    text = f"《{plan.title}》"
    if sections:
        text += f"{'、'.join(f'“{name}”' for name in sections)}部分"
    narrowed = [f"涉及{'、'.join(selection.units)}"] if selection.units else []
    if selection.role or selection.tests:
        narrowed.append("符合筛选条件")
    if narrowed:
        text += f"中{'、'.join(narrowed)}的要点"
    return text


def annexes_of(*, filings: bool, words: bool) -> dict[str, str]:
    """What an annex holds → its number, ``附件1``; empty where there is none."""
    there = {"table": True, "filings": filings, "evidence": True, "words": words}
    held = [name for name in there if there[name]]
    return {name: f"附件{held.index(name) + 1}" if name in held else "" for name in there}
