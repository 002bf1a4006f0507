"""What a field of the plan is, in one row each.

The reader, the writer, the cache, the schema for editors and a re-import take it from here; each
of them has one table that says what is done with a kind of value. To add a field: put it into the
class in :mod:`.plan` with its default, and a row here. The default is the class's own.
"""

from __future__ import annotations

from typing import Any

from lawgov_cli.base.tuples import NamedTuple
from lawgov_cli.domain.plan import (
    FilingRules,
    Group,
    Layout,
    LightRules,
    Office,
    Plan,
    SourceText,
    Task,
    Unit,
)
from lawgov_cli.domain.vocabulary import STATUS_WORDS, Kind, Level

#: The version of the format, which is no field of the plan.
SCHEMA_VERSION = "1"

# ---------------------------------------------------------------- the kinds of values

TEXT = "text"
FILLED = "filled"  # a text that is not empty
WORD = "word"  # a text that stands in for the program's own
NUMERAL = "numeral"  # a text that is often a bare number
PRINTED = "printed"  # a text in which empty means to print nothing, and None as by the layout
CHOICE = "choice"  # one of the row's choices
SHA256 = "sha256"
DAY = "day"
DAY_TEXT = "day text"  # a day that is kept as YYYY-MM-DD
YEAR = "year"
MONTH_DAY = "day of the month"
NUMBER = "number"
FLAG = "flag"
ZONE = "time zone"
VERSION = "version"
TASK_ID = "task id"
LEVEL = "level"  # the level of a task, which its place may tell
NAMED = "named"  # names of units and groups, as the document prints them
MEMBERS = "members"  # names of units and groups in a group; none where they are unknown
ALIASES = "aliases"  # one more spelling of the name, or several
ONE_OR_MORE = "one or more"
RECORD = "record"  # one record of the row's own rows
TEXTS = "texts"  # texts by their keys, in the order written
CHOICES = "choices"  # one of the row's choices by each word, in the order written
REGISTRY = "registry"  # records of the row's own rows by their names
TASKS = "tasks"  # tasks of :data:`TASK`


class Record(NamedTuple):
    """A mapping of the plan's file.

    Attributes:
        made: the class its values make.
        fields: its fields, in the order in which they are named.
        word: what one of them is called.
        inline: whether it is written in braces on one line.
    """

    made: Any
    fields: tuple[Field, ...]
    word: str = ""
    inline: bool = False

    @property
    def keys(self) -> tuple[str, ...]:
        """The keys it may have."""
        return tuple(row.key for row in self.fields)

    @property
    def required(self) -> tuple[str, ...]:
        """The keys it must have."""
        return tuple(row.key for row in self.fields if row.required)

    @property
    def as_written(self) -> list[Field]:
        """The rows in the order in which they are written."""
        place = {row.key: number for number, row in enumerate(self.fields)}
        return sorted(self.fields, key=lambda row: (place[row.above or row.key], not row.above))

    @property
    def own(self) -> tuple[str, ...]:
        """The keys of what is the office's own."""
        return tuple(row.key for row in self.fields if row.own)

    @property
    def defaults(self) -> dict[str, Any]:
        """What those have that are not in the file; without one, a value is always written."""
        found: dict[str, Any] = getattr(self.made, "_field_defaults", {})
        return found


_NOTHING = Record(dict, ())


class Field(NamedTuple):
    """What one key of the plan's file is.

    Attributes:
        key: its name in the file and in the class.
        kind: what kind of value it has.
        says: what an editor shows of it.
        of: what a record, or each of a registry, consists of.
        choices: the values it may have.
        required: whether the file must have it.
        own: whether it is the office's own, which a corrected document leaves as it is; else it is
            the document's. Said of the plan's and the tasks' fields: the rest goes with them.
        above: the key above which it is written, where that is not its place in the rows.
        example: what an editor proposes.
    """

    key: str
    kind: str
    says: str
    of: Record = _NOTHING
    choices: tuple[str, ...] = ()
    required: bool = False
    own: bool = False
    above: str = ""
    example: str = ""


