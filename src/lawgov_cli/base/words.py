"""Words as people type and paste them: made alike for comparing, cleaned for keeping."""

from __future__ import annotations

import re
import unicodedata
import zlib

from lawgov_cli.base.patterns import pattern

#: What is not seen: widths of nothing, soft hyphens, byte-order marks, turns of the direction.
_UNSEEN = "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
_UNSEEN_ONES = pattern(f"[{_UNSEEN}]")
#: The line breaks that word processors and web pages put into a text.
_BREAK = pattern("\r\n?|[\x0b\x0c\x85\u2028\u2029]")

#: Radicals that PDF files give in place of the characters they look like, where NFKC does not
#: know them; those of U+2F00 it knows.
_RADICALS = str.maketrans(
    "⺁⺌⺍⺒⺓⺛⺜⺝⺠⺧⺩⺪⺫⺬⺮⺶⺷⺼⺽⻁⻄⻅⻆⻉⻊⻋⻏⻑⻒⻓⻔⻖⻗⻘⻙⻚⻛⻜⻝⻞⻟⻢⻣⻤⻥⻦⻧⻨⻩⻪⻬⻮⻯⻰⻳",
    "厂小小巳幺旡日月民牛王疋目示竹羊羊肉臼虎西见角贝足车邑長長长门阜雨青韦页风飞食食食马骨鬼鱼鸟卤麦黄黾齐齿竜龙龟",
)
#: Signs for which another is usual: digits and letters of full width, radicals.
_LOOK_ALIKE = pattern("[⺀-⻿⼀-⿕０-９Ａ-Ｚａ-ｚ．－]")
_UNEVEN = pattern(
    f"[{_UNSEEN}⺀-⻿\u034f\u115f\u1160\u180b-\u180d\ufe00-\ufe0f\U000e0000-\U000e01ef]"
)


def folded(text: str) -> str:
    """*text* for comparing what people type: half width, trimmed, lower case.

    Radicals become the characters they look like; what is not seen, and what only chooses between
    shapes of one character, is left out.
    """
    if text.isascii():
        return text.strip().casefold()
    text = unicodedata.normalize("NFKC", text)
    if not _is_even(text) and _UNEVEN.search(text):
        text = _UNEVEN.sub("", text.translate(_RADICALS))
    return text.strip().casefold()


def _is_even(text: str) -> bool:
    """Whether *text* is of characters alone, as nearly all names are, so that nothing is uneven."""
    return bool(text) and min(text) >= "\u3000" and max(text) < "\ufe00"


def evened(text: str) -> str:
    """*text* sign for sign: half width, radicals as the characters they look like.

    It is as long as *text*, so that a place found in one is that place in the other.
    """
    if text.isascii() or not _LOOK_ALIKE.search(text):
        return text
    return _LOOK_ALIKE.sub(lambda sign: unicodedata.normalize("NFKC", sign[0]), text).translate(
        _RADICALS
    )


def clean(text: str) -> str:
    """*text* as it is kept: as typed, without what is not seen; every line break is one sign."""
    if text.isprintable():  # nothing of the kind is
        return text
    return _UNSEEN_ONES.sub("", _BREAK.sub("\n", text))


#: What is quoted at more length than anybody needs to find it again.
_LONG_QUOTE = pattern("“([^“”]{60})[^“”]{20,}”")


def brief(said: str) -> str:
    """*said* with no long quotation: a whole page may be pasted where a number is expected."""
    return _LONG_QUOTE.sub(r"“\1…”", said)


#: What no file's name may have on some system, and what changes how it is read.
_NO_NAME = pattern(f'[<>:"/\\\\|?*\x00-\x1f\x7f-\x9f{_UNSEEN}\ud800-\udfff]')
#: Names that are devices on Windows, whatever ending follows.
_DEVICE = pattern(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|\Z)", re.IGNORECASE)
#: Bytes of a name, so that with what stands around it no system finds it too long.
_NAME_BYTES = 150


def file_part(name: str) -> str:
    """*name* as a part of a file's name: never a path, on no system a device, and not too long."""
    part = _NO_NAME.sub("_", name).strip(" .")
    if len(part.encode()) > _NAME_BYTES:
        mark = f"{zlib.crc32(name.encode(errors='surrogatepass')):08x}"  # two long ones differ
        part = part.encode()[: _NAME_BYTES - len(mark)].decode(errors="ignore") + mark
    return f"_{part}" if not part or _DEVICE.match(part) else part
