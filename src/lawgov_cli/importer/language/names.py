"""A list of bodies as printed → their names.

``各区、县（市）政府`` is one name, ``国务院相关部门及各地区`` two; ``市工业和信息化局`` is one,
``市委和市政府`` two; ``A、B等`` names A and B, ``A等相关部门`` is kept as it stands.
"""

from __future__ import annotations

import re

from lawgov_cli.importer.language.wording import masked, simplified

# fmt: off
#: How the names of bodies end.
_ENDINGS = (
    *("局", "委", "办", "厅", "部", "署", "会", "院", "行", "府", "区", "镇", "乡", "县", "市"),
    *("省", "州", "盟", "旗", "街道", "镇街", "板块", "公司", "集团", "中心", "单位", "部门"),
    *("海关", "站", "所", "队", "校", "大学", "学院", "科", "处", "室", "社", "馆", "地区"),
    *("各地", "地方", "机构", "组", "专班", "企业", "国企", "央企", "联", "台", "报", "园"),
    *("场", "厂", "资本", "基金", "机关", "港", "口岸", "电信", "移动", "联通", "供电", "电网"),
    *("烟草", "消防", "总局", "支行", "中支", "党校", "民航", "邮政", "铁路", "银行", "保险"),
    *("组织", "平台", "团市委", "团县委", "村", "社区", "主体", "联盟", "法院", "检察", "网信"),
    *("总社", "辖区", "片区", "保税区", "示范区", "口", "铁塔", "燃气", "水务", "城投", "国投"),
    *("交投", "科协", "政协", "侨联", "人大", "团中央", "共青团中央", "新城", "兵团", "国资"),
)
#: Those that no place and no common word has: a list with one of them is a list of bodies.
_OFFICES = (
    *("局", "委", "办", "厅", "部", "署", "院", "政府", "会", "海关", "银行", "公司", "总社"),
    *("部门", "中心", "单位"),
)
# fmt: on
_TAIL_BRACKET = re.compile(r"[（(][^（）()]{0,24}[）)]$")
_ETC = re.compile(r"等+$")
_ETC_BODIES = re.compile(r"等(?=[^等]{1,20}$)")

_SEPARATOR = re.compile(r"[、，,；;/／\s]+|(?:以及|及其|及|和|与)")
_NEXT = re.compile("[^、，,；;]+")
_CONJUNCTION = frozenset({"以及", "及", "和", "与"})
#: How names begin in a list whose separators are blanks.
_BEGINNINGS = frozenset("市区县省州盟旗各国中团镇乡街人")
#: Blanks inside a name that are none between two Latin words.
_BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")
_STARS = "★☆▲△※*＊"

#: What may stand for a kind of place in a list that shares one 各 and one ending.
_PLACE = re.compile(
    r"(?:各)?(?:有关|相关)?(?:设区的?市|地级以上市|省辖市|省|自治区|直辖市|自治州|自治县|自治旗|县级市|地区|市|州|盟|区县|县区|县市区|市县|区|县|旗"
    r"|乡镇|镇街|乡|镇|街道|园区|管理区)(?:[（(][省市县区州盟旗镇乡街道、，, ]{1,12}[）)])?"
)
_SHARED_ENDING = re.compile(
    r"(?:人民政府|政府|党委|党工委|管委会|党委政府|党委和政府|办事处|党政|党（工）委|委|人民政府办公室|政府办公室|政府办)"
    r"(?:[（(][^（）()]{1,16}[）)])?$"
)

#: 各区县党委、政府 is one name.
_PARTY = re.compile("^各.*(?:党委|党工委)$")
_AND_GOVERNMENT = frozenset({"政府", "人民政府", "管委会", "办事处"})
#: Endings of names that stand for several bodies.
_COLLECTIVE = re.compile(
    r"^各|各[^类]{0,12}$|各.{0,6}(?:部门|单位|机关|区|县|镇|街道|乡|地)|有关|相关|成员单位|牵头单位|责任单位|等.{1,12}$"
)


def is_unit_name(text: str) -> bool:
    """Whether *text* ends as the name of a body does and is no longer than one."""
    name = _TAIL_BRACKET.sub("", text.strip("、，,；;。 ").strip(_STARS)) or text
    name = simplified(_ETC.sub("", name))
    return (
        name not in _GENERIC
        and 1 < len(name) <= 40
        and name.endswith(_ENDINGS)
        and not is_prose(name)
    )


def is_office(text: str) -> bool:
    """Whether *text* is the name of a body, and of nothing else such as a place."""
    return is_unit_name(text) and simplified(_ETC.sub("", text.strip())).endswith(_OFFICES)


