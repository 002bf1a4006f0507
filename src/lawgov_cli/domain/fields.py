"""What a field of a record is: its type, its word, who writes it, where it is shown. One table.

Reading and checking a journal, the log, notes on every screen, JSON, exports, reports and the
filter language take from here what they need to know of a field. A field that is not in the
table was written by a newer version: it is kept, and shown by its own name.
"""

from __future__ import annotations

import re
from datetime import date
from enum import Enum
from typing import TYPE_CHECKING, Any, NamedTuple

from lawgov_cli.base.dates import long_date
from lawgov_cli.domain import slips
from lawgov_cli.domain.unit_changes import change_fault, change_words
from lawgov_cli.domain.vocabulary import KIND_WORDS, STATUS_WORDS, Kind

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

# ---------------------------------------------------------------- what a value may be

_DAY = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])\Z")
_TIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?"
    r"([+-]([01][0-9]|2[0-3]):[0-5][0-9]|Z)?\Z"
)
_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])\Z")
_STATUSES = frozenset(status.value for status in STATUS_WORDS)
_KINDS = frozenset(kind.value for kind in Kind)


#: Levels of lists and objects within each other that a value may have.
_MAX_DEPTH = 20
#: Characters of a wrong value that are repeated when it is named.
_SHOWN_CHARACTERS = 40


class Sort(NamedTuple):
    """A sort of value: the types that JSON gives it, and what else must hold.

    ``fault`` says what is wrong with a value of the right type, given the field's word; empty
    where nothing is. ``empty`` stands in JSON where a record does not have the field.
    """

    types: tuple[type, ...]
    fault: Callable[[Any, str], str] | None = None
    empty: Any = None


def _too_deep(value: Any, word: str) -> str:  # noqa: ANN401 - whatever stands in the journal
    """Values within values without end, which what prints them could not follow."""
    level = [value]
    for _ in range(_MAX_DEPTH + 1):
        level = [inner for item in level for inner in _inside(item)]
        if not level:
            return ""
    return f"“{word}”里层层嵌套, 超过{_MAX_DEPTH}层"


def _inside(value: Any) -> Iterable[Any]:  # noqa: ANN401 - whatever stands in the journal
    if isinstance(value, dict):
        return value.values()
    return value if isinstance(value, list) else ()


def _short(value: Any) -> str:  # noqa: ANN401 - whatever stands in the journal
    """A value that is wrong, as far as it is worth repeating."""
    text = "…" if _too_deep(value, "") else str(value)
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"


def is_day(text: str) -> bool:
    """Whether *text* is a day of the calendar, ``YYYY-MM-DD``.

    Cheap for all but the last days of a month.
    """
    if not _DAY.match(text):
        return False
    if text[8:] <= "28":
        return True
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def _no_day(value: str, _word: str) -> str:
    return "" if is_day(value) else f"日期“{_short(value)}”写法不对"


def _no_month(value: str, _word: str) -> str:
    return "" if _MONTH.match(value) else f"月份“{value}”写法不对"


def _no_due(value: str, word: str) -> str:
    return _no_day(value, word) if value else ""  # an empty one takes the time limit away


def _no_moment(value: str, _word: str) -> str:
    return "" if _TIME.match(value) and is_day(value[:10]) else f"时间“{_short(value)}”写法不对"


def _no_status(value: str, word: str) -> str:
    return "" if value in _STATUSES else f"不认识的{word}“{_short(value)}”"


def _no_kind(value: str, word: str) -> str:
    return "" if value in _KINDS else f"不认识的任务{word}“{_short(value)}”"


def _no_share(value: float, word: str) -> str:
    return "" if 0 <= value <= 100 else f"{word}“{value}”不在0至100之间"


def _no_amount(value: float, word: str) -> str:
    return "" if 0 <= value < 1e15 else f"{word}“{value}”不是0以上的数"


def _no_names(value: list[Any], word: str) -> str:
    return "" if _are_names(value) else f"“{word}”里不都是单位名称"


def _are_names(values: Any) -> bool:  # noqa: ANN401 - whatever stands in the journal
    return isinstance(values, list) and all(isinstance(value, str) and value for value in values)


def _no_evidence(value: list[Any], word: str) -> str:
    return _too_deep(value, word) if all(map(_is_proof, value)) else f"“{word}”里有的不是材料"


def _is_proof(item: Any) -> bool:  # noqa: ANN401 - whatever stands in the journal
    if isinstance(item, dict):
        return all(isinstance(item.get(name, ""), str) for name in ("file", "sha256"))
    return isinstance(item, str)


