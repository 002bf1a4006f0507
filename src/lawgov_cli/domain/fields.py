"""What a field of a record is: its type, its word, who writes it, where it is shown. One table.

Reading and checking a journal, the log, notes on every screen, JSON, exports, reports and the
filter language take from here what they need to know of a field. A field that is not in the
table was written by a newer version: it is kept, and shown by its own name.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Any

from lawgov_cli.base.dates import long_date
from lawgov_cli.base.numerals import tenths
from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain import slips
from lawgov_cli.domain.unit_changes import change_words
from lawgov_cli.domain.values import (
    ADDITION,
    CHASE,
    DAY,
    DUE,
    EVIDENCE,
    FLAG,
    KIND,
    MOMENT,
    MONTH,
    NAMES,
    REGISTRY,
    REPEAT,
    REPLY,
    SHARE,
    SLIP,
    STATUS,
    TEXT,
    Sort,
    are_moments,
    shortened,
    too_deep,
)
from lawgov_cli.domain.vocabulary import KIND_WORDS, REPEAT_WORDS, Kind, Repeat

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

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
    return f"{tenths(value)}%"


def _addition(content: Mapping[str, Any]) -> str:
    settled = settled_with(content)
    return f"{content['id']}: {content['text']}" + (f"({', '.join(settled)})" if settled else "")


def settled_with(content: Mapping[str, Any]) -> list[str]:
    """What is settled about a measure as it is added: ``时限定为2023年9月30日`` …."""
    names = [field.name for field in FIELDS if field.amends]
    return [BY_NAME[name].phrase(content[name]) for name in names if content.get(name)]


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
    _settled("repeat", "时限", REPEAT, lambda value: f"{REPEAT_WORDS[Repeat(value)]}一次"),
    _settled("kind", "类型", KIND, lambda value: KIND_WORDS[Kind(value)]),
    _settled("lead", "牵头单位", NAMES)._replace(taken="不再列牵头单位"),
    _settled("responsible", "责任单位", NAMES)._replace(taken="不再列责任单位"),
    Field("added", "增加它的记录", TEXT),
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
    Field("internal", "内部", FLAG, Shown.INLINE),
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
    newer = ((name, too_deep, name) for name, value in record.items() if _is_newer(name, value))
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
            return f"“{name}”的值“{shortened(value)}”类型不对"
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


def are_sound(columns: Mapping[str, Sequence[Any]]) -> bool:
    """Whether nothing is wrong with any of the records that have the same fields.

    Parameters:
        columns: field → its value in each record; what recurs is looked at once.
    """
    about = [columns[name] for name in _ABOUT if name in columns]
    if type_fault({name: column[0] for name, column in columns.items()}) or not about:
        return False
    if not all(columns["id"]):
        return False
    if not any(map(all, about)) and not all(map(any, zip(*about, strict=True))):
        return False
    return all(_is_sound(name, column) for name, column in columns.items())


def _is_sound(name: str, column: Sequence[Any]) -> bool:
    """Whether each value of one field has the right type, and nothing is wrong with it."""
    known, types = BY_NAME.get(name), set(map(type, column))
    if known and not types <= set(known.sort.types):
        return False
    if known and known.sort is MOMENT:
        return are_moments(column)
    plain = types.isdisjoint({list, dict})
    fault = known.sort.fault if known else None if plain else too_deep
    return not fault or not any(fault(value, "") for value in (set(column) if plain else column))
