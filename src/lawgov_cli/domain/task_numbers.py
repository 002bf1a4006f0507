"""Task numbers as people type them, and the tasks they name.

Digits are ids, also in ``第8项``; Chinese numerals and brackets are the numbers that the document
prints (``八`` ``(八)`` ``第八项``); ``三、`` ``第三部分`` ``S3`` are sections. What could be the id
of one task and the printed number of another names nothing.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawgov_cli.base.absent import NoSuchSection, NoSuchTask, NumberUnclear
from lawgov_cli.base.errors import UnreadableReference
from lawgov_cli.base.numerals import nth, parse_number
from lawgov_cli.base.patterns import pattern
from lawgov_cli.base.words import clean, folded
from lawgov_cli.domain.printed_numbers import (
    in_digits,
    number_shown,
    numbered,
    numbered_points,
    printed_number,
)
from lawgov_cli.domain.vocabulary import Level

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lawgov_cli.domain.plan import Plan, Task

_HAN = "零〇○◯一二三四五六七八九十百千廿卅卌壹贰叁肆伍陆柒捌玖拾佰仟"
_MOST_DIGITS = 9
_NUMBER = rf"\d{{1,{_MOST_DIGITS}}}|[{_HAN}]+"
_DASHES = "-~—–―‐‑−〜至到"
_RANGE = pattern(rf"(.+?)[{_DASHES}]+(.+)\Z")
_BETWEEN = pattern(rf"[{_DASHES}]")
#: ``8`` ``第8项`` ``(八)`` ``第(八)项``, with a sign behind it or none.
_ONE = pattern(
    rf"(?P<nth>第)?(?P<open>[(\[〔【])?(?P<number>{_NUMBER})[)\]〕】]?(?P<word>[项号条点])?"
    r"[.。:]?\Z"
)
_DOTTED = pattern(r"第?[(\[〔【]?(\d+(?:[.-]\d+)+)[)\]〕】]?项?[.。]?\Z")
#: A measure by the printed number of its point: 八.2.
_BELOW = pattern(rf"(第?\(?[{_HAN}]+\)?项?)\.(\d{{1,9}}[a-z]?)项?\Z", re.IGNORECASE)
#: An id with a letter behind it, as the program itself prints it: 第16.5a项.
_LETTERED = pattern(r"第?\(?(\d+(?:[.-]\d+)*[a-z])\)?项?\Z", re.IGNORECASE)
_SECTION = pattern(rf"第?(?:{_NUMBER})(?:部分|章|节|篇)\Z|[{_HAN}]+、\Z")
_SECTION_ID = pattern(r"[Ss](\d{1,9})(\.\d+)*\Z")
#: A point by its section and the number printed there: 一（二） 第三部分第(八)项.
_WITHIN = pattern(
    rf"(第?[{_HAN}]+)(?:部分|章)?、?\s*((?:第?\([{_HAN}]+\)|第[{_HAN}]+(?=项))项?)[、.。]?\Z"
)
#: Points by their section and the digits printed there, as the program itself cites them:
#: 第二部分第1、5项 二、5 二、5.1
_IN_SECTION = pattern(
    rf"(?P<section>第?[{_HAN}]+(?P<said>部分|章)?)、?\s*第?\(?"
    r"(?P<numbers>\d{1,4}(?:\.\d+[a-z]?)?(?:、\d{1,4}(?:\.\d+[a-z]?)?)*)\)?[项、.。]?\Z"
)
_NEXT_SECTION = pattern(rf"[,、;\s]+(?=第[{_HAN}]+(?:部分|章))")
#: Digits in a circle are a printed number, as digits in brackets are.
_CIRCLED = pattern("[①-⑳㉑-㉟㊱-㊿❶-❿⓵-⓾➀-➉➊-➓]")
#: The signs that numbers are made of; a word with fewer than two others is a number mistyped.
_NUMBER_SIGNS = pattern(rf"[{_DASHES}\d{_HAN}第项号条点部分章节()\[\].,]")
_FEW = 2
#: What a number counts is none of a task: 第三次, 20件.
_COUNTED = pattern(rf"第?(?:{_NUMBER})[次批轮期季届版稿名件个人户处家场]\Z")


def resolve_tasks(words: Iterable[str], plan: Plan) -> list[Task]:
    """The tasks that *words* name, each once, in the order named.

    All are resolved before anything is returned: one wrong number and nothing is.

    Raises:
        UnreadableReference: a word in no accepted notation.
        NumberUnclear: a number that could be that of several tasks.
        NoSuchTask: numbers that are not in the plan, all of them.
        NoSuchSection: a section that is not in the plan.
    """
    words = list(words)
    names = [name for word in words for part in _parts(word, plan) for name in _read(part, plan)]
    missing = [name for name in names if name not in plan.by_id]
    if missing:
        raise NoSuchTask(missing, known_numbers(plan))
    if not names:
        raise UnreadableReference(" ".join(words))
    return [plan.by_id[name] for name in dict.fromkeys(names)]


def with_all_below(tasks: Iterable[Task]) -> frozenset[str]:
    """The ids of *tasks* and of everything below them."""
    stack, ids = list(tasks), set()
    while stack:
        task = stack.pop()
        ids.add(task.id)
        stack.extend(task.tasks)
    return frozenset(ids)


def is_reference(word: str, plan: Plan) -> bool:
    """Whether *word* is a task number in any accepted notation, existing or not."""
    try:
        resolve_tasks([word], plan)
    except UnreadableReference:
        return False
    except (NoSuchTask, NoSuchSection, NumberUnclear):
        return True
    return True


def is_like_number(word: str) -> bool:
    """Whether *word*, which is no task number, looks like one mistyped: 第q项, 8q, 1-, 三项."""
    plain = "".join(_split(_half_width(word)))
    if _COUNTED.match(plain):
        return False
    rest = [char for char in _NUMBER_SIGNS.sub("", plain) if char.isalnum()]
    return bool(_NUMBER_SIGNS.search(plain)) and len(rest) < _FEW


def known_numbers(plan: Plan) -> str:
    """``本要点共30项(1-30)``."""
    points = plan.points
    if not points:
        return "本要点没有要点"
    to = "-" if points[-1].id.isdigit() else "至"
    return f"本要点共{len(points)}项({points[0].id}{to}{points[-1].id})"


def _parts(word: str, plan: Plan) -> list[str]:
    """The numbers of a list such as ``1-3,7``, each half width and without blanks inside.

    ``二、5`` is the fifth of a section only where each section counts anew; else it is two points.
    """
    if word.isascii() and word.isalnum():
        return [word]
    parts: list[str] = []
    for piece in _NEXT_SECTION.split(_half_width(word)):
        inside = _IN_SECTION.fullmatch(piece)
        if inside and (inside["said"] or not any(point.id.isdigit() for point in plan.points)):
            parts += (f"{inside['section']}第{n}项" for n in inside["numbers"].split("、"))
        else:
            parts += _split(piece)
    return parts


def _half_width(word: str) -> str:
    bracketed = _CIRCLED.sub(lambda sign: f"({unicodedata.numeric(sign[0]):.0f})", clean(word))
    return unicodedata.normalize("NFKC", bracketed).strip()


def _split(plain: str) -> list[str]:
    """The numbers of one list."""
    if _SECTION.fullmatch(plain) or _WITHIN.fullmatch(plain):
        return [plain]
    plain = re.sub(r"(?<=第)\s+|\s+(?=[项号条])", "", plain)
    plain = re.sub(r"(?<=\w)。(?=\d)", ".", plain)
    return [part for part in re.split(r"[,、;\s]+", plain) if part]


def _read(part: str, plan: Plan) -> list[str]:
    """The ids that one word stands for; a unit that stands there is told from a number."""
    try:
        return _names(part, plan)
    except UnreadableReference:
        if part in plan.canonical:
            raise UnreadableReference(part, f"这是单位名称, 请写 --unit {part}。") from None
        raise


def _names(part: str, plan: Plan) -> list[str]:
    """The ids that one word stands for: of one task, or of a range of them."""
    if part.isascii() and part.isdigit() and len(part) <= _MOST_DIGITS:
        return _in_digits(part, int(part), plan, surely=False)
    if not part.isdigit():
        bare = lettered[1] if (lettered := _LETTERED.match(part)) else part
        for name in (bare, bare.upper(), bare.lower()):
            if name in plan.by_id:
                return [name]
    for form, named in (
        (_SECTION, _section),
        (_SECTION_ID, _section),
        (_WITHIN, _within),
        (_IN_SECTION, _in_section),
        (_ONE, _numbered),
        (_BELOW, _below),
    ):
        if match := form.match(part):
            return named(match, plan)
    dotted = _DOTTED.match(part)
    inner = dotted[1] if dotted else part
    if inner in plan.by_id or (dotted and "-" not in inner):
        return [inner]
    return _as_shown(part, plan) or _range(inner, plan)


def _as_shown(part: str, plan: Plan) -> list[str]:
    """The id of the task that the program itself shows so: 第2(三)项, 第2a项."""
    plain = part.removeprefix("第").removesuffix("项").casefold()
    shown = (task for task in plan.walk() if task.level is not Level.MEASURE)
    return [
        task.id
        for task in shown
        if plain in {task.id.casefold(), number_shown(task.id, task.label).casefold()}
    ]


def _below(match: re.Match[str], plan: Plan) -> list[str]:
    return [f"{name}.{match[2].lower()}" for name in _names(match[1], plan)]


def _section(match: re.Match[str], plan: Plan) -> list[str]:
    """The id of the section that is named; ``三、`` is a point where there are no sections."""
    part = match[0]
    coded = _SECTION_ID.match(part)
    sectioned = any(task.level is Level.SECTION for task in plan.tasks)
    if part.endswith("、") and not sectioned:
        return _printed(part, printed_number(part) or 0, plan, digits=False)
    if coded and (coded[2] or not sectioned):
        raise NoSuchSection(part, _section_names(plan))
    try:
        return [resolve_section(coded[1] if coded else part, plan).id]
    except NoSuchSection as none:
        raise NoSuchSection(part, _section_names(plan)) from none


def _numbered(one: re.Match[str], plan: Plan) -> list[str]:
    """The id of the task whose id or printed number it is."""
    part = one[0]
    in_words, word = not one["number"].isascii(), one["word"]
    is_named = one["nth"] or one["open"]
    if word and not is_named and (word in "条点" or (word == "项" and in_words)):
        raise UnreadableReference(part)  # 三项, 2条: how many there are, not which
    number = parse_number(one["number"])
    if number is None:
        raise UnreadableReference(part)
    if one["open"] or in_words:
        return _printed(part, number, plan, digits=not in_words)
    return _in_digits(part, number, plan, surely=bool(one["nth"] or word))


def _within(match: re.Match[str], plan: Plan) -> list[str]:
    """The id of the point that is printed with this number in this section."""
    section = resolve_section(match[1].removeprefix("第"), plan)
    inside = with_all_below([section])
    below = (task for task in plan.walk() if task.id in inside and task.level is not Level.MEASURE)
    found = numbered(below, printed_number(match[2]) or 0)
    if not found:
        raise NoSuchTask([match[0]], f"“{section.title}”里没有印作{match[2]}的要点")
    return _only(match[0], found)


def _in_section(match: re.Match[str], plan: Plan) -> list[str]:
    """The id of the point whose digits are printed in this section, or of a measure of it."""
    section = resolve_section(match["section"].removeprefix("第"), plan)
    inside = with_all_below([section])
    points = [point for point in plan.points if point.id in inside]
    number, _, measure = match["numbers"].partition(".")
    ids = {point.id: point for point in points}
    printed = dict.fromkeys(numbered(points, int(number)))
    for name in (number, f"{section.id.removeprefix('S')}-{number}"):
        if name in ids:
            printed[ids[name]] = None
    if not printed:
        raise NoSuchTask([name], f"“{section.title}”里没有印作{number}的要点")
    return [f"{name}.{measure}" if measure else name for name in _only(match[0], printed)]


def _in_digits(part: str, number: int, plan: Plan, *, surely: bool) -> list[str]:
    """The id written in digits; where none is so called, the one point with that number printed.

    Parameters:
        surely: whether it is written so that it cannot be meant as a printed number.
    """
    name = part if part in plan.by_id else str(number)
    if name not in plan.by_id:
        here = [task for task in numbered_points(plan, number) if _is_quoted(task)]
        return _only(part, here) or [name]
    others = () if surely else numbered_points(plan, number, digits=True)
    return _only(part, dict.fromkeys([plan.by_id[name], *others]))


def _is_quoted(task: Task) -> bool:
    """Whether digits quote the number printed there: it has digits, or its id ends with it."""
    return in_digits(task.label) or number_shown(task.id, task.label) == task.id


def _printed(part: str, number: int, plan: Plan, *, digits: bool) -> list[str]:
    """The id of the task before which *number* is printed, or that has no other number."""
    citable = [task for task in plan.walk() if task.level in {Level.GROUP, Level.POINT}]
    found = numbered(citable, number, digits=digits) or numbered_points(plan, number)
    if found:
        return _only(part, found)
    other = plan.by_id.get(str(number))
    if other and printed_number(other.label) is not None:
        raise NumberUnclear(f"文件中没有印作“{part}”的要点", [_citation(other)], [_sure(other)])
    return [str(number)]


def _only(part: str, tasks: Iterable[Task]) -> list[str]:
    """The id of the one of *tasks*; none where there is none.

    Raises:
        NumberUnclear: there are several.
    """
    several = list(tasks)
    if len(several) > 1:
        said = f"“{part}”可以指{len(several)}项"
        raise NumberUnclear(said, map(_citation, several), map(_sure, several))
    return [task.id for task in several]


def _citation(task: Task) -> str:
    shown = f"(文件中印作“{task.label}”)" if task.label else ""
    return f"{_sure(task)} {task.title or task.text}{shown}"


def _sure(task: Task) -> str:
    """The task's number as it is typed so that no other is meant."""
    return nth(task.id) if task.id.isdigit() else task.id


