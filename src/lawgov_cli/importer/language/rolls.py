"""Lines that tell who was at a meeting, and who gets the record of it: nobody's tasks."""

from __future__ import annotations

import re

#: A label set wide (出　席：) is read without its blanks.
_ROLL = re.compile(
    "[（(]?(?:会议)?(?:(?:出席|列席|参会|与会|到会|缺席|请假|主持|记录|整理|校对|核稿)"
    "(?:人员?|领导|单位|部门|同志|情况|名单)?|参加(?:会议)?人员?(?:名单)?"
    "|(?:出席|列席|参加)[^，。：:]{0,4}会议的?(?:人员?|领导|单位|部门|同志|还?有)?)[：:]"
    "|[（(]?(?:[抄分呈印发][送报发]|主送|[报送发])[：:]"
)
_LONGEST = 24


def is_roll(text: str) -> bool:
    """Whether a line says who was there, led or wrote, or to whom it is sent: 列席：…, 抄送：…."""
    return bool(_ROLL.match("".join(text[:_LONGEST].split())))