def _no_addition(content: dict[str, Any], word: str) -> str:
    if not _are_names([content.get("id"), content.get("text")]):
        return "新增的举措缺少编号或文字"
    if not all(_are_names(content.get(name, [])) for name in ("lead", "responsible")):
        return "新增举措的单位写法不对"
    if "due" in content and not (type(due := content["due"]) is str and is_day(due)):
        return f"日期“{_short(content['due'])}”写法不对"
    return _too_deep(content, word)


def _shallow(check: Callable[[Any, str], str]) -> Callable[[Any, str], str]:
    """*check*, and nothing nested without end."""
    return lambda value, word: check(value, word) or _too_deep(value, word)


TEXT = Sort((str,), empty="")
DAY = Sort((str,), _no_day)
MONTH = Sort((str,), _no_month)
DUE = Sort((str,), _no_due)
MOMENT = Sort((str,), _no_moment)
STATUS = Sort((str,), _no_status)
KIND = Sort((str,), _no_kind)
SHARE = Sort((int, float), _no_share)
AMOUNT = Sort((int, float), _no_amount)
FLAG = Sort((bool,), empty=False)
NAMES = Sort((list,), _no_names)
EVIDENCE = Sort((list,), _no_evidence)
ADDITION = Sort((dict,), _no_addition)
SLIP = Sort((dict,), _shallow(slips.slip_fault))
REPLY = Sort((dict,), _shallow(slips.reply_fault))
CHASE = Sort((dict,), _shallow(slips.chase_fault))
REGISTRY = Sort((dict,), _shallow(change_fault))


# ---------------------------------------------------------------- how a value is put into words


def in_words(value: object) -> str:
    """A value as text: a list's items joined, a file by its name, a number without zeros."""
    if isinstance(value, list):
        return "、".join(map(in_words, value))
    if isinstance(value, dict):
        return str(value["file"]) if "file" in value else str(value)
    if isinstance(value, float):
        return f"{value:g}"
    return "是" if value is True else str(value)


def _month(value: str) -> str:
    """``2023年6月``."""
    return f"{value[:4]}年{int(value[5:])}月"


def _share(value: float) -> str:
    return f"{value:g}%"


def _addition(content: Mapping[str, Any]) -> str:
    return f"{content['id']}: {content['text']}"


# ---------------------------------------------------------------- the table


class Shown(Enum):
    """Where a field stands in what people read.

    ``OWN``: in a place of its own (day, unit, status, note …). ``PHRASE``: as what the record
    settles, in a phrase (时限定为…). ``INLINE``: beside the note (进度40%). ``LABEL``: on a line
    with its word (问题: …), and in a passage of its own in reports.
    """

    OWN = "own"
    PHRASE = "phrase"
    INLINE = "inline"
    LABEL = "label"


class Field(NamedTuple):
    """A field of a record.

    Attributes:
        name: its key in the journal.
        word: its Chinese word.
        sort: what its values are.
        shown: where it stands in what people read.
        words: its value in words.
        form: how word and value make a phrase.
        progress: whether it says how the work goes; a date or a unit that is only set does not.
        amends: whether the office changes the task by it.
        office: whether only the office writes it: in a unit's report it has no effect.
        filters: the names it has in the filter language, where records are searched for it.
        taken: what is said of an empty value, which takes away; empty where none does.
    """

    name: str
    word: str
    sort: Sort
    shown: Shown = Shown.OWN
    words: Callable[[Any], str] = in_words
    form: str = "{word}{value}"
    progress: bool = False
    amends: bool = False
    office: bool = False
    filters: tuple[str, ...] = ()
    taken: str = ""

    def phrase(self, value: Any) -> str:  # noqa: ANN401 - any JSON
        """``时限定为2023年10月31日``, ``取消时限``, ``进度40%``; a flag is its word alone."""
        if value is True:
            return self.word
        if value in ("", []):
            return self.taken
        return self.form.format(word=self.word, value=self.words(value))


#: What the office settles about a task.
_SETTLED = Field("", "", TEXT, Shown.PHRASE, form="{word}定为{value}", amends=True, office=True)


def _settled(name: str, word: str, sort: Sort, words: Callable[[Any], str] = in_words) -> Field:
    return _SETTLED._replace(name=name, word=word, sort=sort, words=words)


def _said(name: str, word: str, *aliases: str) -> Field:
    """What a record says beside its note, in a passage of its own."""
    return Field(name, word, TEXT, Shown.LABEL, progress=True, filters=(word, *aliases, name))


