"""A list of bodies as printed → their names.

``各区、县（市）政府`` is one name, ``国务院相关部门及各地区`` two; ``市工业和信息化局`` is one,
``市委和市政府`` two; ``A、B等`` names A and B, ``A等相关部门`` is kept as it stands.
"""

from __future__ import annotations

import re

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.importer.language.bodies import (
    ENDINGS,
    ETC,
    GENERIC,
    STARS,
    TAIL_BRACKET,
    is_collective,
    is_unit_name,
)
from lawgov_cli.importer.language.wording import masked, simplified
from lawgov_cli.importer.language.words import HOW, MARK_HELPS, MARK_LEADS, any_of

# fmt: off
#: Those that end a name wherever they stand in a list.
_STRONG = (
    *("局", "委", "办", "厅", "部", "署", "政府", "室", "法院", "检察院", "公司", "集团", "中心"),
)
# fmt: on

#: Bodies of the body before it; 及其他部门 are others.
_ITS = re.compile("及其(?![他它余])")
_SEPARATOR = re.compile(
    rf"(?:[、，,；;/／|｜\s]|[①-⑳])+|(?:以及|{_ITS.pattern}|及|和|与|并|暨)|[.．·•+＋\\—－-]{{1,2}}"
)
_NEXT = re.compile(r"[^、，,；;\s]*")
_UP_TO_NEXT = re.compile("以?及|和|与")
#: Bodies that are named only beside others: 其余单位, 多个部门.
_OTHERS = re.compile(
    "(?:其余|多个|若干|以下|以上|上述|所有|下列)|其他?(?:单位|部门|机构|各?方)$|等$"
    "|(?:待定|待明确|暂未明确|另行|同上|同前|详?见附|视情)"
)
#: What a name takes in, or what of it is meant: （含高新区）, 〈下同〉, （资源部分）.
_GLOSS = re.compile(
    "〈[^〈〉]*〉|[（(〔［【\\[](?:"
    "(?:不?含|包括|不包括|除|以下简?称|简称|下同|同上|待定|略)[^（）()〕］】\\]]*"
    "|[^（）()、，]{1,12}(?:部分|方面|环节|领域|事项)|试点"
    "|(?:联系|责任|负责)人?(?:电话)?[：:][^（）()]*"
    f"|(?:按|依|负责|{any_of(HOW)})(?![^（）()]*(?:牵头|主办))[^（）()〕］】\\]]{{0,16}}"
    ")[）)〕］】\\]]"
)
#: How many were named, behind the last name: 三家单位.
_HOW_MANY = re.compile(
    "(?<=..)(?<!等)[两二三四五六七八九十][家个](?:责任|牵头|成员)?(?:单位|部门)$"
)
#: A group that could stand by itself, behind 等: 省医保局等省有关部门; but not 等部门.
_AND_GROUP = re.compile(
    "等(?:国务院|中央|[省市区县州盟旗][直级属]?|各)[^等]{0,8}(?:部门|单位|机构)$"
)
#: A role behind a name in brackets of another kind than most have: 市数据局〔牵头〕.
_ROLE_MARK = re.compile(rf"[〔［【\[]((?:{MARK_LEADS}|{MARK_HELPS})(?:单位|部门)?)[〕］】\]]")
#: A name set wide: 市 司 法 局.
_WIDE_SET = re.compile(
    "(?<![\u4e00-\u9fff])[\u4e00-\u9fff](?:[ \u3000][\u4e00-\u9fff]){3,}(?![\u4e00-\u9fff])"
)
#: The number of a name in a list: 1.市妇联.
_COUNTED = re.compile(r"^(?:[①-⑳]|[0-9]{1,2}[.．)）]|[（(][0-9]{1,2}[）)])\s*(?=\D)")
#: How the name of a body begins that is one by itself.
_LEVELS = (
    *"市区县省州盟旗各镇乡",
    *("国家", "国务院", "中央", "全国", "有关", "相关", "其他", "自治区", "团", "驻"),
)
#: Signs that stand before names as bullets too …
_BULLETS = "●○◆◇■□"
#: … and all that a name may carry.
_ALL_SIGNS = STARS + _BULLETS
_CONJUNCTION = frozenset({"以及", "及", "和", "与", "并", "暨"})
#: Marks that seldom stand between names: they part two only where both surely are bodies.
_RARE = frozenset(".．·•+＋\\—－-")
#: Those that also stand inside names, or between two names of one body.
_LOOSE = frozenset({"并", "暨"})
#: A conjunction before the last name, behind a blank or a comma: 、及各县区.
_LEFT_OVER = re.compile("^(?:以及|并|及|和|与)(?=[市区县省州各国中相有镇乡街])")
#: How names begin in a list whose separators are blanks.
_BEGINNINGS = frozenset("市区县省州盟旗各国中团镇乡街人")
#: Blanks inside a name that are none between two Latin words.
_BLANK = re.compile(r"(?<=[^\x00-\x7f])\s+|\s+(?=[^\x00-\x7f])")

