"""``lawgov chase``: how a unit was urged, and what was answered."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.dates import long_date
from lawgov_cli.cli import options as opt
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.addressee import addressed, single, urged_tasks
from lawgov_cli.cli.asking import ask, typed_day
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import say
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.slips import chase_words
from lawgov_cli.views.records import task_name

if TYPE_CHECKING:
    from lawgov_cli.domain.plan import Task


def chase(
    unit: Annotated[str, Argument(metavar="单位", help="催了哪个单位")],
    tasks: Annotated[
        list[str] | None,
        Argument(metavar="序号", help="为哪几项; 不写则是催报送, 不分项"),
    ] = None,
    how: Annotated[
        str, Option("--how", metavar="方式", help="电话、短信、当面…(默认电话)")
    ] = "电话",
    who: Annotated[str | None, Option("--who", metavar="姓名", help="对方是谁")] = None,
    note: Annotated[str | None, Option("--note", "-n", metavar="文字", help="对方怎么答复")] = None,
    on: Annotated[str | None, Option("--on", metavar="日期", help="哪天催的(默认今天)")] = None,
    by: rec.ByOption = None,
    yes: rec.YesOption = False,
    dry_run: rec.DryRunOption = False,
    *,
    files: opt.Files,
) -> None:
    """登记催办: 催了谁、怎么催、怎么答。

    例如: lawgov chase 市公安局 15 --how 电话 --who 张三 -n "月底报"
    """
    found = files.opened()
    with rec.failing_means():
        name = single(unit, found.plan)
        chosen = [addressed(one, name, found).task for one in urged_tasks(tasks or (), found)]
        happened = typed_day(on, Purpose.HAPPENED, found)
        said = {"unit": name, "how": how, "who": who, "answer": note}
        content = {key: text.strip() for key, text in said.items() if text and text.strip()}
        ask(happened.doubts if happened else (), yes=yes, dry_run=dry_run)
    day = happened.day if happened else found.today
    head = {"on": day.isoformat()} if day != found.today else {}
    records = _records(head, chosen, content)
    place = rec.where(found.record(records, by or rec.user(), dry_run=dry_run), found)
    said_of = f"  {chase_words(content)}   {long_date(day)}"
    say("\n".join([*map(task_name, chosen), said_of, place]))


def _records(
    head: dict[str, str], tasks: list[Task], content: dict[str, str]
) -> list[dict[str, Any]]:
    """One record a task; where no task is named, one about the unit as such."""
    about: list[dict[str, str]] = [{"task": task.id} for task in tasks] or [{}]
    return [{**head, **task, "chase": content} for task in about]
