"""``lawgov collect``: replies in. Shown unit by unit; recorded as one batch with ``--yes``."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.dates import Period, long_date, month_named
from lawgov_cli.base.errors import DataUnreadable, UsageMistake, why
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.reading import read_file, require_open
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli import options as opt
from lawgov_cli.cli import recording as rec
from lawgov_cli.cli.answer import give
from lawgov_cli.cli.asking import typed_day, typed_period
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import say, short_path
from lawgov_cli.cli.own_table import kept_mapping, learn_table
from lawgov_cli.domain.answers import Identity
from lawgov_cli.domain.filings import deadline
from lawgov_cli.domain.plan_life import Purpose
from lawgov_cli.domain.units import find_unit
from lawgov_cli.importer.replies.chat import read_chat
from lawgov_cli.importer.replies.recording import all_given, contents
from lawgov_cli.importer.replies.reply import Known
from lawgov_cli.views.forms import due_words, last_words, own_tasks
from lawgov_cli.views.replies import ReplyView, reply_lines, sum_line

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.plan import Plan
    from lawgov_cli.importer.replies.reply import Reply
    from lawgov_cli.store.workspace import Workspace

#: What is read in a folder; ``.et`` is how WPS names a table.
ENDINGS = (
    *(".xlsx", ".xlsm", ".xls", ".et", ".ods", ".xlsb", ".csv", ".tsv", ".txt", ".docx", ".json"),
    *(".html", ".htm"),
)
#: What programs put into a folder for themselves.
_SYSTEMS = re.compile(r"\.|~\$|thumbs\.db$|desktop\.ini$", re.IGNORECASE)
#: More than any reply, and less than would fill a small computer.
MOST_BYTES = 64 << 20


_NOBODYS = Identity()
#: So long after its last day a form is rather one that was used again.
_LATE = timedelta(days=15)


class Said(NamedTuple):
    """What the command says of the replies where they do not: whose, for when, received when."""

    unit: str
    period: Period | None
    received: date | None


def collect(
    sources: Annotated[
        list[str] | None, Argument(metavar="文件", help="报表文件或其文件夹; - 为粘贴的文字")
    ] = None,
    unit: Annotated[
        str | None,
        Option("--unit", "-u", metavar="单位", help="文件里没有写明时"),
    ] = None,
    month: Annotated[
        str | None, Option("--month", metavar="月份", help="是哪个月的报送; 文件里没有写明时")
    ] = None,
    received: Annotated[
        str | None,
        Option("--received", metavar="日期", help="收到的日期(默认文件的日期, 或今天)"),
    ] = None,
    map_: Annotated[
        Path | None,
        Option("--map", metavar="文件", help="先认本单位自己的表: 哪一栏是什么, 存下来"),
    ] = None,
    by: rec.ByOption = None,
    yes: Annotated[bool, Option("--yes", "-y", help="登记; 不写则只显示将登记什么")] = False,
    *,
    files: opt.Files,
) -> None:
    """收回各单位的报表, 一次登记。例如: lawgov collect 收回的表 --yes"""
    found = files.opened()
    if map_:
        learn_table(map_, found)
    if not sources:
        if map_:
            return
        raise UsageMistake("请写明收哪些表: lawgov collect 收回的表")
    with rec.failing_means():
        day = typed_day(received, Purpose.HAPPENED, found)
        said = Said(
            unit=find_unit(unit, found.plan) if unit else "",
            period=typed_period(month, "month", found) if month else None,
            received=day.day if day else None,
        )
        replies = list(_replies(sources, said, found))
        _tell_conflicts(replies)
        _require_one_read(replies)
    give("recorded", **_nothing(found), replies=[_object(view) for view in replies])
    place = ""
    if records := [content for view in replies for content in view.contents]:
        place = rec.where(found.record(records, by or rec.user(), dry_run=not yes), found)
        place = place if yes else "以上是预览, 没有登记。核对后加 --yes 登记。"
    lines = [line for view in replies for line in reply_lines(view)]
    say("\n".join([*lines, sum_line(replies), *filter(None, [place])]))


def _nothing(found: Workspace) -> dict[str, Any]:
    """What is given where the replies hold nothing new."""
    return {"recorded": False, "journal": found.location.journal, "items": []}


def _object(view: ReplyView) -> dict[str, Any]:
    """One reply for a program; what would be recorded of it stands among the records."""
    told = view._asdict()
    del told["contents"]
    return {**told, "rows": [row.task for row in view.rows]}


def _replies(sources: Sequence[str], said: Said, found: Workspace) -> Iterator[ReplyView]:
    """Every reply, each read by itself: what is wrong with one stops only that one."""
    if sources == ["-"]:
        yield _from_chat(said, found)
        return
    for path in _paths(sources):
        yield _from_one(path, said, found)


def _from_one(path: Path, said: Said, found: Workspace) -> ReplyView:
    try:
        return _from_file(path, said, found)
    except (UsageMistake, DataUnreadable) as error:
        return ReplyView(short_path(path), refused=(error.message,))


def _paths(sources: Sequence[str]) -> list[Path]:
    """The files named, and those in the folders named, in order of their names."""
    paths: dict[Path, None] = {}
    others: list[str] = []
    for source in map(Path, sources):
        if source.is_dir():
            require_open(source)
        for path in sorted(source.rglob("*")) if source.is_dir() else [source]:
            if path is source or (path.suffix.lower() in ENDINGS and not _SYSTEMS.match(path.name)):
                paths[path] = None
            elif path.is_file() and not _SYSTEMS.match(path.name):
                others.append(path.name)
    if not paths:
        raise UsageMistake(f"{'、'.join(sources)}里没有可以收的表: {'、'.join(ENDINGS)}。")
    if others:
        say(f"提示: 另有{len(others)}个文件不是表, 没有读: {'、'.join(others)}", err=True)
    return list(paths)


def _from_file(path: Path, said: Said, found: Workspace) -> ReplyView:
    from lawgov_cli.importer.replies.identifying import identify, named_unit, stated
    from lawgov_cli.importer.replies.reading import read_reply
    from lawgov_cli.importer.sheets.reading import read_tables

    try:
        data, told = read_file(path, MOST_BYTES), path.stat()
    except OSError as error:
        raise DataUnreadable(f"无法读取: {why(error)}。") from error
    day = datetime.fromtimestamp(told.st_mtime, found.now.tzinfo).date()
    tables, problems = read_tables(data, path.name)
    view = ReplyView(short_path(path), refused=tuple(f"{p.message}。{p.remedy}" for p in problems))
    if not tables.grids:
        return view
    identity = _whose(identify(tables, found.plan), said, stated(tables, found.plan))
    period = month_named(identity.period)
    own = kept_mapping(found) if not identity.plan else None
    known = _known(found, identity.unit, period)
    reply = read_reply(tables, found.plan, identity, known, own)
    named = named_unit(path.name, found.plan)
    if named not in {"", identity.unit}:
        view = view._replace(doubts=(f"文件名写的是{named}, 表是{identity.unit}的, 按表读",))
    return _view(view, reply.of(known), _received(said, period, day, found), found)


def _from_chat(said: Said, found: Workspace) -> ReplyView:
    if not said.unit:
        raise UsageMistake("粘贴的文字要写明是谁的: lawgov collect - --unit 市公安局")
    identity = _whose(Identity(), said._replace(period=said.period or _this_month(found)))
    period = month_named(identity.period)
    known = _known(found, identity.unit, period)
    reply = read_chat(sys.stdin.read(), found.plan, identity, known)
    return _view(ReplyView("粘贴的文字"), reply.of(known), said.received or found.today, found)


def _this_month(found: Workspace) -> Period:
    return month_named(found.today.isoformat()[:7])


def _whose(identity: Identity, said: Said, stated: Identity = _NOBODYS) -> Identity:
    """Whose reply and for when: as the file says, else as the command does.

    Where a form's hidden mark and the words above its table differ, the command decides.
    """
    unit = _agreed("单位", "--unit", (identity.unit, stated.unit), said.unit)
    month = said.period.name if said.period else ""
    period = _agreed("月份", "--month", (identity.period, stated.period), month)
    if not unit:
        raise UsageMistake("看不出是哪个单位的表, 请单独收这一份: --unit 单位。")
    if not period:
        raise UsageMistake("看不出是哪个月的报送, 请写明: --month 月份。")
    return identity._replace(unit=unit, period=period)


def _agreed(what: str, option: str, in_file: tuple[str, str], said: str) -> str:
    """The one thing that is said of *what*: in the file (hidden, above the table), or typed."""
    known = [name for name in dict.fromkeys(in_file) if name]
    words = [month_named(name).word if option == "--month" else name for name in known]
    if said and known and said not in known:
        typed = month_named(said).word if option == "--month" else said
        raise UsageMistake(
            f"表里写的{what}是{'、'.join(words)}, 不是{typed}。"
            f"照表里的收, 不写 {option}; 填的确是{typed}的, 在表头改好再收。"
        )
    if len(known) > 1 and not said:
        raise UsageMistake(
            f"发出时是{words[0]}的表, 表头现在写的{what}是{words[1]}: "
            f"请问明后单独收这一份, 用 {option} 写明是哪个。"
        )
    return said or "".join(known[:1])


def _known(found: Workspace, unit: str, period: Period) -> Known:
    """What the ledger knows of the unit for the month."""
    snapshot = found.snapshot(min(found.today, period.last))
    due = due_words(snapshot, unit)
    said = all_given(snapshot.events.of_unit(unit), period)
    return Known(
        last=last_words(snapshot, unit, period),
        given={task: answers[-1] for task, answers in said.items()},
        before={task: answers[:-1] for task, answers in said.items()},
        due=due,
        own=own_tasks(due, snapshot.plan),
    )


def _received(said: Said, period: Period, day: date, found: Workspace) -> date:
    """The day it came: as said, else the file's where that can be, else today."""
    if said.received:
        return said.received
    return day if period.first <= day <= found.today else found.today


