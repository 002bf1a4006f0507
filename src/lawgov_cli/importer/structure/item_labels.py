"""Labels that stand between the number of an item and its title: 1.问题描述：会议纪律松弛."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import is_body, is_collective
from lawgov_cli.importer.language.marks import CHINESE
from lawgov_cli.importer.language.places import starts_with_role

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lawgov_cli.importer.structure.numbering import Block

_LABEL = re.compile(
    rf"(?P<words>[\u4e00-\u9fff]{{2,10}}?)(?:{CHINESE}|[0-9]{{1,3}})?[ \u3000]*"
    r"[：:][ \u3000]*(?=\S)"
)
#: Labels that are no title, if only one item has one.
_KNOWN = re.compile(
    "(?:(?:整改|存在|反馈|交办|巡[视察]|审计|督察|检查|发现|主要|突出|具体)的?)?问题"
    "(?:描述|表述|表现|内容|概述)?|(?:工作|重点|改革|整改)(?:任务|事项)|(?:任务|事项|项目)(?:名称|内容)"
)
#: A label that the mark of an item ends with.
_IN_MARK = re.compile("[、．.）)〕 \u3000](?P<words>[\u4e00-\u9fff]{2,10})[：:][ \u3000]*$")


class _Label(NamedTuple):
    """What a label says without its number, and where the title behind it begins."""

    words: str
    end: int


def labelled(found: Sequence[Block]) -> list[Block]:
    """*found*, labels between number and title given to the number.

    A label is one that is known, or that the item before or behind repeats. Beside an item with
    another label it is a field of a record (1.工作任务：… 2.工作措施：…) and stays its title.
    """
    last: dict[str, int] = {}
    beside: dict[int, list[int]] = {}
    for at, block in enumerate(found):
        if block.mark:
            before = last.get(block.mark.kind)
            beside[at] = [] if before is None else [before]
            if before is not None:
                beside[before].append(at)
            last[block.mark.kind] = at
    labels = {at: label for at in beside if (label := _label(found[at].text))}
    blocks = list(found)
    for at, label in labels.items():
        others = [labels[other].words for other in beside[at] if other in labels]
        same = any(_same(label.words, other) for other in others)
        if same if others else _KNOWN.fullmatch(label.words):
            blocks[at] = _given(found[at], label.end)
    return blocks


def guessed(blocks: Iterable[Block]) -> Iterator[tuple[int, str]]:
    """The line and the words of each label that only its repetition shows to be one."""
    for block in blocks:
        label = _IN_MARK.search(block.mark.raw) if block.mark else None
        if label and not _KNOWN.fullmatch(label["words"].rstrip("一二三四五六七八九十")):
            yield block.line, label["words"]


def _label(text: str) -> _Label | None:
    """The label at the head of *text*; none that is a body or says what bodies do."""
    match = _LABEL.match(text)
    if match is None or starts_with_role(text):
        return None
    words = match["words"]
    return None if is_body(words) or is_collective(words) else _Label(words, match.end())


def _same(one: str, other: str) -> bool:
    return one == other or bool(_KNOWN.fullmatch(one) and _KNOWN.fullmatch(other))


def _given(block: Block, end: int) -> Block:
    """*block*, the first *end* characters of its text printed as part of its number."""
    mark = block.mark._replace(raw=block.mark.raw + block.text[:end]) if block.mark else None
    return block._replace(mark=mark, text=block.text[end:])
