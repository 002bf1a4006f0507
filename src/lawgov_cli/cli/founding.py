"""The plan that a new workspace begins with, and what its office says of itself, asked once.

Only a plan that is made now gets the answers; later they are records (``lawgov units …``).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.commands import as_typed
from lawgov_cli.base.errors import SourceUnreadable, UsageMistake
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.base.words import clean
from lawgov_cli.cli.asking import hint, is_piped, on_terminal, typed_answer
from lawgov_cli.cli.declared import Option
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.domain.days import resolve_period
from lawgov_cli.domain.filings import first_day
from lawgov_cli.domain.places import places
from lawgov_cli.domain.plan import Unit
from lawgov_cli.domain.plan_life import Life
from lawgov_cli.store.plan_file import load_plan
from lawgov_cli.store.plan_yaml import filing_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date
    from pathlib import Path

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.importing import Imported
    from lawgov_cli.importer.sources.source import Source

_BETWEEN = re.compile(r"[、,,;;\s]+")


class Answers(NamedTuple):
    """What an office says of itself when it begins."""

    office: Annotated[
        str | None,
        Option("--office", metavar="单位名称", help="编报单位: 印在报表的刊头和落款"),
    ] = None
    towns: Annotated[
        list[str] | None,
        Option("--towns", metavar="乡镇", help="“各区镇”里还有哪些: 沙溪镇、浏河镇; 可重复"),
    ] = None
    report_day: Annotated[
        int | None,
        Option("--report-day", min=1, max=31, metavar="几号", help="各单位每月几号前报送(默认25)"),
    ] = None
    since: Annotated[
        str | None,
        Option("--since", metavar="月份", help="从哪个月起请各单位报送(默认印发的那个月)"),
    ] = None

    @property
    def names(self) -> list[str]:
        """The towns, one by one."""
        words = (clean(name) for text in self.towns or () for name in _BETWEEN.split(text))
        return list(dict.fromkeys(filter(None, words)))


def asked_about(plan: Plan, answers: Answers, today: date, *, yes: bool) -> Answers:
    """*answers* with what was not typed asked for, where somebody sits there."""
    if yes or not on_terminal():
        if not yes and is_piped():
            hint(["结果没有显示在屏幕上(接到了别的命令或文件), 所以没有问编报单位、乡镇和报送日"])
        return answers
    say("几个问题, 不知道的直接按回车, 以后再登记:", err=True)
    if answers.office is None:
        answers = answers._replace(office=_asked("编报单位叫什么(印在报表的刊头和落款)"))
    group = places(plan)
    if answers.towns is None and group:
        there = f", 已有{'、'.join(group.members)}" if group.members else ""
        question = f"“{group.name}”还包括哪些地方(用顿号隔开{there})"
        answers = answers._replace(towns=[_asked(question)])
    if answers.report_day is None:
        answers = answers._replace(report_day=_day_asked(plan))
    if answers.since is None and first_day(plan) < today.replace(day=1) <= plan.ends:
        answers = answers._replace(since=_month_asked(plan, today))
    return answers


def _month_asked(plan: Plan, today: date) -> str:
    this = f"{today.year}年{today.month}月"
    question = f"从哪个月起请各单位报送(回车为{this}; 以前各月也要补登的, 写那个月)"
    while (typed := _asked(question)) and (fault := _fault_of_month(typed, plan, today)):
        say(fault, err=True)
    return typed or this


def _fault_of_month(typed: str, plan: Plan, today: date) -> str:
    try:
        resolve_period(typed, "month", Life.of(plan), today)
    except UsageMistake as mistake:
        return mistake.message
    return ""


def _day_asked(plan: Plan) -> int | None:
    while typed := _asked(f"各单位每月几号前报送(回车为{plan.filing.day or plan.report_day})"):
        day = typed.removesuffix("号").removesuffix("日")
        if day.isdecimal() and int(day) in range(1, 32):
            return int(day)
        say(f"看不懂“{typed}”: 请写1至31的数, 如 28", err=True)
    return None


def _asked(question: str) -> str:
    return clean(typed_answer(question)).strip()


def with_answers(plan: Plan, answers: Answers, today: date) -> Plan:
    """*plan* with what its office has said.

    Raises:
        UsageMistake: towns are named, and the document has no group of them; a month cannot be
            read, or is not one of the plan's.
    """
    if name := clean(answers.office or "").strip():
        plan = plan._replace(office=plan.office._replace(name=name))
    if answers.report_day:
        plan = plan._replace(filing=plan.filing._replace(day=answers.report_day))
    if answers.since:
        first = resolve_period(answers.since, "month", Life.of(plan), today).period.first
        plan = plan._replace(filing=plan.filing._replace(since=first))
    return _with_towns(plan, answers.names) if answers.names else plan


def _with_towns(plan: Plan, names: Sequence[str]) -> Plan:
    group = places(plan)
    if group is None:
        raise UsageMistake("这份文件没有提到“各区镇”一类的单位组, 不用写 --towns。没有写出任何文件")
    known = [plan.canonical.get(name, name) for name in names]
    new = {name: Unit(name) for name in known if name not in plan.units}
    members = tuple(dict.fromkeys((*group.members, *known)))
    groups = {**plan.groups, group.name: group._replace(members=members)}
    return plan._replace(units={**plan.units, **new}, groups=groups)


def said_of(plan: Plan, answers: Answers, today: date) -> Iterable[str]:
    """What was written of *answers*, and what is still to be said, with how."""
    group = places(plan)
    if plan.office.name:
        yield f"编报单位: {plan.office.name}"
    else:
        yield "编报单位还没有登记: lawgov units office --name 单位名称"
    if group and answers.names:
        yield f"“{group.name}”共{len(group.members)}个: {'、'.join(group.members)}"
    elif group:
        add = f"lawgov units group add {as_typed(group.name)} 名称 …"
        yield f"“{group.name}”有哪些地方以后登记: {add}"
    first = first_day(plan)
    day = plan.filing.day or plan.report_day
    said = f"每月报送截止: {day}日, 从{first.year}年{first.month}月起报送"
    this = today.replace(day=1)
    if not answers.since and first < this <= plan.ends:
        rules = filing_yaml(plan.filing._replace(since=this))
        said += f"; 以前各月不算未报的, 在工作要点文件里写 {rules}"
    yield said


def said_later(answers: Answers, path: Path, today: date) -> Iterator[str]:
    """How to say *answers* where a plan stands at *path*, which no command changes.

    Raises:
        UsageMistake: a month cannot be read, or is not one of the plan's.
    """
    yield "已有工作要点, 没有改动。"
    plan = load_plan(path).plan
    if plan is None:
        yield f"先改正它的错误: lawgov check {as_typed(str(path))}"
        return
    if answers.office:
        yield f"登记编报单位: lawgov units office --name {as_typed(answers.office)}"
    if answers.names:
        group = places(plan)
        name = group.name if group else "各区镇"
        towns = " ".join(map(as_typed, answers.names))
        yield f"登记乡镇: lawgov units group add {as_typed(name)} {towns}"
    rules = with_answers(plan, answers._replace(office=None, towns=None), today).filing
    if rules != plan.filing:
        lines = path.read_text(encoding="utf-8").splitlines()
        old = next((n for n, line in enumerate(lines, 1) if line.startswith("filing")), 0)
        where = f"第{old}行起的 filing 改成" if old else "最后另起一行加上"
        yield f"改报送的规则: 用记事本打开 {short_path(path)}, {where}: {filing_yaml(rules)}"


# ---------------------------------------------------------------- from a document


class Document(NamedTuple):
    """A plan made of an office's own document, and the document's text."""

    plan: Plan
    text: str
    lines: list[str]


def plan_of_document(file: Path) -> Document:
    """The plan that *file* becomes, called by its year; what was found and what is doubtful.

    Raises:
        SourceUnreadable: it cannot be read, or holds no tasks.
        UsageMistake: it does not say its year.
    """
    from lawgov_cli.importer import telling
    from lawgov_cli.importer.sources.files import read_source

    source = read_source(file)
    imported = _imported(source, file)
    if not imported.plan.tasks:
        raise SourceUnreadable(file, "没有找到任务", "任务应有编号, 或写明单位; 请核对选对了文件")
    if any(doubt.code == "year" for doubt in imported.doubts):
        how = f"lawgov import {as_typed(str(file))} --year 2025 -o data/workpoints-2025.yaml"
        raise UsageMistake(f"文中没有写明年份, 没有写出任何文件。先 {how}, 再 lawgov init")
    plan = imported.plan._replace(id=f"workpoints-{imported.plan.year}")
    lines = [*telling.found_lines(imported), *telling.doubt_lines(imported)]
    return Document(plan, source.text, lines)


def _imported(source: Source, file: Path) -> Imported:
    from lawgov_cli.importer.importing import import_text
    from lawgov_cli.importer.structure.particulars import Said

    said: Any = Said.of(source, file.stem)
    return import_text(source.text, name=said.name, said=said)
