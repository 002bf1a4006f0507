"""What looks as if it named bodies or a role, and was not read: never passed over in silence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lawgov_cli.importer.language.bodies import is_collective, is_office, is_unit_name
from lawgov_cli.importer.language.clauses import without_opening
from lawgov_cli.importer.language.labels import Word, labels
from lawgov_cli.importer.language.marks import leading_mark
from lawgov_cli.importer.language.names import split_names
from lawgov_cli.importer.language.rules import lead_rule
from lawgov_cli.importer.language.saying import may_share_out
from lawgov_cli.importer.language.verbs import without_verbs
from lawgov_cli.importer.language.wording import masked, pairs, unmatched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from lawgov_cli.importer.language.places import Place
    from lawgov_cli.importer.language.point_rules import PointRule
    from lawgov_cli.importer.language.wording import Pair

_KINDS = frozenset({"round", "square", "lens"})
_ROLE = re.compile("牵头|责任|主办|协办|承办|主责|(?:单位|部门|科室)[：:]")
_NUMBER = re.compile("[〔\\[（(](?:19|20)[0-9]{2}[〕\\]）)]")
#: A body and a verb, or what is left of them.
_SHORT = 16
_ACTS = re.compile("^[市区县省州国各][^，。]*(?:负责|牵头|配合|落实)$")
_SECTION = re.compile("[^，。；：:]{1,9}(?:[科股庭办]|[^好益坏]处|[^教卧地温]室)")
#: A kind of body, not one: （示范单位）.
_KIND = re.compile("[^各有相市区县省].{1,3}(?:单位|部门)")
_FRAME = re.compile("[（(]?联系|发[文布](?:机关|机构|单位)|信息来源")
#: Glosses: what is taken in, how a thing is called, figures.
_GLOSS = re.compile(
    "含|包括|除|即|原|如|例如|详见|见附|以下简|简称|不|或|[^，。]{0,12}(?:制|化|率|类|级|版)$"
)
_HEAD = re.compile(
    "(?:^|(?<=[。；;]))(?P<head>[^，。；;：:、（）()]{2,10})[：:](?P<list>[^。：:]{2,120})。?$"
)
_CLAUSE = re.compile("[^，。；：:,;\n]{4,80}")
_PARTS = re.compile("[：:；;、，, \u3000]|(?:牵头|负责|配合|落实|为主|为辅)")
_LEADING = re.compile("^[—–]*(?:由|请)?")
_LONGEST_BEFORE = 60
_TITLED_BODY = re.compile("(?:牵|责|单位?|部门?)[：:].{2,}[；;]$")
_COUNTED = re.compile(r"(?:^|[；;。，,：:、\s])[0-9A-Za-z一二三四五六七八九十]{1,3}[）)]$")

#: Whom to call, behind the last task: by when that wants something sent is no task's deadline.
CONTACT = re.compile(
    "联系(?:人|电话|方式)|联络[人员]|(?:电[ \u3000]*话|邮[ \u3000]*箱|传[ \u3000]*真)[：:]"
)
#: A title with its text behind it: 政策保障：….
_TITLED = re.compile("[^，。；：:（）()]{2,16}[：:].{8}")
#: Where a number of an item may stand inside a line.
_INNER = re.compile("[①-⑳]|[（(]?[0-9一二三四五六七八九十]{1,3}[）)]")


def unread(text: str, places: Sequence[Place | PointRule]) -> Iterator[str]:
    """The brackets and lists of *text* that seem to say who does it, outside *places*."""
    taken = [(place.start, place.end) for place in places]

    def free(start: int, end: int) -> bool:
        return all(end <= a or start >= b for a, b in taken)

    for pair in pairs(text):
        named = pair.kind in _KINDS and _may_say_who(text, pair, among=len(taken) > 1)
        if named and free(pair.start, pair.end):
            yield text[pair.start : pair.end]
    if places or not _FRAME.match(text):
        yield from (words for start, end, words in _acting(text) if free(start, end))
    yield from _beside(text, taken, free)
    if not taken and (words := may_share_out(text)):
        yield words
    listed = None if _FRAME.match(text) else _HEAD.search(text)
    if listed and free(*listed.span()) and _are_bodies(listed["list"]):
        yield listed[0]
    alone = not taken and text[-1:] not in {"：", ":"} and len(split_names(text)) > 1
    if alone and _are_bodies(text.rstrip("。；; ")):
        yield text


def _may_say_who(text: str, pair: Pair, *, among: bool) -> bool:
    """Whether a bracket seems to say who does it; *among* others that do, any list of names."""
    inside = text[pair.start + 1 : pair.end - 1]
    ends = text[pair.end : pair.end + 1] in {"", "。", "；", ";", "，"}
    last = pair.end >= len(text.rstrip("。；; "))
    gloss = bool(_GLOSS.match(inside))
    said = _labelled(text[: pair.start]) or (ends and _names_bodies(inside))
    said = said or (last and not gloss and not lead_rule(inside))
    listed = _are_sections(inside) or (among and _are_names(inside))
    return (said and _mentions_body(inside)) or (ends and not gloss and listed)


def _beside(
    text: str, taken: Sequence[tuple[int, int]], free: Callable[[int, int], bool]
) -> Iterator[str]:
    """What stands right before the first of the spans *taken* and behind each, and names bodies."""
    if taken and (words := _before(text, min(taken)[0])):
        yield words
    for _, end in taken:
        words = re.split("[。；;]", text[end:].lstrip("。；; "), maxsplit=1)[0]
        if words and free(end + 1, end + 1 + len(words)) and _are_bodies(words):
            yield words


def _before(text: str, start: int) -> str:
    """What begins the sentence that was read from *start* on only, if it names an office too."""
    begin = max(text.rfind(stop, 0, start) for stop in "。！？") + 1
    words = text[begin:start].strip()
    names = _LEADING.sub("", words)
    ends = words[-1:] in {"；", ";"} and len(words) <= _LONGEST_BEFORE
    office = ends and any(is_office(names[:at]) for at in range(3, len(names)))
    return words if office or (ends and _TITLED_BODY.search(words)) else ""


def _acting(text: str) -> Iterator[tuple[int, int, str]]:
    """The clauses of *text* that say which bodies do it: 市体育局、市教育局负责."""
    for match in _CLAUSE.finditer(masked(text)):
        words = text[match.start() : match.end()]
        said = without_verbs(words)
        names = split_names(without_opening(said.names)) if said.role else []
        single = any(is_office(name) and not is_collective(name) for name in names)
        if single and all(map(is_unit_name, names)):
            yield match.start(), match.end(), words


def _are_sections(inside: str) -> bool:
    """Whether a bracket lists what ends as sections do, whatever it says: （动员科、支前办）."""
    names = split_names(inside)
    return len(names) > 1 and all(map(_SECTION.fullmatch, names))


def _are_names(inside: str) -> bool:
    """Whether a bracket names but bodies, as others of its paragraph do: （信息系）."""
    names = split_names(inside)
    return bool(names) and all(map(is_unit_name, names))


def half_brackets(text: str) -> Iterator[str]:
    """The brackets of *text* that have no partner, each with the words around it."""
    for at in unmatched(text):
        if not _COUNTED.search(text[max(0, at - 5) : at + 1]):
            yield text[max(0, at - 6) : at + 8]


def _labelled(before: str) -> bool:
    """Whether a role stands right before a bracket: 牵头(市发改委)."""
    return before.endswith(("牵头", "主办", "配合", "协办", "责任", "负责", "单位", "部门"))


def _mentions_body(inside: str) -> bool:
    """Whether any part of *inside* is a body, or a role."""
    bodies = [part for part in _PARTS.split(inside) if is_office(part)]
    if any(not _KIND.fullmatch(part) for part in bodies):
        return True
    heads = {label.word for label in labels(inside, masked(inside))}
    return bool(_ROLE.search(inside)) and heads != {Word.PERSON}


def _names_bodies(inside: str) -> bool:
    if _GLOSS.match(inside) or _NUMBER.search(inside):
        return False
    names = split_names(inside)
    offices = sum(map(is_office, names))
    if len(inside) <= _SHORT and _ACTS.search(inside):
        return True
    begins = len(inside) <= _SHORT and any(is_office(inside[:at]) for at in range(3, len(inside)))
    listed = begins or (offices > 0 and offices * 2 >= len(names) and len(names) > 1)
    return listed or bool(_ROLE.search(inside) and not lead_rule(inside))


def _are_bodies(text: str) -> bool:
    names = split_names(text)
    known = sum(map(is_unit_name, names))
    return any(map(is_office, names)) and known * 3 >= len(names) * 2


def is_run_on(rest: str, before: str) -> bool:
    """Whether what stands behind bodies begins as an item does: not the next of ①②③ in one line."""
    mark = leading_mark(rest)
    if mark is None or mark.kind not in {"circle", "num_round", "num_half", "cn_round"}:
        return bool(mark or _TITLED.match(rest))
    earlier = (leading_mark(before, m.start()) for m in _INNER.finditer(before))
    return not any(m and m.kind == mark.kind and m.value == mark.value - 1 for m in earlier)
