"""What the importer says: what was found, what is doubtful, what changed, what continues."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import nth

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.domain.vocabulary import Status
    from lawgov_cli.importer.importing import Imported
    from lawgov_cli.importer.revision.reimport import Correction
    from lawgov_cli.importer.revision.rollover import Continuation

_SHOWN_DEADLINES = 8
_SHOWN_TITLE = 24
_SHOWN_LINES = 3
_SHOWN_POINTS = 30
#: Behind every id.
_LAST = "\U0010ffff"


def found_lines(imported: Imported) -> Iterator[str]:
    """What was found in the document."""
    plan, counts = imported.plan, imported.summary
    issued = long_date(plan.issued) if plan.issued else ""
    about = "  ".join(filter(None, (plan.issuer, plan.number, issued)))
    yield f"{plan.title}"
    if about:
        yield f"  {about}"
    groups = f"{counts.groups}个小节, " if counts.groups else ""
    points = counts.points + counts.texts
    yield f"  {counts.sections}个部分, {groups}{points}项要点, {counts.measures}条举措"
    if counts.texts:
        yield f"  其中{counts.texts}项所在的部分都没有写明单位(如附则), 请核对是不是任务"
    names = f"{len(plan.units)}个单位, {len(plan.groups)}个单位组"
    yield f"  牵头{counts.leads}处, 责任{counts.responsible}处, 共{names}"
    if plan.filing.counts == "named":
        yield "  没有写明谁牵头: 每月报送按各单位被点名的逐项计"
    yield from _deadlines(plan)


def _deadlines(plan: Plan) -> Iterator[str]:
    dated = [task for task in plan.walk() if task.due]
    if dated:
        shown = [f"{nth(t.id)} {t.due_words}({t.due})" for t in dated[:_SHOWN_DEADLINES]]
        more = f" 等{len(dated)}处" if len(dated) > len(shown) else ""
        yield f"  写明期限: {'; '.join(shown)}{more}"


def doubt_lines(imported: Imported) -> Iterator[str]:
    """Every doubt with its first lines, the points it is about, and what to do about it."""
    if not imported.doubts:
        yield "没有存疑之处。"
        return
    yield f"存疑{len(imported.doubts)}处(一处也没有擅自改动):"
    points = _Points(imported)
    for doubt in imported.doubts:
        yield f"  {_lines(doubt.lines)}  {doubt.what}"
        if about := points.at(doubt.lines):
            yield f"      在{about}"
        yield f"      {doubt.suggestion}"


class _Points:
    """The points of a document by the lines of its text, which few who read a doubt can see."""

    def __init__(self, imported: Imported) -> None:
        begun = ((imported.lines.get(point.id, 0), point.id) for point in imported.plan.points)
        self._begun = sorted(place for place in begun if place[0])

    def at(self, lines: Sequence[int]) -> str:
        """``第1、2、7项``: those on or above *lines*, where there are several."""
        places = (bisect_right(self._begun, (line, _LAST)) for line in lines)
        ids = list(dict.fromkeys(self._begun[place - 1][1] for place in places if place))
        more = f"等{len(ids)}项" if len(ids) > _SHOWN_POINTS else ""
        return f"{nth(ids[:_SHOWN_POINTS])}{more}" if len(ids) > 1 else ""


def _lines(numbers: Sequence[int]) -> str:
    """第3行, 第3、9行, 第3、9、12行等8处."""
    lines = list(dict.fromkeys(numbers))
    more = f"等{len(lines)}处" if len(lines) > _SHOWN_LINES else ""
    return f"第{'、'.join(map(str, lines[:_SHOWN_LINES]))}行{more}"


def correction_lines(correction: Correction) -> Iterator[str]:
    """What a corrected document changed in the plan in use."""
    if not correction.differs:
        yield "文件内容没有变化, 工作要点没有改动。"
        return
    yield "与更新前相比:"
    for word, tasks in (
        ("原文已变更", correction.changed),
        ("新增", correction.added),
        ("原文已删去, 因台账有记录而保留", correction.kept),
        ("原文已删去, 台账无记录, 一并删去", correction.dropped),
        ("本单位加的, 仍然保留", correction.put_in),
        ("本单位删去的, 原文里还有, 没有加回", correction.taken_out),
    ):
        if tasks:
            yield f"  {word}{len(tasks)}处:"
            yield from (f"    {nth(task.id)}  {_short(task)}" for task in tasks)
    yield from _own_lines(correction)
    if correction.changed:
        yield f"  看过后确认: 重新导入时加 --accept {correction.changed[0].id} (或 --accept 全部)"
    if correction.kept:
        yield f"  原文已删去的, 可登记为已调整: lawgov mark 已调整 {correction.kept[0].id}"


_CORRECTED = {
    "level": "层级",
    "title": "标题",
    "text": "文字",
    "lead": "牵头单位",
    "responsible": "责任单位",
    "due": "时限",
    "due_words": "时限原话",
}


def _own_lines(correction: Correction) -> Iterator[str]:
    """What the office corrected by hand: what stands, and what the document overruled."""
    for word, found in (
        ("本单位改正过, 这次没有动", correction.own),
        ("本单位改正过, 更正文件也改了, 以更正文件为准", correction.overruled),
    ):
        if found:
            yield f"  {word}{len(found)}处:"
            for task, key in found:
                yield f"    {nth(task.id)}  {_CORRECTED[key]}: {_short_value(getattr(task, key))}"


def _short_value(value: object) -> str:
    text = "、".join(value) if isinstance(value, tuple) else str(value or "空")
    return text.replace("\n", " ")[:_SHOWN_TITLE]


def continuation_lines(found: Sequence[Continuation], new: Plan) -> Iterator[str]:
    """Which points seem to continue last year's, and which seem new."""
    yield f"可能延续去年的要点{len(found)}项(仅供参考, 没有登记):"
    for each in found:
        same = "标题相同" if each.same_title else f"相似{each.likeness:.0%}"
        moved = "" if each.same_lead else ", 牵头单位不同"
        before = f"去年{nth(each.old.id)} {_short(each.old)}"
        yield f"  {nth(each.new.id)} {_short(each.new)}  <- {before} ({same}{moved})"
    matched = {each.new.id for each in found}
    fresh = [point.id for point in new.points if point.id not in matched]
    if fresh:
        yield f"  今年新提的{len(fresh)}项: {'、'.join(fresh)}"


def open_lines(left: Sequence[tuple[Task, Status]]) -> Iterator[str]:
    """What last year left unfinished."""
    if not left:
        yield "去年的要点都已办结。"
        return
    yield f"去年没有办结的{len(left)}项:"
    yield from (f"  {nth(task.id)} {_short(task)}  {status.word}" for task, status in left)


def _short(task: Task) -> str:
    text = (task.title or task.text).replace("\n", " ")
    return text if len(text) <= _SHOWN_TITLE else f"{text[:_SHOWN_TITLE]}..."
