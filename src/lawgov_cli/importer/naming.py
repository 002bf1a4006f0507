"""Names that a person should look at: no ending of a body, two in one, near to another."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from lawgov_cli.domain.vocabulary import Level
from lawgov_cli.importer.doubts import Finding
from lawgov_cli.importer.language.bodies import (
    is_collective,
    is_prose,
    is_run_together,
    is_unit_name,
)
from lawgov_cli.importer.language.likeness import near_names
from lawgov_cli.importer.language.offices import is_usual, one_letter_off
from lawgov_cli.importer.language.wording import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from lawgov_cli.domain.plan import Plan

_LONGEST_SECTION = 8
_LEVELS = "市区县省州旗镇乡"
#: What no name has: words of a sentence, roles within it, signs, what is left of a mark.
_NO_NAME = re.compile(
    "^(?:聘请|邀请|委托|开展|建立|加强|推进|完善|督促|制定|引入|实施|举办|发挥|动员|确保|落实)"
    "(?!.{0,3}[办局科处室股所站]$|中心$)"
    "|^[（(【〔［\\[]|[〇○□+＋\\\\=—…。？！：:★☆▲△※]|(?<!^)(?<![0-9])[0-9]{3}"
    "|牵头(?!单位$)|作?牵(?!头|引|手)|配合(?![科股处室]$)|作为|分工|时限|责任单位(?!$)"
    "|^(?:参加|参与|协作|支持)(?:单位|部门)"
    "|^(?:主办|主责|领办|承办|协办|会办|联办)(?:单位|部门|.*[局处科室部委办]$)"
    "|(?<=..)(?:主办|主抓|领办|抓总|协助|(?<!政)协办)(?=..)"
    "|(?<=[局处科室部行])以(?=..)|局办$|^委(?!机关|办|属|领导|各)"
    "|[〔［【\\[（(](?![筹省市县区州镇乡街村园部场局])[^〔［【\\[（(]{0,1}[〕］】\\]）)]"
)
#: A letter written twice: 市财政局局, but 市市场监管局.
_TWICE = re.compile(
    "(?!市市[场政容域直管监民级辖]|县县[直级域城]|区区[域直级]|村村[民通]|会会员|委委员)"
    r"([\u4e00-\u9fff])\1"
)
#: Endings that names have, but seldom as the last word: 市人社, 市国资, 农业农村.
_CUT = re.compile(
    "(?<!供销)(?<!合作)(?<!信用)(?<!联)(?<!报)(?<!总)(?<!通讯)(?<!旅行)(?<!学)社$"
    "|^[市区县省州].[局厅]$|国资$|(?<!社会)(?<!党)组织$|检察$|网信$|(?<=农)村$"
)
#: Names with these are a level's own: 市财政局, but 团市委, 北湖海关.
_OWN = ("局", "委", "办", "厅", "府")
#: Bodies of another level, or of a place: 国家税务局, 云桥市财政局, 交警支队.
_ELSEWHERE = re.compile("[国中全团各人驻]|.{2,5}[市县区州盟旗]|属地")


#: How sections of schools and plants end, where a document names several: 甲班, 乙班.
_SECTIONS = ("班", "线", "专业", "教研", "课题", "学部", "门诊", "药房")
#: An office of the body before it, in brackets: 县公安局（交警大队）, and no second name of it.
_OFFICE = re.compile("[（(][^（）()]*(?:[大支中]队|[科处股所站]|(?<!公)室|法庭)[）)]$")


def doubtful_names(plan: Plan, at: Mapping[str, int]) -> Iterator[Finding]:
    """Every doubt about the names of *plan*; *at* is the line of each task."""
    yield from _named_oddly(plan, at)
    yield from _near(plan, at)


def _mentions(plan: Plan) -> Iterator[tuple[str, str]]:
    """Each name with the id of the task that mentions it."""
    for task in plan.walk():
        yield from ((name, task.id) for name in (*task.lead, *task.responsible))


def _named_oddly(plan: Plan, at: Mapping[str, int]) -> Iterator[Finding]:
    """Names that have no ending of a body, are two, or lack the word that all others begin with."""
    first: dict[str, int] = {}
    for name, task in _mentions(plan):
        first.setdefault(name, at[task])
    single = [name for name in first if not is_collective(name)]
    level, count = Counter(name[0] for name in single).most_common(1)[0] if single else ("", 0)
    usual = level in _LEVELS and count >= 4 and count * 10 >= sum(map(_has_level, single)) * 7
    sections = Counter(end for name in first for end in _SECTIONS if name.endswith(end))
    alike = tuple(end for end, named in sections.items() if named > 1)
    for name, line in first.items():
        if name.endswith(alike) and len(name) <= _LONGEST_SECTION and not is_prose(name):
            continue
        odd = _NO_NAME.search(name) or _TWICE.search(name) or _CUT.search(name)
        if odd or not is_unit_name(name):
            yield Finding("name-ending", line, name)
        elif is_run_together(name, first.keys()):
            yield Finding("name-two", line, name)
        elif usual and name in single and _lacks_level(name):
            yield Finding("name-level", line, name, (level,))
    for spelling, name in ((a, u.name) for u in plan.units.values() for a in u.aliases):
        if spelling in first and folded(spelling) == folded(name):
            yield Finding("name-folded", first[spelling], "", (spelling, name))


def _has_level(name: str) -> bool:
    """Whether *name* is one that a level's own bodies have: 市财政局, but also 财政局."""
    return name.endswith(_OWN) and not _ELSEWHERE.match(name)


def _lacks_level(name: str) -> bool:
    whole = len(name) <= 4 or is_usual(name)
    return whole and _has_level(name) and name[0] not in f"团{_LEVELS}"


def _near(plan: Plan, at: Mapping[str, int]) -> Iterator[Finding]:
    """Names that may be other spellings; two that stand side by side are two bodies."""
    points = [task for task in plan.walk() if task.level is Level.POINT]
    counts = Counter(name for task in points for name in (*task.lead, *task.responsible))
    first: dict[str, int] = {}
    beside: set[frozenset[str]] = set()
    within: set[frozenset[str]] = set()
    near = list(near_names(counts))
    letters = [pair for pair in one_letter_off(counts) if not any(map(is_collective, pair))]
    wanted = {name for pair in (*near, *letters) for name in pair}
    for task in points:
        for names in (task.lead, task.responsible):
            named = [name for name in names if name in wanted]
            for name in named:
                first.setdefault(name, at[task.id])
            within.update(frozenset((a, b)) for a in named for b in named if a < b)
        named = [name for name in (*task.lead, *task.responsible) if name in wanted]
        beside.update(frozenset((a, b)) for a in named for b in named if a < b)
    for one, usual in letters:
        if frozenset((one, usual)) not in within:
            yield Finding("name-letter", first[one], "", (one, usual))
    for one, other in near:
        same = plan.canonical.get(one) == plan.canonical.get(other)
        groups = is_collective(one) and sorted(one) != sorted(other)
        groups = groups and not (counts[one] == 1 and counts[other] > 2)
        office = any(_OFFICE.sub("", a) == b for a, b in ((one, other), (other, one)) if a != b)
        if not (same or groups or office) and frozenset((one, other)) not in beside:
            about = (one, str(counts[one]), other, str(counts[other]))
            yield Finding("near-name", first[one], "", about)