# ---------------------------------------------------------------- the parts of a plan

SOURCE = Record(
    SourceText,
    (
        Field("file", FILLED, "原文文件, 相对于本文件", required=True),
        Field("sha256", SHA256, "原文文件的 SHA-256", required=True),
    ),
    inline=True,
)

LAYOUT = Record(
    Layout,
    (
        Field("document", TEXT, "全文; 可用 {notice} {title} {preamble} {tasks} {closing}"),
        Field("section", TEXT, "部分"),
        Field("group", TEXT, "小节"),
        Field("point", TEXT, "要点"),
        Field("measure", TEXT, "举措"),
        Field("units", TEXT, "单位; 可用 {lead} {responsible}"),
        Field("join", TEXT, "单位之间的连接符"),
    ),
)

LIGHTS = Record(
    LightRules,
    (
        Field("behind_red", NUMBER, "落后序时进度多少个百分点亮红灯"),
        Field("behind_yellow", NUMBER, "落后序时进度多少个百分点亮黄灯"),
        Field("due_soon_days", NUMBER, "时限前多少天亮蓝灯"),
        Field("red", WORD, "红灯的字样"),
        Field("yellow", WORD, "黄灯的字样"),
        Field("blue", WORD, "蓝灯的字样"),
        Field("green", WORD, "绿灯的字样"),
        Field("none", WORD, "不亮灯的字样"),
    ),
)

FILING = Record(
    FilingRules,
    (
        Field(
            *("counts", CHOICE, "逐项报送的要点: 牵头的(lead)或点名的(named); 其余合并报一次"),
            choices=("lead", "named"),
        ),
        Field("day", MONTH_DAY, "每月报送截止日"),
        Field("month", CHOICE, "截止日在本月(same)还是次月(next)", choices=("same", "next")),
        Field("since", DAY, "从这一天所在的月份起报送(默认从印发的那个月)"),
    ),
    inline=True,
)

OFFICE = Record(
    Office,
    (
        Field("name", TEXT, "单位名称: 印在报表的刊头和落款"),
        Field("short", TEXT, "简称: 报表里本单位自己登记的话前印它, 例如“市法治办”"),
        Field("series", TEXT, "通报的名称: 印作月报、季报的标题"),
        Field("number", TEXT, "期号的写法, 例如“第{n}期”: {n} 每年从第一个报送月数起"),
        Field("annual", TEXT, "年度报告的标题; {year} 代表年份"),
        Field("contact", TEXT, "联系人"),
        Field("phone", NUMERAL, "电话"),
        Field("timezone", ZONE, "时区(默认 Asia/Shanghai): 日期按它算, 不看电脑的时区"),
    ),
)

NOTICE = Record(
    dict,
    (
        Field("heading", TEXT, "文件头"),
        Field("number", TEXT, "发文字号"),
        Field("addressees", TEXT, "主送机关"),
        Field("body", TEXT, "正文"),
        Field("issuer", TEXT, "落款机关"),
        Field("date", TEXT, "落款日期"),
        Field("disclosure", TEXT, "公开属性"),
        Field("other", TEXT, "其他"),
    ),
)

UNIT = Record(
    Unit,
    (
        Field("abbr", ONE_OR_MORE, "拼音首字母, 查询时可代替名称"),
        Field("aliases", ALIASES, "同一单位的其他写法"),
        Field("letter", FLAG, "催办时用函(不便督办的单位)"),
        Field("contact", TEXT, "联络员"),
        Field("phone", NUMERAL, "联络员的电话"),
    ),
    word="单位",
    inline=True,
)

GROUP = Record(
    Group,
    (
        Field("aliases", ALIASES, "其他写法"),
        Field("members", MEMBERS, "成员: 单位或别的单位组; 文件没有列明就写 []"),
        Field("note", TEXT, "说明"),
    ),
    word="单位组",
)

