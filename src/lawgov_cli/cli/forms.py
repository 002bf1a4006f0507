"""Forms out: one file a unit, filled with what is known, asking for what counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.dates import long_date
from lawgov_cli.base.errors import UsageMistake
from lawgov_cli.base.words import file_part
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import hint
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.cli.papers import template_folders
from lawgov_cli.domain.filings import Filings, deadline
from lawgov_cli.importer.replies.recording import given
from lawgov_cli.store.outputs import write_output
from lawgov_cli.views.chasing import not_asked
from lawgov_cli.views.forms import FormSources, form_view

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from pathlib import Path

    from lawgov_cli.base.dates import Period
    from lawgov_cli.store.workspace import Workspace
    from lawgov_cli.views.forms import FormView


def write_forms(
    found: Workspace,
    units: Sequence[str],
    period: Period,
    folder: Path,
    *,
    known: date | None,
    html: bool,
    force: bool,
) -> None:
    """Write a form for each of *units* (all that are expected, where none is named)."""
    filings = Filings(found.base, found.events, known)
    expected = filings.expected(period)
    if missing := [unit for unit in units if unit not in expected]:
        raise UsageMistake(f"{'、'.join(missing)}在{period.word}没有要报的任务。")
    views = [form_of(found, filings, unit, period) for unit in units or expected]
    if not views:
        raise UsageMistake(f"{period.word}没有单位要报。")
    ending = "html" if html else "xlsx"
    made = [
        (folder / f"{file_part(f'{period.name} {view.unit}')}.{ending}", view) for view in views
    ]
    for path, view in made:
        write_output(path, _rendered(view, found, html=html), force=force)
    give("written", files=[path for path, _ in made])
    asked, filled = sum(view.asked for view in views), sum(view.filled for view in views)
    together = sum(bool(view.notes) for view in views)
    more = f"; 另有{together}个单位, 参与的各项合并报一次" if together else ""
    place = short_path(folder)
    say(f"已生成{len(views)}份报表, 在 {place}: 共请填{asked}项, 其中已报{filled}项{more}。")
    if not units:
        hint(not_asked(found.plan))
    say(f"收回后: lawgov collect {as_typed(place)}")


def form_of(found: Workspace, filings: Filings, unit: str, period: Period) -> FormView:
    """The form of one unit."""
    plan = found.base
    singles = filings.singles(unit, period)
    snapshot = filings.state(min(found.today, period.last))
    own = snapshot.events.of_unit(unit)
    sources = FormSources(asked=singles.__contains__, given=given(own, period))
    together = len(filings.duties(unit, period)) - len(singles)
    which = "另" if singles else "这"
    notes = (f"{which}{together}项合并报送: 填有进展的; 都没有进展, 在任一项写“无进展”。",)
    due = deadline(period, plan)
    return form_view(
        snapshot,
        unit,
        period,
        sources,
        office=snapshot.plan.office.name,
        deadline=long_date(due),
        past=found.today > due,
        notes=notes if together else (),
    )


def _rendered(view: FormView, found: Workspace, *, html: bool) -> bytes:
    if html:
        from lawgov_cli.render.form_page import form_page

        return form_page(view, template_folders(found.location)).encode()
    from lawgov_cli.render.forms import form_workbook

    return form_workbook(view)
