"""What the importer was not sure of: each with its line and a suggestion, none applied."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.language.likeness import misprints, near_names
from lawgov_cli.importer.language.places import places
from lawgov_cli.importer.language.wording import bare

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from lawgov_cli.domain.plan import Plan, Task
    from lawgov_cli.importer.language.marks import Mark
    from lawgov_cli.importer.structure.lines import Line
    from lawgov_cli.importer.structure.numbering import Block
    from lawgov_cli.importer.structure.outline import Outline

#: More lines than this were wrapped on purpose, not by a slip.
_MANY = 6


class Doubt(NamedTuple):
    """One thing a person should look at.

    Attributes:
        line: the line of the source file.
        what: what was found.
        suggestion: what to do about it.
        code: its kind, stable, for programs.
    """

    line: int
    what: str
    suggestion: str
    code: str


def doubts(
    plan: Plan,
    lines: Sequence[Line],
    blocks: Sequence[Block],
    document: Outline,
    at: Mapping[str, int],
) -> list[Doubt]:
    """Every doubt about *plan*, in the order of the source.

    Parameters:
        lines: the lines of the source, those joined among them.
        blocks: the same, cut into blocks.
        document: the outline made of them.
        at: the line of each task, by id.
    """
    found = [
        *_joined(lines),
        *_numbering(blocks),
        *_said(blocks),
        *_names(plan, at),
        *_titles(plan, at),
        *_without_units(plan, at),
        *_unplaced(plan, document),
    ]
    return sorted(found, key=lambda doubt: doubt.line)


def _joined(lines: Iterable[Line]) -> Iterator[Doubt]:
    joined = [(number, line.number) for line in lines for number in line.joined]
    if len(joined) > _MANY:
        yield Doubt(
            joined[0][0],
            f"全文有{len(joined)}行像是按固定宽度断开的, 已分别接回上一行",
            "如果某处原文确实分段, 请在源文件中给上一行补上句末标点后重新导入",
            "joined",
        )
        return
    for number, first in joined:
        yield Doubt(
            number,
            f"这一行像是上一行的后半句, 已接到第{first}行后面",
            "如果原文在这里分段, 请在源文件中给上一行补上句末标点后重新导入",
            "joined",
        )


def _numbering(blocks: Iterable[Block]) -> Iterator[Doubt]:
    last: dict[str, Mark] = {}
    for block in blocks:
        mark = block.mark
        if mark is None:
            continue
        before = last.get(mark.kind)
        if (
            before
            and mark.value not in {1, before.value, before.value + 1}
            and mark.value > before.value
        ):
            yield Doubt(
                block.line,
                f"编号由“{before.raw.strip()}”跳到“{mark.raw.strip()}”",
                "请核对原文是否漏项或编号有误",
                "numbering",
            )
        last = {kind: m for kind, m in last.items() if m.rank <= mark.rank} | {mark.kind: mark}


def _said(blocks: Iterable[Block]) -> Iterator[Doubt]:
    for block in blocks:
        for place in places(block.text, numbered=block.mark is not None):
            said = place.attribution
            if said.lead and "会同" in said.raw and "牵头" not in said.raw:
                yield Doubt(
                    block.line,
                    f"“会同”前面的“{said.lead[0]}”算作牵头, 后面的算作责任单位",
                    "如果各单位是共同负责, 在工作要点文件里把它移到 responsible",
                    "role",
                )
            if said.remark:
                yield Doubt(
                    block.line,
                    f"责任分工里的“{said.remark}”不是单位名称, 按原文保留",
                    "请核对其中有没有应登记的单位",
                    "remark",
                )


def _mentions(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each name with the id of the task that mentions it."""
    for task in plan.walk():
        if task.level is Level.POINT:
            yield from ((name, task.id) for name in (*task.lead, *task.responsible))


def _names(plan: Plan, at: Mapping[str, int]) -> Iterator[Doubt]:
    mentions = list(_mentions(plan))
    counts = Counter(name for name, _ in mentions)
    first = dict(reversed(mentions))
    for rare, common in near_names(counts):
        if plan.canonical.get(rare) == plan.canonical.get(common):
            continue
        yield Doubt(
            at[first[rare]],
            f"“{rare}”({counts[rare]}处)与“{common}”({counts[common]}处)可能是同一单位",
            f"若是, 在工作要点文件里给“{common}”加上别名: aliases: [{rare}]",
            "near-name",
        )


def _titles(plan: Plan, at: Mapping[str, int]) -> Iterator[Doubt]:
    everywhere: Counter[str] = Counter()
    for task in plan.walk():
        for text in (bare(task.title), bare(task.text)):
            everywhere.update(text[i : i + 3] for i in range(len(text) - 2))
    for point in plan.points:
        body = "\n".join(bare(text) for text in _body(point))
        for printed, usual in misprints(bare(point.title), body, everywhere):
            yield Doubt(
                at[point.id],
                f"标题中的“{printed}”与正文中的“{usual}”不一致",
                f"可能是“{usual}”之误; 已按原文保留, 如需更正请先核对正式文本",
                "misprint",
            )


def _body(point: Task) -> Iterator[str]:
    yield point.text
    for task in point.tasks:
        yield task.title
        yield from _body(task)


def _without_units(plan: Plan, at: Mapping[str, int]) -> Iterator[Doubt]:
    for point in plan.points:
        below = any(task.lead or task.responsible for task in point.tasks)
        if not (point.lead or point.responsible or below):
            yield Doubt(
                at[point.id],
                f"第{point.id}项“{point.title[:20]}”没有写明单位",
                "如有承担单位, 在工作要点文件里补上 lead 或 responsible",
                "no-units",
            )


def _unplaced(plan: Plan, document: Outline) -> Iterator[Doubt]:
    if "other" in plan.notice and document.front:
        shown = plan.notice["other"].split("\n")[0][:20]
        yield Doubt(
            next((b.line for b in document.front if b.text.startswith(shown)), 1),
            f"“{shown}”一段看不出是什么, 按原文保留在通知里",
            "如果是网页的附加内容, 可在源文件中删去后重新导入",
            "unplaced",
        )
    annex = next((block for block in document.closing if block.mark), None)
    if annex:
        yield Doubt(
            annex.line,
            "正文之后的附件没有写明单位, 整段按原文保留, 没有拆成任务",
            "如果附件里也有任务, 请把它单独存成文件再导入",
            "unplaced",
        )
    if not plan.tasks:
        yield Doubt(1, "没有找到编号的任务或写明单位的段落", "请核对是不是选对了文件", "unplaced")