def _range(part: str, plan: Plan) -> list[str]:
    """The ids from one number to another, or from one task to another beside it."""
    for sign in _BETWEEN.finditer(part):
        first, last = plan.by_id.get(part[: sign.start()]), plan.by_id.get(part[sign.end() :])
        if first and last and not (first.id.isdigit() and last.id.isdigit()):
            return _beside(first, last, part, plan)
    ends = _RANGE.match(part)
    first_end, last_end = (_ONE.match(ends[1]), _ONE.match(ends[2])) if ends else (None, None)
    if not first_end or not last_end:
        raise UnreadableReference(part)
    start, stop = parse_number(first_end["number"]), parse_number(last_end["number"])
    in_words = {not end["number"].isascii() for end in (first_end, last_end)}
    if start is None or stop is None or start > stop or len(in_words) > 1:
        raise UnreadableReference(part)
    numbers = range(start, min(stop, start + 9999) + 1)
    if in_words == {True}:
        return [name for n in numbers for name in _printed(str(n), n, plan, digits=False)]
    return [name for n in numbers for name in _in_digits(str(n), n, plan, surely=False)]


def _beside(first: Task, last: Task, part: str, plan: Plan) -> list[str]:
    """The ids from *first* to *last*, which stand below one task."""
    parent = plan.above(first.id)
    ids = [task.id for task in (parent.tasks if parent else plan.tasks)]
    if last.id not in ids or ids.index(first.id) > ids.index(last.id):
        raise UnreadableReference(part)
    return ids[ids.index(first.id) : ids.index(last.id) + 1]


def resolve_section(word: str, plan: Plan) -> Task:
    """The section or group that *word* names: by id, number, label or part of its title.

    Raises:
        NoSuchSection: none, or several.
    """
    headings = [t for t in plan.walk() if t.level.is_heading]
    sections = [t for t in headings if t.level is Level.SECTION]
    plain, number = folded(word), printed_number(word)
    for task in headings:
        if plain == folded(task.id):
            return task
    for position, task in enumerate(sections, 1):
        place = printed_number(task.label) if task.label else position
        if (number is not None and number == place) or plain == folded(task.title):
            return task
    matching = [t for t in headings if plain and plain in folded(t.title)]
    if len(matching) == 1:
        return matching[0]
    raise NoSuchSection(word, _section_names(plan))


def _section_names(plan: Plan) -> list[str]:
    """``一 加强党对法治政府建设的领导``: each section as an error lists it."""
    return [f"{t.label} {t.title}".strip() for t in plan.walk() if t.level is Level.SECTION]
