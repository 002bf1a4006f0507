"""Lines that tell of a meeting, or of a form, who was there or filled it in: nobody's tasks."""

from __future__ import annotations

import re

#: A label set wide (出　席：) is read without its blanks.
_ROLL = re.compile(
    "[（(]?(?:会议)?(?:(?:出席|列席|参会|与会|到会|缺席|请假|主持|记录|整理|校对|核稿)"
    "(?:人员?|领导|单位|部门|同志|情况|名单)?|参加(?:会议)?人员?(?:名单)?"
    "|(?:出席|列席|参加)[^，。：:]{0,4}会议的?(?:人员?|领导|单位|部门|同志|还?有)?)[：:]"
    "|[（(]?(?:[抄分呈印发][送报发]|主送|[报送发])[：:]"
)
#: The same in a sentence: 县教育局、县财政局负责同志参加会议。
_ATTENDED = re.compile(
    "[^。：:]{2,200}(?:同志|负责人|领导|代表|人员|成员)(?:参加|出席|列席)[^，。；]{0,12}[。]?"
)
#: Above or below a table: 填报单位：县发改委　填报日期：….
_FORM = re.compile(
    "[（(]?(?:(?:填[表报写]|制表|编制|报送|上报|申报|更新|统计|审[核批])(?:人|单位|部门|科室|日期|时间)?"
    "|(?:单位|部门)名称)(?:[（(][^（）()]{1,6}[）)])?[：:]"
)
_LONGEST = 24


def is_roll(text: str) -> bool:
    """Whether a line says who was there, led or wrote, or to whom it is sent: 列席：…, 抄送：…."""
    return bool(_ROLL.match("".join(text[:_LONGEST].split())) or _ATTENDED.fullmatch(text))


def is_form_line(text: str) -> bool:
    """Whether a line around a table says who filled it in, and when: 填报单位：…, 制表时间：…."""
    return bool(_FORM.match("".join(text[:_LONGEST].split())))