#: In the order in which values are checked, and shown.
FIELDS = (
    Field("id", "编号", TEXT),
    Field("batch", "批次", TEXT),
    Field("at", "登记时间", MOMENT),
    Field("on", "日期", DAY),
    Field("by", "登记人", TEXT, filters=("登记人", "by")),
    Field("task", "任务", TEXT),
    Field("unit", "单位", TEXT),
    Field("received", "收到日期", DAY, Shown.LABEL, long_date),
    Field("period", "报送月份", MONTH, Shown.LABEL, _month),
    Field("status", "办理状态", STATUS, progress=True),
    _settled("returned", "退回", NAMES)._replace(form="{word}{value}的报送", progress=True),
    _settled("due", "时限", DUE, long_date)._replace(taken="取消时限"),
    _settled("kind", "类型", KIND, lambda value: KIND_WORDS[Kind(value)]),
    _settled("lead", "牵头单位", NAMES)._replace(taken="不再列牵头单位"),
    _settled("responsible", "责任单位", NAMES)._replace(taken="不再列责任单位"),
    Field("add", "增加举措", ADDITION, Shown.PHRASE, _addition, office=True),
    Field(
        "slip", "督办", SLIP, Shown.PHRASE, slips.slip_words, "{value}", progress=True, office=True
    ),
    Field("reply", "答复", REPLY, Shown.PHRASE, slips.reply_words, "{value}"),
    Field("chase", "催办", CHASE, Shown.PHRASE, slips.chase_words, "{value}", office=True),
    Field("units", "单位变动", REGISTRY, Shown.PHRASE, change_words, "{value}", office=True),
    Field("undo", "撤销", TEXT),
    Field("zero", "零报告", FLAG, Shown.INLINE, progress=True),
    Field("correct", "更正", TEXT),
    Field("redact", "删除内容", TEXT),
    Field("digest", "原行校验码", TEXT),
    Field("lags", "滞后", FLAG, Shown.INLINE, progress=True),
    Field("percent", "进度", SHARE, Shown.INLINE, _share, progress=True),
    Field("note", "进展", TEXT, progress=True, filters=("进展", "note")),
    _said("reason", "理由"),
    _said("problem", "问题", "存在问题"),
    _said("next", "下一步"),
    _said("evidence", "佐证")._replace(sort=EVIDENCE),
    Field("plan", "工作要点", TEXT),
    Field("prev", "前一条", TEXT),
)

BY_NAME = {field.name: field for field in FIELDS}

#: Fields that say how the work goes.
PROGRESS = frozenset(field.name for field in FIELDS if field.progress)
#: Fields by which the office amends a task.
AMENDING = frozenset(field.name for field in FIELDS if field.amends)


def shown_as(*places: Shown) -> list[Field]:
    """The fields that stand in any of *places*, in the order of the table."""
    return [field for field in FIELDS if field.shown in places]


# ---------------------------------------------------------------- checking a record

#: What a record may be about: a task, another record, a unit as such that was urged, the units.
_ABOUT = ("task", "undo", "correct", "redact", "chase", "units")

Check = tuple[str, "Callable[[Any, str], str]", str]


def checks_of(record: Mapping[str, Any]) -> tuple[Check, ...]:
    """What to look at in *record*, and in all with the same fields of the same types.

    Each field, its check and its word. Of a field that a newer version wrote only its depth.
    """
    checks: list[Check] = []
    for name, field in BY_NAME.items():
        if name in record and (fault := field.sort.fault):
            checks.append((name, fault, name if field.sort is NAMES else field.word))
    newer = ((name, _too_deep, name) for name, value in record.items() if _is_newer(name, value))
    return (*checks, *newer)


def _is_newer(name: str, value: object) -> bool:
    return name not in BY_NAME and isinstance(value, (list, dict))


def fault_of(record: Mapping[str, Any]) -> str:
    """What is wrong with a record as read from the journal; empty where nothing is."""
    return type_fault(record) or value_fault(record, checks_of(record))


def type_fault(record: Mapping[str, Any]) -> str:
    """What is wrong with the fields and their types."""
    for name in ("id", "at"):
        if name not in record:
            return f"缺少“{name}”"
    for name, value in record.items():
        known = BY_NAME.get(name)
        if known and type(value) not in known.sort.types:
            return f"“{name}”的值“{_short(value)}”类型不对"
    return ""


def value_fault(record: Mapping[str, Any], checks: Iterable[Check]) -> str:
    """What is wrong with the values, whose types are right; *checks* are those of its fields."""
    if not record["id"]:
        return "缺少“id”"
    if not any(record.get(name) for name in _ABOUT):
        return "缺少“task”"
    for name, fault, word in checks:
        if why := fault(record[name], word):
            return why
    return ""