def _view(view: ReplyView, reply: Reply, received: date, found: Workspace) -> ReplyView:
    period = month_named(reply.period)
    late = _late_form(period, received, found.plan) if reply.rows else ()
    made: list[dict[str, Any]] = contents(reply.rows, reply.unit, period, received, found.today)
    return view._replace(
        unit=reply.unit,
        period=period.word,
        received=long_date(received),
        rows=reply.rows,
        contents=tuple(made),
        same=reply.same,
        blank=reply.blank,
        doubts=(*view.doubts, *late, *(r.line for r in (*reply.doubts, *reply.unmatched))),
        refused=(*view.refused, *(remark.line for remark in reply.refused)),
    )


def _late_form(period: Period, received: date, plan: Plan) -> tuple[str, ...]:
    """Ask whether a form of an old month was filled for a newer one."""
    if received <= deadline(period, plan) + _LATE:
        return ()
    day = long_date(received)
    return (f"这是{period.word}的表, {day}才收到; 如果填的是后来的情况, 请改用那个月的表",)


def _require_one_read(replies: Sequence[ReplyView]) -> None:
    """Refuse where nothing at all could be read: among others a bad file stops only itself."""
    if not any(view.unit for view in replies):
        lines = [line for view in replies for line in reply_lines(view)]
        lines.append("一份也没有读入, 请照上面写的改好再收。")
        raise DataUnreadable("\n".join(lines))


def _tell_conflicts(replies: Sequence[ReplyView]) -> None:
    """Refuse two files that say different things of one task of one unit."""
    seen: dict[tuple[str, str, str], tuple[str, Any]] = {}
    for view in replies:
        for row in view.rows:
            key = (view.unit, view.period, row.task)
            other, answer = seen.setdefault(key, (view.source, row.answer))
            if answer != row.answer:
                raise UsageMistake(
                    f"{view.unit}{view.period}{nth(row.task)}在两份表里写得不同: "
                    f"{other}、{view.source}。请只留一份。"
                )
