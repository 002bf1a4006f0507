"""Why a unit counts as it does for a month: what was asked, what came, when, for which month."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.filings import FILING_WORDS, deadline
from lawgov_cli.views.why import RecordLine, record_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.base.dates import Period
    from lawgov_cli.domain.filings import Filing, Filings


class FilingWhyView(NamedTuple):
    """Why a unit counts as it does in one month; ``word`` is empty where nothing is expected."""

    unit: str
    period: str
    word: str
    reasons: tuple[str, ...]
    records: tuple[RecordLine, ...]


def filing_why(unit: str, filings: Filings, period: Period) -> FilingWhyView:
    """Why *unit* counts as it does for *period*."""
    plan = filings.plan
    filing = filings.of_unit(unit, period)
    said = record_lines(filings.receipts.reports(unit, period.name), plan.year)
    if filing is None:
        return FilingWhyView(unit, period.word, "", (f"{period.word}没有要{unit}报送的要点",), said)
    due = f"截止{long_date(deadline(period, plan))}"
    reasons = tuple(_reasons(filing, period, due))
    return FilingWhyView(unit, period.word, FILING_WORDS[filing.status], reasons, said)


def _reasons(filing: Filing, period: Period, due: str) -> Iterator[str]:
    single = list(filing.leads)
    others = [task for task in filing.tasks if task not in filing.leads]
    asked = [f"牵头的{_points(single)}逐项报"] if single else []
    asked += [f"参与的{_points(others)}合并报一次"] if others else []
    yield f"应报{filing.items}项: {'; '.join(asked)}; {due}"
    yield (
        f"收到{filing.answered}/{filing.items}"
        if filing.answered
        else (f"没有收到该单位{period.word}的报送")
    )
    if filing.lacking:
        yield f"尚缺{_points(filing.lacking)}"
    if filing.together and filing.answered:
        yield f"尚缺参与的{_points(filing.together)}中的一项"
    if filing.first:
        yield f"最早一条{long_date(filing.first)}收到"
    if filing.days_late:
        yield f"最后一条迟{filing.days_late}天收到"
    if filing.sent_back:
        yield f"{_points(filing.sent_back)}已退回, 尚未重报"
    if filing.missed > 1:
        yield f"已连续{filing.missed}个月没有报送"


def _points(numbers: Sequence[str]) -> str:
    return nth(numbers)
