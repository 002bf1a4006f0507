"""What the name of a body looks like, where two stand in one, and what is prose or a collective."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.offices import is_usual
from lawgov_cli.importer.language.wording import masked, simplified

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

# fmt: off
#: Bodies that keep a stretch of road, rail or water; 重点路段 and 第一阶段 are none.
_ROADS = (
    *("航道段", "河道段", "公路段", "养路段", "养护段", "管养段"),
    *("工务段", "车务段", "机务段", "电务段", "供电段", "客运段", "车辆段", "通信段"),
)
#: How the names of bodies end.
ENDINGS = (
    *("局", "委", "办", "厅", "部", "署", "会", "院", "府", "区", "镇", "乡", "县", "市"),
    *("分行", "人行", "农行", "农发行", "工行", "建行", "中行", "交行", "农商行", "总行"),
    *("省", "州", "盟", "旗", "街道", "镇街", "板块", "公司", "集团", "中心", "单位", "部门"),
    *("海关", "站", "所", "队", "校", "大学", "学院", "科", "处", "室", "社", "馆", "地区"),
    *("各地", "地方", "机构", "组", "专班", "企业", "国企", "央企", "联", "台", "报", "园"),
    *("场", "厂", "资本", "基金", "机关", "港", "口岸", "电信", "移动", "联通", "供电", "电网"),
    *("烟草", "消防", "总局", "支行", "中支", "党校", "民航", "邮政", "铁路", "银行", "保险"),
    *("组织", "平台", "团市委", "团县委", "村", "社区", "主体", "联盟", "法院", "检察", "网信"),
    *("总社", "辖区", "片区", "保税区", "示范区", "口", "铁塔", "燃气", "水务", "城投", "国投"),
    *("书店", "交投", "科协", "政协", "侨联", "人大", "团中央", "共青团中央", "新城", "兵团"),
    *("国资", "股", "中学", "小学", "一中", "二中", "三中", "幼儿园"),
    *("庭", "系", "司", "车间", "工段", "病房", "团体", "媒体", "运营商", "监狱", "剧团", "党总支"),
    *_ROADS,
)
#: Those that no place and no common word has: a list with one of them is a list of bodies.
_OFFICES = (
    *("局", "委", "办", "厅", "部", "署", "院", "政府", "会", "海关", "银行", "公司", "总社"),
    *("部门", "中心", "单位", "集团", "支队", "大队", "总工会", "妇联", "残联", "供销社", "党校"),
    *("分行", "支行", "农商行", "农发行", "大学", "调查队"),
    *("工商联", "科协", "侨联", "文联", "办公室", "党组织", "党支部", "党总支", *_ROADS),
)
#: Sections of an office, which a gloss may name too: only a list of nothing else is surely one.
_SECTIONS = ("科", "处", "室", "股", "庭", "系", "司", "车间")
# fmt: on
#: What is done, and no newspaper: 摸底上报.
_NEWS = (
    *("上报", "通报", "汇报", "申报", "填报", "举报", "承办", "主办", "督办", "交办", "举办"),
    *("盯办", "包办", "领办", "催办", "搭台", "站台", "登台", "到场", "在场", "出场", "下场"),
)
#: What ends as a body or a section does and is none.
_NO_BODY = ("社会", "家庭", "官司", "上司", "体系", "关系", "联系", "谱系", "水系", "根系")
TAIL_BRACKET = re.compile(
    r"(?:[（(][^（）()]{0,24}[）)]|[〔［【\[][^〔〕［］【】\[\]]{0,24}[〕］】\]])+$"
)
ETC = re.compile(r"等+$")
_ETC_BODIES = re.compile(r"等(?=[^等]{1,20}$)")
STARS = "★☆▲△※*＊#＃◎"
#: Endings of names that stand for several bodies.
_COLLECTIVE = re.compile(
    r"^各|各[^类]{0,12}$|各.{0,6}(?:部门|单位|机关|区|县|镇|街道|乡|地)|有关|相关|成员单位|牵头单位|责任单位|等.{1,12}$"
)


_COUNTED = re.compile("[0-9０-９]+多?[场个家次名万亿所座项条处站区镇村社组口]$")


def is_target(text: str) -> bool:
    """Whether *text* ends in a figure, as targets do and names do not: 举办比赛20场."""
    return bool(_COUNTED.search(text))


def is_unit_name(text: str) -> bool:
    """Whether *text* ends as the name of a body does and is no longer than one."""
    name = TAIL_BRACKET.sub("", text.strip("、，,；;。 ").strip(f"{STARS}●○◆◇■□")) or text
    name = simplified(ETC.sub("", name))
    return (
        not is_generic(name)
        and 1 < len(name) <= 40
        and name.endswith(ENDINGS)
        and not name.endswith((*_NEWS, *_NO_BODY))
        and not is_prose(name)
    )


def is_generic(name: str) -> bool:
    """Whether *name* says what a body is in general, or what it does, and not which: 牵头单位."""
    return name in GENERIC or (is_by_role(name) and name[0] != "各")


def is_by_role(name: str) -> bool:
    """Whether *name* says of bodies only what they do in the matter: 牵头单位, 各配合单位."""
    return bool(_BY_ROLE.fullmatch(name))


def is_office(text: str) -> bool:
    """Whether *text* is the name of a body, and of nothing else such as a place."""
    bare = TAIL_BRACKET.sub("", text.strip())
    return is_unit_name(text) and simplified(ETC.sub("", bare)).endswith(_OFFICES)


def is_body(name: str) -> bool:
    """Whether *name* is that of a body, or of several; 申报单位 is whoever applies."""
    bare = TAIL_BRACKET.sub("", name) or name
    single = is_office(bare) and not bare.endswith(("单位", "部门"))
    return single or is_collective(name)


def are_offices(names: Sequence[str]) -> bool:
    """Whether a list of names surely is one of bodies: an office among them, or only sections."""
    sections = all(name.endswith(_SECTIONS) or is_collective(name) for name in names)
    return any(map(is_office, names)) or (len(names) > 1 and sections)


#: What no name goes on behind, but for parts of that body: 市公安局交警支队.
_CLOSED = re.compile("(?:局|厅|署|部|[^市县省区州团工党纪）)]委|联|公司|集团|中心)$")
_PARTS = (
    *("支队", "大队", "分局", "分公司", "支行", "队", "所", "站", "处", "科", "室", "办", "中心"),
    "关工委",
)
_GOES_ON = (
    *("门", "成员", "有关", "相关", "直属", "所属", "机关", "和", "及", "与", "内设", "驻", "会"),
    *("员会", "管委会", "有限", "股份", "党组", "党总支", "党支部"),
)
#: Sections of one rank: 后勤处|宣传部.
_PEERS = re.compile(r"[^市县省区委].(?:[^总干内外全支乐]部\|..+部|处\|..+[处部]|科\|..+[科处部])$")
#: An office of the committee and the government together: 区委区政府督查室.
_OF_BOTH = re.compile(r"(.)委\|\1政府.")
#: Bodies whose branches bear their name: 国家税务总局北湖市税务局.
_WITH_BRANCHES = re.compile("国家税务总局|国家统计局|中国|国家金融|国家矿山|国网|人民银行|民航")
#: Those of the state, whose offices in a place do: 水利部海河水利委员会.
_OF_STATE = re.compile(
    "[^市县区省州镇乡党团各].*(?:总局|总署|(?<![织传战武会外作])部|证监会|集团|总公司)$"
)


#: A sign that is none between names, but may have been typed for one.
_SIGN = re.compile("[．.·・•﹒/／|｜+＋~～_]")


def is_run_together(name: str, known: Collection[str] = ()) -> bool:
    """Whether *name* seems to be the names of two bodies with nothing between them.

    Parameters:
        known: the other names of the document.
    """
    parts = _SIGN.split(name)
    if len(parts) > 1 and all(map(is_unit_name, parts)):
        return True
    whole = simplified(name).removesuffix("成员单位")
    if any(whole[:at] in known and whole[at:] in known for at in range(2, len(whole) - 1)):
        return True
    plain = _ETC_BODIES.split(whole)[0]
    return any(
        _are_two(plain[:at], plain[at:], known) for at in range(2, len(plain) - 1) if len(plain) > 4
    )


def _are_two(one: str, other: str, known: Collection[str]) -> bool:
    both = _OF_BOTH.match(f"{one}|{other}")
    if _PEERS.search(f"{one}|{other}") and is_unit_name(one) and is_unit_name(other):
        return True
    alike = one[0] == other[0] and len(one) > 3 and is_unit_name(one)
    if other[0] in "市区县省州团" and (alike or one.endswith(_OFFICES)) and not both:
        whole = one.endswith(("分行", "支行")) or not _WITH_BRANCHES.match(one)
        return is_unit_name(other) and len(other) > 2 and whole
    verb = one[-1] == "联" and other[0] in "络系动合席通盟防"
    if verb or other.startswith(_GOES_ON) or (one.endswith("指挥部") and other[0] == "各"):
        return False
    if not (_CLOSED.search(one) or one.startswith("团")) or not is_unit_name(one) or len(one) < 3:
        return False
    if other.startswith("各"):
        return True
    whole = other in known or (is_unit_name(other) and len(other) > 2)
    part = other.endswith(_PARTS) and not other.endswith("办事处")
    branch = other not in known and _OF_STATE.match(one) and not is_usual(other)
    return whole and not (part or branch or _WITH_BRANCHES.match(one))


_KIND_OF_BODY = re.compile(
    "(?:各|其他|有关|相关|.{2,12}等)[^，。；：、]{1,24}的(?:部门|单位|企业|机构)$"
)
_SENTENCE_WORDS = re.compile(
    "[。；;：:，,？?！!]|的|是|均(?![衡安田])|涉及"
    "|^(?:成立|组建|以(?!案)|对(?![外口台])|请|依托|召开|充分|发挥|建立|健全|完善|构建|坚持|定期|及时|按时|限时|进一步|加快"
    "|在(?!线)|上述|其余|鼓励|引导(?!基金)|动员(?!部)|吸引|发动|号召|邀请|支持|加强|强化|推动|促进|扩大|报(?![社业刊])|组织(?=[各社群村企]))"
    "|(?<![供响适反对效])应(?![急用对诉届征])|不(?!动产|锈钢|孕)|谁|须(?!弥)|(?<!自)由|(?<!机)要(?![素闻])|积极(?!分子)|切实|将(?![军乐])|已|按(?![揭摩察])|每"
    "|^(?:配合|协助|协同(?!创新)|会同|负责|承担|参[与加](?!企业|高校|学校|式)|[做抓]好|[实推]行)"
    "|抓[紧好实]|[设放]在|落实到|发动(?!机)|[此该本这]项|[移转]交"
    "|[0-9][月日]|[底末前]$|全部$"
)


#: One body that has another do it: 县水利局依托县供水公司.
_DRIVES = re.compile(
    "(?:[局委办厅部署院会处科室]|中心|公司|政府|集团)(?:牵头)?(?:[委依]托|指导|督[促导]|组织|协调|带领|授权"
    "|联系|交由|指定|通过|配合|支持|协[助同]|[邀聘]请|对接|安排|责成|[报向请])(?=[市区县省州国各相有])"
)
#: Sections called by what they are for, which no sentence has for its object: 参与促进股.
_SECTION_FOR = re.compile(
    "(?:参[与加训]|促进|推动|加强|强化|支持|动员)[\u4e00-\u9fff]{1,4}[科股处室]"
)
#: Bodies by what they do in the matter, or by their place in a list.
_ROLE = "(?:牵头|主办|主责|责任|承办|配合|协办|协同|协助|参与|成员)"
_BY_ROLE = re.compile(
    f"各?{_ROLE}(?:单位|部门|[科处股]室)|(?:第一|头一|[首末]|[前后][一两二三])[位个家]?{_ROLE}?(?:单位|部门)"
)
#: Bodies of no particular kind, as sentences speak of them.
GENERIC = frozenset(
    {"政府", "企业", "部门", "社会", "学校", "家校", "社会组织", "单位", "机构", "行业协会"}
    | {"地方", "各方", "主体"}
)


def is_prose(text: str) -> bool:
    """Whether *text* has words that names do not have: 各负有监管职责的部门 is a name."""
    named = _KIND_OF_BODY.match(text) or _SECTION_FOR.fullmatch(text)
    plain = masked(text)
    return not named and bool(_SENTENCE_WORDS.search(plain) or _DRIVES.search(plain))


def is_collective(name: str) -> bool:
    """Whether *name* stands for several bodies: 各区镇, 市政府各有关部门, 税务局等部门."""
    return bool(_COLLECTIVE.search(simplified(name)))
