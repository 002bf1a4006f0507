"""Text pasted from a chat → one unit's reply: ``15:已抽查20件; 16 无进展``.

A number begins an item only where it stands at the beginning of a line or after ; or 。 and is
written as people write the number of an item. A figure within a sentence (20件, 9月, 15:30) does
not; nor does an enumeration 1、2、 within an item. Several numbers (18-20, 18、19项) begin one text
that is said of each. A greeting or thanks at the end is no progress.
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from lawgov_cli.base.absent import NumberUnclear
from lawgov_cli.base.errors import LawgovError
from lawgov_cli.base.numerals import nth
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.answers import Answer, Identity
from lawgov_cli.domain.status_words import own_words
from lawgov_cli.domain.task_numbers import resolve_tasks
from lawgov_cli.importer.language.wording import bare, is_ditto
from lawgov_cli.importer.replies import cells
from lawgov_cli.importer.replies.reply import Known, Remark, Reply, ReplyRow, joined, outdated
from lawgov_cli.importer.sheets.grid import Place

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lawgov_cli.domain.plan import Plan, Task

_NUMERAL = r"(?:\d{1,3}(?:[.．\-]\d{1,3})*|[０-９]{1,3}|[一二三四五六七八九十百]{1,5})"
#: What counts a thing, or tells a time: a figure before it is no item's number.
_COUNTED = "件个次人名份起场家处条篇户批期轮宗部门项%％‰月日号年时点分元万亿千百倍天周季"
#: What follows a number that names an item: not the minutes of a time, not a decimal, not more
#: numbers (8、9项); the 1、 of an enumeration may.
_POINT = (
    r"(?:[:：、.．)）](?=[ \t]*[1１][、.．)）]\D)"
    rf"|[:：](?![0-5]\d(?![\d{_COUNTED}]))|[.．)）](?!\d)|、(?!\d{{1,3}}\s*(?:[、:：]|项)))"
)
#: Between two numbers: a range, or one more.
_AND = r"\s*(?:[-~～—–－至到、,，/和及与跟]|——)\s*"
#: What says of all of them that there is nothing.
_ALL_NONE = r"[都均皆也全部]{0,3}[暂尚]?时?(?:无|没|零报告)"
#: Nothing to report, without a sign before it.
_NOTHING = r"(?:本月|目前)?[暂尚]?时?(?:无|没有)(?:新|任何)?的?(?:进展|变化|情况|内容)?"
#: All that is said of an item, right behind its number: 25没有进展, 7-9已完成.
_STATE = rf"(?:{_NOTHING}|已?完成|已办结|推进中|正在推进)(?=\s*(?:[，,；;。.！!]|$))"
#: A comma before the next item: 第8项无，第9项已听证; 8无，9-11已完成.
_NEXT = (
    rf"[，,](?=\s*(?:第\s*{_NUMERAL}\s*项\s*(?:[:：]|已|正在|[暂尚]?[无没])"
    rf"|{_NUMERAL}(?:{_AND}{_NUMERAL})?\s*项?{_STATE}))"
)
_MARK = re.compile(
    rf"(?P<before>^|[;；。\n]|{_NEXT})\s*(?:[•·●▪◆■*]\s*|-\s+)?(?:"
    rf"(?P<inside>第[一二三四五六七八九十]{{1,3}}(?:部分|章)第{_NUMERAL}项)\s*[:：、,，.]?|"
    rf"(?P<several>第?\s*{_NUMERAL}\s*项?(?:{_AND}第?\s*{_NUMERAL}\s*项?)+)(?:"
    rf"(?<=项)(?:任务|要点|工作)*\s*[:：、,，.]?|\s*[:：](?![0-5]\d)|\s*(?={_ALL_NONE}|[都均皆]|{_STATE})|"
    rf"\s+(?![{_COUNTED}\d]))|"
    rf"(?P<rest>(?:其余|其他|其它|剩下|剩余)[的各]*(?:[项点条]|任务|要点|工作)*)(?={_ALL_NONE})|"
    rf"第\s*(?P<ordinal>{_NUMERAL})\s*[项条点](?:任务|要点)?\s*[:：、,，.]?|"
    rf"[（(]\s*(?P<bracket>{_NUMERAL})\s*[）)]\s*[:：、]?|"
    rf"(?P<pointed>{_NUMERAL})\s*(?:项\s*)?{_POINT}|"
    rf"(?P<blank>\d{{1,3}}(?:[.\-]\d{{1,3}})*)\s+(?![{_COUNTED}\d])|"
    rf"(?P<glued>\d{{1,3}})(?={_STATE})"
    rf")",
    re.MULTILINE,
)
_NUMBERS = ("inside", "several", "rest", "ordinal", "bracket", "pointed", "blank", "glued")
#: From this length on the words at an item's head can be the title of a task.
_SHORTEST_TITLE = 4
#: The task's own number behind its title, in brackets: （第7项）.
_BESIDE = re.compile(rf"[^。；;:：\n]{{0,30}}?[（(]\s*第?\s*(?P<number>{_NUMERAL})\s*项\s*[）)]")
#: What within an item begins as an item might.
_NESTED = re.compile(
    rf"(?:^|[;；\n])\s*(\d+[、.．)）].{{0,19}}|(?<=\n)\d{{1,3}}(?![\d.．:：/\-{_COUNTED}]).{{0,19}})"
)
#: An enumeration that begins right after an item's number.
_FIRST = re.compile(r"[ \t]*[1１][、.．)）](?!\d)")
_THANKS = r"(?:谢谢|多谢|感谢|辛苦|麻烦|拜托)(?:您|你|们|各位|大家|领导|主任|科长|老师|了|啦|支持)*"
#: What people add at the end of a message, in a sentence of its own; thanks also behind a comma.
_COURTESY = re.compile(
    rf"(?:(?:^|[\n。；;！!\s])(?:好的|收到|请?收到请?回复|以上|特此报[告送]|报送完毕)"
    rf"|(?:^|[\s，,。；;！!、])(?:{_THANKS}|(?:敬?请|望)(?:领导)?(?:查收|审阅|审核|知悉|指示))"
    r"|\[(?:抱拳|玫瑰|微笑|握手|强|OK|合十|咖啡|呲牙|愉快|太阳|鼓掌|赞)\])[\s，,。；;！!~～]*\Z"
)


_NAME = r"[^\d\s，,。；;:：（(]"
_DAY = r"(?:(?:\d{4}[年/.\-])?\d{1,2}[月/.\-]\d{1,2}日?|昨天|今天|星期.|周.)"
#: A line of a chat that is no part of what is said: 李四 9-22 10:12:12, or 张三：收到.
_SPEAKER = re.compile(
    rf"{_NAME}[^，,。；;:：]{{0,15}}\s+(?:{_DAY}\s*)?(?:上午|下午|晚上)?\s*\d{{1,2}}:\d\d(?::\d\d)?"
    rf"|{_NAME}[^\d，,。；;:：]{{0,7}}[:：]\s*(?:@\S*\s*)?(?:(?:好的|收到|明白|OK|{_THANKS})[，,。!！]?)+"
)


class _Item(NamedTuple):
    """What is said of a number or several; ``courtesy`` is what was left out at its end."""

    number: str
    line: int
    text: str
    courtesy: str = ""


def read_chat(
    text: str,
    plan: Plan,
    identity: Identity,
    known: Known = Known(),  # noqa: B008 - a tuple of nothing
) -> Reply:
    """What a unit writes in *text*, item by item."""
    doubts: list[Remark] = []
    unmatched: list[Remark] = []
    found: dict[str, ReplyRow] = {}
    text, speakers = _without_speakers(text.replace("\r\n", "\n"))
    doubts += speakers
    opening, items = _items(text, plan, known)
    if bare(opening):
        unmatched.append(Remark(f"开头“{_short(opening)}”没有序号, 没有读入", _place(1)))
    for item in items:
        tasks = _tasks(item.number, plan)
        place = _place(item.line)
        if item.courtesy:
            doubts.append(Remark(f"“{_short(item.courtesy)}”不是进展, 没有读入", place))
        if not tasks:
            unmatched.append(Remark(_no_task(item, plan), place))
        elif not bare(item.text):
            doubts.append(Remark(f"第{item.number}项后面没有内容", place))
        else:
            named, told = _named(tasks, item, plan)
            answer = _answer(named.text, plan)
            if is_ditto(named.text) and found:
                answer = list(found.values())[-1].answer
            doubts += [Remark(said, place) for said in (*told, *_to_see(tasks, named, answer))]
            for task in tasks if named is item else _tasks(named.number, plan):
                _put(found, _row(task, answer, place, known), doubts)
    return _reply(identity, found, known, doubts, unmatched)


def _without_speakers(text: str) -> tuple[str, list[Remark]]:
    """*text* with the lines empty that say who spoke when, or only answer; and what they were."""
    lines, told = text.split("\n"), list[Remark]()
    for at, line in enumerate(lines):
        if _SPEAKER.fullmatch(line.strip()):
            told.append(Remark(f"“{_short(line)}”是聊天的一行, 不是进展, 没有读入", _place(at + 1)))
            lines[at] = ""
    return "\n".join(lines), told


def _no_task(item: _Item, plan: Plan) -> str:
    """Why nothing was read for it; of a number that could be several, what to write for each."""
    if item.number.startswith(("其", "剩")):
        said = f"“{item.number}{_short(item.text)}”没有写是哪几项"
        return f"{said}, 没有读入; 请写明序号, 如 18-20 无进展"
    try:
        _resolved(item.number, plan)
    except NumberUnclear as several:
        return f"“{_short(item.text)}”没有读入: {several}"
    except LawgovError:
        pass
    return f"没有第{item.number}项: “{_short(item.text)}”"


def _named(tasks: Sequence[str], item: _Item, plan: Plan) -> tuple[_Item, list[str]]:
    """The *item* without the title of a task at its head; of that task, where it is another.

    Units number what they send by themselves: 一、健全依法决策机制（第9项）。听证2次 is of point 9.
    """
    titles = [
        (task.id, task.title)
        for task in plan.walk()
        if not task.level.is_heading and len(task.title) >= _SHORTEST_TITLE
        if _half(item.text[: len(task.title)]) == _half(task.title)
    ]
    task, title = max(titles, key=lambda pair: len(pair[1]), default=("", ""))
    beside = _BESIDE.match(item.text, len(title))
    if beside and len(said := _tasks(beside["number"], plan)) == 1:
        task = said[0]
    rest = item.text[beside.end() if beside else len(title) :].lstrip("：:。，,；;、 \t\n")
    if not task or not bare(rest) or len(tasks) > 1:
        return item, []
    shown = _short(title or item.text)
    told = [] if task in tasks else [f"序号“{item.number}”与“{shown}”不符, 按文字归入{nth(task)}"]
    return item._replace(number=task, text=rest if title else item.text), told


def _half(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _to_see(tasks: Sequence[str], item: _Item, answer: Answer) -> Iterator[str]:
    """How the text was understood where it could be meant otherwise."""
    if is_ditto(item.text):
        yield f"“{_short(item.text)}”按上一项的“{_short(answer.text)}”读"
    elif cells.points_away(answer.text):
        yield f"“{_short(answer.text)}”看不出进展, 仍照录, 请问明"
    if parts := cells.parted(item.text):
        yield f"“{_short(item.text)}”{cells.parting(parts)}"
    if len(tasks) > 1:
        yield f"“{_short(item.text)}”作为{nth(tasks)}各自的内容"
    if nested := _NESTED.search(item.text):
        yield f"“{_short(nested[1])}”作为{nth(tasks[0])}的内容"


def _reply(
    identity: Identity,
    found: dict[str, ReplyRow],
    known: Known,
    doubts: list[Remark],
    unmatched: list[Remark],
) -> Reply:
    same = [task for task, row in found.items() if row.answer == known.given.get(task)]
    for task, row in found.items():
        if task not in same and row.answer in known.before.get(task, ()):
            same.append(task)
            doubts.append(outdated(row, known.given[task]))
    if known.own is not None:
        doubts += [
            Remark(f"{nth(task)}不是该单位的任务, 没有读入", row.place)
            for task, row in found.items()
            if task not in known.own
        ]
    return Reply(
        identity.unit,
        identity.period,
        identity,
        rows=tuple(row for task, row in found.items() if task not in same),
        same=tuple(same),
        doubts=tuple(doubts),
        unmatched=tuple(unmatched),
    )


def _answer(text: str, plan: Plan) -> Answer:
    """What the *text* of an item says."""
    words = cells.words(text).strip("；;，, ")
    parts = cells.parted(words)
    problem, step = (cells.unless_none(parts.get(name, "")) for name in ("problem", "next"))
    words = parts.get("text", words)
    zero = cells.is_zero_report(words)
    status = cells.read_status(words, own_words(plan)).word
    evidence = cells.names(parts.get("evidence", ""))
    text = "" if zero else words
    return Answer(text, status, problem=problem, next=step, evidence=evidence, zero=zero)


def _row(task: str, answer: Answer, place: Place, known: Known) -> ReplyRow:
    last = known.last.get(task, "")
    unchanged = bool(last) and bare(answer.text) == bare(last)
    return ReplyRow(task, answer, place, "序号", unchanged)


def _put(found: dict[str, ReplyRow], row: ReplyRow, doubts: list[Remark]) -> None:
    """Keep the row; said twice, both texts, and that is told."""
    if (earlier := found.get(row.task)) and earlier.answer != row.answer:
        doubts.append(Remark(f"{nth(row.task)}写了两次, 合在一起", row.place))
        row = row._replace(answer=joined(earlier.answer, row.answer))
    found[row.task] = row


def _items(text: str, plan: Plan, known: Known) -> tuple[str, list[_Item]]:
    """What stands before the first item, and the items."""
    marks = list(_heads(text, plan, known))
    ends = [*(match.start() for match, _ in marks[1:]), len(text)]
    items = [
        _Item(
            number, text.count("\n", 0, match.end()) + 1, *_parted(text[match.end() : end].strip())
        )
        for (match, number), end in zip(marks, ends, strict=False)
    ]
    return text[: marks[0][0].start()] if marks else text, items


def _parted(text: str) -> tuple[str, str]:
    """The text, and the greeting or thanks at its end."""
    rest = text
    while match := _COURTESY.search(rest):
        rest = rest[: match.start()]
    return rest, text[len(rest) :].strip(" \n，,。；;！!~～")


def _heads(text: str, plan: Plan, known: Known) -> Iterator[tuple[re.Match[str], str]]:
    """The marks that begin items, not those of an enumeration within one."""
    counted, last = 0, ""
    for match in _MARK.finditer(text):
        number = next(filter(None, match.group(*_NUMBERS)))
        plain = int(number) if number.isdecimal() else 0
        counts_on = last and plain == counted + 1 and match[0].rstrip()[-1] in "、.．)）"
        if counts_on and _is_within(plain, last, plan, known):
            counted = plain
            continue
        is_unsure = (
            match["blank"] or match["glued"] or (match["several"] and match[0][-1] not in ":：项")
        )
        if is_unsure and not _tasks(number, plan):
            continue
        counted, last = int(bool(_FIRST.match(text, match.end()))), number
        yield match, number


def _is_within(number: int, last: str, plan: Plan, known: Known) -> bool:
    """Whether *number*, counting on from 1, is part of item *last* and no item of its own."""
    task = _task(str(number), plan)
    if not task or (known.own is not None and task not in known.own):
        return True
    before = _task(last, plan)
    places = {name: place for place, name in enumerate(plan.by_id)}
    return bool(before) and places[task] < places[before]


def _task(number: str, plan: Plan) -> str:
    """The one task that the number means; empty where none."""
    found = _tasks(number, plan)
    return found[0] if len(found) == 1 else ""


def _resolved(numbers: str, plan: Plan) -> list[Task]:
    plain = re.sub(r"[/和及与跟]", "、", numbers.replace("．", ".").replace("——", "-"))
    if re.search(_AND, plain):
        plain = re.sub(r"[第项\s]", "", plain)
    return resolve_tasks([plain], plan)


def _tasks(numbers: str, plan: Plan) -> list[str]:
    """The tasks that one number or several mean; none where one of them is no task."""
    try:
        found = _resolved(numbers, plan)
    except LawgovError:
        return []
    return [] if any(task.level.is_heading for task in found) else [task.id for task in found]


def _place(line: int) -> Place:
    return Place("粘贴的文字", line)


def _short(text: str) -> str:
    plain = " ".join(text.split())
    return f"{plain[:20]}…" if len(plain) > 20 else plain
