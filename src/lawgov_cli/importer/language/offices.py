"""Names that are one letter away from another: a slip of the pen, or another body?

市财攻局 stands once beside 市财政局; 市教育局 beside 市体育局 are two bodies that every city has.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# fmt: off
#: What offices are called everywhere, without their level and without 局, 委, 办.
_USUAL = frozenset({
    "财政", "工商", "经贸",
    "民政", "教育", "体育", "科技", "司法", "公安", "审计", "统计", "信访", "商务",
    "水务", "水利", "税务", "政务", "林业", "农业", "农业农村", "应急", "应急管理", "气象",
    "政府", "教体", "教科", "文体", "文体旅", "卫计", "农牧", "林草", "营商",
    "地震", "档案", "医保", "医疗保障", "人社", "人防", "住建", "城建", "城管", "城市管理",
    "交通", "交通运输", "环保", "生态环境", "文旅", "文广旅", "文广新", "文化", "旅游",
    "文物", "体旅", "卫健", "卫生", "发改", "发展改革", "发展和改革", "工信", "经信",
    "科经", "经发", "国资", "统战", "宣传", "组织", "政法", "编", "网信", "台", "外", "侨",
    "民宗", "民族宗教", "粮食", "物资", "邮政", "海关", "海事", "烟草", "铁路", "民航",
    "公路", "港航", "市场监管", "市场监督管理", "自然资源", "资规", "规划", "国土", "金融",
    "数据", "大数据", "行政审批", "审批", "机关事务", "退役军人", "乡村振兴", "招商",
    "知识产权", "药监", "海洋", "渔业", "园林", "房管", "人大", "政协", "纪", "监",
    "老干部", "党校", "妇联", "残联", "科协", "文联", "侨联", "总工会", "工商联",
    "经济和信息化", "工业和信息化", "科学技术", "人力资源和社会保障", "人力资源社会保障",
    "住房和城乡建设", "住房城乡建设", "文化和旅游", "文化广电旅游", "卫生健康",
    "退役军人事务", "自然资源和规划", "水行政",
})
# fmt: on
_STEM = re.compile(
    "^(?:[市区县省州盟旗镇乡]委?|国家|自治区|中国)?(?P<stem>.+?)"
    "(?:委员会办公室|办公室|委员会|总局|分局|[局委办厅部署院会])?$"
)
_LONG = sorted(stem for stem in _USUAL if len(stem) > 3)
_LEVELS = frozenset("市区县省州盟旗镇乡")
_SHORTEST = 4
#: Letters that number bodies of one kind: 第一小学, 第二小学; 城东街道, 城西街道.
_NUMBERING = frozenset("一二三四五六七八九十0123456789东西南北")


def one_letter_off(counts: Counter[str]) -> Iterator[tuple[str, str]]:
    """(a name that stands once, the name that it differs from in one letter).

    A body that every place has is nobody's slip, but for the level it begins with; and not
    where others of that level are named.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for name in counts:
        for at in range(len(name) - 1 if len(name) >= _SHORTEST else 0):
            alike.setdefault((name[:at], name[at + 1 :]), []).append(name)
    told: set[str] = set()
    levels = Counter(name[0] for name in counts if name[0] in _LEVELS)
    for names in alike.values():
        for one in names if len(names) > 1 else ():
            others = [name for name in names if name != one]
            usual = max(others, key=lambda name: (is_usual(name), counts[name]))
            several = levels[one[0]] > 1 and one[0] != usual[0]
            slip = counts[one] == 1 and not several and _is_slip(one, usual, counts[usual])
            if slip and one not in told and (usual not in told or counts[usual] > 1):
                told.add(one)
                yield one, usual
    for name, count in counts.items():
        usual = _usual_near(name) if count == 1 and name not in told else ""
        if usual:
            yield name, usual


def _is_slip(one: str, usual: str, count: int) -> bool:
    if one[1:] == usual[1:]:
        return one[0] in _LEVELS and usual[0] in _LEVELS and count > 1
    if any(a != b and {a, b} <= _NUMBERING for a, b in zip(one, usual, strict=True)):
        return False
    return not is_usual(one)


def _usual_near(name: str) -> str:
    """The usual name that *name* lacks a letter of, or has another in; empty where there is none.

    Only of long ones: 市水务局 and 市税务局, 市民政局 and 市财政局 are all usual.
    """
    match = _STEM.match(name)
    if match is None or is_usual(name):
        return ""
    usual = next((usual for usual in _LONG if _is_slip_of(match["stem"], usual)), "")
    return f"{name[: match.start('stem')]}{usual}{name[match.end('stem') :]}" if usual else ""


def _is_slip_of(stem: str, usual: str) -> bool:
    """Whether *stem* is *usual* with one letter changed, or left out."""
    if len(stem) == len(usual):
        return sum(a != b for a, b in zip(stem, usual, strict=True)) == 1
    return any(usual[:at] + usual[at + 1 :] == stem for at in range(len(usual)))


def is_usual(name: str) -> bool:
    """Whether *name* is that of a body which every place has, with or without its level."""
    match = _STEM.match(name)
    return match is not None and not _USUAL.isdisjoint((match["stem"], name[: match.end("stem")]))