#: What may stand for a kind of place in a list that shares one 各 and one ending.
_PLACE = re.compile(
    r"(?:各)?(?:有关|相关)?(?:设区的?市|地级以上市|省辖市|省|自治区|直辖市|自治州|自治县|自治旗|县级市|地区|市|州|盟|区县|县区|县市区|市县|区|县|旗"
    r"|乡镇|镇街|乡|镇|街道|园区|管理区)(?:[（(][省市县区州盟旗镇乡街道、，, ]{1,12}[）)])?"
)
_SHARED_ENDING = re.compile(
    r"(?:人民政府|政府|党委|党工委|管委会|党委政府|党委和政府|办事处|党政|党（工）委|委|人民政府办公室|政府办公室|政府办)"
    r"(?:[（(][^（）()]{1,16}[）)])?$"
)

#: 各区县党委、政府 is one name, and so is 清水县党委、政府; 清水县委、县政府 are two.
_PARTY = re.compile("..(?:党委|党工委)$")
#: What may stand behind the last name of a list.
_END = " \u3000。；;"
#: Longer than any two names with all that stands about them.
_LONGEST = 300
#: Levels that share what stands behind the last of them: 中央、省驻市单位, 市、县两级法院.
_LEVEL_ONLY = re.compile("(?:中央|国家|部|省|自治区|市|县|区|州|镇)(?:[属直级管])?")
_LEVEL_TOO = re.compile("(?:省|自治区|市|县|区|州|镇|乡|村)(?:[属直级管驻]|[两三]级)")
_AND_GOVERNMENT = frozenset({"政府", "人民政府", "管委会", "办事处", "行政"})


class Names(NamedTuple):
    """The names in a list as printed, and what was done to find them: (code, words) each."""

    names: list[str]
    notes: list[tuple[str, str]]


def split_names(text: str) -> list[str]:
    """The names in a list, as printed."""
    return named(text).names


def named(text: str) -> Names:
    """The names in a list, as printed, and what is to be said about the list."""
    text = _WIDE_SET.sub(_together, _ROLE_MARK.sub(r"（\1）", text))
    notes: list[tuple[str, str]] = []
    found: list[str] = []
    for name in _shared(_items(text, notes), notes):
        cleaned = _without_aside(_cleaned(name), notes)
        if cleaned in GENERIC or _OTHERS.match(cleaned):
            notes.append(("remark", cleaned))
        elif cleaned:
            found.append(cleaned)
            notes += [("whole", cleaned)] if _AND_GROUP.search(simplified(cleaned)) else []
    if found and ETC.search(text.strip(_END)):
        notes.append(("open", f"{found[-1]}等"))
    return Names(found, notes)


def _together(wide: re.Match[str]) -> str:
    return "".join(wide[0].split())


def signs(text: str) -> dict[str, list[str]]:
    """The names in a list by the sign that each carries: ``▲A`` ``A★`` ``A●、B○``.

    Where several signs stand before names, each holds for the names up to the next.
    """
    names = [name.strip() for name, _ in _items(text, []) if name.strip(_ALL_SIGNS + " ")]
    before = [name[0] for name in names if name[0] in _ALL_SIGNS]
    holds = len(set(before)) > 1
    found: dict[str, list[str]] = {}
    last = ""
    for name in names:
        bullet = name[0] in _BULLETS and not holds
        first = name[0] if name[0] in _ALL_SIGNS and not bullet else ""
        sign = first or (name[-1] if name[-1] in _ALL_SIGNS else last if holds else "")
        last = first or last
        if sign and (cleaned := _cleaned(name)):
            found.setdefault(sign, []).append(cleaned)
    return found


def _cleaned(name: str) -> str:
    name = _COUNTED.sub("", name.strip())
    name = _BLANK.sub("", name.strip()).strip("。.:：、，,；;…").strip(_ALL_SIGNS + "•▪·-—").strip()
    for opening, closing in ("（）", "()", "〔〕", "【】", "[]"):
        name = name.removeprefix(closing) if opening not in name else name
        if closing in name and opening not in name:
            name = name.replace(closing, "")
        elif opening in name and closing not in name:
            name = name.removeprefix(opening).removesuffix(opening)
    return ETC.sub("", _HOW_MANY.sub("", _LEFT_OVER.sub("", name)))


