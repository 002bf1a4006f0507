"""``lawgov correct``: other words for a record, or none for good; its line stays in the journal."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

from lawgov_cli.base.errors import NotFound, UsageMistake
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.cli import options as opt
from lawgov_cli.cli.asking import ask
from lawgov_cli.cli.declared import Argument, Option
from lawgov_cli.cli.output import say
from lawgov_cli.cli.recording import (
    ByOption,
    DryRunOption,
    NextOption,
    NoteOption,
    ProblemOption,
    YesOption,
    failing_means,
    user,
    where,
)
from lawgov_cli.domain.fields import BY_NAME
from lawgov_cli.domain.rewording import blanks
from lawgov_cli.domain.timeline import Timeline
from lawgov_cli.domain.undo import effective

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lawgov_cli.domain.event import Event
    from lawgov_cli.store.workspace import Workspace


class Words(NamedTuple):
    """The words that a record is to have."""

    note: NoteOption = None
    problem: ProblemOption = None
    next: NextOption = None


class Manner(NamedTuple):
    """Who does it, and whether to ask or only to look."""

    by: ByOption = None
    yes: YesOption = False
    dry_run: DryRunOption = False
    files: opt.Files = opt.Files()


def correct(
    line: Annotated[int, Argument(metavar="行号", help="台账的行号(lawgov log 左边一列)")],
    text: Annotated[
        str | None, Argument(metavar="文字", help="新的进展文字; 或用 --note 等写")
    ] = None,
    *,
    words: Words,
    redact: Annotated[
        bool, Option("--redact", help="删除这一行的文字(个人信息), 不能恢复; 须写 --reason")
    ] = False,
    reason: Annotated[
        str | None, Option("--reason", metavar="理由", help="为什么删除(不要写出被删的内容)")
    ] = None,
    manner: Manner,
) -> None:
    """更正一条记录的文字, 日期、单位、佐证不变。例如: lawgov correct 5 已抽查案卷30件"""
    found = manner.files.opened()
    with failing_means("没有更正任何内容。"):
        fields = _typed(text, words)
        if redact:
            _redact(_at(line, found), reason, manner, found, extra=bool(fields))
        elif reason is not None:
            raise UsageMistake("--reason 只用于 --redact。")
        else:
            _reword(_at(line, found), fields, manner, found)


def _typed(text: str | None, words: Words) -> dict[str, str]:
    if text is not None and words.note is not None:
        raise UsageMistake("新的文字和 --note 只写一样。")
    given = words._replace(note=words.note if text is None else text)._asdict()
    return {name: said.strip() for name, said in given.items() if said is not None}


def _at(line: int, found: Workspace) -> Event:
    """The record on *line*."""
    for event in found.events:
        if event.line == line:
            return event
    raise NotFound(f"台账第{line}行没有记录。用 lawgov log 查看行号。")


def _reword(named: Event, fields: dict[str, str], manner: Manner, found: Workspace) -> None:
    """Record other words for the record *named*, or for the one that it corrects itself."""
    counting = effective(found.events).events
    about = named.get("correct") or named.id
    known = [event for event in counting.of_ids({about}) if event.task]
    if not known:
        why = "已撤销" if named.task or named.get("correct") else "不是进展"
        raise UsageMistake(f"第{named.line}行{why}, 没有可以更正的文字。")
    before = known[0]
    if "add" in before.fields:
        again = f"先 lawgov undo {before.line}, 再 lawgov add {before.task}"
        raise UsageMistake(f"第{before.line}行增加了举措, 举措的文字不能更正: {again} 重新增加。")
    _require_news(before, fields)
    told = [f"第{before.line}行  {nth(before.task)}"]
    for name, said in fields.items():
        old = before.get(name) or "(无)"
        told += [f"  {BY_NAME[name].word}", f"    原为: {old}", f"    改为: {said}"]
    _written(told, {"correct": about, **fields}, manner, found)


def _require_news(before: Event, fields: dict[str, str]) -> None:
    if not fields:
        raise UsageMistake(f'请写新的文字: lawgov correct {before.line} "已抽查案卷30件"。')
    if not all(fields.values()):
        raise UsageMistake("新的文字是空的。整条作废用 lawgov undo 行号; 删除个人信息用 --redact。")
    if all(before.get(name) == said for name, said in fields.items()):
        raise UsageMistake(f"与第{before.line}行现在的文字相同。")


def _redact(
    event: Event, reason: str | None, manner: Manner, found: Workspace, *, extra: bool
) -> None:
    """Take the words of one record out for good."""
    if extra:
        raise UsageMistake("--redact 删除文字, 不能同时写新的文字: 先更正, 再删除原来的一行。")
    if not reason or not reason.strip():
        raise UsageMistake("删除内容要写理由: --reason “含个人信息”。")
    taken = [BY_NAME[name].word for name in blanks(event.data)]
    if not taken or "redact" in event.fields:
        raise UsageMistake(f"第{event.line}行没有可以删除的文字(可能已删除)。")
    lasting = f"第{event.line}行的{'、'.join(taken)}删除后不能恢复。"
    ask([lasting], yes=manner.yes, dry_run=manner.dry_run, to="删除")
    fields = {"redact": event.id, "reason": reason.strip()}
    told = [f"第{event.line}行的内容已删除: {'、'.join(taken)}"]
    _written(told, fields, manner, found)
    if manner.dry_run:
        return
    for other in found.events.having("correct"):
        if other.get("correct") == event.id:
            number = other.line
            say(f"第{number}行是对它的更正, 文字还在; 也要删除: lawgov correct {number} --redact …")
    say("够不着的: git 等版本历史, 台账的副本和备份, 已生成的报告、单据, 请另行处理。")


def _written(told: Sequence[str], fields: dict[str, Any], manner: Manner, found: Workspace) -> None:
    """Record *fields*, then say what was done; in a dry run only say it."""
    from lawgov_cli.store.chain import link_to

    about = fields.get("correct") or fields["redact"]

    def compose(events: Sequence[Event]) -> dict[str, Any]:
        stands = Timeline.of(events).of_ids({about})
        if not stands:
            raise UsageMistake("台账刚被改写, 这条记录已不在其中。")
        if "redact" not in fields:
            return fields
        digest = link_to(stands[0].data).rpartition(":")[2]  # of the line as it stands
        return {"redact": about, "digest": digest, "reason": fields["reason"]}

    written = found.record_numbered(compose, manner.by or user(), dry_run=manner.dry_run)
    place = where(written, found, "更正")
    if "redact" in fields:
        place = place.replace("撤销: lawgov undo", "删除不能撤销。")
    say("\n".join([*told, place]))