_KIND_OF_BODY = re.compile("(?:各|其他|有关|相关)[^，。；：、]{1,24}的(?:部门|单位|企业|机构)$")
_SENTENCE_WORDS = re.compile(
    "[。；;：:，,？?！!]|的|是|应(?![急用对])|不(?!动产)|谁|须|(?<!自)由|要(?![素闻])|积极|切实|将(?!军)|已|按|每"
)


#: Bodies of no particular kind, as sentences speak of them.
_GENERIC = frozenset(
    {
        "政府",
        "企业",
        "部门",
        "社会",
        "学校",
        "家校",
        "社会组织",
        "单位",
        "机构",
        "社区",
        "行业协会",
        "地方",
        "各方",
    }
)


def is_prose(text: str) -> bool:
    """Whether *text* has words that names do not have: 各负有监管职责的部门 is a name."""
    return not _KIND_OF_BODY.match(text) and bool(_SENTENCE_WORDS.search(masked(text)))


def is_collective(name: str) -> bool:
    """Whether *name* stands for several bodies: 各区镇, 市政府各有关部门, 税务局等部门."""
    return bool(_COLLECTIVE.search(simplified(name)))


def split_names(text: str) -> list[str]:
    """The names in a list, as printed."""
    items = _items(text)
    merged: list[str] = []
    for name in _shared(items):
        cleaned = _cleaned(name)
        if cleaned:
            merged.append(cleaned)
    return merged


def starred(text: str) -> list[str]:
    """The names in a list that carry a star."""
    names = [name.strip() for name, _ in _items(text)]
    return [_cleaned(n) for n in names if n and (n[0] in _STARS or n[-1] in _STARS) and _cleaned(n)]


def _cleaned(name: str) -> str:
    name = _BLANK.sub("", name.strip()).strip("。.:：、，,；;").strip(_STARS + "●•◆■▪◇·-—").strip()
    return _ETC.sub("", name) or ""


def _items(text: str) -> list[tuple[str, str]]:
    """(name, the separator after it), cut where a separator stands outside brackets."""
    hidden = masked(text).replace("與", "与")
    items: list[tuple[str, str]] = []
    begin = 0
    for match in _SEPARATOR.finditer(hidden):
        name, separator = text[begin : match.start()], match[0]
        if separator in _CONJUNCTION and not _complete(name, text[match.end() :]):
            continue
        if separator == "及其" or not name.strip():
            continue
        if separator.isspace() and _goes_on(name, text[match.end() :]):
            continue
        items.append((name, separator))
        begin = match.end()
    items.append((text[begin:], ""))
    return items


def _goes_on(name: str, rest: str) -> bool:
    """Whether a blank after *name* is a slip inside one name: 县政府 （管委会）, 市发展 改革委."""
    return rest[:1] in "（(" or not (is_unit_name(name) or rest[:1] in _BEGINNINGS)


def _complete(name: str, rest: str) -> bool:
    """Whether a conjunction after *name* joins two names and is not part of one."""
    bare = simplified(_TAIL_BRACKET.sub("", name.strip()))
    following = _NEXT.match(rest)
    alone = following is None or following[0].strip() in _GENERIC or len(following[0].strip()) < 2
    return not alone and len(bare) > 1 and bare.endswith(_ENDINGS) and not bare.endswith(_NOT_WHOLE)


#: Endings that also occur in the middle of a name: 交通运输部和…, but 科技和…, 工业和….
_NOT_WHOLE = (
    "机关",
    "园",
    "社区",
    "组织",
    "移动",
    "邮政",
    "消防",
    "企业",
    "社",
    "口",
    "园区",
    "保险",
    "地方",
)


def _shared(items: list[tuple[str, str]]) -> list[str]:
    """The names, with a list that shares one 各 and one ending put together again."""
    names: list[str] = []
    at = 0
    while at < len(items):
        end = _shared_end(items, at)
        names.append("".join(name + sep for name, sep in items[at:end]) + items[end][0])
        at = end + 1
    return names


def _shared_end(items: list[tuple[str, str]], at: int) -> int:
    """The index of the last item that belongs to the name beginning at *at*."""
    first = simplified(items[at][0].strip())
    if _PARTY.search(first) and at + 1 < len(items) and items[at][1] == "、":
        return at + (items[at + 1][0].strip() in _AND_GOVERNMENT)
    if not first.startswith("各") or not _PLACE.fullmatch(first):
        return at
    for end in range(at + 1, min(at + 6, len(items))):
        name = simplified(items[end][0].strip())
        place = _PLACE.match(name)
        if place is None or name.startswith("各") or items[end - 1][1] not in "、及和与以及":
            break
        if _SHARED_ENDING.fullmatch(name[place.end() :]):
            return end
        if place.end() != len(name):
            break
        if name[-1] in "）)":
            return end
    return at
