"""What ``collect`` shows of the replies it read, before they are recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lawgov_cli.base.numerals import nth, tenths
from lawgov_cli.base.tuples import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.domain.answers import Answer


class ReplyView(NamedTuple):
    """One reply: where it was read, whose it is, what would be recorded, what was not taken."""

    source: str
    unit: str = ""
    period: str = ""
    received: str = ""
    rows: tuple[Any, ...] = ()
    contents: tuple[dict[str, Any], ...] = ()
    same: tuple[str, ...] = ()
    blank: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()
    refused: tuple[str, ...] = ()


def reply_lines(view: ReplyView) -> Iterator[str]:
    """The reply in words: a line for whose it is, then one for each answer and each remark."""
    if not view.unit:
        yield view.source
    else:
        yield f"{view.unit}  {view.period}  {view.received}收到  {view.source}"
    for row in view.rows:
        yield f"  {nth(row.task)}  {'  '.join(_said(row.answer))}{_again(row.unchanged)}"
    if view.same:
        yield f"  已登记过相同内容: {_numbers(view.same)}"
    if view.blank:
        yield f"  没有填: {_numbers(view.blank)}"
    yield from (f"  没有采用: {line}" for line in view.refused)
    yield from (f"  请核对: {line}" for line in view.doubts)


def _said(answer: Answer) -> Iterator[str]:
    if answer.zero:
        yield "零报告"
    if answer.status:
        yield answer.status
    if answer.percent is not None:
        yield f"进度{tenths(answer.percent)}%"
    if answer.text:
        yield answer.text.replace("\n", " ")
    for word, text in (("问题", answer.problem), ("下一步", answer.next)):
        if text:
            yield f"{word}: {text}".replace("\n", " ")
    if answer.evidence:
        yield f"佐证: {'、'.join(answer.evidence)}"


def _again(unchanged: bool) -> str:  # noqa: FBT001 - one flag, one word
    return "  (与上月相同)" if unchanged else ""


def _numbers(tasks: Iterable[str]) -> str:
    return nth(tasks)


def sum_line(replies: Sequence[ReplyView]) -> str:
    """``共37份, 37个单位, 将登记359条; 2份没有读入。``."""
    units = {view.unit for view in replies if view.unit}
    records = sum(len(view.contents) for view in replies)
    unread = sum(not view.unit for view in replies)
    more = f"; {unread}份没有读入" if unread else ""
    what = f"将登记{records}条" if records else "没有新的内容"
    return f"共{len(replies)}份, {len(units)}个单位, {what}{more}。"