def _without_aside(name: str, notes: list[tuple[str, str]]) -> str:
    """*name* without a gloss that says whom it takes in, or whose bodies besides its own."""
    gloss = _GLOSS.search(name)
    if gloss and gloss.start():
        notes.append(("gloss", name))
        name = name[: gloss.start()] + name[gloss.end() :]
    its = _ITS.search(name)
    if its and is_unit_name(name[: its.start()]):
        notes.append(("its", name))
        return name[: its.start()]
    return name


def _items(text: str, notes: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """(name, the separator after it), cut where a separator stands outside brackets."""
    hidden = masked(text).replace("與", "与")
    items: list[tuple[str, str]] = []
    begin = 0
    for match in _SEPARATOR.finditer(hidden):
        name, separator = text[begin : match.start()], match[0]
        rest = text[match.end() : match.end() + _LONGEST]
        if separator == "及其" or not name.strip():
            continue
        loose = separator in _CONJUNCTION or separator[0] in _RARE
        if loose and (len(name) > _LONGEST or not _joins(name, rest, separator, notes)):
            continue
        if separator.isspace() and _goes_on(name, rest):
            continue
        items.append((name, separator))
        begin = match.end()
    items.append((text[begin:], ""))
    return items


def _goes_on(name: str, rest: str) -> bool:
    """Whether a blank after *name* is a slip inside one name: 县政府 （管委会）, 市发展 改革委."""
    return rest[:1] in "（(" or not (is_unit_name(name) or rest[:1] in _BEGINNINGS)


def _following(rest: str) -> str:
    """The name behind a conjunction: up to the next one, if that is a name already."""
    match = _NEXT.match(simplified(rest))
    whole = match[0].strip() if match else ""
    first = _UP_TO_NEXT.split(whole, maxsplit=1)[0].strip()
    return first if first in GENERIC or is_unit_name(first) else whole


def _joins(name: str, rest: str, word: str, notes: list[tuple[str, str]]) -> bool:
    """Whether the conjunction *word* after *name* stands between two bodies, not inside one name.

    Where that is not sure, what was decided is noted.
    """
    whole = simplified(TAIL_BRACKET.sub("", name.strip("—– ")).strip(STARS))
    left = ETC.sub("", whole)
    right = TAIL_BRACKET.sub("", _following(rest.lstrip()).strip(STARS))
    shown = f"{name.strip()}{word}{right}"
    if right in GENERIC and left.startswith(_LEVELS) and not is_collective(left):
        notes.append(("whole", shown))
    bare = right in GENERIC or (right in _AND_GOVERNMENT and _PARTY.search(left))
    if len(right) < 2 or bare or len(left) < 2:
        return False
    known = (True, "etc") if left != whole else _usual(left, right)
    two, code = known or _are_two(left, right, word)
    notes += [(code, shown)] if code else []
    return two


def _usual(left: str, right: str) -> tuple[bool, str] | None:
    """What a conjunction between usual words is, as of :func:`_are_two`; none between others."""
    if left in _BY_THEMSELVES and right in _BY_THEMSELVES:
        return True, ""
    place = left[:2] == right[:2] and not left.startswith(_LEVELS)
    if place and is_unit_name(left) and is_unit_name(right):
        return True, "split"
    own = right.startswith(_LEVELS) and not _NO_LEVEL.match(right)
    kept = not own and _KEPT.fullmatch(left) and _KEEPERS.search(right)
    return (False, "whole") if kept else None


def _are_two(left: str, right: str, word: str) -> tuple[bool, str]:
    """Whether *word* parts two bodies, and how that is to be told; ``""``: it is sure."""
    level, unit = right.startswith(_LEVELS), is_unit_name(right)
    both, loose = level and unit and is_unit_name(left), word in _LOOSE or word[0] in _RARE
    if both or loose:
        return both, "split" if both and loose else ""
    if not left.endswith(ENDINGS):
        two = level and unit and left.startswith(_LEVELS) and len(left) > 3
        two = two and not _NO_LEVEL.match(right)
        return two, "split" if two else ""
    if left.endswith(_NOT_WHOLE) and not left.endswith(_SURE):
        return False, ""
    if word in {"及", "以及"} or (left.endswith(_STRONG) and right.endswith(_STRONG)):
        alike = level or is_collective(right) or left[-1:] == right[-1:]
        unsure = left.startswith(_LEVELS) and not (level or is_collective(right))
        unsure = unsure or (not alike and left.endswith(_THINGS_TOO))
        return True, "split" if unsure else ""
    if left[-1:] == right[-1:] or is_collective(right) or not unit:
        return left[-1:] == right[-1:] or is_collective(right), ""
    whole = len(left) > 2 or left[-1] in "办会"
    sure = left.endswith(_SURE) and right.endswith(_SURE) and whole and is_unit_name(left)
    sure = sure or (left.endswith(_STRONG) and len(left) > 3 and len(right) > 3)
    return sure, "split" if sure else "whole"


#: Words that only begin as the names of bodies of a level do: 市场监管局, 乡村振兴局.
_NO_LEVEL = re.compile("市[场容域]|市政(?![府协])|[区县镇省]域|乡村|城|国[际土防]")
#: Bodies of one word, which no name of another body begins with.
_BY_THEMSELVES = frozenset(
    {"人大", "政协", "工会", "总工会", "团委", "妇联", "残联", "科协", "文联", "侨联", "工商联"}
    | {"学生会", "关工委", "纪委", "监委", "党委", "政府", "法院", "检察院", "机关党委"}
)
#: What a section of an office deals with, though it ends as bodies do: 实验室与设备管理处 …
_KEPT = re.compile(
    "[市区县省州校院]?(?:(?:重点)?实验室|[教温机]室|(?:科研|研究)院所|老?干部|总部|[党团]?支部|上市公司)"
    "|政府|公司|集团|[党常]委|社区|乡镇|镇村|园区|企业|部门|单位|机构|机关|学[院校]|[医法]院|大学"
)
#: … and how such sections end.
_KEEPERS = re.compile("..(?:[处科室部局办股]|中心|委员会)(?:$|[负牵主领抓为作总配协参])")
#: Endings of bodies that things have too: 数据中心与网络运维部.
_THINGS_TOO = ("中心", "公司", "集团", "政府")
#: With these no part of a name ends that goes on behind 和.
_SURE = (
    *_STRONG,
    *("支队", "大队", "中队", "海关", "支行", "分行", "党校", "学院", "大学", "医院", "总工会"),
    *("管委会", "党工委", "办事处", "委员会", "妇联", "残联", "科协", "工商联", "火车站", "机场"),
    *("镇", "乡", "馆", "联社", "处", "科", "室", "贸促会", "红十字会", "供销社", "电视台"),
    *("林场", "检察", "服务站", "车间", "分厂", "工会", "研究生院"),
)
#: Endings that also occur in the middle of a name: 交通运输部和…, but 科技和…, 工业和….
_NOT_WHOLE = (
    *("机关", "园", "社区", "组织", "移动", "邮政", "消防", "企业", "社", "口", "园区", "保险"),
    "地方",
)


def _shared(items: list[tuple[str, str]], notes: list[tuple[str, str]]) -> list[str]:
    """The names, with a list that shares one 各 and one ending put together again."""
    names: list[str] = []
    at = 0
    while at < len(items):
        end = _shared_end(items, at)
        if end == at and at + 1 < len(items) and _is_kind(items[at][0], items[at + 1][0]):
            notes.append(("split", f"{items[at][0]}{items[at][1]}{items[at + 1][0]}".strip()))
        names.append("".join(name + sep for name, sep in items[at:end]) + items[end][0])
        at = end + 1
    return names


def _is_kind(first: str, second: str) -> bool:
    """Whether *second* is a kind of place that 各 in *first* may be meant for: 各区、县级市."""
    first, second = simplified(first.strip()), simplified(second.strip())
    both = _PLACE.fullmatch(first) and _PLACE.fullmatch(second)
    return bool(both) and first.startswith("各") and not second.startswith("各")


def _shared_end(items: list[tuple[str, str]], at: int) -> int:
    """The index of the last item that belongs to the name beginning at *at*."""
    first = simplified(items[at][0].strip())
    if _PARTY.search(first) and at + 1 < len(items) and items[at][1] == "、":
        return at + (items[at + 1][0].strip() in _AND_GOVERNMENT)
    level = at
    while level + 1 < len(items) and _LEVEL_ONLY.fullmatch(simplified(items[level][0].strip())):
        level += 1
    if level > at and _LEVEL_TOO.match(simplified(items[level][0].strip())):
        return level
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
