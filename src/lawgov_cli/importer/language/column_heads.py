"""What the heads of a column, from the top down, say of the bodies or the days in it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.labels import OTHER_TIME, Meaning, Word, meaning
from lawgov_cli.importer.language.words import HELPS, LEADS, WATCHES, any_of

if TYPE_CHECKING:
    from collections.abc import Sequence

LONGEST_HEAD = 24
_BODIES = "(?:单位|部门|科室|处室|主体|方)?"
#: Heads that are one word, in the lower row of a head: who leads, who helps, who watches.
_LEAD = re.compile(f"(?:{any_of(LEADS)}|总牵头|主管){_BODIES}")
_SUPPORT = re.compile(f"(?:{any_of(HELPS)}){_BODIES}")
_ANSWER = re.compile(f"(?:责任|负责|承办|承担|落实|实施){_BODIES}")
_WATCH = re.compile(f"(?:{any_of(WATCHES)}){_BODIES}")
_DAY = "(?:时间|日期|时点|节点|时限|月份)?"
_BEGIN = re.compile(f"(?:计划|预计)?(?:起始?|始|自|启动|启|开始|开工|动工|开建|开展){_DAY}")
_END = re.compile(
    f"(?:计划|预计)?(?:止|终止?|至|迄|讫|完|截止|结束|完成|完工|竣工|办结|建成|交付|验收|收官|销号){_DAY}"
)
_PARTS = (
    (_LEAD, Word.LEAD),
    (_SUPPORT, Word.SUPPORT),
    (_ANSWER, Word.RESPONSIBLE),
    (_WATCH, Word.NONE),
    (_BEGIN, Word.BEGIN),
    (_END, Word.DEADLINE),
)
#: In the row below such a head, which of those bodies: 市级 | 区级, 机关 | 基层.
_WHICH = re.compile(
    "(?:[省市县区州镇乡村]|街道|国家|中央|局|院|校|厂|集团)(?:级|本级|直|属|层面|本部)(?:机关|部门|单位)?"
    "|(?:属地|镇街|乡镇|街道|区县|县区|各县区|县（市、区）|机关|基层|直属|二级|下属|内部|外部|其他|主要)(?:部门|单位|科室)?"
    "|总部|分公司|部门|单位"
)
#: Heads over stages, if days stand in these; a year is no stage: 推进安排 above 起草 | 出台.
_STAGES = re.compile("时[间限序]|期限|日期|进度|阶段|节点|步骤|安排|计划")
_YEAR = re.compile("(?:20)?[0-9]{2}年度?")
#: What is done, behind a word of a role.
_DONE = re.compile("(?:任务|事项|项目|职责|内容)$")
#: Words for an end or for a time, over a column of days: 计划完工, 限期.
_DUE = re.compile("[时限期]|完成|完工|竣工|交付|办结|截止|节点|建成|验收|销号|到位")
_NOT_DUE = re.compile("[启始]|开工|动工|开建|立项|报送|上报|填报|反馈|下达|接收|签订|登记|发现")


def head_meaning(parts: Sequence[str]) -> tuple[str, Meaning] | None:
    """The words that tell what a column holds, the last of *parts* or all, and their meaning.

    One word is enough in a row below another: 任务分工 above 牵头, 时间安排 above 完成.

    Parameters:
        parts: the heads of the column, the highest first.
    """
    last = parts[-1]
    if len(parts) > 1 and _WHICH.fullmatch(last):
        return head_meaning(parts[:-1])
    word = part_of_head(last)
    if word and len(parts) > 1:
        return last, Meaning(word)
    for words in (last, "".join(parts)):
        found = label_of_head(words)
        if found and (found.sure or Word.DEADLINE not in {found.word, word}):
            return words, found
    return None


def label_of_head(head: str) -> Meaning | None:
    """What *head* means by itself, as a label does; what somebody does is nobody: 承担任务."""
    bodies = 1 < len(head) <= LONGEST_HEAD and not _DONE.search(head)
    return meaning(head) if bodies else None


def part_of_head(text: str) -> Word | None:
    """What *text*, all of it one word of a role, of a beginning or of an end, stands for."""
    return next((word for form, word in _PARTS if form.fullmatch(text)), None)


def may_be_below(text: str) -> bool:
    """Whether *text* may stand in the lower row of a head, though it says nothing by itself."""
    return part_of_head(text) is not None or bool(_WHICH.fullmatch(text))


def is_stage(above: str, head: str) -> bool:
    """Whether days below *head* may be those of one of the stages that *above* stands over."""
    return bool(_STAGES.search(above)) and not _YEAR.fullmatch(head)


def may_be_due(head: str) -> bool:
    """Whether days below *head* may be those by which something is due: 限期, 销号时点."""
    others = _NOT_DUE.search(head) or OTHER_TIME.search(head)
    return bool(_DUE.search(head)) and not others
