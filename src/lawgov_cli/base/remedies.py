"""The part of a message that says what to do, for programs that show it by itself.

A message is one text that names place, value and remedy; the remedy begins with one of a few words.
"""

from __future__ import annotations

import re

#: How what to do is introduced in this program's messages.
_BEGINS = re.compile(
    r"(?<!申)请(?!示)|可以写|可用:|您是否要|用法:|全部[^。“”]{0,6}: lawgov|现有\d+个: lawgov"
    r"|先?用 lawgov|在它后面补|在那里|改好后|逐条核对|确要|核对无误|若是说明文字|加 --"
    r"|(?:要|再印|恢复|(?<!头)看)[^。,“”]{0,16}(?:[用加写] |: ?lawgov|用 lawgov)|如果"
)
#: What did not happen because of it; it is no advice.
_CONSEQUENCE = re.compile(
    r"\s*(?:台账)?(?:没有|未作)(?:登记|撤销|更正|写出|改动|覆盖|存下|开单|任何)[^。“”]{0,8}。?\s*\Z"
)
_QUOTED = re.compile(r"“[^“”]*”")


def remedy_in(message: str) -> str:
    """What *message* says is to be done; empty where it says nothing of it.

    What stands in quotation marks is the user's, not the program's, and begins no remedy.
    """
    said = _CONSEQUENCE.sub("", message)
    begins = _BEGINS.search(
        _QUOTED.sub(lambda quoted: "“" + "_" * (len(quoted[0]) - 2) + "”", said)
    )
    return said[begins.start() :].strip() if begins else ""