_LEVELS = tuple(level.value for level in Level)
_KINDS = tuple(kind.value for kind in Kind)
_ID = "编号, 全文件不得重复: 要点用序号(8), 举措用“要点.序”(8.2), 部分用 S1; 带点的要加引号"
_LEVEL = "层级: 部分、小节、要点、举措; 不写则由所处位置推定"
_LEAD = "牵头单位, 第一个负责汇总; 照文件所印书写, 须在 units 或 groups 登记"
_RESPONSIBLE = "责任单位; 照文件所印书写, 须在 units 或 groups 登记"

TASK = Record(
    Task,
    (
        Field("id", TASK_ID, _ID, required=True),
        Field("level", LEVEL, _LEVEL, choices=_LEVELS),
        Field("label", NUMERAL, "原文的序号, 不带括号和顿号"),
        Field("title", FILLED, "标题"),
        Field("text", FILLED, "正文"),
        Field("lead", NAMED, _LEAD),
        Field("responsible", NAMED, _RESPONSIBLE),
        Field("due", DAY, "时限"),
        Field("due_words", TEXT, "原文说时限的字, 例如“年底前”"),
        Field("kind", CHOICE, "任务类型: 限时、年度、长期", choices=_KINDS, own=True),
        Field("form", PRINTED, "这一项印出时的排版, 与 layout 不同时写"),
        Field("printed_units", PRINTED, "印出的单位文字, 与 layout 不同时写"),
        Field("revised", DAY_TEXT, "更正文件改动这一项的日期", own=True),
        Field("was", TEXT, "更正以前的文字", own=True),
        Field("tasks", TASKS, "下一级任务"),
    ),
    word="任务",
)

_LAYOUT = "印出原文时的排版; {label} {title} {text} {tasks} {units} 代表各部分"
_TEXT_SHA256 = "任务树按原样印出的全文的 SHA-256, lawgov check 重新计算并核对"

PLAN = Record(
    Plan,
    (
        Field("schema", VERSION, "格式版本, 目前是 1", required=True),
        Field(
            *("id", FILLED, "这份工作要点的编号, 一般与文件名相同"),
            required=True,
            own=True,
            example="workpoints-2023",
        ),
        Field("title", FILLED, "文件标题", required=True),
        Field("year", YEAR, "年度: 命令里没写年份的日期按这一年算", required=True, own=True),
        Field("issuer", TEXT, "发文机关"),
        Field("number", TEXT, "发文字号"),
        Field("office", RECORD, "编报单位: 谁编报表、在报表上署名", OFFICE, own=True),
        Field("issued", DAY, "成文日期"),
        Field("starts", DAY, "序时进度从这一天起算(默认1月1日)", own=True),
        Field("ends", DAY, "没有时限的要点按这一天算序时进度(默认12月31日)", own=True),
        Field("source", RECORD, "原文文件及其校验码, lawgov check 据此核对", SOURCE, own=True),
        Field("text_sha256", SHA256, _TEXT_SHA256),
        Field("layout", RECORD, _LAYOUT, LAYOUT),
        Field("lights", RECORD, "亮灯的界限和字样", LIGHTS, own=True),
        Field("notice", TEXTS, "印发通知, 按印出的先后书写", NOTICE),
        Field("preamble", TEXT, "标题与第一部分之间的文字"),
        Field("closing", TEXT, "最后一部分之后的文字"),
        Field("report_day", MONTH_DAY, "每月报送截止日(或写在 filing)", own=True, above="layout"),
        Field("filing", RECORD, "报送的规则", FILING, own=True, above="layout"),
        Field(
            *("statuses", CHOICES, "本单位对办理状态的叫法: 左边是叫法, 右边是程序的六种之一"),
            choices=tuple(STATUS_WORDS.values()),
            own=True,
            above="layout",
        ),
        Field("units", REGISTRY, "每个单位登记一次; 键是单位名称", UNIT, required=True),
        Field("groups", REGISTRY, "单位组: 文件里的统称, 例如“各区镇”; 键是名称", GROUP),
        Field("tasks", TASKS, "任务树: 部分、小节、要点、举措", required=True),
    ),
)
