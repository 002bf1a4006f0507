"""Lines that tell of a meeting, or of a form, who was there or filled it in: nobody's tasks."""

from __future__ import annotations

import re

_OF = "(?:会议|人员?|领导|单位|部门|同志|情况|名单|[及和、])*"
#: Who was there …
_THERE = f"(?:会议)?(?:出席|列席|参会|与会|到会|缺席|请假|签到){_OF}|参加(?:会议|人员)+(?:名单)?"
_THERE += "|(?:出席|列席|参加)[^，。：:]{0,6}会议的?(?:还?有)?"
#: … who led it, and wrote of it; and who gets that: the last words of a paper.
_LED = f"(?:会议|纪要)?(?:主持|记录|整理|校对|核稿)+{_OF}"
_SENT = "(?:[抄分呈印发][送报发]|主送|[报送发])(?:单位|范围|对象)?"
_ROLL = re.compile(f"[（(【]?(?:{_THERE}|{_LED}|{_SENT})(?:[（(][^（）()]{{1,8}}[）)])?")
#: Persons behind a word that is also what bodies do: 参加：张一（区住建局）.
_TAKES_PART = re.compile(
    "参加[：:][\u4e00-\u9fff]{2,3}(?<![局办委部科处室站所队组镇乡街村社会])[（(]"
)
#: A line that says whose task something is says that first.
_ROLE = re.compile("(?:牵头|主办|责任|承办|配合|协办)(?:单位|部门|科室|处室)?[：:]")
#: What ends a label: a colon, a box, or where there is neither, a wide blank.
_SIGN = re.compile("[：:】]")
_WIDE = re.compile("\u3000| {2}")
#: The same in a sentence: 县教育局、县财政局负责同志参加会议。
_ATTENDED = re.compile(
    "[^。：:]{2,200}(?:同志|负责人|领导|代表|人员|成员)(?:参加|出席|列席)[^，。；]{0,12}[。]?"
)
#: Above or below a table: 填报单位：县发改委　填报日期：….
_FORM = re.compile(
    "[（(]?(?:(?:填[表报写]|制表|编制|报送|上报|申报|更新|统计|审[核批])(?:人|单位|部门|科室|日期|时间)?"
    "|(?:单位|部门)名称)(?:[（(][^（）()]{1,6}[）)])?"
)
_LONGEST = 30


def _label(text: str) -> str:
    """The words before a colon, without the blanks of a label that is set wide: 出　席：."""
    parts = _SIGN.split(text[:_LONGEST], maxsplit=1)
    return "".join(parts[0].split()) if len(parts) > 1 else ""


def is_roll(text: str) -> bool:
    """Whether a line says who was there, led or wrote, or to whom it is sent: 列席：…, 抄送：…."""
    if _ROLE.search(text):
        return False
    said = _ROLL.fullmatch(_label(text)) or _ATTENDED.fullmatch(text) or _TAKES_PART.match(text)
    head = _WIDE.split(text[:_LONGEST], maxsplit=1)[0]
    return bool(said or (head != text[:_LONGEST] and re.fullmatch(_THERE, head)))


def is_form_line(text: str) -> bool:
    """Whether a line around a table says who filled it in, and when: 填报单位：…, 制表时间：…."""
    return bool(_FORM.fullmatch(_label(text)))
