"""Making a report of what is recorded: when it is asked for, and again when it is checked."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import Period, half, month, quarter, single, stretch, whole_year
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli.answer import for_program
from lawgov_cli.cli.options import Filtering
from lawgov_cli.cli.papers import template_folders
from lawgov_cli.domain.filings import Filings, last_owed, months_of
from lawgov_cli.domain.used_records import records_code, used_records
from lawgov_cli.views.chasing import filings_view
from lawgov_cli.views.report import Report, report_view

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lawgov_cli.domain.timeline import Timeline
    from lawgov_cli.filters.flags import Selection
    from lawgov_cli.render.proof import Seal
    from lawgov_cli.store.workspace import Workspace


class Request(NamedTuple):
    """What is asked for: a period, which points, and how it is told."""

    period: Period
    chosen: Filtering = Filtering()
    template: str | None = None
    issue: int | None = None
    public: bool = False
    known: date | None = None
    made_on: date | None = None

    @property
    def day(self) -> date:
        """The day whose state it tells: the period's last, or that of making while it runs."""
        return min(self.made_on or self.period.last, self.period.last)

    def written(self, plan: str) -> str:
        """The request about *plan* as JSON, from which :func:`asked_again` reads it.

        What was known is left out: a report made again as it was known then is the same file.
        """
        asked = {name: value for name, value in self.chosen._asdict().items() if value}
        more = {"template": self.template, "issue": self.issue, "public": self.public}
        more |= {"day": self.day.isoformat() if self.day < self.period.last else ""}
        named = {"id": plan, "kind": self.period.kind, "period": _days(self.period), **asked}
        named |= {name: value for name, value in more.items() if value}
        return json.dumps(named, ensure_ascii=False, separators=(",", ":"))


def _days(period: Period) -> str:
    return f"{period.first}/{period.last}"


def asked_again(how: str) -> tuple[str, Request]:
    """The plan's id and the request that :meth:`Request.written` wrote.

    Raises:
        ValueError: it is none.
    """
    asked = json.loads(how)
    try:
        first, last = map(date.fromisoformat, str(asked["period"]).split("/"))
        chosen = {name: asked[name] for name in Filtering._fields if name in asked}
        begun = _PERIODS.get(asked["kind"])
        return str(asked["id"]), Request(
            period=begun(first) if begun else stretch(first, last),
            chosen=Filtering(**chosen),
            template=asked.get("template"),
            issue=asked.get("issue"),
            public=bool(asked.get("public")),
            made_on=date.fromisoformat(asked["day"]) if "day" in asked else None,
        )
    except (KeyError, TypeError) as error:
        raise ValueError(how) from error


#: Kind of a period → the one that begins on a day.
_PERIODS: dict[str, Callable[[date], Period]] = {
    "month": lambda day: month(day.year, day.month),
    "quarter": lambda day: quarter(day.year, (day.month + 2) // 3),
    "half": lambda day: half(day.year, (day.month + 5) // 6),
    "year": lambda day: whole_year(day.year),
    "day": single,
}


class Made(NamedTuple):
    """A report, as what it is printed from, and what printing it takes.

    ``left_out`` says what was taken out of one for the public; ``used`` are the records under it.
    """

    report: Report
    view: Any
    told: dict[str, Any]
    used: Timeline
    selection: Selection
    left_out: Sequence[str] = ()


def made(found: Workspace, request: Request, format_: str) -> Made:
    """The report that *request* asks for, to be printed as *format_*."""
    period = request.period
    selection = request.chosen.selection(found.on(request.day, request.known))
    today = request.day if request.day < period.last else None
    filings = Filings(found.base, found.events, request.known, today)
    report = _view(filings, selection, request, found.damaged)
    view: Any = report
    if format_ == "html":
        from lawgov_cli.views.page import page_view

        view = page_view(report, selection, filings, request.day)
    left_out: Sequence[str] = ()
    if request.public:
        view, left_out = _public(view, filings, selection, request)
    events = found.events.known_at(request.known) if request.known else found.events
    used = used_records(events, period, last_owed(period, found.base))
    seal = _seal(used, request.written(found.base.id))
    told = {
        "template": _template(request),
        "folders": template_folders(found.location),
        "seal": seal,
    }
    report = view.report if format_ == "html" else view
    return Made(report, view, told, used, selection, left_out)


def _template(request: Request) -> str:
    return request.template or ("annual" if request.period.kind == "year" else "monthly")


def _seal(used: Timeline, how: str) -> Seal:
    from lawgov_cli.render.proof import Seal

    return Seal(records_code(used), how)


def _view(filings: Filings, selection: Selection, request: Request, damaged: int) -> Report:
    period = request.period
    before, after = (filings.state(day, request.day) for day in (period.before, request.day))
    months = () if selection.narrows else months_of(period)
    seen = [filings_view(filings, one) for one in months if one.first <= request.day]
    return report_view(selection, period, before, after, seen, issue=request.issue, damaged=damaged)


def _public(
    view: Any,  # noqa: ANN401 - a report or a page
    filings: Filings,
    selection: Selection,
    request: Request,
) -> tuple[Any, Sequence[str]]:
    """The view for the public, and what is left out of it."""
    from lawgov_cli.views.public import public_view

    after = filings.state(request.day)
    view, left_out = public_view(view, selection.apply(after), request.period, after)
    if for_program() and left_out:  # the document may be published as it is
        return view, [f"公开版去掉了{len(left_out)}处; 去掉了什么, 不带 --json 时列出。"]
    head = f"公开版去掉了{len(left_out)}处:" if left_out else "公开版: 没有要去掉的内容。"
    return view, [head, *(f"  {line}" for line in left_out)]
